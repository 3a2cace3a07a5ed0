"""Texts made of events one by one, such as their cards in a list, kept until the event changes.

What they are is known above this room. Those of a whole snapshot may lie in a file beside it, made in the background;
others are kept in the process since they were asked for.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from timeline.browse.index.filed import Filed, path_of
from timeline.browse.index.segment import Segment
from timeline.browse.labels import Names

# Texts kept in a process beside the file: those of changed events, and others while the file is made. Up to 10 KB each.
MOST_KEPT = 2_000
# Seconds until a file that was not there, or not whole, is looked at again.
PAUSE = 10.0


class Texts:
    """The texts of a snapshot's events; `folder` and `token` say where its files lie and which are its own."""

    def __init__(self, segment: Segment, folder: Path | None = None, token: str = "") -> None:
        self._segment, self._folder, self._token = segment, folder, token
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int, int], Any] = OrderedDict()
        self._files: dict[str, Filed | None] = {}
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

    def _file(self, kind: str) -> Filed | None:
        file = self._files.get(kind)
        now = time.monotonic()
        is_whole = file is not None and len(file) == len(self._segment)
        if is_whole or not self._folder or now < self._looked.get(kind, 0) + PAUSE:
            return file
        self._looked[kind] = now
        self._files[kind] = Filed.found(path_of(self._folder, kind, self._token))
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
