"""A segment as it is asked: without the events that changed after it was made, with what is known of the others."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace

from pyroaring import BitMap

from timeline.browse.index.columns import Chosen
from timeline.browse.index.segment import SAID, Segment
from timeline.browse.index.tallies import Tally

# Gives the counts of a facet, if they are known beforehand.
Told = Callable[[str], Tally | None]
# Bytes of what passes one filter alone, with up to so many for the counts that are known of it.
MOST_SINGLES, OF_COUNTS = 20 * 1024 * 1024, 100 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """A segment and which of its events still hold: not those that a later segment tells anew.

    `abroad` are those of them that are no domestic ones: nearly every reader asks for those; `gone` are all others.
    `found` has events of the segment that words find, by the database's reading of the words; `singles` those that pass
    one filter alone.
    """

    segment: Segment
    live: Chosen
    abroad: Chosen
    gone: BitMap = field(default_factory=BitMap)
    found: dict[str, BitMap] = field(default_factory=dict)
    singles: "Singles" = field(default_factory=lambda: Singles())

    @classmethod
    def of(cls, segment: Segment) -> "Part":
        """Begin with all events of a segment."""
        size, everything = len(segment), segment.everything()
        live = Chosen(everything, size, is_lasting=True)
        return cls(segment, live, Chosen(everything - segment.domestic, size, is_lasting=True))

    def without(self, events: BitMap) -> "Part":
        """Give the part without events at some places."""
        live, abroad = self._less(self.live, events), self._less(self.abroad, events)
        return replace(self, live=live, abroad=abroad, gone=self.gone | events)

    def single(self, asked: Hashable, make: Callable[[], Chosen], told: Callable[[], Told | None]) -> Chosen:
        """Give what passes one filter alone, kept or made now; `told` has what was counted of it beforehand."""
        found = self.singles.get(asked, self.gone, make, self._less)
        if found.told is None:
            found.told = told()
        return found

    def _less(self, chosen: Chosen, gone: BitMap) -> Chosen:
        """Give events without some, with what is known of them; but for what was told, which they did not count."""
        gone = gone & chosen.events
        if not gone:
            return chosen
        left = chosen.without(gone)
        if chosen.months:
            (months, undated), (less, also) = chosen.months, self.segment.by_month(Chosen(gone, len(self.segment)))
            counts = ((month, count - less.get(month, 0)) for month, count in months.items())
            left.months = {month: count for month, count in counts if count}, undated - also
        return left

    def told(self, facet: str, value: Hashable) -> Told | None:
        """Give what was counted beforehand of a value's events, but for domestic ones; None if nothing was."""
        segment, column = self.segment, self.segment.columns[facet]
        number = column.numbers.get(value)
        if number is None or not segment.alone.has(facet, number):
            return None
        gone = Chosen((self.gone & column.bitmaps[number]) - segment.domestic, len(segment))

        def told(counted: str) -> Tally | None:
            tally = segment.alone.tally(facet, number, counted)
            if not gone or tally is None:
                return tally
            return None if facet in SAID and counted in SAID else tally.less(segment.columns[counted].tally(gone))

        return told


class Singles:
    """What passes one filter alone, with the counts that are known of it: many questions have such a part in common."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[Chosen, BitMap, int]] = OrderedDict()
        self._bytes = 0

    def get(
        self, asked: Hashable, gone: BitMap, make: Callable[[], Chosen], less: Callable[[Chosen, BitMap], Chosen]
    ) -> Chosen:
        """Give what was kept, or made now: without the events that are gone.

        More and more are. `less` takes those that went since away from what was kept.
        """
        with self._lock:
            kept, known, _ = self._kept.get(asked, (None, gone, 0))
            if kept is not None:
                self._kept.move_to_end(asked)
        if kept is not None and len(known) == len(gone):
            return kept
        if len(known) > len(gone):
            # Somebody answers as things were before.
            return make()
        made = make() if kept is None else less(kept, gone - known)
        size = made.bytes + OF_COUNTS
        with self._lock:
            *_, before = self._kept.pop(asked, (0,))
            self._bytes += size - before
            self._kept[asked] = made, gone, size
            while self._bytes > MOST_SINGLES:
                _, (*_, least) = self._kept.popitem(last=False)
                self._bytes -= least
        return made
