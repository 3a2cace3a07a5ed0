"""Words that only tell who else was on the line: "the call included A and B", "participants were:" and a list."""

from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.events import lists, making, parties
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger, words
from timeline.extraction.events.scene import Scene, subject
from timeline.extraction.language import lemma

# "Was attended by A and B", "had in attendance A and B".
INTO_LIST = frozenset({"by", "in", "attendance"})
TALKS = frozenset({"call", "teleconference", "videoconference", "phone-call"})
CONFERENCES = frozenset({"video", "telephone", "phone"})


def roster(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "the call hosted by X included Y and Z", "participants included:" and the lines that follow."""
    head = subject(verb)
    if head is None or lemma(head) not in words("rosters") or not _is_of_call(scene, verb, head):
        return None
    stop = scene.sentence(verb.i).stop
    first = verb.i + 1
    while first < stop and scene.doc[first].lower_ in INTO_LIST:
        first += 1
    found = (*lists.ids(lists.listed(scene, first, stop)), *lists.below(scene, verb.i))
    if not found:
        return None
    host = next((child for child in head.children if child.dep_ == "acl"), None)
    ours = parties.after(scene, host.i, frozenset({"by"}), 1) if host is not None else ()
    clue = making.make(scene, verb, trigger, ours or parties.possessor(scene, head), found)
    return replace(clue, status="held", is_roster=True, is_joint=True, has_medium=True)


def _is_of_call(scene: Scene, verb: Token, head: Token) -> bool:
    """Tell whether it is a call that is attended: the words or those of the two sentences before name one."""
    at = scene.sentence_of[verb.i]
    first = scene.bounds[max(at - 2, 0)].first
    told = scene.doc[first : scene.sentence(verb.i).stop]
    return any(lemma(token) in TALKS for token in (head, *told)) or any(
        lemma(token) == "conference" and token.i and token.nbor(-1).lower_ in CONFERENCES for token in told
    )
