"""What the finder hands on: an expression of time as it stands in the text."""

from dataclasses import dataclass

from timeline.extraction.dates.rule import Kind


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time as it stands in the text, not yet resolved; `rule` names the rule that found it."""

    start: int
    end: int
    text: str
    kind: Kind = "date"
    rule: str = ""
    core: int = 0
