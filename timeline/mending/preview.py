"""What a curator sees before mending: what records are made of, in whose words, and what merging them would move."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from timeline.extraction.countries import country_name
from timeline.mending.parting import accounts_of
from timeline.models import (
    Apart,
    Event,
    Evidence,
    Organization,
    Participation,
    Person,
    Report,
    Sighting,
    StatementActor,
)

# Examples named of each kind of part.
NAMED = 5
# Quotations beside a record: enough to tell who is meant, few enough to take in.
QUOTED = 6
# Mentions looked through for each quotation: an article may name a person many times.
LOOKED_THROUGH = 20


@dataclass(frozen=True)
class Part:
    """One kind of thing that belongs to a record: how many, and the first of them in words."""

    label: str
    count: int
    first: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """A record as a curator compares it: what is known of it, what belongs to it, and words that tell of it."""

    record: Any
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    quotes: tuple[Evidence, ...]


def side_of(record: Model) -> Side:
    """Give a record with its parts and quotations."""
    return Side(record, _facts(record), tuple(_parts(record)), _quotes(record))


def warnings(records: Sequence[Model]) -> list[str]:
    """Give what speaks against merging records: articles that tell of several of them, and an earlier decision."""
    found = []
    noun = records[0]._meta.model_name or ""
    seen: dict[int, int] = {}
    for record in records:
        for pk in set(accounts_of(record).values_list("article", flat=True)):
            seen[pk] = seen.get(pk, 0) + 1
    if both := sum(1 for count in seen.values() if count > 1):
        articles = "1 article tells" if both == 1 else f"{both} articles tell"
        found.append(f"{articles} of more than one of them side by side.")
    pairs = Q(**{f"{noun}__in": records}) & Q(**{f"other_{noun}__in": records})
    if Apart.objects.filter(pairs).exists():
        found.append("A curator has told two of them apart. Merging them takes that decision back.")
    return found


def _facts(record: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(record, Event):
        parties = record.participations.select_related("person", "organization")
        return (
            ("Kind", record.get_type_display()),
            ("Status", record.get_status_display()),
            ("Date", f"{record.edtf or 'undated'}, {record.get_date_basis_display()}"),
            ("Parties", "; ".join(map(str, parties))),
            ("Review", record.get_review_display()),
        )
    callings = ("; ".join(record.occupations),) if isinstance(record, Person) else ()
    return (
        ("Country", country_name(record.country) or "–"),
        *(("Called", words) for words in callings if words),
        ("Review", record.get_review_display()),
    )


def _parts(record: Any) -> list[Part]:
    if isinstance(record, Event):
        reports = record.reports.select_related("article").order_by("article__published_max", "pk")
        said = record.statements.order_by("pk")
        return [_part("reports", reports, lambda row: row.article), _part("statements", said, str)]
    kind = record._meta.model_name
    shared = [
        _part("events", Participation.objects.filter(**{kind: record}).select_related("event"), lambda row: row.event),
        _part(
            "statements",
            StatementActor.objects.filter(**{kind: record}).select_related("statement"),
            lambda row: row.statement,
        ),
        _part(
            "articles",
            Sighting.objects.filter(**{f"{kind}__{kind}": record}).select_related("article"),
            lambda row: row.article,
        ),
    ]
    if isinstance(record, Organization):
        return [*shared, _part("readouts", Report.objects.filter(readouts=record), str)]
    terms = record.memberships.select_related("post")
    return [_part("names", record.names.all(), str), _part("terms of office", terms, _term), *shared]


def _part(label: str, rows: QuerySet[Any], named: Any) -> Part:
    return Part(label, rows.count(), tuple(str(named(row)) for row in rows[:NAMED]))


def _term(row: Any) -> str:
    days = "–".join(day.isoformat() if day else "" for day in (row.date_from, row.date_to))
    return f"{row.title}, {country_name(row.post.country)} {days if days != '–' else ''}".strip()


def _quotes(record: Any) -> tuple[Evidence, ...]:
    """Give words that tell of a record, one quotation an article, the latest articles first."""
    kind = "report__event" if isinstance(record, Event) else record._meta.model_name
    role = Evidence.Role.EVENT if isinstance(record, Event) else Evidence.Role.MENTION
    rows = Evidence.objects.filter(**{kind: record}, role=role).select_related("article")
    newest = rows.defer("article__text", "article__reading").order_by("-article__published_max", "article", "start")
    firsts: dict[int, Evidence] = {}
    for proof in newest[: QUOTED * LOOKED_THROUGH]:
        firsts.setdefault(proof.article_id, proof)
    return tuple(firsts.values())[:QUOTED]
