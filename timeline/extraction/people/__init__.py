"""Persons, offices and organizations, and whom each name, title, pronoun, group and metonym denotes."""

from spacy.tokens import Doc

from timeline.extraction.actors import Actors
from timeline.extraction.document import Document


def find(document: Document, doc: Doc) -> Actors:
    """Find the actors of a text and resolve every mention of them."""
    return Actors()
