"""Who takes part: the parties that stand around a trigger, side by side in lists as news prose writes them.

The small parser loses long enumerations ("with U.S. President A, British Prime Minister B, ..."), so lists are read
from left to right over the mentions of actors; the tree tells only where a list begins and which word governs which.
"""

from spacy.tokens import Token

from timeline.extraction.actors import ActorMention
from timeline.extraction.events.lexicon import words
from timeline.extraction.events.scene import TITLES, Scene, subject
from timeline.extraction.language import lemma

# What may stand between the names of a list: titles, articles, "of", "and", commas; a verb or a preposition ends it.
LIST_TAGS = frozenset(
    (
        "DT",
        "PDT",
        "JJ",
        "JJR",
        "JJS",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "POS",
        "PRP$",
        "CD",
        "HYPH",
        ",",
        "CC",
        "NFP",
        "AFX",
        "RB",
    )
) | {"''", "``"}
LIST_WORDS = frozenset({"of", "from", "(", ")", "[", "]"})
JOINERS = frozenset({",", "and", "&", "or", "plus", ";"})
# "the president of the French Republic, Emmanuel Macron" has six words before the name; twice that is another phrase.
MAX_GAP = 12
PARTY_PREPOSITIONS = frozenset({"with", "between", "among", "involving"})
# What stands between a name and its country.
HOME_LINKS = (["of"], ["of", "the"], ["from"], ["from", "the"], ["("])
# Words after which a "with" belongs to something else: "spoke after a meeting with", "a follow-up to the talks with".
OTHER_MATTER = frozenset(
    {"after", "before", "to", "of", "following", "during", "despite", "amid", "because", "since", "than"}
)
# "Due to", "thanks to" lead to no party.
REASONS = frozenset({"due", "thanks", "owing", "prior", "according"})
# "His U.S., French and Japanese counterparts": the noun follows the first country after at most so many words.
COUNTERPART_REACH = 6
TOGETHER = frozenset({"together", "along", "accompanied", "joined"})
DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})


def listed(scene: Scene, first: int, stop: int) -> list[ActorMention]:
    """Give the mentions of the list of actors that begins at a token, as far as it goes."""
    out: list[ActorMention] = []
    at = gap_from = first
    while at < stop and at - gap_from <= MAX_GAP:
        mention = _party_at(scene, at, out, gap_from)
        if mention is None:
            if not _may_stand_in_list(scene, at):
                break
            at += 1
            continue
        end = scene.place_of[mention].stop
        if not out and _is_cut_off(scene, first, at):
            break
        is_joined = not out or _is_joined(scene, gap_from, at)
        if not _is_second_of(scene, first, out) and _is_beyond(scene, out, mention, end, stop, is_joined=is_joined):
            break
        if not is_joined:
            out.pop()
        if _is_of_others(scene, mention, end) or _is_office_of_next(scene, mention, end, stop):
            at = end
            continue
        if mention.actors and (not _is_modifier(scene, mention, end) or _has_unnamed_leader(scene, mention, end)):
            out.append(mention)
            gap_from = end
        at = max(end, at + 1)
    return _without_named(scene, _without_offices(scene, out))


def _is_second_of(scene: Scene, first: int, out: list[ActorMention]) -> bool:
    """Tell whether a list after "between" has but one name yet: what is told is always between two."""
    return first > 0 and scene.doc[first - 1].lower_ == "between" and len(out) == 1


def _is_beyond(
    scene: Scene, out: list[ActorMention], mention: ActorMention, end: int, stop: int, *, is_joined: bool
) -> bool:
    """Tell whether a mention after those of a list is no more part of it, nor the name for the country before it."""
    if not is_joined:
        return out[-1].kind not in ("country", "metonym") or mention.kind not in ("name", "title")
    return bool(out) and end < stop and _starts_a_clause(scene, mention, end)


def _without_named(scene: Scene, mentions: list[ActorMention]) -> list[ActorMention]:
    """Leave out the countries of counterparts named after them: "his U.S. and Japanese counterparts, A and B"."""
    out = []
    for i, mention in enumerate(mentions):
        homes = {scene.country(actor) for actor in mention.actors}
        named = {scene.country(actor) for m in mentions[i + 1 :] if m.kind == "name" for actor in m.actors} - {None}
        is_of_countries = not any(actor in scene.persons for actor in mention.actors)
        if not (is_of_countries and homes <= named and _is_counterpart(scene, mention)):
            out.append(mention)
    return out


def _is_counterpart(scene: Scene, mention: ActorMention) -> bool:
    place = scene.place_of[mention]
    return any(lemma(token) == "counterpart" for token in scene.doc[place.first : place.stop + COUNTERPART_REACH])


