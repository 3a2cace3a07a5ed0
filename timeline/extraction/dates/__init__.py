"""Expressions of time: found by a span grammar of our own, resolved against the publication date and the story.

find     one scan with the rules of days, weekdays, periods and story; doubt: the parse tells "May" from May
resolve  each rule's value, seen from the day of the story, the tense of the clause, the dates told before
edtf     values of Extended Date/Time Format: first and last day
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.extraction.dates.expression import Expression
from timeline.extraction.dates.finder import find as _find
from timeline.extraction.dates.resolver import dateline_day
from timeline.extraction.dates.resolver import resolve as _resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from timeline.extraction.document import Document
    from timeline.extraction.reading import Dateline, DateMention, Published

__all__ = ["Expression", "complete", "find", "resolve"]


def find(document: "Document", doc: "Doc") -> tuple[Expression, ...]:
    """Find the expressions of time, in text order, not overlapping."""
    return _find(document.plain, document.text, doc)


def resolve(
    expressions: tuple[Expression, ...], published: "Published", document: "Document", doc: "Doc"
) -> "tuple[DateMention, ...]":
    """Give each expression its EDTF value, seen from the publication date and the tense of its sentence."""
    return _resolve(expressions, published, document, doc)


def complete(dateline: "Dateline | None", published: "Published") -> "Dateline | None":
    """Give the dateline with the year of its day, where the publication date tells it."""
    return replace(dateline, edtf=dateline_day(dateline, published)) if dateline else None
