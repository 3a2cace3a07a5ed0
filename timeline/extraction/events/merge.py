"""Bring the clues of one event together: same family, parties that agree, dates that agree."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from timeline.extraction.dates import edtf
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.doubles import without_doubles
from timeline.extraction.events.groups import Group, agree, holds_all, is_held_call, is_previous, united
from timeline.extraction.events.lexicon import kinds
from timeline.extraction.events.scene import Scene, verb_above
from timeline.extraction.events.separate import separated
from timeline.extraction.events.status import PROPOSING
from timeline.extraction.language import lemma

# A month named for a day of it may still mean that day; a longer span may not.
VAGUE = timedelta(days=31)
PAIR = 2
# Words that add a call to those told before.
ADDING = frozenset({"also", "separately", "additionally"})
# Offices of bodies of many states.
BODY_ROLES = frozenset({"secretary_general", "high_representative", "council_president", "commission_president"})


def grouped(scene: Scene, clues: list[Clue]) -> list[Group]:
    """Group clues into events in text order; a clue that names both sides opens an event where none fits."""
    groups: list[Group] = []
    hub = _hub(clues)
    whole = (_with_hub(scene, clue, hub) for clue in clues)
    for single in (part for clue in whole for part in separated(scene, clue, clues)):
        clue = _with_hub(scene, _settled(scene, single, groups, hub), hub)
        clue = _as_known(scene, clue, groups)
        hub = clue.ours if clue.kind.family == "call" and len(clue.ours) == 1 and clue.theirs else hub
        group = _best(scene, groups, clue)
        if group is not None:
            _add(scene, group, clue)
        elif clue.parties or not any(other.family == clue.kind.family for other in groups):
            groups.append(Group([clue], clue.parties))
    return without_doubles(scene, groups)


def _as_known(scene: Scene, clue: Clue, groups: list[Group]) -> Clue:
    """Take a call that was asked for and that the text has told as held for this one: "the US requested the call"."""
    verb = verb_above(scene.doc[clue.token])
    is_asked = clue.kind.family == "call" and clue.status == "planned" and not clue.date and verb is not None
    if not is_asked or verb is None or lemma(verb) not in PROPOSING:
        return clue
    is_told = any(is_held_call(group) and holds_all(scene, group, clue) for group in groups if clue.parties)
    return replace(clue, status=None) if is_told else clue


def _hub(clues: list[Clue]) -> tuple[str, ...]:
    """Give the one who makes most of a story's calls."""
    callers = Counter(c.ours for c in clues if c.kind.family == "call" and len(c.ours) == 1 and c.theirs)
    return callers.most_common(1)[0][0] if callers else ()


def _settled(scene: Scene, clue: Clue, groups: list[Group], hub: tuple[str, ...]) -> Clue:
    """Settle whether open words ("had a discussion") mean a call or a meeting, by what else the text tells of."""
    if not clue.is_open:
        return clue
    is_whole = len(clue.parties) > 1 or clue.is_anaphor and bool(clue.parties)
    same = [g for g in groups if is_whole and holds_all(scene, g, clue) and _dates_agree(g, clue)]
    here = scene.sentence_of[clue.token]
    if clue.status == "planned" and not clue.date and lemma(scene.doc[clue.token]) == "discuss":
        clue = replace(clue, status=None if any(is_held_call(g) for g in same) else clue.status)
    same += [g for g in groups if any(scene.sentence_of[other.token] == here for other in g.clues)]
    shared = [g for g in same if set(clue.parties) & set(g.parties) or clue.parties and holds_all(scene, g, clue)]
    same = shared or ([] if len(clue.parties) > 1 else same)
    met = [group for group in same if group.family == "meet" and _is_no_plan(group)]
    met = [group for group in met if not _is_of_others(scene, group, clue)]
    if scene.doc[clue.token].tag_ == "VBD":
        met = [g for g in met if not all(other.is_open or _is_of_caption(scene, other) for other in g.clues)]
    if clue.kind.family == "meet" and any(_tells_of_call(scene, group, here) for group in same):
        return replace(clue, kind=kinds()["phone_call"])
    called = any(group.family == "call" and holds_all(scene, group, clue) for group in groups)
    if met and clue.kind.family == "call" and not any(group.family == "call" for group in same) and not called:
        return replace(clue, kind=kinds()["meeting"])
    if met:
        return clue
    if clue.kind.family == "meet" and (hub and hub[0] in clue.ours or any(group.family == "call" for group in same)):
        return replace(clue, kind=kinds()["phone_call"])
    return clue


def _is_of_others(scene: Scene, group: Group, clue: Clue) -> bool:
    """Tell whether a meeting cannot be where two persons spoke: it was not held, or was one of states only."""
    are_persons = len(clue.parties) > 1 and all(actor in scene.persons for actor in clue.parties)
    is_of_states = bool(group.parties) and not any(actor in scene.persons for actor in group.parties)
    return {other.status for other in group.clues} == {"denied"} or are_persons and is_of_states


