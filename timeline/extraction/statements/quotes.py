"""Find the quotations of a text, paragraph by paragraph.

Newspaper conventions: a quotation left open at the end of a paragraph goes on in the next one if that begins with an
opening mark; a straight mark opens or closes by what stands around it.
"""

import re
from dataclasses import dataclass

from timeline.extraction.document import Document
from timeline.extraction.reading import Span

OPENING = "“„«"
CLOSING = "”»"
MARK = re.compile(r"``|''|[“”„«»\"]")
# Single marks count only where they hug the words they enclose and a blank or punctuation stands outside.
SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(\[:—–]))[‘'](?=\w)(?P<inner>[^‘\n]{2,400}?[\w.,!?…])['’](?=[\s,.;:!?)\]—–]|$)")
SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `start` and `end` with the marks, `continued` when it goes on from the paragraph before."""

    start: int
    end: int
    closed: bool
    continued: bool = False
    single: bool = False


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """Find the quotations in a document's blocks, in text order, not overlapping."""
    out: list[Quote] = []
    open_before = False
    for start, end in paragraphs(document):
        found = _in_paragraph(document.text, start, end)
        if found and open_before and not document.text[start : found[0].start].strip():
            found[0] = Quote(found[0].start, found[0].end, found[0].closed, continued=True)
        out += found or _single_marks(document.text, start, end)
        open_before = bool(found) and not found[-1].closed
    return tuple(out)


def paragraphs(document: Document) -> list[Span]:
    """Cut the blocks of a document at its line ends; blank lines are left out."""
    out = []
    for start, end in document.blocks:
        for line in re.finditer(r"[^\n]+", document.plain[start:end]):
            if line.group().strip():
                out.append((start + line.start(), start + line.end()))
    return out


def _in_paragraph(text: str, start: int, end: int) -> list[Quote]:
    out: list[Quote] = []
    opened: int | None = None
    for mark in MARK.finditer(text, start, end):
        opens, closes = _direction(text, mark.start(), mark.end(), start, end, opened is not None)
        if opens and opened is not None and mark.group() not in ('"', "''"):
            continue
        if opens:
            opened = mark.start()
        elif closes and opened is not None:
            out.append(Quote(opened, mark.end(), closed=True))
            opened = None
    if opened is not None:
        out.append(Quote(opened, end, closed=False))
    return out


def _direction(text: str, at: int, after: int, start: int, end: int, inside: bool) -> tuple[bool, bool]:
    mark = text[at:after]
    if mark in OPENING or mark == "``":
        return True, False
    if mark in CLOSING:
        return False, True
    left = text[at - 1] if at > start else " "
    right = text[after] if after < end else " "
    opens = (left.isspace() or left in "([—–-") and not right.isspace()
    closes = not left.isspace() and not right.isalnum()
    return (opens, closes) if opens != closes else (not inside, inside)


def _single_marks(text: str, start: int, end: int) -> list[Quote]:
    return [
        Quote(start + m.start(), start + m.end(), closed=True, single=True) for m in SINGLE.finditer(text[start:end])
    ]
