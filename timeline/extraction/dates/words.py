"""Building blocks of the grammar: patterns for numbers, units and modifiers, and what they mean."""

import re

from timeline.extraction.printed import DAY, MONTH, WEEKDAY, YEAR

__all__ = ["DAY", "MONTH", "WEEKDAY", "YEAR"]

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    *("twentieth", "thirtieth"),
)
NUMBERS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10 * number + n for number, ten in enumerate(_TENS, 2) for n, one in enumerate(_ONES[1:10], 1)},
    **{"a": 1, "an": 1, "couple": 2, "dozen": 12, "half a dozen": 6, "hundred": 100, "few": 3},
}
ORDINALS = {
    **{word: number for number, word in enumerate(_ORDINALS[:19], 1)},
    **{"twentieth": 20, "thirtieth": 30, "thirty-first": 31},
    **{f"twenty-{word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)},
}


def _any(words: object) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_SIMPLE_NUMBERS = _any(word for word in NUMBERS if word not in ("a", "an", "couple", "dozen", "few", "hundred", "zero"))
# A number that counts units of time; "a" and "several" too.
COUNT = (
    rf"(?i:\d{{1,4}}(?:\.5)?|(?:{_SIMPLE_NUMBERS})|a couple(?: of)?|an?(?: dozen| hundred)?|half a dozen|"
    r"a few|several|many)"
)
# Words before a number that make it rough; the value stays the same.
ROUGHLY = (
    r"(?i:(?:about|around|almost|nearly|some|over|roughly|approximately|just|only|exactly|(?:more|less) than|at least|"
    r"up to) )?"
)
UNIT = r"(?i:days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies))"
SHORT_UNIT = r"(?i:seconds?|minutes?|mins?|hours?|hrs?)"
SEASON = r"(?i:spring|summer|autumn|fall|winter)"
ORDINAL_WORD = rf"(?i:{_any(ORDINALS)})"
# "earlier this month", "late last year", "the end of the week": the same period, EDTF has no code for its parts.
PART = (
    r"(?i:(?:(?:earlier|later|early|late|sometime|some ?time|mid|middle|mid-way)(?: (?:in|on|of))?|"
    r"(?:at |by |in |from |until |toward |towards |before |around )?(?:the )?(?:very )?"
    r"(?:end|start|beginning|middle|close|turn|course|rest|remainder|early part|later part|latter part|best part) of"
    r"(?: the)?)(?: |-))"
)
LAST = r"(?i:last|past|previous)"
THIS = r"(?i:this|current|the current)"
NEXT = r"(?i:next|coming|the coming|upcoming)"
DAYTIME = (
    r"(?i:(?:early |late |mid-?)?(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk|lunchtime|"
    r"nighttime|daybreak|mid-?day))"
)
ZONE = r"(?:(?i:local time|\w+ time)|\(?(?:[A-Z]{3,4}|GMT|UTC|ET|Z)(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?\)?)(?!\w)"
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?\s?(?i:[ap]\.?m\b\.?|hours|hrs)?|"
    r"\.[0-5]\d\s?(?i:[ap]\.?m\b\.?|hours|hrs))|(?:1[0-2]|0?[1-9])\s?(?i:[ap]\.?m\b\.?|in the (?:morning|"
    r"afternoon|evening))|(?:[01]\d|2[0-3])[0-5]\d\s?(?:GMT|UTC|(?i:hours|hrs))|(?i:noon|midnight|mid-?\s?(?:day|"
    r"morning|afternoon)))"
)

UNIT_NAMES = {
    **{"day": "day", "week": "week", "weekend": "weekend", "fortnight": "fortnight", "month": "month"},
    **{"quarter": "quarter", "year": "year", "decade": "decade", "century": "century", "centurie": "century"},
}
SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def number(words: str) -> int | None:
    """Give the whole number that words name ("two", "a couple of", "17"); None for "several" and halves."""
    words = re.sub(r"\s+", " ", words.lower()).strip()
    words = re.sub(r"^a couple(?: of)?$", "couple", words).replace("a dozen", "dozen").replace("a hundred", "hundred")
    if words.isdigit():
        return int(words)
    return None if words == "a few" else NUMBERS.get(words)


def unit(word: str) -> str:
    """Give the singular of a unit's name."""
    word = word.lower()
    return UNIT_NAMES[word if word in UNIT_NAMES else word.removesuffix("s")]


def ordinal(word: str) -> int:
    """Give the number of "3rd" or "third"."""
    digits = re.sub(r"\D", "", word)
    return int(digits) if digits else ORDINALS[re.sub(r"\s+", "-", word.lower())]
