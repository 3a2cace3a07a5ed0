"""How sure an event is that was read: the chance that its day, status and parties are all right."""

from math import exp

from timeline.extraction.events.groups import Group
from timeline.extraction.events.judge import TALKS
from timeline.extraction.events.scene import Scene
from timeline.extraction.reading import EventDate, EventStatus

# Log-odds of each ground, fitted on 850 events of eleven batches of marked texts (see docs/reading-figures.md); of the
# events of a batch left out of the fit, 89 of 100 at or above .8 were right and 58 of those below.
START = 0.3
CALL = 0.55
NAMED_MEDIUM = 0.2
NO_TALK = 0.35
NO_PERSON = -0.6
TWO_PERSONS = 0.75
NO_PAIR = -1.1
TOLD_AGAIN = 0.3
STATEMENT = 0.1
STATEMENTS = 0.55
HELD = -0.15
DATED = 0.15
PAIR = 2


def confidence_of(scene: Scene, group: Group, day: EventDate, status: EventStatus) -> float:
    """Weigh how sure an event is, from 0 to 1."""
    persons = sum(actor in scene.persons for actor in group.parties)
    grounds = (
        (CALL, group.family == "call"),
        (NAMED_MEDIUM, group.family == "call" and any(clue.has_medium for clue in group.clues)),
        (NO_TALK, group.family not in TALKS),
        (NO_PERSON, persons == 0),
        (TWO_PERSONS, persons == len(group.parties) == PAIR),
        (NO_PAIR, len(group.parties) != PAIR),
        (TOLD_AGAIN, len({scene.sentence_of[clue.token] for clue in group.clues}) > 1),
        (STATEMENT, len(group.statements) > 0),
        (STATEMENTS, len(group.statements) > 1),
        (HELD, status == "held"),
        (DATED, day.basis != "unknown"),
    )
    odds = START + sum(weight for weight, holds in grounds if holds)
    return round(1 / (1 + exp(-odds)), 2)
