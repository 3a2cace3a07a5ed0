"""What stands under a verb of speech outside quotation marks: reported clauses, infinitives, noun objects.

The content runs from the first part of the verb's phrase that one of its frames allows to the end of the phrase; what
belongs to the act of speaking (its day, its occasion, a further verb of speech) is left out.
"""

from spacy.tokens import Doc, Token

from timeline.extraction.language import lemma
from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar
from timeline.extraction.statements.context import Context
from timeline.extraction.statements.cues import ACT_BY_CONTENT, Verb, act_nouns, entry, occasions
from timeline.extraction.statements.reach import FINITE, reached, spans

GERUND = ("xcomp", "pcomp", "ccomp")
OBJECTS = ("dobj", "oprd", "attr", "acomp")
CLAUSES = ("ccomp", "xcomp")
# Parts of a cue that tell when and where it was said.
OCCASION = ("npadvmod", "prep", "advmod")
CUE_ENDS = frozenset({",", ".", "--", "—", "–", ";"})
RELATIVE = frozenset({"who", "which", "that"})
# Verbs whose "with" may name the others as well as the thing.
ACCORD = frozenset({"agree", "concur"})
# What beside the one named tells what he was called.
PREDICATES = frozenset({"dobj", "oprd", "acomp", "ccomp"})
TALKING = frozenset({"speak", "talk"})
COMPANY = frozenset({"with", "to"})
REFLEXIVE = ("self", "selves")
# Verbs of asking whose passive has what was asked about after a preposition.
ASKING = frozenset({"ask", "question", "press", "pressure", "query"})


def content(context: Context, verb: Token, word: Verb) -> tuple[str, tuple[Span, ...]] | None:
    """Give the frame and the spans of what a verb reports; None where nothing of it stands in the text."""
    if grammar.is_passive(verb):
        return _of_passive(context, verb, word)
    around = _by_position(context, verb, word)
    if around:
        return "c", around
    right = sorted((c for c in verb.children if c.i > verb.i), key=lambda c: c.i)
    taken = grammar.object_taken(verb)
    if taken is not None:
        return "o", spans(context, taken)
    for child in right:
        frame = _frame(child, word, right)
        if frame:
            return frame, reached(context, verb, child, frame)
    topic = _topic(context, verb, word)
    if topic:
        return "p", topic
    found = _to_the_left(context, verb, word)
    return found if found is not None else _after_that(context, verb, word)


def _topic(context: Context, verb: Token, word: Verb) -> tuple[Span, ...]:
    """Give what a talk was about where the parser hung it on those met: "spoke with the minister about trade"."""
    if word.lemma not in TALKING:
        return ()
    met = (p for c in verb.children if c.dep_ == "prep" and c.lower_ in COMPANY for p in c.children if p.dep_ == "pobj")
    about = next((c for held in met for c in held.children if c.dep_ == "prep" and c.lower_ == "about"), None)
    return spans(context, list(about.subtree)[1:]) if about is not None else ()


def _by_position(context: Context, verb: Token, word: Verb) -> tuple[Span, ...]:
    """Give the sentence around a cue set off by commas: "The plan, she said on Monday, is dead", "..., she said."."""
    who = grammar.own_subject(verb)
    if not word.is_speech or not word.frames & {"c", "q"} or who is None or who.lower_ in RELATIVE:
        return ()
    doc, sentence = verb.doc, verb.sent
    before = min(who.left_edge.i, verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "neg")), verb.i) - 1
    last = _cue_end(verb, who, word)
    after = doc[last + 1].text if last + 1 < len(doc) else "."
    if before <= sentence.start or doc[before].text != "," or after not in CUE_ENDS or context.quote_of[verb.i] >= 0:
        return ()
    if _leads_in(doc, sentence.start, before, verb) and not _lacks_subject(verb):
        return ()
    rest = range(last + 2, sentence.end) if after == "," else range(0)
    parts = [[doc[i] for i in range(sentence.start, before)], [] if _is_aside(doc, rest) else [doc[i] for i in rest]]
    found = (grammar.span(doc, p[0].i, p[-1].i - (p[-1].text == ".")) for p in parts if p)
    return tuple(f for f in found if f is not None)


