"""Resolve the expressions in text order, each seen from the day of the story and from what was told before."""

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from timeline.extraction.dates import edtf
from timeline.extraction.dates.days import month_day
from timeline.extraction.dates.expression import Expression
from timeline.extraction.dates.finder import patterns
from timeline.extraction.dates.rule import Context
from timeline.extraction.dates.tense import tense_at
from timeline.extraction.dates.words import DAY, MONTH, YEAR
from timeline.extraction.document.stamp import url_month, url_year
from timeline.extraction.printed import WEEKDAYS, safe_day
from timeline.extraction.reading import DateBasis, Dateline, DateMention, Published

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from timeline.extraction.document import Document

# A story is printed at most so many days after the day of its dateline.
_MAX_DATELINE_AGE = 3
# The weekday that a wire story is told on stands in its first sentences.
_LEAD_CHARS = 600
# Any years will do that have every weekday on every day: 28 of one century.
_STAND_IN_YEAR = 2000
# "Last Monday", "next Friday": no day farther off can be told without the year.
_NEAR_DATELINE = 13
# What pages of one month tell of the month before is mostly of its last third.
_END_OF_MONTH = 20
MONTHS_OF_A_YEAR = 12
_EXPLICIT = frozenset(
    (
        "iso",
        "numeric",
        "numeric, dotted",
        "on the day",
        "two months",
        "between months",
        "two months, day first",
        "same month",
        "same month, and",
    )
    + ("same month, day first", "full", "full, day first", "attacks of 2001", "month and day", "day and month")
    + (
        "ordinal day",
        "month of a year",
        "year",
        "years",
        "between years",
        "decade",
        "century",
        "short year",
        "spoken year",
    )
    + ("months", "month", "holiday", "day of the month")
)
_DAY_WORDS = re.compile(rf"{MONTH}\s?{DAY}(?:,?\s{YEAR})?|{DAY}\s{MONTH}(?:,?\s{YEAR})?")
_BARE_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_QUARTERS = frozenset(("quarter", "half", "half of last year", "Q3"))


def resolve(
    expressions: tuple[Expression, ...], published: Published, document: "Document", doc: "Doc"
) -> tuple[DateMention, ...]:
    """Give each expression that has a calendar value its mention; the dateline's day comes as the first."""
    dateline, plain, text = document.dateline, document.plain, document.text
    printed = dateline_day(dateline, published)
    bases = story_days(published, printed)
    context = Context(bases[0])
    mentions = []
    if dateline and printed:
        start, end = dateline_words(dateline, text)
        mentions.append(DateMention(start, end, text[start:end], printed, "dateline"))
    stand_in = _stand_in(printed, expressions, document) if bases == (None,) else None
    starts = {token.idx: token for token in doc}
    sentence: tuple[int, str | None] = (-1, None)
    before: dict[int, str] = {}
    for item in expressions:
        token = starts.get(item.core) or _token_at(doc, item.core)
        context.base = document.section_day(item.start) or bases[0]
        context.tense = tense_at(token, starts.get(item.start)) if token is not None else "past"
        number = token.sent.start if token is not None else -1
        context.same_sentence = sentence[1] if sentence[0] == number else None
        context.just_before = before.get(_sentence_before(doc, number))
        value = value_of(item, plain, context)
        if not value and stand_in:
            value = _without_year(value_of(item, plain, replace(context, base=stand_in)), stand_in)
        if not value and bases == (None,) and item.rule == "deictic" and _is_same_day(item, plain, context):
            value = printed
        others = () if context.base != bases[0] else bases[1:]
        if not value or any(value_of(item, plain, replace(context, base=base)) != value for base in others):
            continue
        basis: DateBasis = "explicit" if item.rule in _EXPLICIT else "relative"
        mentions.append(DateMention(item.start, item.end, item.text, value, basis, item.kind))
        if item.rule in _QUARTERS:
            context.quarter = value
        if item.kind == "date":
            context.story.append(value)
            if edtf.exact_day(value):
                sentence, before[number] = (number, value), value
    return (
        tuple(_with_years(mentions, document.url or ""))
        if any(mention.edtf.startswith("XXXX-") for mention in mentions)
        else tuple(mentions)
    )


