"""Addresses of states of the timeline: short, in one order, empty fields dropped."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import get_script_prefix

from timeline.browse import Cursor, Filters, PartialDate
from timeline.browse.addresses import address
from timeline.browse.filters import MULTIPLE
from timeline.browse.sentence import partial_words

# Parameters of addresses that are kept as they are quoted: a page has the same ones in each of its addresses.
MOST_QUOTED = 5_000
# A site stands below one prefix, or below few.
MOST_PATHS = 10


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the timeline without it."""

    text: str
    url: str


def timeline_parameters(filters: Filters) -> list[tuple[str, str]]:
    """Give the parameters of filters in an address, empty ones left out."""
    parameters: list[tuple[str, str]] = [("q", filters.words)]
    parameters += [(name, value) for name in MULTIPLE for value in getattr(filters, name)]
    parameters += [
        ("from", filters.since.text if filters.since else ""),
        ("to", filters.until.text if filters.until else ""),
        ("domestic", "1" if filters.domestic else ""),
        ("order", "relevance" if filters.by_relevance else "oldest" if filters.oldest_first else ""),
    ]
    return [(name, value) for name, value in parameters if value]


def timeline_url(filters: Filters, after: Cursor | None = None) -> str:
    """Give the permalink of filters, or of the page after a place."""
    page = [("after", str(after))] if after else []
    return _url(address("timeline:timeline"), [*timeline_parameters(filters), *page])


def span_urls(filters: Filters) -> Callable[[str, str], str]:
    """Give a function of two years, months or days: the timeline between them in place of the dates asked for."""
    before, after = around_span(filters)
    return lambda since, until: f"{before}{span_in(since, until)}{after}"


def around_span(filters: Filters) -> tuple[str, str]:
    """Give what stands before and after the dates in the address of filters."""
    sample = PartialDate.parse("2000")
    url = timeline_url(replace(filters, since=sample, until=sample))
    before, _, after = url.partition(span_in(sample.text, sample.text))
    return before, after


def span_in(since: str, until: str) -> str:
    """Give two years, months or days as an address has them: digits and hyphens, of which nothing needs quoting."""
    return f"from={since}&to={until}"


def more_url(filters: Filters, after: Cursor) -> str:
    """Give the address of the events after a place alone, to be put below those on screen."""
    return _url(address("timeline:more"), [*timeline_parameters(filters), ("after", str(after))])


def last_days_url(filters: Filters, today: date, days: int = 30) -> str:
    """Give the timeline of the days up to today in place of the dates asked for."""
    first = (today - timedelta(days=days - 1)).isoformat()
    since, until = PartialDate.parse(first), PartialDate.parse(today.isoformat())
    return timeline_url(replace(filters, since=since, until=until))


def values_url(facet: str, filters: Filters, letters: str = "", *, by_name: bool = False) -> str:
    """Give the address of all values of a facet, as counted for filters."""
    parameters = [("letters", letters), ("by", "name" if by_name else "")]
    chosen = [(name, value) for name, value in parameters if value]
    return _url(address("timeline:values", facet), [*timeline_parameters(filters), *chosen])


def values_urls(filters: Filters, facets: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Give the addresses of all values of facets, without filters and as counted for these."""
    query = _url("", timeline_parameters(filters))
    return {facet: (path, path + query) for facet, path in _paths(tuple(facets), get_script_prefix()).items()}


@lru_cache(MOST_PATHS)
def _paths(facets: tuple[str, ...], _: str) -> dict[str, str]:
    return {facet: address("timeline:values", facet) for facet in facets}


def orders(filters: Filters) -> list[tuple[str, str, bool]]:
    """Give each order with its address and whether it is the present one; relevance is there with words only."""
    present = (filters.oldest_first and not filters.by_relevance, filters.by_relevance)
    ways = {"Newest": (False, False), "Oldest": (True, False)} | ({"Relevance": (False, True)} if filters.words else {})
    return [
        (name, timeline_url(replace(filters, oldest_first=oldest, best_first=best)), present == (oldest, best))
        for name, (oldest, best) in ways.items()
    ]


def export_url(name: str, filters: Filters) -> str:
    """Give the address of a file of all events that pass the filters."""
    return _url(address("timeline:export", name), timeline_parameters(filters))


def feed_url(filters: Filters) -> str:
    """Give the address of the feed of a search; the order of the list does not matter there."""
    filters = replace(filters, oldest_first=False, best_first=False)
    return _url(address("timeline:feed"), timeline_parameters(filters))


def _url(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    query = "&".join([_quoted(*parameter) for parameter in parameters])
    return f"{path}{'?' if query else ''}{query}"


@lru_cache(MOST_QUOTED)
def _quoted(name: str, value: str) -> str:
    return urlencode([(name, value)], safe=",:")


def within_query(filters: Filters) -> str:
    """Give what an event's address carries to know its place in this result; empty for the whole timeline."""
    return _url("", timeline_parameters(filters))


def api_url(filters: Filters, after: Cursor | None = None) -> str:
    """Give the address of the same result for programs."""
    page = [("after", str(after))] if after else []
    return _url(address("timeline:api"), [*timeline_parameters(filters), *page])


def chips(filters: Filters, labels: dict[tuple[str, str], str]) -> list[Chip]:
    """Give each filter in use with the address that takes it out."""
    out = [Chip(f"“{filters.words}”", timeline_url(filters.without("words")))] if filters.words else []
    out += [Chip(labels[chosen], timeline_url(filters.without(*chosen))) for chosen in filters.chosen]
    if filters.since:
        out.append(Chip(f"from {partial_words(filters.since)}", timeline_url(filters.without("since"))))
    if filters.until:
        out.append(Chip(f"to {partial_words(filters.until)}", timeline_url(filters.without("until"))))
    if filters.domestic:
        out.append(Chip("Domestic events too", timeline_url(filters.without("domestic"))))
    return out
