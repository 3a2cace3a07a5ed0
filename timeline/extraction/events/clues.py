"""Find the clues of a text: each trigger word that tells of an event here, with its parties, status and date."""

import re
from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.events import frames, lists, partners, shared_verb, voiced, when
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.lexicon import Trigger, triggers
from timeline.extraction.events.scene import Scene, subject
from timeline.extraction.language import lemma
from timeline.extraction.reading import DateMention

FIRST = re.compile(r"\b(?:first(?:-ever)?|1st|maiden|inaugural)\b|\bfor the first time\b", re.IGNORECASE)
# "the first call since …" or "of the year" is no first call of these two.
NOT_FIRST = re.compile(
    r"\b(?:since|in (?:more than |over )?\w+ (?:years|months|weeks)|of the (?:year|day)|this year)\b", re.I
)
FAMILIES_WITH_FIRST = frozenset({"call", "meet"})
# "first" stands before the trigger with at most its other adjectives between: "first official face-to-face".
FIRST_REACH = 4
# Heading, what stands under it and the first sentences of the text.
LEAD_SENTENCES = 4
# "They met" points back over so many sentences.
PAIR_REACH = 2
INITIATIVE = re.compile(
    r"\b(?:at the (?:request|initiative|invitation) of|requested by|initiated by"
    r"|(?:on|at) (?=[^.]{2,40}(?:'s|s') (?:request|initiative)))",
    re.IGNORECASE,
)


def find(scene: Scene) -> list[Clue]:
    """Give the clues of a text in order."""
    found = (_clue_at(scene, token) for token in scene.doc)
    out = [clue for clue in found if clue is not None]
    out = [_with_speakers(scene, _of_headline(scene, clue)) for clue in out]
    out = [_of_pair(scene, _of_both(scene, clue, out), out) for clue in out]
    out = [partners.completed(scene, clue) for clue in out]
    others = frozenset(clue.token for clue in out)
    dated = [_with_marks(scene, voiced.voiced(scene, when.dated(scene, clue, others))) for clue in out]
    dated = [partners.of_round(scene, _of_round(scene, clue, dated), dated) for clue in dated]
    dated = [part for clue in dated for part in shared_verb.by_day(scene, clue)]
    return [part for clue in dated for part in _put_off(scene, clue)]


def _clue_at(scene: Scene, token: Token) -> Clue | None:
    clues = (frames.clue_of(scene, token, trigger) for trigger in _triggers_at(scene, token))
    return next((clue for clue in clues if clue is not None), None)


def _triggers_at(scene: Scene, token: Token) -> tuple[Trigger, ...]:
    """Give the triggers that a token may be, as the part of speech that it has here."""
    known = triggers()
    if voiced.opens(scene, token):
        return known.get((voiced.OPENERS[token.lower_], "verb"), ())
    if token.pos_ in ("VERB", "AUX") and _is_noun_of_medium(token):
        return known.get((_form(token), "noun"), ())
    if token.pos_ in ("VERB", "AUX"):
        in_heading = known.get((_form(token), "noun"), ()) if _is_noun_of_heading(scene, token) else ()
        return (*known.get((_form(token), "verb"), ()), *in_heading)
    is_noun = token.pos_ == "NOUN" or token.pos_ == "PROPN" and token.i not in scene.mention_at
    return known.get((_form(token), "noun"), ()) if is_noun else ()


def _is_noun_of_medium(token: Token) -> bool:
    """Tell the noun of "the phone calls X had", where the tagger sees a verb."""
    return token.dep_ in ("pobj", "dobj") and token.i > 0 and token.nbor(-1).lower_ in ("phone", "telephone", "video")


def _of_both(scene: Scene, clue: Clue, clues: list[Clue]) -> Clue:
    """Give "their meeting in May" to the two whose talk its own sentence tells before."""
    owner = next((child for child in scene.doc[clue.token].children if child.dep_ == "poss"), None)
    if owner is None or owner.lower_ != "their" or clue.kind.family != "meet" or clue.theirs:
        return clue
    here = scene.sentence_of[clue.token]
    before = [c for c in clues if c.token < clue.token and scene.sentence_of[c.token] == here]
    pair = next((c.parties for c in before if len(c.parties) > 1), ())
    return replace(clue, ours=pair, is_anaphor=False) if pair else clue


