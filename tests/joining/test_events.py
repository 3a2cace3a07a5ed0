"""Which event is which in a set of accounts: kind, parties and day decide, in doubt two events stay two."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.joining import EventAccount, event_blocks, event_of, join_events, signature
from timeline.joining.events import are_told_as_two, weigh

HOMES = frozenset({("a", "KOR"), ("b", "USA")})


def told(day="2024-12-20", last=None, **fields):
    first = date.fromisoformat(day) if day else None
    values = {"type": "phone_call", "status": "held", "basis": "explicit", "persons": frozenset("ab"), "homes": HOMES}
    return EventAccount(first=first, last=date.fromisoformat(last) if last else first, **(values | fields))


def parties(persons="", bodies=""):
    return {"persons": frozenset(persons), "organizations": frozenset(bodies)}


TITLE = frozenset({("o", "KOR"), ("b", "USA")})
# Two accounts, whether they are of one event.
PAIRS = {
    "the same": (told(), told(), True),
    "the next day across time zones": (told(), told("2024-12-19"), True),
    "the next day of near neighbours": (
        told(homes=frozenset({("a", "ESP"), ("b", "DEU")})),
        told("2024-12-19", homes=frozenset({("a", "ESP"), ("b", "DEU")})),
        False,
    ),
    "Friday in Seoul, Thursday in Washington": (told(seat="KOR"), told("2024-12-19", seat="USA"), True),
    "Thursday in Seoul, Friday in Washington": (told("2024-12-19", seat="KOR"), told(seat="USA"), False),
    "two days told in Seoul": (told("2024-12-19", seat="KOR"), told(seat="KOR"), False),
    "the next day, said to be the second call": (told("2024-12-19"), told(is_again=True), False),
    "both said to be the second call": (
        told(is_again=True, seat="KOR"),
        told("2024-12-19", is_again=True, seat="USA"),
        True,
    ),
    "one says again": (told(), told(is_again=True), True),
    "a letter sent and received": (
        told(type="letter", seat="ESP"),
        told("2024-12-21", type="letter", seat="ESP"),
        True,
    ),
    "one by the title alone": (
        told(offices=frozenset({("a", "president")})),
        told(**parties("b", "o"), homes=TITLE, offices=frozenset({("o", "president")})),
        True,
    ),
    "one by the country alone": (told(), told(**parties("b", "o"), homes=TITLE), False),
    "one by another title": (
        told(offices=frozenset({("a", "president")})),
        told(**parties("b", "o"), homes=TITLE, offices=frozenset({("o", "foreign_minister")})),
        False,
    ),
    "a body of another country": (told(), told(**parties("b", "o"), homes=frozenset({("o", "JPN")})), False),
    "two of three on the line": (told(), told(**parties("abc")), True),
    "two of three at a table": (told(type="meeting"), told(type="meeting", **parties("abc")), False),
    "planned for the week": (
        told("2024-12-16", "2024-12-22", status="planned", type="visit"),
        told(type="visit"),
        True,
    ),
    "held in the week": (told("2024-12-16", "2024-12-22"), told(), False),
    "the next day in one country": (
        told(homes=frozenset({("a", "KOR")})),
        told("2024-12-19", homes=frozenset()),
        False,
    ),
    "two days apart": (told(), told("2024-12-18"), False),
    "a meeting of the next day": (told(type="meeting"), told("2024-12-19", type="meeting"), False),
    "reported the day after": (told(type="visit", basis="reported_on"), told("2024-12-19", type="visit"), True),
    "reported the day before": (told(type="visit", basis="reported_on"), told("2024-12-21", type="visit"), False),
    "call and video call": (told(), told(type="video_call"), True),
    "call and meeting": (told(), told(type="meeting"), False),
    "another party": (told(), told(**parties("ac")), False),
    "a body beside the persons": (told(), told(**parties("ab", "o")), True),
    "different bodies beside the persons": (told(**parties("a", "o")), told(**parties("a", "q")), False),
    "bodies only": (told(**parties("", "oq")), told(status="planned", **parties("", "oq")), True),
    "bodies only, one missing": (told(**parties("", "oq")), told(**parties("", "o")), False),
    "person against body": (told(**parties("a")), told(**parties("", "o")), False),
    "nobody named": (told(**parties()), told(type="video_call", **parties()), False),
    "one undated": (told(), told(None), False),
    "a month of calls": (told("2024-12-01", "2024-12-31"), told(), False),
    "a month of one resignation": (
        told("2024-12-01", "2024-12-31", type="resignation", **parties("a")),
        told("2024-12-05", type="resignation", **parties("a")),
        True,
    ),
    "planned and held": (told(status="planned"), told(), True),
    "hypothetical and held": (told(status="hypothetical"), told(), False),
    "denied and held": (told(status="denied"), told(), False),
    "two of one text": (told(), told(ordinal=1), False),
}


@pytest.mark.parametrize("case", PAIRS)
def test_two_accounts_are_of_one_event(case):
    one, other, is_one = PAIRS[case]

    assert len(join_events([one, other]).groups) == (1 if is_one or one == other else 2)


def test_the_same_day_goes_before_the_next():
    early, late = told("2024-12-19"), told()
    planned = told(status="planned")

    assert join_events([early, late, planned], different=[(early, late)]).groups == {
        frozenset({early}),
        frozenset({late, planned}),
    }


def test_a_call_between_two_others_is_doubtful():
    days = [told("2024-12-19"), told("2024-12-20"), told("2024-12-21")]

    partition = join_events(days)

    assert len(partition.groups) == 3
    assert len(partition.doubtful) == 2


def test_calls_of_two_days_told_by_two_capitals_are_two():
    first = [told("2024-12-19", seat="KOR"), told("2024-12-18", seat="USA")]
    second = [told("2024-12-20", seat="KOR", is_again=True), told("2024-12-19", seat="USA", is_again=True)]

    assert join_events(first + second).groups == {frozenset(first), frozenset(second)}


def test_a_plan_for_a_week_with_two_meetings_is_doubtful():
    plan = told("2024-12-16", "2024-12-22", status="planned", type="meeting")
    held = [told("2024-12-17", type="meeting"), told("2024-12-19", type="meeting")]

    partition = join_events([plan, *held])

    assert len(partition.groups) == 3
    assert {doubt.reasons for doubt in partition.doubtful} == {("the same parties", "within the days planned")}


def test_a_country_for_a_person_is_proposed():
    (doubt,) = join_events([told(), told(**parties("b", "o"), homes=TITLE)]).doubtful

    assert doubt.reasons == ("one names a country, the other a person of it", "the same day")


def test_two_calls_of_two_within_one_of_three_stay_apart():
    full, one, other = told(**parties("abc")), told(**parties("ab")), told(**parties("ac"))

    assert len(join_events([full, one, other]).groups) == 1
    assert len(join_events([full, one, other], different=[(one, other)]).groups) == 3


def test_two_calls_told_in_the_same_words_may_be_one_of_three():
    full, one, other = told(**parties("abc")), told(beside=frozenset("c")), told(**parties("ac"), beside=frozenset("b"))

    assert not are_told_as_two(one, other)
    assert len(join_events([full, one, other]).groups) == 1
    assert len(join_events([one, other]).groups) == 2


def test_what_joins_shares_a_block():
    assert event_blocks(told()) & event_blocks(told("2024-12-19", type="video_call"))
    assert not event_blocks(told()) & event_blocks(told("2024-12-16"))


DAYS = st.sampled_from([date(2024, 12, day) for day in (17, 18, 19, 20, 21)])
ACCOUNTS = st.builds(
    lambda first, length, **fields: EventAccount(first=first, last=first.replace(day=first.day + length), **fields),
    first=DAYS,
    length=st.sampled_from([0, 0, 0, 1, 2]),
    type=st.sampled_from(["phone_call", "video_call", "meeting", "visit"]),
    status=st.sampled_from(["held", "planned", "background", "denied"]),
    basis=st.sampled_from(["explicit", "reported_on"]),
    persons=st.sampled_from([frozenset("ab"), frozenset("abc"), frozenset("a"), frozenset()]),
    organizations=st.sampled_from([frozenset(), frozenset("o"), frozenset("oq")]),
    homes=st.sampled_from([HOMES, frozenset(), HOMES | {("c", "JPN")}]),
    is_again=st.booleans(),
    seat=st.sampled_from(["", "KOR", "USA"]),
    beside=st.sampled_from([frozenset(), frozenset(), frozenset("c")]),
    ordinal=st.sampled_from([0, 0, 0, 1]),
)


@given(st.lists(ACCOUNTS, min_size=1, max_size=9), st.randoms(use_true_random=False), st.data())
def test_the_order_of_the_accounts_does_not_matter(accounts, random, data):
    one_of = st.sampled_from(accounts)
    different = [pair for pair in data.draw(st.lists(st.tuples(one_of, one_of), max_size=2)) if pair[0] != pair[1]]

    one = join_events(accounts, different=different)
    other = join_events(random.sample(accounts, len(accounts)), different=[pair[::-1] for pair in different])

    assert one == other
    assert frozenset().union(*one.groups) == frozenset(accounts)


@given(st.lists(ACCOUNTS, max_size=8))
def test_other_ids_give_the_same_events(accounts):
    names = {"a": "z", "b": "y", "c": "x", "o": "n", "q": "m"}

    def renamed(account):
        return replace(
            account,
            persons=frozenset(map(names.get, account.persons)),
            organizations=frozenset(map(names.get, account.organizations)),
            homes=frozenset((names[one], country) for one, country in account.homes),
            beside=frozenset(map(names.get, account.beside)),
        )

    groups = {frozenset(map(renamed, group)) for group in join_events(accounts).groups}

    assert join_events([renamed(account) for account in accounts]).groups == groups


@given(ACCOUNTS, ACCOUNTS)
def test_two_accounts_weigh_the_same_either_way(one, other):
    links = weigh(one, other), weigh(other, one)

    assert len({(link.score, link.reasons) if link else None for link in links}) == 1


@given(ACCOUNTS)
def test_a_signature_gives_the_account_back(account):
    assert event_of(signature(account)) == account