def _with_years(mentions: list[DateMention], url: str) -> list[DateMention]:
    """Give days without a year that of the same day, or the nearest one close by, that the text has with its year.

    "Aug 23 (APP) … the meeting on 22 August 2021"; "Telephone conversation (28 April 2021) … spoke on 28 April"; or
    that of the month in the web address, where the day is of this month or of the end of the one before; or that of
    a web address with a folder of the year alone.
    """
    folders, year_only = url_month(url), url_year(url)
    full = [day for m in mentions if m.basis == "explicit" and (day := edtf.exact_day(m.edtf))]
    out = []
    for mention in mentions:
        bare = _BARE_DAY.fullmatch(mention.edtf)
        near = [(abs(day - own).days, own) for day in full if bare and (own := _same_year(day, bare))]
        closest = min(near, default=(_NEAR_DATELINE + 1, None))
        value = closest[1].isoformat() if closest[0] <= _NEAR_DATELINE and closest[1] else mention.edtf
        if value == mention.edtf and bare and (year := _year_of(bare, folders, year_only)):
            value = f"{year}{mention.edtf[4:]}"
        out.append(replace(mention, edtf=value))
    return out


def _year_of(bare: re.Match[str], folders: tuple[int, int] | None, year_only: int | None) -> int | None:
    """Give the year that the folders of the web address tell for a month and day."""
    if folders is None:
        return year_only
    year, month = folders
    before = (year, month - 1) if month > 1 else (year - 1, MONTHS_OF_A_YEAR)
    if int(bare[1]) == month:
        return year
    return before[0] if int(bare[1]) == before[1] and int(bare[2]) >= _END_OF_MONTH else None


def _same_year(day: date, bare: re.Match[str]) -> date | None:
    return safe_day(day.year, int(bare[1]), int(bare[2]))


def _sentence_before(doc: "Doc", start: int) -> int:
    """Give the first token of the sentence before the one that starts at a token."""
    return int(doc[start - 1].sent.start) if start > 0 else -1


def _stand_in(printed: str | None, expressions: tuple[Expression, ...], document: "Document") -> date | None:
    """Give a day to count from where the dateline has a day without its year, None where that does not do.

    The year is any in which the weekday of the lead falls on the dateline's day: wire stories name the day they are
    told on. Without a weekday in the lead no other one can be placed.
    """
    line = document.dateline
    if line is None or printed is None or not printed.startswith("XXXX"):
        return None
    lead = (item for item in expressions if item.rule == "weekday" and line.end <= item.start < line.end + _LEAD_CHARS)
    named = next((WEEKDAYS.get(item.text.lower().split()[-1]) for item in lead), None)
    days = [
        safe_day(year, int(printed[5:7]), int(printed[8:10])) for year in range(_STAND_IN_YEAR, _STAND_IN_YEAR + 28)
    ]
    return next((day for day in days if day and day.weekday() == named), None)


def _is_same_day(item: Expression, plain: str, context: Context) -> bool:
    """Tell whether words mean the day that they are told on ("today"), which the dateline has without its year."""
    any_day = date(_STAND_IN_YEAR, 1, 2)
    return value_of(item, plain, replace(context, base=any_day)) == any_day.isoformat()


def _without_year(value: str | None, stand_in: date) -> str | None:
    """Take the year off a day near the dateline's; None for anything else."""
    day = edtf.exact_day(value)
    is_near = day is not None and abs(day - stand_in).days <= _NEAR_DATELINE
    return f"XXXX-{day:%m-%d}" if day and is_near else None


def value_of(item: Expression, plain: str, context: Context) -> str | None:
    """Give the EDTF value of an expression, or None."""
    rule, pattern = patterns()[item.rule]
    if rule.needs_base and context.base is None and not context.story:
        return None
    match = pattern.match(plain, item.core)
    return rule.value(match.groupdict(), context) if match else None


def story_days(published: Published, printed: str | None) -> tuple[date | None, ...]:
    """Give the day that the story is told on: the dateline's where it is just before the publication day.

    Of a text inferred to be from one of several days, the first and the last: only what both give is known.
    """
    first, last = edtf.day_bounds(published.edtf)
    told = edtf.exact_day(printed)
    if first and first == last:
        return (told if told and 0 <= (first - told).days <= _MAX_DATELINE_AGE else first,)
    return (told,) if told or first is None or last is None else (first, last)


def dateline_day(dateline: Dateline | None, published: Published) -> str | None:
    """Complete the dateline's day with the year of publication."""
    if not dateline or not dateline.edtf:
        return None
    day = edtf.exact_day(published.edtf)
    if not dateline.edtf.startswith("XXXX") or day is None:
        return dateline.edtf
    return month_day(int(dateline.edtf[5:7]), int(dateline.edtf[8:]), None, Context(day))


def dateline_words(dateline: Dateline, text: str) -> tuple[int, int]:
    """Give where the day stands in a dateline."""
    match = _DAY_WORDS.search(text, dateline.start, dateline.end)
    return match.span() if match else (dateline.start, dateline.end)


def _token_at(doc: "Doc", offset: int) -> "Token | None":
    if not len(doc) or offset >= doc[-1].idx + len(doc[-1]):
        return None
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span else None
