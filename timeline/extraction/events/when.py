"""When it happened: the date that goes with the trigger, or else only the date of the report."""

import itertools
import re
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from timeline.extraction.dates import edtf
from timeline.extraction.events.arranging import PREPARATIONS
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import words
from timeline.extraction.events.scene import Place, Scene, verb_above
from timeline.extraction.events.status import PLANS
from timeline.extraction.language import lemma
from timeline.extraction.printed import MONTHS, WEEKDAYS
from timeline.extraction.reading import DateMention, EventDate, Statement

# A date that the parser left hanging belongs to a trigger this near, if no other verb stands between.
NEAR = 6
# "late on Monday", "on the evening of May 3": so many words lie between a date and the verb it hangs on; a date deeper
# down is part of another phrase ("meddling in the 2016 election").
MAX_STEPS = 3
ELSEWHERE = -1
# What a gathering is scheduled to do on a day.
COURSE = frozenset(
    {"begin", "start", "end", "open", "close", "take", "resume", "conclude", "continue", "happen", "occur", "sign"}
)
# "On Thursday confirmed the call" dates the confirming.
CONFIRMING = frozenset({"confirm", "disclose", "reveal"})
HAPPENING = frozenset({"take", "happen", "occur"})
# "A call he had with Y last week".
CARRYING = frozenset({"have", "hold"})
HOLDING = frozenset({"hold", "schedule", "slate", "set", "plan", "expect"})
# "Meet on the sidelines of a gathering to be held in May": the gathering's day is theirs.
BESIDE = frozenset({"sideline", "margin", "occasion"})
# Prepositions that make a talk the setting of what was said.
SETTING = frozenset({"in", "during", "at", "on", "over", "by"})
# "Called him Friday hours after the attack".
UNITS = frozenset({"minute", "hour", "day", "week", "morning", "afternoon", "evening", "night"})
# "In his June 4 speech" dates what was said in it.
SAYINGS = frozenset({"speech", "statement", "interview", "address", "remark", "briefing", "conference", "post"})
# "Came a day before the vote" gives the day of the vote.
DAYS_FROM = re.compile(r"(?i)(?:a|one|the|two|three|\d+) days? (?:before|after)$")
BARE_WEEKDAY = re.compile(rf"(?i)(?:on )?(?:{'|'.join(WEEKDAYS)})(?:'s|’s)?(?: (?:morning|afternoon|evening|night))?$")
BARE_MONTH = re.compile(rf"(?i)(?:in )?(?:{'|'.join(MONTHS)})\.?$")
WEEK = timedelta(days=7)
# A story is printed at most so many days after its dateline.
DATELINE_AGE = timedelta(days=3)
UNKNOWN = EventDate(None, None, None, "unknown")


def dated(scene: Scene, clue: Clue, others: frozenset[int] = frozenset()) -> Clue:
    """Give a clue its date, or the date of the report that tells of it, from its own sentence.

    A date beyond another trigger (`others`) is that one's: "in a call she recalled his visit in May".
    """
    trigger = scene.doc[clue.token]
    anchors = _anchors(trigger)
    # "Spoke on Tuesday, a week after their meeting": the day is not the meeting's.
    is_aside = trigger.dep_ == "pobj" and trigger.head.lower_ in ("after", "before") and trigger.head.n_lefts > 0
    own, told = [], []
    for found in scene.dates_in(scene.sentence(clue.token)):
        place = scene.place(found.start, found.end)
        if _is_of_something_else(scene, clue, place, found) and not _is_of_when(trigger, place):
            continue
        holder = _told_at(scene, place, clue.token)
        holder = _holder(scene, place.first, place.stop, trigger, others) if holder is None else holder
        if _is_next(scene, clue.token, place.first):
            holder = clue.token
        if is_aside and place.first < clue.token and holder in anchors and holder != clue.token:
            continue
        if holder != clue.token and _is_beyond(place.first, clue.token, others):
            continue
        if holder in anchors or _is_of_when(trigger, place):
            own.append((abs(place.first - clue.token), found))
        elif holder is not None and lemma(scene.doc[holder]) in words("report_verbs") and edtf.names_a_day(found.edtf):
            told.append((abs(place.first - clue.token), found))
        elif holder is None or _is_near(scene, place.first, place.stop, clue.token):
            own.append((abs(place.first - clue.token) + NEAR, found))
    own = [pair for pair in own if not _is_of_promise(scene, clue, pair[1])] or own
    nearest = _of_status(scene, clue, min(own, key=_rank)[1]) if own else None
    report = min(told, key=lambda pair: pair[0])[1] if told else None
    return replace(clue, date=nearest, told=report)


