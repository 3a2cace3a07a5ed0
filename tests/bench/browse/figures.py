"""Times and what is made of them."""

import json
import math
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `bar` is what it should be; `cost` the milliseconds that are compared between sizes."""

    what: str
    figures: str
    bar: str = ""
    cost: float | None = None


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

    @property
    def cost(self) -> float:
        """Give the median of the processors' milliseconds, where they are known, else of those on the clock."""
        return statistics.median(self.cpu or self.wall)

    def __str__(self) -> str:
        middle = f"p50 {percentile(self.wall, 50):.1f}, p95 {percentile(self.wall, 95):.1f} ms"
        return middle + (f" (processor {statistics.median(self.cpu):.1f} ms)" if self.cpu else "")


@contextmanager
def timed(times: Times) -> Iterator[None]:
    """Note how long the block takes, on the clock and of the processors of this process."""
    start, processor = time.perf_counter(), time.process_time()
    yield
    times.add(time.perf_counter() - start, time.process_time() - processor)


def percentile(values: Iterable[float], percent: float) -> float:
    """Give the smallest value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def geometric_mean(values: Sequence[float]) -> float:
    """Give the mean of ratios."""
    return statistics.geometric_mean(values)


def slopes(rows: Iterable[Row], events: int, file: Path) -> list[Row]:
    """Compare costs with those of other numbers of events in a file, to which they are added.

    A slope of 1 is a cost as many times as high as there are times as many events; of 0, one that does not grow.
    """
    known: dict[str, dict[str, float]] = json.loads(file.read_text()) if file.exists() else {}
    found = []
    for row in rows:
        if row.cost is None:
            continue
        known.setdefault(row.what, {})[str(events)] = row.cost
        costs = {int(number): cost for number, cost in known[row.what].items()}
        if len(costs) > 1:
            least, most = min(costs), max(costs)
            slope = math.log(costs[most] / costs[least]) / math.log(most / least)
            told = f"{slope:+.2f} from {least:,} ({costs[least]:.1f} ms) to {most:,} events ({costs[most]:.1f} ms)"
            found.append(Row(f"slope: {row.what}", told, "1"))
    file.write_text(json.dumps(known, indent=1))
    return found
