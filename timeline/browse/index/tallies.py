"""Counts of values; and those counted beforehand, of what each frequent value lets through alone.

Many questions ask for one such value, or for one beside the facet that is counted. To count for it anew takes tens of
milliseconds; all frequent values together take seconds, once a snapshot.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[Any]
# Half of what numbers take by themselves: up to hundreds of thousands of them are kept in a process.
NUMBER = np.int32


class Tally(NamedTuple):
    """Numbers of values, ascending, and how many events each has, none of them 0.

    The `most` most frequent values are here, and all that are as frequent as the last of them; of a tally of all values
    it is more than there are.
    """

    numbers: Ints
    counts: Ints
    most: int

    def top(self, most: int | None) -> "Tally":
        """Give the most frequent values, and all that are as frequent as the last of them."""
        if most is None or len(self.counts) <= most:
            return self
        last = np.partition(self.counts, len(self.counts) - most)[len(self.counts) - most]
        is_frequent = self.counts >= last
        return Tally(self.numbers[is_frequent], self.counts[is_frequent], most)

    def less(self, gone: "Tally") -> "Tally":
        """Give what is left without some of the events, of which all values are counted."""
        counts, most = self.counts.copy(), self.most
        at = np.minimum(np.searchsorted(self.numbers, gone.numbers), max(len(counts) - 1, 0))
        here = self.numbers[at] == gone.numbers if len(counts) else np.empty(0, bool)
        counts[at[here]] -= gone.counts[here]
        if most <= len(counts):
            # A value that is not here had fewer events than each that is, and has no more now.
            most = int(np.count_nonzero(counts >= self.counts.min()))
        left = counts > 0
        return Tally(self.numbers[left], counts[left], most)


def tally_of(counts: Ints, most: int | None = None) -> Tally:
    """Take counts of values by their number: of all, or of the first ones, among which are the `most` frequent."""
    numbers = np.flatnonzero(counts)
    return Tally(numbers.astype(NUMBER), counts[numbers].astype(NUMBER), len(counts) + 1 if most is None else most)


class Alone:
    """Tallies of what frequent values let through, each alone: of each such value one for each facet.

    `frequent` says of how many values of a facet they are, which are its first ones. The tallies stand in the order of
    those values and of `frequent`, one behind the other: where each ends, and its `most`, 0 if it is not known.
    """

    def __init__(self, frequent: Mapping[str, int], ends: Ints, most: Ints, numbers: Ints, counts: Ints) -> None:
        self.frequent, self.ends, self.most, self.numbers, self.counts = frequent, ends, most, numbers, counts
        self._facets = {facet: place for place, facet in enumerate(frequent)}
        starts = np.cumsum([0, *frequent.values()])
        self._first = dict(zip(frequent, starts.tolist(), strict=False))

    @classmethod
    def of(cls, frequent: Mapping[str, int], tallies: Iterable[Tally | None]) -> "Alone":
        """Take the tallies in their order."""
        each = [tally or _UNKNOWN for tally in tallies]
        return cls(
            frequent,
            np.cumsum([len(tally.numbers) for tally in each], dtype=np.int64),
            np.array([tally.most for tally in each], np.int64),
            np.concatenate([_UNKNOWN.numbers, *(tally.numbers for tally in each)]),
            np.concatenate([_UNKNOWN.counts, *(tally.counts for tally in each)]),
        )

    def has(self, facet: str, value: int) -> bool:
        """Tell whether there are tallies of the value of a number."""
        return value < self.frequent.get(facet, 0)

    def tally(self, facet: str, value: int, counted: str) -> Tally | None:
        """Give the counts of one facet for the events of a value of another, if they are known."""
        at = (self._first[facet] + value) * len(self._facets) + self._facets[counted]
        begin, end = int(self.ends[at - 1]) if at else 0, int(self.ends[at])
        most = int(self.most[at])
        return Tally(self.numbers[begin:end], self.counts[begin:end], most) if most else None


_UNKNOWN = Tally(np.empty(0, NUMBER), np.empty(0, NUMBER), 0)
NONE_ALONE = Alone.of({}, [])
