"""Bring the clues of one event together: same family, parties that agree, dates that agree."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta

from timeline.extraction.dates import edtf
from timeline.extraction.events import joint
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import kinds
from timeline.extraction.events.scene import Scene
from timeline.extraction.language import lemma

# A month named for a day of it may still mean that day; a longer span may not.
VAGUE = timedelta(days=31)
SINGLE = frozenset({"call", "letter"})
# Two who ring somebody may share the line; more than two, or two who "also" ring, ring one after the other.
RINGING = frozenset({"call", "phone", "telephone", "ring", "dial"})
ONE_BY_ONE = frozenset({"also", "both", "each", "separately"})
PAIR = 2
# Offices whose holders a heading calls by their body; a secretary general is not his alliance.
PRESIDING = frozenset({"council_president", "commission_president"})
# Offices of bodies of many states.
BODY_ROLES = frozenset({"secretary_general", "high_representative", "council_president", "commission_president"})


@dataclass(slots=True)
class Group:
    """The clues of one event, in text order, with the parties known so far."""

    clues: list[Clue]
    parties: tuple[str, ...]
    statements: list[str] = field(default_factory=list)

    @property
    def family(self) -> str:
        """Give the family of the group's kinds."""
        return self.clues[0].kind.family

    @property
    def values(self) -> list[str]:
        """Give the dates that the clues name."""
        return [clue.date.edtf for clue in self.clues if clue.date]


def grouped(scene: Scene, clues: list[Clue]) -> list[Group]:
    """Group clues into events in text order; a clue that names both sides opens an event where none fits."""
    groups: list[Group] = []
    hub = _hub(clues)
    whole = (_with_hub(scene, clue, hub) for clue in clues)
    for single in (part for clue in whole for part in separated(scene, clue, clues)):
        clue = _with_hub(scene, _settled(scene, single, groups, hub), hub)
        hub = clue.ours if clue.kind.family == "call" and len(clue.ours) == 1 and clue.theirs else hub
        group = _best(scene, groups, clue)
        if group is not None:
            _add(scene, group, clue)
        elif clue.parties or not any(other.family == clue.kind.family for other in groups):
            groups.append(Group([clue], clue.parties))
    return _without_rounds(_without_headings(scene, _without_open(scene, groups)))


def _without_rounds(groups: list[Group]) -> list[Group]:
    """Give words on a round ("X calls foreign leaders") to the first of the calls that the text tells by name."""
    out = []
    for group in groups:
        is_round = group.family == "call" and len(group.parties) == 1 and all(c.is_closed for c in group.clues)
        held = all(clue.status in ("held", None) for clue in group.clues)
        calls = [g for g in groups if is_round and held and g.family == "call" and len(g.parties) > 1]
        same = [
            g for g in calls if set(group.parties) < set(g.parties) and _is_held_call(g) and _agree_on_day(group, g)
        ]
        if len(same) > 1:
            same[0].clues += group.clues
        else:
            out.append(group)
    return out


def _agree_on_day(one: Group, other: Group) -> bool:
    return not one.values or any(value in one.values for value in other.values)


def _without_headings(scene: Scene, groups: list[Group]) -> list[Group]:
    """Give a heading by countries ("Phone talks with the U.S. and Australia") to the calls that the text tells."""
    title = scene.document.title
    out = list(groups)
    for group in groups:
        in_heading = title is not None and all(title.start <= c.span[0] < title.end for c in group.clues)
        if not in_heading or group.family != "call" or group.values or any(a in scene.persons for a in group.parties):
            continue
        calls = [g for g in groups if g is not group and g.family == "call"]
        parts = [g for g in calls if any(agree(scene, a, b) for a in group.parties for b in g.parties)]
        if group.parties and all(any(agree(scene, a, b) for g in parts for b in g.parties) for a in group.parties):
            parts[0].clues += group.clues
            out.remove(group)
    return out


def _without_open(scene: Scene, groups: list[Group]) -> list[Group]:
    """Give open words that stood before any call was told ("A talks with B" in a heading) to the call of the pair."""
    out = []
    for group in groups:
        is_open = group.family == "meet" and all(c.is_open and c.status in (None, "held") for c in group.clues)
        is_open = is_open and not group.values
        calls = [g for g in groups if g.family == "call" and is_open and len(group.parties) > 1]
        call = next((g for g in calls if all(_holds_all(scene, g, clue) for clue in group.clues)), None)
        if call is None:
            out.append(group)
        else:
            call.clues += [replace(clue, kind=kinds()["phone_call"]) for clue in group.clues]
    return out


