"""Who acts in the text: the persons and organizations found, and whom each mention of them denotes.

`people` fills it in; statements and events ask it `who(span)`.
"""

from dataclasses import dataclass
from typing import Literal

from timeline.extraction.reading import Organization, Person, Span

MentionKind = Literal["name", "title", "pronoun", "group", "organization", "metonym", "country"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A stretch of words that denotes actors: `head` is the token that heads it, `actors` the ids (empty: unknown)."""

    start: int
    end: int
    head: int
    kind: MentionKind
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actors:
    """All persons, organizations and mentions of one text, mentions in text order and not overlapping."""

    persons: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    mentions: tuple[ActorMention, ...] = ()

    def inside(self, span: Span) -> tuple[ActorMention, ...]:
        """Give the mentions that lie in a span."""
        return tuple(m for m in self.mentions if span[0] <= m.start and m.end <= span[1])

    def who(self, span: Span) -> tuple[str, ...]:
        """Give the ids of the actors that a noun phrase denotes, each once; empty where nobody can be named."""
        return tuple(dict.fromkeys(actor for mention in self.inside(span) for actor in mention.actors))
