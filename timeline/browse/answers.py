"""Who answers the filters: the index in memory where it is up to date, else the database itself."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from timeline.browse.filters import Cursor, Filters
from timeline.browse.index import live
from timeline.browse.index.live import State
from timeline.browse.index.texts import Kept
from timeline.browse.labels import Rows
from timeline.browse.plain import PlainAnswer


class Answer(Protocol):
    """The questions that a page asks of its filters."""

    filters: Filters

    @property
    def rows(self) -> Rows:
        """Give the people and outlets asked for that are on record."""

    @property
    def kept(self) -> Kept | None:
        """Give what was made of the events before; None where nothing is kept."""

    def total(self) -> int:
        """Count the events."""

    def domestic_left_out(self) -> int:
        """Count the domestic events that would be there if they were asked for."""

    def counts(self, facet: str, most: int | None, also: Sequence[Any] = ()) -> dict[Any, int]:
        """Count the events of the `most` frequent values of a facet, or all, and of those in `also`."""

    def months(self) -> tuple[dict[tuple[int, int], int], int]:
        """Count the events by year and month whatever dates are asked for, and the undated ones."""

    def days(self, first: date, last: date) -> dict[date, int]:
        """Count the events by day between two days whatever dates are asked for; days without any are left out."""

    def page(self, cursor: Cursor | None, number: int) -> list[int]:
        """Give the ids of the events that come after a place."""


# What holds at a time, for whoever asks more than one question of it.
Now = State


def now() -> Now | None:
    """Give what holds now; None where the database has to be asked each time."""
    return live.live.state()


def answer(filters: Filters, at: Now | None = None) -> Answer:
    """Give who answers these filters, as things are or as they were a moment ago."""
    return live.answer(filters, at) or PlainAnswer(filters)