def _hub(clues: list[Clue]) -> tuple[str, ...]:
    """Give the one who makes most of a story's calls."""
    callers = Counter(c.ours for c in clues if c.kind.family == "call" and len(c.ours) == 1 and c.theirs)
    return callers.most_common(1)[0][0] if callers else ()


def _settled(scene: Scene, clue: Clue, groups: list[Group], hub: tuple[str, ...]) -> Clue:
    """Settle whether open words ("had a discussion") mean a call or a meeting, by what else the text tells of."""
    if not clue.is_open:
        return clue
    is_whole = len(clue.parties) > 1 or clue.is_anaphor and bool(clue.parties)
    same = [g for g in groups if is_whole and _holds_all(scene, g, clue) and _dates_agree(g, clue)]
    here = scene.sentence_of[clue.token]
    if clue.status == "planned" and not clue.date and lemma(scene.doc[clue.token]) == "discuss":
        clue = replace(clue, status=None if any(_is_held_call(g) for g in same) else clue.status)
    same += [g for g in groups if any(scene.sentence_of[other.token] == here for other in g.clues)]
    same = [group for group in same if set(clue.parties) & set(group.parties)] or same
    met = [group for group in same if group.family == "meet" and _is_no_plan(group)]
    if clue.kind.family == "meet" and any(_tells_of_call(scene, group, here) for group in same):
        return replace(clue, kind=kinds()["phone_call"])
    called = any(group.family == "call" and _holds_all(scene, group, clue) for group in groups)
    if met and clue.kind.family == "call" and not any(group.family == "call" for group in same) and not called:
        return replace(clue, kind=kinds()["meeting"])
    if met:
        return clue
    if clue.kind.family == "meet" and (hub and hub[0] in clue.ours or any(group.family == "call" for group in same)):
        return replace(clue, kind=kinds()["phone_call"])
    return clue


def _is_held_call(group: Group) -> bool:
    return group.family == "call" and any(clue.status == "held" for clue in group.clues)


def _tells_of_call(scene: Scene, group: Group, sentence: int) -> bool:
    return group.family == "call" and any(scene.sentence_of[clue.token] == sentence for clue in group.clues)


def _is_no_plan(group: Group) -> bool:
    return any(clue.status not in ("planned", "hypothetical") for clue in group.clues)


def _holds_all(scene: Scene, group: Group, clue: Clue) -> bool:
    return all(any(agree(scene, a, b) for b in group.parties) for a in clue.parties)


def _with_hub(scene: Scene, clue: Clue, hub: tuple[str, ...]) -> Clue:
    """Add the caller of the story's calls where the words leave the caller out: "X was also on the list of calls"."""
    if clue.kind.family != "call" or not hub or clue.is_anaphor or clue.ours and clue.theirs:
        return clue
    if len(clue.parties) != 1 and (clue.ours or clue.has_medium):
        return clue
    if not clue.parties or any(scene.country(actor) == scene.country(hub[0]) for actor in clue.parties):
        return clue
    return replace(clue, ours=hub, theirs=clue.parties)


def separated(scene: Scene, clue: Clue, clues: list[Clue]) -> list[Clue]:
    """Cut a clue on several calls of one caller into one a call; a conference call stays one.

    "Spoke with the leaders of A and B" is two calls, unless the text goes on about one ("the call", "the three
    leaders"). "A call with A and B" is one, unless the text tells elsewhere of a call with one of them alone.
    """
    if _rang_one_by_one(scene, clue) or _is_split_below(scene, clue, clues):
        return [replace(clue, ours=(caller,), initiator=caller) for caller in clue.ours]
    if clue.kind.family not in SINGLE or len(clue.ours) != 1 or len(clue.theirs) < 2:
        return [clue]
    if clue.is_joint and not any(_is_part(scene, other, clue) for other in clues):
        return [clue]
    if joint.is_one_call(scene, clue, clues):
        return [clue]
    partners = _by_country(scene, clue.theirs)
    return [replace(clue, theirs=theirs) for theirs in partners] if len(partners) > 1 else [clue]


def _rang_one_by_one(scene: Scene, clue: Clue) -> bool:
    """Tell whether several persons each rang one: "A, B and C called Y", "A and B also phoned Y"."""
    verb = scene.doc[clue.token]
    is_ring = verb.pos_ == "VERB" and clue.kind.family == "call" and lemma(verb) in RINGING
    if not is_ring or len(clue.theirs) != 1 or not all(actor in scene.persons for actor in clue.ours):
        return False
    marks = {child.lower_ for child in verb.children}
    return len(clue.ours) > PAIR or len(clue.ours) == PAIR and bool(marks & ONE_BY_ONE)


