"""A segment on disk: arrays as they are in memory, mapped when read, so that all processes share one copy of them."""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from pyroaring import BitMap

from timeline.browse.index.columns import Column, Ints
from timeline.browse.index.segment import Segment

# Raise it when what is written changes: snapshots of another number are not read.
FORMAT = 2


class SnapshotError(Exception):
    """A snapshot that cannot be read: it has to be made anew."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A segment, the bitmaps of its common words, and the oldest transaction that may not be in it (`horizon`)."""

    segment: Segment
    words: Mapping[str, BitMap]
    horizon: str


def save(snapshot: Snapshot, path: Path) -> None:
    """Write a snapshot into a new folder and put that in its place whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=f"{path.name}.", dir=path.parent))
    writer = _Writer(made)
    segment = snapshot.segment
    arrays = {"ids": segment.ids, "backwards": segment.backwards}
    writer.bitmaps("domestic", [segment.domestic])
    arrays |= dict(zip(_ARRAYS, (*segment.long, *segment.places, *segment.months), strict=True))
    for facet, column in segment.columns.items():
        arrays |= {f"{facet}-rows": column.rows, f"{facet}-place": column.more[0], f"{facet}-value": column.more[1]}
        writer.bitmaps(facet, column.bitmaps)
    writer.bitmaps("said", segment.said.values())
    writer.bitmaps("words", snapshot.words.values())
    for name, array in arrays.items():
        np.save(made / f"{name}.npy", array)
    about = {
        "format": FORMAT,
        "horizon": snapshot.horizon,
        "values": {facet: [column.values, column.totals] for facet, column in segment.columns.items()},
        "said": list(segment.said),
        "words": list(snapshot.words),
        "ends": writer.ends,
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
            bitmaps=_bitmaps(path, facet, about),
            totals=totals,
            rows=array(f"{facet}-rows"),
            more=(array(f"{facet}-place"), array(f"{facet}-value")),
            numbers={value: number for number, value in enumerate(values)},
        )
        for facet, (values, totals) in about["values"].items()
    }
    long1, long2, long3, known, places, months, ends = (array(name) for name in _ARRAYS)
    segment = Segment(
        ids=array("ids"),
        backwards=array("backwards"),
        long=(long1, long2, long3),
        domestic=_bitmaps(path, "domestic", about)[0],
        columns=columns,
        said=dict(zip(about["said"], _bitmaps(path, "said", about), strict=True)),
        places=(known, places),
        months=(months, ends),
    )
    words = dict(zip(about["words"], _bitmaps(path, "words", about), strict=True))
    return Snapshot(segment, words, about["horizon"])


def _bitmaps(path: Path, name: str, about: dict[str, Any]) -> Sequence[BitMap]:
    data = (path / f"{name}.bitmaps").read_bytes()
    return [BitMap.deserialize(data[start:end]) for start, end in pairwise([0, *about["ends"][name]])]
