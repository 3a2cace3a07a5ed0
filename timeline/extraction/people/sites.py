"""Sites: every place of the text where a name, a title or an institution stands, in text order."""

from dataclasses import dataclass, replace

from timeline.extraction.lexicon import word_list
from timeline.extraction.people.institutions import COUNTRY_WORDS, Institution, body_at, institution_at
from timeline.extraction.people.names import Name, is_article_name, looks_like_person, may_begin_name, name_at
from timeline.extraction.people.page import LONGEST_ABBREVIATION, Page
from timeline.extraction.people.shared import share
from timeline.extraction.people.titles import LEADERS, Title, of_institution, title_at

# Words after a person's name that make a government or a thing of it: "the Biden administration".
# What stands before a title that the name follows after a comma: "her Finnish counterpart, Aino Laine,".
DETERMINERS = frozenset({"the", "a", "an", "s", "his", "her", "their", "its", "my", "our"})
CLOSERS = frozenset({",", ".", ";"})
OF_A_PERSON = word_list("governments_of_a_person")
THINGS_OF_A_PERSON = word_list("things_of_a_person")


@dataclass(frozen=True, slots=True)
class Sites:
    """What the scan found: names (also doubtful single words), titles that stand alone, institutions."""

    names: tuple[Name, ...]
    titles: tuple[Title, ...]
    institutions: tuple[Institution, ...]


def scan(page: Page) -> Sites:
    """Go through the chunks once, from left to right."""
    names: list[Name] = []
    titles: list[Title] = []
    institutions: list[Institution] = []
    at = 0
    while at < len(page.chunks):
        found = _after_institution(page, _read(page, at), institutions)
        if isinstance(found, Name):
            names.append(found)
        elif isinstance(found, Title):
            titles.append(found)
        elif isinstance(found, Institution):
            institutions.append(found)
        last = found.last if found else 0
        at = page.chunk_of[last - 1] + 1 if last else at + 1
    named, alone = share(page, tuple(names), tuple(titles))
    return Sites(named, alone, tuple(institutions))


def _unlisted_body(page: Page, first: int) -> Institution | None:
    word = page.words[first]
    if not word.is_capital or not may_begin_name(page, first) or page.in_heading(word.start):
        return None
    return body_at(page, first)


def _after_institution(
    page: Page, found: Name | Title | Institution | None, before: list[Institution]
) -> Name | Title | Institution | None:
    """Give a title the institution right before it: "the Chinese Foreign Ministry spokesman Geng Shuang"."""
    title = found.title if isinstance(found, Name) else found if isinstance(found, Title) else None
    if title is None or title.body or not before or before[-1].last != title.first or not before[-1].name:
        return found
    if page.words[title.first].gap != " " or before[-1].kind in ("country", "seat", "people"):
        return found
    last = before[-1]
    title = of_institution(page, title, last.first, last.last, last.name, last.code)
    return replace(found, title=title) if isinstance(found, Name) else title


def _read(page: Page, at: int) -> Name | Title | Institution | None:
    if _is_plain(page, at):
        return None
    title = title_at(page, at)
    institution = institution_at(page, at)
    if title and (not institution or title.last >= institution.last):
        return _with_name(page, title) or title
    if institution:
        return institution
    first = page.chunks[at].first
    if page.chunks[at].sense("kin") and (relative := _relative(page, at)):
        return relative
    if body := _unlisted_body(page, first):
        return body
    if style := page.chunks[at].sense("style"):
        return _styled(page, at, style.code)
    return _untitled(page, first)


def _is_plain(page: Page, at: int) -> bool:
    """Tell a small word without a sense, as most are: nothing can begin with it."""
    word = page.words[page.chunks[at].first]
    if page.chunks[at].senses or word.is_capital or word.key in COUNTRY_WORDS:
        return False
    return word.key not in page.lexicon.institution_starts and not is_article_name(word.text)


