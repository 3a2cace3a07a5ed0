"""Find the expressions of time: one scan with all rules, then what the sentence shows to be something else goes."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from timeline.extraction.dates import days, holidays, periods, relative, story, weekdays
from timeline.extraction.dates.doubt import is_time
from timeline.extraction.dates.expression import Expression
from timeline.extraction.dates.rule import Rule
from timeline.extraction.dates.words import NUMBERS, ORDINALS, SEASON_CODES, UNIT_NAMES
from timeline.extraction.lexicon import word_list
from timeline.extraction.printed import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The order decides between rules that match at the same place: the longer and surer first.
RULES: tuple[Rule, ...] = (
    *days.RULES,
    *(rule for rule in weekdays.RULES if rule.name != "clock"),
    *(rule for rule in story.RULES if rule.name not in ("duration", "time of day")),
    *periods.RULES,
    *relative.RULES,
    *(rule for rule in weekdays.RULES if rule.name == "clock"),
    *(rule for rule in story.RULES if rule.name in ("duration", "time of day")),
)
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_CLOCK_GAP = re.compile(r",? (?:on )?(?:\()?")
_ZONE_AFTER = re.compile(
    r" ?\((?![^)]*day\b)(?:\d{1,4}(?:[:.]\d\d)?\s?(?:GMT|UTC|[A-Z]{2,4}|[ap]\.?m\.?)[^)]{0,20}|local time|[A-Z]{3,4})\)"
    r"|,? (?i:local time)(?!\w)"
)


@cache
def scanner() -> re.Pattern[str]:
    """Give one pattern of all rules; the group that matched is the number of the rule."""
    rules = "|".join(f"(?P<r{number}>{_NAMED_GROUP.sub('(?:', rule.pattern)})" for number, rule in enumerate(RULES))
    return re.compile(rules)


@cache
def patterns() -> dict[str, tuple[Rule, re.Pattern[str]]]:
    """Give each rule and its compiled pattern by the rule's name."""
    return {rule.name: (rule, re.compile(rule.pattern)) for rule in RULES}


# Every expression has one of these words, or a figure, within so many characters of its start: the only places where
# the rules are tried, as trying them everywhere costs more than the parse.
_TRIGGER = re.compile(
    r"\d|day|week|month|year|decade|centur|quarter|half|spring|summer|autumn|fall|winter|night|morning|afternoon|evening|"
    r"tomorrow|noon|hour|minute|second|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|christmas|thanksgiving|easter|"
    r"halloween|juneteenth|ties\b|nineteen|twenty|period|moment|dawn|fortnight"
)
_REACH = 48
_WORD = re.compile(r"(?<![\w])(?<![\w][-'])(?:'|\d|[^\W\d_]+)")
# The first words of all expressions, beside figures and apostrophes; nine of ten words of a text are none.
_OPENERS = (
    holidays.first_words()
    | word_list("date_openers")
    | frozenset((*MONTHS, *WEEKDAYS, *ORDINALS, *(word.split("-")[0] for word in NUMBERS), *SEASON_CODES, *UNIT_NAMES))
)


def scan(plain: str) -> Iterator[Expression]:
    """Find what the grammar matches, left to right."""
    match_at = scanner().match
    position = 0
    for low, high in _windows(plain):
        start = max(low, position)
        while start <= high and (word := _WORD.search(plain, start, high + _REACH)):
            if word.start() > high:
                break
            opens = not word[0].isalpha() or word[0].lower() in _OPENERS
            match = match_at(plain, word.start()) if opens else None
            start = match.end() if match else word.end()
            if match and match.end() > match.start():
                rule = RULES[int((match.lastgroup or "r0")[1:])]
                yield Expression(match.start(), match.end(), match[0], rule.kind, rule.name, match.start())
        position = start


def _windows(plain: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of text in which an expression can begin."""
    low = high = -1
    for trigger in _TRIGGER.finditer(plain.translate(_LOWER)):
        if trigger.start() - _REACH > high:
            if high >= 0:
                yield low, high
            low = max(trigger.start() - _REACH, 0)
        high = trigger.start()
    if high >= 0:
        yield low, high


# ASCII only: `str.lower` changes the length of some texts.
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def find(plain: str, text: str, doc: "Doc") -> tuple[Expression, ...]:
    """Find the expressions of time of a text, in order, not overlapping; clock times join the day they stand by."""
    tokens = {token.idx: token for token in doc}
    kept = [item for item in scan(plain) if is_time(item, plain, tokens)]
    return tuple(_joined(kept, plain, text))


def _joined(items: list[Expression], plain: str, text: str) -> Iterator[Expression]:
    position = 0
    while position < len(items):
        core = items[position]
        start, end = core.start, _after_zone(plain, core)
        position = _next(items, position, end)
        following = items[position] if position < len(items) else None
        if following and _CLOCK_GAP.fullmatch(plain, end, following.start) and _is_pair(core, following):
            core = following if core.rule == "clock" else core
            end = _after_zone(plain, following)
            position = _next(items, position, end)
        yield Expression(start, end, text[start:end], core.kind, core.rule, core.start)


def _after_zone(plain: str, item: Expression) -> int:
    zone = _ZONE_AFTER.match(plain, item.end) if item.rule in _DAY_RULES or item.rule == "clock" else None
    return zone.end() if zone else item.end


def _next(items: list[Expression], position: int, end: int) -> int:
    """Give the number of the next item that does not lie before `end`."""
    position += 1
    while position < len(items) and items[position].end <= end:
        position += 1
    return position


_DAY_RULES = frozenset(
    ("weekday", "deictic", "full", "full, day first", "month and day", "day and month", "day of the month", "iso")
)


def _is_pair(first: Expression, second: Expression) -> bool:
    return (first.rule == "clock" and second.rule in _DAY_RULES) or (
        second.rule == "clock" and first.rule in _DAY_RULES
    )
