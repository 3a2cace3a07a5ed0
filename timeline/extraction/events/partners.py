"""The other side of a call that its own words leave out: who the sentence is about, or whom somebody said it to."""

from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.events import lists, parties
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import words
from timeline.extraction.events.scene import Scene, subject, verb_above
from timeline.extraction.language import lemma

# "The call with Y" may be somebody else's; "a call with Y", "his call with Y" is of whom the sentence is about.
POINTING = frozenset({"the", "this", "that", "these", "those"})
# Prepositions that make a talk the setting of what the sentence tells.
SETTING = frozenset({"in", "during", "on", "over", "after", "following", "before", "of", "via", "by", "with", "since"})
# "Raised it with Y", "promised aid to Y", "vented anger at Y".
TOWARDS = frozenset({"with", "to", "at"})
# "Checked on the health of Y in a call": Y was on the line.
ASKING_AFTER = frozenset({"check", "inquire", "enquire", "ask"})
HEALTH = frozenset({"health", "recovery", "condition"})
HEALTH_REACH = 5
# "Got an answer from Y in a call".
GETTING = frozenset({"get", "receive", "hear", "obtain", "secure", "win", "seek", "learn", "request", "demand"})
# "Thanked Y for his call" tells who called.
GRATITUDE = frozenset({"thank", "gratitude", "appreciation", "thanks"})
SPEAKING_FOR_OTHERS = frozenset({"spokesperson", "journalist"})
QUOTES = frozenset({'"', "”", "''"})
# The subject stands at most so many clauses above: recalled ▸ said.
MAX_CLIMB = 3


def completed(scene: Scene, clue: Clue) -> Clue:
    """Give a call told with one of its sides the other one, where the rest of its clause names it."""
    noun = scene.doc[clue.token]
    if clue.kind.family != "call" or len(clue.parties) > 1 or clue.is_closed:
        return clue
    if noun.pos_ not in ("NOUN", "PROPN"):
        return _with_first_subject(scene, clue)
    whole = _by_tree(scene, clue, noun) if clue.parties else clue
    return whole if len(whole.parties) > 1 else by_words(scene, whole)


def _with_first_subject(scene: Scene, clue: Clue) -> Clue:
    """Give "X received a briefing, from which …, and spoke with Y" to X, where the parser loses whose verb it is."""
    verb = scene.doc[clue.token]
    is_joined = verb.i > 0 and verb.nbor(-1).lower_ == "and" and verb.tag_ == "VBD"
    first = scene.sentence(verb.i).first
    row = (scene.mention_at[i] for i in range(first, verb.i) if i in scene.mention_at)
    head = next((m for m in row if scene.doc[m.head].dep_ == "nsubj" and m.kind in ("name", "title")), None)
    if not is_joined or head is None or clue.ours or len(clue.theirs) != 1:
        return clue
    return replace(clue, ours=_abroad(scene, head.actors, clue.theirs[0]))


def _by_tree(scene: Scene, clue: Clue, noun: Token) -> Clue:
    known = clue.parties[0]
    if clue.ours:
        found, is_caller = _other_side(scene, noun, known)
        if clue.is_anaphor and not all(actor in scene.persons for actor in found):
            # "During their call, X thanked Chad for": a known call, whose other side is somebody told before.
            return clue
        initiator = found[0] if is_caller and found else clue.initiator
        return replace(clue, theirs=found, initiator=initiator, is_anaphor=False) if found else clue
    found = () if _is_pointed_at(noun) else _doers(scene, noun, known)
    found = found or _asked(scene, noun, known)
    return replace(clue, ours=found, is_anaphor=False) if found else clue


def by_words(scene: Scene, clue: Clue) -> Clue:
    """Give a call both sides by the words alone: "in a phone call July 25, X pressed Y to look into it".

    The one is named right before a verb of saying to somebody, the other right after it; the tree is not asked.
    """
    place = scene.sentence(clue.token)
    if not clue.has_medium and scene.doc[clue.token].tag_ != "NN":
        return clue
    for verb in scene.doc[place.first : place.stop]:
        if verb.tag_ not in ("VBD", "VBN", "VBZ") or lemma(verb) not in words("addressing") | ASKING_AFTER:
            continue
        doer = _named_before(scene, verb) or (clue.ours if len(clue.ours) == 1 else ())
        hearer = _named_after(scene, verb) or _whose_health(scene, verb)
        found = _abroad(scene, doer, hearer[0]) if doer and hearer else ()
        is_setting = clue.token < verb.i or not any(t.text in QUOTES for t in scene.doc[verb.i : clue.token])
        if found and is_setting and set(clue.parties) <= {*doer, *hearer}:
            return replace(clue, ours=doer, theirs=hearer, is_anaphor=False)
    return clue


