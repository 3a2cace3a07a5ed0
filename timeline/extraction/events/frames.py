"""From a trigger word to a clue: each frame knows where the parties of its words stand."""

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.actors import ActorMention
from timeline.extraction.events import parties, status
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger, kinds, words
from timeline.extraction.events.scene import Scene, subject, verb_above
from timeline.extraction.language import lemma

MEDIUM = frozenset({"phone", "telephone"})
SCREEN = frozenset({"video", "videolink", "videoconference", "teleconference", "zoom"})
BY = frozenset({"by", "over", "on", "via", "through"})
# "spoke for about twenty minutes late on Monday by telephone": the medium stands at most so far from the verb.
MEDIUM_REACH = 12
# "the Republic of Korea (ROK) Minister of National Defense": the office stands this near the country.
HEAD_REACH = 5
IN = frozenset({"in"})
TOWARDS = frozenset({"to", "in", "for"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "both"})
TALK_WITH = frozenset({"with", "between", "among", "involving"})
REMOTE = frozenset({"video", "virtual", "online", "videoconference", "remote", "webcam"})
JOINT = frozenset({"conference", "video", "videoconference", "three-way", "trilateral", "four-way", "joint", "group"})
# "on the list of phone calls", "a day of meetings", "party to the talks": the noun before stands for the talk.
ROUNDS = frozenset(
    {"list", "series", "round", "number", "day", "flurry", "string", "course", "party", "participant", "set"}
)
# Prepositions that make a talk the setting of what the verb says.
SETTING = frozenset({"in", "during", "at", "after", "following", "over", "on", "for", "before", "via", "by"})
# Nouns that only measure the object after "of": "a series of sanctions".
MEASURES = frozenset({"series", "round", "set", "package", "number", "range", "raft", "wave", "slew", "array", "batch"})
# "pull the country out of the treaty": the object stands at most so far from its preposition.
OBJECT_REACH = 8
AFTER_OBJECT = frozenset(["IN", "TO", "RB", "CC", ",", ".", "NNP", "CD", "VBG", "WRB", "WP"])


def clue_of(scene: Scene, token: Token, trigger: Trigger) -> Clue | None:
    """Give the clue that a trigger word makes, or None where the word means something else here."""
    return FRAMES[trigger.frame](scene, token, trigger)


def _clue(scene: Scene, token: Token, trigger: Trigger, ours: tuple[str, ...], theirs: tuple[str, ...]) -> Clue:
    is_verb = trigger.part == "verb"
    return Clue(
        kind=kinds()[trigger.kind],
        token=token.i,
        span=(token.idx, token.idx + len(token)),
        ours=ours,
        theirs=tuple(actor for actor in theirs if actor not in ours),
        status=status.of_verb(token) if is_verb else status.of_noun(token),
    )


