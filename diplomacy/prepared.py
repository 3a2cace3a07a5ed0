"""Ask PostgreSQL what is asked again and again: a question is compiled once a process and planned once a connection.

The ORM builds the words of each query anew, and PostgreSQL plans them anew. Where thousands of articles ask the same,
both cost more than the answer.
"""

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Field, Model
from psycopg import Error

M = TypeVar("M", bound=Model)
Convert = Callable[[Any], Any]


def ask(question: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run a statement with a `%s` for each value, and give the rows it returns; raise Django's database errors.

    Values are bound by the server, so a list needs its type (`%s::bigint[]`).
    """
    with connection.cursor() as cursor:
        # One that died has been replaced by now.
        raw: Any = connection.connection
        # At first use; Django's own queries, whose values are bound by the client, are never prepared.
        raw.prepare_threshold = 0
        cursor.cursor = _cursor_of(raw)
        cursor.execute(question, values)
        return cursor.fetchall() if cursor.description else []


def ask_first(question: str, *values: Any) -> list[tuple[Any, ...]]:
    """Ask what each request asks before all else: its answer shows that the connection is alive.

    Django would ask for that beforehand, with a question of its own, which is left to the case that there is no answer.
    """
    django: Any = connection
    raw: Any = django.connection
    is_due = raw is not None and django.health_check_enabled and not django.health_check_done
    if not is_due or django.queries_logged or django.execute_wrappers:
        return ask(question, *values)
    try:
        rows: list[tuple[Any, ...]] = _cursor_of(raw).execute(question, values, prepare=True).fetchall()
    except Error:
        return ask(question, *values)
    django.health_check_done = True
    return rows


def _cursor_of(raw: Any) -> Any:
    return ServerBindingCursor(raw)  # type: ignore[call-arg]  # its psycopg half takes the connection


class Rows(Generic[M]):
    """Rows of a model, each with the row it refers to by `related`, if any is named.

    In a condition the model's table is called `row` and the other `other`. Columns of `without` are left out, those of
    the other table but for `only` as well; Django fetches them if somebody asks for them after all.
    """

    def __init__(
        self, model: type[M], related: str = "", *, without: Collection[str] = (), only: Collection[str] = ()
    ) -> None:
        """Take the model and the name of its foreign key."""
        self._model, self._related, self._without, self._only = model, related, without, only

    def where(self, condition: str, *values: Any) -> list[M]:
        """Give the rows that meet a condition with a `%s` for each value; it may end in ORDER BY."""
        return [self._row(cells) for cells in ask(f"{self._select} WHERE {condition}", *values)]

    def _row(self, cells: Sequence[Any]) -> M:
        own, others = self._own, self._others
        row = self._model.from_db(connection.alias, own.names, own.values(cells[: len(own.names)]))
        if others:
            values = others.values(cells[len(own.names) :])
            is_there = values[others.names.index("id")] is not None
            setattr(
                row, self._related, self._other.from_db(connection.alias, others.names, values) if is_there else None
            )
        return row

    @cached_property
    def _other(self) -> Any:
        return self._model._meta.get_field(self._related).related_model

    @cached_property
    def _own(self) -> "_Columns":
        return _Columns([f for f in self._model._meta.concrete_fields if f.name not in self._without])

    @cached_property
    def _others(self) -> "_Columns | None":
        if not self._related:
            return None
        fields = self._other._meta.concrete_fields
        return _Columns([f for f in fields if f.name not in self._without and (not self._only or f.name in self._only)])

    @cached_property
    def _select(self) -> str:
        columns = [f"row.{field.column}" for field in self._own.fields]
        tables = f"{self._model._meta.db_table} AS row"
        if self._others:
            columns += [f"other.{field.column}" for field in self._others.fields]
            key = cast("Field[Any, Any]", self._model._meta.get_field(self._related)).column
            tables += f" LEFT JOIN {self._other._meta.db_table} AS other ON other.id = row.{key}"
        return f"SELECT {', '.join(columns)} FROM {tables}"  # noqa: S608 (names of our own models)


class _Columns:
    """Columns of a table, and how their values become those of a row."""

    def __init__(self, fields: "Sequence[Field[Any, Any]]") -> None:
        self.fields = fields
        self.names = [field.attname for field in fields]
        self._converters = [(at, _converter(field)) for at, field in enumerate(fields) if _needs_converter(field)]

    def values(self, cells: Sequence[Any]) -> list[Any]:
        values = list(cells)
        for at, convert in self._converters:
            values[at] = convert(values[at])
        return values


def _needs_converter(field: "Field[Any, Any]") -> bool:
    return bool(field.get_db_converters(connection))


def _converter(field: "Field[Any, Any]") -> Convert:
    converters, column = field.get_db_converters(connection), field.cached_col

    def convert(value: Any) -> Any:
        for one in converters:
            value = one(value, column, connection)
        return value

    return convert
