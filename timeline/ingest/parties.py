"""Who took part in an event, with the office held that day, and the words that show it."""

from collections.abc import Iterable

from timeline.extraction import reading
from timeline.extraction.reading import Passage, Span
from timeline.ingest.draft import Draft, clip, country_code, may_write
from timeline.models import Event, Evidence, Organization, Participation, Person

# What tells the parties of one event apart: the person's id and the organization's, one of them None.
PartyKey = tuple[int | None, int | None]


def parties_of(draft: Draft, said: reading.Event) -> list[tuple[reading.Participant, Person | Organization]]:
    """Give the parties of an event with their rows, each row once."""
    found: dict[Person | Organization, reading.Participant] = {}
    for party in said.participants:
        row = draft.actor(party.id)
        if row is not None:
            found.setdefault(row, party)
    return [(party, row) for row, party in found.items()]


def write_parties(draft: Draft) -> None:
    """Store the parties of the article's events and who took the initiative, unless a curator has set them."""
    stored = _stored(draft.events.values())
    new, changed, dropped = [], [], []
    for said in draft.reading.events:
        event = draft.events[said.id]
        rows = stored.get(event.pk, {})
        wanted = _wanted(draft, said, event)
        if may_write(event, "participations"):
            dropped += [row.pk for key, row in rows.items() if key not in wanted and not _others_prove(draft, row)]
            for key, (fresh, _) in wanted.items():
                if key not in rows:
                    new.append(rows.setdefault(key, fresh))
                elif not rows[key].office and fresh.office:
                    rows[key].office = fresh.office
                    changed.append(rows[key])
        for key, (_, spans) in wanted.items():
            if key in rows:
                draft.prove(Evidence.Role.PARTY, spans, participation=rows[key])
    Participation.objects.filter(pk__in=dropped).delete()
    Participation.objects.bulk_create(new)
    Participation.objects.bulk_update(changed, ["office"])
    _write_initiators(draft)


def mention_spans(draft: Draft, local_id: str, within: tuple[Span, ...]) -> tuple[Span, ...]:
    """Give where an actor is named beside the words of an event, in the same paragraph and nearest to them.

    Where a pronoun or a group stands for the actor everywhere, the event's words themselves are given.
    """
    text, mentions = draft.article.text, _mentions(draft, local_id)
    nearest = []
    for start, end in within:
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        beside = [one for one in mentions if first <= one.start and (last < 0 or one.end <= last)]
        if beside:
            best = min(beside, key=lambda one: max(start - one.end, one.start - end, 0))
            nearest.append((best.start, best.end))
    return tuple(dict.fromkeys(nearest)) or within[:1]


def _mentions(draft: Draft, local_id: str) -> tuple[Passage, ...]:
    actors: list[reading.Person | reading.Organization] = [*draft.reading.persons, *draft.reading.organizations]
    return next((actor.mentions for actor in actors if actor.id == local_id), ())


def _stored(events: Iterable[Event]) -> dict[int, dict[PartyKey, Participation]]:
    found: dict[int, dict[PartyKey, Participation]] = {}
    pks = [event.pk for event in events]
    for row in Participation.objects.filter(event__in=pks).prefetch_related("evidence"):
        found.setdefault(row.event_id, {})[row.person_id, row.organization_id] = row
    return found


def _wanted(draft: Draft, said: reading.Event, event: Event) -> dict[PartyKey, tuple[Participation, tuple[Span, ...]]]:
    rows = {}
    for position, (party, actor) in enumerate(parties_of(draft, said)):
        row = Participation(
            event=event,
            person=actor if isinstance(actor, Person) else None,
            organization=actor if isinstance(actor, Organization) else None,
            office=clip(party.office, 200),
            country=country_code(party.country) or actor.country,
            position=position,
        )
        rows[row.person_id, row.organization_id] = row, mention_spans(draft, party.id, said.evidence)
    return rows


def _others_prove(draft: Draft, row: Participation) -> bool:
    return any(proof.article_id != draft.article.pk for proof in row.evidence.all())


def _write_initiators(draft: Draft) -> None:
    changed = []
    for said in draft.reading.events:
        event, actor = draft.events[said.id], draft.actor(said.initiated_by or "")
        if actor is None or not all(may_write(event, f"initiated_by_{kind}") for kind in ("person", "organization")):
            continue
        event.initiated_by_person = actor if isinstance(actor, Person) else None
        event.initiated_by_organization = actor if isinstance(actor, Organization) else None
        changed.append(event)
    Event.objects.bulk_update(changed, ["initiated_by_person", "initiated_by_organization"])
