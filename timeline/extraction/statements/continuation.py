"""Find sentences that go on in the voice of the one before ("Talks resume, the ministry said. Aid will follow").

What an institution is said to have said goes on in a sentence that looks ahead ("will", "would"); what a person is said
to have said, cue first, in sentences that ask or commit ("Both sides should ...", "China is willing to ..."): an
account told in the past does not do so itself. A guess all the same, and marked by its confidence.
"""

from spacy.tokens import Doc, Token

from timeline.extraction.language import lemma
from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar
from timeline.extraction.statements.attribution import Attribution

AHEAD = frozenset({"will", "would", "shall", "'ll"})
ASKING = frozenset({"should", "must", "ought"})
WANTING = frozenset({"need", "attach", "hope", "oppose"})
WILLING = frozenset({"willing", "ready", "committed", "prepared", "opposed"})
PRESENT = frozenset({"VBZ", "VBP"})
# A cue that opens its sentence stands among so many words; a voice goes on for so many sentences.
LEADING_WORDS = 10
MAX_SENTENCES = 3


def after(doc: Doc, item: Attribution, found: tuple[Attribution, ...]) -> Span | None:
    """Give the sentence after an attribution whose cue ends its sentence, where it goes on in the same voice."""
    if item.is_direct or item.frame != "c" or item.outer is not None or item.cue[0][0] < item.content[-1][1]:
        return None
    content = _next(doc, doc[item.verb].sent.end - 1, found)
    if content is None or not _has_helper(_root(doc, content), AHEAD):
        return None
    return content


def onward(doc: Doc, item: Attribution, found: tuple[Attribution, ...]) -> list[Span]:
    """Give the sentences that go on after one which opens with its cue, as long as they ask or commit."""
    sentence = doc[item.verb].sent
    if item.is_direct or item.frame != "c" or item.outer is not None or item.verb - sentence.start > LEADING_WORDS:
        return []
    if item.cue[0][0] > item.content[0][0] or doc[item.verb].tag_ != "VBD":
        return []
    out: list[Span] = []
    last = sentence.end - 1
    while len(out) < MAX_SENTENCES:
        content = _next(doc, last, found)
        if content is None or not _asks(_root(doc, content)):
            break
        out.append(content)
        last = _root(doc, content).sent.end - 1
    return out


def _next(doc: Doc, last: int, found: tuple[Attribution, ...]) -> Span | None:
    """Give the sentence after a token, in the same paragraph, if nothing in it is attributed to anybody."""
    sentence = doc[last].sent
    if last + 1 >= len(doc) or any("\n" in t.text_with_ws for t in sentence):
        return None
    following = doc[last + 1].sent
    end = next((t.i for t in reversed(following) if not t.is_space and t.text != "."), following.start)
    content = grammar.span(doc, following.start, end)
    if content is None or any(
        start < content[1] and content[0] < end for a in found for start, end in (*a.source, *a.cue, *a.content)
    ):
        return None
    return content


def _root(doc: Doc, content: Span) -> Token:
    chunk = doc.char_span(*content, alignment_mode="expand")
    return doc[0] if chunk is None else chunk[0].sent.root


def _has_helper(root: Token, helpers: frozenset[str]) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in helpers for c in root.children)


def _asks(root: Token) -> bool:
    """Tell whether a sentence asks for something or commits to it, in the present."""
    if _has_helper(root, ASKING):
        return True
    if root.tag_ not in PRESENT:
        return False
    held = [root, *(c for c in root.children if c.dep_ in ("acomp", "conj", "attr"))]
    more = [c for token in held for c in token.children if c.dep_ == "acomp"]
    return lemma(root) in WANTING or any(token.lower_ in WILLING for token in (*held, *more))
