"""From a trigger word to a clue: each frame knows where the parties of its words stand."""

from collections.abc import Callable

from spacy.tokens import Token

from timeline.extraction.events import deeds, journeys, letters, receptions, roster, talk_nouns, talk_verbs
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger
from timeline.extraction.events.scene import Scene

FRAMES: dict[str, Callable[[Scene, Token, Trigger], Clue | None]] = {
    "speak": talk_verbs.speak,
    "discuss": talk_verbs.discuss,
    "ring": talk_verbs.ring,
    "meet": talk_verbs.meet,
    "host": talk_verbs.host,
    "received": receptions.received,
    "sit": receptions.sit_down,
    "courtesy": receptions.courtesy,
    "occasion": receptions.occasion,
    "drop": receptions.drop_out,
    "travel": journeys.travel,
    "send": journeys.send,
    "talk": talk_nouns.talk,
    "medium": talk_nouns.by_medium,
    "roster": roster.roster,
    "trip": journeys.trip,
    "lead": journeys.lead,
    "write": deeds.write,
    "letter": letters.letter,
    "object": deeds.do,
    "deed": deeds.deed,
    "office": deeds.office,
}


def clue_of(scene: Scene, token: Token, trigger: Trigger) -> Clue | None:
    """Give the clue that a trigger word makes, or None where the word means something else here."""
    return FRAMES[trigger.frame](scene, token, trigger)
