"""Tie each statement to the call or meeting it was made in, and tell diplomacy from other talk."""

from dataclasses import replace

from timeline.extraction.dates import edtf
from timeline.extraction.events import when
from timeline.extraction.events.groups import Group, agree
from timeline.extraction.events.judge import TALKS, is_public
from timeline.extraction.events.scene import Scene, verb_above
from timeline.extraction.reading import DateMention, Relevance, Statement

# What one says in a call to the other even where the words do not say so: thanks and good wishes.
TO_THE_OTHER = frozenset({"express_gratitude", "congratulate"})
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


def finished(
    scene: Scene, said: Statement, groups: list[Group], ties: dict[str, int], abroad: frozenset[str]
) -> Statement:
    """Give a statement with its event and relevance; what a call itself is said to do, its parties said.

    `abroad` are the ids of the statements that are diplomacy in a text without events.
    """
    index = ties.get(said.id)
    is_own = _is_of_diplomacy(scene, said) if groups else said.id in abroad
    relevance: Relevance = "diplomatic" if is_own else "other"
    if index is None:
        return replace(said, relevance=relevance)
    group = groups[index]
    speakers = said.speakers or group.parties
    addressees = said.addressees
    if not addressees and said.act in TO_THE_OTHER and group.family in TALKS:
        addressees = tuple(actor for actor in group.parties if actor not in speakers)
    return replace(said, event=f"e{index + 1}", relevance=relevance, speakers=speakers, addressees=addressees)


def _is_of_diplomacy(scene: Scene, said: Statement) -> bool:
    """Tell whether a speaker stands for a state or body, or nobody knows who speaks."""
    return not said.speakers or any(is_public(scene, actor) or scene.country(actor) for actor in said.speakers)


def _own_event(scene: Scene, groups: list[Group], said: Statement) -> int | None:
    """Give the call or meeting that is itself the source of a statement: "the call reaffirmed", "a talk which"."""
    if not said.source:
        return None
    first, stop = scene.token_at(said.source[0][0]), scene.token_at(said.source[-1][1] - 1) + 1
    sentence = scene.sentence(first)
    is_relative = stop - first == 1 and scene.doc[first].lower_ in ("which", "that")
    tokens = {clue.token: index for index, group in enumerate(groups) if group.family in TALKS for clue in group.clues}
    low = sentence.first if is_relative else first
    found = [index for token, index in tokens.items() if low <= token < stop]
    return found[-1] if found else None


def _group_of(scene: Scene, groups: list[Group], said: Statement) -> int | None:
    if not said.cue:
        return None
    if not said.speakers:
        return _own_event(scene, groups, said)
    day = when.of_cue(scene, said)
    cue = scene.token_at(said.cue[0][0])
    best, best_weight = None, 0.0
    for index, group in enumerate(groups):
        if group.family not in TALKS or not _has_part(scene, group, said) or not _same_day(group, day):
            continue
        weight = _weight(scene, group, said, cue)
        if weight > best_weight:
            best, best_weight = index, weight
    return best


def _has_part(scene: Scene, group: Group, said: Statement) -> bool:
    """Tell whether all speakers are parties; a country's person counts for it, a country not for its person."""
    return all(
        any(speaker == party or speaker in scene.persons and agree(scene, speaker, party) for party in group.parties)
        for speaker in said.speakers
    )


def _same_day(group: Group, day: DateMention | None) -> bool:
    return (
        day is None
        or not group.values
        or any(value == day.edtf or edtf.overlaps(value, day.edtf) for value in group.values)
    )


def _weight(scene: Scene, group: Group, said: Statement, cue: int) -> float:
    """Weigh a group for a statement: made "in a call" of it, then the nearest before, then the nearest after."""
    weight = 0.0
    sentence = scene.sentence_of[cue]
    for clue in group.clues:
        if clue.status not in ("held", "denied", None) and scene.sentence_of[clue.token] != sentence:
            continue
        if clue.status is None and group.family == "meet" and not _is_setting(scene, clue.token, cue):
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
