"""Which events each filter lets through, and the exact counts beside its values."""

from datetime import date

import pytest

from tests.factories import (
    make_article,
    make_event,
    make_membership,
    make_organization,
    make_outlet,
    make_person,
    make_statement,
)
from timeline.browse import Cursor, Filters, PartialDate, answer, facets, histogram, timeline, total
from timeline.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def events() -> dict[str, Event]:
    """Make six events: two calls and a meeting in different months, one undated, one domestic, one rejected."""
    lee, ito, roy = make_person("Lee Min", "KOR"), make_person("Ito Ken", "JPN"), make_person("Ann Roy", "FRA")
    kurier = make_article("Roy calls Lee\nThey spoke.", outlet=make_outlet("Der Kurier"))
    made = {
        "old call": make_event((lee, ito), date(2024, 11, 3)),
        "new call": make_event((lee, roy), date(2025, 1, 15), article=kurier, review="accepted"),
        "meeting": make_event(
            (ito, roy),
            date(2024, 12, 20),
            type="meeting",
            status="planned",
            date_basis="reported_on",
            edtf="2024-12-20?",
            slug="reported-meeting",
        ),
        "undated": make_event((roy,), None, type="meeting"),
        "domestic": make_event((lee,), date(2024, 12, 3), type="impeachment", is_domestic=True),
        "rejected": make_event((lee, ito), date(2024, 12, 4), review="rejected"),
    }
    make_statement(
        (lee,), made["old call"], "pledged to deepen trade", act="pledge", topics=["trade"], phrases=["deepen"]
    )
    make_statement((ito,), made["old call"], "the alliance stands", act="reaffirm", topics=["alliance"])
    make_statement((roy, lee), made["new call"], "the steadfast alliance", act="pledge", topics=["alliance"])
    make_statement((ito,), made["new call"], "wrongly read", act="warn", topics=["war"], review="rejected")
    return made


def found(events: dict[str, Event], filters: Filters) -> list[str]:
    """Give the names of the events that pass, in the order of the timeline."""
    names = {event.pk: name for name, event in events.items()}
    return [names[card.id] for card in timeline(filters).events]


def counts(filters: Filters, facet: str) -> dict[str, int]:
    """Give the counts beside a facet's values, by label."""
    return {value.label: value.count for item in facets(filters) if item.name == facet for value in item.values}


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


CASES = {
    "nothing asked": ({}, ["new call", "meeting", "old call", "undated"]),
    "best matches of no words": ({"best_first": True}, ["new call", "meeting", "old call", "undated"]),
    "oldest first": ({"oldest_first": True}, ["old call", "meeting", "new call", "undated"]),
    "one kind": ({"type": ("meeting",)}, ["meeting", "undated"]),
    "two kinds are either": (
        {"type": ("meeting", "phone_call")},
        ["new call", "meeting", "old call", "undated"],
    ),
    "kind and country are both": ({"type": ("meeting",), "country": ("JPN",)}, ["meeting"]),
    "a pair is both countries": ({"pair": ("FRA-KOR",)}, ["new call"]),
    "two pairs are either": ({"pair": ("FRA-KOR", "JPN-KOR")}, ["new call", "old call"]),
    "status": ({"status": ("planned",)}, ["meeting"]),
    "certain days": ({"certainty": ("certain",)}, ["new call", "old call"]),
    "days of a report": ({"certainty": ("reported",)}, ["meeting"]),
    "day of the report only": ({"basis": ("reported_on",)}, ["meeting"]),
    "day unknown or in the text": ({"basis": ("unknown", "explicit")}, ["new call", "old call", "undated"]),
    "undated": ({"certainty": ("undated",)}, ["undated"]),
    "accepted": ({"review": ("accepted",)}, ["new call"]),
    "outlet": ({"outlet": ("KURIER",)}, ["new call"]),
    "act": ({"act": ("pledge",)}, ["new call", "old call"]),
    "topic": ({"topic": ("alliance",)}, ["new call", "old call"]),
    "act and topic of one statement": ({"act": ("pledge",), "topic": ("alliance",)}, ["new call"]),
    "phrase": ({"phrase": ("deepen",)}, ["old call"]),
    "act of a rejected statement": ({"act": ("warn",)}, []),
    "since a month": ({"since": day("2024-12")}, ["new call", "meeting"]),
    "until a month": ({"until": day("2024-12")}, ["meeting", "old call"]),
    "within a year": ({"since": day("2024"), "until": day("2024")}, ["meeting", "old call"]),
    "domestic ones too": ({"domestic": True}, ["new call", "meeting", "domestic", "old call", "undated"]),
    "words of a statement": ({"words": "deepen"}, ["old call"]),
    "words by their stem": ({"words": "alliances"}, ["new call", "old call"]),
    "words that hold together": ({"words": '"steadfast alliance"'}, ["new call"]),
    "words left out": ({"words": "alliance -steadfast"}, ["old call"]),
    "the start of a word": ({"words": "steadf*"}, ["new call"]),
    "the start of a word left out": ({"words": "allian* -steadf*"}, ["old call"]),
    "the start of either word": ({"words": "Dee* or steadf*"}, ["new call", "old call"]),
    "starts with letters that are two without their accents": (
        {"words": "ŉeed* or ½x* or œuvre* or deep*"},
        ["old call"],
    ),
    "a star alone is no word": ({"words": "* alliance"}, ["new call", "old call"]),
    "a name": ({"words": "Ito"}, ["meeting", "old call"]),
    "a country": ({"words": "French"}, ["new call", "meeting", "undated"]),
    "a kind in words": ({"words": "phone call"}, ["new call", "old call"]),
    "words of a rejected statement": ({"words": "wrongly"}, []),
}


