"""Which values of a facet each event has, side by side, so that those of some events are counted at once."""

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from timeline.browse.index.sorting import numbered, within
from timeline.browse.index.tallies import Ints

# Values an event may have before the rest go to a list beside its row: few events have more. A row fits into one
# machine word, which is fetched several times as fast as its parts, or into two where numbers need four bytes each.
WIDTHS = (1, 2, 4, 8)
MACHINE_WORD, WIDE_ENOUGH = 8, 4
# Where events have so few different sets of values, a row is the number of its set: one cell to be counted.
MOST_SETS = 60_000
# Fewer events than this are soon counted, and their sets would have to be found each time one of them changes.
LEAST_EVENTS = 20_000
# Events whose rows are counted together: what is made of those stays in the processor's own memory.
AT_ONCE = 8_192
# To go through the list of an event takes so many times as long as through one member of a set.
A_LIST = 8


class Lists(NamedTuple):
    """Lists of numbers, one behind the other: list n has `members` from `edges[n]` to `edges[n + 1]`; 0 is empty."""

    edges: Ints
    members: Ints

    def of(self, numbers: Ints) -> Ints:
        """Give all members of some lists, those of a list as often as it is asked for."""
        starts = self.edges[numbers]
        lengths = self.edges[numbers + np.int64(1)] - starts
        before = np.cumsum(lengths) - lengths
        found: Ints = self.members[np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)]
        return found


NO_LISTS = Lists(np.empty(0, np.int64), np.empty(0, np.int64))


class Rows:
    """Rows of numbers of values + 1, 0 for none; `lists` are of values, too, but without 1 added.

    If there are lists and no `beside`, each cell is the number of a list: all values of the event. With `beside`, that
    has the number of the list of those values of each event that do not fit into its row.
    """

    def __init__(self, cells: Ints, beside: Ints, lists: Lists) -> None:
        self.cells, self.beside, self.lists = cells, beside, lists
        self.width = int(cells.shape[1])
        self._is_of_sets = bool(len(lists.members)) and not len(beside)
        # Rows as machine words, or as pairs of them where value numbers need four bytes each.
        size = cells.itemsize * self.width
        self._words = cells.view(f"u{size}" if size <= MACHINE_WORD else np.complex128).ravel()

    def __len__(self) -> int:
        return len(self.cells)

    def counts(self, places: Ints, values: int) -> Ints:
        """Count the events at some places by value, of which there are so many."""
        # Rows of one cell are soon counted.
        if self.width == 1 or len(places) <= AT_ONCE:
            return self._counts(places, values)
        counts = np.zeros(values, np.int64)
        for first in range(0, len(places), AT_ONCE):
            counts += self._counts(places[first : first + AT_ONCE], values)
        return counts

    def _counts(self, places: Ints, values: int) -> Ints:
        cells = self._words.take(places, mode="clip").view(self.cells.dtype)
        if self._is_of_sets:
            if len(places) * A_LIST < len(self.lists.members):
                return np.bincount(self.lists.of(cells), minlength=values)
            sets, starts = self._sets
            counted: Ints = np.add.reduceat(np.bincount(cells, minlength=len(self.lists.edges))[sets], starts)
            return counted
        counts: Ints = np.bincount(cells, minlength=values + 1)[1:]
        if len(self.beside):
            counts += np.bincount(self._beside(places, cells), minlength=values)
        return counts

    def values(self, places: Ints) -> Ints:
        """Give the values of the events at some places, each as often as there are events."""
        cells = self._words.take(places, mode="clip").view(self.cells.dtype)
        if self._is_of_sets:
            return self.lists.of(cells)
        found: Ints = cells[cells > 0] - 1
        return np.concatenate([found, self._beside(places, cells)]) if len(self.beside) else found

    def _beside(self, places: Ints, cells: Ints) -> Ints:
        # Only a full row may have more values beside it.
        full = places[cells[self.width - 1 :: self.width] > 0]
        return self.lists.of(self.beside[full])

    @cached_property
    def _sets(self) -> tuple[Ints, Ints]:
        """Give the numbers of the sets that have a value, value by value, and where those of each begin."""
        edges, members = self.lists
        sets = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
        order = np.argsort(members, kind="stable")
        return sets[order], np.searchsorted(members[order], np.arange(int(members.max()) + 1))


