"""Who acts in the text: the persons and organizations found, and whom each mention of them denotes.

`people` fills it in; statements and events ask it `who(span)`.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

from timeline.extraction.reading import Organization, Person, Span

MentionKind = Literal["name", "title", "pronoun", "group", "organization", "metonym", "country"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A stretch of words that denotes actors: `head` is the token that heads it, `actors` the ids (empty: unknown).

    `under` is the offset of the word that the mention is only a part of ("spokesman" for the second part of
    "a spokesman for President X"), None where it stands for itself.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    actors: tuple[str, ...]
    under: int | None = None


@dataclass(frozen=True, slots=True)
class Actors:
    """All persons, organizations and mentions of one text, mentions in text order and not overlapping.

    `officials` are the persons known to hold an office on the text's day, also where the text names none.
    """

    persons: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    officials: frozenset[str] = frozenset()

    def inside(self, span: Span) -> tuple[ActorMention, ...]:
        """Give the mentions that lie in a span."""
        first = bisect_left(self.mentions, span[0], key=lambda m: m.start)
        last = bisect_right(self.mentions, span[1], key=lambda m: m.start)
        return tuple(m for m in self.mentions[first:last] if m.end <= span[1])

    def at(self, offset: int) -> ActorMention | None:
        """Give the mention that covers an offset."""
        n = bisect_right(self.mentions, offset, key=lambda m: m.start) - 1
        return self.mentions[n] if n >= 0 and offset < self.mentions[n].end else None

    def who(self, span: Span) -> tuple[str, ...]:
        """Give the ids of the actors that a noun phrase denotes, each once; empty where nobody can be named.

        What only modifies the phrase's head does not count: "a spokesman for President X" is not X.
        """
        first = bisect_right(self.mentions, span[0], key=lambda m: m.end)
        last = bisect_left(self.mentions, span[1], key=lambda m: m.start)
        touched = self.mentions[first:last]
        found = [m for m in touched if m.under is None or not span[0] <= m.under < span[1]]
        return tuple(dict.fromkeys(actor for mention in found for actor in mention.actors))

    def country_of(self, actor: str) -> str | None:
        """Give the country of a person or organization."""
        found: tuple[Person | Organization, ...] = (*self.persons, *self.organizations)
        return next((a.country for a in found if a.id == actor), None)
