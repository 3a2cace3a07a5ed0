"""Times and what is made of them."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `bar` is what it should be."""

    what: str
    figures: str
    bar: str = ""


@dataclass(slots=True)
class Times:
    """Milliseconds of one kind of question: on the clock, and of all processors that the servers used."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def add(self, wall: float, cpu: float | None = None) -> None:
        """Note one question, in seconds."""
        self.wall.append(wall * 1e3)
        if cpu is not None:
            self.cpu.append(cpu * 1e3)

    def __str__(self) -> str:
        middle = f"p50 {percentile(self.wall, 50):.1f}, p95 {percentile(self.wall, 95):.1f} ms"
        return middle + (f" (processor {statistics.median(self.cpu):.1f} ms)" if self.cpu else "")


def percentile(values: Iterable[float], percent: float) -> float:
    """Give the smallest value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def geometric_mean(values: Sequence[float]) -> float:
    """Give the mean of ratios."""
    return statistics.geometric_mean(values)
