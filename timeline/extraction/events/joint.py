"""Tell one call of several parties ("spoke to A, B and C … on the call") from calls one after the other."""

from timeline.extraction.events.clue import Clue
from timeline.extraction.events.groups import is_previous
from timeline.extraction.events.scene import Scene

# "The call", "the leaders" point back over so many sentences.
REACH = 4
# Words that tell of several calls.
APART = frozenset({"separately", "individually", "separate", "respectively", "turn", "bilaterally", "consecutive"})
MANY = 2
OF_MANY = frozenset({"conference", "joint", "three-way", "four-way", "five-way", "group", "trilateral", "multilateral"})


def is_one_call(scene: Scene, clue: Clue, clues: list[Clue]) -> bool:
    """Tell whether the rest of the text takes the parties of a clue for those of one call."""
    is_plural = scene.doc[clue.token].tag_ == "NNS" and not clue.is_joint
    if _is_conference(scene, clue):
        return True
    if is_told_apart(scene, clue) or is_plural or _are_calls(scene, clue, clues):
        return False
    if _is_named_as_one(clue, clues) or _is_announced_as_one(scene, clue, clues):
        return True
    return _is_the_call(scene, clue, clues) or _speak_together(scene, clue) or _agree_as_leaders(scene, clue, clues)


def is_told_apart(scene: Scene, clue: Clue) -> bool:
    """Tell whether the sentence of a clue tells of several calls: "in separate calls", "individually"."""
    place = scene.sentence(clue.token)
    return any(token.lower_ in APART for token in scene.doc[place.first : place.stop])


def _is_conference(scene: Scene, clue: Clue) -> bool:
    """Tell whether the words name one call of many: "spoke with A, B and C in a conference call"."""
    place = scene.sentence(clue.token)
    nouns = (t for t in scene.doc[clue.token : place.stop] if t.dep_ == "pobj" and t.lower_ in ("call", "conference"))
    settings = (t for t in nouns if t.head.lower_ in ("in", "on", "during", "via", "by", "over"))
    return any(child.lower_ in OF_MANY for noun in settings for child in noun.lefts)


def _are_calls(scene: Scene, clue: Clue, clues: list[Clue]) -> bool:
    """Tell whether a noun names the same parties as those of several calls: "has phone calls with A, B and C"."""
    others = (other for other in clues if other.token != clue.token and other.kind.family == clue.kind.family)
    plural = (other for other in others if scene.doc[other.token].tag_ == "NNS" and not other.is_joint)
    return any(len(other.theirs) >= MANY and set(other.theirs) == set(clue.theirs) for other in plural)


def _is_named_as_one(clue: Clue, clues: list[Clue]) -> bool:
    """Tell whether a noun names the same parties as those of one call: "PM call with A, B and C"."""
    others = (other for other in clues if other.token != clue.token and other.is_joint and not other.is_anaphor)
    return any(len(other.parties) > MANY and set(clue.theirs) <= set(other.parties) for other in others)


def _is_announced_as_one(scene: Scene, clue: Clue, clues: list[Clue]) -> bool:
    """Tell whether one call is told before its partners are named: "held a call with allies. He spoke"."""
    at = scene.sentence_of[clue.token]
    before = (c for c in clues if c.token < clue.token and 0 < at - scene.sentence_of[c.token] <= REACH // 2)
    known = next((c for c in reversed(list(before)) if c.kind.family == clue.kind.family), None)
    is_single = known is not None and known.is_joint and scene.doc[known.token].tag_ == "NN"
    return known is not None and is_single and known.is_closed and known.ours == clue.ours and not known.theirs


def _agree_as_leaders(scene: Scene, clue: Clue, clues: list[Clue]) -> bool:
    """Tell whether, in a text of one talk with many, "the leaders" soon do something together."""
    place, at = scene.sentence(clue.token), scene.sentence_of[clue.token]
    others = [c for c in clues if c.token != clue.token and c.kind.family == clue.kind.family and c.status == "held"]
    if others or len(clue.theirs) <= MANY:
        return False
    last = min(at + REACH, len(scene.bounds) - 1)
    words_after = scene.doc[place.stop : scene.bounds[last].stop]
    return any(
        token.lower_ == "leaders" and token.dep_ == "nsubj" and [t.lower_ for t in token.subtree] == ["the", "leaders"]
        for token in words_after
    )


def _is_the_call(scene: Scene, clue: Clue, clues: list[Clue]) -> bool:
    """Tell whether the next words on a call are of one call without naming parties: "on the call, they agreed"."""
    at = scene.sentence_of[clue.token]
    after = (other for other in clues if other.token > clue.token and other.kind.family == clue.kind.family)
    following = next((other for other in after if scene.sentence_of[other.token] - at <= REACH), None)
    if following is None or not (following.is_anaphor and following.is_joint) or is_previous(scene, following):
        return False
    return len(following.parties) < MANY and set(following.parties) <= set(clue.parties)


def _speak_together(scene: Scene, clue: Clue) -> bool:
    """Tell whether a group of all parties acts soon after: "the four leaders condemned"."""
    at = scene.sentence_of[clue.token]
    last = min(at + REACH // 2, len(scene.bounds) - 1)
    for i in range(scene.sentence(clue.token).stop, scene.bounds[last].stop):
        mention = scene.mention_at.get(i)
        if mention is not None and mention.kind in ("group", "pronoun") and set(clue.parties) <= set(mention.actors):
            return True
    return False
