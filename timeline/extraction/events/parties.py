"""Who takes part: the parties that stand around a trigger: its subject, after "with", whose it is, before it.

The tree tells only where a list begins and which word governs which; the list itself is read by `lists`.
"""

from dataclasses import astuple

from spacy.tokens import Token

from timeline.extraction.actors import ActorMention
from timeline.extraction.events.lexicon import words
from timeline.extraction.events.lists import LIST_TAGS, MAX_GAP, ids, listed, may_stand
from timeline.extraction.events.scene import Scene, subject
from timeline.extraction.language import lemma

PARTY_PREPOSITIONS = frozenset({"with", "between", "among", "involving"})
# Words after which a "with" belongs to something else: "spoke after a meeting with", "a follow-up to the talks with".
OTHER_MATTER = frozenset(
    {"after", "before", "to", "of", "following", "during", "despite", "amid", "because", "since", "than"}
)
# "Due to", "thanks to" lead to no party.
REASONS = frozenset({"due", "thanks", "owing", "prior", "according"})
# What leads from one partner to the next.
GOING_ON = frozenset({"again", ",", "and", "then", "separately", "also", "later", "as", "well"})
# What opens the words on a talk's matter or time: "with X on trade and with Y", "with X in the evening and with Y".
MATTERS = frozenset({"about", "on", "regarding", "in", "over", "concerning"})
DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
TOGETHER = frozenset({"together", "along", "accompanied", "joined"})


