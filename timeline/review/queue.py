"""Which item comes next: by worth, within what the curator filters for, and never for two curators at once."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from timeline.models import ReviewItem, ReviewSkip

# Longer than anybody looks at one item; after it, an item left open comes back to everybody.
CLAIM = timedelta(minutes=10)
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
# The rows of the queue that belong to a person, outlet or batch, by either of the two things that an item may be.
BY_PERSON = (
    "SELECT event_id FROM timeline_participation WHERE person_id = %(person)s",
    "SELECT statement_id FROM timeline_statementactor WHERE person_id = %(person)s",
)
BY_ARTICLE = (
    "SELECT event_id FROM timeline_report WHERE article_id IN ({articles})",
    "SELECT id FROM timeline_statement WHERE article_id IN ({articles})",
)
OF_OUTLET = "SELECT id FROM timeline_article WHERE outlet_id = %(outlet)s"
OF_BATCH = "SELECT article_id FROM timeline_batchitem WHERE batch_id = %(batch)s"
# The same, asked of one item.
HAS_PERSON = """(
    EXISTS (SELECT FROM timeline_participation WHERE event_id = item.event_id AND person_id = %(person)s)
    OR EXISTS (SELECT FROM timeline_statementactor WHERE statement_id = item.statement_id AND person_id = %(person)s)
)"""
HAS_ARTICLE = """(
    EXISTS (SELECT FROM timeline_report WHERE event_id = item.event_id AND article_id IN ({articles}))
    OR EXISTS (SELECT FROM timeline_statement WHERE id = item.statement_id AND article_id IN ({articles}))
)"""
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
    conditions, values = _asked(filters)
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


@transaction.atomic
def claim(*, item: ReviewItem, by: User) -> bool:
    """Keep an item for the curator who opened it; tell whether that was possible: nobody else has it."""
    row = ReviewItem.objects.select_for_update().filter(pk=item.pk).first()
    if row is None or holder(row, by) is not None:
        return False
    _claim(row, by)
    return True


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
    conditions, values = _asked(filters)
    where = " AND ".join([*conditions, FREE])
    question = f"SELECT count(*) FROM (SELECT FROM timeline_reviewitem item WHERE {where} LIMIT %(most)s) one"  # noqa: S608
    return int(_rows(question, values | {"user": by.pk, "most": MOST_COUNTED + 1})[0][0])


def matching(filters: Filters, most: int) -> list[int]:
    """Give the ids of the items of a filter, `most` of them by worth, whoever has them."""
    conditions, values = _asked(filters)
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


def _asked(filters: Filters) -> tuple[list[str], dict[str, Any]]:
    """Give the conditions of filters on `item`, and the values in them."""
    values = filters.given
    conditions = ["true"]
    if filters.kind:
        conditions.append(f"item.{'event' if filters.kind == 'event' else 'statement'}_id IS NOT NULL")
    conditions += [f"item.{name} = %({name})s" for name in ("type", "sureness") if name in values]
    wide = {
        "person": (BY_PERSON, HAS_PERSON, ""),
        "outlet": (BY_ARTICLE, HAS_ARTICLE, OF_OUTLET),
        "batch": (BY_ARTICLE, HAS_ARTICLE, OF_BATCH),
    }
    for name, (listed, tried, articles) in wide.items():
        if name in values:
            events, statements = (question.format(articles=articles) for question in listed)
            few = _few(events, statements, values)
            if few is None:
                conditions.append(tried.format(articles=articles))
            else:
                conditions.append(f"item.id = ANY(%({name}_items)s)")
                values[f"{name}_items"] = few
    return conditions, values


def _few(events: str, statements: str, values: dict[str, Any]) -> list[int] | None:
    """Give the items of some events and statements, None where they are too many to list."""
    question = f"""
        SELECT item.id FROM timeline_reviewitem item WHERE item.event_id IN ({events})
        UNION ALL SELECT item.id FROM timeline_reviewitem item WHERE item.statement_id IN ({statements})
        LIMIT {MOST_LISTED + 1}
    """  # noqa: S608 (questions of our own)
    found = [pk for (pk,) in _rows(question, values)]
    return found if len(found) <= MOST_LISTED else None


def _rows(question: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
