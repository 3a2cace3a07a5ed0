"""Which item comes next: by worth, within what the curator filters for, and never for two curators at once."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from timeline.models import ReviewItem, ReviewSkip

# Longer than anybody looks at one item; after it, an item left open comes back to everybody.
CLAIM = timedelta(minutes=10)
# A claim as young as this is not made anew: a row written twice in one transaction holds its event, too.
YOUNG = timedelta(minutes=1)
# So many are counted; beyond, "more than" is all anybody needs to know, and counting a million takes its time.
MOST_COUNTED = 1000
# A filter that leaves no more than these is asked first, and what it leaves is sorted; one that leaves more is tried on
# the items in the order of worth, where it soon finds one.
MOST_LISTED = 5000


@dataclass(frozen=True, slots=True)
class Filters:
    """What the curator looks through; empty for all. `kind` is "event" or "statement"; the rest are ids and codes."""

    kind: str = ""
    type: str = ""
    sureness: str = ""
    person: int | None = None
    outlet: int | None = None
    batch: int | None = None

    @property
    def given(self) -> dict[str, Any]:
        """Give those that are set, by name."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}


ALL = Filters()
# The events, and the statements, that belong to a person, outlet or batch; `{only}` leaves those of one item.
WIDE = {
    "person": (
        "SELECT event_id AS id FROM timeline_participation WHERE person_id = %(person)s {only}",
        "SELECT statement_id AS id FROM timeline_statementactor WHERE person_id = %(person)s {only}",
    ),
    "outlet": (
        "SELECT event_id AS id FROM timeline_report JOIN timeline_article article ON article.id = article_id "
        "WHERE outlet_id = %(outlet)s {only}",
        "SELECT said.id FROM timeline_statement said JOIN timeline_article article ON article.id = article_id "
        "WHERE outlet_id = %(outlet)s {only}",
    ),
    "batch": (
        "SELECT event_id AS id FROM timeline_report JOIN timeline_batchitem part USING (article_id) "
        "WHERE batch_id = %(batch)s {only}",
        "SELECT said.id FROM timeline_statement said JOIN timeline_batchitem part USING (article_id) "
        "WHERE batch_id = %(batch)s {only}",
    ),
}
FREE = "(item.claimed_until IS NULL OR item.claimed_until < now() OR item.claimed_by_id = %(user)s)"
SKIPPED = "EXISTS (SELECT FROM timeline_reviewskip skip WHERE skip.item_id = item.id AND skip.by_id = %(user)s)"
# Of what the curator has skipped, the first skipped comes first.
OLDEST_SKIP = (
    "(SELECT at FROM timeline_reviewskip skip WHERE skip.item_id = item.id AND skip.by_id = %(user)s), item.id"
)


@transaction.atomic
def claim_next(*, by: User, filters: Filters = ALL, but: Sequence[int] = ()) -> ReviewItem | None:
    """Give the item of most worth that nobody else has, and keep it for the curator; None where none is left.

    Skipped items come last. `but` are items to leave out.
    """
    conditions, values, _ = _asked(filters)
    values |= {"user": by.pk, "but": list(but)}
    conditions += [FREE, "item.id <> ALL(%(but)s)"]
    for more, order in ((f"NOT {SKIPPED}", "item.worth DESC, item.id"), (SKIPPED, OLDEST_SKIP)):
        where = " AND ".join([*conditions, more])
        question = (
            f"SELECT item.id FROM timeline_reviewitem item WHERE {where} "  # noqa: S608 (conditions of our own)
            f"ORDER BY {order} LIMIT 1 FOR UPDATE OF item SKIP LOCKED"
        )
        if found := _rows(question, values):
            return _claim(ReviewItem.objects.select_related("event", "statement").get(pk=found[0][0]), by)
    return None


def claim(*, item: ReviewItem, by: User) -> bool:
    """Keep an item for the curator who opened it; tell whether that was possible: nobody else has it."""
    now = timezone.now()
    if item.claimed_by_id == by.pk and item.claimed_until and item.claimed_until > now + CLAIM - YOUNG:
        return True
    free = Q(claimed_until=None) | Q(claimed_until__lte=now) | Q(claimed_by=None) | Q(claimed_by=by)
    rows = ReviewItem.objects.filter(free, pk=item.pk)
    return bool(rows.update(claimed_by=by, claimed_until=now + CLAIM))


def holder(item: ReviewItem, by: User) -> Any | None:
    """Give the other curator who has an item just now, None where nobody has."""
    return item.claimed_by if is_held(item, by) else None


