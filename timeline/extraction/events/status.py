"""Whether a thing took place, is still to come, was called off, is only supposed or denied: by tense, mood, words."""

from spacy.tokens import Token

from timeline.extraction.events import arranging
from timeline.extraction.events.lexicon import words
from timeline.extraction.events.scene import setting_verb, verb_above
from timeline.extraction.language import lemma
from timeline.extraction.reading import EventStatus

SUPPOSING = frozenset({"if", "whether", "unless", "should"})
MAY = frozenset({"could", "might", "may", "should", "can", "must", "ought"})
FUTURE = frozenset({"will", "'ll", "shall", "wo", "would", "'d"})
# A superior who asks somebody to meet somebody else makes a plan; one who asks for a meeting only wishes it.
ORDERING = frozenset({"ask", "order", "instruct", "direct", "tell", "dispatch", "send"})
# Nouns that announce a thing, and nouns that only ask for it.
PLANS = frozenset({"plan", "agreement", "decision", "intention", "invitation"})
WISHES = frozenset({"request", "offer", "proposal"})
# "Became the first leader to call": what is said of the leader took place.
ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only"})
GONE = frozenset({"recent", "previous"})
PROPOSALS = frozenset({"offer", "proposal"})
# What is proposed is still to come, as far as the text knows; what is only wished for may never have been asked.
PROPOSING = frozenset({"propose", "offer", "request"})
# A call that somebody tried to make was not put through, or the text would tell of the call.
TRYING = frozenset({"try", "attempt"})
# "When he meets Y", "before they meet".
UNTIL = frozenset({"when", "before", "until", "till", "once"})
CALLING_OFF = frozenset({"cancellation", "postponement"})
# What somebody is thanked for took place: "thanked Oman for hosting the talks".
THANKING = frozenset({"thank", "praise", "commend", "congratulate", "applaud", "thanks", "gratitude", "appreciation"})
PREPARING = frozenset({"arrangement", "preparation", "prepare", "effort"})
CHANCES = frozenset({"prospect", "possibility", "chance", "likelihood", "idea", "hope"})
# What somebody is used to doing is no event of a day.
HABITS = frozenset(
    {"occasionally", "often", "regularly", "frequently", "sometimes", "usually", "routinely", "typically", "normally"}
)
ROUNDS = frozenset({"series", "serie", "round", "number", "string", "flurry", "set"})
PHONES = frozenset({"phone", "telephone", "telephonic", "video"})
# "Asked him to discuss it in a call" asks for the call, "asked him to investigate it in a call" was said in one.
TALKING = frozenset({"discuss", "talk", "speak", "continue", "resume", "follow", "hold"})
# "Ahead of next week's …": so many words at most before the noun.
AHEAD_REACH = 10
COMING = frozenset({"next", "upcoming", "forthcoming", "tomorrow", "coming"})
# "Discussed holding a summit": one that may come.
WEIGHING = frozenset({"discuss", "propose", "suggest", "consider", "contemplate", "mull", "weigh", "explore", "float"})
KNOWN = frozenset({"the", "this", "that", "these", "those", "his", "her", "their"})
PUTTING_OFF = (("call", "off"), ("put", "off"), ("push", "back"), ("put", "back"))
# How far up the tree a condition or a refusal still governs the event: request ▸ reject ▸ say.
MAX_CLIMB = 5


def of_verb(verb: Token) -> EventStatus:
    """Tell the status of what a verb says: "met", "will meet", "plans to meet", "could meet", "did not meet"."""
    if _is_supposed(verb):
        return "hypothetical"
    followed = verb_above(verb) if verb.tag_ == "VBN" and lemma(verb) == "follow" else None
    if followed is not None:
        return of_verb(followed)
    return _of_forms(verb)


