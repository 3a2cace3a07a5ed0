"""Resolve, from left to right, whom each name, title, pronoun and group denotes."""

from collections.abc import Callable, Iterator
from functools import partial

from spacy.tokens import Token

from timeline.extraction.actors import MentionKind
from timeline.extraction.lexicon import word_list
from timeline.extraction.people.cast import Body, Cast
from timeline.extraction.people.figures import Figure, nearest
from timeline.extraction.people.groups import Group, groups_in, members
from timeline.extraction.people.institutions import Institution, named
from timeline.extraction.people.names import Name
from timeline.extraction.people.pronouns import (
    PRONOUNS,
    add_handles,
    add_speakers_of_quotations,
    resolve_pronoun,
)
from timeline.extraction.people.sites import OF_A_PERSON, THINGS_OF_A_PERSON, Sites
from timeline.extraction.people.standing import FACELESS, add_faceless, add_title
from timeline.extraction.people.titles import Title

Step = tuple[int, Callable[[], None]]

# Offices that one holds by marriage.
OF_KIN = frozenset({"first_lady", "relative"})
# Where a seat of government is only a place: "in Seoul", "near Kyiv".
PLACE_PREPOSITIONS = word_list("place_prepositions")
# "The statement" means one told of at most so many tokens before.
PAPER_WINDOW = 150
ISSUED_PAPERS = word_list("issued_papers")
OFFICES_OF_A_PERSON = word_list("offices_of_a_person")
# "Macron's office" is the office of the president that he is.
OFFICE_OF_ROLE = {"president": "presidential office", "prime_minister": "prime minister's office"}
KINGDOMS = word_list("kingdoms")
GROUP_STARTS = frozenset({"the", "both", "two", "these", "their", "three"})
KINDS: dict[str, MentionKind] = {"seat": "metonym", "country": "country", "people": "country"}


def resolve(cast: Cast, sites: Sites) -> None:
    """Fill the cast's mentions."""
    cast.titles_at = {title.first: title for title in sites.titles}
    steps = [*_names(cast, sites), *_titles(cast, sites.titles), *_institutions(cast, sites.institutions)]
    steps += [*_groups(cast, sites.titles), *_papers(cast), *_pronouns(cast)]
    for _, run in sorted(steps, key=lambda step: step[0]):
        run()
    add_speakers_of_quotations(cast)
    add_handles(cast)


def _names(cast: Cast, sites: Sites) -> Iterator[Step]:
    owner = {name: figure for figure in cast.company.figures for name in figure.names}
    for name in sites.names:
        start = cast.page.words[name.first].start
        if name in owner:
            yield start, partial(_add_name, cast, name, owner[name])
        else:
            yield start, partial(_add_later_name, cast, name)


def _add_name(cast: Cast, name: Name, figure: Figure) -> None:
    words = cast.page.words
    if _names_a_thing(cast, name.last):
        _add_government_of(cast, name.first, name.last, figure)
        return
    if _names_office(cast, name.last):
        _add_office_of(cast, name.first, name.last, figure)
        return
    if name.title:
        cast.note_body_of(name.title)
    # "Presidents A and B": the title stands beside the first name only; a style ("Mr.") may stand between.
    is_beside = name.title is not None and name.first - name.title.last <= 1
    start = words[name.title.first if name.title and is_beside else name.first].start
    end = words[name.last - 1].end
    cast.add(start, end, "name", (figure,), (words[name.first].start, end))


def _add_later_name(cast: Cast, name: Name) -> None:
    """Read a bare name: the word of it that is a known figure's family name, or else its given name."""
    for wanted in (2, 1):
        for at in range(name.first, name.last):
            figure = _named_by(cast, name, at, wanted)
            if figure is None:
                continue
            if _names_a_thing(cast, at + 1):
                _add_government_of(cast, at, at + 1, figure)
                return
            if _names_office(cast, at + 1):
                _add_office_of(cast, at, at + 1, figure)
                return
            word = cast.page.words[at]
            cast.add(word.start, word.end, "name", (figure,))
            figure.note(Name(at, at + 1, (word.text,)), word.start)
            return


