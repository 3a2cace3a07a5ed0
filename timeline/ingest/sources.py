"""Find the texts that a command names: files, folders, standard input."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.extraction.source import SourceError, check_size, decode

STDIN = "-"
# What a folder of articles holds beside them.
NO_ARTICLE = "readme"


@dataclass(frozen=True, slots=True)
class Source:
    """A text to come: its name, and the file it is in (None is standard input)."""

    name: str
    path: Path | None

    def text(self, limit: int) -> tuple[str, tuple[str, ...]]:
        """Give the text and notes on how it was decoded; raise SourceError where there is none."""
        return decode(self._bytes(limit), limit)

    def _bytes(self, limit: int) -> bytes:
        if self.path is None:
            return sys.stdin.buffer.read(limit + 1)
        try:
            check_size(self.path.stat().st_size, limit)
            return self.path.read_bytes()
        except FileNotFoundError:
            raise SourceError("no such file") from None
        except OSError as error:
            raise SourceError(f"cannot be read: {os.strerror(error.errno or 0)}") from None


def find_sources(names: list[str]) -> Iterator[Source]:
    """Give the texts in the order named; a folder stands for its *.txt files at all depths, by name.

    Raise SourceError, with the folder's name, where a folder holds none or may not be opened.
    """
    for name in names:
        path = Path(name)
        if name == STDIN:
            yield Source("standard input", None)
        elif path.is_dir():
            yield from _in_folder(path)
        else:
            yield Source(path.name, path)


def _in_folder(folder: Path) -> list[Source]:
    if not os.access(folder, os.R_OK | os.X_OK):
        raise SourceError(f"{folder}: this folder may not be opened")
    paths = sorted(path for path in folder.rglob("*.txt") if path.is_file() and path.stem.lower() != NO_ARTICLE)
    if not paths:
        raise SourceError(f"{folder}: no articles (*.txt) in this folder")
    return [Source(path.relative_to(folder).as_posix(), path) for path in paths]
