"""Each facet's values with the exact number of events behind them, its own selection left out of the count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import CharField, Count, F, Func

from timeline.browse import labels
from timeline.browse.filters import Filters
from timeline.browse.matching import CERTAINTY, matching, spoke, statements_matching
from timeline.models import Participation, Report, ReviewState

# More values than this help nobody on a page; the chosen ones are always among them.
MOST_VALUES = 200
# From here on a list gets a box to narrow it by typing, and scrolls.
LONG = 12

Row = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and how many events a reader gets who chooses it."""

    value: str
    label: str
    count: int
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of the timeline; `name` is the parameter in addresses."""

    name: str
    title: str
    values: tuple[Value, ...]
    hint: str = ""

    @property
    def selected(self) -> int:
        """Count the chosen values."""
        return sum(value.is_selected for value in self.values)

    @property
    def is_long(self) -> bool:
        """Tell whether the list needs narrowing."""
        return len(self.values) > LONG


def facets(filters: Filters) -> tuple[Facet, ...]:
    """Give all facets, most frequent values first; a chosen value stays although nothing has it."""
    names = labels.labels(filters)
    return tuple(
        Facet(name, title, _values(name, ask(filters), filters, names), hint) for name, title, ask, hint in _FACETS
    )


def _values(facet: str, rows: Iterable[Row], filters: Filters, names: dict[tuple[str, str], str]) -> tuple[Value, ...]:
    chosen = getattr(filters, facet)
    values = [Value(value, label, count, value in chosen) for value, label, count in rows]
    missing = set(chosen) - {value.value for value in values}
    values += [Value(value, names[facet, value], 0, True) for value in missing]
    return tuple(sorted(values, key=lambda value: (-value.count, value.label)))


def _of_events(facet: str) -> Callable[[Filters], Iterable[Row]]:
    def ask(filters: Filters) -> Iterable[Row]:
        events = matching(filters, without=facet)
        if facet == "certainty":
            events = events.annotate(certainty=CERTAINTY)
        counted = events.values_list(facet).annotate(events=Count("pk"))
        return [(value, labels.label(facet, value), count) for value, count in counted]

    return ask


def _of_statements(facet: str, field: str) -> Callable[[Filters], Iterable[Row]]:
    def ask(filters: Filters) -> Iterable[Row]:
        value = Func(F(field), function="unnest", output_field=CharField()) if field != "act" else F("act")
        counted = (
            statements_matching(filters, without=facet)
            .filter(event__in=matching(filters, without=facet))
            .order_by()
            .annotate(value=value)
            .values_list("value")
            .annotate(events=Count("event", distinct=True))
            .order_by("-events", "value")[:MOST_VALUES]
        )
        return [(value, labels.label(facet, value), count) for value, count in counted]

    return ask


def _countries(filters: Filters) -> Iterable[Row]:
    counted = (
        Participation.objects.filter(event__in=matching(filters, without="country"))
        .exclude(country="")
        .order_by()
        .values_list("country")
        .annotate(events=Count("event", distinct=True))
    )
    return [(code, labels.label("country", code), count) for code, count in counted]


def _people(filters: Filters) -> Iterable[Row]:
    """Count events by who took part in them or spoke on them, each person once an event."""
    events = matching(filters, without="person").values("pk")
    parts = Participation.objects.filter(event__in=events, person__isnull=False).order_by()
    words = spoke().filter(statement__event__in=events, person__isnull=False).order_by()
    both = parts.values_list("event_id", "person_id").union(words.values_list("statement__event_id", "person_id"))
    inner, parameters = both.query.sql_with_params()
    # The inner query is the ORM's own; all values are parameters.
    query = f"""
        SELECT person.slug, person.name, count(*)
        FROM ({inner}) AS present (event, person)
        JOIN timeline_person person ON person.id = present.person AND person.review <> %s
        GROUP BY person.id ORDER BY person.slug = ANY(%s) DESC, count(*) DESC, person.name LIMIT %s
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [*parameters, ReviewState.REJECTED, list(filters.person), MOST_VALUES])
        return list(cursor.fetchall())


def _outlets(filters: Filters) -> Iterable[Row]:
    return list(
        Report.objects.filter(event__in=matching(filters, without="outlet"), article__outlet__isnull=False)
        .order_by()
        .values_list("article__outlet__slug", "article__outlet__name")
        .annotate(events=Count("event", distinct=True))
    )


_FACETS: tuple[tuple[str, str, Callable[[Filters], Iterable[Row]], str], ...] = (
    ("type", "Kind", _of_events("type"), ""),
    ("status", "Status", _of_events("status"), ""),
    ("act", "What was done", _of_statements("act", "act"), "Act, topic and phrase meet in one statement."),
    ("country", "Country", _countries, ""),
    ("person", "Person", _people, "Took part, or is quoted on it."),
    ("topic", "Topic", _of_statements("topic", "topics"), ""),
    ("phrase", "Phrase", _of_statements("phrase", "phrases"), ""),
    ("outlet", "Outlet", _outlets, ""),
    ("certainty", "Certainty of the date", _of_events("certainty"), ""),
    ("review", "Review", _of_events("review"), ""),
)
