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
# Steps that a change is moved to begin at a line; the longest lines of prose have about as many words.
MOST_SLIDES = 300
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
    lengths = {code: len(word) for word, code in codes.items()}
    breaks = {code for word, code in codes.items() if "\n" in word}
    blanks = {code for word, code in codes.items() if word.isspace()}
    diffs = _slid([*map(tuple, differ.diff_main(*encoded, False))], breaks, blanks)
    runs = [(sign, sum(lengths[word] for word in words), len(words)) for sign, words in diffs]
    return list(_placed(_without_chance(runs)))


def _encode(text: str, codes: dict[str, str]) -> str:
    return "".join(codes.setdefault(word, chr(FIRST_CODE + len(codes))) for word in _TOKEN.findall(text))


def _slid(diffs: list[tuple[int, str]], breaks: set[str], blanks: set[str]) -> list[tuple[int, str]]:
    """Move what was added or taken away to where a line or word begins, where it may as well stand there.

    "A b. A c." with "A b. " taken away is as well "b. A " taken away; a reader expects the first.
    """
    out = list(diffs)
    for at in range(1, len(out) - 1):
        if out[at][0] and not out[at - 1][0] and not out[at + 1][0]:
            before, words, after = _best_place(out[at - 1][1], out[at][1], out[at + 1][1], breaks, blanks)
            out[at - 1 : at + 2] = [(0, before), (out[at][0], words), (0, after)]
    return [(sign, words) for sign, words in out if words]


def _best_place(before: str, words: str, after: str, breaks: set[str], blanks: set[str]) -> tuple[str, str, str]:
    for _ in range(MOST_SLIDES):
        if not before or before[-1] != words[-1]:
            break
        before, words, after = before[:-1], before[-1] + words[:-1], words[-1] + after
    best = (_fitness(before, words, breaks, blanks), before, words, after)
    for _ in range(2 * MOST_SLIDES):
        if not after or after[0] != words[0]:
            break
        before, words, after = before + words[0], words[1:] + after[0], after[1:]
        best = max(best, (_fitness(before, words, breaks, blanks), before, words, after), key=lambda place: place[0])
    return best[1:]


def _fitness(before: str, words: str, breaks: set[str], blanks: set[str]) -> int:
    """Tell how well words begin at `before`: whole lines are best, then whole words with the blank behind them."""
    lines = 4 * (not before or before[-1] in breaks) + 4 * (words[-1] in breaks)
    return lines + (not before or before[-1] in blanks) + (words[-1] in blanks)


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
