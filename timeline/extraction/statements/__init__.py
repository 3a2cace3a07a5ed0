"""Attributed statements: who said what, by which words, and what kind of speech act it is."""

from spacy.tokens import Doc

from timeline.extraction.actors import Actors
from timeline.extraction.document import Document
from timeline.extraction.reading import Statement


def find(document: Document, doc: Doc, actors: Actors) -> tuple[Statement, ...]:
    """Find the statements of a text, in text order."""
    return ()
