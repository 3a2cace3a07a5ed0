"""A small made-up world whose every count is known, for tests of the pages.

Four events are on the timeline, newest first: a call on 31 January 2025 with both sides' accounts, a call in December
2024, a meeting reported on 20 December 2024, an undated meeting. One more is domestic, one was rejected.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.factories import (
    make_article,
    make_event,
    make_evidence,
    make_membership,
    make_organization,
    make_outlet,
    make_person,
    make_revision,
    make_statement,
)
from timeline.models import Article, Change, Event, Person

CALL = """Ruiz and Weber speak by phone
By Mia Long, Published: Jan. 31, 2025
Foreign Minister Ana Ruiz and her German counterpart Karl Weber spoke by phone on Friday, the ministry in Madrid said.
The two reaffirmed the bond of the two countries and agreed to open a new railway, the ministry said.
The foreign office in Berlin said Weber pledged to build three ports.
Ruiz noted the storm of last week.
- Read also: Ten walks along the coast"""
TRIP = """Petit in Madrid
French Foreign Minister Marie Petit met Ruiz and spoke with Weber in December. The two ministers welcomed a calm sea."""


@dataclass
class World:
    """What the tests ask for by name."""

    call: Event
    month: Event
    reported: Event
    undated: Event
    domestic: Event
    rejected: Event
    article: Article
    revised: Article
    ruiz: Person


def make_world() -> World:
    """Store it."""
    article, trip = _article(CALL, "The Bay Herald"), make_article(text=TRIP, outlet=make_outlet("Le Phare"))
    ruiz, weber, petit = (
        make_person(name, country)
        for name, country in (("Ana Ruiz", "ESP"), ("Karl Weber", "DEU"), ("Marie Petit", "FRA"))
    )
    make_membership(ruiz, "Foreign Minister", date_from=date(2023, 11, 21), role="foreign_minister")
    office = {"office": "Foreign Minister"}
    call = make_event((ruiz, weber), date(2025, 1, 31), article=article, is_first=True, cameo_code="041", **office)
    _say(call, ruiz, weber)
    revised = make_article(text=CALL.replace("three ports", "two ports"), outlet=make_outlet("Port News"))
    revision = make_revision(revised, revised.text.replace("two ports", "three harbours").replace("The two", "Both"))
    words = {"words_before": ["two ports"], "words_after": ["three harbours"]}
    Change.objects.create(revision=revision, kind="changed", fact="Pledge: to build two ports", **words)
    return World(
        call=call,
        month=make_event((weber, petit), None, article=trip, review="accepted", **office, **_december()),
        reported=make_event(
            (ruiz, petit), date(2024, 12, 20), article=trip, type="meeting", date_basis="reported_on", **office
        ),
        undated=make_event((ruiz, weber), None, article=trip, type="meeting", **office),
        domestic=make_event(
            (ruiz,), date(2024, 11, 5), article=trip, type="election", status="background", is_domestic=True, **office
        ),
        rejected=make_event((weber, petit), date(2025, 1, 10), article=trip, review="rejected", **office),
        article=article,
        revised=revised,
        ruiz=ruiz,
    )


def make_calls(number: int) -> list[Event]:
    """Store calls on days before the others, one a day, each among two people of its own."""
    article = make_article()
    return [
        make_event(
            (make_person(f"Caller {index:03}", "ITA"), make_person(f"Listener {index:03}", "GRC")),
            date(2024, 10, 1) - timedelta(days=index),
            article=article,
        )
        for index in range(number)
    ]


def _article(text: str, outlet: str) -> Article:
    day = date(2025, 1, 31)
    published = {"published_edtf": day.isoformat(), "published_min": day, "published_max": day}
    tail = text.index("- Read also")
    return make_article(
        text=text,
        outlet=make_outlet(outlet),
        byline=["Mia Long"],
        published_basis="stated",
        published_why=["printed in the text: “Jan. 31, 2025”"],
        boilerplate=[[tail, len(text)]],
        **published,
    )


def _december() -> dict[str, object]:
    return {
        "edtf": "2024-12",
        "date_min": date(2024, 12, 1),
        "date_max": date(2024, 12, 31),
        "date_basis": "relative",
        "raw_date": "in December",
    }


def _say(call: Event, ruiz: Person, weber: Person) -> None:
    madrid = make_organization("Ministry of Foreign Affairs of Spain", "ESP")
    berlin = make_organization("Federal Foreign Office", "DEU")
    report = call.reports.get()
    report.readouts.set([madrid, berlin])
    make_statement((ruiz, weber), call, "the bond of the two countries", attributed_to=[madrid], topics=["alliance"])
    make_statement((ruiz, weber), call, "to open a new railway", act="agree", attributed_to=[madrid])
    make_statement((weber,), call, "to build three ports", act="pledge", attributed_to=[berlin])
    make_statement((ruiz,), call, "the storm of last week", act="note")
    start = call.reports.get().article.text.index("Ana Ruiz")
    make_evidence(report.article, start, start + len("Ana Ruiz"), "mention", person=ruiz)
