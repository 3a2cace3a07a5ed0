"""The timeline: one address, one body; htmx picks the parts that changed from the whole page."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from timeline import browse
from timeline.browse import Cursor, Filters, Now
from timeline.browse.answers import Answer
from timeline.browse.facets import FACETS, OPEN, SHOWN_VALUES, Facet
from timeline.browse.labels import labels
from timeline.browse.relevance import WEIGHED
from timeline.browse.sentence import sentence
from timeline.browse.suggest import corrected, similar_names, steps
from timeline.templatetags.parts import fill, lines, write
from timeline.views.chart import chart, grouped, plural
from timeline.views.forms import TimelineForm, ValuesForm
from timeline.views.framed import framed
from timeline.views.kept import Lasting, kept, rests_on_events
from timeline.views.links import (
    api_url,
    chips,
    export_url,
    feed_url,
    last_days_url,
    more_url,
    orders,
    timeline_parameters,
    timeline_url,
    values_url,
    values_urls,
    within_query,
)
from timeline.views.written import look

_CHECKED = " checked"
# Of the form, what htmx puts in beside the histogram, the filters' values and the results.
_CHANGED = ("filters-in-use", "show-results", "order-kept", "last-days")
# Files of the filter on screen, and what they are called on the page.
EXPORTS = (
    ("events.csv", "Events, a table (CSV)"),
    ("statements.csv", "Statements with their evidence, a table (CSV)"),
    ("events.jsonl", "Events with statements and evidence (JSON Lines)"),
)


@require_safe
@kept
def timeline(request: HttpRequest, now: Now | None) -> HttpResponse:
    """Show the events that the parameters ask for; parameters that cannot be read are named, with status 400."""
    form = TimelineForm(request.GET, now)
    if not form.is_valid():
        return refused(request, form)
    filters = form.filters()
    found = browse.answer(filters, now)
    total, names = found.total(), labels(filters, found.rows)
    said = sentence(filters, total, names)
    results = _results(filters, total, found) | _events(filters, form.cleaned_data.get("after"), found)
    results |= {
        "unknown": form.unknown(),
        "chips": chips(filters, names),
        "first_url": timeline_url(filters) if form.cleaned_data.get("after") else "",
        "instead": () if total else _help(filters, now),
    }
    return _page(
        request,
        response=Lasting if now and total and rests_on_events(found) else HttpResponse,
        title=f"{said} – Readout",
        links=write("results.links", said, results["feed_url"], results["next_url"]),
        finder=_finder(form, total, found),
        results=write("results.results", said, **results),
    )


def refused(request: HttpRequest, form: TimelineForm) -> HttpResponse:
    """Answer parameters that cannot be read: the page names them and keeps the form, with status 400."""
    filters = form.filters()
    messages = write("results.refused", form.messages(), form.unknown(), timeline_url(filters.cleared()))
    return _page(
        request, title="This could not be read – Readout", links="", finder=_finder(form), results=messages, status=400
    )


@require_safe
@kept
def more(request: HttpRequest, now: Now | None) -> HttpResponse:
    """Give the events after a place alone: “Show more” puts them below the others; its link is to the whole page."""
    form = TimelineForm(request.GET, now)
    if not form.is_valid():
        return refused(request, form)
    filters = form.filters()
    found = browse.answer(filters, now)
    chunk = write("events.chunk", **_events(filters, form.cleaned_data.get("after"), found))
    return Lasting(chunk) if now and rests_on_events(found) else HttpResponse(chunk)


@require_safe
def values(request: HttpRequest, facet: str) -> HttpResponse:
    """Show the values of one facet; htmx gets the list that stands in the form of the timeline."""
    if facet not in FACETS:
        raise Http404(f"There is no filter “{facet}”.")
    form = ValuesForm(request.GET)
    is_valid = form.is_valid()
    filters = form.filters()
    context: dict[str, Any] = {
        "form": form,
        "filters": filters,
        "title": FACETS[facet][0],
        "back_url": timeline_url(filters),
    }
    if not is_valid:
        return render(request, "timeline/values.html", context, status=400)
    letters, by_name = form.cleaned_data.get("letters", ""), bool(form.cleaned_data.get("by"))
    found = browse.values(filters, facet, letters, by_name=by_name)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(_values(replace(found, values=found.values[:SHOWN_VALUES])))
    context |= {
        "facet": found,
        "letters": letters,
        "by_name": by_name,
        "order_url": values_url(facet, filters, letters, by_name=not by_name),
        "links": [(value, timeline_url(filters.switched(facet, value.value))) for value in found.values],
        "kept": timeline_parameters(filters),
    }
    return render(request, "timeline/values.html", context)


def _page(
    request: HttpRequest, *, status: int = 200, response: type[HttpResponse] = HttpResponse, **parts: str
) -> HttpResponse:
    changed = ["density", *(f"{name}-{part}" for name in FACETS for part in ("values", "selected", "all")), *_CHANGED]
    also = ",".join(f"#{name}" for name in changed)
    return response(framed(request, "timeline/timeline.html", also_changed=also, **parts), status=status)


def _finder(form: TimelineForm, total: int = 0, found: Answer | None = None) -> str:
    """Write the form; nothing is searched without an answer."""
    filters = form.filters()
    given = {name: form.data.get(name, "") for name in ("q", "from", "to")}
    urls = values_urls(filters, FACETS)
    texts = (
        filters.words if found else given["q"],
        write("density.density", chart(browse.histogram(filters, found), filters) if found else None),
        grouped(total),
        given["from"],
        given["to"],
        last_days_url(filters, timezone.localdate()) if found else "",
        mark_safe("".join(_list(one, *urls[one.name]) for one in browse.facets(filters, found))),  # noqa: S308
    )
    order = "relevance" if filters.best_first else "oldest" if filters.oldest_first else ""
    return fill("finder.finder", texts, filters.count, plural(total), bool(found), filters.domestic, order)


def _results(filters: Filters, total: int, found: Answer) -> dict[str, Any]:
    """Give what stands around the events."""
    return {
        "total": total,
        "orders": orders(filters),
        "exports": [(name, export_url(file, filters)) for file, name in EXPORTS],
        "api_url": api_url(filters),
        "feed_url": feed_url(filters),
        "clear_url": timeline_url(filters.cleared()),
        "weighed": WEIGHED if filters.by_relevance and total > WEIGHED else 0,
        "domestic_left_out": found.domestic_left_out(),
        "domestic_url": timeline_url(replace(filters, domestic=True)),
    }


def _events(filters: Filters, after: Cursor | None, found: Answer) -> dict[str, Any]:
    page = browse.timeline(filters, after, found=found, look=look(found, within_query(filters)))
    return {
        "page": page,
        "next_url": timeline_url(filters, page.next) if page.next else "",
        "more_url": more_url(filters, page.next) if page.next else "",
    }


def _help(filters: Filters, now: Now | None) -> tuple[Any, ...]:
    """Say what to try where nothing was found: the arguments of its macro."""
    names = similar_names(filters.words, now) if filters.words else []
    spelt = corrected(filters, now)
    return (
        [(step, timeline_url(step.filters)) for step in steps(filters, now)],
        (spelt, timeline_url(spelt.filters)) if spelt else None,
        [(name, timeline_url(Filters(words=name))) for name in names],
        timeline_url(filters.cleared()) if filters.count else "",
        bool(filters.words),
    )


def _list(facet: Facet, narrow_url: str, all_url: str) -> str:
    """Write a facet with its values; the addresses are of all of them, one as they are counted now."""
    selected = facet.selected
    is_long, is_open = facet.has_more or len(facet.values) > SHOWN_VALUES, bool(selected) or facet.name in OPEN
    form = facet.name, facet.title, facet.hint, selected, facet.has_more, is_long, is_open
    return fill("facets.facet", (_lines(facet), narrow_url, all_url), *form)


def _values(facet: Facet) -> str:
    """Write the list of a facet's values."""
    return fill("facets.values", (_lines(facet),), facet.name)


def _lines(facet: Facet) -> str:
    rows = [
        ((value, _CHECKED if is_selected else "", label, plural(count)), (place, count))
        for place, (value, label, count, is_selected) in enumerate(facet.values, 1)
    ]
    return lines("facets.value", rows, facet.name)
