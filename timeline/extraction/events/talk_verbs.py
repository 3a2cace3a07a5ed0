"""Verbs of talking as clues: who spoke with, called, met, received whom."""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.events import lists, making, parties, unnamed
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger, kinds, words
from timeline.extraction.events.scene import Scene, subject
from timeline.extraction.language import lemma

# "the Republic of Korea (ROK) Minister of National Defense": the office stands this near the country.
HEAD_REACH = 5
# "Discussed the crisis in the region and its effects with": the matter takes at most so many words.
MATTER_REACH = 16
# Heading and first sentence.
LEAD_SENTENCES = 2
# What follows "they spoke" where they spoke with each other.
MUTUALLY = frozenset(
    {"about", "again", "earlier", "last", "briefly", "after", "before", "since", "shortly", "twice", "."}
)
# "Spoke for about forty minutes", "spoke for the first time": so many words tell how long or for which time.
FOR_REACH = 5
# "Called to", "called earlier today to congratulate": the infinitive stands at most so far from the verb.
AIM_REACH = 5
# "The other leaders X spoke to after his inauguration were": so many words before the verb and after "to".
TOLD_REACH = 8
TELLING = frozenset({"were", "was", "are", "include", "included"})
TALKS = frozenset(
    {"meeting", "call", "talk", "summit", "visit", "conversation", "discussion", "relation", "tie", "war"}
)
# Where somebody speaks to all, beside others.
PUBLIC = frozenset({"conference", "briefing", "ceremony", "rally", "interview", "forum"})
AFTER_OBJECT = frozenset(["``", "IN", "TO", "RB", "RBR", "CC", ",", ".", "NNP", "CD", "VBG", "WRB", "WP"])


