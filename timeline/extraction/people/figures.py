"""Figures: the persons behind the names. Names of one person come together, single words find their full names."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from timeline.extraction import holders
from timeline.extraction.lexicon import word_list
from timeline.extraction.people.names import GENERATIONS, PARTICLES, Name, is_family_first, is_tagged_as_name
from timeline.extraction.people.page import Page
from timeline.extraction.people.titles import STYLES_OF_RANK, Title

# Two spellings of one name agree in at least this share of their letters ("Kim Seon-ho", "Kim Sun-ho": 0.89).
SAME_SPELLING = 0.87
WESTERN_ORDER_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"})
# Roles that report and do not take part: never one of "the two".
BYSTANDERS = word_list("bystanders")
# The person whose relative is named stands at most so many words before.
KIN_WINDOW = 12
UNTITLED_ROLES = frozenset({"private", "kin"})


@dataclass(eq=False, slots=True)
class Figure:
    """A person of the text, while it is being read."""

    parts: tuple[str, ...]
    is_family_first: bool
    first: int
    names: list[Name] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    sex: str = ""
    country: str | None = None
    canonical: str | None = None
    by_given_name: bool = False

    @property
    def family(self) -> str:
        """Give the family name, folded."""
        return fold(self.parts[0] if self.is_family_first else family_of(self.parts))

    @property
    def is_reporter(self) -> bool:
        """Say whether the text knows the person as one who reports only."""
        if self.titles:
            return all(t.role == "journalist" for t in self.titles)
        return self.country is None and any(n.style == "reporter" for n in self.names)

    @property
    def is_bystander(self) -> bool:
        """Say whether the person holds only offices that report or advise, none that takes part."""
        return bool(self.titles) and all(t.role in BYSTANDERS for t in self.titles)

    @property
    def name(self) -> str:
        """Give the name to print."""
        return self.canonical or " ".join(self.parts)

    def answers_to(self, single: str) -> int:
        """Say how well a single word names the person: 2 the family name, 1 another part of the name, 0 not at all."""
        word = fold(single)
        if self.by_given_name:
            return 2 if word == fold(self.parts[0]) else 0
        if word == self.family:
            return 2
        others = self.parts[1:] if not self.is_family_first else self.parts[:1]
        return int(word in {fold(p) for p in others if len(p) > 2} or word == fold(self.parts[0]))


def fold(word: str) -> str:
    """Give a word in small plain letters: no accents, hyphens, apostrophes or stops, no Arabic article."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    bare = bare.translate(WESTERN_ORDER_LETTERS)
    for article in ("al-", "el-", "as-", "ad-", "ar-", "an-", "at-", "ash-"):
        if bare.startswith(article) and len(bare) > len(article) + 2:
            bare = bare[len(article) :]
    return "".join(c for c in bare if c.isalnum())


def family_of(parts: tuple[str, ...]) -> str:
    """Give the last part of a name that is no "Jr." or "III"."""
    return next((p for p in reversed(parts) if p.lower() not in GENERATIONS), parts[-1])


def gather(page: Page, names: tuple[Name, ...], told: Callable[[Name], bool]) -> list[Figure]:
    """Bring names together into figures: full names first, then single words that a full name or an office explains.

    `told` says whether an office is told after a name, which makes a doubtful name sure.
    """
    figures: list[Figure] = []
    heads = [n for n in names if not page.in_heading(page.words[n.first].start)]
    styled = {fold(n.parts[-1]) for n in heads if n.style in ("m", "f", "x")}
    for name in heads:
        if not name.is_single and (name.is_sure or fold(name.parts[-1]) in styled or told(name) or _is_known(name)):
            _place(page, figures, name)
    families = {f.family for f in figures}
    for name in heads:
        if not name.is_single and not name.is_sure and _is_relative_of(page, name, families):
            _place(page, figures, name)
    for name in heads:
        if name.is_single and name.style == "kin":
            _place_relative(page, figures, name)
        elif name.is_single and name.is_sure:
            _place_single(page, figures, name)
    return figures


def _is_relative_of(page: Page, name: Name, families: set[str]) -> bool:
    """Tell whether an unknown full name has the family name of a known person."""
    in_thing = name.last < len(page.words) and page.words[name.last].key in page.lexicon.things
    return fold(family_of(name.parts)) in families and is_tagged_as_name(page, name.first) and not in_thing


def _is_known(name: Name) -> bool:
    return bool(holders.terms_of(" ".join(name.parts)))


def _place(page: Page, figures: list[Figure], name: Name) -> None:
    figure = next((f for f in figures if same_person(f, name.parts)), None)
    if figure is None:
        figure = Figure(name.parts, _has_family_first(page, name), page.words[name.first].start)
        figures.append(figure)
    elif len(name.parts) > len(figure.parts) and figure.parts[0] in name.parts:
        figure.parts = name.parts if len([p for p in figure.parts if p.lower() not in PARTICLES]) < 2 else figure.parts
    _note(page, figure, name)


