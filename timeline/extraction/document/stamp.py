"""Read the publication date as a page prints it, and the day in a web address."""

import re
from dataclasses import dataclass, replace

from timeline.extraction.document.lines import Line
from timeline.extraction.printed import MONTH_NAMES, MONTHS, PrintedDate, find_date, find_short_date, safe_day
from timeline.extraction.reading import Span

_LABEL = re.compile(
    r"(?P<label>(?:[Ff]irst |[Ll]ast |FIRST |LAST )?"
    r"(?:[Pp]ublished|PUBLISHED|[Pp]osted|POSTED|[Uu]pdated|UPDATED|[Mm]odified|[Ii]ssued|[Rr]eleased?|[Cc]reated|"
    r"[Rr]elease [Dd]ate|RELEASE DATE|[Pp]ublication [Dd]ate|[Dd]ate|DATE|[Ii]nput|[Ff]iled|FILED))"
    r"(?:\s+(?:on|at|date|time|by [\w .]{2,40}? on|by [\w .]{2,40}))?\s*[:|]?\s*"
)
_REVISED = re.compile(r"(?i)updated|modified")
# Letters that may stand beside a date on a line of its own: a place, an outlet, a section, a reading time.
_MAX_OTHER_LETTERS = 45
_LABEL_GAP = 12
_FILLER = re.compile(
    r"(?i)published|posted|updated|modified|released?|issued|created|first|last|date|time|local|on|at|by"
)
# No page is older than the Web: what looks like an earlier day is an article's number, unless it is written out in
# full, as archives of newspapers do: /1989/10/11/, -1990-02-28-.
_FIRST_WEB_YEAR = 1991
_FIRST_ARCHIVED_YEAR = 1900
_MONTH_NAMES = "(?:" + "|".join((*MONTH_NAMES, *(name[:3] for name in MONTH_NAMES))) + ")"
# A day at the end of a page's name is that of the news: /call-with-the-president-4-march-2018, /24-Feb-2021/.
# /2013/11/10/   /2017/jun/30/   /2015/0315/   /2017-06-30   -20170630   /2020/06/…-200603073013954 (folder = number)
_URL_DATES = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"),
    re.compile(r"(?i)(?<!\d)(?P<y>(?:19|20)\d\d)/(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/"
               r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])(?P<d>3[01]|[12]\d|0[1-9])/"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>3[01]|[12]\d|0[1-9])(?:\d{6}|\d{9}|\d{10})?(?!\d)"),
    re.compile(r"/(?P<y>20(?P<yy>\d\d))/(?P<m>0[1-9]|1[0-2])/[^?#]*?(?<!\d)(?P=yy)(?P=m)(?P<d>3[01]|[12]\d|0[1-9])\d{6,9}(?!\d)"),
    re.compile(rf"(?i)/(?:[^/?#]*-)?(?P<d>3[01]|[12]\d|0?[1-9])-(?P<m>{_MONTH_NAMES})-(?P<y>20\d\d)(?=/|$|[.?#])"),
    re.compile(rf"(?i)/(?:[^/?#]*-)?(?P<m>{_MONTH_NAMES})-(?P<d>3[01]|[12]\d|0?[1-9])-(?P<y>20\d\d)(?=/|$|[.?#])"),
)  # fmt: skip
# "31 march 2019": between a day and a year a month may be written small.
_SMALL_MONTH = re.compile(
    rf"(?<=\d )(?:{'|'.join(MONTH_NAMES)})(?=,? (?:19|20)\d\d)|(?:{'|'.join(MONTH_NAMES)})(?= \d{{1,2}}, (?:19|20)\d\d)"
)
_URL_YEAR = re.compile(r"/(?P<y>20\d\d)(?=/)(?!/(?:0?[1-9]|1[0-2])(?:/|$))")
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0?[1-9]|1[0-2])(?=/|$)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A printed date of publication; `span` is what to blank, `is_revision` tells "updated" from "published"."""

    printed: PrintedDate
    span: Span
    is_revision: bool
    has_label: bool


def read_stamp(line: Line, *, in_header: bool) -> Stamp | None:
    """Read the publication date on a line: labelled anywhere, or alone on a line of the header."""
    if len(line.text) > _MAX_STAMP_LINE:
        return None
    line = replace(line, text=_SMALL_MONTH.sub(lambda month: month[0].title(), line.text))
    return _labelled(line) or (_alone(line) if in_header else None)


_MAX_STAMP_LINE = 220


def _labelled(line: Line) -> Stamp | None:
    best = None
    for label in _LABEL.finditer(line.text):
        place = label.end(), min(len(line.text), label.end() + 60)
        printed = find_date(line.text, *place) or find_short_date(line.text, *place)
        if not printed or printed.start - label.end() > _LABEL_GAP:
            continue
        rest = line.text[printed.end :]
        before = line.text[: label.start()]
        if _is_prose(before) or (_is_prose(rest) and not _LABEL.search(rest)):
            continue
        stamp = Stamp(
            _shifted(printed, line.start),
            (line.start + label.start(), line.start + printed.end),
            bool(_REVISED.search(label["label"])),
            True,
        )
        if best is None or (best.is_revision and not stamp.is_revision):
            best = stamp
    return best


def _alone(line: Line) -> Stamp | None:
    printed = find_date(line.text)
    if not printed:
        return None
    others = _FILLER.sub("", line.text[: printed.start] + " " + line.text[printed.end :])
    if sum(letter.isalpha() for letter in others) > _MAX_OTHER_LETTERS or line.is_paragraph or _is_prose(others):
        return None
    return Stamp(_shifted(printed, line.start), line.span, bool(_REVISED.search(line.text)), False)


def _is_prose(text: str) -> bool:
    """Tell whether words in small letters go on: then the date belongs to a sentence."""
    small = re.findall(r"\b[a-z]{2,}\b", _FILLER.sub("", text))
    return len(small) > 3


def _shifted(printed: PrintedDate, offset: int) -> PrintedDate:
    return PrintedDate(printed.day, printed.start + offset, printed.end + offset, printed.time)


def url_date(url: str) -> str | None:
    """Give the ISO day that a web address carries, as `/2013/11/10/`."""
    for pattern in _URL_DATES:
        for match in pattern.finditer(url):
            month = match["m"].lower()
            day = safe_day(int(match["y"]), MONTHS.get(month[:3]) or int(month), int(match["d"]))
            in_full = pattern is _URL_DATES[0] and len(match["m"]) == len(match["d"]) == 2
            if day and day.year >= (_FIRST_ARCHIVED_YEAR if in_full else _FIRST_WEB_YEAR):
                return day.isoformat()
    return None


def url_month(url: str) -> tuple[int, int] | None:
    """Give year and month of the folders of a web address, as `/2020/08/`."""
    match = _URL_MONTH.search(url)
    return (int(match["y"]), int(match["m"])) if match else None


def url_year(url: str) -> int | None:
    """Give the year that a folder of a web address names alone, as `/news/2019/`."""
    match = _URL_YEAR.search(url)
    return int(match["y"]) if match else None
