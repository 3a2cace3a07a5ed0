"""Answer a question that was asked before from what was answered then, as long as nothing has changed since.

Who has a session is always answered anew, and so is what leans on more than events: where nothing was found, names and
words of the whole database are looked through, and people without events change without a line in the feed.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from timeline import browse
from timeline.browse import Answer, Now
from timeline.browse.labels import STORED

# A page of 100 KB takes 1 ms to pack so, half of what the usual level takes, and becomes a tenth longer.
LEVEL = 3
# A browser may keep the page and asks each time whether it still holds.
CACHING = "private, no-cache"

View: TypeAlias = Callable[[HttpRequest, Now | None], HttpResponse]


class Lasting(HttpResponse):
    """An answer that holds until an event changes."""


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    tag: str
    is_packed: bool


def kept(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
    """Keep the lasting answers of a view; the view is given what holds now, which is looked up once.

    They may differ by the path, the parameters, the script's prefix and the day, and by nothing else.
    """

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponseBase:
        now = browse.now()
        if now is None or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return view(request, now)
        takes_packed = "gzip" in request.headers.get("Accept-Encoding", "")
        day = timezone.localdate()
        asked = (get_script_prefix(), request.path_info, request.META.get("QUERY_STRING", ""), day, takes_packed)
        page = now.answers.get(asked)
        if page is None:
            response = view(request, now)
            if not isinstance(response, Lasting):
                return response
            page = _page(response.content, takes_packed)
            now.answers.keep(asked, page, len(page.body))
        return _response(request, page)

    return answered


def rests_on_events(found: Answer) -> bool:
    """Tell whether all people and outlets that are asked for have events: the feed tells of what becomes of those.

    It is not asked of the database, whose own answers are not kept.
    """
    return found.kept is not None and all(_have_events(found, facet) for facet in STORED)


def _have_events(found: Answer, facet: str) -> bool:
    asked = getattr(found.filters, facet)
    if not asked:
        return True
    ids = [pk for pk, _ in found.rows[facet].values()]
    counts = found.counts(facet, 0, ids)
    return len(ids) == len(asked) and all(counts.get(pk) for pk in ids)


def _page(body: bytes, is_packed: bool) -> _Page:
    if is_packed:
        body = gzip.compress(body, LEVEL, mtime=0)
    return _Page(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"', is_packed)


def _response(request: HttpRequest, page: _Page) -> HttpResponseBase:
    response = HttpResponse(page.body, headers={"ETag": page.tag, "Cache-Control": CACHING})
    patch_vary_headers(response, ["Accept-Encoding"])
    if page.is_packed:
        response["Content-Encoding"] = "gzip"
    return get_conditional_response(request, etag=page.tag, response=response) or response
