"""Chains of attribution: who spoke, and who tells of it ("Hegseth reaffirmed ..., the ministry said")."""

import itertools
import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from timeline.extraction.actors import Actors
from timeline.extraction.language import lemma
from timeline.extraction.reading import Span
from timeline.extraction.statements import grammar, reach, talks
from timeline.extraction.statements.attribution import Attribution
from timeline.extraction.statements.cues import ACT_BY_CONTENT, meeting_words, rows, utterances

# An outer statement is told by the ones inside it when they cover this share of it.
# How many attributions back "the statement" may lie whose author the text has named.
MAX_BACK = 20
TOLD_SHARE = 0.5
# Acts of verbs that only pass on what is said; any other verb takes a stand of its own on it ("welcomed that ...").
PASSING_ON = frozenset({"-", "announce", "note", "confirm", "share_assessment"})
# What the parties of talks do together, and the words that stand for them.
JOINT = frozenset({"discuss", "agree", "share_assessment", "reaffirm", "confirm", "stress"})
PLURAL = frozenset({"they", "both", "the two"})
# Acts that saying one does them, does: "he said he condemned it".
PERFORMED = frozenset(
    {"reaffirm", "condemn", "welcome", "congratulate", "express_gratitude", "stress", "discuss", "agree"}
)
# What stands between the names of a row.
AND = re.compile(r",? (?:and )?")
FIRST_PERSON = frozenset({"i", "we"})
FIGURES = frozenset({"title", "group"})


