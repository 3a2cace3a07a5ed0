"""Find when a web page was published, as its metadata says, and where it says so."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement

from timeline.extraction.source import SourceError
from timeline.sources.moments import moment

# Names of <meta> elements for the day of publication: Open Graph, Dublin Core, schema.org, parse.ly, Sailthru, Google
# Scholar and the usual ones without a standard. Days of change are none.
META_NAMES = frozenset(
    {
        *("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
        *("datepublished", "date", "pubdate", "pub_date", "publishdate", "publish-date", "publish_date"),
        *("publication_date", "publicationdate", "originalpublicationdate", "displaydate", "releasedate"),
        *("dc.date", "dc.date.issued", "dc.date.created", "dcterms.date", "dcterms.issued", "dcterms.created"),
        *("parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date"),
    }
)
_ARTICLE = re.compile(r"Article|Posting|Report|Release|Statement|WebPage")
# Structured data nests a few levels; deeper is no description of a page.
_MAX_DEPTH = 12


def page_date(tree: HtmlElement, today: date) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Give the ISO day or date-time, one sentence on where it stands, and notes on days that were not taken."""
    doubts: list[str] = []
    for value, where in _told(tree):
        try:
            return moment(value, today), f"The page's metadata gives {value} ({where}).", tuple(doubts)
        except SourceError as error:
            doubts.append(f"the page's {where} was not taken: {error}"[:300])
    found = find_date(tree, extensive_search=False, original_date=True, max_date=today.isoformat())
    if found:
        return found, f"The page's markup gives {found}.", tuple(doubts)
    return None, None, tuple(doubts)


def _told(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Give each value that the page names as its day of publication, the most trustworthy first."""
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        yield from ((value, "datePublished") for value in _in_structured_data(script))
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip()
            if name.lower() in META_NAMES and (meta.get("content") or "").strip():
                yield meta.get("content").strip(), name
    for time in tree.xpath('//time[@pubdate or @itemprop="datePublished"]/@datetime'):
        yield str(time).strip(), "datePublished"


def _in_structured_data(script: str) -> list[str]:
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return []
    return list(_dates_in(data, _MAX_DEPTH))


def _dates_in(data: Any, depth: int) -> Iterator[str]:
    """Give the days of articles first met; the day of a comment or a video in the article is another's."""
    if depth and isinstance(data, list):
        for item in data:
            yield from _dates_in(item, depth - 1)
    elif depth and isinstance(data, dict):
        value = data.get("datePublished")
        if isinstance(value, str) and value.strip() and _ARTICLE.search(str(data.get("@type", ""))):
            yield value.strip()
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _dates_in(data.get(key), depth - 1)
