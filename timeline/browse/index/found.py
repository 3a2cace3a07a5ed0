"""What took the database long to find in a snapshot, told to the other processes that answer from it."""

import hashlib
import os
from pathlib import Path
from tempfile import mkstemp

from pyroaring import BitMap

# Of a common phrase of a million events a bitmap has up to 128 KB: so many are kept on disk.
MOST_SHARED = 500


class Shared:
    """Bitmaps by text in the folder of a snapshot; `token` tells it from what may take its place there."""

    def __init__(self, folder: Path, token: str) -> None:
        self._home, self._token = folder / "found", token

    def get(self, text: str) -> BitMap | None:
        """Give what some process has found; None if none has."""
        try:
            return BitMap.deserialize(self._path(text).read_bytes())
        except (OSError, ValueError):
            return None

    def put(self, text: str, found: BitMap) -> None:
        """Keep what was found, if there is room; the folder may be gone."""
        try:
            self._home.mkdir(exist_ok=True)
            if sum(1 for _ in self._home.iterdir()) >= MOST_SHARED:
                return
            handle, made = mkstemp(dir=self._home)
            with os.fdopen(handle, "wb") as opened:
                opened.write(found.serialize())
            os.rename(made, self._path(text))
        except OSError:
            return

    def _path(self, text: str) -> Path:
        return self._home / f"{self._token}-{hashlib.sha256(text.encode()).hexdigest()[:32]}"
