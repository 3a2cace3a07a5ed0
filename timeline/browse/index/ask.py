"""Answer a reader's filters from segments: total, counts of facets, months, and the events of a page."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from heapq import merge
from typing import Any

from pyroaring import BitMap

from timeline.browse.filters import Cursor, Filters
from timeline.browse.index.columns import FEW, Chosen, most_frequent
from timeline.browse.index.part import Part, Told
from timeline.browse.index.segment import PLAIN, SAID, Segment
from timeline.browse.index.texts import Kept
from timeline.browse.labels import Rows
from timeline.browse.relevance import WEIGHED, by_relevance


class Answer:
    """What the filters let through; `words` are the events found by the words, by segment, None if none are asked for.

    `rows` are the people and outlets asked for, which columns know by their ids; `kept` is what was made of its events
    before.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        filters: Filters,
        rows: Rows,
        words: Sequence[BitMap] | None = None,
        kept: Kept | None = None,
    ) -> None:
        self.filters = filters
        self.rows = rows
        self.kept = kept
        keys = {facet: [pk for pk, _ in found.values()] for facet, found in rows.items()}
        self._found = [
            _Found(part, filters, keys, words[number] if words is not None else None)
            for number, part in enumerate(parts)
        ]

    def total(self) -> int:
        """Count the events."""
        return sum(len(found.without("")) for found in self._found)

    def domestic_left_out(self) -> int:
        """Count the domestic events that would be there if they were asked for."""
        return sum(found.domestic_left_out() for found in self._found)

    def counts(self, facet: str, most: int | None, also: Sequence[Any] = ()) -> dict[Any, int]:
        """Count the events of the `most` frequent values of a facet (None: all) and of those in `also`.

        The facet's own choice is ignored.
        Values that are as frequent as the last are given, too. Those without an event are left out.
        """
        if len(self._found) == 1:
            return self._found[0].counts(facet, most, also)
        # The first segment has nearly all events: a value rises among the most frequent ones only by the others.
        first, *others = self._found
        later: Counter[Any] = Counter()
        for found in others:
            later.update(found.counts(facet, None))
        if not later:
            return first.counts(facet, most, also)
        counted = first.counts(facet, most, also)
        least = sorted(counted.values(), reverse=True)[most - 1] if most and len(counted) >= most else 0
        bound = first.part.segment.columns[facet].bound
        risen = [
            value
            for value, count in later.items()
            if value not in counted and (bound(value) + count >= least or value in also)
        ]
        counted |= dict.fromkeys(risen, 0) | first.counts(facet, 0, risen)
        return {value: count + later[value] for value, count in counted.items()}

    def months(self) -> tuple[dict[tuple[int, int], int], int]:
        """Count the events by year and month whatever dates are asked for, and the undated ones."""
        first, *others = [(found.part.segment, found.chosen("dates")) for found in self._found]
        months, undated = first[0].by_month(first[1])
        # What is given is kept with the events, so it is left as it is.
        months = months.copy()
        for segment, chosen in others:
            if not chosen:
                continue
            counts, without = segment.by_month(chosen)
            undated += without
            for month, count in counts.items():
                months[month] = months.get(month, 0) + count
        return months, undated

    def days(self, first: date, last: date) -> dict[date, int]:
        """Count the events by day between two days whatever dates are asked for; days without any are left out."""
        days: Counter[date] = Counter()
        for found in self._found:
            days.update(found.part.segment.by_day(found.without("dates"), first, last))
        return dict(days)

    def page(self, cursor: Cursor | None, number: int) -> list[int]:
        """Give the ids of the events that come after a place."""
        if self.filters.by_relevance:
            return by_relevance(self._in_time(None, WEIGHED), self.filters.words, cursor, number)
        return self._in_time(cursor, number)

    def _in_time(self, cursor: Cursor | None, number: int) -> list[int]:
        ways = [found.page(cursor, number) for found in self._found]
        return [event for _, event in list(merge(*ways))[:number]]


