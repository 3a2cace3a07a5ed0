"""Words and chunks: the text as a row of words, and the phrases of the lexicon found in it."""

import re
from dataclasses import dataclass

from timeline.extraction.lexicon import Entry, Lexicon, Phrase, key
from timeline.extraction.reading import Span

# A word: an abbreviation with stops (U.S., H.R.), or letters and digits joined by hyphens, apostrophes and ampersands.
WORD = re.compile(r"(?:[^\W_]+-)?(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:[-'&][^\W_]+)*")
JOINING = frozenset({" ", "\u00a0", "-", ". "})
SPLIT_BEFORE = ("ex-", "then-", "pro-", "anti-", "non-", "mid-")
SPLIT_AFTER = ("-elect", "-designate", "-led", "-based", "-backed", "-born", "-controlled", "-drafted", "-sponsored")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it stands, the characters between it and the word before, and whether it owns what follows."""

    text: str
    key: str
    start: int
    end: int
    gap: str
    owns: bool

    @property
    def is_capital(self) -> bool:
        """Say whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `first` to `last` (exclusive) that are one phrase of the lexicon, or one word with no sense there."""

    first: int
    last: int
    senses: tuple[Entry, ...]

    def sense(self, *kinds: str) -> Entry | None:
        """Give its sense of one of the kinds, if it has one."""
        if not self.senses:
            return None
        return next((s for kind in kinds for s in self.senses if s.kind.partition(":")[0] == kind), None)


def words_of(text: str, blocks: tuple[Span, ...], lexicon: Lexicon) -> list[Word]:
    """Cut the blocks of a text into words; a block's first word has a line break as its gap.

    An acronym in brackets is left out: "Republic of Korea (ROK) Minister" reads on. What an editor adds in square
    brackets is part of what stands around it: "Chancellor [Friedrich] Merz".
    """
    out: list[Word] = []
    for start, end in blocks:
        before = start
        for match in WORD.finditer(text, start, end):
            gap = text[before : match.start()] if before > start else "\n"
            gap = " " if gap in (" [", "] ") else gap
            if gap == " (" and match.group().isupper() and text[match.end() : match.end() + 2] == ") ":
                before = match.end() + 1
                continue
            parts = _parts(match.group(), match.start(), lexicon)
            for form, at in parts:
                owns = form.endswith("'s") or form.endswith("'S")
                form = form[:-2] if owns else form
                owns = owns or (form[-1:] == "s" and text[at + len(form) : at + len(form) + 2] == "' ")
                out.append(Word(form, key(form), at, at + len(form), gap if at == match.start() else "-", owns))
            before = match.end()
    return out


def _parts(form: str, at: int, lexicon: Lexicon) -> list[tuple[str, int]]:
    """Split a hyphenated word at a country or an affix of office ("Seoul-Washington", "President-elect")."""
    if "-" not in form or key(form) in lexicon.phrases:
        return [(form, at)]
    low = form.lower()
    head = next((prefix for prefix in SPLIT_BEFORE if low.startswith(prefix)), None)
    tail = next((suffix for suffix in SPLIT_AFTER if low.endswith(suffix)), None)
    if head and len(form) > len(head):
        return [(form[: len(head) - 1], at), *_parts(form[len(head) :], at + len(head), lexicon)]
    if tail and len(form) > len(tail):
        return [*_parts(form[: -len(tail)], at, lexicon), (form[1 - len(tail) :], at + len(form) - len(tail) + 1)]
    pieces = form.split("-")
    if not all(piece[:1].isupper() for piece in pieces) or not any(_is_country(piece, lexicon) for piece in pieces):
        return [(form, at)]
    out = []
    for piece in pieces:
        out.append((piece, at))
        at += len(piece) + 1
    return out


def _is_country(form: str, lexicon: Lexicon) -> bool:
    kinds = ("country", "adjective", "seat")
    return any(p.form == form and s.kind in kinds for p in lexicon.phrases.get(key(form), ()) for s in p.senses)


def chunks_of(words: list[Word], lexicon: Lexicon) -> list[Chunk]:
    """Match the phrases of the lexicon over the words, longest first, no overlaps."""
    out, i = [], 0
    while i < len(words):
        length, senses = _match(words, i, lexicon)
        out.append(Chunk(i, i + length, senses))
        i += length
    return out


def _match(words: list[Word], i: int, lexicon: Lexicon) -> tuple[int, tuple[Entry, ...]]:
    best, senses = 1, tuple[Entry, ...]()
    for phrase in lexicon.phrases.get(words[i].key, ()):
        length = 1 + len(phrase.rest)
        if length < best:
            break
        run = words[i : i + length]
        if tuple(w.key for w in run[1:]) != phrase.rest or any(w.gap not in JOINING for w in run[1:]):
            continue
        is_written = _is_written_as(phrase.form, run) or _is_spoken_acronym(phrase, run)
        if any(w.owns and "'" not in phrase.form for w in run[:-1]) or not is_written:
            continue
        best, senses = length, (*senses, *phrase.senses) if length == best else phrase.senses
    return best, senses


def _is_written_as(form: str, run: list[Word]) -> bool:
    """A name needs its capital, an acronym all of them; an office may be written either way."""
    letters = form.replace(".", "").replace(" ", "")
    if letters.isupper() and len(letters) > 1:
        return all(w.text.isupper() or not w.text.isalpha() for w in run)
    return not form[0].isupper() or run[0].is_capital


def _is_spoken_acronym(phrase: Phrase, run: list[Word]) -> bool:
    """Tell the British way of writing a spoken acronym ("Nato", "Unesco"); of two or three letters it is a word."""
    is_body = any(sense.kind in ("org:body", "org:group") for sense in phrase.senses)
    long = phrase.form.isalpha() and phrase.form.isupper() and len(phrase.form) > 3
    return is_body and long and run[0].text == phrase.form.title()
