"""Whether two names are spellings of one: romanisations, short forms, second surnames and patronymics left out.

Coarse on purpose: it is asked only of two who hold one office of one country.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from timeline.extraction.holders import words
from timeline.extraction.lexicon import rows

# Words of Arabic and European names that are written or left out at will.
PARTICLES = frozenset({"bin", "ibn", "ben", "bint", "abu", "de", "da", "do", "dos", "del", "la", "von", "van", "der"})
# Vowels that romanisations write in two ways: "Yoo" and "Yu", "Rhee" and "Ri", "Mousa" and "Musa".
VOWELS = (("oo", "u"), ("ou", "u"), ("ee", "i"), ("eo", "o"), ("ae", "e"), ("aa", "a"), ("iy", "i"), ("ei", "e"))
# Sounds that romanisations write differently, as the consonant that stands for all: "Schevtsov", "Shevtzov".
CONSONANTS = (
    (re.compile("tsch|tch|dzh|dj|ch|j"), "J"),
    (re.compile("sch|sh|zh|ts|tz|c(?=[eiy])|s|z"), "S"),
    (re.compile("x"), "KS"),
    (re.compile("ph|f|v"), "F"),
    (re.compile("kh|gh|ck|[gkqc]"), "K"),
    (re.compile("[bp]"), "P"),
    (re.compile("[dt]"), "T"),
    (re.compile("l"), "L"),
    (re.compile("r"), "R"),
    (re.compile("m"), "M"),
    (re.compile("n"), "N"),
)
# One letter of East Slavic alphabets is g in one language and h in the other: "Sergei", "Siarhei".
G_IS_H = frozenset({"BLR", "UKR", "RUS"})
# A Korean name may begin with either: "Noh" and "Roh", "Yoo" and "Ryu".
KOREAN = frozenset({"KOR", "PRK"})
# Words that sound alike share so much of their letters, in per cent: "Sergei" and "Siarhei" have 54.
LEAST_SHARED = 50
# What two names must have in common, at least: a given name and a surname.
LEAST_WORDS = 2


@lru_cache(maxsize=20_000)
def are_spellings(one: str, other: str, country: str) -> bool:
    """Tell whether two full names of somebody of a country may be the same name."""
    a, b = _parts(one), _parts(other)
    if min(len(a), len(b)) < LEAST_WORDS:
        return False
    turned = (b[-1], *b[:-1]), (*b[1:], b[0])
    return any(_match(a, order, country) for order in (b, *turned))


@lru_cache(maxsize=20_000)
def sound(word: str, country: str = "") -> str:
    """Give the consonants of a word as they sound, the same for its romanisations; vowels where there are none."""
    plain = re.sub("g(?!h)", "h", word) if country in G_IS_H else word
    if country in KOREAN:
        plain = re.sub("^(?:r(?=[yo])|rh?|l|n)", "N", plain) if len(plain) > 2 else plain
    heard = re.sub(r"(.)\1", r"\1", plain)
    for pattern, letter in CONSONANTS:
        heard = pattern.sub(letter, heard)
    return re.sub("[^A-Z]", "", heard) or _vowels(word)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(word for word in words(name) if word not in PARTICLES and len(word) > 1)


def _match(one: Sequence[str], other: Sequence[str], country: str) -> bool:
    """Tell whether the words of the shorter name come in the longer one in their order, the first as the first."""
    if _is_one_word(one[0], other[0], country) and _is_one_word("".join(one[1:]), "".join(other[1:]), country):
        return True
    short, long = sorted((one, other), key=len)
    if not _is_one_word(short[0], long[0], country):
        return False
    at = 1
    for word in short[1:]:
        while at < len(long) and not _is_one_word(word, long[at], country):
            at += 1
        at += 1
    return at <= len(long)


@lru_cache(maxsize=50_000)
def _is_one_word(one: str, other: str, country: str) -> bool:
    if one == other or other in _full_forms().get(one, ()) or one in _full_forms().get(other, ()):
        return True
    if sound(one, country) != sound(other, country):
        return False
    return fuzz.ratio(_vowels(one), _vowels(other)) >= LEAST_SHARED


def _vowels(word: str) -> str:
    for several, single in VOWELS:
        word = word.replace(several, single)
    return word


@lru_cache(maxsize=1)
def _full_forms() -> dict[str, frozenset[str]]:
    """Give the full given names that a short form stands for, in small letters."""
    return {short.lower(): frozenset(full.lower().split("|")) for short, full in rows("given_short.tsv")}
