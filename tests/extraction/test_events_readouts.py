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
    "ministers of several countries by their adjectives": (
        "Russian Defense Minister Sergei Shoigu held phone calls with the Danish, Swedish and Norwegian defence"
        " ministers on Tuesday.",
        [
            ("phone_call", "held", "2024-05-14", "Government of Denmark", "Sergei Shoigu"),
            ("phone_call", "held", "2024-05-14", "Government of Sweden", "Sergei Shoigu"),
            ("phone_call", "held", "2024-05-14", "Government of Norway", "Sergei Shoigu"),
        ],
    ),
    "the second call in some days": (
        "French President Emmanuel Macron spoke by phone with Indian Prime Minister Narendra Modi on Wednesday, their"
        " second call in three days.",
        [("phone_call", "held", "2024-05-15", "Emmanuel Macron", "Narendra Modi")],
    ),
    "the previous call is another": (
        "French President Emmanuel Macron had telephone talks with Indian Prime Minister Narendra Modi. The previous"
        " call between Macron and Modi took place on May 3.",
        [
            ("phone_call", "held", "2024-05-16?", "Emmanuel Macron", "Narendra Modi"),
            ("phone_call", "background", "2024-05-03", "Emmanuel Macron", "Narendra Modi"),
        ],
    ),
    "discussed with somebody": (
        "Iranian Foreign Minister Hossein Amirabdollahian discussed the crisis in Yemen with Qatari Foreign Minister"
        " Mohammed Al-Thani on Sunday.",
        [("phone_call", "held", "2024-05-12", "Hossein Amirabdollahian", "Mohammed Al-Thani")],
    ),
    "topics discussed by two over the phone": (
        "The situation in Libya was among the topics discussed by Turkish Foreign Minister Hakan Fidan and Italian"
        " Foreign Minister Antonio Tajani over the phone.",
        [("phone_call", "held", "2024-05-16?", "Antonio Tajani", "Hakan Fidan")],
    ),
    "a visit called off for its day": (
        "The visit of Russian Foreign Minister Sergei Lavrov to Germany on Friday was canceled.",
        [("visit", "cancelled", "2024-05-17", "Government of Germany", "Sergei Lavrov")],
    ),
    "due to leads to no party": (
        "British Foreign Secretary David Cameron has postponed a trip to Russia due to a meeting of NATO.",
        [
            ("visit", "cancelled", None, "David Cameron", "Government of Russia"),
            ("meeting", "background", None, "NATO"),
        ],
    ),
    "no comment on a call does not cancel it": (
        "U.S. President Joe Biden spoke by phone with Israeli Prime Minister Benjamin Netanyahu on Tuesday. The White"
        " House declined to comment on the conversation.",
        [("phone_call", "held", "2024-05-14", "Benjamin Netanyahu", "Joe Biden")],
    ),
    "they are the pair and not its countries": (
        "Japanese Prime Minister Fumio Kishida agreed with South Korean President Yoon Suk-yeol in a telephone"
        " conversation on Monday that the two countries would work together. They also agreed to meet soon.",
        [
            ("phone_call", "held", "2024-05-13", "Fumio Kishida", "Yoon Suk-yeol"),
            ("meeting", "planned", None, "Fumio Kishida", "Yoon Suk-yeol"),
        ],
    ),
    "a meeting before the news is background": (
        "Polish Foreign Minister Radoslaw Sikorski spoke by phone with Japanese Foreign Minister Yoko Kamikawa on"
        " Monday. The call came weeks after Sikorski and Kamikawa met in Munich.",
        [
            ("phone_call", "held", "2024-05-13", "Radoslaw Sikorski", "Yoko Kamikawa"),
            ("meeting", "background", None, "Radoslaw Sikorski", "Yoko Kamikawa"),
        ],
    ),
    "a call made to somebody": (
        "Saudi Crown Prince Mohammed bin Salman made a phone call today to French President Emmanuel Macron.",
        [("phone_call", "held", "2024-05-16", "Emmanuel Macron", "Mohammed bin Salman")],
    ),
    "a videoconference of many is one": (
        "U.S. Secretary of State Antony Blinken spoke with the Foreign Ministers of Peru, Chile and Ecuador on Tuesday"
        " via videoconference.",
        [
            (
                *("video_call", "held", "2024-05-14", "Antony Blinken"),
                *("Government of Chile", "Government of Ecuador", "Government of Peru"),
            )
        ],
    ),
    "hope for a meeting is none": (
        "Japanese Foreign Minister Yoko Kamikawa expressed hope for a meeting with Indian Foreign Minister Subrahmanyam"
        " Jaishankar.",
        [("meeting", "hypothetical", None, "Subrahmanyam Jaishankar", "Yoko Kamikawa")],
    ),
    "recent talks are over": (
        "Polish Foreign Minister Radoslaw Sikorski spoke by phone with Japanese Foreign Minister Yoko Kamikawa on"
        " Monday. Poland and Japan agreed to improve relations in their recent phone talks in March.",
        [
            ("phone_call", "held", "2024-05-13", "Radoslaw Sikorski", "Yoko Kamikawa"),
            ("phone_call", "background", "2024-03", "Government of Japan", "Government of Poland"),
        ],
    ),
    "a conversation at a meeting is part of it": (
        "South Korean Foreign Minister Cho Tae-yul held talks in Beijing with Chinese Foreign Minister Wang Yi on"
        " Monday. Cho said he had an honest conversation with Wang.",
        [("meeting", "held", "2024-05-13", "Cho Tae-yul", "Wang Yi")],
    ),
    "a country after the first of two names": (
        "Prime Minister Tamati Rewi of New Zealand and Chilean President Lino Vega discussed a fishing ban by phone on"
        " Tuesday.",
        [("phone_call", "held", "2024-05-14", "Lino Vega", "Tamati Rewi")],
    ),
    "one office of two, a country after each": (
        "Presidents Zuri Okombe of Gabon and Lino Vega of Chile talked by phone on Tuesday about timber.",
        [("phone_call", "held", "2024-05-14", "Lino Vega", "Zuri Okombe")],
    ),
    "a name with its country alone": (
        "Chilean Foreign Minister Lino Vega spoke by phone with New Zealand's Tamati Rewi on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Lino Vega", "Tamati Rewi")],
    ),
    "a call of the pair that had just met": (
        "Chilean President Lino Vega met Gabonese President Zuri Okombe in Santiago on Tuesday. They had spoken by"
        " phone on May 2.",
        [
            ("meeting", "held", "2024-05-14", "Lino Vega", "Zuri Okombe"),
            ("phone_call", "background", "2024-05-02", "Lino Vega", "Zuri Okombe"),
        ],
    ),
    "a verb that the parser takes for a part of the talks": (
        "Japanese Defense Minister Haruki Tanabe-Mori, U.S. Defense Secretary Dale Pruitt and South Korean Defense"
        " Minister Noh Jae-won held trilateral telephone talks on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Dale Pruitt", "Haruki Tanabe-Mori", "Noh Jae-won")],
    ),
    "a letter received": (
        "Chilean President Lino Vega received a letter from Gabonese President Zuri Okombe on Tuesday.",
        [("letter", "held", "2024-05-14", "Lino Vega", "Zuri Okombe")],
    ),
    "letters exchanged": (
        "Chilean President Lino Vega and Gabonese President Zuri Okombe exchanged letters on Tuesday.",
        [("letter", "held", "2024-05-14", "Lino Vega", "Zuri Okombe")],
    ),
    "a subject that the parser cuts in two": (
        "Russian Defence Minister Sergei Shoigu and U.S. Defense Secretary Lloyd Austin held a phone call during which"
        ' they discussed "matters of mutual interest", the agency quoted the ministry as saying on Tuesday.',
        [("phone_call", "held", "2024-05-14?", "Lloyd Austin", "Sergei Shoigu")],
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


ADDRESSES = {
    "the month after": ("https://example.org/news/2019/04/a-call", "2019-03-31"),
    "the year alone": ("https://example.org/news/2019/a-call", "2019-03-31"),
    "another month": ("https://example.org/news/2019/09/a-call", "XXXX-03-31"),
}


@pytest.mark.parametrize(("address", "day"), ADDRESSES.values(), ids=ADDRESSES)
def test_the_folders_of_an_address_give_a_day_its_year(address, day):
    body = "A call\n\nEmmanuel Macron spoke by phone with British Prime Minister Theresa May on March 31.\n"

    assert told(read(body, url=address)) == [("phone_call", "held", day, "Emmanuel Macron", "Theresa May")]


def test_the_day_of_a_dateline_is_that_of_the_news_where_the_page_has_none():
    body = "A call\n\nOslo, 2 April 2019. Emmanuel Macron spoke by phone with British Prime Minister Theresa May.\n"

    assert told(read(body)) == [("phone_call", "held", "2019-04-02?", "Emmanuel Macron", "Theresa May")]


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
