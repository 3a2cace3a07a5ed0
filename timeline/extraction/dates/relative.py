"""Rules for periods named from the day of the story: "last week", "the end of the month", "the past three years"."""

import re
from datetime import date

from timeline.extraction.dates import edtf, shift
from timeline.extraction.dates.days import month_day
from timeline.extraction.dates.periods import offset_of
from timeline.extraction.dates.rule import Context, Groups, Rule
from timeline.extraction.dates.words import COUNT, LAST, MONTH, NEXT, PART, THIS, UNIT, ordinal, unit
from timeline.extraction.dates.words import number as number_of
from timeline.extraction.printed import month_number


def _relative(groups: Groups, context: Context) -> str | None:
    """Resolve "last week", "earlier this month", "the end of the year", "over the weekend".

    "The last week" and "the past week" are the days just gone, not the calendar week before.
    """
    base = context.base
    if base is None:
        return None
    name = unit(groups["unit"] or "")
    number = offset_of(groups.get("mod")) or 0
    if name == "weekend":
        return _weekend(groups, context)
    part = (groups.get("part") or "").lower()
    value = shift.unit(base, name, number)
    if name == "decade":
        value = f"{(base.year + 10 * number) // 10}X"
    if name == "century":
        value = f"{(base.year + 100 * number) // 100}XX"
    modifier = (groups.get("mod") or "").lower()
    is_span = bool(groups.get("the")) and name in ("week", "month", "year") and not part
    if name == "week" and (modifier == "coming" or (modifier == "next" and is_span)):
        return _forward(context, name, 1)
    if (modifier == "past" or (modifier == "last" and is_span)) and not part:
        return _back(base, name, 1)
    if value and re.search(r"\bend\b", part) and groups.get("det"):
        last = edtf.day_bounds(value)[1]
        return last.isoformat() if last else None
    return value


def _weekend(groups: Groups, context: Context) -> str | None:
    base = context.base
    if base is None:
        return None
    is_weekend = base.weekday() > 4  # noqa: PLR2004 - Saturday and Sunday
    modifier = offset_of(groups.get("mod"))
    if modifier == 1:
        return shift.weekend(base, 1 if is_weekend or (groups.get("mod") or "").lower() == "next" else 0)
    if modifier == -1:
        return shift.weekend(base, -1)
    ahead = context.tense == "future"
    return shift.weekend(base, 0 if is_weekend or ahead else -1)


def _year_end(groups: Groups, context: Context) -> str | None:
    """Give the last day for "by year-end", the year for "year-end results"."""
    if context.base is None:
        return None
    return f"{context.base.year:04d}-12-31" if groups.get("by") else f"{context.base.year:04d}"


def _this_year(groups: Groups, context: Context) -> str | None:
    return f"{context.base.year:04d}" if context.base else None


def _back(base: date, name: str, number: int) -> str | None:

    if name in ("day", "week", "fortnight", "weekend"):
        days = number * {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}[name]
        first = shift.day(base, -days)
        return edtf.interval(first, base) if first else None
    if name in ("month", "quarter"):
        start = shift.months(base, -number * (3 if name == "quarter" else 1))
        return f"{start}/{base.isoformat()[:7]}"
    years = number * {"year": 1, "decade": 10, "century": 100}[name]

    return f"{base.year - years:04d}/{base.year:04d}" if base.year > years else None


def _past_units(groups: Groups, context: Context) -> str | None:
    number = number_of(groups["n"] or "")
    if context.base is None or number is None:
        return None
    name = unit(groups["unit"] or "")
    if (groups.get("mod") or "").lower() in ("next", "coming"):
        return _forward(context, name, number)
    return _back(context.base, name, number)


def _forward(context: Context, name: str, number: int) -> str | None:
    base = context.base
    if base is None or name not in ("day", "week", "fortnight"):
        return None
    last = shift.day(base, number * {"day": 1, "week": 7, "fortnight": 14}[name])
    return edtf.interval(base, last) if last else None


def _week_of(groups: Groups, context: Context) -> str | None:

    value = month_day(month_number(groups["m"] or ""), ordinal(groups["d"] or "1"), None, context)
    day = edtf.exact_day(value)
    return shift.week(day) if day else None


RULES = (
    Rule(
        "week of",
        rf"(?i:the week (?:of|beginning|starting))\s(?:(?:on)\s)?(?P<m>{MONTH})\s?(?P<d>\d{{1,2}})",
        _week_of,
        needs_base=False,
    ),
    Rule(
        "past units",
        rf"(?i:the )(?:(?P<mod>(?i:last|past|next|coming|previous))\s)(?P<n>{COUNT})(?: or (?:so|"
        rf"two))?\s(?P<unit>{UNIT})(?!\w)",
        _past_units,
    ),
    Rule(
        "relative",
        rf"(?:(?:(?P<part>{PART})|(?i:so far |over |during |in (?=the )))?(?P<the>(?i:the)\s)?"
        rf"(?P<mod>(?i:this past|this coming)|{LAST}|{THIS}|{NEXT})\s"
        rf"(?P<unit>(?i:weekend|week|month|quarter|year|decade|century))(?!\w|-(?:old|long))"
        rf"(?!'s (?:first|second|third|fourth|final|1st|2nd|3rd|4th)[- ](?:quarter|half))"
        rf"|(?P<part2>{PART})(?P<det>(?i:the )?)(?P<unit2>(?i:weekend|week|month|quarter|year|decade|century))(?!\w|-)"
        rf"|(?i:(?:over|at|on|during|for|by|through|throughout|in) )?(?i:the )(?P<unit3>(?i:weekend))(?!\w|-|"
        rf" of \w+ \d| of \d))(?:'s)?",
        lambda groups, context: _relative(
            {
                **groups,
                "unit": groups["unit"] or groups["unit2"] or groups["unit3"],
                "part": groups["part2"] or groups["part"],
                "det": "the" if groups["unit2"] else None,
            },
            context,
        ),
    ),
    Rule(
        "full year",
        r"(?i:the (?:full|whole|entire|fiscal|current fiscal|calendar) year|the year (?=end(?:ed|ing)\b))(?!\w)",
        _this_year,
    ),
    Rule(
        "year end",
        r"(?P<by>(?i:by |before |until ))?(?i:(?:the )?(?:year[- ]end|year's end|end of (?:the )?year))(?!\w)",
        _year_end,
    ),
)
