"""Who held which office when: a register of terms, found by office, name and surname.

The terms come from `data/office_holders.tsv`, or from whoever keeps them elsewhere and hands in a Register. A term
runs from `start` to `end`, both days included: on a day of hand-over both the old and the new holder come out.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

Key = TypeVar("Key")

FILE = Path(__file__).parent / "data" / "office_holders.tsv"
COLUMNS = ("role", "country", "name", "label", "from", "to", "acting", "aliases", "note")
HORIZON = re.compile(r"# known until: (\d{4}-\d\d-\d\d)")

# In the English press these countries' names have the family name first ("Han Duck-soo"); Japanese names do not.
FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN"})

# Who holds one of these roles speaks for a body of many states, whatever his own country.
OF_BODIES = frozenset({"secretary_general", "council_president", "commission_president", "high_representative"})

# The Arabic article is written, hyphenated or left out at will: "al-Assad", "Al Assad", "Assad".
ARTICLES = frozenset({"al", "el"})

# What follows a surname and is left out at will; a monarch's number too ("Charles").
SUFFIXES = frozenset({"jr", "sr", "i", "ii", "iii", "iv", "v", "vi", "xiv", "xvi"})

# Letters that Unicode does not decompose into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "þ": "th", "ð": "d"})


@dataclass(frozen=True, slots=True)
class Holder:
    """One term of one person in one office; `label` is the office's title, without "acting"; `end` None: still held.

    `is_vouched` tells of an open term that somebody keeps up to date, so that it counts on any later day; `ref` is
    what the term is known by where it is kept outside the file.
    """

    role: str
    country: str
    name: str
    label: str
    start: date
    end: date | None
    acting: bool
    aliases: tuple[str, ...] = ()
    note: str = ""
    is_vouched: bool = False
    ref: int | None = None

    @property
    def key(self) -> str:
        """Give what tells the term apart from all others of the file."""
        return f"{self.role}|{self.country}|{self.name}|{self.start.isoformat()}"

    def holds(self, day: date) -> bool:
        """Say whether the term covers a day."""
        return self.start <= day and (self.end is None or day <= self.end)


class Register:
    """Terms of office, found by office, by name and by surname; `terms` keeps the order given.

    Up to `known_until` the register was kept; an open term says nothing certain about later days.
    """

    def __init__(self, terms: Iterable[Holder], known_until: date) -> None:
        self.terms = tuple(terms)
        self.known_until = known_until
        self._by_office = _indexed(((term.role, term.country), term) for term in self.terms)
        self._by_name = _indexed(_keyed(self.terms, _full_names))
        self._by_surname = _indexed(_keyed(self.terms, _surnames))

    def on(self, day: date, role: str, country: str) -> tuple[Holder, ...]:
        """Give who held an office on a day, in order; empty where nobody is known, acting holders too."""
        return tuple(holder for holder in self._by_office.get((role, country), ()) if holder.holds(day))

    def has_office(self, role: str, country: str) -> bool:
        """Say whether a country is known to have an office of a role at all."""
        return (role, country) in self._by_office

    def terms_of(self, name: str) -> tuple[Holder, ...]:
        """Give all terms of the person with this full name or other spelling, however accents and hyphens are put."""
        return self._by_name.get("".join(words(name)), ())

    def by_surname(self, surname: str) -> tuple[Holder, ...]:
        """Give all terms of all persons of a surname ("Yoon", "Peña Nieto", "Nieto", "von der Leyen", "Assad")."""
        return self._by_surname.get("".join(words(surname)), ())


@cache
def standard() -> Register:
    """Give the register of the file."""
    return Register(load(), known_until())


@cache
def load() -> tuple[Holder, ...]:
    """Read the file, in its order; raise ValueError with the line's number where a line is not of the form."""
    return parse(FILE.read_text(encoding="utf-8").splitlines())


@cache
def known_until() -> date:
    """Give the day up to which the file was kept; an open term says nothing certain about later days."""
    found = HORIZON.search(FILE.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{FILE.name}: no line '# known until: YYYY-MM-DD'")
    return date.fromisoformat(found[1])


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """Split a name into comparable words: lower case, no accents, apostrophes, hyphens or Arabic articles."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    parts = re.split(r"[\s\-‐‑–]+", re.sub(r"['’ʼ`.]", "", bare.translate(PLAIN_LETTERS)).strip())
    return tuple(part for part in parts if part not in ARTICLES) or tuple(parts)


def parse(lines: Iterable[str]) -> tuple[Holder, ...]:
    """Read the lines of a holders' file: comments, a heading, then one term a line."""
    rows = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not rows or tuple(rows[0][1].split("\t")) != COLUMNS:
        raise ValueError(f"{FILE.name}: the heading must be: {' '.join(COLUMNS)}")
    return tuple(_holder(number, line) for number, line in rows[1:])


def _holder(number: int, line: str) -> Holder:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{FILE.name}, line {number}: {len(cells)} columns instead of {len(COLUMNS)}")
    role, country, name, label, start, end, acting, aliases, note = (cell.strip() for cell in cells)
    if acting not in ("0", "1"):
        raise ValueError(f"{FILE.name}, line {number}: acting must be 0 or 1, not {acting!r}")
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end) if end else None
    except ValueError as error:
        raise ValueError(f"{FILE.name}, line {number}: {error}") from error
    others = tuple(alias.strip() for alias in aliases.split("|") if alias.strip())
    return Holder(role, country, name, label, first, last, acting == "1", others, note)


def _full_names(name: str, country: str) -> set[str]:
    """Give the keys of a full name: all its words, and the first and the last alone (middle names come and go)."""
    parts = _without_suffix(words(name))
    shorter = {parts[0] + parts[-1]} if country not in FAMILY_NAME_FIRST and len(parts) > 2 else set()
    return {"".join(words(name)), *shorter}


def _surnames(name: str, country: str) -> set[str]:
    """Give the forms under which a later mention may name the person, as keys of `by_surname`."""
    parts = _without_suffix(words(name))
    if country in FAMILY_NAME_FIRST or len(parts) == 1:
        return {parts[0]}
    return {"".join(parts[at:]) for at in range(1, len(parts))}


def _without_suffix(parts: tuple[str, ...]) -> tuple[str, ...]:
    return parts[:-1] if len(parts) > 1 and parts[-1] in SUFFIXES else parts


def _keyed(terms: Iterable[Holder], keys: Callable[[str, str], set[str]]) -> Iterator[tuple[str, Holder]]:
    for term in terms:
        for form in (term.name, *term.aliases):
            for key in sorted(keys(form, term.country)):
                yield key, term


def _indexed(pairs: Iterable[tuple[Key, Holder]]) -> dict[Key, tuple[Holder, ...]]:
    found: dict[Key, dict[Holder, None]] = defaultdict(dict)
    for key, holder in pairs:
        found[key][holder] = None
    return {key: tuple(holders) for key, holders in found.items()}
