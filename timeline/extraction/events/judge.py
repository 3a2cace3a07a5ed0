"""Decide which groups are events of diplomacy, and who took part in them."""

from datetime import timedelta
from functools import cache

from timeline.extraction.dates import edtf
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.groups import Group, agree, united
from timeline.extraction.events.lexicon import body_kinds, words
from timeline.extraction.events.scene import Scene
from timeline.extraction.language import lemma
from timeline.extraction.reading import Statement

TALKS = frozenset({"call", "meet"})
HOME = frozenset({"office", "arrest", "impeachment", "martial_law", "election", "protest", "legislation"})
# Offices at home: who holds one, of a country the text does not name, makes no meeting one between states.
HOME_ROLES = frozenset(
    {"legislator", "governor", "mayor", "judge", "military", "soldier", "lawyer", "chief_of_staff", "speaker"}
)
CRISIS = frozenset({"arrest", "impeachment", "martial_law", "protest"})
# A new minister's first calls are news for about two months after the change.
NEW_IN_OFFICE = timedelta(days=60)
# A joint statement this many sentences around a bare "in a phone call" names who was on the line.
COMPLETING_REACH = 6


def completed(scene: Scene, group: Group) -> None:
    """Add the other party to a bare "in a phone call, X said", from the joint statements around it."""
    if group.family != "call" or len(sides(scene, group.parties)) > 1 or all(c.is_closed for c in group.clues):
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


def name_counterparts(scene: Scene, group: Group) -> None:
    """Put the one person of a country who holds the other's office in the place of "his American counterpart"."""
    if group.family not in TALKS or not any(_is_of_counterparts(scene, clue) for clue in group.clues):
        return
    group.parties = tuple(dict.fromkeys(_peer(scene, group, actor) or actor for actor in group.parties))


def _peer(scene: Scene, group: Group, body: str) -> str | None:
    """Give the only person of a government's country who holds an office that one of the parties holds."""
    country = scene.country(body)
    if body in scene.persons or not country:
        return None
    held = {o.role for actor in group.parties if actor in scene.persons for o in scene.persons[actor].offices}
    peers = [p for p in scene.persons.values() if p.country == country]
    peers = [p for p in peers if any(o.role in held and not o.former for o in p.offices)]
    return peers[0].id if len(peers) == 1 else None


def name_parties(scene: Scene, group: Group, said: list[Statement]) -> None:
    """Put the person who spoke for a country in its place: "the leader of Japan" is whom the statements name."""
    if all(clue.kind.name == "visit" and clue.status != "planned" for clue in group.clues):
        # The host of a visit known before is the country, whoever speaks here; who agree on one are its parties.
        return
    for statement in said:
        if len(statement.speakers) == len(group.parties) and group.family in TALKS:
            group.parties = united(scene, group.parties, statement.speakers)


def sides(scene: Scene, parties: tuple[str, ...]) -> set[str]:
    """Give the countries and bodies that the parties stand for."""
    states = {state_of(scene, actor) for actor in parties}
    return {state for state in states if state}


def state_of(scene: Scene, actor: str) -> str | None:
    """Give the country that an actor stands for, a territory's mother country, or the body itself.

    None for somebody of unknown country whose office is not of the kind that speaks for a state.
    """
    country = scene.country(actor)
    body = scene.organizations.get(actor)
    if body is not None and body_kinds().get(body.name) == "group":
        return actor
    if country:
        return _territories().get(country, country)
    person = scene.persons.get(actor)
    if person is None:
        return actor
    return actor if not person.offices or any(o.role not in HOME_ROLES for o in person.offices) else None


def is_public(scene: Scene, actor: str) -> bool:
    """Tell whether an actor is an organization or holds a public office."""
    person = scene.persons.get(actor)
    if person is None:
        return body_kinds().get(scene.organizations[actor].name) != "media"
    is_official = not person.offices and actor in scene.actors.officials
    return is_official or any(office.role not in words("private_roles") for office in person.offices)


