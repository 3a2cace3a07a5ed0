"""Addresses of states of the timeline: short, in one order, empty fields dropped."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from timeline.browse import Cursor, Filters
from timeline.browse.filters import MULTIPLE
from timeline.browse.sentence import partial_words


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the timeline without it."""

    text: str
    url: str


def timeline_url(filters: Filters, after: Cursor | None = None) -> str:
    """Give the permalink of filters, or of the page after a place."""
    parameters: list[tuple[str, str]] = [("q", filters.words)]
    parameters += [(name, value) for name in MULTIPLE for value in getattr(filters, name)]
    parameters += [
        ("from", filters.since.text if filters.since else ""),
        ("to", filters.until.text if filters.until else ""),
        ("domestic", "1" if filters.domestic else ""),
        ("order", "oldest" if filters.oldest_first else ""),
        ("after", str(after) if after else ""),
    ]
    query = urlencode([(name, value) for name, value in parameters if value], safe=",:")
    return f"{reverse('timeline:timeline')}{'?' if query else ''}{query}"


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