def _of_forms(verb: Token) -> EventStatus:
    """Tell the status by a verb's auxiliaries and by what it depends on."""
    aux = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    forms = {child.lower_ for child in aux}
    is_negated = any(child.dep_ == "neg" for child in verb.children)
    if forms & MAY:
        return "hypothetical"
    if "'d" in forms and verb.tag_ in ("VBN", "VBD"):
        return "denied" if is_negated else "held"
    if forms & FUTURE:
        return _future(verb, forms, is_negated)
    if is_negated:
        return _of_negation(verb)
    is_failed = verb.dep_ == "xcomp" and lemma(verb.head) == "fail"
    if is_failed or arranging.is_yet_to(verb) or arranging.is_denied(verb) or _is_opposed(verb):
        return "denied"
    if verb.dep_ == "pcomp" and lemma(verb.head.head) in CHANCES:
        return "hypothetical"
    if "to" in forms or verb.tag_ in ("VB", "VBG") and not aux:
        return _of_dependent(verb)
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.tag_ == "VB":
        return of_verb(verb.head)
    return _of_finite(verb)


def _of_finite(verb: Token) -> EventStatus:
    """Tell the status of a verb without auxiliaries: "put off the call", "before they meet", "often calls"."""
    if _is_called_off(verb):
        return "cancelled"
    if _is_awaited(verb):
        return "planned"
    return "background" if any(child.lower_ in HABITS for child in verb.children) else "held"


def _is_awaited(verb: Token) -> bool:
    """Tell whether a clause in the present tense is about what comes: "by the time they meet", "when he meets Y"."""
    if verb.tag_ not in ("VBZ", "VBP") or any(child.dep_ in ("aux", "auxpass") for child in verb.children):
        return False
    is_of_time = verb.dep_ == "relcl" and lemma(verb.head) in ("time", "day")
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")}
    above = {child.lower_ for child in verb.head.children}
    is_over = verb.head.tag_ in ("VBD", "VBN") and not above & (MAY | FUTURE)
    return is_of_time or verb.dep_ == "advcl" and bool(marks & UNTIL) and not is_over


def of_noun(noun: Token) -> EventStatus | None:
    """Tell the status of what a noun names: "the planned call", "will hold talks"; None where it is named only."""
    verb = setting_verb(noun)
    if verb is not None and _is_occasion(noun, verb):
        return "held"
    word = lemma(verb) if verb is not None else ""
    changed = (arranging.of_arranged(noun, verb) or _of_change(noun, verb)) if verb is not None else None
    if changed:
        return changed
    if verb is not None and noun.dep_ == "nsubj" and word in words("taking_place") and of_verb(verb) == "denied":
        return "cancelled" if _of_marks(noun) == "planned" or _is_scheduled(noun) else "denied"
    marked = _of_marks(noun)
    if marked or verb is None or word in words("remarking") and noun.dep_ == "pobj":
        return marked or ("planned" if verb is not None and _is_ahead(noun) else None)
    had = next((child for child in noun.children if child.dep_ == "relcl" and lemma(child) in ("have", "hold")), None)
    if had is not None:
        return of_verb(had)
    if word == "be" and noun.dep_ == "nsubj" and of_verb(verb) == "held":
        return None
    return _of_carried_out(noun, verb, word) if _belongs(noun, verb) else _of_phrase(noun, verb)


def _of_carried_out(noun: Token, verb: Token, word: str) -> EventStatus | None:
    """Tell the status by the verb whose object, subject or setting a noun is: "will hold talks", "agreed on a call"."""
    is_for = noun.dep_ == "pobj" and noun.head.lower_ == "for"
    if word == "arrange" and verb.tag_ == "VB" and noun.dep_ == "dobj" or is_for and _is_made_ready(noun, word):
        return "planned"
    if word in words("planning") - words("light_verbs") and noun.dep_ in ("dobj", "nsubjpass"):
        is_known = word == "announce" and any(child.lower_ in ("the", "that", "this") for child in noun.lefts)
        return None if is_known else "planned"
    if word == "invite" and noun.dep_ == "pobj" and noun.head.lower_ in ("for", "to"):
        return "planned" if of_verb(verb) == "held" else of_verb(verb)
    if word == "agree" and noun.dep_ == "pobj" and noun.head.lower_ in ("on", "to"):
        return "planned" if of_verb(verb) == "held" else of_verb(verb)
    if word in words("wishing") and noun.dep_ == "dobj":
        return "planned" if word in PROPOSING and of_verb(verb) == "held" else "hypothetical"
    if word not in words("light_verbs"):
        return None if noun.dep_ == "dobj" or _is_presupposed(noun, verb, word) else of_verb(verb)
    return of_verb(verb)


