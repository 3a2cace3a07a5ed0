"""Who speaks, where the text does not repeat the name: offices alone, pairs, "they", letterheads, third parties."""

import pytest

from timeline.extraction import document, language, people, read, statements

PAIR = "Norwegian Foreign Minister Kari Holte called Omani Foreign Minister Sulaym Harthi on Monday."

SPOKEN = {
    "office of a body by its holder on the day": (
        "The NATO Secretary General came to Oslo on Thursday. The Secretary General thanked Norway for its aid.",
        [(["Jens Stoltenberg"], "thanked")],
    ),
    "bare high office of a person told without it": (
        "David Cameron and President Obama spoke. The Prime Minister stressed the weight of the firm.",
        [(["David Cameron"], "stressed")],
        "2010-06-12",
    ),
    "two offices told after one name": (
        "Sheikh Sulaym Harthi, Crown Prince of Dubai and Deputy Supreme Commander of the UAE Armed Forces, stressed the"
        " weight of the pact.",
        [(["Sulaym Harthi"], "stressed")],
    ),
    "two offices joined are two persons": (
        "Foreign Minister Kari Holte called Secretary of State Ann Wells. The minister and secretary agreed to meet.",
        [(["Kari Holte", "Ann Wells"], "agreed")],
    ),
    "one of two has his country told": (
        "Foreign Minister Kari Holte called Foreign Minister Zuri Okombe of Gabon. The Foreign Minister condemned"
        " the attack. The Foreign Minister welcomed the truce.",
        [(["Kari Holte"], "condemned"), (["Kari Holte"], "welcomed")],
    ),
    "a title with a comma opens the sentence": (
        "Foreign Minister, Kari Holte, received a call from the Foreign Minister of Gabon, Zuri Okombe, on Monday."
        " The Foreign Minister underscored that the raid was a breach of law.",
        [(["Kari Holte"], "underscored")],
    ),
    "an office unheard of is not the last subject's": (
        "President Zuri Okombe of Gabon called on Monday. President Okombe hailed the ties. The Chancellor welcomed"
        " the treaty.",
        [(["Zuri Okombe"], "hailed"), ([], "welcomed")],
    ),
    "they after a subject and its object": (
        f"{PAIR} The White House said Holte congratulated Harthi on his appointment and they jointly noted that the"
        " pact was old.",
        [(["White House"], "said"), (["Kari Holte"], "congratulated"), (["Kari Holte", "Sulaym Harthi"], "noted")],
    ),
    "they within a quotation": (
        f'{PAIR} "The ministers condemned the raid," the Norwegian foreign ministry said on Monday.'
        ' "They confirmed they would meet," the ministry said.',
        [
            (["Kari Holte", "Sulaym Harthi"], "condemned"),
            (["Norway Ministry of Foreign Affairs"], "said"),
            (["Kari Holte", "Sulaym Harthi"], "confirmed"),
            (["Norway Ministry of Foreign Affairs"], "said"),
        ],
    ),
    "the two countries of the callers, not those spoken of": (
        f"{PAIR} Holte backed a truce between Chad and Sudan. The two countries agreed to continue their efforts.",
        [(["Government of Norway", "Government of Oman"], "agreed")],
    ),
    "a former office-holder is no side of the talks": (
        f"{PAIR} Harthi praised former Norwegian Foreign Minister Ole Moen. The two sides agreed to keep in touch.",
        [(["Sulaym Harthi"], "praised"), (["Kari Holte", "Sulaym Harthi"], "agreed")],
    ),
    "a bare surname in high office on the day": (
        "Macron thanked Scholz for his help, the French presidency said. In a call with the German leader, Macron"
        " welcomed the truce.",
        [
            (["Emmanuel Macron"], "thanked"),
            (["Office of the President of France"], "said"),
            (["Emmanuel Macron"], "welcomed"),
        ],
        "2022-10-10",
    ),
    "a bare surname without his country": (
        "Macron thanked the crew for its help.",
        [([], "thanked")],
        "2022-10-10",
    ),
    "his own government's deeds are his words": (
        "U.S. Secretary of State Ann Wells told reporters that the United States agreed to share its ideas.",
        [(["Ann Wells"], "told")],
    ),
    "as noted elsewhere": (
        f"{PAIR} As noted in Oslo, Holte reiterated that Norway would help.",
        [(["Kari Holte"], "reiterated")],
    ),
    "where the statement was made is no speaker": (
        "In a statement issued in the Thai capital Bangkok, Norwegian Foreign Minister Kari Holte and Omani Foreign"
        " Minister Sulaym Harthi called on Chad to end the raids.",
        [(["Kari Holte", "Sulaym Harthi"], "called")],
    ),
}


