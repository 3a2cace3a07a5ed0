"""Read what was kept: each step of a row from one state to the next, with what it changed.

The triggers keep a row as it was before an update or delete, and as it is after an insert. So the state after a step is
the next image kept of the same row or, after the last one, the row itself.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from psycopg import sql

State = dict[str, Any]
Key = tuple[str, int]

STEPS = """
SELECT past.pgh_id, past.pgh_created_at, past.pgh_label, past.pgh_context_id, past.pgh_obj_id, to_jsonb(past),
    CASE WHEN past.pgh_label = 'update' THEN coalesce(
        (SELECT to_jsonb(later) FROM {past} later
         WHERE later.pgh_obj_id = past.pgh_obj_id AND later.pgh_id > past.pgh_id ORDER BY later.pgh_id LIMIT 1),
        (SELECT to_jsonb(row) FROM {table} row WHERE row.id = past.pgh_obj_id)
    ) END
FROM {past} past WHERE {condition}
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One row's way from `before` to `after`, by column; None where the row was not there."""

    model: type[models.Model]
    row: int
    number: int
    at: datetime
    change: UUID
    before: State | None
    after: State | None

    @property
    def key(self) -> Key:
        """Give what tells its row from all others."""
        return self.model._meta.db_table, self.row

    @property
    def kind(self) -> str:
        """Tell whether the row was added, changed or removed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def state(self) -> State:
        """Give the row as it was left or, where it was removed, as it was last."""
        return self.after if self.after is not None else self.before or {}

    @property
    def changed(self) -> dict[str, tuple[Any, Any]]:
        """Give each column that it changed, with the value before and after; those of a row that came or went, too."""
        before, after = self.before or {}, self.after or {}
        names = before.keys() | after.keys()
        return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


@cache
def kept_models() -> dict[type[models.Model], type[models.Model]]:
    """Give each model whose changes are kept, with the one that keeps them."""
    pasts = (model for model in apps.get_app_config("timeline").get_models() if hasattr(model, "pgh_tracked_model"))
    return {model.pgh_tracked_model: model for model in pasts}


@cache
def columns_of(model: type[models.Model]) -> dict[str, "models.Field[Any, Any]"]:
    """Give the fields of a model that are kept, by column."""
    kept = {field.name for field in kept_models()[model]._meta.concrete_fields}
    return {str(field.column): field for field in model._meta.concrete_fields if field.name in kept}


def of_changes(changes: Collection[UUID]) -> list[Step]:
    """Give all steps of some changes, in the order in which they were made; a fixed number of queries."""
    found = [step for model in kept_models() for step in _steps(model, "past.pgh_context_id = ANY(%s)", list(changes))]
    return sorted(found, key=lambda step: step.at)


def of_rows(
    model: type[models.Model], rows: Collection[int], field: str = "pgh_obj", *, most: int | None = None
) -> list[Step]:
    """Give the steps of some rows, or of rows that ever referred to them by `field`: all or the newest, in order."""
    column = str(kept_models()[model]._meta.get_field(field).column)  # type: ignore[union-attr]
    limit = f" ORDER BY past.pgh_id DESC LIMIT {int(most)}" if most else ""
    return sorted(_steps(model, f"past.{column} = ANY(%s){limit}", list(rows)), key=lambda step: step.number)


def since(model: type[models.Model], rows: dict[int, int]) -> list[Step]:
    """Give the steps of rows from a numbered one of each on, itself included; in order."""
    condition = "(past.pgh_obj_id, past.pgh_id) IN (SELECT p.pgh_obj_id, p.pgh_id FROM {past} p JOIN "
    condition += "unnest(%s::bigint[], %s::bigint[]) AS first (row, number) "
    condition += "ON p.pgh_obj_id = first.row AND p.pgh_id >= first.number)"
    return sorted(_steps(model, condition, list(rows), list(rows.values())), key=lambda step: step.number)


def present(model: type[models.Model], rows: Collection[int]) -> dict[int, State]:
    """Give the rows that are there now, by id, in the columns that are kept."""
    table = sql.Identifier(model._meta.db_table)
    names = columns_of(model)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT row.id, to_jsonb(row) FROM {} row WHERE row.id = ANY(%s)").format(table), [list(rows)]
        )
        return {pk: {name: row[name] for name in names} for pk, row in map(_read, cursor.fetchall())}


def _steps(model: type[models.Model], condition: str, *values: Any) -> list[Step]:
    past = sql.Identifier(kept_models()[model]._meta.db_table)
    table = sql.Identifier(model._meta.db_table)
    query = sql.SQL(STEPS.replace("{condition}", condition)).format(past=past, table=table)
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(_read_steps(model, cursor.fetchall()))


def _read_steps(model: type[models.Model], rows: Sequence[tuple[Any, ...]]) -> Iterator[Step]:
    names = columns_of(model)

    def state(image: Any) -> State | None:
        image = _loaded(image)
        return None if image is None else {name: image[name] for name in names}

    for number, at, label, change, row, image, later in rows:
        before, after = (None, state(image)) if label == "insert" else (state(image), state(later))
        yield Step(model, row, number, at, change, before, after)


def _read(row: tuple[int, Any]) -> tuple[int, State]:
    return row[0], _loaded(row[1]) or {}


def _loaded(image: Any) -> State | None:
    state: State | None = json.loads(image) if isinstance(image, str) else image
    return state