def is_held(item: ReviewItem, by: User) -> bool:
    """Tell whether another curator has an item just now."""
    is_live = item.claimed_until is not None and item.claimed_until > timezone.now()
    return is_live and item.claimed_by_id not in (None, by.pk)


def release(*, by: User) -> None:
    """Give back what a curator has open."""
    ReviewItem.objects.filter(claimed_by=by).update(claimed_by=None, claimed_until=None)


@transaction.atomic
def put_behind(*, item: ReviewItem, by: User) -> None:
    """Put an item behind all others for one curator, and free it for everybody else."""
    ReviewSkip.objects.update_or_create(item=item, by=by)
    ReviewItem.objects.filter(pk=item.pk, claimed_by=by).update(claimed_by=None, claimed_until=None)


def count_left(*, by: User, filters: Filters = ALL) -> int:
    """Count the items that the curator could have, up to MOST_COUNTED and one."""
    conditions, values, is_few = _asked(filters)
    if not is_few and any(name in values for name in WIDE) and MOST_LISTED > MOST_COUNTED:
        # What is too many to list is too many to count.
        return MOST_COUNTED + 1
    where = " AND ".join([*conditions, FREE])
    question = f"SELECT count(*) FROM (SELECT FROM timeline_reviewitem item WHERE {where} LIMIT %(most)s) one"  # noqa: S608
    return int(_rows(question, values | {"user": by.pk, "most": MOST_COUNTED + 1})[0][0])


def matching(filters: Filters, most: int) -> list[int]:
    """Give the ids of the items of a filter, `most` of them by worth, whoever has them."""
    conditions, values, _ = _asked(filters)
    where = " AND ".join(conditions)
    question = (
        f"SELECT item.id FROM timeline_reviewitem item WHERE {where} "  # noqa: S608 (conditions of our own)
        "ORDER BY item.worth DESC, item.id LIMIT %(most)s"
    )
    return [pk for (pk,) in _rows(question, values | {"most": most})]


def _claim(row: ReviewItem, by: User) -> ReviewItem:
    row.claimed_by_id, row.claimed_until = by.pk, timezone.now() + CLAIM
    row.save(update_fields=["claimed_by", "claimed_until"])
    return row


def _asked(filters: Filters) -> tuple[list[str], dict[str, Any], bool]:
    """Give the conditions of filters on `item`, the values in them, and whether they name the few items there are."""
    values = filters.given
    conditions = ["true"]
    if filters.kind:
        conditions.append(f"item.{'event' if filters.kind == 'event' else 'statement'}_id IS NOT NULL")
    conditions += [f"item.{name} = %({name})s" for name in ("type", "sureness") if name in values]
    wide = [name for name in WIDE if name in values]
    if not wide:
        return conditions, values, False
    conditions += [_tried(name) for name in wide[1:]]
    few = _few(wide[0], conditions, values)
    if few is None:
        return [*conditions, _tried(wide[0])], values, False
    return [*conditions, "item.id = ANY(%(few)s)"], values | {"few": few}, True


def _tried(name: str) -> str:
    """Ask one item whether it belongs; the LIMITs keep the planner from listing all that does first."""
    events, statements = WIDE[name]
    said = "statement_id" if name == "person" else "said.id"
    event = events.format(only="AND event_id = item.event_id LIMIT 1")
    statement = statements.format(only=f"AND {said} = item.statement_id LIMIT 1")
    return f"coalesce(({event}), ({statement})) IS NOT NULL"


def _few(name: str, conditions: Sequence[str], values: dict[str, Any]) -> list[int] | None:
    """Give the items that belong to one and meet conditions, None where they are too many to list."""
    where = " AND ".join(conditions)
    one = (
        "SELECT found.id FROM ({rows}) own CROSS JOIN LATERAL "  # noqa: S608 (conditions of our own)
        f"(SELECT item.id FROM timeline_reviewitem item WHERE item.{{kind}}_id = own.id AND {where} LIMIT 1) found"
    )
    both = [
        one.format(rows=rows.format(only=""), kind=kind)
        for rows, kind in zip(WIDE[name], ("event", "statement"), strict=True)
        if values.get("kind", kind) == kind
    ]
    found = _rows(f"{' UNION ALL '.join(both)} LIMIT {MOST_LISTED + 1}", values)
    return [pk for (pk,) in found] if len(found) <= MOST_LISTED else None


def _rows(question: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
