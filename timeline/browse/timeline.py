"""The timeline itself: one page of events by keyset, under the headings of their months."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F, Q, QuerySet

from timeline.browse.cards import Card, cards, with_card_parts
from timeline.browse.dates import month_words
from timeline.browse.filters import Cursor, Filters
from timeline.browse.matching import SORT_DAY, matching

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
    return matching(filters).count()


def domestic_left_out(filters: Filters) -> int:
    """Count the domestic events that would be shown too if they were asked for."""
    if filters.domestic:
        return 0
    return matching(replace(filters, domestic=True)).filter(is_domestic=True).count()


def timeline(filters: Filters, after: Cursor | None = None, size: int = PAGE_SIZE) -> Page:
    """Give the events that come after a place, undated ones last."""
    events: QuerySet[Any] = matching(filters).annotate(sort_day=SORT_DAY)
    if after:
        events = _after(events, after, filters.oldest_first)
    order = F("sort_day").asc(nulls_last=True) if filters.oldest_first else F("sort_day").desc(nulls_last=True)
    found: list[Any] = list(
        with_card_parts(events).order_by(order, "pk" if filters.oldest_first else "-pk")[: size + 1]
    )
    shown = found[:size]
    last = Cursor(shown[-1].sort_day, shown[-1].pk) if len(found) > size else None
    return Page(_months(shown, cards(shown, filters), after), last)


def _after(events: QuerySet[Any], after: Cursor, oldest_first: bool) -> QuerySet[Any]:
    later = Q(pk__gt=after.event) if oldest_first else Q(pk__lt=after.event)
    if after.day is None:
        return events.filter(later, sort_day__isnull=True)
    beyond = Q(sort_day__gt=after.day) if oldest_first else Q(sort_day__lt=after.day)
    return events.filter(beyond | Q(sort_day=after.day) & later | Q(sort_day__isnull=True))


def _months(events: Sequence[Any], shown: Sequence[Card], after: Cursor | None) -> tuple[Month, ...]:
    before = _heading(after.day) if after else None
    out = []
    for title, group in groupby(zip(events, shown, strict=True), key=lambda pair: _heading(pair[0].sort_day)):
        out.append(Month(title, title == before, tuple(card for _, card in group)))
    return tuple(out)


def _heading(day: date | None) -> str:
    return month_words(day) if day else "Undated"
