"""What the codes of filters are called on a page."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from diplomacy.prepared import ask
from timeline.browse.filters import Filters
from timeline.extraction.countries import country_name
from timeline.models import DateBasis, EventStatus, EventType, Outlet, Person, SpeechAct

CERTAINTY = {
    "certain": "Day known",
    "reported": "Day of the report only",
    "approximate": "Not to the day",
    "undated": "Undated",
}
REVIEW = {"draft": "Machine-read, not yet reviewed", "accepted": "Accepted by a curator"}
BASIS = {value: name[:1].upper() + name[1:] for value, name in DateBasis.choices}
# A page has some hundred; values in addresses may be any words.
MOST_LABELS = 10_000
_FIXED: dict[str, dict[str, str]] = {
    "type": dict(EventType.choices),
    "status": dict(EventStatus.choices),
    "act": dict(SpeechAct.choices),
    "certainty": CERTAINTY,
    "basis": BASIS,
    "review": REVIEW,
}

# People and outlets asked for: id and name, by facet and slug.
Rows = Mapping[str, Mapping[str, tuple[int, str]]]
# Facets whose values are rows; answers know them by id, addresses by slug.
STORED: dict[str, Any] = {"person": Person.objects.public().order_by(), "outlet": Outlet.objects.order_by()}


# Gives id and name of somebody by facet and slug, if they are known without a question; else None.
Known = Callable[[str, str], tuple[int, str] | None]


class Names:
    """Slugs and names of people and outlets that were asked for before."""

    def __init__(self, names: "Names | None" = None) -> None:
        self._by_id: dict[str, dict[int, tuple[str, str]]] = {
            facet: names._by_id[facet].copy() if names else {} for facet in STORED
        }
        self._by_slug: dict[str, dict[str, tuple[int, str]]] = {
            facet: names._by_slug[facet].copy() if names else {} for facet in STORED
        }

    def add(self, facet: str, rows: Iterable[tuple[int, str, str]]) -> None:
        """Take id, slug and name of some."""
        for pk, slug, name in rows:
            self._by_id[facet][pk] = slug, name
            self._by_slug[facet][slug] = pk, name

    def of(self, facet: str) -> Mapping[int, tuple[str, str]]:
        """Give slugs and names by id."""
        return self._by_id[facet]

    def known(self, facet: str, slug: str) -> tuple[int, str] | None:
        """Give id and name by the slug."""
        return self._by_slug[facet].get(slug)

    def without(self, keys: Mapping[str, Iterable[int]]) -> "Names":
        """Give the names of all but some, by facet and id."""
        left = Names(self)
        for facet, gone in keys.items():
            for key in gone:
                slug, _ = left._by_id[facet].pop(key, ("", ""))
                left._by_slug[facet].pop(slug, None)
        return left


@cache
def _topic_labels() -> dict[str, str]:
    lines = (Path(__file__).parent / "topic_labels.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def topic_label(code: str) -> str:
    """Give a topic's name: "north_korea" → "North Korea"."""
    return _topic_labels().get(code) or code.replace("_", " ").capitalize()


@lru_cache(MOST_LABELS)
def label(facet: str, value: str) -> str:
    """Give the name of a facet's value that needs no look in the database; a slug stays itself."""
    if facet == "country":
        return country_name(value)
    if facet == "pair":
        return " and ".join(country_name(code) for code in value.split("-"))
    if facet == "topic":
        return topic_label(value)
    if facet == "office":
        return value.replace("_", " ").capitalize()
    return _FIXED.get(facet, {}).get(value, value)


# Columns of those rows that every page asks for, by ids or by slugs.
_ROWS = {
    "person": "SELECT id, slug, name FROM timeline_person WHERE review <> 'rejected' AND {} = ANY(%s::{}[])",
    "outlet": "SELECT id, slug, name FROM timeline_outlet WHERE {} = ANY(%s::{}[])",
}


def _rows(facet: str, column: str, kind: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Give id, slug and name of people or outlets; no values, no question."""
    values = list(values)
    return ask(_ROWS[facet].format(column, kind), values) if values else []


def people_by_slug(slugs: Iterable[str]) -> dict[str, str]:
    """Give the names of the people of these slugs; who is not on record is left out."""
    return {slug: name for _, slug, name in _rows("person", "slug", "text", slugs)}


def outlets_by_slug(slugs: Iterable[str]) -> dict[str, str]:
    """Give the names of the outlets of these slugs; which is not on record is left out."""
    return {slug: name for _, slug, name in _rows("outlet", "slug", "text", slugs)}


def on_record(filters: Filters, known: Known | None = None) -> Rows:
    """Give the people and outlets asked for, by facet and slug; those not on record are left out."""
    return {facet: _by_slug(facet, getattr(filters, facet), known) for facet in STORED}


def _by_slug(facet: str, slugs: Iterable[str], known: Known | None) -> dict[str, tuple[int, str]]:
    rows = {slug: found for slug in slugs if known and (found := known(facet, slug))}
    missing = _rows(facet, "slug", "text", [slug for slug in slugs if slug not in rows])
    return rows | {slug: (pk, name) for pk, slug, name in missing}


def keys(facet: str, values: Iterable[str], rows: Rows) -> dict[str, Any]:
    """Give what answers know chosen values by: ids for people and outlets; those not on record are left out."""
    if facet not in STORED:
        return {value: value for value in values}
    return {slug: rows[facet][slug][0] for slug in values if slug in rows[facet]}


def keys_named(facet: str, letters: str, most: int) -> list[int]:
    """Give the ids of people or outlets of whose names one has the letters, marks and case left aside."""
    name = "names__name" if facet == "person" else "name"
    found = STORED[facet].filter(**{f"{name}__unaccent__icontains": letters})
    return list(found.values_list("pk", flat=True).distinct()[:most])


def named(facet: str, found: Iterable[Any], names: Names | None = None) -> dict[Any, tuple[str, str]]:
    """Give each of these keys with its value in addresses and its label; `names` are known ones, to be added to."""
    if facet not in STORED:
        return {key: (key, label(facet, key)) for key in found}
    names = Names() if names is None else names
    known, found = names.of(facet), list(found)
    names.add(facet, _rows(facet, "id", "bigint", [key for key in found if key not in known]))
    return {key: known[key] for key in found if key in known}


def labels(filters: Filters, rows: Rows | None = None) -> dict[tuple[str, str], str]:
    """Give the name of every chosen value, by facet and value; `rows` are those of `on_record`, if they are known."""
    rows = on_record(filters) if rows is None else rows
    names = {(facet, slug): name for facet, found in rows.items() for slug, (_, name) in found.items()}
    return {chosen: names.get(chosen) or label(*chosen) for chosen in filters.chosen}
