"""Named days of the year: Christmas, Thanksgiving, Easter."""

import re
from datetime import date, timedelta
from functools import cache

from timeline.extraction.printed import DATA, WEEKDAYS

_NTH = re.compile(r"(\d\d)-([a-z]{3})-(\d|last)(?:\+(\d))?")


@cache
def holidays() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give the names, as patterns, and the rules of `holidays.tsv`."""
    rows = (line.split("\t") for line in (DATA / "holidays.tsv").read_text("utf-8").splitlines())
    return tuple((re.compile(row[0]), row[1]) for row in rows if not row[0].startswith("#"))


def first_words() -> frozenset[str]:
    """Give the words, in small letters, that a holiday's name can begin with."""
    return frozenset(word.lower() for name, _ in holidays() for word in re.findall(r"[A-Z]\w+", name.pattern))


def pattern() -> str:
    """Give one pattern for all names."""
    return "|".join(name.pattern for name, _ in holidays())


def day_of(name: str, year: int) -> date | None:
    """Give the day of a holiday in a year."""
    rule = next((rule for known, rule in holidays() if re.match(known.pattern + "$", name)), None)
    if rule is None:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule.removeprefix("easter")))
    nth = _NTH.fullmatch(rule)
    if nth:
        return _nth_weekday(year, int(nth[1]), WEEKDAYS[nth[2]], nth[3]) + timedelta(int(nth[4] or 0))
    return date(year, int(rule[:2]), int(rule[3:]))


def _nth_weekday(year: int, month: int, weekday: int, which: str) -> date:
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.weekday()) % 7)
    if which != "last":
        return day + timedelta(7 * (int(which) - 1))
    while (day + timedelta(7)).month == month:
        day += timedelta(7)
    return day


def easter(year: int) -> date:
    """Give Western Easter Sunday (the anonymous Gregorian algorithm, Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