def _of_round(scene: Scene, clue: Clue, clues: list[Clue]) -> Clue:
    """Date a call by its round in the lead: "X spoke with leaders of six countries on Tuesday. X called Y"."""
    is_open = clue.kind.family == "call" and clue.status in ("held", None) and not clue.date and not clue.told
    verbs = [scene.doc[clue.token], *scene.doc[clue.token].ancestors]
    is_earlier = any(
        child.lower_ in ("had", "previously", "earlier", "recently") for verb in verbs for child in verb.children
    )
    if not is_open or is_earlier or not clue.theirs and len(clue.ours) < 2:
        return clue
    before = (c for c in clues if c.token < clue.token and c.kind.family == "call" and c.status in (None, "held"))
    lead = next((c for c in before if c.date and _is_of_round_before(scene, c, clue)), None)
    if lead is None:
        return clue
    # "X held several calls on Friday. Trade was discussed in a call with Y".
    is_of_nobody = not clue.ours and len(clue.theirs) == 1 and len(lead.ours) == 1 and clue.has_medium
    return replace(clue, date=lead.date, ours=lead.ours if is_of_nobody else clue.ours)


def _is_of_round_before(scene: Scene, lead: Clue, clue: Clue) -> bool:
    """Tell whether a call is one of a round: of the lead's with unnamed partners, or of "calls" right before."""
    is_in_lead = scene.sentence_of[lead.token] < LEAD_SENTENCES
    is_round = scene.doc[lead.token].tag_ == "NNS" and lead.has_medium
    is_right_before = scene.sentence_of[clue.token] - scene.sentence_of[lead.token] == 1
    if is_round and is_right_before and lead.theirs:
        return _is_between_states(scene, lead, clue)
    is_of_caller = _is_of_caller(scene, lead, clue) if is_round and not lead.theirs else lead.ours == clue.ours
    if lead.is_closed and is_in_lead:
        return bool(lead.ours) and (is_of_caller or not clue.ours)
    return not lead.theirs and is_of_caller and (is_round and is_in_lead or is_right_before)


def _is_of_caller(scene: Scene, lead: Clue, clue: Clue) -> bool:
    """Tell whether the one who made a round of calls, or the country, takes part in a call told after it."""
    if not clue.ours or set(lead.ours) & set(clue.parties):
        return bool(lead.ours)
    return _countries(scene, lead.ours) == _countries(scene, clue.ours) != {None}


def _is_between_states(scene: Scene, lead: Clue, clue: Clue) -> bool:
    """Tell whether a call is one of those that its governments had: "calls with Washington. X phoned Secretary Y"."""
    is_of_states = all(actor in scene.organizations for actor in lead.theirs)
    ours = not lead.ours or _countries(scene, lead.ours) == _countries(scene, clue.ours)
    return is_of_states and ours and _countries(scene, lead.theirs) == _countries(scene, clue.theirs) != {None}


def _countries(scene: Scene, actors: tuple[str, ...]) -> set[str | None]:
    return {scene.country(actor) for actor in actors}


def _of_pair(scene: Scene, clue: Clue, clues: list[Clue]) -> Clue:
    """Give "when they met last week" to the two whose talk was told last, where "they" names no two persons."""
    head = subject(scene.doc[clue.token]) if clue.kind.family == "meet" and not clue.theirs else None
    if head is None or head.lower_ != "they" or sum(actor in scene.persons for actor in clue.ours) > 1:
        return clue
    here = scene.sentence_of[clue.token]
    before = [c for c in clues if c.token < clue.token and here - scene.sentence_of[c.token] <= PAIR_REACH]
    told = [c.parties for c in before if len(c.parties) == 2 and all(actor in scene.persons for actor in c.parties)]
    return replace(clue, ours=told[-1]) if told else clue


