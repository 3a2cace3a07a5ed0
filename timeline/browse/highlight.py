"""Where a reader's words stand in names and titles, found as PostgreSQL finds them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from diplomacy.prepared import ask
from timeline.browse.segments import HIT_START, HIT_STOP, Segment, hits
from timeline.browse.words import MOST_READ, tsquery

# The same configuration as the search itself, and its query.
QUERY = """
SELECT ts_headline('english', text, %s::text::tsquery, %s)
FROM unnest(%s::text[]) WITH ORDINALITY AS given (text, place) ORDER BY place
"""
OPTIONS = f"StartSel={HIT_START}, StopSel={HIT_STOP}, HighlightAll=true"
LEXEMES = "SELECT word, tsvector_to_array(to_tsvector('english', word)) FROM unnest(%s::text[]) word"
# A word of the database's reading: a stem, or the start of words.
_WORD = re.compile(r"'((?:[^']|'')*)'(:\*)?")
# Stems of so many letters are shared by their words but for the last one: "allianc", "happi". Shorter ones may stand
# for words that begin alike in one letter only: "die" for "dying".
LONG_STEM = 4
# What may hold a word: all that stands between spaces. Other spaces than these are letters to the database, or none.
_STRETCH = re.compile(r"[^ \t\n\v\f\r]+")
# Stretches of which the database's parser takes the letters for a word by themselves: no part of an address, a file
# or a compound. Signs that ASCII does not have are letters to it, or not, by the locale of the database. What follows
# an apostrophe is the "s" of the genitive, which finds nothing.
_PLAIN_WORD = re.compile(r"""[("'\[]*([A-Za-z]+[0-9]*)(?:'s)?[)"'\],.;:!?]*""")
# Markup is the one thing that the parser reads on through spaces.
_MARKUP = "<"
# What is kept as nothing changes it: texts of which it is known where words stand, of which a page of words has some
# hundred, and what the database makes of single words.
MOST_MARKED, MOST_LEXEMES = 5_000, 20_000
_marked: dict[tuple[str, str], tuple[Segment, ...]] = {}
_lexemes: dict[str, "Lexemes"] = {}
Span = tuple[int, int]
Lexemes = tuple[str, ...]


def highlight(texts: Sequence[str], words: str) -> list[tuple[Segment, ...]]:
    """Cut each text into what the words find and the rest; without words, leave all whole.

    The database is asked what it makes of words that it has not read lately, and to mark texts in which they stand
    otherwise than between spaces.
    """
    query = tsquery(words) if words else ""
    _learn_typed(words, query)
    may_hit = _may_hit(query)
    places = [place for place, text in enumerate(texts) if may_hit and may_hit.search(text)]
    found: list[tuple[Segment, ...]] = [(Segment(text),) for text in texts]
    cut = _cut(query, [texts[place] for place in places])
    for place, parts in zip(places, cut, strict=True):
        found[place] = parts
    return found


def _cut(query: str, texts: Sequence[str]) -> list[tuple[Segment, ...]]:
    """Mark texts, but for those that were marked lately."""
    found = ((text, _marked.get((query, text))) for text in texts)
    known = {text: parts for text, parts in found if parts is not None}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    if missing:
        made = _marked_anew(query, missing)
        if len(_marked) > MOST_MARKED:
            _marked.clear()
        _marked.update(((query, text), parts) for text, parts in made.items())
        known |= made
    return [known[text] for text in texts]


def _marked_anew(query: str, texts: Sequence[str]) -> dict[str, tuple[Segment, ...]]:
    spans = {text: _words_in(text, query) for text in texts}
    lexemes = _lexemes_of(text[slice(*span)] for text, found in spans.items() for span in found or ())
    made = {text: _parts(text, found, lexemes, query) for text, found in spans.items() if found is not None}
    if others := [text for text in texts if text not in made]:
        rows = ask(QUERY, query, OPTIONS, others)
        made |= {text: hits(marked) for text, (marked,) in zip(others, rows, strict=True)}
    return made


def _words_in(text: str, query: str) -> list[Span] | None:
    """Give where the words stand that a query may find; None where only the database's parser can tell."""
    may_hit = _may_hit(query)
    if may_hit is None or _MARKUP in text:
        return None
    found = []
    for stretch in _STRETCH.finditer(text):
        if may_hit.search(stretch[0]):
            word = _PLAIN_WORD.fullmatch(stretch[0])
            if not word:
                return None
            found.append((stretch.start() + word.start(1), stretch.start() + word.end(1)))
    return found


def _parts(text: str, spans: Iterable[Span], lexemes: Mapping[str, Lexemes], query: str) -> tuple[Segment, ...]:
    """Cut a text at those of its words that a query finds, as `ts_headline` does."""
    is_found, at = _finds(query), 0
    parts: list[Segment] = []
    for start, end in spans:
        if any(map(is_found, lexemes[text[start:end]])):
            parts += [Segment(text[at:start]), Segment(text[start:end], is_hit=True)]
            at = end
    return tuple(part for part in (*parts, Segment(text[at:])) if part.text)


def _lexemes_of(words: Iterable[str]) -> dict[str, Lexemes]:
    """Give what the database makes of words, of which it is asked for those that are not known yet."""
    found = {word: _lexemes.get(word) for word in words}
    known = {word: lexemes for word, lexemes in found.items() if lexemes is not None}
    if missing := [word for word in found if word not in known]:
        made = {word: tuple(lexemes) for word, lexemes in ask(LEXEMES, missing)}
        if len(_lexemes) > MOST_LEXEMES:
            _lexemes.clear()
        _lexemes.update(made)
        known |= made
    return known


def _learn_typed(words: str, query: str) -> None:
    """Take from a query of one word what the database makes of that word."""
    lexeme, word = _WORD.fullmatch(query), _PLAIN_WORD.fullmatch(words)
    if lexeme and not lexeme[2] and word and word[1] == words:
        _lexemes[words] = (lexeme[1],)  # of English letters and digits, so without a quote


def found_in(cut: Iterable[Segment]) -> int:
    """Count the different words that were found in a text."""
    return len({part.text.lower() for part in cut if part.is_hit})


@lru_cache(MOST_READ)
def _finds(query: str) -> Callable[[str], bool]:
    """Give a function that tells whether a query asks for a lexeme, be it as one that its texts must not have."""
    asked = [(lexeme.replace("''", "'"), bool(star)) for lexeme, star in _WORD.findall(query)]
    whole = {lexeme for lexeme, is_start in asked if not is_start}
    starts = tuple(lexeme for lexeme, is_start in asked if is_start)
    return lambda lexeme: lexeme in whole or lexeme.startswith(starts)


@lru_cache(MOST_READ)
def _may_hit(query: str) -> re.Pattern[str] | None:
    """Give what each text has somewhere in which a query finds a word; None if it can find none."""
    starts = {_start(stem.replace("''", "'")) for stem, _ in _WORD.findall(query)}
    return re.compile("|".join(map(re.escape, sorted(starts))), re.IGNORECASE) if starts else None


def _start(stem: str) -> str:
    return stem[:-1] if len(stem) >= LONG_STEM else stem[:1]