def _named_before(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give the one person named right before a verb, adverbs and auxiliaries between."""
    at = verb.i - 1
    while (
        at >= 0
        and scene.doc[at].tag_ in ("RB", "VBD", "VBZ", "VBP", "VBN", "``", "''", '"')
        and at not in scene.mention_at
    ):
        at -= 1
    mention = scene.mention_at.get(at)
    is_name = mention is not None and mention.kind in ("name", "title", "pronoun") and len(mention.actors) == 1
    return mention.actors if is_name and mention is not None and mention.actors[0] in scene.persons else ()


def _whose_health(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give the one whose health somebody asks after: "checked on the health of Y"."""
    place = scene.sentence(verb.i)
    near = (t for t in scene.doc[verb.i + 1 : min(verb.i + HEALTH_REACH, place.stop)] if t.lower_ in HEALTH)
    noun = next(near, None)
    is_of = noun is not None and lemma(verb) in ASKING_AFTER and noun.i + 1 < place.stop and noun.nbor(1).lower_ == "of"
    ids = lists.ids(lists.listed(scene, noun.i + 2, place.stop)) if is_of and noun is not None else ()
    return ids if len(ids) == 1 and ids[0] in scene.persons else ()


def _named_after(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give the one person named right after a verb."""
    found = lists.listed(scene, verb.i + 1, scene.sentence(verb.i).stop)
    ids = lists.ids(found)
    return ids if len(ids) == 1 and ids[0] in scene.persons else ()


def of_round(scene: Scene, clue: Clue, clues: list[Clue]) -> Clue:
    """Take talks that a list of calls "included" for calls of the same caller: "had calls. These included talks with".

    The calls were told right before with partners whom nobody names.
    """
    noun = scene.doc[clue.token]
    is_included = clue.kind.family in ("call", "meet") and noun.dep_ == "dobj" and lemma(noun.head) == "include"
    head = subject(noun.head) if is_included and clue.theirs and not clue.ours else None
    if head is None or head.pos_ not in ("PRON", "DET") and lemma(head) != clue.kind.family:
        return clue
    here = scene.sentence_of[clue.token]
    before = [c for c in clues if c.token < clue.token and here - scene.sentence_of[c.token] <= 1]
    known = next((c for c in reversed(before) if c.kind.family == "call" and c.is_closed and c.ours), None)
    if known is None:
        return clue
    told = replace(clue, kind=known.kind, ours=known.ours, date=clue.date or known.date, status=known.status or "held")
    return replace(told, has_medium=known.has_medium, is_joint=False, is_open=False)


def _is_pointed_at(noun: Token) -> bool:
    """Tell whether the words point at a known call that the sentence is about: "praised the call with Y"."""
    is_pointing = any(child.lower_ in POINTING for child in noun.lefts)
    return is_pointing and not (noun.dep_ == "pobj" and noun.head.lower_ in SETTING)


def _doers(scene: Scene, noun: Token, known: str) -> tuple[str, ...]:
    """Give whom the sentence is about: "X recalled a call with Y", "asked about his call with Y, X said"."""
    verb = verb_above(noun)
    for _ in range(MAX_CLIMB):
        if verb is None:
            break
        if lemma(verb) == "follow" and verb.tag_ == "VBN":
            return ()
        head = _controller(verb) or subject(verb)
        if lemma(verb) in words("report_verbs") and any(t.text in QUOTES for t in scene.doc[noun.i : verb.i]):
            return ()
        if head is not None and head.i != noun.i and not head.is_ancestor(noun):
            doers = parties.of_phrase(scene, head) if _controller(verb) is not None else parties.of_subject(scene, verb)
            found = _abroad(scene, doers, known)
            if found or not _is_of_report(scene, noun, verb, head):
                return found
        verb = verb_above(verb)
    return _owner(scene, noun, known)


def _asked(scene: Scene, noun: Token, known: str) -> tuple[str, ...]:
    """Give who is asked about a call: "reporters asked X about the call with Y"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("about", "on", "regarding") else None
    if verb is None or lemma(verb) not in ("ask", "question", "press", "grill"):
        return ()
    told = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
    return _abroad(scene, parties.of_phrase(scene, told), known) if told is not None else ()


def _controller(verb: Token) -> Token | None:
    """Give who is accused of what a gerund tells: "accused X of urging", "faulted X for endangering … by asking"."""
    while verb.dep_ == "conj" and verb.tag_ == "VBG" and verb.head.tag_ == "VBG" or _is_means(verb):
        verb = verb.head if verb.dep_ == "conj" else verb.head.head
    if verb.dep_ != "pcomp" or verb.head.lower_ not in ("of", "for") or verb.head.head.pos_ != "VERB":
        return None
    return next((child for child in verb.head.head.children if child.dep_ == "dobj"), None)


def _is_means(verb: Token) -> bool:
    """Tell "endangering it by asking": who asks is who endangers."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "by" and verb.head.head.tag_ == "VBG"


def _is_of_report(scene: Scene, noun: Token, verb: Token, head: Token) -> bool:
    """Tell whether a talk is the setting of a report: "X suggested that rebels did it, after a call with Y"."""
    is_person = (
        lemma(head) in words("heads")
        or lemma(head) in words("listeners")
        or head.pos_ == "PRON"
        or head.i in scene.mention_at
    )
    is_setting = noun.dep_ == "pobj" and noun.head.lower_ in SETTING
    return is_setting and verb.dep_ in ("ccomp", "advcl", "acl") and not is_person


def _owner(scene: Scene, noun: Token, known: str) -> tuple[str, ...]:
    """Give whose plan a talk is the setting of: "announced his plans to withdraw following a call with Y"."""
    owners = (parties.possessor(scene, above) for above in noun.ancestors if above.pos_ == "NOUN")
    return next((side for side in (_abroad(scene, owner, known) for owner in owners) if side), ())


def _other_side(scene: Scene, noun: Token, known: str) -> tuple[tuple[str, ...], bool]:
    """Give whom something was said or given to in a call, and whether the words say that they made it."""
    verb = verb_above(noun)
    if verb is None or noun.dep_ not in ("pobj", "dobj", "attr"):
        return (), False
    stem = noun.head.head if noun.dep_ == "pobj" else verb
    is_thanked = noun.dep_ == "pobj" and noun.head.lower_ == "for" and lemma(stem) in GRATITUDE
    if noun.dep_ == "pobj" and not is_thanked and noun.head.lower_ not in SETTING:
        return (), False
    verbs = [verb, *(child for child in verb.children if child.dep_ == "xcomp")]
    objects = [c for one in verbs for c in one.children if c.dep_ in ("dobj", "dative") and c.i != noun.i]
    told = [child for child in objects if lemma(child.head) in words("addressing")]
    told += [head for one in verbs if lemma(one) in words("addressing") for head in parties.told_to(one)]
    above = (*verbs, *objects)
    ways = [c for word in above for c in word.children if c.dep_ in ("prep", "dative") and c.lower_ in TOWARDS]
    if lemma(verb) in GETTING:
        ways += [c for word in above for c in word.children if c.dep_ == "prep" and c.lower_ == "from"]
    told += [child for way in ways for child in way.children if child.dep_ == "pobj"]
    if noun.dep_ == "dobj" and any(child.lower_ == "from" for child in noun.children):
        # "X recounted a call from Y": it was X's.
        return _abroad(scene, parties.of_subject(scene, verb), known), False
    if noun.dep_ == "dobj" and lemma(verb) != "give":
        return (), False
    sides = (_heard(scene, parties.of_phrase(scene, head), known) for head in told if head.i != noun.i)
    found = next((side for side in sides if side), ())
    if is_thanked and not found:
        # "Y thanked X for his call": his is X's.
        return _abroad(scene, parties.of_subject(scene, verb), known), False
    return found, is_thanked


def _abroad(scene: Scene, actors: tuple[str, ...], known: str) -> tuple[str, ...]:
    """Give the persons of another country than one's who do not speak for others; none if one of them is that one."""
    return _heard(scene, actors, known) if all(actor in scene.persons for actor in actors) else ()


def _heard(scene: Scene, actors: tuple[str, ...], known: str) -> tuple[str, ...]:
    """Give those of another country than one's who can be told something, a government among them."""
    if known in actors or not actors or not all(_is_side(scene, actor) for actor in actors):
        return ()
    homes = {scene.country(actor) for actor in actors}
    roles = {o.role for actor in actors if actor in scene.persons for o in scene.persons[actor].offices}
    is_home = scene.country(known) in homes - {None} or roles & SPEAKING_FOR_OTHERS
    return () if is_home else actors


def _is_side(scene: Scene, actor: str) -> bool:
    """Tell whether somebody can be a side of a call: a person, or a government told of for its leader."""
    return actor in scene.persons or scene.organizations[actor].name.startswith("Government of")
