"""Tie each statement to the call or meeting it was made in, and tell diplomacy from other talk."""

from dataclasses import replace

from timeline.extraction.events.judge import TALKS, is_public
from timeline.extraction.events.merge import Group, agree
from timeline.extraction.events.scene import Scene, verb_above
from timeline.extraction.reading import Statement

# A story returns to its call after a paragraph of background; beyond this many sentences it is about something else.
FOCUS_REACH = 12


def linked(scene: Scene, groups: list[Group]) -> dict[str, int]:
    """Give, by statement id, the index of the group it was made in."""
    out = {}
    for said in scene.statements:
        found = _group_of(scene, groups, said)
        if found is not None:
            out[said.id] = found
            groups[found].statements.append(said.id)
    return out


def relevant(scene: Scene, said: Statement, is_diplomatic: bool) -> Statement:
    """Mark a statement as other than diplomatic: in a text without diplomacy, or by somebody without office."""
    if not is_diplomatic:
        return replace(said, relevance="other")
    if said.speakers and not any(is_public(scene, actor) or scene.country(actor) for actor in said.speakers):
        return replace(said, relevance="other")
    return said


def _group_of(scene: Scene, groups: list[Group], said: Statement) -> int | None:
    if not said.speakers or not said.cue:
        return None
    cue = scene.token_at(said.cue[0][0])
    best, best_weight = None, 0.0
    for index, group in enumerate(groups):
        if group.family not in TALKS or not _has_part(scene, group, said):
            continue
        weight = _weight(scene, group, said, cue)
        if weight > best_weight:
            best, best_weight = index, weight
    return best


def _has_part(scene: Scene, group: Group, said: Statement) -> bool:
    return all(any(agree(scene, speaker, party) for party in group.parties) for speaker in said.speakers)


def _weight(scene: Scene, group: Group, said: Statement, cue: int) -> float:
    """Weigh a group for a statement: made "in a call" of it, then the nearest before, then the nearest after."""
    weight = 0.0
    sentence = scene.sentence_of[cue]
    for clue in group.clues:
        if clue.status not in ("held", "denied", None) and scene.sentence_of[clue.token] != sentence:
            continue
        distance = sentence - scene.sentence_of[clue.token]
        if _is_setting(scene, clue.token, cue):
            return 3.0
        if distance == 0 and clue.token > cue:
            continue
        if 0 <= distance <= FOCUS_REACH:
            weight = max(weight, 2.0 - distance / FOCUS_REACH)
        elif -FOCUS_REACH <= distance < 0 and len(said.speakers) > 1:
            weight = max(weight, 1.0 + distance / FOCUS_REACH)
    return weight


def _is_setting(scene: Scene, trigger: int, cue: int) -> bool:
    """Tell whether a trigger is the setting of what is said: "In a phone call, X said", "held a call and agreed"."""
    token = scene.doc[trigger]
    if scene.sentence_of[trigger] != scene.sentence_of[cue]:
        return False
    verb = token if token.pos_ in ("VERB", "AUX") else verb_above(token)
    if verb is None:
        return False
    if (
        verb.i == cue
        and token.dep_ == "pobj"
        and token.head.lower_ in ("in", "during", "at", "on", "over", "by", "via")
    ):
        return True
    cue_token = scene.doc[cue]
    return cue_token.dep_ == "conj" and cue_token.head.i == verb.i and token.dep_ in ("dobj", "ROOT", verb.dep_)
