"""Who is who in a set of accounts: country and office decide, in doubt two persons stay two."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.joining import PersonAccount, join_people, person_blocks, person_of, signature
from timeline.joining.people import are_told_as_two, weigh

DM_ESP, DM_MEX, DM_KOR, FM_ESP = (
    ("defence_minister", "ESP"),
    ("defence_minister", "MEX"),
    ("defence_minister", "KOR"),
    ("foreign_minister", "ESP"),
)


def who(name, country="", *offices, also=(), calls=(), **fields):
    return PersonAccount(frozenset({name, *also}), country, frozenset(offices), frozenset(calls), **fields)


RUIZ = who("Ana Ruiz", "ESP", DM_ESP)

# Accounts, and how many persons they are.
PEOPLE = {
    "same name, country and office": ((RUIZ, who("Ana-María Ruiz", "ESP", DM_ESP, also=["Ana Ruiz"])), 1),
    "new office": ((RUIZ, who("Ana Ruiz", "ESP", FM_ESP)), 1),
    "family name first": ((who("Park Jin-ho", "KOR"), who("Jin-ho Park", "KOR"), who("Park Jinho", "KOR")), 1),
    "country unsaid": ((RUIZ, who("Ana Ruiz")), 1),
    "country unsaid, two bear the name": ((RUIZ, who("Ana Ruiz", "MEX", DM_MEX), who("Ana Ruiz")), 3),
    "other country": ((RUIZ, who("Ana Ruiz", "MEX", DM_MEX)), 2),
    "minister and professor": ((RUIZ, who("Ana Ruiz", "ESP", calls=["Professor"])), 2),
    "professor and singer": (
        (who("Ana Ruiz", "ESP", calls=["Singer"]), who("Ana Ruiz", "ESP", calls=["Professor"])),
        2,
    ),
    "a bare name between minister and professor": ((RUIZ, who("Ana Ruiz", calls=["Professor"]), who("Ana Ruiz")), 3),
    "other first name": ((RUIZ, who("Eva Ruiz", "ESP", DM_ESP)), 2),
    "surname in the same office": ((RUIZ, who("Ruiz", "ESP", DM_ESP)), 1),
    "surname in another office": ((RUIZ, who("Ruiz", "ESP", FM_ESP)), 2),
    "surname without office": ((RUIZ, who("Ruiz", "ESP")), 2),
    "surname that two of one office bear": ((RUIZ, who("Eva Ruiz", "ESP", DM_ESP), who("Ruiz", "ESP", DM_ESP)), 3),
    "middle initial": ((RUIZ, who("Ana B. Ruiz", "ESP", DM_ESP)), 1),
    "two middle initials": ((RUIZ, who("Ana B. Ruiz", "ESP", DM_ESP), who("Ana C. Ruiz", "ESP", DM_ESP)), 3),
    "spellings of the register": (
        (
            who("Volodymyr Zelensky", "UKR", ("president", "UKR")),
            who("Volodymyr Zelenskyy", "UKR", ("president", "UKR")),
        ),
        1,
    ),
    "two whom a curator knows apart": ((replace(RUIZ, fixed="1"), replace(RUIZ, fixed="2")), 2),
    "told, and known by a curator": ((RUIZ, replace(RUIZ, fixed="1")), 1),
    "romanisations in one office": ((who("Noh Gyeong-min", "KOR", DM_KOR), who("Roh Kyung Min", "KOR", DM_KOR)), 1),
    "romanisations, offices unsaid": ((who("Noh Gyeong-min", "KOR"), who("Roh Kyung Min", "KOR")), 2),
    "second surname left out": ((RUIZ, who("Ana Ruiz Soler", "ESP", DM_ESP)), 1),
    "short form of a given name": ((who("Bill Hart", "ESP", DM_ESP), who("William Hart", "ESP", DM_ESP)), 1),
    "spelt alike between two who differ": (
        (who("Jon Hart", "ESP", DM_ESP), who("Jon Lee Hart", "ESP", DM_ESP), who("Jon Max Hart", "ESP", DM_ESP)),
        3,
    ),
    "two of one text": ((RUIZ, who("Ana Ruiz", "ESP", DM_ESP, ordinal=1)), 2),
}


@pytest.mark.parametrize("case", PEOPLE)
def test_accounts_are_so_many_persons(case):
    accounts, count = PEOPLE[case]

    assert len(join_people(accounts).groups) == count


def test_what_joins_shares_a_block():
    assert person_blocks(RUIZ) & person_blocks(who("Ruiz", "ESP", DM_ESP))
    assert not person_blocks(RUIZ) & person_blocks(who("Ruiz", "ESP"))


def test_a_pair_known_to_differ_stays_apart_and_a_pair_known_as_one_joins():
    eva = who("Eva Ruiz", "ESP", FM_ESP)
    bare = who("Ana Ruiz")

    assert len(join_people([RUIZ, bare], different=[(RUIZ, bare)]).groups) == 2
    assert len(join_people([RUIZ, eva], same=[(RUIZ, eva)]).groups) == 1


TOLD_AS_TWO = {
    "names spelt alike": (who("Jon Hart", "ESP", DM_ESP), who("John Hart", "ESP", DM_ESP), True),
    "the same name": (RUIZ, who("Ana Ruiz", "ESP", FM_ESP), False),
    "a surname alone": (RUIZ, who("Ruiz", "ESP", DM_ESP), False),
}


@pytest.mark.parametrize("case", TOLD_AS_TWO)
def test_a_text_vouches_for_two_full_names_only(case):
    one, other, expected = TOLD_AS_TWO[case]

    assert are_told_as_two(one, other) is expected


def test_a_name_that_two_bear_is_proposed_for_both():
    mexican, bare = who("Ana Ruiz", "MEX", DM_MEX), who("Ana Ruiz")

    doubts = join_people([RUIZ, mexican, bare]).doubtful

    assert {frozenset((doubt.one, doubt.other)) for doubt in doubts} == {
        frozenset((bare, RUIZ)),
        frozenset((bare, mexican)),
    }
    assert {doubt.reasons for doubt in doubts} == {("the same name", "one text gives no country")}


ACCOUNTS = st.builds(
    PersonAccount,
    names=st.frozensets(
        st.sampled_from(["Ana Ruiz", "Ana B. Ruiz", "Ana C. Ruiz", "Ruiz", "Eva Ruiz", "Ruiz Ana"]),
        min_size=1,
        max_size=2,
    ),
    country=st.sampled_from(["", "ESP", "MEX"]),
    offices=st.frozensets(st.sampled_from([DM_ESP, FM_ESP, DM_MEX]), max_size=2),
    occupations=st.frozensets(st.sampled_from(["Professor", "Singer"]), max_size=1),
    ordinal=st.sampled_from([0, 0, 0, 1]),
    fixed=st.sampled_from(["", "", "1", "2"]),
)


@given(st.lists(ACCOUNTS, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_the_accounts_does_not_matter(accounts, random):
    shuffled = random.sample(accounts, len(accounts))

    one, other = join_people(accounts), join_people(shuffled)

    assert one == other
    assert sorted(map(signature, set().union(*one.groups))) == sorted(map(signature, set(accounts)))


def test_every_order_gives_the_same():
    accounts = [who("Ana Ruiz"), RUIZ, who("Ana Ruiz", "MEX", DM_MEX), who("Ruiz", "ESP", DM_ESP)]

    assert len({join_people(order) for order in permutations(accounts)}) == 1


@given(ACCOUNTS, ACCOUNTS)
def test_two_accounts_weigh_the_same_either_way(one, other):
    links = weigh(one, other), weigh(other, one)

    assert len({(link.score, link.reasons) if link else None for link in links}) == 1


@given(ACCOUNTS)
def test_a_signature_gives_the_account_back(account):
    assert person_of(signature(account)) == account
