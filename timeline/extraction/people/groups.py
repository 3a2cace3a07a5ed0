"""Groups: "the two", "both sides", "the defense chiefs", "they", and the parties they gather."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from timeline.extraction.lexicon import word_list
from timeline.extraction.people.cast import Body, Cast, Member
from timeline.extraction.people.figures import BYSTANDERS, Figure
from timeline.extraction.people.page import Page
from timeline.extraction.people.titles import Title

COUNTS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "quartet": 4}
LEADERS = word_list("leaders")


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
            yield Group(first, title.last, count, "persons", title.role, title.country)
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
        if key not in ("the", "both", "their", "these") and key not in COUNTS:
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
    persons = _together(cast, at, group.count, lambda m: isinstance(m, Figure) and fits(m))
    if group.gathers == "persons":
        return persons
    bodies = _together(cast, at, group.count, lambda m: isinstance(m, Body) and m.country is not None)
    if group.gathers == "sides" and persons and (not bodies or _latest(cast, at, persons) >= _latest(cast, at, bodies)):
        return persons
    return bodies or _governments(cast, persons)


def _fits(group: Group) -> Callable[[Member], bool]:
    def fits(member: Member) -> bool:
        roles = {t.role for t in member.titles} if isinstance(member, Figure) else set()
        if not group.role or group.role in ("leader", "counterpart", "head", "chief"):
            return not roles or bool(roles - BYSTANDERS)
        return any(role_agrees(group.role, role) for role in roles)

    return fits


def role_agrees(asked: str, held: str) -> bool:
    """Say whether an office spoken of generally may be one held ("minister": the foreign minister; "leader")."""
    if asked == held or held.endswith(f"_{asked}"):
        return True
    if asked in ("leader", "head", "ruler"):
        return held in LEADERS
    if asked in ("secretary", "minister"):
        return held.endswith("_minister")
    if asked == "diplomat":
        return held in ("foreign_minister", "ambassador")
    return asked == "adviser" and held == "national_security_adviser"


def _together(cast: Cast, at: int, count: int, fits: Callable[[Member], bool]) -> tuple[Member, ...]:
    """Walk back sentence by sentence to the parties last named together, of different countries where known."""
    by_sentence: dict[int, list[Member]] = {}
    for mention in cast.mentions:
        if mention.start < at and not mention.is_quoted:
            for member in mention.members:
                if fits(member) and member not in by_sentence.setdefault(mention.sentence, []):
                    by_sentence[mention.sentence].append(member)
    wanted = count or 2
    for number in sorted(by_sentence, reverse=True):
        found = _of_different_sides(by_sentence[number])
        if len(found) >= wanted:
            return tuple(found[: max(count, 2)]) if count else tuple(found)
    seen: list[Member] = []
    for number in sorted(by_sentence, reverse=True):
        seen += [m for m in by_sentence[number] if m not in seen]
    found = _of_different_sides(seen)
    return tuple(found[:wanted]) if len(found) >= wanted else ()


def _of_different_sides(found: list[Member]) -> list[Member]:
    """Keep the first of each country; a member of unknown country is a side of its own."""
    out: list[Member] = []
    for member in found:
        if member.country is None or all(member.country != other.country for other in out):
            out.append(member)
    return out


def _latest(cast: Cast, at: int, found: tuple[Member, ...]) -> int:
    numbers = [m.sentence for m in cast.mentions if m.start < at and set(found) & set(m.members)]
    return max(numbers, default=-1)


def _governments(cast: Cast, persons: tuple[Member, ...]) -> tuple[Member, ...]:
    countries = [p.country for p in persons if p.country in cast.page.lexicon.countries]
    names = [(f"Government of {cast.page.lexicon.countries[c]}", c) for c in countries if c]
    return tuple(cast.body(name, code, "government") for name, code in names)
