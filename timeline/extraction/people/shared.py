"""Offices and countries that several names share: "Presidents A of X and B of Y", "the X and Y ministers, A and B"."""

from dataclasses import replace

from timeline.extraction.language import lemma
from timeline.extraction.lexicon import word_list
from timeline.extraction.people.names import Name, is_part_of_thing, is_tagged_as_name
from timeline.extraction.people.page import Page
from timeline.extraction.people.titles import LEADERS, Title, singular_label

COUNTRY = ("adjective", "country", "seat")
# Who is spoken with or met is a person: "met France's X", "a call with France's X".
TALKING = word_list("talking_words")
PARTNERS = frozenset({"with", "to", "and", "between", "by", "from"})
# So many countries make a list.
PAIR = 2


def share(page: Page, names: tuple[Name, ...], titles: tuple[Title, ...]) -> tuple[tuple[Name, ...], tuple[Title, ...]]:
    """Give each name of a list its part of the plural title before it, and take titles so given out of `titles`."""
    given: dict[Name, Name] = {}
    for at, name in enumerate(names):
        if name.title is not None and _is_plural(page, name.title):
            given |= _shared(page, replace(name.title, label=singular_label(page, name.title)), names, at)
    by_first = {name.first: at for at, name in enumerate(names)}
    left = []
    for title in titles:
        new = _told_after(page, title, names, by_first) if title.plural else {}
        given |= new
        if not new:
            left.append(title)
    named = tuple(given.get(name, name) for name in names)
    return tuple(_of_owner(page, name, named) for name in named), tuple(left)


def _is_plural(page: Page, title: Title) -> bool:
    return page.chunks[page.chunk_of[title.head]].sense("head") is None


def _shared(page: Page, title: Title, names: tuple[Name, ...], at: int) -> dict[Name, Name]:
    """Give a plural title to the name after it and to those listed with that name."""
    listed = _listed(page, names, at)
    first, codes = _before(page, title)
    if len(codes) != len(listed) or len(codes) < PAIR:
        codes, first = (title.country,) * len(listed), title.first
    return {
        name: replace(name, title=replace(title, country=code, first=first), is_sure=True)
        for name, code in zip(listed, codes, strict=True)
        if not name.is_single or title.role in LEADERS
    }


def _told_after(page: Page, title: Title, names: tuple[Name, ...], by_first: dict[int, int]) -> dict[Name, Name]:
    """Read "the X and Y ministers, A and B", "the ministers of X and Y, A and B": each has the country at his place."""
    first, codes = _before(page, title)
    last = title.last
    if len(codes) < PAIR and title.last > title.head + 1:
        last, codes = _onward(page, title)
    at = by_first.get(last)
    if at is None or page.words[last].gap != ", " or len(codes) < PAIR:
        return {}
    listed = _listed(page, names, at)
    if len(listed) != len(codes) or any(name.is_single or name.title for name in listed):
        return {}
    one = replace(title, first=first, last=last, plural=False, label=singular_label(page, title))
    return {
        name: replace(name, title=replace(one, country=code), is_sure=True)
        for name, code in zip(listed, codes, strict=True)
    }


def _before(page: Page, title: Title) -> tuple[int, tuple[str | None, ...]]:
    """Give the countries told before a title ("the X, Y and Z ministers"), and the word with which they begin."""
    own = page.chunks[page.chunk_of[title.first]]
    if not own.sense(*COUNTRY):
        return title.first, ()
    codes: list[str | None] = [title.country]
    first = title.first
    while first > 1:
        end = first - 1 if page.words[first - 1].key == "and" else first
        chunk = page.chunks[page.chunk_of[end - 1]]
        sense = chunk.sense(*COUNTRY)
        if not sense or chunk.last != end or (end == first and page.words[first].gap != ", "):
            break
        codes.insert(0, sense.code)
        first = chunk.first
    return first, tuple(codes)


def _onward(page: Page, title: Title) -> tuple[int, tuple[str | None, ...]]:
    """Give the countries told after a title ("the ministers of X and Y"), and the word after them."""
    codes: list[str | None] = [title.country]
    last = title.last
    while last + 1 < len(page.words):
        at = last + 1 if page.words[last].key == "and" else last
        if at == last and page.words[last].gap != ", ":
            break
        at += page.words[at].key == "the" and page.chunks[page.chunk_of[at]].last == at + 1
        chunk = page.chunks[page.chunk_of[at]]
        sense = chunk.sense("country", "seat")
        if not sense or chunk.first > at:
            break
        codes.append(sense.code)
        last = chunk.last
    return last, tuple(codes)


def _listed(page: Page, names: tuple[Name, ...], at: int) -> list[Name]:
    """Give a name and those listed with it up to "and", each perhaps with the country after it; else it alone."""
    out = [names[at]]
    for name in names[at + 1 :]:
        joint = _joint(page, out[-1], name)
        if not joint or name.title or name.style:
            break
        out.append(name)
        if joint == "and":
            return out
    return out[:1]


def _joint(page: Page, name: Name, after: Name) -> str:
    """Give what joins a name to the one after it: a comma, "and", or nothing that does."""
    at = _past_country(page, name.last)
    if at >= len(page.words) or at > after.first or page.words[at].gap not in (" ", ", "):
        return ""
    if page.words[at].key == "and":
        return "and" if at + 1 == after.first else ""
    return "," if at == after.first and page.words[at].gap == ", " else ""


def _past_country(page: Page, at: int) -> int:
    words = page.words
    if at + 1 >= len(words) or words[at].key not in ("of", "from") or words[at].gap != " ":
        return at
    chunk = page.chunks[page.chunk_of[at + 1]]
    if words[at + 1].key == "the" and chunk.last == at + 2 < len(words):
        chunk = page.chunks[page.chunk_of[at + 2]]
    return chunk.last if chunk.sense("country", "seat") else at


def _of_owner(page: Page, name: Name, names: tuple[Name, ...]) -> Name:
    """Take "X's Ama Boateng" for a person where it stands beside one, or where it is spoken with or met."""
    if name.is_sure or name.is_single or name.style or not owner_of(page, name):
        return name
    is_thing = is_part_of_thing(page, name.first, name.last) or not is_tagged_as_name(page, name.first)
    if is_thing or page.token(page.words[name.last - 1].start).tag_ in ("NNS", "NNPS"):
        return name
    return replace(name, is_sure=True) if _is_beside_person(page, name, names) else name


def owner_of(page: Page, name: Name) -> str:
    """Give the country that owns a name ("New Zealand's Ama Boateng"), empty for none."""
    before = name.first - 1
    if name.title or before < 0 or not page.words[before].owns or page.words[name.first].gap not in (" ", "' ", "'s "):
        return ""
    sense = page.chunks[page.chunk_of[before]].sense("country", "seat")
    return sense.code if sense else ""


def _is_beside_person(page: Page, name: Name, names: tuple[Name, ...]) -> bool:
    token = page.token(page.words[name.last - 1].start)
    sure = {page.token(page.words[n.last - 1].start).i for n in names if n.is_sure}
    if any(other.i in sure for other in token.conjuncts):
        return True
    top = token
    while top.dep_ == "conj" and top.head.i != top.i:
        top = top.head
    if top.dep_ == "pobj" and top.head.lower_ in PARTNERS:
        return lemma(top.head.head) in TALKING
    return top.dep_ in ("dobj", "nsubj") and lemma(top.head) in TALKING
