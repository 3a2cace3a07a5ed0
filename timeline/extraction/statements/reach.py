"""How far the content of a verb of speech reaches: over lists that the parser broke off, not into the next cue."""

from itertools import islice

from spacy.tokens import Token

from timeline.extraction.language import lemma
from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar
from timeline.extraction.statements.context import Context
from timeline.extraction.statements.cues import entry, occasions

# Parts that may follow the first part of a content and go on with it.
GOES_ON = (
    "prep",
    "xcomp",
    "ccomp",
    "oprd",
    "acomp",
    "advcl",
    "acl",
    "relcl",
    "prt",
    "pcomp",
    "dep",
    "agent",
    "appos",
    "dative",
)
# Clauses that tell of something else at the same time, and are no part of an object before them.
OTHER_CLAUSES = frozenset({"while", "as", "after", "before", "when", "although", "though", "whereas"})
# Frames whose content is a noun phrase, and may be a list; what a further item may begin with.
LISTS = frozenset("onptk")
LIST_WORDS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "PRP$", "RB", "IN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PLURAL = frozenset({"NNS", "NNPS"})
RELATIVE = frozenset({"who", "which", "that", "this", "these", "those"})
# Words that open, after a comma, the parts of what was just named: "their cooperation, both at sea and on land".
SPELLS_OUT = frozenset({"both", "including", "especially", "particularly", "notably"})
# What somebody speaks in, and what something is said during; a coming one is a part of what was agreed.
IN_TALKS = frozenset({"in", "over", "via", "during", "on"})
UTTERANCES = frozenset({"call", "conversation", "phone", "telephone", "readout", "statement", "interview", "tweet"})
TALKS = UTTERANCES | {"talk", "meeting", "discussion", "visit", "conference", "briefing"}
COMING = frozenset({"next", "upcoming", "coming", "future", "forthcoming", "planned"})


def reached(context: Context, verb: Token, child: Token, frame: str) -> tuple[Span, ...]:
    """Give the spans of a content from its first part on, as far as it reaches."""
    first = child.left_edge.i if frame != "p" else child.i + 1
    if frame == "i":
        first = next(c.i for c in child.children if c.tag_ == "TO")
    first = max(first, verb.i + 1)
    last = child.right_edge.i
    for other in sorted((c for c in verb.children if c.i > child.i), key=lambda c: c.i):
        if other.dep_ in ("punct", "cc") or other.i <= last or (other.tag_ == "RB" and not any(other.children)):
            continue
        goes_on = _continues(context, other, last) or _is_hyphenated(other, last)
        if not (goes_on or (frame == "c" and _is_in_same_breath(verb, other))):
            break
        last = other.right_edge.i
    while last > child.right_edge.i and (verb.doc[last].text == "." or verb.doc[last].is_space):
        last -= 1
    if frame in LISTS:
        last = _list_end(verb, last)
    last = _before_next_cue(verb, first, last)
    last = _before_other_speech(context, verb, first, last)
    if frame != "c":
        last = next((t.i - 1 for t in context.doc[first + 1 : last + 1] if _is_occasion(t, last)), last)
    return spans(context, [context.doc[i] for i in range(first, last + 1)])


def _before_next_cue(verb: Token, first: int, last: int) -> int:
    """Stop before a further verb of speech that the parser hung on the clause: "said it was late but conceded ..."."""
    for other in verb.doc[first + 1 : last + 1]:
        if other.dep_ == "conj" and other.tag_ in FINITE and (cue_before(other) == verb or _starts_anew(verb, other)):
            mark = next((t.i for t in reversed(verb.doc[first : other.i]) if t.dep_ == "cc"), other.i)
            return mark - 1
    return last


def _starts_anew(verb: Token, other: Token) -> bool:
    """Tell whether a clause in a row is the writer's again: "said it was late, and the minister agreed to wait"."""
    who, word = grammar.own_subject(other), entry(other)
    if who is None or word is None or not word.is_speech or other.tag_ != verb.tag_ or who.pos_ == "PRON":
        return False
    before = [t.lower_ for t in verb.doc[max(who.left_edge.i - 2, 0) : who.left_edge.i]]
    return who.i < other.i and before in ([",", "and"], [",", "while"], [",", "but"])


def cue_before(verb: Token) -> Token | None:
    """Give the verb of speech whose speaker goes on with this one, where the parser hung it on the clause between.

    In "She said it was late but conceded that ..." it is she who conceded: same tense, no subject of its own. In "She
    said the two had agreed on a date and set up a team" it is the two: verbs of speech in a row stay together.
    """
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or grammar.own_subject(verb) is not None:
        return None
    word, beside = entry(verb), _first_in_row(verb)
    if word is None or not word.is_speech or word.frames == {"n"}:
        return None
    if beside.tag_ == verb.tag_ and (beside.dep_ != "ccomp" or entry(beside) is not None):
        return None
    above = islice(beside.ancestors, grammar.MAX_CLIMB)
    said = next((t for t in above if grammar.is_verb(t) and t.tag_ == verb.tag_ and not _is_passed_over(t)), None)
    word = entry(said) if said is not None and said.i < beside.i else None
    return said if word is not None and word.is_speech else None


def _is_passed_over(verb: Token) -> bool:
    """Tell whether a verb on the way up to a cue is no rival of it: "it was good to ...", "he knew that ..."."""
    who = grammar.own_subject(verb)
    return entry(verb) is None and (lemma(verb) == "be" or (who is not None and who.pos_ == "PRON"))


