"""Which event is which: the events of a Reading become reports of new or known events."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from diplomacy.prepared import ask
from timeline.extraction import reading
from timeline.extraction.reading import Span
from timeline.ingest import parties
from timeline.ingest.addressing import shared_day
from timeline.ingest.draft import Draft, clip, overlap
from timeline.ingest.merging import ACCOUNT_FIELDS, settle
from timeline.ingest.nouns import Asked, Noun, Ownerless, Work
from timeline.ingest.parties import PartyKey
from timeline.ingest.placing import place
from timeline.ingest.slugs import event_slug, free_slugs
from timeline.joining import EventAccount, event_accounts, event_blocks, event_of, join_events
from timeline.joining.events import FAMILIES, are_told_as_two
from timeline.models import (
    Event,
    EventSignature,
    Evidence,
    Organization,
    Participation,
    Person,
    Report,
)

# The part of an event that a curator has set who says which reports are of it.
MERGED = "reports"
# What a curator adds to an article goes by this in the place of an id of the article's reading.
ADDED = "added"
# Which of some signatures are in which articles, as (signature, article).
SEEN_IN = """
SELECT signature_id, article_id FROM timeline_report WHERE signature_id = ANY(%s::bigint[])
UNION ALL
SELECT signature, article_id FROM timeline_report CROSS JOIN unnest(companions) AS signature
WHERE companions <> '{}' AND companions && %s::bigint[] AND signature = ANY(%s::bigint[])
"""


def _sightings(pks: Collection[int]) -> list[tuple[int, int]]:
    wanted = list(pks)
    return [(signature, article) for signature, article in ask(SEEN_IN, wanted, wanted, wanted)]


def _told_apart(accounts: Mapping[int, EventAccount]) -> list[tuple[int, int]]:
    """Give the accounts that one article tells as two events."""
    told: dict[int, set[int]] = defaultdict(set)
    for signature, article in _sightings(accounts):
        told[article].add(signature)
    pairs = {pair for signatures in told.values() for pair in combinations(sorted(signatures), 2)}
    return sorted((one, other) for one, other in pairs if are_told_as_two(accounts[one], accounts[other]))


EVENTS = Noun(
    field="event",
    rows=EventSignature,
    owners=Event,
    read=event_of,
    blocks=event_blocks,
    join=join_events,
    sightings=_sightings,
    are_two=are_told_as_two,
    apart=_told_apart,
)


@dataclass
class Slot:
    """An event of the Reading on its way to its row, and the report this article makes of it."""

    said: reading.Event
    report: Report


Actors = tuple[Mapping[str, Person | Organization], ...]


def part_events(signatures: Collection[int], work: Work) -> None:
    """Drop those signatures of events that no article has any more, and part anew what they were joined with."""
    asked: Asked[EventAccount] = Asked(None, {}, before=frozenset(signatures))
    place(EVENTS, asked, lambda wanted: _make((), {}, wanted), work)


def find_added(report: Report, account: EventAccount, fresh: Event, work: Work) -> None:
    """Point the report that a curator adds to an article at its event: a known one, or else `fresh`.

    An article tells no event twice: what it tells already is not what the curator means.
    """

    def make(wanted: Sequence[Ownerless[EventAccount]]) -> list[Event]:
        return [fresh if local_id else _make((), {}, [(known, None)])[0] for known, local_id in wanted]

    work.made["event"] = []
    row = place(EVENTS, Asked(report.article_id, {ADDED: account}), make, work)[ADDED]
    work.bulk.write()
    report.event, report.signature = row.event, row
    if Report.objects.filter(event=row.event, article=report.article_id).exists():
        fresh.save()
        report.event, report.signature = fresh, None
    work.bulk.add(report)
    work.bulk.write()
    work.events.add(report.event.pk)


def find_events(draft: Draft) -> None:
    """Store what the article tells of events: one report each, of a known event or a new one."""
    slots = {said.id: Slot(said, _report(draft, said)) for said in draft.reading.events}
    own = _own_reports(draft) if draft.is_known else []
    draft.work.made["event"] = []
    rows = place(EVENTS, _asked(draft, slots, own), lambda wanted: _make(_actors(draft), slots, wanted), draft.work)
    draft.work.bulk.write()
    fresh = {event.pk for event in draft.work.made["event"]}
    _point(draft, slots, rows)
    left = _drop_reports(draft, own)
    _write_reports(draft, slots.values())
    told = {event.pk for event in draft.events.values()}
    draft.work.events |= told
    reports = {id(slot.report): slot.report for slot in slots.values()}
    stored = _new_parties(draft, [report for report in reports.values() if report.event_id in fresh])
    if (told - fresh) | left:
        draft.work.bulk.write()
        stored |= settle((told - fresh) | left, draft.work)
    parties.prove_parties(draft, stored)


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
        parties=parties.told(draft, said),
    )


def _own_reports(draft: Draft) -> list[Report]:
    """Load what an earlier reading of this article told."""
    reports = Report.objects.filter(article=draft.article).select_related("event")
    return list(reports.order_by("pk").prefetch_related("evidence"))


def _asked(draft: Draft, slots: Mapping[str, Slot], own: Sequence[Report]) -> Asked[EventAccount]:
    ids = {local_id: _id(row) for rows in _actors(draft) for local_id, row in rows.items()}
    told = event_accounts(draft.reading, ids, draft.article.text, draft.day)
    owners = _same_words(slots, own)
    kept = {*owners.values()}
    # A curator has added the others: no reading tells them, and they stay.
    read = [report for report in own if report.local_id or report.event in kept or not report.event.is_protected]
    return Asked(
        article=draft.article.pk,
        accounts=dict(zip(slots, told, strict=True)),
        before=frozenset(pk for report in read for pk in (report.signature_id, *report.companions) if pk),
        owners=owners,
    )


def _same_words(slots: Mapping[str, Slot], own: Sequence[Report]) -> dict[str, Event]:
    """Give the event that an earlier reading of this article told by the same words, with the same parties at best."""
    pairs = []
    for local_id, slot in slots.items():
        for report in own:
            shared = overlap(slot.said.evidence, event_spans(report))
            if shared and kind_of(slot.report.type) == kind_of(report.type):
                pairs.append((-shared, -_common_parties(slot.report, report), local_id, report.pk, report.event))
    found: dict[str, Event] = {}
    for *_, local_id, _, event in sorted(pairs, key=lambda pair: pair[:4]):
        if local_id not in found and event not in found.values():
            found[local_id] = event
    return found


def _common_parties(one: Report, other: Report) -> int:
    """Count the parties that two reports share: several events may be told in one sentence."""
    told = [{(row.get("person"), row.get("organization")) for row in report.parties} for report in (one, other)]
    return len(told[0] & told[1])


def kind_of(event_type: str) -> str:
    """Give what types have in common that may be given to one event."""
    return FAMILIES.get(event_type, event_type)


def event_spans(report: Report) -> list[Span]:
    """Give where an article tells of an event."""
    return [(row.start, row.end) for row in report.evidence.all() if row.role == Evidence.Role.EVENT]


def _make(actors: Actors, slots: Mapping[str, Slot], wanted: Sequence[Ownerless[EventAccount]]) -> list[Event]:
    """Make the rows of events: after this article's report, or after an account until its article is stored again."""
    names = _names(actors, [account for account, _ in wanted])
    bases = []
    for account, _ in wanted:
        called = [names[key] for key in (*account.persons, *account.organizations) if key in names]
        bases.append(event_slug(shared_day(account.first, account.last), called, account.type))
    return [
        Event(slug=slug, **(_values(slots[local_id].report) if local_id else _values_of(account)))
        for (account, local_id), slug in zip(wanted, free_slugs(Event, bases), strict=True)
    ]


