"""Which event is which: the events of a Reading become reports of new or known events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from timeline.extraction import reading
from timeline.extraction.reading import Span
from timeline.ingest.draft import Draft, clip, write
from timeline.ingest.matching import Telling, are_one_kind, kinds_of, overlap, same_event
from timeline.ingest.parties import parties_of, write_parties
from timeline.ingest.slugs import event_slug, free_slugs
from timeline.models import Account, Event, Evidence, Organization, Person, Report, ReviewState

ACCOUNT_FIELDS = tuple(field.name for field in Account._meta.get_fields())
# Days around an event within which another account of it may lie; matching decides, this only bounds the query.
REACH = timedelta(days=7)
# Which status holds where accounts differ: what took place outweighs what was planned, whatever was told last.
STATUS_ORDER = ("held", "cancelled", "background", "planned", "denied", "hypothetical")
# Which day holds where accounts differ: the more certain basis first.
BASIS_ORDER = ("curator", "explicit", "relative", "dateline", "inferred", "reported_on", "unknown")


@dataclass
class Slot:
    """An event of the Reading on its way to its row, and the report this article makes of it."""

    said: reading.Event
    report: Report
    event: Event | None = None


def find_events(draft: Draft) -> None:
    """Store what the article tells of events: one report each, of a known event or a new one."""
    slots = [Slot(said, _report(draft, said)) for said in draft.reading.events]
    own = {report.event_id: report for report in _own_reports(draft)}
    known = _known(draft, slots, own)
    _keep_own(slots, known, own)
    _join_others(draft, slots, known, own)
    _create_events(draft, slots)
    dropped = _write_reports(draft, slots, known, own)
    draft.events = {slot.said.id: slot.event for slot in slots if slot.event}
    write_parties(draft)
    settle([event.pk for event in draft.events.values()] + dropped)


def settle(pks: Iterable[int]) -> None:
    """Derive each event's account anew from its reports; an event that nobody reports any more goes."""
    events = Event.objects.filter(pk__in=set(pks)).prefetch_related("reports")
    changed, lost = [], []
    for event in events:
        reports = list(event.reports.all())
        if reports and write(event, merged(reports)):
            changed.append(event)
        elif not reports and not event.is_protected:
            lost.append(event.pk)
    Event.objects.bulk_update(changed, ACCOUNT_FIELDS)
    Event.objects.filter(pk__in=lost).delete()


def merged(reports: Sequence[Report]) -> dict[str, Any]:
    """Give the one account that all reports make up together."""
    leading = min(reports, key=lambda report: (not report.is_main, report.pk))
    dated = min(reports, key=_date_rank)
    return {
        **{name: getattr(leading, name) for name in ("type", "cameo_code", "plover_event", "plover_mode")},
        **{name: getattr(dated, name) for name in ("edtf", "date_min", "date_max", "date_basis", "raw_date")},
        "status": min((report.status for report in reports), key=_place_in(STATUS_ORDER)),
        "is_domestic": all(report.is_domestic for report in reports),
        "is_first": any(report.is_first for report in reports),
        "confidence": max(report.confidence for report in reports),
    }


def _date_rank(report: Report) -> tuple[bool, int, int, bool, int]:
    first, last = report.date_min, report.date_max
    width = (last - first).days if first and last else 10**6
    return (
        first is None and last is None,
        _place_in(BASIS_ORDER)(report.date_basis),
        width,
        not report.is_main,
        report.pk,
    )


def _place_in(order: Sequence[str]) -> Any:
    return lambda value: order.index(value) if value in order else len(order)


def _report(draft: Draft, said: reading.Event) -> Report:
    """Make the report's row as this article tells it."""
    when = said.date
    dated = bool(when.edtf) and when.basis != "unknown"
    text = draft.article.text
    return Report(
        article=draft.article,
        local_id=said.id,
        type=said.type,
        status=said.status,
        is_main=said.main,
        is_domestic=said.domestic,
        is_first=said.first,
        edtf=clip(when.edtf, 80),
        date_min=date.fromisoformat(when.min) if dated and when.min else None,
        date_max=date.fromisoformat(when.max) if dated and when.max else None,
        date_basis=when.basis,
        raw_date=clip(text[when.start : when.end], 200) if when.start is not None else "",
        cameo_code=said.codes.cameo or "",
        plover_event=said.codes.plover or "",
        plover_mode=list(said.codes.plover_mode),
        confidence=said.confidence,
    )


def _telling(draft: Draft, slot: Slot) -> Telling:
    parties = parties_of(draft, slot.said)
    rows = [row for _, row in parties]
    return Telling(
        type=slot.report.type,
        status=slot.report.status,
        first=slot.report.date_min,
        last=slot.report.date_max,
        basis=slot.report.date_basis,
        persons=frozenset(row.pk for row in rows if isinstance(row, Person)),
        organizations=frozenset(row.pk for row in rows if isinstance(row, Organization)),
        countries=frozenset(filter(None, (party.country or row.country for party, row in parties))),
    )


