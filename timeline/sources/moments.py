"""Read days and times as pages, e-mails and corpora give them, whatever machine wrote them."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from timeline.extraction.source import SourceError, published_on

# What programs write where they know no day: the first second of their clocks.
NO_DAYS = frozenset({date(1, 1, 1), date(1900, 1, 1), date(1970, 1, 1)})
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:[+-]\d\d:?\d\d|Z)?$")
_SECONDS = re.compile(r"\d{9,10}")


def moment(value: str, today: date) -> str:
    """Give a day or date-time as ISO 8601; raise SourceError where it is none, or lies in the future.

    Midnight sharp is what machines make of a day without a time, so it is given as the day. "" is no day either.
    """
    text = _iso(value.strip())
    if not text:
        # Says what is wrong, or reads the day in words.
        text = published_on(value, today)
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


def _written(when: datetime, *, has_time: bool) -> str:
    return when.isoformat(timespec="seconds") if has_time else when.date().isoformat()