@pytest.mark.parametrize("name", CASES)
def test_filter_lets_through(events: dict[str, Event], name: str) -> None:
    asked, expected = CASES[name]
    if asked.get("outlet"):
        asked = {"outlet": (events["new call"].reports.get().article.outlet.slug,)}
    filters = Filters(**asked)

    assert found(events, filters) == expected
    assert total(filters) == len(expected)


@pytest.mark.parametrize("words", ["negot*", "negotia*", "negotiati*", "Negotiatio*", "negotiation*", "-negotiati*"])
def test_a_start_longer_than_the_stem_finds_the_word(words: str) -> None:
    talks = make_event((make_person("Ann Roe", "USA"),))
    make_statement((), talks, "they negotiated for long")
    other = make_event((make_person("Kim Bo", "KOR"),))
    make_statement((), other, "neglected and negated")

    expected = other if words.startswith("-") else talks
    assert [card.id for card in timeline(Filters(words=words)).events] == [expected.pk]


def test_an_office_is_found_by_its_code_whatever_its_title() -> None:
    kim, roe = make_person("Kim Seon-ho", "KOR"), make_person("Ann Roe", "USA")
    make_membership(kim, "Minister of National Defense", role="defence_minister")
    make_membership(roe, "Secretary of Defense", role="defence_minister")
    acting = make_event((kim,), office="Acting Minister of National Defense")
    full = make_event((roe,), office="Secretary of Defense")
    make_event((roe,), office="Candidate")

    assert [card.id for card in timeline(Filters(office=("defence_minister",))).events] == [full.pk, acting.pk]
    assert counts(Filters(office=("defence_minister",)), "office") == {"Defence minister": 2}


def test_an_office_that_a_curator_changes_has_the_code_of_its_new_title() -> None:
    kim = make_person("Kim Seon-ho", "KOR")
    make_membership(kim, "Minister of National Defense", role="defence_minister")
    party = make_event((kim,), office="Minister of National Defense").participations.get()
    assert party.role == "defence_minister"

    party.office = "Keeper of the Lighthouse"
    party.save()

    assert party.role == ""


def test_best_matches_come_first_names_before_what_was_said() -> None:
    said, other = make_event((make_person("Ann Roy"),)), make_event((make_person("Lee Min"),))
    make_statement((), said, "the harbour of Trieste")
    named = make_event((make_person("Rosa Trieste"),), date(2020, 1, 1))
    filters = Filters(words="Trieste", best_first=True)

    first = timeline(filters, size=1)
    second = timeline(filters, first.next, size=1)

    assert [card.id for card in (*first.events, *second.events)] == [named.pk, said.pk]
    assert (second.next, other.pk in {card.id for card in timeline(filters).events}) == (None, False)


def test_accents_count_neither_in_names_nor_in_what_is_asked() -> None:
    event = make_event((make_person("José Muñoz", "ESP"),))

    assert [card.id for card in timeline(Filters(words="jose munoz")).events] == [event.pk]
    assert [card.id for card in timeline(Filters(words="josé")).events] == [event.pk]


def test_person_took_part_or_spoke(events: dict[str, Event]) -> None:
    envoy = make_person("Vera Moss", "GBR")
    make_statement((envoy,), events["undated"], "a word of caution")

    assert found(events, Filters(person=(envoy.slug,))) == ["undated"]
    assert counts(Filters(), "person") == {"Ann Roy": 3, "Ito Ken": 2, "Lee Min": 2, "Vera Moss": 1}


