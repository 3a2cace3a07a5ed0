"""The Reading: what one document says, every item tied to the words that prove it.

All offsets are Unicode code points into the decoded text as given, end exclusive: `text[start:end]` is the evidence.
Dates are EDTF (ISO 8601-2), countries ISO 3166-1 alpha-3, codes CAMEO and PLOVER.
Ids (`p1`, `o1`, `e1`, `s1`) hold within one Reading only.
"""

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal, cast

Span = tuple[int, int]

PublishedBasis = Literal["stated", "supplied", "inferred", "unknown"]
DateBasis = Literal["explicit", "relative", "dateline", "reported_on", "inferred", "unknown"]
DateKind = Literal["date", "duration", "set", "time"]
EventStatus = Literal["held", "planned", "cancelled", "background", "hypothetical", "denied"]
Modality = Literal["asserted", "planned", "denied", "hypothetical"]
Relevance = Literal["diplomatic", "other"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the text and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, and day if printed, that open a wire story: `SEOUL, May 9 (Yonhap) --`."""

    place: str
    edtf: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Published:
    """When the text appeared: one EDTF value, how it is known, and each reason in a plain sentence."""

    edtf: str | None = None
    datetime: str | None = None
    basis: PublishedBasis = "unknown"
    why: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """An expression of time in the text and its EDTF value (`XXXX-12-21` where no year can be derived).

    A time of day (`kind` time) has the value of its day.
    """

    start: int
    end: int
    text: str
    edtf: str
    basis: DateBasis
    kind: DateKind = "date"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that the text gives a person: label as a title, role as a code of `data/offices`, and its words."""

    label: str
    role: str
    country: str | None
    acting: bool = False
    former: bool = False
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A named person; `mentions` are the places of the name forms, titles left out."""

    id: str
    name: str
    country: str | None
    offices: tuple[Office, ...] = ()
    mentions: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """A government, ministry or body that acts or speaks in the text, metonyms resolved."""

    id: str
    name: str
    country: str | None
    mentions: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class EventDate:
    """An event's day as this text gives it; `min` and `max` are ISO days, None where open or unknown."""

    edtf: str | None
    min: str | None
    max: str | None
    basis: DateBasis
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A party to an event: the id of a person or an organization, with the office held at the time."""

    id: str
    office: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Codes:
    """The field's codes for an event: CAMEO and PLOVER with its modes."""

    cameo: str | None = None
    plover: str | None = None
    plover_mode: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One call, meeting or other act; one event however often the text mentions it."""

    id: str
    type: str
    status: EventStatus
    main: bool
    domestic: bool
    date: EventDate
    participants: tuple[Participant, ...]
    first: bool
    initiated_by: str | None
    readouts: tuple[str, ...]
    codes: Codes
    evidence: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class PhraseUse:
    """A phrase of the diplomatic lexicon and where it stands."""

    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what to whom; `source`, `cue` and `content` are spans as in the attribution corpora."""

    id: str
    speakers: tuple[str, ...]
    act: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    direct_quote: bool
    addressees: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    event: str | None = None
    topics: tuple[str, ...] = ()
    phrases: tuple[PhraseUse, ...] = ()
    modality: Modality = "asserted"
    relevance: Relevance = "diplomatic"
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document."""

    file: str
    sha256: str
    chars: int
    language: str
    title: Passage | None = None
    subtitle: Passage | None = None
    byline: tuple[Passage, ...] = ()
    dateline: Dateline | None = None
    published: Published = field(default_factory=Published)
    outlet: str | None = None
    url: str | None = None
    boilerplate: tuple[Span, ...] = ()
    dates: tuple[DateMention, ...] = ()
    persons: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the Reading as plain dicts, lists, strings and numbers, ready for `json.dumps`."""
        return cast(dict[str, Any], _plain(self))


def _plain(value: Any) -> Any:
    """Give a value as `dataclasses.asdict` does, which takes thrice the time."""
    kind: Any = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return tuple(map(_plain, value))
    return {name: _plain(getattr(value, name)) for name in _names_of(kind)}


_ATOMS = frozenset({str, int, float, bool, type(None)})


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