def _is_noun_of_heading(scene: Scene, token: Token) -> bool:
    """Tell "PM call with President X", where the parser sees a verb."""
    title = scene.document.title
    is_inside = title is not None and title.start <= token.idx < title.end
    if not is_inside or token.i + 1 == len(token.doc):
        return False
    return token.tag_ in ("VB", "VBP", "VBZ") and token.nbor().lower_ in ("with", "between")


def _put_off(scene: Scene, clue: Clue) -> list[Clue]:
    """Give both the day given up and the new one: "put off until May the summit that was scheduled for March"."""
    if clue.status != "planned" or clue.kind.family != "meet":
        return [clue]
    for verb in scene.doc[clue.token].children:
        if verb.dep_ == "relcl" and lemma(verb) in ("schedule", "plan", "set", "due", "slate"):
            inside = [d for d in scene.dates_in(scene.sentence(clue.token)) if _hangs_on(scene, d, verb)]
            if inside and clue.date and inside[0].edtf != clue.date.edtf:
                return [clue, replace(clue, status="cancelled", date=inside[0])]
    return [clue]


def _hangs_on(scene: Scene, found: DateMention, verb: Token) -> bool:
    return verb.i in {above.i for above in scene.doc[scene.token_at(found.start)].ancestors}


def _of_headline(scene: Scene, clue: Clue) -> Clue:
    """Read "X to meet Y" in a heading as a plan of X; the parser takes the name for a verb."""
    title = scene.document.title
    before = scene.mention_at.get(clue.token - 2)
    if title is None or before is None or not title.start <= clue.span[0] < title.end:
        return clue
    if before.kind != "name" or scene.doc[clue.token - 1].lower_ != "to":
        return clue
    return replace(clue, ours=clue.ours or before.actors, status="planned")


def _with_speakers(scene: Scene, clue: Clue) -> Clue:
    """Give a deed told in the first person its doers: "we are opening the embassy" is the speaker's."""
    if clue.parties or clue.kind.family in FAMILIES_WITH_FIRST or clue.kind.family == "agreement":
        return clue
    head = subject(scene.doc[clue.token])
    if head is None or head.lower_ not in ("we", "i"):
        return clue
    for said in scene.statements:
        if any(start <= clue.span[0] < end for start, end in said.content):
            return replace(clue, ours=said.speakers)
    return clue


def _form(token: Token) -> str:
    """Give the lemma; headline words tagged as names ("Talks", "Calls") lose their plural."""
    form = lemma(token)
    return form.removesuffix("s") if token.tag_ == "NNPS" or token.pos_ == "PROPN" and len(form) > 3 else form


def _with_marks(scene: Scene, clue: Clue) -> Clue:
    if clue.kind.family not in FAMILIES_WITH_FIRST:
        return clue
    initiator = clue.initiator or _initiator(scene, clue)
    return replace(clue, first=_is_first(scene, clue), initiator=initiator)


def _is_first(scene: Scene, clue: Clue) -> bool:
    place = scene.sentence(clue.token)
    text = scene.document.plain
    after = text[clue.span[1] : scene.starts[place.stop - 1]]
    before = text[scene.starts[max(place.first, clue.token - FIRST_REACH)] : clue.span[0]]
    is_named = FIRST.search(before) is not None or re.search(r"\bfor the first time\b", after[:80], re.I) is not None
    return is_named and not NOT_FIRST.search(after[:120]) and "foreign leader" not in after[:60]


def _initiator(scene: Scene, clue: Clue) -> str | None:
    place = scene.sentence(clue.token)
    text = scene.document.plain
    match = INITIATIVE.search(text, scene.starts[place.first], scene.starts[place.stop - 1])
    if match is None:
        return None
    found = lists.ids(lists.listed(scene, scene.token_at(match.end()), place.stop)[:1])
    if not found:
        mention = scene.mention_at.get(scene.token_at(match.end() + 1))
        found = mention.actors[:1] if mention else ()
    return found[0] if found else None
