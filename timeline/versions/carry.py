"""Carry places over from one version of a text to the next."""

from bisect import bisect_right

from timeline.versions.compare import Kind, compare
from timeline.versions.quotes import find_quote

Span = tuple[int, int]
# As much as stands around a quotation, see `Evidence`.
CONTEXT_CHARS = 40


class Carrier:
    """Where spans of an older text stand in the newer one."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._same = [run for run in compare(old, new) if run.kind is Kind.SAME]
        self._starts = [run.old[0] for run in self._same]

    def place(self, span: Span) -> Span | None:
        """Give the place of the same words in the newer text; None where they no longer stand or it is in doubt."""
        start, end = span
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and end <= self._same[index].old[1]:
            shift = self._same[index].new[0] - self._same[index].old[0]
            return start + shift, end + shift
        before, after = self._old[max(0, start - CONTEXT_CHARS) : start], self._old[end : end + CONTEXT_CHARS]
        return find_quote(self._new, self._old[start:end], before, after)
