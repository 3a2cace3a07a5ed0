"""Calls that one clue tells together, cut into one a call."""

from dataclasses import replace

from timeline.extraction.events import joint
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.groups import agree
from timeline.extraction.events.scene import Scene, verb_above
from timeline.extraction.language import lemma

SINGLE = frozenset({"call", "letter"})
# Two who ring somebody may share the line; more than two, or two who "also" ring, ring one after the other.
RINGING = frozenset({"call", "phone", "telephone", "ring", "dial"})
ONE_BY_ONE = frozenset({"also", "both", "each", "separately"})
ADDING = frozenset({"also", "separately"})
PAIR = 2
HEADS_OF_STATE = frozenset({"president", "prime_minister", "monarch", "chancellor"})
# "All", "each" stand right before the verb, an adverb between.
EACH_REACH = 2


def separated(scene: Scene, clue: Clue, clues: list[Clue]) -> list[Clue]:
    """Cut a clue on several calls of one caller into one a call; a conference call stays one.

    "Spoke with the leaders of A and B" is two calls, unless the text goes on about one ("the call", "the three
    leaders"). "A call with A and B" is one, unless the text tells elsewhere of a call with one of them alone.
    """
    if _rang_one_by_one(scene, clue) or _is_split_below(scene, clue, clues):
        return [replace(clue, ours=(caller,), initiator=caller) for caller in clue.ours]
    if len(clue.ours) == 1 and _is_of_calls(clue, clues):
        return [replace(clue, theirs=(partner,)) for partner in clue.theirs]
    if clue.kind.family not in SINGLE or len(clue.ours) != 1 or len(clue.theirs) < 2:
        return [clue]
    if clue.is_joint and not any(_is_part(scene, other, clue) or _is_with_one(other, clue) for other in clues):
        return [clue]
    is_told_apart = _is_added_part(scene, clue, clues) or any(_is_with_one(other, clue) for other in clues)
    if joint.is_one_call(scene, clue, clues) and not is_told_apart:
        return [clue]
    partners = _by_country(scene, clue.theirs)
    return [replace(clue, theirs=theirs) for theirs in partners] if len(partners) > 1 else [clue]


def _rang_one_by_one(scene: Scene, clue: Clue) -> bool:
    """Tell whether several each rang one: "A, B and C called Y", "A and B in separate calls with Y", "calls from A"."""
    verb = scene.doc[clue.token]
    if clue.kind.family == "call" and len(clue.ours) > 1 and (clue.is_from_many or joint.is_told_apart(scene, clue)):
        return len(clue.theirs) == 1 or clue.is_from_many
    if _is_of_each(scene, clue) and len(clue.theirs) == 1:
        return True
    is_ring = verb.pos_ == "VERB" and clue.kind.family == "call" and lemma(verb) in RINGING
    if not is_ring or len(clue.theirs) != 1 or not all(actor in scene.persons for actor in clue.ours):
        return False
    marks = {child.lower_ for child in verb.children}
    return len(clue.ours) > PAIR or len(clue.ours) == PAIR and bool(marks & ONE_BY_ONE)


def _is_of_each(scene: Scene, clue: Clue) -> bool:
    """Tell whether the words say of several that each of them did it: "the ministers of A, B and C all contacted Y"."""
    token = scene.doc[clue.token]
    verb = token if token.pos_ == "VERB" else verb_above(token)
    if verb is None or clue.kind.family != "call" or len(clue.ours) < PAIR or clue.is_joint:
        return False
    before = {scene.doc[i].lower_ for i in range(max(verb.i - EACH_REACH, scene.sentence(verb.i).first), verb.i)}
    return bool(before & {"all", "each", "both", "separately"})


def _is_of_calls(clue: Clue, clues: list[Clue]) -> bool:
    """Tell whether talks with several are those told as calls apart: "had calls with A and B. In the talks with"."""
    before = (c for c in clues if c.token < clue.token and c.kind.family == "call" and not c.is_joint)
    is_open = clue.kind.family == "meet" and clue.is_open and len(clue.theirs) > 1
    return is_open and any(c.ours == clue.ours and set(c.theirs) == set(clue.theirs) for c in before)


def _is_split_below(scene: Scene, clue: Clue, clues: list[Clue]) -> bool:
    """Tell whether the text under a heading "A, B call Y" tells of a call of one of them alone."""
    title = scene.document.title
    is_heading = title is not None and title.start <= clue.span[0] < title.end
    is_pair = clue.kind.family == "call" and len(clue.ours) == PAIR and len(clue.theirs) == 1
    return is_heading and is_pair and any(_is_part(scene, other, clue) for other in clues)


def _is_with_one(other: Clue, clue: Clue) -> bool:
    """Tell whether a talk is told later with one partner of several: "a call with A and B. The discussion with A"."""
    is_one = len(other.theirs) == 1 and set(other.theirs) < set(clue.theirs) and set(other.ours) <= set(clue.ours)
    is_alike = other.kind.family == clue.kind.family or other.is_open
    return is_one and is_alike and other.token > clue.token and len(clue.theirs) == PAIR


def _is_part(scene: Scene, other: Clue, clue: Clue) -> bool:
    is_alike = other.kind.family == clue.kind.family or other.is_open and clue.kind.family == "call"
    same = is_alike and other.token != clue.token and len(other.parties) == 2
    return same and all(any(agree(scene, a, b) for b in clue.parties) for a in other.parties)


def _is_added_part(scene: Scene, clue: Clue, clues: list[Clue]) -> bool:
    """Tell whether the text tells of the last partner apart: "spoke to A and B. X also spoke with B the day after"."""
    for other in clues:
        place = scene.sentence(other.token)
        is_added = any(token.lower_ in ADDING for token in scene.doc[place.first : place.stop])
        is_later = other.token > clue.token and other.status == "held" and other.theirs == clue.theirs[-1:]
        if is_added and is_later and _is_part(scene, other, clue):
            return True
    return False


def _by_country(scene: Scene, actors: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give each person or country alone; officials of one country stay together, but not its leaders."""
    sides: dict[str, list[str]] = {}
    for actor in actors:
        country = scene.country(actor)
        is_leader = any(_leads(scene, known) for known in sides.get(country or "", ())) and _leads(scene, actor)
        sides.setdefault(actor if is_leader or country is None else country, []).append(actor)
    return [tuple(side) for side in sides.values()]


def _leads(scene: Scene, actor: str) -> bool:
    """Tell whether somebody is a head of state or government, who has a line of his own."""
    person = scene.persons.get(actor)
    return person is not None and any(o.role in HEADS_OF_STATE and not o.former for o in person.offices)
