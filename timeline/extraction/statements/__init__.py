"""Attributed statements: who said what, by which words, and what kind of speech act it is.

    Doc ─ quotes, direct ─▶ quotations with their speakers ─┐
        ─ indirect, sources ─▶ reported clauses and objects ┴▶ Attributions ─ compose, acts ─▶ Statements

`attributions` are as in the attribution corpora: all of them, thought as well as speech, the mention at hand as the
source. `find` gives the statements: communications only, chains resolved to who spoke; those kept for the record only
(headlines, reports that carry another's words, denied cues) have the relevance "other".
"""

from spacy.tokens import Doc

from timeline.extraction.actors import Actors
from timeline.extraction.document import Document
from timeline.extraction.reading import Statement
from timeline.extraction.statements import sentences
from timeline.extraction.statements.attribution import Attribution
from timeline.extraction.statements.compose import statements
from timeline.extraction.statements.extract import attributions

__all__ = ["Attribution", "attributions", "find", "rejoin"]


def find(document: Document, doc: Doc, actors: Actors) -> tuple[Statement, ...]:
    """Find the statements of a text, in text order."""
    return statements(document, doc, actors, attributions(document, doc, of_readouts=True))


def rejoin(document: Document, said: tuple[Statement, ...], finished: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Put the statements that later stages have finished in their place among all, quotations cut by their acts."""
    by_id = {statement.id: statement for statement in finished}
    return sentences.cut(document, tuple(by_id.get(statement.id, statement) for statement in said))
