"""The text as the finders see it: tokens, which quotation each lies in, where paragraphs begin."""

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

from timeline.extraction.document import Document
from timeline.extraction.reading import Span
from timeline.extraction.statements.quotes import Quote, find_quotes, paragraphs

NONE = -1


@dataclass(frozen=True, slots=True)
class QuoteTokens:
    """A quotation as tokens: `first` and `last` are inside the marks, `before` and `after` the tokens around them."""

    quote: Quote
    first: int
    last: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Context:
    """A parsed text with its quotations; `quote_of` and `paragraph_of` are by token, NONE where there is none."""

    doc: Doc
    text: str
    quotes: tuple[QuoteTokens, ...]
    quote_of: tuple[int, ...]
    paragraph_of: tuple[int, ...]
    paragraphs: tuple[Span, ...]


def build(document: Document, doc: Doc) -> Context:
    """Map quotations and paragraphs to tokens."""
    starts = [t.idx for t in doc]
    lines = paragraphs(document)
    paragraph_of = [NONE] * len(doc)
    for number, (start, end) in enumerate(lines):
        for i in range(bisect_left(starts, start), bisect_left(starts, end)):
            if not doc[i].is_space:
                paragraph_of[i] = number
    quote_of = [NONE] * len(doc)
    quotes: list[QuoteTokens] = []
    for quote in find_quotes(document):
        ids = [
            i for i in range(bisect_left(starts, quote.start), bisect_left(starts, quote.end)) if not doc[i].is_space
        ]
        words = [i for i in ids if any(c.isalnum() for c in doc[i].text)]
        if not words:
            continue
        for i in ids:
            quote_of[i] = len(quotes)
        first = words[0] - 1 if words[0] - 1 in ids and doc[words[0] - 1].text in ("(", "[") else words[0]
        quotes.append(QuoteTokens(quote, first, words[-1], ids[0] - 1, ids[-1] + 1))
    return Context(doc, document.text, tuple(quotes), tuple(quote_of), tuple(paragraph_of), tuple(lines))