def _is_of_caption(scene: Scene, clue: Clue) -> bool:
    """Tell whether a meeting is what a picture shows: told in the present tense, outside the heading, without a day."""
    token, title = scene.doc[clue.token], scene.document.title
    verb = token if token.pos_ == "VERB" else verb_above(token)
    in_heading = title is not None and title.start <= clue.span[0] < title.end
    return verb is not None and verb.tag_ in ("VBZ", "VBP") and not in_heading and not clue.date


def _tells_of_call(scene: Scene, group: Group, sentence: int) -> bool:
    return group.family == "call" and any(scene.sentence_of[clue.token] == sentence for clue in group.clues)


def _is_no_plan(group: Group) -> bool:
    return any(clue.status not in ("planned", "hypothetical") for clue in group.clues)


def _with_hub(scene: Scene, clue: Clue, hub: tuple[str, ...]) -> Clue:
    """Add the caller of the story's calls where the words leave the caller out: "X was also on the list of calls"."""
    if clue.kind.family != "call" or not hub or clue.is_anaphor or clue.ours and clue.theirs:
        return clue
    if len(clue.parties) != 1 and (clue.ours or clue.has_medium):
        return clue
    if not clue.parties or any(scene.country(actor) == scene.country(hub[0]) for actor in clue.parties):
        return clue
    return replace(clue, ours=hub, theirs=clue.parties)


def _best(scene: Scene, groups: list[Group], clue: Clue) -> Group | None:
    fitting = [group for group in groups if _fits(scene, group, clue)]
    if not fitting:
        return None
    if not clue.parties or clue.is_anaphor and len(clue.parties) < 2:
        # "The call" is none of those told together before: "who has had conversations with A, B and C".
        single = [g for g in fitting if scene.doc[clue.token].tag_ != "NN" or not _is_of_many(scene, g)]
        return (single or fitting)[-1]
    return max(
        fitting,
        key=lambda g: (sum(any(agree(scene, a, b) for b in g.parties) for a in clue.parties), g.clues[-1].token),
    )


def _is_of_many(scene: Scene, group: Group) -> bool:
    """Tell whether a group is known only by words on several calls at once."""
    return all(scene.doc[clue.token].tag_ == "NNS" and not clue.is_joint and clue.theirs for clue in group.clues)


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
        # "Held a call with allies. He spoke with A, B and C": the partners of that call, told by name.
        is_single = all(scene.doc[other.token].tag_ == "NN" and other.is_joint for other in group.clues)
        return is_single and len(clue.theirs) > 1 and clue.ours == group.parties and _is_close(scene, group, clue)
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
    is_new = is_previous(scene, clue) and not any(is_previous(scene, other) for other in group.clues)
    # "Praised the visit of X to Y" tells nothing of a plan to meet X.
    is_plan = len(group.parties) == 1 and {c.status for c in group.clues} <= {"planned", "hypothetical"}
    is_visit = clue.kind.name == "visit" and (not group.parties or is_plan and clue.status in ("held", None))
    return is_new or is_visit or _is_one_more_call(scene, group, clue) or _is_visit_beside_meeting(scene, group, clue)


def _is_one_more_call(scene: Scene, group: Group, clue: Clue) -> bool:
    """Tell whether words tell of one more call: "X also had a call with the speaker", "said so in a call with Y".

    Its partner agrees with the group's by the country only: a person here, a body of the state there.
    """
    token = scene.doc[clue.token]
    is_whole = clue.kind.family == "call" and bool(clue.ours) and bool(clue.theirs) and not clue.is_anaphor
    if not is_whole or token.pos_ != "NOUN" or not any(child.lower_ in ("a", "an", "another") for child in token.lefts):
        return False
    if set(clue.parties) <= set(group.parties) or len(group.parties) < PAIR:
        return False
    shared = set(clue.parties) & set(group.parties)
    if any(child.lower_ in ADDING for child in (verb_above(token) or token).children):
        return bool(shared) and not set(clue.theirs) & shared
    return not shared and all(actor in scene.persons for actor in clue.parties) and not _is_close(scene, group, clue)


def _is_visit_beside_meeting(scene: Scene, group: Group, clue: Clue) -> bool:
    """Tell whether one is a visit to a country and the other, told elsewhere, a meeting with somebody there."""
    # "Travels to X for talks" tells of no partner but the country.
    visits = {other.kind.name == "visit" for other in group.clues if len(other.parties) > 1}
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
        # "No talks since the call of March 20" denies the talks.
        return known != {"denied"} or clue.date is None or bool(group.values)
    if {clue.status, *known} <= {"hypothetical", "planned", "cancelled"} and _is_same_pair(group, clue):
        return True
    if clue.status in ("hypothetical", "denied") or known & {"hypothetical", "denied"}:
        return clue.status in known or clue.is_anaphor
    if clue.is_anaphor and clue.status == "held" and known == {"planned"} and not group.values and clue.date:
        # "Asked for a call. The call took place on Wednesday."
        return True
    if {"held"} in ({clue.status}, known) and {clue.status, *known} & {"planned", "cancelled"}:
        return clue.date is not None and clue.date.edtf in group.values
    return True


def _add(scene: Scene, group: Group, clue: Clue) -> None:
    group.clues.append(clue)
    group.parties = united(scene, group.parties, clue.parties)
