"""A clue: one place of the text that tells of an event, before the clues of one event are brought together."""

from dataclasses import dataclass

from timeline.extraction.events.lexicon import Kind
from timeline.extraction.reading import DateMention, EventStatus, Span


@dataclass(frozen=True, slots=True)
class Clue:
    """What one place tells of an event.

    `token` is the trigger, `ours` and `theirs` the parties on each side (one side may be empty). `is_anaphor` says that
    the words point back ("the call", "their talks"). `has_medium` says that the words name how they spoke.
    `is_joint` says that all parties took part together (a conference call). `told` is the date of the report only.
    `status` is None where the words only name the event ("discussed the summit"). `is_open` says that the words do not
    tell a call from a meeting ("had a discussion"). `has_unnamed` says that a leader takes part whom nobody can name.
    `is_closed` says that the words name a partner ("with Asian leaders") whom nobody can resolve.
    `is_roster` says that the words only add who else took part. `is_abroad` says that a journey
    leads to another country. `is_from_many` says that each of `ours` called somebody whom nobody can name ("the Emir
    received calls from A and B").
    """

    kind: Kind
    token: int
    span: Span
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    status: EventStatus | None = "held"
    date: DateMention | None = None
    told: DateMention | None = None
    first: bool = False
    initiator: str | None = None
    is_anaphor: bool = False
    has_medium: bool = False
    is_joint: bool = False
    is_open: bool = False
    has_unnamed: bool = False
    is_closed: bool = False
    is_roster: bool = False
    is_abroad: bool = False
    is_from_many: bool = False

    @property
    def parties(self) -> tuple[str, ...]:
        """Give all parties, each once."""
        return tuple(dict.fromkeys((*self.ours, *self.theirs)))
