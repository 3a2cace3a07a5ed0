"""Read one document: text in, Reading out.

    text ─ document.take_apart ─▶ Document ─ language.parse ─▶ Doc
      ─ dates.find ─▶ expressions ─┐
      ─ people.find ─▶ Actors ─────┼─ published.decide ─▶ Published ─ dates.resolve ─▶ DateMentions
      ─ statements.find ─▶ Statements (source, cue, content, speakers, act)
      ─ events.find ─▶ Events, and each Statement's event
      ─ phrases.mark ─▶ topics and phrases of each Statement
                                   ▼
                                Reading

Pure: no clock, no network, no database. Any Unicode text gives a valid Reading.
"""

from hashlib import sha256

from timeline.extraction import dates, document, events, language, people, phrases, published, statements
from timeline.extraction.reading import Reading


def read(
    text: str, *, file: str = "", published_on: str | None = None, outlet: str | None = None, url: str | None = None
) -> Reading:
    """Read a text; `published_on` is an ISO day or date-time known from outside the text."""
    parts = document.take_apart(text, outlet, url)
    doc = language.parse(parts)
    expressions = dates.find(parts, doc)
    actors = people.find(parts, doc)
    when = published.decide(parts, doc, expressions, actors, published_on)
    mentions = dates.resolve(expressions, when, parts, doc)
    said = statements.find(parts, doc, actors)
    happened, said = events.find(parts, doc, actors, mentions, when, said)
    said = phrases.mark(parts, doc, said)
    return Reading(
        file=file,
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        chars=len(text),
        language="en",
        title=parts.title,
        subtitle=parts.subtitle,
        byline=parts.byline,
        dateline=parts.dateline,
        published=when,
        outlet=outlet or parts.outlet,
        url=url or parts.url,
        boilerplate=parts.boilerplate,
        dates=mentions,
        persons=actors.persons,
        organizations=actors.organizations,
        events=happened,
        statements=said,
    )
