"""A number of events, ready to be asked: immutable, in the order of the timeline, newest first, undated last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from typing import Literal

import numpy as np
from pyroaring import BitMap

from timeline.browse.filters import Cursor, Filters
from timeline.browse.index.columns import FEW, Chosen, Column, Months, as_bitmap, as_ints
from timeline.browse.index.tallies import NONE_ALONE, Alone, Ints

# Ordinals of days: an undated event stands after all others, one open at an end reaches to that end of time.
UNDATED, BEFORE_ALL, AFTER_ALL = -1, 0, 4_000_000
# Facets of events that hold by themselves; act, topic and phrase must meet in one statement, see `said`.
PLAIN = ("type", "status", "country", "pair", "person", "office", "outlet", "certainty", "basis", "review")
SAID = ("act", "topic", "phrase")

# A combination of act, topic and phrase is one number: of each the number of its value + 1, in so many bits; 0 for any.
BITS = 16


@dataclass(frozen=True, slots=True)
class Segment:
    """Events by place: ids, days and facets; `said` has the events with a statement of an act, topic and phrase.

    `backwards` are the days they are sorted by, as negative ordinals, so that they ascend; `long` has the places and
    the first and last days of events that may have been on more than one; `months` the months and where each ends;
    `alone` counts of what frequent values let through.
    """

    ids: Ints
    backwards: Ints
    long: tuple[Ints, Ints, Ints]
    domestic: BitMap
    columns: Mapping[str, Column]
    said: Mapping[int, BitMap]
    places: tuple[Ints, Ints]
    months: tuple[Ints, Ints]
    alone: Alone = NONE_ALONE

    def __len__(self) -> int:
        return len(self.ids)

    def everything(self) -> BitMap:
        """Give all events."""
        return BitMap(range(len(self)))

    def place_of(self, ids: Ints) -> Ints:
        """Give where events stand; ids that are not here are left out."""
        known, places = self.places
        at = np.searchsorted(known, ids)
        at[at == len(known)] = 0
        return places[at[known[at] == ids]] if len(known) else np.empty(0, np.int64)

    def between(self, filters: Filters) -> BitMap:
        """Give the events that may have been on a day within the bounds asked for; undated ones are not."""
        since = filters.since.first.toordinal() if filters.since else BEFORE_ALL
        until = filters.until.last.toordinal() if filters.until else AFTER_ALL
        # `days` descend: those beyond the end come first, the undated ones last.
        begin = self._reached(until, "left")
        end = self._reached(max(since, BEFORE_ALL), "right")
        places, first, last = self.long
        beside = places[(first <= until) & (last >= since)]
        return BitMap(range(begin, max(begin, end))) | as_bitmap(beside)

    def having_said(self, act: tuple[str, ...], topic: tuple[str, ...], phrase: tuple[str, ...]) -> BitMap:
        """Give the events with a statement that has one of each that is asked for."""
        codes = self._codes({"act": act, "topic": topic, "phrase": phrase})
        known = [found for found in map(self.said.get, codes) if found is not None]
        if len(known) == 1:
            return known[0]
        return BitMap.union(*known) if known else BitMap()

    def having_beside(self, facet: str, asked: Mapping[str, tuple[str, ...]]) -> Callable[[int], list[BitMap]]:
        """Give a function of the number of a value: the events with a statement of it and of each that is asked for.

        They are those of any of the bitmaps, one for each combination asked for; what is asked of the facet itself is
        ignored.
        """
        codes = self._codes({**asked, facet: ()})
        shift, said = BITS * (len(SAID) - 1 - SAID.index(facet)), self.said.get

        def beside(number: int) -> list[BitMap]:
            value = number + 1 << shift
            return [bitmap for code in codes if (bitmap := said(code | value)) is not None]

        return beside

    def _codes(self, asked: Mapping[str, tuple[str, ...]]) -> list[int]:
        """Give the numbers of all combinations of what is asked for."""
        codes = [0]
        for facet in SAID:
            values, numbers = asked[facet], self.columns[facet].numbers
            ends = [numbers[value] + 1 for value in values if value in numbers] if values else [0]
            codes = [code << BITS | end for code, end in product(codes, ends)]
        return codes

    def by_month(self, chosen: Chosen) -> Months:
        """Count events by year and month of the day they are sorted by, and those without, unless that is known."""
        if chosen.months is None:
            chosen.months = self._by_month(chosen)
        return chosen.months

    def _by_month(self, chosen: Chosen) -> Months:
        keys, ends = self.months
        if len(chosen) <= FEW:
            reached = np.searchsorted(chosen.places, ends)
        else:
            reached = np.array([chosen.events.rank(end - 1) for end in ends.tolist()], np.int64)
        counts = np.diff(reached, prepend=0)
        dated = np.flatnonzero((counts > 0) & (keys >= 0))
        years, months = np.divmod(keys[dated], 12)
        named = zip(years.tolist(), (months + 1).tolist(), strict=True)
        return dict(zip(named, counts[dated].tolist(), strict=True)), int(counts[keys < 0].sum())

    def by_day(self, events: BitMap, first: date, last: date) -> dict[date, int]:
        """Count events by the day they are sorted by, between two days."""
        begin = self._reached(last.toordinal(), "left")
        end = self._reached(first.toordinal(), "right")
        days, counts = np.unique(self.backwards[as_ints(events & BitMap(range(begin, end)))], return_counts=True)
        return {date.fromordinal(-int(day)): int(count) for day, count in zip(days, counts, strict=True)}

    def after(self, events: BitMap, cursor: Cursor | None, number: int, *, oldest_first: bool) -> list[int]:
        """Give the places of the events that come next in an order of time, undated ones last in either."""
        undated = self._reached(BEFORE_ALL, "right")
        if not oldest_first:
            begin = 0 if cursor is None else self._beyond(cursor)
            return _upwards(events, begin, number)
        found: list[int] = []
        if cursor is None or cursor.day is not None:
            end = undated if cursor is None else self._before(cursor)
            found = _downwards(events, end, 0, number)
        if len(found) < number:
            end = len(self) if cursor is None or cursor.day is not None else self._before(cursor)
            found += _downwards(events, end, undated, number - len(found))
        return found

    def _reached(self, ordinal: int, side: Literal["left", "right"]) -> int:
        """Count the events that are sorted before a day, or before what comes after it (`right`)."""
        # Of the array's own kind: for any other number numpy makes a copy of all days first.
        return int(self.backwards.searchsorted(self.backwards.dtype.type(-ordinal), side))

    def key(self, place: int) -> tuple[int, int]:
        """Give what events are sorted by: the day's ordinal (UNDATED if none) and the id."""
        return -int(self.backwards[place]), int(self.ids[place])

    def _beyond(self, cursor: Cursor) -> int:
        """Give the first place after a cursor, newest first."""
        start, end = self._day(cursor.day)
        return start + int(np.searchsorted(-self.ids[start:end], -cursor.event, side="right"))

    def _before(self, cursor: Cursor) -> int:
        """Give the number of places that come before a cursor, newest first."""
        start, end = self._day(cursor.day)
        return start + int(np.searchsorted(-self.ids[start:end], -cursor.event, side="left"))

    def _day(self, day: date | None) -> tuple[int, int]:
        ordinal = day.toordinal() if day else UNDATED
        start = self._reached(ordinal, "left")
        return start, self._reached(ordinal, "right")


def _upwards(events: BitMap, begin: int, number: int) -> list[int]:
    return list(islice(events.iter_equal_or_larger(begin), number))


def _downwards(events: BitMap, end: int, floor: int, number: int) -> list[int]:
    """Give the places below `end`, highest first, down to `floor`."""
    stop = events.rank(end - 1) if end else 0
    start = max(events.rank(floor - 1) if floor else 0, stop - number)
    return [events[at] for at in range(stop - 1, start - 1, -1)]