def _party_at(scene: Scene, at: int, named: list[ActorMention], gap_from: int) -> ActorMention | None:
    """Give the mention at a token, but not a country of the one named before: "Minister Ama Boateng of Ghana and"."""
    mention = scene.mention_at.get(at)
    if mention is None or not named or mention.kind not in ("country", "metonym"):
        return mention
    gap = [scene.doc[i].lower_ for i in range(gap_from, scene.place_of[mention].first)]
    is_home = gap in HOME_LINKS and named[-1].kind in ("name", "title", "organization")
    return None if is_home else mention


def _may_stand_in_list(scene: Scene, at: int) -> bool:
    """Tell whether a word outside all mentions may stand between the names of a list."""
    token = scene.doc[at]
    if (token.is_space and "\n" not in token.text) or token.tag_ in LIST_TAGS or token.lower_ in LIST_WORDS:
        return True
    if token.lower_ == "in" and at and lemma(scene.doc[at - 1]) == "counterpart":
        return True
    if token.text in DASHES and at and lemma(scene.doc[at - 1]) in words("heads"):
        return True
    is_title = token.text == "." and at and f"{scene.doc[at - 1].text}." in TITLES
    return bool(is_title) or _is_in_office(scene, at)


def _is_cut_off(scene: Scene, first: int, at: int) -> bool:
    """Tell whether a comma that ends no office parts a mention from where the list should begin."""
    return any(scene.doc[i].text == "," for i in range(first, at)) and not _is_after_office(scene, first, at)


def _is_after_office(scene: Scene, first: int, at: int) -> bool:
    """Tell whether the words before a name are its office: "with the Secretary of State, Marco Rubio, and"."""
    before, mention = scene.doc[first : at - 1], scene.mention_at[at]
    is_name = mention.kind == "name" and scene.doc[at - 1].text == "," and "," not in [token.text for token in before]
    is_office = any(lemma(token) in words("heads") and token.tag_ in ("NN", "NNP") for token in before)
    return is_name and is_office and not _starts_a_clause(scene, mention, scene.place_of[mention].stop)


def _without_offices(scene: Scene, mentions: list[ActorMention]) -> list[ActorMention]:
    """Leave out the bodies that only belong to the office of a name that follows: "a member of the party X"."""
    last_name = max((i for i, mention in enumerate(mentions) if mention.kind == "name"), default=-1)
    return [
        m for i, m in enumerate(mentions) if i > last_name or m.kind in ("name", "title") or not _is_under_of(scene, m)
    ]


def _is_under_of(scene: Scene, mention: ActorMention) -> bool:
    before = scene.place_of[mention].first - 1
    if before > 0 and scene.doc[before].lower_ == "the":
        before -= 1
    return before >= 0 and scene.doc[before].lower_ in ("of", "for")


def _is_in_office(scene: Scene, at: int) -> bool:
    """Tell whether "for" is part of an office: "Minister for Foreign Affairs", "Commission for Foreign Affairs"."""
    following = scene.doc[at + 1] if at + 1 < len(scene.doc) else None
    return scene.doc[at].lower_ == "for" and following is not None and following.text[:1].isupper()


def _is_of_others(scene: Scene, mention: ActorMention, end: int) -> bool:
    """Tell whether the list goes on with whose leaders these are ("ministers from Canada", "a member of the party")."""
    if mention.kind in ("title", "group") and end + 1 < len(scene.doc) and scene.doc[end].lower_ in ("of", "from"):
        following = scene.mention_at.get(end + 1) or scene.mention_at.get(end + 2)
        return following is not None and following.kind == "country"
    if mention.kind != "organization" or mention.under is None or mention.under < mention.end:
        return False
    head = scene.mention_at.get(scene.token_at(mention.under))
    return head is not None and head.kind == "name"


def _is_office_of_next(scene: Scene, mention: ActorMention, end: int, stop: int) -> bool:
    """Tell whether a bare office is that of the name set beside it: "the head of the ministry, Anna Alt"."""
    place = scene.place_of[mention]
    names = (scene.doc[i] for i in range(end, min(end + MAX_GAP, stop)) if i in scene.mention_at)
    return mention.kind == "title" and any(
        scene.mention_at[token.i].kind == "name" and token.dep_ == "appos" and place.first <= token.head.i < place.stop
        for token in names
    )


def ids(mentions: list[ActorMention]) -> tuple[str, ...]:
    """Give the actors of some mentions, each once, in order."""
    return tuple(dict.fromkeys(actor for mention in mentions for actor in mention.actors))


