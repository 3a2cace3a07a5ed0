"""Diplomatic events, and the domestic ones a story leans on: type, status, day, parties, and whose readouts tell it."""

from spacy.tokens import Doc

from timeline.extraction.actors import Actors
from timeline.extraction.document import Document
from timeline.extraction.reading import DateMention, Event, Published, Statement


def find(
    document: Document,
    doc: Doc,
    actors: Actors,
    dates: tuple[DateMention, ...],
    published: Published,
    statements: tuple[Statement, ...],
) -> tuple[tuple[Event, ...], tuple[Statement, ...]]:
    """Find the events, and give the statements back with their event and relevance filled in."""
    return (), statements
