"""The articles that tell of the encounters: readouts of both sides, wire stories, reprints, and other news."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice
from random import Random

from tests.bench.corpus.world import Encounter, Envoy, encounter, sentences
from tests.bench.corpus.writing import Words, Writer
from timeline.extraction.reading import Reading

# How many articles tell of one encounter, and how often.
TELLERS = ((1, 40), (2, 25), (3, 15), (4, 10), (6, 7), (9, 3))
# One article in so many is no diplomacy.
DOMESTIC = 8
# One wire story in so many is printed again by another outlet, with a line of its own.
REPRINT = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """An article: its text, what is known of it besides, and what a perfect reader would read in it."""

    name: str
    text: str
    outlet: str
    published: str
    reading: Reading
    encounter: int | None


def articles(number: int, seed: int = 1) -> Iterator[Piece]:
    """Give so many articles of the world of a seed."""
    return islice(_all(seed), number)


def _all(seed: int) -> Iterator[Piece]:
    for place in count():
        met = encounter(seed, place)
        chance = Random(f"articles {seed} {place}")
        if chance.randrange(DOMESTIC) == 0:
            yield _domestic(met, chance)
        tellers = chance.choices([n for n, _ in TELLERS], [weight for _, weight in TELLERS])[0]
        for teller in range(tellers):
            yield from _told(met, teller, chance)


def _told(met: Encounter, teller: int, chance: Random) -> Iterator[Piece]:
    """Tell of an encounter: the first two articles are its sides' readouts, the others are wire stories."""
    speaker, other = (met.host, met.guest) if teller % 2 == 0 else (met.guest, met.host)
    is_wire = teller > 1 or chance.random() < 0.3
    published = met.day + timedelta(days=int(is_wire and chance.random() < 0.3))
    outlet = chance.choice(sentences()["outlet"]) if is_wire else f"{speaker.country.adjective} {speaker.ministry}"
    kind = "meeting" if met.type == "meeting" else "wire" if is_wire else "readout"
    story = _story(met, speaker, other, published, f"lead_{kind}", chance)
    name = f"{met.number:07}-{teller}"
    yield story.piece(f"{name}.txt", outlet, published)
    if is_wire and chance.randrange(REPRINT) == 0:
        again = chance.choice(sentences()["outlet"])
        yield story.reprinted(f"(Reporting by {again})").piece(f"{name}-again.txt", again, published)


def _story(met: Encounter, speaker: Envoy, other: Envoy, published: date, lead: str, chance: Random) -> Writer:
    story = Writer(Words(met, speaker, other, published, chance))
    story.title()
    story.lead(chance.choice(sentences()[lead]))
    lines = chance.sample(sentences()["statement"], chance.randint(3, 10))
    for line in lines:
        story.statement(line, turned=chance.random() < 0.35)
        if chance.random() < 0.4:
            story.paragraph()
    for line in chance.sample(sentences()["background"], chance.randint(3, 12)):
        if chance.random() < 0.7:
            story.paragraph()
        story.plain(line)
    story.paragraph()
    story.plain(chance.choice(sentences()["closing"]))
    return story


def _domestic(met: Encounter, chance: Random) -> Piece:
    story = Writer(Words(met, met.host, met.guest, met.day, chance))
    story.plain(chance.choice(sentences()["domestic_title"]))
    for line in chance.sample(sentences()["domestic"], chance.randint(4, 10)):
        story.paragraph()
        story.plain(line)
    story.is_domestic = True
    return story.piece(f"{met.number:07}-home.txt", chance.choice(sentences()["outlet"]), met.day)
