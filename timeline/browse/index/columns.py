"""One facet of a segment: which events have which value, both ways round."""

from array import array
from collections.abc import Hashable, Sequence
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

    def counts(self, events: BitMap, most: int | None = None) -> dict[Any, int]:
        """Count the events of each value that has any; at least the `most` frequent ones, if that is given."""
        size, everything = len(events), len(self.rows)
        if size <= FEW:
            found = self._by_rows(events)
        elif everything - size <= FEW:
            found = np.array(self.totals) - self._by_rows(events.flip(0, everything))
        else:
            found = self._by_values(events, most or len(self.values))
        return {self.values[number]: int(found[number]) for number in self._most(found, most)}

    def count(self, events: BitMap, value: Hashable) -> int:
        """Count the events of one value."""
        number = self.numbers.get(value)
        return 0 if number is None else events.intersection_cardinality(self.bitmaps[number])

    def _by_rows(self, events: BitMap) -> Ints:
        places = as_ints(events)
        found = np.bincount(self.rows[places].ravel(), minlength=len(self.values) + 1)[1:]
        if len(self.more[0]):
            chosen = np.zeros(len(self.rows), bool)
            chosen[places] = True
            found = found + np.bincount(self.more[1][chosen[self.more[0]]], minlength=len(self.values))
        return found

    def _by_values(self, events: BitMap, most: int) -> Ints:
        """Count value by value, until no other can be among the `most` frequent."""
        found: list[int] = []
        least = 0
        for number, bitmap in enumerate(self.bitmaps):
            if number >= most and number % most == 0:
                least = sorted(found, reverse=True)[most - 1]
            if self.totals[number] < least:
                break
            found.append(events.intersection_cardinality(bitmap))
        return np.array(found, np.int64)

    @staticmethod
    def _most(found: Ints, most: int | None) -> Ints:
        """Give the numbers of the most frequent values, and of all that are as frequent as the last of them."""
        if most is None or len(found) <= most:
            return np.flatnonzero(found)
        last = np.partition(found, len(found) - most)[len(found) - most]
        return np.flatnonzero(found >= max(int(last), 1))


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