def _is_split_below(scene: Scene, clue: Clue, clues: list[Clue]) -> bool:
    """Tell whether the text under a heading "A, B call Y" tells of a call of one of them alone."""
    title = scene.document.title
    is_heading = title is not None and title.start <= clue.span[0] < title.end
    is_pair = clue.kind.family == "call" and len(clue.ours) == PAIR and len(clue.theirs) == 1
    return is_heading and is_pair and any(_is_part(scene, other, clue) for other in clues)


def agree(scene: Scene, one: str, other: str) -> bool:
    """Tell whether two ids may stand for one party: the same, or a country and a person who speaks for it."""
    if one == other:
        return True
    is_person = (one in scene.persons, other in scene.persons)
    if is_person[0] != is_person[1] and _heads(scene, one, other):
        return True
    country = scene.country(one)
    return is_person[0] != is_person[1] and country is not None and country == scene.country(other)


def _heads(scene: Scene, one: str, other: str) -> bool:
    """Tell whether one is an international body and the other a person whose office the text tells to be of it."""
    person, body = (one, other) if one in scene.persons else (other, one)
    name = scene.organizations[body].name.casefold()
    is_body = scene.country(body) is None
    offices = (o for o in scene.persons[person].offices if o.role in PRESIDING and not o.former)
    return is_body and any(name in office.label.casefold() for office in offices)


