"""What all reports of an event make up together: one account, whichever of them was stored first."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from diplomacy.prepared import Rows
from timeline.ingest import parties
from timeline.ingest.draft import write
from timeline.ingest.nouns import Work
from timeline.ingest.parties import PartyKey
from timeline.models import Account, Event, MovedAddress, Participation, Report, Statement

ACCOUNT_FIELDS = tuple(field.name for field in Account._meta.get_fields())
INITIATORS = ("initiated_by_person_id", "initiated_by_organization_id")
# Which status holds where accounts differ: what took place outweighs what was planned, whatever was told last.
STATUS_ORDER = ("held", "cancelled", "background", "planned", "denied", "hypothetical")
# Which day holds where accounts differ: the more certain basis first.
BASIS_ORDER = ("curator", "explicit", "relative", "dateline", "inferred", "reported_on", "unknown")
# Wider than any span of days that a text gives.
UNDATED_WIDTH = 10**6
# Of an article settling looks at the hash alone.
REPORTS = Rows(Report, "article", only={"id", "sha256"})
EVENTS = Rows(Event, without={"search"})


def settle(pks: Collection[int], work: Work) -> dict[int, dict[PartyKey, Participation]]:
    """Derive events anew from their reports; one that nobody reports any more goes. Give all parties, by event."""
    if not pks:
        return {}
    told: dict[int, list[Report]] = defaultdict(list)
    for report in REPORTS.where("row.event_id = ANY(%s::bigint[])", list(pks)):
        told[report.event_id].append(report)
    events = EVENTS.where("row.id = ANY(%s::bigint[])", list(pks))
    reported = {event: told[event.pk] for event in events if event.pk in told}
    changed = [event for event, reports in reported.items() if write(event, merged(reports))]
    if changed:
        Event.objects.bulk_update(changed, [*ACCOUNT_FIELDS, *(name.removesuffix("_id") for name in INITIATORS)])
    if len(reported) < len(events):
        _remove([event for event in events if event.pk not in told and not event.is_protected], work)
    work.events |= {event.pk for event in reported}
    return parties.write_parties(reported)


def merged(reports: Sequence[Report]) -> dict[str, Any]:
    """Give the one account that all reports make up together; which of them was stored first does not count."""
    leading = min(reports, key=lambda report: (not report.is_main, report.article.sha256))
    dated = min(reports, key=_date_rank)
    return {
        **{name: getattr(leading, name) for name in ("type", "cameo_code", "plover_event", "plover_mode")},
        **{name: getattr(dated, name) for name in ("edtf", "date_min", "date_max", "date_basis", "raw_date")},
        "status": min((report.status for report in reports), key=_place_in(STATUS_ORDER)),
        "is_domestic": all(report.is_domestic for report in reports),
        "is_first": any(report.is_first for report in reports),
        "confidence": max(report.confidence for report in reports),
        **parties.initiator(reports),
    }


def _date_rank(report: Report) -> tuple[bool, int, int, bool, str]:
    first, last = report.date_min, report.date_max
    return (
        first is None and last is None,
        _place_in(BASIS_ORDER)(report.date_basis),
        (last - first).days if first and last else UNDATED_WIDTH,
        not report.is_main,
        report.article.sha256,
    )


def _place_in(order: Sequence[str]) -> Any:
    return lambda value: order.index(value) if value in order else len(order)


def _remove(events: Sequence[Event], work: Work) -> None:
    """Remove events that nobody reports; the address of one that was joined with another leads there from now on."""
    for event in events:
        heir = work.emptied.get(("event", event.pk))
        if heir is not None:
            MovedAddress.objects.filter(event=event).update(event=heir)
            MovedAddress.objects.lead(event.slug, event=heir)
            Statement.objects.filter(event=event).update(event=heir)
    Event.objects.filter(pk__in=[event.pk for event in events]).delete()
