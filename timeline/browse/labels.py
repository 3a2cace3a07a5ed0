"""What the codes of filters are called on a page."""

from collections.abc import Iterable, Mapping
from functools import cache
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
# Slugs and names of people and outlets, by facet and id.
Names = dict[str, dict[int, tuple[str, str]]]
# Facets whose values are rows; answers know them by id, addresses by slug.
STORED: dict[str, Any] = {"person": Person.objects.public().order_by(), "outlet": Outlet.objects.order_by()}


@cache
def _topic_labels() -> dict[str, str]:
    lines = (Path(__file__).parent / "topic_labels.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def topic_label(code: str) -> str:
    """Give a topic's name: "north_korea" → "North Korea"."""
    return _topic_labels().get(code) or code.replace("_", " ").capitalize()


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


def on_record(filters: Filters) -> Rows:
    """Give the people and outlets asked for, by facet and slug; those not on record are left out."""
    return {
        facet: {slug: (pk, name) for pk, slug, name in _rows(facet, "slug", "text", getattr(filters, facet))}
        for facet in STORED
    }


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
    known = {} if names is None else names.setdefault(facet, {})
    found = list(found)
    missing = [key for key in found if key not in known]
    known.update({pk: (slug, name) for pk, slug, name in _rows(facet, "id", "bigint", missing)})
    return {key: known[key] for key in found if key in known}


def labels(filters: Filters, rows: Rows | None = None) -> dict[tuple[str, str], str]:
    """Give the name of every chosen value, by facet and value; `rows` are those of `on_record`, if they are known."""
    rows = on_record(filters) if rows is None else rows
    names = {(facet, slug): name for facet, found in rows.items() for slug, (_, name) in found.items()}
    return {chosen: names.get(chosen) or label(*chosen) for chosen in filters.chosen}
