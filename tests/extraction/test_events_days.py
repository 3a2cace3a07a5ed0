"""Whose day it is: releases within a page, calls told after others, days of what was said, habits and looks back."""

import pytest

from timeline.extraction import Reading, document, read

PUBLISHED = "2024-05-16"  # a Thursday


def told(reading: Reading) -> list[tuple]:
    """Give type, status, day and parties of each event."""
    names = {actor.id: actor.name for actor in (*reading.persons, *reading.organizations)}
    return [(e.type, e.status, e.date.edtf, *sorted(names[p.id] for p in e.participants)) for e in reading.events]


RELEASES = """Prime Minister Jonas Gahr Støre speaks with Chancellor Olaf Scholz

Today, Prime Minister Jonas Gahr Støre of Norway spoke with Chancellor Olaf Scholz of Germany about gas supplies \
and the repair of the cable in the North Sea.
Oslo, Norway - 3 March 2023
Prime Minister Jonas Gahr Støre speaks with President Sauli Niinistö
Today, Prime Minister Jonas Gahr Støre spoke with President Sauli Niinistö of Finland about the ice in the Baltic \
and the summit in Vilnius.
Oslo, Norway - 28 February 2023
"""


def test_releases_within_a_page_have_days_of_their_own():
    assert told(read(RELEASES)) == [
        ("phone_call", "held", "2023-03-03", "Jonas Gahr Støre", "Olaf Scholz"),
        ("phone_call", "held", "2023-02-28", "Jonas Gahr Støre", "Sauli Niinistö"),
    ]


def test_days_above_their_releases_open_them():
    """The first is that of the page, too."""
    text = (
        "Releases\n\n3 March 2023\nThe King rang up the Queen today.\n28 February 2023\nThe envoy met the King today.\n"
    )

    parts = document.take_apart(text)

    assert parts.stated.edtf == "2023-03-03"
    assert [str(parts.section_day(text.index(word))) for word in ("rang", "met")] == ["None", "2023-02-28"]


def test_the_only_day_alone_on_a_line_is_that_of_the_page():
    text = (
        "Calls of the day\n\nThe President rang up the King of Jordan in the afternoon, his office told the press in a "
        "short note that it sent around.\n\nTHE PALACE, March 3, 2023\n\nThe two spoke of water.\n"
    )

    assert document.take_apart(text).stated.edtf == "2023-03-03"


