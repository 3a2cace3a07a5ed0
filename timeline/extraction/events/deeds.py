"""Deeds as clues: sanctions, agreements, exercises, changes of office."""

from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.events import lists, making, parties
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger, words
from timeline.extraction.events.scene import Scene, subject, verb_above
from timeline.extraction.language import lemma

IN = frozenset({"in"})
# Nouns that only measure the object after "of": "a series of sanctions".
MEASURES = frozenset({"series", "round", "set", "package", "number", "range", "raft", "wave", "serie", "slew", "batch"})
# "pull the country out of the treaty": the object stands at most so far from its preposition.
OBJECT_REACH = 8


def do(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read a verb of doing with its object: "imposed sanctions on Y", "signed a treaty with Y"."""
    thing = _object_noun(verb, trigger.needs)
    if thing is None and trigger.kind == "withdrawal" and _is_left(scene, verb):
        return making.make(scene, verb, trigger, parties.of_subject(scene, verb), ())
    if thing is None or any(child.lower_ in ("any", "no") for child in thing.children):
        return None
    if trigger.kind == "agreement" and _is_of_talk(thing, verb):
        return None
    ours = (
        parties.after(scene, verb.i, frozenset({"by"})) if making.is_passive(verb) else parties.of_subject(scene, verb)
    )
    ours = ours or parties.modifiers(scene, thing)
    theirs = parties.after(scene, thing.i, frozenset({"on", "against", "with", "between", "to", "from"}))
    if trigger.lemma == "attend" and (at := parties.preposition_after(scene, thing.i, IN, 1)) is not None:
        theirs = theirs or parties.destination(scene, at)
    if trigger.kind == "opening" and not ours and thing.i in scene.mention_at:
        ours = scene.mention_at[thing.i].actors
    if thing.i < verb.i and not theirs:
        theirs = parties.after(scene, verb.i, frozenset({"on", "against", "with", "between"}))
    return making.make(scene, verb, trigger, ours, theirs)


def write(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X wrote to Y": a letter, where both are persons."""
    at = verb.i + 1
    if at >= len(scene.doc) or scene.doc[at].lower_ != "to" or making.is_passive(verb):
        return None
    named = lists.ids(lists.listed(scene, at + 1, scene.sentence(verb.i).stop))
    theirs = tuple(actor for actor in named if actor in scene.persons)
    ours = tuple(actor for actor in parties.of_subject(scene, verb) if actor in scene.persons)
    return making.make(scene, verb, trigger, ours, theirs) if ours and theirs else None


def deed(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    """Read a noun for the deed: "joint exercises with Y", "the imposition of martial law"."""
    marks = {lemma(child) for child in noun.subtree if child.dep_ in ("compound", "amod", "pobj")} | {
        noun.nbor(-1).lower_ if noun.i else ""
    }
    if trigger.needs and not marks & trigger.needs:
        return None
    top = noun.head if noun.dep_ in ("compound", "nmod") and noun.head.i > noun.i else noun
    ours = parties.possessor(scene, top) or parties.modifiers(scene, noun)
    theirs = parties.after(scene, top.i, frozenset({"with", "between", "by", "against"}))
    if top.dep_ == "nsubjpass":
        theirs = theirs or parties.after(scene, top.head.i, frozenset({"by"}))
    verb = verb_above(top)
    if not ours and verb is not None and lemma(verb) in words("light_verbs") | words("report_verbs"):
        ours = parties.of_subject(scene, verb)
    clue = making.make(scene, noun, trigger, ours, theirs)
    return replace(clue, is_anaphor=trigger.kind == "agreement" and not clue.parties)


def office(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read who takes, gets or leaves an office, or is arrested."""
    marks = {child.lower_ for child in verb.children} | {lemma(child) for child in verb.children}
    named = " ".join(token.text for token in scene.doc[verb.i + 1 : verb.i + 6])
    if trigger.needs and not any(
        need in marks or need in named.split(" ,") or f"{need} " in f"{named} " for need in trigger.needs
    ):
        return None
    is_passive = making.is_passive(verb)
    if (
        trigger.lemma
        in ("swear", "appoint", "nominate", "inaugurate", "oust", "dismiss", "arrest", "detain", "impeach")
        and not is_passive
    ):
        found = lists.ids(lists.listed(scene, verb.i + 1, scene.sentence(verb.i).stop)[:1])
    else:
        found = parties.of_subject(scene, verb)
    found = tuple(actor for actor in found if actor in scene.persons)
    return making.make(scene, verb, trigger, found, ()) if found else None


def _is_of_talk(thing: Token, verb: Token) -> bool:
    """Tell whether "the agreement" is only what was agreed in a talk: "reached the agreement during a call"."""
    is_taken_up = any(child.lower_ in ("the", "this", "that") for child in thing.children)
    talks = (c for word in (verb, thing) for p in word.children if p.lower_ in ("during", "in") for c in p.children)
    return is_taken_up and any(lemma(noun) in ("call", "talk", "conversation", "meeting") for noun in talks)


def _is_left(scene: Scene, verb: Token) -> bool:
    """Tell whether a state leaves what the text spoke of before: "since the US pulled out last year"."""
    actor = parties.of_subject(scene, verb)
    is_out = (
        any(child.lower_ in ("out", "of") for child in verb.children)
        or scene.doc[verb.i + 1 : verb.i + 2].text == "out"
    )
    has_object = any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children)
    return bool(actor) and actor[0] in scene.organizations and is_out and not has_object


def _object_noun(verb: Token, needs: frozenset[str]) -> Token | None:
    """Find the object that a verb of doing needs: its object, passive subject, or the noun that it describes."""
    near = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "prep", "prt", "ccomp")]
    for child in near:
        parts = [child, *(t for t in child.subtree if t.dep_ == "pobj" and t.i - child.i < OBJECT_REACH)]
        if child.dep_ not in ("prep", "prt") and lemma(child) not in MEASURES:
            parts = [child]
        for item in (token for part in parts for token in (part, *part.conjuncts)):
            if lemma(item) in needs or any(lemma(c) in needs for c in item.children if c.dep_ == "amod"):
                return item
    if verb.dep_ in ("acl", "relcl") and lemma(verb.head) in needs and subject(verb) is not None:
        return verb.head
    return None
