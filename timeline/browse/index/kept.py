"""Whole answers, kept with the state of the index they are true of: any change makes another state, without them."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

A = TypeVar("A")
# Bytes of all answers of a process: some hundreds of packed pages.
MOST_BYTES = 12 * 1024 * 1024


class Answers(Generic[A]):
    """Answers by what was asked, as many as fit; those that were not asked for the longest go first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._bytes = most, 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[A, int]] = OrderedDict()

    def get(self, asked: Hashable) -> A | None:
        """Give the answer to what is asked, None if it is not kept."""
        with self._lock:
            if asked not in self._kept:
                return None
            self._kept.move_to_end(asked)
            return self._kept[asked][0]

    def keep(self, asked: Hashable, answer: A, size: int) -> None:
        """Keep an answer of so many bytes, unless it alone is too large."""
        if size > self._most:
            return
        with self._lock:
            self._bytes += size - self._kept.pop(asked, (None, 0))[1]
            self._kept[asked] = answer, size
            while self._bytes > self._most:
                _, (_, gone) = self._kept.popitem(last=False)
                self._bytes -= gone
