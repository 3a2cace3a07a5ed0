"""The lines of a text that have words on them, and what their look tells."""

import re
from dataclasses import dataclass

from timeline.extraction.reading import Span

# A news paragraph is longer than any heading; readouts have paragraphs of one short sentence, so the end counts too.
LONG_LINE = 200
SENTENCE_LINE = 60
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_CLOSED = re.compile(r"[.!?…:;][\"')\]]*\d*$")
# A word before a full stop that is no abbreviation ("U.S.", "Jan.").
_FULL_STOP = re.compile(
    r"(?<![\w.])(?!(?:Jr|Sr|Inc|Co|Ltd|Corp|Jan|Feb|Aug|Sept|Oct|Nov|Dec|St|vs|al|etc)\b)[^\W\d_]{2,}\.[\"')\]]*$"
)
STOP_REACH = 20
# Words that a heading in title case leaves small.
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "nor",
        "of",
        "off",
        "on",
        "or",
        "over",
    )
    + ("per", "so", "the", "to", "up", "via", "vs", "with", "yet", "after", "amid")
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its blanks at the ends; `text` is normalised, offsets are into the whole text."""

    start: int
    end: int
    text: str
    after_blank: bool = False

    @property
    def span(self) -> Span:
        """Give the offsets."""
        return self.start, self.end

    @property
    def words(self) -> list[str]:
        """Give the words, numbers left out."""
        return _WORD.findall(self.text[:2000])

    @property
    def is_closed(self) -> bool:
        """Tell whether the line ends as a sentence does."""
        return bool(_CLOSED.search(self.text[-8:]))

    @property
    def is_paragraph(self) -> bool:
        """Tell whether the line reads as body text."""
        long = len(self.text) >= LONG_LINE or (len(self.text) >= SENTENCE_LINE and self.is_closed)
        return long and not self.is_title_case

    @property
    def is_title_case(self) -> bool:
        """Tell whether most words begin with a capital, as an American headline's do; a full stop ends no headline."""
        if _FULL_STOP.search(self.text[-STOP_REACH:]):
            return False
        words = [word for word in self.words if word.lower() not in _SMALL]
        capitals = sum(word[0].isupper() for word in words)
        return len(self.text) < LONG_LINE and len(words) >= 4 and capitals >= 0.8 * len(words)

    @property
    def is_capitals(self) -> bool:
        """Tell whether the line has at least two words and no small letter."""
        return self.text.upper() == self.text and len(self.words) >= 2


def split(plain: str) -> list[Line]:
    """Give the lines with words on them, in order."""
    lines, position, after_blank = [], 0, False
    for raw in plain.split("\n"):
        text = raw.strip()
        if text:
            start = position + raw.index(text[0])
            lines.append(Line(start, start + len(text), text, after_blank))
        after_blank = not text
        position += len(raw) + 1
    return lines
