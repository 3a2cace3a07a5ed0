"""Calls and meetings that share a verb and have a day each: "called X on Monday and Y on Tuesday"."""

from dataclasses import replace

from timeline.extraction.dates import edtf
from timeline.extraction.events import lists
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.scene import Place, Scene
from timeline.extraction.reading import DateMention

# What may stand between one partner and the next, days aside.
BETWEEN = frozenset({",", "and", "on", "with", "to", "then", "later", "also", "in", "early", "late"})


def by_day(scene: Scene, clue: Clue) -> list[Clue]:
    """Cut a clue of calls or meetings into one a day where the partners after it have different days; else give it."""
    is_talk = clue.kind.family == "call" or clue.kind.name == "meeting" and scene.doc[clue.token].pos_ == "VERB"
    if not is_talk or not clue.theirs or len(clue.ours) != 1 or clue.is_joint:
        return [clue]
    rows = _rows(scene, clue)
    days = [day.edtf for _, day in rows if day is not None]
    if len(rows) < 2 or len(days) < len(rows) or len(set(days)) < 2:
        return [clue]
    return [replace(clue, theirs=theirs, date=day) for theirs, day in rows if theirs]


def _rows(scene: Scene, clue: Clue) -> list[tuple[tuple[str, ...], DateMention | None]]:
    """Give the partners named after a clue, those under one day together, as far as nothing else comes between.

    A day that stands before the first partner ("spoke on Monday with X") dates what follows it, else what precedes.
    """
    place = scene.sentence(clue.token)
    days = {scene.token_at(d.start): d for d in scene.dates_in(place) if edtf.names_a_day(d.edtf)}
    rows: list[tuple[tuple[str, ...], DateMention | None]] = []
    waiting: DateMention | None = None
    at, is_day_first = clue.token + 1, False
    while at < place.stop:
        if at in days:
            if not rows:
                is_day_first = True
            if is_day_first:
                waiting = days[at]
            elif rows[-1][1] is None:
                rows[-1] = rows[-1][0], days[at]
            at = scene.place(days[at].start, days[at].end).stop
            continue
        found = lists.listed(scene, at, place.stop) if _may_begin(scene, at) else []
        if found and _reaches(scene, at, Place(scene.place_of[found[0]].first, place.stop)):
            if rows and _tells_on(scene, scene.place_of[found[-1]].stop):
                break
            rows.append((lists.ids(found), waiting))
            waiting, at = None, scene.place_of[found[-1]].stop
            continue
        if scene.doc[at].lower_ not in BETWEEN and not (not rows and scene.doc[at].tag_ in ("IN", "NN", "RB")):
            break
        at += 1
    return rows


def _tells_on(scene: Scene, after: int) -> bool:
    """Tell whether a name is the subject of what comes next: "X on Saturday and Y on Sunday, Z said"."""
    return after < len(scene.doc) and scene.doc[after].tag_ in ("VBD", "VBZ", "VBP")


def _may_begin(scene: Scene, at: int) -> bool:
    return scene.doc[at].tag_ in lists.LIST_TAGS and scene.doc[at].lower_ not in BETWEEN


def _reaches(scene: Scene, at: int, first: Place) -> bool:
    """Tell whether nothing but the words of an office stands from a token to the first name."""
    return all(lists.may_stand(scene, i) or i in scene.mention_at for i in range(at, first.first))
