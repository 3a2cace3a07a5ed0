"""Take a document apart: title, subtitle, byline, dateline, printed publication date, boilerplate, body paragraphs.

text ─ normal.normalise ─▶ plain ─ lines.split ─▶ lines
  ─ fields.read_fields ─▶ what an archive wrote above the text: address, title, day, author
  ─ header.read_header ─▶ title, subtitle, byline, dates printed above the body
  ─ dateline.read_dateline ─▶ dateline of the first paragraph
  ─ boilerplate.in_body ─▶ what stands among and after the paragraphs and is no part of them
"""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from timeline.extraction.document.boilerplate import in_body
from timeline.extraction.document.dateline import read_bare_day, read_dateline
from timeline.extraction.document.fields import add_fields, read_fields
from timeline.extraction.document.header import Header, read_header
from timeline.extraction.document.lines import Line, split
from timeline.extraction.document.normal import blank, normalise
from timeline.extraction.document.outlet import outlet_of
from timeline.extraction.document.sections import Section, alone, sections
from timeline.extraction.document.stamp import Stamp, read_stamp
from timeline.extraction.reading import Dateline, Passage, Published, Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its parts. `plain` is a copy of the same length for the later stages to read.

    In `plain` quotation marks, dashes and blanks are normalised one character for one, and boilerplate, byline,
    dateline and printed date are blanks, so offsets into `plain` and into `text` are the same. `blocks` are the
    paragraphs to read (title and subtitle first), in order; `stated` is the publication date as printed, if any;
    `is_revised` tells that only the day of a revision is printed ("updated"); `sections` are releases with days of
    their own within the page.
    """

    text: str
    plain: str
    title: Passage | None
    subtitle: Passage | None
    byline: tuple[Passage, ...]
    dateline: Dateline | None
    stated: Published | None
    boilerplate: tuple[Span, ...]
    blocks: tuple[Span, ...]
    outlet: str | None = None
    url: str | None = None
    is_revised: bool = False
    sections: tuple[Section, ...] = ()

    def section_day(self, offset: int) -> date | None:
        """Give the day of the release within the page that holds an offset, None where the page has but one day."""
        return next((one.day for one in self.sections if one.start <= offset < one.end), None)


def take_apart(text: str, outlet: str | None = None, url: str | None = None) -> Document:
    """Find the parts of a text; works on any Unicode text and never raises."""
    plain = normalise(text)
    lines = split(plain)
    fields = read_fields(lines)
    lines, url = lines[len(fields.lines) :], url or fields.url
    header = read_header(lines)
    add_fields(header, fields)
    kept = {id(line) for line in (*header.credits, *header.junk, header.title, header.subtitle)}
    body = [line for line in lines[header.body :] if id(line) not in kept]
    stamp = _printed_date(header, body)
    boilerplate = _merged([line.span for line in header.junk] + in_body(body, header.title), plain)
    dateline, agency = _dateline(body, header.junk, boilerplate)
    unread = [line.span for line in header.credits] + list(boilerplate)
    unread += [stamp.span] if stamp else []
    unread += [(dateline.start, dateline.end)] if dateline else []
    plain = blank(plain, unread)
    return Document(
        text=text,
        plain=plain,
        title=_passage(text, header.title),
        subtitle=_passage(text, header.subtitle),
        byline=tuple(Passage(text[name.start : name.end], name.start, name.end) for name in header.byline),
        dateline=dateline,
        stated=_published(text, stamp),
        boilerplate=boilerplate,
        blocks=_blocks(plain, header, lines),
        outlet=fields.outlet or outlet_of(text, url, agency) if outlet is None else outlet,
        url=url,
        is_revised=bool(stamp and stamp.is_revision),
        sections=sections(body, header.stamps),
    )


def _passage(text: str, line: Line | None) -> Passage | None:
    return Passage(text[line.start : line.end], line.start, line.end) if line else None


def _printed_date(header: Header, body: list[Line]) -> Stamp | None:
    """Choose among the printed dates: published before updated, labelled before bare, above before below.

    A site prints its own day over that of a release: of two bare days above the body the one beside it counts, unless
    that one is still to come; one with its hour below the title is when the text appeared.
    """
    stamps = [*header.stamps]
    bare = [stamp for stamp in stamps if not stamp.has_label and not stamp.is_revision]
    is_beside = len(bare) > 1 and bare[-1].printed.time is not None and header.title is not None
    is_beside = is_beside and header.title is not None and bare[0].span[0] < header.title.start < bare[-1].span[0]
    if len(bare) > 1 and (is_beside or bare[-1].printed.day < bare[0].printed.day):
        stamps.insert(0, bare[-1])
    for line in (*body[:2], *body[-8:]):
        stamp = read_stamp(line, in_header=False)
        if stamp:
            stamps.append(stamp)
    if not stamps:
        lone = alone(body)
        stamps += lone[:1] if len({stamp.printed.day for stamp in lone}) == 1 else []
    return min(stamps, key=lambda stamp: (stamp.is_revision, not stamp.has_label), default=None)


def _published(text: str, stamp: Stamp | None) -> Published | None:
    if not stamp:
        return None
    printed = stamp.printed
    words = text[printed.start : printed.end]
    return Published(
        edtf=printed.day.isoformat(),
        datetime=printed.datetime,
        basis="stated",
        why=(f"The page prints “{words}”.",),
        start=printed.start,
        end=printed.end,
    )


def _dateline(body: list[Line], above: list[Line], boilerplate: tuple[Span, ...]) -> tuple[Dateline | None, str | None]:
    """Read the dateline of the first paragraph, or of a later one after a caption, or a day without year above."""
    free = (line for line in body if not any(start <= line.start < end for start, end in boilerplate))
    for line in islice(free, 3):
        found = read_dateline(line.text, line.start)
        if found:
            return found
    return next((day for line in above if (day := read_bare_day(line.text, line.start))), None), None


def _merged(spans: list[Span], plain: str) -> tuple[Span, ...]:
    """Join spans that overlap or have only blanks between them."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or plain[merged[-1][1] : start].isspace()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _blocks(plain: str, header: Header, lines: list[Line]) -> tuple[Span, ...]:
    heading = [line for line in (header.title, header.subtitle) if line]
    rest = [line for line in lines if line not in heading]
    blocks = []
    for line in (*heading, *rest):
        words = plain[line.start : line.end]
        if words.strip():
            start = line.start + len(words) - len(words.lstrip())
            blocks.append((start, start + len(words.strip())))
    return tuple(blocks)
