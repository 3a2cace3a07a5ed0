"""The page at hand: text, words, chunks and spaCy's tokens, and the small questions asked of them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Token

from timeline.extraction.document import Document
from timeline.extraction.holders import Register
from timeline.extraction.lexicon import Lexicon, lexicon
from timeline.extraction.people.words import JOINING, Chunk, Word, chunks_of, words_of
from timeline.extraction.reading import Span

# A line without a full stop is a heading when this share of its longer words begin with capitals.
HEADING_CAPITALS = 0.6
# "Participants on the call included:" opens lines with one name each, which are no headings.
OPENS_LIST = re.compile(r"(?i)\b(?:participa|includ|join|attend|took part|spoke|leaders|ministers)[^.]*:$")
SENTENCE_END = frozenset(".!?\"'")
# "Gen.", "Capt.", "Cmdr.": a longer word before a full stop ends the sentence.
LONGEST_ABBREVIATION = 4
CREDITS = re.compile(
    r"(?i)contributed (?:to|reporting)|reported from|\b(?:reporting|writing|editing) by\b|contributing:"
)


@dataclass(slots=True)
class Page:
    """A document prepared for the search for actors; `low` and `starts` are the forms and offsets of `tokens`."""

    document: Document
    doc: Doc
    register: Register
    lexicon: Lexicon
    words: list[Word]
    chunks: list[Chunk]
    tokens: list[Token] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    chunk_of: list[int] = field(default_factory=list)
    headings: tuple[Span, ...] = ()

    def joined(self, chunk: int) -> bool:
        """Say whether only a blank or hyphen stands between a chunk and the one before."""
        word, before = self.words[self.chunks[chunk].first], self.words[self.chunks[chunk].first - 1]
        if word.gap not in JOINING or (word.gap == ". " and len(before.text) > LONGEST_ABBREVIATION):
            return False
        return not ((word.gap == ". " or before.text.endswith(".")) and self.token(word.start).is_sent_start)

    def token(self, offset: int) -> Token:
        """Give the token at an offset of the text."""
        return self.tokens[max(bisect_right(self.starts, offset) - 1, 0)]

    def is_noun(self, word: int) -> bool:
        """Say whether a word is used as a noun or a name."""
        tag = self.token(self.words[word].start).tag_
        return tag.startswith("NN") or self.words[word].is_capital

    def text_of(self, first: int, last: int) -> str:
        """Give words `first` to `last` (exclusive) as they stand, on one line."""
        if first >= last:
            return ""
        return " ".join(self.document.plain[self.words[first].start : self.words[last - 1].end].split())

    def in_heading(self, offset: int) -> bool:
        """Say whether an offset lies in a title or heading, where capitals mean nothing."""
        return any(start <= offset < end for start, end in self.headings)


def open_page(document: Document, doc: Doc, register: Register) -> Page:
    """Prepare a document, to be read with a register of office-holders."""
    lex = lexicon()
    words = words_of(document.plain, tuple(_without_credits(document)), lex)
    chunks = chunks_of(words, lex)
    chunk_of = [n for n, chunk in enumerate(chunks) for _ in range(chunk.first, chunk.last)]
    tokens = list(doc)
    low, starts = [t.lower_ for t in tokens], [t.idx for t in tokens]
    return Page(document, doc, register, lex, words, chunks, tokens, low, starts, chunk_of, tuple(_headings(document)))


def _headings(document: Document) -> list[Span]:
    found = []
    is_listing = False
    for start, end in document.blocks:
        for line in _lines(document.plain, start, end):
            words = document.plain[slice(*line)].strip()
            is_listing = bool(OPENS_LIST.search(words)) or is_listing and words[-1:] not in SENTENCE_END
            if not is_listing and _is_title_case(words):
                found.append(line)
    return sorted(set(found))


def _is_title_case(line: str) -> bool:
    """Tell a heading in which nearly all words have capitals; in "PM thanks ally for aid" they still mean names."""
    if not line or line[-1] in ".!?\"',:;)":
        return False
    longer = [w for w in line.split() if len(w) > 3 and w[0].isalpha() and w.lower() not in STOP_WORDS]
    small = sum(w[0].islower() for w in longer)
    return small <= 1 and len(longer) - small >= HEADING_CAPITALS * max(len(longer), 1)


def _without_credits(document: Document) -> Iterator[Span]:
    """Leave out the lines that only credit reporters: nobody in them acts."""
    for block in document.blocks:
        start = block[0]
        for line in _lines(document.plain, *block):
            if CREDITS.search(document.plain, *line):
                yield start, line[0]
                start = line[1]
        yield start, block[1]


def _lines(text: str, start: int, end: int) -> list[Span]:
    out = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        out.append((start, stop))
        start = stop + 1
    return out
