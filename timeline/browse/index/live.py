"""The index of this process: taken from its snapshot, brought up to date before each answer.

`timeline_eventchange` has a line for each event that a transaction touched, written by triggers. Lines become visible
out of order, so what is remembered is not the last line but the oldest transaction that was still open (`horizon`): all
lines of it and of later ones are asked for each time, and the known ones left out.
"""

import gc
import logging
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
from django.conf import settings
from django.db import connection

from diplomacy.prepared import ask_first
from timeline.browse.filters import Filters
from timeline.browse.index import making
from timeline.browse.index.ask import Answer
from timeline.browse.index.build import build_few
from timeline.browse.index.columns import as_bitmap
from timeline.browse.index.found import Shared
from timeline.browse.index.kept import Answers
from timeline.browse.index.part import Part
from timeline.browse.index.reading import Named
from timeline.browse.index.snapshot import Snapshot
from timeline.browse.index.texts import Kept, Texts
from timeline.browse.index.words import Words
from timeline.browse.labels import STORED, Names, named, on_record

# A small segment of changed events is made anew with those that changed after it unless it has so many times as many.
# Segments thus grow by this factor: few are to be asked, and an event is not made anew with each change of others.
MUCH_LARGER = 4
# More changed events than this have all of it made anew, in the background.
MOST_CHANGED = 20_000
# Seconds until it is tried again where it could not be made, or was not worth it.
PAUSE = 30.0
# Seconds that a page waits for a snapshot that lies on disk: many events take the database longer than that.
PATIENCE = 10.0
# Names of so many people and outlets are asked for beforehand, those with most events: about 200 bytes each.
MOST_NAMES = 20_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """Segments, the large one first, and what of the feed of changes is in them.

    `changed` has the number of the last reading of the feed that told of an event. `names` are those asked for before,
    but for those of changed events: the feed tells of the events of what is renamed. `answers` are whole ones, true of
    this state alone.
    """

    parts: tuple[Part, ...]
    words: Words
    texts: Texts
    changed: Mapping[int, int]
    horizon: str
    seen: frozenset[int]
    names: Names
    readings: int = 0
    answers: Answers[Any] = field(default_factory=Answers)

    @classmethod
    def of(cls, snapshot: Snapshot) -> "State":
        """Begin with a snapshot."""
        part = Part.of(snapshot.segment)
        shared = Shared(snapshot.folder, snapshot.token) if snapshot.folder else None
        words = Words(snapshot.segment, snapshot.words, shared)
        texts = Texts(snapshot.segment, snapshot.folder, snapshot.token)
        return cls((part,), words, texts, {}, snapshot.horizon, frozenset(), Names())

    def known(self, facet: str, slug: str) -> tuple[int, str] | None:
        """Give id and name of somebody who has events, if they were asked for before; the feed tells of all others."""
        found = self.names.known(facet, slug)
        has_events = found and any(part.segment.columns[facet].count(part.live.events, found[0]) for part in self.parts)
        return found if has_events else None

    def ask_names(self) -> None:
        """Ask for the names that pages will show, before the first of them does."""
        for facet in STORED:
            named(facet, self.parts[0].segment.columns[facet].values[:MOST_NAMES], self.names)


