"""Journeys as clues: who visits, travels to, is invited to, is in another country."""

from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.events import lists, making, parties
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger
from timeline.extraction.events.scene import Scene, verb_above

IN = frozenset({"in"})
TOWARDS = frozenset({"to", "in", "for"})


def travel(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X visited Y", "X arrived in Y", "Y asked the visiting X"."""
    if verb.dep_ == "amod":
        return _visiting(scene, verb, trigger)
    ours = tuple(actor for actor in parties.of_subject(scene, verb) if actor in scene.persons)
    if trigger.lemma in ("visit", "tour"):
        goals = [mention for mention in making.objects(scene, verb) if mention.kind != "pronoun"]
        theirs = lists.ids(goals) or parties.destination(scene, verb.i)
    else:
        is_at = trigger.lemma in ("be", "expect", "speak")
        if trigger.lemma == "speak" and verb.tag_ != "VBG":
            return None
        at = parties.preposition_after(scene, verb.i, IN if is_at else TOWARDS, 1 if is_at else 3)
        theirs = parties.destination(scene, at) if at is not None else ()
    is_abroad = {scene.country(actor) for actor in theirs} != {scene.country(actor) for actor in ours}
    clue = making.make(scene, verb, trigger, ours, theirs)
    if trigger.lemma == "speak":
        clue = replace(clue, status="held")
    return clue if ours and theirs and is_abroad else None


def send(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X sent Y to Z": a visit of Y."""
    ours = tuple(actor for actor in lists.ids(making.objects(scene, verb)[:1]) if actor in scene.persons)
    at = parties.preposition_after(scene, verb.i, frozenset({"to"}), making.MEDIUM_REACH)
    theirs = parties.destination(scene, at) if at is not None else ()
    clue = making.make(scene, verb, trigger, ours, theirs)
    is_abroad = not {scene.country(actor) for actor in theirs} & {scene.country(actor) for actor in ours}
    return replace(clue, status="planned") if ours and theirs and is_abroad and clue.status == "held" else None


def _visiting(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    mention = scene.mention_at.get(verb.head.i)
    above = verb_above(verb.head)
    hosts = parties.of_subject(scene, above) if above is not None else ()
    if mention is None or mention.kind != "name" or not hosts:
        return None
    return replace(making.make(scene, verb, trigger, mention.actors, hosts), status=None)


def trip(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    """Read "X's visit to Y"."""
    if noun.dep_ == "compound" and noun.head.i > noun.i:
        return None
    at = parties.preposition_after(scene, noun.i, frozenset({"to", "of"}), 3)
    theirs = parties.destination(scene, at) if at is not None else ()
    ours = parties.possessor(scene, noun)
    if not ours and (guests := parties.after(scene, noun.i, frozenset({"from"}), 1)):
        ours, theirs = guests, theirs or parties.of_subject(scene, noun.sent.root)
    of = parties.preposition_after(scene, noun.i, frozenset({"of", "by"}), 1)
    if not ours and of is not None:
        visitors = lists.listed(scene, of + 1, scene.sentence(of).stop)
        onward = (
            parties.preposition_after(scene, scene.place_of[visitors[-1]].stop - 1, TOWARDS, 2) if visitors else None
        )
        if onward is not None:
            ours, theirs = lists.ids(visitors), parties.destination(scene, onward)
    by = next((child for child in noun.children if child.lower_ == "by" and child.i > noun.i), None)
    if not ours and by is not None:
        ours = lists.ids(lists.listed(scene, by.i + 1, scene.sentence(by.i).stop))
    if not ours:
        verb = verb_above(noun)
        ours = parties.of_subject(scene, verb) if verb is not None else ()
    ours = tuple(actor for actor in ours if actor in scene.persons)
    return making.make(scene, noun, trigger, ours, theirs) if ours and theirs else None
