"""Quotations with the words that say whose they are.

A quotation belongs to the verb of speech that stands right after it ("...," she said), or right before it (he said:
"..."), or to the speaker of the quotation just before ("A," she said. "B."; unclosed paragraphs).
"""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from timeline.extraction.statements import cues, grammar
from timeline.extraction.statements.context import NONE, Context, QuoteTokens
from timeline.extraction.statements.cues import Verb

# A cue stands close to its quotation; farther off, the verb belongs to something else.
MAX_WINDOW = 45
# For a few words in quotation marks the cue must follow at once, subject and verb.
NEAR = 12
# No sentence is longer, in tokens; a text without a full stop must not be searched over and over.
MAX_SENTENCE = 150
BRACKETS = frozenset({"]", ")", "…"})
CLOSING_MARKS = frozenset({'"', "”", "''", "»"})
SENTENCE_END = frozenset(".?!")


@dataclass(slots=True)
class Said:
    """A verb of speech and the quotations that belong to it (indexes into `Context.quotes`)."""

    verb: Token
    entry: Verb
    subject: Token | None
    quotes: list[int] = field(default_factory=list)
    trailing: bool = False


def find(context: Context) -> tuple[list[Said], list[int]]:
    """Give each quoting verb with its quotations, and the whole quotations that no verb could be found for."""
    said: list[Said] = []
    by_verb: dict[int, Said] = {}
    alone: list[int] = []
    for number, quote in enumerate(context.quotes):
        whole = is_whole(context, quote)
        found = _trailing(context, number)
        if whole and found is None:
            found = _goes_on(context, number, said) or _leading(context, number)
        elif not whole and found is not None and _reported_already(context, quote, found):
            found = None
        if found is None:
            if whole:
                alone.append(number)
            continue
        same = by_verb.get(found.verb.i)
        if same is None:
            said.append(found)
            by_verb[found.verb.i] = found
        elif number not in same.quotes:
            same.quotes.append(number)
    return said, alone


def is_whole(context: Context, quote: QuoteTokens) -> bool:
    """Tell whether a quotation stands by itself, and is not a few words inside a sentence of the writer."""
    if quote.quote.continued:
        return True
    before = context.doc[quote.before] if quote.before >= 0 else None
    at_start = (
        before is None
        or before.is_space
        or context.paragraph_of[quote.before] != context.paragraph_of[quote.first]
        or before.text in SENTENCE_END
        or before.text in BRACKETS
        or context.quote_of[quote.before] != NONE
    )
    if at_start or before is None or before.text in (",", ":", "—", "-", "–", ";"):
        return True
    return context.doc[quote.first].text[0].isupper() and _is_quoting(before, context) is not None


def _reported_already(context: Context, quote: QuoteTokens, found: Said) -> bool:
    """Tell whether a few quoted words stand in a sentence that an earlier verb of speech reports."""
    start = sentence_start(context, quote)
    return any(_is_quoting(t, context) for t in context.doc[start : quote.first]) or found.verb.i - quote.last > NEAR


def sentence_start(context: Context, quote: QuoteTokens) -> int:
    """Give the first token of the sentence that a quotation ends: "The plan was "dead on arrival," he said."."""
    doc, first = context.doc, quote.first
    paragraph = context.paragraph_of[quote.first]
    while quote.first - first < MAX_SENTENCE and first > 0 and context.paragraph_of[first - 1] == paragraph:
        before = doc[first - 1]
        if context.quote_of[first - 1] == NONE and before.text in SENTENCE_END:
            break
        if context.quote_of[first - 1] not in (NONE, context.quote_of[quote.first]) and _ends_quotation(doc, first - 1):
            break
        first -= 1
    return first


def _ends_quotation(doc: Doc, mark: int) -> bool:
    return doc[mark].text in CLOSING_MARKS and doc[mark - 1].text in SENTENCE_END | {","}


def _goes_on(context: Context, number: int, said: list[Said]) -> Said | None:
    """Give the quoting verb of the quotation before, where this one goes on with it."""
    if not said or not said[-1].quotes:
        return None
    last = said[-1]
    quote, before = context.quotes[number], context.quotes[last.quotes[-1]]
    if quote.quote.continued:
        return last if last.quotes[-1] == number - 1 else None
    if context.paragraph_of[before.first] != context.paragraph_of[quote.first]:
        return None
    between = [t for t in context.doc[before.after : quote.before + 1] if not t.is_space]
    if not between:
        return last
    if not last.trailing or last.verb.i < before.last:
        return None
    ends = [t for t in between if t.text in SENTENCE_END and context.quote_of[t.i] == NONE]
    return last if len(ends) <= 1 and (not ends or ends[-1].i == between[-1].i) else None


