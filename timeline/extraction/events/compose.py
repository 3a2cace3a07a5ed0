"""Fill in all that a Reading says of each event: date, status, participants, readouts, codes, confidence."""

import re
from dataclasses import replace
from datetime import date, timedelta

from timeline.extraction.dates import edtf
from timeline.extraction.events import when
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.confidence import confidence_of
from timeline.extraction.events.groups import Group, agree
from timeline.extraction.events.judge import HOME, TALKS, is_domestic
from timeline.extraction.events.lexicon import words
from timeline.extraction.events.scene import Scene, verb_above
from timeline.extraction.holders import OF_BODIES
from timeline.extraction.language import lemma
from timeline.extraction.reading import Codes, Event, EventDate, EventStatus, Participant, Span, Statement

# News stories tell of the last week; what lies further back is background.
NEWS_DAYS = timedelta(days=7)
# A page's day may be that of another zone: what "was held" a day ahead was held.
ZONES = timedelta(days=1)
# A visit named with such a day is to come.
LATER = re.compile(
    r"(?i)later (?:in )?(?:this|the) (?:week|month|year)|(?:early|mid|late)?[ -]?next (?:week|month|year)"
)
# What is told in heading and lead is the story's news.
LEAD_SENTENCES = 4
RUBRIC_WORDS = 2
ADDING = frozenset(
    {"also", "another", "separately", "separate", "too", "further", "then", "later", "similar", "afterwards"}
    | {"subsequently", "likewise", "additionally"}
)
# What is told with these words stands behind the news of its sentence.
BESIDE = frozenset({"while", "after", "since", "before", "when"})
WAS = frozenset({"was", "were"})
PERFECT = frozenset({"has", "have", "'ve", "'s"})
# Heading and first sentence tell what a story is about: worth as much as four statements further down.
LEAD_WEIGHT = 4.0


def status_of(scene: Scene, group: Group, day: EventDate) -> EventStatus:
    """Decide a group's status: the strongest of its clues, background where it lies before the news."""
    found = [clue.status for clue in group.clues]
    order: tuple[EventStatus, ...] = ("cancelled", "held", "planned", "denied", "hypothetical")
    status: EventStatus = next((known for known in order if known in found), "held")
    if status == "hypothetical" and any(_is_where_it_was_said(clue) for clue in group.clues):
        status = "held"
    if set(found) == {"background"}:
        return "background"
    today = edtf.day_bounds(scene.published.edtf)[1]
    last = date.fromisoformat(day.max) if day.max else None
    first = date.fromisoformat(day.min) if day.min else None
    is_loose = day.basis == "unknown" and not group.statements and group.family != "statement"
    plain = [clue for clue in group.clues if _is_told_plainly(scene, clue)]
    is_loose = is_loose and not (plain and (today is None or any(_is_one_more(scene, clue) for clue in plain)))
    is_loose = is_loose or day.basis == "unknown" and all(_is_earlier(scene, clue) for clue in group.clues)
    if status == "held" and (group.family in HOME or is_loose):
        return "background"
    if status == "held" and today and first and first > today:
        is_over = first - today <= ZONES and any(_is_in_the_past(scene, clue) for clue in group.clues)
        return "held" if is_over else "planned"
    if status == "held" and not any(found) and any(c.date and LATER.match(c.date.text) for c in group.clues):
        return "planned"
    if status == "held" and today is None and day.basis == "explicit" and first and last and last - first > NEWS_DAYS:
        return "background"
    if status == "planned" and today and last and last < today - NEWS_DAYS:
        return "background"
    if status == "held" and today and last and last < today - NEWS_DAYS:
        return "background"
    return status


def _is_where_it_was_said(clue: Clue) -> bool:
    """Tell "X asked in a phone call with Y", from which nothing is taken by somebody's "there needs to be talks"."""
    return clue.status is None and clue.has_medium and not clue.is_anaphor and len(clue.parties) > 1


