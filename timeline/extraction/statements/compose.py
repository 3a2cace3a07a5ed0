"""Make Statements of attributions: chains resolved to who spoke, lists split, the act decided."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from timeline.extraction.actors import Actors
from timeline.extraction.document import Document
from timeline.extraction.language import lemma
from timeline.extraction.reading import Relevance, Span, Statement
from timeline.extraction.statements import acts, continuation, grammar, pieces, talks
from timeline.extraction.statements.attribution import Attribution
from timeline.extraction.statements.chains import Chains
from timeline.extraction.statements.cues import ACT_BY_CONTENT, meeting_words
from timeline.extraction.statements.quotes import Quote, find_quotes

# What calls and meetings do by themselves, and what marks one as known.
KNOWN = frozenset({"the", "this", "their", "that"})
TAKING_PLACE = frozenset({"last", "occur", "happen", "begin", "end"})
# A quotation of so few capitalised words is a name or a title, and no quotation.
MAX_NAME_WORDS = 4
# What a noun tells of ("his pledge to ...") is a statement where it still binds: not a denial or a remark of the past.
LASTING = frozenset({"pledge", "call_for", "warn", "propose"})
# Frames of a noun or infinitive: with no known speaker they are too often no speech at all ("the plan calls for").
NOUN_FRAMES = frozenset("oinptum")
# As participles they only name a source: "citing the ministry".
CITING = frozenset({"reference", "cite", "quote"})
POINTERS = frozenset({"this", "that", "it", "these", "those", "so", "which"})
# The frame of a passive that names nobody.
PASSIVE = "j"
# How often a statement found in each way was right, content and speaker, on 64 marked readouts and wire stories: of
# persons' quotations 93 in 100, of clauses and objects 85 to 95; of an institution's 71, of few words 70,
# with nobody to name for the source none.
QUOTE_CONFIDENCE = 0.9
CONFIDENCE = {"c": 0.87, "t": 0.87, "n": 0.87, "i": 0.87, "u": 0.87, "m": 0.4, "l": 0.5}
OTHER_CONFIDENCE = 0.85
INSTITUTION = 0.12
MIN_WORDS = 3
FEW_WORDS = 0.2
NO_SPEAKER = 0.35
NOT_ASSERTED = 0.2
GOES_ON_CONFIDENCE = 0.4
# Attributions stand in text order: those that could share a sentence with one are among so many next to it.
NEAR = 12
LEADING = re.compile(r"(?:that\s+|[“\"„«‘'`]+\s*|,\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Maker:
    """What the making of statements needs of a text."""

    document: Document
    doc: Doc
    actors: Actors
    chains: Chains
    quotes: tuple[Quote, ...]


def statements(document: Document, doc: Doc, actors: Actors, found: tuple[Attribution, ...]) -> tuple[Statement, ...]:
    """Give the statements of a text's communications, in text order."""
    maker = Maker(document, doc, actors, Chains(document.text, doc, actors, found), find_quotes(document))
    out: list[Statement] = []
    for index, item in enumerate(found):
        if not item.is_speech or not item.content or maker.chains.is_own_words(index):
            continue
        if item.frame == PASSIVE and not maker.chains.speakers(index):
            continue
        is_aside = _is_aside(maker, index, item)
        for content in pieces.cut(doc, document.text, item):
            relevance: Relevance = "other" if is_aside or maker.chains.is_told(index, content) else "diplomatic"
            out.append(_statement(maker, index, item, content, f"s{len(out) + 1}", relevance))
        near = found[max(index - NEAR, 0) : index + NEAR]
        for more in () if is_aside else _goes_on(maker, index, item, near):
            said = _statement(maker, index, item, (more,), f"s{len(out) + 1}", "diplomatic")
            out.append(replace(said, act=acts.by_content(document.text[slice(*more)]), confidence=GOES_ON_CONFIDENCE))
    return tuple(out)


def _goes_on(maker: Maker, index: int, item: Attribution, near: tuple[Attribution, ...]) -> list[Span]:
    """Give the sentences after an attribution that go on in its voice."""
    if maker.chains.is_institution(index):
        more = continuation.after(maker.doc, item, near)
        return [more] if more is not None else []
    return continuation.onward(maker.doc, item, near) if maker.chains.speakers(index) else []


def _is_aside(maker: Maker, index: int, item: Attribution) -> bool:
    """Tell whether an attribution is kept for the record only, and belongs on no timeline.

    Headlines say again what the text says; a source that nobody can be named for, a denied cue ("did not say"), a noun
    that tells of past words and the bare report that a call took place are no statements of diplomacy.
    """
    heads = [p for p in (maker.document.title, maker.document.subtitle) if p is not None]
    if any(p.start <= item.content[0][0] < p.end for p in heads):
        return True
    if (
        not (item.source or maker.chains.speakers(index))
        or item.modality in ("denied", "hypothetical")
        or _only_tells_of_meeting(maker.doc, item)
    ):
        return True
    if item.frame == "m" and (item.outer is not None or item.act not in LASTING):
        return True
    if (
        _says_nothing(maker, item)
        or maker.chains.is_beside(index)
        or (item.frame in NOUN_FRAMES and _is_part_of_noun(maker.doc[item.verb]))
    ):
        return True
    return item.frame in NOUN_FRAMES and not maker.chains.speakers(index) and not maker.chains.is_figure(index)