def _is_of_when(trigger: Token, place: Place) -> bool:
    """Tell the day that a clause is about: "the first since February 2022, when they met in Munich"."""
    is_when = trigger.dep_ == "relcl" and _has_when(trigger)
    return is_when and place.first <= trigger.head.i < place.stop


def _has_when(verb: Token) -> bool:
    return any(child.lower_ == "when" for child in verb.children)


def _is_of_promise(scene: Scene, clue: Clue, found: DateMention) -> bool:
    """Tell the day on which a plan was made: "promised aid on Monday and invited him for June"."""
    today, last = edtf.day_bounds(scene.published.edtf)[1], edtf.day_bounds(found.edtf)[1]
    is_plan = clue.status == "planned" and clue.kind.family == "meet" and found.start < clue.span[0]
    return is_plan and today is not None and last is not None and last < today


def _of_status(scene: Scene, clue: Clue, found: DateMention) -> DateMention:
    """Move a bare weekday to the side of today that the status tells: "ahead of a call on Friday".

    The tense alone, which the date was resolved by, is that of the clause around.
    """
    today, day = edtf.day_bounds(scene.published.edtf)[1], edtf.exact_day(found.edtf)
    trigger = scene.doc[clue.token]
    is_to_come = _is_still_ahead(trigger) or clue.status == "planned" and not _is_past_plan(trigger)
    if today is not None and BARE_MONTH.match(found.text) and is_to_come:
        return _in_coming_year(found, today)
    if today is None or day is None or not BARE_WEEKDAY.match(found.text):
        return found
    is_own = trigger.is_ancestor(scene.doc[scene.token_at(found.start)]) or _is_for(scene, found)
    verb = verb_above(trigger)
    is_own = is_own or verb is not None and trigger.idx < found.start < verb.idx
    is_ahead = clue.status == "planned" or clue.status == "cancelled" and trigger.pos_ == "NOUN"
    is_ahead = is_ahead or _is_still_ahead(trigger)
    if is_ahead and day < today and is_own and not _is_past_plan(trigger):
        return replace(found, edtf=(day + WEEK).isoformat())
    is_over = clue.status == "held" and (
        clue.kind.family == "call" and trigger.dep_ in ("pobj", "relcl") or _is_behind(trigger)
    )
    return replace(found, edtf=(day - WEEK).isoformat()) if is_over and day > today else found


def _in_coming_year(found: DateMention, today: date) -> DateMention:
    """Take a month before today's for that of the year after: "ahead of a visit in November"."""
    first, last = edtf.day_bounds(found.edtf)
    is_gone = first is not None and last is not None and first.year <= today.year and last < today
    value = f"{today.year + (first.month < today.month)}-{first.month:02d}" if is_gone and first else found.edtf
    return replace(found, edtf=value)


def _is_for(scene: Scene, found: DateMention) -> bool:
    first = scene.token_at(found.start)
    return first > 0 and scene.doc[first - 1].lower_ == "for"


def _is_past_plan(trigger: Token) -> bool:
    """Tell a plan of the past: "had planned to speak on Monday", "was to call"."""
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else verb_above(trigger)
    return verb is not None and any(child.lower_ == "had" for child in (*verb.children, *verb.head.children))


def _told_at(scene: Scene, place: Place, trigger: int) -> int | None:
    """Give the verb of reporting that a day follows at once, before what is told: "said on Thursday he would call"."""
    at = place.first - 1
    if at > 0 and scene.doc[at].lower_ == "on":
        at -= 1
    said = scene.doc[max(at, 0)]
    is_report = said.pos_ == "VERB" and said.tag_ in ("VBD", "VBZ") and lemma(said) in words("report_verbs")
    return at if is_report and at != trigger and place.stop < trigger else None


def _is_of_something_else(scene: Scene, clue: Clue, place: Place, found: DateMention) -> bool:
    """Tell a day that cannot be the clue's: "since May", "came a day before the vote", of what was said."""
    trigger = scene.doc[clue.token]
    if _is_since(scene.doc[place.first], trigger) or _names_another(scene, place, trigger):
        return True
    if _is_of_planning(scene, place, trigger):
        return True
    if found.start > trigger.idx and DAYS_FROM.match(found.text) and _goes_on(scene, found):
        return True
    return clue.kind.name != "visit" and _is_of_content(scene, trigger, found)


