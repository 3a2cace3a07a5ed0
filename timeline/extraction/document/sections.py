"""Days that stand alone on a line: the only one dates the page, several date the releases that it holds."""

import re
from dataclasses import dataclass
from datetime import date

from timeline.extraction.document.lines import Line
from timeline.extraction.document.stamp import Stamp
from timeline.extraction.printed import WEEKDAY, find_date

# What may stand beside the day: a place ("Ottawa, Ontario - January 30, 2019"), the issuing house, a weekday.
_PLACE = re.compile(rf"(?:[A-Z][\w.'’]*[ ,–—|/-]{{1,3}}){{0,6}}(?:{WEEKDAY},?\s*)?")
# After it: a rubric ("21.05.2020 15:35 / English News").
_AFTER = re.compile(r"[\s.)\]|/-]*(?:[A-Z]\w* ?){0,3}")
# A longer line has more than a place and a day.
_MAX_LINE = 70


@dataclass(frozen=True, slots=True)
class Section:
    """A release within a page: its offsets, and the day that it carries."""

    start: int
    end: int
    day: date


def alone(lines: list[Line]) -> list[Stamp]:
    """Give the days that stand alone on their lines, at most with a place before them."""
    out = []
    for line in lines:
        found = find_date(line.text) if len(line.text) <= _MAX_LINE else None
        if found and _PLACE.fullmatch(line.text[: found.start]) and _AFTER.fullmatch(line.text[found.end :]):
            shifted = type(found)(found.day, found.start + line.start, found.end + line.start, found.time)
            out.append(Stamp(shifted, line.span, is_revision=False, has_label=False))
    return out


def sections(lines: list[Line], above: list[Stamp]) -> tuple[Section, ...]:
    """Cut the body of a page into the releases that it holds, each with the day that opens or closes it.

    The days close their releases where prose stands above the first of them, and no day is printed `above` the body.
    One day for all makes no sections.
    """
    days = alone(lines)
    if not days or len({stamp.printed.day for stamp in (*above, *days)}) < 2:
        return ()
    first, last = lines[0].start, lines[-1].end
    closing = not above and any(line.end <= days[0].span[0] and line.is_paragraph for line in lines)
    if closing:
        starts = [first, *(stamp.span[1] for stamp in days[:-1])]
        ends = [stamp.span[1] for stamp in days]
    else:
        starts = [stamp.span[0] for stamp in days]
        ends = [*starts[1:], last]
    return tuple(Section(start, end, stamp.printed.day) for start, end, stamp in zip(starts, ends, days, strict=True))