def _stored(event: Event) -> Telling:
    parties = list(event.participations.all())
    return Telling(
        type=event.type,
        status=event.status,
        first=event.date_min,
        last=event.date_max,
        basis=event.date_basis,
        persons=frozenset(party.person_id for party in parties if party.person_id),
        organizations=frozenset(party.organization_id for party in parties if party.organization_id),
        countries=frozenset(filter(None, (party.country for party in parties))),
    )


def _own_reports(draft: Draft) -> list[Report]:
    """Load what an earlier reading of this article told."""
    return list(Report.objects.filter(article=draft.article).prefetch_related("evidence"))


def _known(draft: Draft, slots: Sequence[Slot], own: dict[int, Report]) -> list[Event]:
    """Load the stored events that may be meant: those of this article, and those of the same people about then."""
    rows = [row for slot in slots for _, row in parties_of(draft, slot.said)]
    days = [day for slot in slots for day in (slot.report.date_min, slot.report.date_max) if day]
    query = Q(pk__in=own)
    if rows and days:
        party = Q(participations__person__in=[row.pk for row in rows if isinstance(row, Person)])
        party |= Q(participations__organization__in=[row.pk for row in rows if isinstance(row, Organization)])
        about_then = Q(date_max__gte=min(days) - REACH, date_min__lte=max(days) + REACH)
        query |= party & about_then & Q(type__in=kinds_of(slot.report.type for slot in slots))
    pks = Event.objects.filter(query).values("pk")
    events = Event.objects.filter(pk__in=pks).order_by("pk").select_for_update()
    return list(events.prefetch_related("participations"))


def _keep_own(slots: Sequence[Slot], known: Sequence[Event], own: dict[int, Report]) -> None:
    """Find the events that an earlier reading of this article told by the same words."""
    by_pk = {event.pk: event for event in known}
    pairs = []
    for slot in slots:
        for pk, report in own.items():
            shared = overlap(slot.said.evidence, event_spans(report))
            if shared and are_one_kind(slot.report.type, report.type):
                pairs.append((shared, slot, pk))
    taken: set[int] = set()
    for _, slot, pk in sorted(pairs, key=lambda pair: (-pair[0], pair[1].said.id, pair[2])):
        if slot.event is None and pk not in taken:
            slot.event = by_pk[pk]
            taken.add(pk)


def event_spans(report: Report) -> list[Span]:
    """Give where an article tells of an event."""
    return [(row.start, row.end) for row in report.evidence.all() if row.role == Evidence.Role.EVENT]


def _join_others(draft: Draft, slots: Sequence[Slot], known: Sequence[Event], own: dict[int, Report]) -> None:
    """Find the events that other articles tell of; one that a curator rejected is not joined by others."""
    taken = {slot.event.pk for slot in slots if slot.event}
    for slot in slots:
        if slot.event is not None:
            continue
        free = [e for e in known if e.pk not in taken and (e.pk in own or e.review != ReviewState.REJECTED)]
        index = same_event(_telling(draft, slot), [_stored(event) for event in free])
        if index is not None:
            slot.event = free[index]
            taken.add(free[index].pk)


def _create_events(draft: Draft, slots: Sequence[Slot]) -> None:
    new = [slot for slot in slots if slot.event is None]
    wanted = []
    for slot in new:
        names = [row.name for _, row in parties_of(draft, slot.said)]
        wanted.append(event_slug(_slug_day(slot.report), names, slot.report.type))
    for slot, slug in zip(new, free_slugs(Event, wanted), strict=True):
        slot.event = Event(slug=slug, **{name: getattr(slot.report, name) for name in ACCOUNT_FIELDS})
    Event.objects.bulk_create(slot.event for slot in new if slot.event)


def _slug_day(report: Report) -> str:
    """Give the day, month or year that all days of the account share."""
    first, last = report.date_min, report.date_max
    if not first or not last:
        return ""
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        if first.strftime(form) == last.strftime(form):
            return first.strftime(form)
    return ""


def _write_reports(draft: Draft, slots: Sequence[Slot], known: Sequence[Event], own: dict[int, Report]) -> list[int]:
    """Write this article's reports, and take back those of events that it no longer tells of; give these events."""
    told = {slot.event.pk for slot in slots if slot.event}
    untold = [event for event in known if event.pk in own and event.pk not in told]
    draft.kept_events = [event.pk for event in untold if event.is_protected]
    gone = [event.pk for event in untold if not event.is_protected]
    if own:
        Report.objects.filter(article=draft.article).exclude(event__in=draft.kept_events).delete()
        Report.objects.filter(article=draft.article).update(local_id="")
    for slot in slots:
        if slot.event:
            slot.report.event = slot.event
    Report.objects.bulk_create(slot.report for slot in slots)
    _write_readouts(draft, slots)
    for slot in slots:
        draft.prove(Evidence.Role.EVENT, slot.said.evidence, report=slot.report)
        when = slot.said.date
        if when.start is not None and when.end is not None:
            draft.prove(Evidence.Role.DATE, ((when.start, when.end),), report=slot.report)
    return gone


def _write_readouts(draft: Draft, slots: Sequence[Slot]) -> None:
    through = Report.readouts.through
    through.objects.bulk_create(
        through(report_id=slot.report.pk, organization_id=body)
        for slot in slots
        for body in sorted({draft.organizations[o].pk for o in slot.said.readouts if o in draft.organizations})
    )
