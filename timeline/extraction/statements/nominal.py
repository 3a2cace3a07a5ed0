"""Statements told by a noun: "his pledge to withdraw", "Seoul's call for talks", "criticism of the plan by Tokyo"."""

from spacy.tokens import Token

from timeline.extraction.language import lemma
from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar, sources
from timeline.extraction.statements.attribution import Attribution
from timeline.extraction.statements.context import Context
from timeline.extraction.statements.cues import reporting_nouns


def find(context: Context) -> list[Attribution]:
    """Find the nouns of speech that have both a speaker and a content of their own."""
    return [found for token in context.doc if token.tag_ in ("NN", "NNS") if (found := _at(context, token)) is not None]


def _at(context: Context, noun: Token) -> Attribution | None:
    takes = reporting_nouns().get(lemma(noun))
    if takes is None:
        return None
    who = _speaker(noun)
    content = _content(context, noun, takes[1])
    cue = grammar.span(context.doc, noun.i, noun.i)
    phrase = grammar.noun_phrase(who) if who is not None else None
    if who is None or phrase is None or content is None or cue is None:
        return None
    if any(start < phrase[1] and phrase[0] < end for start, end in content):
        return None
    return Attribution(
        (phrase,), (cue,), content, noun.i, lemma(noun), "m", True, takes[0], sources.speaker(who, phrase)
    )


def _speaker(noun: Token) -> Token | None:
    """Give the possessor of the noun, or who stands after "by" or "from"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _content(context: Context, noun: Token, prepositions: frozenset[str]) -> tuple[Span, ...] | None:
    for child in noun.children:
        if child.i < noun.i:
            continue
        clause = child.dep_ in ("acl", "relcl", "ccomp") and any(
            c.tag_ == "TO" or (c.lower_ == "that" and c.dep_ == "mark") for c in child.children
        )
        if clause or (child.dep_ == "prep" and child.lower_ in prepositions):
            first = child.left_edge.i if clause else child.i + 1
            found = grammar.span(context.doc, first, child.right_edge.i)
            return (found,) if found is not None else None
    return None
