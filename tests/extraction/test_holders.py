"""The office-holders' file: its form, its facts on well-known days, its gaps and overlaps; and the look-ups."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction import holders
from timeline.extraction.holders import Holder

BODIES = {"EU", "NATO", "UN"}
ROLES = {
    "president", "vice_president", "prime_minister", "chancellor", "monarch", "crown_prince", "supreme_leader",
    "foreign_minister", "deputy_foreign_minister", "defence_minister", "deputy_defence_minister", "military_chief",
    "national_security_adviser", "chief_cabinet_secretary", "spokesperson", "state_councillor", "party_leader",
    "secretary_general", "pope", "council_president", "commission_president", "high_representative",
}  # fmt: skip

# Offices that several persons hold side by side, told apart by their titles at most.
SHARED_ROLES = {"spokesperson", "state_councillor", "deputy_foreign_minister", "deputy_defence_minister"}

FIRST, LAST = date(2009, 1, 1), date(2025, 10, 1)

# Each must be held on at least 95 % of the days (every third is looked at) from FIRST to LAST. Who heads the
# government differs: Germany has a chancellor, the presidents of the first row head it themselves.
MINISTERS = ("foreign_minister", "defence_minister")
REQUIRED = {
    **dict.fromkeys(("ARG", "BRA", "IDN", "MEX", "TUR", "USA", "ZAF"), ("president", *MINISTERS)),
    **dict.fromkeys(
        ("CHN", "FRA", "IND", "ISR", "ITA", "KOR", "PRK", "RUS", "UKR"), ("president", "prime_minister", *MINISTERS)
    ),
    **dict.fromkeys(("AUS", "CAN"), ("prime_minister", *MINISTERS)),
    **dict.fromkeys(("GBR", "JPN", "SAU"), ("monarch", "prime_minister", *MINISTERS)),
    "DEU": ("president", "chancellor", *MINISTERS),
    "IRN": ("supreme_leader", "president", *MINISTERS),
    "EU": ("commission_president", "high_representative"),
    "NATO": ("secretary_general",),
    "UN": ("secretary_general",),
}

# Longest stretch without a holder that needs no reason: a "then …" in the note of the term before it.
GAP_DAYS = 60

KNOWN_DAYS = {
    "new US president": ("2009-02-01", "president", "USA", "Barack Obama"),
    "acting US defense secretary": ("2019-02-01", "defence_minister", "USA", "Patrick Shanahan"),
    "US defense secretary in Seoul's winter of 2024": ("2024-12-20", "defence_minister", "USA", "Lloyd Austin"),
    "US defense secretary a week into the new term": ("2025-01-31", "defence_minister", "USA", "Pete Hegseth"),
    "secretary of state of the first term": ("2018-06-12", "foreign_minister", "USA", "Mike Pompeo"),
    "vice president": ("2022-02-19", "vice_president", "USA", "Kamala Harris"),
    "security adviser": ("2019-02-28", "national_security_adviser", "USA", "John Bolton"),
    "acting defense minister after martial law": ("2024-12-20", "defence_minister", "KOR", "Kim Seon-ho"),
    "acting president between two impeachments": ("2025-01-15", "president", "KOR", "Choi Sang-mok"),
    "South Korean foreign minister": ("2018-04-27", "foreign_minister", "KOR", "Kang Kyung-wha"),
    "South Korean president at Panmunjom": ("2018-04-27", "president", "KOR", "Moon Jae-in"),
    "long Japanese prime minister": ("2016-05-27", "prime_minister", "JPN", "Shinzo Abe"),
    "Japanese foreign minister": ("2015-12-28", "foreign_minister", "JPN", "Fumio Kishida"),
    "Japanese defense minister of nine days": ("2017-08-01", "defence_minister", "JPN", "Fumio Kishida"),
    "Chinese foreign minister of seven months": ("2023-06-19", "foreign_minister", "CHN", "Qin Gang"),
    "Chinese premier": ("2010-05-30", "prime_minister", "CHN", "Wen Jiabao"),
    "North Korean leader": ("2011-12-01", "supreme_leader", "PRK", "Kim Jong Il"),
    "Russian president of one term": ("2010-04-08", "president", "RUS", "Dmitry Medvedev"),
    "Russian defense minister": ("2024-06-25", "defence_minister", "RUS", "Andrei Belousov"),
    "Ukrainian acting president": ("2014-03-18", "president", "UKR", "Oleksandr Turchynov"),
    "Ukrainian defense minister": ("2023-10-11", "defence_minister", "UKR", "Rustem Umerov"),
    "British prime minister of seven weeks": ("2022-10-01", "prime_minister", "GBR", "Liz Truss"),
    "British queen": ("2022-06-02", "monarch", "GBR", "Elizabeth II"),
    "French foreign minister": ("2015-12-12", "foreign_minister", "FRA", "Laurent Fabius"),
    "German chancellor": ("2015-09-04", "chancellor", "DEU", "Angela Merkel"),
    "Israeli prime minister of half a year": ("2022-07-14", "prime_minister", "ISR", "Yair Lapid"),
    "Iranian acting foreign minister": ("2024-07-01", "foreign_minister", "IRN", "Ali Bagheri Kani"),
    "Indian foreign minister": ("2014-09-27", "foreign_minister", "IND", "Sushma Swaraj"),
    "Turkish defense minister": ("2022-10-01", "defence_minister", "TUR", "Hulusi Akar"),
    "Brazil's president during the impeachment trial": ("2016-07-01", "president", "BRA", "Michel Temer"),
    "European Council president": ("2019-10-17", "council_president", "EU", "Donald Tusk"),
    "EU high representative": ("2015-07-14", "high_representative", "EU", "Federica Mogherini"),
    "NATO secretary general": ("2024-10-02", "secretary_general", "NATO", "Mark Rutte"),
    "UN secretary-general": ("2012-03-28", "secretary_general", "UN", "Ban Ki-moon"),
}


@pytest.mark.parametrize(("day", "role", "country", "name"), KNOWN_DAYS.values(), ids=KNOWN_DAYS)
def test_on_gives_the_holder_of_a_well_known_day(day: str, role: str, country: str, name: str) -> None:
    names = [holder.name for holder in holders.standard().on(date.fromisoformat(day), role, country)]

    # Who stands in comes beside the suspended holder.
    assert name in names
    assert sum(not holder.acting for holder in holders.standard().on(date.fromisoformat(day), role, country)) <= 1
    assert len(names) <= 2


def test_on_gives_both_holders_of_a_day_of_handover() -> None:
    found = holders.standard().on(date(2017, 1, 20), "president", "USA")

    assert [holder.name for holder in found] == ["Barack Obama", "Donald Trump"]


def test_on_is_empty_where_nobody_is_known() -> None:
    assert holders.standard().on(date(2023, 11, 15), "defence_minister", "CHN") == ()
    assert holders.standard().on(date(2023, 11, 15), "pope", "CHN") == ()
    assert holders.standard().on(date(1950, 1, 1), "president", "USA") == ()


def test_terms_of_gives_all_offices_of_a_person() -> None:
    found = [(h.role, h.country, h.start.year, h.acting) for h in holders.standard().terms_of("Fumio Kishida")]

    assert found == [
        ("prime_minister", "JPN", 2021, False),
        ("foreign_minister", "JPN", 2012, False),
        ("foreign_minister", "JPN", 2021, True),
        ("defence_minister", "JPN", 2017, True),
    ]


SPELLINGS = {
    "hyphen or blank": ("Kim Jong-un", "Kim Jong Un"),
    "other transliteration": ("Kim Sun-ho", "Kim Seon-ho"),
    "accent left out": ("Francois Hollande", "François Hollande"),
    "dotless i": ("Binali Yıldırım", "Binali Yildirim"),
    "long form": ("Lloyd J. Austin III", "Lloyd Austin"),
    "apostrophe": ("Gideon Sa’ar", "Gideon Saar"),
    "article written or not": ("Adel Al Jubeir", "Adel al-Jubeir"),
    "first and last name only": ("Jose Meade", "José Antonio Meade"),
    "upper case": ("VOLODYMYR ZELENSKYY", "Volodymyr Zelenskyy"),
}


@pytest.mark.parametrize(("written", "name"), SPELLINGS.values(), ids=SPELLINGS)
def test_terms_of_takes_other_spellings(written: str, name: str) -> None:
    assert {holder.name for holder in holders.standard().terms_of(written)} == {name}


SURNAMES = {
    "family name first": ("Yoon", "KOR", {"Yoon Suk Yeol", "Yoon Jeung-hyun"}),
    "given name last": ("Pompeo", "USA", {"Mike Pompeo"}),
    "surname of two words": ("Peña Nieto", "MEX", {"Enrique Peña Nieto"}),
    "its last word": ("Nieto", "MEX", {"Enrique Peña Nieto"}),
    "particles": ("von der Leyen", "EU", {"Ursula von der Leyen"}),
    "spelling of an alias": ("Zelensky", "UKR", {"Volodymyr Zelenskyy"}),
    "Japanese in Western order": ("Abe", "JPN", {"Shinzo Abe"}),
    "son of the same name": ("Marcos", "PHL", {"Ferdinand Marcos Jr."}),
    "number": ("I", "ESP", set()),
    "monarch": ("Charles", "GBR", {"Charles III"}),
    "suffix is no surname": ("Jr.", "PHL", set()),
    "one name only": ("Boediono", "IDN", {"Boediono"}),
    "given name of one whose family name is first": ("Jinping", "CHN", set()),
    "given name": ("Barack", "USA", set()),
}


@pytest.mark.parametrize(("surname", "country", "names"), SURNAMES.values(), ids=SURNAMES)
def test_by_surname_gives_all_persons_so_named(surname: str, country: str, names: set[str]) -> None:
    assert {holder.name for holder in holders.standard().by_surname(surname) if holder.country == country} == names


def test_file_names_only_known_countries_and_roles() -> None:
    codes = {country.alpha_3 for country in pycountry.countries} | BODIES

    assert {holder.country for holder in holders.load()} <= codes
    assert {holder.role for holder in holders.load()} <= ROLES


def test_file_has_terms_that_end_after_they_begin() -> None:
    wrong = [
        h for h in holders.load() if h.end is not None and (h.start > h.end or (h.start == h.end and not h.acting))
    ]

    assert wrong == []


def test_file_lists_no_term_that_ended_before_2009() -> None:
    assert [h for h in holders.load() if h.end is not None and h.end < FIRST] == []


def test_file_says_until_when_it_is_complete() -> None:
    assert holders.known_until() == date(2026, 3, 10)
    assert holders.known_until() >= LAST


def test_file_lists_no_term_twice() -> None:
    keys = [(h.role, h.country, h.name, h.start) for h in holders.load()]

    assert sorted(key for key in keys if keys.count(key) > 1) == []


def test_no_office_has_two_full_holders_on_more_than_one_day() -> None:
    assert [
        (before.name, after.name)
        for terms in by_office(acting=False).values()
        for before, after in pairwise(terms)
        if before.end is None or after.start < before.end
    ] == []


def test_no_office_has_two_acting_holders_on_more_than_one_day() -> None:
    assert [
        (before.name, after.name)
        for terms in by_office(full=False).values()
        for before, after in pairwise(terms)
        if before.end is None or after.start < before.end
    ] == []


def test_gaps_between_holders_are_short_or_explained() -> None:
    assert [
        (before.role, before.country, before.name)
        for terms in by_office().values()
        for before, days in gaps(terms)
        if days > GAP_DAYS and "then " not in before.note
    ] == []


@pytest.mark.parametrize(
    ("country", "role"), [(country, role) for country, roles in REQUIRED.items() for role in roles]
)
def test_required_office_is_held_on_nearly_all_days(country: str, role: str) -> None:
    days = [FIRST + timedelta(n) for n in range(0, (LAST - FIRST).days + 1, 3)]

    held = sum(bool(holders.standard().on(day, role, country)) for day in days)

    assert held / len(days) >= 0.95


MALFORMED = {
    "no heading": (["president\tUSA\tA B\tPresident\t2009-01-01\t\t0\t\t"], "heading"),
    "too few columns": (["president\tUSA\tA B"], "line 2: 3 columns instead of 9"),
    "no such day": (["president\tUSA\tA B\tPresident\t2009-02-30\t\t0\t\t"], "line 2: day is out of range"),
    "acting neither 0 nor 1": (["president\tUSA\tA B\tPresident\t2009-02-03\t\tyes\t\t"], "line 2: acting"),
}


@pytest.mark.parametrize(("lines", "message"), MALFORMED.values(), ids=MALFORMED)
def test_parse_says_what_is_wrong_with_a_line(lines: list[str], message: str) -> None:
    heading = [] if message == "heading" else ["\t".join(holders.COLUMNS)]

    with pytest.raises(ValueError, match=message):
        holders.parse([*heading, *lines])


def test_parse_reads_a_line() -> None:
    line = "president\tUSA\tA. B. Cee\tPresident\t2009-02-03\t2010-02-03\t1\tAl Cee|Abe Cee\tstood in"

    assert holders.parse(["# comment", "\t".join(holders.COLUMNS), "", line]) == (
        Holder(
            "president", "USA", "A. B. Cee", "President", date(2009, 2, 3), date(2010, 2, 3), True,
            ("Al Cee", "Abe Cee"), "stood in",
        ),
    )  # fmt: skip


@given(st.text())
def test_look_ups_take_any_text(text: str) -> None:
    assert isinstance(holders.standard().terms_of(text), tuple)
    assert isinstance(holders.standard().by_surname(text), tuple)


def by_office(*, acting: bool = True, full: bool = True) -> dict[tuple[str, str], list[Holder]]:
    """Group the terms of offices with one seat, by start."""
    found: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in sorted(holders.load(), key=lambda h: (h.start, h.end or date.max)):
        if holder.role not in SHARED_ROLES and (acting if holder.acting else full):
            found[holder.role, holder.country].append(holder)
    return found


def gaps(terms: list[Holder]) -> Iterator[tuple[Holder, int]]:
    """Give the stretches in which nobody held an office: the last term before and the days to the next one."""
    last = terms[0]
    for term in terms[1:]:
        if last.end is not None and term.start > last.end:
            yield last, (term.start - last.end).days
        if last.end is not None and (term.end is None or term.end >= last.end):
            last = term
