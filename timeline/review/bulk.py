"""Accept many items at once: first a plan that says exactly which, then the deed, which leaves out what has changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.contrib.auth.models import User
from django.core import signing

from diplomacy.prepared import ask
from timeline import actions
from timeline.history import changing
from timeline.models import Event, ReviewItem, ReviewState, Statement
from timeline.review.queue import Filters, is_held, matching
from timeline.review.state import PARTS

R = TypeVar("R", Event, Statement)
Reviewable = type[Event] | type[Statement]
Marks = list[list[int | str]]

# One transaction, which others who store wait for, takes some seconds.
MOST_AT_ONCE = 1000
PORTION = 100
SALT = "timeline.review.bulk"
# What a curator sees of an item, in one word: whoever changes any of it makes it another word.
MARKS = {
    Event: """
        SELECT event.id, left(md5(concat_ws('|', event.type, event.status, event.edtf, event.is_domestic,
            event.is_first, event.curated_fields, (
                SELECT string_agg(concat_ws(',', person_id, organization_id, office, country), ';' ORDER BY id)
                FROM timeline_participation WHERE event_id = event.id
            ))), 8)
        FROM timeline_event event WHERE event.review = 'draft' AND event.id = ANY(%s::bigint[])
    """,
    Statement: """
        SELECT statement.id, left(md5(concat_ws('|', statement.act, statement.modality, statement.content,
            statement.event_id, statement.curated_fields, (
                SELECT string_agg(concat_ws(',', role, person_id, organization_id), ';' ORDER BY id)
                FROM timeline_statementactor WHERE statement_id = statement.id
            ))), 8)
        FROM timeline_statement statement WHERE statement.review = 'draft' AND statement.id = ANY(%s::bigint[])
    """,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """The items that would be accepted, the first `MOST_AT_ONCE` by worth; `counts` are by kind and type of event.

    `more` tells that the filter holds further ones; `claimed` are open with other curators and left out. `signed` is
    the plan for the confirmation, as it was shown.
    """

    events: Sequence[Event]
    statements: Sequence[Statement]
    counts: Sequence[tuple[str, str, int]]
    claimed: int
    more: bool
    signed: str

    @property
    def total(self) -> int:
        """Count the items."""
        return len(self.events) + len(self.statements)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a plan; `change` is what the history keeps it as, by which it is taken back."""

    accepted: int
    changed: int
    claimed: int
    change: UUID


def plan(*, by: User, filters: Filters) -> Plan:
    """Say what accepting all items of a filter would change."""
    pks = matching(filters, MOST_AT_ONCE + 1)
    rows = list(ReviewItem.objects.filter(pk__in=pks[:MOST_AT_ONCE]).order_by("-worth", "pk"))
    held = [row for row in rows if is_held(row, by)]
    free = [row for row in rows if not is_held(row, by)]
    events = _in_order(Event, [row.event_id for row in free if row.event_id])
    statements = _in_order(Statement, [row.statement_id for row in free if row.statement_id])
    marks = [
        [[pk, mark] for pk, mark in ask(MARKS[Event], [row.pk for row in events])],
        [[pk, mark] for pk, mark in ask(MARKS[Statement], [row.pk for row in statements])],
    ]
    return Plan(
        events,
        statements,
        _counted(free),
        len(held),
        len(pks) > MOST_AT_ONCE,
        signing.dumps(marks, salt=SALT, compress=True),
    )


def accept_all(*, by: User, signed: str, reason: str) -> Done:
    """Accept what a plan named, as one change; leave out what was changed since or is open with somebody else.

    Raise `django.core.signing.BadSignature` for a plan that is none of ours.
    """
    events, statements = signing.loads(signed, salt=SALT)
    accepted = changed = claimed = 0
    with changing(user=by, action="accept in bulk", reason=reason) as cause:
        for model, portion in [*_portions(Event, events), *_portions(Statement, statements)]:
            chosen, held, other = _still(model, portion, by)
            accepted += actions.accept(records=model._default_manager.filter(pk__in=chosen), by=by, note=reason)
            changed, claimed = changed + other, claimed + held
    return Done(accepted, changed, claimed, cause.id)


def _still(
    model: type[Event] | type[Statement], portion: list[list[int | str]], by: User
) -> tuple[list[int], int, int]:
    """Give which of some records are as they were planned; count those open with others and those changed."""
    planned = {int(pk): mark for pk, mark in portion}
    list(model._default_manager.filter(pk__in=planned).select_for_update().order_by("pk").values_list("pk"))
    now = dict(ask(MARKS[model], list(planned)))
    name = "event" if model is Event else "statement"
    items = ReviewItem.objects.filter(**{f"{name}__in": list(planned)}).exclude(claimed_by=None)
    held = {getattr(row, f"{name}_id") for row in items if is_held(row, by)}
    same = [pk for pk, mark in planned.items() if now.get(pk) == mark and pk not in held]
    return same, len(held), len(planned) - len(same) - len(held)


def _in_order(model: type[R], pks: Sequence[int]) -> list[R]:
    parts = PARTS[model][0]
    rows = model._default_manager.filter(pk__in=pks, review=ReviewState.DRAFT)
    found = {row.pk: row for row in rows.prefetch_related(f"{parts}__person", f"{parts}__organization")}
    return [found[pk] for pk in pks if pk in found]


def _counted(rows: Sequence[ReviewItem]) -> list[tuple[str, str, int]]:
    counts = Counter(("event" if row.event_id else "statement", row.get_type_display()) for row in rows)
    return [(kind, label, count) for (kind, label), count in sorted(counts.items())]


def _portions(model: Reviewable, marks: Marks) -> Iterator[tuple[Reviewable, Marks]]:
    for start in range(0, len(marks), PORTION):
        yield model, marks[start : start + PORTION]
