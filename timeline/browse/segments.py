"""Words cut into stretches that are marked or not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# ts_headline puts these around what it found; private-use characters, so that no text is taken for markup.
HIT_START, HIT_STOP = "\ue000", "\ue001"
_HIT = re.compile(f"{HIT_START}(.*?){HIT_STOP}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words; `is_hit` if it is what the reader searched for."""

    text: str
    is_hit: bool = False


def hits(headline: str) -> tuple[Segment, ...]:
    """Cut the answer of ts_headline into segments."""
    parts = _HIT.split(headline)
    return tuple(Segment(part, index % 2 == 1) for index, part in enumerate(parts) if part)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text that belongs to a fact."""

    start: int
    end: int
    kind: str
    fact: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text over which the same marks lie."""

    text: str
    marks: tuple[Mark, ...]


def cut(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> list[Piece]:
    """Split `text[start:end]` wherever a mark begins or ends, so that marks may overlap; time is linear in both."""
    end = len(text) if end is None else end
    inside = sorted((m for m in marks if m.start < end and m.end > start), key=lambda m: (m.start, m.end))
    bounds = sorted({start, end} | {max(m.start, start) for m in inside} | {min(m.end, end) for m in inside})
    pieces: list[Piece] = []
    open_marks: list[Mark] = []
    position = 0
    for left, right in zip(bounds, bounds[1:], strict=False):
        while position < len(inside) and inside[position].start <= left:
            open_marks.append(inside[position])
            position += 1
        open_marks = [mark for mark in open_marks if mark.end > left]
        pieces.append(Piece(text[left:right], tuple(open_marks)))
    return pieces


def paragraphs(text: str) -> Iterable[tuple[int, int]]:
    """Give start and end of each line of a text that is not blank."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield match.start(), match.end()
