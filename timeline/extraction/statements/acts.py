"""The speech act of a statement: by its verb, by the object noun of a light verb, else by the content's words."""

import re
from functools import cache

from timeline.extraction.statements.cues import (
    ACT_BY_CONTENT,
    ACT_BY_JUDGEMENT,
    ACT_BY_NOUN,
    ACT_BY_STANDING,
    act_nouns,
    rows,
)

# Apostrophes are made straight; brackets, which mark an editor's words in a quotation, are dropped.
PLAIN = str.maketrans({"’": "'", "(": "", ")": "", "[": "", "]": ""})
DEFAULT_ACT = "note"
# Calling something a name is a judgement, mostly a bad one.
JUDGEMENT = "criticise"
# Confirmed by several, or as something that holds on, it is a position; else it is news.
STANDING = re.compile(
    r"\b(commit\w*|support\w*|resolve|readiness|determination|continu\w+|remain\w*|policy|position)\b"
)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((act, re.compile(pattern)) for act, pattern in rows("act_words.tsv"))


def decide(act: str, content: str, head_noun: str | None, is_joint: bool = False) -> str:
    """Decide the act from the lexicon's word on the verb, the content, the noun that heads it, and who says it."""
    if act == ACT_BY_STANDING:
        return "reaffirm" if is_joint or STANDING.search(content.lower()) else "announce"
    if act == ACT_BY_NOUN:
        act = act_nouns().get(head_noun or "", "other")
    if act == ACT_BY_JUDGEMENT:
        found = by_content(content)
        return JUDGEMENT if found in (DEFAULT_ACT, "announce", "share_assessment") else found
    return by_content(content) if act == ACT_BY_CONTENT else act


def by_content(content: str) -> str:
    """Give the act that the words of a content point to."""
    low = " ".join(content.lower().translate(PLAIN).split())
    return next((act for act, pattern in _patterns() if pattern.search(low)), DEFAULT_ACT)
