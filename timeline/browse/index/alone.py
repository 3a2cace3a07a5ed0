"""Count what each frequent value of a segment lets through alone."""

from collections.abc import Iterator

import numpy as np

from timeline.browse.index.columns import Chosen
from timeline.browse.index.segment import SAID, Segment
from timeline.browse.index.tallies import Alone, Tally, tally_of

# What values of fewer events let through is counted as quickly as this is read.
LEAST_EVENTS = 2_000
# Of each facet so many values are kept: a page shows 20, and changes of events may take some of them down.
KEPT = 40
# Of values that are equally rare there may be thousands: more than so many times what is kept are not.
MUCH = 3


def count_alone(segment: Segment) -> Alone:
    """Count what each frequent value lets through, but for domestic events.

    Act, topic and phrase are those that stand in one statement with a value of another of them.
    """
    columns, abroad = segment.columns, segment.everything() - segment.domestic
    frequent = {facet: int(np.count_nonzero(one.totals >= LEAST_EVENTS)) for facet, one in columns.items()}

    def tallies() -> Iterator[Tally | None]:
        for facet, number in frequent.items():
            for value in range(number):
                chosen = Chosen(columns[facet].bitmaps[value] & abroad, len(segment))
                for counted in columns:
                    yield None if facet == counted else _most_of(_tally(segment, chosen, facet, value, counted))

    return Alone.of(frequent, tallies())


def _tally(segment: Segment, chosen: Chosen, facet: str, value: int, counted: str) -> Tally:
    column = segment.columns[counted]
    if facet not in SAID or counted not in SAID:
        return column.tally(chosen)
    beside = segment.having_beside(counted, {**dict.fromkeys(SAID, ()), facet: (segment.columns[facet].values[value],)})
    meeting = (sum(map(chosen.events.intersection_cardinality, beside(n))) for n in range(len(column.values)))
    return tally_of(np.fromiter(meeting, np.int64, len(column.values)))


def _most_of(tally: Tally) -> Tally | None:
    """Leave out what is rare; None where too many values are as frequent as the last."""
    top = tally if len(tally.counts) <= KEPT else tally.top(KEPT)
    return top if len(top.counts) <= MUCH * KEPT else None