def _cue_end(verb: Token, who: Token, word: Verb) -> int:
    """Give the last token of a cue with its day, place and hearer: "told reporters on Monday"."""
    last = max(verb.i, who.right_edge.i)
    held = OCCASION + (("dobj", "dative") if "t" in word.frames else ())
    for child in sorted((c for c in verb.children if c.i > last), key=lambda c: c.i):
        if child.left_edge.i == last + 1 and child.dep_ in held:
            last = child.right_edge.i if verb.doc[child.right_edge.i].text != "." else child.right_edge.i - 1
    return last


def _leads_in(doc: Doc, start: int, comma: int, verb: Token) -> bool:
    """Tell whether the words before a cue only lead in: "In a statement, she said", "When asked, he said"."""
    words = doc[start:comma]
    finite = any(t.tag_ in FINITE and t.dep_ not in ("relcl", "acl") for t in words)
    return not finite or any(t.dep_ == "advcl" and t.head == verb for t in words)


def _lacks_subject(verb: Token) -> bool:
    """Tell whether the clause after a cue has its subject before it: "The border, he said, would stay shut"."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    return clause is not None and grammar.own_subject(clause) is None and any(c.dep_ == "aux" for c in clause.children)


def _is_aside(doc: Doc, rest: range) -> bool:
    """Tell whether what follows a trailing cue is the writer's again: "..., she said, adding that ..."."""
    head = next((doc[i] for i in rest if not doc[i].is_punct), None)
    if head is None or head.lower_ in ("according", "as", "which", "who", "while", "but", "and"):
        return True
    return head.tag_ == "VBG" and entry(head) is not None


def _after_that(context: Context, verb: Token, word: Verb) -> tuple[str, tuple[Span, ...]] | None:
    """Give a "that" clause which the parser hung on a noun before it: "told him in a call that he was ..."."""
    if "c" not in word.frames:
        return None
    mark = next((t for t in verb.subtree if t.i > verb.i and t.lower_ == "that" and t.dep_ == "mark"), None)
    if mark is None or grammar.own_subject(mark.head) is None or mark.head.dep_ not in ("relcl", "acl", "advcl", "dep"):
        return None
    return "c", spans(context, [context.doc[i] for i in range(mark.i, mark.head.right_edge.i + 1)])


def _frame(child: Token, word: Verb, right: list[Token]) -> str:
    """Give the frame that lets a child of the verb begin its content, "" for none."""
    frames = word.frames
    if word.lemma.endswith(f" {child.lower_}") and any(c.dep_ in ("pcomp", "pobj") for c in child.children):
        return "p"
    if child.tag_ == "VBG" and "o" in frames and (child.dep_ in GERUND or _follows_at_once(child)):
        return "o"
    if child.dep_ in CLAUSES or (child.dep_ == "advcl" and grammar.has_to(child)):
        if grammar.has_to(child):
            return "i" if frames & {"i", "u", "o"} else ""
        if child.dep_ != "ccomp":
            return ""
        return "c" if frames & {"c", "w"} or _has_that(child) else "k" if "k" in frames else ""
    if child.dep_ in ("prep", "prt", "dative", "advmod") and child.lower_ in word.prepositions:
        is_company = word.lemma in ACCORD and child.lower_ == "with" and _is_company(child)
        return "" if is_company or _is_day(child) else "p"
    return _object_frame(child, word, right) if child.dep_ in OBJECTS else ""


def _is_company(preposition: Token) -> bool:
    """Tell whether "with" names the people somebody agrees or talks with, and not what he agrees with."""
    held = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    return held is None or held.pos_ in ("PRON", "PROPN")


def _is_day(preposition: Token) -> bool:
    """Tell whether a preposition gives the day of a call: "called the minister on Monday" calls on nobody."""
    held = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    return held is not None and preposition.lower_ == "on" and held.tag_ == "NNP" and lemma(held) in occasions()


def _follows_at_once(child: Token) -> bool:
    """Tell whether a gerund stands right after its verb, or the verb's particle: "ruled out sending troops"."""
    word = entry(child)
    speaks = word is not None and bool(word.frames & {"q", "c"})
    return child.dep_ == "advcl" and child.left_edge.i - child.head.i <= 2 and not speaks