def _says_nothing(maker: Maker, item: Attribution) -> bool:
    """Tell whether an attribution only points at something: "This was reported by him", "referring to the port"."""
    words = " ".join(maker.document.text[start:end] for start, end in item.content)
    if words.lower() in POINTERS:
        return True
    is_participle = maker.doc[item.verb].tag_ == "VBG"
    return is_participle and (item.lemma == "refer" or item.lemma in CITING and _is_actor(maker, item.content[0]))


def _is_actor(maker: Maker, content: Span) -> bool:
    """Tell whether a content is no more than the name of a person or body."""
    chunk = maker.doc.char_span(*content, alignment_mode="expand")
    mention = maker.actors.at(chunk.root.idx) if chunk is not None else None
    return mention is not None and bool(mention.actors)


def _is_part_of_noun(verb: Token) -> bool:
    """Tell whether a verb only says what a noun is about: "leadership in addressing threats"."""
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.head.pos_ in ("NOUN", "PROPN")


def _only_tells_of_meeting(doc: Doc, item: Attribution) -> bool:
    """Tell whether a content says no more than that a call or meeting took place."""
    if item.frame not in ("c", "a", "q") or len(item.content) > 1:
        return False
    chunk = doc.char_span(*item.content[0], alignment_mode="expand")
    if chunk is None or (item.is_direct and chunk[0].sent != chunk[-1].sent):
        return False
    return _meets(chunk.root) and not any(_meets_not(c) for c in chunk.root.conjuncts)


def _meets(root: Token) -> bool:
    if _takes_place(root):
        return True
    if not talks.is_meeting(root) or any(c.dep_ == "aux" and c.tag_ in ("MD", "TO") for c in root.children):
        return False
    return all(c.dep_ not in ("ccomp", "xcomp", "neg") and c.lower_ != "about" for c in root.children)


def _takes_place(root: Token) -> bool:
    """Tell "the call took place on Monday", "the talks lasted an hour": that a meeting took place may be news."""
    about = grammar.own_subject(root)
    if about is None or lemma(about) not in meeting_words() or not any(c.lower_ in KNOWN for c in about.children):
        return False
    return lemma(root) in TAKING_PLACE or (lemma(root) == "take" and any(c.lower_ == "place" for c in root.children))


def _meets_not(token: Token) -> bool:
    return token.pos_ == "VERB" and lemma(token) not in meeting_words()


def _statement(
    maker: Maker, index: int, item: Attribution, content: tuple[Span, ...], name: str, relevance: Relevance
) -> Statement:
    text = maker.document.text
    content = _trimmed(maker, item, content)
    words = " ".join(text[s:e] for s, e in content)
    speakers = maker.chains.speakers(index)
    return Statement(
        id=name,
        speakers=speakers,
        act=(item.act == ACT_BY_CONTENT and maker.chains.own_act(index))
        or acts.decide(item.act, words, _head_noun(maker.doc, content[0]), len(speakers) > 1),
        source=item.source,
        cue=item.cue,
        content=content,
        direct_quote=_is_quoted(maker, content),
        addressees=tuple(a for a in maker.chains.addressees(index) if a not in speakers),
        attributed_to=tuple(a for a in maker.chains.told_by(index) if a not in speakers),
        modality=item.modality,
        relevance=relevance,
        confidence=_confidence(item, _words(text, item.content), bool(speakers), maker.chains.is_institution(index)),
    )


def _words(text: str, content: tuple[Span, ...]) -> int:
    return sum(len(text[start:end].split()) for start, end in content)


def _confidence(item: Attribution, words: int, has_speaker: bool, is_institution: bool) -> float:
    """Weigh how a statement was found: what few words or an institution alone say errs more often than the rest."""
    weight = QUOTE_CONFIDENCE if item.is_direct else CONFIDENCE.get(item.frame, OTHER_CONFIDENCE)
    weight -= 0 if has_speaker else NO_SPEAKER
    weight -= INSTITUTION if is_institution else 0
    weight -= FEW_WORDS if words <= MIN_WORDS and not item.is_direct else 0
    return round(weight - (0 if item.modality == "asserted" else NOT_ASSERTED), 2)


def _trimmed(maker: Maker, item: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out what leads in: "that", opening marks, the person addressed."""
    (start, end), *rest = content
    text = maker.document.text
    if item.addressee is not None and item.addressee[0] == start and item.addressee[1] < end:
        start = item.addressee[1]
    found = LEADING.match(text, start, end)
    while start < end and text[start].isspace():
        start += 1
    found = LEADING.match(text, start, end)
    if found is not None and found.end() < end:
        start = found.end()
    return ((start, end), *rest)


def _is_quoted(maker: Maker, content: tuple[Span, ...]) -> bool:
    """Tell whether some of a content stands in quotation marks, names in marks not counted."""
    for start, end in content:
        for quote in maker.quotes[bisect_left(maker.quotes, start, key=_quote_end) :]:
            if quote.start >= end:
                break
            words = maker.document.text[max(start, quote.start) : min(end, quote.end)].strip("“”\"'‘’„«»` ,.").split()
            if words and (len(words) > MAX_NAME_WORDS or any(w[0].islower() for w in words)):
                return True
    return False


def _quote_end(quote: Quote) -> int:
    return quote.end


def _head_noun(doc: Doc, span: Span) -> str | None:
    chunk = doc.char_span(*span, alignment_mode="expand")
    return lemma(chunk.root) if chunk is not None else None
