"""A segment on disk: arrays as they are in memory, mapped when read, so that all processes share one copy of them."""

import json
import os
import shutil
import weakref
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from typing import Any, TypeVar

import numpy as np
from pyroaring import BitMap

from timeline.browse.index.columns import BESIDE, Column
from timeline.browse.index.rows import Lists, Rows
from timeline.browse.index.segment import Segment
from timeline.browse.index.tallies import Alone, Ints

K = TypeVar("K", bound=Hashable)
# Raise it when what is written changes: snapshots of another number are not read.
FORMAT = 6
# Bytes of the bitmaps of a file that are kept once they were asked for.
MOST_OPEN = 8 * 1024 * 1024


class SnapshotError(Exception):
    """A snapshot that cannot be read: it has to be made anew."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A segment, the bitmaps of its common words, and the oldest transaction that may not be in it (`horizon`).

    One on disk has its folder, and a token that no other has.
    """

    segment: Segment
    words: Mapping[str, BitMap]
    horizon: str
    folder: Path | None = None
    token: str = ""


def save(snapshot: Snapshot, path: Path) -> None:
    """Write a snapshot into a new folder and put that in its place whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=f"{path.name}.", dir=path.parent))
    writer = _Writer(made)
    segment = snapshot.segment
    arrays = {"ids": segment.ids, "backwards": segment.backwards}
    writer.bitmaps("domestic", [segment.domestic])
    arrays |= dict(zip(_ARRAYS, (*segment.long, *segment.places, *segment.months), strict=True))
    alone = segment.alone
    arrays |= dict(zip(_ALONE, (alone.ends, alone.most, alone.numbers, alone.counts), strict=True))
    for facet, column in segment.columns.items():
        rows = column.rows
        parts = zip(_ROWS, (rows.cells, rows.beside, *rows.lists), strict=True)
        arrays |= {f"{facet}-{name}": part for name, part in parts}
        writer.bitmaps(facet, column.bitmaps)
    arrays["said"] = np.array(sorted(segment.said), np.int64)
    writer.bitmaps("said", (segment.said[code] for code in arrays["said"].tolist()))
    writer.bitmaps("words", snapshot.words.values())
    arrays |= {f"{name}-ends": np.array(ends, np.int64) for name, ends in writer.ends.items()}
    for name, array in arrays.items():
        np.save(made / f"{name}.npy", array)
    about = {
        "format": FORMAT,
        "horizon": snapshot.horizon,
        "token": token_hex(8),
        "values": {facet: [column.values, column.totals.tolist()] for facet, column in segment.columns.items()},
        "words": list(snapshot.words),
        "alone": segment.alone.frequent,
    }
    (made / "about.json").write_text(json.dumps(about), "utf-8")
    old = path.with_name(f"{path.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if path.exists():
        os.rename(path, old)
    os.rename(made, path)
    shutil.rmtree(old, ignore_errors=True)


def load(path: Path) -> Snapshot:
    """Read a snapshot; raise SnapshotError if there is none, or none that this version can read."""
    try:
        about = json.loads((path / "about.json").read_text("utf-8"))
        if about["format"] != FORMAT:
            raise SnapshotError(f"{path} is of format {about['format']}")
        return _read(path, about)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise SnapshotError(f"{path} cannot be read: {error}") from error


_ARRAYS = ("long-place", "long-first", "long-last", "known", "known-place", "months", "months-end")
_ROWS = ("cells", "beside", "edges", "members")
_ALONE = ("alone-ends", "alone-most", "alone-numbers", "alone-counts")


class Stored(Sequence[BitMap]):
    """Bitmaps in a file, each read when it is asked for: most never are.

    It is not mapped: pages of a map count as memory of each process that has touched them.
    """

    def __init__(self, path: Path, name: str) -> None:
        """Take the file of a name in the folder of a snapshot, with where each bitmap ends."""
        self._ends = np.load(path / f"{name}-ends.npy")
        file = path / f"{name}.bitmaps"
        self._file = os.open(file, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)
        self._open: dict[int, BitMap] = {}
        self._bytes = 0
        if (int(self._ends[-1]) if len(self._ends) else 0) != file.stat().st_size:
            raise SnapshotError(f"{file} is not as long as it was written")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: Any) -> Any:
        """Give a bitmap by its number; slices are not given."""
        found = self._open.get(number)
        if found is None:
            if not 0 <= number < len(self._ends):
                raise IndexError(number)
            start = int(self._ends[number - 1]) if number else 0
            size = int(self._ends[number]) - start
            found = BitMap.deserialize(os.pread(self._file, size, start))
            self._bytes += size + BESIDE
            if self._bytes > MOST_OPEN:
                self._open, self._bytes = {}, size + BESIDE
            self._open[number] = found
        return found


class Keyed(Mapping[K, BitMap]):
    """Stored bitmaps by their keys: words, or the numbers of combinations, as `Segment.said` has them."""

    def __init__(self, keys: Iterable[K], bitmaps: Stored) -> None:
        """Take the keys, in the order of the bitmaps."""
        self._places, self._bitmaps = {key: place for place, key in enumerate(keys)}, bitmaps
        if len(self._places) != len(bitmaps):
            raise SnapshotError(f"{len(bitmaps)} bitmaps are stored for {len(self._places)} keys")

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[K]:
        return iter(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def get(self, key: Any, default: Any = None) -> Any:
        """Give the bitmap of a key; most combinations that are asked for are of no event, so no error is raised."""
        place = self._places.get(key)
        return default if place is None else self._bitmaps[place]

    def __getitem__(self, key: K) -> BitMap:
        """Give the bitmap of a key; raise KeyError if no event has it."""
        found: BitMap = self._bitmaps[self._places[key]]
        return found


class _Writer:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ends: dict[str, list[int]] = {}

    def bitmaps(self, name: str, bitmaps: Any) -> None:
        """Write bitmaps one after the other, and note where each ends."""
        ends, end = [], 0
        with (self.folder / f"{name}.bitmaps").open("wb") as file:
            for bitmap in bitmaps:
                bitmap.run_optimize()
                end += file.write(bitmap.serialize())
                ends.append(end)
        self.ends[name] = ends


def _read(path: Path, about: dict[str, Any]) -> Snapshot:
    def array(name: str) -> Ints:
        # As a plain array: numpy's class for mapped ones makes each question several times as long.
        found: Ints = np.load(path / f"{name}.npy", mmap_mode="r").view(np.ndarray)
        return found

    columns = {
        facet: Column(
            values=values,
            bitmaps=Stored(path, facet),
            totals=np.array(totals, np.int64),
            rows=_rows(*(array(f"{facet}-{name}") for name in _ROWS)),
        )
        for facet, (values, totals) in about["values"].items()
    }
    long1, long2, long3, known, places, months, ends = (array(name) for name in _ARRAYS)
    segment = Segment(
        ids=array("ids"),
        backwards=array("backwards"),
        long=(long1, long2, long3),
        domestic=Stored(path, "domestic")[0],
        columns=columns,
        said=Keyed(array("said").tolist(), Stored(path, "said")),
        places=(known, places),
        months=(months, ends),
        alone=Alone(about["alone"], *map(array, _ALONE)),
    )
    return Snapshot(
        segment, Keyed(about["words"], Stored(path, "words")), about["horizon"], path, about.get("token", "")
    )


def _rows(cells: Ints, beside: Ints, edges: Ints, members: Ints) -> Rows:
    return Rows(cells, beside, Lists(edges, members))