def _is_of_planning(scene: Scene, place: Place, trigger: Token) -> bool:
    """Tell the day on which plans were told: "indicated plans last week to speak with Y"."""
    planned = (
        [c for c in trigger.head.children if c.dep_ == "dobj" and lemma(c) in PLANS] if trigger.tag_ == "VB" else []
    )
    return trigger.dep_ == "xcomp" and any(plan.i < place.first < trigger.i for plan in planned)


def _goes_on(scene: Scene, found: DateMention) -> bool:
    """Tell "the day before the vote" from "had called the day before", "the day before in Paris"."""
    following = scene.doc[min(scene.place(found.start, found.end).stop, len(scene.doc) - 1)]
    return following.is_alpha and following.tag_ not in ("IN", "TO", "CC", "WRB", "WDT", "RB")


def _is_since(day: Token, trigger: Token) -> bool:
    """Tell whether a day only bounds a span: "since Tuesday", "since her inauguration in May"."""
    before = day.nbor(-1).lower_ if day.i else ""
    above = itertools.islice(day.ancestors, MAX_STEPS + 1)
    below = itertools.takewhile(lambda token: token.i != trigger.i, above)
    return before == "since" or any(token.lower_ == "since" for token in below)


def _names_another(scene: Scene, place: Place, trigger: Token) -> bool:
    """Tell whether a day is part of another thing's name: "the September 24 violence"."""
    head = next((t for t in scene.doc[place.first : place.stop] if not place.first <= t.head.i < place.stop), None)
    is_part = head is not None and head.dep_ in ("compound", "nmod", "amod") and head.head.i >= place.stop
    if head is None or not is_part or lemma(head.head) in UNITS | SAYINGS:
        return False
    return head.head.pos_ == "NOUN" and head.head.i != trigger.i


def _is_of_content(scene: Scene, trigger: Token, found: DateMention) -> bool:
    """Tell the day of what was said from that of the talk it was said in: "in the call she praised a vote on May 3"."""
    stem = trigger
    while stem.dep_ == "pobj" and stem.head.lower_ == "of" and stem.head.head.pos_ == "NOUN":
        stem = stem.head.head
    if stem.dep_ != "pobj" or stem.head.lower_ not in SETTING or found.start < trigger.idx:
        return False
    if trigger.is_ancestor(scene.doc[scene.token_at(found.start)]):
        return False
    inside = [s for s in scene.statements if any(start <= found.start < end for start, end in s.content)]
    return _is_of_object(scene, stem, found) or any(
        not any(start <= trigger.idx < end for start, end in s.content) for s in inside
    )


def _is_of_object(scene: Scene, stem: Token, found: DateMention) -> bool:
    """Tell whether a date belongs to a thing that the verb is about: "wished him a good conference on June 9"."""
    verb = verb_above(stem)
    date_token = scene.doc[scene.token_at(found.start)]
    things: list[Token] = []
    for above in date_token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return verb is not None and above.i == verb.i < date_token.i and any(t.dep_ == "dobj" for t in things)
        things.append(above)
    return False


def _rank(pair: tuple[int, DateMention]) -> tuple[bool, bool, int]:
    """Order dates by how well they tell the day: the dateline's is that of the story, any other that of its event."""
    distance, found = pair
    return found.basis == "dateline", not edtf.names_a_day(found.edtf), distance


def event_date(found: DateMention) -> EventDate:
    """Give the day of an event from the expression that dates it."""
    return EventDate(found.edtf, *edtf.bounds(found.edtf), found.basis, found.start, found.end)


def reported(found: DateMention) -> EventDate:
    """Give the day of an event that is dated by its report only: uncertain, by `?`."""
    value = found.edtf if found.edtf.endswith(("?", "]")) or "/" in found.edtf else f"{found.edtf}?"
    return EventDate(value, *edtf.bounds(found.edtf), "reported_on", found.start, found.end)


def of_page(scene: Scene, token: int) -> EventDate:
    """Give the day on which the page, or the release within it that tells of a token, appeared; uncertain."""
    own = scene.document.section_day(scene.starts[token])
    printed = None if own else _of_dateline(scene)
    if printed is not None:
        return reported(printed)
    value = own.isoformat() if own else (scene.published.edtf or "").split("T")[0]
    if edtf.exact_day(value) is None:
        return UNKNOWN
    return EventDate(f"{value}?", *edtf.bounds(value), "reported_on", scene.published.start, scene.published.end)