def _object_frame(child: Token, word: Verb, right: list[Token]) -> str:
    frames = word.frames
    if child.dep_ == "dobj" and child.lower_.endswith(REFLEXIVE) and "k" not in frames:
        return ""
    if "n" in frames and act_nouns().get(lemma(child), ACT_BY_CONTENT) != ACT_BY_CONTENT:
        return "n"
    if (
        "k" in frames
        and not _is_whom(child, right)
        and any(c.dep_ in ("oprd", "acomp") or c.lower_ == "as" for c in (child, *right))
    ):
        return "k"
    if "k" in frames and any(c.dep_ == "appos" and c.left_edge.nbor(-1).is_quote for c in child.children):
        return "k"
    if "o" in frames:
        return "o"
    if "u" in frames and any(grammar.has_to(c) for c in right):
        return "u"
    return "t" if "t" in frames and any(c.lower_ in word.prepositions for c in (*right, *child.children)) else ""


def _is_whom(child: Token, right: list[Token]) -> bool:
    """Tell whether a name that the parser took for a predicate is the one called: "called Prime Minister X"."""
    return child.dep_ == "oprd" and child.pos_ == "PROPN" and all(c == child or c.dep_ not in PREDICATES for c in right)


def _to_the_left(context: Context, verb: Token, word: Verb) -> tuple[str, tuple[Span, ...]] | None:
    """Give the clause before a trailing cue ("The deal is done, she said"), or around it."""
    if "c" not in word.frames and "q" not in word.frames:
        return None
    clause = next((c for c in verb.children if c.i < verb.i and (c.dep_ == "ccomp" or _is_bare_clause(c))), None)
    if clause is not None:
        own = {t.i for t in _cue_clause(verb, clause)}
        return "c", spans(context, [t for t in clause.subtree if t.i not in own])
    if _is_as_clause(verb):
        own = {t.i for t in verb.subtree}
        return "c", spans(context, [t for t in verb.head.subtree if t.i not in own])
    if verb.dep_ == "parataxis" and grammar.own_subject(verb) is not None:
        own = {t.i for t in verb.subtree}
        return "c", spans(context, [t for t in verb.head.subtree if t.i not in own])
    return None


def _is_bare_clause(clause: Token) -> bool:
    """Tell whether the parser took a whole clause before a cue for an aside: "Once more the road is open, he said"."""
    opens = any(c.dep_ in ("mark", "advmod") and c.tag_ in ("IN", "WRB") for c in clause.children)
    return clause.dep_ == "advcl" and clause.tag_ in FINITE and grammar.own_subject(clause) is not None and not opens


def _is_as_clause(verb: Token) -> bool:
    """Tell whether a cue comments on its main clause: "As the minister confirmed, troops have ..."."""
    marks = ("mark", "advmod", "prep")
    return verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in marks and c.i < verb.i for c in verb.children)


def _cue_clause(verb: Token, clause: Token) -> list[Token]:
    own = {t.i for t in clause.subtree}
    return [t for t in verb.subtree if t.i not in own]


def _of_passive(context: Context, verb: Token, word: Verb) -> tuple[str, tuple[Span, ...]] | None:
    subject = grammar.own_subject(verb)
    if grammar.agent(verb) is not None and subject is not None and word.frames & {"o", "k"}:
        return "o", spans(context, list(subject.subtree))
    is_of_nobody = subject is not None and subject.lower_ == "it"
    ways = (*CLAUSES, "advcl") if is_of_nobody else CLAUSES
    clause = next((c for c in verb.children if c.dep_ in ways and c.i > verb.i), None)
    if clause is None or not word.frames & {"c", "w", "u", "i"}:
        return _asked_about(context, verb, word)
    return "c", reached(context, verb, clause, "i" if grammar.has_to(clause) else "c")


def _asked_about(context: Context, verb: Token, word: Verb) -> tuple[str, tuple[Span, ...]] | None:
    """Give what somebody was asked or told about: "was pressed on the route", "Asked about the port, she said ..."."""
    if "t" not in word.frames and word.lemma not in ASKING:
        return None
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in word.prepositions and child.i > verb.i and not _is_day(child):
            return "p", reached(context, verb, child, "p")
    return None


def _has_that(token: Token) -> bool:
    """Tell whether "that" opens a clause, also where the parser took it for an article: "that progress was made"."""
    opens = token.left_edge.lower_ == "that" and token.left_edge.i == token.head.i + 1
    return opens or any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
