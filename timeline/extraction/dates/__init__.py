"""Expressions of time: found by a span grammar of our own, resolved against the publication date and the story."""

from dataclasses import dataclass

from spacy.tokens import Doc

from timeline.extraction.document import Document
from timeline.extraction.reading import DateMention, Published


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time as it stands in the text, not yet resolved."""

    start: int
    end: int
    text: str


def find(document: Document, doc: Doc) -> tuple[Expression, ...]:
    """Find the expressions of time, in text order, not overlapping."""
    return ()


def resolve(
    expressions: tuple[Expression, ...], published: Published, document: Document, doc: Doc
) -> tuple[DateMention, ...]:
    """Give each expression its EDTF value, seen from the publication date and the tense of its sentence."""
    return ()
