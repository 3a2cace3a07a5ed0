"""Write the rows of many models at once: one query draws all ids, then one COPY a model."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, ForeignKey, JSONField, Model
from django.utils import timezone
from psycopg import sql
from psycopg.types.json import Jsonb

from diplomacy.prepared import ask

DRAW = """
SELECT ARRAY(SELECT nextval(wanted.name::regclass) FROM generate_series(1, wanted.number))
FROM unnest(%s::text[], %s::bigint[]) WITH ORDINALITY AS wanted (name, number, place) ORDER BY place
"""
# How the value of one column is taken from a row.
Column = Callable[[Model], Any]


class Bulk:
    """Rows to come. They may refer to each other before any of them has an id.

    `add` in any order within a model; `write` takes the models in the order in which they were named at the start.
    """

    def __init__(self, *order: type[Model]) -> None:
        """Take the models in the order in which they are written: what is referred to comes first."""
        self._rows: dict[type[Model], list[Model]] = {model: [] for model in order}

    def add(self, *rows: Model) -> None:
        """Take rows in."""
        for row in rows:
            self._rows[type(row)].append(row)

    def write(self) -> None:
        """Write all rows taken in since the last time; raise Django's database errors."""
        waiting = {model: rows for model, rows in self._rows.items() if rows}
        _draw_ids(waiting)
        for model, rows in waiting.items():
            _copy(model, rows)
            rows.clear()


def _draw_ids(waiting: dict[type[Model], list[Model]]) -> None:
    """Give each row its id, so that rows can refer to each other before they are written."""
    if not waiting:
        return
    drawn = ask(DRAW, [_sequence(model) for model in waiting], [len(rows) for rows in waiting.values()])
    for rows, (ids,) in zip(waiting.values(), drawn, strict=True):
        for row, pk in zip(rows, ids, strict=True):
            row.pk = pk
            row._state.adding = False
            row._state.db = connection.alias


@cache
def _sequence(model: type[Model]) -> str:
    """Give the name of what numbers a model's rows: looked up once, as the look-up costs more than the number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [model._meta.db_table])
        name: str = cursor.fetchall()[0][0]
    return name


def _copy(model: type[Model], rows: Iterable[Model]) -> None:
    statement, columns = _plan(model)
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([column(row) for column in columns])


@cache
def _plan(model: type[Model]) -> tuple[sql.Composable, tuple[Column, ...]]:
    """Give the statement that takes rows of a model, and how to get each column."""
    fields = model._meta.concrete_fields
    names = [sql.Identifier(str(field.column)) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(names)
    )
    return statement, tuple(map(_column, fields))


def _column(field: "Field[Any, Any]") -> Column:
    name = field.attname
    if isinstance(field, ForeignKey):
        return lambda row: _reference(row, field)
    if isinstance(field, JSONField):
        return lambda row: Jsonb(getattr(row, name))
    if isinstance(field, DateTimeField) and (field.auto_now or field.auto_now_add):
        return lambda row: _now(row, name)
    return lambda row: getattr(row, name)


def _reference(row: Model, field: "ForeignKey[Any, Any]") -> Any:
    """Give the id of the row that another refers to, also where it got its id after it was referred to."""
    value = getattr(row, field.attname)
    if value is None and field.is_cached(row) and (other := field.get_cached_value(row)) is not None:
        # Set by its descriptor, the id would make the row forget the other one.
        row.__dict__[field.attname] = value = other.pk
    return value


def _now(row: Model, name: str) -> Any:
    setattr(row, name, moment := timezone.now())
    return moment
