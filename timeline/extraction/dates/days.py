"""Rules for days of the calendar, single or in a row: "December 20, 2024", "20-22 December", "9/11"."""

from datetime import date

from timeline.extraction.dates import edtf, shift
from timeline.extraction.dates.rule import Context, Groups, Rule
from timeline.extraction.dates.words import (
    DAY,
    DAYTIME,
    MONTH,
    ORDINAL_WORD,
    WEEKDAY,
    YEAR,
    ordinal,
)
from timeline.extraction.printed import WEEKDAYS, month_number, safe_day

# Years looked at for the one in which a printed weekday fits its day.
_WEEKDAY_REACH = 6
# A day so near whose weekday is one off is a slip of the weekday, no day of another year.
_AT_HAND = 7
# What the past tense tells of is at most so many days ahead, what the future tense tells of so many days back (the
# parse may take the wrong verb).
SOON = 45
_TO = r"\s?(?:-|—|/|to|through|thru|until|till)\s?"
# After "3 and 5" comes no noun, else 5 counts something.
_NO_NOUN = r"(?=\s*(?:[,.;:)\]—-]|$|(?:in|at|to|for|with|on|and|when|as|by|of|that|during|the)\b))"
_REL_YEAR = r"(?:(?:,? of)? (?P<rel>(?i:last|this|next|that)) (?i:year))"


def _full(groups: Groups, context: Context) -> str | None:
    day = safe_day(int(groups["y"] or 0), month_number(groups["m"] or ""), ordinal(groups["d"] or "1"))
    return day.isoformat() if day else None


def _numeric(groups: Groups, context: Context) -> str | None:
    first, second, year = int(groups["a"] or 0), int(groups["b"] or 0), int(groups["y"] or 0)
    day = safe_day(year, first, second) or safe_day(year, second, first)
    return day.isoformat() if day else None


def _dotted(groups: Groups, context: Context) -> str | None:
    day = safe_day(int(groups["y"] or 0), int(groups["m"] or groups["m2"] or 0), int(groups["d"] or 0))
    return day.isoformat() if day else None


def _iso(groups: Groups, context: Context) -> str | None:
    day = safe_day(int(groups["y"] or 0), int(groups["m"] or 0), int(groups["d"] or 0))
    return day.isoformat() if day else None


def _is_slip(found: date, weekday: int | None, base: date) -> bool:
    """Tell whether a day is at hand and its printed weekday is that of the day before or after."""
    return weekday is not None and abs((found - base).days) <= _AT_HAND and (found.weekday() - weekday) % 7 in (1, 6)


def month_day(month: int, day: int, weekday: int | None, context: Context, year_shift: int | None = None) -> str | None:
    """Give a day without a year: where its weekday fits, else in the nearest year; `XXXX-12-21` without a base."""
    if context.base is None:
        return f"XXXX-{month:02d}-{day:02d}" if safe_day(2000, month, day) else None
    if year_shift is not None:
        found = safe_day(context.base.year + year_shift, month, day)
        return found.isoformat() if found else None
    reach = range(-_WEEKDAY_REACH, _WEEKDAY_REACH + 1) if weekday is not None else range(-1, 2)
    days = [found for offset in reach if (found := safe_day(context.base.year + offset, month, day))]
    fitting = [found for found in days if found.weekday() == weekday or _is_slip(found, weekday, context.base)] or [
        found for found in days if abs(found.year - context.base.year) <= 1
    ]
    if weekday is None and context.tense != "present":
        sign = 1 if context.tense == "past" else -1
        told = [found for found in fitting if sign * (found - context.base).days <= SOON]
        fitting = told or fitting
    # A leap day has no year within reach in most years.
    return shift.nearest(context.base, [found.isoformat() for found in fitting]) if fitting else None


def _without_year(groups: Groups, context: Context) -> str | None:
    weekday = groups.get("wd")
    offset = {"last": -1, "this": 0, "next": 1}.get((groups.get("rel") or "").lower())
    if offset is None and context.base and (groups.get("mod") or "").lower() == "last":
        day = safe_day(context.base.year, month_number(groups["m"] or ""), ordinal(groups["d"] or "1"))
        offset = -1 if day is None or day >= context.base else 0
    index = WEEKDAYS[weekday.rstrip(".").lower()] if weekday else None
    return month_day(month_number(groups["m"] or ""), ordinal(groups["d"] or "1"), index, context, offset)


def _same_month(groups: Groups, context: Context) -> str | None:
    month, first, last = month_number(groups["m"] or ""), ordinal(groups["d"] or "1"), ordinal(groups["d2"] or "1")
    return _range((month, first), (month, last), groups.get("y"), groups.get("y"), context)


def _two_months(groups: Groups, context: Context) -> str | None:
    start = month_number(groups["m"] or ""), ordinal(groups["d"] or "1")
    end = month_number(groups["m2"] or ""), ordinal(groups["d2"] or "1")
    return _range(start, end, groups.get("y"), groups.get("y2"), context)


def _range(
    start: tuple[int, int], end: tuple[int, int], first_year: str | None, last_year: str | None, context: Context
) -> str | None:
    if last_year:
        last = safe_day(int(last_year), *end)
    else:
        value = month_day(*end, None, context)
        last = edtf.exact_day(value)
        if value and last is None:
            return f"XXXX-{start[0]:02d}-{start[1]:02d}/{value}"
    if last is None:
        return None
    year = int(first_year) if first_year else last.year - (start > end)
    first = safe_day(year, *start)
    return edtf.interval(first, last) if first and first <= last else None


