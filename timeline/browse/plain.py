"""Answer a reader's filters in SQL: for small data, and what the index in memory is compared with."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import CharField, Count, F, Func, Q, QuerySet
from django.db.models.functions import TruncMonth

from timeline.browse.filters import Cursor, Filters
from timeline.browse.labels import Rows, on_record
from timeline.browse.matching import CERTAINTY, SORT_DAY, matching, spoke, statements_matching
from timeline.browse.relevance import WEIGHED, by_relevance
from timeline.models import Participation, Report, ReviewState


class PlainAnswer:
    """What the filters let through: the same questions as `index.ask.Answer` takes, with the same answers."""

    # The database keeps nothing of what was made of its events.
    kept = None

    def __init__(self, filters: Filters) -> None:
        self.filters = filters

    @cached_property
    def rows(self) -> Rows:
        """Give the people and outlets asked for that are on record."""
        return on_record(self.filters)

    def total(self) -> int:
        """Count the events."""
        return matching(self.filters).count()

    def domestic_left_out(self) -> int:
        """Count the domestic events that would be there if they were asked for."""
        if self.filters.domestic:
            return 0
        return matching(self.filters, domestic=True).filter(is_domestic=True).count()

    def counts(self, facet: str, most: int | None, also: Sequence[Any] = ()) -> dict[Any, int]:
        """Count the events of the values of a facet (people and outlets by id); its own choice is ignored."""
        return {value: count for value, count in _COUNTED.get(facet, _of_events)(self.filters, facet) if count}

    def months(self) -> tuple[dict[tuple[int, int], int], int]:
        """Count the events by year and month whatever dates are asked for, and the undated ones."""
        counted = dict(
            matching(self.filters, without="dates")
            .annotate(month=TruncMonth(SORT_DAY))
            .values_list("month")
            .annotate(events=Count("pk"))
        )
        undated = counted.pop(None, 0)
        return {(month.year, month.month): count for month, count in counted.items()}, undated

    def days(self, first: date, last: date) -> dict[date, int]:
        """Count the events by day between two days whatever dates are asked for; days without any are left out."""
        events = matching(self.filters, without="dates").annotate(day=SORT_DAY).filter(day__range=(first, last))
        return dict(events.values_list("day").annotate(events=Count("pk")))

    def page(self, cursor: Cursor | None, number: int) -> list[int]:
        """Give the ids of the events that come after a place, undated ones last."""
        if self.filters.by_relevance:
            return by_relevance(self._in_time(None, WEIGHED), self.filters.words, cursor, number)
        return self._in_time(cursor, number)

    def _in_time(self, cursor: Cursor | None, number: int) -> list[int]:
        events: QuerySet[Any] = matching(self.filters).annotate(sort_day=SORT_DAY)
        if cursor:
            events = _after(events, cursor, self.filters.oldest_first)
        oldest_first = self.filters.oldest_first
        order = F("sort_day").asc(nulls_last=True) if oldest_first else F("sort_day").desc(nulls_last=True)
        return list(events.order_by(order, "pk" if oldest_first else "-pk").values_list("pk", flat=True)[:number])


def _after(events: QuerySet[Any], after: Cursor, oldest_first: bool) -> QuerySet[Any]:
    later = Q(pk__gt=after.event) if oldest_first else Q(pk__lt=after.event)
    if after.day is None:
        return events.filter(later, sort_day__isnull=True)
    beyond = Q(sort_day__gt=after.day) if oldest_first else Q(sort_day__lt=after.day)
    return events.filter(beyond | Q(sort_day=after.day) & later | Q(sort_day__isnull=True))


def _of_events(filters: Filters, facet: str) -> Any:
    events = matching(filters, without=facet)
    if facet == "certainty":
        events = events.annotate(certainty=CERTAINTY)
    return events.values_list(_COLUMNS.get(facet, facet)).annotate(events=Count("pk"))


def _of_statements(filters: Filters, facet: str) -> Any:
    value = F("act") if facet == "act" else Func(F(f"{facet}s"), function="unnest", output_field=CharField())
    return (
        statements_matching(filters, without=facet)
        .filter(event__in=matching(filters, without=facet))
        .order_by()
        .annotate(value=value)
        .values_list("value")
        .annotate(events=Count("event", distinct=True))
    )


def _of_parties(filters: Filters, facet: str) -> Any:
    field = _COLUMNS.get(facet, facet)
    parts = Participation.objects.filter(event__in=matching(filters, without=facet)).exclude(**{field: ""}).order_by()
    return parts.values_list(field).annotate(events=Count("event", distinct=True))


def _pairs(filters: Filters, facet: str) -> Any:
    """Count events by every two countries that took part in them."""
    parts = Participation.objects.filter(event__in=matching(filters, without=facet)).exclude(country="").order_by()
    inner, parameters = parts.values_list("event_id", "country").distinct().query.sql_with_params()
    # The inner query is the ORM's own; all values are parameters.
    return _rows(
        f"""WITH part (event, country) AS ({inner})
        SELECT one.country || '-' || other.country, count(*) FROM part one
        JOIN part other ON other.event = one.event AND other.country > one.country GROUP BY 1""",  # noqa: S608
        parameters,
    )


def _people(filters: Filters, facet: str) -> Any:
    """Count events by who took part in them or spoke on them, each person once an event."""
    events = matching(filters, without=facet).values("pk")
    parts = Participation.objects.filter(event__in=events, person__isnull=False).order_by()
    words = spoke().filter(statement__event__in=events, person__isnull=False).order_by()
    both = parts.values_list("event_id", "person_id").union(words.values_list("statement__event_id", "person_id"))
    inner, parameters = both.query.sql_with_params()
    return _rows(
        f"""SELECT person.id, count(*) FROM ({inner}) AS present (event, person)
        JOIN timeline_person person ON person.id = present.person AND person.review <> %s GROUP BY 1""",  # noqa: S608
        [*parameters, ReviewState.REJECTED],
    )


def _outlets(filters: Filters, facet: str) -> Any:
    reports = Report.objects.filter(event__in=matching(filters, without=facet), article__outlet__isnull=False)
    return reports.order_by().values_list("article__outlet_id").annotate(events=Count("event", distinct=True))


def _rows(query: str, parameters: Sequence[Any]) -> list[tuple[Any, int]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())


# Where the column is not called as the facet is.
_COLUMNS = {"basis": "date_basis", "office": "role"}
_COUNTED = {
    "act": _of_statements,
    "topic": _of_statements,
    "phrase": _of_statements,
    "country": _of_parties,
    "office": _of_parties,
    "pair": _pairs,
    "person": _people,
    "outlet": _outlets,
}