class _Found:
    """What the filters let through of one segment."""

    def __init__(self, part: Part, filters: Filters, keys: Mapping[str, Sequence[int]], words: BitMap | None) -> None:
        self.part, self.filters = part, filters
        segment = part.segment
        self._narrow: dict[str, BitMap] = {}
        self._asked: dict[str, Mapping[str, Sequence[Hashable]]] = {}
        for facet in PLAIN:
            values = keys.get(facet, getattr(filters, facet))
            if not getattr(filters, facet):
                continue
            column = segment.columns[facet]
            self._narrow[facet] = _pairs(segment, values) if facet == "pair" else column.any_of(values)
            self._asked[facet] = {facet: tuple(values)}
        if filters.asks_of_statements:
            self._narrow["said"] = segment.having_said(filters.act, filters.topic, filters.phrase)
            self._asked["said"] = {name: getattr(filters, name) for name in SAID}
        if filters.since or filters.until:
            self._narrow["dates"] = segment.between(filters)
            self._asked["dates"] = {"dates": (filters.since, filters.until)}
        if words is not None:
            self._narrow["words"] = words
            self._asked["words"] = {"words": (filters.words,)}
        self._base = part.live if filters.domestic else part.abroad
        self._known: dict[str, Chosen] = {}

    def without(self, facet: str) -> BitMap:
        """Give the events that pass all filters but one."""
        return self.chosen(facet).events

    def chosen(self, facet: str) -> Chosen:
        """Give the events that pass all filters but one, ready to be counted."""
        key = facet if facet in self._narrow else ""
        if key not in self._known:
            self._known[key] = self._chosen([name for name in self._narrow if name != key])
        return self._known[key]

    def _chosen(self, names: Sequence[str]) -> Chosen:
        """Give the events that pass some of the filters."""
        if not names:
            return self._base

        def make() -> Chosen:
            events = _all_of(self._base.events, [self._narrow[name] for name in names])
            return Chosen(events, len(self.part.segment))

        if len(names) > 1:
            return make()
        asked = (*self._asked[names[0]].items(), self.filters.domestic)
        return self.part.single(asked, make, lambda: self._told(names))

    def _told(self, names: Sequence[str]) -> Told | None:
        """Give what was counted beforehand if one value alone is asked for, and no domestic events."""
        if len(names) != 1 or names[0] in ("dates", "words") or self.filters.domestic:
            return None
        one = [(facet, value) for facet, values in self._asked[names[0]].items() for value in values]
        return self.part.told(*one[0]) if len(one) == 1 else None

    def domestic_left_out(self) -> int:
        if self.filters.domestic:
            return 0
        return len(_all_of(self.part.segment.domestic, [self.part.live.events, *self._narrow.values()]))

    def counts(self, facet: str, most: int | None, also: Sequence[Any] = ()) -> dict[Any, int]:
        column = self.part.segment.columns[facet]
        chosen = self.chosen("said" if facet in SAID else facet)
        if not chosen:
            return {}
        if facet in SAID and self.filters.without(facet).asks_of_statements:
            return self._counts_said(facet, chosen, most, also)
        if chosen.told and column not in chosen.known and (told := chosen.told(facet)):
            chosen.known[column] = told
        return column.counts(chosen, most, also)

    def _counts_said(self, facet: str, chosen: Chosen, most: int | None, also: Sequence[Any]) -> dict[Any, int]:
        """Count act, topic or phrase of statements that have what is asked for of the two others."""
        segment, column = self.part.segment, self.part.segment.columns[facet]
        asked = {name: getattr(self.filters, name) for name in SAID}
        beside = segment.having_beside(facet, asked)
        counted: dict[Any, int] = {}
        told = self._told(list(self._narrow))
        tally = told(facet) if told and not asked[facet] else None
        if tally and most != 0 and column.has(tally, most):
            counted = column.named(tally.top(most))
        elif most != 0:
            held = Chosen(chosen.events & segment.having_said(**{**asked, facet: ()}), len(segment))
            # Nothing has more events than those in which both stand at all, be it in different statements, nor than
            # there are with both in one, whatever else is asked for.
            numbers = range(len(column.values))
            few = len(held) <= FEW
            bounds = column.of_each(held).tolist() if few else [sum(map(len, beside(number))) for number in numbers]
            order = sorted(filter(bounds.__getitem__, numbers), key=bounds.__getitem__, reverse=True)
            meeting = (_meeting(held, beside(number)) for number in order)
            found = most_frequent(meeting, [bounds[number] for number in order], most or max(len(order), 1))
            counted = {column.values[number]: count for number, count in zip(order, found.tolist(), strict=False)}
        for value in also:
            if value not in counted and value in column.numbers:
                counted[value] = _meeting(chosen, beside(column.numbers[value]))
        return {value: count for value, count in counted.items() if count}

    def page(self, cursor: Cursor | None, number: int) -> list[tuple[tuple[bool, int, int], int]]:
        """Give the events after a place with what they are sorted by: undated ones last, then day and id."""
        segment, sign = self.part.segment, 1 if self.filters.oldest_first else -1
        found = segment.after(self.without(""), cursor, number, oldest_first=self.filters.oldest_first)
        keys = [segment.key(place) for place in found]
        return [((day < 0, sign * day, sign * event), event) for day, event in keys]


def _all_of(base: BitMap, others: Sequence[BitMap]) -> BitMap:
    for other in sorted(others, key=len):
        base = base & other
    return base


def _meeting(chosen: Chosen, bitmaps: Sequence[BitMap]) -> int:
    """Count the events that are in any of some bitmaps."""
    if len(bitmaps) == 1:
        return chosen.meeting(bitmaps[0])
    return chosen.meeting(BitMap.union(*bitmaps)) if bitmaps else 0


def _pairs(segment: Segment, pairs: Sequence[str]) -> BitMap:
    """Give the events in which both countries of one of the pairs took part."""
    countries = segment.columns["country"]
    found = [
        _all_of(countries.any_of(codes[:1]), [countries.any_of([c]) for c in codes[1:]]) for codes in _codes(pairs)
    ]
    return found[0] if len(found) == 1 else BitMap.union(*found)


def _codes(pairs: Sequence[str]) -> list[list[str]]:
    return [pair.split("-") for pair in pairs]
