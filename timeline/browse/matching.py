"""Which events and statements the filters let through."""

from collections.abc import Callable

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from timeline.browse.filters import Filters
from timeline.browse.words import words_query
from timeline.models import DateBasis, Event, Participation, Report, ReviewState, Statement, StatementActor

# The day an event is sorted and grouped by: the first on which it may have been, so that one known only by its month
# or year stands beside no day of it that it may not have been on.
SORT_DAY = Coalesce("date_min", "date_max")
CERTAINTY = Case(
    When(date_min__isnull=True, date_max__isnull=True, then=Value("undated")),
    When(date_basis=DateBasis.REPORTED_ON, then=Value("reported")),
    When(Q(date_min=F("date_max")) & ~Q(edtf__regex="[?~%]"), then=Value("certain")),
    default=Value("approximate"),
    output_field=CharField(),
)


def said_as_asked(filters: Filters, without: str = "") -> Q:
    """Give what a statement must be to have a chosen act, topic and phrase; the facet `without` is not asked."""
    asked = Q()
    if filters.act and without != "act":
        asked &= Q(act__in=filters.act)
    if filters.topic and without != "topic":
        asked &= Q(topics__overlap=list(filters.topic))
    if filters.phrase and without != "phrase":
        asked &= Q(phrases__overlap=list(filters.phrase))
    return asked


def statements_matching(filters: Filters, without: str = "") -> QuerySet[Statement]:
    """Give the public statements that have a chosen act, topic and phrase; the facet `without` is not asked."""
    return Statement.objects.exclude(review=ReviewState.REJECTED).filter(said_as_asked(filters, without))


def matching(filters: Filters, without: str = "", *, domestic: bool = False) -> QuerySet[Event]:
    """Give the public events that pass all filters, unordered; the facet `without` is not asked.

    With `domestic`, domestic events are let through although they are not asked for.
    """
    events: QuerySet[Event] = Event.objects.exclude(review=ReviewState.REJECTED)
    if not filters.domestic and not domestic:
        events = events.filter(is_domestic=False)
    if filters.words:
        events = events.filter(search=words_query(filters.words))
    if without != "dates":
        events = _between(events, filters)
    for facet, narrow in _NARROW.items():
        values = getattr(filters, facet)
        if values and facet != without:
            events = narrow(events, values)
    if filters.without(without).asks_of_statements if without in _OF_STATEMENTS else filters.asks_of_statements:
        events = events.filter(Exists(statements_matching(filters, without).filter(event=OuterRef("pk"))))
    return events.order_by()


def _between(events: QuerySet[Event], filters: Filters) -> QuerySet[Event]:
    """Keep events that may have been on a day within the bounds; undated ones may not be shown as dated."""
    if filters.since or filters.until:
        events = events.exclude(date_min__isnull=True, date_max__isnull=True)
    if filters.since:
        events = events.filter(Q(date_max__gte=filters.since.first) | Q(date_max__isnull=True))
    if filters.until:
        events = events.filter(Q(date_min__lte=filters.until.last) | Q(date_min__isnull=True))
    return events


def _with_certainty(events: QuerySet[Event], values: tuple[str, ...]) -> QuerySet[Event]:
    return events.alias(certainty=CERTAINTY).filter(certainty__in=values)


def _with_country(events: QuerySet[Event], values: tuple[str, ...]) -> QuerySet[Event]:
    return events.filter(Exists(Participation.objects.filter(event=OuterRef("pk"), country__in=values)))


def _with_pair(events: QuerySet[Event], values: tuple[str, ...]) -> QuerySet[Event]:
    """Keep events in which both countries of one of the pairs took part."""
    either = Q()
    for value in values:
        both = Q()
        for code in value.split("-"):
            both &= Q(Exists(Participation.objects.filter(event=OuterRef("pk"), country=code)))
        either |= both
    return events.filter(either)


def _with_person(events: QuerySet[Event], values: tuple[str, ...]) -> QuerySet[Event]:
    """Keep events in which one of the people took part, or of which a statement of theirs is on record."""
    took_part = Participation.objects.filter(event=OuterRef("pk"), person__slug__in=values)
    return events.filter(
        Exists(took_part) | Exists(spoke().filter(statement__event=OuterRef("pk"), person__slug__in=values))
    )


def _with_office(events: QuerySet[Event], values: tuple[str, ...]) -> QuerySet[Event]:
    """Keep events of which a party held one of the offices then."""
    return events.filter(Exists(Participation.objects.filter(event=OuterRef("pk"), role__in=values)))


def _with_outlet(events: QuerySet[Event], values: tuple[str, ...]) -> QuerySet[Event]:
    return events.filter(Exists(Report.objects.filter(event=OuterRef("pk"), article__outlet__slug__in=values)))


def spoke() -> QuerySet[StatementActor]:
    """Give the speakers of public statements."""
    return StatementActor.objects.filter(role=StatementActor.Role.SPEAKER).exclude(
        statement__review=ReviewState.REJECTED
    )


_OF_STATEMENTS = ("act", "topic", "phrase")
_NARROW: dict[str, Callable[[QuerySet[Event], tuple[str, ...]], QuerySet[Event]]] = {
    "type": lambda events, values: events.filter(type__in=values),
    "status": lambda events, values: events.filter(status__in=values),
    "review": lambda events, values: events.filter(review__in=values),
    "basis": lambda events, values: events.filter(date_basis__in=values),
    "certainty": _with_certainty,
    "country": _with_country,
    "pair": _with_pair,
    "person": _with_person,
    "office": _with_office,
    "outlet": _with_outlet,
}
