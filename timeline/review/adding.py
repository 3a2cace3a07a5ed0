"""Add what the machine missed: a statement, an event, a person or a date, proved by words that the curator marked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from timeline import actions
from timeline.extraction.dates.edtf import day_bounds
from timeline.extraction.restoring import restore
from timeline.history import changing
from timeline.ingest import store_added
from timeline.ingest.draft import clip, quote
from timeline.ingest.events import MERGED
from timeline.ingest.slugs import event_slug, free_slugs, name_slug
from timeline.joining import EventAccount
from timeline.joining.days import is_narrow
from timeline.joining.names import name_key
from timeline.joining.telling import seat_of
from timeline.models import (
    Article,
    DateBasis,
    Event,
    Evidence,
    NameBasis,
    Participation,
    Person,
    PersonName,
    Report,
    ReviewState,
    Statement,
    StatementActor,
)
from timeline.review.decisions import change, note_added
from timeline.review.edits import Edit, Part, Span, is_quoted


@dataclass(frozen=True, slots=True)
class Told:
    """What an added event is: `parts` are its parties; `edtf` is empty for an undated one."""

    type: str
    status: str
    edtf: str = ""
    parts: Sequence[Part] = field(default_factory=tuple)


def add_statement(
    *, by: User, article: Article, span: Span, act: str, event: Event | None, parts: Sequence[Part], reason: str = ""
) -> Statement:
    """Store a statement whose content is the marked words; it is accepted, and no reading removes it."""
    with changing(user=by, action="add", reason=reason):
        content = article.text[slice(*span)]
        row = Statement(
            article=article, event=event, act=act, content=content, start=span[0], confidence=1.0, note=reason,
            has_quote=is_quoted(article.text, [span]),
        )  # fmt: skip
        _vouch(row, by)
        for position, part in enumerate(parts):
            StatementActor.objects.create(
                statement=row, role=part.role, person_id=part.person, organization_id=part.organization,
                position=position,
            )  # fmt: skip
        _mark(article, span, Evidence.Role.CONTENT, statement=row)
        actions.refresh(Statement.objects.filter(pk=row.pk))
        note_added(record=row, by=by)
    return row


def add_event(*, by: User, article: Article, span: Span, told: Told, reason: str = "") -> tuple[Event, UUID | None]:
    """Store an event that the article tells by the marked words, and give it; no reading removes it.

    It is joined with what other articles tell as if this one's reading had told it. A new event is accepted; one that
    is known already gets a report more: then the change is given by which that is taken back.
    """
    with changing(user=by, action="add", reason=reason) as cause:
        first, last = day_bounds(told.edtf) if told.edtf else (None, None)
        values = {
            "type": told.type, "status": told.status, "edtf": told.edtf, "date_min": first, "date_max": last,
            "date_basis": DateBasis.CURATOR if told.edtf else DateBasis.UNKNOWN, "confidence": 1.0,
        }  # fmt: skip
        row = Event(slug=_slug(told, first, last), note=reason, review=ReviewState.ACCEPTED, **values)
        actions.sign(record=row, by=by)
        parties = [
            Participation(
                event=row, person_id=part.person, organization_id=part.organization, office=part.office,
                country=part.country, position=position,
            )
            for position, part in enumerate(told.parts)
        ]  # fmt: skip
        for party in parties:
            party.role = party.known_role()
        report = Report(article=article, parties=_plain(told.parts), **values)
        event = store_added(report, _account(article, told, parties, first, last), row, parties)
        _mark(article, span, Evidence.Role.EVENT, report=report)
        if event is not row:
            actions.record_edit(record=event, fields=[MERGED])
            return event, cause.id
        note_added(record=row, by=by)
    return row, None


def _account(
    article: Article, told: Told, parties: Sequence[Participation], first: date | None, last: date | None
) -> EventAccount:
    """Give what joining looks at in an event that a curator tells of an article."""
    ids = {f"p{party.person_id}" if party.person_id else f"o{party.organization_id}": party for party in parties}
    homes = {key: p.country or getattr(p.person or p.organization, "country", "") for key, p in ids.items()}
    account = EventAccount(
        type=told.type,
        status=told.status,
        first=first,
        last=last,
        basis=DateBasis.CURATOR if told.edtf else DateBasis.UNKNOWN,
        persons=frozenset(key for key in ids if key[0] == "p"),
        organizations=frozenset(key for key in ids if key[0] == "o"),
        homes=frozenset((key, country) for key, country in homes.items() if country),
        offices=frozenset((key, role) for key, party in ids.items() if (role := party.role)),
    )
    if not is_narrow(account):
        return replace(account, article=article.sha256)
    return replace(account, seat=seat_of(restore(article.reading)) if article.reading else "")


def add_person(
    *, by: User, article: Article, span: Span, known: Person | None, name: str, country: str, reason: str = ""
) -> tuple[Person, UUID]:
    """Note that the marked words name a person: one of the records, or a new one of a name and country.

    Give the person, and the change by which it is taken back.
    """
    words = " ".join(article.text[slice(*span)].split())
    with changing(user=by, action="add", reason=reason) as cause:
        person = known
        if person is None:
            person = Person(name=name, country=country, slug=free_slugs(Person, [name_slug(name, "person")])[0])
            person.note = reason
            _vouch(person, by)
        for form in {clip(words, 200), person.name}:
            if name_key(form):
                PersonName.objects.get_or_create(person=person, name=form, defaults={"basis": NameBasis.CURATOR})
        _mark(article, span, Evidence.Role.MENTION, person=person)
        actions.refresh(Person.objects.filter(pk=person.pk))
    return person, cause.id


@transaction.atomic
def add_date(*, by: User, article: Article, span: Span, event: Event, edtf: str, reason: str = "") -> None:
    """Set the day of an event, by the marked words; raise ValueError if the article does not report the event."""
    report = Report.objects.filter(event=event, article=article).first()
    if report is None:
        raise ValueError("the article does not report this event")
    first, last = day_bounds(edtf)
    values: dict[str, Any] = {"edtf": edtf, "date_min": first, "date_max": last, "date_basis": DateBasis.CURATOR}
    values["raw_date"] = clip(article.text[slice(*span)], 200)
    proof = quote(article, *span, Evidence.Role.DATE, report=report, is_curated=True)
    change(record=event, by=by, edit=Edit(values, proofs=(proof,)), reason=reason)


def read_dates(article: Article, span: Span) -> str:
    """Give the date that the machine read in some words, empty if none."""
    for told in article.reading.get("dates", ()):
        if told.get("edtf") and told["start"] < span[1] and told["end"] > span[0]:
            return str(told["edtf"])
    return ""


def _vouch(row: Any, by: User) -> None:
    row.review = ReviewState.ACCEPTED
    actions.sign(record=row, by=by)
    row.save()


def _mark(article: Article, span: Span, role: str, **target: Any) -> None:
    quote(article, *span, role, is_curated=True, **target).save()


def _slug(told: Told, first: date | None, last: date | None) -> str:
    people = Person.objects.in_bulk([part.person for part in told.parts if part.person])
    names = [people[part.person].name for part in told.parts if part.person]
    day = first.isoformat() if first and first == last else told.edtf[:7]
    return free_slugs(Event, [event_slug(day, names, told.type)])[0]


def _plain(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Write parties as a report keeps them."""
    return [
        {("person" if part.person else "organization"): part.person or part.organization,
         "office": part.office, "country": part.country}
        for part in parts
    ]  # fmt: skip
