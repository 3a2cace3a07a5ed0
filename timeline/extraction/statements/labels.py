"""Speakers named by a label and a colon: headlines ("Lopez: Talks will resume"), transcripts ("LOPEZ: We ...")."""

import re
from bisect import bisect_left
from functools import cache

from spacy.tokens import Token

from timeline.extraction.reading import Span
from timeline.extraction.statements.attribution import Attribution
from timeline.extraction.statements.context import Context
from timeline.extraction.statements.cues import rows

# A label is a few capitalised words at the start of a line, or after a dash, then a colon and a blank.
WORD = r"(?:[A-Z][\w.'’-]*|of|the|de|la|van|von|bin|al)"
LABEL = re.compile(rf"(?:^|[-–—] )(?P<label>[A-Z][\w.'’-]*(?: {WORD}){{0,5}}(?: \([^()\n]{{1,20}}\))?)\s?:\s+(?=[^\s])")
# Shorter than this, what follows a colon is a heading or a list item and no utterance.
MIN_WORDS = 3


def labelled(context: Context) -> list[Attribution]:
    """Find the lines that a speaker's label opens, and give the label the rest of the line."""
    out = []
    for start, end in context.paragraphs:
        line = context.text[start:end]
        found = LABEL.search(line)
        if found is None or _is_rubric(found["label"]) or len(line[found.end() :].split()) < MIN_WORDS:
            continue
        label = start + found.start("label"), start + found.end("label")
        content = (start + found.end(), start + len(line.rstrip()))
        out.append(_attribution(context, label, content))
    return out


def _attribution(context: Context, label: Span, content: Span) -> Attribution:
    colon = context.text.index(":", label[1])
    token = context.doc[bisect_left(context.doc, label[0], hi=len(context.doc) - 1, key=_offset)]
    return Attribution(
        source=(label,),
        cue=((colon, colon + 1),),
        content=(content,),
        verb=token.i,
        lemma=":",
        frame="l",
        is_speech=True,
        act="-",
        speaker=label,
        is_direct=context.text[content[0]] in "\"“‘'«",
    )


def _offset(token: Token) -> int:
    return int(token.idx)


@cache
def _rubrics() -> frozenset[str]:
    return frozenset(row[0] for row in rows("rubrics.txt"))


def _is_rubric(label: str) -> bool:
    words = label.lower().split()
    return label.lower() in _rubrics() or words[0] in _rubrics() or words[-1] in _rubrics()
