"""Quotations without a cue of their own: they go to the speaker of the sentence, or of the quotation, just before."""

import re
from bisect import bisect_right, insort
from dataclasses import replace

from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar
from timeline.extraction.statements.attribution import Attribution
from timeline.extraction.statements.context import Context, QuoteTokens

SENTENCE = re.compile(r"[.?!][”\"’']*(?:\s|$)")
# Between a statement and the quotation that goes on with it stands no more than "he said on Friday in Geneva."
MAX_REST = 120


def adopt(context: Context, found: list[Attribution], alone: list[int]) -> list[Attribution]:
    """Give each quotation that stands alone to the statement just before it, where it goes on with that."""
    out = list(found)
    ends = sorted((_end(item), -item.cue[0][0], k) for k, item in enumerate(out) if item.is_speech)
    taken = sorted(span for item in out if item.frame == "l" for span in item.content)
    for number in alone:
        quote = context.quotes[number]
        inside = grammar.span(context.doc, quote.first, quote.after - 1)
        place = bisect_right(ends, (quote.quote.start, 1, 0))
        if inside is None or not place or not _is_sentence(context, quote) or _is_taken(taken, inside):
            continue
        last = ends[place - 1][2]
        if _is_next(context, out[last], quote):
            out[last] = replace(out[last], content=(*out[last].content, inside))
            insort(ends, (_end(out[last]), -out[last].cue[0][0], last))
    return out


def _is_sentence(context: Context, quote: QuoteTokens) -> bool:
    """Tell whether a quotation is a sentence, not a heading in quotation marks."""
    words = context.text[quote.quote.start : quote.quote.end].rstrip("\"”'’» ")
    return not quote.quote.closed or words[-1:] in ".?!,…"


def _is_taken(taken: list[Span], span: Span) -> bool:
    """Tell whether a labelled line holds a quotation; such lines do not overlap."""
    place = bisect_right(taken, (span[1], -1))
    return place > 0 and span[0] < taken[place - 1][1]


def _end(item: Attribution) -> int:
    return max(end for _, end in (*item.source, *item.cue, *item.content))


def _is_next(context: Context, item: Attribution, quote: QuoteTokens) -> bool:
    """Tell whether a quotation follows a statement with nothing but the rest of its sentence between them."""
    between = context.text[_end(item) : quote.quote.start]
    if len(between) > MAX_REST or len(SENTENCE.findall(between)) > 1:
        return False
    return "\n" not in between.strip() if item.is_direct else "\n" not in between