def _note(page: Page, figure: Figure, name: Name) -> None:
    figure.names.append(name)
    if name.title:
        figure.titles.append(name.title)
    figure.sex = figure.sex or (name.style if name.style in ("m", "f") else "") or _sex(page, figure)


def _sex(page: Page, figure: Figure) -> str:
    given = figure.parts[-1 if figure.is_family_first else 0]
    return page.lexicon.given.get(given, "") if len(figure.parts) > 1 else ""


def _has_family_first(page: Page, name: Name) -> bool:
    terms = holders.terms_of(" ".join(name.parts))
    if terms:
        return terms[0].country in holders.FAMILY_NAME_FIRST
    east = name.title is not None and name.title.country in (*holders.FAMILY_NAME_FIRST, "VNM", "HKG", "SGP")
    return is_family_first(page, name.parts) or (east and name.parts[0] in page.lexicon.family_first)


def same_person(figure: Figure, parts: tuple[str, ...]) -> bool:
    """Say whether a full name is a spelling or another form of a figure's name."""
    own, other = [fold(p) for p in figure.parts], [fold(p) for p in parts]
    if ("jr" in own) != ("jr" in other):
        return False
    if own == other or "".join(own) == "".join(other):
        return True
    if len(own) < 2:
        return own[0] == other[-1] and not figure.is_family_first
    if figure.family in (other[-1], other[0]) and _given_agree(own, other):
        return True
    return own[0][0] == other[0][0] and SequenceMatcher(None, " ".join(own), " ".join(other)).ratio() >= SAME_SPELLING


def _given_agree(own: list[str], other: list[str]) -> bool:
    """One name's parts are all in the other, initials standing for names ("Petro O. Poroshenko")."""
    short, long = sorted((own, other), key=len)
    if short[-1] == long[-1] and short[0] == long[0] and len(short) != len(long):
        return True
    return all(any(p == q or (1 in (len(p), len(q)) and p[0] == q[0]) for q in long) for p in short)


def _place_single(page: Page, figures: list[Figure], name: Name) -> None:
    """Give a titled single name ("President Moon") to the figure it names, or make a figure of it."""
    word = family_of(name.parts)
    at = page.words[name.first].start
    holding = holders_of(name, word)
    fits = [f for f in figures if f.answers_to(word) == 2 and _agrees(f, name)]
    known = nearest(page, [f for f in fits if not holding or len(f.parts) == 1 or _is_one_of(f, holding)], at)
    if known is None:
        if name.title and name.title.role in UNTITLED_ROLES:
            return
        known = Figure(name.parts, is_family_first=False, first=at)
        figures.append(known)
    _note(page, known, name)


def _is_one_of(figure: Figure, names: set[str]) -> bool:
    return any(same_person(figure, tuple(name.split())) for name in names)


def holders_of(name: Name, word: str) -> set[str]:
    """Give the full names of those who held the office that stands with a family name."""
    if name.title is None:
        return set()
    return {h.name for h in holders.by_surname(word) if h.role == name.title.role and not h.acting}


def _place_relative(page: Page, figures: list[Figure], name: Name) -> None:
    """Make a figure of "his wife Judy" under the family name of the person named last before, of that sex."""
    given, sexes = name.parts[0], {"his": "m", "her": "f"}
    before = [page.words[at].key for at in range(max(name.first - 4, 0), name.first)]
    sex = next((sexes[w] for w in reversed(before) if w in sexes), "")
    at = page.words[name.first].start
    fits = [f for f in figures if f.first < at and not f.by_given_name and (not sex or f.sex in ("", sex))]
    owners = [w.text for w in page.words[max(name.first - KIN_WINDOW, 0) : name.first - 1] if w.is_capital]
    kin = next((f for w in reversed(owners) for f in fits if f.answers_to(w) == 2), None) or nearest(page, fits, at)
    if kin is None or given not in page.lexicon.given or any(fold(given) == fold(f.parts[0]) for f in figures):
        return
    figure = Figure((given, kin.parts[-1]), is_family_first=False, first=at, by_given_name=True)
    figures.append(figure)
    _note(page, figure, name)


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


def nearest(page: Page, figures: list[Figure], at: int) -> Figure | None:
    """Give the figure named last before an offset, or else the first one after it."""
    before, after = [], []
    for figure in figures:
        starts = [page.words[n.first].start for n in figure.names]
        earlier = [s for s in starts if s < at]
        if earlier:
            before.append((max(earlier), figure))
        elif starts:
            after.append((min(starts), figure))
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(after, key=lambda pair: pair[0])[1] if after else None
