"""Rules for days told from another day: weekdays, today and its kin, "the 15th", holidays, times of day."""

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
from timeline.extraction.printed import WEEKDAYS, safe_day

# What is over where it happened may be of tomorrow here.
_ZONES = 1

# Days with a name of their own, programmes and papers that have a weekday in theirs.
_NOT_NAMED = r"(?<!Black )(?<!Good )(?<!Bloody )(?<!Super )(?<!Cyber )(?<!Holy )(?<!Giving )(?<!Fat )(?<!Freaky )"
_NO_TITLE = (
    r"(?! Night Live| Night Lights| Times\b| Telegraph\b| Mail\b| Express\b| Mirror\b| Agreement| Prayer Breakfast)"
)


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
    told = (value for value in reversed(context.story) if edtf.names_a_day(value) and int(value[-2:]) == day)
    if not relative and (value := next(told, None)):
        # "Beijing, March 23 … on the evening of the 23rd".
        return value
    found = _in_month(anchor, months, day)
    if found and not relative and context.tense == "past" and (found - anchor).days > _ZONES:
        found = _in_month(anchor, -1, day)
    return found.isoformat() if found else None


def _in_month(anchor: date, months: int, day: int) -> date | None:
    first = edtf.day_bounds(shift.months(anchor, months))[0]
    return safe_day(first.year, first.month, day) if first else None


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


_MODIFIER = (
    r"(?P<mod>(?i:last|the past|past|the previous|previous|this past|this coming|this|next|the coming|coming|"
    r"upcoming))\s"
)

RULES = (
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
        rf"\s(?:(?i:local time)|{ZONE}(?!\s(?i:summit|meeting|forum|conference|congress))))",
        _day_of_month,
    ),
    Rule(
        "on the day",
        r"(?i:on\sthe)\s(?P<d>(?:3[01]|[12]?\d)(?:st|nd|rd|th))(?=,\s[A-Z]|\s\((?i:local time))",
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
