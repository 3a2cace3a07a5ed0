"""Read days and times as pages, e-mails and corpora give them, whatever machine wrote them."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from timeline.extraction.source import SourceError, published_on

# What programs write where they know no day: the first second of their clocks.
NO_DAYS = frozenset({date(1, 1, 1), date(1900, 1, 1), date(1970, 1, 1)})
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:[+-]\d\d:?\d\d|Z)?$")
# 20/12/2024, with or without a time of day.
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?[ T](\d{1,2}:\d\d(?::\d\d)?))?")
# How days in figures are written: day or month first.
ORDERS = ("dmy", "mdy")
_SECONDS = re.compile(r"\d{9,10}")


def moment(value: str, today: date, order: str = "") -> str:
    """Give a day or date-time as ISO 8601; raise SourceError where it is none, or lies in the future.

    `order` tells how days in figures are written; without it those that have two readings are refused.

    Midnight sharp is what machines make of a day without a time, so it is given as the day. "" is no day either.
    """
    text = _iso(value.strip()) or _in_figures(value.strip(), order)
    if not text:
        text = _in_words(value, today)
    when = datetime.fromisoformat(text)
    if when.date() in NO_DAYS:
        raise SourceError(f"not a date: {value!r} is what programs write where they know none")
    if when.date() > today + timedelta(days=1):
        raise SourceError(f"in the future: {value}; an article cannot have appeared after {today.isoformat()}")
    return _MIDNIGHT.sub("", text)


def _iso(text: str) -> str:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _written(read(text), has_time=":" in text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text), UTC).isoformat()
    return ""


def _in_figures(text: str, order: str) -> str:
    """Read 20/12/2024 as ISO 8601; "" where it is no day, or more than one."""
    found = _FIGURES.fullmatch(text)
    if not found:
        return ""
    first, _, second, year, time = found.groups()
    days = {"dmy": (second, first), "mdy": (first, second)}
    readings = set()
    for month, day in [days[order]] if order else days.values():
        try:
            readings.add(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    if len(readings) != 1:
        return ""
    return readings.pop() + (f"T{time.zfill(5) if len(time) < 6 else time.zfill(8)}" if time else "")


def _written(when: datetime, *, has_time: bool) -> str:
    return when.isoformat(timespec="seconds") if has_time else when.date().isoformat()


def _in_words(value: str, today: date) -> str:
    """Read a day in words; raise SourceError that says what is wrong."""
    if _FIGURES.fullmatch(value.strip()):
        raise SourceError(f"{value!r} is no day, or has two readings; write 2024-12-20, or say --dates dmy or mdy")
    return published_on(value, today)
