"""Each facet's values with the exact number of events behind them, its own selection left out of the count."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from timeline.browse import labels
from timeline.browse.answers import Answer, answer
from timeline.browse.filters import Filters

# So many values stand on the page; the chosen ones are always among them, the others a click or a few letters away.
SHOWN_VALUES = 20
# Lists that are closed until somebody opens them begin with fewer: a page of thousands of elements is slow.
CLOSED_VALUES = 10
# So many stand on the page of all values of a facet; more are found by their letters.
LISTED_VALUES = 500
# Rows whose names have the letters: more letters are needed where there are more.
MOST_NAMED = 1000


class Value(NamedTuple):
    """A value of a facet, and how many events a reader gets who chooses it."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # of events, not of a value in the tuple
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of the timeline; `name` is the parameter in addresses, `has_more` tells of values that are not shown."""

    name: str
    title: str
    values: tuple[Value, ...]
    has_more: bool
    hint: str = ""

    @property
    def selected(self) -> int:
        """Count the chosen values."""
        return sum(value.is_selected for value in self.values)


def facets(filters: Filters, found: Answer | None = None) -> tuple[Facet, ...]:
    """Give all facets, most frequent values first; a chosen value stays although nothing has it."""
    found = found or answer(filters)
    return tuple(_facet(name, filters, found) for name in FACETS)


def values(filters: Filters, name: str, letters: str = "", *, by_name: bool = False) -> Facet:
    """Give the values of one facet whose names have the letters, most frequent first or in the order of names."""
    found = answer(filters)
    chosen = labels.keys(name, getattr(filters, name), found.rows)
    if letters and name in labels.STORED:
        keys = labels.keys_named(name, letters, MOST_NAMED)
        counted = found.counts(name, 0, [*keys, *chosen.values()])
        counted = {key: count for key, count in counted.items() if key in {*keys, *chosen.values()}}
    else:
        counted = found.counts(name, None)
    all_ = _values(name, counted, chosen, None)
    fitting = [one for one in all_ if letters.casefold() in one.label.casefold() or one.is_selected]
    if letters and name in labels.STORED:
        fitting = all_
    if by_name:
        fitting.sort(key=lambda value: (value.label.casefold(), value.value))
    return Facet(name, FACETS[name][0], tuple(fitting[:LISTED_VALUES]), len(fitting) > LISTED_VALUES)


def _facet(name: str, filters: Filters, found: Answer) -> Facet:
    chosen = labels.keys(name, getattr(filters, name), found.rows)
    most = SHOWN_VALUES if chosen or name in OPEN else CLOSED_VALUES
    # One more than is shown tells whether there are more.
    counted = found.counts(name, most + 1, list(chosen.values()))
    all_ = _values(name, counted, chosen, most, found.kept.names if found.kept else None)
    shown = all_[:most] + [value for value in all_[most:] if value.is_selected]
    title, hint = FACETS[name]
    return Facet(name, title, tuple(shown), len(counted) > len(shown), hint)


def _values(
    facet: str,
    counted: dict[Any, int],
    chosen: dict[str, Any],
    most: int | None,
    names: labels.Names | None = None,
) -> list[Value]:
    """Give values with their names, most frequent first; with `most`, those that cannot be among them are left out."""
    picked = set(chosen.values())
    counted = dict.fromkeys(picked, 0) | counted
    likely = _likely(counted, picked, most)
    # The feed, by which known names are held true, tells nothing of who has no events.
    lasting = [key for key in likely if counted[key]] if names else []
    named = labels.named(facet, lasting, names)
    if len(lasting) < len(likely):
        named |= labels.named(facet, set(likely).difference(lasting))
    found = [Value(value, label, counted[key], key in picked) for key, (value, label) in named.items()]
    found.sort(key=lambda value: (-value[2], value[1], value[0]))
    return found


def _likely(counted: dict[Any, int], chosen: Iterable[Any], most: int | None) -> list[Any]:
    """Leave out what is too rare to be shown, before names are looked up."""
    if most is None or len(counted) <= most:
        return list(counted)
    least = sorted(counted.values(), reverse=True)[most - 1]
    kept = set(chosen)
    return [key for key, count in counted.items() if count >= least or key in kept]


FACETS = {
    "type": ("Kind", ""),
    "status": ("Status", ""),
    "act": ("What was done", "Act, topic and phrase meet in one statement."),
    "country": ("Country", ""),
    "person": ("Person", "Took part, or is quoted on it."),
    "office": ("Office", "Held then by a party."),
    "pair": ("Pair of countries", "Both took part."),
    "topic": ("Topic", ""),
    "phrase": ("Phrase", ""),
    "outlet": ("Outlet", ""),
    "certainty": ("Certainty of the date", ""),
    "basis": ("How the day is known", ""),
    "review": ("Review", ""),
}
# Those that stand open.
OPEN = tuple(FACETS)[:5]
