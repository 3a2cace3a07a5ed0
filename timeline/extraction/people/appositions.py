"""Offices told after a name, and the country of each figure."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import itemgetter

from timeline.extraction.holders import Holder, Register
from timeline.extraction.lexicon import word_list
from timeline.extraction.people.company import Company
from timeline.extraction.people.figures import BYSTANDERS, Figure
from timeline.extraction.people.names import Name
from timeline.extraction.people.page import Page
from timeline.extraction.people.shared import owner_of
from timeline.extraction.people.sites import Sites
from timeline.extraction.people.titles import FORCES, LEADERS, STYLES_OF_RANK, Title, role_agrees

# "Zalmay Khalilzad, who is the U.S. envoy", "Lech Walesa, a former president": words between the name and the office.
BETWEEN = word_list("before_office")
MAX_BETWEEN = 4
ROYAL_STYLES = frozenset({"prince", "sheikh", "king", "sultan", "emir"})
SON_OF = frozenset({"bin", "ibn", "bint"})
# "Mohammed bin Salman": a name, "son of", the father's name.
FATHERS_NAME = 3
# "The Chief of the General Staff of the Armed Forces of the Republic of X" has nearly so many words before the country.
OFFICE_WORDS = 15
CHIEFS = frozenset({"chief", "chairman", "head", "commander", "minister", "inspector"})
# What stands before a name in courtesy.
STYLES = frozenset({"h.e", "he", "mr", "mrs", "ms", "dr", "his", "her", "excellency", "prof", "sheikh", "hon"})
# What opens "In a call with X, the president said".
SETTINGS = frozenset({"in", "during", "after", "following", "before", "on"})
# Offices whose country a bare "President Moon" leaves to the reader; the nearest country named before is taken.
OF_A_COUNTRY = word_list("offices_of_a_country")


def is_told(page: Page, titles: tuple[Title, ...]) -> Callable[[Name], bool]:
    """Give the question whether an office is told after a name ("Sundar Pichai, the head of …")."""
    by_first = {title.first: title for title in titles}
    return lambda name: (title := _after(page, name.last, by_first)) is not None and title.role != "member"


def attach(page: Page, company: Company, sites: Sites) -> Sites:
    """Give figures the titles that follow their names, and take those out of the titles that stand alone."""
    by_first = {title.first: title for title in sites.titles}
    by_last = {title.last: title for title in sites.titles}
    taken: set[int] = set()
    named = frozenset(name.first for figure in company.figures for name in figure.names)
    for figure in company.figures:
        for name in figure.names:
            title = _after(page, name.last, by_first)
            if title is None and (told := _before_style(page, name, by_last)) and not told.plural:
                company.give(figure, told)
            if title and not title.plural and not _is_of_another(page, figure, title):
                company.give(figure, title)
                taken.add(title.first)
                taken |= {further.first for further in _further(page, title, by_first, named)}
    return replace(sites, titles=tuple(t for t in sites.titles if t.first not in taken))


def _further(page: Page, title: Title, by_first: dict[int, Title], names: frozenset[int]) -> list[Title]:
    """Give the office told beside one of a name: "X, Crown Prince of A and Deputy Supreme Commander of its Forces,"."""
    stop = title.last
    while stop < len(page.words) and page.words[stop].gap == " " and stop - title.last < OFFICE_WORDS:
        stop += 1
    inside = range(title.last, stop)
    at = next((i for i in inside if page.words[i].key == "and"), None)
    is_closed = stop < len(page.words) and page.words[stop].gap.startswith(",")
    if at is None or not is_closed or names & set(inside):
        return []
    found = [by_first[i] for i in inside if i > at and i in by_first]
    is_abroad = any(t.plural or title.country and t.country not in (None, title.country) for t in found)
    return [] if is_abroad else found


def _is_of_another(page: Page, figure: Figure, title: Title) -> bool:
    """Tell "in a call with X, the US president said" from X's own office: it opens a clause, or is abroad."""
    head = page.token(page.words[title.head].start)
    follows = page.words[title.last].gap if title.last < len(page.words) else ","
    is_subject = head.dep_ in ("nsubj", "nsubjpass") and head.head.i > head.i and not follows.startswith(",")
    homes = {t.country for t in page.register.terms_of(" ".join(figure.parts)) if len(t.country) == 3}
    is_foreign = title.country is not None and bool(homes) and title.country not in homes
    return is_foreign and title.role in LEADERS or is_subject and _is_in_setting(page, title)


