"""Groups that tell again of calls that others tell: open words, headings by countries, rounds of calls."""

from dataclasses import replace

from timeline.extraction.dates import edtf
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.groups import Group, agree, holds_all, is_held_call
from timeline.extraction.events.lexicon import kinds
from timeline.extraction.events.scene import Scene
from timeline.extraction.language import lemma

# Words of a story about what others told of a call.
RUMOURING = frozenset({"report", "claim", "allege", "reportedly", "allegedly", "source", "media"})
# Words that call what was told wrong: "no talks since May" denies no report of any.
DENYING = frozenset({"deny", "refute", "dismiss", "contradict", "false", "untrue", "fake", "fiction", "lie"})


def without_doubles(scene: Scene, groups: list[Group]) -> list[Group]:
    """Give the clues of groups that tell nothing new to the groups of their calls."""
    return _without_rounds(_without_headings(scene, _without_open(scene, _without_denied(scene, groups))))


def _without_denied(scene: Scene, groups: list[Group]) -> list[Group]:
    """Give what media reported of a call to the group that tells of its denial."""
    denials = [
        g
        for g in groups
        if g.family == "call"
        and {c.status for c in g.clues} - {None} == {"denied"}
        and any(_words_around(scene, c) & (RUMOURING | DENYING) for c in g.clues if c.status == "denied")
    ]
    out = []
    for group in groups:
        is_told = group.family == "call" and len(group.parties) > 1 and any(_is_rumoured(scene, c) for c in group.clues)
        found = [d for d in denials if d is not group and is_told and _is_same_call(scene, d, group)]
        if found:
            found[0].clues += [replace(clue, status="denied") for clue in group.clues]
        else:
            out.append(group)
    return out


def _is_same_call(scene: Scene, one: Group, other: Group) -> bool:
    """Tell whether two groups have the same parties, and days that may be one."""
    if len(one.parties) != len(other.parties) or not all(holds_all(scene, one, clue) for clue in other.clues):
        return False
    days = [(a, b) for a in one.values for b in other.values]
    return not days or any(a == b or edtf.overlaps(a, b) for a, b in days)


def _is_rumoured(scene: Scene, clue: Clue) -> bool:
    """Tell whether a call is told as held, by media or unnamed sources."""
    place = scene.sentence(clue.token)
    told = {lemma(token) for token in scene.doc[place.first : place.stop]}
    return clue.status in ("held", None, "denied") and bool(told & RUMOURING)


def _words_around(scene: Scene, clue: Clue) -> set[str]:
    """Give the words of a clue's sentence and of the next one."""
    number = scene.sentence_of[clue.token]
    stop = scene.bounds[min(number + 1, len(scene.bounds) - 1)].stop
    return {lemma(token) for token in scene.doc[scene.bounds[number].first : stop]}


def _without_rounds(groups: list[Group]) -> list[Group]:
    """Give words on a round ("X calls foreign leaders") to the first of the calls that the text tells by name."""
    out = []
    for group in groups:
        is_of_one = group.family == "call" and len(group.parties) == 1
        is_round = is_of_one and all(c.is_closed for c in group.clues)
        # "European ministers held a call with X": the call that the text tells by name further down.
        is_of_unnamed = is_of_one and not is_round and all(c.has_unnamed and not c.ours for c in group.clues)
        held = all(clue.status in ("held", None) for clue in group.clues)
        calls = [
            g for g in groups if (is_round or is_of_unnamed) and held and g.family == "call" and len(g.parties) > 1
        ]
        same = [g for g in calls if set(group.parties) < set(g.parties) and is_held_call(g) and _agree_on_day(group, g)]
        if len(same) > 1 or same and not is_round:
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
        call = next((g for g in calls if all(holds_all(scene, g, clue) for clue in group.clues)), None)
        if call is None:
            out.append(group)
        else:
            call.clues += [replace(clue, kind=kinds()["phone_call"]) for clue in group.clues]
    return out
