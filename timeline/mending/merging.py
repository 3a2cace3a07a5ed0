"""Merge persons, organizations or events: what one record has goes to the other, whose address the old one leads to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

from timeline.extraction.countries import country_name
from timeline.ingest import store_again
from timeline.ingest.events import MERGED
from timeline.joining.names import name_words
from timeline.mending.journal import Refused, mending
from timeline.mending.pointing import point, point_decisions
from timeline.models import (
    Event,
    EventSignature,
    Evidence,
    Membership,
    Mend,
    MendKind,
    MovedAddress,
    NameBasis,
    Organization,
    OrganizationSignature,
    Participation,
    Person,
    PersonName,
    PersonSignature,
    Report,
    Sighting,
    Statement,
    StatementActor,
)
from timeline.models.search import refresh_search

Record = TypeVar("Record", Person, Organization, Event)
# What a curator chooses between where two records differ.
CHOICES = {
    Person: ("name", "country"),
    Organization: ("name", "country"),
    Event: ("type", "status", "edtf", "is_domestic"),
}
# What goes with a chosen field.
ALONG = {"edtf": ("date_min", "date_max", "date_basis", "raw_date")}


@dataclass(frozen=True)
class Difference:
    """A field in which records differ, with the values to choose between, that of the record that stays first."""

    name: str
    label: str
    values: tuple[tuple[int, str], ...]


def merge(
    keep: Record,
    gone: Sequence[Record],
    *,
    by: AbstractBaseUser,
    reason: str,
    chosen: Mapping[str, int] | None = None,
) -> Mend:
    """Merge records into the first one; give what can be taken back.

    `chosen` names, by field, the record whose value holds. Raise Refused for records that cannot be one.
    """
    if not gone or keep in gone:
        raise Refused("Choose at least two different records.")
    label = f"{keep} ← {', '.join(map(str, gone))}"
    with mending(MendKind.MERGE, label, by=by, reason=reason) as mend:
        model = type(keep)
        records = {
            row.pk: row
            for row in model._default_manager.select_for_update().filter(pk__in=[keep.pk, *(row.pk for row in gone)])
        }
        if len(records) != len(gone) + 1:
            raise Refused("One of the records is no longer there: it was merged or removed meanwhile.")
        keep = records.pop(keep.pk)
        _choose(keep, records, chosen or {})
        articles: set[int] = set()
        for pk in sorted(records):
            articles |= MERGES[model](keep, records[pk])
        noun = model._meta.model_name or ""
        store_again(articles, moved={noun: {keep.pk}})
        if isinstance(keep, Event):
            refresh_search([keep.pk])
    return mend


def differences(keep: Any, gone: Sequence[Any]) -> tuple[Difference, ...]:
    """Give the fields in which records differ; of values that say the same only the first is a choice."""
    found = []
    for name in CHOICES[type(keep)]:
        values: dict[Any, tuple[int, str]] = {}
        for row in (keep, *gone):
            if (value := getattr(row, name)) != "":
                values.setdefault(value, (row.pk, _shown(row, name)))
        if len(values) > 1:
            label = str(keep._meta.get_field(name).verbose_name)
            found.append(Difference(name, label, tuple(values.values())))
    return tuple(found)


def _shown(row: Any, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if name == "country":
        return country_name(str(value)) or "none"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _choose(keep: Any, others: Mapping[int, Any], chosen: Mapping[str, int]) -> None:
    """Set the values chosen where the records differ, the first record's where nothing is chosen, as a curator's."""
    named = set(OWN[type(keep)])
    rows = {keep.pk: keep, **others}
    for difference in differences(keep, list(others.values())):
        source = rows.get(chosen.get(difference.name, difference.values[0][0]))
        if source is None:
            raise Refused(f"Choose the {difference.label} of one of the records.")
        for one in (difference.name, *ALONG.get(difference.name, ())):
            setattr(keep, one, getattr(source, one))
            named.add(one)
    keep.curated_fields = sorted({*keep.curated_fields, *named})
    keep.save()


def _merge_people(keep: Person, gone: Person) -> set[int]:
    articles = set(Sighting.objects.filter(person__person=gone).values_list("article_id", flat=True))
    PersonSignature.objects.filter(person=gone, is_anchor=True).delete()
    point(PersonSignature, "person", gone, keep)
    _learn_names(keep, gone)
    _take_terms(keep, gone)
    point(Participation, "person", gone, keep, once_by=["event"])
    point(StatementActor, "person", gone, keep, once_by=["statement", "role"])
    point(Evidence, "person", gone, keep)
    Event.objects.filter(initiated_by_person=gone).update(initiated_by_person=keep)
    point_decisions("person", gone, keep)
    _lead(gone, keep, "person")
    key = gone.register_key
    Person.objects.filter(pk=gone.pk).delete()
    if key and not keep.register_key:
        keep.register_key = key
    # Joining looks at the person under the new names.
    keep.save()
    return articles


def _learn_names(keep: Person, gone: Person) -> None:
    """Take over the name forms; full ones become the curator's, by which joining knows the person from now on."""
    known = {row.name: row for row in keep.names.all()}
    for row in gone.names.all():
        basis = NameBasis.CURATOR if len(name_words(row.name)) > 1 and row.basis == NameBasis.TEXT else row.basis
        own = known.get(row.name)
        if own is None:
            PersonName.objects.filter(pk=row.pk).update(person=keep, basis=basis)
        elif own.basis == NameBasis.TEXT:
            PersonName.objects.filter(pk=own.pk).update(basis=basis)
    for name in {keep.name, gone.name} - set(keep.names.values_list("name", flat=True)):
        PersonName.objects.create(person=keep, name=name, basis=NameBasis.CURATOR)


