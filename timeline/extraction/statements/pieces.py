"""Cut a content into the statements it holds: sentences of a quotation, clauses in a row ("that A and that B")."""

import re

from spacy.tokens import Doc, Token

from timeline.extraction.reading import Span
from timeline.extraction.statements import acts
from timeline.extraction.statements.attribution import Attribution

SENTENCE_END = re.compile(r"[.?!…][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z])")
ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|No|U\.S|U\.K|U\.N|[A-Z])\.$")
# A sentence of fewer words ("And frankly.") says nothing by itself: it goes with its neighbour.
MIN_WORDS = 4

Content = tuple[Span, ...]


def cut(doc: Doc, text: str, item: Attribution) -> list[Content]:
    """Give the contents of the statements that an attribution holds, in text order."""
    if not item.is_direct:
        return _clauses(doc, item)
    sentences: list[list[Span]] = []
    for start, end in item.content:
        parts = _sentences(text, start, end)
        if sentences and _goes_on(text[sentences[-1][-1][1] : start]):
            sentences[-1].append(parts.pop(0))
        sentences += [[part] for part in parts]
    return [tuple(group) for group in _by_act(text, sentences)]


def _sentences(text: str, start: int, end: int) -> list[Span]:
    out, first = [], start
    for mark in SENTENCE_END.finditer(text, start, end):
        if not ABBREVIATION.search(text[first : mark.start() + 1]):
            out.append((first, mark.start() + 1))
            first = mark.end()
    return [*out, (first, end)] if first < end else out


def _goes_on(between: str) -> bool:
    """Tell whether a sentence broken by its cue goes on after it: "..., he said, "..."."""
    return between.rstrip("\"“”‘'’` \n").endswith(",")


def _by_act(text: str, sentences: list[list[Span]]) -> list[list[Span]]:
    """Put neighbouring sentences of one speech act together, and very short ones with the sentence before."""
    out: list[list[Span]] = []
    last = ""
    for spans in sentences:
        words = " ".join(text[s:e] for s, e in spans)
        act = acts.by_content(words)
        if out and (act == last or len(words.split()) < MIN_WORDS):
            out[-1] += spans
        else:
            out.append(list(spans))
            last = act
    return out


def _clauses(doc: Doc, item: Attribution) -> list[Content]:
    if item.frame != "c" or len(item.content) != 1:
        return [item.content]
    start, end = item.content[0]
    cuts = [t for t in doc[item.verb].subtree if start < t.idx < end and _opens_next_clause(t)]
    out, first = [], start
    for mark in cuts:
        stop = _before(doc, mark)
        out.append(((first, stop),))
        first = mark.idx
    return [*out, ((first, end),)]


def _opens_next_clause(token: Token) -> bool:
    """Tell whether a "that" opens a further reported clause: "said that A and that B"."""
    return (
        token.lower_ == "that"
        and token.dep_ == "mark"
        and token.head.dep_ == "conj"
        and token.i > 0
        and (token.nbor(-1).lower_ in ("and", "but", ","))
    )


def _before(doc: Doc, mark: Token) -> int:
    i = mark.i - 1
    while i > 0 and (doc[i].lower_ in ("and", "but", ",") or doc[i].is_space):
        i -= 1
    return doc[i].idx + len(doc[i])
