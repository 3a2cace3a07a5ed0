"""Each facet's values with the exact number of events behind them, its own selection left out of the count."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from timeline.browse import labels
from timeline.browse.answers import Answer, answer
from timeline.browse.filters import Filters

# More values than this help nobody on a page; the chosen ones are always among them.
MOST_VALUES = 200
# From here on a list gets a box to narrow it by typing, and scrolls.
LONG = 12


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and how many events a reader gets who chooses it."""

    value: str
    label: str
    count: int
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of the timeline; `name` is the parameter in addresses."""

    name: str
    title: str
    values: tuple[Value, ...]
    hint: str = ""

    @property
    def selected(self) -> int:
        """Count the chosen values."""
        return sum(value.is_selected for value in self.values)

    @property
    def is_long(self) -> bool:
        """Tell whether the list needs narrowing."""
        return len(self.values) > LONG


def facets(filters: Filters, found: Answer | None = None) -> tuple[Facet, ...]:
    """Give all facets, most frequent values first; a chosen value stays although nothing has it."""
    found = found or answer(filters)
    return tuple(Facet(name, title, _values(name, filters, found), hint) for name, title, hint in _FACETS)


def _values(facet: str, filters: Filters, found: Answer) -> tuple[Value, ...]:
    chosen = labels.keys(facet, getattr(filters, facet))
    counted: dict[Any, int] = found.counts(facet, MOST_VALUES, list(chosen.values()))
    counted |= {key: counted.get(key, 0) for key in chosen.values()}
    named = labels.named(facet, _likely(counted, chosen.values()))
    values = [Value(value, label, counted[key], key in chosen.values()) for key, (value, label) in named.items()]
    # Those that a reader chose come among the shown, however rare.
    values.sort(key=lambda value: (-value.count, value.label, value.value))
    shown = values[:MOST_VALUES]
    return (*shown, *(value for value in values[MOST_VALUES:] if value.is_selected))


def _likely(counted: dict[Any, int], chosen: Iterable[Any]) -> list[Any]:
    """Leave out what is too rare to be shown, before names are looked up."""
    if len(counted) <= MOST_VALUES:
        return list(counted)
    least = sorted(counted.values(), reverse=True)[MOST_VALUES - 1]
    kept = set(chosen)
    return [key for key, count in counted.items() if count >= least or key in kept]


_FACETS = (
    ("type", "Kind", ""),
    ("status", "Status", ""),
    ("act", "What was done", "Act, topic and phrase meet in one statement."),
    ("country", "Country", ""),
    ("person", "Person", "Took part, or is quoted on it."),
    ("pair", "Pair of countries", "Both took part."),
    ("topic", "Topic", ""),
    ("phrase", "Phrase", ""),
    ("outlet", "Outlet", ""),
    ("certainty", "Certainty of the date", ""),
    ("review", "Review", ""),
)
