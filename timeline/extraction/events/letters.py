"""Letters as clues: whose they are and to whom, by the noun: "in a letter to Y, X urged", "sent Y a letter"."""

from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.events import lists, making, parties, status
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger
from timeline.extraction.events.scene import Scene, setting_verb, verb_above
from timeline.extraction.language import lemma

# "A letter of congratulations on his election to": sender and receiver stand at most so far behind the noun.
REACH = 9
TAKING = frozenset({"receive", "get", "accept"})
# "Was presented with a letter": who is the subject of the passive has it.
PRESENTING = frozenset({"present", "hand", "give", "deliver"})
SENDING = frozenset(
    {"send", "write", "address", "dispatch", "issue", "convey", "deliver", "hand", "present", "exchange"}
)
# A letter in which something is said is the subject's own.
SETTING = frozenset({"in", "through", "via", "by", "with"})
ENDS = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP"})


def letter(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    """Read a letter, or a message of the kind that `needs` tells, from one person to another."""
    if trigger.needs and not any(need in _phrase(scene, noun) for need in trigger.needs):
        return None
    senders, receivers = _beside(scene, noun, {"from", "by"}), _beside(scene, noun, {"to"})
    senders = _persons(scene, parties.possessor(scene, noun)) or senders
    verb = setting_verb(noun) or verb_above(noun)
    if verb is not None:
        senders, receivers = _of_verb(scene, noun, verb, senders, receivers)
    receivers = tuple(actor for actor in receivers if actor not in senders)
    if not senders or not receivers:
        return None
    clue = making.make(scene, noun, trigger, senders, receivers)
    # "In a letter to Y, X urged": it was written if that was said.
    is_setting = clue.status is None and verb is not None and noun.dep_ == "pobj"
    return replace(clue, status=status.of_verb(verb)) if is_setting and verb is not None else clue


def _of_verb(
    scene: Scene, noun: Token, verb: Token, senders: tuple[str, ...], receivers: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Complete both sides by the verb: who sends, receives, is handed or speaks in a letter."""
    word, doers = lemma(verb), _persons(scene, parties.of_subject(scene, verb))
    is_object = noun.dep_ == "dobj" and noun.head.i == verb.i
    if is_object and word in TAKING or making.is_passive(verb) and word in PRESENTING and noun.dep_ == "pobj":
        return senders, receivers or doers
    if is_object and word in SENDING:
        given = next((child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"), None)
        to = _persons(scene, parties.of_phrase(scene, given)) if given is not None else ()
        return senders or doers, receivers or to
    is_setting = noun.dep_ == "pobj" and noun.head.lower_ in SETTING
    return senders or (doers if is_setting else ()), receivers


def _beside(scene: Scene, noun: Token, prepositions: set[str]) -> tuple[str, ...]:
    """Give the persons after one of some prepositions behind a letter, as far as its own phrase goes."""
    stop = min(scene.sentence(noun.i).stop, noun.i + REACH)
    for at in range(noun.i + 1, stop):
        if scene.doc[at].tag_ in ENDS or scene.doc[at].text in (";", ":"):
            return ()
        if scene.doc[at].lower_ in prepositions:
            found = _persons(scene, lists.ids(lists.listed(scene, at + 1, scene.sentence(noun.i).stop)))
            if found:
                return found
    return ()


def _phrase(scene: Scene, noun: Token) -> str:
    return scene.doc[noun.left_edge.i : min(noun.right_edge.i + 1, noun.i + REACH)].text.lower()


def _persons(scene: Scene, actors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(actor for actor in actors if actor in scene.persons)
