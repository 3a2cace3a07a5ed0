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

# Up to so many events are gone through one by one; above, it takes longer than to meet bitmaps.
FEW = 100_000
# A column of up to so many events, and pairs of event and value, is made one by one.
MOST_BY_HAND = 200
# Two numbers as one, to be sorted: the first in the upper half, the second in the lower one.
HALF, LOW = 32, (1 << 32) - 1
# Nanoseconds, measured: to fetch the row of an event, to count a cell of it, and a value that stands beside it; to meet
# one bitmap of a value, each stretch of it that is dense, and each event of it that is not. They tell which way to
# count is shorter.
A_ROW, A_CELL, A_BESIDE, A_VALUE, A_STRETCH, AN_EVENT = 4.0, 2.5, 60.0, 1_000.0, 100.0, 1.1
# Bitmaps are made of stretches of so many events; one that has fewer than this share of them is a list, which takes far
# longer to meet than bits do. Of so many events or more, all others are met instead, which are dense.
STRETCH, SPARSE, MANY = 65_536, 16, 5_000
# Bytes of a bitmap beside its events.
BESIDE = 200
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
        if chosen.is_lasting or self._is_short(chosen, most):
            if fewer is not chosen:
                return tally_of(self.totals - self.of_each(fewer))
            if len(fewer) * self.rows.width * MUCH_MORE < len(self.values):
                return self._of_few(fewer)
            return tally_of(self.of_each(fewer))
        found = most_frequent(self._by_values(chosen), self.totals, most or len(self.values))
        return tally_of(found, most if len(found) < len(self.values) else None)

    def _of_few(self, chosen: "Chosen") -> Tally:
        """Count the events of each value where there are far more values than cells."""
        numbers, counts = np.unique(self.rows.values(chosen.places), return_counts=True)
        return Tally(numbers.astype(NUMBER), counts.astype(NUMBER), len(self.values) + 1)

    def _is_short(self, chosen: "Chosen", most: int | None) -> bool:
        """Tell whether it takes longer to count events value by value than row by row."""
        values, by_rows = len(self.values), len(chosen.fewer) * self._row_cost
        if by_rows < A_VALUE * (values if most is None else min(most, values)):
            return True
        if most is not None and most < values:
            # Values as frequent among these events as among all: it ends with the first that has no more at all.
            bound = float(self.totals[most - 1]) * len(chosen) / chosen.size
            values = max(most, int(self._falling.searchsorted(-bound, "right")))
        reach = chosen.reach if chosen.is_dense else 1.0
        return by_rows < values * A_VALUE + reach * float(self._bitmap_costs[values])

    @cached_property
    def _row_cost(self) -> float:
        """Give the nanoseconds that the row of an event takes."""
        beside = len(self.rows.lists.members) / max(len(self.rows), 1) if len(self.rows.beside) else 0.0
        return A_ROW + A_CELL * self.rows.width + A_BESIDE * beside

    @cached_property
    def _falling(self) -> Ints:
        return -self.totals.astype(np.float64)

    @cached_property
    def _bitmap_costs(self) -> Ints:
        """Give the nanoseconds that the events of the bitmaps before each value, and of all, take."""
        stretches = A_STRETCH * (1 + len(self.rows) // STRETCH)
        each = np.where(self.totals * SPARSE < len(self.rows), self.totals * AN_EVENT, stretches)
        return np.concatenate([[0.0], np.cumsum(each)])

    def _by_values(self, chosen: "Chosen") -> Iterator[int]:
        """Count value by value."""
        return map(chosen.meeting, self.bitmaps)


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
        self.events, self.is_lasting, self.told, self.size = events, is_lasting, told, size
        self.known: dict[Column, Tally] = {}
        self.months: Months | None = None
        self._number = len(events)

    def __len__(self) -> int:
        return self._number

    @property
    def bytes(self) -> int:
        """Give about how many bytes it takes at most, with the places of events that are counted one by one."""
        fewer = min(self._number, self.size - self._number)
        return bytes_of(self.events) + (fewer * np.dtype(np.intp).itemsize if fewer <= FEW else 0)

    @cached_property
    def places(self) -> Ints:
        """Give the places of the events."""
        return as_ints(self.events).astype(np.intp)

    @cached_property
    def fewer(self) -> "Chosen":
        """Give these events or all others, whichever are fewer."""
        return self if 2 * self._number <= self.size else Chosen(self.others, self.size)

    @cached_property
    def others(self) -> BitMap:
        """Give all other events of the segment."""
        return self.events.flip(0, self.size)

    @cached_property
    def reach(self) -> float:
        """Give the share of the segment between the first and the last event."""
        return (self.events.max() - self.events.min() + 1) / self.size if self._number else 0.0

    @cached_property
    def is_dense(self) -> bool:
        """Tell whether the events are bits, not lists, where they are."""
        return self._number * SPARSE >= self.reach * self.size

    def meeting(self, bitmap: BitMap) -> int:
        """Count those of the events that are in a bitmap of the segment."""
        if self.is_dense or self._number < MANY:
            return self.events.intersection_cardinality(bitmap)
        return len(bitmap) - self.others.intersection_cardinality(bitmap)

    def without(self, events: BitMap) -> "Chosen":
        """Give the events without some of them, with the counts that are known."""
        gone = Chosen(self.events & events, self.size)
        left = Chosen(self.events - gone.events, self.size, is_lasting=self.is_lasting)
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


def bytes_of(events: BitMap) -> int:
    """Give about how many bytes a bitmap takes at most."""
    return min(2 * len(events), (events.max() - events.min()) // 8 + STRETCH // 8 if events else 0) + BESIDE


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