class Live:
    """The state of one process; any thread may ask, one at a time brings it up to date."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: State | None = None
        self._at_work = False
        self._idle = threading.Event()
        self._idle.set()
        self._not_before = 0.0

    def state(self) -> State | None:
        """Give what is true now; None while there is nothing to answer from, or where the data is small."""
        if self._state is None:
            self._begin(stale=False)
            if not self._idle.is_set() and making.is_kept():
                self._idle.wait(PATIENCE)
        with self._lock:
            if self._state is None:
                return None
            self._state = _up_to_date(self._state)
            state = self._state
        if len(state.changed) > MOST_CHANGED:
            self._begin(stale=True)
        return state

    def take(self, snapshot: Snapshot) -> State:
        """Answer from a snapshot from now on."""
        state = State.of(snapshot)
        with self._lock:
            self._state = state
        return state

    def forget(self) -> None:
        """Leave the answers to the database, as a new process does."""
        with self._lock:
            self._state = None

    def _begin(self, *, stale: bool) -> None:
        """Get a snapshot in the background, unless that is under way or not worth it."""
        if self._at_work or time.monotonic() < self._not_before:
            return
        with self._lock:
            if self._at_work:
                return
            self._at_work = True
            self._idle.clear()
        threading.Thread(target=partial(self._get, stale=stale), name="index", daemon=True).start()

    def _get(self, *, stale: bool) -> None:
        try:
            if is_worth_it():
                self.take(making.snapshot(stale=stale)).ask_names()
                self._idle.set()
                # The index stays: pages need not wait while it is looked through for what can go.
                gc.freeze()
                # Of a million events they take a while, in which another snapshot may be due.
                threading.Thread(target=_file_cards, name="cards", daemon=True).start()
        except Exception:
            # Pages go on with the answers of the database.
            log.exception("There is no index of the timeline: the database answers alone, which takes longer")
        finally:
            self._not_before = time.monotonic() + PAUSE
            self._at_work = False
            self._idle.set()
            connection.close()


live = Live()


def answer(filters: Filters, state: State | None = None) -> Answer | None:
    """Give the answer from memory, as things are or as a state has them; None where the database has to answer."""
    state = state or live.state()
    if state is None:
        return None
    words = state.words.found(filters.words, state.parts) if filters.words else None
    kept = Kept(state.texts, state.changed, state.names)
    return Answer(state.parts, filters, on_record(filters, state.known), words, kept)


def _file_cards() -> None:
    try:
        making.cards()
    except Exception:
        log.exception("Cards of events are not filed: each is written when it is asked for, which takes longer")
    finally:
        connection.close()


def is_worth_it() -> bool:
    """Tell whether there are enough events; their number is the planner's estimate, which costs nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'timeline_event'::regclass")
        found = cursor.fetchone()
    return bool(found) and found[0] >= settings.READOUT_INDEX_FROM


def _up_to_date(state: State) -> State:
    horizon, lines = _feed(state.horizon)
    new = {event for line, event in lines if line not in state.seen}
    seen = frozenset(line for line, _ in lines)
    if not new:
        return replace(state, horizon=horizon, seen=seen) if horizon != state.horizon else state
    readings = state.readings + 1
    changed = {**state.changed, **dict.fromkeys(new, readings)}
    parts = [_without(part, new) for part in state.parts]
    again = set(new)
    while len(parts) > 1 and len(parts[-1].live) < MUCH_LARGER * len(again):
        last = parts.pop()
        again.update(last.segment.ids[last.live.places].tolist())
    segment, now = build_few(sorted(again))
    part = Part.of(segment)
    names = _names(state.names, now)
    return State((*parts, part), state.words, state.texts, changed, horizon, seen, names, readings)


def _names(names: Names, now: Named) -> Names:
    """Give the names that are known, but as they are now of whoever changed events have."""
    found = {facet: {pk: (slug, name) for pk, slug, name in rows} for facet, rows in now.items()}
    if all(names.of(facet).get(pk) == told for facet, rows in found.items() for pk, told in rows.items()):
        return names
    names = names.without(found)
    for facet, rows in now.items():
        names.add(facet, rows)
    return names


def _without(part: Part, events: Collection[int]) -> Part:
    places = part.segment.place_of(np.array(sorted(events), np.int64))
    return part.without(as_bitmap(places)) if len(places) else part


def _feed(horizon: str) -> tuple[str, list[tuple[int, int]]]:
    """Give the oldest open transaction, and the lines of the feed since a horizon, as one statement sees them."""
    rows = ask_first(_FEED, horizon)
    return rows[0][0], [(line, event) for _, line, event in rows if line is not None]


# Asked before each answer, so planned once.
_FEED = """
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text, line.id, line.event_id FROM (SELECT) one
    LEFT JOIN timeline_eventchange line ON line.transaction >= %s::text::xid8
"""
