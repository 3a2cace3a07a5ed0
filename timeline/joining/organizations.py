"""Which government, ministry or body is meant: by name and country."""

from collections.abc import Collection, Iterable
from itertools import combinations

from timeline.joining.accounts import OrganizationAccount, signature
from timeline.joining.names import name_key
from timeline.joining.partition import Link, Partition, part

Pairs = Iterable[tuple[OrganizationAccount, OrganizationAccount]]

# How sure two accounts of one name are one.
SAME_COUNTRY = 1.0
COUNTRY_UNSAID = 0.7


def organization_blocks(account: OrganizationAccount) -> frozenset[str]:
    """Give the key that two accounts must share to be compared."""
    return frozenset((name_key(account.name),))


def join_organizations(
    accounts: Collection[OrganizationAccount], *, same: Pairs = (), different: Pairs = ()
) -> Partition[OrganizationAccount]:
    """Part accounts into organizations; one without a country is the only one of its name, if there is only one."""
    distinct = set(accounts)
    links = filter(None, (_link(*pair) for pair in combinations(distinct, 2)))
    return part(distinct, links, _can_be_one, signature, same, different)


def _link(one: OrganizationAccount, other: OrganizationAccount) -> Link[OrganizationAccount] | None:
    if not _can_be_one(frozenset((one, other))):
        return None
    if one.country == other.country:
        return Link(one, other, SAME_COUNTRY, ("the same name", "the same country"))
    return Link(one, other, COUNTRY_UNSAID, ("the same name", "one text gives no country"))


def _can_be_one(group: frozenset[OrganizationAccount]) -> bool:
    countries = {account.country for account in group} - {""}
    return len({name_key(account.name) for account in group}) == 1 and len(countries) <= 1
