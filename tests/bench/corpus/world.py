"""Who meets whom: invented office-holders, and calls and meetings between them over the years."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from timeline.extraction.lexicon import rows

# Office-holders change every third year, in a year of their country's own.
TERM_YEARS = 3
FIRST_DAY = date(2010, 1, 4)
DAYS = 365 * 14
ROLES = (
    ("foreign_minister", "Foreign Minister"),
    ("defence_minister", "Defense Minister"),
    ("president", "President"),
    ("prime_minister", "Prime Minister"),
)
MINISTRIES = {
    "foreign_minister": "Ministry of Foreign Affairs",
    "defence_minister": "Ministry of Defense",
    "president": "President's Office",
    "prime_minister": "Prime Minister's Office",
}
# Few countries do most of the talking: the weight of the n-th is 1 / n to this power.
SKEW = 0.8


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the words for it."""

    code: str
    name: str
    adjective: str
    seat: str


@dataclass(frozen=True, slots=True)
class Envoy:
    """Somebody in office."""

    name: str
    country: Country
    role: str
    title: str

    @property
    def surname(self) -> str:
        """Give the last name."""
        return self.name.split()[-1]

    @property
    def ministry(self) -> str:
        """Give the body that puts out the envoy's readouts."""
        return MINISTRIES[self.role]


@dataclass(frozen=True, slots=True)
class Encounter:
    """A call or meeting of two envoys on a day."""

    type: str
    day: date
    host: Envoy
    guest: Envoy
    number: int


@cache
def sentences() -> dict[str, list[str]]:
    """Load `sentences.txt` by section."""
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = lines = []
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


@cache
def countries() -> tuple[Country, ...]:
    """Give the countries that the reader knows, in an order that has nothing to do with size."""
    all_ = [
        Country(code, names.split("|")[0], adjectives.split("|")[0], seats.split("|")[0])
        for code, names, adjectives, _, seats, *_ in rows("countries.tsv")
        if len(code) == 3 and adjectives and seats and not names.lower().startswith("the ")
    ]
    Random(1).shuffle(all_)
    return tuple(all_)


@cache
def envoy(country: Country, role: str, term: int) -> Envoy:
    """Give the holder of an office in a term."""
    chance = Random(f"{country.code} {role} {term}")
    words = sentences()
    surname = chance.choice(words["surname_start"]) + chance.choice(words["surname_end"])
    return Envoy(f"{chance.choice(words['given'])} {surname}", country, role, dict(ROLES)[role])


def encounter(seed: int, number: int) -> Encounter:
    """Give the n-th encounter of a world."""
    chance = Random(f"{seed} {number}")
    pool = countries()
    weights = [1 / (place + 1) ** SKEW for place in range(len(pool))]
    one, other = chance.choices(pool, weights, k=2)
    while one == other:
        other = chance.choice(pool)
    role = chance.choices([code for code, _ in ROLES], [5, 3, 2, 2])[0]
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    kind = chance.choices(["phone_call", "meeting"], [2, 1])[0]
    return Encounter(kind, day, _holder(one, role, day), _holder(other, role, day), number)


def _holder(country: Country, role: str, day: date) -> Envoy:
    return envoy(country, role, (day.year + sum(map(ord, country.code))) // TERM_YEARS)
