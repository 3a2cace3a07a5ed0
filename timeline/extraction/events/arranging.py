"""Words that arrange, announce, drop or deny a talk: "is in the works", "was being set up", "fell through"."""

from spacy.tokens import Token

from timeline.extraction.events.lexicon import words
from timeline.extraction.language import lemma
from timeline.extraction.reading import EventStatus

# "A call is on the agenda", "is in the works", "is under preparation".
PREDICATES = frozenset({"in", "on", "under", "at"})
LIKELY = frozenset({"possible", "likely", "unlikely", "conceivable", "probable", "uncertain", "unclear"})
SETTLED = frozenset({"due", "imminent", "pending", "ready"})
FALSE = frozenset({"false", "untrue", "fake", "baseless", "unfounded", "wrong", "incorrect", "inaccurate"})
# "Asked for a call" proposes one, "pushed for a call" only wishes it.
ASKING_FOR = frozenset({"ask", "apply"})
WISHING_FOR = frozenset({"call", "push", "press", "hope", "wait", "appeal", "plead", "lobby", "wish", "angle"})
FAILING = frozenset({"fail", "struggle", "unable"})
WEIGHING = frozenset({"consider", "contemplate", "explore", "weigh", "mull"})
ARRANGED = frozenset({"schedule", "plan", "set", "slate", "arrange", "expect", "pencil"})
REFUSED = frozenset({"reject", "refuse", "decline", "rebuff", "spurn"})
HAVING = frozenset({"have", "has", "had"})
KNOWN = frozenset({"the", "this", "that", "these", "those"})
LOST = frozenset({"collapse", "founder", "fizzle"})
LOST_WITH = (("fall", "through"), ("fall", "apart"), ("go", "nowhere"))
# "Was put on hold", "was put on ice".
STILL = frozenset({"hold", "ice"})
REFUSED_WITH = (("turn", "down"), ("wave", "away"), ("knock", "back"))
# "Discussed preparations for the third meeting on the flood": that was neither then nor need it be theirs.
PREPARATIONS = frozenset({"preparation", "plan", "planning", "arrangement"})
FOCUSING = frozenset({"focus", "concentrate", "center", "centre", "touch", "dwell"})
# So far up the tree a denial still governs what is told: called ▸ had ▸ reports ▸ dismissed.
REACH = 3


def of_arranged(noun: Token, verb: Token) -> EventStatus | None:
    """Tell the status of a talk by a verb of arranging, asking for, dropping or denying it; None by any other."""
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i == verb.i:
        return _of_course(noun, verb)
    if noun.dep_ == "dobj" and noun.head.i == verb.i:
        return _of_deed(noun, verb)
    if noun.dep_ != "pobj":
        return None
    word, above = lemma(verb), noun.head.head
    if noun.head.lower_ == "for" and above.i == verb.i and word in ASKING_FOR | WISHING_FOR and not _is_denied(verb):
        return "planned" if word in ASKING_FOR else "hypothetical"
    if noun.head.lower_ in ("for", "of") and lemma(above) == "plan":
        return "denied" if has_no(above) else None
    is_rumour = noun.head.lower_ in ("of", "about") and lemma(above) in words("rumours")
    return "denied" if is_rumour and _is_denied_rumour(above) else None


def _of_course(noun: Token, verb: Token) -> EventStatus | None:
    """Tell the status by what becomes of a talk: "is in the works", "is being arranged", "fell through"."""
    word = lemma(verb)
    if word in LOST or _goes_with(verb, LOST_WITH) or word == "put" and _is_on_hold(verb):
        return "cancelled"
    is_arranged = word in words("arranging") and any(child.lower_ == "being" for child in verb.children)
    said = [child for child in verb.children if child.i > verb.i] if word == "be" else []
    on_the_way = [c for p in said if p.lower_ in PREDICATES for c in p.children if lemma(c) in words("on_the_way")]
    if is_arranged or on_the_way or any(child.lower_ in SETTLED for child in said):
        return "denied" if _is_denied(verb) or has_no(noun) else "planned"
    return "hypothetical" if any(child.lower_ in LIKELY for child in said) else None