def _named_by(cast: Cast, name: Name, at: int, wanted: int) -> Figure | None:
    word = cast.page.words[at]
    fits = cast.company.answering(word.text, wanted)
    if not fits or (wanted == 1 and (len(fits) > 1 or not name.is_single)):
        return None
    if len(name.parts) > 1 and not (cast.page.in_heading(word.start) or at == name.last - 1):
        return None
    return nearest(_without_kin(cast, fits) if len(fits) > 1 else fits, word.start)


def _without_kin(cast: Cast, figures: list[Figure]) -> list[Figure]:
    """Leave out who has no office where the family name is also an office-holder's: "Obama" beside Michelle Obama."""
    known = [f for f in figures if cast.page.register.terms_of(f.name)]
    others = [f for f in figures if f not in known and {t.role for t in f.titles} - OF_KIN]
    return [*known, *others] if known else figures


def _names_office(cast: Cast, at: int) -> bool:
    """Tell "Macron's office", "Modi's aides": those who speak for a person."""
    words = cast.page.words
    return at < len(words) and words[at - 1].owns and words[at].key in OFFICES_OF_A_PERSON


def _add_office_of(cast: Cast, first: int, last: int, figure: Figure) -> None:
    """Note a person's office: that of the president or prime minister he is, else his own."""
    roles = {t.role for t in figure.titles if not t.former}
    words = next((words for role, words in OFFICE_OF_ROLE.items() if role in roles), None)
    code = figure.country if figure.country in cast.page.lexicon.countries else None
    name = named(cast.page, words, code, "") if words and code else f"Office of {figure.name}"
    body = cast.body(name, code, "office")
    cast.add(cast.page.words[first].start, cast.page.words[last].end, "organization", (body,))


def _names_a_thing(cast: Cast, at: int) -> bool:
    word = cast.page.words[at] if at < len(cast.page.words) else None
    if word is None or word.gap != " " or cast.page.words[at - 1].owns:
        return False
    return word.key in OF_A_PERSON or word.key in THINGS_OF_A_PERSON


def _add_government_of(cast: Cast, first: int, last: int, figure: Figure) -> None:
    """Note "the Biden administration" as the government of his country; "the Trump Tower" as nobody."""
    words = cast.page.words
    if words[last].key in OF_A_PERSON and figure.country in cast.page.lexicon.countries:
        assert figure.country is not None
        cast.add(words[first].start, words[last].end, "organization", (cast.government(figure.country),))


def _titles(cast: Cast, titles: tuple[Title, ...]) -> Iterator[Step]:
    for title in titles:
        start = cast.page.words[title.first].start
        if not title.plural:
            yield start, partial(add_title, cast, title)
        elif title.country or title.body or title.role in FACELESS:
            yield start, partial(add_faceless, cast, title, start, is_known=_is_definite(cast, title))


def _is_definite(cast: Cast, title: Title) -> bool:
    return title.first > 0 and cast.page.words[title.first - 1].key in ("the", "these", "those")


def _institutions(cast: Cast, found: tuple[Institution, ...]) -> Iterator[Step]:
    for item in found:
        yield cast.page.words[item.first].start, partial(_add_institution, cast, item)


def _add_institution(cast: Cast, item: Institution) -> None:
    words = cast.page.words
    start, end = words[item.first].start, words[item.last - 1].end
    is_vague = item.kind == "ministry" and not item.portfolio and item.words == "ministry"
    if not item.name or is_vague:
        body = _spoken_of(cast, item)
    else:
        body = cast.body(item.name, item.code, item.kind, item.portfolio)
    token = cast.page.token(start)
    if item.kind in KINDS and _is_part_of_name(cast, item):
        return
    if item.kind == "seat" and token.dep_ == "pobj" and token.head.lower_ in PLACE_PREPOSITIONS:
        return
    if body is not None:
        cast.add(start, end, KINDS.get(item.kind, "organization"), (body,))