def make_rows(size: int, places: Ints, values: Ints) -> Rows:
    """Lay the values of each event side by side; pairs of place and value number are ascending, and each is once."""
    rank = within(np.flatnonzero(np.diff(places, prepend=-1)), len(places))
    most = int(rank.max(initial=0)) + 1
    highest = values.max(initial=0) + 1
    kind = next(kind for kind in (np.uint8, np.uint16, np.uint32) if highest <= np.iinfo(kind).max)
    if most > 1 and size >= LEAST_EVENTS and (sets := _sets(size, places, values, rank)) is not None:
        return Rows(sets[0].astype(np.uint16)[:, None], NO_LISTS.edges, sets[1])
    width = _width(most, kind)
    cells = np.zeros((size, width), kind)
    fits = rank < width
    cells[places[fits], rank[fits]] = values[fits] + 1
    if fits.all():
        return Rows(cells, NO_LISTS.edges, NO_LISTS)
    beside, lists = _lists(size, places[~fits], values[~fits])
    return Rows(cells, beside, lists)


def rows_by_hand(size: int, events: Sequence[Collection[int]]) -> Rows:
    """Lay the values of few events side by side; `events` are the places of those of each value."""
    rows: list[list[int]] = [[] for _ in range(size)]
    for value, places in enumerate(events):
        for place in places:
            rows[place].append(value)
    most = max(map(len, rows), default=0)
    width = _width(most, np.uint16)
    cells = np.array([[value + 1 for value in row[:width]] + [0] * (width - len(row)) for row in rows], np.uint16)
    if most <= width:
        return Rows(cells.reshape(size, width), NO_LISTS.edges, NO_LISTS)
    more = [row[width:] for row in rows]
    # The first list is the empty one.
    edges = np.array([0, *accumulate(map(len, more), initial=0)], np.int64)
    members = np.array([value for row in more for value in row], np.int64)
    return Rows(cells, np.arange(1, size + 1, dtype=np.int32), Lists(edges, members))


def _width(most: int, kind: npt.DTypeLike) -> int:
    """Give the width of rows of which the fullest has so many values."""
    widest = max(MACHINE_WORD // np.dtype(kind).itemsize, WIDE_ENOUGH)
    return min(next((width for width in WIDTHS if width >= most), widest), widest)


def _lists(size: int, places: Ints, values: Ints) -> tuple[Ints, Lists]:
    """Give the number of the list of each event, 0 if it has none, and the lists."""
    first = np.flatnonzero(np.diff(places, prepend=-1))
    numbers = np.zeros(size, np.int32)
    numbers[places[first]] = np.arange(1, len(first) + 1)
    return numbers, Lists(np.concatenate([[0], first, [len(places)]]), values)


def _sets(size: int, places: Ints, values: Ints, rank: Ints) -> tuple[Ints, Lists] | None:
    """Give the number of the set of values of each event, and the sets; None if there are too many of them.

    Events with the same first values have the same number so far; with the next value, each such group falls apart.
    """
    numbers = np.zeros(size, np.int64)
    lists: Sequence[tuple[int, ...]] = [()]
    base = int(values.max()) + 1
    for place in range(int(rank.max()) + 1):
        here = np.flatnonzero(rank == place)
        codes, groups = numbered(numbers[places[here]] * base + values[here])
        if len(lists) + len(codes) > MOST_SETS:
            return None
        numbers[places[here]] = groups + len(lists)
        before = [divmod(code, base) for code in codes.tolist()]
        lists = [*lists, *((*lists[group], value) for group, value in before)]
    lengths = np.array([len(one) for one in lists])
    edges = np.concatenate([[0], np.cumsum(lengths)])
    return numbers, Lists(edges, np.array([value for one in lists for value in one], np.int64))
