"""A Reading as a page shows it before anything of it is stored: the text with its marks, and what was found in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.browse.segments import Mark, cut, paragraphs
from timeline.extraction.reading import Event, Organization, Person, Reading, Statement
from timeline.models import EventStatus, EventType, SpeechAct

RELEVANT = "diplomatic"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the text and the kinds of facts whose words it is."""

    text: str
    kinds: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; dimmed if it is no part of the story."""

    stretches: tuple[Marked, ...]
    is_boilerplate: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A fact in words: what it is, of whom, and what else is known of it."""

    what: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """All that a page shows of a Reading."""

    title: str
    published: str
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    lines: tuple[Line, ...]
    events: tuple[Found, ...]
    statements: tuple[Found, ...]
    people: tuple[Found, ...]


def reading_page(read: Reading, text: str) -> ReadingPage:
    """Show a Reading beside its text."""
    names = {actor.id: actor.name for actors in (read.persons, read.organizations) for actor in actors}
    said = [one for one in read.statements if one.relevance == RELEVANT]
    return ReadingPage(
        title=read.title.text if read.title else read.file,
        published=f"{read.published.edtf} ({read.published.basis})" if read.published.edtf else "",
        reasons=tuple(read.published.why),
        warnings=tuple(read.warnings),
        lines=tuple(_lines(read, text, said)),
        events=tuple(_event(event, names) for event in read.events),
        statements=tuple(_statement(one, names, text) for one in said),
        people=tuple(
            Found(person.name, person.country or "", "; ".join(dict.fromkeys(o.label for o in person.offices)))
            for person in read.persons
        ),
    )


def _event(event: Event, names: dict[str, str]) -> Found:
    who = ", ".join(names.get(party.id, "") for party in event.participants)
    when = f"{event.date.edtf or 'undated'} ({event.date.basis})"
    return Found(EventType(event.type).label, who, f"{when}, {EventStatus(event.status).label.lower()}")


def _statement(one: Statement, names: dict[str, str], text: str) -> Found:
    who = ", ".join(names.get(speaker, "") for speaker in one.speakers) or "nobody named"
    return Found(SpeechAct(one.act).label, who, " … ".join(text[start:end] for start, end in sorted(one.content)))


def _lines(read: Reading, text: str, said: Iterable[Statement]) -> Iterable[Line]:
    marks = sorted(_marks(read, said), key=lambda mark: mark.start)
    for start, end in paragraphs(text):
        inside = [mark for mark in marks if mark.start < end and mark.end > start]
        dim = any(left <= start and end <= right for left, right in read.boilerplate)
        pieces = cut(text, inside, start, end)
        yield Line(
            tuple(Marked(one.text, " ".join(sorted({f"m-{mark.kind}" for mark in one.marks}))) for one in pieces), dim
        )


def _marks(read: Reading, said: Iterable[Statement]) -> Iterable[Mark]:
    for one in said:
        for kind, spans in (("content", one.content), ("cue", one.cue), ("source", one.source)):
            yield from (Mark(start, end, kind, one.id) for start, end in spans if start < end)
    for event in read.events:
        yield from (Mark(start, end, "event", event.id) for start, end in event.evidence if start < end)
        if event.date.start is not None and event.date.end is not None:
            yield Mark(event.date.start, event.date.end, "date", event.id)
    actors: list[Person | Organization] = [*read.persons, *read.organizations]
    for actor in actors:
        yield from (Mark(one.start, one.end, "mention", actor.id) for one in actor.mentions)
    if read.published.start is not None and read.published.end is not None:
        yield Mark(read.published.start, read.published.end, "published", "published")