def sharing(verb: Token) -> Token:
    """Give the verb whose subject is that of a verb of speech: its own, or of the cue that it goes on with."""
    found = cue_before(verb) or clause_before(verb) or gerund_of(verb)
    if found is None and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        found = cue_before(verb.head)
    return found or verb


def clause_before(verb: Token) -> Token | None:
    """Give the reported verb of speech of several that goes on with this one, where the parser hung it on the cue.

    In "Tokyo said the ministers discussed trade and agreed to meet" it is the ministers who agreed.
    """
    said = verb.head
    if verb.dep_ != "conj" or grammar.own_subject(verb) is not None or entry(said) is None:
        return None
    clause = next((c for c in said.children if c.dep_ == "ccomp" and said.i < c.i < verb.i), None)
    if clause is None or clause.tag_ != verb.tag_ or entry(clause) is None:
        return None
    who = grammar.own_subject(clause)
    return clause if who is not None and (who.tag_ in PLURAL or any(who.conjuncts)) else None


def _first_in_row(verb: Token) -> Token:
    while verb.dep_ == "conj":
        verb = verb.head
    return verb


def _before_other_speech(context: Context, verb: Token, first: int, last: int) -> int:
    """Stop before what was said at another time, or beside it: "agreed to meet as he thanked her", "..., adding that".

    A participle goes with the cue, and not with the clause before it, where nobody speaks in that clause.
    """
    for token in context.doc[first + 1 : last + 1]:
        word = entry(token) if token.dep_ in ("advcl", "conj") else None
        if word is None or not word.is_speech:
            continue
        if token.tag_ == verb.tag_:
            if token.dep_ == "conj":
                continue
            mark = next((c for c in token.children if c.lower_ in OTHER_CLAUSES and c.i < token.i), None)
            if mark is not None and mark.i > first:
                return mark.i - 1
        elif gerund_of(token) == verb and token.left_edge.i > first:
            return token.left_edge.i - 1
    return last


def gerund_of(token: Token) -> Token | None:
    """Give the verb of speech that a participle after a comma goes on with: "said it was late, adding that ..."."""
    word, clause = entry(token), token.head
    in_row = token.dep_ == "conj" and clause.tag_ == "VBG" and clause.dep_ == "pcomp"
    if not (token.dep_ == "advcl" or in_row) or token.tag_ != "VBG" or word is None or not word.frames & {"q", "c"}:
        return None
    if token.left_edge.i == 0 or token.left_edge.nbor(-1).text != "," or (entry(clause) is not None and not in_row):
        return None
    above = (t for t in islice(clause.ancestors, grammar.MAX_CLIMB) if grammar.is_verb(t))
    said = next((t for t in above if t.i < clause.i and (word := entry(t)) is not None and word.is_speech), None)
    return said if said is not None and said.tag_ in FINITE else None


def _is_occasion(token: Token, last: int) -> bool:
    """Tell whether a preposition opens the call or statement in which something was said, and that ends the content."""
    if token.dep_ != "prep" or token.lower_ not in IN_TALKS or token.right_edge.i < last:
        return False
    held = next((c for c in token.children if c.dep_ == "pobj"), None)
    if held is None or lemma(held) not in (TALKS if token.lower_ == "during" else UTTERANCES):
        return False
    return not any(t.lower_ in COMING for t in held.children)


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
    between = [t for t in part.doc[last + 1 : part.left_edge.i] if not t.is_quote and not t.is_space]
    if part.left_edge.lower_ in SPELLS_OUT and all(t.text == "," for t in between):
        return True
    if part.dep_ not in GOES_ON or part.lower_ == "according" or any(t.tag_ != "RB" for t in between):
        return False
    if part.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and c.lower_ in OTHER_CLAUSES for c in part.children):
        return False
    if part.dep_ == "prep":
        held = next((c for c in part.children if c.dep_ == "pobj"), None)
        word = entry(part.head)
        is_asked_for = word is not None and "t" in word.frames and part.lower_ in word.prepositions
        return held is None or is_asked_for or lemma(held) not in occasions()
    return not (part.tag_ == "VBG" and entry(part) is not None)


def _is_hyphenated(part: Token, last: int) -> bool:
    """Tell whether the parser broke a word at its hyphen: "the de-escalation"."""
    before = part.doc[last]
    return part.left_edge.i == last + 1 and not before.whitespace_ and "-" in (before.text, part.text)


def _is_in_same_breath(verb: Token, clause: Token) -> bool:
    """Tell whether a clause that the parser set beside the cue is reported, too: "says it is late but he is ready"."""
    if clause.dep_ != "conj" or not any(c.dep_ == "cc" and c.i < clause.i for c in verb.children):
        return False
    if any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        return True
    who, word = grammar.own_subject(clause), entry(clause)
    if who is None or clause.tag_ not in FINITE | {"VB"} or (word is not None and word.is_speech):
        return False
    is_against = any(c.dep_ == "cc" and c.lower_ == "but" and c.i < clause.left_edge.i for c in verb.children)
    return is_against and who.pos_ == "PRON" and who.lower_ not in RELATIVE


def spans(context: Context, tokens: list[Token]) -> tuple[Span, ...]:
    """Give the characters of some tokens, each run of neighbours a span."""
    found = (grammar.span(context.doc, run[0].i, run[-1].i) for run in grammar.runs(tokens))
    return tuple(f for f in found if f is not None)
