"""Sort and number large arrays: numpy sorts plain numbers many times as fast as it sorts by them."""

import numpy as np

from timeline.browse.index.tallies import Ints

# Numbers below this are numbered by a table of as many bytes, unless there are few of them.
MOST_IN_TABLE, LEAST = 1 << 26, 10_000


def distinct(numbers: Ints) -> Ints:
    """Give the different numbers, ascending."""
    if np.all(numbers[1:] > numbers[:-1]):
        return numbers
    ordered = np.sort(numbers)
    found: Ints = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return found


def numbered(values: Ints) -> tuple[Ints, Ints]:
    """Give the different values, ascending and none below 0, and the number of each value among them."""
    most = int(values.max(initial=0))
    if most >= MOST_IN_TABLE or len(values) < LEAST:
        return np.unique(values, return_inverse=True)
    is_there = np.zeros(most + 1, bool)
    is_there[values] = True
    known = np.flatnonzero(is_there)
    table = np.empty(most + 1, np.int32)
    table[known] = np.arange(len(known))
    return known, table[values].astype(np.int64)


def within(starts: Ints, number: int) -> Ints:
    """Give the place of each of so many rows within its group, of which all begin at `starts`."""
    found: Ints = np.arange(number) - np.repeat(starts, np.diff(starts, append=number))
    return found
