"""Put a document's text together from its parts: title, byline and paragraphs, one a line."""

import re
import unicodedata

# How far down a page may repeat its own title: below a rubric, a date, a caption.
_HEAD_LINES = 8
MAX_TITLE = 300
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,4}")
_NO_NAME = re.compile(
    r"(?i)\b(staff|desk|admin|editor|editors|newsroom|agency|agencies|office|ministry|department|press)\b"
)


def compose(title: str | None, byline: tuple[str, ...], body: str) -> str:
    """Give the text to read: the title and the byline stand above the body, unless its first lines have them."""
    lines = body.strip("\n").split("\n")
    head = [_plain(line) for line in lines[:_HEAD_LINES]]
    below = -1
    if title:
        below = next((number for number, line in enumerate(head) if _plain(title) in line), -1)
        if below < 0:
            lines[:0] = [title, ""]
            below = 0
    if byline and not any(_plain(name) in line for name in byline for line in head):
        lines.insert(below + 1, "By " + " and ".join(filter(None, (", ".join(byline[:-1]), byline[-1]))))
    return "\n".join(lines) + "\n"


def clean_title(words: str | None) -> str | None:
    """Give a title on one line, or None where there is none that could be one."""
    title = " ".join((words or "").split())
    return title if title and len(title) <= MAX_TITLE else None


def names(words: str | None, *others: str | None) -> tuple[str, ...]:
    """Give the persons' names in an author's field; desks, agencies and what is in `others` are none."""
    strange = {_plain(other) for other in others if other}
    found = []
    for part in re.split(r"\s*(?:;|,|\band\b|&|\|)\s*", " ".join((words or "").split())):
        name = re.sub(r"(?i)^by\s+", "", part)
        if _NAME.fullmatch(name) and not _NO_NAME.search(name) and _plain(name) not in strange:
            found.append(name)
    return tuple(dict.fromkeys(found))


def _plain(words: str) -> str:
    """Give the letters and figures alone: quotation marks and dashes differ between a page and its metadata."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", words).casefold()))
