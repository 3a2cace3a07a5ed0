"""Give tokens their parts of speech by the model's own rules, each looked up once.

The model's attribute ruler matches some 180 rules at every token, a third of the time of parsing. Nearly all of them
look at one token alone: its tag, its dependency, whether it is one of a few words. So what they make of a token is kept
and found again; where one of the few rules on several tokens fits, the rules are asked about those. Lemmas and
morphology, which nothing here reads, are left out.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token

SET = frozenset({"POS", "TAG", "DEP"})
SEEN = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
# A token as the rules see it: its word, if any rule names it; whether it is blank; its tag; its dependency.
Key = tuple[int, int, int, int]
# What the rules make of it: its part of speech, tag and dependency.
Parts = tuple[int, int, int]


class PartsOfSpeech:
    """The rules of an attribute ruler, as far as they set parts of speech, tags and dependencies."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """Take the rules apart; raise ValueError if one looks at more of a token than is kept here."""
        self._vocab = ruler.vocab
        self._rules, self._longer = AttributeRuler(ruler.vocab), AttributeRuler(ruler.vocab)
        words: set[str] = set()
        rules: list[dict[str, Any]] = ruler.patterns
        for rule in rules:
            if not SET & rule["attrs"].keys():
                continue
            self._rules.add(rule["patterns"], rule["attrs"], rule["index"])
            words |= {word for pattern in rule["patterns"] if len(pattern) == 1 for word in _words(pattern[0])}
            if longer := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._longer.add(longer, rule["attrs"], rule["index"])
        self._named = {ruler.vocab.strings.add(word) for word in words}
        self._known: dict[Key, Parts] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the parts of speech of all tokens."""
        if not len(doc):
            return doc
        named, known = self._named, self._known
        seen = [
            (word if word in named else 0, is_blank, tag, dep)
            for word, is_blank, tag, dep in doc.to_array(["LOWER", "IS_SPACE", "TAG", "DEP"]).tolist()
        ]
        for place, key in enumerate(seen):
            if key not in known:
                (known[key],) = self._asked([doc[place]])
        parts = [known[key] for key in seen]
        for start, end in _apart((start, end) for *_, start, end in self._longer.match(doc)):
            parts[start:end] = self._asked(list(doc[start:end]))
        for place, (key, part) in enumerate(zip(seen, parts, strict=True)):
            if key[2:] != part[1:]:
                doc[place].tag, doc[place].dep = part[1:]
        column: Any = numpy.array([part[:1] for part in parts], dtype="uint64")
        return doc.from_array(["POS"], column)

    def _asked(self, tokens: Sequence[Token]) -> list[Parts]:
        """Give what the rules make of some tokens alone."""
        alone = Doc(self._vocab, words=[token.text for token in tokens])
        for copy, token in zip(alone, tokens, strict=True):
            copy.tag, copy.dep = token.tag, token.dep
        return [(token.pos, token.tag, token.dep) for token in self._rules(alone)]


@Language.factory("parts_of_speech")
def make_parts_of_speech(nlp: Language, name: str) -> PartsOfSpeech:
    """Make the component from the attribute ruler of a pipeline, which may then rest."""
    return PartsOfSpeech(nlp.get_pipe("attribute_ruler"))  # type: ignore[arg-type]


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the spans in order, those that share a token as one: each rule sees all that it fits."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            start, end = apart[-1][0], max(end, apart.pop()[1])
        apart.append((start, end))
    return apart


def _words(token: dict[str, Any]) -> list[str]:
    """Give the words that a rule on one token names; raise ValueError where it looks at anything unforeseen."""
    word = token.get("LOWER", [])
    words = [word] if isinstance(word, str) else word.get("IN", []) if isinstance(word, dict) else word
    if not token.keys() <= SEEN or (isinstance(word, dict) and word.keys() != {"IN"}):
        raise ValueError(f"the model has a rule of another kind: {token}")
    return list(words)
