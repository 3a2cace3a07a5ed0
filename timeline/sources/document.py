"""What a source gives: a document to be read, or the reason why there is none."""

import re
from dataclasses import dataclass

# No database stores these: the zero character, and halves of surrogate pairs.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """One text and what was given with it; offsets of all that is read count in `text`.

    `published` is an ISO 8601 day or date-time, and `published_why` one sentence on where it comes from.
    `asked` is the address that a fetched text was asked from, `etag` and `last_modified` what its server said of it,
    for the next request.
    """

    text: str
    name: str
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_why: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    asked: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Unmodified:
    """A page that is the same as at the last visit, as its server says."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that cannot be had: its name, and why in one line, fit to show to a user."""

    name: str
    why: str


def storable(text: str) -> str:
    """Show the few characters that no database stores as U+FFFD; the length stays."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def printable(name: str) -> str:
    """Give a name that is safe to print: control characters in it would talk to the terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