def _values(report: Report) -> dict[str, Any]:
    return {**{name: getattr(report, name) for name in ACCOUNT_FIELDS}, **parties.initiator([report])}


def _values_of(account: EventAccount) -> dict[str, Any]:
    return {"type": account.type, "status": account.status, "date_basis": "unknown"}


def _actors(draft: Draft) -> Actors:
    return draft.persons, draft.organizations


def _id(actor: Person | Organization) -> str:
    """Give the id by which joining knows a party."""
    return f"{'p' if isinstance(actor, Person) else 'o'}{actor.pk}"


def _names(actors: Actors, accounts: Sequence[EventAccount]) -> dict[str, str]:
    """Give the names of the parties, by id."""
    names = {_id(row): row.name for rows in actors for row in rows.values()}
    wanted = {key for account in accounts for key in (*account.persons, *account.organizations)} - names.keys()
    if wanted:
        rows: list[Any] = [*Person.objects.filter(pk__in=[key[1:] for key in wanted if key[0] == "p"])]
        rows += Organization.objects.filter(pk__in=[key[1:] for key in wanted if key[0] == "o"])
        names |= {_id(row): row.name for row in rows}
    return names


def _point(draft: Draft, slots: Mapping[str, Slot], rows: Mapping[str, EventSignature]) -> None:
    """Point each report at its event.

    A second report of one event is one with the first where the same words tell both ("spoke by phone with A and B"),
    or a curator said that the two are one event; any other, which only a curator brings about, gets its own.
    """
    taken: dict[int, Slot] = {}
    for local_id, slot in slots.items():
        signature: EventSignature | None = rows[local_id]
        event = rows[local_id].event
        first = taken.get(event.pk)
        if first and (first.said.evidence == slot.said.evidence or MERGED in event.curated_fields):
            slot.report, draft.events[local_id] = _taken_in(first.report, slot.report, rows[local_id]), event
            continue
        if first:
            event, signature = Event(slug=free_slugs(Event, [event.slug])[0], **_values(slot.report)), None
            event.save()
        taken[event.pk] = slot
        slot.report.event, slot.report.signature = event, signature
        draft.events[local_id] = event


