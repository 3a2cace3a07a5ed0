"""Dates and times printed in full: the words for months and days, and a reader of dates that need no context."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = {
    **{name: number for number, name in enumerate(MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)},
    "sept": 9,
}
WEEKDAYS = {
    **{name: number for number, name in enumerate(WEEKDAY_NAMES)},
    **{name[:3]: number for number, name in enumerate(WEEKDAY_NAMES)},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}

# Months are written with a capital, which keeps the verb "may" and the noun "march" out; all capitals in headings.
MONTH = (
    r"(?>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|"
    r"JAN(?:UARY|\.)?|FEB(?:RUARY|\.)?|MAR(?:CH|\.)?|APR(?:IL|\.)?|MAY|JUNE?\.?|JULY?\.?|AUG(?:UST|\.)?|"
    r"SEPT?(?:EMBER|\.)?|OCT(?:OBER|\.)?|NOV(?:EMBER|\.)?|DEC(?:EMBER|\.)?)(?![A-Za-z])"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
WEEKDAY_SHORT = r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
# Some pages glue the hour to the year: "13 August 201520:16".
YEAR = r"(?:1[5-9]\d\d|20\d\d)(?:(?!\d)|(?=[012]\d:[0-5]\d\b))"

_DATE = re.compile(
    rf"(?:(?P<wd>{WEEKDAY}|{WEEKDAY_SHORT})[,.]?\s+)?(?:"
    rf"(?P<m1>{MONTH})\s*(?P<d1>{DAY})\s*,?\s*(?P<y1>{YEAR})"
    rf"|(?P<d2>{DAY})(?:\s+of)?[\s-]*(?P<m2>{MONTH})[\s,-]*(?P<y2>{YEAR})"
    rf"|(?P<y3>{YEAR})\s?(?P<sep>[-./])\s?(?P<m3>1[0-2]|0?[1-9])\s?(?P=sep)\s?(?P<d3>3[01]|[12]\d|0?[1-9])(?!\d)"
    rf"|(?<![\d/-])(?P<a4>3[01]|[12]\d|0?[1-9])(?P<sep4>[/.-])(?P<b4>3[01]|[12]\d|0?[1-9])(?P=sep4)(?P<y4>{YEAR})"
    r")"
)
# Points stand between day, month and year in this order everywhere; slashes leave open which is the month.
_SHORT_DATE = re.compile(r"(?<![\d.])(?P<d>3[01]|[12]\d|0?[1-9])\.(?P<m>1[0-2]|0?[1-9])\.(?P<y>\d\d)(?![\d.])")
# Pages are of this century.
CENTURY = 2000
_TIME = re.compile(
    r"(?P<h>[01]?\d|2[0-3])(?:[:.](?P<min>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?m\b\.?|[AP]\.?M\b\.?)?"
    r"\s*(?P<zone>\(?(?:Z|[A-Z]{2,4}|(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d\d)?)\)?)?(?![\w])"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day printed in full, with the time of day and its zone's offset where they stand beside it."""

    day: date
    start: int
    end: int
    time: str | None = None

    @property
    def datetime(self) -> str | None:
        """Give the ISO date and time, or None where no time is printed."""
        return f"{self.day.isoformat()}T{self.time}" if self.time else None


@cache
def zones() -> dict[str, str]:
    """Give the UTC offset of each abbreviation of `timezones.tsv` that has only one meaning."""
    rows = (line.split("\t") for line in (DATA / "timezones.tsv").read_text("utf-8").splitlines())
    return {row[0]: row[1] for row in rows if not row[0].startswith("#")}


def month_number(word: str) -> int:
    """Give the number of a month's name or short form, with or without a full stop."""
    return MONTHS[word.rstrip(".").lower()]


def safe_day(year: int, month: int, day: int) -> date | None:
    """Give the date, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_date(text: str, start: int = 0, end: int | None = None) -> PrintedDate | None:
    """Find the first full date in text[start:end], with the time of day right after or before it."""
    stop = len(text) if end is None else end
    for match in _DATE.finditer(text, start, stop):
        day = _day(match)
        if day:
            first, last, time = _with_time(text, match.start(), match.end(), start, stop)
            return PrintedDate(day, first, last, time)
    return None


def find_short_date(text: str, start: int, end: int) -> PrintedDate | None:
    """Find a day with a year of two digits, as "20.03.24", in text[start:end]: only where a label tells it is one."""
    for match in _SHORT_DATE.finditer(text, start, end):
        day = safe_day(CENTURY + int(match["y"]), int(match["m"]), int(match["d"]))
        if day:
            first, last, time = _with_time(text, match.start(), match.end(), start, end)
            return PrintedDate(day, first, last, time)
    return None


def _day(match: re.Match[str]) -> date | None:
    if match["m1"] or match["m2"]:
        month, day = (match["m1"], match["d1"]) if match["m1"] else (match["m2"], match["d2"])
        return safe_day(int(match["y1"] or match["y2"]), month_number(month), int(re.sub(r"\D", "", day)))
    if match["y3"]:
        return safe_day(int(match["y3"]), int(match["m3"]), int(match["d3"]))
    first, second, year = int(match["a4"]), int(match["b4"]), int(match["y4"])
    if match["sep4"] == ".":
        return safe_day(year, second, first)
    if match["sep4"] == "-":
        return safe_day(year, second, first) or safe_day(year, first, second)
    # American order, as most English sites that write slashes are; the other one where it alone is possible.
    return safe_day(year, first, second) or safe_day(year, second, first)


_BEFORE_TIME = re.compile(r"[\s,|/T@-]{0,4}(?:\b(?:at|on)\s+)?")
_AFTER_TIME = re.compile(r"\s*[,|-]?\s*(?:on\s+)?$")


def _with_time(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int, str | None]:
    gap = _BEFORE_TIME.match(text, end, high)
    after = _TIME.match(text, gap.end() if gap else end, high)
    if after and (time := clock_time(after)):
        return start, after.end(), time
    for before in _TIME.finditer(text, max(low, start - 24), start):
        if _AFTER_TIME.fullmatch(text, before.end(), start) and (time := clock_time(before)):
            return before.start(), end, time
    return start, end, None


def clock_time(match: re.Match[str]) -> str | None:
    """Give HH:MM and the zone's offset of a time; None for a bare number, which is no time."""
    if not match["min"] and not match["half"]:
        return None
    hour = int(match["h"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return f"{hour:02d}:{match['min'] or '00'}{offset(match['zone'] or '')}"


def offset(zone: str) -> str:
    """Give the UTC offset of a zone as printed (`KST`, `GMT+9`, `+0900`); empty where it is not certain."""
    zone = zone.strip("() ")
    numeric = re.fullmatch(r"(?:GMT|UTC)?\s?([+-])(\d{1,2})(?::?(\d\d))?", zone)
    if numeric:
        return f"{numeric[1]}{int(numeric[2]):02d}:{numeric[3] or '00'}"
    return zones().get(zone, "")
