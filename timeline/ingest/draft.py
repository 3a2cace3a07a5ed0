"""What the stages of one ingest hand to each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model

from timeline.extraction import reading
from timeline.extraction.holders import Register, standard
from timeline.extraction.reading import Reading, Span
from timeline.ingest.nouns import Work
from timeline.models import Article, Event, Evidence, Organization, Person, Reviewed, ReviewState, Sighting

# Characters kept on each side of the quoted words, as Web Annotation tools do (Hypothesis keeps 32).
CONTEXT_CHARS = 40
Actor = reading.Person | reading.Organization
ALPHA3 = re.compile(r"[A-Z]{3}")


@dataclass
class Draft:
    """One article on its way into the database: ids of the Reading beside the rows they became.

    `is_known` tells that an earlier reading of it is stored; `before_people` and `before_bodies` are the signatures
    that it had.
    """

    reading: Reading
    article: Article
    work: Work
    is_known: bool = False
    # What is known of office-holders beside the text.
    register: Register = field(default_factory=standard)
    before_people: frozenset[int] = frozenset()
    before_bodies: frozenset[int] = frozenset()
    persons: dict[str, Person] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    sightings: list[Sighting] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    # Rows that this reading no longer gives but a curator has touched: they and their evidence stay.
    kept_events: list[int] = field(default_factory=list)
    kept_statements: list[int] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        """Give the day the article appeared, if it is one certain day."""
        article = self.article
        return article.published_min if article.published_min == article.published_max else None

    def actor(self, local_id: str) -> Person | Organization | None:
        """Give the row that an id of the Reading became."""
        return self.persons.get(local_id) or self.organizations.get(local_id)

    def home(self, local_id: str) -> str:
        """Give the country that the article gives a person or organization, empty for none."""
        actors: list[Actor] = [*self.reading.persons, *self.reading.organizations]
        return next((country_code(actor.country) for actor in actors if actor.id == local_id), "")

    def prove(self, role: str, spans: tuple[Span, ...], **target: Model) -> None:
        """Note the words that prove a fact; they are written when all rows have their ids."""
        for start, end in sorted(set(spans)):
            if start < end:
                self.evidence.append(quote(self.article, start, end, role, is_curated=False, **target))


def quote(article: Article, start: int, end: int, role: str, *, is_curated: bool = False, **target: Model) -> Evidence:
    """Make the evidence of a span: its exact words, what stands around them, and the hash of the text."""
    text = article.text
    return Evidence(
        article=article,
        role=role,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT_CHARS) : start],
        suffix=text[end : end + CONTEXT_CHARS],
        text_hash=article.sha256,
        is_curated=is_curated,
        **target,
    )


def own_mentions(draft: Draft, kind: str) -> dict[Span, int]:
    """Give whom (`person` or `organization`) an earlier reading of this article found in which words."""
    rows = Evidence.objects.filter(article=draft.article, role=Evidence.Role.MENTION, **{f"{kind}__isnull": False})
    return {(start, end): pk for start, end, pk in rows.values_list("start", "end", f"{kind}_id")}


def overlap(one: Iterable[Span], other: Iterable[Span]) -> int:
    """Count the characters that two lists of spans share."""
    others = list(other)
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in others)


def may_write(row: Reviewed, name: str) -> bool:
    """Tell whether the machine may set a field: nobody has decided on the row or set that field by hand."""
    return row.review == ReviewState.DRAFT and name not in row.curated_fields


def write(row: Reviewed, values: dict[str, Any]) -> bool:
    """Set the fields that the machine may set; tell whether anything changed."""
    changed = {name: value for name, value in values.items() if may_write(row, name) and getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def country_code(country: str | None) -> str:
    """Give an ISO 3166-1 alpha-3 code as it is stored, empty for none."""
    return country if country and ALPHA3.fullmatch(country) else ""


def clip(text: str | None, length: int) -> str:
    """Cut a text to what its column holds; the full words stand in the evidence."""
    text = text or ""
    return text if len(text) <= length else text[: length - 1] + "…"
