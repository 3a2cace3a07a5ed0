"""Statements said in several reports are one where speakers, act and content go together; in doubt they stay two."""

from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.joining.statements import StatementAccount, join_statements, stems, weigh


def said(content, article="a", who="1", side="KOR", act="reaffirm", modality="asserted", start=0):
    return StatementAccount(article, start, frozenset(who.split()), frozenset(side.split()), act, modality, content)


TREATY = "their commitment to the mutual defense treaty of 1953"

# Two statements, the second of another article unless it says so, and whether they are one.
PAIRS = {
    "the same words": (said(TREATY), said(TREATY, "b"), True),
    "the same words in one article": (said(TREATY), said(TREATY, start=90), False),
    "other words": (
        said("the ironclad U.S. commitment to the defense of South Korea"),
        said("Washington's commitment to defending the Republic of Korea is ironclad", "b", act="stress"),
        True,
    ),
    "another act of the same kind": (said(TREATY), said(TREATY, "b", act="pledge"), True),
    "another act": (said(TREATY), said(TREATY, "b", act="criticise"), False),
    "another speaker of another side": (said(TREATY), said(TREATY, "b", "2", "USA"), False),
    "the ministry for the minister": (said(TREATY), said(TREATY, "b", "9", "KOR"), True),
    "the same topic only": (
        said("concern over missile launches near the border"),
        said("readiness to answer any missile test with new sanctions", "b"),
        False,
    ),
    "another number": (said("to send 200 lorries of grain"), said("to send 300 lorries of grain", "b"), False),
    "denied": (
        said("troops would leave by May"),
        said("troops would not leave by May", "b"),
        False,
    ),
    "the same quotation": (
        said('the link was "closer than it has been in decades" for both'),
        said('ties are "closer than it has been in decades"', "b"),
        True,
    ),
    "planned": (said(TREATY), said(TREATY, "b", modality="planned"), False),
}


@pytest.mark.parametrize("case", PAIRS)
def test_two_statements_are_one(case):
    one, other, is_one = PAIRS[case]

    assert len(join_statements([one, other]).groups) == (1 if is_one else 2)


def test_what_one_side_alone_says_stays_alone():
    accounts = [said(TREATY), said(TREATY, "b"), said("a new hotline for fishing boats", "b", start=50)]

    groups = join_statements(accounts).groups

    assert sorted(len(group) for group in groups) == [1, 2]


def test_a_statement_between_two_of_one_article_is_doubtful():
    accounts = [said(TREATY), said(f"{TREATY} and peace", start=80), said(f"{TREATY} and lasting peace", "b")]

    groups = {join_statements(order) for order in permutations(accounts)}

    assert len(groups) == 1
    assert groups.pop().groups == {frozenset(accounts[:1]), frozenset(accounts[1:])}


def test_names_of_a_country_count_as_one_word():
    assert stems("the Republic of Korea's and U.S. forces") == stems("South Korean and American forces")


CONTENTS = st.sampled_from(
    [TREATY, f"{TREATY} of 1953", "sanctions on grain", "no sanctions on grain", '"a b c d e" now']
)
ACCOUNTS = st.builds(
    said,
    CONTENTS,
    article=st.sampled_from("abc"),
    who=st.sampled_from(["1", "1 2", "2"]),
    side=st.sampled_from(["KOR", "KOR USA"]),
    act=st.sampled_from(["reaffirm", "pledge", "warn", "note"]),
    start=st.integers(0, 3),
)


@given(st.lists(ACCOUNTS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_statements_does_not_matter(accounts, random):
    assert join_statements(random.sample(accounts, len(accounts))) == join_statements(accounts)


@pytest.mark.parametrize("seed", range(5))
def test_doubts_are_the_same_in_any_order_where_many_statements_begin_at_one_word(seed):
    chance = Random(seed)
    sides, acts = ("KOR", "KOR USA"), ("reaffirm", "pledge", "stress")
    alike = [said("grain", who=who, side=side, act=act) for who in "12" for side in sides for act in acts]
    elsewhere = [said("grain", "b", side=side, start=start) for side in sides for start in (1, 2, 3)]

    for _ in range(100):
        accounts = chance.sample(alike, 5) + chance.sample(elsewhere, 2)
        assert join_statements(accounts[::-1]).doubtful == join_statements(accounts).doubtful


@given(ACCOUNTS, ACCOUNTS)
def test_two_statements_weigh_the_same_either_way(one, other):
    links = weigh(one, other), weigh(other, one)

    assert len({(link.score, link.reasons) if link else None for link in links}) == 1
