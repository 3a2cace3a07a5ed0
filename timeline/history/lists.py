"""Lists of changes in words: what each change was about, and all that became of one record."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, models
from psycopg import sql

from timeline.history.steps import kept_models, of_changes, of_rows
from timeline.history.telling import Told, tell
from timeline.models import (
    Event,
    Evidence,
    Membership,
    Participation,
    Person,
    PersonName,
    RecordedChange,
    Report,
    Statement,
    StatementActor,
)

# What is edited with a record, or tells where it stands, belongs to the record's history.
PARTS: dict[type[models.Model], tuple[tuple[type[models.Model], str], ...]] = {
    Event: ((Participation, "event"), (Report, "event")),
    Person: ((PersonName, "person"), (Membership, "person")),
    Statement: ((StatementActor, "statement"), (Evidence, "statement")),
}
# A change of so many rows is told by their names, a larger one by their number.
FEW = 4
# Steps of one record on its page; the newest ones.
MOST_STEPS = 300
# Changes looked at for the actions that there are.
LATEST = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a record's history, with the change that it was part of."""

    told: Told
    change: RecordedChange | None


def history_of(record: models.Model) -> list[Entry]:
    """Give what became of a record and its parts, the newest first; a fixed number of queries."""
    model = type(record)
    steps = of_rows(model, [record.pk], most=MOST_STEPS)
    for part, field in PARTS.get(model, ()):
        steps += of_rows(part, [record.pk], field, most=MOST_STEPS)
    steps = sorted(steps, key=lambda step: step.at, reverse=True)[:MOST_STEPS]
    changes = RecordedChange.objects.in_bulk([step.change for step in steps])
    return [Entry(told, changes.get(told.step.change)) for told in tell(steps) if told.lines]


def summaries(changes: Collection[UUID]) -> dict[UUID, str]:
    """Say of each change what it was about: a few rows by their names, many by their number."""
    counts = _counts(changes)
    few = [change for change, numbers in counts.items() if sum(numbers.values()) <= FEW]
    names: dict[UUID, list[str]] = defaultdict(list)
    for told in tell(of_changes(few)) if few else []:
        names[told.step.change].append(f"{told.noun} “{told.name}”")
    return {
        change: ", ".join(dict.fromkeys(names[change])) or ", ".join(_counted(numbers))
        for change, numbers in counts.items()
    }


def latest_actions() -> list[str]:
    """Give the actions of late, by name."""
    latest = RecordedChange.objects.order_by("-created_at").values_list("metadata__action")[:LATEST]
    return sorted({str(action) for (action,) in latest if action})


def _counts(changes: Collection[UUID]) -> dict[UUID, Counter[type[models.Model]]]:
    one = "SELECT pgh_context_id, {number}, count(DISTINCT pgh_obj_id) FROM {past} "
    one += "WHERE pgh_context_id = ANY(%s) GROUP BY 1"
    kept = list(kept_models().items())
    parts = [
        sql.SQL(one).format(number=sql.Literal(number), past=sql.Identifier(past._meta.db_table))
        for number, (_, past) in enumerate(kept)
    ]
    counts: dict[UUID, Counter[type[models.Model]]] = defaultdict(Counter)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts), [list(changes)] * len(parts))
        for change, number, total in cursor.fetchall():
            counts[change][kept[number][0]] = total
    return counts


def _counted(numbers: Counter[type[models.Model]]) -> Sequence[str]:
    return [
        f"{total:,} {model._meta.verbose_name if total == 1 else model._meta.verbose_name_plural}"
        for model, total in numbers.most_common()
    ]
