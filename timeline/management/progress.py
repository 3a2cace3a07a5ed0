"""What commands share: progress on a terminal, failures by name, a summary in one line."""

import sys
from argparse import ArgumentTypeError
from collections import Counter
from typing import Any

from timeline.models import BatchItem, BatchOutcome

TIMES = (BatchOutcome.NEW, BatchOutcome.REVISED, BatchOutcome.REREAD, BatchOutcome.UNCHANGED, BatchOutcome.FAILED)
# A summary always names these, also with 0.
ALWAYS_NAMED = (BatchOutcome.NEW, BatchOutcome.UNCHANGED, BatchOutcome.FAILED)


class Progress:
    """Shows how far a batch is, on a terminal only, and names at once what failed."""

    def __init__(self, out: Any, err: Any, total: int | None) -> None:
        self.out, self.err, self.total = out, err, total

    def show(self, counts: Counter[str], item: BatchItem | None = None) -> None:
        """Show the counts so far; an item that failed is named for good."""
        if item and item.outcome == BatchOutcome.FAILED:
            self.end()
            self.err.write(f"{item}: {item.problem}")
        done = counts.total() - counts[BatchOutcome.WAITING]
        of = f" of {self.total}" if self.total else ""
        self._line(f"{done}{of}: {_parts(counts)}")

    def end(self) -> None:
        """Wipe the line."""
        self._line("")

    def _line(self, message: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K{message}")
            sys.stderr.flush()


def summary(counts: Counter[str]) -> str:
    """Say in one line what became of the texts: "2 read: 1 new, 1 unchanged, 0 failed."."""
    done = sum(counts[outcome] for outcome in TIMES) - counts[BatchOutcome.FAILED]
    return f"{done} read: {_parts(counts)}."


def _parts(counts: Counter[str]) -> str:
    named = (outcome for outcome in TIMES if counts[outcome] or outcome in ALWAYS_NAMED)
    return ", ".join(f"{counts[outcome]} {outcome.label}" for outcome in named)


def at_least_one(word: str) -> int:
    """Read a number of processes."""
    if not word.isdecimal() or int(word) < 1:
        raise ArgumentTypeError(f"{word!r} is no number of processes; write 1 or more")
    return int(word)
