"""Read the documents of files: one file, all files of a folder, standard input."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from timeline.extraction.source import SourceError
from timeline.sources.archive import documents_in_zip
from timeline.sources.corpus import documents_in_corpus
from timeline.sources.document import Document, Problem, printable
from timeline.sources.formats import MANY, SNIFFED, SUFFIXES, Options, check_size, is_article, max_size, sniff, take


@dataclass(frozen=True, slots=True)
class File:
    """A file to come: its name, and where it is (None is standard input)."""

    name: str
    path: Path | None

    @property
    def is_many(self) -> bool:
        """Tell whether the file may hold more than one document."""
        return self.path is not None and SUFFIXES.get(self.path.suffix.lower()) in MANY

    def documents(self, options: Options) -> Iterator[Document | Problem]:
        """Give the documents of the file one after the other, each that cannot be had as a problem."""
        try:
            with self._open() as stream:
                yield from self._documents(stream, options)
        except SourceError as error:
            yield Problem(self.name, str(error))
        except FileNotFoundError:
            yield Problem(self.name, "no such file")
        except OSError as error:
            yield Problem(self.name, f"cannot be read: {os.strerror(error.errno or 0)}")

    @contextmanager
    def _open(self) -> Iterator[BufferedReader]:
        if self.path is not None:
            with self.path.open("rb") as stream:
                yield stream
        else:
            piped = sys.stdin.buffer
            yield piped if isinstance(piped, BufferedReader) else BufferedReader(piped)  # type: ignore[arg-type]

    def _documents(self, stream: BufferedReader, options: Options) -> Iterator[Document | Problem]:
        format = sniff(stream.peek(SNIFFED)[:SNIFFED], self.path.suffix if self.path else "")
        if format == "zip":
            yield from documents_in_zip(stream, self.name, options)
        elif format in MANY:
            yield from documents_in_corpus(stream, format, self.name, options)
        else:
            # A pipe, and what the system makes up when it is read, tell no size.
            size = (self.path.stat().st_size if self.path else 0) or max_size(format, options)
            check_size(size, format, options)
            # One byte more shows that there is more; a reader takes all the memory that it is asked for at once.
            yield take(stream.read(size + 1), format, self.name, options)


def files_in(folder: Path) -> list[File]:
    """Give the files of a folder at all depths, by name; hidden ones and those of no known format are left out.

    Raise SourceError, with the folder's name, where there is none or it may not be opened.
    """
    if not os.access(folder, os.R_OK | os.X_OK):
        raise SourceError(f"{folder}: this folder may not be opened")
    paths = sorted(path for path in folder.rglob("*") if is_article(path.relative_to(folder)) and path.is_file())
    if not paths:
        raise SourceError(f"{folder}: no articles in this folder ({', '.join(SUFFIXES)})")
    return [File(printable(path.relative_to(folder).as_posix()), path) for path in paths]
