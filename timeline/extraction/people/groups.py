"""Groups: "the two", "both sides", "the defense chiefs", "they", and the parties they gather."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from timeline.extraction.people.cast import Body, Cast, Member, Mention, governor
from timeline.extraction.people.figures import BYSTANDERS, Figure
from timeline.extraction.people.page import Page
from timeline.extraction.people.titles import LEADERS, Title, role_agrees

COUNTS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "quartet": 4}
# Parties are looked for in so many sentences back; in the nearest ones also where each stands in a sentence of its own.
FOCUS_SENTENCES = 40
NEAR_SENTENCES = 2
# Parties of a clause go before persons named together only in passing, so many sentences back.
MAIN_SENTENCES = 3
# Heads named together so many sentences before others go before these.
FEW_SENTENCES = 4
# "The sides" without a number are two, three or four; more were only listed together.
MAX_UNCOUNTED = 4
PAIR = 2
DEFINITE = frozenset({"the", "both", "their", "these"})
# What may stand before "sides" and tells nothing about who they are.
AT_ODDS = frozenset({"warring", "rival", "opposing", "feuding"})
# Offices that say no more than that somebody speaks for a state.
OF_A_STATE = frozenset({"leader", "counterpart", "head", "chief"})
# Words that fit any of those in focus where they are counted: "the two officials", "the three diplomats".
ANYBODY = frozenset({"official", "diplomat"})


@dataclass(frozen=True, slots=True)
class Group:
    """A group noun phrase: words `first` to `last`, how many it counts (0: unsaid), whom it gathers, their office."""

    first: int
    last: int
    count: int
    gathers: str
    role: str = ""
    country: str | None = None


def groups_in(page: Page, titles: tuple[Title, ...]) -> Iterator[Group]:
    """Find the group phrases: plural titles, group nouns with an article or a number, "the two" and "both" alone."""
    for title in titles:
        if title.plural:
            first, count = _before(page, title.first)
            if title.body and not count:
                # "The G7 leaders" are those of the body, whoever was named before.
                continue
            known = count and title.role in ANYBODY and page.words[first].key in DEFINITE
            yield Group(first, title.last, count, "persons", "" if known else title.role, title.country)
    taken = {w for t in titles for w in range(t.first, t.last)}
    for at, word in enumerate(page.words):
        if at in taken:
            continue
        gathers = page.lexicon.groups.get(word.key)
        first, count = _before(page, at)
        if gathers and (first < at or word.key in COUNTS) and page.token(word.start).tag_.startswith("NN"):
            yield Group(first, at + 1, COUNTS.get(word.key, count), gathers)
        elif word.key in ("two", "both", "three") and _stands_alone(page, at, taken):
            yield Group(first, at + 1, COUNTS[word.key], "persons")


def _before(page: Page, at: int) -> tuple[int, int]:
    """Take in the article and the number before a group noun."""
    count, first = 0, at
    for _ in range(3):
        if not first or page.words[first].gap != " ":
            break
        key = page.words[first - 1].key
        if key not in DEFINITE and key not in COUNTS and key not in AT_ODDS:
            break
        count = COUNTS.get(key, count)
        first -= 1
    return first, count


def _stands_alone(page: Page, at: int, taken: set[int]) -> bool:
    token = page.token(page.words[at].start)
    the = at and page.words[at - 1].key == "the" and page.words[at].gap == " "
    if at + 1 in taken or token.dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj", "conj"):
        return False
    of = at + 1 < len(page.words) and page.words[at + 1].key in ("of", "and", "or", "to")
    return not of and (bool(the) or (page.words[at].key == "both" and token.dep_ in ("nsubj", "nsubjpass")))


def members(cast: Cast, group: Group, at: int) -> tuple[Member, ...]:
    """Give the parties of a group: those named together most recently, or first after it in a headline."""
    fits = _fits(group)
    is_side = group.gathers == "sides"
    if group.role in OF_A_STATE:
        placed = _together(cast, at, group.count, lambda m: isinstance(m, Figure) and fits(m) and _is_placed(m))
        placed = _heads_before(cast, group, at, placed)
    else:
        placed = ()
    persons = placed or _together(
        cast, at, group.count, lambda m: isinstance(m, Figure) and fits(m) and _has_side(m, is_side)
    )
    if group.gathers == "persons":
        return persons or (pair_just_named(cast, at) if group.role and group.count != 1 else ())
    bodies = _together(cast, at, group.count, lambda m: isinstance(m, Body) and m.country is not None)
    if group.gathers == "governments" and group.count == PAIR and _are_of_talks(cast, at, persons, bodies):
        return _governments(cast, persons)
    if group.gathers == "sides" and persons and (not bodies or _latest(cast, at, persons) >= _latest(cast, at, bodies)):
        return persons
    return bodies or _governments(cast, persons)


def _heads_before(cast: Cast, group: Group, at: int, placed: tuple[Member, ...]) -> tuple[Member, ...]:
    """Give "the two leaders" who lead their states, where only one of those named last does."""
    if group.role != "leader" or group.count != PAIR or all(_leads(member) for member in placed):
        return placed
    heads = _together(cast, at, group.count, _leads)
    return heads if heads and _latest(cast, at, heads) >= _latest(cast, at, placed) - FEW_SENTENCES else placed


def _leads(member: Member) -> bool:
    return isinstance(member, Figure) and any(t.role in LEADERS and not t.former for t in member.titles)


def _are_of_talks(cast: Cast, at: int, persons: tuple[Member, ...], bodies: tuple[Member, ...]) -> bool:
    """Tell whether "the two countries" are those of two persons: of the last clause with parties, or named since."""
    if len(persons) != PAIR or len({p.country for p in persons}) != PAIR:
        return False
    named = [{m.country for m in row if isinstance(m, Body)} for n, row in _sentences_back(cast, at, is_subject)]
    since = named[: cast.sentence_at(at) - _latest(cast, at, persons) + 1]
    return not any({b.country for b in bodies} <= row for row in since)


def is_subject(mention: Mention) -> bool:
    """Say whether a mention is the subject of its clause."""
    return mention.is_subject


def pair_just_named(cast: Cast, at: int) -> tuple[Member, ...]:
    """Give the two principals of different countries of the sentence at an offset or the one before it."""
    for number, row in _sentences_back(cast, at):
        if number < cast.sentence_at(at) - 1:
            break
        found = _of_different_sides([m for m in row if isinstance(m, Figure) and not m.is_bystander and m.country])
        if len(found) == PAIR:
            return tuple(found)
    return ()


def _is_placed(figure: Figure) -> bool:
    """Tell whether the text gives a person an office or a country: a leader's daughter is none of "the two leaders"."""
    return bool(figure.titles) or figure.country is not None


