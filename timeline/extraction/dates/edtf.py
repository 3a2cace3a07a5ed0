"""Values of Extended Date/Time Format (ISO 8601-2): make them, read their first and last day.

Level 1 and what we use of level 2: unspecified digits (`2024-XX`, `199X`), qualifiers (`?`, `~`, `%`), seasons 21-32,
quarters 33-36, four-month parts 37-39, halves 40-41, intervals (`a/b`, `../b`), sets (`[a,b]`, `[a..b]`, `{a,b}`).
Own code, as the `edtf` library takes 5 to 30 ms a value and a story has dozens; a test holds the two together.
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

Bounds = tuple[date | None, date | None]

# Months of each division of a year, by its EDTF code. Seasons are those of the northern half unless the code says
# southern (29-32); like the library we take whole months, winter as the December of the year named and what follows.
_DIVISIONS = {
    **{21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)},
    **{25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3)},
    **{29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)},
    **{33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)},
    **{37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6)},
}
_SIMPLE = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?(?:T.*)?")
_QUALIFIER = re.compile(r"[?~%]")
_DAY_OF_A_YEAR = re.compile(r"XXXX-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NOTHING: Bounds = (None, None)


def bounds(value: str | None) -> tuple[str | None, str | None]:
    """Give the first and last ISO day that a value allows; None where the end is open or the year unknown."""
    first, last = day_bounds(value)
    return first.isoformat() if first else None, last.isoformat() if last else None


@lru_cache(maxsize=20_000)
def day_bounds(value: str | None) -> Bounds:
    """Give the first and last day that a value allows as dates; (None, None) if it has none or is no EDTF."""
    text = _QUALIFIER.sub("", value or "").strip()
    if text[:1] in "[{" and text[-1:] in "]}" and len(text) > 2:
        return _hull([_interval(item, "..") if ".." in item else _simple(item) for item in text[1:-1].split(",")])
    return _interval(text, "/") if "/" in text else _simple(text)


def is_valid(value: str) -> bool:
    """Tell whether a value is EDTF of the kinds above, also where no day can be told (`XXXX-12-21`)."""
    text = _QUALIFIER.sub("", value).strip()
    if text[:1] in "[{" and text[-1:] in "]}":
        text = text[1:-1]
    ends = [end for end in re.split(r"/|,|\.\.", text) if end]
    return bool(ends) and all(_is_simple(end.strip()) for end in ends)


def exact_day(value: str | None) -> date | None:
    """Give the one day that a value names, or None."""
    first, last = day_bounds(value)
    return first if first and first == last else None


def names_a_day(value: str | None) -> bool:
    """Tell whether a value is one day, its year known or not (`XXXX-12-21`)."""
    return exact_day(value) is not None or bool(_DAY_OF_A_YEAR.fullmatch(_QUALIFIER.sub("", value or "")))


def covers(value: str | None, day: date) -> bool:
    """Tell whether a day may lie in a value; an open end covers all on its side, an unknown date nothing."""
    first, last = day_bounds(value)
    if first is None and last is None:
        return False
    return (first is None or first <= day) and (last is None or day <= last)


def within(inner: str | None, outer: str | None) -> bool:
    """Tell whether every day of `inner` lies in `outer`."""
    (first, last), (low, high) = day_bounds(inner), day_bounds(outer)
    if low is None and high is None:
        return False
    starts = low is None or (first is not None and low <= first)
    ends = high is None or (last is not None and last <= high)
    return starts and ends


def overlaps(one: str | None, other: str | None) -> bool:
    """Tell whether two values share a day; values without any day share none."""
    (a, b), (c, d) = day_bounds(one), day_bounds(other)
    if (a is None and b is None) or (c is None and d is None):
        return False
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)


def interval(first: date, last: date) -> str:
    """Write a period; one day where both ends are the same."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def one_of(first: date, last: date) -> str:
    """Write "some day from … to …"; one day where both ends are the same."""
    return first.isoformat() if first == last else f"[{first.isoformat()}..{last.isoformat()}]"


def month_end(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _interval(text: str, mark: str) -> Bounds:
    start, _, end = text.partition(mark)
    low = _simple(start)[0] if start not in ("", "..") else None
    high = _simple(end)[1] if end not in ("", "..") else None
    return (low, high) if low is None or high is None or low <= high else _NOTHING


def _hull(items: list[Bounds]) -> Bounds:
    lows, highs = [low for low, _ in items], [high for _, high in items]
    known_lows, known_highs = [day for day in lows if day], [day for day in highs if day]
    return (
        min(known_lows) if len(known_lows) == len(lows) else None,
        max(known_highs) if len(known_highs) == len(highs) else None,
    )


def _is_simple(text: str) -> bool:
    match = _SIMPLE.fullmatch(text)
    if not match:
        return False
    return "X" in text or _simple(text) != _NOTHING


def _simple(text: str) -> Bounds:
    match = _SIMPLE.fullmatch(text.strip())
    if not match or match[1].startswith("X"):
        return _NOTHING
    low_year, high_year = int(match[1].replace("X", "0")), int(match[1].replace("X", "9"))
    try:
        if match[2] and match[2].isdigit() and int(match[2]) in _DIVISIONS:
            return _division(low_year, int(match[2]))
        return _first(max(low_year, 1), match[2], match[3]), _last(high_year, match[2], match[3])
    except ValueError:
        return _NOTHING


def _division(year: int, code: int) -> Bounds:
    month, length = _DIVISIONS[code]
    last = month + length - 1
    return date(year, month, 1), month_end(year + (last - 1) // 12, (last - 1) % 12 + 1)


def _first(year: int, month: str | None, day: str | None) -> date:
    candidates = _matching(month, 1, 12)
    first_month = candidates[0]
    return date(year, first_month, _matching(day, 1, monthrange(year, first_month)[1])[0])


def _last(year: int, month: str | None, day: str | None) -> date:
    last_month = _matching(month, 1, 12)[-1]
    return date(year, last_month, _matching(day, 1, monthrange(year, last_month)[1])[-1])


def _matching(digits: str | None, low: int, high: int) -> list[int]:
    """Give the numbers in reach that fit two digits, X for any; raise ValueError if there is none."""
    if digits is None or digits == "XX":
        return list(range(low, high + 1))
    pattern = re.compile(digits.replace("X", r"\d"))
    found = [number for number in range(low, high + 1) if pattern.fullmatch(f"{number:02d}")]
    if not found:
        raise ValueError(digits)
    return found
