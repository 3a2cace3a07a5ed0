"""Small questions to spaCy's parse: who is the subject of a verb, how far does a phrase reach."""

from spacy.tokens import Doc, Token

from timeline.extraction.language import lemma
from timeline.extraction.reading import Span
from timeline.extraction.statements.cues import entry

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# How many verbs to climb for a shared subject ("said ..., adding that ..."): deeper chains are parse faults.
MAX_CLIMB = 4
# Verbs with an object and an infinitive whose own subject acts in both ("used the visit to warn").
SUBJECT_CONTROL = frozenset({"use", "hold", "take", "give", "make", "have", "issue", "convene", "promise", "threaten"})
NOUNS = ("NOUN", "PROPN")
TRIM_LEFT = frozenset(",;:.-–— ")
TRIM_RIGHT = frozenset(",;:-–— ")


def is_verb(token: Token) -> bool:
    """Tell whether a token is a verb form."""
    return token.tag_[:2] == "VB" or token.pos_ == "VERB"


def own_subject(verb: Token) -> Token | None:
    """Give the subject that stands with the verb itself."""
    own = min((c for c in verb.children if c.dep_ in SUBJECTS), key=lambda c: abs(c.i - verb.i), default=None)
    if own is not None and is_met(own, verb):
        return None
    if own is not None and _takes_object(verb.head, verb):
        return next(c for c in own.children if c.dep_ == "conj")
    return verb.head if own is None and is_misread(verb) else own


def is_met(subject_: Token, verb: Token) -> bool:
    """Tell whether the parser made those met the subject of what was done: "spoke with the ministers to discuss it"."""
    return verb.dep_ == "pcomp" and has_to(verb) and verb.head.lower_ in ("with", "to") and subject_.i < verb.i


def object_taken(verb: Token) -> list[Token] | None:
    """Give the object that the parser made the subject of a next clause: "welcomed the truce and Oman pledged ..."."""
    clause = next((c for c in verb.children if c.i > verb.i and _takes_object(verb, c)), None)
    if clause is None:
        return None
    joint = next(c for c in clause.children if c.dep_ in SUBJECTS)
    end = next(c.i for c in joint.children if c.dep_ == "cc")
    return [verb.doc[i] for i in range(joint.left_edge.i, end)]


def _takes_object(verb: Token, clause: Token) -> bool:
    """Tell whether a clause without "that" has a thing and somebody as joint subjects: the thing is the verb's own."""
    if clause.dep_ != "ccomp" or clause.head != verb or clause.i < verb.i or clause.tag_ != verb.tag_:
        return False
    word = entry(verb)
    if word is None or "o" not in word.frames or "c" in word.frames:
        return False
    joint = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    if joint is None or joint.pos_ != "NOUN" or joint.left_edge.i != verb.i + 1:
        return False
    other = [c for c in joint.children if c.dep_ == "conj"]
    is_joined = len(other) == 1 and other[0].pos_ == "PROPN" and any(c.dep_ == "cc" for c in joint.children)
    return is_joined and not any(c.dep_ == "mark" for c in clause.children)


def is_misread(verb: Token) -> bool:
    """Tell whether the parser took a sentence for a noun with a participle: "The minister called the plan a ..."."""
    head = verb.head
    return (
        verb.dep_ == "acl"
        and verb.tag_ in ("VBN", "VBD")
        and head.dep_ == "ROOT"
        and head.pos_ in ("NOUN", "PROPN")
        and head.i == verb.i - 1
        and agent(verb) is None
    )


def subject(verb: Token) -> Token | None:
    """Give the subject of a verb, looked for up the tree where the verb shares one; None if there is none."""
    for _ in range(MAX_CLIMB):
        own = own_subject(verb)
        if own is not None:
            return own
        found, verb_above = _above(verb)
        if found is not None:
            return found
        if verb_above is None:
            return _left_neighbour(verb) or _of_sentence(verb)
        verb = verb_above
    return None


def _above(verb: Token) -> tuple[Token | None, Token | None]:
    """Give the subject that the grammar finds one step up, or the verb that shares its own."""
    head = verb.head
    if verb.dep_ == "conj" and is_verb(head):
        return None, head
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if has_to(verb):
            return None, head.head if is_verb(head.head) else None
        return (head, None) if verb.tag_ != "VBN" else (None, None)
    if verb.dep_ in ("xcomp", "advcl", "ccomp", "dep") and is_verb(head):
        held = next((c for c in head.children if c.dep_ == "dobj" and c.i < verb.i), None)
        hands_on = verb.dep_ == "xcomp" and held is not None and lemma(head) not in SUBJECT_CONTROL
        return (held, None) if hands_on else (None, head)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ" and is_verb(head.head):
        return None, head.head
    if verb.dep_ == "pcomp" and is_verb(head.head):
        return None, head.head
    return None, None


