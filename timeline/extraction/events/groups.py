"""Groups: what the clues of one event tell together, and whether two parties may stand for one."""

from dataclasses import dataclass, field

from timeline.extraction.events.clue import Clue
from timeline.extraction.events.scene import Scene, verb_above

# Offices whose holders a heading calls by their body; a secretary general is not his alliance.
PRESIDING = frozenset({"council_president", "commission_president"})


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


def holds_all(scene: Scene, group: Group, clue: Clue) -> bool:
    """Tell whether all parties of a clue may be parties of a group."""
    return all(any(agree(scene, a, b) for b in group.parties) for a in clue.parties)


def is_held_call(group: Group) -> bool:
    """Tell whether a group is a call that took place."""
    return group.family == "call" and any(clue.status == "held" for clue in group.clues)


def is_previous(scene: Scene, clue: Clue) -> bool:
    """Tell whether a dated talk is told as an earlier one: "the last call was on May 3", "they last spoke in May"."""
    token = scene.doc[clue.token]
    verb = token if token.pos_ in ("VERB", "AUX") else verb_above(token)
    marks = {child.lower_ for child in token.lefts}
    said = {child.lower_ for child in verb.children} if verb is not None and clue.kind.family == "call" else set()
    return clue.date is not None and (
        bool(marks & {"previous", "last", "prior"}) or bool(said & {"previously", "last"})
    )