def _window_after(context: Context, quote: QuoteTokens) -> list[Token]:
    out = []
    for token in context.doc[quote.after : quote.after + MAX_WINDOW]:
        if token.is_space and "\n" in token.text or context.quote_of[token.i] != NONE:
            break
        if token.text in SENTENCE_END:
            break
        out.append(token)
    return [t for t in out if not t.is_space]


def _window_before(context: Context, quote: QuoteTokens) -> list[Token]:
    out: list[Token] = []
    for i in range(quote.before, max(quote.before - MAX_WINDOW, -1), -1):
        token = context.doc[i]
        if token.is_space and "\n" in token.text or token.text in SENTENCE_END:
            break
        if context.quote_of[i] != NONE:
            if token.text not in "\"“”''``":
                continue
            continue
        out.append(token)
    return [t for t in reversed(out) if not t.is_space]


def _trailing(context: Context, number: int) -> Said | None:
    quote = context.quotes[number]
    if not quote.quote.closed:
        return None
    window = _window_after(context, quote)
    if not window or not (_ends_open(context, quote) or window[0].text in (",", "—", "-", "–")):
        return None
    words = [t for t in window if not t.is_punct]
    if not words or words[0].lower_ in ("and", "but", "which", "that", "while", "as", "who", "with"):
        return None
    for token in words:
        is_part = token.dep_ in ("aux", "auxpass", "relcl", "acl", "amod", "compound")
        if not grammar.is_verb(token) or (is_part and not grammar.is_misread(token)):
            continue
        entry = _is_quoting(token, context)
        if entry is None:
            if _in_subject(token, words):
                continue
            return None
        if _has_own_clause(context, token):
            return None
        who = _subject_near(token, words)
        return Said(token, entry, who, [number], trailing=True) if who is not None else None
    return None


def _ends_open(context: Context, quote: QuoteTokens) -> bool:
    """Tell whether a quotation ends so that its cue may follow: with a comma, a question, a dash."""
    end = context.text[quote.quote.start : quote.quote.end].rstrip("\"”'’» ")[-1:]
    after = context.doc[quote.after : quote.after + 1].text
    return end in ",?!…-—" or (end == "." and after[:1].islower())


def _has_own_clause(context: Context, verb: Token) -> bool:
    """Tell whether a verb has its content after it, so that the quotation before it is not its own."""
    for clause in verb.children:
        if clause.i > verb.i and clause.dep_ == "ccomp":
            number = context.quote_of[clause.i]
            if number == NONE or context.doc[context.quotes[number].before].text not in (",", ":", "—", "-"):
                return True
    return False


def _leading(context: Context, number: int) -> Said | None:
    quote = context.quotes[number]
    window = _window_before(context, quote)
    if not window or window[-1].text in SENTENCE_END:
        return None
    for token in reversed([t for t in window if not t.is_punct]):
        if not grammar.is_verb(token):
            continue
        entry = _is_quoting(token, context)
        if entry is None:
            continue
        who = grammar.subject(token)
        return Said(token, entry, who if who is None or who.i < token.i else None, [number])
    return None


def _in_subject(token: Token, words: list[Token]) -> bool:
    """Tell whether a verb is inside the phrase of a later verb's subject ("Lee, who leads the party, said")."""
    later = [t for t in words if t.i > token.i and grammar.is_verb(t) and cues.entry(t) is not None]
    return bool(later) and any(a.dep_ in ("relcl", "acl", "appos") for a in [token, *token.ancestors])


def _is_quoting(token: Token, context: Context) -> Verb | None:
    entry = cues.entry(token) if grammar.is_verb(token) else None
    if entry is None or not entry.is_speech or context.quote_of[token.i] != NONE:
        return None
    return entry if "q" in entry.frames else None


def _subject_near(verb: Token, words: list[Token]) -> Token | None:
    """Give the subject of a verb right after a quotation, by the parse, or by position where the parse fails."""
    inside = {t.i for t in words}
    own = grammar.own_subject(verb)
    if own is not None and own.i in inside:
        return own
    place = next(k for k, t in enumerate(words) if t.i == verb.i)
    before = [t for t in words[:place] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    after = [t for t in words[place + 1 :] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    if before and all(t.pos_ not in ("VERB",) for t in words[:place]):
        return before[0] if before[0].pos_ == "PRON" else _top(before[0], inside, verb)
    if after and place <= 1:
        return _top(after[0], inside, verb)
    found = grammar.subject(verb)
    return found if found is not None and found.i in inside else None


def _top(token: Token, inside: set[int], verb: Token) -> Token:
    while token.dep_ in ("compound", "poss", "amod", "nmod", "det") and token.head.i in inside and token.head != verb:
        token = token.head
    return token
