"""Ask questions of the index laid several times over itself: a way to ten million events without a database of them.

Each event of the snapshot stands there several times, on the same day, with an id of its own for each copy; every
bitmap, row and count grows accordingly, and answers must have exactly so many times as many events. Pages are made by
the site's own view in this process, so the way over HTTP is left out. So is what depends on other events, not on more
of them: words (but for common ones the database finds them, and it has one copy), rarer values than there are, and
cards beyond those on disk, of which a copy shows its original's. All is in memory of this process; the site maps it
from disk.
"""

import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import numpy as np
from django.test import Client
from pyroaring import BitMap

from tests.bench.browse.figures import Row, Times, percentile, timed
from tests.bench.browse.processes import memory
from tests.bench.browse.questions import Menu, parameters, questions
from timeline import browse
from timeline.browse.facets import SHOWN_VALUES
from timeline.browse.filters import MULTIPLE, Filters
from timeline.browse.index import making
from timeline.browse.index.columns import Column, as_bitmap, as_ints
from timeline.browse.index.live import State, live
from timeline.browse.index.rows import Rows
from timeline.browse.index.segment import Segment
from timeline.browse.index.snapshot import Snapshot
from timeline.browse.index.tallies import Alone, Ints
from timeline.browse.index.texts import Texts
from timeline.views.written import write_all

BARS = {"page": "p95 250"}

Counts = dict[str, dict[Any, int]]


def tiled(menu: Menu, number: int, times: int) -> Iterator[Row]:
    """Measure pages, facets and histogram with the events as they are, then with each of them so many times."""
    asked = list(dict.fromkeys(questions(menu, number, seed=8)))
    snapshot = making.snapshot(stale=False)
    size = len(snapshot.segment)
    before, few = _measured(asked, lambda: live.take(snapshot))
    laid = replace(snapshot, segment=lay(snapshot.segment, times), words={})
    after, many = _measured(asked, lambda: _take_copies(laid, snapshot))
    live.forget()
    wrong = sum(_times(one, times) != other for one, other in zip(few, many, strict=True))
    if wrong:
        raise SystemExit(f"{wrong} of {len(asked)} answers have not {times} times as many events")
    for what, cost in before.items():
        yield Row(f"{what}, {size:,} events", str(cost))
        yield Row(f"{what}, {size * times:,} events (tiled)", str(after[what]), BARS.get(what, ""))
        slopes = (math.log(_at(after[what], share) / _at(cost, share)) / math.log(times) for share in (50, 95))
        yield Row(f"slope: {what}", "p50 {:+.2f}, p95 {:+.2f}".format(*slopes), "1")
    yield Row(f"memory with {size * times:,} events, none of it shared", f"{memory(os.getpid())[0]:,} MiB")


def _measured(asked: Sequence[Filters], take: Callable[[], State]) -> tuple[dict[str, Times], list[Counts]]:
    """Give how long each kind of answer takes, and all numbers that were answered."""
    pages, counts, months, found = Times(), Times(), Times(), []
    client = Client(SERVER_NAME="localhost", headers={"accept-encoding": "gzip"})
    take().ask_names()
    # What each process does once.
    client.get("/")
    for filters in asked:
        with timed(pages):
            response = client.get("/", parameters(filters))
        if response.status_code != HTTPStatus.OK:
            raise SystemExit(f"{parameters(filters)} is answered with {response.status_code}")
    # Nothing that was worked out for a page may serve those that count alone.
    take()
    for filters in asked:
        answer, other = browse.answer(filters), browse.answer(filters)
        with timed(counts):
            each: dict[str, dict[Any, int]] = {facet: answer.counts(facet, SHOWN_VALUES + 1) for facet in MULTIPLE}
        with timed(months):
            by_month, undated = other.months()
        # More values may come than are asked for.
        each = {facet: _top(values, SHOWN_VALUES + 1) for facet, values in each.items()}
        each["months"] = dict(by_month)
        found.append({"total": {"": answer.total()}, "undated": {"": undated}, **each})
    return {"page": pages, "facet counts alone": counts, "histogram alone": months}, found


def _at(times: Times, percent: float) -> float:
    return percentile(times.cpu, percent)


def _top(counts: Mapping[Any, int], most: int) -> dict[Any, int]:
    least = sorted(counts.values(), reverse=True)[:most][-1:]
    return {value: count for value, count in counts.items() if [count] >= least}


def _times(counts: Counts, times: int) -> Counts:
    return {name: {value: count * times for value, count in each.items()} for name, each in counts.items()}


def _take_copies(laid: Snapshot, snapshot: Snapshot) -> State:
    live._state = replace(live.take(laid), texts=_Copied(snapshot))
    return live._state


class _Copied(Texts):
    """Texts of a snapshot's events for each of their copies; those that are in no file are made each time."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(snapshot.segment, snapshot.folder, snapshot.token)
        self._beyond = _beyond(snapshot.segment)

    def kept(self, kind: str, event: int, change: int) -> Any:
        original = event % self._beyond
        return self.filed(kind, [original]).get(original) or next(write_all([original]))


def _beyond(segment: Segment) -> int:
    """Give a number that no id reaches."""
    return int(segment.ids.max(initial=0)) + 1


def lay(segment: Segment, times: int) -> Segment:
    """Give a segment with each event so many times, a day's copies one after the other, newest ids first."""
    first = np.searchsorted(segment.backwards, segment.backwards, "left")
    each = np.searchsorted(segment.backwards, segment.backwards, "right") - first
    base = (first * (times - 1) + np.arange(len(segment))).astype(np.int64)

    def places(of: Any) -> Ints:
        """Give the places of the copies of events, one copy of all after the other."""
        return np.concatenate([base[of] + copy * each[of] for copy in range(times)])

    def spread(bitmap: BitMap) -> BitMap:
        laid = as_bitmap(np.sort(places(as_ints(bitmap))))
        laid.run_optimize()
        return laid

    def rows(values: Ints) -> Ints:
        if not len(values):
            return values
        laid = np.empty((len(values) * times, *values.shape[1:]), values.dtype)
        for copy in range(times):
            laid[base + copy * each] = values
        return laid

    def column(one: Column) -> Column:
        laid = Rows(rows(one.rows.cells), rows(one.rows.beside), one.rows.lists)
        return Column(one.values, [spread(bitmap) for bitmap in one.bitmaps], one.totals * times, laid)

    beyond = _beyond(segment)
    ids = np.empty(len(segment) * times, np.int64)
    for copy in range(times):
        ids[base + copy * each] = segment.ids + beyond * (times - 1 - copy)
    long, since, until = segment.long
    order = np.argsort(ids)
    alone = segment.alone
    return replace(
        segment,
        ids=ids,
        backwards=rows(segment.backwards),
        long=(places(long), np.tile(since, times), np.tile(until, times)),
        domestic=spread(segment.domestic),
        columns={facet: column(one) for facet, one in segment.columns.items()},
        said={code: spread(segment.said[code]) for code in segment.said},
        places=(ids[order], order.astype(np.int32)),
        months=(segment.months[0], segment.months[1] * times),
        alone=Alone(alone.frequent, alone.ends, alone.most, alone.numbers, alone.counts * times),
    )
