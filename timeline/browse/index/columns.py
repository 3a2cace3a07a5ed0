"""One facet of a segment: which events have which value, both ways round."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import heappush, heappushpop
from itertools import pairwise
from typing import Any

import numpy as np
from pyroaring import BitMap

from timeline.browse.index.rows import Rows, make_rows, rows_by_hand
from timeline.browse.index.sorting import distinct
from timeline.browse.index.tallies import NUMBER, Ints, Tally, tally_of

# Up to so many events are counted row by row; above, value by value.
FEW = 100_000
# A column of up to so many events, and pairs of event and value, is made one by one.
MOST_BY_HAND = 200
# Two numbers as one, to be sorted: the first in the upper half, the second in the lower one.
HALF, LOW = 32, (1 << 32) - 1
# Nanoseconds, measured: to count one cell of a row; to meet one bitmap of a value, each 65,536 events of it, and each
# event of it. They tell which way is shorter for few events and few values.
A_CELL, A_VALUE, A_STRETCH, AN_EVENT = 2.5, 1_000, 300, 0.7
STRETCH = 65_536
# So many times as many values as there are cells to count take longer to go through than to sort the cells.
MUCH_MORE = 8


# Events by year and month, and those without a date.
Months = tuple[dict[tuple[int, int], int], int]


class Column:
    """A facet: `values[number]` is what `bitmaps[number]` has the events of, most frequent first.

    `rows` are the numbers that each event has.
    """

    def __init__(self, values: list[Any], bitmaps: Sequence[BitMap], totals: Ints, rows: Rows) -> None:
        self.values, self.bitmaps, self.totals, self.rows = values, bitmaps, totals, rows
        self.numbers: dict[Hashable, int] = {value: number for number, value in enumerate(values)}
        self._pairs = int(totals.sum())

    def any_of(self, values: Sequence[Hashable]) -> BitMap:
        """Give the events that have one of the values."""
        known = [self.bitmaps[self.numbers[value]] for value in values if value in self.numbers]
        if len(known) == 1:
            # Nobody changes it, so it need not be copied.
            return known[0]
        return BitMap.union(*known) if known else BitMap()

    def counts(self, chosen: "Chosen", most: int | None = None, also: Iterable[Hashable] = ()) -> dict[Any, int]:
        """Count the events of each value that has any; at least the `most` frequent ones, if that is given.

        Those of `also` are counted whatever their place.
        """
        counted = {} if most == 0 else self.named(self.tally(chosen, most).top(most))
        for value in also:
            if value not in counted and (count := self.count(chosen.events, value)):
                counted[value] = count
        return counted

    def named(self, tally: Tally) -> dict[Any, int]:
        """Give the counts of a tally by value."""
        values = self.values
        found = zip(tally.numbers.tolist(), tally.counts.tolist(), strict=True)
        return {values[number]: count for number, count in found}

    def count(self, events: BitMap, value: Hashable) -> int:
        """Count the events of one value."""
        number = self.numbers.get(value)
        return 0 if number is None else events.intersection_cardinality(self.bitmaps[number])

    def bound(self, value: Hashable) -> int:
        """Count all events of a value."""
        number = self.numbers.get(value)
        return 0 if number is None else int(self.totals[number])

    def of_each(self, chosen: "Chosen") -> Ints:
        """Count the events of each value by its number, row by row."""
        return self.rows.counts(chosen.places, len(self.values))

    def tally(self, chosen: "Chosen", most: int | None = None) -> Tally:
        """Count the events of at least the `most` frequent values, or of all, unless that is known already."""
        known = chosen.known.get(self)
        if known is None or not self.has(known, most):
            known = chosen.known[self] = self._counted(chosen, most)
        return known

    def has(self, tally: Tally, most: int | None) -> bool:
        """Tell whether a tally has the `most` frequent values (None: all)."""
        number = len(self.values)
        return tally.most >= (number if most is None else min(most, number))

    def _counted(self, chosen: "Chosen", most: int | None) -> Tally:
        fewer = chosen.fewer
        if chosen.is_lasting or (len(fewer) <= FEW and self._is_short(len(fewer))):
            if fewer is not chosen:
                return tally_of(self.totals - self.of_each(fewer))
            if len(fewer) * self.rows.width * MUCH_MORE < len(self.values):
                return self._of_few(fewer)
            return tally_of(self.of_each(fewer))
        found = most_frequent(self._by_values(chosen.events), self.totals, most or len(self.values))
        return tally_of(found, most if len(found) < len(self.values) else None)

    def _of_few(self, chosen: "Chosen") -> Tally:
        """Count the events of each value where there are far more values than cells."""
        numbers, counts = np.unique(self.rows.values(chosen.places), return_counts=True)
        return Tally(numbers.astype(NUMBER), counts.astype(NUMBER), len(self.values) + 1)

    def _is_short(self, events: int) -> bool:
        """Tell whether it takes longer to count so many events value by value than row by row."""
        values = len(self.values)
        by_values: float = values * (A_VALUE + A_STRETCH * (1 + len(self.rows) // STRETCH))
        by_values += AN_EVENT * min(values * events, self._pairs)
        return events * self.rows.width * A_CELL < by_values

    def _by_values(self, events: BitMap) -> Iterator[int]:
        """Count value by value."""
        return (events.intersection_cardinality(bitmap) for bitmap in self.bitmaps)


class Chosen:
    """Some events of a segment of `size`: what counting needs of them is worked out once for all columns.

    `known` are the tallies of columns that were asked for, `months` the counts by month. Of events that are asked for
    again and again (`is_lasting`) all values are counted at once. `told` gives the counts of a facet that are known
    beforehand.
    """

    def __init__(
        self,
        events: BitMap,
        size: int,
        *,
        is_lasting: bool = False,
        told: Callable[[str], Tally | None] | None = None,
    ) -> None:
        self.events, self.is_lasting, self.told, self._size = events, is_lasting, told, size
        self.known: dict[Column, Tally] = {}
        self.months: Months | None = None
        self._number = len(events)

    def __len__(self) -> int:
        return self._number

    @cached_property
    def places(self) -> Ints:
        """Give the places of the events."""
        return as_ints(self.events).astype(np.intp)

    @cached_property
    def fewer(self) -> "Chosen":
        """Give these events or all others, whichever are fewer."""
        return self if 2 * self._number <= self._size else Chosen(self.events.flip(0, self._size), self._size)

    def without(self, events: BitMap) -> "Chosen":
        """Give the events without some of them, with the counts that are known."""
        gone = Chosen(self.events & events, self._size)
        left = Chosen(self.events - gone.events, self._size, is_lasting=self.is_lasting)
        left.known = {column: tally.less(column.tally(gone)) for column, tally in dict(self.known).items()}
        return left


def most_frequent(counts: Iterable[int], bounds: Sequence[int] | Ints, most: int) -> Ints:
    """Take counts whose bounds descend, until no other can be among the `most` greatest."""
    if most >= len(bounds):
        return np.fromiter(counts, np.int64, len(bounds))
    found: list[int] = []
    greatest: list[int] = []
    for count in counts:
        found.append(count)
        if len(greatest) < most:
            heappush(greatest, count)
        else:
            heappushpop(greatest, count)
        if len(found) >= most and len(found) < len(bounds) and bounds[len(found)] < greatest[0]:
            break
    return np.array(found, np.int64)


def as_ints(events: BitMap) -> Ints:
    """Give the numbers of a bitmap, ascending."""
    return np.frombuffer(events.to_array(), dtype=np.uint32)


def as_bitmap(numbers: Ints) -> BitMap:
    """Make a bitmap of numbers."""
    return BitMap(array("I", numbers.astype(np.uint32, copy=False).tobytes()))


def make_column(size: int, places: Ints, values: Ints, names: Sequence[Any]) -> Column:
    """Make a column of (event, value) pairs in any order; `names` are what the values stand for."""
    if max(size, len(places)) <= MOST_BY_HAND:
        return _by_hand(size, places.tolist(), values.tolist(), names)
    pairs = distinct(places.astype(np.int64) << HALF | values)
    places, values = pairs >> HALF, pairs & LOW
    totals = np.bincount(values, minlength=len(names))
    order = np.argsort(-totals, kind="stable")[: int((totals > 0).sum())]
    renumbered = np.zeros(len(names), np.int64)
    renumbered[order] = np.arange(len(order))
    values = renumbered[values] if len(values) else values
    kept = [names[number] for number in order]
    return Column(
        values=kept,
        bitmaps=split(places, values, len(kept)),
        totals=totals[order],
        rows=make_rows(size, places, values),
    )


def _by_hand(size: int, places: Sequence[int], values: Sequence[int], names: Sequence[Any]) -> Column:
    """Make a column of few pairs without arrays of them, which take longer to begin with than all of this."""
    events: dict[int, set[int]] = {}
    for place, value in zip(places, values, strict=True):
        events.setdefault(value, set()).add(place)
    order = sorted(events, key=lambda value: (-len(events[value]), value))
    return Column(
        values=[names[value] for value in order],
        bitmaps=[BitMap(events[value]) for value in order],
        totals=np.array([len(events[value]) for value in order], np.int64),
        rows=rows_by_hand(size, [events[value] for value in order]),
    )


def split(places: Ints, values: Ints, number: int) -> list[BitMap]:
    """Give a bitmap of places for each value from 0 on."""
    pairs = np.sort(values.astype(np.int64) << HALF | places)
    edges = np.searchsorted(pairs, np.arange(number + 1) << HALF)
    ordered = (pairs & LOW).astype(np.uint32)
    return [as_bitmap(ordered[start:end]) for start, end in pairwise(edges)]
