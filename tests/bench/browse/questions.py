"""Random questions as readers ask them: frequent values more often, up to three facets; the same for the same seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline import browse
from timeline.browse import Filters, PartialDate
from timeline.browse.filters import MULTIPLE
from timeline.browse.labels import named
from timeline.views.links import timeline_parameters

# How often a facet is used among those in use; what says little is asked seldom.
SHARES = {
    "country": 5.0,
    "person": 4.0,
    "type": 4.0,
    "topic": 4.0,
    "act": 3.0,
    "pair": 2.0,
    "phrase": 2.0,
    "outlet": 1.5,
    "status": 1.0,
    "certainty": 0.5,
    "review": 0.5,
}
# So many of the most frequent values of a facet are asked for.
MOST_VALUES = 200


@dataclass(frozen=True, slots=True)
class Menu:
    """The values to choose from by facet, as addresses have them, and how many events each has."""

    values: dict[str, tuple[list[str], list[int]]]

    @classmethod
    def of_database(cls) -> "Menu":
        """Take the most frequent values."""
        everything = browse.answer(Filters(domestic=True))
        return cls({facet: _frequent(facet, everything.counts(facet, MOST_VALUES)) for facet in MULTIPLE})

    def question(self, chance: random.Random, *, single: bool = False) -> Filters:
        """Ask for one to three facets, perhaps with dates; `single`: one value of each, and dates as whole years."""
        number = chance.choice([1, 1, 2, 2, 3])
        facets = list(dict.fromkeys(chance.choices([*SHARES], [*SHARES.values()], k=number)))
        chosen: dict[str, Any] = {}
        for facet in facets:
            values, events = self.values[facet]
            picked = chance.choices(values, events, k=1 if single else chance.choice([1, 1, 1, 2]))
            chosen[facet] = tuple(dict.fromkeys(picked))
        if chance.random() < 0.3:
            first = chance.randint(1975, 2024)
            chosen["since"] = PartialDate.parse(str(first) if single else chance.choice([f"{first}", f"{first}-05"]))
            if chance.random() < 0.5:
                chosen["until"] = PartialDate.parse(str(min(first + chance.randint(0, 9), 2025)))
        if not single:
            chosen |= {"oldest_first": chance.random() < 0.1, "domestic": chance.random() < 0.1}
        return Filters(**chosen)


def questions(menu: Menu, number: int, seed: int, *, single: bool = False) -> list[Filters]:
    """Give so many random questions."""
    chance = random.Random(seed)
    return [menu.question(chance, single=single) for _ in range(number)]


def some_day(chance: random.Random) -> date:
    """Give a day within the events' span."""
    return date.fromordinal(chance.randint(date(1965, 1, 1).toordinal(), date(2025, 1, 1).toordinal()))


def parameters(filters: Filters, *more: tuple[str, str]) -> Sequence[tuple[str, str]]:
    """Give the parameters of the address of a question."""
    return [*timeline_parameters(filters), *more]


def _frequent(facet: str, counts: dict[Any, int]) -> tuple[list[str], list[int]]:
    keys = sorted(counts, key=lambda key: (-counts[key], str(key)))[:MOST_VALUES]
    names = named(facet, keys)
    kept = [key for key in keys if key in names]
    return [names[key][0] for key in kept], [counts[key] for key in kept]
