"""Nouns of talking as clues: calls, talks, meetings, summits, whose they are and with whom."""

from dataclasses import astuple, replace

from spacy.tokens import Token

from timeline.extraction.events import arranging, lists, making, parties, status, unnamed
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger, kinds, words
from timeline.extraction.events.scene import Scene, setting_verb, subject, verb_above
from timeline.extraction.events.when import CARRYING
from timeline.extraction.language import lemma

DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "both"})
REMOTE = frozenset({"video", "virtual", "online", "videoconference", "remote", "webcam", "zoom", "skype"})
JOINT = frozenset({"conference", "video", "videoconference", "three-way", "trilateral", "four-way", "joint", "group"})
# "on the list of phone calls", "a day of meetings", "party to the talks": the noun before stands for the talk.
ROUNDS = frozenset(
    {"list", "serie", "series", "round", "number", "day", "flurry", "string", "course", "party", "participant", "set"}
)
DISCUSSING = frozenset({"discuss", "exchange", "review", "address", "agree"})
# "A call late on Sunday from": the caller stands at most so far from the noun.
CALLER_REACH = 6
# "Touched base with X by phone": whom it was with stands this near after the verb.
PARTNER_PREPOSITIONS = frozenset({"with", "to"})
WITH_REACH = 3
# "A conference call with reporters" is no talk between states.
WITH = frozenset({"with"})
BESIDE_A_BODY = frozenset({"sideline", "margin"})
BESIDE = frozenset({"of", "before", "after", "following", "despite", "amid"})
# What stands between "held" and the talks: "held trilateral telephone talks".
PHRASE_TAGS = frozenset({"DT", "JJ", "NN", "NNP", "HYPH", "CD", "VBN", "VBD"})
# "The call scheduled for Friday between", "talks held in May with".
SETTLED = frozenset({"hold", "take", "schedule", "plan", "set", "slate", "expect"})
# Who asks for a talk takes part in it: "requested a call with Y".
ASKING = frozenset({"be", "request", "propose", "offer", "seek", "demand", "suggest", "schedule", "plan"})
CALLS = frozenset({"call", "conversation", "phonecall", "teleconference"})
ANSWERING = frozenset({"receive", "get", "take", "answer", "return", "field", "accept", "have", "hold"})
CALLED_FROM = frozenset({"from", "with"})
# Tags of several talks; of "the phone calls X had" the tagger makes a verb.
PLURAL = frozenset({"NNS", "NNPS", "VBZ"})
HOSTING = frozenset({"organize", "organise", "convene", "host", "chair", "initiate", "lead"})
# "Support for an inclusive dialogue", "the importance of talks": somebody is for them, and none took place.
ADVOCATING = frozenset({"support", "need", "importance", "commitment", "necessity", "role", "path", "return"})
OFFICES_OF_A_SUMMIT = frozenset({"chair", "chairman", "chairmanship", "president", "presidency", "host", "member"})
# Prepositions that make a talk the setting of what the verb says.
SETTING = frozenset({"in", "during", "at", "after", "following", "over", "on", "for", "before", "via", "by"})


