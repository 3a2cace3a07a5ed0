"""Where a reader's words stand in names and titles, found as PostgreSQL finds them."""

import re
from collections.abc import Iterable, Sequence
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
# A word of the database's reading: a stem, or the start of words.
_WORD = re.compile(r"'((?:[^']|'')*)'(:\*)?")
# Stems of so many letters are shared by their words but for the last one: "allianc", "happi". Shorter ones may stand
# for words that begin alike in one letter only: "die" for "dying".
LONG_STEM = 4
# Texts of which it is kept where words stand, as nothing changes that; a page of words has some hundred.
MOST_MARKED = 5_000
_marked: dict[tuple[str, str], tuple[Segment, ...]] = {}


def highlight(texts: Sequence[str], words: str) -> list[tuple[Segment, ...]]:
    """Cut each text into what the words find and the rest, in at most one query; without words, leave all whole.

    Only texts in which the words may stand are asked for.
    """
    query = tsquery(words) if words else ""
    may_hit = _may_hit(query)
    places = [place for place, text in enumerate(texts) if may_hit and may_hit.search(text)]
    found: list[tuple[Segment, ...]] = [(Segment(text),) for text in texts]
    cut = _cut(query, [texts[place] for place in places])
    for place, parts in zip(places, cut, strict=True):
        found[place] = parts
    return found


def _cut(query: str, texts: Sequence[str]) -> list[tuple[Segment, ...]]:
    """Have the database mark texts, but for those that it has marked lately."""
    found = ((text, _marked.get((query, text))) for text in texts)
    known = {text: parts for text, parts in found if parts is not None}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    if missing:
        rows = ask(QUERY, query, OPTIONS, missing)
        known |= {text: hits(marked) for text, (marked,) in zip(missing, rows, strict=True)}
        if len(_marked) > MOST_MARKED:
            _marked.clear()
        _marked.update(((query, text), known[text]) for text in missing)
    return [known[text] for text in texts]


def found_in(cut: Iterable[Segment]) -> int:
    """Count the different words that were found in a text."""
    return len({part.text.lower() for part in cut if part.is_hit})


@lru_cache(MOST_READ)
def _may_hit(query: str) -> re.Pattern[str] | None:
    """Give what each text has somewhere in which a query finds a word; None if it can find none."""
    starts = {_start(stem.replace("''", "'"), is_start=bool(star)) for stem, star in _WORD.findall(query)}
    return re.compile("|".join(map(re.escape, sorted(starts))), re.IGNORECASE) if starts else None


def _start(stem: str, *, is_start: bool) -> str:
    if is_start:
        return stem
    return stem[:-1] if len(stem) >= LONG_STEM else stem[:1]
