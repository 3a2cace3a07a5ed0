"""Rules for periods of the calendar: months, seasons, quarters, years, decades, and "last week" and its kin."""

from timeline.extraction.dates import edtf, shift
from timeline.extraction.dates.days import SOON
from timeline.extraction.dates.rule import Context, Groups, Rule
from timeline.extraction.dates.words import (
    MONTH,
    ORDINAL_WORD,
    PART,
    SEASON,
    SEASON_CODES,
    YEAR,
    ordinal,
)
from timeline.extraction.dates.words import number as number_of
from timeline.extraction.printed import month_number

_OFFSETS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "upcoming": 1, "current": 0}
_REL = r"(?P<rel>(?i:last|this|next|that|the current|the previous|the following))"
_DASH = r"\s?(?:-|—|to|through|until)\s?"


def offset_of(word: str | None) -> int | None:
    """Give -1, 0 or 1 for "last", "this", "next" and their like; None for no or another word."""
    return _OFFSETS.get((word or "").lower().split()[-1] if word and word.strip() else "")


def _month_year(groups: Groups, context: Context) -> str | None:
    return f"{int(groups['y'] or 0):04d}-{month_number(groups['m'] or ''):02d}"


def _month(groups: Groups, context: Context) -> str | None:
    month = month_number(groups["m"] or "")
    if context.base is None:
        return f"XXXX-{month:02d}"
    year = context.base.year
    relative = offset_of(groups.get("rel"))
    if relative is not None:
        return f"{year + relative:04d}-{month:02d}"
    modifier = (groups.get("mod") or "").lower()
    values = [f"{year + offset:04d}-{month:02d}" for offset in (-1, 0, 1) if 1 <= year + offset <= 9999]
    return _chosen(values, modifier, context)


def _chosen(values: list[str], modifier: str, context: Context) -> str | None:
    """Choose among the years of a month or season: by modifier, else the nearest that the tense allows."""
    base = context.base
    if base is None:
        return None
    ended = [value for value in values if (last := edtf.day_bounds(value)[1]) and last < base]
    begun = [value for value in values if (first := edtf.day_bounds(value)[0]) and first <= base]
    ahead = [value for value in values if (first := edtf.day_bounds(value)[0]) and first > base]
    if modifier in ("last", "past", "this past", "previous"):
        return ended[-1] if ended else None
    if modifier in ("next", "coming", "this coming", "upcoming"):
        return ahead[0] if ahead else None
    if modifier == "this":
        return shift.nearest(base, [value for value in values if value.startswith(f"{base.year:04d}")] or values)
    if context.tense == "future" and ahead:
        return shift.nearest(base, [*ahead, *[value for value in begun if value not in ended]])
    if context.tense == "past" and begun:
        soon = [value for value in ahead if (first := edtf.day_bounds(value)[0]) and (first - base).days <= SOON]
        return shift.nearest(base, [*begun, *soon])
    return shift.nearest(base, values)


def _months(groups: Groups, context: Context) -> str | None:
    first, last = month_number(groups["m"] or ""), month_number(groups["m2"] or "")
    if groups.get("y"):
        year = int(groups["y"] or 0)
    elif context.base is None:
        return f"XXXX-{first:02d}/XXXX-{last:02d}"
    else:
        base = context.base
        end = shift.nearest(base, [f"{base.year + offset:04d}-{last:02d}" for offset in (-1, 0, 1)])
        year = int(end[:4])
    start = int(groups["y1"] or 0) if groups.get("y1") else year - (first > last)
    return f"{start:04d}-{first:02d}/{year:04d}-{last:02d}"


def _year(groups: Groups, context: Context) -> str | None:
    return groups["y"]


def _short_year(groups: Groups, context: Context) -> str | None:
    year = int(groups["yy"] or 0)
    return f"{(1900 if year > _PIVOT else 2000) + year}"


# Two digits above this belong to the last century.
_PIVOT = 40


def _years(groups: Groups, context: Context) -> str | None:
    first, last = groups["y"] or "", groups["y2"] or ""
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if int(first) < int(last) else None


def _spoken_year(groups: Groups, context: Context) -> str | None:
    """Read "nineteen ninety-six", as transcripts of broadcasts write it."""
    if groups.get("thousand"):
        return f"{2000 + (number_of(groups['rest'] or '') or 0)}"
    tail = number_of((groups["tail"] or "").lower().replace(" ", "-"))
    century = 1900 if (groups["century"] or "").lower() == "nineteen" else 2000
    return str(century + tail) if tail is not None else None


def _spoken_month(groups: Groups, context: Context) -> str | None:
    year = _spoken_year(groups, context)
    return _month_year({**groups, "y": year}, context) if year else None


