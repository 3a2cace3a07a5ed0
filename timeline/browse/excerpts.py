"""Evidence in its context: the sentences that hold the proving words, those words marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]
# Nearly all sentences of news are shorter; of a longer one the part around its first marked words is shown.
LONGEST = 500
BEFORE = 160
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
# A full stop after these ends no sentence.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Adm|Maj|Capt|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"\.[\"”’')\]]*\s+$"
)
LONGEST_ABBREVIATION = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence, and whether it is part of the proof."""

    text: str
    is_mark: bool = False


def excerpts(text: str, spans: Iterable[Span]) -> tuple[tuple[Piece, ...], ...]:
    """Give each sentence that holds one of `spans` (code points of `text`), once, in the order of the text.

    A span that is the whole sentence is not marked: where all is marked, nothing is.
    """
    sentences: dict[Span, list[Span]] = {}
    for span in sorted(spans):
        bounds = sentence_bounds(text, *span)
        marks = sentences.setdefault(bounds, [])
        if text[slice(*span)].strip() != text[slice(*bounds)].strip():
            marks.append(span)
    return tuple(tuple(_pieces(text, bounds, marks)) for bounds, marks in sentences.items())


def sentence_bounds(text: str, start: int, end: int) -> Span:
    """Give the bounds of the sentences that hold a span, within its paragraph."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    stops = (match.end() for match in _SENTENCE_END.finditer(text, first, last))
    ends = [at for at in stops if not _ABBREVIATION.search(text[max(first, at - LONGEST_ABBREVIATION) : at])]
    before = [at for at in ends if at <= start]
    after = [at for at in ends if at >= end]
    return before[-1] if before else first, after[0] if after else last


def _pieces(text: str, bounds: Span, marks: list[Span]) -> Iterable[Piece]:
    start, end = _window(text, bounds, marks[0] if marks else (bounds[0], bounds[0]))
    at = start
    if start > bounds[0]:
        yield Piece("… ")
    for first, last in marks:
        first, last = max(first, at), min(last, end)
        if first < last:
            yield from (Piece(words) for words in [_one_line(text[at:first])] if words)
            yield Piece(_one_line(text[first:last]), is_mark=True)
            at = last
    rest = _one_line(text[at:end]).rstrip()
    if rest or end < bounds[1]:
        yield Piece(rest + (" …" if end < bounds[1] else ""))


def _window(text: str, bounds: Span, mark: Span) -> Span:
    """Keep a sentence whole, or a part of a long one that begins and ends between words."""
    start, end = bounds
    if end - start <= LONGEST:
        return bounds
    if mark[0] - start > BEFORE:
        start = text.rfind(" ", start, mark[0] - BEFORE + 1) + 1 or start
    limit = max(start + LONGEST, min(mark[1], start + 3 * LONGEST))
    return start, end if limit >= end else max(text.rfind(" ", mark[0], limit), mark[0] + 1)


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)