def _is_in_the_past(scene: Scene, clue: Clue) -> bool:
    """Tell whether a call is told in the past tense: "X had a phone conversation with Y"."""
    token = scene.doc[clue.token]
    verb = token if token.pos_ in ("VERB", "AUX") else verb_above(token)
    return clue.kind.family == "call" and clue.status == "held" and verb is not None and verb.tag_ == "VBD"


def _is_told_plainly(scene: Scene, clue: Clue) -> bool:
    """Tell whether a text without a day tells of a call as its news: "X spoke with Y", not "X had spoken".

    So are a meeting and a letter that the text begins with.
    """
    token = scene.doc[clue.token]
    verb = token if token.pos_ in ("VERB", "AUX") else verb_above(token)
    if verb is not None and verb.dep_ == "advcl" and any(child.lower_ in BESIDE for child in verb.children):
        return False
    marks = {child.lower_ for child in (*token.lefts, *(verb.children if verb is not None else ()))}
    is_done = verb is not None and verb.tag_ == "VBN" and bool(marks & (PERFECT | WAS)) and not {"had", "been"} <= marks
    is_past = is_done or verb is not None and verb.tag_ in ("VBD", "VBZ", "VBP")
    is_past = is_past and clue.status == "held"
    is_news = clue.kind.family == "call" or clue.kind.family in (*TALKS, "letter") and _opens(scene, clue)
    return is_news and is_past and not marks & (words("earlier_words") | {"had", "previously", "recently"})


def date_of(scene: Scene, group: Group, statements: tuple[Statement, ...]) -> EventDate:
    """Decide a group's date: its own, that of a joint statement in it, or only that of the report."""
    own = [clue.date for clue in group.clues if clue.date]
    if own:
        exact = [d for d in own if edtf.names_a_day(d.edtf)]
        return when.event_date((exact or own)[0])
    told = [clue.told for clue in group.clues if clue.told]
    if group.family == "statement" and told:
        return when.event_date(told[0])
    said_status = {clue.status for clue in group.clues} - {None}
    is_news = group.family in (*TALKS, "statement") or scene.sentence_of[group.clues[0].token] < LEAD_SENTENCES
    if said_status - {"held"} or not is_news or group.family in HOME:
        return when.UNKNOWN
    if all(_is_earlier(scene, clue) for clue in group.clues):
        return when.UNKNOWN
    for said in statements:
        is_to_other = set(said.addressees) & set(group.parties) and set(said.speakers) <= set(group.parties)
        if (len(said.speakers) > 1 or is_to_other) and said.cue and (found := when.of_cue(scene, said)):
            return when.event_date(found)
    is_told = statements or group.family not in TALKS or any(clue.kind.name == "visit" for clue in group.clues)
    is_told = is_told or any(_is_news(scene, clue) for clue in group.clues)
    report = told[0] if told else when.story_date(scene, group.clues[0].token) if is_told else None
    if report:
        return when.reported(report)
    if not is_told:
        return when.UNKNOWN
    if scene.published.basis in ("stated", "supplied"):
        return when.of_page(scene, group.clues[0].token)
    return when.of_dateline(scene)


def _is_earlier(scene: Scene, clue: Clue) -> bool:
    """Tell whether the words put a visit or meeting before the news: "his recent visit", "weeks after they met"."""
    token = scene.doc[clue.token]
    verb = token if token.pos_ in ("VERB", "AUX") else verb_above(token)
    if clue.kind.family == "agreement":
        return any(word.tag_ == "VBN" and word.dep_ == "acl" for word in (token, *token.children))
    if clue.kind.family == "meet" and verb is not None and verb.dep_ == "advcl" and verb.tag_ in ("VBD", "VBN"):
        return any(child.dep_ == "mark" and child.lower_ in ("after", "since") for child in verb.children)
    if clue.kind.family == "letter" and verb is not None and verb.tag_ == "VBN":
        return any(child.lower_ == "had" for child in verb.children)
    if clue.kind.family == "meet" and verb is token and any(child.lower_ == "previously" for child in verb.children):
        return True
    is_behind = clue.kind.family == "meet" and token.dep_ == "pobj" and token.head.lower_ in ("after", "following")
    if is_behind and scene.sentence_of[clue.token] >= LEAD_SENTENCES:
        return True
    if clue.kind.name != "visit" or token.pos_ != "NOUN":
        return False
    is_after = token.dep_ == "pobj" and token.head.lower_ in ("after", "following", "since")
    is_after = is_after or token.dep_ == "pobj" and lemma(token.head.head) == "eve"
    is_after = is_after or verb is not None and verb.dep_ == "acl" and token.dep_ == "pobj"
    return is_after or any(child.lower_ in words("earlier_words") for child in token.lefts)


