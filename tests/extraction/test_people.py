"""Which persons a text has, how they are called, and which offices and countries it gives them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extraction import document, language, people
from timeline.extraction.actors import Actors
from timeline.extraction.publishers import government_named


def read(text: str) -> Actors:
    parts = document.take_apart(text)
    return people.find(parts, language.parse(parts))


def actors_of(body: str) -> Actors:
    """Read a body under a heading, so that its first line is no title."""
    return read(f"Talks Held\n\n{body}\n")


PERSONS = {
    "title before": ("British Foreign Secretary David Lammy arrived on Monday.", ["David Lammy"]),
    "title after": ("Antony Blinken, the U.S. secretary of state, called on Monday.", ["Antony Blinken"]),
    "title before, with a comma": ("The Ukrainian president, Petro Poroshenko, agreed.", ["Petro Poroshenko"]),
    "counterpart, with a comma": (
        "Norwegian Foreign Minister Kari Holte called her Omani counterpart, Rashid Toubali, late on Monday.",
        ["Kari Holte", "Rashid Toubali"],
    ),
    "hyphenated Korean name": ("Foreign Minister Cho Tae-yul met reporters.", ["Cho Tae-yul"]),
    "Korean name in three words": ("South Korean President Yoon Suk Yeol spoke.", ["Yoon Suk Yeol"]),
    "Chinese name without a title": ("Envoys expect that Wang Yi will attend.", ["Wang Yi"]),
    "Japanese name": ("Japanese Prime Minister Fumio Kishida left Tokyo.", ["Fumio Kishida"]),
    "Arabic particle": ("Saudi Crown Prince Mohammed bin Salman hosted the talks.", ["Mohammed bin Salman"]),
    "Arabic article": ("Syrian President Bashar al-Assad refused.", ["Bashar al-Assad"]),
    "Spanish double surname": ("Mexican President Enrique Peña Nieto spoke.", ["Enrique Peña Nieto"]),
    "Dutch particle": ("Commission President Ursula von der Leyen spoke.", ["Ursula von der Leyen"]),
    "initial": ("President John F. Kennedy was in office then.", ["John F. Kennedy"]),
    "junior": ("Attorney General Eric Holder Jr. resigned.", ["Eric Holder Jr."]),
    "abbreviated rank": ("Gen. Mark Milley called his counterpart.", ["Mark Milley"]),
    "month as a surname": (
        "British Prime Minister Theresa May called on Friday. May said it was time.",
        ["Theresa May"],
    ),
    "several under one verb": (
        "He called French President Emmanuel Macron, German Chancellor Olaf Scholz and Polish President Andrzej Duda.",
        ["Emmanuel Macron", "Olaf Scholz", "Andrzej Duda"],
    ),
    "counterpart at the end of the sentence": (
        "Norwegian Foreign Minister Kari Holte called her Omani counterpart, Rashid Toubali.",
        ["Kari Holte", "Rashid Toubali"],
    ),
    "office of a country before a comma": (
        "Chad's acting president, Idrissa Mbaye-Nour, spoke.",
        ["Idrissa Mbaye-Nour"],
    ),
    "plural title with a country after each name": (
        "Presidents Zuri Okombe of Gabon and Tadeo Quiroz of Bolivia agreed.",
        ["Zuri Okombe", "Tadeo Quiroz"],
    ),
    "country before a name, beside a minister": (
        "Omani Foreign Minister Rashid Toubali and Latvia's Zaiga Ozolina spoke by phone.",
        ["Rashid Toubali", "Zaiga Ozolina"],
    ),
    "country before a name, after with": (
        "Foreign Minister Rashid Toubali spoke with New Zealand's Wiremu Parata on Monday.",
        ["Rashid Toubali", "Wiremu Parata"],
    ),
    "plural title": ("Sens. Marco Rubio and Jeff Flake objected.", ["Marco Rubio", "Jeff Flake"]),
    "later surname": ("Turkish Foreign Minister Hakan Fidan spoke first. Fidan thanked Qatar.", ["Hakan Fidan"]),
    "middle initial later": ("President Petro O. Poroshenko spoke. Petro Poroshenko agreed.", ["Petro O. Poroshenko"]),
    "two spellings": ("Minister Kim Seon-ho spoke. Kim Sun-ho agreed.", ["Kim Seon-ho"]),
    "accents dropped": ("President Enrique Peña Nieto spoke. Enrique Pena Nieto agreed.", ["Enrique Peña Nieto"]),
    "two of one surname": (
        "Vice Defense Minister Kim Seon-ho replaced former Defense Minister Kim Yong-hyun.",
        ["Kim Seon-ho", "Kim Yong-hyun"],
    ),
    "relative by given name": (
        "President Sergei Ivanov and his wife, Natalia, came.",
        ["Sergei Ivanov", "Natalia Ivanov"],
    ),
    "surname of a known holder": ("The ministers wait for President Zelensky.", ["Volodymyr Zelenskyy"]),
    "monarch": ("Saudi Arabia's King Salman declined.", ["King Salman"]),
    "nickname in quotation marks": (
        'Israeli Defense Minister Benjamin "Benny" Gantz spoke. Minister Gantz left.',
        ["Benjamin Gantz"],
    ),
    "short given name": ("Secretary Ashton Carter spoke. Ash Carter left.", ["Ashton Carter"]),
    "father and son": (
        "President Donald Trump spoke. Donald Trump Jr. left.",
        ["Donald Trump", "Donald Trump Jr."],
    ),
    "ministry's own order": ("Mr. Iwaya Takeshi, Minister for Foreign Affairs, spoke.", ["Takeshi Iwaya"]),
    "prince by his given name": (
        "Saudi Crown Prince Mohammed bin Salman spoke. Later Prince Mohammad left.",
        ["Mohammed bin Salman"],
    ),
    "given name that is also a thing": ("Former President Bill Clinton spoke. Clinton left.", ["Bill Clinton"]),
    "short Western name like a Korean one": ("The late lawmaker Jo Cox spoke. Cox was calm.", ["Jo Cox"]),
    "initials before the family name": ("General H.R. McMaster spoke.", ["H.R. McMaster"]),
    "the third of his name": ("Secretary of Defense Lloyd J. Austin III spoke.", ["Lloyd J. Austin III"]),
    "acronym in brackets": ("Republic of Korea (ROK) Defense Minister Song Young-moo spoke.", ["Song Young-moo"]),
    "style between title and name": ("He met Foreign Minister Mr. Sameh Shoukry.", ["Sameh Shoukry"]),
    "title in small letters": ("Russian foreign minister Sergei Lavrov left.", ["Sergei Lavrov"]),
    "sentence begins before a name": ("President Joe Biden spoke. But Biden left early.", ["Joe Biden"]),
    "full stop before the next sentence": (
        "It happened in Mexico City. President Gustavo Petro left.",
        ["Gustavo Petro"],
    ),
}
NOT_PERSONS = {
    "place": "The talks in New York and Los Angeles failed.",
    "body": "The Nuclear Consultative Group met in the White House.",
    "administration": "The Biden administration and the Trump campaign disagreed.",
    "paper": "The Washington Post and Der Spiegel carried it.",
    "library": "A meeting in the Gerald Ford Library was planned.",
    "anchor": "He told CNN anchor Wolf Blitzer so.",
    "guest's host": "He said so in an interview with Jorge Ramos.",
    "correspondent": "Anna Bell, BBC diplomatic correspondent, explains.",
    "feast": "The truce for Eid al-Fitr held.",
    "credit": "Reporting by Anna Bell in Paris; editing by John Hill",
    "state and county": "Crowds gathered in St. Louis County.",
    "war and treaty": "The Cold War and the Open Skies Treaty came up.",
    "shouted words": "They say that I WATCHED Will and nobody else.",
    "what a country owns": "Officials looked at Japan's Maglev Shinjuku and at Iran's Fordow Ridge.",
    "month and weekday": "In May March was forgotten on Tuesday.",
}
OFFICES = {
    "acting": ("Acting Defense Minister Kim Seon-ho spoke.", ("Acting Minister of Defense", "defence_minister", "KOR")),
    "vice": ("South Korea's Vice Defense Minister Kim Seon-ho spoke.",
             ("Vice Minister of Defense", "deputy_defence_minister", "KOR")),
    "deputy secretary of state": ("US Deputy Secretary of State Kurt Campbell spoke.",
                                  ("Deputy Secretary of State", "deputy_foreign_minister", "USA")),
    "secretary": ("U.S. Defense Secretary Lloyd Austin spoke.", ("Secretary of Defense", "defence_minister", "USA")),
    "former": ("Former Israeli Prime Minister Ehud Barak spoke.", ("Former Prime Minister", "prime_minister", "ISR")),
    "elect": ("Indonesian President-elect Prabowo Subianto spoke.", ("President-elect", "president", "IDN")),
    "spokesperson of a body": ("Pentagon spokesperson John Ullyot spoke.",
                               ("Pentagon Spokesperson", "spokesperson", "USA")),
    "country with of": ("Nikos Dendias, foreign minister of Greece, spoke.",
                        ("Foreign Minister", "foreign_minister", "GRC")),
    "ambassador keeps the sender": ("The Russian ambassador to Turkey, Andrey Karlov, spoke.",
                                    ("Ambassador to Turkey", "ambassador", "RUS")),
    "ministry as the office": ("Minister of Foreign Affairs Melanie Joly of Canada spoke.",
                               ("Minister of Foreign Affairs", "foreign_minister", "CAN")),
    "general and office": ("Venezuelan Defense Minister General Vladimir Padrino spoke.",
                           ("Minister of Defense", "defence_minister", "VEN")),
    "clause with who is": ("Zalmay Khalilzad, who is the U.S. peace envoy, spoke.", ("Peace Envoy", "envoy", "USA")),
    "counterpart has the same office": ("Hakan Fidan left. Foreign Minister Lavrov met his Turkish counterpart Fidan.",
                                        ("Foreign Minister", "foreign_minister", "TUR")),
    "head of a body, whatever his country": ("NATO Secretary General Jens Stoltenberg of Norway spoke.",
                                             ("NATO Secretary General", "secretary_general", None)),
    "head of a body known to the register": ("European Council President Charles Michel spoke on 4 March 2021.",
                                             ("European Council President", "council_president", None)),
    "head of a national party": ("Vietnam's general secretary To Lam spoke.",
                                 ("General Secretary", "party_leader", "VNM")),
    "style of the press": ("Sen. Tim Kaine spoke.", ("Senator", "legislator", "USA")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), PERSONS.values(), ids=PERSONS)
def test_persons_are_named_in_order(text: str, names: list[str]) -> None:
    found = actors_of(text)

    assert [person.name for person in found.persons] == names


@pytest.mark.parametrize("text", NOT_PERSONS.values(), ids=NOT_PERSONS)
def test_things_are_no_persons(text: str) -> None:
    assert actors_of(text).persons == ()


@pytest.mark.parametrize(("text", "office"), OFFICES.values(), ids=OFFICES)
def test_office_says_label_role_and_country(text: str, office: tuple[str, str, str | None]) -> None:
    first = actors_of(text).persons[0].offices[0]

    assert (first.label, first.role, first.country) == office


SHARED = {
    "country after each name": (
        "Foreign Ministers Zuri Okombe of Gabon, Tadeo Quiroz of Bolivia and Sulaym Harthi of Oman met.",
        "foreign_minister",
        {"Zuri Okombe": "GAB", "Tadeo Quiroz": "BOL", "Sulaym Harthi": "OMN"},
    ),
    "countries before the office, names after it": (
        "Gabonese and Bolivian Presidents Zuri Okombe and Tadeo Quiroz met.",
        "president",
        {"Zuri Okombe": "GAB", "Tadeo Quiroz": "BOL"},
    ),
    "countries before the office, names after a comma": (
        "The Gabonese, Omani and Bolivian presidents, Zuri Okombe, Sulaym Harthi and Tadeo Quiroz, met.",
        "president",
        {"Zuri Okombe": "GAB", "Sulaym Harthi": "OMN", "Tadeo Quiroz": "BOL"},
    ),
    "countries after the office": (
        "The presidents of Gabon and the Philippines, Zuri Okombe and Danilo Reyes-Cruz, met.",
        "president",
        {"Zuri Okombe": "GAB", "Danilo Reyes-Cruz": "PHL"},
    ),
    "counterparts": (
        "Omani Foreign Minister Sulaym Harthi called his Gabonese and Bolivian counterparts, Zuri Okombe and"
        " Tadeo Quiroz.",
        "foreign_minister",
        {"Sulaym Harthi": "OMN", "Zuri Okombe": "GAB", "Tadeo Quiroz": "BOL"},
    ),
}


@pytest.mark.parametrize(("text", "role", "countries"), SHARED.values(), ids=SHARED)
def test_an_office_of_several_is_each_one_s_with_his_country(text: str, role: str, countries: dict[str, str]) -> None:
    found = actors_of(text).persons

    assert {p.name: [(o.role, o.country, o.label.endswith("s")) for o in p.offices] for p in found} == {
        name: [(role, country, False)] for name, country in countries.items()
    }


def test_more_names_than_countries_share_no_office() -> None:
    found = actors_of("The Gabonese and Omani presidents, Zuri Okombe, Sulaym Harthi and Tadeo Quiroz, met.").persons

    assert [office for person in found for office in person.offices] == []


def test_office_shows_its_words() -> None:
    text = "Talks Held\n\nMinisters met. Acting President Han Duck-soo of South Korea spoke.\n"

    office = read(text).persons[0].offices[0]

    assert [text[start:end] for start, end in office.evidence] == ["Acting President Han Duck-soo"]
    assert (office.acting, office.former) == (True, False)


UNNAMED = {
    "page of the prime minister's government": (
        "The Prime Minister spoke to the Prime Minister of India, Narendra Modi, today.",
        "https://www.gov.uk/government/news/a-call",
        "2023-11-03",
        ["Rishi Sunak", "Narendra Modi"],
    ),
    "issued by an office": (
        "The release was issued by 10 Downing Street. The Prime Minister spoke to President Volodymyr Zelenskyy.",
        None,
        "2024-01-12",
        ["Rishi Sunak", "Volodymyr Zelenskyy"],
    ),
    "an office alone on a line above": (
        "The Prime Minister's Office, 10 Downing Street\n\nThe Prime Minister spoke to President Volodymyr Zelenskyy.",
        None,
        "2024-01-12",
        ["Rishi Sunak", "Volodymyr Zelenskyy"],
    ),
    "country and day make it certain": (
        "The French foreign minister declined.",
        None,
        "2023-11-03",
        ["Catherine Colonna"],
    ),
    "no day": ("The French foreign minister declined.", None, None, []),
    "a day of change": ("The French president declined.", None, "2017-05-14", []),
    "nobody's page": (
        "The Prime Minister spoke to Prime Minister Narendra Modi.",
        None,
        "2023-11-03",
        ["Narendra Modi"],
    ),
    "the head of a body": ("The NATO chief declined.", None, "2023-11-03", ["Jens Stoltenberg"]),
    "a hyphened office of a body": ("The UN Secretary-General declined.", None, "2023-11-03", ["António Guterres"]),
    "an office of one body only": (
        "The President of the European Commission declined.",
        None,
        "2023-11-03",
        ["Ursula von der Leyen"],
    ),
    "an office first in a list of offices with names": (
        "The Prime Minister, US President Joe Biden and French President Emmanuel Macron spoke.",
        "https://www.gov.uk/government/news/a-call",
        "2023-11-03",
        ["Rishi Sunak", "Joe Biden", "Emmanuel Macron"],
    ),
}


@pytest.mark.parametrize(("text", "url", "day", "names"), UNNAMED.values(), ids=UNNAMED)
def test_unnamed_office_is_its_holder_only_if_certain(
    text: str, url: str | None, day: str | None, names: list[str]
) -> None:
    parts = document.take_apart(f"Talks Held\n\n{text}\n", None, url)

    found = people.find(parts, language.parse(parts), day)

    assert [person.name for person in found.persons] == names


CAPITALS = {
    "Japanese ministry": ("Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs of Japan, spoke.", "Yoshimasa Hayashi"),
    "French ministry": ("Foreign Minister Stéphane SÉJOURNÉ spoke.", "Stéphane Séjourné"),
    "Chinese name": ("Foreign Minister WANG Yi spoke.", "Wang Yi"),
}


@pytest.mark.parametrize(("text", "name"), CAPITALS.values(), ids=CAPITALS)
def test_family_name_in_capitals_is_written_as_in_the_press(text: str, name: str) -> None:
    assert [person.name for person in actors_of(text).persons] == [name]


def test_mentions_are_the_name_forms_without_titles() -> None:
    found = actors_of("U.S. Secretary of State Marco Rubio spoke. Rubio left. The Rubio campaign is over.")

    assert [mention.text for mention in found.persons[0].mentions] == ["Marco Rubio", "Rubio"]


def test_a_country_told_after_a_titled_name_is_that_person_s() -> None:
    actors = actors_of("Croatian Foreign Minister Ivo Hren called Foreign Minister Mira Dosku of Albania on Monday.")

    assert {person.name: person.country for person in actors.persons} == {"Ivo Hren": "HRV", "Mira Dosku": "ALB"}


def test_country_of_an_untitled_country_comes_from_the_holders() -> None:
    found = actors_of("Chancellor Angela Merkel spoke to reporters.")

    assert found.persons[0].country == "DEU"


@settings(max_examples=60)
@given(st.text(st.sampled_from("aAbKim '.,-\n\"’“”USPresident of the and who they") | st.characters(), max_size=120))
def test_any_text_gives_spans_within_it(text: str) -> None:
    found = read(text)

    for item in (*found.persons, *found.organizations):
        assert all(text[m.start : m.end] == m.text for m in item.mentions)
    ends = [0, *(m.end for m in found.mentions)]
    assert all(before <= m.start < m.end <= len(text) for before, m in zip(ends, found.mentions, strict=False))


PUBLISHERS = {
    "department": ("U.S. Department of State", "USA"),
    "ministry of": ("Ministry of Foreign Affairs of Japan", "JPN"),
    "adjective first": ("Ugandan Ministry of Defense", "UGA"),
    "house": ("The White House", "USA"),
    "palace": ("Kremlin", "RUS"),
    "newspaper of a country": ("The Japan Times", None),
    "newspaper of a capital": ("Washington Post", None),
    "agency": ("Reuters", None),
    "ministry of nowhere": ("Ministry of Silly Walks", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("publisher", "country"), PUBLISHERS.values(), ids=PUBLISHERS)
def test_government_of_a_publisher(publisher, country):
    assert government_named(publisher) == country
