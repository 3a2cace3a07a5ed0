"""Public statements as events: what an official or a government said on a day of its own, beside calls and meetings."""

from datetime import timedelta

from timeline.extraction.dates import edtf
from timeline.extraction.events import when
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.groups import Group, agree, is_held_call
from timeline.extraction.events.judge import TALKS, is_public
from timeline.extraction.events.lexicon import body_kinds, kinds, words
from timeline.extraction.events.scene import Scene
from timeline.extraction.reading import DateMention, Statement

# What was said before yesterday is background to today's story.
FRESH = timedelta(days=1)
# Where no call or meeting opens a story, a statement in its first sentences (heading, lead) is what it is about.
LEAD_SENTENCES = 4
# So many statements on other states make a text without calls and meetings one of diplomacy.
MIN_ON_STATES = 2


def add(scene: Scene, groups: list[Group], ties: dict[str, int]) -> None:
    """Add a group for each public statement with a day of its own, and tie the statements to them."""
    tellers = {actor for said in scene.statements for actor in said.attributed_to}
    for said in scene.statements:
        if said.id in ties or not said.cue or not _is_of_state(scene, said):
            continue
        if set(said.speakers) <= tellers or _tells_of(groups, said) or _is_inside(scene, said):
            continue
        day = when.of_cue(scene, said)
        if day is None and not _opens(scene, groups, said) or not _is_on_another_state(scene, said):
            continue
        index = _call_of(scene, groups, said, day)
        index = _index(groups, said, day) if index is None else index
        if index is None:
            groups.append(Group([_clue(scene, said, day)], said.speakers))
            index = len(groups) - 1
        ties[said.id] = index
        groups[index].statements.append(said.id)


def _call_of(scene: Scene, groups: list[Group], said: Statement, day: DateMention | None) -> int | None:
    """Give the held call in which the words were said: by all its parties, or by one of them on or to the other.

    "X said Thursday that she valued the ties with Y. X made the remarks when speaking with Y by phone."
    """
    for index, group in enumerate(groups):
        others = [actor for actor in group.parties if actor not in said.speakers]
        if not is_held_call(group) or len(group.parties) - len(others) < len(said.speakers):
            continue
        days = [value for value in group.values if day is not None]
        is_same_day = not days or day is not None and any(edtf.overlaps(value, day.edtf) for value in days)
        if not others or is_same_day and all(_is_spoken_of(scene, said, actor) for actor in others):
            return index
    return None


def _is_spoken_of(scene: Scene, said: Statement, actor: str) -> bool:
    """Tell whether a statement speaks to or of somebody, or of the country that somebody stands for."""
    start, end = min(s for s, _ in (*said.content, *said.cue)), max(e for _, e in (*said.content, *said.cue))
    named = {other for mention in scene.actors.inside((start, end)) for other in mention.actors}
    return actor in said.addressees or any(agree(scene, actor, other) for other in named)


def between_states(scene: Scene) -> frozenset[str]:
    """Give the ids of what those who speak for states say of another one: diplomacy also where nobody meets.

    Empty where it is said once only: a speech at home mentions some country in passing.
    """
    found = [s for s in scene.statements if s.cue and _is_of_state(scene, s) and _is_on_another_state(scene, s)]
    return frozenset(s.id for s in found) if len(found) >= MIN_ON_STATES else frozenset()


def _is_of_state(scene: Scene, said: Statement) -> bool:
    """Tell whether the speakers speak for states or bodies: heads, ministers, envoys now in office, institutions."""
    roles = words("statement_roles")
    return bool(said.speakers) and all(
        _is_state_body(scene, actor)
        if actor in scene.organizations
        else any(o.role in roles and not o.former for o in scene.persons[actor].offices)
        for actor in said.speakers
    )


def _is_state_body(scene: Scene, actor: str) -> bool:
    """Tell whether an organization speaks for a state or a union of states: no media, parliament or army."""
    name = scene.organizations[actor].name
    kind = body_kinds().get(name)
    return kind in ("office", "ministry", "body") or kind is None and ("Government" in name or "Ministry" in name)


def _is_on_another_state(scene: Scene, said: Statement) -> bool:
    """Tell whether a statement speaks of another country or body than the speakers' own."""
    own = {scene.country(actor) for actor in said.speakers}
    start, end = min(s for s, _ in (*said.content, *said.cue)), max(e for _, e in (*said.content, *said.cue))
    spoken_of = {actor for mention in scene.actors.inside((start, end)) for actor in mention.actors}
    return any(scene.country(actor) not in {*own, None} for actor in spoken_of if is_public(scene, actor))


def _is_inside(scene: Scene, said: Statement) -> bool:
    """Tell whether somebody else reports the statement: its cue stands in the content of another."""
    at = said.cue[0][0]
    return any(s.id != said.id and any(a <= at < b for a, b in s.content) for s in scene.statements)


def _tells_of(groups: list[Group], said: Statement) -> bool:
    """Tell whether the words only report a call or meeting: that is its readout, no statement beside it."""
    spans = [clue.span for group in groups if group.family in TALKS for clue in group.clues]
    return any(start <= at < end for at, _ in spans for start, end in said.content)


def _opens(scene: Scene, groups: list[Group], said: Statement) -> bool:
    """Tell whether a story opens with this statement and with no call or meeting."""
    if scene.sentence_of[scene.token_at(said.cue[0][0])] >= LEAD_SENTENCES:
        return False
    for group in groups:
        if group.family in (*TALKS, "statement") and scene.sentence_of[group.clues[0].token] < LEAD_SENTENCES:
            return False
        if (
            group.family in TALKS
            and set(said.speakers) & set(group.parties)
            and group.clues[0].status in ("held", None)
        ):
            return False
    return True


def _index(groups: list[Group], said: Statement, day: DateMention | None) -> int | None:
    for index, group in enumerate(groups):
        known = [clue.date or clue.told for clue in group.clues]
        same_day = day is None or any(d is None or edtf.overlaps(d.edtf, day.edtf) for d in known)
        if group.family == "statement" and set(said.speakers) <= set(group.parties) and same_day:
            return index
    return None


def _clue(scene: Scene, said: Statement, day: DateMention | None) -> Clue:
    today = edtf.day_bounds(scene.published.edtf)[1]
    last = edtf.day_bounds(day.edtf)[1] if day else None
    is_old = bool(today and last and last < today - FRESH)
    start, end = said.cue[0]
    told = None if day else when.story_date(scene, scene.token_at(start))
    return Clue(
        kind=kinds()["statement"],
        token=scene.token_at(start),
        span=(start, end),
        ours=said.speakers,
        theirs=(),
        status="background" if is_old else "held",
        date=day,
        told=told,
    )
