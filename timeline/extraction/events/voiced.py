"""Clues in quoted words: whose they are where no subject is said, and which day their "today" is."""

from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Token

from timeline.extraction.dates import edtf
from timeline.extraction.events import parties, when
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.judge import TALKS
from timeline.extraction.events.lexicon import words
from timeline.extraction.events.scene import Scene, subject, verb_above
from timeline.extraction.language import lemma
from timeline.extraction.reading import DateMention, Statement

# The first words of what is counted from the day of saying it, and by how many days.
DAYS_FROM_SAYING = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}
# Verbs that the parser takes for names where a post begins with them.
OPENERS = {"spoke": "speak", "talked": "talk", "phoned": "phone", "called": "call", "met": "meet"}
CLOSING_MARKS = frozenset({'"', "”", "''"})
POSTING = frozenset({"tweet", "post"})
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})


def voiced(scene: Scene, clue: Clue) -> Clue:
    """Complete a talk told in quoted words: "Spoke with X today," Y wrote on Tuesday."""
    said = next((s for s in scene.statements if s.direct_quote and _covers(s, clue)), None)
    if clue.kind.family not in TALKS:
        return clue
    if said is None or _names_speaker(scene, clue):
        teller = _teller(scene, clue)
        clue = replace(clue, ours=(*clue.ours, teller)) if teller else clue
        is_spoken = clue.date is not None and (bool(teller) or _is_quoted(scene, clue.date))
        day = clue.told or (_told_before(scene, clue) if is_spoken else None)
        if clue.date is None or day is None:
            return replace(clue, date=_unless_posted(scene, clue))
        return replace(clue, date=_as_said(clue.date, day)) if is_spoken else clue
    is_own = bool(clue.theirs) and not clue.ours and _has_no_subject(scene, clue)
    speakers = said.speakers if is_own and len(said.speakers) == 1 else ()
    clue = replace(clue, ours=speakers) if speakers and speakers[0] not in clue.theirs else clue
    day = when.of_cue(scene, said) or (clue.told if clue.date and _is_quoted(scene, clue.date) else None)
    day = day or (_told_before(scene, clue) if clue.date and not _is_posted(scene, said) else None)
    if clue.date and day is None and _is_posted(scene, said):
        # A post's "today" is the day of posting, which nobody tells.
        return replace(clue, date=None) if _is_of_posting(clue.date) else clue
    return replace(clue, date=_as_said(clue.date, day)) if clue.date and day else clue


def _told_before(scene: Scene, clue: Clue) -> DateMention | None:
    """Give the day of the report before: "…, the ministry said on Wednesday. “She spoke to him today,” it added"."""
    verbs = {lemma(above) for above in scene.doc[clue.token].ancestors}
    return None if verbs & POSTING else when.story_date(scene, clue.token, before_only=True)


def _is_quoted(scene: Scene, found: DateMention) -> bool:
    """Tell whether a day stands within quotation marks of its sentence."""
    place = scene.sentence(scene.token_at(found.start))
    before = scene.document.plain[scene.starts[place.first] : found.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _teller(scene: Scene, clue: Clue) -> str | None:
    """Give who tells of an own talk that is all that is quoted: "Good call with X today," Y wrote."""
    verb = next((above for above in scene.doc[clue.token].ancestors if lemma(above) in words("report_verbs")), None)
    if verb is None or len(clue.parties) != 1:
        return None
    is_quoted = verb.i > clue.token and any(token.text in CLOSING_MARKS for token in scene.doc[clue.token : verb.i])
    is_posted = is_quoted and bool(clue.theirs) and not clue.ours and _has_no_subject(scene, clue)
    found = parties.of_subject(scene, verb) if is_posted or _names_speaker(scene, clue) else ()
    # A name that ends the quotation stands right before the teller's.
    tellers = [actor for actor in found if actor in scene.persons and actor not in clue.parties]
    return tellers[0] if len(tellers) == 1 else None


def _names_speaker(scene: Scene, clue: Clue) -> bool:
    """Tell whether the speaker is one of those who talked: "President X and I had a call"."""
    verb = verb_above(scene.doc[clue.token]) if scene.doc[clue.token].pos_ == "NOUN" else scene.doc[clue.token]
    head = subject(verb) if verb is not None else None
    named = () if head is None else (head, *head.conjuncts)
    return len(named) > 1 and any(token.lower_ == "i" and token.i not in scene.mention_at for token in named)


def opens(scene: Scene, token: Token) -> bool:
    """Tell whether a word begins a sentence in the manner of posts: "Spoke with X today."."""
    if token.lower_ not in OPENERS or token.pos_ != "PROPN":
        return False
    return all(not scene.doc[i].is_alpha for i in range(scene.sentence(token.i).first, token.i))


def _covers(said: Statement, clue: Clue) -> bool:
    return any(start <= clue.span[0] < end for start, end in said.content)


def _has_no_subject(scene: Scene, clue: Clue) -> bool:
    """Tell whether a talk is told in the manner of posts: "Spoke with X", "Had a call with X"."""
    token = scene.doc[clue.token]
    if opens(scene, token):
        return True
    verb = token if token.pos_ in ("VERB", "AUX") else verb_above(token)
    if verb is None or token.dep_ in ("ccomp", "advcl", "dobj", "dep") and lemma(verb) in words("report_verbs"):
        return token.dep_ != "nsubj"
    return verb.tag_ in ("VBD", "VBN", "VBG") and subject(verb) is None


def _unless_posted(scene: Scene, clue: Clue) -> DateMention | None:
    """Give a clue's day, but not the day of posting where nothing tells which that was."""
    verbs = {lemma(above) for above in scene.doc[clue.token].ancestors}
    return None if clue.date and verbs & POSTING and _is_of_posting(clue.date) else clue.date


def _is_posted(scene: Scene, said: Statement) -> bool:
    return bool(said.cue) and lemma(scene.doc[scene.token_at(said.cue[0][0])]) in POSTING


def _is_of_posting(found: DateMention) -> bool:
    first, *rest = found.text.lower().split()
    return first in ("today", "tonight") or first == "this" and bool(rest) and rest[0] in PARTS_OF_DAY


def _as_said(found: DateMention, day: DateMention) -> DateMention:
    """Count "today", "this morning", "yesterday" from the day on which it was said."""
    words = found.text.lower().split()
    base = edtf.exact_day(day.edtf)
    is_counted = (
        words[0] in ("today", "tonight", "yesterday", "tomorrow") or len(words) > 1 and words[1] in PARTS_OF_DAY
    )
    if base is None or words[0] not in DAYS_FROM_SAYING or not is_counted:
        return found
    return replace(found, edtf=(base + timedelta(days=DAYS_FROM_SAYING[words[0]])).isoformat())
