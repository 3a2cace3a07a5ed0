"""Figures: the persons behind the names. Names of one person come together, single words find their full names."""

import re
import sys
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import pairwise

from timeline.extraction.lexicon import rows, word_list
from timeline.extraction.people.names import GENERATIONS, Name
from timeline.extraction.people.titles import Title

# Two spellings of one name agree in at least this share of their letters ("Kim Seon-ho", "Kim Sun-ho": 0.89).
MUHAMMAD = re.compile(r"^m[ou]h[ae]?mm?[ae]d$")
SAME_SPELLING = 0.87
WESTERN_ORDER_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"})
# What stands between a name and the father's.
SON_OF = frozenset({"bin", "bint", "ibn"})
# Roles that report and do not take part: never one of "the two".
BYSTANDERS = word_list("bystanders")


@dataclass(eq=False, slots=True)
class Figure:
    """A person of the text, while it is being read."""

    parts: tuple[str, ...]
    is_family_first: bool
    first: int
    names: list[Name] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    sex: str = ""
    country: str | None = None
    canonical: str | None = None
    by_given_name: bool = False
    by_office_only: bool = False

    def note(self, name: Name, start: int) -> None:
        """Note a name and where it begins."""
        self.names.append(name)
        insort(self.starts, start)

    @property
    def family(self) -> str:
        """Give the family name, folded."""
        return fold(self.parts[0] if self.is_family_first else family_of(self.parts))

    @property
    def is_reporter(self) -> bool:
        """Say whether the text knows the person as one who reports only."""
        if self.titles:
            return all(t.role == "journalist" for t in self.titles)
        return self.country is None and any(n.style == "reporter" for n in self.names)

    @property
    def is_bystander(self) -> bool:
        """Say whether the person holds only offices that report or advise, none that takes part."""
        return bool(self.titles) and all(t.role in BYSTANDERS for t in self.titles)

    @property
    def name(self) -> str:
        """Give the name to print."""
        return self.canonical or " ".join(f"{p}." if len(p) == 1 or p in ("Jr", "Sr") else p for p in self.parts)

    def answers_to(self, single: str) -> int:
        """Say how well a single word names the person: 2 the family name, 1 another part of the name, 0 not at all."""
        word = fold(single)
        if self.by_given_name:
            return 2 if word == fold(self.parts[0]) else 0
        if word == self.family:
            return 2
        others = self.parts[1:] if not self.is_family_first else self.parts[:1]
        return int(word in {fold(p) for p in others if len(p) > 2} or word == fold(self.parts[0]))


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Give a word in small plain letters: no accents, hyphens, apostrophes or stops, no Arabic article."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    bare = bare.translate(WESTERN_ORDER_LETTERS)
    for article in ("al-", "el-", "as-", "ad-", "ar-", "an-", "at-", "ash-"):
        if bare.startswith(article) and len(bare) > len(article) + 2:
            bare = bare[len(article) :]
    return MUHAMMAD.sub("mohammed", "".join(c for c in bare if c.isalnum()))


def romanised(word: str) -> str:
    """Give a Korean syllable row as both of its usual romanisations share it ("seon", "sun"; "yeong", "young")."""
    for one, other in (("yeo", "yu"), ("you", "yu"), ("eo", "u"), ("oo", "u"), ("ou", "u")):
        word = word.replace(one, other)
    return word


def family_of(parts: tuple[str, ...]) -> str:
    """Give the last part of a name that is no "Jr." or "III"."""
    return next((p for p in reversed(parts) if p.lower() not in GENERATIONS), parts[-1])


def same_person(figure: Figure, parts: tuple[str, ...]) -> bool:
    """Say whether a full name is a spelling or another form of a figure's name."""
    own, other = [fold(p) for p in figure.parts], [fold(p) for p in parts]
    if ("jr" in own) != ("jr" in other) or _is_father(own, other) or _is_father(other, own):
        return False
    if own == other or own == other[::-1] or "".join(own) == "".join(other):
        return True
    if len(own) < 2:
        return own[0] == other[-1] and not figure.is_family_first
    if _is_shortened(own, other):
        return True
    if figure.family in (other[-1], other[0]) and _given_agree(own, other):
        return True
    if figure.is_family_first and own[0] == other[0]:
        return [romanised(p) for p in own] == [romanised(p) for p in other]
    return own[0][0] == other[0][0] and SequenceMatcher(None, " ".join(own), " ".join(other)).ratio() >= SAME_SPELLING


def _is_father(one: list[str], other: list[str]) -> bool:
    """Tell "Salman bin Abdulaziz" from "Mohammed bin Salman bin Abdulaziz", whose father he is."""
    fathers = [name for before, name in pairwise(other) if before in SON_OF]
    return bool(fathers) and one[0] == fathers[0] != other[0]


def _is_shortened(one: list[str], other: list[str]) -> bool:
    """Tell "Mohammed bin Zayed" for "Mohammed bin Zayed Al Nahyan": the father's name stands in both."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and short[1] in SON_OF and long[: len(short)] == short


def _given_agree(own: list[str], other: list[str]) -> bool:
    """One name's parts are all in the other, initials standing for names ("Petro O. Poroshenko")."""
    short, long = sorted((own, other), key=len)
    if short[-1] == long[-1] and short[0] == long[0] and len(short) != len(long):
        return True
    return all(
        any(p == q or (1 in (len(p), len(q)) and p[0] == q[0]) or _is_short_for(p, q) for q in long) for p in short
    )


def _is_short_for(one: str, other: str) -> bool:
    return (one, other) in _short_forms() or (other, one) in _short_forms()


@cache
def _short_forms() -> frozenset[tuple[str, str]]:
    return frozenset((fold(short), fold(full)) for short, fulls in rows("given_short.tsv") for full in fulls.split("|"))


def nearest(figures: Iterable[Figure], at: int) -> Figure | None:
    """Give the figure named last before an offset, or else the first one after it."""
    before: tuple[int, Figure | None] = (-1, None)
    after: tuple[int, Figure | None] = (sys.maxsize, None)
    for figure in figures:
        n = bisect_left(figure.starts, at)
        if n and figure.starts[n - 1] > before[0]:
            before = (figure.starts[n - 1], figure)
        elif not n and figure.starts and figure.starts[0] < after[0]:
            after = (figure.starts[0], figure)
    return before[1] or after[1]
