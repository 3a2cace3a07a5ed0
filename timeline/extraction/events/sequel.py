"""Bound the undated events of a crisis at home by what they came after: "was later arrested", "took over after"."""

from dataclasses import replace
from datetime import date

from timeline.extraction.dates import edtf
from timeline.extraction.events.groups import Group
from timeline.extraction.events.judge import HOME
from timeline.extraction.events.scene import Scene
from timeline.extraction.reading import Event, EventDate

LATER = frozenset({"later", "after", "subsequently", "then", "since", "following"})


def bounded(scene: Scene, groups: list[Group], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Give the events, the undated ones that follow a dated one bounded by its day and the day of the story."""
    today = edtf.day_bounds(scene.published.edtf)[1]
    if today is None:
        return events
    out = []
    for group, event in zip(groups, events, strict=True):
        if event.date.basis == "unknown" and group.family in HOME and _is_sequel(scene, group):
            start = _before(scene, groups, group.clues[0].token)
            event = replace(event, date=_between(start, today)) if start and start <= today else event
        out.append(event)
    return tuple(out)


def _is_sequel(scene: Scene, group: Group) -> bool:
    place = scene.sentence(group.clues[0].token)
    return any(token.lower_ in LATER for token in scene.doc[place.first : place.stop])


def _before(scene: Scene, groups: list[Group], token: int) -> date | None:
    """Give the first day of what came before: told in the same sentence, else the last dated event of its kind."""
    dated = [clue for group in groups if group.family in HOME for clue in group.clues if clue.date]
    same = [clue for clue in dated if scene.sentence_of[clue.token] == scene.sentence_of[token]]
    earlier = [clue for clue in dated if clue.token < token]
    nearest = same or sorted(earlier, key=lambda clue: clue.token)[-1:]
    found = nearest[0].date if nearest else None
    return edtf.day_bounds(found.edtf)[0] if found else None


def _between(start: date, end: date) -> EventDate:
    value = f"{start:%Y-%m}" if (start.year, start.month) == (end.year, end.month) else f"[{start}..{end}]"
    return EventDate(value, start.isoformat(), end.isoformat(), "relative")
