"""The tense of the clause that an expression of time stands in."""

from typing import TYPE_CHECKING

from timeline.extraction.dates.rule import Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

# Passive participles of what is still to come: "scheduled for Friday", "due to meet on Monday".
_AHEAD = frozenset(
    ("scheduled", "planned", "expected", "set", "due", "slated", "postponed", "delayed", "poised", "bound", "supposed")
)
# "The visit on Tuesday was canceled" tells the day of the visit, "was canceled on Tuesday" that of the news.
_CALLED_OFF = frozenset(("canceled", "cancelled", "scrapped", "shelved", "called"))
_GONE = frozenset(("recent", "previous", "last", "earlier"))
# "Recalling her visit in April" tells of the past whatever the clause above says.
_LOOKING_BACK = frozenset(("recalling", "recounting", "remembering", "following", "marking"))
# Verbs in the past whose infinitive is still to come.
_PLANS = _AHEAD | frozenset(
    (
        "agreed",
        "planned",
        "intended",
        "decided",
        "promised",
        "vowed",
        "pledged",
        "wanted",
        "hoped",
        "offered",
        "invited",
    )
    + ("asked", "urged", "ordered", "prepared", "threatened", "arranged", "proposed", "needed", "likely", "vowing")
)
# Verbs whose present tense with a day tells what is on the calendar: "the two meet Monday".
_SCHEDULED = frozenset(
    ("meet", "meets", "arrive", "arrives", "leave", "leaves", "travel", "travels", "begin", "begins", "start", "starts")
    + ("open", "opens", "convene", "convenes", "vote", "votes", "go", "goes", "depart", "departs", "expire", "expires")
)
_SAYING = frozenset(
    ("said", "told", "announced", "confirmed", "added", "stated", "reported", "wrote", "declared", "warned", "revealed")
    + ("disclosed", "explained", "noted", "tweeted", "posted")
)
# What somebody was "looking forward to" is still to come.
_LOOK = frozenset(("look", "looks", "looked", "looking"))
_MODALS = frozenset(("would", "could", "may", "might", "can", "should", "must", "'d", "to", "ca"))
_NOW_OR_MODAL = _MODALS | {"is", "are", "'s", "'re", "am", "'m"}
# Prepositions after which "Friday's talks" take the tense of the clause; elsewhere such talks are over.
_AT = frozenset(("at", "for", "in", "during", "before", "of", "until"))
_FUTURE_AUX = frozenset(("will", "shall", "'ll", "wo"))
# Words before the date that say it is still to come: "ahead of Friday's summit", "until Monday".
_AHEAD_WORDS = frozenset(("until", "till", "upcoming", "ahead", "effective"))
# Calls that a text names by their day are over: "the transcript of his July 25 call"; a summit may be still to come.
_CALLS = frozenset(("call", "calls", "conversation", "conversations"))
_DEFINITE = frozenset(("the", "that", "this", "his", "her", "their"))
# Prepositions before a call that say when another thing happens, so nothing of the call's own time.
_TOWARDS = frozenset(("at", "for", "before", "until", "to"))
# "In a long telephone call late on Tuesday": a setting begins at most so many words before its day.
_SETTING_REACH = 8
# No clause is deeper; a broken parse must not cost time.
_MAX_CLIMB = 25


def tense_at(token: "Token", first: "Token | None" = None) -> Tense:
    """Give the tense of the verb that governs a date, climbing from clause to clause.

    `token` is the date's main word, `first` the first word of the expression ("9 a.m." in "9 a.m. Tuesday").
    """
    first = first or token
    before = [word.lower_ for word in token.doc[max(first.i - 3, 0) : first.i]]
    if (
        before[-1:] in (["until"], ["till"])
        and _is_reached(token)
        or before[-2:] in (["until", "after"], ["till", "after"])
    ):
        # "Was kept secret until after Tuesday's meeting".
        return "past"
    if any(word in _AHEAD_WORDS for word in before[-2:]) or before[-2:] in (["early", "as"], ["soon", "as"]):
        return "future"
    if _is_of_the_past(token) or _is_of_saying(token, first) or _is_of_a_call(token) or _opens_the_past(token, first):
        return "past"
    found = _climb(token.sent.root if _is_set_off(first) else token)
    if found == "future" and _is_possessive(token) and before[-1:] and before[-1] not in _AT:
        return "past"
    return "future" if before[-1:] in (["by"], ["through"]) and found != "past" else found


def _is_of_saying(token: "Token", first: "Token") -> bool:
    """Tell whether a date follows a verb of saying at once, whatever is said: "said on Tuesday he would speak"."""
    at = first.i - 1
    if at > 0 and first.doc[at].lower_ == "on":
        at -= 1
    said = first.doc[max(at, 0)]
    if said.pos_ == "NOUN" and at > 0 and first.doc[at - 1].lower_ == "told":
        said = first.doc[at - 1]
    return said.tag_ == "VBD" and said.lower_ in _SAYING and not _is_possessive(token)


def _is_set_off(first: "Token") -> bool:
    """Tell whether a date stands in a setting set off by a comma: "said that it would help, in a call on Tuesday"."""
    for at in range(first.i - 1, max(first.i - _SETTING_REACH, first.sent.start), -1):
        word = first.doc[at]
        if word.pos_ in ("VERB", "AUX") or word.text in (";", '"'):
            return False
        if word.lower_ in ("in", "during") and first.doc[at - 1].text == ",":
            return first.doc[at + 1].tag_ == "DT" and first.sent.root.tag_ == "VBD" and first.sent.root.i < at
    return False


