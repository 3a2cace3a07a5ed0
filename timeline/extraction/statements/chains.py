"""Chains of attribution: who spoke, and who tells of it ("Hegseth reaffirmed ..., the ministry said")."""

from functools import cache

from spacy.tokens import Doc

from timeline.extraction.actors import Actors
from timeline.extraction.language import lemma
from timeline.extraction.reading import Span
from timeline.extraction.statements.attribution import Attribution
from timeline.extraction.statements.cues import rows

# An outer statement is told by the ones inside it when they cover this share of it.
TOLD_SHARE = 0.5


class Chains:
    """The attributions of a text with whom each source denotes; all by index into the attributions."""

    def __init__(self, text: str, doc: Doc, actors: Actors, found: tuple[Attribution, ...]) -> None:
        """Resolve the speakers of all attributions once, in text order."""
        self._doc = doc
        self._actors = actors
        self._found = found
        self._persons = frozenset(p.id for p in actors.persons)
        self._speakers: list[tuple[str, ...]] = []
        for index in range(len(found)):
            self._speakers.append(self._resolve(index))

    def speakers(self, index: int) -> tuple[str, ...]:
        """Give the ids of those who speak in an attribution."""
        return self._speakers[index]

    def addressees(self, index: int) -> tuple[str, ...]:
        """Give the ids of those addressed."""
        span = self._found[index].addressee
        return self._actors.who(span) if span is not None else ()

    def told_by(self, index: int) -> tuple[str, ...]:
        """Give the ids of those who report what others say in an attribution."""
        outer = self._outer_speech(index)
        return self._speakers[outer] if outer is not None else ()

    def is_told(self, index: int) -> bool:
        """Tell whether an attribution gives no statement of its own: others inside it say it all, or it repeats its
        own speaker ("he said he had made clear ...")."""
        outer = self._outer_speech(index)
        if outer is not None and not self._speaks_for_itself(index, outer):
            return True
        inner = [
            k for k, a in enumerate(self._found) if self._is_inside(k, index) and self._speaks_for_itself(k, index)
        ]
        covered = sum(_width(span) for k in inner for span in _all_spans(self._found[k]))
        return bool(inner) and covered >= TOLD_SHARE * sum(map(_width, self._found[index].content))

    def _is_inside(self, inner: int, outer: int) -> bool:
        one = self._found[inner]
        return one.is_speech and bool(one.content) and self._outer_speech(inner) == outer

    def _speaks_for_itself(self, inner: int, outer: int) -> bool:
        """Tell whether the inner speaker is another than the outer one, and not merely a part of his words."""
        one, whole = self._found[inner], self._found[outer]
        mine, theirs = set(self._speakers[inner]), set(self._speakers[outer])
        if not mine or mine <= theirs or one.modality in ("denied", "hypothetical"):
            return False
        return not (whole.is_direct and self._persons & theirs and not self._persons & mine)

    def _outer_speech(self, index: int) -> int | None:
        outer = self._found[index].outer
        while outer is not None and not self._found[outer].is_speech:
            outer = self._found[outer].outer
        return outer

    def _resolve(self, index: int) -> tuple[str, ...]:
        item = self._found[index]
        if item.speaker is None:
            return ()
        found = self._actors.who(item.speaker)
        if found:
            return found
        noun = self._head(item.speaker)
        if noun not in _utterances():
            return ()
        inside = self._actors.inside(item.speaker)
        return tuple(dict.fromkeys(actor for mention in inside for actor in mention.actors)) or self._last_told(index)

    def _last_told(self, index: int) -> tuple[str, ...]:
        """Give whose statement "the statement" is: that of the last institution or person cited before it."""
        for before in range(index - 1, -1, -1):
            outer = self._outer_speech(before)
            cited = self._speakers[outer if outer is not None else before]
            if cited and self._found[before].is_speech:
                return cited if len(cited) == 1 else ()
        return ()

    def _head(self, span: Span) -> str:
        chunk = self._doc.char_span(*span, alignment_mode="expand")
        return lemma(chunk.root) if chunk is not None else ""


@cache
def _utterances() -> frozenset[str]:
    return frozenset(row[0] for row in rows("utterances.txt"))


def _all_spans(item: Attribution) -> tuple[Span, ...]:
    return (*item.source, *item.cue, *item.content)


def _width(span: Span) -> int:
    return span[1] - span[0]