DAYS = {
    "a call added to another of the same caller": (
        "Turkish President Recep Tayyip Erdogan spoke by phone with Vladimir Putin of Russia on Tuesday. "
        "Erdogan also telephoned Ukrainian President Volodymyr Zelenskyy and Finnish President Alexander Stubb.",
        [
            ("phone_call", "held", "2024-05-14", "Recep Tayyip Erdogan", "Vladimir Putin"),
            ("phone_call", "held", "2024-05-14?", "Recep Tayyip Erdogan", "Volodymyr Zelenskyy"),
            ("phone_call", "held", "2024-05-14?", "Alexander Stubb", "Recep Tayyip Erdogan"),
        ],
    ),
    "the day of what was wished in the call": (
        "Norwegian Prime Minister Jonas Gahr Støre spoke by phone with Egyptian President Abdel Fattah el-Sisi. "
        "At the end of the conversation, Støre wished el-Sisi a smooth holding of the conference on 9 June this year.",
        [("phone_call", "held", "2024-05-16?", "Abdel Fattah el-Sisi", "Jonas Gahr Støre")],
    ),
    "two who met before they spoke": (
        "Norwegian Prime Minister Jonas Gahr Støre and Egyptian President Abdel Fattah el-Sisi spoke by phone on "
        "Wednesday. Støre's office thanked Cairo for a good day when they met in Oslo on May 10.",
        [
            ("phone_call", "held", "2024-05-15", "Abdel Fattah el-Sisi", "Jonas Gahr Støre"),
            ("meeting", "held", "2024-05-10", "Abdel Fattah el-Sisi", "Jonas Gahr Støre"),
        ],
    ),
    "what somebody is used to doing": (
        "On Tuesday, Norwegian Prime Minister Jonas Gahr Støre spoke by phone with Egyptian President Abdel Fattah "
        "el-Sisi. Former Prime Minister Erna Solberg occasionally spoke by phone with foreign leaders.",
        [
            ("phone_call", "held", "2024-05-14", "Abdel Fattah el-Sisi", "Jonas Gahr Støre"),
            ("phone_call", "background", None, "Erna Solberg"),
        ],
    ),
    "an offer made in a call": (
        "Turkish President Recep Tayyip Erdogan proposed hosting the envoys during a phone call with Vladimir Putin "
        "of Russia on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Recep Tayyip Erdogan", "Vladimir Putin")],
    ),
    "a visit recalled": (
        "Norwegian Prime Minister Jonas Gahr Støre spoke by phone with Egyptian President Abdel Fattah el-Sisi on "
        "Tuesday. El-Sisi said that Egypt would send more gas, recalling his visit to Norway in April.",
        [
            ("phone_call", "held", "2024-05-14", "Abdel Fattah el-Sisi", "Jonas Gahr Støre"),
            ("visit", "background", "2024-04", "Abdel Fattah el-Sisi", "Government of Norway"),
        ],
    ),
    "calls of a round that the lead dates": (
        "Turkish President Recep Tayyip Erdogan spoke with leaders of three countries on Tuesday. Erdogan held phone "
        "conversations with French President Emmanuel Macron and Finnish President Alexander Stubb. He had previously "
        "spoken with Qatari leaders, his office said.",
        [
            ("phone_call", "held", "2024-05-14", "Emmanuel Macron", "Recep Tayyip Erdogan"),
            ("phone_call", "held", "2024-05-14", "Alexander Stubb", "Recep Tayyip Erdogan"),
            ("phone_call", "background", None, "Government of Qatar", "Recep Tayyip Erdogan"),
        ],
    ),
    "the day of another one, counted from the call": (
        "US President Joe Biden and Israeli Prime Minister Benjamin Netanyahu spoke by phone. Netanyahu's call with "
        "Biden on Tuesday came two days before Finnish President Alexander Stubb visits Washington.",
        [
            ("phone_call", "held", "2024-05-14", "Benjamin Netanyahu", "Joe Biden"),
            ("visit", "held", "2024-05-16", "Alexander Stubb", "Government of United States"),
        ],
    ),
    "the first to call": (
        "British Prime Minister Boris Johnson on Tuesday became the first European leader to speak to US President "
        "Joe Biden.",
        [("phone_call", "held", "2024-05-14", "Boris Johnson", "Joe Biden")],
    ),
    "a day in another thing's name": (
        "Norwegian Prime Minister Jonas Gahr Støre and Egyptian President Abdel Fattah el-Sisi discussed by phone the "
        "aftermath of the May 3 explosion, the government said on Tuesday.",
        [("phone_call", "held", "2024-05-14?", "Abdel Fattah el-Sisi", "Jonas Gahr Støre")],
    ),
    "a day in another thing's name, in quoted words": (
        '"President Støre and President el-Sisi discussed the need for calm in the wake of the May 3 explosion and '
        'death of a sailor," the office said. Norwegian President Jonas Gahr Støre in a phone call with Egyptian '
        "President Abdel Fattah el-Sisi asked for calm, it said on Tuesday.",
        [("phone_call", "held", "2024-05-14?", "Abdel Fattah el-Sisi", "Jonas Gahr Støre")],
    ),
    "a visit from somebody": (
        "Following a visit from U.S. Secretary of State Marco Rubio, Panamanian President Jose Raul Mulino said that "
        "his country would not renew the deal.",
        [("visit", "background", None, "Jose Raul Mulino", "Marco Rubio")],
    ),
    "hours after a day": (
        "Norwegian Prime Minister Jonas Gahr Støre phoned Egyptian President Abdel Fattah el-Sisi on Tuesday hours "
        "after the vote.",
        [("phone_call", "held", "2024-05-14", "Abdel Fattah el-Sisi", "Jonas Gahr Støre")],
    ),
    "while talking in a call": (
        "Indian Prime Minister Narendra Modi received a phone call from Russian President Vladimir Putin on Tuesday. "
        "While talking to Putin, the two leaders agreed to stay in touch.",
        [("phone_call", "held", "2024-05-14", "Narendra Modi", "Vladimir Putin")],
    ),
    "a courtesy call": (
        "Indian High Commissioner Pranay Verma called on Bangladesh Prime Minister Sheikh Hasina on Tuesday and "
        "conveyed greetings. He called on Dhaka to act.",
        [("meeting", "held", "2024-05-14", "Pranay Verma", "Sheikh Hasina")],
    ),
    "a visit and an agreement behind the news": (
        "On Tuesday, Iranian Foreign Minister Hossein Amir-Abdollahian and Omani Foreign Minister Badr al-Busaidi "
        "spoke by phone about the agreements signed by Iran and Oman on the eve of Iranian President Ebrahim Raisi's "
        "visit to Oman.",
        [
            ("phone_call", "held", "2024-05-14", "Badr al-Busaidi", "Hossein Amir-Abdollahian"),
            ("agreement", "background", None, "Government of Iran", "Government of Oman"),
            ("visit", "background", None, "Ebrahim Raisi", "Government of Oman"),
        ],
    ),
    "the day of confirming a call": (
        "President Cyril Ramaphosa has had his phone call with Ukrainian President Volodymyr Zelensky. Ramaphosa on"
        " Wednesday confirmed the call. The call took place on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Cyril Ramaphosa", "Volodymyr Zelensky")],
    ),
    "looking forward to a month": (
        "British Prime Minister Rishi Sunak said he was looking forward to travelling to Canada for the G7 summit in"
        " June.",
        [
            ("visit", "planned", None, "Government of Canada", "Rishi Sunak"),
            ("summit", "planned", "2024-06", "G7", "Rishi Sunak"),
        ],
    ),
    "today in a post of a day that is not told": (
        "Indian Foreign Minister S. Jaishankar spoke on Tuesday by phone with US Secretary of State Antony Blinken."
        ' "Spoke with Jaishankar today on trade," Blinken tweeted.',
        [("phone_call", "held", "2024-05-14", "Antony Blinken", "S. Jaishankar")],
    ),
    "the day of what is told after that of telling it": (
        "French President Emmanuel Macron said on Wednesday he would hold talks with Iranian President Ebrahim Raisi"
        " over the phone on Saturday.",
        [("phone_call", "planned", "2024-05-18", "Ebrahim Raisi", "Emmanuel Macron")],
    ),
    "a call named by its day within what is still to come": (
        "The Norwegian committee will publish the notes of the March 2 phone call between Prime Minister Jonas Gahr "
        "Støre and Russian President Vladimir Putin.",
        [("phone_call", "background", "2024-03-02", "Jonas Gahr Støre", "Vladimir Putin")],
    ),
    "the setting of what was asked for": (
        "In a phone call May 2, Russian President Vladimir Putin pressed Danish Prime Minister Mette Frederiksen to "
        "open the strait.",
        [("phone_call", "background", "2024-05-02", "Mette Frederiksen", "Vladimir Putin")],
    ),
    "a day ahead of the page's": (
        "On May 17, Russian Foreign Minister Sergey Lavrov had a phone conversation with Danish Foreign Minister Lars "
        "Løkke Rasmussen.",
        [("phone_call", "held", "2024-05-17", "Lars Løkke Rasmussen", "Sergey Lavrov")],
    ),
    "a wrong that was denied, not the call": (
        "Danish Foreign Minister Lars Løkke Rasmussen did not break the rules on his call with Russian Foreign "
        "Minister Sergey Lavrov on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Lars Løkke Rasmussen", "Sergey Lavrov")],
    ),
    "not before an evening": (
        "Danish Prime Minister Mette Frederiksen did not speak to Russian President Vladimir Putin until Tuesday.",
        [("phone_call", "held", "2024-05-14", "Mette Frederiksen", "Vladimir Putin")],
    ),
    "what media told of a call that is denied": (
        "The Kremlin denied that Russian President Vladimir Putin had spoken by phone with Danish Prime Minister Mette "
        "Frederiksen last week. A newspaper reported that Frederiksen talked by phone with Putin on Friday.",
        [("phone_call", "denied", "2024-05-10", "Mette Frederiksen", "Vladimir Putin")],
    ),
    "a series of calls on the day": (
        "Danish Foreign Minister Lars Løkke Rasmussen held a series of telephone conversations throughout the day with "
        "his counterparts from Iran and Iraq, the agency informs.",
        [
            ("phone_call", "held", "2024-05-16?", "Government of Iran", "Lars Løkke Rasmussen"),
            ("phone_call", "held", "2024-05-16?", "Government of Iraq", "Lars Løkke Rasmussen"),
        ],
    ),
    "remarks made when speaking over the phone": (
        "Danish Foreign Minister Lars Løkke Rasmussen said on Wednesday that his country values its ties with Brazil. "
        "Rasmussen made the remarks when speaking with Brazilian Foreign Minister Mauro Vieira over the phone.",
        [("phone_call", "held", "2024-05-15?", "Lars Løkke Rasmussen", "Mauro Vieira")],
    ),
    "thanks of a day before the call is told": (
        "Danish Defence Minister Troels Lund Poulsen on Tuesday thanked Brazilian Defence Minister José Múcio for the "
        "ships. It was the third time that the two ministers spoke by phone.",
        [("phone_call", "held", "2024-05-14", "José Múcio", "Troels Lund Poulsen")],
    ),
    "the day since which there were no talks": (
        "The two sides have had no preparatory talks since the May 6 call between Danish Prime Minister Mette "
        "Frederiksen and Brazilian President Luiz Inácio Lula da Silva, in which they discussed holding a summit.",
        [
            ("phone_call", "background", "2024-05-06", "Luiz Inácio Lula da Silva", "Mette Frederiksen"),
            ("summit", "planned", None, "Luiz Inácio Lula da Silva", "Mette Frederiksen"),
        ],
    ),
    "next week's dialogue": (
        "Ahead of next week's India-US '2+2' dialogue, Indian External Affairs Minister S. Jaishankar on Tuesday spoke "
        "by phone to US Secretary of State Antony Blinken.",
        [
            ("phone_call", "held", "2024-05-14", "Antony Blinken", "S. Jaishankar"),
            ("meeting", "planned", "2024-05-20/2024-05-26", "Government of India", "Government of United States"),
        ],
    ),
    "invited for a summit": (
        "Danish Prime Minister Mette Frederiksen has invited Brazilian President Luiz Inácio Lula da Silva for a "
        "summit in Copenhagen in July.",
        [("summit", "planned", "2024-07", "Luiz Inácio Lula da Silva", "Mette Frederiksen")],
    ),
    "a visit that is praised beside a plan to meet": (
        "Danish Prime Minister Mette Frederiksen plans to meet Brazilian President Luiz Inácio Lula da Silva. She "
        "praised the visit of Lula da Silva to China last week.",
        [
            ("meeting", "planned", None, "Luiz Inácio Lula da Silva", "Mette Frederiksen"),
            ("visit", "held", "2024-05-06/2024-05-12", "Government of China", "Luiz Inácio Lula da Silva"),
        ],
    ),
    "a visit to a hospital": (
        "Danish Prime Minister Mette Frederiksen spoke about her visit to Walter Lund on Tuesday.",
        [],
    ),
    "an earlier contact that a report dates": (
        "Danish Foreign Minister Lars Løkke Rasmussen spoke by phone with Russian Foreign Minister Sergey Lavrov about "
        "ships. The last contact of the two dates back to April 3, the agency explains.",
        [("phone_call", "held", "2024-05-16?", "Lars Løkke Rasmussen", "Sergey Lavrov")],
    ),
    "the month after a name": (
        "Norwegian Defence Minister Tore Sandvik called Danish Defence Minister Troels Poulsen May 14 on ships.",
        [("phone_call", "held", "2024-05-14", "Tore Sandvik", "Troels Poulsen")],
    ),
    "a round of calls and its days": (
        "Finnish President Alexander Stubb held a number of telephone conversations on 13-14 May. Trade was discussed "
        "in a phone conversation with Kenyan President William Ruto. A plan for the Baltic was also discussed during a "
        "telephone conversation between Alexander Stubb and Norwegian Prime Minister Jonas Gahr Støre.",
        [
            ("phone_call", "held", "2024-05-13/2024-05-14", "Alexander Stubb", "William Ruto"),
            ("phone_call", "held", "2024-05-13/2024-05-14", "Alexander Stubb", "Jonas Gahr Støre"),
        ],
    ),
    "calls of two capitals, then who called whom": (
        "Finland had marathon phone calls with Oslo over the weekend. Finnish President Alexander Stubb phoned "
        "Norwegian Prime Minister Jonas Gahr Støre.",
        [("phone_call", "held", "2024-05-11/2024-05-12", "Alexander Stubb", "Jonas Gahr Støre")],
    ),
    "plans told last week": (
        "Finnish President Alexander Stubb indicated plans last week to speak with Norwegian Prime Minister Jonas Gahr "
        "Støre.",
        [("phone_call", "planned", None, "Alexander Stubb", "Jonas Gahr Støre")],
    ),
    "today as it was said the day before": (
        "Finnish President Alexander Stubb discussed the storm by phone with Norwegian Prime Minister Jonas Gahr "
        'Støre, his office said on Wednesday.\n\n"President Stubb spoke on the telephone today to Prime Minister '
        'Jonas Gahr Støre," the office said in a note.',
        [("phone_call", "held", "2024-05-15", "Alexander Stubb", "Jonas Gahr Støre")],
    ),
    "the evening of a day named before": (
        "Helsinki, April 23. Finnish President Alexander Stubb had a phone call with Norwegian Prime Minister Jonas "
        "Gahr Støre on the evening of the 23rd.",
        [("phone_call", "background", "2024-04-23", "Alexander Stubb", "Jonas Gahr Støre")],
    ),
    "a day of the month that is over": (
        "Finnish President Alexander Stubb had a phone call with Norwegian Prime Minister Jonas Gahr Støre on the "
        "evening of the 23rd.",
        [("phone_call", "background", "2024-04-23", "Alexander Stubb", "Jonas Gahr Støre")],
    ),
}