def _take_terms(keep: Person, gone: Person) -> None:
    """Take over the terms of office; of two of the same days the one that the register gives stays known to it."""
    for row in gone.memberships.all():
        twin = keep.memberships.filter(post=row.post_id, is_acting=row.is_acting, date_from=row.date_from).first()
        if twin is None:
            Membership.objects.filter(pk=row.pk).update(person=keep)
            continue
        Evidence.objects.filter(membership=row).update(membership=twin)
        Membership.objects.filter(pk=row.pk).delete()
        if row.register_key and not twin.register_key:
            Membership.objects.filter(pk=twin.pk).update(register_key=row.register_key)


def _merge_organizations(keep: Organization, gone: Organization) -> set[int]:
    articles = set(Sighting.objects.filter(organization__organization=gone).values_list("article_id", flat=True))
    point(OrganizationSignature, "organization", gone, keep)
    point(Participation, "organization", gone, keep, once_by=["event"])
    point(StatementActor, "organization", gone, keep, once_by=["statement", "role"])
    point(Evidence, "organization", gone, keep)
    point(Report.readouts.through, "organization", gone, keep, once_by=["report"])
    Event.objects.filter(initiated_by_organization=gone).update(initiated_by_organization=keep)
    point_decisions("organization", gone, keep)
    Organization.objects.filter(pk=gone.pk).delete()
    return articles


def _merge_events(keep: Event, gone: Event) -> set[int]:
    articles = set(gone.reports.values_list("article_id", flat=True))
    point(EventSignature, "event", gone, keep)
    point(Report, "event", gone, keep, once_by=["article"])
    point(Participation, "event", gone, keep, once_by=["person", "organization"])
    point(Statement, "event", gone, keep)
    point_decisions("event", gone, keep)
    _lead(gone, keep, "event")
    Event.objects.filter(pk=gone.pk).delete()
    return articles


def _lead(gone: Any, keep: Any, noun: str) -> None:
    """Lead the old address, and those that led to it, to the record that stays."""
    MovedAddress.objects.filter(**{noun: gone}).update(**{noun: keep})
    MovedAddress.objects.lead(gone.slug, **{noun: keep})


MERGES: Mapping[type[Model], Any] = {Person: _merge_people, Organization: _merge_organizations, Event: _merge_events}
# What a curator has set by merging: later readings leave it.
OWN: Mapping[type[Model], Collection[str]] = {
    Person: ("names",),
    Organization: ("name", "country"),
    Event: (MERGED,),
}