def _left_neighbour(verb: Token) -> Token | None:
    """Give the noun right before a finite verb, where the parser found no subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    before = reversed(verb.doc[max(verb.i - 4, 0) : verb.i])
    left = next((t for t in before if t.pos_ not in ("ADV", "AUX", "PART")), None)
    return left if left is not None and left.pos_ in ("NOUN", "PROPN", "PRON") and left.dep_ != "pobj" else None


def _of_sentence(verb: Token) -> Token | None:
    """Give the subject of the sentence before a verb that has none: "went so far as to say"."""
    root = verb.sent.root
    found = own_subject(root) if root != verb and is_verb(root) and has_to(verb) else None
    return found if found is not None and found.i < verb.i else None


def has_to(verb: Token) -> bool:
    """Tell whether a verb is a "to" infinitive."""
    return any(c.tag_ == "TO" and c.i < verb.i for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive: "was told", "condemned by"."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or own_subject(verb) is not None:
        return False
    # "As noted in the report, she agreed": it is not she who noted.
    is_as = verb.dep_ == "advcl" and any(c.lower_ == "as" for c in verb.children) and agent(verb) is None
    return is_as or is_fronted(verb) or verb.dep_ in ("acl", "relcl")


def is_fronted(verb: Token) -> bool:
    """Tell whether a participle of the passive opens a clause: "Asked about the port, she said ..."."""
    opens = verb.dep_ == "advcl" and verb.i < verb.head.i and verb.tag_ == "VBN"
    return opens and not any(c.dep_ == "aux" for c in verb.children)


def agent(verb: Token) -> Token | None:
    """Give the noun of "by ..." in a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is negated."""
    return any(c.dep_ == "neg" for c in verb.children)


def tokens_of(head: Token, without: Token | None = None) -> list[Token]:
    """Give the tokens of a phrase in text order, less those of one part of it."""
    left_out = {t.i for t in without.subtree} if without is not None else set()
    return [t for t in head.subtree if t.i not in left_out]


def runs(tokens: list[Token]) -> list[list[Token]]:
    """Split tokens into runs that stand next to each other."""
    out: list[list[Token]] = []
    for token in tokens:
        if out and out[-1][-1].i + 1 == token.i:
            out[-1].append(token)
        else:
            out.append([token])
    return out


def span(doc: Doc, first: int, last: int) -> Span | None:
    """Give the characters from one token to another, both included, edge punctuation and blanks left out."""
    while first <= last and (doc[first].is_space or doc[first].text in TRIM_LEFT):
        first += 1
    while last >= first and (doc[last].is_space or doc[last].text in TRIM_RIGHT):
        last -= 1
    return (doc[first].idx, doc[last].idx + len(doc[last])) if first <= last else None


def subject_phrase(head: Token, verb: Token) -> Span | None:
    """Give the words of a subject, with a first one that the parser hung on the verb beside it: "A and B agreed"."""
    found = noun_phrase(head, verb)
    if found is not None and head.i < verb.i and head.doc[head.right_edge.i].lower_ == "and":
        return span(head.doc, head.left_edge.i, _before_day(verb)) or found
    if head.dep_ == "conj" and head.pos_ in NOUNS and head.head.pos_ in NOUNS and head.i < verb.i:
        row = noun_phrase(head.head, verb)
        return (row[0], found[1]) if row is not None and found is not None else found
    own = head.head if head.dep_ in SUBJECTS else verb
    first = next((c for c in own.children if c.dep_ in SUBJECTS and c.i < head.i < verb.i), None)
    if found is None or first is None or not any(c.dep_ == "cc" and c.lower_ == "and" for c in first.children):
        return found
    between = head.doc[first.right_edge.i + 1 : head.left_edge.i]
    whole = noun_phrase(first, verb)
    return (whole[0], found[1]) if whole is not None and all(t.lower_ in ("and", ",") for t in between) else found


def _before_day(verb: Token) -> int:
    """Give the last token before a verb, its helpers and the day that the parser set among its subject's names."""
    day = next((c for c in verb.children if c.dep_ in ("npadvmod", "aux", "advmod") and c.i < verb.i), verb)
    return (day.i if day.dep_ == "npadvmod" else min(day.left_edge.i, verb.i)) - 1


def noun_phrase(head: Token, verb: Token | None = None) -> Span | None:
    """Give the words of a noun phrase, cut at the verb it belongs to and at line ends."""
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    if verb is not None and first <= verb.i <= last:
        first, last = (first, verb.i - 1) if head.i < verb.i else (verb.i + 1, last)
    for i in range(head.i, last):
        if "\n" in doc[i].text:
            last = i
            break
    for i in range(head.i, first, -1):
        if "\n" in doc[i].text:
            first = i
            break
    return span(doc, first, last)
