"""Which event is which: accounts of one kind, with the same parties, on days that go together. In doubt, two."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from timeline.joining.accounts import EventAccount, signature
from timeline.joining.days import DAY, ONCE, days_apart, is_narrow, may_be_of_one_day, window
from timeline.joining.parties import FIRM, Tie, are_tied, party_keys, tie
from timeline.joining.partition import Link, Partition, part

Pairs = Iterable[tuple[EventAccount, EventAccount]]

# Types that two accounts of one event may give it: one says "talks", the other "meeting".
FAMILIES = {
    "phone_call": "call",
    "video_call": "call",
    "meeting": "meeting",
    "visit": "meeting",
    "summit": "meeting",
}
# Accounts that do not tell of something that took or is to take place are only the same among themselves.
UNREAL = frozenset({"hypothetical", "denied"})

# How sure two accounts with the same parties are one, by their days; the surest are joined first.
SAME_DAY = 1.0
SAME_REPEAT_NEXT_DAY = 0.95
ONE_SAYS_AGAIN = 0.9
DAYS_OVERLAP = 0.8
NEXT_DAY = 0.6
WITHIN_PLAN = 0.5
# What is lost where the parties are not the same word for word.
LESS = {Tie.SAME: 0.0, Tie.TITLE_ALONE: 0.25, Tie.SOME_UNNAMED: 0.3, Tie.UNCLEAR: 0.4}
REASONS = {
    Tie.SAME: "the same parties",
    Tie.TITLE_ALONE: "the same parties, one by the title alone",
    Tie.SOME_UNNAMED: "one names more parties",
    Tie.UNCLEAR: "one names a country, the other a person of it",
}


def event_blocks(account: EventAccount) -> frozenset[str]:
    """Give the keys of which two accounts must share one, directly or through others, to be compared."""
    about, when = party_keys(account), list(_times(account))
    return frozenset(f"{_kind(account)}|{who}|{time}" for who in about for time in when)


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
    return filter(None, (weigh(*pair) for pair in pairs))


def are_told_as_two(one: EventAccount, other: EventAccount) -> bool:
    """Tell whether one text that has both accounts means two events by them.

    It may mean one where the same words give each other party a call of its own: "spoke by phone with A and B".
    """
    return not one.beside or one.persons | one.beside != other.persons | other.beside


def weigh(one: EventAccount, other: EventAccount) -> Link[EventAccount] | None:
    """Weigh two accounts, None where they cannot be one."""
    tied = tie(one, other)
    if tied is None or not _are_alike(frozenset((one, other))):
        return None
    score, reason = _by_days(one, other)
    return Link(one, other, round(score - LESS[tied], 2), (REASONS[tied], reason), tied in FIRM)


def _by_days(one: EventAccount, other: EventAccount) -> tuple[float, str]:
    if days_apart(one, other):
        if one.is_again and other.is_again:
            return SAME_REPEAT_NEXT_DAY, "both the second within days, a day apart as two capitals count it"
        return NEXT_DAY, "a day apart, as two capitals may count it"
    if (one.first, one.last) == (other.first, other.last):
        if one.is_again != other.is_again:
            return ONE_SAYS_AGAIN, "the same day, one says again"
        return SAME_DAY, "the same day"
    if any(account.status == "planned" and account.first != account.last for account in (one, other)):
        return WITHIN_PLAN, "within the days planned"
    return DAYS_OVERLAP, "days that overlap"


def _can_be_one(group: frozenset[EventAccount]) -> bool:
    """Tell whether nothing in a set of accounts excludes that they are one event."""
    return _are_alike(group) and are_tied(group)


def _are_alike(group: frozenset[EventAccount]) -> bool:
    """Tell whether kind and day of all accounts go together."""
    if len({_kind(account) for account in group}) > 1:
        return False
    if len({account.status in UNREAL for account in group}) > 1 or len({account.ordinal for account in group}) > 1:
        return False
    return all(may_be_of_one_day(one, other) for one, other in combinations(group, 2))


def _kind(account: EventAccount) -> str:
    return FAMILIES.get(account.type, account.type)


def _times(account: EventAccount) -> Iterator[str]:
    """Give the days on which the event may lie, with the one before for other time zones; of a long span its years."""
    days = window(account)
    if days is None:
        return
    if account.type in ONCE:
        yield from (str(year) for year in range(days[0].year, days[1].year + 1))
    elif is_narrow(account):
        day = days[0] - DAY
        while day <= days[1]:
            yield day.isoformat()
            day += DAY