def talk(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    """Read "a call with Y", "their talks", "X held talks with Y", "in a meeting with Y, X said"."""
    marks = frozenset(child.lower_ for child in noun.lefts)
    if _is_something_else(scene, noun, trigger, marks):
        return None
    kind, has_medium = _kind(scene, noun, trigger, marks)
    ours, theirs = _sides(scene, noun)
    theirs = (*theirs, *(host for host in _hosts(scene, noun) if host not in (*ours, *theirs)))
    if len(ours) < 2 and not theirs:
        ours = _holders(scene, noun) or ours
    ours, theirs, callers = _callers(scene, noun, trigger, ours, theirs)
    clue = making.make(scene, noun, trigger, ours, theirs)
    is_from_many = len(callers) > 1 and ours == callers and not theirs and noun.tag_ in PLURAL
    is_anaphor = not theirs and (bool(marks & DEFINITE) or _is_possessed(noun)) or (not theirs and noun.dep_ == "nsubj")
    is_anaphor = is_anaphor and not (len(ours) > 1 and _is_of_named(scene, noun))
    is_anaphor = is_anaphor or (not ours and not theirs and kind in ("phone_call", "video_call"))
    with_whom = parties.preposition_after(scene, noun.i, making.TALK_WITH)
    is_closed = not theirs and with_whom is not None and "," not in scene.doc[noun.i : with_whom].text
    return replace(
        clue,
        kind=kinds()[kind],
        initiator=callers[0] if len(callers) == 1 else None,
        has_medium=has_medium,
        is_open=_may_be_any(noun, trigger, clue, is_anaphor=is_anaphor) and not has_medium,
        is_anaphor=is_anaphor and not is_closed,
        is_joint=bool(marks & JOINT) or noun.tag_ not in PLURAL or kind != "phone_call",
        is_closed=is_closed,
        is_roster=_is_joined_in(noun) and bool(ours) and not theirs,
        is_from_many=is_from_many,
        has_unnamed=is_from_many
        or is_closed
        and bool(ours)
        and unnamed.are_from_abroad(scene, with_whom)
        or kind in ("phone_call", "video_call")
        and not ours
        and _is_of_unnamed(scene, noun, theirs),
    )


def _is_of_unnamed(scene: Scene, noun: Token, theirs: tuple[str, ...]) -> bool:
    """Tell whether leaders whom nobody names held a call with one: "European ministers held a call with X"."""
    verb = noun.head if noun.dep_ == "dobj" and lemma(noun.head) in words("light_verbs") else None
    head = subject(verb) if verb is not None else None
    if head is None or not theirs or head.i in scene.mention_at and scene.mention_at[head.i].actors:
        return False
    return (
        head.tag_ in ("NNS", "NNPS")
        and any(lemma(t).lower() in unnamed.ABROAD for t in head.lefts)
        and (lemma(head).lower().removesuffix("s") in words("heads"))
    )


def _is_something_else(scene: Scene, noun: Token, trigger: Trigger, marks: frozenset[str]) -> bool:
    """Tell "a call for restraint", "talk of war" and "talks format" from talks."""
    before = scene.doc[noun.left_edge.i : noun.i].text.lower()
    if trigger.needs and not any(need in before for need in trigger.needs):
        return True
    if trigger.lemma == "talk" and noun.tag_ not in PLURAL and not marks & making.MEDIUM:
        # "Had a good talk with X" is a talk, "talk of war" and "talk with allies" none.
        is_had = noun.dep_ == "dobj" and lemma(noun.head) == "have" and "a" in marks
        return not (is_had and parties.after(scene, noun.i, making.TALK_WITH))
    if trigger.lemma == "call" and not (_tells_medium(trigger, marks) or marks & JOINT) and _is_demand(scene, noun):
        return True
    with_whom = parties.preposition_after(scene, noun.i, WITH, 1)
    if with_whom is not None and parties.has_listener(scene, with_whom):
        return True
    return noun.dep_ == "compound" and noun.head.i > noun.i or _is_named_only(scene, noun)


def _is_named_only(scene: Scene, noun: Token) -> bool:
    """Tell talks that somebody is for ("support for dialogue") and an office ("chair of the summit") from talks."""
    if noun.dep_ != "pobj" or noun.head.head.pos_ not in ("NOUN", "PROPN"):
        return False
    above = lemma(noun.head.head).lower()
    if noun.head.lower_ == "of" and above in OFFICES_OF_A_SUMMIT:
        return True
    is_indefinite = not any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in noun.lefts)
    is_wanted = is_indefinite and noun.head.lower_ in ("for", "of", "to") and above in ADVOCATING
    return is_wanted and not parties.after(scene, noun.i, making.TALK_WITH)


def _tells_medium(trigger: Trigger, marks: frozenset[str]) -> bool:
    return bool(marks & making.MEDIUM) or trigger.lemma in ("phonecall", "teleconference", "videoconference")


