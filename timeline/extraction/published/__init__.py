"""Decide when a text appeared: printed, supplied, in its address, or inferred from constraints, each reason said."""

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.extraction.dates import Expression, edtf
from timeline.extraction.document.stamp import url_date, url_month
from timeline.extraction.published.inference import infer
from timeline.extraction.reading import Published

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from timeline.extraction.actors import Actors
    from timeline.extraction.document import Document
    from timeline.extraction.holders import Register

# The same publication may be dated a day apart in two time zones.
_SAME_DAYS = 1


def decide(
    document: "Document",
    doc: "Doc",
    expressions: tuple[Expression, ...],
    actors: "Actors",
    supplied: str | None,
    register: "Register",
) -> Published:
    """Give the publication date; where none is known it is inferred, and `unknown` rather than guessed."""
    found = known(document, supplied)
    return infer(document, doc, expressions, actors, register) if found.edtf is None else found


def known(document: "Document", supplied: str | None) -> Published:
    """Give the publication date that page, caller or address tells, each that disagrees named in `why`.

    The page's own date comes first, then the one supplied, then the address's; a page that prints only when it was
    revised yields to both.
    """
    told = (_supplied(supplied), _from_address(document.url) or _from_folders(document))
    dates = [found for found in told if found]
    if document.stated:
        dates.insert(len(dates) if document.is_revised else 0, document.stated)
    if not dates:
        return Published()
    first, *others = dates
    return replace(first, why=first.why + _conflicts(first, others))


def explained(when: Published, why: str | None) -> Published:
    """Give the reason of a supplied day in the words of whoever supplied it."""
    return replace(when, why=(why, *when.why[1:])) if why and when.basis == "supplied" else when


def _supplied(value: str | None) -> Published | None:
    day = edtf.exact_day(value)
    if not value or day is None:
        return None
    time = value if "T" in value else None
    return Published(day.isoformat(), time, "supplied", (f"Supplied with the text: {value}.",))


def _from_address(url: str | None) -> Published | None:
    day = url_date(url or "")
    return Published(day, None, "stated", (f"The web address carries the day {day}.",)) if day else None


def _from_folders(document: "Document") -> Published | None:
    """Take the year of a day printed without it from an address that carries the month: "31 Aug", /2020/08/."""
    line, folders = document.dateline, url_month(document.url or "")
    if line is None or not line.edtf or not folders or line.edtf[:8] != f"XXXX-{folders[1]:02d}-":
        return None
    day = edtf.exact_day(f"{folders[0]}{line.edtf[4:]}")
    why = f"The page prints the day {line.edtf[5:]}, its web address the month {folders[0]}-{folders[1]:02d}."
    return Published(day.isoformat(), None, "stated", (why,)) if day else None


def _conflicts(chosen: Published, others: list[Published]) -> tuple[str, ...]:
    """Name each other date that is more than a day away."""
    day = edtf.exact_day(chosen.edtf)
    notes = []
    for other in others:
        second = edtf.exact_day(other.edtf)
        if day and second and abs((day - second).days) > _SAME_DAYS:
            notes.append(f"{other.why[0].rstrip('.')}, which disagrees and was not taken.")
    return tuple(notes)
