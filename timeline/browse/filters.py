"""What a reader asks for: one frozen value that every question of this room takes."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CURSOR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}|undated|best-[0-9]{1,9})\.([0-9]{1,18})")
# Facets of which any number of values may be chosen, in the order of the page.
MULTIPLE = (
    "type",
    "status",
    "act",
    "topic",
    "phrase",
    "country",
    "pair",
    "person",
    "office",
    "outlet",
    "certainty",
    "basis",
    "review",
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day as the reader wrote it, with its first and last day."""

    text: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2024`, `2024-12` or `2024-12-20`; raise ValueError for anything else."""
        match = _PARTIAL.fullmatch(text)
        if not match:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in match.groups())
        if not year:
            raise ValueError(text)
        if day and month:
            return cls(text, date(year, month, day), date(year, month, day))
        if month:
            return cls(text, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return cls(text, date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of the timeline ended: the day (None among the undated) and the id of its last event.

    In the order by relevance `rank` is how well that event meets the words, and the day does not matter.
    """

    day: date | None
    event: int
    rank: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Read `2024-12-20.15`, `undated.15` or `best-920.15`; raise ValueError for anything else."""
        match = _CURSOR.fullmatch(text)
        if not match:
            raise ValueError(text)
        if match[1].startswith("best-"):
            return cls(None, int(match[2]), int(match[1].removeprefix("best-")))
        return cls(None if match[1] == "undated" else date.fromisoformat(match[1]), int(match[2]))

    def __str__(self) -> str:
        if self.rank is not None:
            return f"best-{self.rank}.{self.event}"
        return f"{self.day.isoformat() if self.day else 'undated'}.{self.event}"


@dataclass(frozen=True, slots=True)
class Filters:
    """OR within a field, AND between fields; act, topic and phrase must meet in one statement.

    A `pair` is two countries that both took part, as `KOR-USA`.
    """

    words: str = ""
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    office: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None
    domestic: bool = False
    oldest_first: bool = False
    best_first: bool = False

    @property
    def by_relevance(self) -> bool:
        """Tell whether the order is that of relevance, which only words have."""
        return self.best_first and bool(self.words)

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """Give each chosen value of a facet with the facet's name."""
        return tuple((name, value) for name in MULTIPLE for value in getattr(self, name))

    @property
    def count(self) -> int:
        """Count the filters in use, words and dates included."""
        return len(self.chosen) + bool(self.words) + bool(self.since) + bool(self.until) + self.domestic

    @property
    def asks_of_statements(self) -> bool:
        """Tell whether the act, topic or phrase of a statement is asked for."""
        return bool(self.act or self.topic or self.phrase)

    def without(self, name: str, value: str | None = None) -> "Filters":
        """Give the filters with a field cleared, or with one of its values taken out."""
        if name not in MULTIPLE:
            return replace(self, **{name: getattr(Filters(), name)})
        kept = () if value is None else tuple(other for other in getattr(self, name) if other != value)
        changes: dict[str, Any] = {name: kept}
        return replace(self, **changes)

    def switched(self, name: str, value: str) -> "Filters":
        """Give the filters with a value of a facet chosen, or taken out if it was."""
        chosen = getattr(self, name)
        if value in chosen:
            return self.without(name, value)
        changes: dict[str, Any] = {name: (*chosen, value)}
        return replace(self, **changes)

    def cleared(self) -> "Filters":
        """Give no filters, in the same order."""
        return Filters(oldest_first=self.oldest_first, best_first=self.best_first)