def _has_side(member: Member, is_side: bool) -> bool:
    """Tell whether a person can be one of "the sides": he must be somebody of some country."""
    return not is_side or member.country is not None


def _fits(group: Group) -> Callable[[Member], bool]:
    def fits(member: Member) -> bool:
        titles = member.titles if isinstance(member, Figure) else []
        if titles and all(t.former for t in titles):
            return False
        roles = {t.role for t in titles}
        if not group.role or group.role in OF_A_STATE:
            return not roles or bool(roles - BYSTANDERS)
        return any(role_agrees(group.role, role) for role in roles)

    return fits


def _together(cast: Cast, at: int, count: int, fits: Callable[[Member], bool]) -> tuple[Member, ...]:
    """Walk back sentence by sentence to the parties last named together, of different countries where known."""
    wanted = count or PAIR
    for number, row in _sentences_back(cast, at, is_principal):
        found = _of_different_sides([m for m in row if fits(m)])
        if number < cast.sentence_at(at) - MAIN_SENTENCES or count > PAIR:
            break
        if len(found) == wanted and all(isinstance(m, Figure) for m in found):
            return tuple(found)
    near: list[Member] = []
    for number, row in _sentences_back(cast, at):
        found = _of_different_sides([m for m in row if fits(m)])
        if len(found) >= wanted:
            return tuple(found[:count] if count else found if len(found) <= MAX_UNCOUNTED else ())
        if count and number >= cast.sentence_at(at) - NEAR_SENTENCES:
            near += [m for m in found if m not in near]
    found = _of_different_sides(near)
    return tuple(found[:wanted]) if count and len(found) >= wanted else ()


def is_principal(mention: Mention) -> bool:
    """Say whether a mention is a party of its clause, not of something only spoken of."""
    above = governor(mention.head)
    return (
        above is None or above.pos_ in ("VERB", "AUX") or above.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "ROOT")
    )


def _sentences_back(
    cast: Cast, at: int, counts: Callable[[Mention], bool] = lambda mention: True
) -> Iterator[tuple[int, list[Member]]]:
    """Give the sentences before an offset, the last one first, and whom each mentions outside quotations."""
    last = cast.sentence_at(at)
    recent = itertools.takewhile(lambda m: m.sentence >= last - FOCUS_SENTENCES, reversed(cast.mentions))
    for number, group in itertools.groupby(recent, key=lambda m: m.sentence):
        row = sorted((m for m in group if m.start < at and not m.is_quoted and counts(m)), key=lambda m: m.start)
        yield number, list(dict.fromkeys(member for m in row for member in m.members))


def _of_different_sides(found: list[Member]) -> list[Member]:
    """Keep the first of each country; a member of unknown country is a side of its own."""
    out: list[Member] = []
    for member in found:
        if member.country is None or all(member.country != other.country for other in out):
            out.append(member)
    return out


def _latest(cast: Cast, at: int, found: tuple[Member, ...]) -> int:
    return next((number for number, row in _sentences_back(cast, at) if set(found) & set(row)), -1)


def _governments(cast: Cast, persons: tuple[Member, ...]) -> tuple[Member, ...]:
    countries = [p.country for p in persons if p.country in cast.page.lexicon.countries]
    return tuple(cast.government(code) for code in countries if code)
