"""Reprints: the same wire story in several outlets, shortened or with another headline, counts as one report.

    text ─ story_words ─▶ shingles ─ MinHash ─▶ signature ─ bands ─▶ text[] column with a GIN index
    two texts that share a band ─ are_reprints(signatures) ─▶ one report

Two sides' accounts of one call are in other words, so they share next to no shingles.
"""

import re
from collections.abc import Sequence

from rensa import RMinHash

# Runs of words that are compared; of three words, chance phrases of the genre ("spoke by phone on") do not count much.
SHINGLE = 4
# Places of a signature: enough for an error of the estimate below a tenth.
PLACES = 128
SEED = 1
# 32 bands of 4 places: texts that share half of their shingles meet in some band with a chance of 87 in 100, those that
# share seven tenths with more than 99 in 100.
BANDS = 32
# From which estimated share on two texts are one story: a cut or a new first line leaves more, a rewriting less.
ALIKE = 0.5
# A shorter text has too few shingles to tell.
FEWEST_WORDS = 30

_WORD = re.compile(r"[^\W_]+")

Signature = tuple[int, ...]


def reprint_signature(text: str) -> Signature:
    """Give the MinHash signature of a text, empty where it is too short to tell.

    Pass the story only: menus and notices of a page are none of it.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST_WORDS:
        return ()
    sketch = RMinHash(num_perm=PLACES, seed=SEED)
    sketch.update([" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)])
    return tuple(sketch.digest())


def reprint_bands(signature: Signature) -> list[str]:
    """Give the bands of a signature: texts that share one may be reprints, others are hardly ever."""
    width = PLACES // BANDS
    bands = (signature[at : at + width] for at in range(0, len(signature), width))
    return [f"{number}:" + "-".join(f"{place:x}" for place in band) for number, band in enumerate(bands)]


def are_reprints(one: Signature, other: Signature) -> bool:
    """Tell whether two texts are one story."""
    return bool(one) and bool(other) and likeness(one, other) >= ALIKE


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate the share of runs of words that two texts have in common, from 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
