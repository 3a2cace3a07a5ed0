"""What joining looks at in a Reading."""

import pytest

from timeline.extraction import read
from timeline.joining import event_accounts, person_accounts
from timeline.joining.telling import full_names


def events_of(text, published="2024-12-20"):
    reading = read(text, published_on=published)
    ids = {actor.id: actor.name for actor in (*reading.persons, *reading.organizations)}
    return event_accounts(reading, ids, text)


CALL = "Norwegian Foreign Minister Kari Holte spoke by phone with Omani Foreign Minister Rashid Toubali on Friday"

SEATS = {
    "dateline of a capital": (f"MUSCAT, Dec. 20 (Wire) -- {CALL}.", "OMN"),
    "the ministry that tells": (f"{CALL}, Norway's foreign ministry said.", "NOR"),
    "nobody told": (f"{CALL}.", ""),
}


@pytest.mark.parametrize("case", SEATS)
def test_an_account_counts_in_the_days_of_who_tells_it(case):
    text, seat = SEATS[case]

    assert events_of(text)[0].seat == seat


AGAIN = {
    "plain": ("", False),
    "second time": (" for the second time in two days", True),
    "a day after": (", a day after they last talked", True),
    "second this year": (" for the second time this year", False),
}


@pytest.mark.parametrize("case", AGAIN)
def test_words_for_a_repeat_within_days(case):
    words, is_again = AGAIN[case]

    assert events_of(f"{CALL}{words}.")[0].is_again is is_again


ROLES = {
    "title": ("the Omani foreign minister", "foreign_minister"),
    "title with the country after it": ("the defense minister of Oman", "defence_minister"),
    "counterpart": ("her Omani counterpart", "foreign_minister"),
}


@pytest.mark.parametrize("case", ROLES)
def test_a_government_takes_part_in_the_role_its_words_tell(case):
    words, role = ROLES[case]
    text = f"Norwegian Foreign Minister Kari Holte spoke by phone with {words} on Friday."

    (account,) = events_of(text, "2003-12-20")

    assert dict(account.offices).get("Government of Oman") == role


BESIDE = {
    "two counterparts on the phone": (
        "Norwegian Foreign Minister Kari Holte spoke by phone with Omani Foreign Minister Rashid Toubali"
        " and Chilean Foreign Minister Ines Valdebenito on Friday.",
        [{"Ines Valdebenito"}, {"Rashid Toubali"}],
    ),
    "two calls in two sentences": (
        f"{CALL}. Holte also spoke by phone with Chilean Foreign Minister Ines Valdebenito on Friday.",
        [set(), set()],
    ),
}


@pytest.mark.parametrize("case", BESIDE)
def test_persons_of_calls_that_the_same_words_tell(case):
    text, beside = BESIDE[case]

    assert sorted((account.beside for account in events_of(text)), key=sorted) == beside


UNDATED = {
    "the same words in a reprint": ("{call}.\n\nHe said no more.", "{call}. The ports stay open.", True),
    "other words": ("{call}.", "{call} to discuss tariffs.", False),
    "too few words": ("{call}.\n\nHolte called Toubali.", "{call} again.\n\nHolte called Toubali.", False),
}


@pytest.mark.parametrize("case", UNDATED)
def test_an_event_without_a_day_is_known_by_the_sentence_that_tells_it(case):
    *texts, is_same = UNDATED[case]
    one, other = (events_of(text.format(call=CALL.replace(" on Friday", "")), None) for text in texts)

    assert {account.first for account in (*one, *other)} == {None}
    assert bool({*one} & {*other}) is is_same


def test_persons_of_one_article_that_are_alike_are_numbered():
    reading = read(f"{CALL}.", published_on="2024-12-20")

    accounts = person_accounts([reading.persons[0], reading.persons[0]])

    assert [account.ordinal for account in accounts] == [0, 1]


NAMES = {
    "full forms": (("Ana Ruiz", "Ana M. Ruiz", "Ruiz"), {"Ana Ruiz", "Ana M. Ruiz"}),
    "a title is no name": (("Ana Ruiz", "the Spanish foreign minister", "The Foreign Minister"), {"Ana Ruiz"}),
    "only a surname": (("Ruiz", "Ruiz"), {"Ruiz"}),
}


@pytest.mark.parametrize("case", NAMES)
def test_full_names(case):
    forms, names = NAMES[case]

    assert full_names(forms) == names
