"""Which event is which: accounts of one kind, with the same parties, on days that go together. In doubt, two."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from timeline.joining.accounts import EventAccount, signature
from timeline.joining.partition import Link, Partition, part

Pairs = Iterable[tuple[EventAccount, EventAccount]]
Window = tuple[date, date]

# Types that two accounts of one event may give it: one says "talks", the other "meeting".
FAMILIES = {
    "phone_call": "call",
    "video_call": "call",
    "meeting": "meeting",
    "visit": "meeting",
    "summit": "meeting",
}
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

# How sure two accounts are one, the surest first.
SAME_DAY = 1.0
DAYS_OVERLAP = 0.8
NEXT_DAY = 0.6


def event_blocks(account: EventAccount) -> frozenset[str]:
    """Give the keys of which two accounts must share one, directly or through others, to be compared."""
    kind, about = FAMILIES.get(account.type, account.type), sorted(_party_keys(account))
    return frozenset(f"{kind}|{who}|{when}" for who in about for when in _times(account))


def join_events(
    accounts: Collection[EventAccount], *, same: Pairs = (), different: Pairs = ()
) -> Partition[EventAccount]:
    """Part accounts into events; pairs in `same` are one, pairs in `different` are not, whatever the rules say.

    The events of one article are different events: pass the pairs of their accounts in `different`.
    """
    distinct = set(accounts)
    return part(distinct, _links(distinct), _can_be_one, signature, same, different)


def _links(accounts: Collection[EventAccount]) -> Iterable[Link[EventAccount]]:
    blocks: dict[str, list[EventAccount]] = defaultdict(list)
    for account in accounts:
        for key in event_blocks(account):
            blocks[key].append(account)
    pairs = {frozenset(pair) for block in blocks.values() for pair in combinations(block, 2)}
    return filter(None, (_link(*pair) for pair in pairs))


def _link(one: EventAccount, other: EventAccount) -> Link[EventAccount] | None:
    """Weigh two accounts, None where they cannot be one."""
    if not _can_be_one(frozenset((one, other))):
        return None
    apart = _days_apart(one, other)
    if apart > timedelta():
        return Link(one, other, NEXT_DAY, ("the same parties", "a day apart, as two capitals may count it"))
    if (one.first, one.last) == (other.first, other.last):
        return Link(one, other, SAME_DAY, ("the same parties", "the same day"))
    return Link(one, other, DAYS_OVERLAP, ("the same parties", "days that overlap"))


def _can_be_one(group: frozenset[EventAccount]) -> bool:
    """Tell whether nothing in a set of accounts excludes that they are one event."""
    if len({FAMILIES.get(account.type, account.type) for account in group}) > 1:
        return False
    if len({account.status in UNREAL for account in group}) > 1 or len({account.ordinal for account in group}) > 1:
        return False
    return _have_same_parties(group) and _have_compatible_days(group)


def _have_same_parties(group: Iterable[EventAccount]) -> bool:
    """Tell whether the parties are the same.

    The persons must be the same; a body beside them may go unsaid in some accounts. Without persons the bodies must be
    the same. An event without parties is like no other.
    """
    persons = {account.persons for account in group}
    bodies = sorted({account.organizations for account in group}, key=len)
    if len(persons) > 1:
        return False
    if not any(persons):
        return len(bodies) == 1 and bool(bodies[0])
    return all(few <= many for few, many in zip(bodies, bodies[1:], strict=False))


def _have_compatible_days(group: frozenset[EventAccount]) -> bool:
    return all(_may_be_of_one_day(one, other) for one, other in combinations(group, 2))


def _may_be_of_one_day(one: EventAccount, other: EventAccount) -> bool:
    """Tell whether two accounts may be of one day; an undated event goes with none."""
    a, b = _window(one), _window(other)
    if a is None or b is None:
        return False
    if max(a[1] - a[0], b[1] - b[0]) > WIDEST and one.type not in ONCE:
        return False
    slack = ZONE_SLACK if _crosses_zones(one, other) else timedelta()
    return a[0] <= b[1] + slack and b[0] <= a[1] + slack


def _days_apart(one: EventAccount, other: EventAccount) -> timedelta:
    """Give the time between the nearest days of two dated accounts, none if they overlap."""
    a, b = _window(one), _window(other)
    return max(a[0] - b[1], b[0] - a[1], timedelta()) if a and b else timedelta()


def _window(account: EventAccount) -> Window | None:
    if account.first is None or account.last is None:
        return None
    if account.basis == "reported_on":
        return account.first - REPORT_LAG, account.last
    return account.first, account.last


def _crosses_zones(one: EventAccount, other: EventAccount) -> bool:
    return one.type in ACROSS_ZONES and len(one.countries | other.countries) > 1


def _party_keys(account: EventAccount) -> set[str]:
    """Give who meets whom, so that events of other pairs need not be looked at."""
    if account.persons:
        return {"+".join(sorted(account.persons))}
    return {"+".join(sorted(account.organizations))} if account.organizations else set()


def _times(account: EventAccount) -> Iterator[str]:
    """Give the days on which the event may lie, with the time zones' day; of a long span its years."""
    window = _window(account)
    if window is None:
        return
    if account.type in ONCE:
        yield from (str(year) for year in range(window[0].year, window[1].year + 1))
    elif window[1] - window[0] <= WIDEST:
        day = window[0] - ZONE_SLACK
        while day <= window[1]:
            yield day.isoformat()
            day += timedelta(days=1)
