"""Lists of actors as news prose writes them: "with U.S. President A, British Prime Minister B and the head of C, D".

The small parser loses long enumerations, so lists are read from left to right over the mentions of actors.
"""

from timeline.extraction.actors import ActorMention
from timeline.extraction.events.lexicon import words
from timeline.extraction.events.scene import TITLES, Scene
from timeline.extraction.language import lemma

# A call of more parties than this lists them in prose.
MAX_LINES = 40
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
LIST_WORDS = frozenset({"of", "from", "(", ")", "[", "]", "/"})
# "With newly re-elected President X": participles that belong to an office.
OF_OFFICE = frozenset(
    {"re", "-", "elected", "reelected", "appointed", "reappointed", "inaugurated", "visiting", "sworn"}
)
JOINERS = frozenset({",", "and", "&", "or", "plus", ";"})
# "the president of the French Republic, Emmanuel Macron" has six words before the name; twice that is another phrase.
MAX_GAP = 12
# What stands between a name and its country.
HOME_LINKS = (["of"], ["of", "the"], ["from"], ["from", "the"], ["("])
# "His U.S., French and Japanese counterparts": the noun follows the first country after at most so many words.
COUNTERPART_REACH = 6
# "In calls with A and B, C promised": what opens a sentence before its subject.
OPENING = frozenset({"in", "during", "after", "following", "before", "on", "amid", "at", "over", "speaking"})
OFFICES = frozenset(
    {"speaker", "director", "commissioner", "governor", "commander", "chairman", "chairperson", "chair"}
)
# What a name does that is in no list, but opens the next clause: "X phoned A, B spoke with C, and D met E".
NEW_CLAUSE = words("report_verbs") | {"speak", "talk", "call", "phone", "telephone", "meet", "consult", "confer"}
# "A call with A and two letters from B": what came from B is no partner.
SENT = frozenset({"letter", "message", "report", "statement", "request", "call", "visit"})
DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})


def listed(scene: Scene, first: int, stop: int) -> list[ActorMention]:
    """Give the mentions of the list of actors that begins at a token, as far as it goes."""
    out: list[ActorMention] = []
    at = gap_from = first
    passed = 0
    while at < stop and at - gap_from - passed <= MAX_GAP:
        mention = _party_at(scene, at, out, gap_from)
        if mention is None:
            if not may_stand(scene, at):
                break
            at += 1
            continue
        end = scene.place_of[mention].stop
        if not out and _is_cut_off(scene, first, at):
            break
        if out and _is_told_already(scene, mention, out[-1], gap_from):
            at = gap_from = end
            continue
        is_joined = not out or _is_joined(scene, gap_from, at)
        if not _is_second_of(scene, first, out) and _is_beyond(scene, out, mention, end, stop, is_joined=is_joined):
            break
        if not is_joined:
            out.pop()
        if _is_of_others(scene, mention, end) or _is_office_of_next(scene, mention, end, stop):
            # The words of an office, however many, part no names.
            passed += end - at
            at = end
            continue
        if mention.actors and (not _is_modifier(scene, mention, end) or _has_unnamed_leader(scene, mention, end)):
            out.append(mention)
            gap_from, passed = end, 0
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
        if is_of_countries and _is_home_of_neighbour(scene, mentions, i, homes):
            continue
        if mention.kind == "metonym" and homes <= {
            scene.country(a) for m in mentions if m.kind == "name" for a in m.actors
        }:
            # The place of a dateline: "Washington, DC - Secretary X spoke".
            continue
        if not (is_of_countries and homes <= named and _is_counterpart(scene, mention)):
            out.append(mention)
    return out


def _is_home_of_neighbour(scene: Scene, mentions: list[ActorMention], i: int, homes: set[str | None]) -> bool:
    """Tell whether a country only says whose the name beside it is: "from Denmark, Anna Alt", "Anna Alt, Denmark"."""
    pairs = [pair for pair in (mentions[max(i - 1, 0) : i + 1], mentions[i : i + 2]) if len(pair) > 1]
    for one, other in pairs:
        name = one if other is mentions[i] else other
        gap = [token.text for token in scene.doc[scene.place_of[one].stop : scene.place_of[other].first]]
        is_home = {scene.country(actor) for actor in name.actors} == homes and None not in homes
        is_title_row = one is mentions[i] and name.kind == "title" and gap == [","]
        if (
            (name.kind == "name" or is_title_row)
            and is_home
            and (gap == [","] or one is name and gap[:1] == gap[-1:] == [","])
        ):
            return True
    return False


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


def may_stand(scene: Scene, at: int) -> bool:
    """Tell whether a word outside all mentions may stand between the names of a list."""
    token = scene.doc[at]
    if (token.is_space and "\n" not in token.text) or token.tag_ in LIST_TAGS or token.lower_ in LIST_WORDS | OF_OFFICE:
        return True
    following = scene.doc[at + 1] if at + 1 < len(scene.doc) else token
    if token.text == ";" and (following.lower_ == "and" or following.text[:1].isupper()):
        return True
    if token.lower_ == "in" and at and lemma(scene.doc[at - 1]) in ("counterpart", "colleague"):
        return True
    if token.lower_ == "as" and "as well as" in (scene.doc[at : at + 3].text, scene.doc[max(at - 2, 0) : at + 1].text):
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
    is_person = mention.kind == "name" or mention.kind == "title" and any(a in scene.persons for a in mention.actors)
    is_name = is_person and scene.doc[at - 1].text == "," and "," not in [token.text for token in before]
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