def _is_in_setting(page: Page, title: Title) -> bool:
    """Tell whether all that stands before a title in its sentence is a setting: "In a call with X, the president"."""
    sentence = page.token(page.words[title.first].start).sent
    opening = next((token for token in sentence if not token.is_space), None)
    return opening is not None and opening.lower_ in SETTINGS and opening.dep_ == "prep"


def _before_style(page: Page, name: Name, by_last: dict[int, Title]) -> Title | None:
    """Give the office before a styled name: "the Minister of Foreign Affairs of Chad, H.E. Mr. Anna Alt"."""
    at = name.title.first if name.title else name.first
    first = at
    while at and page.words[at - 1].key.strip(".") in STYLES:
        at -= 1
    return by_last.get(at) if at < first and page.words[at].gap == ", " else None


def _after(page: Page, at: int, by_first: dict[int, Title]) -> Title | None:
    if at < len(page.words) and page.words[at].key in ("himself", "herself"):
        at += 1
    if at >= len(page.words) or page.words[at].gap not in (", ", " - ", " ("):
        return None
    for step in range(MAX_BETWEEN + 1):
        if title := by_first.get(at + step):
            return None if page.words[title.last - 1].owns else title
        if at + step >= len(page.words) or (
            page.words[at + step].key not in BETWEEN and not (step and page.words[at + step].is_capital)
        ):
            return None
        if step and page.words[at + step].gap != " ":
            return None
    return None


def settle_counterparts(company: Company) -> None:
    """Give "his Turkish counterpart Recep Tayyip Erdogan" the office of the one spoken of before him."""
    told = sorted(
        ((t.first, t) for f in company.figures for t in f.titles if t.role not in BYSTANDERS), key=itemgetter(0)
    )
    for figure in company.figures:
        for title in [t for t in figure.titles if t.role == "counterpart"]:
            before = [t for first, t in told if first < title.first and t.role != "counterpart"]
            figure.titles.remove(title)
            if before and before[-1].role not in STYLES_OF_RANK:
                office = replace(before[-1], country=title.country, first=title.first, last=title.last, head=title.head)
                company.give(figure, replace(office, acting=False, former=False, body=None, body_at=None))


def settle_countries(page: Page, figures: list[Figure]) -> None:
    """Set each figure's country and printed name: from its titles, the holders of offices, or the sentence."""
    for figure in figures:
        terms = terms_known(page.register, figure)
        if terms and len({t.name for t in terms}) == 1:
            figure.canonical = _canonical(figure, terms[0])
            figure.country = next((t.country for t in terms if len(t.country) == 3), None)
        stated = next(iter(_stated(figure)), None)
        is_in_role = any(role_agrees(title.role, term.role) for title in figure.titles for term in terms)
        known_by_office = (figure.canonical or is_in_role) and figure.country
        told = figure.country if known_by_office else stated or figure.country
        figure.country = told or country_beside(page, figure) or _nearby(page, figure)


def term_meant(register: Register, figure: Figure, title: Title) -> Holder | None:
    """Give the office that "Secretary" or "Minister" alone means, where the person held one such office only."""
    if title.role not in ("secretary", "minister") or title.former or title.acting:
        return None
    terms = [t for t in register.terms_of(figure.name) if role_agrees(title.role, t.role) and not t.acting]
    return terms[0] if len({t.role for t in terms}) == 1 else None


def _canonical(figure: Figure, term: Holder) -> str | None:
    """Give the full name behind a family name alone, and the usual one of a "Jr."; a monarch keeps his title."""
    if len(figure.parts) > 1:
        return term.name if figure.parts[-1].lower().rstrip(".") == "jr" else None
    return f"{term.label} {figure.parts[0]}" if term.role == "monarch" else term.name


def _stated(figure: Figure) -> Iterator[str]:
    return (t.country for t in figure.titles if t.country)


