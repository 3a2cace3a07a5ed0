"""Addresses of records: readable, and never given to another record once given."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

from diplomacy.prepared import ask
from timeline.joining.names import name_words
from timeline.models import Event, MovedAddress, Person

# Names in an event's address; a summit of twenty would make it unreadable.
PARTIES_IN_SLUG = 3
# Room left in the column for "-2" and the like.
SUFFIX_CHARS = 6
# What tells apart those who are called the same, from the second on.
NUMBER = re.compile(r"(-[0-9]+)?")

# Slugs that are one of some or go on with "-" after it; "." is the next sign, and none of a slug's signs is before "-".
# Compared byte by byte, which the index for LIKE serves, base after base (OFFSET 0).
TAKEN = """
SELECT taken.slug FROM unnest(%s::text[]) AS base CROSS JOIN LATERAL (
    SELECT slug FROM {} WHERE slug ~>=~ base AND slug ~<~ (base || '.'){} OFFSET 0
) taken
"""


def name_slug(name: str, fallback: str) -> str:
    """Give a name as part of an address: "Kim Seon-ho" → "kim-seon-ho", letters of other scripts left out."""
    return slugify(name) or slugify(" ".join(name_words(name))) or fallback


def event_slug(day: str, parties: Sequence[str], kind: str) -> str:
    """Give an event's address: "2025-01-31-kim-seon-ho-pete-hegseth-phone-call", whoever is named first."""
    names = sorted(name_slug(name, "") for name in parties)[:PARTIES_IN_SLUG]
    more = ["and-others"] if len(parties) > PARTIES_IN_SLUG else []
    return "-".join(filter(None, [day or "undated", *names, *more, kind.replace("_", "-")]))


def free_slugs(model: type[Model], wanted: Sequence[str]) -> list[str]:
    """Give each wanted slug, or the same with the next free number; one query for all of them."""
    if not wanted:
        return []
    bases = [_base(model, slug) for slug in wanted]
    taken = _taken(model, set(bases))
    return [_next_free(base, taken) for base in bases]


def says(model: type[Model], slug: str, wanted: str) -> bool:
    """Tell whether a slug is the wanted one, with whatever number."""
    base = _base(model, wanted)
    return slug.startswith(base) and NUMBER.fullmatch(slug, len(base)) is not None


def _base(model: type[Model], wanted: str) -> str:
    field: Any = model._meta.get_field("slug")
    return wanted[: field.max_length - SUFFIX_CHARS].strip("-")


def _taken(model: type[Model], bases: Collection[str]) -> set[str]:
    questions = [TAKEN.format(model._meta.db_table, "")]
    if model in (Event, Person):
        # An address that leads to another record by now is never given to a new one.
        questions.append(TAKEN.format(MovedAddress._meta.db_table, f" AND {model.__name__.lower()}_id IS NOT NULL"))
    return {slug for (slug,) in ask(" UNION ALL ".join(questions), *[list(bases)] * len(questions))}


def _next_free(base: str, taken: set[str]) -> str:
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug
