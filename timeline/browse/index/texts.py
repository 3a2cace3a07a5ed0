"""Texts made of events one by one, such as their cards in a list, kept until the event changes.

What they are is known above this room. Those of a whole snapshot may lie in a file beside it, made in the background;
others are kept in the process since they were asked for.
"""

import logging
import mmap
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import Any

import numpy as np

from timeline.browse.index.columns import Ints
from timeline.browse.index.segment import Segment
from timeline.browse.labels import Names

# Texts kept in a process beside the file; a card is about 3 KB.
MOST_KEPT = 6_000
# Seconds until a file that was not there is looked for again.
PAUSE = 10.0

log = logging.getLogger(__name__)


class Texts:
    """The texts of a snapshot's events; `folder` and `token` say where its files lie and which are its own."""

    def __init__(self, segment: Segment, folder: Path | None = None, token: str = "") -> None:
        self._segment, self._folder, self._token = segment, folder, token
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int, int], Any] = OrderedDict()
        self._files: dict[str, _File | None] = {}
        self._looked: dict[str, float] = {}

    def kept(self, kind: str, event: int, change: int) -> Any:
        """Give what was kept of an event since its last change, None if nothing was."""
        key = kind, event, change
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, kind: str, event: int, change: int, text: Any) -> None:
        """Keep the text of an event as of a change, and forget what was not asked for the longest."""
        with self._lock:
            self._kept[kind, event, change] = text
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def filed(self, kind: str, events: Sequence[int]) -> dict[int, bytes]:
        """Give the texts that lie in the file of a kind; the events must not have changed since the snapshot."""
        file = self._file(kind)
        if file is None or not events:
            return {}
        places = self._segment.place_of(np.array(events, np.int64))
        if len(places) != len(events):
            return {}
        found = zip(events, map(file.at, places.tolist()), strict=True)
        return {event: text for event, text in found if text}

    def _file(self, kind: str) -> "_File | None":
        file = self._files.get(kind)
        now = time.monotonic()
        if file or not self._folder or now < self._looked.get(kind, 0) + PAUSE:
            return file
        self._looked[kind] = now
        self._files[kind] = _File.found(self._folder / name_of(kind, self._token), len(self._segment))
        return self._files[kind]


@dataclass(frozen=True, slots=True)
class Kept:
    """The texts of the events of an answer; `changes` has the number of the last change of each that has changed.

    `names` are those of the people and outlets of events, as they were asked for since anything changed.
    """

    texts: Texts
    changes: Mapping[int, int]
    names: Names

    def get(self, kind: str, events: Iterable[int]) -> dict[int, Any]:
        """Give what is kept of these events, as it was kept, or as bytes from the file."""
        found, others = {}, []
        for event in events:
            change = self.changes.get(event, 0)
            text = self.texts.kept(kind, event, change)
            if text is not None:
                found[event] = text
            elif not change:
                others.append(event)
        return found | self.texts.filed(kind, others)

    def keep(self, kind: str, event: int, text: Any) -> None:
        """Keep the text of an event, which was made after this answer was."""
        self.texts.keep(kind, event, self.changes.get(event, 0), text)


class _File:
    def __init__(self, data: Any, ends: Ints) -> None:
        self._data, self._ends = data, ends

    @classmethod
    def found(cls, path: Path, number: int) -> "_File | None":
        """Open a file of texts; None if there is none, or none of so many events."""
        try:
            ends = np.load(f"{path}-ends.npy", mmap_mode="r").view(np.ndarray)
            with path.open("rb") as opened:
                data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):
            return None
        return cls(data, ends) if 0 < len(ends) <= number and int(ends[-1]) == len(data) else None

    def at(self, place: int) -> bytes:
        """Give the text of an event by its place; the file may end before it."""
        if place >= len(self._ends):
            return b""
        start = int(self._ends[place - 1]) if place else 0
        found: bytes = self._data[start : int(self._ends[place])]
        return found


def name_of(kind: str, token: str) -> str:
    """Give the name of the file of a kind of texts."""
    return f"texts-{kind}-{token}"


def number_filed(folder: Path, kind: str, token: str) -> int:
    """Count the texts in the file of a kind; 0 if it is not there."""
    try:
        return len(np.load(folder / f"{name_of(kind, token)}-ends.npy", mmap_mode="r"))
    except (OSError, ValueError):
        return 0


def file(folder: Path, kind: str, token: str, texts: Iterable[bytes]) -> None:
    """Write the texts of events in the order of the snapshot, newest first; raise OSError if its folder is gone.

    The list of their ends is put in place last: with it the file is whole.
    """
    for other in folder.glob("texts-*"):
        other.unlink(missing_ok=True)
    path = folder / name_of(kind, token)
    handle, made = mkstemp(prefix="making-", dir=folder)
    ends, end = [], 0
    try:
        with os.fdopen(handle, "wb") as opened:
            for text in texts:
                end += opened.write(text)
                ends.append(end)
        os.rename(made, path)
        np.save(f"{made}.npy", np.array(ends, np.int64))
        os.rename(f"{made}.npy", f"{path}-ends.npy")
    finally:
        Path(made).unlink(missing_ok=True)
