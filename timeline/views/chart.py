"""The histogram as a drawing: bars in percent of the width, so that it fits any screen without squashing its text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, Self

from timeline.browse import Filters, PartialDate
from timeline.browse.histogram import DECADE, LAST_YEAR, Bucket, Histogram, span_name
from timeline.views.links import around_span, span_in, span_urls, timeline_url

HEIGHT = 56
# More labels than this run into each other on a phone.
MOST_LABELS = 6
# Labels stand at round numbers, so many units apart.
STEPS = {"decade": (1, 2, 5, 10, 20, 50, 100), "year": (1, 2, 5, 10, 20, 50), "month": (3, 6, 12, 24, 60), "day": (1,)}
# A label that begins further to the right would stick out, so it ends there.
LAST_START = 95
MIDDLE = 50
# Most charts have the same bars: their places and labels are kept for so many different ones.
MOST_KEPT = 100
# The address of the timeline between two dates, as the filters take them.
Address = Callable[[str, str], str]


class Bar(NamedTuple):
    """A bucket's place in the drawing, as the macro takes it: the words of it, then its numbers.

    Its address has its `span`; x and width are in percent, `state` is a class of the bar if it is chosen.
    """

    words: tuple[str, str, str, str, str, str]
    numbers: tuple[int, int, int, int]

    @classmethod
    def of(cls, bucket: Bucket, index: int, place: tuple[str, str], most: int) -> Self:
        """Draw a bucket beside others of which the highest has `most` events."""
        height = max(3, round(bucket.count / most * HEIGHT))
        state = " in" if bucket.is_chosen else ""
        words = (span_in(bucket.since, bucket.until), bucket.name, *place, state, plural(bucket.count))
        return cls(words, (index, bucket.count, HEIGHT - height, height))

    @property
    def height(self) -> int:
        """Give the height in pixels."""
        return self.numbers[-1]


class Top(NamedTuple):
    """What the highest bar says; it ends its text where it ends itself unless it `is_left`, so that none sticks out."""

    x: str
    is_left: bool
    number: str
    plural: str

    @classmethod
    def of(cls, bars: Sequence[Bar]) -> Self | None:
        """Label the first of the highest bars; None if there is none."""
        if not bars:
            return None
        _, _, x, width, _, ending = (highest := max(bars, key=attrgetter("height"))).words
        is_left = float(x) < MIDDLE
        return cls(x if is_left else f"{float(x) + float(width):.3f}", is_left, grouped(highest.numbers[1]), ending)


@dataclass(frozen=True, slots=True)
class Tick:
    """A label below the bars, and the timeline of what it names (empty if it is a bar's own)."""

    x: str
    text: str
    url: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A wider, earlier or later span, as a link; without a link it is the present one."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing and the same as a table: `bars` has only buckets with events, `around` what is around their spans.

    `trail` leads from all time to the dates asked for; `before` and `after` are the spans of the same length beside.
    """

    bars: tuple[Bar, ...]
    around: tuple[str, str]
    top: Top | None
    ticks: tuple[Tick, ...]
    trail: tuple[Step, ...]
    before: Step | None
    after: Step | None
    unit: str
    first: str
    size: int
    undated: int
    undated_url: str
    height: int = HEIGHT


def chart(histogram: Histogram, filters: Filters) -> Chart:
    """Draw a histogram; each bar leads to the timeline of its span."""
    buckets, most, places = histogram.buckets, histogram.most, _places(len(histogram.buckets))
    bars = tuple([Bar.of(one, at, places[at], most) for at, one in enumerate(buckets) if one.count])
    url_of = span_urls(filters)
    undated = replace(_between(filters, None, None), certainty=("undated",))
    return Chart(
        bars=bars,
        around=around_span(filters),
        top=Top.of(bars),
        ticks=_ticks(histogram, url_of),
        trail=_trail(filters, url_of),
        before=_beside(filters, -1, url_of),
        after=_beside(filters, 1, url_of),
        unit=histogram.unit,
        first=buckets[0].since if buckets else "",
        size=len(buckets),
        undated=histogram.undated,
        undated_url=timeline_url(undated),
    )


@lru_cache(MOST_KEPT)
def _places(size: int) -> list[tuple[str, str]]:
    """Give x and width of each of so many bars."""
    step = 100 / max(size, 1)
    return [(f"{index * step:.3f}", f"{step * 0.82:.3f}") for index in range(size)]


def grouped(count: int) -> str:
    """Write a number with its thousands apart."""
    return f"{count:,}"


def plural(count: int) -> str:
    """Give the ending of a noun that so many of are told."""
    return "" if count == 1 else "s"


def _ticks(histogram: Histogram, url_of: Address) -> tuple[Tick, ...]:
    """Label round years, months or days, as many as fit; a label leads to the span that it names."""
    labels = _labels(histogram.unit, tuple(bucket.first for bucket in histogram.buckets))
    return tuple(Tick(x, text, url_of(*span) if span else "", is_last) for x, text, span, is_last in labels)


@lru_cache(MOST_KEPT)
def _labels(unit: str, days: tuple[date, ...]) -> list[tuple[str, str, tuple[str, str] | None, bool]]:
    """Give place and text of each label of bars that begin on these days, the span that it names, and if it is last."""
    places: list[int] = []
    for step in STEPS[unit]:
        places = [index for index, day in enumerate(days) if _is_round(day, unit, step)]
        if len(places) <= MOST_LABELS:
            break
    out = []
    for index in places[:: -(-len(places) // MOST_LABELS) or 1]:
        x = index * 100 / len(days)
        out.append((f"{x:.3f}", *_label(days[index], unit), x > LAST_START))
    return out


def _is_round(day: date, unit: str, step: int) -> bool:
    number = {"decade": day.year // DECADE, "year": day.year, "month": day.year * 12 + day.month - 1}.get(unit)
    return day.day in (1, 15) if number is None else number % step == 0


def _label(day: date, unit: str) -> tuple[str, tuple[str, str] | None]:
    """Give a label and the span that it names; None where that is a bar of its own."""
    year, month = f"{day.year:04}", day.isoformat()[:7]
    if unit == "day":
        return (f"{day:%b} {day.year}", (month, month)) if day.day == 1 else (str(day.day), None)
    if unit == "month":
        return (str(day.year), (year, year)) if day.month == 1 else (f"{day:%b}", None)
    if unit == "year" and day.year % DECADE == 0:
        return f"{day.year}s", (year, f"{day.year + DECADE - 1:04}")
    return f"{day.year // DECADE * DECADE}s" if unit == "decade" else str(day.year), None


def _trail(filters: Filters, url_of: Address) -> tuple[Step, ...]:
    """Give the spans that hold the dates asked for, widest first: all time, decade, year, month."""
    since, until = filters.since, filters.until
    if not since and not until:
        return ()
    out = [Step("All time", timeline_url(_between(filters, None, None)))]
    if since and until:
        first, last = since.first.isoformat(), until.last.isoformat()
        decade = since.first.year // DECADE * DECADE
        spans = [(f"{max(decade, 1):04}", f"{decade + DECADE - 1:04}")] if first[:3] == last[:3] else []
        spans += [(first[:size], first[:size]) for size in (4, 7) if first[:size] == last[:size]]
        for span in spans:
            start, end = map(PartialDate.parse, span)
            if (start.first, end.last) != (since.first, until.last):
                out.append(Step(span_name(start, end), url_of(*span)))
    return tuple(out)


def _beside(filters: Filters, way: int, url_of: Address) -> Step | None:
    """Give the span before or after the day, month, year or decade that is asked for."""
    since, until = filters.since, filters.until
    if not since or not until:
        return None
    if since.text == until.text:
        moved = _moved(since, way)
        return Step(span_name(moved, moved), url_of(moved.text, moved.text)) if moved else None
    start, end = since.first.year + way * DECADE, until.first.year + way * DECADE
    is_decade = len(since.text) == len(until.text) == 4 and end - start == DECADE - 1 and start % DECADE == 0
    if not is_decade or not 1 <= start <= end <= LAST_YEAR:
        return None
    return Step(f"{start}s", url_of(f"{start:04}", f"{end:04}"))


def _moved(span: PartialDate, way: int) -> PartialDate | None:
    """Give the day, month or year beside one; None at the end of the calendar."""
    try:
        day = span.last + timedelta(days=1) if way > 0 else span.first - timedelta(days=1)
    except OverflowError:
        return None
    return PartialDate.parse(day.isoformat()[: len(span.text)])


def _between(filters: Filters, since: PartialDate | None, until: PartialDate | None) -> Filters:
    return replace(filters, since=since, until=until)
