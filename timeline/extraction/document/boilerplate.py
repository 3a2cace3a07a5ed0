"""Find the words of a page that are no part of its article, by a file of patterns, by position and by look."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from timeline.extraction.document.dateline import read_dateline
from timeline.extraction.document.lines import Line
from timeline.extraction.printed import DATA
from timeline.extraction.reading import Span

# A line that a pattern takes away whole is at most this long: a body paragraph that begins "Read more" is longer.
_MAX_LINE = 400
# Fewer bullets than this at the top may be a summary of the article itself.
_MIN_BULLETS = 3
_BULLET = re.compile(r"[-*•·▪►>—]\s+\S")
# So many words before a colon announce the list below them.
_LEAD_WORDS = 4
# A paragraph as long as this does not stand twice in one article by chance.
_MIN_REPEATED = 80
# Links glued to a name in the body: "Trump Donald John TrumpSenators balk at … MORE".
_GLUED_LINKS = re.compile(r"\b([A-Z][\w'-]+) ((?:[A-Z][\w.'-]* ){1,3}\1(?:[A-Z][^\n]{0,400}?)?MORE\b)")


@dataclass(frozen=True, slots=True)
class _Patterns:
    line: re.Pattern[str]
    rest: re.Pattern[str]
    menu: re.Pattern[str]
    tail: re.Pattern[str]
    span: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    found: dict[str, list[str]] = {"line": [], "rest": [], "menu": [], "tail": [], "span": []}
    for row in (DATA / "boilerplate.tsv").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            kind, _, pattern = row.partition("\t")
            found[kind].append(re.sub(r"^\(\?i\)(.*)$", r"(?i:\1)", pattern))
    return _Patterns(**{kind: re.compile("|".join(patterns)) for kind, patterns in found.items()})


def is_boilerplate(line: Line) -> bool:
    """Tell whether the words alone show that a line is no part of the article; a dateline looks like a credit."""
    found = len(line.text) <= _MAX_LINE and _patterns().line.match(line.text)
    return bool(found) and not read_dateline(line.text, line.start)


def is_menu(line: Line) -> bool:
    """Tell whether a line is an entry of a site's navigation, or several of them in a row."""
    entries = [entry.strip() for entry in re.split(r"\s*[|»>·•]\s*|\s{3,}", line.text) if entry.strip()]
    return bool(entries) and all(_patterns().menu.fullmatch(entry) for entry in entries)


def top_bullets(lines: list[Line]) -> list[Line]:
    """Give the headlines listed above an article: bulleted lines at the very top, none of them a sentence."""
    top = []
    for line in lines:
        if not _BULLET.match(line.text) or line.text.endswith("."):
            break
        top.append(line)
    return top if len(top) >= _MIN_BULLETS and len(top) < len(lines) else []


def in_body(lines: list[Line], title: Line | None) -> list[Span]:
    """Find the boilerplate among and after the body's lines."""
    marked = {line.span for line in lines if is_boilerplate(line) or _is_headline(line)}
    marked |= _rest(lines) | _repeated(lines, title) | _after_end([line for line in lines if line.span not in marked])
    inside = [span for line in lines if line.span not in marked for span in _inside(line)]
    return sorted(marked) + inside


def _is_headline(line: Line) -> bool:
    """Tell whether a body line is another story's headline in capitals."""
    looks_like_one = line.is_capitals and not line.is_closed and len(line.text) < _MAX_LINE
    return looks_like_one and not read_dateline(line.text, line.start)


def _rest(lines: list[Line]) -> set[Span]:
    if not lines:
        return set()
    middle = (lines[0].start + lines[-1].end) / 2
    for number, line in enumerate(lines):
        if line.start > middle and len(line.text) <= _MAX_LINE and _patterns().rest.match(line.text):
            return {later.span for later in lines[number:]}
    return set()


def _repeated(lines: list[Line], title: Line | None) -> set[Span]:
    """Mark each further print of a paragraph, and of the title (a caption often ends with it)."""
    seen: Counter[str] = Counter()
    marked = set()
    for line in lines:
        key = " ".join(line.text.split())
        seen[key] += 1
        if (len(key) >= _MIN_REPEATED and seen[key] > 1) or (title and _repeats_title(key, title.text)):
            marked.add(line.span)
    return marked


def _repeats_title(text: str, title: str) -> bool:
    is_repeated = len(title) >= SIGNIFICANT_TITLE and text.endswith(title) and len(text) < 2 * _MAX_LINE
    return text == title or is_repeated and not _CONTINUED.search(text)


# An excerpt ends in a link to the whole, which has the title as its name.
_CONTINUED = re.compile(r"(?i)continue reading\b")
# A shorter title may end a sentence of the body by chance.
SIGNIFICANT_TITLE = 30


# "… the spokesperson added. (Reporting by A; editing by B)" is the last sentence with a credit, no heading.
_CREDITED = re.compile(r"[.!?][\"']?\s*\([^()]{1,160}\)$")


def _after_end(lines: list[Line]) -> set[Span]:
    """Mark what follows the last sentence: headings of other stories, names of sections."""
    marked: list[Span] = []
    for line in reversed(lines):
        if line.text.endswith(":") and marked and len(line.text.split()) >= _LEAD_WORDS:
            # "Those on the line were:" and a list that ends the article.
            return set()
        is_closed = line.is_closed and not line.text.endswith(";")
        if is_closed or _CREDITED.search(line.text) or line.is_paragraph or line.text[-1] in "\"'":
            break
        marked.append(line.span)
    return set(marked) if len(marked) < len(lines) else set()


def _inside(line: Line) -> list[Span]:
    spans = [match.span() for match in _patterns().span.finditer(line.text)]
    spans += [(match.start(), len(line.text)) for match in _patterns().tail.finditer(line.text)]
    spans += [match.span(2) for match in _GLUED_LINKS.finditer(line.text)]
    return [(line.start + start, line.start + end) for start, end in spans]