def _opens(scene: Scene, clue: Clue) -> bool:
    """Tell whether a talk is told as held in the first two sentences: then it is the day's news.

    Rubrics and hours on lines of their own are no sentences.
    """
    number = scene.sentence_of[clue.token]
    before = [b for b in scene.bounds[:number] if sum(t.is_alpha for t in scene.doc[b.first : b.stop]) > RUBRIC_WORDS]
    return clue.status == "held" and number < 2 * LEAD_SENTENCES and len(before) < LEAD_SENTENCES // 2


def _is_one_more(scene: Scene, clue: Clue) -> bool:
    """Tell whether the words add a talk to those told before: "he also called", "in another call"."""
    place = scene.sentence(clue.token)
    is_added = any(token.lower_ in ADDING for token in scene.doc[place.first : place.stop])
    return is_added and clue.kind.family == "call" and len(clue.parties) > 1


def _is_news(scene: Scene, clue: Clue) -> bool:
    """Tell whether a talk is the news of its day: told in the heading or the lead, or added to such."""
    is_added = _is_told_plainly(scene, clue) and _is_one_more(scene, clue)
    return _is_in_heading(scene, clue) or _opens(scene, clue) or is_added


def _is_in_heading(scene: Scene, clue: Clue) -> bool:
    title = scene.document.title
    return title is not None and title.start <= clue.span[0] < title.end


def codes_of(group: Group, status: EventStatus) -> Codes:
    """Give the field's codes; what is planned is coded as the intent to do it."""
    kind = group.clues[0].kind
    if status == "planned":
        return Codes(kind.planned_cameo, kind.planned_plover, kind.modes)
    return Codes(kind.cameo, kind.plover, kind.modes)


def participants(scene: Scene, group: Group) -> tuple[Participant, ...]:
    """Give the parties with the office that the text gives them."""
    out = []
    for actor in group.parties:
        person = scene.persons.get(actor)
        office = next((o for o in person.offices if not o.former), None) if person else None
        is_of_body = office is not None and office.role in OF_BODIES and not office.country
        country = None if is_of_body else scene.country(actor)
        out.append(Participant(actor, office.label if office else None, country))
    return tuple(out)


def with_main(events: list[Event], weights: list[float]) -> list[Event]:
    """Mark the event that the article is about: the weightiest that is no background."""
    best = max(range(len(events)), key=lambda i: weights[i], default=None)
    return [replace(event, main=i == best and weights[i] > 0) for i, event in enumerate(events)]


def events_of(scene: Scene, groups: list[Group], ties: dict[str, int]) -> tuple[Event, ...]:
    """Give the events of the groups, in their order; `ties` gives the group that each statement was made in."""
    events: list[Event] = []
    weights: list[float] = []
    for index, group in enumerate(groups):
        said = tuple(s for s in scene.statements if ties.get(s.id) == index)
        event = _event(scene, group, said, f"e{index + 1}", is_domestic(scene, group, groups))
        event = _dated_with(scene, group, event, list(zip(groups, events, strict=False)))
        events.append(event)
        weights.append(_weight(scene, group, event, said))
    return tuple(with_main(events, weights))