def terms_known(register: Register, figure: Figure) -> tuple[Holder, ...]:
    """Find the terms of office of a figure; by surname alone only where an office told agrees."""
    if len(figure.parts) > 1:
        found = register.terms_of(" ".join(figure.parts)) or _by_father(register, figure)
        return found or _by_both_families(register, figure)
    known = register.by_surname(figure.parts[0])
    roles = {t.role for t in figure.titles}
    countries = {t.country for t in figure.titles if t.country}
    in_role = [h for h in known if not roles or any(role_agrees(role, h.role) for role in roles)]
    return tuple(h for h in in_role if h.country in countries or not countries) or tuple(in_role if roles else ())


def _by_father(register: Register, figure: Figure) -> tuple[Holder, ...]:
    """Find "Faisal bin Farhan bin Abdullah Al Saud" by the name and the father's name, as the press has it."""
    parts = figure.parts[1:] if figure.parts[0].lower() in ROYAL_STYLES else figure.parts
    is_son = len(parts) >= FATHERS_NAME and parts[1].lower() in SON_OF
    return register.terms_of(" ".join(parts[:FATHERS_NAME])) if is_son else ()


def _by_both_families(register: Register, figure: Figure) -> tuple[Holder, ...]:
    """Find "Peña Nieto", "López Obrador" by the two family names, where one person only bears both."""
    terms = register.by_surname(" ".join(figure.parts))
    return terms if len({term.name for term in terms}) == 1 else ()


def country_beside(page: Page, figure: Figure) -> str | None:
    """Take the country told beside a name: "President Ama Boateng of Ghana", "Ghana's Ama Boateng"."""
    for name in figure.names:
        at = name.last
        if name.title and at + 1 < len(page.words) and page.words[at].key == "of" and page.words[at].gap == " ":
            at += 2 if page.words[at + 1].key == "the" and at + 2 < len(page.words) else 1
            if sense := page.chunks[page.chunk_of[at]].sense("country"):
                return sense.code
    beside = (owner_of(page, name) or _counterparts_country(page, name) for name in figure.names)
    return next((code for code in beside if code), None) or _country_of_office_before(page, figure)


def _country_of_office_before(page: Page, figure: Figure) -> str | None:
    """Take the country of the office before a rank: "the Chief of Staff of the Armed Forces of Chad, General X"."""
    for name in figure.names:
        first = name.title.first if name.title else name.first
        at = first - 1
        is_apart = page.words[first].gap not in (", ", " ")
        if at < 1 or is_apart or name.title is None or name.title.role not in STYLES_OF_RANK:
            continue
        is_forces = at > 1 and [word.key for word in page.words[at - 1 : at + 1]] == FORCES
        chunk = page.chunks[page.chunk_of[at - 2 if is_forces else at]]
        sense = chunk.sense("country", "adjective") if is_forces else chunk.sense("country")
        link = page.words[chunk.first - 1].key if chunk.first else ""
        before = {word.key for word in page.words[max(chunk.first - OFFICE_WORDS, 0) : chunk.first]}
        if sense and link in ("of", "the") and "of" in before and before & CHIEFS:
            return sense.code
    return None


def _counterparts_country(page: Page, name: Name) -> str | None:
    """Take the country of "his Ukrainian counterpart, General Anna Alt"."""
    first = name.title.first if name.title else name.first
    at = first - 1
    if at < 1 or page.words[first].gap != ", " or not page.words[at].key.startswith("counterpart"):
        return None
    owner = page.chunks[page.chunk_of[at - 1]].sense("adjective", "country", "seat")
    return owner.code if owner else None


def _nearby(page: Page, figure: Figure) -> str | None:
    """Take the last country named before a title that says none, within its sentence."""
    for title in figure.titles:
        if title.role not in OF_A_COUNTRY:
            continue
        start = page.token(page.words[title.first].start).sent.start_char
        at = page.chunk_of[title.first] - 1
        while at >= 0 and page.words[page.chunks[at].first].start >= start:
            sense = page.chunks[at].sense("country", "adjective", "seat")
            if sense:
                return sense.code
            at -= 1
    return None
