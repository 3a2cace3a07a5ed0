"""Texts of a snapshot's events in a file: packed one by one, read where they lie, carried over to the next snapshot.

    NAME             the packed texts, in the order of the snapshot, newest events first
    NAME-ends.npy    where each of them ends; what it counts is whole, and the file may still grow
    NAME-ids.npy     whose texts they are
    NAME-about.json  which transactions are in them for certain (`horizon`), and when the snapshot was `made`
    NAME-alike       what the texts have in common: packed, each says only where it differs

They lie beside the folder of the snapshot: that goes when another takes its place, and most texts stay as they are.
"""

import json
import os
import time
import weakref
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from timeline.browse.index.snapshot import Snapshot, SnapshotError
from timeline.browse.index.tallies import Ints

# Events of which the texts are asked for together.
PORTION = 200
# Deflate looks so far back for what it has seen already: more in common than this is of no use.
WINDOW = 32 * 1024
LEVEL = 6
# Seconds between the times at which what is written so far is put at readers' disposal.
SHOWN_EVERY = 20.0

# Gives the texts of events in their order, empty where there is none to be kept.
Write = Callable[[Sequence[int]], Iterator[bytes]]
# Gives the events that changed since a horizon of a snapshot made at a time; None if that cannot be told any more.
Changed = Callable[[str, float], set[int] | None]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Filed:
    """A file of texts, which may still grow behind those counted here.

    It is read by its `handle`, not mapped: pages of a map count as memory of each process that has touched them.
    """

    handle: int
    ends: Ints
    alike: bytes

    @classmethod
    def found(cls, path: Path) -> "Filed | None":
        """Open a file; None if there is none that can be read."""
        try:
            ends = np.load(f"{path}-ends.npy", mmap_mode="r").view(np.ndarray)
            alike = Path(f"{path}-alike").read_bytes()
            if not len(ends) or int(ends[-1]) > path.stat().st_size:
                return None
            found = cls(os.open(path, os.O_RDONLY), ends, alike)
        except (OSError, ValueError):
            return None
        weakref.finalize(found, os.close, found.handle)
        return found

    def __len__(self) -> int:
        return len(self.ends)

    def at(self, place: int) -> bytes:
        """Give the text of an event by its place; empty if there is none, or not yet, or it is damaged."""
        packed = self.packed(place) if place < len(self.ends) else b""
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=self.alike)
        try:
            text = unpacker.decompress(packed)
        except zlib.error:
            return b""
        return text if unpacker.eof else b""

    def packed(self, place: int) -> bytes:
        """Give a text as it lies in the file."""
        start = int(self.ends[place - 1]) if place else 0
        return os.pread(self.handle, int(self.ends[place]) - start, start)


def path_of(folder: Path, kind: str, token: str) -> Path:
    """Give the file of a kind of texts, for a snapshot of this folder and token."""
    return folder.with_name(f"{folder.name}.texts") / f"{kind}-{token}"


def file(snapshot: Snapshot, kind: str, write: Write, changed: Changed, most: int | None = None) -> int:
    """Write the texts of a snapshot's newest events (None: of all); give how many were written, not carried over.

    What another run left undone is gone on with. Raise SnapshotError if the snapshot is not on disk any more.
    """
    if snapshot.folder is None:
        raise SnapshotError("The snapshot is not on disk.")
    path = path_of(snapshot.folder, kind, snapshot.token)
    path.parent.mkdir(exist_ok=True)
    _tidy(path.parent, f"{kind}-")
    ids = snapshot.segment.ids[:most]
    filing = _Filing(path, snapshot, _Earlier.found(path, f"{kind}-", changed), write)
    made = filing.write(ids)
    _tidy(path.parent, path.name)
    return made


