"""Curators' writes: keyword-only, atomic, each with its line in the audit log."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from timeline.history import changing, part_of_change
from timeline.ingest.addressing import readdress_events
from timeline.ingest.draft import quote
from timeline.ingest.register.corrected import forget
from timeline.ingest.revise import ANCHOR, new_place
from timeline.models import (
    Article,
    Change,
    Curated,
    Event,
    Evidence,
    Membership,
    Organization,
    Person,
    Post,
    Reviewed,
    ReviewState,
    Statement,
)
from timeline.models.queue import refresh_queue
from timeline.models.search import refresh_search

# What follows from one field and must not be undone without it: a day set by hand is also its bounds and its basis.
GOES_WITH = {
    "edtf": ("date_min", "date_max", "date_basis", "raw_date"),
    "published_edtf": ("published_min", "published_max", "published_at", "published_basis", "published_why"),
    "initiated_by_person": ("initiated_by_organization",),
    "initiated_by_organization": ("initiated_by_person",),
}
# The decision itself is kept in columns of its own.
NO_CURATED_FIELD = frozenset({"review", "note"})


def accept(*, records: QuerySet[Any], by: AbstractBaseUser, note: str = "") -> int:
    """Accept records; give how many were not accepted before."""
    with part_of_change(user=by, action="accept", reason=note):
        return _decide(records, ReviewState.ACCEPTED, by, note)


def reject(*, records: QuerySet[Any], by: AbstractBaseUser, note: str = "") -> int:
    """Reject records, which takes them off the public pages; give how many were not rejected before."""
    with part_of_change(user=by, action="reject", reason=note):
        return _decide(records, ReviewState.REJECTED, by, note)


def reopen(*, records: QuerySet[Any], by: AbstractBaseUser, note: str = "") -> int:
    """Make records drafts again, open to a later reading; give how many were decided on before."""
    with changing(user=by, action="reopen", reason=note):
        return _decide(records, ReviewState.DRAFT, by, note)


def sign(*, record: Reviewed, by: AbstractBaseUser) -> None:
    """Note on a record about to be saved who decided on it and when; a draft is decided on by nobody."""
    is_decided = record.review != ReviewState.DRAFT
    record.reviewed_by = by if is_decided else None  # type: ignore[assignment]
    record.reviewed_at = timezone.now() if is_decided else None


@transaction.atomic
def record_edit(*, record: Curated, fields: Iterable[str]) -> None:
    """Remember which fields (or lists of parts) a curator has set, so that no later reading overwrites them."""
    known = {field.name for field in record._meta.get_fields()}
    given = [name for name in fields if name not in NO_CURATED_FIELD]
    given += [name for field in given for name in GOES_WITH.get(field, ()) if name in known]
    merged = sorted({*record.curated_fields, *given})
    if merged != sorted(record.curated_fields):
        record.curated_fields = merged
        record.save(update_fields=["curated_fields"])
    forget()
    refresh(type(record).objects.filter(pk=record.pk))  # type: ignore[attr-defined]


@transaction.atomic
def settle(*, changes: QuerySet[Change], by: AbstractBaseUser) -> int:
    """Note that a curator has looked at what new versions did to facts; give how many were open."""
    return changes.filter(settled_at=None).update(settled_at=timezone.now(), settled_by=by)


def move_anchors(*, evidence: QuerySet[Evidence], by: AbstractBaseUser) -> tuple[int, int]:
    """Move drifted evidence to where its words stand in the present text; give how many moved, and how many could not.

    The proposal is that of the W3C TextQuoteSelector: the same words, told apart by what stands around them.
    """
    with changing(user=by, action="move evidence"):
        return _move_anchors(evidence, by)


def _move_anchors(evidence: QuerySet[Evidence], by: AbstractBaseUser) -> tuple[int, int]:
    moved = []
    rows = list(evidence.select_for_update(of=("self",)).select_related("article"))
    for row in rows:
        place = None if row.stands else new_place(row, row.article.text)
        if place:
            fresh = quote(row.article, *place, row.role)
            for name in ANCHOR:
                setattr(row, name, getattr(fresh, name))
            moved.append(row)
    Evidence.objects.bulk_update(moved, ANCHOR)
    if moved:
        LogEntry.objects.log_actions(by.pk, moved, CHANGE, "Moved to where its words stand now.")
    return len(moved), len(rows) - len(moved)


def events_found_by(records: QuerySet[Any]) -> list[int]:
    """Give the events whose search words depend on records of one model."""
    roles = {
        Event: Q(pk__in=records),
        Statement: Q(statements__in=records),
        Article: Q(reports__article__in=records),
        Person: Q(participations__person__in=records) | Q(statements__actors__person__in=records),
        Organization: Q(participations__organization__in=records) | Q(statements__actors__organization__in=records),
        Membership: Q(pk__in=()),
        Post: Q(pk__in=()),
    }
    return list(Event.objects.filter(roles[records.model]).values_list("pk", flat=True).distinct())


def refresh(records: QuerySet[Any]) -> None:
    """Bring search words, addresses and the review queue in line with records that were changed or decided on."""
    is_statements = records.model is Statement
    events = events_found_by(records)
    if records.model in (Person, Organization):
        readdress_events(events, ())
    refresh_search(events, records.values_list("article", flat=True) if is_statements else ())


def _decide(records: QuerySet[Any], state: ReviewState, by: AbstractBaseUser, note: str) -> int:
    model = records.model
    chosen = model.objects.filter(pk__in=records.values("pk"))
    rows: Sequence[Reviewed] = list(chosen.exclude(review=state).select_for_update(no_key=True).order_by("pk"))
    is_seen_anew = state == ReviewState.REJECTED or any(row.review == ReviewState.REJECTED for row in rows)
    for row in rows:
        row.review = state
        row.note = note or row.note
        sign(record=row, by=by)
    forget()
    model.objects.bulk_update(rows, ["review", "reviewed_by", "reviewed_at", "note"])
    if rows:
        message = f"{state.label.split(' ')[0]}." + (f" {note}" if note else "")
        LogEntry.objects.log_actions(by.pk, rows, CHANGE, message)
    _refresh_decided(model, rows, is_seen_anew)
    return len(rows)


def _refresh_decided(model: type[Any], rows: Sequence[Any], is_seen_anew: bool) -> None:
    """Do what `refresh` does, but for what a decision cannot change: an event is found by the same words after it."""
    if model is Event:
        refresh_queue([row.pk for row in rows])
    elif model is Statement and not is_seen_anew:
        refresh_queue([row.event_id for row in rows if row.event_id], [row.article_id for row in rows])
    elif rows:
        refresh(model.objects.filter(pk__in=[row.pk for row in rows]))
