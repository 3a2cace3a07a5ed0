"""The search for programs: the same parameters as the timeline's, the same events and counts, as JSON."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline import browse
from timeline.browse.exports import Stamp, record_page
from timeline.browse.labels import labels
from timeline.browse.sentence import sentence
from timeline.browse.timeline import PAGE_SIZE
from timeline.views.forms import TimelineForm
from timeline.views.links import api_url, timeline_url

# What a field is called in an address, where Python keeps that word for itself.
PARAMETERS = TimelineForm.names


@require_safe
def api(request: HttpRequest) -> JsonResponse:
    """Give a page of events with the counts of all filters; parameters that cannot be read are named, status 400."""
    form = TimelineForm(request.GET)
    unknown = form.unknown()
    if not form.is_valid() or unknown:
        errors = {PARAMETERS.get(name, name): [str(one) for one in told] for name, told in form.errors.items()}
        errors |= {name: ["There is no such parameter."] for name in unknown}
        return _json({"errors": errors}, status=400)
    filters = form.filters()
    found = browse.answer(filters)
    total = found.total()
    here = request.build_absolute_uri
    stamp = Stamp(here(timeline_url(filters)), timezone.localdate().isoformat(), here("/")[:-1])
    events, after = record_page(filters, stamp, form.cleaned_data.get("after"), PAGE_SIZE)
    return _json(
        {
            "query": sentence(filters, total, labels(filters, found.rows)),
            "page": stamp.query,
            "total": total,
            "next": here(api_url(filters, after)) if after else None,
            "filters": {facet.name: _values(facet) for facet in browse.facets(filters, found)},
            "events": events,
        }
    )


def _values(facet: browse.Facet) -> list[dict[str, Any]]:
    return [
        {"value": value.value, "label": value.label, "count": value.count, "selected": value.is_selected}
        for value in facet.values
    ]


def _json(content: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