def of_dateline(scene: Scene) -> EventDate:
    """Give the dateline's day to the news of a page that has no day of its own; uncertain."""
    printed = next((d for d in scene.dates if d.basis == "dateline"), None)
    return reported(printed) if printed is not None else UNKNOWN


def _of_dateline(scene: Scene) -> DateMention | None:
    """Give the dateline's day where the page appeared within days of it: a wire story is told on that day."""
    printed = next((d for d in scene.dates if d.basis == "dateline"), None)
    told, page = edtf.exact_day(printed.edtf) if printed else None, edtf.exact_day(scene.published.edtf)
    is_near = told is not None and page is not None and timedelta(0) < page - told <= DATELINE_AGE
    return printed if is_near else None


def story_date(scene: Scene, token: int, *, before_only: bool = False) -> DateMention | None:
    """Give the date on which the story's news was told: of the latest report before a token, else of any."""
    told = [d for d in scene.dates if _is_of_report(scene, d)]
    before = [d for d in told if scene.token_at(d.start) <= scene.sentence(token).stop]
    return max(
        before if before_only else before or told, key=lambda d: edtf.day_bounds(d.edtf)[1] or date.min, default=None
    )


def of_cue(scene: Scene, said: Statement) -> DateMention | None:
    """Give the day on which something was said: the date that hangs on the cue ("said on Thursday")."""
    if not said.cue:
        return None
    cue = scene.token_at(said.cue[0][0])
    for found in scene.dates_in(scene.sentence(cue)):
        place = scene.place(found.start, found.end)
        inside = any(start <= found.start < end for start, end in said.content)
        if (
            not inside
            and not _names_another(scene, place, scene.doc[cue])
            and edtf.names_a_day(found.edtf)
            and _holder(scene, place.first, place.stop, scene.doc[cue]) == cue
        ):
            return found
    return None


def tellers(scene: Scene, token: int) -> list[str]:
    """Give who reports, in the sentence of a token: "the ministry said", "according to the Kremlin"."""
    place = scene.sentence(token)
    found: list[str] = []
    for i in range(place.first, place.stop):
        mention = scene.mention_at.get(i)
        if mention is None or i != scene.place_of[mention].stop - 1 or mention.kind in ("country", "group"):
            continue
        head = scene.doc[i]
        is_subject = head.dep_ == "nsubj" and lemma(head.head) in words("report_verbs")
        if is_subject or head.dep_ == "pobj" and {t.lower_ for t in head.ancestors} >= {"according", "to"}:
            found += mention.actors
    return found


def _anchors(trigger: Token) -> set[int]:
    """Give the tokens a date of the event may hang on: the trigger and the verb that carries it."""
    out = {trigger.i}
    if trigger.pos_ in ("VERB", "AUX"):
        above = trigger
        while _carries(above):
            above = above.head
            out.add(above.i)
        if trigger.dep_ == "advcl" and trigger.tag_ == trigger.head.tag_ == "VBD" and _has_when(trigger):
            # "The last summit was in 2007 when X and Y met".
            out.add(trigger.head.i)
        if trigger.dep_ in ("relcl", "acl") and trigger.head.dep_ == "attr":
            out.add(trigger.head.head.i)
        out |= {child.i for child in trigger.children if child.dep_ == "conj" and not _has_subject(child)}
        # "Called to congratulate Y on Tuesday".
        out |= {child.i for child in trigger.children if child.dep_ == "xcomp" and child.tag_ == "VB"}
        beside = (token for token in trigger.subtree if lemma(token) in BESIDE)
        gatherings = (noun for side in beside for noun in side.subtree if noun.dep_ == "pobj")
        return out.union(*map(_course_of, gatherings))
    verb = verb_above(trigger) if not _is_still_ahead(trigger) else None
    if verb is not None and trigger.dep_ == "dobj" and lemma(verb) in CONFIRMING:
        return out | _course_of(trigger)
    if verb is not None and (
        trigger.dep_ in ("dobj", "nsubjpass", "nsubj", "attr") or lemma(verb) not in words("report_verbs")
    ):
        out.add(verb.i)
        while verb.dep_ == "xcomp" and lemma(verb.head) == "due":
            # "On Tuesday X is due to have a call".
            out |= {verb.head.i, verb.head.head.i}
            verb = verb.head
        out |= {child.i for child in verb.children if child.dep_ == "xcomp" and lemma(child) in COURSE}
        is_setting = trigger.dep_ == "pobj" and trigger.head.lower_ in SETTING
        while is_setting and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not _has_subject(verb):
            verb = verb.head
            out.add(verb.i)
    if trigger.dep_ in ("compound", "nmod") and trigger.head.i > trigger.i:
        out.add(trigger.head.i)
    return out | _course_of(trigger)


