"""How far the content of a verb of speech reaches: over lists that the parser broke off, not into the next cue."""

from spacy.tokens import Token

from timeline.extraction.language import lemma
from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar
from timeline.extraction.statements.context import Context
from timeline.extraction.statements.cues import entry, occasions

# Parts that may follow the first part of a content and go on with it.
GOES_ON = ("prep", "xcomp", "ccomp", "oprd", "acomp", "advcl", "acl", "relcl", "prt", "pcomp", "dep", "agent", "appos")
# Clauses that tell of something else at the same time, and are no part of an object before them.
OTHER_CLAUSES = frozenset({"while", "as", "after", "before", "when", "although", "though", "whereas"})
# Frames whose content is a noun phrase, and may be a list; what a further item may begin with.
LISTS = frozenset("onptk")
LIST_WORDS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "PRP$", "RB", "IN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def reached(context: Context, verb: Token, child: Token, frame: str) -> tuple[Span, ...]:
    """Give the spans of a content from its first part on, as far as it reaches."""
    first = child.left_edge.i if frame != "p" else child.i + 1
    if frame == "i":
        first = next(c.i for c in child.children if c.tag_ == "TO")
    first = max(first, verb.i + 1)
    last = child.right_edge.i
    for other in sorted((c for c in verb.children if c.i > child.i), key=lambda c: c.i):
        if other.dep_ == "punct" or other.i <= last:
            continue
        if not _continues(context, other, last):
            break
        last = other.right_edge.i
    if frame in LISTS:
        last = _list_end(verb, last)
    if frame == "c":
        last = _before_next_cue(verb, child, last)
    return spans(context, [context.doc[i] for i in range(first, last + 1)])


def _before_next_cue(verb: Token, clause: Token, last: int) -> int:
    """Stop before a further verb of speech that the parser hung on the clause: "said it was late but conceded ..."."""
    for other in clause.conjuncts:
        if other.i > clause.i and cue_before(other) == verb:
            mark = next((t.i for t in reversed(verb.doc[clause.i : other.i]) if t.dep_ == "cc"), other.i)
            return min(last, mark - 1)
    return last


def cue_before(verb: Token) -> Token | None:
    """Give the verb of speech whose speaker goes on with this one, where the parser hung it on the clause between.

    In "She said it was late but conceded that ..." it is she who conceded: same tense, no subject of its own.
    """
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or grammar.own_subject(verb) is not None:
        return None
    clause = verb.head
    while clause.dep_ == "conj":
        clause = clause.head
    word, said = entry(verb), clause.head
    if clause.dep_ != "ccomp" or said.i > clause.i or said.tag_ != verb.tag_ or word is None or not word.is_speech:
        return None
    word = entry(said)
    return said if word is not None and word.is_speech else None


def _list_end(verb: Token, last: int) -> int:
    """Reach over a list that the parser broke off: "discussed the summit, the response to ..., and security"."""
    doc, end = verb.doc, verb.sent.end
    rest = [t for t in doc[last + 1 : end] if not t.is_space]
    if len(rest) < 2 or rest[0].lower_ not in (",", "and", "as", "or"):
        return last
    stop = next((t for t in rest if t.tag_ in FINITE and t.dep_ not in ("relcl", "acl", "aux", "auxpass")), None)
    if stop is not None:
        said = entry(stop)
        who = grammar.own_subject(stop)
        if said is None or who is None or who.i <= last:
            return last
        rest = [t for t in rest if t.i < who.left_edge.i]
    words = [t for t in rest if not t.is_punct and t.dep_ != "mark" and t.lower_ not in ("and", "or", "also")]
    if not words or words[0].tag_ not in LIST_WORDS or not any(t.lower_ in ("and", "or", "as") for t in rest):
        return last
    return max(t.i for t in words)


def _continues(context: Context, part: Token, last: int) -> bool:
    """Tell whether a part of the verb's phrase goes on with the content before it."""
    between = part.doc[last + 1 : part.left_edge.i]
    if part.dep_ not in GOES_ON or part.lower_ == "according":
        return False
    if any(not t.is_quote and not t.is_space for t in between):
        return False
    if part.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and c.lower_ in OTHER_CLAUSES for c in part.children):
        return False
    if part.dep_ == "prep":
        held = next((c for c in part.children if c.dep_ == "pobj"), None)
        return held is None or lemma(held) not in occasions()
    return not (part.tag_ == "VBG" and entry(part) is not None)


def spans(context: Context, tokens: list[Token]) -> tuple[Span, ...]:
    """Give the characters of some tokens, each run of neighbours a span."""
    found = (grammar.span(context.doc, run[0].i, run[-1].i) for run in grammar.runs(tokens))
    return tuple(f for f in found if f is not None)