class Chains:
    """The attributions of a text with whom each source denotes; all by index into the attributions."""

    def __init__(self, text: str, doc: Doc, actors: Actors, found: tuple[Attribution, ...]) -> None:
        """Resolve the speakers of all attributions once."""
        self._text = text
        self._doc = doc
        self._actors = actors
        self._found = found
        self._inside: dict[int, list[int]] = {}
        for index, item in enumerate(found):
            outer = self._outer_speech(index)
            if outer is not None and item.is_speech:
                self._inside.setdefault(outer, []).append(index)
        self._persons = frozenset(p.id for p in actors.persons)
        self._media = frozenset(o.id for o in actors.organizations if o.name in _media())
        self._talks = tuple(self._talks_in(doc))
        self._speakers = [self._named(item) for item in found]
        for index, item in enumerate(found):
            if item.speaker is not None and not self._speakers[index]:
                self._speakers[index] = self._of_utterance(index, item.speaker)
            self._speakers[index] = self._without_inner(index)
            if not self._speakers[index] and (item.is_joint or self._is_of_several(index)):
                self._speakers[index] = self._parties_before(index)

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

    def is_own_words(self, index: int) -> bool:
        """Tell whether an attribution is only part of what its own speaker says: "he said he had made clear ..."."""
        outer = self._outer_speech(index)
        return outer is not None and not self._speaks_for_itself(index, outer)

    def is_told(self, index: int, content: tuple[Span, ...]) -> bool:
        """Tell whether a part of an attribution's content is what somebody else says: his statement replaces it."""
        inner = [k for k in self._inside.get(index, ()) if self._speaks_for_itself(k, index)]
        if inner and self.is_media(index):
            return True
        if self._found[index].act not in PASSING_ON:
            return False
        inner = [k for k in inner if self._touches(k, content)]
        if not inner:
            return False
        if any(self._is_main(k, content) for k in inner):
            return True
        covered = sum(_width(span) for k in inner for span in _all_spans(self._found[k]))
        return covered >= TOLD_SHARE * sum(map(_width, content))

    def own_act(self, index: int) -> str | None:
        """Give the act of the verb that a speaker says of himself: "added that he reiterated his support"."""
        item = self._found[index]
        for k in self._inside.get(index, ()):
            if self._found[k].act in PERFORMED and self.is_own_words(k) and self._is_main(k, item.content):
                return self._found[k].act if self._found[k].modality == "asserted" else None
        return None

    def is_institution(self, index: int) -> bool:
        """Tell whether a government, ministry or body speaks, and no person and no news outlet."""
        mine = set(self._speakers[index])
        return bool(mine) and not mine & self._persons and not mine & self._media

    def is_media(self, index: int) -> bool:
        """Tell whether news outlets, and nobody else, speak."""
        return bool(self._speakers[index]) and set(self._speakers[index]) <= self._media

    def is_beside(self, index: int) -> bool:
        """Tell whether an attribution is only what somebody takes a stand on: "welcomed that Norway pledged aid"."""
        outer = self._outer_speech(index)
        return outer is not None and not self._found[outer].is_direct and self._found[outer].act not in PASSING_ON

    def is_figure(self, index: int) -> bool:
        """Tell whether an office or a group speaks that the text does not name: "the President", "the leaders"."""
        span = self._found[index].speaker
        if span is None:
            return False
        return self._text[slice(*span)].lower() in PLURAL or any(m.kind in FIGURES for m in self._actors.inside(span))

    def _touches(self, index: int, content: tuple[Span, ...]) -> bool:
        cue = self._found[index].cue or self._found[index].content
        return any(start <= cue[0][0] < end for start, end in content)

    def _is_main(self, index: int, content: tuple[Span, ...]) -> bool:
        """Tell whether the verb of an attribution is the main verb of some words, or stands in a row with it."""
        verb = reach.sharing(self._doc[self._found[index].verb])
        if verb.dep_ == "advcl" and verb.tag_ == "VBG":
            verb = verb.head
        for start, end in content:
            chunk = self._doc.char_span(start, end, alignment_mode="expand")
            if chunk is not None and chunk.start <= verb.i < chunk.end:
                roots = [t for t in chunk if t.dep_ == "ROOT" or not chunk.start <= t.head.i < chunk.end]
                return any(verb == root or verb in root.conjuncts for root in roots)
        return False

    def _speaks_for_itself(self, inner: int, outer: int) -> bool:
        """Tell whether the inner speaker is another than the outer one, and not merely a part of his words."""
        one, whole = self._found[inner], self._found[outer]
        mine, theirs = set(self._speakers[inner]), set(self._speakers[outer])
        if not mine or mine <= theirs or one.modality in ("denied", "hypothetical") or self._is_his_side(mine, theirs):
            return False
        is_pact = one.act == "agree" and len(mine) > 1 and whole.act == ACT_BY_CONTENT
        if self._is_of_states(mine, theirs) and not is_pact:
            return False
        if not whole.is_direct:
            return True
        if self._is_in_first_person(whole):
            return False
        verb = self._doc[one.verb]
        in_progress = verb.tag_ == "VBG" and not (verb.dep_ == "advcl" and verb.left_edge.nbor(-1).text == ",")
        strangers = not (self._persons & theirs and not self._persons & mine)
        return strangers and not in_progress and self._is_main(inner, whole.content)

    def _is_his_side(self, mine: set[str], theirs: set[str]) -> bool:
        """Tell whether a person says of his own country's government what it does: "he said Rome agreed to wait"."""
        if not theirs or theirs - self._persons or mine & self._persons:
            return False
        return {self._actors.country_of(a) for a in mine} == {self._actors.country_of(a) for a in theirs} != {None}

    def _is_of_states(self, mine: set[str], theirs: set[str]) -> bool:
        """Tell whether a person tells what governments alone did: "he said Oman had invited him" is news of his."""
        return bool(theirs & self._persons) and not mine & self._persons

    def _is_in_first_person(self, whole: Attribution) -> bool:
        """Tell whether a quotation has "I" or "we" as a subject: its speaker speaks for himself."""
        chunks = (self._doc.char_span(*span, alignment_mode="expand") for span in whole.content)
        return any(
            t.lower_ in FIRST_PERSON and t.dep_ == "nsubj" for chunk in chunks if chunk is not None for t in chunk
        )

    def _outer_speech(self, index: int) -> int | None:
        outer = self._found[index].outer
        while outer is not None and not self._found[outer].is_speech:
            outer = self._found[outer].outer
        return outer

    def _named(self, item: Attribution) -> tuple[str, ...]:
        """Give who speaks by the words at hand, and with whom."""
        who = self._actors.who(item.speaker) if item.speaker is not None else ()
        if len(who) == 1 and item.speaker is not None:
            who = self._joined(item.speaker) or who
        if len(who) > 1 and item.speaker is not None:
            who = self._without_place(who, item.speaker)
        others = self._actors.who(item.company) if who and item.company is not None else ()
        return tuple(dict.fromkeys((*who, *others)))

    def _joined(self, span: Span) -> tuple[str, ...]:
        """Give those named one after the other from the first word on, also where the parser hung one on the next."""
        names = [m for m in self._actors.inside(span) if m.kind == "name"]
        if len(names) < 2 or names[0].start != span[0]:  # noqa: PLR2004 - a row has two or more
            return ()
        gaps = [self._text[one.end : two.start] for one, two in itertools.pairwise(names)]
        if names[-1].end != span[1] or not all(AND.fullmatch(gap) for gap in gaps):
            return ()
        return tuple(dict.fromkeys(actor for m in names for actor in m.actors))

    def _without_place(self, who: tuple[str, ...], span: Span) -> tuple[str, ...]:
        """Leave out the capital in which several speak: "in the Thai capital Bangkok, X and Y called on ..."."""
        places = [m for m in self._actors.inside(span) if m.kind == "metonym" and self._doc[m.head].dep_ == "appos"]
        seats = {actor for m in places for actor in m.actors}
        return tuple(actor for actor in who if actor not in seats) or who

    def _is_of_several(self, index: int) -> bool:
        """Tell whether "they" or a group that nobody could be found for does what the parties of talks do together."""
        span = self._found[index].speaker
        if span is None or self._found[index].act not in JOINT:
            return False
        return self._text[slice(*span)].lower() in PLURAL or any(
            m.kind == "group" and not m.actors for m in self._actors.inside(span)
        )

    def _without_inner(self, index: int) -> tuple[str, ...]:
        """Leave out of those behind "the statement" whoever it tells about: a readout is not by whom it names."""
        mine = self._speakers[index]
        span = self._found[index].speaker
        if span is None or self._head(span) not in utterances():
            return mine
        told = {actor for k in self._inside.get(index, ()) for actor in self._speakers[k]}
        return tuple(actor for actor in mine if actor not in told)

    def _parties_before(self, index: int) -> tuple[str, ...]:
        """Give the parties of the talks that the text is at: those who last spoke together, or met."""
        at = (self._found[index].cue or self._found[index].content)[0][0]
        for before in range(index - 1, max(index - 1 - MAX_BACK, -1), -1):
            who = self._speakers[before]
            both = tuple(dict.fromkeys((*who, *self.addressees(before))))
            if self._found[before].is_speech and (len(who) > 1 or (len(both) > 1 and self._persons >= set(both))):
                return who if len(who) > 1 else both
        return next((who for start, who in reversed(self._talks) if start < at), ())

    def _talks_in(self, doc: Doc) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give where the text tells that some met or talked, and who they are."""
        for token in doc:
            if token.tag_ not in ("VBD", "VBN", "VBZ") or not talks.is_meeting(token):
                continue
            subject, company = grammar.subject(token), talks.company(token)
            spans = (grammar.noun_phrase(subject, token) if subject is not None else None, company)
            who = tuple(dict.fromkeys(actor for span in spans if span is not None for actor in self._actors.who(span)))
            if len(who) > 1:
                yield token.idx, who

    def _of_utterance(self, index: int, source: Span) -> tuple[str, ...]:
        """Give who speaks in "the statement", "their call": those it names, else whom the text cited last."""
        if self._head(source) not in utterances():
            return ()
        named = dict.fromkeys(actor for mention in self._actors.inside(source) for actor in mention.actors)
        found = self._without_place(tuple(named), source)
        if not found and self._head(source) in meeting_words():
            found = self._parties_before(index)
        return found or self._last_told(index)

    def _last_told(self, index: int) -> tuple[str, ...]:
        """Give whose statement "the statement" is: that of the last institution or person cited before it."""
        for before in range(index - 1, max(index - 1 - MAX_BACK, -1), -1):
            outer = self._outer_speech(before)
            cited = self._speakers[outer if outer is not None else before]
            if len(cited) == 1 and self._found[before].is_speech:
                return cited
        return ()

    def _head(self, span: Span) -> str:
        chunk = self._doc.char_span(*span, alignment_mode="expand")
        return lemma(chunk.root) if chunk is not None and chunk.root.pos_ != "PROPN" else ""


@cache
def _media() -> frozenset[str]:
    return frozenset(row[0] for row in rows("organizations.tsv") if row[3:] == ["media"])


def _all_spans(item: Attribution) -> tuple[Span, ...]:
    return (*item.source, *item.cue, *item.content)


def _width(span: Span) -> int:
    return span[1] - span[0]
