"""How governments' own readouts and digests of calls put things: who rang whom, when, and what is only background."""

import pytest

from timeline.extraction import Reading, read

PUBLISHED = "2024-05-16"  # a Thursday


def told(reading: Reading) -> list[tuple]:
    """Give type, status, day and parties of each event."""
    names = {actor.id: actor.name for actor in (*reading.persons, *reading.organizations)}
    return [(e.type, e.status, e.date.edtf, *sorted(names[p.id] for p in e.participants)) for e in reading.events]


CASES = {
    "a call received from somebody": (
        "Egyptian Foreign Minister Sameh Shoukry received a phone call from Jordanian Foreign Minister Ayman Safadi on"
        " Tuesday.",
        [("phone_call", "held", "2024-05-14", "Ayman Safadi", "Sameh Shoukry")],
    ),
    "separate calls, an office before the first name": (
        "Qatari Foreign Minister Mohammed Al-Thani reviewed the truce in separate calls on Monday with U.S. Secretary"
        " of State, Antony Blinken, and Egyptian Foreign Minister, Sameh Shoukry.",
        [
            ("phone_call", "held", "2024-05-13", "Antony Blinken", "Mohammed Al-Thani"),
            ("phone_call", "held", "2024-05-13", "Mohammed Al-Thani", "Sameh Shoukry"),
        ],
    ),
    "a subject discussed over the phone": (
        "Turkish President Recep Tayyip Erdogan and Bulgarian President Rumen Radev also discussed ways to increase"
        " trade over the phone.",
        [("phone_call", "held", "2024-05-16?", "Recep Tayyip Erdogan", "Rumen Radev")],
    ),
    "the first call since a month": (
        "The Pentagon gave no details of the first phone call since March between Russian Defense Minister Andrei"
        " Belousov and U.S. Defense Secretary Lloyd Austin on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Andrei Belousov", "Lloyd Austin")],
    ),
    "the reporter is no party": (
        "Moscow asked for a phone call between Foreign Minister Sergei Lavrov and U.S. Secretary of State Antony"
        " Blinken, State Department spokesman Matthew Miller said on Monday. The call took place on Wednesday.",
        [("phone_call", "held", "2024-05-15", "Antony Blinken", "Sergei Lavrov")],
    ),
    "talks that were the call": (
        "Polish Foreign Minister Radoslaw Sikorski spoke by phone with Japanese Foreign Minister Yoko Kamikawa on"
        " Monday. During the 20-minute talks, Sikorski and Kamikawa agreed to widen sanctions.",
        [("phone_call", "held", "2024-05-13", "Radoslaw Sikorski", "Yoko Kamikawa")],
    ),
    "a promise to meet beside a gathering": (
        "Canadian Foreign Minister Melanie Joly and Indian Foreign Minister Subrahmanyam Jaishankar promised to meet on"
        " the sidelines of a conference to be held in Brazil next week.",
        [("meeting", "planned", "2024-05-20/2024-05-26", "Melanie Joly", "Subrahmanyam Jaishankar")],
    ),
    "talks held on a day between two states": (
        "The minister told reporters of the talks held Tuesday between Armenia and Azerbaijan at the border.",
        [("meeting", "held", "2024-05-14", "Government of Armenia", "Government of Azerbaijan")],
    ),
    "the visit of somebody to a country": (
        "Japanese Prime Minister Fumio Kishida spoke by phone with Australian Prime Minister Anthony Albanese on Monday"
        " and welcomed the recent visit of Prime Minister Albanese to Japan.",
        [
            ("phone_call", "held", "2024-05-13", "Anthony Albanese", "Fumio Kishida"),
            ("visit", "background", None, "Anthony Albanese", "Government of Japan"),
        ],
    ),
    "the prospect of a treaty is none": (
        "French President Emmanuel Macron and Indian Prime Minister Narendra Modi spoke by phone about the"
        " prospects of India signing a treaty with France.",
        [
            ("phone_call", "held", "2024-05-16?", "Emmanuel Macron", "Narendra Modi"),
            ("agreement", "hypothetical", None, "Government of France"),
        ],
    ),
    "a counterpart has a like office": (
        "Chinese President Xi Jinping spoke by phone with U.S. President Joe Biden on Tuesday. The Chinese navy's"
        " commander, Admiral Hu Zhongming, met his American counterpart on Wednesday.",
        [
            ("phone_call", "held", "2024-05-14", "Joe Biden", "Xi Jinping"),
            ("meeting", "held", "2024-05-15", "Government of United States", "Hu Zhongming"),
        ],
    ),
    "an honorific makes no second person": (
        "Prime Minister Shri Narendra Modi had a telephonic conversation today with H.E. Emmanuel Macron, President of"
        " France. Prime Minister Narendra Modi thanked President Macron.",
        [("phone_call", "held", "2024-05-16", "Emmanuel Macron", "Narendra Modi")],
    ),
    "an official visit is no person": (
        "Prime Minister Keir Starmer has arrived in Norway today on an Official Visit.",
        [("visit", "held", "2024-05-16", "Government of Norway", "Keir Starmer")],
    ),
    "whose trip one is congratulated on": (
        "Japanese Prime Minister Fumio Kishida congratulated U.S. President Joe Biden on his trip to Poland on Monday.",
        [("visit", "held", "2024-05-13", "Government of Poland", "Joe Biden")],
    ),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_events(body, expected):
    assert told(read(f"News of the day\n\n{body}\n", published_on=PUBLISHED)) == expected


def test_the_page_of_a_government_tells_whose_prime_minister_speaks_on_its_day():
    body = (
        "A Downing Street spokesperson said:\n\nThe Prime Minister spoke to President Emmanuel Macron this morning."
        " They discussed the border.\n"
    )
    address = "https://www.gov.uk/government/news/pm-call-with-president-macron-4-march-2018"

    assert told(read(body, url=address)) == [("phone_call", "held", "2018-03-04", "Emmanuel Macron", "Theresa May")]


def test_who_opens_a_quoted_release_tells_whose_prime_minister_is_meant():
    body = (
        "PM speaks to the French president\n\nAfter the call, a Downing Street spokesman said:\n\nThe Prime Minister"
        " spoke to President Emmanuel Macron yesterday evening. They discussed the border.\n"
    )

    found = told(read(body, published_on="2018-03-05"))

    assert found == [("phone_call", "held", "2018-03-04", "Emmanuel Macron", "Theresa May")]


def test_a_text_without_a_day_tells_its_calls_as_held():
    body = (
        "Egyptian Foreign Minister Sameh Shoukry held a phone call with U.S. Secretary of State Antony Blinken.\n"
        "Shoukry had spoken earlier with Jordanian Foreign Minister Ayman Safadi.\n"
    )

    assert told(read(f"News of the day\n\n{body}")) == [
        ("phone_call", "held", None, "Antony Blinken", "Sameh Shoukry"),
        ("phone_call", "background", None, "Ayman Safadi", "Sameh Shoukry"),
    ]


def test_a_sentence_broken_over_lines_is_read_as_one():
    body = (
        "Press Secretary John F.\nKirby gave this readout:\n\nSecretary of Defense Lloyd J.\nAustin III spoke today"
        " with\n\n Turkish Minister of Defense Hulusi Akar about the airport.\n"
    )

    found = read(body, published_on="2021-07-07")

    assert told(found) == [("phone_call", "held", "2021-07-07", "Hulusi Akar", "Lloyd J. Austin III")]
    assert [person.name for person in found.persons] == ["John F. Kirby", "Lloyd J. Austin III", "Hulusi Akar"]