def _dated_with(scene: Scene, group: Group, event: Event, before: list[tuple[Group, Event]]) -> Event:
    """Date a call that the words add to another one of the same caller by that one's day: "he also phoned Y"."""
    if group.family != "call" or event.date.basis not in ("reported_on", "unknown"):
        return event
    told = {clue.token for clue in group.clues}
    is_added = any(_is_told_plainly(scene, clue) and _is_one_more(scene, clue) for clue in group.clues)
    callers = set(group.parties) if is_added else set()
    for other, known in reversed(before):
        if other.family != "call" or known.status != "held" or known.date.basis == "unknown":
            continue
        # Words on several calls share a day, unless one of these has it from another sentence.
        dated = {scene.sentence_of[clue.token] for clue in other.clues if clue.date}
        if told & {clue.token for clue in other.clues} and dated <= {scene.sentence_of[token] for token in told}:
            return replace(event, date=known.date, status="held")
        is_held = event.status == "held" or all(clue.status == "held" for clue in group.clues)
        if is_held and callers & set(other.parties):
            is_day = known.date.basis in ("explicit", "relative") and edtf.names_a_day(known.date.edtf)
            day = replace(known.date, edtf=f"{known.date.edtf}?", basis="inferred")
            return replace(event, date=day, status="held") if is_day else event
    return event


def _event(scene: Scene, group: Group, said: tuple[Statement, ...], name: str, domestic: bool) -> Event:
    day = date_of(scene, group, said)
    status = status_of(scene, group, day)
    return Event(
        id=name,
        type=_type(group),
        status=status,
        main=False,
        domestic=domestic,
        date=day,
        participants=participants(scene, group),
        first=any(clue.first for clue in group.clues),
        initiated_by=_initiator(scene, group),
        readouts=readouts(scene, group, said),
        codes=codes_of(group, status),
        evidence=tuple(dict.fromkeys(_sentence(scene, clue.token) for clue in group.clues)),
        confidence=confidence_of(scene, group, day, status),
    )


def _sentence(scene: Scene, token: int) -> Span:
    """Give the words of a token's sentence, the blanks around them left out: what a reader needs to judge by."""
    place = scene.sentence(token)
    last = scene.doc[place.stop - 1]
    start, end = scene.starts[place.first], last.idx + len(last)
    words = scene.document.plain[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _initiator(scene: Scene, group: Group) -> str | None:
    """Give the party that called or asked for the call; a country named for it means the person who speaks for it."""
    known = [clue.initiator for clue in group.clues if clue.initiator]
    return next((party for actor in known for party in group.parties if agree(scene, actor, party)), None)


def _type(group: Group) -> str:
    shown = [clue.kind.shown for clue in group.clues]
    return "summit" if "summit" in shown else shown[0]


def readouts(scene: Scene, group: Group, said: tuple[Statement, ...]) -> tuple[str, ...]:
    """Give the institutions whose account of the event is cited."""
    tellers = [actor for s in said for actor in s.attributed_to]
    for other in scene.statements:
        if any(start <= clue.span[0] < end for clue in group.clues for start, end in other.content):
            tellers += [actor for actor in (*other.speakers, *other.attributed_to) if actor not in group.parties]
    for clue in group.clues:
        tellers += [actor for actor in when.tellers(scene, clue.token) if actor not in group.parties]
    bodies = [actor if actor in scene.organizations else _employer(scene, actor) for actor in tellers]
    return tuple(dict.fromkeys(actor for actor in bodies if actor))


def _employer(scene: Scene, actor: str) -> str | None:
    """Give the institution that a spokesperson speaks for: "Pentagon spokesperson"."""
    person = scene.persons[actor]
    label = " ".join(office.label for office in person.offices if office.role == "spokesperson").casefold()
    for body in scene.actors.organizations:
        if label and body.country == person.country and any(m.text.casefold() in label for m in body.mentions):
            return body.id
    return None


def _weight(scene: Scene, group: Group, event: Event, said: tuple[Statement, ...]) -> float:
    if event.domestic or event.status in ("background", "hypothetical", "denied"):
        return 0.0
    if not any(actor in scene.persons for actor in group.parties) and event.type in ("summit", "meeting"):
        return 0.5
    first = min(scene.sentence_of[clue.token] for clue in group.clues)
    weight = (
        1.0 + len(said) + len(group.clues) + (LEAD_WEIGHT if first < LEAD_SENTENCES // 2 else 0.0) + max(0, 4 - first)
    )
    return weight / 2 if event.status in ("planned", "cancelled") else weight
