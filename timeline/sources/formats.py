"""Know the formats of files and pages, and take one document of any of them apart."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath
from typing import Any

from timeline.extraction import source
from timeline.extraction.source import MAX_BYTES, SourceError
from timeline.sources import sandbox
from timeline.sources.document import Document, storable

SUFFIXES = {
    **{".txt": "text", ".text": "text"},
    **{".html": "html", ".htm": "html", ".xhtml": "html"},
    **{".pdf": "pdf", ".eml": "mail"},
    **{".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv"},
    **{".zip": "zip"},
}
MEDIA_TYPES = {
    **{"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf"},
    **{"text/plain": "text", "message/rfc822": "mail"},
}
# Formats of one file with any number of documents.
MANY = frozenset({"jsonl", "csv", "zip"})
# Bytes of one document. Pages carry scripts and styles beside their text, PDFs pictures, e-mails attachments.
MAX_SIZES = {"html": 10_000_000, "pdf": 50_000_000, "mail": 50_000_000}
# Bytes that tell a format.
SNIFFED = 4096
# What a folder of articles holds beside them.
NO_ARTICLE = "readme"
_PAGE = re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html)")
_MAIL = re.compile(rb"(?:[A-Z][\w-]*: [^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}")
_MAIL_FIELD = re.compile(rb"(?m)^(?:Message-ID|MIME-Version|Received|Return-Path): ", re.IGNORECASE)
_ROW = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')


def never_visited(url: str) -> tuple[str, str]:
    """Know nothing of earlier visits."""
    return "", ""


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for all sources of a run: the longest text, today, and the user's names of columns.

    `day_order` is how a corpus writes days in figures: "dmy", "mdy", or "" where the user does not say.

    `despite_robots` says why pages may be read that robots.txt asks programs not to read, "" where they are not.

    `last_visit` gives the ETag and Last-Modified of an address that was fetched before.
    """

    today: date
    max_chars: int = MAX_BYTES
    columns: Mapping[str, str] = field(default_factory=dict)
    day_order: str = ""
    despite_robots: str = ""
    last_visit: Callable[[str], tuple[str, str]] = never_visited


def is_article(path: PurePath) -> bool:
    """Tell by its name whether a file among others is an article: of a known format, not hidden, no README."""
    is_hidden = any(part.startswith(".") for part in path.parts)
    return path.suffix.lower() in SUFFIXES and path.stem.lower() != NO_ARTICLE and not is_hidden


def sniff(head: bytes, suffix: str = "") -> str:
    """Tell a format from a file's suffix, and from its first bytes where the suffix does not tell."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if suffix.lower() in SUFFIXES:
        return SUFFIXES[suffix.lower()]
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if _PAGE.match(head):
        return "html"
    if _ROW.match(head):
        return "jsonl"
    return "mail" if _MAIL.match(head) and _MAIL_FIELD.search(head) else "text"


def max_size(format: str, options: Options) -> int:
    """Give the most bytes that a document of this format may have."""
    return MAX_SIZES.get(format, options.max_chars)


def check_size(size: int, format: str, options: Options) -> None:
    """Raise SourceError where a document of `size` bytes is over the limit; ask before it is read."""
    limit = max_size(format, options)
    if size > limit and format == "text":
        source.check_size(size, limit)
    if size > limit:
        raise SourceError(f"too large: {size:,} bytes; the limit is {limit:,}")


def take(data: bytes, format: str, name: str, options: Options, **hints: Any) -> Document:
    """Make a document of its bytes; raise SourceError where there is none in them.

    `hints` are what the server said of a page: its `charset`, its `url`.
    """
    check_size(len(data), format, options)
    if format == "text":
        text, notes = source.decode(data, options.max_chars)
        return Document(storable(text), name, url=hints.get("url"), notes=notes)
    if not data.strip():
        raise SourceError("empty: there is no text in it")
    known = hints if format == "html" else {}
    document = sandbox.read(format, data, name, today=options.today.isoformat(), **known)
    source.check_length(document.text, options.max_chars)
    return replace(document, text=storable(document.text), url=document.url or hints.get("url"))
