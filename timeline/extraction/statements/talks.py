"""What is told of talks without saying who said it: "spoke with him to discuss trade", "it was agreed that"."""

from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.language import lemma
from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar
from timeline.extraction.statements.attribution import Attribution
from timeline.extraction.statements.context import NONE, Context
from timeline.extraction.statements.cues import Verb, act_nouns, entry, meeting_words
from timeline.extraction.statements.reach import spans

# Verbs of a light noun whose passive tells of talks: "particular attention was paid to the strait".
LIGHT = frozenset({"pay", "devote", "express", "exchange", "give", "draw", "voice", "reach"})
# Verbs that tell of a call or meeting with its noun: "held talks".
HOLD = frozenset({"have", "hold", "conduct", "receive", "place", "make"})
# How talks are told to be about something: the prepositions before it, none for a plain object.
ABOUT = {
    "cover": frozenset[str](),
    "focus": frozenset({"on", "upon"}),
    "concentrate": frozenset({"on"}),
    "centre": frozenset({"on", "around", "upon"}),
    "center": frozenset({"on", "around", "upon"}),
    "revolve": frozenset({"around"}),
    "deal": frozenset({"with"}),
}
# Those who may do so themselves: "The two leaders focused on trade".
PARTIES = frozenset({"leader", "minister", "president", "side", "party", "chief", "official", "diplomat", "secretary"})
# What marks a passive as background.
BEFORE = frozenset({"earlier", "previously", "ago"})
WEIGHT = frozenset({"priority", "emphasis", "focus", "importance"})
# Acts that the parties of talks do together; a passive of any other verb leaves open who did it.
TOGETHER = frozenset({"discuss", "agree", "stress", "reaffirm", "note"})
# Verbs of those acts that are common outside talks: "the bill was noted", "the law was cited".
COMMON = frozenset(
    {"exchange", "cite", "mention", "reference", "recall", "point", "list", "refer", "compare", "give", "put"}
)


def is_of_talks(verb: Token) -> bool:
    """Tell whether an infinitive says what somebody did in talks that took place: "met to discuss trade"."""
    while verb.dep_ == "conj":
        verb = verb.head
    head = verb.head
    if verb.dep_ not in ("advcl", "xcomp", "acl", "pcomp") or not grammar.has_to(verb):
        return False
    if verb.dep_ == "pcomp":
        head = head.head
    while head.pos_ == "NOUN" and head.dep_ in ("dobj", "pobj", "conj", "prep"):
        head = head.head
    nouns = (c for c in head.children if c.dep_ in ("dobj", "attr"))
    talks = lemma(head) in meeting_words() or any(lemma(c) in meeting_words() for c in nouns)
    return talks and head.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in head.children)


def is_of_all(verb: Token, act: str) -> bool:
    """Tell whether a passive tells what the parties of talks say together: "it was agreed that"."""
    about = grammar.own_subject(verb)
    return act in TOGETHER and about is not None and about.lower_ == "it"


def is_meeting(verb: Token) -> bool:
    """Tell whether a verb, with its noun if it is a light one, tells of a call or meeting: "spoke", "held talks"."""
    held = (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass"))
    return lemma(verb) in meeting_words() or (lemma(verb) in HOLD and any(lemma(c) in meeting_words() for c in held))


def company(verb: Token) -> Span | None:
    """Give the words for those whom the subject of a verb meets, calls or talks with."""
    met = next((c for c in verb.children if c.dep_ in ("dobj", "oprd") and c.i > verb.i), None)
    if met is not None and met.pos_ == "PROPN":
        return grammar.noun_phrase(met)
    for token in verb.subtree:
        if token.dep_ == "prep" and token.lower_ in ("with", "to"):
            held = next((c for c in token.children if c.dep_ == "pobj"), None)
            if held is not None and held.pos_ in ("PROPN", "PRON", "NOUN"):
                return grammar.noun_phrase(held)
    return None


def agentless(context: Context, *, of_readouts: bool) -> list[Attribution]:
    """Find the passives that tell what the parties of talks did, and name nobody.

    With `of_readouts` also those within quotation marks, and what talks themselves are told to be about: they are no
    attributions of the text, but statements of the parties.
    """
    verbs = (t for t in context.doc if t.tag_ == "VBN" and (of_readouts or context.quote_of[t.i] == NONE))
    found = [_passive(context, verb) for verb in verbs]
    if of_readouts:
        found += [_about(context, token) for token in context.doc if token.tag_ in ("VBD", "VBZ", "VBN")]
    return [item for item in found if item is not None]


def _passive(context: Context, verb: Token) -> Attribution | None:
    word = entry(verb)
    about = grammar.own_subject(verb)
    if word is None or about is None or verb.dep_ in ("acl", "relcl"):
        return None
    if grammar.agent(verb) is not None or not grammar.is_passive(verb) or not word.is_speech or _is_of_old(verb):
        return None
    content, act = _content(context, verb, word, about)
    cue = grammar.span(context.doc, verb.i, verb.i)
    if not content or cue is None or act not in TOGETHER or any(c.tag_ == "MD" for c in verb.children):
        return None
    return Attribution((), (cue,), content, verb.i, word.lemma, "j", True, act, is_joint=True)


def _about(context: Context, verb: Token) -> Attribution | None:
    """Read "The call covered trade", "Their talks focused on the drought"."""
    prepositions = ABOUT.get(lemma(verb))
    talks, cue = grammar.own_subject(verb), grammar.span(context.doc, verb.i, verb.i)
    if prepositions is None or talks is None or cue is None:
        return None
    is_by_parties = talks.lower_ == "they" or (talks.tag_ == "NNS" and lemma(talks) in PARTIES)
    if lemma(talks) not in meeting_words() and not is_by_parties:
        return None
    if any(c.tag_ == "MD" or c.dep_ == "neg" for c in verb.children):
        return None
    for child in verb.children:
        is_object = not prepositions and child.dep_ == "dobj"
        if is_object or (child.dep_ == "prep" and child.lower_ in prepositions):
            first = child.left_edge.i if is_object else child.i + 1
            found = grammar.span(context.doc, first, child.right_edge.i)
            if found is not None:
                who = grammar.noun_phrase(talks, verb) if is_by_parties else None
                said = Attribution((), (cue,), (found,), verb.i, lemma(verb), "j", True, "discuss", is_joint=True)
                return replace(said, source=(who,), speaker=who) if who is not None else said
    return None


def _is_of_old(verb: Token) -> bool:
    """Tell whether a passive is told as background: "Earlier this week, an agreement was reached"."""
    return any(t.lower_ in BEFORE for child in verb.children if child.i < verb.i for t in child.subtree if t.i < verb.i)


def _content(context: Context, verb: Token, word: Verb, about: Token) -> tuple[tuple[Span, ...], str]:
    """Give what a passive tells and its act: the subject, or what the light noun is about."""
    noun_act = act_nouns().get(lemma(about), "")
    if word.lemma in LIGHT and about.lower_ in WEIGHT:
        return spans(context, [t for t in verb.subtree if t.i > verb.i and t.text != "."]), "stress"
    if word.lemma in LIGHT and noun_act:
        noun_act = word.act("n") if word.lemma == "exchange" else noun_act
        after = [t for t in verb.subtree if t.i > verb.i and t.text != "."]
        return spans(context, [*about.subtree, *after]) if not after else spans(context, after), noun_act
    if word.lemma in COMMON or "o" not in word.frames or about.lower_ == "it":
        return (), ""
    return spans(context, list(about.subtree)), word.act("o")
