"""Rules for single days: calendar days, weekdays, today and its kin, holidays, times of day."""

from datetime import date, timedelta

from timeline.extraction.dates import edtf, holidays, shift
from timeline.extraction.dates.rule import Context, Groups, Rule
from timeline.extraction.dates.words import (
    CLOCK,
    COUNT,
    DAY,
    DAYTIME,
    MONTH,
    ORDINAL_WORD,
    WEEKDAY,
    YEAR,
    ZONE,
    ordinal,
)
from timeline.extraction.dates.words import number as number_of
from timeline.extraction.printed import WEEKDAYS, month_number, safe_day

# Years looked at for the one in which a printed weekday fits its day.
_WEEKDAY_REACH = 6
# What the past tense tells of is at most so many days ahead, what the future tense tells of so many days back (the
# parse may take the wrong verb).
SOON = 45
_TO = r"\s?(?:-|—|/|to|through|thru|until|till)\s?"
# After "3 and 5" comes no noun, else 5 counts something.
_NO_NOUN = r"(?=\s*(?:[,.;:)\]—-]|$|(?:in|at|to|for|with|on|and|when|as|by|of|that|during|the)\b))"
_REL_YEAR = r"(?:(?:,? of)? (?P<rel>(?i:last|this|next|that)) (?i:year))"
# Days with a name of their own, programmes and papers that have a weekday in theirs.
_NOT_NAMED = r"(?<!Black )(?<!Good )(?<!Bloody )(?<!Super )(?<!Cyber )(?<!Holy )(?<!Giving )(?<!Fat )(?<!Freaky )"
_NO_TITLE = (
    r"(?! Night Live| Night Lights| Times\b| Telegraph\b| Mail\b| Express\b| Mirror\b| Agreement| Prayer Breakfast)"
)


def _full(groups: Groups, context: Context) -> str | None:
    day = safe_day(int(groups["y"] or 0), month_number(groups["m"] or ""), ordinal(groups["d"] or "1"))
    return day.isoformat() if day else None


def _numeric(groups: Groups, context: Context) -> str | None:
    first, second, year = int(groups["a"] or 0), int(groups["b"] or 0), int(groups["y"] or 0)
    day = safe_day(year, first, second) or safe_day(year, second, first)
    return day.isoformat() if day else None


def _iso(groups: Groups, context: Context) -> str | None:
    day = safe_day(int(groups["y"] or 0), int(groups["m"] or 0), int(groups["d"] or 0))
    return day.isoformat() if day else None


