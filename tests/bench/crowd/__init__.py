"""A timeline of a million made-up events, written by the database itself: the same for the same number of events."""

from tests.bench.crowd.fill import fill

__all__ = ["fill"]
