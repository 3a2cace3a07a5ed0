"""Visits, summits and meetings around them: to come, asked and accepted, under way, and told as background."""

from collections.abc import Iterator

import pytest

from timeline.extraction import Reading, parsed_together, read

PUBLISHED = "2024-05-16"  # a Thursday

# What a sentence tells: [(type, status, day, who)].
CASES: dict[str, tuple[str, list[tuple[str, str, str | None, str]]]] = {
    "accepts an invitation": (
        "Kenyan President Amos Wekesa accepted an invitation from Finland's Aino Virta to visit Helsinki in June.",
        [("visit", "planned", "2024-06", "Amos Wekesa, Government of Finland")],
    ),
    "an invitation is extended": (
        "Finnish President Aino Virta extended an invitation to Kenyan President Amos Wekesa to visit Finland.",
        [("visit", "planned", None, "Amos Wekesa, Government of Finland")],
    ),
    "an intention": (
        "Kenyan President Amos Wekesa confirmed his intention to visit Finland.",
        [("visit", "planned", None, "Amos Wekesa, Government of Finland")],
    ),
    "to a region": (
        "Kenyan President Amos Wekesa will make an unannounced visit to Latin America next week.",
        [("visit", "planned", "2024-05-20/2024-05-26", "Amos Wekesa")],
    ),
    "to a capital that acts for nobody": (
        "Kenyan Foreign Minister Amos Wekesa arrived this morning in Beirut on a state visit.",
        [("visit", "held", "2024-05-16", "Amos Wekesa")],
    ),
    "due in a capital": (
        "Kenyan President Amos Wekesa is due in Helsinki on Tuesday for a state visit.",
        [("visit", "planned", "2024-05-21", "Amos Wekesa")],
    ),
    "expected in a capital": (
        "Kenyan President Amos Wekesa is expected in Helsinki next week.",
        [("visit", "planned", "2024-05-20/2024-05-26", "Amos Wekesa")],
    ),
    "leaves for": (
        "Kenyan President Amos Wekesa leaves on Friday for Finland.",
        [("visit", "planned", "2024-05-17", "Amos Wekesa, Government of Finland")],
    ),
    "somebody to be welcomed": (
        "Kenyan President Amos Wekesa said he looked forward to welcoming the Finnish foreign minister, Aino Virta, "
        "in Nairobi soon.",
        [("visit", "planned", None, "Aino Virta, Amos Wekesa")],
    ),
    "the visitor of who receives": (
        "Kenyan President Amos Wekesa on Wednesday received Finnish President Aino Virta at the airport at the start "
        "of her state visit to Kenya.",
        [("meeting", "held", "2024-05-15", "Aino Virta, Amos Wekesa")],
    ),
    "thanked for a visit to the own capital": (
        "Finnish Foreign Minister Aino Virta thanked Kenyan President Amos Wekesa for his warm visit to Nairobi on "
        "April 17-18.",
        [("visit", "background", "2024-04-17/2024-04-18", "Aino Virta, Government of Kenya")],
    ),
    "an office without a name": (
        "Officials reviewed the decisions taken during the visit of the Omani Foreign Minister to Kenya in July 2021.",
        [("visit", "background", "2021-07", "Badr Albusaidi, Government of Kenya")],
    ),
    "the first by a leader of the country": (
        "Last year, Kenyan President Amos Wekesa made the first official visit by a Kenyan leader to Finland in ages.",
        [("visit", "background", "2023", "Amos Wekesa, Government of Finland")],
    ),
    "a tour that included a meeting": (
        "Kenyan Foreign Minister Amos Wekesa embarked on a tour in March which included a meeting with Prime Minister "
        "Aino Virta of Finland.",
        [("meeting", "background", None, "Aino Virta, Amos Wekesa")],
    ),
    "two partners, a day each": (
        "Kenyan President Amos Wekesa will meet Finnish President Aino Virta on Saturday and Ghanaian President Kofi "
        "Mensah on Sunday, Kenyan spokesman Ken Moi said.",
        [
            ("meeting", "planned", "2024-05-18", "Aino Virta, Amos Wekesa"),
            ("meeting", "planned", "2024-05-19", "Amos Wekesa, Kofi Mensah"),
        ],
    ),
    "thanked for convening": (
        "Kenyan Foreign Minister Amos Wekesa thanked Finland for convening the OSCE meeting on 10 May 2024.",
        [("meeting", "held", "2024-05-10", "Amos Wekesa, OSCE")],
    ),
    "he who is invited": (
        "Finnish President Aino Virta promised aid to Kenyan President Amos Wekesa on Monday and invited him to "
        "Finland next month.",
        [("visit", "planned", "2024-06", "Amos Wekesa, Government of Finland")],
    ),
    "a journey and a meeting on it": (
        "Kenyan President Amos Wekesa will travel to Finland and Sweden on Saturday for talks on fish. He will meet "
        "Finnish President Aino Virta on Saturday.",
        [
            ("visit", "planned", "2024-05-18", "Amos Wekesa, Government of Finland, Government of Sweden"),
            ("meeting", "planned", "2024-05-18", "Aino Virta, Amos Wekesa"),
        ],
    ),
    "countries of a body": (
        "Kenyan President Amos Wekesa will visit five other SADC nations.",
        [("visit", "planned", None, "Amos Wekesa")],
    ),
    "wrote to": (
        "Kenyan President Amos Wekesa had written to Finnish President Aino Virta after the election.",
        [("letter", "background", None, "Aino Virta, Amos Wekesa")],
    ),
    "by the time they meet": (
        "Tariffs may be in place by the time Kenyan President Amos Wekesa meets Finnish President Aino Virta.",
        [("meeting", "planned", None, "Aino Virta, Amos Wekesa")],
    ),
    "a day that is set": (
        "A date has been set for Kenyan President Amos Wekesa's meeting with Finnish President Aino Virta.",
        [("meeting", "planned", None, "Aino Virta, Amos Wekesa")],
    ),
    "a visit named with a day to come": (
        "They discussed the visit of Kenyan President Amos Wekesa to Finland later this year.",
        [("visit", "planned", "2024", "Amos Wekesa, Government of Finland")],
    ),
    "a site abroad": (
        "On a visit to a Kenyan army base in Finland on Wednesday, Kenyan President Amos Wekesa praised the troops.",
        [("visit", "held", "2024-05-15", "Amos Wekesa, Government of Finland")],
    ),
    "arrived here": (
        "HELSINKI, May 16 (AFP) -- Kenyan President Amos Wekesa arrived here Wednesday for a state visit.",
        [("visit", "held", "2024-05-15", "Amos Wekesa")],
    ),
    "sent to meet": (
        "Kenyan President Amos Wekesa dispatched envoy Ken Moi on Wednesday to meet with Finnish President Aino Virta.",
        [("meeting", "held", "2024-05-15", "Aino Virta, Ken Moi")],
    ),
    "received by": (
        "Kenyan President Amos Wekesa was received by Finnish President Aino Virta on Wednesday.",
        [("meeting", "held", "2024-05-15", "Aino Virta, Amos Wekesa")],
    ),
    "a decision that somebody is glad of": (
        "The decision of Kenyan President Amos Wekesa was welcomed by Finnish President Aino Virta on Wednesday.",
        [],
    ),
    "his counterparts": (
        "Kenyan Foreign Minister Amos Wekesa welcomed his Finnish and Ghanaian counterparts at home on Wednesday.",
        [("meeting", "held", "2024-05-15", "Amos Wekesa, Government of Finland, Government of Ghana")],
    ),
    "counterparts at a place": (
        "Kenyan Foreign Minister Amos Wekesa on Monday met with his Finnish and Latvian counterparts at the Pentagon.",
        [("meeting", "held", "2024-05-13", "Amos Wekesa, Government of Finland, Government of Latvia")],
    ),
    "the year in which they met": (
        "The last summit between leaders of Kenya and Finland was in 2007 when Kenyan President Amos Wekesa and "
        "Finnish President Aino Virta met in Nairobi.",
        [("summit", "background", "2007", "Aino Virta, Amos Wekesa")],
    ),
    "a visit in": (
        "Kenyan President Amos Wekesa has just returned from a quick visit in Finland.",
        [("visit", "held", "2024-05-16?", "Amos Wekesa, Government of Finland")],
    ),
    "sat down": (
        "Kenyan President Amos Wekesa sat down with Finnish President Aino Virta on Wednesday.",
        [("meeting", "held", "2024-05-15", "Aino Virta, Amos Wekesa")],
    ),
    "sat down with a reporter": ("Kenyan President Amos Wekesa sat down with Anna Alt of the Herald on Wednesday.", []),
    "a call in person": (
        "Finnish Ambassador Anna Alt paid a farewell call on Kenyan President Amos Wekesa on Wednesday.",
        [("meeting", "held", "2024-05-15", "Amos Wekesa, Anna Alt")],
    ),
    "the host of a courtesy call": (
        "Kenyan President Amos Wekesa received a courtesy call from Finnish Foreign Minister Anna Alt on Wednesday.",
        [("meeting", "held", "2024-05-15", "Amos Wekesa, Anna Alt")],
    ),
    "over a meal": (
        "Over lunch with Finnish President Aino Virta on Wednesday, Kenyan President Amos Wekesa praised the accord.",
        [("meeting", "held", "2024-05-15", "Aino Virta, Amos Wekesa")],
    ),
    "pulled out": (
        "Kenyan President Amos Wekesa has pulled out of the summit with Finnish President Aino Virta. "
        "The meeting was scheduled for June 12.",
        [("summit", "cancelled", "2024-06-12", "Aino Virta, Amos Wekesa")],
    ),
    "put on hold": (
        "Kenyan President Amos Wekesa's visit to Finland has been put on hold.",
        [("visit", "cancelled", None, "Amos Wekesa, Government of Finland")],
    ),
    "secret until it was over": (
        "Nothing was said until after Tuesday's meeting between Kenyan President Amos Wekesa and Finnish President "
        "Aino Virta.",
        [("meeting", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "back from": (
        "Kenyan Foreign Minister Amos Wekesa returned on Wednesday from Helsinki.",
        [("visit", "held", "2024-05-15", "Amos Wekesa")],
    ),
    "landed": (
        "Kenyan President Amos Wekesa landed in Helsinki on Wednesday.",
        [("visit", "held", "2024-05-15", "Amos Wekesa")],
    ),
    "at the head of a delegation": (
        "Kenyan Foreign Minister Amos Wekesa led a delegation to Finland on Wednesday.",
        [("visit", "held", "2024-05-15", "Amos Wekesa, Government of Finland")],
    ),
    "a delegation led by": (
        "A delegation led by Kenyan Foreign Minister Amos Wekesa arrived in Finland on Wednesday.",
        [("visit", "held", "2024-05-15", "Amos Wekesa, Government of Finland")],
    ),
    "a delegation of a state": (
        "A Kenyan delegation arrived in Finland on Wednesday.",
        [("visit", "held", "2024-05-15", "Government of Finland, Government of Kenya")],
    ),
    "a council calls itself together": (
        "The UN Security Council scheduled an emergency meeting for Friday.",
        [("meeting", "planned", "2024-05-17", "UN Security Council")],
    ),
    "in a letter": (
        "In a letter to Finnish President Aino Virta on Wednesday, Kenyan President Amos Wekesa asked for patience.",
        [("letter", "held", "2024-05-15", "Aino Virta, Amos Wekesa")],
    ),
    "sent somebody a letter": (
        "Kenyan President Amos Wekesa sent Finnish President Aino Virta a letter on Wednesday.",
        [("letter", "held", "2024-05-15", "Aino Virta, Amos Wekesa")],
    ),
    "congratulated by letter": (
        "Kenyan President Amos Wekesa on Wednesday sent a message of congratulations to Finnish President Aino Virta.",
        [("letter", "held", "2024-05-15", "Aino Virta, Amos Wekesa")],
    ),
    "handed a message": (
        "Finnish President Aino Virta was presented with a written message from Kenyan President Amos Wekesa.",
        [("letter", "held", "2024-05-16?", "Aino Virta, Amos Wekesa")],
    ),
    "a message to the world": (
        "Kenyan President Amos Wekesa sent a strong message to Finnish President Aino Virta with the new tariffs.",
        [],
    ),
    "an owner who wrote to his staff": ("Chief executive Karl Neu wrote to Anna Alt in Helsinki on Monday.", []),
    "the host of a summit of a body": (
        "Nepal is hosting the SAARC summit on June 4-6 in Kathmandu.",
        [("summit", "planned", "2024-06-04/2024-06-06", "Government of Nepal, SAARC")],
    ),
    "a number that is no day": (
        "The 20th SAARC Summit will be held in Kathmandu next month.",
        [("summit", "planned", "2024-06", "SAARC")],
    ),
    "preparations for a meeting of others": (
        "Kenyan Foreign Minister Amos Wekesa and Finnish Foreign Minister Anna Alt held phone talks on Monday and "
        "discussed preparations for the third international meeting on the flood.",
        [],
    ),
    "what a meeting will focus on": (
        "Kenyan President Amos Wekesa will brief the cabinet on a paper which will focus on the peace negotiations "
        "with Finland.",
        [],
    ),
    "dialogue that somebody is for": (
        "Kenyan President Amos Wekesa and Finnish President Aino Virta stated their support for an open dialogue.",
        [],
    ),
    "a team on its way": ("The team will visit Finland on Sunday, and coach Kofi Mensah expects a hard match.", []),
    "fans on their way": ("Fans travelled to Helsinki for the game between Kenya and Finland.", []),
    "a singer on tour": ("The singer Anna Alt will travel to Japan and Australia in June for two concerts.", []),
    "an actress at work": ("The actress Anna Alt arrived in Rome on Monday for a film shoot.", []),
    "a company's meeting": (
        "The company hosted a meeting with investors in Berlin, chief executive Karl Neu said.",
        [],
    ),
    "the owner of a factory": ("Chief executive Karl Neu visited the factory in Nairobi and left for Helsinki.", []),
    "a minister at home": ("Kenyan Foreign Minister Amos Wekesa arrived in Nairobi on Monday for a budget speech.", []),
}


@pytest.fixture(scope="module")
def texts() -> Iterator[dict[str, str]]:
    """Give the text of each case, all of them parsed in one go."""
    out = {name: f"News of the day\n\n{body}\n" for name, (body, _) in CASES.items()}
    with parsed_together(list(out.values())):
        yield out


@pytest.mark.parametrize("name", CASES)
def test_what_a_sentence_tells_of_a_journey(name: str, texts: dict[str, str]) -> None:
    assert told(read(texts[name], published_on=PUBLISHED)) == CASES[name][1]


def told(reading: Reading) -> list[tuple[str, str, str | None, str]]:
    """Give the visits, summits, meetings and letters of a reading: type, status, day, names in alphabetical order."""
    names = {actor.id: actor.name for actor in (*reading.persons, *reading.organizations)}
    return [
        (event.type, event.status, event.date.edtf, ", ".join(sorted(names[p.id] for p in event.participants)))
        for event in reading.events
        if event.type in ("visit", "summit", "meeting", "letter")
    ]
