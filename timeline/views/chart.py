"""The histogram as a drawing: bars in percent of the width, so that it fits any screen without squashing its text."""

from dataclasses import dataclass, replace

from timeline.browse import Filters, PartialDate
from timeline.browse.dates import month_words
from timeline.browse.histogram import Bucket, Histogram
from timeline.views.links import span_urls, timeline_url

HEIGHT = 56
# More labels than this run into each other on a phone.
MOST_LABELS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A bucket's place in the drawing: x and width in percent, y and height in pixels."""

    x: str
    width: str
    y: int
    height: int
    name: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A label below the bars."""

    x: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing and the same as a table: `bars` has only buckets with events."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    unit: str
    undated: int
    undated_url: str
    height: int = HEIGHT


def chart(histogram: Histogram, filters: Filters) -> Chart:
    """Draw a histogram; each bar leads to the timeline of its month or year."""
    url_of, most, step = span_urls(filters), histogram.most, 100 / max(len(histogram.buckets), 1)
    bars = tuple(
        _bar(bucket, index * step, step, bucket.count / most, histogram.unit, url_of(PartialDate.parse(bucket.text)))
        for index, bucket in enumerate(histogram.buckets)
        if bucket.count
    )
    undated = replace(filters.without("since").without("until"), certainty=("undated",))
    return Chart(bars, _ticks(histogram.buckets), histogram.unit, histogram.undated, timeline_url(undated))


def _bar(bucket: Bucket, x: float, step: float, share: float, unit: str, url: str) -> Bar:
    height = max(3, round(share * HEIGHT))
    return Bar(
        x=f"{x:.3f}",
        width=f"{step * 0.82:.3f}",
        y=HEIGHT - height,
        height=height,
        name=month_words(bucket.first) if unit == "month" else str(bucket.first.year),
        count=bucket.count,
        url=url,
        is_chosen=bucket.is_chosen,
    )


def _ticks(buckets: tuple[Bucket, ...]) -> tuple[Tick, ...]:
    """Label the years, or as many of them as fit."""
    starts = [(index, bucket) for index, bucket in enumerate(buckets) if bucket.first.month == 1]
    every = -(-len(starts) // MOST_LABELS) or 1
    return tuple(Tick(f"{index * 100 / len(buckets):.3f}", str(bucket.first.year)) for index, bucket in starts[::every])