def of_subject(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give the actors that are the subject of a verb; for a request, those that it comes from."""
    head = subject(verb)
    if head is None:
        # The parser hangs "At the request of the other side, President X" on the side.
        return ids(before(scene, verb)) if verb.tag_ == "VBD" and verb.dep_ == "ROOT" else ()
    second = _second_subject(verb, head)
    found = of_phrase(scene, head) if second is None else (*of_phrase(scene, head), *of_phrase(scene, second))
    found = found or (possessor(scene, head) if verb.dep_ == "acl" else ())
    right_before = ids(before(scene, verb)) if head.i < verb.i else ()
    whole = right_before if set(found) < set(right_before) else found
    return tuple(dict.fromkeys((*whole, *_companions(scene, head, verb))))


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
    while start > place.first and (start - 1 in scene.mention_at or _may_stand_in_list(scene, start - 1)):
        start -= 1
    is_governed = start > place.first and scene.doc[start - 1].tag_[:2] in ("IN", "TO", "VB")
    named = [i for i in range(start, stop) if i in scene.mention_at]
    others = [n for n, i in enumerate(named, 1) if scene.mention_at[i].kind not in ("name", "title")]
    named = named[others[-1] :] if others else [] if is_governed else named
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
    return ids(listed(scene, at + 1, stop) or named_among(scene, at, stop))


def named_among(scene: Scene, preposition: int, stop: int) -> list[ActorMention]:
    """Give those named of partners told together: "with several leaders, including X and Y"."""
    for at in range(preposition + 1, min(preposition + MAX_GAP, stop)):
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
        if token.tag_[:2] in ("VB", "MD", "WD", "WP", "CC") or token.text in (".", ";", ":", '"') or token.is_space:
            return None
        if token.lower_ in OTHER_MATTER and at + 1 not in days:
            return None
    return None


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
            following = scene.doc[scene.place_of[mention].stop]
            if following.tag_ != "POS" and following.i <= noun.i:
                found.append(mention)
    return ids(found)


def is_listener(token: Token) -> bool:
    """Tell whether a noun names an audience and no party: "told reporters", "spoke to lawmakers"."""
    return lemma(token) in words("listeners")


def _is_joined(scene: Scene, gap_from: int, at: int) -> bool:
    gap = [scene.doc[i].lower_ for i in range(gap_from, at)]
    return any(word in JOINERS or word in DASHES for word in gap) or "as well as" in " ".join(gap)


def _starts_a_clause(scene: Scene, mention: ActorMention, end: int) -> bool:
    """Tell whether a mention after a comma or "and" is the subject of what follows, no further name of the list."""
    head = scene.doc[min(mention.head, len(scene.doc) - 1)]
    follows = scene.doc[end] if end < len(scene.doc) else None
    if follows is not None and follows.tag_ in ("VBD", "VBZ", "VBP") and lemma(follows) in words("report_verbs"):
        return True
    if head.dep_ in ("conj", "appos") and head.head.i in scene.mention_at:
        return False
    is_subject = head.dep_ in ("nsubj", "nsubjpass") and head.head.i > head.i
    if is_subject and head.left_edge.i < scene.place_of[mention].first - 1:
        # The parser hangs the first of "Minister A and Secretary B" on B: the phrase has begun before.
        return False
    return is_subject or (follows is not None and follows.tag_ in ("VBD", "VBZ", "VBP", "MD"))


def _has_unnamed_leader(scene: Scene, mention: ActorMention, end: int) -> bool:
    """Tell whether a country stands for a leader whom the text does not name: "Saudi leaders"."""
    if mention.kind not in ("country", "metonym", "organization"):
        return False
    for token in scene.doc[end : min(end + 5, len(scene.doc))]:
        if token.i in scene.mention_at:
            return not scene.mention_at[token.i].actors
        if lemma(token) in words("heads"):
            return True
        if token.tag_ not in ("POS", "NN", "NNP", "JJ", "HYPH", "CC"):
            return False
    return False


def _is_modifier(scene: Scene, mention: ActorMention, end: int) -> bool:
    """Tell whether a mention only tells of what follows it: "Trump's lawyer", "a Biden aide", "the U.S. president"."""
    if end >= len(scene.doc):
        return False
    following, last = scene.doc[end], scene.doc[end - 1]
    if following.tag_ == "POS":
        return True
    is_noun = following.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ") and not following.is_space
    if mention.kind == "name" and following.text[:1].isupper():
        return False
    return is_noun and last.dep_ in MODIFIERS and last.head.i >= end