def _is_made_ready(noun: Token, word: str) -> bool:
    """Tell whether something is set or prepared for a thing to come: "a date was set for his talks with Y"."""
    return word == "set" or word == "prepare" and any(child.lower_ in ("a", "an") for child in noun.lefts)


def _of_negation(verb: Token) -> EventStatus:
    """Tell "did not speak to Y" from "did not speak to Y until the evening"."""
    return "held" if any(child.lower_ == "until" for child in verb.children) else "denied"


def _is_presupposed(noun: Token, verb: Token, word: str) -> bool:
    """Tell whether a denial or doubt is about what a talk was used for: "asked whether he lied on the call"."""
    if of_verb(verb) not in ("denied", "hypothetical") or word in words("taking_place"):
        return False
    is_known = any(child.dep_ == "poss" or child.lower_ in KNOWN for child in noun.lefts)
    if noun.dep_ == "nsubj":
        return is_known and word != "be" and lemma(noun) in ("call", "conversation")
    is_setting = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "on")
    return is_setting and (is_known or of_verb(verb) == "denied" or verb.tag_ == "VBD")


def _is_occasion(noun: Token, verb: Token) -> bool:
    """Tell whether a thing was asked for or confirmed in a talk: "offered to mediate during a phone call with X"."""
    above = verb_above(verb)
    if above is None or above.tag_ != "VBD" or lemma(verb) in TALKING:
        return False
    is_asked = verb.dep_ == "xcomp" and lemma(above) in words("wishing") | ORDERING
    is_content = verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB" and lemma(verb.head) not in PLANS | WISHES
    is_setting = noun.dep_ == "pobj" and noun.head.lower_ in ("during", "in")
    return is_setting and (is_asked or is_content) and any(child.lower_ in PHONES for child in noun.lefts)


def _of_change(noun: Token, verb: Token) -> EventStatus | None:
    """Tell the status that calling off or putting off gives: "postponed the visit", "put off the talks until May"."""
    if _is_planned_clause(noun, verb):
        return "cancelled" if lemma(verb.head) in words("called_off") else "planned"
    if lemma(verb) not in words("called_off") or noun.dep_ not in ("dobj", "nsubjpass", "nsubj"):
        return None
    if of_verb(verb) == "hypothetical":
        return "hypothetical"
    # "Had been delayed" tells why it comes only now.
    if lemma(verb) == "delay" and any(child.lower_ == "had" for child in verb.children):
        return None
    return "planned" if any(child.lower_ == "until" for child in verb.children) else "cancelled"


def _of_phrase(noun: Token, verb: Token) -> EventStatus | None:
    """Tell the status by the preposition before: "after the talks", "hope for talks", "may solve it through talks"."""
    is_means = noun.dep_ == "pobj" and noun.head.lower_ in ("through", "by", "via", "with")
    if noun.dep_ == "pobj" and noun.head.lower_ in ("for", "to") and lemma(verb) == "invite" and noun.i > verb.i:
        return "planned" if of_verb(verb) == "held" else of_verb(verb)
    if noun.dep_ == "pobj" and noun.head.lower_ == "for" and _is_prepared(noun) or _is_ahead(noun):
        return "planned"
    if noun.dep_ == "pobj" and noun.head.lower_ == "for" and _is_wished(noun.head.head):
        return "hypothetical"
    if _is_supposed(noun) or is_means and any(child.lower_ in MAY for child in verb.children):
        return "hypothetical"
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma(noun.head.head) in CALLING_OFF:
        return "cancelled"
    return "held" if noun.dep_ == "pobj" and noun.head.lower_ in ("after", "following") else None