def _with_name(page: Page, title: Title) -> Name | None:
    """Read the name that follows a title, directly or as "the Ukrainian president, Petro Poroshenko,"."""
    at = title.last
    if at >= len(page.words):
        return None
    gap = page.words[at].gap
    if gap == ". " and len(page.words[at - 1].text) > LONGEST_ABBREVIATION:
        return None
    before = page.words[title.first - 1].key if title.first else ""
    is_owned = any(word.owns for word in page.words[max(title.first - 1, 0) : title.last])
    apart = gap == ", " and (before in DETERMINERS or is_owned or _opens_sentence(page, title))
    if gap not in (" ", ". ") and not apart:
        return None
    is_styled = page.chunks[page.chunk_of[at]].sense("style") is not None and at + 1 < len(page.words)
    at += int(is_styled)
    found = name_at(page, at, titled=not apart)
    if (
        found is None
        or (title.plural and (apart or (len(found[1]) == 1 and title.role not in LEADERS)))
        or (apart and (len(found[1]) < 2 or not _is_told_as_person(page, at, found, is_styled=is_styled)))
    ):
        return None
    return Name(at, found[0], found[1], title=replace(title, plural=False), is_sure=True)


def _opens_sentence(page: Page, title: Title) -> bool:
    """Tell a title that begins a sentence, as in "Foreign Minister, Kari Holte, received a call"."""
    word = page.words[title.first]
    return word.is_capital and (page.token(word.start).is_sent_start or title.first == 0 or "\n" in word.gap)


def _is_told_as_person(page: Page, at: int, found: tuple[int, tuple[str, ...]], *, is_styled: bool) -> bool:
    return is_styled or looks_like_person(page, at, *found) or _is_closed(page, found[0])


def _is_closed(page: Page, end: int) -> bool:
    """Tell whether a comma or a stop closes what a comma opened: "the envoy to Chad, Ama Boateng, said"."""
    at = page.words[end - 1].end
    return page.document.plain[at : at + 1] in CLOSERS


def _styled(page: Page, at: int, style: str) -> Name | None:
    first = page.chunks[at].last
    if first >= len(page.words) or page.words[first].gap not in (" ", ". "):
        return None
    found = name_at(page, first, titled=True)
    return Name(first, found[0], found[1], style=style or "x", is_sure=True) if found else None


def _relative(page: Page, at: int) -> Name | None:
    """Read "his wife Judy", "their daughter, Yulia": a relative's name, often the given name alone."""
    first = page.chunks[at].last
    if first >= len(page.words) or page.words[first].gap not in (" ", ", ") or not page.words[first].is_capital:
        return None
    found = name_at(page, first, titled=page.words[first].gap == " ")
    return Name(first, found[0], found[1], style="kin", is_sure=True) if found else None


def _untitled(page: Page, first: int) -> Name | None:
    word = page.words[first]
    if not (word.is_capital or is_article_name(word.text)) or not may_begin_name(page, first):
        return None
    found = name_at(page, first, titled=False) or _month_as_name(page, first)
    if found is None:
        return None
    last, parts = found
    style = "reporter" if _is_reporter(page, first) or _is_of_medium(page, last) else None
    return Name(first, last, parts, style=style, is_sure=looks_like_person(page, first, last, parts))


def _is_reporter(page: Page, first: int) -> bool:
    """Tell "CNN's Jake Tapper", "an interview with Jorge Ramos": someone who asks or reports."""
    if not first:
        return False
    before = [w.key for w in page.words[max(first - 4, 0) : first]]
    org = page.chunks[page.chunk_of[first - 1]].sense("org")
    is_medium = org is not None and org.kind == "org:media" and page.words[first].gap == " "
    return is_medium or (before[-1] in ("with", "by") and "interview" in before)


def _is_of_medium(page: Page, last: int) -> bool:
    """Tell "Jonathan Marcus, BBC diplomatic correspondent", "Ann Lee of The Guardian"."""
    at = last + 1 if last < len(page.words) and page.words[last].key in ("of", "from") else last
    if at < len(page.words) and page.words[at].key == "the" and page.chunks[page.chunk_of[at]].first == at:
        at += 0 if page.chunks[page.chunk_of[at]].sense("org") else 1
    if at >= len(page.words) or page.words[last].gap not in (", ", " ") or (at == last and page.words[at].gap == " "):
        return False
    org = page.chunks[page.chunk_of[at]].sense("org")
    return org is not None and org.kind == "org:media"


def _month_as_name(page: Page, first: int) -> tuple[int, tuple[str, ...]] | None:
    """Read "May said": a month that is the subject of a verb may be a person named before."""
    is_month = page.chunks[page.chunk_of[first]].sense("calendar") is not None
    if is_month and page.token(page.words[first].start).dep_ in ("nsubj", "nsubjpass", "conj", "dobj"):
        return first + 1, (page.words[first].text,)
    return None
