"""Ways in which English releases and wires say that a call took place, and who was on the line together."""

import pytest

from timeline.extraction import Reading, read

PUBLISHED = "2024-05-16"  # a Thursday

WAYS = {
    "a verb of speaking and a medium": "conferred by telephone with",
    "consulting": "consulted by phone with",
    "a hotline": "held hotline talks with",
    "ringing up": "rang up",
    "calling up": "called up",
    "dialling": "dialled",
    "a call put in": "put in a call to",
    "a call answered": "answered a call from",
    "a call returned": "returned a call from",
    "a call shared": "shared a phone call with",
    "a call on a matter": "had a long call on the truce with",
    "calls exchanged": "exchanged phone calls with",
    "a conversation carried out": "carried out a telephone conversation with",
    "a chat": "had a phone chat with",
    "a contact": "had a phone contact with",
    "contact of the line's own adjective": "was in telephonic contact with",
    "an exchange by phone": "had an exchange by phone with",
    "an audio conference": "held an audio conference with",
    "a telephone summit": "held a telephone summit with",
    "a shortened teleconference": "had a telecon with",
    "reaching somebody": "reached by phone",
    "contacting somebody": "contacted by phone",
    "words addressed by phone": "thanked by phone",
    "a verb of contact before its medium": "touched base by phone with",
    "a communication": "had a telephone communication with",
    "an interaction": "had a telephonic interaction with",
    "the end of a call": "got off the phone with",
    "condolences by phone": "offered condolences by phone to",
}

ON_SCREEN = {
    "meeting virtually": "met virtually with",
    "a meeting by a video link": "held a meeting via video link with",
    "a meeting by a service's name": "held a Zoom meeting with",
    "an abbreviated video conference": "held a VTC with",
}


def told(reading: Reading) -> list[tuple]:
    """Give type, status, day and parties of each event."""
    names = {actor.id: actor.name for actor in (*reading.persons, *reading.organizations)}
    return [(e.type, e.status, e.date.edtf, *sorted(names[p.id] for p in e.participants)) for e in reading.events]


def told_of_pair(words: str) -> list[tuple]:
    body = f"Turkish Foreign Minister Hakan Fidan {words} his Iranian counterpart Hossein Amir-Abdollahian on Tuesday."
    return told(read(f"Two ministers\n\n{body}\n", published_on=PUBLISHED))


@pytest.mark.parametrize("words", WAYS.values(), ids=WAYS)
def test_a_call_is_told_in_many_ways(words):
    expected = ("phone_call", "held", "2024-05-14", "Hakan Fidan", "Hossein Amir-Abdollahian")
    assert told_of_pair(words) == [expected]


@pytest.mark.parametrize("words", ON_SCREEN.values(), ids=ON_SCREEN)
def test_a_meeting_on_screens_is_a_video_call(words):
    expected = ("video_call", "held", "2024-05-14", "Hakan Fidan", "Hossein Amir-Abdollahian")
    assert told_of_pair(words) == [expected]


