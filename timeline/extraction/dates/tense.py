"""The tense of the clause that an expression of time stands in."""

from typing import TYPE_CHECKING

from timeline.extraction.dates.rule import Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

# Passive participles of what is still to come: "scheduled for Friday", "due to meet on Monday".
_AHEAD = frozenset(
    ("scheduled", "planned", "expected", "set", "due", "slated", "postponed", "delayed", "poised", "bound")
)
_FUTURE_AUX = frozenset(("will", "shall", "'ll", "wo"))
# Words before the date that say it is still to come: "ahead of Friday's summit", "until Monday".
_AHEAD_WORDS = frozenset(("until", "till", "upcoming", "ahead"))
# No clause is deeper; a broken parse must not cost time.
_MAX_CLIMB = 25


def tense_at(token: "Token") -> Tense:
    """Give the tense of the verb that governs a token, climbing from clause to clause."""
    if any(word.lower_ in _AHEAD_WORDS for word in token.doc[max(token.i - 2, 0) : token.i]):
        return "future"
    current = token
    for _ in range(_MAX_CLIMB):
        if current.pos_ in ("VERB", "AUX"):
            found = _tense_of(current)
            if found:
                return found
        if current.head is current or current.head.i == current.i:
            break
        current = current.head
    return "present"


def _tense_of(verb: "Token") -> Tense | None:
    helpers = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(helper in _FUTURE_AUX for helper in helpers):
        return "future"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    if verb.tag_ == "VBN":
        if verb.lower_ in _AHEAD:
            return "future"
        return "past" if helpers else None
    if verb.tag_ == "VB":
        return "future" if "to" in helpers or not helpers else _modal(helpers)
    if verb.tag_ == "VBG" and any(helper in ("is", "are", "'s", "'re", "am") for helper in helpers):
        return "future"
    return None


def _modal(helpers: list[str]) -> Tense:
    return "past" if any(helper in ("did", "had", "could", "would", "n't") for helper in helpers) else "future"