FACET_CASES = {
    "kinds": ("type", {}, {"Meeting": 2, "Phone call": 2}),
    "kinds with one of them chosen": ("type", {"type": ("meeting",)}, {"Meeting": 2, "Phone call": 2}),
    "kinds with a country chosen": ("type", {"country": ("JPN",)}, {"Meeting": 1, "Phone call": 1}),
    "countries": ("country", {}, {"France": 3, "Japan": 2, "South Korea": 2}),
    "countries with a kind chosen": ("country", {"type": ("phone_call",)}, {"South Korea": 2, "France": 1, "Japan": 1}),
    "acts": ("act", {}, {"Pledge": 2, "Reaffirm": 1}),
    "acts on a topic": ("act", {"topic": ("trade",)}, {"Pledge": 1}),
    "acts with one of them chosen": ("act", {"act": ("reaffirm",)}, {"Pledge": 2, "Reaffirm": 1}),
    "topics": ("topic", {}, {"Alliance": 2, "Trade": 1}),
    "phrases": ("phrase", {}, {"deepen": 1}),
    "status": ("status", {}, {"Held": 3, "Planned": 1}),
    "certainty": ("certainty", {}, {"Day known": 2, "Day of the report only": 1, "Undated": 1}),
    "outlets": ("outlet", {}, {"Der Kurier": 1}),
    "review": ("review", {}, {"Machine-read, not yet reviewed": 3, "Accepted by a curator": 1}),
    "a chosen value that nothing has": ("type", {"type": ("summit",)}, {"Meeting": 2, "Phone call": 2, "Summit": 0}),
}


@pytest.mark.parametrize("name", FACET_CASES)
def test_facet_counts_are_exact_and_leave_out_their_own_choice(events: dict[str, Event], name: str) -> None:
    facet, asked, expected = FACET_CASES[name]

    assert counts(Filters(**asked), facet) == expected


@pytest.mark.parametrize("asked", [{}, {"words": "alliance"}, {"topic": ("alliance",)}, {"domestic": True}])
def test_each_count_is_what_choosing_the_value_gives(events: dict[str, Event], asked: dict) -> None:
    for facet in facets(Filters(**asked)):
        for value in facet.values:
            assert total(Filters(**(asked | {facet.name: (value.value,)}))) == value.count, (facet.name, value)


def test_rejected_person_is_neither_counted_nor_shown(events: dict[str, Event]) -> None:
    ito = events["old call"].participations.get(person__name="Ito Ken").person
    ito.review = "rejected"
    ito.save()

    card = next(card for card in timeline(Filters()).events if card.id == events["old call"].pk)
    assert (card.title, counts(Filters(), "person")) == ("Lee Min", {"Ann Roy": 3, "Lee Min": 2})


def test_month_is_shown_for_any_day_within() -> None:
    event = make_event(
        (make_person(),),
        None,
        edtf="2024-12",
        date_min=date(2024, 12, 1),
        date_max=date(2024, 12, 31),
        date_basis="relative",
    )

    within = Filters(since=day("2024-12-10"), until=day("2024-12-12"))
    assert [card.id for card in timeline(within).events] == [event.pk]
    assert timeline(Filters(since=day("2025"))).events == ()


def test_histogram_counts_each_event_in_its_month_whatever_the_dates(events: dict[str, Event]) -> None:
    drawn = histogram(Filters(since=day("2024"), until=day("2024")))

    assert [(bucket.since, bucket.count, bucket.is_chosen) for bucket in drawn.buckets if bucket.count] == [
        ("2024-11", 1, True),
        ("2024-12", 1, True),
        ("2025-01", 1, False),
    ]
    assert (drawn.unit, len(drawn.buckets), drawn.undated) == ("month", 24, 1)


# What is asked for, and what is drawn: the unit, the first and the last bar, their number, those that are chosen.
ZOOMS = {
    "nothing": (None, None, ("decade", "1790", "2029", 24, 0)),
    "a century": ("1900", "1999", ("year", "1890", "2009", 120, 100)),
    "a decade": ("1990", "1999", ("year", "1985", "2004", 20, 10)),
    "five years": ("2020", "2024", ("month", "2017-07", "2027-06", 120, 60)),
    "a year": ("2024", "2024", ("month", "2023-07", "2025-06", 24, 12)),
    "two months": ("2024-12", "2025-01", ("month", "2024-01", "2025-12", 24, 2)),
    "a month": ("2024-12", "2024-12", ("day", "2024-11-16", "2025-01-15", 61, 31)),
    "a day": ("2024-12-20", "2024-12-20", ("day", "2024-12-08", "2025-01-01", 25, 1)),
    "from a day on": ("2024-12-20", None, ("day", "2024-11-29", "2025-02-21", 85, 64)),
    "up to the first days of the calendar": ("0001", "0001", ("month", "0001-01", "0002-06", 18, 12)),
    "the last day of the calendar": ("9999-12-31", "9999-12-31", ("day", "9999-12-19", "9999-12-31", 13, 1)),
}