def _is_told_already(scene: Scene, mention: ActorMention, last: ActorMention, gap_from: int) -> bool:
    """Tell whether a mention adds nobody: the name after its office ("Chief of Staff of Chad Gen. X"), its body."""
    first = scene.place_of[mention].first
    is_same = gap_from == first and mention.actors == last.actors
    is_short_form = mention.kind == "organization" and scene.doc[first - 1].text == "("
    return is_same or is_short_form or _is_of_office_told(scene, mention, gap_from)


def _is_of_office_told(scene: Scene, mention: ActorMention, gap_from: int) -> bool:
    """Tell whether a body is that of the office told after a name: "with X, secretary of the Security Council of Y"."""
    first = scene.place_of[mention].first
    # "With X of Chad, chair of the Community": the country told after the name stands before the comma.
    commas = [i for i in range(gap_from, first) if scene.doc[i].text == ","]
    gap = scene.doc[commas[0] if commas and scene.doc[gap_from].lower_ == "of" else gap_from : first]
    is_body = mention.kind in ("organization", "country") and len(gap) > 1 and gap[0].text == ","
    is_led = is_body and gap[-1].lower_ in ("of", "the", "for", "at")
    return is_led and any(lemma(token).lower() in words("heads") | OFFICES for token in gap) and not any(
        token.lower_ == "and" for token in gap
    )  # fmt: skip


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


def below(scene: Scene, token: int) -> tuple[str, ...]:
    """Give who stands on the lines of a list after a colon, the first of each line."""
    at = scene.sentence_of[token]
    if scene.doc[scene.bounds[at].first : scene.bounds[at].stop].text.strip()[-1:] != ":":
        return ()
    out: list[str] = []
    for place in scene.bounds[at + 1 : at + 1 + MAX_LINES]:
        line = scene.doc[place.first : place.stop]
        first = next((i.i for i in line if i.is_alpha), place.stop)
        found = ids(listed(scene, first, place.stop))
        if line.text.strip() and (not found or line.text.strip().endswith(".")):
            break
        out += found
    return tuple(out)


def ids(mentions: list[ActorMention]) -> tuple[str, ...]:
    """Give the actors of some mentions, each once, in order."""
    return tuple(dict.fromkeys(actor for mention in mentions for actor in mention.actors))


def _is_joined(scene: Scene, gap_from: int, at: int) -> bool:
    gap = [scene.doc[i].lower_ for i in range(gap_from, at)]
    if "from" in gap and any(lemma(scene.doc[i]) in SENT for i in range(gap_from, at)):
        return False
    return any(word in JOINERS or word in DASHES for word in gap) or "as well as" in " ".join(gap)


def _starts_a_clause(scene: Scene, mention: ActorMention, end: int) -> bool:
    """Tell whether a mention after a comma or "and" is the subject of what follows, no further name of the list."""
    head = scene.doc[min(mention.head, len(scene.doc) - 1)]
    follows = scene.doc[end] if end < len(scene.doc) else None
    if follows is not None and follows.tag_ in ("VBD", "VBZ", "VBP") and lemma(follows) in NEW_CLAUSE:
        return True
    is_after_list = follows is not None and follows.tag_ in ("VBD", "VBZ", "VBP", "MD") and _closes(scene, mention)
    if head.dep_ in ("conj", "appos") and head.head.i in scene.mention_at and not is_after_list:
        return False
    is_subject = head.dep_ in ("nsubj", "nsubjpass") and head.head.i > head.i
    if is_subject and head.left_edge.i < scene.place_of[mention].first - 1:
        # The parser hangs the first of "Minister A and Secretary B" on B: the phrase has begun before.
        return False
    return is_subject or (follows is not None and follows.tag_ in ("VBD", "VBZ", "VBP", "MD"))


def _closes(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a mention stands after a setting at the start of its sentence: "in calls with A and B, C said"."""
    place = scene.place_of[mention]
    start = scene.sentence(place.first).first
    opening = next((token for token in scene.doc[start : place.first] if not token.is_space), None)
    if opening is None or opening.lower_ not in OPENING:
        return False
    commas = [i for i in range(start, place.first) if scene.doc[i].text == ","]
    return bool(commas) and not any(scene.doc[i].lower_ in ("and", "or") for i in range(commas[-1], place.first))


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


def _has_counterpart(scene: Scene, mention: ActorMention) -> bool:
    place = scene.place_of[mention]
    return any(lemma(token) == "counterpart" for token in scene.doc[place.first : place.stop])


def _is_modifier(scene: Scene, mention: ActorMention, end: int) -> bool:
    """Tell whether a mention only tells of what follows it: "Trump's lawyer", "a Biden aide", "the U.S. president"."""
    if end >= len(scene.doc):
        return False
    following, last = scene.doc[end], scene.doc[end - 1]
    beside = scene.mention_at.get(end)
    if beside is not None and mention.actors and beside.actors == mention.actors:
        return False
    if following.tag_ == "POS":
        return True
    is_noun = following.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ") and not following.is_space
    if mention.kind == "name" and (following.text[:1].isupper() or _has_counterpart(scene, mention)):
        return False
    return is_noun and last.dep_ in MODIFIERS and last.head.i >= end