def _is_ahead(noun: Token) -> bool:
    """Tell whether something happens before a talk that is told here first: "ahead of a call with Y"."""
    before = noun.head.head if noun.head.lower_ == "of" else noun.head
    is_told_first = any(child.lower_ in ("a", "an") for child in noun.lefts)
    is_named = before.lower_ == "ahead" and any(child.dep_ in ("det", "poss") for child in noun.lefts)
    if noun.dep_ == "pobj" and (is_named or is_told_first and before.lower_ in ("ahead", "before")):
        return True
    # "Ahead of next week's '2+2' dialogue": the parser does not see what a name in quotation marks belongs to.
    words_before = noun.doc[max(noun.i - AHEAD_REACH, noun.sent.start) : noun.i]
    at = next((word.i for word in words_before if word.lower_ == "ahead" and word.nbor(1).lower_ == "of"), None)
    between = noun.doc[at + 2 : noun.i] if at is not None else ()
    is_free = not any(word.pos_ in ("VERB", "AUX", "ADP") or word.text == "," for word in between)
    return is_free and any(word.lower_ in COMING for word in between)


def _is_prepared(noun: Token) -> bool:
    """Tell whether a thing is being prepared: "arrangements are underway for a call", "preparing for talks"."""
    above = noun.head.head
    told = [above, *(child for child in above.children if child.dep_ in ("nsubj", "nsubjpass", "dobj"))]
    is_definite = any(child.lower_ in ("the", "this", "his", "her", "their") for child in noun.lefts)
    return not is_definite and any(lemma(token) in PREPARING for token in told)


def _is_wished(above: Token) -> bool:
    """Tell whether what stands before "for" wishes a thing: "hope for a meeting", "expressed hope on Friday for"."""
    told = [above, *(child for child in above.children if child.dep_ == "dobj")]
    return any(lemma(token) in WISHES | CHANCES for token in told)


def _is_planned_clause(noun: Token, verb: Token) -> bool:
    """Tell whether the parser takes "planned" for a verb: "postponed the visit planned this month"."""
    is_clause = verb.dep_ == "ccomp" and verb.head.i < noun.i and noun.dep_ == "nsubj"
    return is_clause and verb.lower_ in ("planned", "scheduled", "slated") and verb.head.pos_ in ("VERB", "AUX")


def _is_scheduled(noun: Token) -> bool:
    return any(child.dep_ == "acl" and lemma(child) in words("planning") for child in noun.children)


def _of_marks(noun: Token) -> EventStatus | None:
    """Tell the status by the words that go with a noun: "a planned call", "no meeting"."""
    marks = {lemma(child) for child in noun.lefts} | {child.lower_ for child in noun.lefts}
    if marks & words("called_off") or _is_called_off(noun):
        return "cancelled"
    if marks & words("possible_words"):
        return "hypothetical"
    if marks & words("future_words"):
        return "planned"
    if marks & GONE:
        return "held"
    return "denied" if "no" in marks else None


def _belongs(noun: Token, verb: Token) -> bool:
    """Tell whether a verb says what becomes of a noun: its object or subject, or the light verb that carries it out."""
    if noun.dep_ in ("dobj", "nsubjpass", "nsubj", "attr"):
        return noun.head.i == verb.i
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "during" and verb.tag_ in ("VBD", "VBN"):
        # "Agreed on the need to act during a call": the parser hangs the call on what was agreed.
        return True
    if noun.dep_ == "pobj" and head.lower_ == "of" and lemma(head.head) in ROUNDS:
        # "Held a series of calls" tells that they were held.
        return head.head.dep_ in ("dobj", "nsubjpass") and head.head.head.i == verb.i
    return (
        noun.dep_ == "pobj"
        and head.lower_ in ("in", "during", "at", "for", "on", "to", "by", "over")
        and head.head.i == verb.i
    )


def _future(verb: Token, forms: set[str], is_negated: bool) -> EventStatus:
    if is_negated:
        return "cancelled"
    if forms & {"would", "'d"}:
        above = verb_above(verb)
        in_report = above is not None and verb.dep_ in ("ccomp", "conj", "relcl") and "have" not in forms
        return "planned" if in_report else "hypothetical"
    return "planned"


