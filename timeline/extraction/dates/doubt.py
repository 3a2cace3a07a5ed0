"""Tell expressions of time from what only looks like one: "may", Theresa May, "March for Life", "2,000 troops"."""

import re
from typing import TYPE_CHECKING

from timeline.extraction.dates.expression import Expression
from timeline.extraction.dates.words import ORDINALS
from timeline.extraction.lexicon import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

# Months that are also names, verbs or nouns; short forms that are also names.
_AMBIGUOUS_MONTHS = frozenset(("May", "March", "MAY", "MARCH"))
_GIVEN_NAMES = frozenset(("April", "June", "August"))
_BEFORE_MONTH = word_list("before_month")
_COUNTED = re.compile(
    r"\s(?:more|other|people|troops|soldiers|men|women|members|km|kilometers|miles|meters|dollars|euros)\b"
)
_SHORT_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)")


def is_time(item: Expression, plain: str, tokens: dict[int, "Token"]) -> bool:
    """Tell whether what a rule found is a time in its sentence; `tokens` are found by their offset."""
    if item.rule == "month":
        return _is_month(item, plain, tokens)
    if item.rule == "year":
        return _is_year(item, plain, tokens)
    if item.rule == "deictic":
        return item.text != "Today" or _opens_sentence(item.start, tokens)
    if item.rule == "clock" and _BARE_CLOCK.fullmatch(item.text):
        return bool(_BEFORE_CLOCK.search(plain, max(0, item.start - 12), item.start))
    if item.rule == "in":
        return not _counts_events(tokens.get(item.start))
    if item.rule == "relative":
        return not (item.text.istitle() and plain[max(item.start - 1, 0)] in "\"'")
    return True


# "Their second call with the minister in three days": the ordinal stands at most so many words before.
_ORDINAL_REACH = 12
_TIMES_OVER = ORDINALS.keys() - {"first"}


def _counts_events(token: "Token | None") -> bool:
    """Tell "the second call in three days", which is a span of time gone by, from "will meet in three days"."""
    if token is None:
        return False
    before = token.doc[max(token.i - _ORDINAL_REACH, 0) : token.i]
    first = max((word.i for word in before if word.text in (".", ";", ",") or word.is_space), default=-1)
    return any(word.i > first and word.lower_ in _TIMES_OVER for word in before)


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
