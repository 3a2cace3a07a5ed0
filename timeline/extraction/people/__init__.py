"""Persons, offices and organizations, and whom each name, title, pronoun, group and metonym denotes.

words ─ chunks (lexicon phrases) ─ sites.scan ─▶ names, titles, institutions
  ─ gather ─▶ Figures (one a person), their Company ─ appositions ─▶ their offices and countries
  ─ resolve ─▶ Mentions, from left to right ─▶ Actors
"""

from dataclasses import replace

from spacy.tokens import Doc

from timeline.extraction import holders
from timeline.extraction.actors import Actors
from timeline.extraction.document import Document
from timeline.extraction.holders import OF_BODIES, Register
from timeline.extraction.people.appositions import (
    MAX_BETWEEN,
    attach,
    is_told,
    settle_counterparts,
    settle_countries,
    term_meant,
    terms_known,
)
from timeline.extraction.people.cast import Body, Cast, Member, Mention, finished, open_cast
from timeline.extraction.people.figures import Figure
from timeline.extraction.people.gather import gather
from timeline.extraction.people.known import day_of
from timeline.extraction.people.page import open_page
from timeline.extraction.people.resolve import resolve
from timeline.extraction.people.sites import scan
from timeline.extraction.people.standing import GENERAL
from timeline.extraction.people.titles import LEADERS, Title, role_agrees
from timeline.extraction.reading import Office, Organization, Passage, Person, Span

# So many places are enough to show that somebody holds an office.
MAX_EVIDENCE = 2


def find(document: Document, doc: Doc, published_on: str | None = None, register: Register | None = None) -> Actors:
    """Find the actors of a text and resolve every mention of them.

    `published_on`, an ISO day or date-time known beside the text, tells who "the French foreign minister" was;
    `register` knows the office-holders, by default those of the file.
    """
    if not len(doc):
        return Actors()
    page = open_page(document, doc, register or holders.standard())
    sites = scan(page)
    company = gather(page, sites.names, is_told(page, sites.titles), day_of(document, published_on))
    sites = attach(page, company, sites)
    settle_counterparts(company)
    settle_countries(page, company.figures)
    cast = open_cast(page, company, published_on)
    resolve(cast, sites)
    return _actors(cast)


def _actors(cast: Cast) -> Actors:
    seen: dict[Member, list[Passage]] = {}
    for mention in sorted(cast.mentions, key=lambda m: m.start):
        for member in mention.members:
            passages = seen.setdefault(member, [])
            if (
                (mention.kind == "name" and not _is_handle(cast, mention))
                or _is_named_by_office(member, mention)
                or (isinstance(member, Body) and mention.kind != "group")
            ):
                start, end = mention.name
                passages.append(Passage(cast.page.document.text[start:end], start, end))
    for body, start, end in cast.named_in_titles:
        seen.setdefault(body, []).append(Passage(cast.page.document.text[start:end], start, end))
    ids: dict[Member, str] = {}
    persons = [m for m in seen if isinstance(m, Figure) and not m.is_reporter]
    bodies = [m for m in seen if isinstance(m, Body)]
    ids |= {figure: f"p{n}" for n, figure in enumerate(persons, 1)}
    ids |= {body: f"o{n}" for n, body in enumerate(bodies, 1)}
    return Actors(
        persons=tuple(Person(ids[f], f.name, f.country, _offices(cast, f), tuple(seen[f])) for f in persons),
        organizations=tuple(Organization(ids[b], b.name, b.country, tuple(seen[b])) for b in bodies),
        mentions=finished(cast.mentions, ids),
        officials=frozenset(ids[f] for f in persons if _holds_office(cast, f)),
    )


def _is_handle(cast: Cast, mention: Mention) -> bool:
    """Tell an account ("@ZelenskyyUa") from a form of the name."""
    return cast.page.document.text[mention.start] == "@"


def _holds_office(cast: Cast, figure: Figure) -> bool:
    """Tell whether a person known by the full name is in office on the day of the text, on any where it has none."""
    if len(figure.parts) == 1:
        terms = cast.page.register.terms_of(figure.canonical) if figure.canonical else ()
        return any(cast.day is None or term.holds(cast.day) for term in terms)
    return any(cast.day is None or term.holds(cast.day) for term in terms_known(cast.page.register, figure))


def _is_named_by_office(member: Member, mention: Mention) -> bool:
    """Tell whether the title is all that the text has of a person: then it stands as the mention."""
    return isinstance(member, Figure) and member.by_office_only and mention.kind == "title"


def _offices(cast: Cast, figure: Figure) -> tuple[Office, ...]:
    """Give a figure's offices, each once, the country filled in where the title leaves it out."""
    out: dict[tuple[str, str | None, bool, bool], Office] = {}
    roles = {title.role for title in figure.titles}
    for title in figure.titles:
        if any(role != title.role and title.role in GENERAL and role_agrees(title.role, role) for role in roles):
            continue
        office = title.office(_evidence(cast, figure, title))
        term = term_meant(cast.page.register, figure, title)
        office = replace(office, label=term.label, role=term.role) if term else office
        if not title.body and office.role not in OF_BODIES:
            office = replace(office, country=office.country or figure.country)
        is_known = office.role in LEADERS or office.role.endswith("_minister")
        key = (office.role if is_known else office.label.lower(), office.country, office.acting, office.former)
        known = out.setdefault(key, office)
        if known is not office and len(known.evidence) < MAX_EVIDENCE:
            out[key] = replace(known, evidence=known.evidence + office.evidence)
    return tuple(out.values())


def _evidence(cast: Cast, figure: Figure, title: Title) -> Span:
    """Give the words that tell an office: the title, with the name where it stands beside it."""
    words = cast.page.words
    name = next((n for n in figure.names if n.title is title or 0 <= title.first - n.last <= MAX_BETWEEN), None)
    first, last = (min(name.first, title.first), max(name.last, title.last)) if name else (title.first, title.last)
    return words[first].start, words[last - 1].end