def _attacks_of_2001(groups: Groups, context: Context) -> str | None:
    return "2001-09-11"


_MD = rf"(?:(?P<m>{MONTH})\s?(?P<d>{DAY}))"
_DM = rf"(?:(?:the\s)?(?P<d>{DAY})(?:\sof)?[\s-](?P<m>{MONTH}))"
_WD = rf"(?:(?P<wd>{WEEKDAY}|(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\.?)(?:\s{DAYTIME})?,?\s(?:(?:on|the)\s)?)?"
RULES = (
    Rule(
        "iso", rf"(?P<y>{YEAR})[-/.](?P<m>1[0-2]|0[1-9])[-/.](?P<d>3[01]|[12]\d|0[1-9])(?!\d)", _iso, needs_base=False
    ),
    Rule(
        "numeric",
        rf"(?<![\d/])(?P<a>3[01]|[12]\d|0?[1-9])/(?P<b>3[01]|[12]\d|0?[1-9])/(?P<y>{YEAR})",
        _numeric,
        needs_base=False,
    ),
    Rule(
        "numeric, dotted",
        rf"(?<![\d.-])(?P<d>3[01]|[12]\d|0?[1-9])(?:\.(?P<m>1[0-2]|0?[1-9])\.|-(?P<m2>1[0-2]|0[1-9])-)(?P<y>{YEAR})(?!\d)",
        _dotted,
        needs_base=False,
    ),
    Rule(
        "two months",
        rf"(?:(?i:between|from)\s)?(?P<m>{MONTH})\s?(?P<d>{DAY})(?:,\s(?P<y>{YEAR}))?{_TO}"
        rf"(?P<m2>{MONTH})\s?(?P<d2>{DAY})(?:,?\s(?P<y2>{YEAR}))?",
        _two_months,
        needs_base=False,
    ),
    Rule(
        "between months",
        rf"(?i:between)\s(?P<m>{MONTH})\s?(?P<d>{DAY})(?:,\s(?P<y>{YEAR}))?\sand\s"
        rf"(?P<m2>{MONTH})\s?(?P<d2>{DAY})(?:,?\s(?P<y2>{YEAR}))?",
        _two_months,
        needs_base=False,
    ),
    Rule(
        "two months, day first",
        rf"(?:(?i:between|from)\s)?(?P<d>{DAY})\s(?P<m>{MONTH})(?:,?\s(?P<y>{YEAR}))?(?:{_TO}|"
        rf"\sand\s(?=\d+\s{MONTH}\s\d{{4}}))"
        rf"(?P<d2>{DAY})\s(?P<m2>{MONTH})(?:,?\s(?P<y2>{YEAR}))?",
        _two_months,
        needs_base=False,
    ),
    Rule(
        "same month",
        rf"(?:(?i:between|from)\s)?(?P<m>{MONTH})\s?(?P<d>{DAY})(?:{_TO}(?P<d2>{DAY})(?!\s?{MONTH}|:\d)"
        rf"(?:,?\s(?P<y>{YEAR}))?)",
        _same_month,
        needs_base=False,
    ),
    Rule(
        "same month, and",
        rf"(?:(?i:between)\s)?(?P<m>{MONTH})\s?(?P<d>{DAY})(?:,? and |, )(?P<d2>{DAY})(?!\s?{MONTH}|:\d|\d)"
        rf"(?:(?:,?\s(?P<y>{YEAR}))|{_NO_NOUN})",
        _same_month,
        needs_base=False,
    ),
    Rule(
        "same month, day first",
        rf"(?:(?i:between|from)\s)?(?:the\s)?(?P<d>{DAY})(?:{_TO}|"
        rf"\sand\s)(?:the\s)?(?P<d2>{DAY})(?:\sof)?\s(?P<m>{MONTH})"
        rf"(?:,?\s(?P<y>{YEAR}))?",
        _same_month,
        needs_base=False,
    ),
    Rule("full", rf"{_WD}{_MD}\s?,?\s(?:of\s)?(?P<y>{YEAR})", _full, needs_base=False),
    Rule("full, day first", rf"{_WD}{_DM}[\s,-]+(?P<y>{YEAR})", _full, needs_base=False),
    Rule(
        "attacks of 2001",
        r"(?:(?:Sept\.?|September) 11(?:th)?(?=,? (?:terror\w*|attacks?|hijack\w+))|9/11)(?!\d)",
        _attacks_of_2001,
        needs_base=False,
    ),
    Rule(
        "month and day",
        rf"{_WD}(?:(?P<mod>(?i:last|next|this)) )?{_MD}{_REL_YEAR}?(?!\s?(?:-|to)\s?\d+\s?(?:percent|%))",
        _without_year,
        needs_base=False,
    ),
    Rule("day and month", rf"{_WD}{_DM}{_REL_YEAR}?", _without_year, needs_base=False),
    Rule(
        "ordinal day",
        rf"{_WD}(?:(?:the )?(?P<d>{ORDINAL_WORD}) (?:day )?of (?P<m>{MONTH})|"
        rf"(?P<m2>{MONTH}) (?:the )?(?P<d2>{ORDINAL_WORD}))",
        lambda groups, context: _without_year(
            {**groups, "m": groups["m"] or groups["m2"], "d": groups["d"] or groups["d2"]}, context
        ),
        needs_base=False,
    ),
)
