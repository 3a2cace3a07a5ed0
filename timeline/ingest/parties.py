"""Who took part in an event, with the office held that day, and the words that show it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from diplomacy.prepared import Rows, ask
from timeline.extraction import reading
from timeline.extraction.holders import OF_BODIES
from timeline.extraction.reading import Passage, Span
from timeline.ingest.draft import Draft, clip, country_code, may_write
from timeline.models import Event, Evidence, Organization, Participation, Person, Report

# What tells the parties of one event apart: the person's id and the organization's, one of them None.
PartyKey = tuple[int | None, int | None]

PARTICIPATIONS = Rows(Participation)
HOMES = """
SELECT id, NULL::bigint, country FROM timeline_person WHERE id = ANY(%s::bigint[])
UNION ALL SELECT NULL::bigint, id, country FROM timeline_organization WHERE id = ANY(%s::bigint[])
"""


@dataclass(frozen=True, slots=True)
class Party:
    """A party as all reports of an event together have it."""

    office: str
    role: str
    country: str
    position: int


def parties_of(draft: Draft, said: reading.Event) -> list[tuple[reading.Participant, Person | Organization]]:
    """Give the parties of an event with their rows, each row once."""
    found: dict[Person | Organization, reading.Participant] = {}
    for party in said.participants:
        row = draft.actor(party.id)
        if row is not None:
            found.setdefault(row, party)
    return [(party, row) for row, party in found.items()]


def told(draft: Draft, said: reading.Event) -> list[dict[str, Any]]:
    """Give the parties as this article tells of them, and who took the initiative, as a report keeps them."""
    rows: list[dict[str, Any]] = []
    for party, row in parties_of(draft, said):
        role = _role(draft, party)
        country = country_code(party.country) or ("" if role in OF_BODIES else draft.home(party.id))
        rows.append({**_key(row), "office": clip(party.office, 200), "role": role, "country": country})
    initiator = draft.actor(said.initiated_by or "")
    if initiator is not None:
        rows.append({**_key(initiator), "initiated": True})
    return rows


def merged(reports: Sequence[Report]) -> dict[PartyKey, Party]:
    """Give the parties that all reports name together, those of the leading report first."""
    found: dict[PartyKey, Party] = {}
    for row in _told_by(reports):
        if not row.get("initiated"):
            key = row.get("person"), row.get("organization")
            before = found.get(key, Party("", "", "", len(found)))
            # Of an office and its code, both are of one report.
            office, role = (before.office, before.role) if before.office else (row["office"], row.get("role", ""))
            found[key] = Party(office, role, before.country or row["country"], before.position)
    spoken_for = _spoken_for(reports, found)
    return {key: party for key, party in found.items() if key[1] not in spoken_for}


def _spoken_for(reports: Sequence[Report], found: Mapping[PartyKey, Party]) -> set[int]:
    """Find the governments that only stand for a person of theirs whom other reports name ("the French minister")."""
    stands_in: dict[int, bool] = {}
    for report in reports:
        named = {row.get("person") for row in report.parties}
        unnamed = {party.country for (person, _), party in found.items() if person and person not in named}
        for row in report.parties:
            if body := row.get("organization"):
                may_be = bool(row.get("country")) and row.get("country") in unnamed
                stands_in[body] = stands_in.get(body, True) and may_be
    return {body for body, always in stands_in.items() if always}


def _role(draft: Draft, party: reading.Participant) -> str:
    """Give the code of the office that a party holds in an event."""
    persons = (person for person in draft.reading.persons if person.id == party.id)
    roles = (office.role for person in persons for office in person.offices if office.label == party.office)
    return clip(next(roles, ""), 60)


def initiator(reports: Sequence[Report]) -> dict[str, int | None]:
    """Give who took the initiative, as the first report in rank that says so has it."""
    row: dict[str, Any] = next((row for row in _told_by(reports) if row.get("initiated")), {})
    return {
        "initiated_by_person_id": row.get("person"),
        "initiated_by_organization_id": row.get("organization"),
    }


def new_parties(event: Event, parties: Mapping[PartyKey, Party]) -> dict[PartyKey, Participation]:
    """Make the rows of an event's parties; where no report gives a country, that of the person or body holds.

    Who speaks for an international body takes part for no country.
    """
    homes = _homes(key for key, party in parties.items() if not party.country and party.role not in OF_BODIES)
    return {
        key: Participation(
            event=event,
            person_id=key[0],
            organization_id=key[1],
            office=party.office,
            role=party.role,
            country=party.country or homes.get(key, ""),
            position=party.position,
        )
        for key, party in parties.items()
    }


def write_parties(events: Mapping[Event, Sequence[Report]]) -> dict[int, dict[PartyKey, Participation]]:
    """Bring the parties of stored events in line with their reports, unless a curator has set them; give them all."""
    stored: dict[int, dict[PartyKey, Participation]] = defaultdict(dict)
    for row in PARTICIPATIONS.where("row.event_id = ANY(%s::bigint[])", [event.pk for event in events]):
        stored[row.event_id][row.person_id, row.organization_id] = row
    new, changed, dropped = [], [], []
    for event, reports in events.items():
        rows = stored[event.pk]
        if not may_write(event, "participations"):
            continue
        wanted = new_parties(event, merged(reports))
        dropped += [rows.pop(key).pk for key in rows.keys() - wanted.keys()]
        for key, fresh in wanted.items():
            if key not in rows:
                new.append(rows.setdefault(key, fresh))
            elif _take_over(rows[key], fresh):
                changed.append(rows[key])
    if dropped:
        Participation.objects.filter(pk__in=dropped).delete()
    Participation.objects.bulk_create(new)
    if changed:
        Participation.objects.bulk_update(changed, ["office", "role", "country", "position"])
    return stored


def prove_parties(draft: Draft, stored: Mapping[int, Mapping[PartyKey, Participation]]) -> None:
    """Note the words that show each party of this article's events."""
    proved: set[tuple[int, PartyKey]] = set()
    for said in draft.reading.events:
        event = draft.events[said.id].pk
        for party, actor in parties_of(draft, said):
            named = _key(actor)
            key = named.get("person"), named.get("organization")
            row = stored.get(event, {}).get(key)
            if row is not None and (event, key) not in proved:
                proved.add((event, key))
                draft.prove(Evidence.Role.PARTY, mention_spans(draft, party.id, said.evidence), participation=row)


