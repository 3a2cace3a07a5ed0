"""Decide which groups are events of diplomacy, and fill in all that a Reading says of each."""

from dataclasses import replace
from datetime import date, timedelta

from timeline.extraction.dates import edtf
from timeline.extraction.events import when
from timeline.extraction.events.merge import Group, agree, united
from timeline.extraction.events.scene import Scene
from timeline.extraction.reading import Codes, Event, EventDate, EventStatus, Participant, Statement

TALKS = frozenset({"call", "meet"})
HOME = frozenset({"office", "arrest", "impeachment", "martial_law", "election", "protest", "legislation"})
# News stories tell of the last days; what lies further back is background.
NEWS_DAYS = timedelta(days=3)
# A joint statement this many sentences around a bare "in a phone call" names who was on the line.
COMPLETING_REACH = 6
ROLES_OF_THE_STATE = frozenset(
    {"president", "prime_minister", "chancellor", "monarch", "foreign_minister", "defence_minister"}
)


def completed(scene: Scene, group: Group) -> None:
    """Add the other party to a bare "in a phone call, X said", from the joint statements around it."""
    if group.family != "call" or len(sides(scene, group.parties)) > 1:
        return
    at = scene.sentence_of[group.clues[0].token]
    pairs = [
        (abs(scene.sentence_of[scene.token_at(s.cue[0][0])] - at), s)
        for s in scene.statements
        if s.cue and _is_joint(scene, s)
    ]
    for distance, said in sorted(pairs, key=lambda pair: pair[0]):
        known = all(any(agree(scene, party, speaker) for speaker in said.speakers) for party in group.parties)
        if distance <= COMPLETING_REACH and known:
            group.parties = united(scene, group.parties, said.speakers)
            return


def sides(scene: Scene, parties: tuple[str, ...]) -> set[str]:
    """Give the countries and bodies that the parties stand for."""
    return {scene.country(actor) or actor for actor in parties}


def is_public(scene: Scene, actor: str) -> bool:
    """Tell whether an actor is an organization or holds a public office."""
    person = scene.persons.get(actor)
    return person is None or bool(person.offices)


def is_event(scene: Scene, group: Group) -> bool:
    """Tell whether a group is an event for the timeline: between states, or politics that a story leans on."""
    group.parties = tuple(actor for actor in group.parties if is_public(scene, actor) or scene.country(actor))
    public = [actor for actor in group.parties if is_public(scene, actor)]
    states = sides(scene, group.parties)
    if group.family == "call":
        return len(states) > 1 and bool(public)
    if group.family == "meet":
        return bool(public) and (len(states) > 1 or _is_home_meeting(scene, group) or _is_body(scene, group))
    if group.family in HOME:
        return bool(public)
    if group.family == "agreement":
        return len(states) > 1 or any(actor in scene.organizations for actor in public)
    return bool(public)


def _is_home_meeting(scene: Scene, group: Group) -> bool:
    return len(group.parties) > 1 and any(actor in scene.persons for actor in group.parties)


def _is_body(scene: Scene, group: Group) -> bool:
    """Tell whether an international body meets: "the NATO summit"."""
    return any(actor in scene.organizations and scene.country(actor) is None for actor in group.parties)


def _is_joint(scene: Scene, said: Statement) -> bool:
    return len(sides(scene, said.speakers)) > 1


def status_of(scene: Scene, group: Group, day: EventDate) -> EventStatus:
    """Decide a group's status: the strongest of its clues, background where it lies before the news."""
    found = [clue.status for clue in group.clues]
    order: tuple[EventStatus, ...] = ("cancelled", "held", "planned", "denied", "hypothetical")
    status = next((known for known in order if known in found), "held")
    today = edtf.day_bounds(scene.published.edtf)[1]
    last = date.fromisoformat(day.max) if day.max else None
    first = date.fromisoformat(day.min) if day.min else None
    if status == "held" and (group.family in HOME or day.basis == "unknown" and not group.statements):
        return "background"
    if status == "held" and today and first and first > today:
        return "planned"
    if status == "planned" and today and last and last < today - NEWS_DAYS:
        return "background"
    if status == "held" and today and last and last < today - NEWS_DAYS:
        return "background"
    return status


def date_of(scene: Scene, group: Group, statements: tuple[Statement, ...]) -> EventDate:
    """Decide a group's date: its own, that of a joint statement in it, or only that of the report."""
    own = [clue.date for clue in group.clues if clue.date]
    if own:
        exact = [d for d in own if edtf.exact_day(d.edtf)]
        return when.event_date((exact or own)[0])
    said_status = {clue.status for clue in group.clues} - {None}
    if said_status - {"held"} or group.family not in TALKS:
        return when.UNKNOWN
    for said in statements:
        if len(said.speakers) > 1 and said.cue and (found := _cue_date(scene, said)):
            return found
    told = [clue.told for clue in group.clues if clue.told]
    report = told[0] if told else when.story_date(scene, group.clues[0]) if statements else None
    return when.reported(report) if report else when.UNKNOWN


