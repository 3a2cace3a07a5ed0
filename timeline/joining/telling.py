"""From a Reading to accounts: what joining looks at in each person and event of one article."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from timeline.extraction import holders, reading
from timeline.extraction.lexicon import rows
from timeline.joining.accounts import EventAccount, PersonAccount
from timeline.joining.days import is_narrow
from timeline.joining.names import name_words
from timeline.joining.offices import PRIVATE_ROLES, is_public, office_key
from timeline.joining.parties import OF_MANY

Account = TypeVar("Account", PersonAccount, EventAccount)
AGAIN = Path(__file__).parent / "data" / "again.txt"
# Where a sentence ends, also after the dot of "Gen.": what counts is that the same words are cut alike.
_SENTENCE_END = re.compile(r"""[.!?]["”’)]*\s+(?=["“‘(]?[A-Z])|\n\s*\n""")
# "The two met last year." stands in many stories of different years; a longer sentence is printed again with its story.
FEWEST_WORDS = 10
# What the columns of names hold; longer ones are no names.
NAME_CHARS = 200


def person_accounts(persons: Sequence[reading.Person], day: date | None = None) -> list[PersonAccount]:
    """Give the account of each person of one article, which appeared on `day`, in their order."""
    return _numbered(_person(person, day) for person in persons)


def event_accounts(
    read: reading.Reading, ids: Mapping[str, str], text: str, day: date | None = None
) -> list[EventAccount]:
    """Give the account of each event of a Reading, in their order.

    `ids` gives who each person and organization of the Reading is; who is missing there is no party. `text` is the
    article's, `day` the one on which it appeared.
    """
    seat = seat_of(read)
    told = [_event(read, event, ids, text, seat) for event in read.events]
    words = [event.evidence for event in read.events]
    return _numbered(_with_those_beside(told, words, place) for place in range(len(told)))


def told_apart(accounts: Sequence[Account]) -> list[tuple[Account, Account]]:
    """Give the pairs of accounts that one article tells as different."""
    return [(one, other) for at, one in enumerate(accounts) for other in accounts[at + 1 :]]


def occupations(person: reading.Person) -> frozenset[str]:
    """Give what the text calls a person besides offices."""
    return frozenset(office.label[:NAME_CHARS] for office in person.offices if office.role in PRIVATE_ROLES)


def _person(person: reading.Person, day: date | None) -> PersonAccount:
    forms = (person.name, *(mention.text for mention in person.mentions))
    country = _state(person.country)
    offices = filter(is_public, person.offices)
    return PersonAccount(
        names=full_names(forms),
        country=country,
        offices=frozenset(office_key(o.label, o.role, _state(o.country) or country) for o in offices),
        occupations=occupations(person),
    )


def full_names(forms: Iterable[str]) -> frozenset[str]:
    """Give the first form and, of the others, the full ones that share a word with it: "the minister" is no name."""
    first, *others = (" ".join(form.split())[:NAME_CHARS] for form in forms)
    words = set(name_words(first))
    full = (form for form in others if len(name_words(form)) > 1 and form[0].isupper() and words & {*name_words(form)})
    return frozenset((first, *full))


def seat_of(read: reading.Reading) -> str:
    """Give the country in whose days an article counts: that of its dateline, or of the only body it cites."""
    if read.dateline and (country := _seats().get(read.dateline.place.casefold())):
        return country
    bodies = {body.id: body.country for body in read.organizations}
    tellers = {_state(bodies.get(body)) for event in read.events for body in event.readouts}
    return tellers.pop() if len(tellers) == 1 else ""


def _event(read: reading.Reading, event: reading.Event, ids: Mapping[str, str], text: str, seat: str) -> EventAccount:
    when = event.date
    is_dated = bool(when.edtf) and when.basis != "unknown"
    people = {person.id: person for person in read.persons}
    bodies = {body.id: body for body in read.organizations}
    parties = [party for party in event.participants if party.id in ids]
    actors: list[reading.Person | reading.Organization] = [*read.persons, *read.organizations]
    countries = {actor.id: actor.country for actor in actors}
    homes = {ids[p.id]: _state(p.country) or _state(countries[p.id]) for p in reversed(parties)}
    held = {ids[p.id]: _office_held(people[p.id], p) for p in reversed(parties) if p.id in people}
    roles = held | {ids[p.id]: _role_told(bodies[p.id], event.evidence, held) for p in parties if p.id in bodies}
    account = EventAccount(
        type=event.type,
        status=event.status,
        first=date.fromisoformat(when.min) if is_dated and when.min else None,
        last=date.fromisoformat(when.max) if is_dated and when.max else None,
        basis=when.basis,
        persons=frozenset(ids[party.id] for party in parties if party.id in people),
        organizations=frozenset(ids[party.id] for party in parties if party.id in bodies),
        homes=frozenset((one, country) for one, country in homes.items() if country),
        offices=frozenset((one, role) for one, role in roles.items() if role),
        seat=seat,
        is_again=_is_again(" ".join(text[start:end] for start, end in event.evidence)),
    )
    if is_narrow(account):
        return account
    # In whose days it counts matters for single days only, and a reprint may be without its dateline.
    return replace(account, seat="", article=_told_in(read, text, event.evidence))


def _told_in(read: reading.Reading, text: str, evidence: Sequence[reading.Span]) -> str:
    """Give a hash of the sentences that tell an event; where they are short, of the article."""
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    ends += [read.title.end] if read.title else []
    told = []
    for start, end in sorted(evidence):
        first = max(at for at in ends if at <= start)
        told.append(text[first : min((at for at in ends if at >= end), default=len(text))])
    words = [word for sentence in dict.fromkeys(told) for word in name_words(sentence)]
    return sha256(" ".join(words).encode()).hexdigest() if len(words) >= FEWEST_WORDS else read.sha256


def _with_those_beside(told: Sequence[EventAccount], words: Sequence[object], place: int) -> EventAccount:
    """Add the persons of further calls that the same words tell of one of the parties."""
    own = told[place]
    if own.type not in OF_MANY or own.organizations:
        return own
    beside = [
        other.persons
        for at, other in enumerate(told)
        if at != place and words[at] == words[place] and own.persons & other.persons and _differ_in_parties(own, other)
    ]
    return replace(own, beside=frozenset().union(*beside) - own.persons)


def _differ_in_parties(one: EventAccount, other: EventAccount) -> bool:
    """Tell whether two accounts say the same but for whom they name."""
    return not other.organizations and _bare(one) == _bare(other)


def _bare(account: EventAccount) -> EventAccount:
    nobody: frozenset[Any] = frozenset()
    return replace(account, persons=nobody, homes=nobody, offices=nobody, beside=nobody)


def _office_held(person: reading.Person, party: reading.Participant) -> str:
    """Give the role of the office in which a person takes part, or of the only one that the article gives."""
    named = {office.role for office in person.offices if office.label == party.office}
    roles = named or {office.role for office in person.offices if not office.former}
    return roles.pop() if len(roles) == 1 else ""


def _role_told(body: reading.Organization, evidence: Sequence[reading.Span], held: Mapping[str, str]) -> str:
    """Give the role that the words for a government tell: "the French foreign minister", "his French counterpart"."""
    told = [m.text.casefold() for m in body.mentions if any(a <= m.start and m.end <= b for a, b in evidence)]
    if any(form.endswith("counterpart") for form in told) and len(set(held.values())) == 1:
        return next(iter(held.values()))
    return next((role for role, pattern in _roles() for form in told if pattern.match(form)), "")


def _is_again(words: str) -> bool:
    """Tell whether the words say that there was another such event just before."""
    plain = " ".join(words.casefold().split())
    return any(pattern.search(plain) for pattern in _again())


@cache
def _again() -> tuple[re.Pattern[str], ...]:
    lines = AGAIN.read_text("utf-8").splitlines()
    return tuple(re.compile(line) for line in lines if line and not line.startswith("#"))


@cache
def _seats() -> dict[str, str]:
    """Give the country of each capital or other seat of government, in small letters."""
    return {seat.casefold(): row[0] for row in rows("countries.tsv") for seat in row[4].split("|") if seat}


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give the roles of the register with the words for whoever is in them, the longest first.

    "The president's adviser" and "the wife of the president" are not in the role.
    """
    roles = sorted({term.role for term in holders.load()}, key=lambda role: (-len(role), role))
    words = ((role, role.replace("_", " ").replace("defence", "defen[cs]e")) for role in roles)
    return tuple((role, re.compile(rf"(?:(?!of )\S+ ){{0,4}}{form}(?: (?:in|of|for) .*)?$")) for role, form in words)


def _numbered(accounts: Iterable[Account]) -> list[Account]:
    """Number the accounts that are alike, so that one article's stay apart."""
    seen: Counter[Account] = Counter()
    out = []
    for account in accounts:
        out.append(replace(account, ordinal=seen[account]))
        seen[account] += 1
    return out


def _state(country: str | None) -> str:
    """Give an alpha-3 code, empty for none and for bodies."""
    return country if country and len(country) == 3 and country.isalpha() and country.isupper() else ""
