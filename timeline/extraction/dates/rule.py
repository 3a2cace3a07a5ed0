"""What a rule of the grammar is: a pattern that finds an expression and a function that gives its value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from timeline.extraction.dates import edtf

Kind = Literal["date", "duration", "set", "time"]
Tense = Literal["past", "present", "future"]
Groups = Mapping[str, str | None]


@dataclass(slots=True)
class Context:
    """What an expression is seen from: the day of the story, the tense of its clause, the dates told before.

    `base` is None where the day of the story is unknown; `story` grows as the expressions are resolved, `quarter` is
    the last quarter of a year named outright, which "a year earlier" counts from in company results; `same_sentence` is
    the last day told in this sentence, `just_before` that of the one before.
    """

    base: date | None
    tense: Tense = "past"
    story: list[str] = field(default_factory=list)
    quarter: str | None = None
    same_sentence: str | None = None
    just_before: str | None = None

    @property
    def last_day(self) -> date | None:
        """Give the last single day told."""
        return next((day for value in reversed(self.story) if (day := edtf.exact_day(value))), None)

    @property
    def last_value(self) -> str | None:
        """Give the last date told, of any length."""
        return self.story[-1] if self.story else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `value` gives EDTF, or None where the expression has no calendar value of its own."""

    name: str
    pattern: str
    value: Callable[[Groups, Context], str | None]
    kind: Kind = "date"
    needs_base: bool = True


def nothing(groups: Groups, context: Context) -> None:
    """Give no value: durations, sets, and what only looks like a date."""
