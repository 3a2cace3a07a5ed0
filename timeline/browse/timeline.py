"""The timeline itself: one page of events by keyset, under the headings of their months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from timeline.browse.answers import Answer, answer
from timeline.browse.cards import Card, cards
from timeline.browse.dates import month_words
from timeline.browse.filters import Cursor, Filters

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Month:
    """A heading of the timeline and the events below it."""

    title: str
    is_continued: bool
    events: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the timeline; `next` is where the page after it begins, None on the last."""

    months: tuple[Month, ...]
    next: Cursor | None

    @property
    def events(self) -> tuple[Card, ...]:
        """Give the events without their headings."""
        return tuple(event for month in self.months for event in month.events)


def total(filters: Filters) -> int:
    """Count all events that pass the filters."""
    return answer(filters).total()


def timeline(filters: Filters, after: Cursor | None = None, size: int = PAGE_SIZE, found: Answer | None = None) -> Page:
    """Give the events that come after a place, undated ones last."""
    ids = (found or answer(filters)).page(after, size + 1)
    # One may have gone since its id was found.
    shown = cards(ids[:size], filters)
    last = Cursor(shown[-1].day, shown[-1].id) if len(ids) > size and shown else None
    return Page(_months(shown, after), last)


def _months(shown: Sequence[Card], after: Cursor | None) -> tuple[Month, ...]:
    before = _heading(after.day) if after else None
    months = groupby(shown, key=lambda card: _heading(card.day))
    return tuple(Month(title, title == before, tuple(group)) for title, group in months)


def _heading(day: date | None) -> str:
    return month_words(day) if day else "Undated"