def united(scene: Scene, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Give the parties of both, a person in place of the country that the person speaks for in the other."""
    both = tuple(dict.fromkeys((*one, *other)))
    return tuple(actor for actor in both if actor in scene.persons or not _is_named(scene, actor, one, other))


def _is_named(scene: Scene, body: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one list names a person for a body that only the other has."""
    if body in one and body in other:
        return False
    return any(agree(scene, body, actor) for actor in (other if body in one else one))


def _is_part(scene: Scene, other: Clue, clue: Clue) -> bool:
    same = other.kind.family == clue.kind.family and other.token != clue.token and len(other.parties) == 2
    return same and all(any(agree(scene, a, b) for b in clue.parties) for a in other.parties)


def _by_country(scene: Scene, actors: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give each person or country alone; officials of one country stay together."""
    sides: dict[str, list[str]] = {}
    for actor in actors:
        sides.setdefault(scene.country(actor) or actor, []).append(actor)
    return [tuple(side) for side in sides.values()]


def _best(scene: Scene, groups: list[Group], clue: Clue) -> Group | None:
    fitting = [group for group in groups if _fits(scene, group, clue)]
    if not fitting:
        return None
    if not clue.parties or clue.is_anaphor and len(clue.parties) < 2:
        return fitting[-1]
    return max(
        fitting,
        key=lambda g: (sum(any(agree(scene, a, b) for b in g.parties) for a in clue.parties), g.clues[-1].token),
    )


def _fits(scene: Scene, group: Group, clue: Clue) -> bool:
    if group.family != clue.kind.family or not _dates_agree(group, clue) or not _status_agrees(group, clue):
        return False
    if _is_another(scene, group, clue):
        return False
    return clue.is_roster and _is_close(scene, group, clue) or _parties_agree(scene, group, clue)


def _parties_agree(scene: Scene, group: Group, clue: Clue) -> bool:
    if not clue.parties:
        is_no_call = len(group.parties) == 1 and all(other.is_closed for other in group.clues)
        return clue.is_anaphor and not (is_no_call and group.family == "call")
    if not group.parties:
        is_bare = clue.is_anaphor or all(other.is_anaphor for other in group.clues)
        return is_bare and _is_close(scene, group, clue)
    if len(clue.parties) == 1 and clue.is_closed and len(group.parties) > 1:
        return False
    if len(group.parties) == 1 and len(clue.parties) > 1 and all(other.is_closed for other in group.clues):
        return False
    shared = [a for a in clue.parties if any(agree(scene, a, b) for b in group.parties)]
    if len(shared) == len(clue.parties):
        return len(shared) > 1 or clue.is_anaphor or len(group.parties) == 1 or _is_close(scene, group, clue)
    if shared and all(actor in scene.organizations and scene.country(actor) is None for actor in shared):
        return True
    if clue.kind.family == "call" and _is_one_more_name(scene, group, clue):
        return True
    back = [b for b in group.parties if any(agree(scene, a, b) for a in clue.parties)]
    return len(back) == len(group.parties) and (len(back) > 1 or _is_close(scene, group, clue))


def _is_another(scene: Scene, group: Group, clue: Clue) -> bool:
    """Tell whether the words tell a clue from a group whose parties may agree: an earlier talk, a visit beside one."""
    is_new = _is_previous(scene, clue) and not any(_is_previous(scene, other) for other in group.clues)
    is_visit = clue.kind.name == "visit" and not group.parties
    return is_new or is_visit or _is_visit_beside_meeting(scene, group, clue)


def _is_previous(scene: Scene, clue: Clue) -> bool:
    """Tell whether a dated talk is named as an earlier one: "the previous call between X and Y was on May 3"."""
    marks = {child.lower_ for child in scene.doc[clue.token].lefts}
    return clue.date is not None and bool(marks & {"previous", "last", "prior"})


def _is_visit_beside_meeting(scene: Scene, group: Group, clue: Clue) -> bool:
    """Tell whether one is a visit to a country and the other, told elsewhere, a meeting with somebody there."""
    visits = {other.kind.name == "visit" for other in group.clues}
    if len(visits) != 1 or (clue.kind.name == "visit") in visits or len(clue.parties) < 2 or len(group.parties) < 2:
        return False
    return all(scene.sentence_of[other.token] != scene.sentence_of[clue.token] for other in group.clues)


def _is_one_more_name(scene: Scene, group: Group, clue: Clue) -> bool:
    """Tell whether a call with an organization and the next one, with somebody of unknown country, are the same."""
    one = [a for a in clue.parties if not any(agree(scene, a, b) for b in group.parties)]
    other = [b for b in group.parties if not any(agree(scene, a, b) for a in clue.parties)]
    if len(one) != 1 or len(other) != 1 or len(group.parties) != 2 or not _is_close(scene, group, clue):
        return False
    names, bodies = (one, other) if one[0] in scene.persons else (other, one)
    is_open = scene.country(names[0]) is None or scene.country(bodies[0]) is None
    return (
        names[0] in scene.persons and bodies[0] in scene.organizations and is_open and not _is_of_body(scene, names[0])
    )


def _is_of_body(scene: Scene, person: str) -> bool:
    """Tell whether a person without a country heads an international body, so is not somebody of a country named."""
    return any(office.role in BODY_ROLES and not office.former for office in scene.persons[person].offices)


def _is_close(scene: Scene, group: Group, clue: Clue) -> bool:
    """Tell whether a clue with one party stands within three sentences of the group: "spoke with X. In the call, Y"."""
    return scene.sentence_of[clue.token] - scene.sentence_of[group.clues[-1].token] <= 3


def _dates_agree(group: Group, clue: Clue) -> bool:
    if clue.date is None:
        return True
    if not group.values:
        return not (_is_vague(clue.date.edtf) and any(other.told for other in group.clues))
    if _is_vague(clue.date.edtf) and clue.date.edtf not in group.values:
        return False
    return any(value == clue.date.edtf or edtf.overlaps(value, clue.date.edtf) for value in group.values)


def _is_vague(value: str) -> bool:
    """Tell whether a date leaves more than a month open: "earlier this year" is not last Friday's meeting."""
    first, last = edtf.day_bounds(value)
    return not edtf.names_a_day(value) and (first is None or last is None or last - first > VAGUE)


def _is_same_pair(group: Group, clue: Clue) -> bool:
    return len(clue.parties) > 1 and set(clue.parties) == set(group.parties)


def _status_agrees(group: Group, clue: Clue) -> bool:
    """Tell whether two statuses may be of one event: what is planned may have been held by now, not the reverse."""
    known = {c.status for c in group.clues if c.status}
    if clue.status is None or not known:
        return True
    if {clue.status, *known} <= {"hypothetical", "planned", "cancelled"} and _is_same_pair(group, clue):
        return True
    if clue.status in ("hypothetical", "denied") or known & {"hypothetical", "denied"}:
        return clue.status in known or clue.is_anaphor
    if {"held"} in ({clue.status}, known) and {clue.status, *known} & {"planned", "cancelled"}:
        return clue.date is not None and clue.date.edtf in group.values
    return True


def _add(scene: Scene, group: Group, clue: Clue) -> None:
    group.clues.append(clue)
    group.parties = united(scene, group.parties, clue.parties)
