"""The timeline itself: one page of events by keyset, under the headings of their months."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Protocol

from timeline.browse import relevance
from timeline.browse.answers import Answer, Now, answer
from timeline.browse.cards import cards
from timeline.browse.dates import month_words
from timeline.browse.filters import Cursor, Filters

PAGE_SIZE = 25
# The heading of what stands in no order of time.
BEST = "Best matches first"


class Placed(Protocol):
    """What a list needs to know of an event; a `Card` is one."""

    @property
    def id(self) -> int:
        """Give the event's id."""

    @property
    def day(self) -> date | None:
        """Give the day that the event is sorted by, None if it is undated."""


# Ids of events and the filters go in, what a list shows of the events comes out in the same order.
Look = Callable[[Sequence[int], Filters], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Month:
    """A heading of the timeline and the events below it: cards, or whatever was asked for."""

    title: str
    is_continued: bool
    events: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the timeline; `next` is where the page after it begins, None on the last.

    `is_ranked` in the order by relevance, which has no headings of months.
    """

    months: tuple[Month, ...]
    next: Cursor | None
    is_ranked: bool = False

    @property
    def events(self) -> tuple[Any, ...]:
        """Give the events without their headings."""
        return tuple(event for month in self.months for event in month.events)


def total(filters: Filters, at: Now | None = None) -> int:
    """Count all events that pass the filters, as things are or as they were a moment ago."""
    return answer(filters, at).total()


def timeline(
    filters: Filters,
    after: Cursor | None = None,
    size: int = PAGE_SIZE,
    found: Answer | None = None,
    look: Look = cards,
) -> Page:
    """Give the events that come after a place, undated ones last."""
    ids = (found or answer(filters)).page(after, size + 1)
    # One may have gone since its id was found.
    shown = tuple(look(ids[:size], filters))
    last = place_of(shown[-1], filters) if len(ids) > size and shown else None
    if filters.by_relevance:
        return Page((Month(BEST, after is not None, shown),) if shown else (), last, is_ranked=True)
    return Page(_months(shown, after), last)


def place_of(card: Placed, filters: Filters) -> Cursor:
    """Give the place of an event in the order of the filters."""
    return relevance.place_of(card.id, filters.words) if filters.by_relevance else Cursor(card.day, card.id)


def _months(shown: Sequence[Placed], after: Cursor | None) -> tuple[Month, ...]:
    before = _heading(after.day) if after else None
    months = groupby(shown, key=lambda card: _heading(card.day))
    return tuple(Month(title, title == before, tuple(group)) for title, group in months)


def _heading(day: date | None) -> str:
    return month_words(day) if day else "Undated"