def _spoken_season(groups: Groups, context: Context) -> str | None:
    year = _spoken_year(groups, context)
    return _season({**groups, "y": year}, context) if year else None


_NAMED_DECADES = {
    **{"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8},
    **{"nineties": 9},
}


def _decade(groups: Groups, context: Context) -> str | None:
    if groups.get("y"):
        return (groups["y"] or "")[:3] + "X"
    if groups.get("yy"):
        digit = int((groups["yy"] or "0")[0])
        return f"{20 if digit < _PIVOT // 10 else 19}{digit}X"
    return f"19{_NAMED_DECADES[(groups['word'] or '').lower()]}X"


def _century(groups: Groups, context: Context) -> str | None:
    number = ordinal(groups["n"] or "1")
    return f"{number - 1:02d}XX"


_NTH = {"final": 4, "last": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4, "h1": 1, "h2": 2}


def _nth(word: str) -> int:
    return _NTH.get(word.lower()) or ordinal(word)


def _quarter(groups: Groups, context: Context) -> str | None:
    word = (groups.get("part") or (groups["n"] or "")[0]).lower()
    is_half = word.startswith("h")
    number = _nth(groups["n"] or "")
    if is_half and (groups["n"] or "").lower() in ("final", "last"):
        number = 2
    if not 1 <= number <= (2 if is_half else 4):
        return None
    code = (39 if is_half else 32) + number
    year = groups.get("y") or groups.get("y1")
    if year:
        return f"{year}-{code}"
    if context.base is None:
        return None
    relative = offset_of(groups.get("rel") or groups.get("rel1"))
    if relative is not None:
        return f"{context.base.year + relative:04d}-{code}"
    values = [f"{context.base.year + offset:04d}-{code}" for offset in (-1, 0, 1)]
    begun = [value for value in values if (first := edtf.day_bounds(value)[0]) and first <= context.base]
    # Results of a quarter are announced, and expected, when it is over or nearly so.
    return shift.nearest(context.base, begun if context.tense == "past" else values)


def _season(groups: Groups, context: Context) -> str | None:
    code = SEASON_CODES[(groups["season"] or "").lower()]
    if groups.get("y"):
        return f"{groups['y']}-{code}"
    if context.base is None:
        return None
    relative = offset_of(groups.get("rel"))
    if relative is not None:
        return f"{context.base.year + relative:04d}-{code}"
    values = [f"{context.base.year + offset:04d}-{code}" for offset in (-1, 0, 1)]
    return _chosen(values, (groups.get("mod") or "").lower(), context)


SPOKEN_YEAR = (
    r"(?i:(?P<century>nineteen|twenty)[ -](?P<tail>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen)|the year (?P<thousand>two thousand)(?: and)?(?: (?P<rest>\w+))?)"
)
_NTH_WORD = rf"(?P<n>(?i:{ORDINAL_WORD[4:-1]}|1st|2nd|3rd|4th|final))"
_MONTH_MOD = r"(?:(?P<mod>(?i:last|this past|this coming|this|next))\s)"
_BEFORE_YEAR = r"(?<![\d$€£¥#.,:/-])(?<!No )(?<!\bmm )"

RULES = (
    Rule(
        "months",
        rf"(?:(?i:between|from)\s)?(?P<m>{MONTH})(?:\s(?P<y1>{YEAR}))?{_DASH}(?P<m2>{MONTH})(?!\s?\d{{1,2}}(?!\d))(?:,?\s(?P<y>{YEAR}))?",
        _months,
        needs_base=False,
    ),
    Rule(
        "between months",
        rf"(?i:between)\s(?P<m>{MONTH})(?:\s(?P<y1>{YEAR}))?\sand\s(?P<m2>{MONTH})(?!\s?\d{{1,2}}(?!\d))(?:,?\s(?P<y>{YEAR}))?",
        _months,
        needs_base=False,
    ),
    Rule("month of a year", rf"(?:{PART})?(?P<m>{MONTH})(?:,| of)?\s(?P<y>{YEAR})", _month_year, needs_base=False),
    Rule("spoken month", rf"(?:{PART})?(?P<m>{MONTH})(?:,| of)?\s{SPOKEN_YEAR}(?!\w)", _spoken_month, needs_base=False),
    Rule(
        "spoken season",
        rf"(?:(?i:the)\s)?(?P<season>{SEASON}) of {SPOKEN_YEAR}(?!\w)",
        _spoken_season,
        needs_base=False,
    ),
    Rule("month of last year", rf"(?:{PART})?(?P<m>{MONTH})(?:,| of)?\s{_REL}\s(?i:year)(?!\w)", _month),
    Rule("last month named", rf"(?:{PART})?{_MONTH_MOD}(?P<m>{MONTH})(?!\s\d)", _month),
    Rule("month", rf"(?:{PART}|(?i:mid|post|pre)-)?(?P<m>{MONTH})(?:'s)?", _month, needs_base=False),
    Rule(
        "quarter",
        rf"(?:(?i:the)\s)?(?:(?P<rel1>(?i:last|this|next))\s(?i:year's)\s|(?P<y1>{YEAR})(?:'s)?\s)?(?:(?i:fiscal)[- ])?"
        rf"{_NTH_WORD}[- ](?P<part>(?i:quarter))(?!-?final|\w)"
        rf"(?:(?i:(?: of| in)?(?: the)?(?: fiscal)?(?: year)?)\s(?:(?P<y>{YEAR})|(?P<rel>(?i:last|this|"
        rf"next))\s(?i:year)))?",
        _quarter,
    ),
    Rule(
        "half",
        rf"(?:(?i:the)\s)?(?:(?P<rel1>(?i:last|this|next))\s(?i:year's)\s|(?P<y1>{YEAR})(?:'s)?\s)?"
        rf"(?P<n>(?i:first|second|1st|2nd|latter|last))[- ](?P<part>(?i:half))(?i: of|"
        rf" in)(?i:(?: the)?(?: fiscal)?(?: year)?)\s"
        rf"(?:(?P<y>{YEAR})(?!s)|(?P<rel>(?i:last|this|next))\s(?i:year))",
        _quarter,
    ),
    Rule(
        "half of last year",
        r"(?P<rel1>(?i:last|this|next))\s(?i:year's)\s(?P<n>(?i:first|second))\s(?P<part>half)",
        _quarter,
    ),
    Rule("Q3", rf"(?P<n>[QH][1-4])(?:\s(?:of\s)?(?P<y>{YEAR}))?(?!\w)", _quarter),
    Rule(
        "season",
        rf"(?<!Arab )(?<!Prague )(?:(?:{PART})?(?:(?P<mod>(?i:last|this past|this coming|this|"
        rf"next))\s)(?P<season>{SEASON})|"
        rf"(?:{PART}|(?i:(?:in|during|since|by|until|before|over|through) (?:the )?|the ))(?:early |"
        rf"late )?(?P<season2>{SEASON})"
        rf"(?! of (?!{YEAR}|last|this|next))|(?P<season3>{SEASON})(?= (?:of )?(?:{YEAR}|last year|next year|"
        rf"this year)))"
        rf"(?!\w)(?! Olympics| Games| Palace| War\b| Paralympics|-like)"
        rf"(?:,?\s(?:of\s)?(?:(?P<y>{YEAR})|(?P<rel>(?i:last|this|next))\s(?i:year)))?",
        lambda groups, context: _season(
            {**groups, "season": groups["season"] or groups["season2"] or groups["season3"]}, context
        ),
        needs_base=False,
    ),
    Rule(
        "century",
        rf"(?:{PART})?(?:(?i:the)\s)?(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORD})[- ](?i:century)(?!\w)",
        _century,
        needs_base=False,
    ),
    Rule(
        "decade",
        rf"(?:{PART}|(?i:the (?:early|mid|late)[- ]?|mid-|early-|late-|the ))?(?:(?P<y>1[5-9]\d0|20\d0)'?s|"
        rf"'(?P<yy>\d0)s|"
        rf"(?P<word>(?i:{'|'.join(_NAMED_DECADES)})))(?!\w)",
        _decade,
        needs_base=False,
    ),
    Rule(
        "years",
        rf"{_BEFORE_YEAR}(?P<y>{YEAR})\s?(?:-|—|/)\s?(?P<y2>{YEAR}|\d\d(?![\d/-]))(?!\w)",
        _years,
        needs_base=False,
    ),
    Rule(
        "year",
        rf"{_BEFORE_YEAR}(?:(?:{PART}|(?i:(?:early|mid|late|post|pre)-|the year |fiscal (?:year )?|FY ?|"
        rf"calendar year )))?"
        rf"(?P<y>{YEAR})(?![\w%])(?![.,]\d)(?!-(?:\d|year|day|km|mile|pound|foot|meter|square|member|acre|strong))",
        _year,
        needs_base=False,
    ),
    Rule("short year", r"(?<![\w\"'])'(?P<yy>\d\d)(?![\w'\"])", _short_year, needs_base=False),
    Rule(
        "spoken year",
        rf"{SPOKEN_YEAR}(?!\w)",
        _spoken_year,
        needs_base=False,
    ),
)
