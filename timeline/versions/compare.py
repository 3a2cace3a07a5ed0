"""Compare two versions of a text word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from diff_match_patch import diff_match_patch

Span = tuple[int, int]
# A word, a run of blanks, or one other sign.
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Texts of a million characters that share little would take minutes; then the rest is given as replaced.
PATIENCE_SECONDS = 2.0
# Between two changes, as few words that happen to be the same say nothing: "a red fox" / "the blue fox".
FEWEST_SAME_WORDS = 2
# Words become single characters for the comparison; the first ones are left to the library's own use.
FIRST_CODE = 0x100


class Kind(StrEnum):
    """Whether a run of words stands in both versions, in the older, or in the newer one only."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words: its span (code points) in the older and in the newer text, one of them empty unless the same."""

    kind: Kind
    old: Span
    new: Span


def compare(old: str, new: str, seconds: float = PATIENCE_SECONDS) -> list[Run]:
    """Give the runs of words that make up both texts, in order; what was replaced is gone first, then new.

    Every code point of both texts is in exactly one run. After `seconds` the rest is given as replaced.
    """
    codes: dict[str, str] = {}
    differ = diff_match_patch()
    differ.Diff_Timeout = seconds
    encoded = (_encode(old, codes), _encode(new, codes))
    lengths = [len(word) for word in codes]
    runs = []
    for sign, words in differ.diff_main(*encoded, False):
        runs.append((sign, sum(lengths[ord(word) - FIRST_CODE] for word in words), len(words)))
    return list(_placed(_without_chance(runs)))


def _encode(text: str, codes: dict[str, str]) -> str:
    return "".join(codes.setdefault(word, chr(FIRST_CODE + len(codes))) for word in _TOKEN.findall(text))


def _without_chance(runs: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Take short runs that are the same between two changes for a part of the change: (gone, new, same) lengths."""
    gone = new = 0
    pending: tuple[int, int] | None = None
    for sign, chars, words in runs:
        if sign:
            if pending:
                gone, new, pending = gone + pending[0], new + pending[0], None
            gone, new = gone + (chars if sign < 0 else 0), new + (chars if sign > 0 else 0)
        elif (gone or new) and words <= 2 * FEWEST_SAME_WORDS - 1:
            # Blanks are words, too: "of the" is three.
            pending = (chars + (pending[0] if pending else 0), words)
        else:
            yield gone, new, chars
            gone = new = 0
    yield gone, new, pending[0] if pending else 0


def _placed(parts: Iterable[tuple[int, int, int]]) -> Iterator[Run]:
    """Give each part its place in both texts."""
    a = b = 0
    for gone, new, same in parts:
        for kind, left, right in ((Kind.GONE, gone, 0), (Kind.NEW, 0, new), (Kind.SAME, same, same)):
            if left or right:
                yield Run(kind, (a, a + left), (b, b + right))
            a, b = a + left, b + right
