"""Meetings told as a reception, a courtesy call, an audience or a meal: "was received by Y", "paid a call on Y"."""

from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.events import lists, making, parties, status
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger, kinds, triggers, words
from timeline.extraction.events.scene import Scene, subject, verb_above
from timeline.extraction.language import lemma

PEERS = frozenset({"counterpart", "colleague", "homologue"})
# "Had an audience with": whom it was with stands at most so far behind.
PARTNER_REACH = 3
# "Made a farewell call last Monday on": so far stands whom it was paid to.
CALLED_ON_REACH = 6
# Verbs of which the host of a courtesy call or an audience is the subject, beside those of receiving.
GRANTING = frozenset({"receive", "get", "accept", "grant", "give", "host"})
# "Pulled out of", "withdrew from".
LEAVING = frozenset({"out", "of", "from"})
# What is said over a meal or at an audience.
SETTING = frozenset({"over", "at", "during", "in", "for", "after", "following"})


def received(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X was received by Y" and "Y welcomed his Polish and Czech counterparts"."""
    if not making.is_passive(verb):
        return _peers(scene, verb, trigger)
    guest = subject(verb)
    if guest is None or not (guest.i in scene.mention_at or lemma(guest) in words("heads")):
        # "The visit of X was welcomed by Y" tells what Y thinks of it.
        return None
    hosts = _persons(scene, _agents(scene, verb))
    guests = _persons(scene, parties.of_subject(scene, verb))
    return making.make(scene, verb, trigger, hosts, guests) if hosts and guests else None


def _agents(scene: Scene, verb: Token) -> tuple[str, ...]:
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return lists.ids(lists.listed(scene, by.i + 1, scene.sentence(verb.i).stop)) if by is not None else ()


def _peers(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    thing = next((child for child in verb.children if child.dep_ == "dobj" and lemma(child) in PEERS), None)
    if thing is None:
        return None
    theirs = lists.ids(making.objects(scene, verb))
    ours = parties.of_subject(scene, verb)
    return making.make(scene, verb, trigger, ours, theirs) if ours and theirs else None


def sit_down(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X sat down with Y", where both hold an office; not with a reporter."""
    if not any(child.lower_ == "down" for child in verb.children):
        return None
    at = parties.preposition_after(scene, verb.i, frozenset({"with"}), PARTNER_REACH)
    theirs = lists.ids(lists.listed(scene, at + 1, scene.sentence(verb.i).stop)) if at is not None else ()
    ours, theirs = _persons(scene, parties.of_subject(scene, verb)), _persons(scene, theirs)
    hold_offices = bool(theirs) and all(scene.persons[actor].offices for actor in theirs)
    return making.make(scene, verb, trigger, ours, theirs) if ours and hold_offices else None


def courtesy(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    """Read "X paid a farewell call on Y", "Y received a courtesy call from X"; a call in person, unless by phone."""
    marks = {child.lower_ for child in noun.lefts}
    if not marks & trigger.needs or marks & making.MEDIUM or making.medium_beside(scene, noun):
        return None
    verb = verb_above(noun)
    callers = parties.possessor(scene, noun) or parties.after(scene, noun.i, frozenset({"from", "by"}), PARTNER_REACH)
    hosts = parties.after(scene, noun.i, frozenset({"on", "upon", "to"}), CALLED_ON_REACH)
    if verb is not None:
        doers = parties.of_subject(scene, verb)
        is_host = noun.dep_ == "dobj" and lemma(verb) in GRANTING
        callers, hosts = (callers, hosts or doers) if is_host else (callers or doers, hosts)
    clue = making.make(scene, noun, trigger, callers, hosts)
    return replace(clue, is_anaphor=not hosts)


def occasion(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    """Read "X had an audience with Y", "over lunch with Y, X said": a meal or an audience of persons."""
    verb = verb_above(noun)
    theirs = parties.after(scene, noun.i, making.TALK_WITH | {"to"}, PARTNER_REACH)
    is_held = noun.dep_ == "dobj" and verb is not None and lemma(verb) in words("light_verbs") | GRANTING
    is_setting = noun.dep_ == "pobj" and noun.head.lower_ in SETTING
    if verb is None or not (is_held or is_setting):
        return None
    ours, theirs = _persons(scene, parties.of_subject(scene, verb)), _persons(scene, theirs)
    return making.make(scene, noun, trigger, ours, theirs) if ours and theirs else None


def drop_out(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X pulled out of the summit with Y", "X withdrew from the talks": these are off for X."""
    noun = next((t for t in verb.subtree if t.dep_ == "pobj" and lemma(t) in trigger.needs), None)
    steps = [above.lower_ for above in noun.ancestors] if noun is not None else []
    path = steps[: steps.index(verb.lower_)] if verb.lower_ in steps else steps
    if noun is None or not path or not set(path) <= LEAVING or status.of_verb(verb) != "held":
        return None
    kind = next((known.kind for known in triggers().get((lemma(noun), "noun"), ()) if not known.needs), trigger.kind)
    ours, theirs = parties.of_subject(scene, verb), parties.after(scene, noun.i, making.TALK_WITH, PARTNER_REACH)
    clue = making.make(scene, verb, trigger, ours, theirs or parties.modifiers(scene, noun))
    return replace(clue, kind=kinds()[kind], status="cancelled") if ours else None


def _persons(scene: Scene, actors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(actor for actor in actors if actor in scene.persons)
