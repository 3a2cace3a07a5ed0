"""Files of the filter on screen, streamed: CSV that spreadsheets open safely, and JSON Lines."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from timeline import browse
from timeline.browse.exports import EVENT_FIELDS, STATEMENT_FIELDS, Stamp, event_row, records, statement_rows
from timeline.browse.labels import labels
from timeline.browse.sentence import sentence
from timeline.sources import safe_cell
from timeline.views.forms import TimelineForm
from timeline.views.links import timeline_url
from timeline.views.timeline import refused

# Without it Excel takes UTF-8 for the code page of its machine.
BYTE_ORDER_MARK = "\ufeff"
# A file's name longer than this is cut by some systems and hard to read on all.
LONGEST_NAME = 80
Portion = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how a portion of records is written, and what stands before the first one."""

    what: str
    content_type: str
    write: Callable[[Portion], str]
    head: str = ""


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    """Write rows as CSV (RFC 4180), each cell safe to open in a spreadsheet."""
    out = StringIO()
    csv.writer(out).writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _json_lines(portion: Portion) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in portion)


FORMATS = {
    "events.csv": Format(
        "events",
        "text/csv; charset=utf-8",
        lambda portion: csv_lines(map(event_row, portion)),
        BYTE_ORDER_MARK + csv_lines([EVENT_FIELDS]),
    ),
    "statements.csv": Format(
        "statements",
        "text/csv; charset=utf-8",
        lambda portion: csv_lines(row for record in portion for row in statement_rows(record)),
        BYTE_ORDER_MARK + csv_lines([STATEMENT_FIELDS]),
    ),
    "events.jsonl": Format("events", "application/jsonl; charset=utf-8", _json_lines),
}


@require_safe
def export(request: HttpRequest, name: str) -> HttpResponseBase:
    """Stream all events of the filters in one format; parameters that cannot be read get the page that names them."""
    if name not in FORMATS:
        raise Http404(f"There is no export “{name}”.")
    form = TimelineForm(request.GET)
    if not form.is_valid():
        return refused(request, form)
    filters, kind = form.filters(), FORMATS[name]
    day = timezone.localdate().isoformat()
    said = sentence(filters, browse.total(filters), labels(filters))
    stamp = Stamp(request.build_absolute_uri(timeline_url(filters)), day, request.build_absolute_uri("/")[:-1])
    headers = {
        "Content-Type": kind.content_type,
        "Content-Disposition": f'attachment; filename="{file_name(said, kind.what, day, name)}"',
    }
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    return StreamingHttpResponse(_file(kind, records(filters, stamp)), headers=headers)


def file_name(said: str, what: str, day: str, name: str) -> str:
    """Name a file by the sentence of its search, what is in it and the day."""
    words = slugify(said)[:LONGEST_NAME].strip("-")
    if what != "events":
        words = f"{what}-of-{words}"
    return f"readout-{words}-{day}.{name.rpartition('.')[2]}"


def _file(kind: Format, portions: Iterable[Portion]) -> Iterator[str]:
    if kind.head:
        yield kind.head
    for portion in portions:
        yield kind.write(portion)