def _kind(scene: Scene, noun: Token, trigger: Trigger, marks: frozenset[str]) -> tuple[str, bool]:
    """Give what kind of talk it was, and whether the words tell the medium."""
    has_medium = _tells_medium(trigger, marks)
    kind = "summit" if marks & {"summit"} else trigger.kind
    if trigger.lemma == "talk" and noun.tag_ not in PLURAL:
        # "Had a good talk" tells as little of the medium as "spoke".
        return "phone_call", has_medium
    if trigger.lemma == "meeting" and not has_medium:
        kind = making.medium_beside(scene, noun) or kind
    elif kind == "meeting" and not has_medium and trigger.lemma not in ("lunch", "dinner") and not _is_beside(noun):
        told, has_medium = making.medium(scene, noun)
        has_medium = has_medium or _is_held_in_call(noun)
        kind = told if has_medium else kind
    if marks & making.MEDIUM and trigger.kind in ("meeting", "summit"):
        kind = "phone_call"
    elif marks & REMOTE and trigger.kind in ("meeting", "phone_call", "summit"):
        kind = "video_call"
    return kind, has_medium or kind == "video_call" or trigger.kind == "meeting" and kind == "phone_call"


def _is_held_in_call(noun: Token) -> bool:
    """Tell talks that the clause sets in a call: "in his first phone call with a leader, X held talks with Y"."""
    verb = noun.head if noun.dep_ == "dobj" else None
    ways = (child for child in verb.children if child.lower_ in ("in", "during", "over")) if verb is not None else ()
    calls = (c for way in ways if way.dep_ == "prep" for c in way.children if c.dep_ == "pobj" and c.i != noun.i)
    return any(lemma(call) in CALLS and any(t.lower_ in making.MEDIUM for t in call.lefts) for call in calls)


def _is_beside(noun: Token) -> bool:
    """Tell whether talks are named beside another event, whose medium is not theirs: "rang X ahead of talks"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in BESIDE:
        return False
    return not any(token.lower_ in making.MEDIUM | making.SCREEN for token in noun.subtree)


def _callers(
    scene: Scene, noun: Token, trigger: Trigger, ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Complete both sides by "a call from Y", "a call to Y" and one's own officials; give them, and who called."""
    callers: tuple[str, ...] = ()
    if trigger.lemma == "call" and not theirs:
        callers = parties.after(scene, noun.i, frozenset({"from"}), CALLER_REACH)
        # "A call from the sidelines of the Assembly" tells where somebody was.
        following = scene.doc[noun.i : noun.i + CALLER_REACH]
        callers = () if any(lemma(token) in BESIDE_A_BODY for token in following) else callers
        theirs = callers if ours else ()
        theirs = theirs or parties.after(scene, noun.i, frozenset({"to"}), CALLER_REACH)
        ours = ours or callers
    if not theirs and len(ours) == 1:
        theirs = _own_officials(scene, noun, ours[0])
    return ours, theirs, callers