def _of_deed(noun: Token, verb: Token) -> EventStatus | None:
    """Tell the status by what somebody does about a talk: "were setting up", "turned down", "has a call scheduled"."""
    word = lemma(verb)
    if _goes_with(verb, REFUSED_WITH) or word in REFUSED:
        return "cancelled"
    if word == "deny":
        return "denied"
    is_open = verb.tag_ in ("VBG", "VB", "VBP", "VBZ") and not any(child.lower_ in HAVING for child in verb.children)
    if word in words("arranging") and is_open and not any(child.lower_ in KNOWN for child in noun.lefts):
        return "denied" if _is_denied(verb) or lemma(verb.head) in FAILING else "planned"
    if word in WEIGHING or word == "rule" and _is_denied(verb):
        return "hypothetical"
    if word == "rule" and _goes_with(verb, (("rule", "out"),)):
        return "denied"
    is_set = any(child.dep_ == "acl" and child.tag_ == "VBN" and lemma(child) in ARRANGED for child in noun.children)
    is_set = is_set or any(c.tag_ == "VBN" and lemma(c) in ARRANGED and c.i > noun.i for c in verb.children)
    return "planned" if word == "have" and verb.tag_ in ("VBZ", "VBP") and is_set else None


def is_denied(verb: Token) -> bool:
    """Tell whether somebody denies what a verb tells: "denied having called", "dismissed reports that she rang"."""
    current = verb
    for _ in range(REACH):
        above = current.head
        if above.i == current.i or current.dep_ not in ("ccomp", "acl", "relcl", "xcomp", "conj", "pcomp"):
            return False
        if lemma(above) in words("denying") and above.pos_ == "VERB" and current.dep_ in ("ccomp", "xcomp"):
            return not _is_denied(above)
        if lemma(above) in words("rumours") and above.pos_ == "NOUN":
            return _is_denied_rumour(above)
        current = above
    return False


def is_yet_to(verb: Token) -> bool:
    """Tell whether something has not been done so far: "has yet to call", "is still to speak"."""
    is_left = lemma(verb.head) in ("have", "be") and any(child.lower_ == "yet" for child in verb.head.children)
    return verb.dep_ == "xcomp" and is_left


def has_no(noun: Token) -> bool:
    """Tell whether there is none of a thing: "no plans", "there aren't any plans"."""
    is_lacking = lemma(noun.head) in ("be", "have") and _is_denied(noun.head)
    return is_lacking or any(child.lower_ == "no" for child in noun.lefts)


def is_matter(stem: Token, verb: Token) -> bool:
    """Tell what is only spoken of: "discussed plans for the meeting on the flood", "will focus on the peace talks"."""
    if stem.head.lower_ == "on" and lemma(verb) in FOCUSING:
        return True
    if stem.head.lower_ != "for" or lemma(stem.head.head) not in PREPARATIONS:
        return False
    marks = (child for child in stem.lefts if child.dep_ in ("compound", "amod", "nmod"))
    is_named = any(lemma(child) not in words("future_words") for child in marks)
    return is_named or any(child.lower_ in ("on", "of", "in") for child in stem.rights)


def _is_denied_rumour(noun: Token) -> bool:
    verb = noun.head
    is_object = noun.dep_ in ("dobj", "nsubjpass") and lemma(verb) in words("denying")
    return is_object or noun.dep_ == "nsubj" and any(child.lower_ in FALSE for child in verb.children)


def _is_denied(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _is_on_hold(verb: Token) -> bool:
    return any(child.lower_ == "on" and any(lemma(c) in STILL for c in child.children) for child in verb.children)


def _goes_with(verb: Token, pairs: tuple[tuple[str, str], ...]) -> bool:
    said = {child.lower_ for child in verb.children if child.dep_ in ("prt", "advmod", "prep")}
    return any(lemma(verb) == word and particle in said for word, particle in pairs)
