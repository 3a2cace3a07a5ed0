"""Whether two accounts have the same parties, though one gives a title alone or leaves out who else was on the line."""

from collections.abc import Collection, Iterable
from enum import Enum
from itertools import combinations

from timeline.joining.accounts import EventAccount

# A report from one capital may name only the other one of a call of three; beside a meeting of many there are others.
OF_MANY = frozenset({"phone_call", "video_call"})
# Of a gathering of more than so many, only an account that names the same ones is compared.
FEW = 4


class Tie(Enum):
    """How the parties of two accounts agree."""

    SAME = "same"
    TITLE_ALONE = "title alone"
    SOME_UNNAMED = "some unnamed"
    UNCLEAR = "unclear"


# A country's name may stand for anybody of it: that is proposed, never taken for the same.
FIRM = frozenset({Tie.SAME, Tie.TITLE_ALONE, Tie.SOME_UNNAMED})


def tie(one: EventAccount, other: EventAccount) -> Tie | None:
    """Say how the parties of two accounts agree, None where they differ. An event without parties is like no other."""
    if one.persons == other.persons:
        bodies = one.organizations <= other.organizations or other.organizations <= one.organizations
        is_known = bool(one.persons) and bodies or bool(one.organizations) and one.organizations == other.organizations
        return Tie.SAME if is_known else None
    few, many = sorted((one, other), key=lambda account: len(account.persons))
    if not few.persons or not few.persons < many.persons:
        return None
    homes = one.homes | other.homes
    missing = many.persons - few.persons
    stand_ins = [_stand_in(few, many, person, homes) for person in missing]
    if all(stand_ins) and len(set(stand_ins)) == len(missing):
        roles, offices = dict(few.offices), dict(many.offices)
        is_told = all(
            roles.get(body) == offices.get(person, "") != "" for person, body in zip(missing, stand_ins, strict=True)
        )
        return Tie.TITLE_ALONE if is_told else Tie.UNCLEAR
    if any(stand_ins) or one.type not in OF_MANY or len(few.persons) < 2 or few.organizations:
        return None
    return Tie.SOME_UNNAMED


def are_tied(group: Collection[EventAccount]) -> bool:
    """Tell whether one account of a set has the parties of all others, and their bodies do not contradict."""
    fullest = {account.persons for account in group if len(account.persons) == max(len(a.persons) for a in group)}
    if len(fullest) > 1:
        return False
    full = [account for account in group if account.persons in fullest]
    if any(tie(one, other) is None for one, other in combinations(full, 2)):
        return False
    return all(any(tie(one, other) in FIRM for other in full) for one in group if one not in full)


def party_keys(account: EventAccount) -> frozenset[str]:
    """Give who meets whom: two persons, a person and a country, or all parties where they are many or one kind only."""
    if not account.persons:
        return frozenset({_all(account.organizations)} if account.organizations else ())
    keys = {_all(account.persons)}
    if len(account.persons) <= FEW:
        keys |= {_all(pair) for pair in combinations(account.persons, 2)}
        homes = {*account.homes}
        keys |= {f"{person}~{country}" for person in account.persons for one, country in homes if one != person}
    return frozenset(keys)


def _all(ids: Iterable[str]) -> str:
    return "+".join(sorted(ids))


def _stand_in(few: EventAccount, many: EventAccount, person: str, homes: frozenset[tuple[str, str]]) -> str:
    """Find the government or body that stands for a person in an account without the name, empty for none."""
    countries = {country for one, country in homes if one == person}
    role = dict(many.offices).get(person, "")
    fitting = [
        body
        for body in few.organizations - many.organizations
        if any((body, country) in homes for country in countries) and dict(few.offices).get(body, role) in (role, "")
    ]
    return min(fitting, default="")