def month_day(month: int, day: int, weekday: int | None, context: Context, year_shift: int | None = None) -> str | None:
    """Give a day without a year: where its weekday fits, else in the nearest year; `XXXX-12-21` without a base."""
    if context.base is None:
        return f"XXXX-{month:02d}-{day:02d}" if safe_day(2000, month, day) else None
    if year_shift is not None:
        found = safe_day(context.base.year + year_shift, month, day)
        return found.isoformat() if found else None
    reach = range(-_WEEKDAY_REACH, _WEEKDAY_REACH + 1) if weekday is not None else range(-1, 2)
    days = [found for offset in reach if (found := safe_day(context.base.year + offset, month, day))]
    fitting = [found for found in days if found.weekday() == weekday] or [
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


def weekday_on(weekday: int, base: date, modifier: str, tense: str) -> date | None:
    """Give the weekday meant: the latest, the day itself included, unless modifier or tense says otherwise."""
    back = (base.weekday() - weekday) % 7
    ahead = (weekday - base.weekday()) % 7
    if modifier in ("last", "past", "this past", "previous", "the previous", "the past"):
        return shift.day(base, -(back or 7))
    if modifier in ("next", "next week"):
        return shift.day(base, 7 - base.weekday() + weekday)
    if modifier in ("coming", "this coming", "the coming", "upcoming"):
        return shift.day(base, ahead or 7)
    if modifier == "last week":
        return shift.day(base, weekday - base.weekday() - 7)
    if modifier == "this week":
        return shift.day(base, weekday - base.weekday())
    return shift.day(base, ahead if tense == "future" else -back)


def _weekday(groups: Groups, context: Context) -> str | None:
    if context.base is None:
        return None
    modifier = " ".join((groups.get("mod") or groups.get("week") or "").lower().split())
    found = weekday_on(WEEKDAYS[(groups["wd"] or "").lower()], context.base, modifier, context.tense)
    if found and groups.get("dir"):
        count = number_of(groups.get("n") or "a") or 0
        found = shift.day(found, count if (groups["dir"] or "").lower() == "after" else -count)
    return found.isoformat() if found else None


def _weekdays(groups: Groups, context: Context) -> str | None:
    if context.base is None:
        return None
    first, last = WEEKDAYS[(groups["wd"] or "").lower()], WEEKDAYS[(groups["wd2"] or "").lower()]
    span = timedelta((last - first) % 7)
    if context.tense == "future":
        start = weekday_on(first, context.base, "", "future")
        return edtf.interval(start, start + span) if start else None
    end = weekday_on(last, context.base, "", context.tense)
    return edtf.interval(end - span, end) if end else None


_DEICTIC = {
    **{"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1, "overnight": 0},
    **{"this morning": 0, "this afternoon": 0, "this evening": 0, "this very day": 0, "tomorrow night": 1},
    **{"day before yesterday": -2, "day after tomorrow": 2},
}


def _deictic(groups: Groups, context: Context) -> str | None:
    if context.base is None:
        return None
    word = " ".join((groups["word"] or "").lower().removeprefix("the ").split())
    found = shift.day(context.base, _DEICTIC[word])
    return found.isoformat() if found else None


def _day_of_month(groups: Groups, context: Context) -> str | None:
    """Resolve "the 15th": of this month, unless that is far ahead in the past tense."""
    if context.base is None:
        return None
    day = ordinal(groups["d"] or "")
    relative = (groups.get("rel") or "").lower()
    anchor = context.base
    months = {"last": -1, "next": 1}.get(relative, 0)
    first = edtf.day_bounds(shift.months(anchor, months))[0]
    found = first and safe_day(first.year, first.month, day)
    return found.isoformat() if found else None


def _holiday(groups: Groups, context: Context) -> str | None:
    name = groups["name"] or ""
    if groups.get("y"):
        found = holidays.day_of(name, int(groups["y"] or 0))
        return found.isoformat() if found else None
    if context.base is None:
        return None
    days = [day for offset in (-1, 0, 1) if (day := holidays.day_of(name, context.base.year + offset))]
    modifier = (groups.get("mod") or "").lower()
    if modifier == "last":
        days = [day for day in days if day < context.base]
    elif modifier == "next":
        days = [day for day in days if day > context.base]
    return shift.nearest(context.base, [day.isoformat() for day in days]) if days else None


def _clock(groups: Groups, context: Context) -> str | None:
    if context.same_sentence:
        return context.same_sentence
    return context.base.isoformat() if context.base else None


def _attacks_of_2001(groups: Groups, context: Context) -> str | None:
    return "2001-09-11"


_MD = rf"(?:(?P<m>{MONTH})\s?(?P<d>{DAY}))"
_DM = rf"(?:(?:the\s)?(?P<d>{DAY})(?:\sof)?[\s-](?P<m>{MONTH}))"
_WD = rf"(?:(?P<wd>{WEEKDAY}|(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\.?)(?:\s{DAYTIME})?,?\s(?:(?:on|the)\s)?)?"
_MODIFIER = (
    r"(?P<mod>(?i:last|the past|past|the previous|previous|this past|this coming|this|next|the coming|coming|"
    r"upcoming))\s"
)

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
    Rule(
        "every weekday",
        rf"(?i:every|each) (?:other )?{WEEKDAY}(?: {DAYTIME})?|{WEEKDAY}s(?!\w)",
        lambda g, c: None,
        "set",
    ),
    Rule(
        "weekdays",
        rf"(?:(?i:between|from)\s)?(?P<wd>{WEEKDAY})\s?(?:-|to|through|until)\s?(?P<wd2>{WEEKDAY})(?!\w)",
        _weekdays,
    ),
    Rule(
        "weekday",
        rf"{_NOT_NAMED}(?:(?:(?i:the|a)\s|(?P<n>{COUNT})\s)?(?i:days?)\s(?P<dir>(?i:before|after))\s)?"
        rf"(?:(?i:early|late|earlier|later|mid)\s(?:on\s)?)?(?:{DAYTIME}\s(?:on\s|"
        rf"of\s)?)?(?:{_MODIFIER})?(?P<wd>{WEEKDAY})"
        rf"(?![\w]){_NO_TITLE}(?!,? (?:the )?(?:{MONTH}\s(?:\d|{ORDINAL_WORD})|"
        rf"{DAY}(?: of)?\s{MONTH}))(?:,? (?:(?i:of )?(?P<week>(?i:last week|next week|this week))))?"
        rf"(?:'s)?(?:\s{DAYTIME}(?!\w))?",
        _weekday,
    ),
    Rule(
        "deictic",
        r"(?<!USA )(?<!Russia )(?<!India )(?<!Psychology )(?<!Korea )(?:(?i:earlier|later|early|late|mid-?afternoon|"
        r"midday)\s)?"
        r"(?P<word>(?i:(?:the )?day before yesterday|(?:the )?day after tomorrow|yesterday|today|tonight|tomorrow|"
        rf"last night|last evening|this morning|this afternoon|this evening))(?!\w)(?:\s{DAYTIME}(?!\w))?",
        _deictic,
    ),
    Rule(
        "day of the month",
        r"(?:(?i:on|by|until|since|from|before|after)\s)?(?i:the)\s(?P<d>(?:3[01]|[12]?\d)(?:st|nd|rd|th))"
        rf"(?:\s(?:of\s)?(?P<rel>(?i:this|last|next))\s(?i:month))?(?=\s*(?:[.;)\"']|$|,(?!\s[A-Z]))|"
        rf"\s(?i:local time|{ZONE}))",
        _day_of_month,
    ),
    Rule(
        "holiday",
        rf"(?:(?P<mod>(?i:last|this|next))\s)?(?P<name>{holidays.pattern()})(?!\w)(?:,?\s(?:of\s)?(?P<y>{YEAR}))?",
        _holiday,
        needs_base=False,
    ),
    Rule(
        "clock",
        rf"(?<![\d.:/$-]){CLOCK}(?:\s?{ZONE})?(?:\s(?:in|on) the (?:morning|afternoon|evening))?(?![\w%])",
        _clock,
        "time",
    ),
)
