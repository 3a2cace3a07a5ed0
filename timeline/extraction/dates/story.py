"""Rules for what is told from another point: so long ago, from now, before or after a day of the story; durations."""

from timeline.extraction.dates import edtf, shift
from timeline.extraction.dates.rule import Context, Groups, Rule, nothing
from timeline.extraction.dates.words import COUNT, DAYTIME, ROUGHLY, SHORT_UNIT, UNIT, YEAR, unit
from timeline.extraction.dates.words import number as number_of

_END = r"(?=\s*(?:[.,;:)\"'—]|$|(?:in|at|when|that|and|but|to|with|for|from|on|as|by|of|during|while|after|before)\b))"


def _ago(groups: Groups, context: Context) -> str | None:
    number = number_of(groups["n"] or "")
    if context.base is None or number is None:
        return None
    name = unit(groups["unit"] or "")
    quarter = context.quarter
    if name == "year" and number == 1 and quarter:
        return _year_before(quarter)
    sign = -1 if (groups["dir"] or "").lower() in ("ago", "back") else 1
    return shift.unit(context.base, name, sign * number)


def _year_before(quarter: str) -> str:
    """Give the same quarter a year before, which "a year ago" means beside a quarter's results."""
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"


def _in(groups: Groups, context: Context) -> str | None:
    """Resolve "in two weeks": ahead, but a duration in the past tense."""
    number = number_of(groups["n"] or "")
    name = unit(groups["unit"] or "")
    is_ahead = groups.get("time") or context.tense == "future" or (context.tense == "present" and name in _SHORT_UNITS)
    if context.base is None or number is None or not is_ahead:
        return None
    return shift.unit(context.base, name, number)


# "The first time in 50 years" has no future verb, "in two weeks" as a heading has none either.
_SHORT_UNITS = ("day", "week", "fortnight")


def _later(groups: Groups, context: Context) -> str | None:
    """Resolve "two days later", "a year earlier" from the last date told."""
    number = number_of(groups["n"] or "")
    name = unit(groups["unit"] or "")
    if number is None:
        return None
    sign = -1 if (groups["dir"] or "").lower() in ("earlier", "before", "previously", "prior") else 1
    return _from_story(name, sign * number, context)


def _from_story(name: str, number: int, context: Context) -> str | None:
    quarter = context.quarter
    if name == "year" and quarter and number == -1:
        return _year_before(quarter)
    if name == "day" and context.last_value and context.last_value.startswith("XXXX-"):
        return _from_yearless(context.last_value, number)
    anchor = context.last_day if name in ("day", "week") else None
    if anchor is None and context.last_value:
        anchor = edtf.day_bounds(context.last_value)[0]
        if name in ("day", "week") and not edtf.exact_day(context.last_value):
            return None
    return shift.unit(anchor, name, number) if anchor else None


def _from_yearless(value: str, number: int) -> str | None:
    """Give the day so many days from one whose year nobody tells; none about the end of February."""
    days = [
        shift.unit(start, "day", number) for year in ("2023", "2024") if (start := edtf.exact_day(year + value[4:]))
    ]
    told = {f"XXXX{day[4:]}" for day in days if day}
    return told.pop() if len(told) == 1 else None


_STEPS = {"same": 0, "very same": 0, "that": 0, "previous": -1, "preceding": -1, "following": 1, "next": 1}


def _neighbour(groups: Groups, context: Context) -> str | None:
    """Resolve "the following day", "that week" from the last date told."""
    word = (groups["unit"] or "").lower()
    name = "day" if word in ("day", "morning", "afternoon", "evening", "night") else unit(word)
    if groups.get("dir"):
        step = -1 if (groups["dir"] or "").lower() == "before" else 1
    else:
        step = _STEPS[" ".join((groups["step"] or "that").lower().split()).removeprefix("that ")]
    return _from_story(name, step, context)


def _from_event(groups: Groups, context: Context) -> str | None:
    """Date what follows: in "met on Friday, a day after the vote" the vote was a day before that Friday.

    Only "a day after" is counted from the day of the story itself; "ten days before the murder" is another story's.
    """
    number = number_of(groups.get("n") or "a")
    anchor = edtf.exact_day(context.same_sentence)
    if anchor is None and groups.get("n") and number == 1:
        anchor = context.base
    if anchor is None or number is None:
        return None
    return shift.unit(
        anchor, unit(groups["unit"] or ""), number if (groups["dir"] or "").lower() == "before" else -number
    )


def _same_day(groups: Groups, context: Context) -> str | None:
    if context.same_sentence:
        return context.same_sentence
    if context.just_before:
        return context.just_before
    return context.base.isoformat() if context.base else None


def _same_quarter(groups: Groups, context: Context) -> str | None:
    return context.quarter


