"""The word lists of `data/`: loaded once, matched longest first over the words of a text."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Entry:
    """A sense of a phrase: its kind (`country`, `head`, …), a code, the name to print, the country it implies."""

    kind: str
    code: str
    name: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a lexicon phrase after its first, how they must be written, and its senses."""

    rest: tuple[str, ...]
    form: str
    senses: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word (longest first), given names with sex, and the lists asked word by word."""

    phrases: dict[str, tuple[Phrase, ...]]
    given: dict[str, str]
    family_first: frozenset[str]
    things: frozenset[str]
    things_before: frozenset[str]
    countries: dict[str, str]
    governments: dict[str, str]
    groups: dict[str, str]
    institutions: dict[str, Entry]
    institution_starts: frozenset[str]


def rows(name: str) -> list[list[str]]:
    """Give the tab-separated cells of each line of a data file, comments left out."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def key(word: str) -> str:
    """Give the form under which a word is looked up: lower case, without possessive and stops."""
    return word.lower().replace(".", "").removesuffix("'s")


@cache
def word_list(name: str) -> frozenset[str]:
    """Give one of the short lists of `word_lists.tsv`."""
    return next(frozenset(cells[1].split()) for cells in rows("word_lists.tsv") if cells[0] == name)


@cache
def roles() -> tuple[str, ...]:
    """Give the codes of all roles by which titles are known ("foreign_minister"), in alphabetical order."""
    return tuple(sorted({code for kind, _, code, *_ in rows("offices.tsv") if kind == "head"}))


@cache
def lexicon() -> Lexicon:
    """Load the word lists."""
    senses: dict[str, list[Entry]] = defaultdict(list)
    for form, entry in [*_countries(), *_organizations(), *_offices(), *_places()]:
        if entry not in senses[form]:
            senses[form].append(entry)
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for form, entries in senses.items():
        first, *rest = (key(word) for word in form.split())
        phrases[first].append(Phrase(tuple(rest), form, tuple(entries)))
    things, _, before = (DATA / "thing_words.txt").read_text(encoding="utf-8").partition("\nbefore\n")
    return Lexicon(
        phrases={first: tuple(sorted(all_, key=lambda p: -len(p.rest))) for first, all_ in phrases.items()},
        given={cells[0]: cells[1] for cells in rows("given_names.tsv")},
        family_first=frozenset(word for cells in rows("family_first.txt") for word in cells[0].split()),
        things=frozenset(w for line in things.splitlines() if not line.startswith("#") for w in line.split()),
        things_before=frozenset(before.split()),
        countries={cells[0]: cells[1].split("|")[0] for cells in rows("countries.tsv")},
        governments={cells[0]: cells[5] for cells in rows("countries.tsv") if len(cells) > 5},
        groups={cells[0]: cells[1] for cells in rows("groups.tsv")},
        institution_starts=frozenset(re.split(r"[ ']", cells[0])[0] for cells in rows("institutions.tsv")),
        institutions={cells[0]: Entry("institution", cells[1], cells[2]) for cells in rows("institutions.tsv")},
    )


def _countries() -> list[tuple[str, Entry]]:
    out = []
    for code, names, adjectives, people, seats, *_ in rows("countries.tsv"):
        name = names.split("|")[0]
        columns = (("country", names), ("adjective", adjectives), ("people", people), ("seat", seats))
        out += [(form, Entry(kind, code, name)) for kind, forms in columns for form in forms.split("|") if form]
    return out


def _organizations() -> list[tuple[str, Entry]]:
    out = []
    for name, others, code, kind in rows("organizations.tsv"):
        out += [(form, Entry(f"org:{kind}", code, name)) for form in (name, *others.split("|")) if form]
    return out


def _offices() -> list[tuple[str, Entry]]:
    out = []
    for kind, form, code, *more in rows("offices.tsv"):
        country, label = (*more, "", "")[:2]
        out.append((form, Entry(kind, code, label or form, country)))
        if kind == "head" and not form.endswith((".", "s")):
            plural = (
                form[:-3] + "men" if form.endswith("man") else form[:-1] + "ies" if form.endswith("y") else form + "s"
            )
            out.append((plural, Entry("heads", code, label or form, country)))
    return out


def _places() -> list[tuple[str, Entry]]:
    places = [(cells[0], Entry("place", "", cells[0])) for cells in rows("places.txt")]
    return places + [(word, Entry("calendar", "", word)) for word in sorted(word_list("calendar"))]