@pytest.mark.parametrize(("body", "expected"), DAYS.values(), ids=DAYS)
def test_each_event_has_its_own_day(body, expected):
    assert told(read(f"A day of calls\n\n{body}\n", published_on=PUBLISHED)) == expected


ONCE = {
    "a picture of a meeting beside a call": (
        "Ships are short in the Pacific",
        "TOKYO (Reuters) - Yards need years to build more ships, officials of the navy said.\n\nU.S. President Joe"
        " Biden holds a meeting with Japan's Prime Minister Fumio Kishida.\n\nU.S. President Joe Biden spoke on Tuesday"
        " with Japan's Prime Minister Fumio Kishida about ships.",
        [
            ("meeting", "background", None, "Fumio Kishida", "Joe Biden"),
            ("phone_call", "held", "2024-05-14", "Fumio Kishida", "Joe Biden"),
        ],
    ),
    "a heading by countries over calls by names": (
        "Norway's Leader Holds Phone Talks with Egyptian and Finnish Leaders",
        "Norwegian Prime Minister Jonas Gahr Støre held telephone conversations with Egyptian President Abdel Fattah "
        "el-Sisi and Finnish President Alexander Stubb on Tuesday.",
        [
            ("phone_call", "held", "2024-05-14", "Abdel Fattah el-Sisi", "Jonas Gahr Støre"),
            ("phone_call", "held", "2024-05-14", "Alexander Stubb", "Jonas Gahr Støre"),
        ],
    ),
    "open words before the medium is told": (
        "Two leaders talk",
        "Discussions were held between Norway's Prime Minister and Egypt's President. Prime Minister Jonas Gahr Støre "
        "of Norway talked with Egyptian President Abdel Fattah el-Sisi by phone on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Abdel Fattah el-Sisi", "Jonas Gahr Støre")],
    ),
    "a plan to discuss, told of a call": (
        "Two presidents talk",
        "Norwegian Prime Minister Jonas Gahr Støre spoke by phone with Egyptian President Abdel Fattah el-Sisi on "
        "Tuesday. Støre planned to discuss with el-Sisi the upcoming Israeli-Egyptian talks.",
        [
            ("phone_call", "held", "2024-05-14", "Abdel Fattah el-Sisi", "Jonas Gahr Støre"),
            ("meeting", "planned", None, "Government of Egypt", "Government of Israel"),
        ],
    ),
    "a dialogue between two": (
        "Two leaders talk",
        "Norwegian Prime Minister Jonas Gahr Støre held a call with Egyptian President Abdel Fattah el-Sisi on "
        "Tuesday. The office confirmed the dialogue between both leaders.",
        [("phone_call", "held", "2024-05-14", "Abdel Fattah el-Sisi", "Jonas Gahr Støre")],
    ),
    "a heading on a round": (
        "Støre calls foreign leaders",
        "Norwegian Prime Minister Jonas Gahr Støre on Tuesday telephoned Egyptian President Abdel Fattah el-Sisi and "
        "later rang up Finnish President Alexander Stubb.",
        [
            ("phone_call", "held", "2024-05-14", "Abdel Fattah el-Sisi", "Jonas Gahr Støre"),
            ("phone_call", "held", "2024-05-14?", "Alexander Stubb", "Jonas Gahr Støre"),
        ],
    ),
    "an office whose holder stands beside it": (
        "Calls of a minister",
        "Polish Foreign Minister Radosław Sikorski spoke on Tuesday with the head of the Ministry of Foreign Affairs "
        "of Ukraine, Dmytro Kuleba.",
        [("phone_call", "held", "2024-05-14", "Dmytro Kuleba", "Radosław Sikorski")],
    ),
    "presidents of countries who were called": (
        "Calls of a president",
        "Ugandan President Yoweri Museveni called the presidents of Kenya and Rwanda on Tuesday.",
        [
            ("phone_call", "held", "2024-05-14", "Government of Kenya", "Yoweri Museveni"),
            ("phone_call", "held", "2024-05-14", "Government of Rwanda", "Yoweri Museveni"),
        ],
    ),
    "a heading by a body and its head by name": (
        "Armenian PM Speaks With European Council Head",
        "Armenian Prime Minister Nikol Pashinyan on Tuesday held a phone conversation with European Council President "
        "Charles Michel.",
        [("phone_call", "held", "2024-05-14", "Charles Michel", "Nikol Pashinyan")],
    ),
    "a long name shortened in the heading": (
        "Mohammed bin Zayed and the French President discuss by phone their ties",
        "Sheikh Mohammed bin Zayed Al Nahyan, Crown Prince of Abu Dhabi, received a phone call from French President "
        "Emmanuel Macron on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Emmanuel Macron", "Mohammed bin Zayed Al Nahyan")],
    ),
    "counterparts in several countries": (
        "Calls of a minister",
        "Iranian Foreign Minister Abbas Araghchi held phone calls with his counterparts in Norway and Finland on "
        "Tuesday.",
        [
            ("phone_call", "held", "2024-05-14", "Abbas Araghchi", "Government of Norway"),
            ("phone_call", "held", "2024-05-14", "Abbas Araghchi", "Government of Finland"),
        ],
    ),
    "calls counted, some of them named": (
        "Calls of a minister",
        "Canadian Prime Minister Justin Trudeau held nine calls on Tuesday, including conversations with U.S. "
        "President Donald Trump and German Chancellor Angela Merkel.",
        [
            ("phone_call", "held", "2024-05-14", "Donald Trump", "Justin Trudeau"),
            ("phone_call", "held", "2024-05-14", "Angela Merkel", "Justin Trudeau"),
        ],
    ),
    "a chief of staff whose country is not told": (
        "A call",
        "RAWALPINDI: Chief of the Army Staff General Qamar Javed Bajwa held a telephonic conversation with US "
        "Secretary of Defense James Mattis on Tuesday.",
        [("phone_call", "held", "2024-05-14", "James Mattis", "Qamar Javed Bajwa")],
    ),
    "who attended": (
        "Biden confers with allies",
        "US President Joe Biden on Tuesday engaged in a teleconference with his Allies. The virtual meeting had in "
        "attendance British Prime Minister Rishi Sunak, French President Emmanuel Macron and Polish President Andrzej "
        "Duda.",
        [
            (
                "phone_call",
                "held",
                "2024-05-14",
                "Andrzej Duda",
                "Emmanuel Macron",
                "Joe Biden",
                "Rishi Sunak",
            )
        ],
    ),
}


