"""Where a journey leads: a country, a body, or a capital or region that stands for no actor here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from timeline.extraction.events import parties
from timeline.extraction.events.lexicon import rows, words
from timeline.extraction.events.lists import MAX_GAP
from timeline.extraction.events.scene import Scene
from timeline.extraction.language import lemma

# "Saint John's", "the Middle East": names of capitals and regions have at most so many words.
LONGEST = 4
# The column of the seats in the table of countries.
SEATS = 4
# The column of their names.
FORMS = 1
MEMBERS = frozenset({"nation", "country", "state", "member", "capital"})
# What a country has abroad: a visit there leads to the country it lies in.
SITES = frozenset({"base", "embassy", "consulate", "troop", "force", "soldier", "cemetery", "school", "mission"})
# "A U.S. Army air base": the site's noun stands at most so far behind the country.
SITE_REACH = 4
# What may stand between the preposition and the name: "to the Syrian capital Damascus".
LEADING = frozenset({"DT", "JJ", "NN", "NNP"})


@dataclass(frozen=True, slots=True)
class Goal:
    """The actors that stand for a goal, and the country of a capital; a region has neither."""

    actors: tuple[str, ...]
    country: str | None = None
    is_region: bool = False

    def is_abroad(self, scene: Scene, travellers: tuple[str, ...]) -> bool:
        """Tell whether a goal lies outside the travellers' countries; of a mere place only where these are known."""
        homes = {scene.country(actor) for actor in travellers}
        if self.actors:
            return {scene.country(actor) for actor in self.actors} != homes
        return None not in homes and bool(homes) and self.country not in homes


def goal(scene: Scene, preposition: int) -> Goal | None:
    """Give where the words after a preposition lead, None where they name no country, body, capital or region."""
    actors = parties.destination(scene, preposition)
    if actors:
        named = (scene.mention_at[i] for i in range(preposition + 1, preposition + MAX_GAP) if i in scene.mention_at)
        first = next(named, None)
        if first is not None and (inside := _beyond_site(scene, scene.place_of[first].stop)) is not None:
            return goal(scene, inside)
        is_of_members = first is not None and of_members(scene, scene.place_of[first].stop)
        return Goal((), is_region=True) if is_of_members else Goal(actors)
    for at in range(preposition + 1, min(preposition + MAX_GAP, scene.sentence(preposition).stop)):
        for name in _names(scene, at):
            if name in words("regions"):
                return Goal((), is_region=True)
            if name in _capitals():
                return Goal(_government(scene, _capitals()[name]), _capitals()[name])
        if scene.doc[at].tag_ not in LEADING:
            return None
    return None


def of_place(scene: Scene, place: str) -> Goal | None:
    """Give the country that a dateline's place lies in: "BEIJING", "PYEONGCHANG, South Korea"."""
    last = place.rpartition(",")[2].strip()
    country = _capitals().get(last.title()) or _countries().get(last.lower())
    return Goal(_government(scene, country), country) if country else None


def _beyond_site(scene: Scene, after: int) -> int | None:
    """Give the preposition before the place of a site that a country has abroad: "to a U.S. air base in Iraq"."""
    stop = min(after + SITE_REACH, scene.sentence(max(after - 1, 0)).stop)
    site = next((i for i in range(after, stop) if lemma(scene.doc[i]) in SITES), None)
    is_inside = site is not None and site + 1 < stop + 1 and scene.doc[site + 1 : site + 2].text.lower() in ("in", "at")
    return site + 1 if site is not None and is_inside else None


def of_members(scene: Scene, after: int) -> bool:
    """Tell whether the word after a name makes it that of whose countries these are: "five SAARC nations"."""
    mention = scene.mention_at.get(after - 1)
    is_body = mention is not None and all(a in scene.organizations and not scene.country(a) for a in mention.actors)
    return is_body and after < len(scene.doc) and lemma(scene.doc[after]) in MEMBERS


def _names(scene: Scene, at: int) -> Iterator[str]:
    """Give the names that may begin at a token, the longest first; a person's name is none."""
    mention = scene.mention_at.get(at)
    if mention is not None and any(actor in scene.persons for actor in mention.actors):
        return
    for length in range(LONGEST, 0, -1):
        name = scene.doc[at : at + length]
        if len(name) == length and name[-1].ent_type_ != "PERSON":
            yield name.text


def _government(scene: Scene, country: str) -> tuple[str, ...]:
    """Give the government of a country where the text names it elsewhere."""
    known = (o for o in scene.actors.organizations if o.country == country and o.name.startswith("Government"))
    return tuple(organization.id for organization in known)[:1]


@cache
def _capitals() -> dict[str, str]:
    """Give the country of each seat of government."""
    return {seat: row[0] for row in rows("countries.tsv") if len(row) > SEATS for seat in row[SEATS].split("|") if seat}


@cache
def _countries() -> dict[str, str]:
    """Give the country of each name of one, in small letters."""
    return {name.lower(): row[0] for row in rows("countries.tsv") for name in row[FORMS].split("|") if name}