def _is_still_ahead(noun: Token) -> bool:
    """Tell whether a thing comes after the news: "spoke on Monday ahead of talks", "before their meeting"."""
    before = noun.head.head if noun.head.lower_ == "of" else noun.head
    is_prepared = noun.head.lower_ == "for" and lemma(noun.head.head) in PREPARATIONS
    return noun.dep_ == "pobj" and (before.lower_ in ("ahead", "before") or is_prepared)


def _is_behind(noun: Token) -> bool:
    """Tell whether a thing came before the news: "kept secret until after Tuesday's meeting"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("after", "following")


def _course_of(noun: Token) -> set[int]:
    """Give the verbs that tell the course of a gathering: "the talks held Tuesday", "a meeting scheduled for May"."""
    verbs = [child for child in noun.children if child.dep_ in ("acl", "relcl") and lemma(child) in COURSE | HOLDING]
    # "The call between A and B, which took place on Monday": the parser hangs the clause on the last name.
    verbs += [t for t in noun.subtree if t.dep_ == "relcl" and t.head.i != noun.i and lemma(t) in HAPPENING]
    verbs += [child for child in noun.children if child.dep_ == "relcl" and lemma(child) in CARRYING]
    return {verb.i for verb in verbs} | {c.i for verb in verbs for c in verb.children if c.dep_ == "xcomp"}


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _carries(verb: Token) -> bool:
    """Tell whether a date of the verb above is the verb's own: "met and agreed", "is scheduled on Monday to meet"."""
    if verb.head.pos_ not in ("VERB", "AUX", "ADP", "SCONJ"):
        return False
    if verb.dep_ == "xcomp":
        return lemma(verb.head) in (
            "schedule",
            "set",
            "expect",
            "plan",
            "begin",
            "start",
            "due",
            "be",
            "continue",
            "prepare",
        )
    return verb.dep_ in ("conj", "aux", "auxpass", "pcomp")


def _holder(scene: Scene, first: int, stop: int, trigger: Token, others: frozenset[int] = frozenset()) -> int | None:
    """Give the verb, or the trigger, that a date hangs on."""
    head = next((t for t in scene.doc[first:stop] if not first <= t.head.i < stop), scene.doc[first])
    for step, above in enumerate(head.ancestors):
        if above.i == trigger.i or above.pos_ in ("VERB", "AUX"):
            return int(above.i) if step <= MAX_STEPS or above.i == trigger.i else ELSEWHERE
        if above.i in others:
            return ELSEWHERE
    return None


def _is_next(scene: Scene, trigger: int, day: int) -> bool:
    """Tell whether a date follows its trigger at once: "talks on November 24", "spoke today"."""
    return day == trigger + 1 or day == trigger + 2 and scene.doc[trigger + 1].tag_ == "IN"


def _is_beyond(day: int, trigger: int, others: frozenset[int]) -> bool:
    low, high = min(day, trigger), max(day, trigger)
    return any(low < other < high for other in others)


def _is_near(scene: Scene, first: int, stop: int, trigger: int) -> bool:
    low, high = (stop, trigger) if first < trigger else (trigger + 1, first)
    between = scene.doc[low:high]
    return len(between) <= NEAR and not any(t.pos_ in ("VERB", "AUX") or t.text in (";", '"', ",") for t in between)


def _is_of_report(scene: Scene, found: DateMention) -> bool:
    if not edtf.names_a_day(found.edtf) and not found.edtf.startswith("["):
        return False
    place = scene.place(found.start, found.end)
    if scene.doc[max(place.first - 2, 0) : place.first].text.lower() == "back to":
        # "The last contact dates back to May 3, the agency says".
        return False
    head = next((t for t in scene.doc[place.first : place.stop] if not place.first <= t.head.i < place.stop), None)
    verb = verb_above(head) if head is not None else None
    return verb is not None and lemma(verb) in words("report_verbs")
