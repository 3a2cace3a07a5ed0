"""Find what a user names: files, folders, web addresses, standard input."""

from collections.abc import Iterator
from pathlib import Path

from timeline.sources.addresses import is_address
from timeline.sources.document import printable
from timeline.sources.files import File, files_in
from timeline.sources.pages import Page

STDIN = "-"
Source = File | Page


def find_sources(names: list[str]) -> Iterator[Source]:
    """Give the sources in the order named; a folder stands for its articles at all depths, by name.

    Raise SourceError, with the folder's name, where a folder holds none or may not be opened.
    """
    for name in names:
        path = Path(name)
        if name == STDIN:
            yield File("standard input", None)
        elif is_address(name):
            yield Page(name)
        elif path.is_dir():
            yield from files_in(path)
        else:
            yield File(printable(path.name), path)
