"""How many events fall into each month or year, whatever dates are asked for."""

from dataclasses import dataclass
from datetime import date

from timeline.browse.answers import Answer, answer
from timeline.browse.filters import Filters, PartialDate

# Up to here each month has a bar; beyond, bars would be thinner than a pixel's breadth on a phone, so years have one.
MOST_MONTHS = 120
# Fewer bars than this are broad slabs: the axis is widened with empty months.
FEWEST_BUCKETS = 24


@dataclass(frozen=True, slots=True)
class Bucket:
    """A month or year with its number of events; `is_chosen` if it lies within the dates asked for."""

    text: str
    first: date
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """Buckets in order of time, empty ones too, and how many events have no date."""

    unit: str
    buckets: tuple[Bucket, ...]
    undated: int

    @property
    def most(self) -> int:
        """Give the count of the highest bar."""
        return max((bucket.count for bucket in self.buckets), default=0)


def histogram(filters: Filters, found: Answer | None = None) -> Histogram:
    """Count events by month, or by year over long spans; an event counts where the timeline shows it."""
    months, undated = (found or answer(filters)).months()
    if not months:
        return Histogram("month", (), undated)
    first, last = _number(*min(months)), _number(*max(months))
    if last - first < MOST_MONTHS:
        missing = max(FEWEST_BUCKETS - (last - first + 1), 0)
        first, last = first - missing // 2, last + missing - missing // 2
        keys = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(max(first, 12), min(last + 1, 120_000))]
        return Histogram("month", _buckets(keys, months, filters), undated)
    years = [f"{year:04}" for year in range(min(months)[0], max(months)[0] + 1)]
    return Histogram("year", _buckets(years, months, filters), undated)


def _number(year: int, month: int) -> int:
    return year * 12 + month - 1


def _buckets(keys: list[str], months: dict[tuple[int, int], int], filters: Filters) -> tuple[Bucket, ...]:
    counts: dict[str, int] = {}
    for (year, month), count in months.items():
        key = f"{year:04}-{month:02}" if len(keys[0]) > 4 else f"{year:04}"
        counts[key] = counts.get(key, 0) + count
    return tuple(_bucket(key, counts.get(key, 0), filters) for key in keys)


def _bucket(key: str, count: int, filters: Filters) -> Bucket:
    span = PartialDate.parse(key)
    asked = filters.since or filters.until
    after = not filters.since or span.last >= filters.since.first
    before = not filters.until or span.first <= filters.until.last
    return Bucket(key, span.first, count, bool(asked and after and before))