def of_subject(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give the actors that are the subject of a verb; for a request, those that it comes from."""
    head = subject(verb)
    if verb.tag_ == "VBG" and _opens_sentence(scene, verb) and not (head is not None and of_phrase(scene, head)):
        # "Speaking with X by phone, Y said": the parser loses the subject.
        head = subject(verb.sent.root) if verb.sent.root.i > verb.i else head
    if head is None and verb.dep_ == "dep" and verb.head.i in scene.mention_at:
        # "X, sworn in last week, also spoke": the parser sees no verb in what X did.
        return scene.mention_at[verb.head.i].actors
    if head is None:
        # The parser hangs "At the request of the other side, President X" on the side.
        return ids(before(scene, verb)) if verb.tag_ == "VBD" and verb.dep_ == "ROOT" else ()
    second = _second_subject(verb, head)
    found = of_phrase(scene, head) if second is None else (*of_phrase(scene, head), *of_phrase(scene, second))
    found = found or (possessor(scene, head) if verb.dep_ == "acl" else ())
    if len(found) > 1 and _is_object_before(scene, head, verb):
        # "X phoned A, B spoke with C": A is whom X phoned.
        return found[-1:]
    right_before = ids(before(scene, verb)) if head.i < verb.i else ()
    is_whole = set(found) < set(right_before) or _are_holders(scene, found, right_before)
    whole = right_before if is_whole else found
    return tuple(dict.fromkeys((*whole, *_companions(scene, head, verb))))


def _opens_sentence(scene: Scene, verb: Token) -> bool:
    first = scene.sentence(verb.i).first
    return all(scene.doc[i].is_space or scene.doc[i].is_punct for i in range(first, verb.i))


def _is_object_before(scene: Scene, head: Token, verb: Token) -> bool:
    """Tell whether a subject that the parser sees begins with the object of the verb before it."""
    first = head.left_edge.i
    is_object = first > 0 and scene.doc[first - 1].pos_ == "VERB" and scene.doc[first - 1].tag_ in ("VBD", "VBZ")
    return is_object and head.i < verb.i and not any(t.lower_ in ("and", "or") for t in scene.doc[first : verb.i])


def _are_holders(scene: Scene, found: tuple[str, ...], named: tuple[str, ...]) -> bool:
    """Tell whether persons are named after the body that opens their office: "Government of Unity Minister X and Y"."""
    persons = [actor for actor in named if actor in scene.persons]
    homes = {scene.country(actor) for actor in persons}
    is_body = len(found) == 1 and found[0] in scene.organizations
    return is_body and len(persons) > 1 and scene.country(found[0]) in homes - {None}


def before(scene: Scene, verb: Token) -> list[ActorMention]:
    """Give the mentions of the list that ends right before a verb, days left out: "A, B and C on Tuesday held"."""
    place = scene.sentence(verb.i)
    days = {i for d in scene.dates_in(place) for i in range(scene.token_at(d.start), scene.token_at(d.end - 1) + 1)}
    at = verb.i
    while at > place.first and (
        at - 1 in days or at in days and scene.doc[at - 1].lower_ == "on" or scene.doc[at - 1].dep_ in ("aux", "neg")
    ):
        at -= 1
    start, stop = at, at
    while start > place.first and (start - 1 in scene.mention_at or may_stand(scene, start - 1)):
        start -= 1
    is_governed = start > place.first and scene.doc[start - 1].tag_[:2] in ("IN", "TO", "VB")
    named = [i for i in range(start, stop) if i in scene.mention_at]
    others = [n for n, i in enumerate(named, 1) if scene.mention_at[i].kind not in ("name", "title")]
    if is_governed and not others:
        # "In a call with X, Minister Y called": what stands after the comma is the subject.
        comma = next((i for i in range(stop - 1, start, -1) if scene.doc[i].text == "," and i not in days), None)
        is_setting = scene.doc[place.first].dep_ == "prep" and comma is not None
        named = [i for i in named if comma is not None and i > comma] if is_setting else []
    else:
        named = named[others[-1] :] if others else named
    return listed(scene, named[0], stop) if named else []


def _companions(scene: Scene, head: Token, verb: Token) -> tuple[str, ...]:
    """Give who is named beside the subject: "X, together with Y and Z, held", "he, along with Y, will hold"."""
    for at in range(head.i + 1, verb.i):
        if scene.doc[at].lower_ in TOGETHER and scene.doc[at + 1].lower_ in ("with", "by"):
            return ids(listed(scene, at + 2, verb.i))
    return ()


def _second_subject(verb: Token, head: Token) -> Token | None:
    """Find the other half of a subject that the parser cut in two: "Minister A and Secretary B held a call"."""
    others = [c for c in verb.children if c.dep_ == "nsubj" and head.i < c.i < verb.i]
    joined = (c for c in others if c.left_edge.i and c.left_edge.nbor(-1).lower_ == "and")
    return next(joined, None) if head.dep_ == "nsubj" and head.head.i == verb.i else None


def of_phrase(scene: Scene, head: Token) -> tuple[str, ...]:
    """Give the actors that a noun phrase denotes, by its head: a name, a pronoun, a list, or leaders "of" them."""
    left = min(head.left_edge.i, head.i)
    right = head.i + 1
    for child in head.children:
        if child.dep_ in ("conj", "cc", "appos", "punct") or child.lower_ in ("of", "from"):
            right = max(right, min(child.right_edge.i + 1, scene.sentence(head.i).stop))
    before = scene.mention_at.get(left - 2) if left > 1 and scene.doc[left - 1].lower_ == "and" else None
    if before is not None:
        left = scene.place_of[before].first
    found = ids(listed(scene, left, right))
    mention = scene.mention_at.get(head.i)
    is_office_only = mention is not None and mention.kind == "name" and not set(found) & set(scene.persons)
    if found and not is_office_only:
        return found
    return mention.actors if mention else ()


def after(
    scene: Scene, start: int, prepositions: frozenset[str] = PARTY_PREPOSITIONS, reach: int = 9
) -> tuple[str, ...]:
    """Give the actors after the first of some prepositions that follows a token within its clause."""
    at = preposition_after(scene, start, prepositions, reach)
    if at is None:
        return ()
    stop = scene.sentence(start).stop
    found = listed(scene, at + 1, stop) or named_among(scene, at, stop)
    return ids([*found, *further(scene, found, frozenset({scene.doc[at].lower_}))] if found else [])


def further(scene: Scene, found: list[ActorMention], prepositions: frozenset[str]) -> list[ActorMention]:
    """Give the partners under a second preposition: "with X, and separately with Y", "to X and then to Y"."""
    at, stop = scene.place_of[found[-1]].stop, scene.sentence(scene.place_of[found[-1]].first).stop
    at = _past_matter(scene, at, stop, prepositions)
    days = {i for d in scene.dates_in(scene.sentence(at - 1)) for i in range(*astuple(scene.place(d.start, d.end)))}
    while at < stop and (scene.doc[at].lower_ in GOING_ON or at in days or at + 1 in days):
        at += 1
    is_more = at > scene.place_of[found[-1]].stop and at < stop and scene.doc[at].lower_ in prepositions
    return listed(scene, at + 1, stop) if is_more else []


def _past_matter(scene: Scene, at: int, stop: int, prepositions: frozenset[str]) -> int:
    """Go past what a talk was about, to the "and" before the next partner: "to X about aid and to Y"."""
    opening = next((i for i in range(at, stop) if scene.doc[i].text not in (",", '"')), stop)
    if opening >= stop or scene.doc[opening].lower_ not in MATTERS:
        return at
    for i in range(opening + 1, min(opening + MAX_GAP, stop - 1)):
        if scene.doc[i].pos_ == "VERB" and scene.doc[i].dep_ != "amod" or scene.doc[i].text == ";":
            return at
        if scene.doc[i].lower_ == "and" and scene.doc[i + 1].lower_ in prepositions:
            return i
    return at


def named_among(scene: Scene, preposition: int, stop: int) -> list[ActorMention]:
    """Give those named of partners told together: "with several leaders, including X and Y"."""
    for at in range(preposition + 1, min(preposition + MAX_GAP, stop)):
        if scene.doc[at].lower_ == "among" and scene.doc[at + 1 : stop][:1].text in ("them", "whom", "others"):
            return [m for m in listed(scene, at + 2, stop) if m.kind in ("name", "title")]
        if scene.doc[at].lower_ in ("including", "namely", ":") or scene.doc[at].lower_ == "as" and is_such(scene, at):
            return [m for m in listed(scene, at + 1, stop) if m.kind in ("name", "title")]
    return []


def is_such(scene: Scene, at: int) -> bool:
    """Tell "such as" from any other "as"."""
    return scene.doc[at - 1].lower_ == "such"


def preposition_after(scene: Scene, start: int, prepositions: frozenset[str], reach: int = 9) -> int | None:
    """Find a preposition after a token, past days, places and media ("by phone on Monday with"), not past a verb."""
    stop = min(scene.sentence(start).stop, start + 1 + reach)
    days = {scene.token_at(found.start) for found in scene.dates_in(scene.sentence(start))}
    for at in range(start + 1, stop):
        token = scene.doc[at]
        if token.lower_ in prepositions and token.dep_ != "aux":
            return at if scene.doc[at - 1].lower_ not in REASONS else None
        is_quote = token.text == '"' and at > start + 1
        if (
            token.tag_[:2] in ("VB", "MD", "WD", "WP", "CC")
            or token.text in (".", ";", ":")
            or token.is_space
            or is_quote
        ):
            return None
        if token.lower_ in OTHER_MATTER and at + 1 not in days:
            return None
    return None


def alongside(scene: Scene, found: list[ActorMention]) -> list[ActorMention]:
    """Give those named beside the objects of a verb: "phoned X, along with Y and Z"."""
    at, stop = scene.place_of[found[-1]].stop, scene.sentence(scene.place_of[found[-1]].first).stop
    at += int(at < stop and scene.doc[at].text == ",")
    words_on = [token.lower_ for token in scene.doc[at : min(at + 3, stop)]]
    if words_on[:2] in (["along", "with"], ["together", "with"]):
        return listed(scene, at + 2, stop)
    return listed(scene, at + 3, stop) if words_on == ["as", "well", "as"] else []


def told_to(verb: Token) -> list[Token]:
    """Give whom somebody is asked to act, where the parser takes him for who acts only: "asked Y to look into it"."""
    clauses = (child for child in verb.children if child.dep_ == "ccomp" and child.tag_ == "VB")
    asked = (c for c in clauses if any(t.dep_ == "aux" and t.lower_ == "to" for t in c.children))
    return [child for clause in asked for child in clause.children if child.dep_ == "nsubj" and child.i > verb.i]


def destination(scene: Scene, preposition: int) -> tuple[str, ...]:
    """Give the country or body that a journey leads to: "to Japan", "to NATO's Brussels headquarters"."""
    for at in range(preposition + 1, min(preposition + MAX_GAP, scene.sentence(preposition).stop)):
        mention = scene.mention_at.get(at)
        if mention is not None and mention.kind in ("country", "metonym", "organization"):
            return ids(listed(scene, at, scene.sentence(at).stop)) or mention.actors
        is_end = scene.doc[at].text == "," and at + 1 not in scene.mention_at
        if mention is not None or scene.doc[at].tag_ not in LIST_TAGS or is_end:
            return mention.actors if mention is not None and mention.kind in ("title", "group", "name") else ()
    return ()


def possessor(scene: Scene, noun: Token) -> tuple[str, ...]:
    """Give whose it is: "Han's conversation", "his visit", "their talks"."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is None:
        return ()
    mention = scene.mention_at.get(owner.i)
    if mention is None and owner.lower_ == "latter":
        named = (scene.mention_at[i] for i in range(owner.i - 1, -1, -1) if i in scene.mention_at)
        mention = next((m for m in named if m.kind == "name"), None)
    return mention.actors if mention else of_phrase(scene, owner)


def modifiers(scene: Scene, noun: Token) -> tuple[str, ...]:
    """Give the actors named before a noun: "the Trump-Putin summit", "US-China talks", "a NATO meeting"."""
    found: list[ActorMention] = []
    for at in range(noun.left_edge.i, noun.i):
        mention = scene.mention_at.get(at)
        if (
            mention
            and mention not in found
            and scene.doc[at].dep_ != "poss"
            and mention.kind not in ("pronoun", "group")
        ):
            end = scene.place_of[mention].stop
            # "Chad - Telephone conversation with" is headed by the country.
            is_apart = end < noun.i and scene.doc[end].text in DASHES and bool(scene.doc[end - 1].whitespace_)
            if end <= noun.i and scene.doc[end].tag_ != "POS" and not is_apart:
                found.append(mention)
        second = scene.second_at.get(at)
        if second is not None and second.kind == "country" and found and found[-1] is mention:
            found.append(second)
    return ids(found)


def is_listener(token: Token) -> bool:
    """Tell whether a noun names an audience and no party: "told reporters", "spoke to lawmakers"."""
    is_of_name = token.dep_ in ("compound", "nmod", "amod", "poss") and token.head.i > token.i
    return lemma(token) in words("listeners") and not is_of_name


def has_listener(scene: Scene, preposition: int) -> bool:
    """Tell whether the words after "to" or "with" name an audience: "to reporters", "to the Turkish parliament"."""
    for token in scene.doc[preposition + 1 : min(preposition + 6, scene.sentence(preposition).stop)]:
        if is_listener(token):
            return True
        if token.tag_[:2] in ("IN", "VB", "WD") or token.text == ",":
            return False
    return False
