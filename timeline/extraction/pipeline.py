"""Read one document: text in, Reading out.

    text ─ document.take_apart ─▶ Document ─ tongue.language_of ─▶ English? ─ language.parse ─▶ Doc
      ─ dates.find ─▶ expressions ─┐
      ─ people.find ─▶ Actors ─────┼─ published.decide ─▶ Published ─ dates.resolve ─▶ DateMentions
      ─ statements.find ─▶ Statements (source, cue, content, speakers, act)
      ─ events.find ─▶ Events, and each Statement's event
      ─ phrases.mark ─▶ topics and phrases of each Statement
                                   ▼
                                Reading

Pure: no clock, no network, no database. Any Unicode text gives a valid Reading.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Any

from timeline.extraction import (
    dates,
    document,
    events,
    holders,
    language,
    people,
    phrases,
    published,
    statements,
    tongue,
)
from timeline.extraction.document import Document
from timeline.extraction.holders import Register
from timeline.extraction.reading import Reading


def read(
    text: str,
    *,
    file: str = "",
    published_on: str | None = None,
    published_why: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    register: Register | None = None,
) -> Reading:
    """Read a text; `published_on` is an ISO day or date-time known from outside the text.

    `published_why` is a sentence on where that day comes from, for the reasons of the publication date.
    `register` tells who held which office when, by default the file of the package.
    Of a text in another language only the parts of the document are told, with a warning.
    """
    parts = document.take_apart(text, outlet, url)
    code = tongue.language_of(parts.plain)
    known = register or holders.standard()
    facts = _facts(parts, published_on, known) if code == "en" else _foreign(parts, published_on, code)
    facts["published"] = published.explained(facts["published"], published_why)
    return Reading(
        file=file,
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        chars=len(text),
        language=code,
        title=parts.title,
        subtitle=parts.subtitle,
        byline=parts.byline,
        outlet=outlet or parts.outlet,
        url=url or parts.url,
        boilerplate=parts.boilerplate,
        **facts,
    )


def parsed_together(texts: Sequence[str]) -> AbstractContextManager[None]:
    """Parse the English ones of some texts in one go; `read` takes their trees inside the `with`."""
    documents = [document.take_apart(text) for text in texts]
    return language.parsed_together([parts for parts in documents if tongue.language_of(parts.plain) == "en"])


def _facts(parts: Document, published_on: str | None, register: Register) -> dict[str, Any]:
    """Read what the text says."""
    doc = language.parse(parts)
    expressions = dates.find(parts, doc)
    actors = people.find(parts, doc, published.known(parts, published_on).edtf, register)
    when = published.decide(parts, doc, expressions, actors, published_on, register)
    mentions = dates.resolve(expressions, when, parts, doc)
    said = statements.find(parts, doc, actors)
    own = tuple(statement for statement in said if statement.relevance == "diplomatic")
    happened, own = events.find(parts, doc, actors, mentions, when, own)
    return {
        "dateline": dates.complete(parts.dateline, when),
        "published": when,
        "dates": mentions,
        "persons": actors.persons,
        "organizations": actors.organizations,
        "events": happened,
        "statements": phrases.mark(parts, doc, statements.rejoin(parts, said, own)),
    }


def _foreign(parts: Document, published_on: str | None, code: str) -> dict[str, Any]:
    when = published.known(parts, published_on)
    warning = f"The text is in {tongue.name_of(code)}, not in English: nothing was read in it."
    return {"dateline": dates.complete(parts.dateline, when), "published": when, "warnings": (warning,)}
