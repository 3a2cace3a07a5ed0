"""Calls whose partner, caller or number the words around them tell: who was on the line, and on how many calls."""

from collections.abc import Iterator

import pytest

from tests.extraction.test_events_in_passing import PUBLISHED, told
from timeline.extraction import parsed_together, read

Call = tuple[str, str, str | None, str]
CASES: dict[str, tuple[str, list[Call]]] = {
    "each of several ministers": (
        "Finnish Foreign Minister Aino Virta met nobody. The foreign ministers of Kenya, Chad and Oman all contacted "
        "Virta by phone on Tuesday.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Government of Kenya"),
            ("phone_call", "held", "2024-05-14", "Aino Virta, Government of Chad"),
            ("phone_call", "held", "2024-05-14", "Aino Virta, Government of Oman"),
        ],
    ),
    "talks held in a call": (
        "In his first phone call with a foreign leader since taking office, Kenyan President Amos Wekesa held talks "
        "with Finnish President Aino Virta on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "the others somebody spoke to": (
        "Kenyan President Amos Wekesa rested. The other leaders Wekesa spoke to on Tuesday were "
        "Finnish President Aino Virta and Omani Prime Minister Rashid Toubali.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Rashid Toubali"),
        ],
    ),
    "one more call, with a body of the same state": (
        "A phone call between Kenyan President Amos Wekesa and Finnish President Aino Virta took place on Tuesday. "
        "The Kenyan leader also held a telephone conversation with the Finnish Foreign Ministry on Tuesday.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Finland Ministry of Foreign Affairs"),
        ],
    ),
    "a government assured in a call": (
        "Omani Prime Minister Rashid Toubali said that Kenyan President Amos Wekesa had assured the Finnish government "
        "in a phone call on Tuesday that the port would open.",
        [("phone_call", "held", "2024-05-14", "Amos Wekesa, Government of Finland")],
    ),
    "an answer got from somebody": (
        "Kenyan President Amos Wekesa got a promise from Finnish President Aino Virta during a phone call on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "who is accused of asking": (
        "Critics accused Kenyan President Amos Wekesa of harming the country by asking Finnish President Aino Virta in "
        "a phone call on Tuesday to wait.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "he is who announces it": (
        "Finnish President Aino Virta spoke in parliament. On Tuesday, the Omani prime minister announced in a post on "
        "the platform that he had spoken with Virta by phone.",
        [("phone_call", "held", "2024-05-14?", "Aino Virta, Government of Oman")],
    ),
    "talks of whose statement it is": (
        "Kenyan spokesman Otieno Barasa commented on President Aino Virta of Finland's statement regarding her phone "
        "talks with Omani Prime Minister Rashid Toubali on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Rashid Toubali")],
    ),
    "who answers, named on a line above": (
        "Finnish Foreign Minister Mary Virta is asked about it.\n\nPhoto of Mary VirtaMary Virta (Turku, Centre)\n\n"
        "Finland acts.\n\nI spoke with Omani Prime Minister Rashid Toubali by telephone on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Mary Virta, Rashid Toubali")],
    ),
    "a son named after his father": (
        "Kenyan President Amos Wekesa received a phone call on Tuesday from Omani King Rashid bin Toubal. Wekesa also "
        "received a phone call on Tuesday from Omani Crown Prince, Deputy Prime Minister and Defence Minister Prince "
        "Fahim bin Rashid bin Toubal.",
        [
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Rashid bin Toubal"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Fahim bin Rashid bin Toubal"),
        ],
    ),
    "a call that was answered is no demand": (
        "Kenyan President Amos Wekesa noted that he received a call from Finnish President Aino Virta on Tuesday to "
        "thank him.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "a day between the medium and the partner": (
        "Kenyan President Amos Wekesa apologised by phone on Tuesday to Finnish President Aino Virta.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "a clause after the call": (
        "Kenyan President Amos Wekesa had personally called Finnish President Aino Virta on Tuesday, what was supposed "
        "to have been the last day.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "calls somebody had": (
        "Kenyan President Amos Wekesa resigned. Papers printed the transcripts of the phone calls Wekesa had "
        "on Tuesday with the leaders of Finland and Oman.",
        [
            ("phone_call", "background", None, "Amos Wekesa, Government of Finland"),
            ("phone_call", "background", None, "Amos Wekesa, Government of Oman"),
        ],
    ),
    "phoned along with others": (
        "Kenyan President Amos Wekesa telephoned Finnish President Aino Virta, along with Omani Prime Minister Rashid "
        "Toubali, on Tuesday.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Rashid Toubali"),
        ],
    ),
    "pressed to act in a call": (
        "The paper told how Kenyan President Amos Wekesa “repeatedly” pressured Finnish President Aino Virta to wait "
        "with the law in a phone call on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "a verb far from its subject": (
        "Earlier Kenyan President Amos Wekesa received a briefing at the base, from which forces started the operation "
        "last month that led to the death of the rebel, and spoke by phone with Finnish President Aino Virta.",
        [("phone_call", "held", "2024-05-16?", "Aino Virta, Amos Wekesa")],
    ),
    "negotiations of two states are not where two persons spoke": (
        "Negotiations between Kenya and Finland were held in Nairobi. Kenyan President Amos Wekesa said that he had "
        "spoken on Tuesday with Finnish President Aino Virta.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "he is not whom the setting names": (
        "Kenyan President Amos Wekesa rested. In a phone call with Omani King Rashid Toubali on Tuesday, he spoke.",
        [("phone_call", "held", "2024-05-14", "Amos Wekesa, Rashid Toubali")],
    ),
    "ministers whom nobody names": (
        "Top European foreign ministers held a critical call with Omani Foreign Minister Rashid Toubali on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Rashid Toubali")],
    ),
    "ministers named further down": (
        "European foreign ministers held a call with Omani Foreign Minister Rashid Toubali on Tuesday. Finnish Foreign "
        "Minister Aino Virta had the call with Toubali.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Rashid Toubali")],
    ),
    "an office and a rank before the name": (
        "Kenyan Defence Minister Amos Wekesa spoke on Tuesday with his counterpart, Chief of the General "
        "Staff of the Armed Forces of Finland Gen. Aino Virta.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "asked about the call": (
        "Reporters asked Kenyan President Amos Wekesa about the call with Finnish President Aino Virta.",
        [("phone_call", "background", None, "Aino Virta, Amos Wekesa")],
    ),
    "asking after somebody's health": (
        "Kenyan President Amos Wekesa, in a phone call on Tuesday, checked on the health of Omani King Rashid Toubali.",
        [("phone_call", "held", "2024-05-14", "Amos Wekesa, Rashid Toubali")],
    ),
    "leaders of one country have calls of their own": (
        "Kenyan President Amos Wekesa telephoned Finnish President Aino Virta, Finnish Prime Minister Kari Holte and "
        "Omani King Rashid Toubali on Tuesday.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Kari Holte"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Rashid Toubali"),
        ],
    ),
    "an office told within a row of partners": (
        "On Tuesday, Kenyan President Amos Wekesa spoke to Prime Minister Kari Holte of Finland, Chair of the African "
        "Union (AU), Prime Minister Rashid Toubali of Oman and President Aino Virta of Chad.",
        [
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Kari Holte"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Rashid Toubali"),
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
        ],
    ),
    "a given name of two syllables before the verb": (
        "South Korean President Ahn Sung-in reached agreement by phone with his counterpart, Finnish President "
        "Aino Virta, on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Ahn Sung-in, Aino Virta")],
    ),
    "anger at somebody in a call": (
        "Kenyan President Amos Wekesa vented fury at Finnish President Aino Virta in a tense phone call on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "talks that somebody only calls for, beside the call": (
        "Kenyan Prime Minister Amos Wekesa made his request for troops in a phone call with Finnish Foreign Minister "
        "Aino Virta on Tuesday, his office said.\n\nThere needs to be a conversation between the Finnish and Kenyan "
        "governments about security, a spokeswoman said.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "a phonecall, in one word": (
        "Kenyan President Amos Wekesa had a phonecall with Finnish President Aino Virta on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "words for all to hear are no call": (
        "Kenyan President Amos Wekesa spoke at a news conference with Finnish President Aino Virta on Tuesday.",
        [],
    ),
    "a call told again by name, far down": (
        "Kenyan President Amos Wekesa took phone calls on Tuesday from the foreign ministers of Finland and Oman.\n\n"
        "It was a busy day.\n\nThe weather was fine.\n\nThe roads were dry.\n\nThe lake was calm.\n\nWekesa received a "
        "phone call from Omani Foreign Minister Rashid Toubali.",
        [
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Government of Finland"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Rashid Toubali"),
        ],
    ),
}


@pytest.fixture(scope="module")
def texts() -> Iterator[dict[str, str]]:
    """Give the text of each case, all of them parsed in one go."""
    out = {name: f"News of the day\n\n{body}\n" for name, (body, _) in CASES.items()}
    with parsed_together(list(out.values())):
        yield out


@pytest.mark.parametrize("name", CASES)
def test_who_was_on_the_line(name: str, texts: dict[str, str]) -> None:
    calls = [event for event in told(read(texts[name], published_on=PUBLISHED)) if event[0] == "phone_call"]

    assert calls == CASES[name][1]
