"""Bring names together into figures, single words to the full names they stand for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from timeline.extraction import holders
from timeline.extraction.people.company import LATEST, Company
from timeline.extraction.people.figures import Figure, family_of, fold, nearest, same_person
from timeline.extraction.people.names import PARTICLES, Name, is_family_first, is_tagged_as_name
from timeline.extraction.people.page import Page
from timeline.extraction.people.titles import STYLES_OF_RANK

# The person whose relative is named stands at most so many words before.
KIN_WINDOW = 12
NAME_AND_FAMILY = 2
# Royals are spoken of by their given names: "Prince Mohammed".
ROYAL = frozenset({"monarch", "crown_prince", "prince", "sheikh"})
# Offices that make no public figure of a family name alone ("linebacker Harold").
UNTITLED_ROLES = frozenset({"private", "journalist"})
# A president is sworn in within so many days of the election.
ELECT = timedelta(days=80)
# Offices whose holders headlines and short reports call by the family name alone.
FAMOUS_ROLES = frozenset({"president", "prime_minister", "chancellor", "supreme_leader"}) | holders.OF_BODIES
# The bodies whose heads the office-holders' file has, by their names there.
BODIES = frozenset({"NATO", "UN", "EU"})
# Countries besides those of the office-holders' file whose names have the family name first.
# Ethiopians and Eritreans are called by their own names, which stand first; the second is the father's.
FAMILY_NAME_FIRST = frozenset({*holders.FAMILY_NAME_FIRST, "VNM", "HKG", "SGP", "ETH", "ERI"})


def gather(page: Page, names: tuple[Name, ...], told: Callable[[Name], bool], day: date | None = None) -> Company:
    """Bring names together: full names first, then single words that a full name or an office explains.

    `told` says whether an office is told after a name, which makes a doubtful name sure; `day` is that of publication.
    """
    company = Company()
    heads = [n for n in names if not page.in_heading(page.words[n.first].start)]
    styled = {fold(n.parts[-1]) for n in heads if n.style in ("m", "f", "x")}
    for name in heads:
        if not name.is_single and (
            name.is_sure or fold(name.parts[-1]) in styled or told(name) or _is_known(page, name)
        ):
            _place(page, company, name)
    families = {f.family for f in company.figures}
    for name in heads:
        if not name.is_single and not name.is_sure and _is_relative_of(page, name, families):
            _place(page, company, name)
    for name in heads:
        if name.is_single and name.style == "kin":
            _place_relative(page, company, name)
        elif name.is_single and name.is_sure:
            _place_single(page, company, name)
    doubtful = [name for name in heads if name.is_single and not name.style and not name.is_sure]
    _place_famous(page, company, doubtful, day)
    return company


def _place_famous(page: Page, company: Company, names: list[Name], day: date | None) -> None:
    """Make a figure of "Putin" where the text gives no more: the one of that name in high office on its day.

    Of an undated text, the only one of that name who ever held such an office. The text must speak of his country,
    and the word must be read as a name.
    """
    senses = [chunk.sense("country", "adjective", "seat", "org") for chunk in page.chunks if chunk.senses]
    spoken_of = {sense.code for sense in senses if sense is not None}
    spoken_of |= {word.text for word in page.words if word.text in BODIES}
    for name in names:
        word, at = name.parts[0], page.words[name.first].start
        if company.by_word.get(fold(word)) or not is_tagged_as_name(page, name.first):
            continue
        roles = FAMOUS_ROLES if day is None else FAMOUS_ROLES | {"foreign_minister"}
        terms = [t for t in page.register.by_surname(word) if t.role in roles and _is_in_office(t, day)]
        if len({t.name for t in terms}) != 1 or not spoken_of & {t.country for t in terms}:
            continue
        is_family_first = terms[0].country in holders.FAMILY_NAME_FIRST
        figure = Figure(tuple(terms[0].name.split()), is_family_first, at, canonical=terms[0].name)
        company.add(figure)
        _note(page, company, figure, name)


def _is_in_office(term: holders.Holder, day: date | None) -> bool:
    """Tell whether somebody holds an office on a day, or is elected to it and about to take it."""
    return day is None or term.holds(day) or term.role == "president" and day < term.start <= day + ELECT


def _is_relative_of(page: Page, name: Name, families: set[str]) -> bool:
    """Tell whether an unknown full name has the family name of a known person."""
    in_thing = name.last < len(page.words) and page.words[name.last].key in page.lexicon.things
    return fold(family_of(name.parts)) in families and is_tagged_as_name(page, name.first) and not in_thing


def _is_known(page: Page, name: Name) -> bool:
    return bool(page.register.terms_of(" ".join(name.parts)))


def _place(page: Page, company: Company, name: Name) -> None:
    known = _in_known_order(page, name)
    figure = company.same(known)
    if figure is None:
        figure = Figure(known.parts, _has_family_first(page, known), page.words[name.first].start)
        company.add(figure)
    elif len([p for p in figure.parts if p.lower() not in PARTICLES]) < 2 <= len(name.parts):
        company.rename(figure, name.parts)
    elif len(figure.parts) > NAME_AND_FAMILY and known.parts[: len(figure.parts)] == figure.parts != known.parts:
        company.rename(figure, known.parts)
    _note(page, company, figure, name)


def _in_known_order(page: Page, name: Name) -> Name:
    """Turn "Iwaya Takeshi", as his own ministry writes, into the order under which the holder is known."""
    turned = name.parts[::-1]
    if len(name.parts) != NAME_AND_FAMILY or _is_known(page, name) or not page.register.terms_of(" ".join(turned)):
        return name
    return replace(name, parts=turned)


def _note(page: Page, company: Company, figure: Figure, name: Name) -> None:
    figure.note(name, page.words[name.first].start)
    if name.title:
        company.give(figure, name.title)
    figure.sex = figure.sex or (name.style if name.style in ("m", "f") else "") or _sex(page, figure)


def _sex(page: Page, figure: Figure) -> str:
    given = figure.parts[-1 if figure.is_family_first else 0]
    return page.lexicon.given.get(given, "") if len(figure.parts) > 1 else ""


def _has_family_first(page: Page, name: Name) -> bool:
    terms = page.register.terms_of(" ".join(name.parts))
    if terms:
        return terms[0].country in holders.FAMILY_NAME_FIRST
    east = name.title is not None and name.title.country in FAMILY_NAME_FIRST
    return is_family_first(page, name.parts) or (east and name.parts[0] in page.lexicon.family_first)


def _place_single(page: Page, company: Company, name: Name) -> None:
    """Give a titled single name ("President Moon") to the figure it names, or make a figure of it."""
    word = family_of(name.parts)
    at = page.words[name.first].start
    holding = _holders_of(page, name, word)
    fits = [f for f in company.answering(word, 2) if _agrees(f, name)]
    if not fits and name.title and name.title.role in ROYAL:
        fits = [f for f in company.answering(word, 1) if any(t.role in ROYAL for t in f.titles)]
    fits = fits or _called_by_given_name(company, name, word)
    known = nearest((f for f in fits if not holding or len(f.parts) == 1 or _is_one_of(page, f, holding)), at)
    if known is None:
        if name.title and name.title.role in UNTITLED_ROLES:
            return
        known = Figure(name.parts, is_family_first=False, first=at)
        company.add(known)
    _note(page, company, known, name)


def _called_by_given_name(company: Company, name: Name, word: str) -> list[Figure]:
    """Give the figures of the office named whose first name it stands with: "Prime Minister Abiy"."""
    role = name.title.role if name.title else None
    return [
        f
        for f in company.answering(word, 1)
        if fold(f.parts[0]) == fold(word) and any(title.role == role for title in f.titles)
    ]


def _is_one_of(page: Page, figure: Figure, names: set[str]) -> bool:
    """Tell whether a figure bears one of some names, or is known to the register under one of them."""
    known = {term.name for term in page.register.terms_of(" ".join(figure.parts))}
    return bool(known & names) or any(same_person(figure, tuple(name.split())) for name in names)


def _holders_of(page: Page, name: Name, word: str) -> set[str]:
    """Give the full names of those who held the office that stands with a family name."""
    if name.title is None:
        return set()
    return {h.name for h in page.register.by_surname(word) if h.role == name.title.role and not h.acting}


def _place_relative(page: Page, company: Company, name: Name) -> None:
    """Make a figure of "his wife Judy" under the family name of the person named last before, of that sex."""
    given, sexes = name.parts[0], {"his": "m", "her": "f"}
    if given not in page.lexicon.given or any(fold(given) == fold(f.parts[0]) for f in company.by_word[fold(given)]):
        return
    before = page.words[max(name.first - KIN_WINDOW, 0) : name.first - 1]
    sex = next((sexes[w.key] for w in reversed(before[-3:]) if w.key in sexes), "")
    at = page.words[name.first].start
    named = [f for w in reversed(before) if w.is_capital for f in company.answering(w.text, 2)]
    earlier = [f for f in company.figures[-LATEST:] if f.first < at]
    fits = [f for f in named if _may_be_kin(f, sex)] or [f for f in earlier if _may_be_kin(f, sex)]
    kin = fits[0] if named and fits else nearest(fits, at)
    if kin is None:
        return
    figure = Figure((given, kin.parts[-1]), is_family_first=False, first=at, by_given_name=True)
    company.add(figure)
    _note(page, company, figure, name)


def _may_be_kin(figure: Figure, sex: str) -> bool:
    return not figure.by_given_name and (not sex or figure.sex in ("", sex))


def _agrees(figure: Figure, name: Name) -> bool:
    """Tell whether a title may be the figure's: of no other country, of no other sex."""
    if name.style in ("m", "f") and figure.sex and name.style != figure.sex:
        return False
    if name.title is None or not figure.titles or name.title.role in STYLES_OF_RANK:
        return True
    countries = {t.country for t in figure.titles if t.country}
    crowned = {t.role == "monarch" for t in figure.titles if t.role not in STYLES_OF_RANK}
    if crowned and (name.title.role == "monarch") not in crowned:
        return False
    return not (name.title.country and countries and name.title.country not in countries)
