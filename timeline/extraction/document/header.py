"""Find what stands above the body: menus, title, subtitle, byline, printed date."""

import re
from dataclasses import dataclass, field

from timeline.extraction.document.boilerplate import is_boilerplate, is_menu, top_bullets
from timeline.extraction.document.dateline import read_dateline
from timeline.extraction.document.lines import Line
from timeline.extraction.document.stamp import Stamp, read_stamp
from timeline.extraction.reading import Passage

# More lines than this above the first paragraph are no header but a list.
_MAX_HEADER_LINES = 80
_MIN_TITLE_WORDS = 4
_MAX_TITLE = 300
_BYLINE = re.compile(r"(?:[Bb]y|BY|Written by|Story by|From|Analysis by|Opinion by)[:\s]\s*(?=[A-Z])")
_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*"
_NAMES = re.compile(rf"{_NAME}(?:\s+(?:(?:de|da|del|van|von|bin|al|el|der|la|le)\s+)*{_NAME}){{1,4}}")
_SEPARATOR = re.compile(r"\s*(?:,\s*and\s|,|;|&|\band\b|\bAND\b|\||\bin\b)\s*")
# Words that a line of two to four capitals may have without being somebody's name.
_NO_NAME = re.compile(
    r"(?i)\b(joint|statement|readout|press|release|news|daily|times|post|today|ministry|department|office|secretary|"
    r"president|minister|state|white|house|embassy|politics|world|editor|staff|writer|reporter|correspondent|services?|"
    r"agency|report|reports|the|of|for|and|call|talks|summit|analysis|opinion|update|east|west|north|south|asia|europe|"
    r"korea|america|united|kingdom|nations|union|media|online|magazine|journal|herald|gazette|tribune|review)\b"
)
_TAIL_OF_BYLINE = re.compile(
    r"(?i)[\s,|–—/-]+(staff|senior|chief|special|associated press|ap|reuters|afp|cnn|the)\b.*$"
)
_WORDS = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class Header:
    """What was found above the body; `body` is the number of the first line of it."""

    title: Line | None = None
    subtitle: Line | None = None
    byline: list[Passage] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    junk: list[Line] = field(default_factory=list)
    credits: list[Line] = field(default_factory=list)
    body: int = 0


def read_header(lines: list[Line]) -> Header:
    """Read the lines above the body; a text of one line has no header but perhaps a title."""
    if len(lines) == 1:
        is_title = not lines[0].is_paragraph and not lines[0].is_closed
        return Header(title=lines[0] if is_title else None, body=int(is_title))
    header = Header(junk=top_bullets(lines))
    skipped = len(header.junk)
    header.body = skipped + _body_start(lines[skipped:])
    candidates: list[Line] = []
    for number, line in enumerate(lines[skipped : header.body]):
        if not _take(line, header, has_title=number > 0 and bool(candidates)):
            candidates.append(line)
    body = lines[header.body : header.body + 4]
    header.title, after = _title(candidates, body)
    _sort_out(candidates, after, header)
    _take_bylines(lines, header)
    return header


def _body_start(lines: list[Line]) -> int:
    """Give the number of the first line of the body; the first line is its own title if it looks like one."""
    for number, line in enumerate(lines[:_MAX_HEADER_LINES]):
        if is_boilerplate(line) or read_stamp(line, in_header=True):
            continue
        if read_dateline(line.text, line.start) or line.is_paragraph:
            return number
        if number and line.is_closed and len(line.words) > _MIN_TITLE_WORDS and not line.is_title_case:
            return number
    return min(len(lines), _first_only(lines))


def _first_only(lines: list[Line]) -> int:
    """Where no line looks like a paragraph, the first alone is the heading."""
    return 1 if lines and not lines[0].is_closed else 0


def _take(line: Line, header: Header, *, has_title: bool) -> bool:
    """Put a line where it belongs, if it is no candidate for the title."""
    stamp = read_stamp(line, in_header=True)
    if stamp:
        header.stamps.append(stamp)
        header.credits.append(line)
    elif is_boilerplate(line) or is_menu(line):
        header.junk.append(line)
    elif names := read_byline(line, has_title=has_title):
        header.byline += names
        header.credits.append(line)
    else:
        return False
    if stamp:
        header.byline += read_byline(Line(line.start, stamp.span[0], line.text[: stamp.span[0] - line.start]))
    return True


def _title(candidates: list[Line], body: list[Line]) -> tuple[Line | None, int]:
    """Choose the title: the first heading that shares its words with the body, half as many as the best does."""
    headings = [
        line
        for number, line in enumerate(candidates)
        if len(line.words) >= (_MIN_TITLE_WORDS if number else 2) and len(line.text) <= _MAX_TITLE
    ]
    if not headings:
        short = [line for line in candidates if line.words and len(line.text) <= _MAX_TITLE]
        return (short[-1], candidates.index(short[-1])) if short else (None, -1)
    known = {word.lower() for line in body for word in _WORDS.findall(line.text[:2000])}
    shares = [len({word.lower() for word in _WORDS.findall(line.text)} & known) for line in headings]
    title = next(line for line, share in zip(headings, shares, strict=True) if 2 * share >= max(shares))
    return title, candidates.index(title)


def _sort_out(candidates: list[Line], title: int, header: Header) -> None:
    """Give the candidates beside the title their place: before it junk, the next heading the subtitle."""
    for number, line in enumerate(candidates):
        is_repeated = number > title >= 0 and _repeats(line.text, candidates[title].text)
        if number < title or is_repeated or (number > title and len(line.words) < _MIN_TITLE_WORDS):
            header.junk.append(line)
        elif number > title and header.subtitle is None:
            header.subtitle = line


def _repeats(text: str, title: str) -> bool:
    """Tell whether a line prints the title again, alone or after a caption."""
    return text.startswith(title) or text.endswith(title)


def _take_bylines(lines: list[Line], header: Header) -> None:
    """Take a byline or printed date that stands among the first lines of the body."""
    for line in lines[header.body : header.body + 3]:
        names = read_byline(line)
        if names:
            header.byline += names
            header.credits.append(line)


def read_byline(line: Line, *, has_title: bool = False) -> list[Passage]:
    """Read the names of a byline: after "By", or alone on a line below the title."""
    if len(line.text) > 160:
        return []
    opening = _BYLINE.match(line.text)
    if opening:
        return _names(line, opening.end())
    if has_title and _NAMES.fullmatch(line.text) and not _NO_NAME.search(line.text) and not line.text.isupper():
        return _names(line, 0)
    return _listed(line) if has_title else []


def names_in(line: Line) -> list[Passage]:
    """Read the names on a line that has nothing else."""
    return _names(line, 0)


def _listed(line: Line) -> list[Passage]:
    """Read "David Jackson and Oren Dorell" alone on a line."""
    parts = [part for part in _SEPARATOR.split(line.text) if part]
    if len(parts) < 2 or _NO_NAME.search(" ".join(parts)):
        return []
    return _names(line, 0) if all(_NAMES.fullmatch(part) and len(part.split()) < 4 for part in parts) else []


def _names(line: Line, position: int) -> list[Passage]:
    names = []
    text = _TAIL_OF_BYLINE.sub("", line.text)
    for part in _SEPARATOR.split(text[position:]):
        match = _NAMES.match(part.strip())
        if not match or match.end() < len(part.strip()) - 1:
            break
        start = text.index(part.strip(), position)
        names.append(Passage(match[0], line.start + start, line.start + start + match.end()))
        position = start + match.end()
    return names
