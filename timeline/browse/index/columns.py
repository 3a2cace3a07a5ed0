"""One facet of a segment: which events have which value, both ways round."""

from array import array
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

Ints = npt.NDArray[Any]

# Values an event may have before the rest go to a list beside the matrix: few events have more, and each column costs
# two bytes an event.
WIDTH = 4
# Up to so many events are counted row by row; above, value by value. Measured: both take about 4 ms there.
FEW = 100_000
# Nanoseconds, measured: to count one cell of a row; to meet one bitmap of a value, and each 65,536 events of it. They
# tell which way is shorter for few events and few values.
A_CELL, A_VALUE, A_STRETCH = 4, 1_000, 700
# Of more events than this the list beside the matrix is gone through; of fewer, each is looked up in it.
MOST_LOOKED_UP = 2_000
# Numbers that are fewer than so large a share of the values are sorted: an array with a place for each takes longer.
SPARSE = 0.25


@dataclass(frozen=True, slots=True)
class Column:
    """A facet: `values[number]` is what `bitmaps[number]` has the events of, most frequent first.

    `rows` has up to WIDTH value numbers + 1 for each event, 0 for none; `more` is (event, value number) of the others.
    """

    values: list[Any]
    bitmaps: Sequence[BitMap]
    totals: list[int]
    rows: Ints
    more: tuple[Ints, Ints]
    numbers: dict[Hashable, int]

    def any_of(self, values: Sequence[Hashable]) -> BitMap:
        """Give the events that have one of the values."""
        known = [self.bitmaps[self.numbers[value]] for value in values if value in self.numbers]
        return BitMap.union(*known) if known else BitMap()

    def counts(self, chosen: "Chosen", most: int | None = None) -> dict[Any, int]:
        """Count the events of each value that has any; at least the `most` frequent ones, if that is given."""
        if chosen.few is not None and self._is_short(len(chosen.few)):
            numbers, found = self._by_rows(chosen.few)
        elif chosen.few_others is not None and self._is_short(len(chosen.few_others)):
            found = np.array(self.totals)
            others, counts = self._by_rows(chosen.few_others)
            found[others] -= counts
            numbers = np.flatnonzero(found)
            found = found[numbers]
        else:
            found = self._by_values(chosen.events, most or len(self.values))
            numbers = np.flatnonzero(found)
            found = found[numbers]
        kept = self._most(found, most)
        return {
            self.values[number]: count
            for number, count in zip(numbers[kept].tolist(), found[kept].tolist(), strict=True)
        }

    def _is_short(self, events: int) -> bool:
        """Tell whether it takes longer to count so many events value by value than row by row."""
        by_values = len(self.values) * (A_VALUE + A_STRETCH * (1 + len(self.rows) // 65_536))
        return events * int(self.rows.shape[1]) * A_CELL < by_values

    def count(self, events: BitMap, value: Hashable) -> int:
        """Count the events of one value."""
        number = self.numbers.get(value)
        return 0 if number is None else events.intersection_cardinality(self.bitmaps[number])

    def _by_rows(self, places: Ints) -> tuple[Ints, Ints]:
        """Give the numbers of the values that events at places have, and how many events each has."""
        rows = self.rows[places]
        found = rows.ravel()
        if len(self.more[0]):
            # Only a full row may have more values beside the matrix.
            found = np.concatenate([found, self._beside(places[rows[:, -1] > 0]) + 1])
        if len(found) < SPARSE * len(self.values):
            numbers, counts = np.unique(found, return_counts=True)
            first = int(len(numbers) > 0 and numbers[0] == 0)
            return numbers[first:].astype(np.int64) - 1, counts[first:]
        counts = np.bincount(found, minlength=len(self.values) + 1)[1:]
        numbers = np.flatnonzero(counts)
        return numbers, counts[numbers]

    def _beside(self, places: Ints) -> Ints:
        """Give the numbers of the values that stand beside the matrix for events at places."""
        where, numbers = self.more
        if len(places) > MOST_LOOKED_UP:
            is_asked = np.zeros(len(self.rows), bool)
            is_asked[places] = True
            return numbers[is_asked[where]]
        starts = np.searchsorted(where, places, side="left")
        lengths = np.searchsorted(where, places, side="right") - starts
        before = np.cumsum(lengths) - lengths
        found: Ints = numbers[np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)]
        return found

    def _by_values(self, events: BitMap, most: int) -> Ints:
        """Count value by value, until no other can be among the `most` frequent."""
        return most_frequent((events.intersection_cardinality(bitmap) for bitmap in self.bitmaps), self.totals, most)

    @staticmethod
    def _most(found: Ints, most: int | None) -> Ints:
        """Give where the most frequent counts stand, and all that are as frequent as the last of them."""
        if most is None or len(found) <= most:
            return np.arange(len(found))
        last = np.partition(found, len(found) - most)[len(found) - most]
        return np.flatnonzero(found >= last)


class Chosen:
    """Some events of a segment of `size`: what counting needs of them is worked out once for all columns."""

    def __init__(self, events: BitMap, size: int) -> None:
        self.events = events
        number = len(events)
        # Their places if they are few; the places of all others if those are few.
        self.few = as_ints(events) if number <= FEW else None
        self.few_others = as_ints(events.flip(0, size)) if number > FEW and size - number <= FEW else None


def most_frequent(counts: Iterable[int], bounds: Sequence[int], most: int) -> Ints:
    """Take counts whose bounds descend, until no other can be among the `most` greatest."""
    found: list[int] = []
    least = 0
    for number, count in enumerate(counts):
        found.append(count)
        if len(found) % most == 0:
            least = sorted(found, reverse=True)[most - 1]
        if number + 1 < len(bounds) and bounds[number + 1] < least:
            break
    return np.array(found, np.int64)


def as_ints(events: BitMap) -> Ints:
    """Give the numbers of a bitmap, ascending."""
    return np.frombuffer(events.to_array(), dtype=np.uint32)


def as_bitmap(numbers: Ints) -> BitMap:
    """Make a bitmap of numbers."""
    return BitMap(array("I", numbers.astype(np.uint32, copy=False).tobytes()))


def distinct(numbers: Ints) -> Ints:
    """Give the different numbers, ascending; sorting is faster here than numpy's own hashing."""
    ordered = np.sort(numbers)
    found: Ints = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return found


def make_column(size: int, places: Ints, values: Ints, names: Sequence[Any]) -> Column:
    """Make a column of (event, value) pairs in any order; `names` are what the values stand for."""
    pairs = distinct(places.astype(np.int64) * len(names) + values)
    places, values = pairs // max(len(names), 1), pairs % max(len(names), 1)
    totals = np.bincount(values, minlength=len(names))
    order = np.argsort(-totals, kind="stable")[: int((totals > 0).sum())]
    renumbered = np.zeros(len(names), np.int64)
    renumbered[order] = np.arange(len(order))
    values = renumbered[values] if len(values) else values
    rows, more = _rows(size, places, values)
    kept = [names[number] for number in order]
    return Column(
        values=kept,
        bitmaps=split(places, values, len(kept)),
        totals=[int(totals[number]) for number in order],
        rows=rows,
        more=more,
        numbers={name: number for number, name in enumerate(kept)},
    )


def split(places: Ints, values: Ints, number: int) -> list[BitMap]:
    """Give a bitmap of places for each value from 0 on."""
    order = np.argsort(values, kind="stable")
    edges = np.searchsorted(values[order], np.arange(number + 1))
    ordered = places[order]
    return [as_bitmap(ordered[start:end]) for start, end in pairwise(edges)]


def _rows(size: int, places: Ints, values: Ints) -> tuple[Ints, tuple[Ints, Ints]]:
    """Lay the values of each event side by side; places are ascending."""
    starts = np.searchsorted(places, places, side="left")
    rank = np.arange(len(places)) - starts
    width = min(WIDTH, int(rank.max(initial=0)) + 1)
    kind = np.uint16 if values.max(initial=0) < np.iinfo(np.uint16).max else np.uint32
    rows = np.zeros((size, width), kind)
    fits = rank < width
    rows[places[fits], rank[fits]] = values[fits] + 1
    return rows, (places[~fits], values[~fits])
