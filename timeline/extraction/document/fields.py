"""Read the labelled lines that archives put above a text: "URL: …", "Title: …", "Date: …"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from timeline.extraction.document.header import Header, names_in
from timeline.extraction.document.lines import Line
from timeline.extraction.document.stamp import read_stamp

_FIELD = re.compile(r"(?P<label>[A-Za-z][A-Za-z _-]{1,24}?)\s*:\s*(?P<value>.*)")
_KINDS = {
    "title": ("title", "headline"),
    "url": ("url", "link", "address", "permalink", "source url", "canonical url"),
    "author": ("author", "authors", "byline", "by"),
    "day": ("date", "published", "publication date", "published on", "date published", "posted"),
    "outlet": ("source", "outlet", "publisher", "newspaper", "site"),
    # Told about a text, but no part of it.
    "other": ("subject", "language", "lang", "category", "section")
    + ("topic", "topics", "tags", "keywords", "id", "query", "file", "type", "retrieved", "accessed", "downloaded"),
}
_KIND_OF = {label: kind for kind, labels in _KINDS.items() for label in labels}
_WEB = re.compile(r"https?://\S+")
# One labelled line may be the news itself ("Source: Xinhua"); two, or an address, are somebody's file.
_MIN_FIELDS = 2


@dataclass(slots=True)
class Fields:
    """The labelled lines at the head of a text, and their values by kind, as lines without their labels."""

    lines: Sequence[Line] = ()
    values: dict[str, list[Line]] = field(default_factory=dict)

    @property
    def url(self) -> str | None:
        """Give the address."""
        return self._first("url")

    @property
    def outlet(self) -> str | None:
        """Give the outlet's name."""
        return self._first("outlet")

    def _first(self, kind: str) -> str | None:
        return next((line.text for line in self.values.get(kind, [])), None)


def read_fields(lines: Sequence[Line]) -> Fields:
    """Read the labelled lines above the first other one; there are none unless they are surely no part of the text."""
    head = list(takewhile(_kind, lines))
    fields = Fields(head)
    for line in head:
        value = _value(line)
        if value.text:
            fields.values.setdefault(_kind(line), []).append(value)
    return fields if len(head) >= _MIN_FIELDS or fields.url else Fields()


def add_fields(header: Header, fields: Fields) -> None:
    """Put what the labelled lines tell where the lines above a body stand; a title printed there, too, is the title."""
    title = next(iter(fields.values.get("title", [])), None)
    if title and not (header.title and header.title.text == title.text):
        header.title, header.subtitle = title, header.subtitle or header.title
    for line in fields.lines:
        stamp = read_stamp(line, in_header=True) if _kind(line) == "day" else None
        if stamp:
            header.stamps.insert(0, stamp)
        if header.title and line.start <= header.title.start < line.end:
            line = replace(line, end=header.title.start, text=line.text[: header.title.start - line.start])
        (header.credits if stamp or _kind(line) == "author" else header.junk).append(line)
    for line in fields.values.get("author", []):
        header.byline += names_in(line)


def _kind(line: Line) -> str:
    match = _FIELD.fullmatch(line.text)
    kind = _KIND_OF.get(match["label"].lower().replace("_", " "), "") if match else ""
    if match and kind in ("url", "outlet") and _WEB.fullmatch(match["value"]):
        return "url"
    # "Link: …" and "Address: …" may be words of the text.
    return ("other" if match and "url" in match["label"].lower() else "") if kind == "url" else kind


def _value(line: Line) -> Line:
    match = _FIELD.fullmatch(line.text)
    start = match.start("value") if match else 0
    return replace(line, start=line.start + start, text=line.text[start:])