def _taken_in(report: Report, other: Report, signature: EventSignature) -> Report:
    """Add to a report what another of the same event and article tells."""
    report.parties += [party for party in other.parties if party not in report.parties]
    report.companions.append(signature.pk)
    return report


def _drop_reports(draft: Draft, own: Sequence[Report]) -> set[int]:
    """Take back what an earlier reading told, but for events that a curator keeps; give the events it leaves."""
    told = {event.pk for event in draft.events.values()}
    draft.kept_events = [r.event_id for r in own if r.event_id not in told and r.event.is_protected]
    if own:
        Report.objects.filter(article=draft.article).exclude(event__in=draft.kept_events).delete()
        Report.objects.filter(article=draft.article).update(local_id="")
    return {report.event_id for report in own} - told - {*draft.kept_events}


def _new_parties(draft: Draft, reports: Sequence[Report]) -> dict[int, dict[PartyKey, Participation]]:
    """Make the parties of events that this article tells first."""
    stored = {}
    for report in reports:
        stored[report.event_id] = parties.new_parties(report.event, parties.merged([report]))
        draft.work.bulk.add(*stored[report.event_id].values())
    return stored


def _write_reports(draft: Draft, slots: Iterable[Slot]) -> None:
    through = Report.readouts.through
    told: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        # Several tellings may share a report, which has no id yet to be told by.
        told[id(slot.report)].append(slot)
    for shared in told.values():
        report = shared[0].report
        draft.work.bulk.add(report)
        bodies = {draft.organizations[o].pk for s in shared for o in s.said.readouts if o in draft.organizations}
        draft.work.bulk.add(*(through(report=report, organization_id=body) for body in bodies))
        dates = ((slot.said.date.start, slot.said.date.end) for slot in shared)
        draft.prove(Evidence.Role.EVENT, tuple(span for slot in shared for span in slot.said.evidence), report=report)
        draft.prove(
            Evidence.Role.DATE, tuple((a, b) for a, b in dates if a is not None and b is not None), report=report
        )
