"""Lay a Reading out as a page of plain text for people: what happened, who said what, and the words that prove it."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date

from timeline.extraction.reading import Event, EventDate, Organization, Person, Reading, Span, Statement

WIDTH = 100
# Evidence longer than this hides the page's order; the whole of it is in the JSON.
MAX_QUOTE = 300


def render(reading: Reading, text: str) -> str:
    """Give the page for one Reading; `text` is the document that it was read from."""
    actors: tuple[Person | Organization, ...] = (*reading.persons, *reading.organizations)
    names = {actor.id: actor.name for actor in actors}
    parts = [*_head(reading)]
    for event in reading.events:
        parts += ["", *_event(event, names, text)]
        parts += _statements((s for s in reading.statements if s.event == event.id), names, text)
    if not reading.events:
        parts += ["", "No diplomatic event."]
    loose = [s for s in reading.statements if s.event is None and s.relevance == "diplomatic"]
    if loose:
        parts += ["", "Statements beside the events", *_statements(loose, names, text)]
    parts += _people(reading)
    if reading.warnings:
        parts += ["", "Notes", *(line for note in reading.warnings for line in _wrapped(note, "  ", "  "))]
    return "\n".join(parts) + "\n"


def in_words(edtf: str | None) -> str:
    """Say an EDTF value in plain words; a form that has none is given as it is."""
    value = re.sub(r"[?~%]", "", edtf or "")
    if not value or value.startswith("XXXX-XX"):
        return "day not given"
    if match := re.fullmatch(r"\[(.+?)(\.\.|,)(.+?)\]", value):
        first, last = in_words(match[1]), in_words(match[3])
        return f"between {first} and {last}" if match[2] == ".." else f"{first} or {last}"
    if match := re.fullmatch(r"([\dX-]+)?(?:/|\.\./?)([\dX-]+)?(?:\.\.)?", value):
        first, last = match[1], match[2]
        if first and last:
            return f"{in_words(first)} to {in_words(last)}"
        return f"from {in_words(first)} on" if first else f"by {in_words(last)}"
    return _plain_day(value)


def _plain_day(value: str) -> str:
    if match := re.fullmatch(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d|XX))?", value):
        try:
            month = date(2000, int(match[2]), 1).strftime("%B")
        except ValueError:
            return value
        day = f"{int(match[3])} " if match[3] and match[3] != "XX" else ""
        return f"{day}{month}" + (f" {match[1]}" if match[1] != "XXXX" else " (year not given)")
    return value


def _head(reading: Reading) -> Iterator[str]:
    title = reading.title.text if reading.title else "(no title)"
    yield from _wrapped(title)
    yield "=" * min(WIDTH, len(title))
    if reading.subtitle:
        yield from _wrapped(reading.subtitle.text)
    when = in_words(reading.published.edtf) if reading.published.edtf else "day unknown"
    facts = [f"Published: {when} ({reading.published.basis})", reading.outlet, reading.file]
    yield " · ".join(fact for fact in facts if fact)
    if reading.byline:
        yield "By " + ", ".join(author.text for author in reading.byline)
    for reason in reading.published.why:
        yield from _wrapped(f"- {reason}", "  ", "    ")


def _event(event: Event, names: dict[str, str], text: str) -> Iterator[str]:
    marks = [event.status, "main event" if event.main else "", "domestic" if event.domestic else ""]
    marks += ["first of these parties" if event.first else "", f"confidence {event.confidence:.2f}"]
    yield f"{event.type.replace('_', ' ').capitalize()} · " + " · ".join(mark for mark in marks if mark)
    yield f"  {_when(event.date, text)}"
    for party in event.participants:
        about = ", ".join(fact for fact in (party.office, party.country) if fact)
        yield f"  {names.get(party.id, party.id)}" + (f" ({about})" if about else "")
    if event.initiated_by:
        yield f"  initiated by {names.get(event.initiated_by, event.initiated_by)}"
    if event.readouts:
        yield "  told by " + ", ".join(names.get(actor, actor) for actor in event.readouts)
    if event.evidence:
        yield from _wrapped(_quote(text, event.evidence[:1]), "  > ", "    ")


def _when(day: EventDate, text: str) -> str:
    words = f', from "{text[day.start : day.end]}"' if day.start is not None else ""
    told = "reported " if day.basis == "reported_on" else ""
    return f"{told}{in_words(day.edtf)} ({day.basis}{words})".replace("reported day not given", "day not given")


def _statements(statements: Iterable[Statement], names: dict[str, str], text: str) -> Iterator[str]:
    for said in statements:
        who = " and ".join(names.get(actor, actor) for actor in said.speakers) or "(unnamed)"
        to = f" to {', '.join(names.get(a, a) for a in said.addressees)}" if said.addressees else ""
        via = f" [told by {', '.join(names.get(a, a) for a in said.attributed_to)}]" if said.attributed_to else ""
        line = f"{who}{to}, {said.act.replace('_', ' ')}: {_quote(text, said.content)}{via}"
        yield from _wrapped(line, "  - ", "    ")


def _people(reading: Reading) -> Iterator[str]:
    for heading, actors in (("Persons", reading.persons), ("Organizations", reading.organizations)):
        if actors:
            yield from ("", heading)
        for actor in actors:
            about = [o.label for o in actor.offices] if isinstance(actor, Person) else []
            facts = "; ".join(fact for fact in (*about, actor.country) if fact)
            yield f"  {actor.name}" + (f" ({facts})" if facts else "")


def _quote(text: str, spans: Iterable[Span]) -> str:
    words = " … ".join(" ".join(text[start:end].split()) for start, end in spans)
    return words if len(words) <= MAX_QUOTE else words[: MAX_QUOTE - 1].rsplit(" ", 1)[0] + " …"


def _wrapped(line: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(line, WIDTH, initial_indent=first, subsequent_indent=rest) or [first.rstrip()]