class _Filing:
    def __init__(self, path: Path, snapshot: Snapshot, earlier: "_Earlier | None", write: Write) -> None:
        self._path, self._about, self._token = path, Path(snapshot.folder or "") / "about.json", snapshot.token
        self._write, self._earlier = write, earlier
        begun = Filed.found(path)
        self._ends: list[int] = begun.ends.tolist() if begun else []
        if begun:
            self._alike = begun.alike
        else:
            self._alike = earlier.filed.alike if earlier else _in_common(write, snapshot.segment.ids)
            self._begin(snapshot)

    def write(self, ids: Ints) -> int:
        made, shown = 0, time.monotonic()
        with self._path.open("ab") as data:
            end = self._ends[-1] if self._ends else 0
            data.truncate(end)
            for first in range(len(self._ends), len(ids), PORTION):
                self._check()
                texts, number = self._portion(ids[first : first + PORTION])
                made += number
                for text in texts:
                    end += data.write(text)
                    self._ends.append(end)
                if time.monotonic() > shown + SHOWN_EVERY:
                    data.flush()
                    self._show()
                    shown = time.monotonic()
        self._show()
        return made

    def _begin(self, snapshot: Snapshot) -> None:
        about = {"horizon": snapshot.horizon, "made": self._about.stat().st_mtime}
        np.save(f"{self._path}-ids.npy", snapshot.segment.ids)
        Path(f"{self._path}-alike").write_bytes(self._alike)
        Path(f"{self._path}-about.json").write_text(json.dumps(about), "utf-8")

    def _show(self) -> None:
        made = f"{self._path}-making.npy"
        np.save(made, np.array(self._ends, np.int64))
        os.rename(made, f"{self._path}-ends.npy")

    def _check(self) -> None:
        """Stop where nobody needs the texts any more: what is written serves the ones of the next snapshot."""
        try:
            is_current = json.loads(self._about.read_text("utf-8")).get("token") == self._token
        except (OSError, ValueError):
            is_current = False
        if not is_current:
            self._show()
            raise SnapshotError("The index was made anew meanwhile.")

    def _portion(self, ids: Ints) -> tuple[list[bytes], int]:
        carried = self._earlier.carried(ids) if self._earlier else {}
        missing = [event for event in ids.tolist() if event not in carried]
        made = dict(zip(missing, self._write(missing), strict=True)) if missing else {}
        packed = {event: _pack(text, self._alike) for event, text in made.items()} | carried
        return [packed[event] for event in ids.tolist()], len(missing)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Texts of another snapshot, and whose have changed since."""

    filed: Filed
    ids: Ints
    order: Ints
    changed: set[int]

    @classmethod
    def found(cls, path: Path, prefix: str, changed: Changed) -> "_Earlier | None":
        """Give the file of the same kind with the most texts; None if none can be used."""
        files = [one.with_name(one.name.removesuffix("-ends.npy")) for one in path.parent.glob(f"{prefix}*-ends.npy")]
        opened = [(one, filed) for one in files if one != path and (filed := Filed.found(one))]
        for one, filed in sorted(opened, key=lambda pair: -len(pair[1])):
            try:
                about = json.loads(Path(f"{one}-about.json").read_text("utf-8"))
                ids = np.load(f"{one}-ids.npy")[: len(filed)]
            except (OSError, ValueError):
                continue
            gone = changed(about["horizon"], about["made"])
            if gone is not None and len(ids) == len(filed):
                order = np.argsort(ids)
                return cls(filed, ids[order], order, gone)
        return None

    def carried(self, ids: Ints) -> dict[int, bytes]:
        at = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        known = self.ids[at] == ids
        found = zip(ids[known].tolist(), self.order[at[known]].tolist(), strict=True)
        return {event: self.filed.packed(place) for event, place in found if event not in self.changed}


def _in_common(write: Write, ids: Ints) -> bytes:
    """Give what texts have in common: some of the first ones."""
    return b"".join(write(ids[:PORTION].tolist()))[-WINDOW:]


def _pack(text: bytes, alike: bytes) -> bytes:
    if not text:
        return b""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=alike)
    return packer.compress(text) + packer.flush()


def _tidy(home: Path, prefix: str) -> None:
    """Remove the files whose names do not begin so; who has one open reads on."""
    for other in home.iterdir():
        if not other.name.startswith(prefix):
            other.unlink(missing_ok=True)