def _of_dependent(verb: Token) -> EventStatus:
    """Tell the status of "to meet", "meeting" by the word that it hangs on."""
    head = verb.head
    if verb.dep_ == "ROOT" or head.i == verb.i:
        return "planned" if any(child.lower_ == "to" for child in verb.children) else "held"
    word = lemma(head)
    if verb.dep_ in ("relcl", "acl") and head.dep_ == "attr" and any(child.lower_ in ORDINALS for child in head.lefts):
        return of_verb(head.head)
    if word in words("refuse"):
        return "cancelled"
    if word in PLANS or word in WISHES:
        above = verb_above(head)
        if above is not None and lemma(above) in words("refuse") and head.dep_ in ("dobj", "nsubjpass"):
            return "cancelled"
        if arranging.has_no(head):
            return "denied"
        return "planned" if word in PLANS | PROPOSALS else "hypothetical"
    return _of_governed(verb, head, word)


def _of_governed(verb: Token, head: Token, word: str) -> EventStatus:
    """Tell the status of a verb by the word above: "asked him to meet", "plans to meet", "after meeting"."""
    if word in ORDERING and verb.dep_ in ("xcomp", "ccomp") and any(c.dep_ in ("dobj", "nsubj") for c in head.children):
        return "planned"
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and head.tag_ in ("VBD", "VBN", "VBZ", "VBP"):
        return of_verb(head)
    if verb.tag_ == "VBG" and verb.dep_ == "xcomp" and word in WEIGHING:
        return "planned" if of_verb(head) == "held" else of_verb(head)
    if word in ("be", "have") or word in words("planning") or _has_plans(verb, head):
        return "planned" if of_verb(head) == "held" else of_verb(head)
    if word in TRYING and head.tag_ == "VBD" and verb.dep_ == "xcomp":
        return "cancelled"
    if word in words("wishing") and (verb.dep_ != "advcl" or verb.tag_ == "VB"):
        return "planned" if word in PROPOSING and of_verb(head) == "held" else "hypothetical"
    above = verb_above(verb)
    if verb.dep_ == "pcomp" and above is not None:
        if head.lower_ == "to" and lemma(above) == "look":
            return "planned"
        return "held" if head.lower_ in ("after", "since") else of_verb(above)
    if head.pos_ in ("VERB", "AUX") and verb.dep_ in ("advcl", "xcomp", "conj"):
        return of_verb(head)
    return "held" if verb.tag_ == "VBG" or verb.dep_ in ("ccomp", "pcomp") else "hypothetical"


def _has_plans(verb: Token, head: Token) -> bool:
    """Tell whether the parser hangs what is planned on the verb: "indicated plans last week to speak with Y"."""
    plans = (child for child in head.children if child.dep_ == "dobj" and lemma(child) in PLANS)
    return verb.dep_ == "xcomp" and any(plan.i < verb.i for plan in plans)


def _is_supposed(token: Token) -> bool:
    """Tell whether a condition governs a token: "if the two leaders spoke"."""
    for step, above in enumerate((token, *token.ancestors)):
        if step > MAX_CLIMB:
            break
        if any(child.dep_ in ("mark", "advmod") and child.lower_ in SUPPOSING for child in above.children):
            return True
        if above.dep_ in ("ccomp", "relcl", "ROOT"):
            break
    return False


def _is_opposed(verb: Token) -> bool:
    """Tell whether a gerund is what somebody is against: "lobbied against easing sanctions"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "for" and lemma(verb.head.head) in THANKING:
        return False
    return verb.dep_ == "pcomp" and verb.head.lower_ in ("against", "without", "from", "instead", "for")


def _is_called_off(token: Token) -> bool:
    for step, above in enumerate(token.ancestors):
        if step >= 2 or above.dep_ in ("relcl", "advcl"):
            break
        particle = {child.lower_ for child in above.children if child.dep_ in ("prt", "advmod")}
        if token.dep_ in ("dobj", "nsubjpass") and any(lemma(above) == v and p in particle for v, p in PUTTING_OFF):
            return True
    return False
