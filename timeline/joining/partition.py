"""Part a set of accounts into groups that are one, the surest pairs first; the order of the input never counts.

Pairs are taken in levels of sureness. Within a level all groups that pairs connect become one if they fit together.
If they do not, the groups that stand between two others that exclude each other are set aside as doubtful, and the
rest is tried again. So no tie is ever broken by which came first.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

A = TypeVar("A")
Pair = frozenset[A]
Group = frozenset[A]


@dataclass(frozen=True, slots=True)
class Link(Generic[A]):
    """Two accounts that may be one: how sure, from 0 to 1, and why. Only `is_firm` ones are joined."""

    one: A
    other: A
    score: float
    reasons: tuple[str, ...]
    is_firm: bool = True


@dataclass(frozen=True, slots=True)
class Doubt(Generic[A]):
    """Two accounts of different groups that may be one, for a curator to decide."""

    one: A
    other: A
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partition(Generic[A]):
    """Which accounts are one, and which may be."""

    groups: frozenset[Group[A]]
    doubtful: tuple[Doubt[A], ...] = ()

    def group_of(self, account: A) -> Group[A]:
        """Give the group of an account; raise KeyError where it is in none."""
        for group in self.groups:
            if account in group:
                return group
        raise KeyError(account)


def part(
    accounts: Collection[A],
    links: Iterable[Link[A]],
    fits: Callable[[Group[A]], bool],
    key: Callable[[A], str],
    same: Iterable[tuple[A, A]] = (),
    different: Iterable[tuple[A, A]] = (),
) -> Partition[A]:
    """Part accounts into groups.

    `fits` says whether a set of accounts can be one; pairs in `same` are one whatever it says, pairs in `different`
    never, but for what `same` makes one. `key` orders doubts for a stable listing.
    """
    links = list(links)
    groups = _Groups(accounts, same)
    united = {group for group in groups.all() if len(group) > 1}
    pairs = (frozenset(pair) for pair in different)
    apart = frozenset(pair for pair in pairs if not any(pair <= group for group in united))
    forced = _Forced({group for group in united if not fits(group)}, links, fits, key)

    def may_be_one(group: Group[A]) -> bool:
        return not any(pair <= group for pair in apart) and forced.fits(group)

    levels: dict[float, list[Link[A]]] = defaultdict(list)
    for link in links:
        if link.is_firm and frozenset((link.one, link.other)) not in apart:
            levels[link.score].append(link)
    for score in sorted(levels, reverse=True):
        groups.join(levels[score], may_be_one)
    return Partition(frozenset(groups.all()), _doubts(links, groups, apart, key))


class _Forced(Generic[A]):
    """Groups that are one only because a curator says so: what else is one with them must go with one of their sides.

    The sides are what the group would be parted into without the curator: the accounts under either name, say.
    """

    def __init__(
        self,
        groups: Iterable[Group[A]],
        links: Iterable[Link[A]],
        fits: Callable[[Group[A]], bool],
        key: Callable[[A], str],
    ) -> None:
        self._fits, self._key = fits, key
        self._sides = {group: self._parted(group, links) for group in groups}

    def fits(self, group: Group[A]) -> bool:
        """Tell whether a set of accounts can be one."""
        inside = [forced for forced in self._sides if forced <= group]
        if not inside:
            return self._fits(group)
        return len(inside) == 1 and self._goes_with(group - inside[0], self._sides[inside[0]])

    def _parted(self, group: Group[A], links: Iterable[Link[A]]) -> list[Group[A]]:
        own = [link for link in links if link.one in group and link.other in group]
        return sorted(part(group, own, self._fits, self._key).groups, key=lambda side: min(map(self._key, side)))

    def _goes_with(self, others: Iterable[A], sides: Iterable[Group[A]]) -> bool:
        grown = list(sides)
        for account in sorted(others, key=self._key):
            at = next((at for at, side in enumerate(grown) if self._fits(side | {account})), None)
            if at is None:
                return False
            grown[at] |= {account}
        return True


class _Groups(Generic[A]):
    """Which account is in which group now."""

    def __init__(self, accounts: Iterable[A], same: Iterable[tuple[A, A]]) -> None:
        self.of: dict[A, Group[A]] = {account: frozenset((account,)) for account in accounts}
        for one, other in same:
            if one in self.of and other in self.of:
                self._unite([self.of[one], self.of[other]])

    def all(self) -> set[Group[A]]:
        """Give the groups."""
        return set(self.of.values())

    def join(self, links: Iterable[Link[A]], fits: Callable[[Group[A]], bool]) -> None:
        """Join what links of one level connect, as far as it fits together."""
        near: dict[Group[A], set[Group[A]]] = defaultdict(set)
        for one, other in {(self.of[link.one], self.of[link.other]) for link in links}:
            if one != other and other not in near[one] and fits(one | other):
                near[one].add(other)
                near[other].add(one)
        for groups in _fitting(set(near), near, fits):
            self._unite(groups)

    def _unite(self, groups: Iterable[Group[A]]) -> None:
        united: Group[A] = frozenset().union(*groups)
        self.of.update(dict.fromkeys(united, united))


def _fitting(
    groups: set[Group[A]], near: Mapping[Group[A], set[Group[A]]], fits: Callable[[Group[A]], bool]
) -> list[set[Group[A]]]:
    """Give the sets of connected groups that fit together; those between two that do not are tried by themselves."""
    found = []
    for connected in _components(groups, near):
        if len(connected) == 1:
            continue
        if fits(frozenset().union(*connected)):
            found.append(connected)
            continue
        between = {group for group in connected if _is_between(near[group] & connected, fits)}
        if between:
            found += _fitting(connected - between, near, fits)
        if between and between != connected:
            found += _fitting(between, near, fits)
    return found


def _is_between(neighbours: set[Group[A]], fits: Callable[[Group[A]], bool]) -> bool:
    return len(neighbours) > 1 and not fits(frozenset().union(*neighbours))


def _components(groups: set[Group[A]], near: Mapping[Group[A], set[Group[A]]]) -> list[set[Group[A]]]:
    left, found = set(groups), []
    while left:
        start = left.pop()
        connected, edge = {start}, [start]
        while edge:
            fresh = (near[edge.pop()] & groups) - connected
            connected |= fresh
            edge += fresh
        left -= connected
        found.append(connected)
    return found


def _doubts(
    links: Iterable[Link[A]], groups: _Groups[A], apart: frozenset[Pair[A]], key: Callable[[A], str]
) -> tuple[Doubt[A], ...]:
    """Give the surest link between each two groups that stayed apart without being known to differ."""
    ruled_out = {frozenset(groups.of[one] for one in pair if one in groups.of) for pair in apart}
    best: dict[frozenset[Group[A]], tuple[float, list[str], Link[A]]] = {}
    for link in links:
        between = frozenset((groups.of[link.one], groups.of[link.other]))
        if len(between) == 1 or between in ruled_out:
            continue
        rank = (-link.score, sorted((key(link.one), key(link.other))), link)
        if between not in best or rank[:2] < best[between][:2]:
            best[between] = rank
    chosen = [rank[2] for rank in sorted(best.values(), key=lambda rank: rank[:2])]
    return tuple(_doubt(link, key) for link in chosen)


def _doubt(link: Link[A], key: Callable[[A], str]) -> Doubt[A]:
    one, other = sorted((link.one, link.other), key=key)
    return Doubt(one, other, link.score, link.reasons)
