"""Sources beside the subject of a verb: "according to ...", the person addressed, whom "who" stands for."""

from spacy.tokens import Token

from timeline.extraction.language import lemma
from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar
from timeline.extraction.statements.attribution import Attribution
from timeline.extraction.statements.context import NONE, Context
from timeline.extraction.statements.cues import Verb, utterances

# Frames that leave a noun object free to be the person addressed.
ADDRESSING = frozenset("qciut") | {"p"}
# "Together with" and the names stand within so many words before the verb.
MAX_COMPANY = 30
# What is done with a text of one's own; one may receive or read that of another.
ISSUING = frozenset({"put", "issue", "release", "send", "publish", "post", "make", "give", "deliver", "write", "tweet"})
RELATIVE = frozenset({"who", "which", "that", "whom"})


def according(context: Context) -> list[Attribution]:
    """Find "according to SOURCE" and give it the rest of its sentence."""
    out = []
    for token in context.doc[:-2]:
        if token.lower_ != "according" or token.nbor().lower_ != "to" or context.quote_of[token.i] != NONE:
            continue
        head = next((t for t in context.doc[token.i + 2 : token.i + 12] if t.dep_ == "pobj"), None)
        phrase = grammar.noun_phrase(head) if head is not None else None
        if head is None or phrase is None:
            continue
        content = _around(context, token.i, head.right_edge.i)
        cue = grammar.span(context.doc, token.i, token.i + 1)
        if content and cue is not None:
            out.append(
                Attribution((phrase,), (cue,), content, token.i, "according", "a", True, "-", speaker(head, phrase))
            )
    return out


def _around(context: Context, first: int, last: int) -> tuple[Span, ...]:
    doc = context.doc
    sentence = doc[first].sent
    end = sentence.end - 1
    while end > last and (doc[end].is_space or doc[end].text in (".", '"')):
        end -= 1
    parts = [grammar.span(doc, sentence.start, first - 1) if first > sentence.start else None]
    parts.append(grammar.span(doc, last + 1, end) if end > last else None)
    return tuple(p for p in parts if p is not None)


def speaker(who: Token | None, phrase: Span | None) -> Span | None:
    """Give the phrase that names the speaker: for a relative pronoun its antecedent."""
    if who is not None and who.lower_ in RELATIVE:
        verb = who.head
        while verb.dep_ not in ("relcl", "acl", "ROOT"):
            verb = verb.head
        near = who.nbor(-1) if who.lower_ == "who" and who.i else None
        if near is not None and near.pos_ == "PROPN" and near.dep_ == "pobj" and near.head.lower_ in ("to", "with"):
            return grammar.noun_phrase(near, verb)
        if verb.dep_ in ("relcl", "acl"):
            return grammar.noun_phrase(verb.head, verb)
    return phrase


def issuer(who: Token | None, verb: Token) -> Token | None:
    """Give who says what a participle after a text tells: "The ministry put out a statement saying that ..."."""
    if who is None or verb.dep_ != "acl" or who != verb.head or lemma(who) not in utterances():
        return who
    above = who.head if who.dep_ == "dobj" else who.head.head if who.dep_ == "pobj" else None
    if above is None or lemma(above) not in ISSUING or grammar.is_passive(above):
        return who
    return grammar.subject(above) or who


def company(verb: Token) -> Span | None:
    """Give whom somebody speaks together with: "Holte, together with Harthi, condemned the raid"."""
    for token in verb.doc[max(verb.sent.start, verb.i - MAX_COMPANY) : verb.i]:
        if token.lower_ == "with" and token.i and token.nbor(-1).lower_ in ("together", "jointly", "along"):
            held = next((c for c in token.children if c.dep_ == "pobj"), None)
            between = verb.doc[held.right_edge.i + 1 : verb.i] if held is not None else ()
            if held is not None and held.pos_ == "PROPN" and all(t.is_punct or t.pos_ == "AUX" for t in between):
                return grammar.noun_phrase(held)
    return None


def addressee(verb: Token, entry: Verb, frame: str) -> Span | None:
    """Give the person addressed: the object of "tell", "urge X to", or "to X"."""
    if frame in ADDRESSING and entry.frames & {"t", "u"}:
        for child in verb.children:
            if child.dep_ in ("dobj", "dative", "iobj") and child.pos_ in ("PROPN", "PRON", "NOUN"):
                about = next((c for c in child.children if c.i > child.i and c.lower_ in entry.prepositions), None)
                return grammar.span(child.doc, child.left_edge.i, about.i - 1) if about else grammar.noun_phrase(child)
    for child in verb.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in ("to", "with"):
            held = next((c for c in child.children if c.dep_ == "pobj"), None)
            if held is not None and held.pos_ in ("PROPN", "PRON"):
                return grammar.noun_phrase(held)
    return None
