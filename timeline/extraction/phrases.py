"""Phrases and topics of the diplomatic lexicon, marked in each statement's content."""

from spacy.tokens import Doc

from timeline.extraction.document import Document
from timeline.extraction.reading import Statement


def mark(document: Document, doc: Doc, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Give the statements with their `topics` and `phrases` filled in."""
    return statements
