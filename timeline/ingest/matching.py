"""Decide whether two accounts are of one event. What is doubtful is not merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.extraction.reading import Span

# Types that two accounts of one event may give it: one says "talks", the other "meeting".
FAMILIES = ({"phone_call", "video_call"}, {"meeting", "visit", "summit"})
# What happens to a person or country once in months, so that an overlap of vague dates is enough.
ONCE = frozenset({"appointment", "resignation", "martial_law", "impeachment", "arrest", "election", "legislation"})
# What two sides on two continents may date differently: Friday morning in Seoul is Thursday night in Washington.
ACROSS_ZONES = frozenset({"phone_call", "video_call", "letter"})
ZONE_SLACK = timedelta(days=1)
# "said Friday" dates the report; the call itself was that day or the day before.
REPORT_LAG = timedelta(days=1)
# Two calls of one pair within a longer period than this may well be two calls.
WIDEST = timedelta(days=3)
# Accounts that do not tell of something that took or is to take place are only the same among themselves.
UNREAL = frozenset({"hypothetical", "denied"})


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one account or all of them give it: what decides whether it is the same as another."""

    type: str
    status: str
    first: date | None
    last: date | None
    basis: str
    persons: frozenset[int]
    organizations: frozenset[int]
    countries: frozenset[str] = frozenset()


def same_event(said: Telling, stored: Sequence[Telling]) -> int | None:
    """Give the index of the stored event that is meant; None for a new one, also where two are equally near."""
    near = sorted((distance(said, one), index) for index, one in enumerate(stored) if are_one(said, one))
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


def are_one(one: Telling, other: Telling) -> bool:
    """Tell whether two accounts are of one event: same kind, same parties, days that go together."""
    return (
        are_one_kind(one.type, other.type)
        and (one.status in UNREAL) == (other.status in UNREAL)
        and have_same_parties(one, other)
        and have_compatible_days(one, other)
    )


def are_one_kind(one: str, other: str) -> bool:
    """Tell whether two types may be given to one event."""
    return one == other or any(one in family and other in family for family in FAMILIES)


def kinds_of(types: Iterable[str]) -> set[str]:
    """Give the types with all that may be said in their place."""
    given = set(types)
    return given.union(*(family for family in FAMILIES if family & given))


def have_same_parties(one: Telling, other: Telling) -> bool:
    """Tell whether the parties are the same.

    The persons must be the same; a body beside them may go unsaid in one account. Without persons the bodies must be
    the same. An event without parties is like no other.
    """
    if one.persons or other.persons:
        bodies = one.organizations <= other.organizations or other.organizations <= one.organizations
        return one.persons == other.persons and bodies
    return bool(one.organizations) and one.organizations == other.organizations


def have_compatible_days(one: Telling, other: Telling) -> bool:
    """Tell whether two accounts may be of one day; an undated event goes with none."""
    a, b = _window(one), _window(other)
    if a is None or b is None:
        return False
    if max(a[1] - a[0], b[1] - b[0]) > WIDEST and one.type not in ONCE:
        return False
    slack = ZONE_SLACK if _crosses_zones(one, other) else timedelta()
    return a[0] <= b[1] + slack and b[0] <= a[1] + slack


def distance(one: Telling, other: Telling) -> int:
    """Give the days between the nearest days of two dated accounts, 0 if they overlap."""
    if not (one.first and one.last and other.first and other.last):
        return 0
    return max((one.first - other.last).days, (other.first - one.last).days, 0)


def overlap(one: Iterable[Span], other: Iterable[Span]) -> int:
    """Count the characters that two lists of spans share."""
    others = list(other)
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in others)


def _window(told: Telling) -> tuple[date, date] | None:
    if told.first is None or told.last is None:
        return None
    if told.basis == "reported_on":
        return told.first - REPORT_LAG, told.last
    return told.first, told.last


def _crosses_zones(one: Telling, other: Telling) -> bool:
    return one.type in ACROSS_ZONES and len(one.countries | other.countries) > 1