@pytest.mark.parametrize("asked", ZOOMS)
def test_histogram_zooms_to_what_is_asked_for(asked: str) -> None:
    for when in (date(1793, 5, 1), date(1994, 3, 5), date(2024, 12, 20), date(2025, 1, 31)):
        make_event((), when)
    since, until, expected = ZOOMS[asked]

    drawn = histogram(Filters(since=since and day(since), until=until and day(until)))

    found = (drawn.buckets[0].since, drawn.buckets[-1].until, len(drawn.buckets))
    assert (drawn.unit, *found, sum(bucket.is_chosen for bucket in drawn.buckets)) == expected


def test_histogram_counts_each_day_of_a_month(events: dict[str, Event]) -> None:
    drawn = histogram(Filters(since=day("2024-12"), until=day("2024-12"), type=("meeting",)))

    assert [(bucket.since, bucket.count) for bucket in drawn.buckets if bucket.count] == [("2024-12-20", 1)]


def test_histogram_of_many_years_counts_years() -> None:
    for year in (1990, 2024, 2024):
        make_event((), date(year, 5, 1))

    drawn = histogram(Filters())

    assert (drawn.unit, len(drawn.buckets), drawn.buckets[0].count, drawn.buckets[-1].count) == ("year", 35, 1, 2)


@pytest.mark.parametrize("oldest_first", [False, True])
def test_pages_by_keyset_give_every_event_once(oldest_first: bool) -> None:
    same_day = [make_event((), date(2024, 12, 20)).pk for _ in range(5)]
    other = [make_event((), date(2024, 12, number)).pk for number in range(1, 4)]
    undated = [make_event((), None).pk for _ in range(3)]
    filters = Filters(oldest_first=oldest_first)

    seen, after, pages = [], None, 0
    while after or not pages:
        page = timeline(filters, after, size=2)
        seen += [card.id for card in page.events]
        after, pages = page.next and Cursor.parse(str(page.next)), pages + 1

    dated = other + same_day
    assert seen == (dated + undated if oldest_first else dated[::-1] + undated[::-1])
    assert pages == 6


def test_heading_that_goes_on_says_so() -> None:
    for _ in range(3):
        make_event((), date(2024, 12, 20))

    page = timeline(Filters(), timeline(Filters(), size=2).next, size=2)

    assert [(month.title, month.is_continued) for month in page.months] == [("December 2024", True)]


def test_statements_that_are_asked_for_come_first() -> None:
    lee = make_person("Lee Min")
    body = make_organization()
    event = make_event((lee, body))
    for number in range(4):
        make_statement((lee,), event, f"word {number}", act="note")
    make_statement((lee, body), event, "last word", act="warn")

    plain, asked = (timeline(filters).events[0] for filters in (Filters(), Filters(act=("warn",))))

    assert ["".join(part.text for part in said.words) for _, said in plain.said] == ["word 0", "word 1", "word 2"]
    assert [(who, said.act) for who, said in asked.said][0] == ("Both", "Warn")
    assert (plain.statements, plain.more) == (5, 2)


def test_words_that_were_asked_for_are_marked() -> None:
    event = make_event((make_person(),))
    make_statement((), event, "the <b>alliances</b> of old")

    card = timeline(Filters(words="alliance")).events[0]

    assert [(part.text, part.is_hit) for part in card.said[0][1].words] == [
        ("the <b>", False),
        ("alliances", True),
        ("</b> of old", False),
    ]


def test_names_that_were_asked_for_are_marked_in_the_title() -> None:
    make_event((make_person("Lee Min"), make_person("Ann <Roy>")))

    card = timeline(Filters(words="min")).events[0]

    assert card.title == "Lee Min and Ann <Roy>"
    assert [(part.text, part.is_hit) for part in card.title_parts] == [
        ("Lee ", False),
        ("Min", True),
        (" and Ann <Roy>", False),
    ]


def test_domestic_events_left_out_are_counted(events: dict[str, Event]) -> None:
    assert answer(Filters()).domestic_left_out() == 1
    assert answer(Filters(country=("JPN",))).domestic_left_out() == 0
    assert answer(Filters(domestic=True)).domestic_left_out() == 0


def test_event_known_by_its_month_stands_below_the_days_of_the_month() -> None:
    make_event((), date(2025, 1, 31), slug="day")
    make_event((), date(2025, 1, 31), date_min=date(2025, 1, 1), edtf="2025-01", slug="month")

    titles = [(month.title, [event.url for event in month.events]) for month in timeline(Filters()).months]

    assert titles == [("January 2025", ["/events/day/", "/events/month/"])]
