"""Find the expressions of time: one scan with all rules, then what the sentence shows to be something else goes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline.extraction.dates import days, holidays, periods, relative, story
from timeline.extraction.dates.rule import Kind, Rule
from timeline.extraction.dates.words import NUMBERS, ORDINALS, SEASON_CODES, UNIT_NAMES
from timeline.extraction.printed import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The order decides between rules that match at the same place: the longer and surer first.
RULES: tuple[Rule, ...] = (
    *(rule for rule in days.RULES if rule.name != "clock"),
    *(rule for rule in story.RULES if rule.name not in ("duration", "time of day")),
    *periods.RULES,
    *relative.RULES,
    *(rule for rule in days.RULES if rule.name == "clock"),
    *(rule for rule in story.RULES if rule.name in ("duration", "time of day")),
)
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_CLOCK_GAP = re.compile(r",? (?:on )?(?:\()?")
_ZONE_AFTER = re.compile(
    r" ?\((?![^)]*day\b)(?:\d{1,4}(?:[:.]\d\d)?\s?(?:GMT|UTC|[A-Z]{2,4}|[ap]\.?m\.?)[^)]{0,20}|local time|[A-Z]{3,4})\)"
)


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time as it stands in the text, not yet resolved; `rule` names the rule that found it."""

    start: int
    end: int
    text: str
    kind: Kind = "date"
    rule: str = ""
    core: int = 0


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
_OPENERS = holidays.first_words() | frozenset(
    (*MONTHS, *WEEKDAYS, *ORDINALS, *(word.split("-")[0] for word in NUMBERS), *SEASON_CODES, *UNIT_NAMES, "half")
    + (
        "the",
        "an",
        "some",
        "several",
        "many",
        "about",
        "around",
        "almost",
        "nearly",
        "over",
        "roughly",
        "approximately",
    )
    + (
        "just",
        "only",
        "exactly",
        "more",
        "less",
        "at",
        "up",
        "in",
        "on",
        "by",
        "from",
        "between",
        "until",
        "till",
        "since",
    )
    + (
        "before",
        "after",
        "through",
        "throughout",
        "during",
        "for",
        "toward",
        "towards",
        "back",
        "to",
        "so",
        "of",
        "and",
    )
    + ("earlier", "later", "early", "late", "mid", "middle", "sometime", "end", "start", "beginning", "close", "turn")
    + (
        "course",
        "rest",
        "remainder",
        "best",
        "last",
        "past",
        "previous",
        "this",
        "current",
        "next",
        "coming",
        "upcoming",
    )
    + ("that", "every", "each", "its", "their", "days", "today", "tonight", "tomorrow", "yesterday", "noon", "midnight")
    + ("midday", "morning", "afternoon", "evening", "night", "dawn", "dusk", "midnight", "lunchtime", "daybreak")
    + (
        "nineteen",
        "fiscal",
        "fy",
        "calendar",
        "post",
        "pre",
        "final",
        "latter",
        "q",
        "h",
        "comparable",
        "corresponding",
    )
    + (
        "same",
        "mondays",
        "tuesdays",
        "wednesdays",
        "thursdays",
        "fridays",
        "saturdays",
        "sundays",
        "twenties",
        "thirties",
    )
    + ("forties", "fifties", "sixties", "seventies", "eighties", "nineties")
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
    kept = [item for item in scan(plain) if _is_time(item, plain, tokens)]
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


# Months that are also names, verbs or nouns; short forms that are also names.
_AMBIGUOUS_MONTHS = frozenset(("May", "March", "MAY", "MARCH"))
_GIVEN_NAMES = frozenset(("April", "June", "August"))
_BEFORE_MONTH = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "from",
        "through",
        "during",
        "before",
        "after",
        "for",
        "between",
        "to",
        "of",
        "throughout",
        "around",
        "and",
        "early",
        "late",
        "mid",
        "last",
        "this",
        "next",
        "or",
        "late-",
        "mid-",
        "early-",
        "beginning",
        "end",
    ]  # noqa: SIM905
)
_COUNTED = re.compile(
    r"\s(?:more|other|people|troops|soldiers|men|women|members|km|kilometers|miles|meters|dollars|euros)\b"
)
_SHORT_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)")


def _is_time(item: Expression, plain: str, tokens: dict[int, "Token"]) -> bool:
    if item.rule == "month":
        return _is_month(item, plain, tokens)
    if item.rule == "year":
        return _is_year(item, plain, tokens)
    if item.rule == "deictic":
        return item.text != "Today" or _opens_sentence(item.start, tokens)
    if item.rule == "clock" and _BARE_CLOCK.fullmatch(item.text):
        return bool(_BEFORE_CLOCK.search(plain, max(0, item.start - 12), item.start))
    if item.rule == "relative":
        return not (item.text.istitle() and plain[max(item.start - 1, 0)] in "\"'")
    return True


# A time without "a.m.", zone or preposition is a video's length, a score or a verse.
_BARE_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_BEFORE_CLOCK = re.compile(r"(?i)\b(?:at|by|around|about|until|till|from|to|since|before|after|between|and|past) $")


def _opens_sentence(start: int, tokens: dict[int, "Token"]) -> bool:
    """Tell whether a word is the first of its sentence, quotation marks left aside; "VOA Today" is a name."""
    token = tokens.get(start)
    return token is None or token.is_sent_start is True or token.nbor(-1).is_punct or token.nbor(-1).is_space


def _is_month(item: Expression, plain: str, tokens: dict[int, "Token"]) -> bool:
    """Tell "in May" from Theresa May, "may" and "March for Life"."""
    token = tokens.get(item.end - len(item.text.split()[-1]))
    word = item.text.split()[-1].removesuffix("'s")
    if _SHORT_MONTH.fullmatch(word):
        return False
    if len(item.text.split()) > 1 or word.rstrip(".") not in _AMBIGUOUS_MONTHS:
        return not (word in _GIVEN_NAMES and token is not None and _beside_name(token))
    if token is None:
        return False
    before = token.nbor(-1) if token.i else None
    return not _beside_name(token) and before is not None and before.lower_ in _BEFORE_MONTH


def _beside_name(token: "Token") -> bool:
    """Tell whether a capitalised word stands next to a token: then both are a name."""
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.is_title and after.is_alpha and after.pos_ == "PROPN":
        return before is None or before.lower_ not in _BEFORE_MONTH
    return before is not None and before.is_title and before.pos_ == "PROPN" and before.lower_ not in _BEFORE_MONTH


def _is_named(token: "Token") -> bool:
    """Tell whether a number belongs to the name before it: "Orion 1980", "Vision 2030"."""
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    is_name = before is not None and before.pos_ == "PROPN" and before.is_title and not before.is_sent_start
    return is_name and (after is None or after.is_punct)


def _is_year(item: Expression, plain: str, tokens: dict[int, "Token"]) -> bool:
    """Tell a year from a number of things: a round number before a plural, or one with a unit."""
    if len(item.text) > 4:
        return True
    if _COUNTED.match(plain, item.end):
        return False
    token = tokens.get(item.start)
    if token is not None and _is_named(token):
        return False
    after = token.nbor(1) if token is not None and token.i + 1 < len(token.doc) else None
    is_round = item.text.endswith("00") and item.text != "2000"
    return not (after is not None and after.tag_ in ("NNS", "NNPS") and is_round)