def is_event(scene: Scene, group: Group) -> bool:
    """Tell whether a group is an event for the timeline: between states, or politics that a story leans on."""
    group.parties = tuple(actor for actor in group.parties if _may_take_part(scene, actor))
    public = [actor for actor in group.parties if is_public(scene, actor)]
    states = sides(scene, group.parties)
    if {clue.status for clue in group.clues} <= {"hypothetical", "denied"} and group.family not in TALKS:
        return False
    if group.family == "call":
        is_between = len(states) > 1 and (bool(public) or any(_is_of_counterparts(scene, c) for c in group.clues))
        is_of_body = any(c.kind.name == "video_call" and c.status for c in group.clues) and _is_body(scene, group)
        is_with_unnamed = any(c.has_unnamed and not (c.is_open and c.is_closed) for c in group.clues)
        return is_between or is_of_body or bool(public) and is_with_unnamed
    if group.family == "meet":
        is_between = len(states) > 1 or _is_home_meeting(scene, group) or _is_body(scene, group)
        if all(clue.kind.name == "visit" for clue in group.clues) and not _leads_somewhere(scene, group):
            return False
        return bool(public) and _has_traveller(scene, group) and (is_between or any(c.is_abroad for c in group.clues))
    if group.family == "arrest":
        return bool(group.parties)
    if group.family in HOME:
        return bool(public) and any(
            clue.date or clue.status not in (None, "hypothetical", "denied") for clue in group.clues
        )
    if group.family == "sanction" and all(clue.status is None for clue in group.clues):
        return len(states) > 1
    if group.family == "letter":
        # Two officials of no known country write to each other at home.
        return len(states) > 1 and any(scene.country(a) or a in scene.organizations for a in group.parties)
    if group.family == "agreement":
        is_told = any(clue.date or clue.status for clue in group.clues)
        return len(states) > 1 or is_told and any(actor in scene.organizations for actor in public)
    return bool(public)


def _leads_somewhere(scene: Scene, group: Group) -> bool:
    """Tell whether a visit leads to a country, to a body of states or to somebody: one to a hospital does not."""
    hosts = [a for clue in group.clues for a in clue.theirs]
    return not hosts or any(
        scene.country(a) or (is_public(scene, a) if a in scene.persons else scene.organizations[a].name in body_kinds())
        for a in hosts
    )


def _has_traveller(scene: Scene, group: Group) -> bool:
    """Tell whether a party remains who travels: a singer's concerts abroad are no visit of the countries."""
    journeys = [clue for clue in group.clues if clue.kind.name == "visit" and clue.ours]
    travellers = [actor for clue in journeys for actor in clue.ours]
    is_visit_only = len(journeys) == len(group.clues)
    return not is_visit_only or any(agree(scene, a, b) for a in travellers for b in group.parties)


def _is_of_counterparts(scene: Scene, clue: Clue) -> bool:
    """Tell whether the words call a party the other's counterpart: both hold offices that the text does not name."""
    place = scene.sentence(clue.token)
    return clue.has_medium and any(lemma(token) == "counterpart" for token in scene.doc[place.first : place.stop])


def _may_take_part(scene: Scene, actor: str) -> bool:
    """Tell whether an actor can be a party: who holds an office or stands for a country; news outlets only report."""
    return is_public(scene, actor) or actor in scene.persons and scene.country(actor) is not None


@cache
def _territories() -> dict[str, str]:
    return dict(pair.split(":") for pair in words("territories"))


def _is_home_meeting(scene: Scene, group: Group) -> bool:
    return len(group.parties) > 1 and any(actor in scene.persons for actor in group.parties)


def _is_body(scene: Scene, group: Group) -> bool:
    """Tell whether an international body meets: "the NATO summit"."""
    return any(actor in scene.organizations and scene.country(actor) is None for actor in group.parties)


def _is_joint(scene: Scene, said: Statement) -> bool:
    """Tell whether persons of two known countries speak together."""
    are_persons = all(actor in scene.persons and is_public(scene, actor) for actor in said.speakers)
    return are_persons and len({scene.country(actor) for actor in said.speakers} - {None}) > 1


def is_domestic(scene: Scene, group: Group, groups: list[Group]) -> bool:
    """Tell whether an event is politics within one country.

    Taking or leaving an office is diplomacy's matter where the new holder is a party to a call or meeting of the story,
    unless the country is in a crisis at home that the story tells of.
    """
    if group.family in TALKS:
        has_unnamed = any(clue.has_unnamed or clue.is_abroad for clue in group.clues)
        return len(sides(scene, group.parties)) == 1 and not has_unnamed and not _is_body(scene, group)
    if group.family not in HOME:
        return False
    if group.family != "office":
        return True
    in_crisis = {side for other in groups if other.family in CRISIS for side in sides(scene, other.parties)}
    abroad = {
        p for other in groups if other.family in TALKS and len(sides(scene, other.parties)) > 1 for p in other.parties
    }
    is_old = not any(clue.date and _is_recent(scene, clue.date.edtf) for clue in group.clues)
    is_party = bool(set(group.parties) & abroad) or _leads_a_side(scene, group, sides(scene, tuple(abroad)))
    return is_old or bool(sides(scene, group.parties) & in_crisis) or not is_party


def _leads_a_side(scene: Scene, group: Group, states: set[str]) -> bool:
    """Tell whether the office is one that speaks for a state of the story's calls."""
    roles = words("statement_roles")
    return any(
        state_of(scene, actor) in states and any(o.role in roles for o in scene.persons[actor].offices)
        for actor in group.parties
        if actor in scene.persons
    )


def _is_recent(scene: Scene, value: str) -> bool:
    today, last = edtf.day_bounds(scene.published.edtf)[1], edtf.day_bounds(value)[1]
    return today is None or last is None or abs(today - last) < NEW_IN_OFFICE
