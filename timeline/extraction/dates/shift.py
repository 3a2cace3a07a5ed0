"""Arithmetic on calendar units: the unit that a day lies in, so many units on or back, as EDTF."""

from collections.abc import Callable
from datetime import date, timedelta

from timeline.extraction.dates import edtf

_WEEKDAY_SATURDAY = 5


def day(base: date, days: int) -> date | None:
    """Give the day so many days on; None beyond the calendar."""
    try:
        return base + timedelta(days)
    except OverflowError:
        return None


def unit(base: date, name: str, number: int = 0) -> str | None:
    """Give the unit (day … century) that lies so many units after the one of the base day, as EDTF."""
    try:
        return _SHIFTS[name](base, number)
    except (OverflowError, ValueError):
        return None


def months(base: date, number: int) -> str:
    """Give the month so many months on."""
    year, month = divmod(base.year * 12 + base.month - 1 + number, 12)
    return _year_text(year) + f"-{month + 1:02d}"


def week(base: date, number: int = 0) -> str:
    """Give the calendar week, Monday to Sunday (ISO 8601)."""
    monday = base - timedelta(base.weekday()) + timedelta(7 * number)
    return edtf.interval(monday, monday + timedelta(6))


def weekend(base: date, number: int = 0) -> str:
    """Give Saturday and Sunday of a calendar week."""
    saturday = base - timedelta(base.weekday()) + timedelta(7 * number + _WEEKDAY_SATURDAY)
    return edtf.interval(saturday, saturday + timedelta(1))


def quarter(year: int, number: int) -> str:
    """Give a quarter; numbers below 1 and above 4 run into other years."""
    extra, index = divmod(number - 1, 4)
    return f"{_year_text(year + extra)}-{33 + index}"


def _year_text(year: int) -> str:
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return f"{year:04d}"


_SHIFTS: dict[str, Callable[[date, int], str]] = {
    "day": lambda base, number: (base + timedelta(number)).isoformat(),
    "week": week,
    "weekend": weekend,
    "fortnight": lambda base, number: week(base, 2 * number),
    "month": months,
    "quarter": lambda base, number: quarter(base.year, (base.month - 1) // 3 + 1 + number),
    "year": lambda base, number: _year_text(base.year + number),
    "decade": lambda base, number: _year_text(base.year + 10 * number),
    "century": lambda base, number: _year_text(base.year + 100 * number),
}


def nearest(base: date, candidates: list[str]) -> str:
    """Give the EDTF value whose middle is nearest to a day, the earlier of two."""

    def distance(value: str) -> int:
        first, last = edtf.day_bounds(value)
        if first is None or last is None:
            return 10**7
        return abs(2 * base.toordinal() - first.toordinal() - last.toordinal())

    return min(candidates, key=distance)
