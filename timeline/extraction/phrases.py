"""Phrases and topics of the diplomatic lexicon, marked in each statement's content."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

from timeline.extraction.document import Document
from timeline.extraction.reading import PhraseUse, Span, Statement

# Hyphens, dashes and every kind of blank read as a blank, so "cease-fire" and "two-state" need one form; the marks of
# a quotation are made straight. Each stands for one character, so offsets stay those of the text.
PLAIN = str.maketrans({"-": " ", "‐": " ", "‑": " ", "–": " ", "\n": " ", "\t": " ", "\u00a0": " ", "’": "'", "‘": "'"})


# A run of letters this long is rare enough to rule most patterns out.
MIN_RUN = 4
OPTIONAL = re.compile(r"\([^()]*\)[?*]")
GROUP = re.compile(r"\([^()]*\)")
# Letters, less the last one where a sign makes it optional.
RUN = re.compile(r"[a-z]+(?=[a-z][?*])|[a-z]+(?![a-z?*])")
ESCAPE = re.compile(r"\\.|\[[^\]]*\]|\(\?<?[=!:]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a lexicon: its name, its pattern, and runs of letters of which each match holds one (none: unknown)."""

    name: str
    pattern: re.Pattern[str]
    runs: tuple[str, ...]

    def may_match(self, low: str) -> bool:
        """Rule out quickly what cannot match; true where unsure."""
        return not self.runs or any(run in low for run in self.runs)


def mark(document: Document, doc: Doc, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Give the statements with their `topics` and `phrases` filled in."""
    text = document.text
    whole = _plain(" ".join(text[start:end] for s in statements for start, end in s.content))
    known = [entry for entry in _phrases() if entry.may_match(whole)]
    themes = [entry for entry in _topics() if entry.may_match(whole)]
    return tuple(
        replace(s, topics=topics(text, s.content, themes), phrases=phrases(text, s.content, known)) for s in statements
    )


def phrases(text: str, spans: tuple[Span, ...], known: Iterable[Entry] | None = None) -> tuple[PhraseUse, ...]:
    """Find the phrases of the lexicon in some spans of a text, the longest where two overlap."""
    entries = _phrases() if known is None else known
    found = [use for span in spans for use in _uses(text, span, entries)]
    found.sort(key=lambda use: (use.start - use.end, use.start))
    kept: list[PhraseUse] = []
    for use in found:
        if all(use.end <= other.start or other.end <= use.start for other in kept):
            kept.append(use)
    return tuple(sorted(kept, key=lambda use: use.start))


def topics(text: str, spans: tuple[Span, ...], known: Iterable[Entry] | None = None) -> tuple[str, ...]:
    """Give the topics that the words of some spans point to, in the order of the lexicon."""
    low = " ".join(_plain(text[start:end]) for start, end in spans)
    return tuple(entry.name for entry in (_topics() if known is None else known) if entry.pattern.search(low))


def _uses(text: str, span: Span, entries: Iterable[Entry]) -> Iterator[PhraseUse]:
    start, end = max(span[0] - 1, 0), min(span[1] + 1, len(text))
    low = _plain(text[start:end])
    for entry in entries:
        if not entry.may_match(low):
            continue
        for found in entry.pattern.finditer(low):
            blanks = len(found.group()) - len(found.group().lstrip())
            first, last = start + found.start() + blanks, start + found.start() + len(found.group().rstrip())
            if first < last and span[0] <= first and last <= span[1]:
                yield PhraseUse(entry.name, first, last)


def _plain(text: str) -> str:
    # Lower case one character for one: a few capitals ("İ") have a lower case of two, and would move the offsets.
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(PLAIN)


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in files("timeline.extraction").joinpath("data", name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            key, _, pattern = line.partition("\t")
            yield key, pattern.strip()


def _entry(name: str, form: str) -> Entry:
    pattern = re.compile(rf"\b(?:{form})\b" if not form.startswith("(?<") else form)
    return Entry(name, pattern, _needed(form))


def _needed(form: str) -> tuple[str, ...]:
    """Give for each alternative of a pattern the longest run of letters it cannot do without; none if unsure."""
    literal = ESCAPE.sub(" ", form)
    for group in (OPTIONAL, GROUP):
        while group.search(literal):
            literal = group.sub(" ", literal)
    runs = []
    for alternative in literal.split("|"):
        found = [run for run in RUN.findall(alternative) if len(run) >= MIN_RUN]
        if not found:
            return ()
        runs.append(max(found, key=len))
    return tuple(dict.fromkeys(runs))


@cache
def _phrases() -> tuple[Entry, ...]:
    return tuple(_entry(name, form or re.escape(_plain(name)) + "s?") for name, form in _rows("phrases.tsv"))


@cache
def _topics() -> tuple[Entry, ...]:
    return tuple(_entry(name, form) for name, form in _rows("topics.tsv"))
