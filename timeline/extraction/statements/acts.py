"""The speech act of a statement: by its verb, by the object noun of a light verb, else by the content's words."""

import re
from functools import cache

from timeline.extraction.statements.cues import ACT_BY_CONTENT, ACT_BY_NOUN, rows

DEFAULT_ACT = "note"


@cache
def nouns() -> dict[str, str]:
    """Give the speech act of each noun of the lexicon."""
    return dict(rows("act_nouns.tsv"))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((act, re.compile(pattern)) for act, pattern in rows("act_words.tsv"))


def decide(act: str, content: str, head_noun: str | None) -> str:
    """Decide the act from the lexicon's word on the verb, the content, and the noun that heads it."""
    if act == ACT_BY_NOUN:
        return nouns().get(head_noun or "", "other")
    return by_content(content) if act == ACT_BY_CONTENT else act


def by_content(content: str) -> str:
    """Give the act that the words of a content point to."""
    low = " ".join(content.lower().replace("’", "'").split())
    return next((act for act, pattern in _patterns() if pattern.search(low)), DEFAULT_ACT)
