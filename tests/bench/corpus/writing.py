"""Write one article and note, while writing, where everything stands: text and Reading come from one hand."""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from random import Random
from typing import Any

from tests.bench.corpus.world import Encounter, Envoy, sentences
from timeline.extraction.reading import (
    Codes,
    DateMention,
    Event,
    EventDate,
    Office,
    Organization,
    Participant,
    Passage,
    Person,
    Published,
    Reading,
    Span,
    Statement,
)

_MARKS = re.compile(r"(</?(?:event|cue|said)>|\{\w+\})")


@dataclass(frozen=True, slots=True)
class Words:
    """What the slots of a sentence are filled with."""

    met: Encounter
    speaker: Envoy
    other: Envoy
    published: date
    chance: Random

    def fill(self, slot: str, one: Envoy, other: Envoy) -> str:
        """Give the words for a slot that names no person."""
        fixed = {
            "a": one.country.name,
            "b": other.country.name,
            "a_adj": one.country.adjective,
            "b_adj": other.country.adjective,
            "a_seat": one.country.seat,
            "b_seat": other.country.seat,
        }
        return fixed.get(slot) or self.chance.choice(sentences()[slot])

    @property
    def day(self) -> str:
        """Give the words for the day of the encounter: a weekday, or the date."""
        return f"on {self.met.day:%A}" if self.chance.random() < 0.6 else f"on {self.met.day:%B} {self.met.day.day}"


