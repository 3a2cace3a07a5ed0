"""How many events fall into each decade, year, month or day: a window around the dates asked for, whatever they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from timeline.browse.answers import Answer, answer
from timeline.browse.dates import month_words, plain_day
from timeline.browse.filters import Filters, PartialDate

# Bars thinner than this many on a phone's width are no target for a finger and hardly one for the eye.
MOST_BARS = 120
# Fewer bars than this are broad slabs: the window is widened.
FEWEST_BARS = 24
# Spans of so many days or months are drawn by the day or month, with half as much again on either side.
MOST_DAYS, MOST_MONTHS = 45, 60
# Years that fit into one decade's bar.
DECADE = 10
FIRST_YEAR, LAST_YEAR = 1, 9999
# Most questions draw the same bars, of all the months or years on record.
MOST_WINDOWS = 100


class Bucket(NamedTuple):
    """A span of time with its number of events; `since` and `until` are its dates as the filters take them.

    `is_chosen` if it lies within the dates asked for.
    """

    since: str
    until: str
    name: str
    first: date
    count: int  # type: ignore[assignment]  # of events, not of a value in the tuple
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """Buckets of one `unit` in order of time, empty ones too, and how many events have no date."""

    unit: str
    buckets: tuple[Bucket, ...]
    undated: int

    @property
    def most(self) -> int:
        """Give the count of the highest bar."""
        return max((bucket.count for bucket in self.buckets), default=0)


def histogram(filters: Filters, found: Answer | None = None) -> Histogram:
    """Count events by the unit that fits the dates asked for; an event counts where the timeline shows it."""
    found = found or answer(filters)
    months, undated = found.months()
    if not months:
        return Histogram("month", (), undated)
    first, last = _asked(filters, date(*min(months), 1), _end_of_month(date(*max(months), 1)))
    is_asked = bool(filters.since or filters.until)
    unit, first, last = _window(first, last, is_asked)
    if unit == "day":
        counts = {day.isoformat(): count for day, count in found.days(first, last).items()}
    else:
        counts = _by_unit(months, unit)
    buckets = [
        Bucket(since, until.text, name, span.first, counts.get(since, 0), is_asked and _is_chosen(span, until, filters))
        for since, span, until, name in _spans(unit, first, last)
    ]
    return Histogram(unit, tuple(buckets), undated)


def _asked(filters: Filters, first: date, last: date) -> tuple[date, date]:
    """Give the first and last day of what is asked for, where it is open those of the data."""
    start = filters.since.first if filters.since else min(first, filters.until.first if filters.until else first)
    end = filters.until.last if filters.until else max(last, filters.since.last if filters.since else last)
    return start, end


def _window(first: date, last: date, is_asked: bool) -> tuple[str, date, date]:
    """Choose the unit, and widen the span by what stands around it."""
    days, months, years = (last - first).days + 1, _month(last) - _month(first) + 1, last.year - first.year + 1
    if is_asked and days <= MOST_DAYS:
        around = max(days // 2, (FEWEST_BARS - days + 1) // 2)
        ends = first.toordinal() - around, last.toordinal() + around
        return "day", date.fromordinal(max(ends[0], 1)), date.fromordinal(min(ends[1], date.max.toordinal()))
    if months <= (MOST_MONTHS if is_asked else MOST_BARS):
        around = months // 2 if is_asked else 0
        around = max(around, (FEWEST_BARS - months + 1) // 2)
        return "month", _first_of(_month(first) - around), _first_of(_month(last) + around)
    if years <= MOST_BARS:
        around = min(years // 2, (MOST_BARS - years) // 2) if is_asked else 0
        return "year", date(max(first.year - around, FIRST_YEAR), 1, 1), date(min(last.year + around, LAST_YEAR), 1, 1)
    return "decade", date(max(first.year // DECADE * DECADE, FIRST_YEAR), 1, 1), last


def _keys(unit: str, first: date, last: date) -> Iterator[str]:
    """Give the units from that of the first day to that of the last, as they are written in filters."""
    if unit == "day":
        yield from ((first + timedelta(days=day)).isoformat() for day in range((last - first).days + 1))
    elif unit == "month":
        yield from (f"{_first_of(month):%Y-%m}".zfill(7) for month in range(_month(first), _month(last) + 1))
    else:
        step = 1 if unit == "year" else DECADE
        yield from (f"{max(year, FIRST_YEAR):04}" for year in range(first.year // step * step, last.year + 1, step))


def _by_unit(months: Mapping[tuple[int, int], int], unit: str) -> dict[str, int]:
    if unit == "month":
        return {f"{year:04}-{month:02}": count for (year, month), count in months.items()}
    years: dict[int, int] = {}
    for (year, _), count in months.items():
        years[year] = years.get(year, 0) + count
    if unit == "year":
        return {f"{year:04}": count for year, count in years.items()}
    decades: dict[int, int] = {}
    for year, count in years.items():
        start = max(year // DECADE * DECADE, FIRST_YEAR)
        decades[start] = decades.get(start, 0) + count
    return {f"{start:04}": count for start, count in decades.items()}


def _is_chosen(span: PartialDate, until: PartialDate, filters: Filters) -> bool:
    after = not filters.since or until.last >= filters.since.first
    return after and (not filters.until or span.first <= filters.until.last)


@lru_cache(MOST_WINDOWS)
def _spans(unit: str, first: date, last: date) -> list[tuple[str, PartialDate, PartialDate, str]]:
    """Give the first and the last unit of each bar, that as text, too, and its name."""
    found = []
    for key in _keys(unit, first, last):
        span = PartialDate.parse(key)
        ends = f"{span.first.year // DECADE * DECADE + DECADE - 1:04}" if unit == "decade" else key
        until = PartialDate.parse(ends)
        found.append((key, span, until, span_name(span, until)))
    return found


def span_name(since: PartialDate, until: PartialDate) -> str:
    """Name a span that is one unit: "1990s", "1994", "March 1994", "5 March 1994"."""
    if since.text != until.text:
        return f"{since.first.year // DECADE * DECADE}s"
    return {4: str(since.first.year), 7: month_words(since.first)}.get(len(since.text), plain_day(since.first))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_of(month: int) -> date:
    month = min(max(month, FIRST_YEAR * 12), LAST_YEAR * 12 + 11)
    return date(month // 12, month % 12 + 1, 1)


def _end_of_month(day: date) -> date:
    return PartialDate.parse(day.isoformat()[:7]).last
