"""Where the reports of an event differ: choose the value that holds, with the words of each in view."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q

from timeline import actions
from timeline.mending.journal import Refused, mending
from timeline.models import DateBasis, Event, Evidence, Mend, MendKind, Report

# What reports may differ in, with what follows from it, and the words that show it.
FIELDS = {"edtf": Evidence.Role.DATE, "type": Evidence.Role.EVENT, "status": Evidence.Role.EVENT}
FOLLOWS = {"edtf": ("date_min", "date_max", "raw_date")}
LABELS = {"edtf": "Date", "type": "Kind", "status": "Status"}


@dataclass(frozen=True)
class Option:
    """A value that reports give, one of these reports, and the words of all of them."""

    report: int
    value: str
    shown: str
    quotes: tuple[Evidence, ...]
    is_present: bool


@dataclass(frozen=True)
class Conflict:
    """A field in which the reports of an event differ; `is_settled` once a curator has chosen."""

    name: str
    label: str
    options: tuple[Option, ...]
    is_settled: bool


def differing() -> Q:
    """Give the condition of events of which some report tells another day, kind or status, and nobody has chosen."""
    found = Q()
    for name in FIELDS:
        others = Report.objects.filter(event=OuterRef("pk")).exclude(**{name: OuterRef(name)})
        told = others.exclude(edtf="") if name == "edtf" else others
        found |= Q(Exists(told)) & ~Q(curated_fields__contains=[name])
    return found


def conflicts(event: Event) -> list[Conflict]:
    """Give the fields in which the reports of an event differ."""
    reports = list(event.reports.select_related("article").prefetch_related("evidence").order_by("article__sha256"))
    found = []
    for name in FIELDS:
        told: dict[str, list[Report]] = {}
        for report in reports:
            if value := getattr(report, name):
                told.setdefault(value, []).append(report)
        if len(told) > 1:
            options = tuple(_option(event, name, value, rows) for value, rows in told.items())
            found.append(Conflict(name, LABELS[name], options, name in event.curated_fields))
    return found


def choose(event: Event, chosen: Mapping[str, int], *, by: AbstractBaseUser, reason: str) -> Mend:
    """Set an event's fields to what reports of it say, by field; later readings leave them.

    Raise Refused for reports of other events, or where nothing is chosen.
    """
    with mending(MendKind.CHOICE, str(event), by=by, reason=reason) as mend:
        event = Event.objects.select_for_update().get(pk=event.pk)
        reports = {report.pk: report for report in event.reports.all()}
        if not chosen or any(name not in FIELDS or pk not in reports for name, pk in chosen.items()):
            raise Refused("Choose among what the reports of this event say; they may have changed meanwhile.")
        for name, pk in chosen.items():
            for one in (name, *FOLLOWS.get(name, ())):
                setattr(event, one, getattr(reports[pk], one))
            if name == "edtf":
                event.date_basis = DateBasis.CURATOR
        event.save()
        actions.record_edit(record=event, fields=list(chosen))
    return mend


def _option(event: Event, name: str, value: str, reports: list[Report]) -> Option:
    role = FIELDS[name]
    quotes = [proof for report in reports for proof in report.evidence.all() if proof.role == role]
    quotes = quotes or [proof for report in reports for proof in report.evidence.all()]
    display: Any = getattr(reports[0], f"get_{name}_display", lambda: value)
    return Option(reports[0].pk, value, display(), tuple(quotes), getattr(event, name) == value)
