"""Popolo JSON in and out: persons, organizations, posts and memberships in one file (popoloproject.com/specs).

The country of a person is `national_identity`, that of an organization or post its `area`; whether a term was acting
stands in its own property, as Popolo has none.
"""

import json
from collections.abc import Iterable
from typing import Any

from tablib import Dataset

from timeline.ingest.slugs import free_slugs, name_slug
from timeline.mending.exchange import BETWEEN, RESOURCES
from timeline.mending.journal import Refused
from timeline.models import Membership, Organization, Person, Post

ACTING = "is_acting"


def write() -> str:
    """Give everything as one Popolo document."""
    people = Person.objects.order_by("pk").prefetch_related("names")
    terms = Membership.objects.public().order_by("pk").select_related("person", "post")
    document = {
        "persons": [_person(row) for row in people],
        "organizations": [
            _given(id=row.slug, name=row.name, area=_area(row.country)) for row in Organization.objects.order_by("pk")
        ],
        "posts": [_post(row) for row in Post.objects.order_by("pk")],
        "memberships": [_term(row) for row in terms],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def read(text: str) -> list[tuple[str, Dataset]]:
    """Give the tables of a Popolo document, what is referred to first; raise Refused where it is none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"This is no JSON: {error}") from None
    names = ("persons", "organizations", "posts", "memberships")
    if not isinstance(document, dict) or not any(isinstance(document.get(name), list) for name in names):
        raise Refused(f"This is no Popolo document: it has none of {', '.join(names)}.")
    rows = {name: [row for row in document.get(name) or [] if isinstance(row, dict)] for name in names}
    known = set(Person.objects.values_list("slug", flat=True)) | set(
        Organization.objects.values_list("slug", flat=True)
    )
    posts = {str(row.get("id")): row for row in rows["posts"]}
    addresses = _addresses(rows["persons"], known)
    tables = {
        "post": (_post_cells(row) for row in rows["posts"]),
        "organization": (_named_cells(row, known) | {"country": _country(row)} for row in rows["organizations"]),
        "person": (_person_cells(row, known) for row in rows["persons"]),
        "membership": (_term_cells(row, posts, addresses) for row in rows["memberships"]),
    }
    return [(noun, table) for noun in RESOURCES if len(table := _table(noun, tables[noun]))]


def _person(row: Person) -> dict[str, Any]:
    others = [{"name": name.name} for name in row.names.all() if name.name != row.name]
    return _given(id=row.slug, name=row.name, other_names=others, national_identity=row.country)


def _post(row: Post) -> dict[str, Any]:
    return _given(id=str(row.pk), label=row.label, role=row.role, area=_area(row.country))


def _term(row: Membership) -> dict[str, Any]:
    days = {name: day.isoformat() for name, day in (("start_date", row.date_from), ("end_date", row.date_to)) if day}
    flag = {ACTING: True} if row.is_acting else {}
    return _given(id=str(row.pk), person_id=row.person.slug, post_id=str(row.post_id), role=row.title) | days | flag


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _area(country: str) -> dict[str, str]:
    return {"id": country} if country else {}


def _country(row: dict[str, Any]) -> str:
    area = row.get("area")
    return str((area.get("id") if isinstance(area, dict) else row.get("area_id")) or "")


def _named_cells(row: dict[str, Any], known: set[str]) -> dict[str, str]:
    """Give address and name; an id that is none of our addresses is another database's: the record is new."""
    slug = str(row.get("id") or "")
    return {"slug": slug if slug in known else "", "name": str(row.get("name") or "")}


def _addresses(persons: Iterable[dict[str, Any]], known: set[str]) -> dict[str, str]:
    """Give the address that each new person gets by its id in the document, by which its terms name it."""
    fresh = {str(row["id"]): str(row.get("name") or "") for row in persons if row.get("id") and row["id"] not in known}
    slugs = free_slugs(Person, [name_slug(name, "person") for name in fresh.values()])
    return dict(zip(fresh, slugs, strict=True))


def _person_cells(row: dict[str, Any], known: set[str]) -> dict[str, str]:
    others = [str(one.get("name") or "") for one in row.get("other_names") or [] if isinstance(one, dict)]
    country = str(row.get("national_identity") or "")
    return _named_cells(row, known) | {"other_names": BETWEEN.join(filter(None, others)), "country": country}


def _post_cells(row: dict[str, Any]) -> dict[str, str]:
    return {"label": str(row.get("label") or ""), "country": _country(row), "role": str(row.get("role") or "")}


def _term_cells(row: dict[str, Any], posts: dict[str, dict[str, Any]], addresses: dict[str, str]) -> dict[str, Any]:
    person = str(row.get("person_id") or "")
    post = _post_cells(posts.get(str(row.get("post_id")), {}))
    number = str(row.get("id") or "")
    return {
        "id": number if number.isdecimal() and Membership.objects.filter(pk=number).exists() else "",
        "person": addresses.get(person, person),
        "post": post["label"],
        "country": post["country"],
        "is_acting": "yes" if row.get(ACTING) else "no",
        "date_from": str(row.get("start_date") or ""),
        "date_to": str(row.get("end_date") or ""),
    }


def _table(noun: str, rows: Iterable[dict[str, Any]]) -> Dataset:
    columns = RESOURCES[noun].Meta.fields
    table = Dataset(headers=columns)
    for row in rows:
        table.append([row.get(name, "") for name in columns])
    return table
