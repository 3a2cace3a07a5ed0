"""Who is who: the same person across spellings and offices, namesakes apart. In doubt, two stay two."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import combinations

from timeline.extraction import holders
from timeline.joining.accounts import PersonAccount, signature
from timeline.joining.names import initials, name_keys, name_words
from timeline.joining.partition import Link, Partition, part
from timeline.joining.spelling import are_spellings, sound

Pairs = Iterable[tuple[PersonAccount, PersonAccount]]

# Accounts whose names are kept as keys: those of a few blocks, so that the memory of a long run stays flat.
CACHED = 20_000
# How sure two accounts of compatible names are one: the more agrees, the sooner they are joined.
SAME_OFFICE = 1.0
SAME_COUNTRY = 0.9
SPELLINGS_IN_OFFICE = 0.8
COUNTRY_UNSAID = 0.7
SURNAME_IN_OFFICE = 0.5


def person_blocks(account: PersonAccount) -> frozenset[str]:
    """Give the keys of which two accounts must share one, directly or through others, to be compared."""
    heard = {sound(word, account.country) for word in _surnames(account)}
    in_office = {f"{word}@{role}@{country}" for word in heard for role, country in account.offices}
    return frozenset({*_keys(account), *in_office})


def join_people(
    accounts: Collection[PersonAccount], *, same: Pairs = (), different: Pairs = ()
) -> Partition[PersonAccount]:
    """Part accounts into persons; pairs in `same` are one, pairs in `different` are not, whatever the rules say."""
    distinct = set(accounts)
    return part(distinct, _links(distinct), _can_be_one, signature, same, different)


def are_told_as_two(one: PersonAccount, other: PersonAccount) -> bool:
    """Tell whether one text that has both accounts means two persons by them.

    Whoever reads a text sees two full names side by side for two persons, however alike they sound. Of names that are
    the same, or a surname alone, the text may tell as two what is one.
    """
    are_full = not one.is_surname_only and not other.is_surname_only
    return are_full and not _keys(one) & _keys(other)


def register_spellings(name: str, country: str) -> frozenset[str]:
    """Give all spellings of a name under which the register of office-holders knows one single person."""
    terms = [
        term
        for term in holders.standard().terms_of(name)
        if not country or term.country == country or not _is_state(term.country)
    ]
    if len({term.name for term in terms}) != 1:
        return frozenset()
    return frozenset(spelling for term in terms for spelling in (term.name, *term.aliases))


def _links(accounts: Collection[PersonAccount]) -> Iterable[Link[PersonAccount]]:
    blocks: dict[str, list[PersonAccount]] = defaultdict(list)
    for account in accounts:
        for key in person_blocks(account):
            blocks[key].append(account)
    pairs = {frozenset(pair) for block in blocks.values() for pair in combinations(block, 2)}
    return filter(None, (weigh(*pair) for pair in pairs))


def weigh(one: PersonAccount, other: PersonAccount) -> Link[PersonAccount] | None:
    """Weigh two accounts, None where they cannot be one."""
    if not _agree(one, other):
        return None
    shared = one.offices & other.offices
    if one.is_surname_only or other.is_surname_only:
        return Link(one, other, SURNAME_IN_OFFICE, ("the same surname", "the same office")) if shared else None
    if not _keys(one) & _keys(other):
        return Link(one, other, SPELLINGS_IN_OFFICE, ("names spelt alike", "the same office")) if shared else None
    if shared:
        return Link(one, other, SAME_OFFICE, ("the same name", "the same office"))
    if one.country and one.country == other.country:
        return Link(one, other, SAME_COUNTRY, ("the same name", "the same country"))
    return Link(one, other, COUNTRY_UNSAID, ("the same name", "one text gives no country"))


def _can_be_one(group: frozenset[PersonAccount]) -> bool:
    """Tell whether nothing in a set of accounts excludes that they are one person."""
    if len({account.country for account in group} - {""}) > 1:
        return False
    if len(group) > 1 and any(account.ordinal for account in group):
        return False
    if len({account.fixed for account in group} - {""}) > 1:
        return False
    given = [_initials(account) for account in group if _initials(account)]
    if given and not frozenset.intersection(*given):
        return False
    return not _are_two_careers(group) and _have_one_name(group)


def _have_one_name(group: Iterable[PersonAccount]) -> bool:
    """Tell whether all full names are the same, tied by forms in common, or each spelt like each other."""
    tied: list[list[PersonAccount]] = []
    for account in group:
        if not account.is_surname_only:
            own = [tie for tie in tied if any(_keys(account) & _keys(one) for one in tie)]
            tied = [tie for tie in tied if tie not in own] + [[account, *(one for tie in own for one in tie)]]
    return all(any(_are_spelt_alike(a, b) for a in one for b in other) for one, other in combinations(tied, 2))


def _are_spelt_alike(one: PersonAccount, other: PersonAccount) -> bool:
    country = one.country or other.country
    return any(are_spellings(a, b, country) for a in one.names for b in other.names)


def _agree(one: PersonAccount, other: PersonAccount) -> bool:
    if not _can_be_one(frozenset((one, other))):
        return False
    if one.is_surname_only and other.is_surname_only:
        return bool(_keys(one) & _keys(other))
    if one.is_surname_only or other.is_surname_only:
        return bool(_surnames(one) & _surnames(other))
    return True


def _are_two_careers(group: Iterable[PersonAccount]) -> bool:
    """Tell whether some are known for private work only and others for something else: they may be namesakes."""
    private = {account for account in group if account.occupations and not account.offices}
    public = {account for account in group if account.offices}
    callings = [account.occupations for account in private]
    if len(callings) > 1 and not frozenset.intersection(*callings):
        return True
    return bool(private) and bool(public) and not any(a.occupations & b.occupations for a in private for b in public)


@lru_cache(maxsize=CACHED)
def _keys(account: PersonAccount) -> frozenset[str]:
    """Give the letters of all name forms, those that the register knows taken in."""
    names = {*account.names}.union(*(register_spellings(name, account.country) for name in account.names))
    return frozenset(key for name in names for key in name_keys(name))


@lru_cache(maxsize=CACHED)
def _surnames(account: PersonAccount) -> frozenset[str]:
    """Give the words that may be the surname: the first or the last."""
    return frozenset(word for name in account.names for word in _ends(name))


@lru_cache(maxsize=CACHED)
def _initials(account: PersonAccount) -> frozenset[str]:
    return frozenset(letter for name in account.names for letter in initials(name))


def _ends(name: str) -> list[str]:
    words = name_words(name)
    return [words[0], words[-1]] if words else []


def _is_state(country: str) -> bool:
    return len(country) == 3 and country.isalpha() and country.isupper()