def attended_by(actors: Iterable[tuple[str, int]]) -> set[int]:
    """Give the events of some persons and organizations, named by ("person" or "organization", id)."""
    wanted: dict[str, list[int]] = {"person": [], "organization": []}
    for kind, pk in actors:
        wanted[kind].append(pk)
    query = Q()
    for kind, pks in wanted.items():
        query |= Q(**{f"{kind}__in": pks}) if pks else Q()
    return set(Participation.objects.filter(query).values_list("event_id", flat=True)) if query else set()


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


def _key(actor: Person | Organization) -> dict[str, int]:
    return {"person" if isinstance(actor, Person) else "organization": actor.pk}


def _told_by(reports: Sequence[Report]) -> Iterable[dict[str, Any]]:
    for report in sorted(reports, key=lambda report: (not report.is_main, report.article.sha256)):
        yield from report.parties


def _homes(keys: Iterable[PartyKey]) -> dict[PartyKey, str]:
    wanted = list(keys)
    if not wanted:
        return {}
    people, bodies = [person for person, _ in wanted if person], [body for _, body in wanted if body]
    return {(person, body): country for person, body, country in ask(HOMES, people, bodies)}


def _take_over(row: Participation, fresh: Participation) -> bool:
    """Bring a stored party up to date; tell whether anything changed."""
    before = row.office, row.role, row.country, row.position
    row.office, row.role, row.country, row.position = fresh.office, fresh.role, fresh.country, fresh.position
    return before != (row.office, row.role, row.country, row.position)
