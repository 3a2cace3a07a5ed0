"""Accounts: what joining looks at in one article's person or event, and nothing else.

Many articles give the same account, so joining works on distinct ones, however many articles there are.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.joining.names import name_words

# An office as it decides who is who: its role, or its label where it has none, and its country.
OfficeKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PersonAccount:
    """A person as one article has him or her.

    `names` are the full forms, or the surname where there is no other; `country` is alpha-3 or empty; `day` is that of
    the article, kept only where the names alone do not tell who is meant; `ordinal` tells apart persons of one article
    that are alike in all else, from 0. `fixed` is the id of a person whom a curator or the register of office-holders
    knows by this account, empty for what articles tell: two such persons are never one.
    """

    names: frozenset[str]
    country: str = ""
    offices: frozenset[OfficeKey] = frozenset()
    occupations: frozenset[str] = frozenset()
    day: date | None = None
    ordinal: int = 0
    fixed: str = ""

    @property
    def is_surname_only(self) -> bool:
        """Tell whether no full name is known."""
        return all(len(name_words(name)) < 2 for name in self.names)


@dataclass(frozen=True, slots=True)
class OrganizationAccount:
    """A government, ministry or body as one article has it; `country` is alpha-3 or empty."""

    name: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class EventAccount:
    """An event as one article tells it, its parties already known.

    `persons` and `organizations` are ids that count only as equal or not; `homes` are the countries of those that have
    one, as (id, alpha-3), `offices` the roles in which they take part, as (id, role). `first` and `last` bound the day,
    both None where undated. `seat` is the country from which it is told, in whose days it counts. `is_again` says that
    the text tells of another such event just before. `beside` are the persons of further events that the same words
    tell: "spoke by phone with A and B" is two calls or one. `article` is set only where the day is too vague to know
    the event by: then no account is the same but one in the very same words, as in a reprint. `ordinal` tells apart
    events of one article that are alike in all else, from 0.
    """

    type: str
    status: str
    first: date | None
    last: date | None
    basis: str
    persons: frozenset[str]
    organizations: frozenset[str] = frozenset()
    homes: frozenset[tuple[str, str]] = frozenset()
    offices: frozenset[tuple[str, str]] = frozenset()
    seat: str = ""
    is_again: bool = False
    beside: frozenset[str] = frozenset()
    article: str = ""
    ordinal: int = 0

    @property
    def countries(self) -> frozenset[str]:
        """Give the countries of the parties."""
        return frozenset(country for _, country in self.homes)


def signature(account: PersonAccount | OrganizationAccount | EventAccount) -> str:
    """Write an account as one line of JSON, the same for equal accounts."""
    values = {name: _plain(getattr(account, name)) for name in account.__slots__}
    # Most accounts have none, and are known by what was written before there was any.
    values = {name: value for name, value in values.items() if value or name != "beside"}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def person_of(signature: str) -> PersonAccount:
    """Read the signature of a person."""
    values: dict[str, Any] = json.loads(signature)
    return PersonAccount(
        names=frozenset(values["names"]),
        country=values["country"],
        offices=frozenset((role, country) for role, country in values["offices"]),
        occupations=frozenset(values["occupations"]),
        day=_day(values["day"]),
        ordinal=values["ordinal"],
        fixed=values["fixed"],
    )


def organization_of(signature: str) -> OrganizationAccount:
    """Read the signature of an organization."""
    return OrganizationAccount(**json.loads(signature))


def event_of(signature: str) -> EventAccount:
    """Read the signature of an event."""
    values: dict[str, Any] = json.loads(signature)
    values |= {name: frozenset(values.get(name, ())) for name in ("persons", "organizations", "beside")}
    values |= {name: _day(values[name]) for name in ("first", "last")}
    values |= {name: frozenset((one, other) for one, other in values[name]) for name in ("homes", "offices")}
    return EventAccount(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(list(one) if isinstance(one, tuple) else one for one in value)
    return value.isoformat() if isinstance(value, date) else value


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
