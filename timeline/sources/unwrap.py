"""Join the lines of a paragraph that a typesetter or a mail program has broken."""

import re
from math import inf

# A line that ends before this share of the full width was ended by its author.
_FULL = 0.75
# Lines are broken at this many characters at least; a text of shorter ones only is a list.
NARROWEST = 45
# A printed line has at most so many characters, one of a mail program 78 (RFC 5322); a longer line is a paragraph.
PRINTED, MAILED = 130, 80
_ITEM = re.compile(r"\s*(?:[-*•·▪►–—]\s|\(?\d{1,3}[.)]\s)")
_CLOSED = re.compile(r"[.!?:;][\"'”’)\]]*$")


def unwrap(text: str, widest: int = PRINTED) -> str:
    """Give one line a paragraph; blank lines, list items and short lines end one. Words cut by a hyphen are joined.

    A text with lines of more than `widest` characters has a paragraph a line already, and stays as it is.
    """
    lines = [line.rstrip() for line in text.splitlines()]
    width = _width(lines, widest)
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        words = line.strip()
        if not words:
            is_open = False
            continue
        if is_open and not _ITEM.match(line):
            paragraphs[-1] = _joined(paragraphs[-1], words)
        else:
            paragraphs.append(words)
        is_open = _goes_on(line, width)
    return "\n".join(paragraphs)


def _width(lines: list[str], widest: int) -> float:
    """Give the width of full lines, in characters; infinite where each line is a paragraph."""
    lengths = sorted((len(line) for line in lines if line.strip()), reverse=True)
    if len(lengths) < 2:
        return inf
    # A few lines may be wider: an address without blanks, a table.
    usual = lengths[len(lengths) // 10]
    return inf if usual > widest else max(usual, NARROWEST)


def _goes_on(line: str, width: float) -> bool:
    """Tell whether the next line belongs to the same paragraph."""
    return len(line) >= width * _FULL and not (len(line) < width * 0.9 and _CLOSED.search(line))


def _joined(first: str, second: str) -> str:
    if first.endswith("-") and first[-2:-1].isalpha():
        # A capital after the hyphen shows a compound ("US-Korea"); else the typesetter has cut a word.
        return first + second if second[:1].isupper() else first[:-1] + second
    return f"{first} {second}"
