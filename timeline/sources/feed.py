"""Read a feed: RSS, RDF or Atom, with what is broken in it mended as well as it can be.

`read` runs in the child process of `sandbox`, since a feed may be anything; `entries_of` is what others call.
"""

import json
import re
from dataclasses import asdict, dataclass
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

from timeline.extraction.source import SourceError
from timeline.sources import sandbox
from timeline.sources.document import Document, storable

# The newest entries come first; more than these no news site has.
MOST_ENTRIES = 10_000
# A feed names itself within its first lines, after comments and style sheets.
HEAD = 4096
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
# An entry's own text of more than this is cut: the page has it all.
MOST_CONTENT = 500_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `guid` is its id in the feed, `published` and `updated` ISO 8601 in UTC, `content` HTML.

    What the feed does not say is "".
    """

    guid: str
    link: str
    title: str
    published: str
    updated: str
    content: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself, and its entries in its own order."""

    title: str
    entries: tuple[Entry, ...]


def entries_of(data: bytes, name: str) -> Feed:
    """Take a feed apart; raise SourceError where it is none."""
    if not _FEED.search(data[:HEAD]):
        what = "a web page" if re.search(rb"<html|<!doctype html", data[:HEAD], re.IGNORECASE) else "something else"
        raise SourceError(f"no feed: this is {what}. Look for the address of its RSS or Atom feed")
    found = json.loads(sandbox.read("feed", data, name).text)
    return Feed(found["title"], tuple(Entry(**entry) for entry in found["entries"]))


def read(data: bytes, name: str) -> Document:
    """Give a feed as JSON in the text of a document; raise SourceError where it is broken beyond use."""
    # As a stream: bytes alone feedparser would take for the name of a file first.
    found = feedparser.parse(BytesIO(data))
    if not found.version and not found.entries:
        raise SourceError("no feed: broken, nothing in it can be read")
    feed = Feed(_line(found.feed.get("title")), tuple(_entry(one) for one in found.entries[:MOST_ENTRIES]))
    return Document(json.dumps(asdict(feed)), name)


def _entry(one: Any) -> Entry:
    texts = [part.get("value") or "" for part in one.get("content") or ()]
    return Entry(
        guid=_line(one.get("id")),
        link=_line(one.get("link")),
        title=_line(re.sub(r"<[^>]+>", "", one.get("title") or "")),
        published=_moment(one.get("published_parsed") or one.get("updated_parsed")),
        updated=_moment(one.get("updated_parsed")),
        content=storable(max([*texts, one.get("summary") or ""], key=len))[:MOST_CONTENT],
    )


def _line(words: str | None) -> str:
    return storable(" ".join((words or "").split()))


def _moment(when: struct_time | None) -> str:
    """Give a moment in UTC as ISO 8601."""
    return f"{when[0]:04}-{when[1]:02}-{when[2]:02}T{when[3]:02}:{when[4]:02}:{when[5]:02}+00:00" if when else ""