def speakers_of(text: str, day: str | None = None) -> list[tuple[list[str], str]]:
    parts = document.take_apart(f"Talks Held\n\n{text}\n")
    doc = language.parse(parts)
    actors = people.find(parts, doc, day)
    names = {item.id: item.name for item in (*actors.persons, *actors.organizations)}
    found = statements.find(parts, doc, actors)
    return [([names[who] for who in said.speakers], parts.text[slice(*said.cue[0])]) for said in found]


@pytest.mark.parametrize("case", SPOKEN.values(), ids=SPOKEN)
def test_speakers_are_whom_the_text_means(case: tuple) -> None:
    text, expected, *day = case

    assert speakers_of(text, day[0] if day else "2019-10-10") == expected


TOLD = {
    "a quotation after a reported statement is one of its own": (
        f'{PAIR} Holte underlined the value of talks. "Of course, we welcome the truce," she said.',
        ["the value of talks", "Of course, we welcome the truce"],
    ),
    "a quotation that goes on with a reported statement": (
        f'{PAIR} Holte said the truce was late. "It should have come in May."',
        ["the truce was late", "It should have come in May"],
    ),
    "passive of talks inside a readout": (
        f'{PAIR} "The situation in Chad was thoroughly discussed," the Norwegian foreign ministry said.',
        ["The situation in Chad"],
    ),
    "an agreement of earlier days": (f"{PAIR} Earlier this week, an agreement was reached to extend the truce.", []),
    "the call took place": (f"{PAIR} The call took place on Monday, Holte said.", []),
    "a body that is only cited": (f"{PAIR} Holte praised Oman, referencing the Red Cross.", ["Oman"]),
    "how talks communicate": (f"{PAIR} The two sides communicated on the safety of ships.", ["the safety of ships"]),
}


@pytest.mark.parametrize(("text", "contents"), TOLD.values(), ids=TOLD)
def test_contents_of_the_statements_for_the_timeline(text: str, contents: list[str]) -> None:
    text = f"Talks Held\n\n{text}\n"

    found = [said for said in read(text, published_on="2019-10-10").statements if said.relevance == "diplomatic"]

    told = [" ".join(text[slice(*span)] for span in said.content) for said in found]
    assert [words.strip(' .,"') for words in told] == contents


LETTERHEADS = {
    "house": ("The White House\n\nOffice of the Press Secretary\n\n", "Barack Obama"),
    "department": ("U.S. Department of State\n\nMedia Note\n\n", "Barack Obama"),
    "ministry of a country": ("Ministry of Foreign Affairs of Brazil\n\nPress Release\n\n", "Dilma Rousseff"),
    "newspaper": ("The Gabon Times\n\nWorld News\n\n", None),
}


@pytest.mark.parametrize(("head", "name"), LETTERHEADS.values(), ids=LETTERHEADS)
def test_a_letterhead_tells_whose_president_speaks(head: str, name: str | None) -> None:
    parts = document.take_apart(f"{head}Readout of a Call\n\nThe President spoke today with Chancellor Okombe.\n")

    found = people.find(parts, language.parse(parts), "2015-01-27")

    assert next((p.name for p in found.persons if p.offices and p.offices[0].role == "president"), None) == name