@dataclass
class Writer:
    """An article being written."""

    words: Words
    text: str = ""
    title_end: int = 0
    is_domestic: bool = False
    mentions: dict[Envoy, list[Passage]] = field(default_factory=dict)
    offices: dict[Envoy, Span] = field(default_factory=dict)
    bodies: list[Passage] = field(default_factory=list)
    dates: list[Passage] = field(default_factory=list)
    event: list[Span] = field(default_factory=list)
    said: list[tuple[str, Envoy, Envoy, dict[str, list[Span]]]] = field(default_factory=list)

    def title(self) -> None:
        """Write the headline."""
        one, other = self.words.speaker, self.words.other
        verb = "meets" if self.words.met.type == "meeting" else "speaks by phone with"
        self.text = f"{one.country.name}'s {one.title} {verb} {other.country.adjective} counterpart"
        self.title_end = len(self.text)
        self.paragraph()

    def paragraph(self) -> None:
        """Begin a paragraph, if the last one has any words."""
        if not self.text.endswith("\n"):
            self.text += "\n\n"

    def lead(self, line: str) -> None:
        """Write the sentence that tells of the event."""
        self.event += self._write(line, self.words.speaker, self.words.other)["event"]

    def statement(self, line: str, *, turned: bool) -> None:
        """Write what one side said; `turned`, the other."""
        act, _, sentence = line.partition("\t")
        one, other = self.words.speaker, self.words.other
        one, other = (other, one) if turned else (one, other)
        spans = self._write(sentence, one, other)
        self.said.append((act, one, other, spans))

    def plain(self, line: str) -> None:
        """Write a sentence that tells of nobody."""
        self._write(line, self.words.speaker, self.words.other)

    def reprinted(self, line: str) -> "Writer":
        """Give the same article with a line below it, as another outlet prints it."""
        again = deepcopy(self)
        again.text += f"\n\n{line}"
        return again

    def piece(self, name: str, outlet: str, published: date) -> Any:
        """Give the finished article."""
        from tests.bench.corpus.articles import Piece

        number = None if self.is_domestic else self.words.met.number
        day = published.isoformat()
        return Piece(name, self.text, outlet, day, self._reading(name, outlet, day), number)

    def _write(self, line: str, one: Envoy, other: Envoy) -> dict[str, list[Span]]:
        """Write a sentence; give where its marked parts stand."""
        spans: dict[str, list[Span]] = {"event": [], "cue": [], "said": [], "who": []}
        opened: dict[str, int] = {}
        if self.text and not self.text.endswith("\n"):
            self.text += " "
        for part in _MARKS.split(line):
            if part.startswith("</"):
                spans[part[2:-1]].append((opened[part[2:-1]], len(self.text)))
            elif part.startswith("<"):
                opened[part[1:-1]] = len(self.text)
            elif part in ("{A}", "{B}"):
                self._name(one if part == "{A}" else other, spans)
            elif part.startswith("{"):
                self._slot(part[1:-1], one, other)
            else:
                self.text += part
        return spans

    def _slot(self, slot: str, one: Envoy, other: Envoy) -> None:
        start = len(self.text)
        if slot == "ministry":
            self.text += f"the {self.words.speaker.country.adjective} {self.words.speaker.ministry}"
            self.bodies.append(Passage(self.text[start + 4 :], start + 4, len(self.text)))
        elif slot in ("day", "day_first"):
            words = self.words.day
            self.text += words if slot == "day" else words[0].upper() + words[1:]
            self.dates.append(Passage(self.text[start + 3 :], start + 3, len(self.text)))
        else:
            self.text += self.words.fill(slot, one, other)

    def _name(self, envoy: Envoy, spans: dict[str, list[Span]]) -> None:
        """Name somebody: in full with the office the first time, then by the surname."""
        known = self.mentions.setdefault(envoy, [])
        name = envoy.surname if known else envoy.name
        if not known:
            start = len(self.text)
            self.text += f"{envoy.country.adjective} {envoy.title} "
            self.offices[envoy] = (start, len(self.text) - 1)
        start = len(self.text)
        self.text += name
        known.append(Passage(name, start, len(self.text)))
        spans["who"].append((start, len(self.text)))

    def _reading(self, name: str, outlet: str, day: str) -> Reading:
        ids = {envoy: f"p{place}" for place, envoy in enumerate(self.mentions, 1)}
        body = self.words.speaker
        bodies = [Organization("o1", f"{body.country.name} {body.ministry}", body.country.code, tuple(self.bodies))]
        return Reading(
            file=name,
            sha256=sha256(self.text.encode()).hexdigest(),
            chars=len(self.text),
            language="en",
            title=Passage(self.text[: self.title_end], 0, self.title_end) if self.title_end else None,
            published=Published(edtf=day, basis="supplied"),
            outlet=outlet,
            dates=tuple(DateMention(d.start, d.end, d.text, self._day, "relative") for d in self.dates),
            persons=tuple(self._person(envoy, ids[envoy]) for envoy in self.mentions),
            organizations=tuple(bodies) if self.bodies else (),
            events=(self._event(ids),) if self.event else (),
            statements=tuple(self._statement(place, ids) for place in range(len(self.said))),
        )

    @property
    def _day(self) -> str:
        return self.words.met.day.isoformat()

    def _person(self, envoy: Envoy, local_id: str) -> Person:
        office = Office(
            f"{envoy.country.adjective} {envoy.title}",
            envoy.role,
            envoy.country.code,
            evidence=(self.offices[envoy],),
        )
        return Person(local_id, envoy.name, envoy.country.code, (office,), tuple(self.mentions[envoy]))

    def _event(self, ids: dict[Envoy, str]) -> Event:
        called = self.words.met.type == "phone_call"
        when = self.dates[0]
        return Event(
            id="e1",
            type=self.words.met.type,
            status="held",
            main=True,
            domestic=False,
            date=EventDate(self._day, self._day, self._day, "relative", when.start, when.end),
            participants=tuple(Participant(ids[envoy], envoy.title, envoy.country.code) for envoy in ids),
            first=False,
            initiated_by=None,
            readouts=("o1",) if self.bodies else (),
            codes=Codes("041", "CONSULT", ("phone",)) if called else Codes("040", "CONSULT", ("meet",)),
            evidence=tuple(self.event),
            confidence=0.9,
        )

    def _statement(self, place: int, ids: dict[Envoy, str]) -> Statement:
        act, speaker, other, spans = self.said[place]
        reported = any(start <= body.start < end for body in self.bodies for start, end in [self._sentence(spans)])
        start, end = spans["said"][0]
        return Statement(
            id=f"s{place + 1}",
            speakers=(ids[speaker],),
            act=act,
            source=tuple(spans["who"][:1]),
            cue=tuple(spans["cue"]),
            content=tuple(spans["said"]),
            direct_quote=self.text[start - 1 : start] == '"',
            addressees=(ids[other],) if len(spans["who"]) > 1 else (),
            attributed_to=("o1",) if reported else (),
            event="e1",
            confidence=0.8,
        )

    def _sentence(self, spans: dict[str, list[Span]]) -> Span:
        places = [place for kind in spans.values() for place in kind]
        first, last = min(start for start, _ in places), max(end for _, end in places)
        stop = self.text.find(".", last)
        return first, stop if stop > 0 else len(self.text)