PAIRS = {
    "a call that took place between two": (
        "A telephone conversation took place on Tuesday between Turkish Foreign Minister Hakan Fidan and Iranian"
        " Foreign Minister Hossein Amir-Abdollahian.",
        [("phone_call", "held", "2024-05-14", "Hakan Fidan", "Hossein Amir-Abdollahian")],
    ),
    "the verb right after the second name": (
        "On 14 May, a telephone conversation between Russian Foreign Minister Sergey Lavrov and Turkish Foreign"
        " Minister Hakan Fidan took place at the initiative of the Turkish side.",
        [("phone_call", "held", "2024-05-14", "Hakan Fidan", "Sergey Lavrov")],
    ),
    "who is addressed in a call": (
        "French President Emmanuel Macron congratulated Lithuanian President Gitanas Nauseda by phone on Monday.",
        [("phone_call", "held", "2024-05-13", "Emmanuel Macron", "Gitanas Nauseda")],
    ),
    "a call for an hour is no demand": (
        "French President Emmanuel Macron held a call for an hour with Lithuanian President Gitanas Nauseda on Monday.",
        [("phone_call", "held", "2024-05-13", "Emmanuel Macron", "Gitanas Nauseda")],
    ),
    "names with their countries alone": (
        "Ukraine's Volodymyr Zelensky and Germany's Olaf Scholz spoke by phone on Tuesday about air defence.",
        [("phone_call", "held", "2024-05-14", "Olaf Scholz", "Volodymyr Zelensky")],
    ),
    "one more call of the day": (
        "U.S. Secretary of State Antony Blinken spoke by phone with Jordanian Foreign Minister Ayman Safadi on Tuesday,"
        " the State Department said. He also called Egyptian Foreign Minister Sameh Shoukry.",
        [
            ("phone_call", "held", "2024-05-14", "Antony Blinken", "Ayman Safadi"),
            ("phone_call", "held", "2024-05-14?", "Antony Blinken", "Sameh Shoukry"),
        ],
    ),
    "a Gulf prince with his fathers' names": (
        "His Royal Highness Prince Faisal bin Farhan bin Abdullah Al Saud received a phone call on Tuesday from US"
        " Secretary of State Antony Blinken.",
        [("phone_call", "held", "2024-05-14", "Antony Blinken", "Prince Faisal bin Farhan bin Abdullah Al Saud")],
    ),
    "a subject that the parser loses": (
        "At the initiative of the Iranian side, President of Armenia Vahagn Khachaturyan had a phone conversation on"
        " Monday with Iranian President Ebrahim Raisi.",
        [("phone_call", "held", "2024-05-13", "Ebrahim Raisi", "Vahagn Khachaturyan")],
    ),
    "a medium after the partner": (
        "Turkish Foreign Minister Hakan Fidan communicated with Iranian Foreign Minister Hossein Amir-Abdollahian via"
        " phone on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Hakan Fidan", "Hossein Amir-Abdollahian")],
    ),
    "tension between states is no party of a call": (
        "The phone call between Turkish Foreign Minister Hakan Fidan and Iranian Foreign Minister Hossein"
        " Amir-Abdollahian on Tuesday came as tensions between Israel and Lebanon grew.",
        [("phone_call", "held", "2024-05-14", "Hakan Fidan", "Hossein Amir-Abdollahian")],
    ),
    "a call that had been delayed is still to come": (
        "Turkish Foreign Minister Hakan Fidan will speak by phone with Iran's minister Hossein Amir-Abdollahian"
        " on Friday. The call had been delayed twice.",
        [("phone_call", "planned", "2024-05-17", "Hakan Fidan", "Hossein Amir-Abdollahian")],
    ),
    "a plan followed by another": (
        "U.S. President Joe Biden will call Israeli Prime Minister Benjamin Netanyahu on Friday, followed"
        " by a conversation with Egyptian President Abdel Fattah al-Sisi.",
        [
            ("phone_call", "planned", "2024-05-17", "Benjamin Netanyahu", "Joe Biden"),
            ("phone_call", "planned", None, "Abdel Fattah al-Sisi", "Joe Biden"),
        ],
    ),
    "a visit agreed on": (
        "Turkish President Recep Tayyip Erdogan and Russian President Vladimir Putin spoke by phone on Monday. They"
        " agreed on Putin's visit to Turkey.",
        [
            ("phone_call", "held", "2024-05-13", "Recep Tayyip Erdogan", "Vladimir Putin"),
            ("visit", "planned", None, "Recep Tayyip Erdogan", "Vladimir Putin"),
        ],
    ),
    "a post without a subject": (
        '"Spoke today with Indian Foreign Minister Subrahmanyam Jaishankar. Thanked India for its support," Ukrainian'
        " Foreign Minister Dmytro Kuleba wrote on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Dmytro Kuleba", "Subrahmanyam Jaishankar")],
    ),
    "yesterday, counted from the day of saying it": (
        '"I had a phone call with President Emmanuel Macron yesterday. I thanked France," Ukrainian President Volodymyr'
        " Zelensky said on Tuesday.",
        [("phone_call", "held", "2024-05-13", "Emmanuel Macron", "Volodymyr Zelensky")],
    ),
    "leaders of states who discuss with one": (
        "The leaders of France and Germany on Tuesday discussed Ukraine with U.S. President Joe Biden. The call took 40"
        " minutes.",
        [("phone_call", "held", "2024-05-14", "Government of France", "Government of Germany", "Joe Biden")],
    ),
    "some named among several": (
        "Vice President Kamala Harris had telephonic conversations on Monday with several foreign leaders, including"
        " German Chancellor Olaf Scholz and French President Emmanuel Macron.",
        [
            ("phone_call", "held", "2024-05-13", "Kamala Harris", "Olaf Scholz"),
            ("phone_call", "held", "2024-05-13", "Emmanuel Macron", "Kamala Harris"),
        ],
    ),
    "a name after a dash": (
        "U.S. Vice President Kamala Harris held a phone call Monday with a foreign leader - French President Emmanuel"
        " Macron.",
        [("phone_call", "held", "2024-05-13", "Emmanuel Macron", "Kamala Harris")],
    ),
    "their meeting, of the two who speak": (
        "U.S. Secretary of State Antony Blinken spoke by phone with Ukraine's Foreign Minister Dmytro Kuleba Wednesday"
        " to follow up on their May 13 meeting in Berlin.",
        [
            ("phone_call", "held", "2024-05-15", "Antony Blinken", "Dmytro Kuleba"),
            ("meeting", "held", "2024-05-13", "Antony Blinken", "Dmytro Kuleba"),
        ],
    ),
    "the medium after the one called": (
        "Estonian Prime Minister Kaja Kallas touched base with her Latvian counterpart Evika Silina by phone Monday.",
        [("phone_call", "held", "2024-05-13", "Evika Silina", "Kaja Kallas")],
    ),
    "a second partner under the same preposition": (
        "On Monday Finnish President Alexander Stubb had phone calls with Dutch Prime Minister Mark Rutte and with"
        " Polish President Andrzej Duda.",
        [
            ("phone_call", "held", "2024-05-13", "Alexander Stubb", "Mark Rutte"),
            ("phone_call", "held", "2024-05-13", "Alexander Stubb", "Andrzej Duda"),
        ],
    ),
    "talks of others behind a call": (
        "President Joe Biden spoke on Monday by phone with Egyptian President Abdel Fattah el-Sisi ahead of talks in"
        " Cairo between Israel and Hamas.",
        [
            ("phone_call", "held", "2024-05-13", "Abdel Fattah el-Sisi", "Joe Biden"),
            ("meeting", "background", None, "Government of Israel", "Hamas"),
        ],
    ),
    "all that is quoted is the talk": (
        '"Good call with President Alexander Stubb today," Dutch Prime Minister Mark Rutte wrote on Wednesday.',
        [("phone_call", "held", "2024-05-15", "Alexander Stubb", "Mark Rutte")],
    ),
    "a quotation that ends in the other's name": (
        '"Had a very good call with my friend Prime Minister Narendra Modi," French President Emmanuel Macron tweeted'
        " on Tuesday.",
        [("phone_call", "held", "2024-05-14?", "Emmanuel Macron", "Narendra Modi")],
    ),
    "the speaker as one of both": (
        "President Donald Trump and I had a long call yesterday, Canadian Prime Minister Mark Carney said on Thursday.",
        [("phone_call", "held", "2024-05-15", "Donald Trump", "Mark Carney")],
    ),
    "whom a report by an office is about": (
        "President Alexander Stubb will visit Paris next week, his office said Thursday, after phone talks with Polish"
        " President Andrzej Duda.",
        [
            ("visit", "planned", "2024-05-20/2024-05-26", "Alexander Stubb", "Government of France"),
            ("phone_call", "held", "2024-05-16?", "Alexander Stubb", "Andrzej Duda"),
        ],
    ),
    "a state's whole name between office and name": (
        "A telephone conversation took place on Tuesday between President of the Republic of Zambia Kondwani Mbewe and"
        " Prime Minister of the Federal Democratic Republic of Ethiopia Tamrat Bekele.",
        [("phone_call", "held", "2024-05-14", "Kondwani Mbewe", "Tamrat Bekele")],
    ),
    "a partner newly elected": (
        "President Yoon Suk-yeol of South Korea held a call on 14 May with newly re-elected Finnish President Alexander"
        " Stubb.",
        [("phone_call", "held", "2024-05-14", "Alexander Stubb", "Yoon Suk-yeol")],
    ),
    "who brought the call together": (
        "NATO Secretary General Jens Stoltenberg on Monday took part in a conference call with world leaders organised"
        " by US President Joe Biden.",
        [("phone_call", "held", "2024-05-13", "Jens Stoltenberg", "Joe Biden")],
    ),
    "the matter right after the counterpart's name": (
        "Pakistani Foreign Minister Ishaq Dar discussed with his Turkish counterpart Hakan Fidan bilateral relations"
        " and ways to develop them in a telephone call on Wednesday.",
        [("phone_call", "held", "2024-05-15", "Hakan Fidan", "Ishaq Dar")],
    ),
    "countries written as one word": (
        "Norwegian Prime Minister Jonas Gahr Støre praised the U.S.-Japan summit of April 10.",
        [("summit", "background", "2024-04-10", "Government of Japan", "Government of United States")],
    ),
    "two who last spoke on a day": (
        "President Joe Biden spoke with Chinese President Xi Jinping on Tuesday. The two previously spoke on April 2.",
        [
            ("phone_call", "held", "2024-05-14", "Joe Biden", "Xi Jinping"),
            ("phone_call", "background", "2024-04-02", "Joe Biden", "Xi Jinping"),
        ],
    ),
    "speaking after something": (
        "President Joe Biden and Chinese President Xi Jinping did speak after the vote on May 3.",
        [("phone_call", "background", "2024-05-03", "Joe Biden", "Xi Jinping")],
    ),
    "the leaders, not a leader's daughter": (
        "President Donald Trump phoned Turkish President Recep Tayyip Erdogan on Tuesday. Mr. Trump then praised his"
        " daughter Ivanka Trump. The two leaders will meet in Ankara on Friday.",
        [
            ("phone_call", "held", "2024-05-14", "Donald Trump", "Recep Tayyip Erdogan"),
            ("meeting", "planned", "2024-05-17", "Donald Trump", "Recep Tayyip Erdogan"),
        ],
    ),
    "a call told again apart from its like": (
        "Canadian Prime Minister Mark Carney has spoken to President Donald Trump and French President Emmanuel Macron."
        " Carney also spoke with Macron on Wednesday. The leaders agreed to remain in contact.",
        [
            ("phone_call", "held", "2024-05-16?", "Donald Trump", "Mark Carney"),
            ("phone_call", "held", "2024-05-15", "Emmanuel Macron", "Mark Carney"),
        ],
    ),
    "a call set off at the end": (
        "German Chancellor Friedrich Merz assured Ukrainian President Volodymyr Zelenskiy that his government could be"
        " relied upon for support, in a telephone call on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Friedrich Merz", "Volodymyr Zelenskiy")],
    ),
    "an office that only one country has": (
        "The Taoiseach and French President Emmanuel Macron spoke by phone on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Emmanuel Macron", "Simon Harris")],
    ),
    "several calls of one heading": (
        "On Tuesday Finnish President Alexander Stubb had phone calls with French President Emmanuel Macron and Polish"
        " President Andrzej Duda. The leaders agreed to keep in touch.",
        [
            ("phone_call", "held", "2024-05-14", "Alexander Stubb", "Emmanuel Macron"),
            ("phone_call", "held", "2024-05-14", "Alexander Stubb", "Andrzej Duda"),
        ],
    ),
    "a call asked for by another": (
        "Belarusian President Aleksander Lukashenko said on Tuesday that President Vladimir Putin of Russia had"
        " requested a phone call with him.",
        [("phone_call", "planned", None, "Aleksander Lukashenko", "Vladimir Putin")],
    ),
    "a call that others arrange": (
        "Efforts are being made to arrange a phone call between President Donald Trump and Canadian Prime Minister Mark"
        " Carney.",
        [("phone_call", "planned", None, "Donald Trump", "Mark Carney")],
    ),
    "she'd had": (
        "Mexican President Claudia Sheinbaum said on Wednesday she'd had a phone call with President Donald Trump.",
        [("phone_call", "held", "2024-05-15?", "Claudia Sheinbaum", "Donald Trump")],
    ),
    "a colon before the ring": (
        "Barack Obama did use the line: in May he called Russian leader Vladimir Putin to demand an end of it.",
        [("phone_call", "held", "2024-05", "Barack Obama", "Vladimir Putin")],
    ),
    "a president of a house": (
        "President of the Cambodian Senate Hun Sen spoke by phone with Thai Prime Minister Srettha Thavisin Tuesday.",
        [("phone_call", "held", "2024-05-14", "Hun Sen", "Srettha Thavisin")],
    ),
    "a demand that the parser hides": (
        "President Joe Biden on Tuesday called on Israeli Prime Minister Benjamin Netanyahu to redouble efforts to"
        " reach a truce.",
        [],
    ),
    "a trip called off": (
        "The balloon led to the cancellation of Secretary of State Antony Blinken's trip to China.",
        [("visit", "cancelled", None, "Antony Blinken", "Government of China")],
    ),
    "an account for a name": (
        "US Secretary of State Antony Blinken met reporters. Indian Foreign Minister S. Jaishankar tweeted on Tuesday: "
        '"Spoke with @SecBlinken on trade."',
        [("phone_call", "held", "2024-05-14?", "Antony Blinken", "S. Jaishankar")],
    ),
    "two offices with a slash": (
        "Armenian Foreign Minister Ararat Mirzoyan held a telephone conversation on Tuesday with Vice Prime"
        " Minister/Minister of Foreign Affairs of Georgia, David Zalkaliani.",
        [("phone_call", "held", "2024-05-14", "Ararat Mirzoyan", "David Zalkaliani")],
    ),
    "a held call that was asked for": (
        "President Joe Biden held a call with Chinese President Xi Jinping on Tuesday. The White House requested the"
        " call between Biden and Xi, officials said.",
        [("phone_call", "held", "2024-05-14", "Joe Biden", "Xi Jinping")],
    ),
    "a call that somebody had": (
        "Philippine Foreign Secretary Enrique Manalo said a phone call he had with Chinese Foreign Minister Wang Yi"
        " last week was frank.",
        [("phone_call", "held", "2024-05-06/2024-05-12", "Enrique Manalo", "Wang Yi")],
    ),
    "the clause that dates a call after the last name": (
        "The phone call between Chinese Premier Li Qiang and Spanish Prime Minister Pedro Sanchez, which took place"
        " late on Monday, lasted an hour.",
        [("phone_call", "held", "2024-05-13", "Li Qiang", "Pedro Sanchez")],
    ),
    "pushed back": (
        "A call between President Joe Biden and Chinese President Xi Jinping that was expected this week has been"
        " pushed back, the White House said on Thursday.",
        [("phone_call", "cancelled", "2024-05-13/2024-05-19", "Joe Biden", "Xi Jinping")],
    ),
    "a planned call that did not take place": (
        "The call planned for Friday between President Joe Biden and Chinese President Xi Jinping did not take place.",
        [("phone_call", "cancelled", "2024-05-17", "Joe Biden", "Xi Jinping")],
    ),
    "speaking for the first time": (
        "President Joe Biden and Chinese President Xi Jinping spoke for the first time in a year on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Joe Biden", "Xi Jinping")],
    ),
    "allies spoken to without a medium are no call": ("President Joe Biden spoke to allies on Tuesday.", []),
    "a call on somebody to act is one": (
        "French President Emmanuel Macron made a call on Israel to stop. He is at odds with Prime Minister Benjamin"
        " Netanyahu.",
        [],
    ),
}


