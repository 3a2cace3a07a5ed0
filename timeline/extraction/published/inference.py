"""Infer the day of an undated text: each constraint leaves the days on which its words would be true.

offices      who is named with an office today holds it that day
changes      "took office last week" beside the day the term began
events       the weekday of the lead lies in the terms of the office-holders who act in its sentence
dateline     a month and day without a year
posts        "today" beside quoted posts that carry their day
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from timeline.extraction.dates import Expression, edtf
from timeline.extraction.dates.resolver import value_of
from timeline.extraction.dates.rule import Context, Tense
from timeline.extraction.dates.tense import tense_at
from timeline.extraction.holders import Holder, Register
from timeline.extraction.printed import DATA, DAY, MONTH, YEAR, find_date
from timeline.extraction.reading import Published

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from timeline.extraction.actors import Actors
    from timeline.extraction.document import Document
    from timeline.extraction.reading import Person

Days = frozenset[date]

# The office-holders' file begins here; older texts cannot be dated by it.
FIRST_DAY = date(2009, 1, 1)
# A longer stretch says too little to be called a date.
MAX_DAYS = 31
# "Took office last week" is said within so many days of the day itself, "earlier this year" at most.
_REACH = 400
# The weekday that a story is about stands in its first sentences.
_LEAD_CHARS = 700
# A story quotes posts of its own day, or of the days just before.
_POST = re.compile(rf"\(@\w{{1,30}}\)\s*(?:on\s)?({MONTH}\s{DAY},?\s{YEAR})")
# No subject stands farther up the tree; a broken parse must not cost time.
_MAX_CLIMB = 12
_SENTENCE_END = re.compile(r"[.!?][\"')]*\s+(?=[A-Z\"'])|\n")
# Words before the time expression in which the change of office may be told.
_CLAUSE = 140


@dataclass(frozen=True, slots=True)
class Constraint:
    """The days that one observation leaves, and the reason in a plain sentence.

    `is_pointed` tells an observation about the day itself from an office, which only narrows down years.
    """

    days: Days
    why: str
    is_pointed: bool


def infer(
    document: "Document", doc: "Doc", expressions: tuple[Expression, ...], actors: "Actors", register: Register
) -> Published:
    """Give the only day that satisfies all constraints, a short interval, or `unknown`."""
    offices = list(_offices(actors, register))
    pointed = [
        *_changes(document, doc, expressions, actors, register),
        *_dateline(document, register),
        *_posts(document, expressions),
    ]
    if not pointed:
        return Published()
    pointed += _events(document, expressions, actors, register)
    used, days = _intersect(_all_days(register.known_until), pointed, offices)
    if not days or (max(days) - min(days)).days >= MAX_DAYS:
        return Published()
    return Published(edtf.one_of(min(days), max(days)), None, "inferred", tuple(item.why for item in used))


def _intersect(days: Days, pointed: list[Constraint], offices: list[Constraint]) -> tuple[list[Constraint], Days]:
    """Keep the days that all allow; an office that contradicts the rest is history the text tells, and left out."""
    used: list[Constraint] = []
    for item in (*pointed, *offices):
        narrowed = days & item.days
        if not narrowed and item.is_pointed:
            return [], frozenset()
        if narrowed and narrowed != days:
            used.append(item)
            days = narrowed
    return used, days


@cache
def _all_days(last: date) -> Days:
    return _days(FIRST_DAY, last)


def _days(first: date, last: date) -> Days:
    return frozenset(first + timedelta(number) for number in range((last - first).days + 1))


def _terms(person: "Person", register: Register) -> tuple[Holder, ...]:
    """Give the terms of a person in the offices that the text gives him or her as held today."""
    held = [office for office in person.offices if not office.former]
    return tuple(
        term
        for term in register.terms_of(person.name)
        if any(office.role == term.role and office.country in (term.country, None) for office in held)
    )


def _span(term: Holder, known_until: date) -> Days:
    last = min(term.end or known_until, known_until)
    return _days(max(term.start, FIRST_DAY), last) if last >= FIRST_DAY else frozenset()


def _offices(actors: "Actors", register: Register) -> Iterator[Constraint]:
    for person in actors.persons:
        terms = _terms(person, register)
        if terms:
            days = frozenset().union(*(_span(term, register.known_until) for term in terms))
            told = " and ".join(_term_text(term) for term in terms)
            yield Constraint(days, f"{person.name} was {terms[0].label} {told}.", False)


def _term_text(term: Holder) -> str:
    return f"from {term.start}" + (f" to {term.end}" if term.end else "")


@cache
def _change_patterns() -> dict[str, re.Pattern[str]]:
    rows = [line.split("\t") for line in (DATA / "office_changes.tsv").read_text("utf-8").splitlines()]
    kinds = ("begin", "end")
    return {kind: re.compile("|".join(f"(?:{row[1]})" for row in rows if row[0] == kind)) for kind in kinds}


def _changes(
    document: "Document", doc: "Doc", expressions: tuple[Expression, ...], actors: "Actors", register: Register
) -> Iterator[Constraint]:
    """Read "Hegseth took office last week": days seen from which "last week" covers the first day of a term."""
    for item in expressions:
        clause = _SENTENCE_END.split(document.plain[max(0, item.start - _CLAUSE) : item.start])[-1]
        for kind, pattern in _change_patterns().items():
            told = list(pattern.finditer(clause))
            place = told[-1].end() - len(told[-1][0].lstrip()) if told else 0
            person = _subject(doc, actors, item.start - len(clause) + place) if told else None
            if not person:
                continue
            terms = [term for term in register.terms_of(person.name) if kind == "begin" or term.end]
            turns = {term.start if kind == "begin" else term.end: term for term in terms}
            tense = _tense(doc, item)
            days = frozenset(day for turn in turns if turn for day in _seen_from(item, document.plain, turn, tense))
            if days:
                words = " ".join(clause[told[-1].start() :].split())
                yield Constraint(days, _change_text(person, words, item.text, turns, days, kind), True)


def _tense(doc: "Doc", item: Expression) -> Tense:
    span = doc.char_span(item.core, item.end, alignment_mode="expand")
    return tense_at(span[0]) if span is not None and len(span) else "past"


def _subject(doc: "Doc", actors: "Actors", position: int) -> "Person | None":
    """Give the person who is the subject of the verb at a place; None where the grammar does not tell."""
    span = doc.char_span(position, position + 1, alignment_mode="expand")
    token = next((word for word in span.sent if word.idx >= position and not word.is_space), None) if span else None
    for _ in range(_MAX_CLIMB):
        if token is None:
            return None
        subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.tag_ not in ("WP", "WDT"):
            return _person_at(actors, subject)
        if token.dep_ in ("relcl", "acl"):
            return _person_at(actors, token.head)
        if token.head is token or token.head.i == token.i:
            return None
        token = token.head
    return None


def _person_at(actors: "Actors", token: "Token") -> "Person | None":
    mention = actors.at(token.idx)
    ids = mention.actors if mention else ()
    return next((person for person in actors.persons if (person.id,) == ids), None)


def _seen_from(item: Expression, plain: str, turn: date, tense: Tense) -> Iterator[date]:
    """Give the days from which an expression denotes a time that covers the turn."""
    ahead = tense == "future"
    for number in range(-_REACH if ahead else 0, 1 if ahead else _REACH):
        day = turn + timedelta(number)
        if edtf.covers(value_of(item, plain, Context(day, tense)), turn):
            yield day


def _change_text(
    person: "Person", words: str, when: str, turns: dict[date | None, Holder], days: Days, kind: str
) -> str:
    told = [
        f"{'became' if kind == 'begin' else 'ceased to be'} {term.label} on {turn}"
        for turn, term in turns.items()
        if turn and any(abs((day - turn).days) < _REACH for day in days)
    ]
    return f"“{person.name} {words} {when}”: {person.name} {' and '.join(told)}, so {_range_text(days)}."


def _range_text(days: Days) -> str:
    """Say which stretches of days are left."""
    ordered = sorted(days)
    stretches: list[list[date]] = []
    for day in ordered:
        if stretches and day - stretches[-1][1] == timedelta(1):
            stretches[-1][1] = day
        else:
            stretches.append([day, day])
    told = [f"{a}" if a == b else f"from {a} to {b}" for a, b in stretches[-4:]]
    return "the text appeared " + " or ".join(told)


def _events(
    document: "Document", expressions: tuple[Expression, ...], actors: "Actors", register: Register
) -> Iterator[Constraint]:
    """Use the weekday of the lead: what is told of that day, the office-holders of its sentence did in office."""
    start = document.blocks[1][0] if document.title and len(document.blocks) > 1 else 0
    for item in expressions:
        if item.rule != "weekday" or not start <= item.start < start + _LEAD_CHARS:
            continue
        low, high = _sentence(document.plain, item)
        for person in _persons_in(actors, low, high):
            terms = _terms(person, register)
            if terms:
                days = frozenset(
                    day
                    for day in _all_days(register.known_until)
                    if _in_office(value_of(item, document.plain, Context(day)), terms)
                )
                yield Constraint(days, _event_text(item, person, terms), True)


def _sentence(plain: str, item: Expression) -> tuple[int, int]:
    low = max(plain.rfind(". ", 0, item.start), plain.rfind("\n", 0, item.start)) + 1
    ends = [end for mark in (". ", ".\n", "\n") if (end := plain.find(mark, item.end)) >= 0]
    return low, min(ends, default=len(plain))


def _persons_in(actors: "Actors", low: int, high: int) -> list["Person"]:
    ids = set(actors.who((low, high)))
    return [person for person in actors.persons if person.id in ids]


def _in_office(value: str | None, terms: tuple[Holder, ...]) -> bool:
    day = edtf.exact_day(value)
    return day is not None and any(term.holds(day) for term in terms)


def _event_text(item: Expression, person: "Person", terms: tuple[Holder, ...]) -> str:
    told = " and ".join(_term_text(term) for term in terms)
    return f"“{item.text}” is a day on which {person.name} acts as {terms[0].label}, which is {told}."


def _dateline(document: "Document", register: Register) -> Iterator[Constraint]:
    line = document.dateline
    if not line or not line.edtf:
        return
    year, month_and_day = line.edtf[:4], line.edtf[4:]
    told = [
        day
        for day in _all_days(register.known_until)
        if day.isoformat()[4:] == month_and_day and year in ("XXXX", str(day.year))
    ]
    days = frozenset(day + timedelta(number) for day in told for number in (0, 1))
    yield Constraint(days, f"The dateline carries the day {line.edtf}.", True)


def _posts(document: "Document", expressions: tuple[Expression, ...]) -> Iterator[Constraint]:
    """Use quoted posts that carry their day, where the story itself speaks of "today"."""
    days = [found.day for match in _POST.finditer(document.text) if (found := find_date(match[1]))]
    today = any(item.rule == "deictic" and "today" in item.text.lower() for item in expressions)
    if days and today and max(days) >= FIRST_DAY:
        yield Constraint(frozenset([max(days)]), f"The text speaks of “today” and quotes posts of {max(days)}.", True)