def by_medium(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    """Read "discussed it by phone with Y", "on the phone with Y"."""
    before = scene.doc[noun.i - 1] if noun.i else noun
    if before.lower_ in ("the", "a") and noun.i > 1:
        before = scene.doc[noun.i - 2]
    verb = verb_above(noun)
    if (
        before.lower_ not in (*making.BY, "off")
        or verb is None
        or trigger.needs
        and scene.doc[noun.i - 1].lower_ not in trigger.needs
    ):
        return None
    if lemma(verb) in ("speak", "talk", "confer", "converse", "meet"):
        return None
    theirs = parties.after(scene, noun.i, making.TALK_WITH) or _hearer(scene, verb) or _beyond(scene, noun, verb)
    theirs = theirs or _with_before(scene, verb, noun)
    agents = parties.after(scene, verb.i, frozenset({"by"}), 1) if making.is_passive(verb) else ()
    ours = agents or parties.of_subject(scene, verb)
    told = verb if theirs or len(ours) > 1 else _discussing(verb)
    if told is None:
        return None
    ours = agents or parties.of_subject(scene, told)
    if not theirs and len(ours) < 2:
        return None
    clue = replace(making.make(scene, noun, trigger, ours, theirs), has_medium=True)
    return clue if told is verb else replace(clue, status=status.of_verb(told))


def _beyond(scene: Scene, noun: Token, verb: Token) -> tuple[str, ...]:
    """Give the persons right after the medium: "informed by phone his counterpart", "apologised by phone to X"."""
    first, stop = noun.i + 1, scene.sentence(noun.i).stop
    days = {i for d in scene.dates_in(scene.sentence(noun.i)) for i in range(*astuple(scene.place(d.start, d.end)))}
    while first < stop and (first in days or first + 1 in days and scene.doc[first].lower_ == "on"):
        first += 1
    if first < stop and scene.doc[first].lower_ == "to":
        first += 1
    elif lemma(verb) not in words("addressing") and lemma(verb) != "call":
        return ()
    return tuple(actor for actor in lists.ids(lists.listed(scene, first, stop)) if actor in scene.persons)


def _with_before(scene: Scene, verb: Token, noun: Token) -> tuple[str, ...]:
    """Give the persons between a verb and its medium: "touched base with X by phone", "reached out to X by phone"."""
    at = parties.preposition_after(scene, verb.i, PARTNER_PREPOSITIONS, WITH_REACH)
    if at is None or at > noun.i or making.is_passive(verb):
        return ()
    return tuple(actor for actor in lists.ids(lists.listed(scene, at + 1, noun.i)) if actor in scene.persons)


def _discussing(verb: Token) -> Token | None:
    """Give the verb above that tells of the talk: "X and Y discussed steps to improve relations over the phone"."""
    return next((above for above in verb.ancestors if lemma(above) in DISCUSSING), None)


def _sides(scene: Scene, noun: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give both sides of a talk: whose it is or who holds it, and with whom."""
    stem = noun
    is_of_round = noun.head.lower_ in ("of", "to", "in") and lemma(noun.head.head) in ROUNDS
    if noun.dep_ == "pobj" and (is_of_round or noun.head.lower_ == "including"):
        stem = noun.head.head
    verb = verb_above(noun) if is_of_round else setting_verb(stem)
    ours, theirs = _sides_beside(scene, noun, verb if _is_carried_out(stem) else None)
    between = next((child for child in noun.children if child.lower_ in ("between", "among")), None)
    if between is not None or verb is None or len(set(ours) | set(theirs)) > 1 and ours:
        return ours, theirs
    if stem.dep_ in ("dobj", "attr") and lemma(verb) in _holding():
        return (*parties.of_subject(scene, verb), *ours) if _is_bodies(scene, ours) else ours, theirs
    if stem.dep_ == "dobj" and lemma(verb) == "include" and not ours and theirs:
        return _of_round_trip(scene, verb), theirs
    if _is_setting_of(stem, verb) and stem.i < verb.i and any(c.lower_ == "their" for c in stem.lefts):
        # "During their call, A and B agreed": those named after it had it, not the two told of before.
        doers = parties.of_subject(scene, verb)
        head = subject(verb)
        is_named = head is not None and head.pos_ == "PROPN" and head.i > stem.i
        ours = doers if is_named and len(doers) > 1 else ours
    if _is_setting_of(stem, verb) and _is_bodies(scene, ours):
        doers = parties.of_subject(scene, verb) or _told_of(scene, verb)
        # The parser takes the last of "in calls with A and B, C said" for one more of the list.
        doers = tuple(actor for actor in doers if actor not in theirs) or doers
        return (*doers, *ours), theirs or _hearer(scene, verb)
    if stem.dep_ == "pobj" and stem.head.lower_ == "to" and lemma(verb) == "invite" and not theirs:
        # "Invited Y to talks": with whom is whom the inviter invited.
        guests = next((child for child in verb.children if child.dep_ == "dobj"), None)
        return parties.of_subject(scene, verb), parties.of_phrase(scene, guests) if guests is not None else ()
    if ours and _is_bodies(scene, ours):
        return (*_attending(scene, noun), *ours), theirs
    return ours, theirs


def _of_round_trip(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give who went on the journey that a talk was part of: "X toured Asia, which included a meeting with Y"."""
    above = verb_above(verb) if verb.dep_ in ("advcl", "relcl") else None
    doers = parties.of_subject(scene, above) if above is not None else ()
    head = subject(verb)
    return (parties.possessor(scene, head) if head is not None and head.pos_ == "NOUN" else ()) or doers


def _holding() -> frozenset[str]:
    """Give the verbs whose subject takes part in the talk that is their object."""
    return words("light_verbs") | words("called_off") | words("refuse") | ASKING


def _holders(scene: Scene, noun: Token) -> tuple[str, ...]:
    """Give those before "held talks" where the parser takes the verb for a part of the noun phrase."""
    place, at = scene.sentence(noun.i), noun.i - 1
    while at > place.first and scene.doc[at].tag_ in PHRASE_TAGS and lemma(scene.doc[at]) not in words("light_verbs"):
        at -= 1
    last = scene.mention_at.get(at - 1)
    if lemma(scene.doc[at]) not in words("light_verbs") or last is None or last.kind != "name":
        return ()
    named = [i for i in range(place.first, at) if i in scene.mention_at]
    found = lists.listed(scene, named[0], at)
    return lists.ids(found) if last in found and len(found) > 1 else ()


def _sides_beside(scene: Scene, noun: Token, verb: Token | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read the sides off the words around the noun; `verb` is that of which the talk is the object."""
    theirs = parties.after(scene, noun.i, making.TALK_WITH, making.MEDIUM_REACH)
    ours = parties.possessor(scene, noun) or parties.modifiers(scene, noun)
    if not theirs and (inside := _in_which(scene, noun)):
        return inside
    had = next((child for child in noun.children if child.dep_ == "relcl" and lemma(child) in CARRYING), None)
    if had is not None and not theirs:
        # "A call he had with Y": who had it, and with whom.
        theirs = parties.after(scene, had.i, making.TALK_WITH, making.MEDIUM_REACH)
        return parties.of_subject(scene, had) if theirs else ours, theirs
    told = scene.mention_at.get(noun.i + 1)
    had_at = scene.place_of[told].stop if told is not None and not theirs else len(scene.doc)
    if told is not None and had_at < len(scene.doc) and lemma(scene.doc[had_at]) in CARRYING:
        theirs = parties.after(scene, had_at, making.TALK_WITH, making.MEDIUM_REACH)
        return (told.actors, theirs) if theirs else (ours, ())
    held = next((child for child in noun.children if child.dep_ == "acl" and lemma(child) in SETTLED), None)
    if held is not None and not theirs:
        theirs = parties.after(scene, held.i, making.TALK_WITH, making.MEDIUM_REACH)
    if verb is not None and not theirs:
        theirs = parties.after(scene, max(verb.i, noun.i), making.TALK_WITH, making.MEDIUM_REACH)
    if not theirs:
        at = parties.preposition_after(scene, noun.i, frozenset({"of"}), 2)
        ours = ours or (lists.ids(lists.listed(scene, at + 1, scene.sentence(at).stop)) if at is not None else ())
    return ours, theirs


def _in_which(scene: Scene, noun: Token) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Give who spoke to whom in a relative clause: "a call in which X asked Y", "a call made by X to Y"."""
    for verb in (child for child in noun.children if child.dep_ in ("relcl", "acl")):
        is_inside = any(child.lower_ in ("in", "during") and child.i < verb.i for child in verb.children)
        doers, hearer = parties.of_subject(scene, verb), _hearer(scene, verb)
        is_of_many = len(doers) > 1 and lemma(verb) in DISCUSSING
        if verb.dep_ == "relcl" and is_inside and doers and (hearer or is_of_many):
            return doers, hearer
        if lemma(verb) in ("make", "place"):
            by = next((c for c in verb.children if c.lower_ == "by"), None)
            doers = parties.after(scene, by.i - 1, frozenset({"by"}), 1) if by is not None else doers
            hearer = parties.after(scene, verb.i, frozenset({"to"}), making.MEDIUM_REACH)
            if doers and hearer and (by is not None or verb.dep_ == "relcl"):
                return doers, hearer
    return None


def _is_joined_in(noun: Token) -> bool:
    """Tell whether the words only say who else was on a known call: "also took part in the call", "joined the call"."""
    is_definite = any(child.lower_ in DEFINITE for child in noun.lefts)
    if noun.dep_ == "dobj":
        return is_definite and lemma(noun.head) in ("join", "attend")
    above = noun.head.head if noun.dep_ == "pobj" else noun
    is_part = lemma(above) in ("part", "participate", "be") or any(lemma(child) == "part" for child in above.children)
    return is_definite and is_part and noun.head.lower_ in ("in", "on")


def _is_carried_out(stem: Token) -> bool:
    """Tell whether the verb above carries a talk out: "held a call", "a call was held", "a call took place"."""
    return stem.dep_ in ("nsubjpass", "dobj") or stem.dep_ == "nsubj" and lemma(stem.head) in words("taking_place")


def _is_setting_of(stem: Token, verb: Token) -> bool:
    """Tell whether a talk is where the verb took place: "in a call, X said"."""
    place = stem.head.head
    if arranging.is_matter(stem, verb):
        return False
    is_setting = place.i == verb.i or place.dep_ == "dobj" and place.head.i == verb.i
    # "A and B in separate calls with Y affirmed": the parser hangs the calls on B.
    told_of = subject(verb) if place.pos_ == "PROPN" and stem.i < verb.i else None
    is_setting = is_setting or told_of is not None and (told_of.i == place.i or told_of.is_ancestor(place))
    is_setting = is_setting or verb.is_ancestor(place) and verb == setting_verb(stem) != verb_above(stem)
    return stem.dep_ == "pobj" and stem.head.lower_ in SETTING and is_setting


def _hosts(scene: Scene, noun: Token) -> tuple[str, ...]:
    """Give the persons who brought a talk together: "a conference call organised by X", "talks hosted by Y"."""
    verb = next((t for t in noun.subtree if t.i > noun.i and t.dep_ == "acl" and lemma(t) in HOSTING), None)
    found = parties.after(scene, verb.i, frozenset({"by"}), 1) if verb is not None else ()
    return tuple(actor for actor in found if actor in scene.persons)


def _told_of(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give whom a report by nobody known is about: "X will travel, his office said after talks with Y"."""
    told = next((child for child in verb.children if child.dep_ == "ccomp" and child.i < verb.i), None)
    is_report = told is not None and lemma(verb) in words("report_verbs")
    return parties.of_subject(scene, told) if told is not None and is_report else ()


def _hearer(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give the person who is told something: "in a call, X told Y", "X thanked Y by phone"."""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "dative")]
    told = next(iter((*objects, *parties.told_to(verb))), None)
    if told is None or lemma(verb) not in words("addressing"):
        return ()
    return tuple(actor for actor in parties.of_phrase(scene, told) if actor in scene.persons)


def _attending(scene: Scene, noun: Token) -> tuple[str, ...]:
    """Give who is on the way to a body's meeting: "was in Italy for a G7 meeting", "his trip to the NATO summit"."""
    above = noun.head
    while above.pos_ == "ADP" and above.head.i != above.i:
        above = above.head
    if above.pos_ == "NOUN" and lemma(above) in ("trip", "visit", "tour", "attendance", "arrival"):
        found = parties.possessor(scene, above)
    else:
        root = noun.sent.root
        is_going = lemma(root) in ("be", "arrive", "attend", "travel", "fly", "go", "head", "join", "leave")
        found = parties.of_subject(scene, root) if is_going and noun.dep_ == "pobj" else ()
    return tuple(actor for actor in found if actor in scene.persons)


def _own_officials(scene: Scene, noun: Token, actor: str) -> tuple[str, ...]:
    """Give the government where somebody meets its unnamed officials: "with senior ruling party officials"."""
    at = parties.preposition_after(scene, noun.i, making.TALK_WITH)
    stop = scene.sentence(noun.i).stop
    around = scene.doc[at + 1 : min(at + 1 + making.MEDIUM_REACH, stop)] if at is not None else ()
    if any(token.i in scene.mention_at and scene.mention_at[token.i].kind == "name" for token in around):
        return ()
    phrase = [token for token in around if token.tag_ in lists.LIST_TAGS]
    if not any(lemma(token) in ("official", "minister", "aide", "adviser") for token in phrase):
        return ()
    country = scene.country(actor)
    return tuple(
        o.id for o in scene.actors.organizations if country and o.name.startswith("Government") and o.country == country
    )


def _is_bodies(scene: Scene, actors: tuple[str, ...]) -> bool:
    """Tell whether only international bodies are named, or nobody: those who attend come on top."""
    return all(actor in scene.organizations and scene.country(actor) is None for actor in actors)


def _is_demand(scene: Scene, noun: Token) -> bool:
    """Tell whether a call is a demand: "calls for restraint", "a call to act", "his call on both sides to"."""
    if _is_answered(scene, noun):
        return False
    days = {scene.token_at(found.start) - 1 for found in scene.dates_in(scene.sentence(noun.i))}
    claims = [child for child in noun.children if child.lower_ in ("for", "on", "upon") and child.dep_ == "prep"]
    if any(child.i not in days and not _is_matter_or_time(scene, noun, child) for child in claims):
        return True
    if any(child.dep_ in ("acl", "relcl") and any(c.lower_ == "to" for c in child.children) for child in noun.children):
        return True
    return (
        noun.tag_ == "NNS"
        and noun.dep_ in ("pobj", "dobj")
        and lemma(noun.head) in ("despite", "amid", "heed", "reject", "ignore")
    )


def _is_answered(scene: Scene, noun: Token) -> bool:
    """Tell a call that somebody had or took from a demand: "received a call from Y to thank him"."""
    is_had = noun.dep_ == "dobj" and lemma(noun.head) in ANSWERING and noun.tag_ == "NN"
    return is_had and any(a in scene.persons for a in parties.after(scene, noun.i, CALLED_FROM, making.MEDIUM_REACH))


def _is_matter_or_time(scene: Scene, noun: Token, preposition: Token) -> bool:
    """Tell a talk's matter and length from a demand: "a call on the truce with Y", "a call for an hour"."""
    head = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if preposition.lower_ == "for":
        return head is not None and lemma(head) in ("minute", "hour", "time")
    return head is not None and head.i not in scene.mention_at and bool(parties.after(scene, noun.i, making.TALK_WITH))


def _may_be_any(noun: Token, trigger: Trigger, clue: Clue, *, is_anaphor: bool) -> bool:
    """Tell whether the words may mean a call as well as a meeting: "had a discussion", "during the talks"."""
    if trigger.lemma == "talk" and noun.tag_ not in PLURAL:
        return True
    if trigger.lemma != "talk":
        return trigger.lemma in ("discussion", "conversation") or trigger.lemma == "dialogue" and _is_of_two(noun)
    is_setting = noun.dep_ == "pobj" and noun.head.lower_ in ("during", "in", "after", "following")
    is_setting = is_setting or noun.dep_ == "pobj" and noun.head.lower_ == "on" and noun.head.is_sent_start is True
    is_setting = is_setting or noun.dep_ == "nsubj" and any(child.lower_ in DEFINITE for child in noun.children)
    return is_anaphor and is_setting or (clue.status is None or is_setting) and bool(clue.theirs)


def _is_of_two(noun: Token) -> bool:
    """Tell "the dialogue between both leaders" from dialogue as a way of dealing with each other."""
    marks = {child.lower_ for child in noun.children}
    return "between" in marks and bool(marks & DEFINITE)


def _is_of_named(scene: Scene, noun: Token) -> bool:
    """Tell whether the parties stand with the noun by name: "the second summit of Moon and Kim"."""
    at = parties.preposition_after(scene, noun.i, frozenset({"of"}), 2)
    return at is not None and any(m.kind == "name" for m in lists.listed(scene, at + 1, scene.sentence(at).stop))


def _is_possessed(noun: Token) -> bool:
    return any(child.dep_ == "poss" for child in noun.children)
