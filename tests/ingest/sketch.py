"""Readings written by hand, for tests of what becomes of them."""

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from timeline.extraction.dates.edtf import bounds
from timeline.extraction.holders import Register
from timeline.extraction.reading import (
    Codes,
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
from timeline.ingest import Visit, store
from timeline.ingest.storing import GIVEN
from timeline.models import Article

CALL = """Ministers speak by phone
Defense Minister Ana Ruiz of Spain and her German counterpart Karl Weber spoke by phone on Friday.
Ruiz reaffirmed the alliance, the ministry in Madrid said. Weber pledged close cooperation.
"""


@dataclass
class Sketch:
    """A text and what is read in it; every span is found by its words."""

    text: str = CALL
    published: str | None = "2024-12-20"
    persons: list[Person] = field(default_factory=list)
    organizations: list[Organization] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def span(self, words: str) -> Span:
        """Find words in the text."""
        start = self.text.index(words)
        return start, start + len(words)

    def person(self, name: str, country: str | None = None, *offices: Office, words: str = "") -> str:
        """Add a person who is named once in the text, by `words` if not by the name."""
        start, end = self.span(words or name)
        mention = Passage(self.text[start:end], start, end)
        self.persons.append(Person(f"p{len(self.persons) + 1}", name, country, offices, (mention,)))
        return self.persons[-1].id

    def body(self, name: str, country: str | None, words: str) -> str:
        """Add an organization."""
        start, end = self.span(words)
        body = Organization(f"o{len(self.organizations) + 1}", name, country, (Passage(words, start, end),))
        self.organizations.append(body)
        return body.id

    def event(
        self, *parties: str, words: str = "spoke by phone", edtf: str | None = "2024-12-20", **fields: Any
    ) -> str:
        """Add an event, a phone call held unless told otherwise."""
        basis = fields.pop("basis", "explicit" if edtf else "unknown")
        values = {"type": "phone_call", "status": "held", "main": True, "domestic": False, "first": False}
        values |= {
            "initiated_by": None,
            "readouts": (),
            "codes": Codes("041", "CONSULT", ("phone",)),
            "confidence": 0.9,
        }
        event = Event(
            id=f"e{len(self.events) + 1}",
            date=EventDate(edtf, *bounds(edtf), basis),
            participants=tuple(Participant(party, None, None) for party in parties),
            evidence=(self.span(words),),
            **(values | fields),
        )
        self.events.append(event)
        return event.id

    def statement(self, *speakers: str, words: str = "the alliance", cue: str = "reaffirmed", **fields: Any) -> str:
        """Add a statement with its content in `words`."""
        values = {"act": "reaffirm", "direct_quote": False, "relevance": "diplomatic", "confidence": 0.8} | fields
        self.statements.append(
            Statement(
                id=f"s{len(self.statements) + 1}",
                speakers=speakers,
                source=(),
                cue=(self.span(cue),),
                content=(self.span(words),),
                **values,
            )
        )
        return self.statements[-1].id

    def reading(self, **fields: Any) -> Reading:
        """Give the whole as a Reading."""
        when = Published(self.published, basis="stated") if self.published else Published()
        return replace(
            Reading(
                file="hand.txt",
                sha256=sha256(self.text.encode()).hexdigest(),
                chars=len(self.text),
                language="en",
                title=Passage(self.text.split("\n")[0], 0, self.text.index("\n")),
                published=when,
                persons=tuple(self.persons),
                organizations=tuple(self.organizations),
                events=tuple(self.events),
                statements=tuple(self.statements),
            ),
            **fields,
        )

    def store(
        self, reread: bool = False, register: Register | None = None, visit: Visit = GIVEN, **fields: Any
    ) -> Article:
        """Store the Reading and give the article."""
        reading = self.reading(**fields)
        return store(reading, self.text, extractor="test", reread=reread, register=register, visit=visit)[0]


def minister(country: str, role: str = "defence_minister", label: str = "Minister of Defense", **fields: Any) -> Office:
    """Make an office as a text gives it."""
    return Office(label, role, country, **fields)


def call(text: str = CALL, edtf: str | None = "2024-12-20", **fields: Any) -> Sketch:
    """Sketch the call of CALL: two ministers, one call, two statements."""
    sketch = Sketch(text, **({"published": fields.pop("published")} if "published" in fields else {}))
    ruiz = sketch.person("Ana Ruiz", "ESP", minister("ESP"))
    weber = sketch.person("Karl Weber", "DEU", minister("DEU"))
    ministry = sketch.body("Spain Ministry of Defense", "ESP", words="the ministry in Madrid")
    event = sketch.event(ruiz, weber, edtf=edtf, readouts=(ministry,), **fields)
    sketch.statement(ruiz, event=event, attributed_to=(ministry,), topics=("alliance",))
    sketch.statement(weber, event=event, words="close cooperation", cue="pledged", act="pledge", addressees=(ruiz,))
    return sketch


def retold(number: int) -> str:
    """Give the text of CALL as another article would print it."""
    return CALL.replace("Ministers speak by phone", f"Ministers speak by phone, {number}")
