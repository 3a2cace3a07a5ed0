"""The timeline itself: one page of events by keyset, under the headings of their months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from timeline.browse.answers import Answer, answer
from timeline.browse.cards import Card, cards, with_card_parts
from timeline.browse.dates import month_words
from timeline.browse.filters import Cursor, Filters
from timeline.browse.matching import SORT_DAY
from timeline.models import Event

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
    events: QuerySet[Any] = Event.objects.filter(pk__in=ids[:size]).annotate(sort_day=SORT_DAY)
    by_id: dict[int, Any] = {event.pk: event for event in with_card_parts(events)}
    # One may have gone since its id was found.
    shown = [by_id[event] for event in ids[:size] if event in by_id]
    last = Cursor(shown[-1].sort_day, shown[-1].pk) if len(ids) > size and shown else None
    return Page(_months(shown, cards(shown, filters), after), last)


def _months(events: Sequence[Any], shown: Sequence[Card], after: Cursor | None) -> tuple[Month, ...]:
    before = _heading(after.day) if after else None
    out = []
    for title, group in groupby(zip(events, shown, strict=True), key=lambda pair: _heading(pair[0].sort_day)):
        out.append(Month(title, title == before, tuple(card for _, card in group)))
    return tuple(out)


def _heading(day: date | None) -> str:
    return month_words(day) if day else "Undated"
