"""What became of an event or a person since it was stored, as everybody may see it: facts, no names of curators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from timeline.history.lists import Entry, history_of
from timeline.models import Event, Membership, Participation, Person, PersonName, Report

# What is shown of a kept row. Notes and who decided are for curators; what follows from other fields is left out.
SHOWN: dict[type[models.Model], tuple[str, ...]] = {
    Event: ("type", "status", "review", "is_domestic", "is_first", "edtf", "date_basis", "cameo_code", "plover_event"),
    Participation: ("person", "organization", "office", "country"),
    Report: ("article", "status", "edtf"),
    Person: ("name", "country", "review"),
    PersonName: ("name",),
    Membership: ("post", "is_acting", "date_from", "date_to", "review"),
}
NOUNS: dict[type[models.Model], str] = {
    Event: "Event",
    Participation: "Party",
    Report: "Report",
    Person: "Person",
    PersonName: "Name",
    Membership: "Office",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its value before and after, empty where the row was not there."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One step: when, by a curator or the machine, what it was about, and each field."""

    at: datetime
    by: str
    what: str
    kind: str
    fields: tuple[FieldChange, ...]


def record_changes(record: Event | Person) -> tuple[RecordChange, ...]:
    """Give the changes of a record and its parts, the newest first; the newest 300."""
    changes = (_change(entry) for entry in history_of(record))
    return tuple(change for change in changes if change.fields)


def _change(entry: Entry) -> RecordChange:
    step, by_person = entry.told.step, entry.change is not None and "user" in entry.change.metadata
    shown = SHOWN.get(step.model, ())
    names = {str(field.verbose_name) for field in step.model._meta.fields if field.name in shown}
    lines: Sequence[FieldChange] = [
        FieldChange(line.field[:1].upper() + line.field[1:], line.before, line.after)
        for line in entry.told.lines
        if line.field in names
    ]
    is_machine = entry.change is not None and entry.change.metadata.get("machine")
    return RecordChange(
        at=step.at,
        by="a curator" if by_person and not is_machine else "the machine",
        what=NOUNS.get(step.model, "Record"),
        kind=step.kind,
        fields=tuple(lines),
    )