def _is_of_the_past(token: "Token") -> bool:
    """Tell whether a date belongs to a thing that is over: "their recent talks in September"."""
    above = token.head
    thing = above.head if above.pos_ == "ADP" else above
    if token.i > 1 and token.nbor(-1).pos_ == "ADP" and token.nbor(-2).pos_ == "NOUN":
        thing = token.nbor(-2)
    return thing.pos_ == "NOUN" and any(child.lower_ in _GONE for child in thing.lefts)


def _is_reached(token: "Token") -> bool:
    """Tell whether what waited for a day happened on it: "did not speak until Tuesday"."""
    verb = token.head.head
    return {"did", "had"} & {child.lower_ for child in verb.children} != set() and any(
        child.dep_ == "neg" for child in verb.children
    )


def _is_of_a_call(token: "Token") -> bool:
    """Tell whether a date names a known call, whatever the clause says: "will release the notes of his May call"."""
    call = token.head
    if call.i <= token.i or call.lower_ not in _CALLS or token.dep_ not in ("compound", "nmod", "amod", "npadvmod"):
        return False
    if call.dep_ != "pobj":
        return any(child.dep_ == "poss" or child.lower_ in _DEFINITE for child in call.lefts)
    before, verb = call.head.lower_, call.head.head
    if before in ("in", "during", "on"):
        return not any(child.lower_ in _FUTURE_AUX or child.lower_ == "would" for child in verb.children)
    return before not in _TOWARDS


def _opens_the_past(token: "Token", first: "Token") -> bool:
    """Tell whether a date closes the setting of a sentence in the past: "In a call July 25, he pressed X to open"."""
    doc, start, stop = token.doc, token.sent.start, token.sent.end
    setting = doc[start : first.i]
    if not setting or len(setting) > _SETTING_REACH or setting[0].lower_ not in ("in", "during"):
        return False
    comma = next((i for i in range(token.i + 1, min(token.i + 4, stop)) if doc[i].text == ","), None)
    if comma is None or not any(word.lower_ in _CALLS for word in setting):
        return False
    finite = next((word for word in doc[comma:stop] if word.tag_ in ("VBD", "VBN", "VBZ", "VBP", "MD")), None)
    return finite is not None and finite.tag_ in ("VBD", "VBN")


def _verb_before(token: "Token") -> "Token | None":
    """Give the last verb before a date in its clause, where the parse ties the date to a verb of the clause behind.

    "As he prepared to meet her for the first time Wednesday, the government continued …"
    """
    head = token.head if token.head.pos_ in ("VERB", "AUX") else token.head.head
    if head.i <= token.i or not any(word.text == "," for word in token.doc[token.i : head.i]):
        return None
    start = token.sent.start
    for word in reversed(token.doc[start : token.i]):
        if word.text in (",", ";", ":", '"'):
            return None
        if word.pos_ == "VERB":
            return word
    return None


def _is_possessive(token: "Token") -> bool:
    return any(child.tag_ == "POS" for child in token.children)


def _climb(token: "Token") -> Tense:
    current = _verb_before(token) or token
    for _ in range(_MAX_CLIMB):
        if current.lower_ == "due" and current.pos_ == "ADJ":
            return "future"
        if current.lower_ in _CALLED_OFF and current.tag_ == "VBN" and token.i < current.i:
            return "future"
        if current.lower_ in _LOOK and any(child.lower_ == "forward" for child in current.children):
            return "future"
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
        return "future" if verb.lower_ in ("planned", "scheduled") else "past"
    if verb.tag_ in ("VBZ", "VBP"):
        ahead = verb.lower_ in _SCHEDULED or (verb.dep_ == "advcl" and _is_ahead(verb.head)) or _is_due(verb)
        return "future" if ahead else "present"
    if verb.lower_ in _LOOKING_BACK:
        return "past"
    if verb.tag_ == "VBN":
        if verb.lower_ in _AHEAD and (helpers or verb.lower_ != "set"):
            return "future"
        return "past" if not helpers or "have" in helpers else _modal(helpers)
    if verb.tag_ == "VB":
        return _infinitive(verb) if "to" in helpers or not helpers else _modal(helpers)
    if verb.tag_ == "VBG" and any(helper in _NOW_OR_MODAL for helper in helpers):
        return "future"
    return None


def _is_ahead(verb: "Token") -> bool:
    """Tell whether a main verb is in the future: "will be raised when he attends the summit Wednesday"."""
    return any(child.lower_ in _FUTURE_AUX for child in verb.children)


def _is_due(verb: "Token") -> bool:
    """Tell whether a verb of being says that something is still to come: "is due in Tokyo on Sunday"."""
    return any(child.dep_ in ("acomp", "attr") and child.lower_ in _AHEAD for child in verb.children)


def _infinitive(verb: "Token") -> Tense | None:
    """Give the future for what is planned ("agreed to meet"), None where the verb above decides ("began to leave")."""
    head = verb.head
    if verb.dep_ in ("relcl", "acl") and head.dep_ == "attr" and head.head.tag_ == "VBD":
        # "Was the first leader to call" tells what the leader did.
        return "past"
    if head is verb or verb.dep_ not in ("xcomp", "ccomp", "advcl"):
        return "future"
    return None if head.tag_ in ("VBD", "VBN") and head.lower_ not in _PLANS else "future"


def _modal(helpers: list[str]) -> Tense:
    if "have" in helpers or "did" in helpers:
        return "past"
    return "future" if any(helper in _MODALS for helper in helpers) else "past"