def _year_ago(groups: Groups, context: Context) -> str | None:
    quarter = context.quarter
    if quarter:
        return _year_before(quarter)
    return shift.unit(context.base, "year", -1) if context.base else None


def _period_of(groups: Groups, context: Context) -> str | None:
    """Resolve "the 1988 period": the quarter told last, in that year."""
    quarter = context.quarter
    return f"{groups['y']}{quarter[4:]}" if quarter else groups["y"]


RULES = (
    Rule("period of", rf"(?i:the )(?P<y>{YEAR}) (?i:period|quarter)(?!\w)", _period_of, needs_base=False),
    Rule(
        "year ago",
        r"(?i:(?:the |a )?(?:comparable |corresponding |same )?year-(?:ago|earlier)(?: (?:(?:first|second|third|"
        r"fourth) )?"
        r"(?:quarter|period|half))?)(?!\w)"
        r"|(?i:the (?:(?:comparable|corresponding|same) )?(?:quarter|period) (?:last year|a year (?:ago|earlier)|"
        r"the year before))",
        _year_ago,
    ),
    Rule(
        "ago",
        rf"{ROUGHLY}(?P<n>{COUNT})\s(?P<unit>{UNIT})(?: or (?:so|two|more))? (?P<dir>(?i:ago|back(?=[.,])|from now|"
        rf"hence))(?!\w)",
        _ago,
    ),
    Rule("moments ago", rf"{ROUGHLY}{COUNT}\s{SHORT_UNIT} (?i:ago|later|earlier|before|after)(?!\w)", nothing, "time"),
    Rule(
        "later",
        rf"{ROUGHLY}(?P<n>{COUNT})\s(?P<unit>{UNIT})\s(?:(?P<dir>(?i:later|earlier|afterwards?|previously|"
        rf"prior))(?! than)(?!\w)|"
        rf"(?P<dir2>(?i:before|after)){_END})",
        lambda groups, context: _later({**groups, "dir": groups["dir"] or groups["dir2"]}, context),
        needs_base=False,
    ),
    Rule(
        "from an event",
        rf"(?<!in )(?:(?i:the)|{ROUGHLY}(?P<n>{COUNT})) (?P<unit>(?i:days?)) "
        r"(?P<dir>(?i:after|before))(?= [a-zA-Z\"'])",
        _from_event,
    ),
    Rule(
        "in",
        rf"(?<!time )(?<!first )(?i:in) (?:(?i:about|around) )?"
        rf"(?P<n>{COUNT})(?: more)?\s(?P<unit>{UNIT})(?P<time>(?:'s?|s')? (?i:time))?(?!\w|"
        rf"-)(?! (?:of|as|prison|jail))",
        _in,
    ),
    Rule(
        "neighbour",
        r"(?:(?i:earlier|later|early|late|on|in) )?(?i:the )(?!next (?:week|month|year))(?P<step>(?i:very same|same|"
        r"previous|preceding|following|"
        r"next)) "
        r"(?P<unit>(?i:day|morning|afternoon|evening|night|week|weekend|month|year))(?!\w|-)(?! (?:that|as|of)\b)",
        _neighbour,
        needs_base=False,
    ),
    Rule(
        "that day",
        r"(?:(?i:earlier|later|early|late|on|in) )?(?P<step>(?i:that same|that very|that)) "
        r"(?P<unit>(?i:day|week|weekend|month|year))(?!\w|-)",
        lambda groups, context: _neighbour({**groups, "step": "that"}, context),
        needs_base=False,
    ),
    Rule(
        "day before",
        rf"(?i:the )(?P<unit>(?i:day|night|evening|week|month|year)) (?P<dir>(?i:before|after)){_END}",
        lambda groups, context: _neighbour({**groups, "step": None}, context),
        needs_base=False,
    ),
    Rule(
        "day of the story",
        r"(?i:(?:later|earlier|early|late) (?:in|on|during) the day)(?! (?:before|after))(?!\w)",
        _same_day,
    ),
    Rule(
        "same quarter",
        r"(?i:(?:the|its|their) (?:latest |same |most recent )?(?:quarter|period))(?![\w-])(?! of)",
        _same_quarter,
        needs_base=False,
    ),
    Rule(
        "every",
        r"(?i:(?:every|each) (?:other |single |few )?(?:day|week|weekend|month|quarter|year|decade|morning|"
        r"night))(?!\w)",
        nothing,
        "set",
    ),
    Rule(
        "duration",
        rf"{ROUGHLY}{COUNT}[- ](?:more |consecutive |straight |full |whole )?(?:{UNIT}|{SHORT_UNIT})(?!\w)(?:-(?:old|"
        rf"long)| old| long)?",
        nothing,
        "duration",
    ),
    Rule("time of day", rf"(?i:in the |during the )(?:{DAYTIME})(?!\w)", nothing, "time"),
)