def _speak(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    ours = parties.of_subject(scene, verb)
    at = parties.preposition_after(scene, verb.i, frozenset({"with", "to"}), MEDIUM_REACH)
    theirs: tuple[str, ...] = ()
    if at is not None:
        if _has_listener(scene, at):
            return None
        theirs = parties.ids(
            [m for m in parties.listed(scene, at + 1, scene.sentence(at).stop) if _is_partner(scene, m.start)]
        )
    kind, has_medium = _medium(scene, verb)
    if not theirs and (len(ours) < 2 or at is not None or not (has_medium or _is_mutual(scene, verb))):
        return None
    clue = _clue(scene, verb, trigger, ours, theirs)
    rang = verb.dep_ == "conj" and lemma(verb.head) in ("call", "phone", "telephone")
    initiator = ours[0] if rang and ours else None
    return replace(clue, kind=kinds()[kind], has_medium=has_medium, initiator=initiator, is_open=not has_medium)


def _ring(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    if verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children):
        return None
    if any(child.dep_ in ("oprd", "ccomp", "attr", "acomp", "prt") for child in verb.children):
        return None
    found = _objects(scene, verb)
    if not found or found[0].kind not in ("name", "title", "pronoun") and trigger.lemma == "call":
        return None
    end = scene.place_of[found[-1]].stop
    following = scene.doc[end] if end < len(scene.doc) else None
    if trigger.lemma == "call" and following is not None and not _ends_object(following):
        return None
    ours = parties.of_subject(scene, verb)
    clue = _clue(scene, verb, trigger, ours, parties.ids(found))
    return replace(clue, has_medium=trigger.lemma != "call", initiator=ours[0] if len(ours) == 1 else None)


def _meet(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    ours = parties.of_subject(scene, verb)
    if trigger.lemma == "meet" and _is_passive(verb):
        return None
    theirs = (
        parties.ids(_objects(scene, verb))
        or _antecedent(scene, verb)
        or parties.after(scene, verb.i, TALK_WITH, MEDIUM_REACH)
    )
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and not theirs and not _is_person_noun(thing):
        return None
    clue = _clue(scene, verb, trigger, ours, theirs)
    if _medium(scene, verb)[1]:
        clue = replace(clue, kind=kinds()[_medium(scene, verb)[0]], has_medium=True)
    return clue


def _antecedent(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give whom "whom" stands for: "the minister, with whom he met"."""
    is_with_whom = any(c.lower_ == "whom" for child in verb.children if child.dep_ == "prep" for c in child.children)
    return parties.of_phrase(scene, verb.head) if verb.dep_ == "relcl" and is_with_whom else ()


def _host(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    found = _objects(scene, verb)
    if not found or found[0].kind not in ("name", "title"):
        return None
    end = scene.place_of[found[-1]].stop
    if trigger.lemma == "welcome" and (
        end >= len(scene.doc) or scene.doc[end].lower_ not in ("to", "at", "in", "on", "for")
    ):
        return None
    return _clue(scene, verb, trigger, parties.of_subject(scene, verb), parties.ids(found))


def _travel(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    ours = tuple(actor for actor in parties.of_subject(scene, verb) if actor in scene.persons)
    if trigger.lemma in ("visit", "tour"):
        theirs = parties.ids([m for m in _objects(scene, verb) if m.kind != "pronoun"]) or parties.destination(
            scene, verb.i
        )
    else:
        is_at = trigger.lemma in ("be", "expect", "speak")
        if trigger.lemma == "speak" and verb.tag_ != "VBG":
            return None
        at = parties.preposition_after(scene, verb.i, IN if is_at else TOWARDS, 1 if is_at else 3)
        theirs = parties.destination(scene, at) if at is not None else ()
    is_abroad = {scene.country(actor) for actor in theirs} != {scene.country(actor) for actor in ours}
    return _clue(scene, verb, trigger, ours, theirs) if ours and theirs and is_abroad else None


def _talk(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    marks = {child.lower_ for child in noun.lefts}
    if trigger.needs and not marks & trigger.needs:
        return None
    if trigger.lemma == "talk" and noun.tag_ not in ("NNS", "NNPS") and not marks & MEDIUM:
        return None
    has_medium = bool(marks & MEDIUM) or trigger.lemma in ("phonecall", "teleconference", "videoconference")
    if trigger.lemma == "call" and not has_medium and _is_demand(noun):
        return None
    if noun.dep_ == "compound" and noun.head.i > noun.i:
        return None
    kind = "summit" if marks & {"summit"} else trigger.kind
    if kind == "meeting" and not has_medium and trigger.lemma not in ("meeting", "lunch", "dinner"):
        told, has_medium = _medium(scene, noun)
        kind = told if has_medium else kind
    if marks & MEDIUM and trigger.kind == "meeting":
        kind = "phone_call"
    elif marks & REMOTE and trigger.kind in ("meeting", "phone_call", "summit"):
        kind = "video_call"
    ours, theirs = _sides(scene, noun)
    if not theirs and len(ours) == 1:
        theirs = _own_officials(scene, noun, ours[0])
    clue = _clue(scene, noun, trigger, ours, theirs)
    is_anaphor = not theirs and (bool(marks & DEFINITE) or _is_possessed(noun)) or (not theirs and noun.dep_ == "nsubj")
    is_anaphor = is_anaphor or (not ours and not theirs and kind in ("phone_call", "video_call"))
    is_joint = bool(marks & JOINT) or noun.tag_ not in ("NNS", "NNPS") or kind != "phone_call"
    has_medium = has_medium or kind == "video_call"
    is_open = trigger.lemma == "discussion"
    clue = replace(clue, kind=kinds()[kind], has_medium=has_medium, is_open=is_open)
    return replace(clue, is_anaphor=is_anaphor, is_joint=is_joint)


def _by_medium(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    before = scene.doc[noun.i - 1] if noun.i else noun
    if before.lower_ in ("the", "a") and noun.i > 1:
        before = scene.doc[noun.i - 2]
    verb = verb_above(noun)
    if before.lower_ not in BY or verb is None or trigger.needs and scene.doc[noun.i - 1].lower_ not in trigger.needs:
        return None
    if lemma(verb) in ("speak", "talk", "confer", "converse", "meet"):
        return None
    theirs = parties.after(scene, noun.i, TALK_WITH)
    ours = parties.of_subject(scene, verb)
    if not theirs and len(ours) < 2:
        return None
    return replace(_clue(scene, noun, trigger, ours, theirs), has_medium=True)


def _trip(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    if noun.dep_ == "compound" and noun.head.i > noun.i:
        return None
    at = parties.preposition_after(scene, noun.i, frozenset({"to", "of"}), 3)
    theirs = parties.destination(scene, at) if at is not None else ()
    ours = parties.possessor(scene, noun)
    if not ours:
        verb = verb_above(noun)
        ours = parties.of_subject(scene, verb) if verb is not None else ()
    ours = tuple(actor for actor in ours if actor in scene.persons)
    return _clue(scene, noun, trigger, ours, theirs) if ours and theirs else None


def _object(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    thing = _object_noun(verb, trigger.needs)
    if thing is None and trigger.kind == "withdrawal" and _is_left(scene, verb):
        return _clue(scene, verb, trigger, parties.of_subject(scene, verb), ())
    if thing is None or any(child.lower_ in ("any", "no") for child in thing.children):
        return None
    ours = parties.after(scene, verb.i, frozenset({"by"})) if _is_passive(verb) else parties.of_subject(scene, verb)
    ours = ours or parties.modifiers(scene, thing)
    theirs = parties.after(scene, thing.i, frozenset({"on", "against", "with", "between", "to", "from"}))
    if thing.i < verb.i and not theirs:
        theirs = parties.after(scene, verb.i, frozenset({"on", "against", "with", "between"}))
    return _clue(scene, verb, trigger, ours, theirs)


def _deed(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    marks = {lemma(child) for child in noun.subtree if child.dep_ in ("compound", "amod", "pobj")} | {
        noun.nbor(-1).lower_ if noun.i else ""
    }
    if trigger.needs and not marks & trigger.needs:
        return None
    top = noun.head if noun.dep_ in ("compound", "nmod") and noun.head.i > noun.i else noun
    ours = parties.possessor(scene, top) or parties.modifiers(scene, noun)
    theirs = parties.after(scene, top.i, frozenset({"with", "between", "by", "against"}))
    if top.dep_ == "nsubjpass":
        theirs = theirs or parties.after(scene, top.head.i, frozenset({"by"}))
    verb = verb_above(top)
    if not ours and verb is not None and lemma(verb) in words("light_verbs") | words("report_verbs"):
        ours = parties.of_subject(scene, verb)
    return _clue(scene, noun, trigger, ours, theirs)


def _office(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    marks = {child.lower_ for child in verb.children} | {lemma(child) for child in verb.children}
    named = " ".join(token.text for token in scene.doc[verb.i + 1 : verb.i + 6])
    if trigger.needs and not any(
        need in marks or need in named.split(" ,") or f"{need} " in f"{named} " for need in trigger.needs
    ):
        return None
    is_passive = _is_passive(verb)
    if (
        trigger.lemma
        in ("swear", "appoint", "nominate", "inaugurate", "oust", "dismiss", "arrest", "detain", "impeach")
        and not is_passive
    ):
        found = parties.ids(parties.listed(scene, verb.i + 1, scene.sentence(verb.i).stop)[:1])
    else:
        found = parties.of_subject(scene, verb)
    found = tuple(actor for actor in found if actor in scene.persons)
    return _clue(scene, verb, trigger, found, ()) if found else None


def _sides(scene: Scene, noun: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give both sides of a talk: whose it is or who holds it, and with whom."""
    stem = noun
    if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "to", "in") and lemma(noun.head.head) in ROUNDS:
        stem = noun.head.head
    theirs = parties.after(scene, noun.i, TALK_WITH, MEDIUM_REACH)
    ours = parties.possessor(scene, noun) or parties.modifiers(scene, noun)
    verb = verb_above(noun)
    if verb is not None and not theirs and stem.dep_ in ("nsubjpass", "dobj"):
        theirs = parties.after(scene, max(verb.i, noun.i), TALK_WITH, MEDIUM_REACH)
    if not theirs:
        at = parties.preposition_after(scene, noun.i, frozenset({"of"}), 2)
        ours = ours or (parties.ids(parties.listed(scene, at + 1, scene.sentence(at).stop)) if at is not None else ())
    between = next((child for child in noun.children if child.lower_ in ("between", "among")), None)
    if between is not None or verb is None or len(set(ours) | set(theirs)) > 1 and ours:
        return ours, theirs
    if stem.dep_ in ("dobj", "attr") and lemma(verb) in words("light_verbs") | {"be"}:
        return (*parties.of_subject(scene, verb), *ours) if _is_bodies(scene, ours) else ours, theirs
    if stem.dep_ == "pobj" and stem.head.lower_ in SETTING and stem.head.head.i == verb.i and _is_bodies(scene, ours):
        told = next((child for child in verb.children if child.dep_ in ("dobj", "dative")), None)
        actor = parties.of_subject(scene, verb)
        hearer = (
            parties.of_phrase(scene, told)
            if told is not None and lemma(verb) in ("tell", "inform", "urge", "ask")
            else ()
        )
        return (*actor, *ours), theirs or hearer
    return ours, theirs


def _objects(scene: Scene, verb: Token) -> list[ActorMention]:
    """Give the mentions that are a verb's object, the list they head included; none if the object is something else."""
    thing = next((child for child in verb.children if child.dep_ in ("dobj", "dative")), None)
    first = scene.doc[verb.i + 1] if verb.i + 1 < len(scene.doc) else verb
    if first.dep_ == "prep" or thing is not None and thing.i < verb.i:
        return []
    found = parties.listed(scene, verb.i + 1, scene.sentence(verb.i).stop)
    if not found or thing is None or thing.i in scene.mention_at:
        return found
    is_before = thing.i < scene.place_of[found[0]].stop
    return found if lemma(thing) in words("heads") or is_before else []


def _own_officials(scene: Scene, noun: Token, actor: str) -> tuple[str, ...]:
    """Give the government where somebody meets its unnamed officials: "a meeting with senior ruling party officials"."""
    at = parties.preposition_after(scene, noun.i, TALK_WITH)
    stop = scene.sentence(noun.i).stop
    around = scene.doc[at + 1 : min(at + 1 + MEDIUM_REACH, stop)] if at is not None else ()
    phrase = [token for token in around if token.tag_ in parties.LIST_TAGS]
    if not any(lemma(token) in ("official", "minister", "aide", "adviser") for token in phrase):
        return ()
    country = scene.country(actor)
    return tuple(
        o.id for o in scene.actors.organizations if country and o.name.startswith("Government") and o.country == country
    )


def _is_bodies(scene: Scene, actors: tuple[str, ...]) -> bool:
    """Tell whether only international bodies are named, or nobody: those who attend come on top."""
    return all(actor in scene.organizations and scene.country(actor) is None for actor in actors)


def _medium(scene: Scene, verb: Token) -> tuple[str, bool]:
    """Tell by which medium they spoke, and whether the words say so."""
    place = scene.sentence(verb.i)
    for token in scene.doc[max(place.first, verb.i - MEDIUM_REACH) : min(place.stop, verb.i + MEDIUM_REACH + 6)]:
        before = {scene.doc[i].lower_ for i in range(max(place.first, token.i - 3), token.i)}
        if before & BY and token.lower_ in MEDIUM:
            return "phone_call", True
        if before & BY and token.lower_ in SCREEN:
            return "video_call", True
    return "phone_call", False


def _has_listener(scene: Scene, preposition: int) -> bool:
    """Tell whether the words after "to" or "with" name an audience: "to reporters", "to the Turkish parliament"."""
    for token in scene.doc[preposition + 1 : min(preposition + 6, scene.sentence(preposition).stop)]:
        if parties.is_listener(token):
            return True
        if token.tag_[:2] in ("IN", "VB", "WD") or token.text == ",":
            return False
    return False


def _is_partner(scene: Scene, start: int) -> bool:
    """Tell whether a mention can be spoken with: a person, or leaders and officials of a country."""
    mention = scene.mention_at.get(scene.token_at(start))
    if mention is None or mention.kind in ("name", "title", "pronoun", "group"):
        return mention is not None
    place = scene.place_of[mention]
    around = scene.doc[
        max(place.first - 6, scene.sentence(place.first).first) : min(place.stop + HEAD_REACH, len(scene.doc))
    ]
    return any(lemma(token) in words("heads") for token in around) or mention.kind == "organization"


def _is_mutual(scene: Scene, verb: Token) -> bool:
    """Tell whether "they spoke" without "with" means with each other: "spoke about", "spoke on Tuesday"."""
    following = scene.doc[verb.i + 1] if verb.i + 1 < len(scene.doc) else None
    if following is None or following.lower_ in ("about", "again", "earlier", "last", "briefly", "."):
        return True
    return bool(scene.dates) and any(scene.token_at(d.start) in (verb.i + 1, verb.i + 2) for d in scene.dates)


def _is_left(scene: Scene, verb: Token) -> bool:
    """Tell whether a state leaves what the text spoke of before: "since the US pulled out last year"."""
    actor = parties.of_subject(scene, verb)
    is_out = any(child.lower_ in ("out", "of") for child in verb.children) or verb.nbor().lower_ == "out"
    has_object = any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children)
    return bool(actor) and actor[0] in scene.organizations and is_out and not has_object


def _ends_object(token: Token) -> bool:
    return token.is_space or token.tag_ in AFTER_OBJECT


def _is_person_noun(token: Token) -> bool:
    return lemma(token) in words("heads") or token.pos_ in ("PROPN", "PRON")


def _is_demand(noun: Token) -> bool:
    """Tell whether a call is a demand: "calls for restraint", "a call to act", "his call on both sides to"."""
    if any(child.lower_ in ("for", "on", "upon") and child.dep_ == "prep" for child in noun.children):
        return True
    if any(child.dep_ in ("acl", "relcl") and any(c.lower_ == "to" for c in child.children) for child in noun.children):
        return True
    return (
        noun.tag_ == "NNS"
        and noun.dep_ in ("pobj", "dobj")
        and lemma(noun.head) in ("despite", "amid", "heed", "reject", "ignore")
    )


def _is_possessed(noun: Token) -> bool:
    return any(child.dep_ == "poss" for child in noun.children)


def _is_passive(verb: Token) -> bool:
    return (
        any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
        or verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "pcomp")
    )


def _object_noun(verb: Token, needs: frozenset[str]) -> Token | None:
    """Find the object that a verb of doing needs: its object, passive subject, or the noun that it describes."""
    near = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "prep", "prt", "ccomp")]
    for child in near:
        parts = [child, *(t for t in child.subtree if t.dep_ == "pobj" and t.i - child.i < OBJECT_REACH)]
        if child.dep_ not in ("prep", "prt") and lemma(child) not in MEASURES:
            parts = [child]
        for item in (token for part in parts for token in (part, *part.conjuncts)):
            if lemma(item) in needs or any(lemma(c) in needs for c in item.children if c.dep_ == "amod"):
                return item
    if verb.dep_ in ("acl", "relcl") and lemma(verb.head) in needs and subject(verb) is not None:
        return verb.head
    return None


FRAMES: dict[str, Callable[[Scene, Token, Trigger], Clue | None]] = {
    "speak": _speak,
    "ring": _ring,
    "meet": _meet,
    "host": _host,
    "travel": _travel,
    "talk": _talk,
    "medium": _by_medium,
    "trip": _trip,
    "object": _object,
    "deed": _deed,
    "office": _office,
}