def speak(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X spoke with Y", "they spoke by phone"."""
    ours = parties.of_subject(scene, verb)
    at = parties.preposition_after(scene, verb.i, frozenset({"with", "to"}), making.MEDIUM_REACH)
    theirs: tuple[str, ...] = ()
    if at is not None:
        if parties.has_listener(scene, at) or _is_in_public(scene.doc[verb.i + 1 : at]):
            return None
        theirs = _partners(scene, at) or _told_after(scene, verb, at)
    kind, has_medium = making.medium(scene, verb)
    if ours and not theirs and unnamed.are_from_abroad(scene, at):
        return _with_allies(replace(making.make(scene, verb, trigger, ours, ()), kind=kinds()[kind]), has_medium)
    if not theirs and (len(ours) < 2 or at is not None or not (has_medium or _is_mutual(scene, verb))):
        return None
    clue = making.make(scene, verb, trigger, ours, theirs)
    rang = verb.dep_ == "conj" and lemma(verb.head) in ("call", "phone", "telephone")
    initiator = ours[0] if rang and ours else None
    head = None if ours else subject(verb)
    has_unnamed = head is not None and lemma(head) in words("heads")
    clue = replace(clue, kind=kinds()[kind], has_medium=has_medium, initiator=initiator, is_joint=kind == "video_call")
    return replace(clue, is_open=not has_medium, has_unnamed=has_unnamed)


def _is_in_public(words_between: Iterable[Token]) -> bool:
    """Tell whether the words after the verb say that it was for all to hear: "spoke at a news conference with Y"."""
    return any(token.lower_ in PUBLIC and token.dep_ == "pobj" for token in words_between)


def _told_after(scene: Scene, verb: Token, preposition: int) -> tuple[str, ...]:
    """Give whom "the leaders X spoke to" were: "the others X spoke to were A and B"."""
    place = scene.sentence(verb.i)
    before = {lemma(token) for token in scene.doc[max(verb.i - TOLD_REACH, place.first) : verb.i]}
    if not before & (words("heads") | {"those", "other", "others"}):
        return ()
    rest = scene.doc[preposition + 1 : min(preposition + 1 + TOLD_REACH, place.stop)]
    at = next((token.i for token in rest if token.lower_ in TELLING), None)
    is_stranded = at is not None and not any(i in scene.mention_at for i in range(preposition + 1, preposition + 2))
    return lists.ids(lists.listed(scene, at + 1, place.stop)) if at is not None and is_stranded else ()


def _with_allies(clue: Clue, has_medium: bool) -> Clue:
    """Mark a talk with partners whom nobody names; without a medium it may have been in one room."""
    return replace(clue, has_medium=has_medium, has_unnamed=True, is_open=not has_medium, is_closed=True)


def discuss(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X discussed the truce with Y": both are named persons, Y at the end of the matter discussed."""
    head = subject(verb)
    is_of_leaders = head is not None and lemma(head) in words("heads")
    ours = tuple(actor for actor in parties.of_subject(scene, verb) if is_of_leaders or actor in scene.persons)
    clue = making.make(scene, verb, trigger, ours, _discussed_with(scene, verb))
    if ours and clue.theirs or _is_joint_news(scene, verb, tuple(a for a in ours if a in scene.persons)):
        return replace(clue, is_open=True)
    return None


def _discussed_with(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give the persons named after "with", beyond the matter discussed."""
    stop = scene.sentence(verb.i).stop
    for at in range(verb.i + 1, min(verb.i + MATTER_REACH, stop)):
        token = scene.doc[at]
        if token.pos_ in ("VERB", "AUX") or token.text in (";", '"', ","):
            return ()
        if token.lower_ == "with" and lemma(scene.doc[at - 1]) in TALKS:
            # "Discussed yesterday's meeting with Y": it is the meeting that was with Y.
            return ()
        if token.lower_ == "with" and not parties.has_listener(scene, at):
            found = [m for m in lists.listed(scene, at + 1, stop) if m.kind == "name"]
            return tuple(actor for actor in lists.ids(found) if actor in scene.persons)
    return ()


def _is_joint_news(scene: Scene, verb: Token, ours: tuple[str, ...]) -> bool:
    """Tell whether a story opens with two persons of different states who discussed something."""
    is_lead = scene.sentence_of[verb.i] < LEAD_SENTENCES and verb.tag_ == "VBD" and verb.dep_ == "ROOT"
    return is_lead and len({scene.country(actor) for actor in ours}) > 1


def ring(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X telephoned Y", "X called Y"; not "called him a liar"."""
    if verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "nsubj") for child in verb.children):
        return None
    after = [child for child in verb.children if not _is_purpose(verb, child)]
    if any(_says_what_called(trigger, child) or _is_name_given(scene, child) for child in after):
        return None
    if any(child.dep_ == "prt" and child.lower_ != "up" for child in verb.children):
        return None
    days = {scene.token_at(found.start) for found in scene.dates_in(scene.sentence(verb.i))}
    if scene.doc[verb.i + 1 : verb.i + 2].text == "on" and verb.i + 2 not in days:
        return _called_on(scene, verb, trigger)
    aim = _aim(verb)
    found = making.objects(scene, aim or verb)
    ours = parties.of_subject(scene, verb)
    if aim is not None:
        called = tuple(actor for actor in lists.ids(found) if actor in scene.persons)
        return _with_medium(making.make(scene, verb, trigger, ours, called)) if ours and called else None
    if not found and ours and unnamed.are_from_abroad(scene, verb.i):
        return _with_allies(making.make(scene, verb, trigger, ours, ()), has_medium=True)
    if not found or found[0].kind not in ("name", "title", "pronoun") and not _is_call_of_leaders(verb, trigger):
        return None
    end = scene.place_of[found[-1]].stop
    following = scene.doc[end] if end < len(scene.doc) else None
    if trigger.lemma == "call" and following is not None and not _ends_object(scene, following):
        return None
    # Who are called by nobody known never called one another.
    called = lists.ids([*found, *parties.alongside(scene, found)] if ours else found[:1])
    clue = making.make(scene, verb, trigger, ours, called)
    return replace(clue, has_medium=trigger.lemma != "call", initiator=ours[0] if len(ours) == 1 else None)


def _says_what_called(trigger: Trigger, child: Token) -> bool:
    """Tell "called him weak" from the next clause of a row: "X phoned A, B spoke with C"."""
    is_apart = child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","
    is_next = child.dep_ == "ccomp" and (is_apart or trigger.lemma != "call" or lemma(child) in lists.NEW_CLAUSE)
    return child.dep_ in ("ccomp", "attr", "acomp") and not is_next


def _aim(verb: Token) -> Token | None:
    """Give what a call was made for where nobody is called outright: "called to congratulate Y"."""
    after = [child for child in verb.children if child.i > verb.i and child.dep_ in ("xcomp", "advcl")]
    is_bare = not any(child.dep_ in ("dobj", "dative", "oprd") for child in verb.children)
    near = (child for child in after if child.tag_ == "VB" and child.i - verb.i <= AIM_REACH)
    aim = next((child for child in near if any(c.lower_ == "to" and c.i == child.i - 1 for c in child.children)), None)
    return aim if is_bare and aim is not None and lemma(aim) in words("addressing") else None


def _with_medium(clue: Clue) -> Clue:
    return replace(clue, has_medium=True, initiator=clue.ours[0] if len(clue.ours) == 1 else None)


def _is_purpose(verb: Token, child: Token) -> bool:
    """Tell what the call was for ("phoned Y to ask", where the parser takes Y for who asks) and what is told before."""
    is_infinitive = child.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
    return child.dep_ == "ccomp" and (child.i < verb.i or is_infinitive)


def _called_on(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X called on Y" of a courtesy visit; not "called on Y to act"."""
    stop = scene.sentence(verb.i).stop
    found = [mention for mention in lists.listed(scene, verb.i + 2, stop) if mention.kind in ("name", "title")]
    ours = tuple(actor for actor in parties.of_subject(scene, verb) if actor in scene.persons)
    end = scene.place_of[found[-1]].stop if found else stop
    is_demand = any(token.lower_ == "to" for token in scene.doc[end : min(end + 2, stop)])
    if trigger.lemma != "call" or not ours or not found or is_demand:
        return None
    return replace(making.make(scene, verb, trigger, ours, lists.ids(found)), kind=kinds()["meeting"])


def _is_call_of_leaders(verb: Token, trigger: Trigger) -> bool:
    """Tell "called the presidents of Kenya and Rwanda" from what somebody calls a country."""
    leaders = (child for child in verb.children if child.dep_ == "dobj")
    return trigger.lemma != "call" or any(lemma(child) in words("heads") for child in leaders)


def _is_name_given(scene: Scene, child: Token) -> bool:
    """Tell whether a word says what somebody is called ("called him a liar"); a person alone is who was called."""
    if child.dep_ != "oprd":
        return False
    mention = scene.mention_at.get(child.i)
    is_further = child.left_edge.i > 0 and child.left_edge.nbor(-1).lower_ == "and"
    has_object = any(other.dep_ == "dobj" for other in child.head.children) and not is_further
    return has_object or mention is None or not any(actor in scene.persons for actor in mention.actors)


def meet(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X met Y", "X and Y met"."""
    ours = parties.of_subject(scene, verb)
    if trigger.lemma == "meet" and making.is_passive(verb):
        return None
    theirs = (
        lists.ids(making.objects(scene, verb))
        or _antecedent(scene, verb)
        or parties.after(scene, verb.i, making.TALK_WITH, making.MEDIUM_REACH)
    )
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and not theirs and not _is_person_noun(thing):
        return None
    is_closed = not theirs and scene.doc[verb.i + 1 : verb.i + 2].text.lower() == "with"
    clue = replace(making.make(scene, verb, trigger, ours, theirs), is_closed=is_closed)
    if making.medium(scene, verb)[1]:
        clue = replace(clue, kind=kinds()[making.medium(scene, verb)[0]], has_medium=True)
    return clue


def _antecedent(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give whom "whom" stands for: "the minister, with whom he met"."""
    verbs = [verb, *(child for child in verb.children if child.dep_ == "conj")]
    prepositions = [child for each in verbs for child in each.children if child.dep_ == "prep"]
    is_with_whom = any(c.lower_ == "whom" for child in prepositions for c in child.children)
    return parties.of_phrase(scene, verb.head) if verb.dep_ == "relcl" and is_with_whom else ()


def host(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X received Y", "X welcomed Y to"."""
    found = making.objects(scene, verb)
    if not found or found[0].kind not in ("name", "title"):
        return None
    end = scene.place_of[found[-1]].stop
    end += int(end < len(scene.doc) and scene.doc[end].text == "," and found[-1].kind == "name")
    if trigger.lemma == "welcome" and (
        end >= len(scene.doc) or scene.doc[end].lower_ not in ("to", "at", "in", "on", "for")
    ):
        return None
    return making.make(scene, verb, trigger, parties.of_subject(scene, verb), lists.ids(found))


def _partners(scene: Scene, preposition: int) -> tuple[str, ...]:
    """Give whom somebody spoke with: persons, or countries by their leaders ("with ministers from France")."""
    stop = scene.sentence(preposition).stop
    found = lists.listed(scene, preposition + 1, stop) or parties.named_among(scene, preposition, stop)
    if not found:
        return lists.below(scene, preposition)
    found += parties.further(scene, found, frozenset({"with", "to"}))
    reach = scene.place_of[found[0]].stop + HEAD_REACH
    phrase = scene.doc[preposition + 1 : min(reach, scene.sentence(preposition).stop)]
    has_leaders = any(lemma(token).removesuffix("s") in words("heads") for token in phrase)
    return lists.ids([m for m in found if m.kind not in ("country", "metonym") or has_leaders])


def _is_mutual(scene: Scene, verb: Token) -> bool:
    """Tell whether "they spoke" without "with" means with each other: "spoke about", "spoke on Tuesday"."""
    following = scene.doc[verb.i + 1] if verb.i + 1 < len(scene.doc) else None
    if following is None or following.lower_ in MUTUALLY:
        return True
    if following.lower_ == "for" and any(
        token.tag_ == "CD" or token.lower_ in ("first", "time", "hour")
        for token in scene.doc[following.i : following.i + FOR_REACH]
    ):
        return True
    return bool(scene.dates) and any(scene.token_at(d.start) in (verb.i + 1, verb.i + 2) for d in scene.dates)


def _ends_object(scene: Scene, token: Token) -> bool:
    is_day = any(found.start == token.idx for found in scene.dates_in(scene.sentence(token.i)))
    return token.is_space or token.tag_ in AFTER_OBJECT or is_day


def _is_person_noun(token: Token) -> bool:
    return lemma(token) in words("heads") or token.pos_ in ("PROPN", "PRON")
