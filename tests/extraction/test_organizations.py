"""Which governments, ministries and bodies a text has, and that the word lists are sound."""

import pycountry
import pytest

from tests.extraction.test_people import actors_of
from timeline.extraction.lexicon import lexicon, rows

ORGANIZATIONS = {
    "government by adjective": ("The Cuban government agreed.", [("Government of Cuba", "CUB")]),
    "ministry with of": ("Japan's Ministry of Defense agreed.", [("Japan Ministry of Defense", "JPN")]),
    "department of the United States": ("The US Defense Department agreed.", [("US Department of Defense", "USA")]),
    "metonym of a ministry": ("The Pentagon agreed.", [("US Department of Defense", "USA")]),
    "presidential office": ("Seoul's presidential office agreed.", [("Office of the President of South Korea", "KOR")]),
    "Blue House": ("The Blue House agreed.", [("Office of the President of South Korea", "KOR")]),
    "Kremlin": ("The Kremlin agreed.", [("Kremlin", "RUS")]),
    "body": ("The U.N. Security Council agreed.", [("UN Security Council", None)]),
    "one body, two names": ("The European Union agreed. The EU met.", [("European Union", None)]),
    "acronym as the British write it": ("Visitors came to Nato's offices.", [("NATO", None)]),
    "country before a weekday": ("He arrived in Jordan Sunday evening.", [("Government of Jordan", "JOR")]),
    "body that no list knows": ("The Missile Defense Agency agreed.", [("Missile Defense Agency", None)]),
    "body with links": ("The Arab Council for Peace and Development Committee agreed.",
                        [("Arab Council for Peace and Development Committee", None)]),
    "airline of a country": ("A Malaysia Airlines plane crashed.", []),
    "government with a name of its own": ("Palestinian officials agreed.", [("Palestinian leadership", "PSE")]),
    "institution within a title": ("Pentagon spokesman Pat Ryder agreed.", [("US Department of Defense", "USA")]),
    "ministry before its spokesman": ("Chinese Foreign Ministry spokesman Geng Shuang agreed.",
                                      [("China Ministry of Foreign Affairs", "CHN")]),
    "acronym is no small word": ("He asked us who agreed.", []),
    "side": ("The Chinese side agreed.", [("Government of China", "CHN")]),
    "North is not South": ("North Korean officials agreed.", [("Government of North Korea", "PRK")]),
    "countries joined by a hyphen": ("A Seoul-Washington deal.", [("Government of South Korea", "KOR"),
                                                                  ("Government of United States", "USA")]),
    "armed group": ("The Taliban agreed.", [("Taliban", "AFG")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "bodies"), ORGANIZATIONS.values(), ids=ORGANIZATIONS)
def test_organizations_have_one_name_and_their_country(text: str, bodies: list[tuple[str, str | None]]) -> None:
    found = actors_of(text)

    assert [(body.name, body.country) for body in found.organizations] == bodies


def test_country_codes_are_of_iso_3166() -> None:
    codes = {country.alpha_3 for country in pycountry.countries} | {"XKX"}

    assert [row[0] for row in rows("countries.tsv") if row[0] not in codes] == []
    assert [row[0] for row in rows("organizations.tsv") if row[2] and row[2] not in codes] == []


def test_every_member_state_has_a_line() -> None:
    listed = {row[0] for row in rows("countries.tsv")}

    assert {"AFG", "BRA", "FRA", "KOR", "PRK", "PSE", "TWN", "USA", "VAT", "ZWE"} <= listed
    assert len(listed) >= 195


@pytest.mark.parametrize(("name", "columns"), {"organizations.tsv": 4, "institutions.tsv": 3, "groups.tsv": 2}.items())
def test_rows_have_all_columns(name: str, columns: int) -> None:
    assert [row for row in rows(name) if len(row) != columns] == []


def test_phrases_are_tried_longest_first() -> None:
    lengths = [len(phrase.rest) for phrase in lexicon().phrases["secretary"]]

    assert lengths == sorted(lengths, reverse=True)
