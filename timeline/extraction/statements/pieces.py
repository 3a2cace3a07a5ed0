"""Cut a content into the statements it holds: paragraphs of a quotation, clauses in a row ("that A and that B")."""

from spacy.tokens import Doc, Token

from timeline.extraction.reading import Span
from timeline.extraction.statements import acts
from timeline.extraction.statements.attribution import Attribution

Content = tuple[Span, ...]


def cut(doc: Doc, text: str, item: Attribution) -> list[Content]:
    """Give the contents of the statements that an attribution holds, in text order."""
    return _paragraphs(text, item.content) if item.is_direct else _clauses(doc, item)


def _paragraphs(text: str, content: Content) -> list[Content]:
    """Cut a quotation where a new paragraph does something else: thanks in one, a warning in the next.

    Within a paragraph a quotation is one statement, broken by its cue or not: its strongest words tell what it does.
    """
    out: list[list[Span]] = []
    for span in content:
        if out and "\n" not in text[out[-1][-1][1] : span[0]]:
            out[-1].append(span)
        else:
            out.append([span])
    merged: list[list[Span]] = []
    for spans in out:
        if merged and _act(text, merged[-1]) == _act(text, spans):
            merged[-1] += spans
        else:
            merged.append(spans)
    return [tuple(spans) for spans in merged]


def _act(text: str, spans: list[Span]) -> str:
    return acts.by_content(" ".join(text[start:end] for start, end in spans))


def _clauses(doc: Doc, item: Attribution) -> list[Content]:
    if item.frame != "c" or len(item.content) != 1:
        return [item.content]
    start, end = item.content[0]
    cuts = [t for t in doc[item.verb].subtree if start < t.idx < end and _opens_next_clause(t)]
    out, first = [], start
    for mark in cuts:
        out.append(((first, _before(doc, mark)),))
        first = mark.idx
    return [*out, ((first, end),)]


def _opens_next_clause(token: Token) -> bool:
    """Tell whether a "that" opens a further reported clause: "said that A and that B"."""
    is_next = token.lower_ == "that" and token.dep_ == "mark" and token.head.dep_ == "conj"
    return is_next and token.i > 0 and token.nbor(-1).lower_ in ("and", "but", ",")


def _before(doc: Doc, mark: Token) -> int:
    """Give the offset after the last word before a further clause."""
    i = mark.i - 1
    while i > 0 and (doc[i].lower_ in ("and", "but", ",") or doc[i].is_space):
        i -= 1
    return doc[i].idx + len(doc[i])
