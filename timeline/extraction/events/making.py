"""What the frames share: making a clue, the object of a verb, the medium of a talk."""

from spacy.tokens import Token

from timeline.extraction.actors import ActorMention
from timeline.extraction.events import lists, status
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger, kinds, words
from timeline.extraction.events.scene import Scene
from timeline.extraction.language import lemma

MEDIUM = frozenset({"phone", "telephone", "telephonic", "hotline"})
SCREEN = frozenset({"video", "videolink", "videoconference", "teleconference", "zoom", "skype", "webex", "vtc"})
# "Met virtually": they saw each other on screens.
REMOTELY = frozenset({"virtually", "online", "remotely"})
# "Met in a video conference"; what is said "in a video" was recorded.
SESSIONS = frozenset({"conference", "call", "link", "meeting", "teleconference", "summit"})
BY = frozenset({"by", "over", "on", "via", "through"})
# "spoke for about twenty minutes late on Monday by telephone": the medium stands at most so far from the verb.
MEDIUM_REACH = 12
# "Via a secure video link": so many words name a medium.
MEDIUM_WORDS = 3
# "received the leader Kim": the object's noun stands this near before the name.
TITLE_REACH = 2
# "Met dozens of members of Congress" has persons as its object, "welcomed the visit of X" has not.
MEASURES = frozenset({"dozen", "score", "hundred", "member", "number", "group", "series", "delegation", "team"})
# "Received a call from X": the name belongs to the object, it is none.
AWAY = frozenset({"from", "by", "to", "with"})
TALK_WITH = frozenset({"with", "between", "among", "involving"})


def make(scene: Scene, token: Token, trigger: Trigger, ours: tuple[str, ...], theirs: tuple[str, ...]) -> Clue:
    """Make the clue of a trigger with the parties found."""
    is_verb = trigger.part == "verb"
    return Clue(
        kind=kinds()[trigger.kind],
        token=token.i,
        span=(token.idx, token.idx + len(token)),
        ours=ours,
        theirs=tuple(actor for actor in theirs if actor not in ours),
        status=status.of_verb(token) if is_verb else status.of_noun(token),
    )


def objects(scene: Scene, verb: Token) -> list[ActorMention]:
    """Give the mentions that are a verb's object, the list they head included; none if the object is something else."""
    days = {scene.token_at(found.start) for found in scene.dates_in(scene.sentence(verb.i))}
    # "Telephoned Y Sunday": the parser takes the day for the object.
    things = [child for child in verb.children if child.dep_ in ("dobj", "dative") and child.i not in days]
    # "A briefing that X called Y": the parser takes "that" for an object too.
    thing = next((child for child in things if child.i > verb.i), things[0] if things else None)
    start = max([verb.i, *(child.i for child in verb.children if child.dep_ == "prt" and child.i == verb.i + 1)]) + 1
    first = scene.doc[start] if start < len(scene.doc) else verb
    if first.dep_ == "prep" or thing is not None and thing.i < verb.i:
        return []
    found = lists.listed(scene, start, scene.sentence(verb.i).stop)
    if not found or thing is None or thing.i in scene.mention_at:
        return found
    first_named = scene.place_of[found[0]].first
    is_before = first_named - TITLE_REACH <= thing.i < scene.place_of[found[0]].stop
    is_before = is_before and not any(token.lower_ in AWAY for token in scene.doc[thing.i + 1 : first_named])
    is_before = is_before and (
        thing.i > first_named or scene.doc[thing.i + 1].lower_ != "of" or lemma(thing) in MEASURES
    )
    return found if lemma(thing) in words("heads") or is_before else []


def medium(scene: Scene, verb: Token) -> tuple[str, bool]:
    """Tell by which medium they spoke, and whether the words say so."""
    if any(child.lower_ in REMOTELY for child in verb.children):
        return "video_call", True
    place = scene.sentence(verb.i)
    for token in scene.doc[_clause_start(scene, verb) : min(place.stop, verb.i + MEDIUM_REACH + 6)]:
        before = {scene.doc[i].lower_ for i in range(max(place.first, token.i - 3), token.i)}
        if before & BY and token.lower_ in MEDIUM:
            return "phone_call", True
        is_session = token.i + 1 < place.stop and token.nbor(1).lower_ in SESSIONS
        if token.lower_ in SCREEN and (before & BY or "in" in before and is_session):
            return "video_call", True
    rest = scene.doc[verb.i : place.stop]
    is_on_screen = any(token.lower_ in SCREEN and token.nbor(-1).lower_ in ("via", "by") for token in rest[1:])
    return ("video_call", True) if is_on_screen else ("phone_call", False)


def _clause_start(scene: Scene, verb: Token) -> int:
    """Give where words on a verb's medium may begin: "spoke by phone and agreed to meet" tells none of the meeting."""
    first = max(scene.sentence(verb.i).first, verb.i - MEDIUM_REACH)
    speaking = (i for i in range(verb.i - 1, first, -1) if lemma(scene.doc[i]) in ("speak", "talk", "agree", "call"))
    return next((i for i in speaking if scene.doc[i].pos_ == "VERB"), first - 1) + 1 if verb.pos_ == "VERB" else first


def medium_beside(scene: Scene, noun: Token) -> str | None:
    """Give the kind of talk where its medium follows the noun at once: "a meeting via video link", "held by phone"."""
    stop = scene.sentence(noun.i).stop
    at = noun.i + 1
    if at < stop and scene.doc[at].tag_ == "VBN":
        at += 1
    if at >= stop or scene.doc[at].lower_ not in BY:
        return None
    said = {token.lower_ for token in scene.doc[at + 1 : min(at + 1 + MEDIUM_WORDS, stop)]}
    return "phone_call" if said & MEDIUM else "video_call" if said & SCREEN else None


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive."""
    return (
        any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
        or verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "pcomp")
    )
