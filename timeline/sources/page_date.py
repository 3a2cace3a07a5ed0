"""Find when a web page was published, as its metadata says, and where it says so."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement

from timeline.extraction.source import SourceError
from timeline.sources.moments import moment
from timeline.sources.structured import told_by_articles

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
# Only what the markup says is a date of the page: a wider search takes days from the story itself.
SEARCH: dict[str, Any] = {"original_date": True, "extensive_search": False}


def page_date(tree: HtmlElement, today: date) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Give the ISO day or date-time, one sentence on where it stands, and notes on days that were not taken."""
    doubts: list[str] = []
    for value, where in _told(tree):
        try:
            return moment(value, today), f"The page's metadata gives {value} ({where}).", tuple(doubts)
        except SourceError as error:
            doubts.append(f"the page's {where} was not taken: {error}"[:300])
    # A day that was refused is not to come in by another door.
    found = None if doubts else find_date(tree, **SEARCH, max_date=today.isoformat())
    if found:
        return found, f"The page's markup gives {found}.", tuple(doubts)
    return None, None, tuple(doubts)


def _told(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Give each value that the page names as its day of publication, the most trustworthy first."""
    yield from ((value, "datePublished") for value in told_by_articles(tree, "datePublished"))
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip()
            if name.lower() in META_NAMES and (meta.get("content") or "").strip():
                yield meta.get("content").strip(), name
    for time in tree.xpath('//time[@pubdate or @itemprop="datePublished"]/@datetime'):
        yield str(time).strip(), "datePublished"
