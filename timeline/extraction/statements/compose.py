"""Make Statements of attributions: chains resolved to who spoke, lists split, the act decided."""

import re

from spacy.tokens import Doc

from timeline.extraction.actors import Actors
from timeline.extraction.document import Document
from timeline.extraction.language import lemma
from timeline.extraction.reading import Span, Statement
from timeline.extraction.statements import acts
from timeline.extraction.statements.attribution import Attribution

# Of an outer content, what must remain beside the statements inside it to be a statement of its own, in words.
MIN_REST_WORDS = 4
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"[“\"„«‘](?=\S)([^”\"»]*)")


def statements(document: Document, doc: Doc, actors: Actors, found: tuple[Attribution, ...]) -> tuple[Statement, ...]:
    """Give the statements of a text's communications, in text order."""
    out: list[Statement] = []
    for index, item in enumerate(found):
        if not item.is_speech or not item.content or _in_title(document, item):
            continue
        if any(_speaks_inside(found, inner, index, actors) for inner in range(len(found))):
            continue
        if _repeats_itself(found, item, actors):
            continue
        out.append(_statement(document, doc, actors, found, item, f"s{len(out) + 1}"))
    return tuple(out)


def _in_title(document: Document, item: Attribution) -> bool:
    heads = [p for p in (document.title, document.subtitle) if p is not None]
    return any(p.start <= item.content[0][0] < p.end for p in heads)


def _speakers(actors: Actors, item: Attribution) -> tuple[str, ...]:
    return actors.who(item.speaker) if item.speaker is not None else ()


def _speaks_inside(found: tuple[Attribution, ...], inner: int, outer: int, actors: Actors) -> bool:
    """Tell whether an attribution inside another says all that the outer one reports, by another speaker."""
    one, whole = found[inner], found[outer]
    if one.outer != outer or not one.is_speech or not one.content:
        return False
    if set(_speakers(actors, one)) <= set(_speakers(actors, whole)):
        return False
    covered = sum(e - s for s, e in [*one.source, *one.cue, *one.content])
    return covered * 2 >= sum(e - s for s, e in whole.content)


def _repeats_itself(found: tuple[Attribution, ...], item: Attribution, actors: Actors) -> bool:
    """Tell whether a statement is only a part of what its own speaker says: "he said he had made clear ..."."""
    if item.outer is None:
        return False
    outer = found[item.outer]
    if not outer.is_speech:
        return False
    mine, theirs = _speakers(actors, item), _speakers(actors, outer)
    return not mine or set(mine) <= set(theirs)


def _statement(
    document: Document, doc: Doc, actors: Actors, found: tuple[Attribution, ...], item: Attribution, name: str
) -> Statement:
    outer = found[item.outer] if item.outer is not None else None
    text = " ".join(document.text[s:e] for s, e in item.content)
    return Statement(
        id=name,
        speakers=_speakers(actors, item),
        act=acts.decide(item.act, text, _head_noun(doc, item.content[0])),
        source=item.source,
        cue=item.cue,
        content=item.content,
        direct_quote=is_quoted(document.text, item.content),
        addressees=actors.who(item.addressee) if item.addressee is not None else (),
        attributed_to=_speakers(actors, outer) if outer is not None and outer.is_speech else (),
        modality=item.modality,
        confidence=0.9 if item.is_direct else 0.7,
    )


def is_quoted(text: str, content: tuple[Span, ...]) -> bool:
    """Tell whether some of a content stands in quotation marks, names in marks not counted."""
    for start, end in content:
        for quoted in QUOTED.finditer(text, max(start - 1, 0), end):
            words = quoted.group(1).split()
            if words and (len(words) > 4 or any(w[0].islower() for w in words)):
                return True
    return False


def _head_noun(doc: Doc, span: Span) -> str | None:
    chunk = doc.char_span(*span, alignment_mode="expand")
    return lemma(chunk.root) if chunk is not None else None