@pytest.mark.parametrize(("body", "expected"), PAIRS.values(), ids=PAIRS)
def test_parties_stand_around_the_call(body, expected):
    assert [e for e in told(read(f"News\n\n{body}\n", published_on=PUBLISHED)) if e[0] != "statement"] == expected


FOUR = ("phone_call", "held", "2024-05-14", "Emmanuel Macron", "Joe Biden", "Olaf Scholz", "Rishi Sunak")
SPOKE = (
    "British Prime Minister Rishi Sunak spoke to U.S. President Joe Biden, German Chancellor Olaf Scholz and French"
    " President Emmanuel Macron on Tuesday."
)
TOGETHER = {
    "the call in the singular": (f"{SPOKE}\n\nOn the call, Mr. Sunak asked for more aid.", [FOUR]),
    "the leaders act together": (f"{SPOKE}\n\nThe four leaders agreed to send more aid.", [FOUR]),
    "a heading with one call": (
        f"Prime Minister's call with President Biden, Chancellor Scholz and President Macron\n\n{SPOKE}",
        [FOUR],
    ),
    "allies, whom the next sentence names": (
        "President Joe Biden spoke to allies on Tuesday about Ukraine.\n\nThe secure call hosted by Biden included"
        " Chancellor Olaf Scholz of Germany, President Emmanuel Macron of France and Prime Minister Rishi Sunak of the"
        " United Kingdom.",
        [FOUR],
    ),
    "participants on lines of a list": (
        "President Joe Biden convened a call on Tuesday with allies.\n\nParticipants on the call included:\n"
        "- British Prime Minister Rishi Sunak\n- German Chancellor Olaf Scholz\n- French President Emmanuel Macron\n\n"
        "The leaders discussed support for Ukraine.",
        [FOUR],
    ),
    "taking part": (
        "U.S. President Joe Biden, German Chancellor Olaf Scholz, British Prime Minister Rishi Sunak and French"
        " President Emmanuel Macron took part in a conference call on Ukraine on Tuesday.",
        [FOUR],
    ),
    "companions of the subject": (
        "British Prime Minister Rishi Sunak, together with German Chancellor Olaf Scholz and French President Emmanuel"
        " Macron, had a telephone conversation with U.S. President Joe Biden on Tuesday.",
        [FOUR],
    ),
    "names completed in brackets": (
        '"Prime Minister [Rishi] Sunak, Chancellor [Olaf] Scholz and President [Emmanuel] Macron held a phone call with'
        ' U.S. President Joe Biden on Tuesday," the spokesman said.',
        [FOUR],
    ),
    "who took part, told later": (
        "British Prime Minister Rishi Sunak held a phone call with U.S. President Joe Biden on Tuesday. German"
        " Chancellor Olaf Scholz and French President Emmanuel Macron took part in the phone call.",
        [FOUR],
    ),
    "a series": (
        SPOKE.replace("spoke to", "held a series of calls on Tuesday with").replace(" on Tuesday.", "."),
        [
            (*FOUR[:3], *pair)
            for pair in (("Joe Biden", FOUR[6]), ("Olaf Scholz", FOUR[6]), ("Emmanuel Macron", FOUR[6]))
        ],
    ),
    "one, and then the other": (
        "U.S. President Joe Biden spoke on Tuesday to German Chancellor Olaf Scholz and then to British Prime Minister"
        " Rishi Sunak.",
        [(*FOUR[:3], "Joe Biden", "Olaf Scholz"), (*FOUR[:3], "Joe Biden", "Rishi Sunak")],
    ),
    "separately": (
        SPOKE.replace("spoke to", "spoke separately to"),
        [
            (*FOUR[:3], *pair)
            for pair in (("Joe Biden", FOUR[6]), ("Olaf Scholz", FOUR[6]), ("Emmanuel Macron", FOUR[6]))
        ],
    ),
}


@pytest.mark.parametrize(("body", "expected"), TOGETHER.values(), ids=TOGETHER)
def test_several_on_the_line_are_one_call_where_the_text_says_so(body, expected):
    assert told(read(f"{body}\n", published_on=PUBLISHED)) == expected


def test_the_head_of_a_body_takes_part_for_no_country():
    reading = read(
        "Talks Held\n\nBRUSSELS, March 4, 2021 - European Council President Charles Michel held a phone call with "
        "Armenian Prime Minister Nikol Pashinyan on Thursday.\n"
    )

    assert [party.country for party in reading.events[0].participants] == [None, "ARM"]
    assert reading.persons[0].country == "BEL"
