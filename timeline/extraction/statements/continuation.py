"""Find sentences that go on in the voice of the one before ("Talks resume, the ministry said. Aid will follow").

Only what an institution is said to have said goes on so, and only in a sentence that looks ahead ("will", "would"): the
same tense of prediction shows the same voice. A guess all the same, and marked by its confidence.
"""

from spacy.tokens import Doc

from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar
from timeline.extraction.statements.attribution import Attribution

AHEAD = frozenset({"will", "would", "shall", "'ll"})


def after(doc: Doc, item: Attribution, found: tuple[Attribution, ...]) -> Span | None:
    """Give the sentence after an attribution whose cue ends its sentence, where it goes on in the same voice."""
    if item.is_direct or item.frame != "c" or item.outer is not None or item.cue[0][0] < item.content[-1][1]:
        return None
    sentence = doc[item.verb].sent
    if sentence.end >= len(doc) or any("\n" in t.text_with_ws for t in sentence):
        return None
    following = doc[sentence.end].sent
    last = next((t.i for t in reversed(following) if not t.is_space and t.text != "."), following.start)
    content = grammar.span(doc, following.start, last)
    if content is None or not any(c.dep_ == "aux" and c.lower_ in AHEAD for c in following.root.children):
        return None
    if any(start < content[1] and content[0] < end for a in found for start, end in (*a.source, *a.cue, *a.content)):
        return None
    return content
