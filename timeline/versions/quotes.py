"""Find quoted words again in another version of a text (W3C Web Annotation, TextQuoteSelector)."""

import re

Span = tuple[int, int]
# Places looked at for words that stand all over a text; the words around them decide.
MOST_PLACES = 1000


def find_quote(text: str, exact: str, prefix: str = "", suffix: str = "", near: int | None = None) -> Span | None:
    """Give where `exact` stands in a text (code points), by what stands around it; None if nowhere or in doubt.

    Blanks and line breaks count as the same. Of places with the same context the nearest to `near` is meant; without it
    two such places leave it open.
    """
    words = exact.split()
    if not words:
        return None
    found = []
    for match in re.finditer(r"\s+".join(map(re.escape, words)), text):
        before = _shared(
            _flat(text[max(0, match.start() - 2 * len(prefix)) : match.start()])[::-1], _flat(prefix)[::-1]
        )
        after = _shared(_flat(text[match.end() : match.end() + 2 * len(suffix)]), _flat(suffix))
        away = abs(match.start() - near) if near is not None else 0
        found.append((-(before + after), away, match.span()))
        if len(found) == MOST_PLACES:
            break
    found.sort()
    if not found or (len(found) > 1 and found[0][:2] == found[1][:2]):
        return None
    return found[0][2]


def _shared(one: str, other: str) -> int:
    """Count the characters that two strings begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words)
