"""Make a segment of what the database has now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from pyroaring import BitMap

from timeline.browse.index.alone import count_alone
from timeline.browse.index.columns import HALF, LOW, Column, as_bitmap, make_column
from timeline.browse.index.reading import (
    ACTS,
    BASES,
    CERTAINTIES,
    REVIEWS,
    STATUSES,
    TYPES,
    Named,
    Read,
    read_all,
    read_few,
)
from timeline.browse.index.segment import BITS, SAID, UNDATED, Segment
from timeline.browse.index.sorting import distinct, numbered
from timeline.browse.index.tallies import Ints

PART = (1 << BITS) - 1
# Events are looked up in a table unless it would have so many times as many cells.
MOST_GAPS = 8
# Places of events, numbers of values, and what the values are.
Pairs = tuple[Ints, Ints, Sequence[Any]]


def build() -> Segment:
    """Make a segment of all public events."""
    made = _segment(read_all(), is_whole=True)
    return replace(made, alone=count_alone(made))


def build_few(events: Sequence[int]) -> tuple[Segment, Named]:
    """Make a segment of the public ones among few events; give who took part in them, and the outlets, too."""
    read = read_few(events)
    return _segment(read, is_whole=False), read.named


def _segment(read: Read, *, is_whole: bool) -> Segment:
    rows = read.rows
    order = np.lexsort((-rows["events"][0], -rows["events"][1]))
    ids, days, first, last, kind, status, review, basis, certainty, domestic = (one[order] for one in rows["events"])
    placed = _Places(ids)
    countries, people, outlets, offices, (places, said) = (placed.rows(rows[name]) for name in list(rows)[1:])
    statements = {
        "act": (places, said >> 2 * BITS, ACTS),
        "topic": (places, (said >> BITS) & PART, read.topics),
        "phrase": (places, said & PART, read.phrases),
    }
    parts: dict[str, Callable[[], Pairs]] = {
        "type": lambda: (placed.all, kind, TYPES),
        "status": lambda: (placed.all, status, STATUSES),
        "review": lambda: (placed.all, review, REVIEWS),
        "certainty": lambda: (placed.all, certainty, CERTAINTIES),
        "basis": lambda: (placed.all, basis, BASES),
        "country": lambda: _named(*countries, _country),
        "pair": lambda: _pairs(*countries),
        "person": lambda: _named(*people, int),
        "outlet": lambda: _named(*outlets, int),
        "office": lambda: (*offices, read.offices),
        **{facet: partial(_there, *statements[facet]) for facet in SAID},
    }
    columns = _Columns(len(ids), parts)
    combined = partial(_combinations, places, statements, columns, len(ids))
    is_long = np.flatnonzero((days > UNDATED) & ((first < days) | (last > days)))
    return Segment(
        ids=ids,
        backwards=(-days).astype(np.int32),
        long=(is_long, first[is_long], last[is_long]),
        domestic=as_bitmap(np.flatnonzero(domestic)),
        columns=columns.all() if is_whole else columns,
        said=combined() if is_whole else _Later(combined),
        places=placed.sorted,
        months=_months(days),
    )


class _Columns(dict[str, Column]):
    """Columns that are made when they are asked for: many questions have none of the few events of a segment."""

    def __init__(self, size: int, parts: Mapping[str, Callable[[], Pairs]]) -> None:
        super().__init__()
        self._size, self._parts = size, parts

    def __missing__(self, facet: str) -> Column:
        made = self[facet] = make_column(self._size, *self._parts[facet]())
        return made

    def all(self) -> dict[str, Column]:
        """Make all of them."""
        return {facet: self[facet] for facet in self._parts}


class _Later(Mapping[int, BitMap]):
    """Combinations that are made when the first of them is asked for."""

    def __init__(self, make: Callable[[], Mapping[int, BitMap]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[int, BitMap]:
        return self._make()

    def __getitem__(self, code: int) -> BitMap:
        return self._made[code]

    def __iter__(self) -> Iterator[int]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class _Places:
    """Where the events of a segment stand."""

    def __init__(self, ids: Ints) -> None:
        order = np.argsort(ids)
        self.sorted = ids[order], order.astype(np.int32)
        # Ids of few events lie far apart.
        self._is_dense = int(ids.max(initial=0)) < len(ids) * MOST_GAPS
        self.all = np.arange(len(ids))

    def rows(self, columns: Sequence[Ints]) -> tuple[Ints, Ints]:
        """Put places for the ids of events; rows of events that are not here are left out."""
        ids, values = columns
        places = self._table[np.minimum(ids, len(self._table) - 1)] if self._is_dense else self._searched(ids)
        here = places >= 0
        return places[here].astype(np.int64), values[here]

    @cached_property
    def _table(self) -> Ints:
        """Give the places by id, -1 where there is no event, which the last one stands for."""
        known, places = self.sorted
        table = np.full(int(known[-1]) + 2, -1, np.int32)
        table[known] = places
        return table

    def _searched(self, ids: Ints) -> Ints:
        known, places = self.sorted
        if not len(known):
            return np.full(len(ids), -1)
        at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        return np.where(known[at] == ids, places[at], -1)


def _named(places: Ints, values: Ints, name: Any) -> tuple[Ints, Ints, list[Any]]:
    """Number the values of a facet, and give their names."""
    known, numbers = numbered(values)
    return places, numbers, [name(value) for value in known.tolist()]


def _country(value: int) -> str:
    return value.to_bytes(3, "big").decode()


def _pairs(places: Ints, countries: Ints) -> Pairs:
    """Give every two countries of each event, in the order of their codes."""
    known, numbers = numbered(countries)
    both = distinct(places << HALF | numbers)
    places, numbers = both >> HALF, both & LOW
    empty = np.empty(0, np.int64)
    at, codes = [empty], [empty]
    for step in range(1, int(np.bincount(places).max(initial=1))):
        same = np.flatnonzero(places[step:] == places[:-step])
        at.append(places[same])
        codes.append(numbers[same] * len(known) + numbers[same + step])
    pairs, numbers = numbered(np.concatenate(codes))
    names = [_country(country) for country in known.tolist()]
    first, second = np.divmod(pairs, max(len(known), 1))
    return np.concatenate(at), numbers, [f"{names[a]}-{names[b]}" for a, b in zip(first, second, strict=True)]


def _there(places: Ints, numbers: Ints, values: Sequence[Any]) -> Pairs:
    """Leave out where a statement has no value, which is 0."""
    return places[numbers > 0], numbers[numbers > 0] - 1, values


def _combinations(
    places: Ints, parts: Mapping[str, tuple[Ints, Ints, Sequence[Any]]], columns: Mapping[str, Column], size: int
) -> dict[int, BitMap]:
    """Give the events of each act, topic and phrase, and of each two and three of them in one statement."""
    found: dict[int, BitMap] = {}
    ends, place_bits = {}, max(size, 1).bit_length()
    for facet, shift in zip(SAID, (2 * BITS, BITS, 0), strict=True):
        column = columns[facet]
        found |= {number + 1 << shift: bitmap for number, bitmap in enumerate(column.bitmaps)}
        renumbered = np.array([0, *(column.numbers.get(name, -1) + 1 for name in parts[facet][2])], np.int64)
        ends[facet] = renumbered[parts[facet][1]]
    for chosen in [*combinations(SAID, 2), SAID]:
        has = np.logical_and.reduce([ends[facet] > 0 for facet in chosen])
        # Combinations without gaps, so that there is room for the place in the same number.
        dense = np.zeros(int(has.sum()), np.int64)
        for facet in chosen:
            dense = dense * (len(columns[facet].values) + 1) + ends[facet][has]
        pairs = distinct(dense << place_bits | places[has])
        dense, at = pairs >> place_bits, (pairs & ((1 << place_bits) - 1)).astype(np.uint32)
        edges = np.flatnonzero(np.diff(dense, prepend=-1))
        codes = _codes(dense[edges], {facet: len(columns[facet].values) + 1 for facet in chosen})
        spans = pairwise([*edges.tolist(), len(at)])
        found |= {code: as_bitmap(at[start:end]) for code, (start, end) in zip(codes.tolist(), spans, strict=True)}
    return found


def _codes(dense: Ints, sizes: Mapping[str, int]) -> Ints:
    """Give the numbers that segments know combinations by."""
    codes = np.zeros(len(dense), np.int64)
    for facet, size in reversed(list(sizes.items())):
        dense, number = np.divmod(dense, size)
        codes |= number << BITS * (len(SAID) - 1 - SAID.index(facet))
    return codes


def _months(days: Ints) -> tuple[Ints, Ints]:
    """Give the months of descending days, as year × 12 + month - 1 and -1 for undated, and where each ends."""
    starts = np.flatnonzero(np.diff(days, prepend=days[:1] + 1)) if len(days) else np.empty(0, np.int64)
    of_day = np.array([_month(int(day)) for day in days[starts]], dtype=np.int64)
    first = np.flatnonzero(np.diff(of_day, prepend=-2))
    ends = np.append(starts[first][1:], len(days)) if len(days) else np.empty(0, np.int64)
    return of_day[first], ends


def _month(ordinal: int) -> int:
    if ordinal == UNDATED:
        return -1
    day = date.fromordinal(ordinal)
    return day.year * 12 + day.month - 1