def _is_part_of_name(cast: Cast, item: Institution) -> bool:
    """Tell "Malaysia Airlines", "Washington Post": a country or seat within the name of a thing."""
    words = cast.page.words
    after = words[item.last] if item.last < len(words) and not words[item.last - 1].owns else None
    return after is not None and after.gap == " " and after.is_capital and after.key in cast.page.lexicon.things


def _spoken_of(cast: Cast, item: Institution) -> Body | None:
    """Find which ministry "the ministry" is: the last of its kind, or that of the country spoken of last."""
    earlier = [b for m in reversed(cast.mentions) for b in m.members if isinstance(b, Body)]
    if item.kind == "country":
        subjects = [b for m in reversed(cast.mentions) if m.is_subject for b in m.members if isinstance(b, Body)]
        fits = [b for b in (*subjects, *earlier) if b.kind in ("government", "country", "seat")]
        return next((b for b in fits if item.words != "kingdom" or b.country in KINGDOMS), None)
    known = [b for b in earlier if b.kind == item.kind and item.code in (None, b.country)]
    same = next((b for b in known if item.portfolio in ("", b.portfolio)), None)
    if same or not item.portfolio:
        return same
    country = next((b.country for b in earlier if b.country in cast.page.lexicon.countries), None)
    if country is None:
        return None
    return cast.body(named(cast.page, item.words, country, item.portfolio), country, item.kind, item.portfolio)


def _groups(cast: Cast, titles: tuple[Title, ...]) -> Iterator[Step]:
    for group in groups_in(cast.page, titles):
        if group.role in FACELESS - {"leader"} or (group.country and not group.count):
            continue
        yield cast.page.words[group.first].start, partial(_add_group, cast, group)


def _add_group(cast: Cast, group: Group) -> None:
    words = cast.page.words
    start, end = words[group.first].start, words[group.last - 1].end
    if words[group.first].key in GROUP_STARTS or cast.page.in_heading(start):
        cast.add(start, end, "group", members(cast, group, start))


def _papers(cast: Cast) -> Iterator[Step]:
    for low, token in zip(cast.page.low, cast.page.tokens, strict=True):
        if low in ISSUED_PAPERS and token.i and token.nbor(-1).lower_ in ("the", "this", "their", "its"):
            yield token.idx, partial(_add_paper, cast, token)


def _add_paper(cast: Cast, token: Token) -> None:
    """Note "the statement said" as those who issued it: the subjects of the sentence that first told of it."""
    here = cast.sentence_of[token.i]
    for earlier in reversed(cast.page.tokens[max(token.i - PAPER_WINDOW, 0) : token.i]):
        number = cast.sentence_of[earlier.i]
        if number == here or earlier.lower_ != token.lower_:
            continue
        row = [m for m in cast.mentions if m.sentence == number and m.members and not m.is_quoted]
        issuers = [m for m in row if m.is_subject or m.end == earlier.idx + len(earlier)]
        if issuers:
            found = tuple(dict.fromkeys(member for m in issuers for member in m.members))
            cast.add(token.nbor(-1).idx, token.idx + len(token), "group" if len(found) > 1 else "organization", found)
            return


def _pronouns(cast: Cast) -> Iterator[Step]:
    for low, token in zip(cast.page.low, cast.page.tokens, strict=True):
        if low in PRONOUNS and token.tag_ in ("PRP", "PRP$", "WP", "WDT", "WP$"):
            yield token.idx, partial(_add_pronoun, cast, token)


def _add_pronoun(cast: Cast, token: Token) -> None:
    if found := resolve_pronoun(cast, token):
        cast.add(token.idx, token.idx + len(token), "pronoun", found)
