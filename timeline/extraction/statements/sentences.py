"""Cut the quotations of a timeline where what they do changes: thanks in one sentence, a warning in the next.

Only statements of diplomacy, in texts with calls or meetings, are cut. The others stay as they were said, whole.
"""

import re
from bisect import bisect_right
from dataclasses import replace

from timeline.extraction.document import Document
from timeline.extraction.reading import Span, Statement
from timeline.extraction.statements import acts
from timeline.extraction.statements.quotes import Quote, find_quotes

SENTENCE_END = re.compile(r"[.?!…][\"”’')\]]*\s+(?=[“\"‘'(\[]?[A-Z])")
# A sentence that ends in quoted words and the quotation after it are one.
QUOTE_MARKS = frozenset("\"”’»'")
FULL_STOP = re.compile(r"[.?!][”\"’')]*\s")
ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|No|U\.S|U\.K|U\.N|[A-Z])\.$")
# A sentence of fewer words ("And frankly.") says nothing by itself: it goes with its neighbour.
MIN_WORDS = 4
# Sentences that only tell something go with the sentence before them.
PLAIN_ACTS = frozenset({"note", "announce", "share_assessment", "discuss"})


def cut(document: Document, said: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Cut the quotations among the statements of diplomacy by their acts, and number all statements anew."""
    quotes = find_quotes(document)
    has_events = any(statement.event for statement in said)
    out: list[Statement] = []
    for statement in said:
        is_of_talks = has_events and statement.relevance == "diplomatic"
        for part in _parts(document.text, quotes, statement) if is_of_talks else [statement]:
            out.append(replace(part, id=f"s{len(out) + 1}"))
    return tuple(out)


def _parts(text: str, quotes: tuple[Quote, ...], said: Statement) -> list[Statement]:
    told, quoted = _apart(text, quotes, said.content)
    if told and quoted:
        rest = replace(said, content=quoted, act=acts.by_content(" ".join(text[a:b] for a, b in quoted)))
        is_told = any(_is_inside(quotes, span) for span in told)
        return [replace(said, content=told, direct_quote=is_told), *_parts(text, quotes, rest)]
    if not said.direct_quote or told:
        return [said]
    groups = _by_act(text, _sentences_of(text, said.content))
    if len(groups) == 1:
        return [said]
    return [replace(said, act=act, content=tuple(spans)) for act, spans in groups]


def _apart(text: str, quotes: tuple[Quote, ...], content: tuple[Span, ...]) -> tuple[tuple[Span, ...], ...]:
    """Part what is told in the writer's words from the quotation that goes on with it in a sentence of its own."""
    last = len(content)
    while last and _is_inside(quotes, content[last - 1]):
        last -= 1
    if 0 < last < len(content):
        end = content[last - 1][1]
        ends_quoted = any(mark in QUOTE_MARKS for mark in text[end - 1 : end + 2])
        if ends_quoted or not FULL_STOP.search(text[end : content[last][0]]):
            last = len(content)
    return content[:last], content[last:]


def _is_inside(quotes: tuple[Quote, ...], span: Span) -> bool:
    place = bisect_right(quotes, span[0], key=_start)
    return place > 0 and span[1] <= quotes[place - 1].end


def _start(quote: Quote) -> int:
    return quote.start


def _sentences_of(text: str, content: tuple[Span, ...]) -> list[list[Span]]:
    sentences: list[list[Span]] = []
    for start, end in content:
        parts = _sentences(text, start, end)
        if sentences and _goes_on(text[sentences[-1][-1][1] : start]):
            sentences[-1].append(parts.pop(0))
        sentences += [[part] for part in parts]
    return sentences


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


def _by_act(text: str, sentences: list[list[Span]]) -> list[tuple[str, list[Span]]]:
    """Put neighbouring sentences of one act together, and very short ones with the sentence before."""
    out: list[tuple[str, list[Span]]] = []
    for spans in sentences:
        words = " ".join(text[start:end] for start, end in spans)
        act = acts.by_content(words)
        if out and (act == out[-1][0] or act in PLAIN_ACTS or len(words.split()) < MIN_WORDS):
            out[-1][1].extend(spans)
        else:
            out.append((act, list(spans)))
    return out
