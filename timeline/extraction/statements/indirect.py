"""Reported clauses and noun objects: what stands under a verb of speech outside quotation marks."""

from spacy.tokens import Token

from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar
from timeline.extraction.statements.context import Context
from timeline.extraction.statements.cues import Verb

CLAUSES = ("ccomp", "pcomp")


def content(context: Context, verb: Token, entry: Verb) -> tuple[str, tuple[Span, ...]] | None:
    """Give the frame and the spans of what a verb reports; None where nothing of it stands in the text."""
    for frame, find in (("c", _clause), ("i", _infinitive), ("p", _after_preposition), ("o", _noun_object)):
        if frame == "p" and not entry.prepositions:
            continue
        if frame == "i" and not entry.frames & {"i", "u"}:
            continue
        if frame == "o" and not entry.frames & {"o", "k", "t"}:
            continue
        if frame == "c" and not entry.frames & {"c", "k", "w"}:
            continue
        found = find(context, verb, entry)
        if found:
            return frame, found
    return None


def _clause(context: Context, verb: Token, entry: Verb) -> tuple[Span, ...]:
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if clause is None:
        return _host_clause(context, verb)
    if clause.i > verb.i:
        first, last = clause.left_edge.i, clause.right_edge.i
        first = max(first, verb.i + 1)
        return _spans(context, [context.doc[i] for i in range(first, _to_clause_end(verb, last) + 1)])
    own = {t.i for t in _cue_clause(verb, clause)}
    return _spans(context, [t for t in clause.subtree if t.i not in own])


def _host_clause(context: Context, verb: Token) -> tuple[Span, ...]:
    """Give the clause that a parenthesis stands in: "The deal, she said, is done"."""
    if verb.dep_ != "parataxis" or grammar.own_subject(verb) is None:
        return ()
    own = {t.i for t in verb.subtree}
    return _spans(context, [t for t in verb.head.subtree if t.i not in own])


def _to_clause_end(verb: Token, last: int) -> int:
    """Reach over what the parser cut off: the rest of the sentence, unless another verb goes on from this one."""
    if verb.dep_ not in ("ROOT", "conj", "ccomp"):
        return last
    sentence_end = verb.sent.end - 1
    rest = [t for t in verb.doc[last + 1 : sentence_end + 1] if not t.is_punct and not t.is_space]
    if not rest or any(
        t.dep_ in ("conj", "cc", "advcl", "npadvmod", "prep", "dep") and t.head.i <= verb.i for t in rest
    ):
        return last
    return sentence_end if all(verb in list(t.ancestors) for t in rest) else last


def _cue_clause(verb: Token, clause: Token) -> list[Token]:
    own = {t.i for t in clause.subtree}
    return [t for t in verb.subtree if t.i not in own]


def _infinitive(context: Context, verb: Token, entry: Verb) -> tuple[Span, ...]:
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i and _has_to(child):
            first = next(c.i for c in child.children if c.tag_ == "TO")
            return _spans(context, [t for t in child.subtree if t.i >= first])
    return ()


def _has_to(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.children)


def _after_preposition(context: Context, verb: Token, entry: Verb) -> tuple[Span, ...]:
    for child in verb.children:
        if child.dep_ in ("prep", "prt", "agent") and child.lower_ in entry.prepositions and child.i > verb.i:
            return _spans(context, [t for t in child.subtree if t.i > child.i])
    return ()


def _noun_object(context: Context, verb: Token, entry: Verb) -> tuple[Span, ...]:
    if grammar.is_passive(verb) and grammar.agent(verb) is not None:
        subject = grammar.own_subject(verb)
        return _spans(context, list(subject.subtree)) if subject is not None else ()
    item = next((c for c in verb.children if c.dep_ in ("dobj", "oprd", "attr") and c.i > verb.i), None)
    if item is None:
        return ()
    tokens = list(item.subtree)
    if "k" in entry.frames or "t" in entry.frames:
        tokens = [t for t in verb.subtree if t.i >= item.left_edge.i]
    return _spans(context, tokens)


def _spans(context: Context, tokens: list[Token]) -> tuple[Span, ...]:
    found = (grammar.span(context.doc, run[0].i, run[-1].i) for run in grammar.runs(tokens))
    return tuple(f for f in found if f is not None)
