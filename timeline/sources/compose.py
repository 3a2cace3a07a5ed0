"""Put a document's text together from its parts: title, byline and paragraphs, one a line."""

import re
import unicodedata

from timeline.extraction.printed import MONTH_NAMES, WEEKDAY_NAMES

# How far down a page may repeat its own title: below a rubric, a date, a caption.
_HEAD_LINES = 8
MAX_TITLE = 300
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,4}")
# What stands behind a name without a comma: "Ann Lindqvist March 4".
_DATED = re.compile(rf"\s+(?:{'|'.join(name.title() for name in (*MONTH_NAMES, *WEEKDAY_NAMES))})\b.*")
_NO_NAME = re.compile(
    r"(?i)\b(staff|desk|admin|editor|editors|newsroom|agency|agencies|office|ministry|department|press|author|authors|follow|updated)\b"
)


def compose(title: str | None, byline: tuple[str, ...], body: str) -> str:
    """Give the text to read: the title and the byline stand above the body, unless its first lines have them."""
    lines = body.strip("\n").split("\n")
    head = [plain(line) for line in lines[:_HEAD_LINES]]
    below = -1
    if title:
        below = next((number for number, line in enumerate(head) if plain(title) in line), -1)
        if below < 0:
            lines[:0] = [title, ""]
            below = 0
    if byline and not any(plain(name) in line for name in byline for line in head):
        lines.insert(below + 1, "By " + " and ".join(filter(None, (", ".join(byline[:-1]), byline[-1]))))
    return "\n".join(lines) + "\n"


def clean_title(words: str | None) -> str | None:
    """Give a title on one line, or None where there is none that could be one."""
    title = " ".join((words or "").split())
    return title if title and len(title) <= MAX_TITLE else None


def names(words: str | None, *others: str | None) -> tuple[str, ...]:
    """Give the persons' names in an author's field; desks, agencies and what is in `others` are none."""
    strange = {plain(other) for other in others if other}
    found = []
    for part in re.split(r"\s*(?:;|,|\band\b|&|\|)\s*", " ".join((words or "").split())):
        name = _DATED.sub("", re.sub(r"(?i)^by\s+", "", part))
        is_name = _NAME.fullmatch(name) and not name.split()[-1][0].islower()
        if is_name and not _NO_NAME.search(name) and plain(name) not in strange:
            found.append(name)
            strange.add(plain(name))
    return tuple(found)


def plain(words: str) -> str:
    """Give the letters and figures of words alone: quotation marks and dashes are not the same in all places."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", words).casefold()))
