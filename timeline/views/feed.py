"""The Atom feed (RFC 4287) of any search."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from timeline.browse import Filters
from timeline.browse.labels import labels
from timeline.browse.newest import Entry, newest
from timeline.browse.sentence import sentence
from timeline.views.forms import TimelineForm
from timeline.views.links import feed_url, timeline_url
from timeline.views.timeline import refused

# What XML 1.0 cannot hold, not even escaped; articles may.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# When a feed changed that has no entry yet.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    """An Atom feed whose time of change does not depend on when it is asked for."""

    def latest_post_date(self) -> datetime:
        """Give the latest change of an entry."""
        return max((item["updateddate"] for item in self.items), default=_NEVER)


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """Give the newest changes of a search; unchanged since the reader last asked, status 304 without a body."""
    form = TimelineForm(request.GET)
    if not form.is_valid():
        return refused(request, form)
    filters = form.filters()
    entries = newest(filters)
    body = _atom(request, filters, entries)
    changed = max((entry.changed for entry in entries), default=_NEVER)
    # The text as a whole: a person's new name changes it, and an event that left it makes it no newer.
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=_Feed.content_type)
    response.headers["ETag"], response.headers["Last-Modified"] = etag, http_date(changed.timestamp())
    return get_conditional_response(request, etag, int(changed.timestamp()), response) or response


def _atom(request: HttpRequest, filters: Filters, entries: Sequence[Entry]) -> str:
    about = sentence(filters, 0, labels(filters)).removeprefix("0 ")
    address = request.build_absolute_uri(feed_url(filters))
    atom = _Feed(
        title=_clean(f"Readout: {about}"),
        link=request.build_absolute_uri(timeline_url(filters)),
        description="Newest changes first.",
        subtitle="Events of this search, newest changes first.",
        feed_url=address,
        feed_guid=address,
        language="en",
        author_name="Readout",
    )
    for entry in entries:
        card = entry.card
        url = request.build_absolute_uri(card.url)
        atom.add_item(
            title=_clean(f"{card.kind}: {card.title}, {card.date.long}"),
            link=url,
            unique_id=url,
            description=_clean(render_to_string("timeline/_feed_entry.html", {"event": card})),
            pubdate=min(entry.made, entry.changed),
            updateddate=entry.changed,
            categories=[card.kind],
        )
    return str(atom.writeString("utf-8"))


def _clean(text: str) -> str:
    return _NOT_XML.sub("�", text)
