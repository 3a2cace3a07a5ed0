"""The same page as Django's own means make it: the ORM, `count()`, pages by offset, a GROUP BY for each facet."""

from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, CharField, Count, F, Func, Q, QuerySet, Value, When
from django.db.models.functions import Concat, TruncMonth
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from timeline.browse import Filters
from timeline.models import Event, Participation
from timeline.views.forms import TimelineForm

SIZE, SHOWN = 25, 20
PATHS = {
    "type": "type",
    "status": "status",
    "review": "review",
    "basis": "date_basis",
    "country": "participations__country",
    "person": "participations__person__slug",
    "office": "participations__role",
    "outlet": "reports__article__outlet__slug",
    "act": "statements__act",
}
PAGE = (Path(__file__).parent / "plain_page.html").read_text("utf-8")


def timeline(request: HttpRequest) -> HttpResponse:
    """Write the whole page."""
    filters = _filters(request)
    events = _matching(filters)
    facets = [(name, _counts(filters, name, column)) for name, column in PATHS.items()]
    facets += [(name, _said(filters, name)) for name in ("topic", "phrase")]
    facets += [("pair", _pairs(filters)), ("certainty", _certainty(filters))]
    months = _matching(filters).annotate(month=TruncMonth("date_min")).values_list("month")
    context = {
        "facets": facets,
        "months": list(months.annotate(events=Count("pk", distinct=True)).order_by("month")),
        "page": Paginator(_listed(events), SIZE).get_page(1),
    }
    return HttpResponse(engines["django"].from_string(PAGE).render(context))


def listed(request: HttpRequest) -> HttpResponse:
    """Write a page of events at a depth in percent, by offset."""
    paginator = Paginator(_listed(_matching(_filters(request))), SIZE)
    page = paginator.get_page(max(1, paginator.num_pages * int(request.GET["depth"]) // 100))
    return HttpResponse(engines["django"].from_string(PAGE).render({"page": page}))


def _filters(request: HttpRequest) -> Filters:
    form = TimelineForm(request.GET)
    form.is_valid()
    return form.filters()


def _matching(filters: Filters, without: str = "") -> QuerySet[Event]:
    events: QuerySet[Event] = Event.objects.exclude(review="rejected").filter(is_domestic=False)
    for name, column in PATHS.items():
        if name != without and (values := getattr(filters, name)):
            events = events.filter(**{f"{column}__in": values})
    for name in ("topic", "phrase"):
        if name != without and (values := getattr(filters, name)):
            events = events.filter(**{f"statements__{name}s__overlap": list(values)})
    for pair in filters.pair if without != "pair" else ():
        for code in pair.split("-"):
            events = events.filter(participations__country=code)
    if filters.since:
        events = events.filter(date_max__gte=filters.since.first)
    if filters.until:
        events = events.filter(date_min__lte=filters.until.last)
    return events.distinct()


def _listed(events: QuerySet[Event]) -> QuerySet[Event]:
    parts = ("participations__person", "participations__organization", "statements__actors__person")
    return events.order_by(F("date_min").desc(nulls_last=True), "-pk").prefetch_related(
        *parts, "statements__actors__organization", "statements__evidence", "reports__article__outlet"
    )


def _counts(filters: Filters, name: str, column: str) -> list[Any]:
    found = _matching(filters, name).order_by().values_list(column)
    return list(found.annotate(events=Count("pk", distinct=True)).order_by("-events")[:SHOWN])


def _said(filters: Filters, name: str) -> list[Any]:
    value = Func(F(f"statements__{name}s"), function="unnest", output_field=CharField())
    found = Event.objects.filter(pk__in=_matching(filters, name).values("pk")).annotate(value=value).order_by()
    return list(found.values_list("value").annotate(events=Count("pk", distinct=True)).order_by("-events")[:SHOWN])


def _pairs(filters: Filters) -> list[Any]:
    one, other = "country", "event__participations__country"
    parties = Participation.objects.filter(event__in=_matching(filters, "pair").values("pk")).exclude(country="")
    pair = Concat(one, Value("-"), other)
    found = parties.filter(**{f"{other}__gt": F(one)}).order_by().annotate(pair=pair).values_list("pair")
    return list(found.annotate(events=Count("event", distinct=True)).order_by("-events")[:SHOWN])


def _certainty(filters: Filters) -> list[Any]:
    undated = Q(date_min__isnull=True, date_max__isnull=True)
    certainty = Case(
        When(undated, then=Value("undated")),
        When(date_basis="reported_on", then=Value("reported")),
        When(date_min=F("date_max"), then=Value("certain")),
        default=Value("approximate"),
    )
    found = _matching(filters, "certainty").annotate(certainty=certainty).order_by().values_list("certainty")
    return list(found.annotate(events=Count("pk", distinct=True)))


urlpatterns = [path("", timeline), path("list/", listed)]