def _cue_date(scene: Scene, said: Statement) -> EventDate | None:
    place = scene.sentence(scene.token_at(said.cue[0][0]))
    cue = scene.token_at(said.cue[0][0])
    for found in scene.dates_in(place):
        spot = scene.place(found.start, found.end)
        head = next((t for t in scene.doc[spot.first : spot.stop] if not spot.first <= t.head.i < spot.stop), None)
        verb = next((t.i for t in head.ancestors if t.pos_ in ("VERB", "AUX")), None) if head is not None else None
        if verb == cue and edtf.exact_day(found.edtf):
            return when.event_date(found)
    return None


def codes_of(group: Group, status: EventStatus) -> Codes:
    """Give the field's codes; what is planned is coded as the intent to do it."""
    kind = group.clues[0].kind
    if status == "planned":
        return Codes(kind.planned_cameo, kind.planned_plover, kind.modes)
    return Codes(kind.cameo, kind.plover, kind.modes)


def participants(scene: Scene, group: Group) -> tuple[Participant, ...]:
    """Give the parties with the office that the text gives them."""
    out = []
    for actor in group.parties:
        person = scene.persons.get(actor)
        office = next((o for o in person.offices if not o.former), None) if person else None
        out.append(Participant(actor, office.label if office else None, scene.country(actor)))
    return tuple(out)


def confidence_of(scene: Scene, group: Group, day: EventDate) -> float:
    """Weigh how sure an event is: each ground adds what it was worth on the development texts."""
    value = 0.5
    value += 0.15 if any(clue.has_medium for clue in group.clues) or group.family != "call" else 0.0
    value += 0.1 if len(group.clues) > 1 else 0.0
    value += 0.1 if day.basis in ("explicit", "relative") else 0.0
    value += 0.1 if sum(actor in scene.persons for actor in group.parties) > 1 else 0.0
    return round(min(value, 0.95), 2)


def with_main(events: list[Event], weights: list[float]) -> list[Event]:
    """Mark the event that the article is about: the weightiest that is no background."""
    best = max(range(len(events)), key=lambda i: weights[i], default=None)
    return [replace(event, main=i == best and weights[i] > 0) for i, event in enumerate(events)]


def is_diplomatic(scene: Scene, group: Group) -> bool:
    """Tell whether a group is an event between states, no politics at home."""
    return not is_domestic(scene, group)


def is_domestic(scene: Scene, group: Group) -> bool:
    """Tell whether an event is politics within one country."""
    if group.clues[0].kind.domestic or group.family in HOME:
        return True
    return group.family in TALKS and len(sides(scene, group.parties)) == 1 and not _is_body(scene, group)


def events_of(scene: Scene, groups: list[Group], ties: dict[str, int]) -> tuple[Event, ...]:
    """Give the events of the groups, in the order of the text."""
    events, weights = [], []
    for index, group in enumerate(groups):
        said = tuple(s for s in scene.statements if ties.get(s.id) == index)
        event = _event(scene, group, said, f"e{index + 1}")
        events.append(event)
        weights.append(_weight(scene, group, event, said))
    return tuple(with_main(events, weights))


def _event(scene: Scene, group: Group, said: tuple[Statement, ...], name: str) -> Event:
    day = date_of(scene, group, said)
    status = status_of(scene, group, day)
    return Event(
        id=name,
        type=_type(group),
        status=status,
        main=False,
        domestic=is_domestic(scene, group),
        date=day,
        participants=participants(scene, group),
        first=any(clue.first for clue in group.clues),
        initiated_by=next((clue.initiator for clue in group.clues if clue.initiator in group.parties), None),
        readouts=readouts(scene, group, said),
        codes=codes_of(group, status),
        evidence=tuple(clue.span for clue in group.clues),
        confidence=confidence_of(scene, group, day),
    )


def _type(group: Group) -> str:
    shown = [clue.kind.shown for clue in group.clues]
    return "summit" if "summit" in shown else shown[0]


def readouts(scene: Scene, group: Group, said: tuple[Statement, ...]) -> tuple[str, ...]:
    """Give the institutions whose account of the event is cited."""
    tellers = [actor for s in said for actor in s.attributed_to]
    for other in scene.statements:
        if any(start <= clue.span[0] < end for clue in group.clues for start, end in other.content):
            tellers += [actor for actor in other.speakers if actor not in group.parties]
    return tuple(dict.fromkeys(actor for actor in tellers if actor in scene.organizations))


def _weight(scene: Scene, group: Group, event: Event, said: tuple[Statement, ...]) -> float:
    if event.domestic or event.status in ("background", "hypothetical", "denied"):
        return 0.0
    first = scene.sentence_of[group.clues[0].token]
    return 1.0 + len(said) + len(group.clues) + max(0, 4 - first)