@pytest.mark.parametrize(("title", "body", "expected"), ONCE.values(), ids=ONCE)
def test_a_call_told_twice_is_one(title, body, expected):
    assert told(read(f"{title}\n\n{body}\n", published_on=PUBLISHED)) == expected


def test_the_only_leader_of_a_name_needs_no_day_to_be_known():
    text = "Paris and Kyiv\n\nMacron also consulted with his Ukrainian counterpart Volodymyr Zelensky, France said.\n"

    assert [(e.type, e.status) for e in read(text).events] == [("phone_call", "held")]


BODIES = {
    "a senate of another country": ("The president of the Cambodian Senate arrived in Hanoi.", "US Senate"),
    "a party of another country": ("The Communist Party of Vietnam named an envoy.", "Chinese Communist Party"),
    "a name before a body": (
        "He wrote to Anna Berg and the African Union Commission.",
        "Anna Berg and the African Union Commission",
    ),
}


@pytest.mark.parametrize(("body", "wrong"), BODIES.values(), ids=BODIES)
def test_a_body_is_not_taken_for_another(body, wrong):
    assert wrong not in [o.name for o in read(f"A visit\n\n{body}\n", published_on=PUBLISHED).organizations]


def test_a_first_name_after_an_office_is_its_holder():
    text = (
        "Calls in Addis\n\nEthiopian Prime Minister Abiy Ahmed met Kenyan President William Ruto on Tuesday.\n\n"
        "Prime Minister Abiy also thanked the bank.\n"
    )

    assert [p.name for p in read(text, published_on=PUBLISHED).persons] == ["Abiy Ahmed", "William Ruto"]
