"""A date in plain words, with its uncertainty said; the day of a report is never passed off as the event's day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from timeline.models import DateBasis, Event

# Of so few days, "one of these days" says enough.
A_WEEK = 7
_ISO_DAY = re.compile(r"(?<![\d-])(\d{4}-\d\d-\d\d)(?![\d-])")
_NO_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class DayWords:
    """A date for a page: `long` says all; `big` and `small` are the anchor beside an event; `iso` if one day."""

    long: str
    big: str
    small: str
    iso: str = ""
    is_certain: bool = False


def plain_day(day: date, *, weekday: bool = False) -> str:
    """Write a day as "20 December 2024", with its weekday if wanted."""
    words = f"{day.day} {month_words(day)}"
    return f"{day:%A} {words}" if weekday else words


def month_words(day: date) -> str:
    """Write a month as "December 2024"."""
    return f"{_month_name(day.month)} {day.year}"


@cache
def _month_name(month: int) -> str:
    """Give the name of a month, which the calendar writes anew each time, by the way of formats of dates."""
    return calendar.month_name[month]


def span_words(first: date | None, last: date | None) -> str:
    """Write an interval in plain words: "December 2024", "between 20 and 26 January 2025", "" if open on both sides."""
    if first and last:
        return _closed(first, last)
    if first:
        return f"{plain_day(first)} or later"
    return f"{plain_day(last)} or earlier" if last else ""


def plain_reason(reason: str) -> str:
    """Give a reason of the reading's with its ISO days in plain words."""
    return _ISO_DAY.sub(_plain_match, reason)


def _plain_match(match: re.Match[str]) -> str:
    try:
        return plain_day(date.fromisoformat(match[1]))
    except ValueError:
        return match[1]


def _closed(first: date, last: date) -> str:
    if first == last:
        return plain_day(first)
    days_in_last = calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and last.day == days_in_last and first.year == last.year:
        if first.month == last.month:
            return month_words(first)
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    if (last - first).days == 1:
        return f"{_left(first, last)} or {plain_day(last)}"
    return f"between {_left(first, last)} and {plain_day(last)}"


def _left(first: date, last: date) -> str:
    """Write the first day of two without what it shares with the second."""
    if first.year != last.year:
        return plain_day(first)
    return str(first.day) if first.month == last.month else f"{first.day} {calendar.month_name[first.month]}"


def date_words(event: Event) -> DayWords:
    """Give the words for an event's date."""
    return day_words(event.edtf, event.date_min, event.date_max, event.date_basis)


def day_words(edtf: str, first: date | None, last: date | None, basis: str) -> DayWords:
    """Give the words for a date: its EDTF form, its bounds and how it is known."""
    if not first and not last:
        return _undated(edtf)
    is_day = first is not None and first == last
    words = span_words(first, last)
    is_reported = basis == DateBasis.REPORTED_ON
    if is_reported:
        words = f"reported {words}"
    elif "~" in edtf or "%" in edtf:
        words = f"about {words}"
    elif "?" in edtf:
        words = f"{words}, uncertain"
    elif is_day and first:
        words = plain_day(first, weekday=True)
    is_certain = is_day and not is_reported and not re.search("[?~%]", edtf)
    big, small = _anchor(first, last, "reported" if is_reported else "" if is_certain else "uncertain")
    return DayWords(words, big, small, first.isoformat() if is_day and first else "", is_certain)


def _anchor(first: date | None, last: date | None, doubt: str) -> tuple[str, str]:
    if first and first == last:
        return str(first.day), ", ".join(filter(None, [f"{first:%a}", doubt]))
    if not first or not last:
        known = first or last
        return (f"{known:%b}" if known else "–"), "from" if first else "until"
    if first.year != last.year:
        return f"{first.year}–{last:%y}" if first.year // 100 == last.year // 100 else f"{first.year}–", "day unknown"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year), "day unknown"
    if first.month != last.month:
        return f"{first:%b}–{last:%b}", "one of these days" if (last - first).days < A_WEEK else "day unknown"
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        return f"{first:%b}", "day unknown"
    return f"{first.day}–{last.day}", "one of these days"


def _undated(edtf: str) -> DayWords:
    known = _NO_YEAR.match(edtf)
    if known and 1 <= int(known[1]) <= 12:
        words = (
            f"{int(known[2])} {calendar.month_name[int(known[1])]}" if known[2] else calendar.month_name[int(known[1])]
        )
        return DayWords(f"{words}, year unknown", "–", "year unknown")
    return DayWords("undated", "–", "undated")


def basis_words(event: Event) -> str:
    """Say how the date is known, for a reader who asks; empty where nothing is known."""
    said = f"“{event.raw_date}”" if event.raw_date else ""
    return {
        DateBasis.EXPLICIT: f"the text says {said}" if said else "the text gives the day",
        DateBasis.RELATIVE: f"worked out from {said}" if said else "worked out from words such as “Friday”",
        DateBasis.DATELINE: "the day of the dateline",
        DateBasis.REPORTED_ON: "only the report is dated, not the event",
        DateBasis.INFERRED: "inferred from what else is known",
        DateBasis.CURATOR: "set by a curator",
    }.get(DateBasis(event.date_basis), "")
