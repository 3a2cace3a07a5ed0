"""What each page says, its address, and how many queries it takes."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    make_article,
    make_event,
    make_evidence,
    make_membership,
    make_organization,
    make_person,
    make_report,
    make_statement,
)
from timeline.browse import Filters, PartialDate
from timeline.browse.histogram import Bucket, Histogram
from timeline.browse.labels import labels
from timeline.browse.sentence import sentence
from timeline.browse.suggest import similar_names
from timeline.models import Event, MovedAddress, Person
from timeline.templatetags.parts import write
from timeline.views.chart import chart
from timeline.views.links import last_days_url, timeline_url

pytestmark = pytest.mark.django_db
D = date
BARS = {2021: 1, 2022: 999, 2023: 0, 2024: 12_345}


def queries(client: Client, path: str) -> int:
    """Count the queries that a page takes."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(captured)


def rich_event(number: int, parties: tuple[Person, ...] = ()) -> Event:
    """Make an event with two parties, statements by all and a readout."""
    lee, roy = parties or (make_person(f"Lee {number}", "KOR"), make_person(f"Roy {number}", "FRA"))
    body = make_organization(f"Ministry {number}", "KOR")
    event = make_event((lee, roy), D(2024, 12, number))
    event.reports.get().readouts.set([body])
    for content in ("the first word", "the second word"):
        make_statement((lee, roy), event, content, attributed_to=[body], topics=["trade"], phrases=["word"])
    make_membership(lee, f"Minister {number}")
    return event


# The literal count of each page, the same with one event and with three.
QUERY_COUNTS = {
    "/": 19,
    "/?q=word&type=phone_call&act=reaffirm&country=KOR&from=2024": 19,
    "/?person=PERSON": 21,
    "/people/": 3,
    "/people/PERSON/": 10,
    "/articles/ARTICLE/": 10,
    "/method/": 14,
}


@pytest.mark.parametrize("path", QUERY_COUNTS)
def test_page_takes_as_many_queries_for_three_events_as_for_one(client: Client, path: str) -> None:
    parties = (make_person("Lee Min", "KOR"), make_person("Ann Roy", "FRA"))
    first = rich_event(10, parties)
    article = first.reports.get().article
    address = path.replace("PERSON", parties[0].slug).replace("ARTICLE", str(article.pk))

    queries(client, address)  # what words mean to the database is asked once a process
    with_one = queries(client, address)
    for number in (9, 11):
        event = rich_event(number, parties)
        make_report(first, event.reports.get().article)
        make_report(event, article)

    assert {"one": with_one, "three": queries(client, address)} == {
        "one": QUERY_COUNTS[path],
        "three": QUERY_COUNTS[path],
    }


def test_event_page_takes_as_many_queries_for_three_neighbours_as_for_one(client: Client) -> None:
    parties = (make_person("Lee Min", "KOR"), make_person("Ann Roy", "FRA"))
    event = rich_event(10, parties)
    counts = []
    for number in (1, 2, 3):
        make_report(event, rich_event(10 - number, parties).reports.get().article)
        rich_event(10 + number, parties)
        counts.append(queries(client, event.get_absolute_url()))

    assert counts == [19, 19, 19]


SENTENCES: dict[str, tuple[dict[str, Any], int, str]] = {
    "nothing asked": ({}, 1234, "1,234 events"),
    "one event": ({}, 1, "1 event"),
    "kind and country": ({"type": ("phone_call",), "country": ("KOR",)}, 4, "4 phone calls with South Korea"),
    "a country with its article": ({"country": ("USA", "JPN")}, 2, "2 events with the United States or Japan"),
    "kinds": ({"type": ("phone_call", "summit")}, 0, "0 phone calls or summits"),
    "status": ({"status": ("planned",), "type": ("visit",)}, 1, "1 planned visit"),
    "since a month": ({"since": PartialDate.parse("2024-12")}, 3, "3 events since December 2024"),
    "one month": (
        {"since": PartialDate.parse("2024-12"), "until": PartialDate.parse("2024-12")},
        3,
        "3 events in December 2024",
    ),
    "from and to": (
        {"since": PartialDate.parse("2024"), "until": PartialDate.parse("2025-01-31")},
        3,
        "3 events from 2024 to 31 January 2025",
    ),
    "act, topic, phrase": (
        {"act": ("pledge", "express_concern"), "topic": ("north_korea",), "phrase": ("ironclad",)},
        2,
        "2 events with statements that pledge or express concern on North Korea saying “ironclad”",
    ),
    "words": ({"words": "trade"}, 2, "2 events matching “trade”"),
    "certainty": ({"certainty": ("undated",)}, 2, "2 events (undated)"),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_sentence_says_the_query(name: str) -> None:
    asked, number, expected = SENTENCES[name]
    filters = Filters(**asked)

    assert sentence(filters, number, labels(filters)) == expected


def test_address_is_short_and_in_one_order() -> None:
    filters = Filters(
        words="call back", country=("USA",), type=("visit",), since=PartialDate.parse("2024"), domestic=True
    )

    assert timeline_url(filters) == "/?q=call+back&type=visit&country=USA&from=2024&domestic=1"
    assert timeline_url(Filters()) == "/"


def test_last_days_count_today_and_take_the_place_of_dates_asked_for(client: Client) -> None:
    filters = Filters(country=("KOR",), since=PartialDate.parse("2024"))

    assert last_days_url(filters, D(2025, 3, 1)) == "/?country=KOR&from=2025-01-31&to=2025-03-01"
    address = last_days_url(filters, timezone.localdate()).replace("&", "&amp;")
    assert f'<a href="{address}">Last 30 days</a>' in client.get("/?country=KOR&from=2024").content.decode()


def test_sides_stand_side_by_side_and_what_one_leaves_out_is_said(client: Client) -> None:
    event = make_event((make_person("Lee Min", "KOR"), make_person("Ann Roy", "FRA")))
    seoul, paris = make_organization("Ministry of Korea", "KOR"), make_organization("Élysée", "FRA")
    make_statement((), event, "trade will grow", attributed_to=[seoul], topics=["trade"])
    make_statement((), event, "the weather", attributed_to=[paris], topics=["climate"])
    make_statement((), event, "said aside")

    page = " ".join(client.get(event.get_absolute_url()).content.decode().split())

    assert "<h3>What Seoul said</h3> <p>As told by Ministry of Korea</p>" in page
    assert "<h3>What Paris said</h3> <p>As told by Élysée</p>" in page
    assert page.count("Not mentioned") == 2
    assert "Told in the article’s own voice" in page
    assert "“Phone call: Lee Min and Ann Roy, Friday 20 December 2024.” <i>Readout</i>" in page


def test_side_that_speaks_on_a_topic_elsewhere_is_not_said_to_leave_it_out(client: Client) -> None:
    event = make_event((make_person("Lee Min", "KOR"), make_person("Ann Roy", "FRA")))
    seoul, paris = make_organization("Ministry of Korea", "KOR"), make_organization("Élysée", "FRA")
    make_statement((), event, "trade will grow", attributed_to=[seoul], topics=["trade"])
    make_statement((), event, "clean trade", attributed_to=[paris], topics=["climate", "trade"])
    make_statement((), event, "a good talk", attributed_to=[paris])

    page = client.get(event.get_absolute_url()).content.decode()

    assert page.count("See under Climate") == 1
    assert page.count("Not mentioned") == 1  # Seoul, on climate; nobody leaves out what has no topic


def test_event_page_gives_the_reasons_of_the_article_s_day(client: Client) -> None:
    reasons = ["“last week” beside the change of office on 25 January", "published on a Friday"]
    article = make_article(published_basis="inferred", published_why=reasons, published_edtf="2025-01-31",
                           published_min=D(2025, 1, 31), published_max=D(2025, 1, 31))  # fmt: skip
    event = make_event((), D(2025, 1, 31), date_basis="relative", raw_date="Friday", article=article)

    page = client.get(event.get_absolute_url()).content.decode()

    assert "Worked out from “Friday”" in page
    assert "published 31 January 2025" in page
    assert all(f"<li>{reason}</li>" in page for reason in reasons)


def test_earlier_and_later_events_of_the_pair_are_told_apart(client: Client) -> None:
    lee, roy, ito = make_person("Lee Min", "KOR"), make_person("Ann Roy", "FRA"), make_person("Ito Ken", "JPN")
    before = make_event((roy, lee), D(2024, 12, 1))
    event = make_event((lee, roy), D(2024, 12, 20))
    after = make_event((lee, roy), D(2025, 1, 3))
    other = make_event((lee, ito), D(2024, 12, 10))

    page = client.get(event.get_absolute_url()).content.decode()
    earlier, later = page.split(">Related events</h2>")[0].split(">Later</h3>")

    assert before.get_absolute_url() in earlier.split(">Earlier</h3>")[1]
    assert after.get_absolute_url() in later
    assert other.get_absolute_url() not in earlier + later


def test_rejected_records_have_no_page(client: Client) -> None:
    event = make_event((), review="rejected")
    person = make_person(review="rejected")

    assert client.get(event.get_absolute_url()).status_code == 410
    assert client.get(person.get_absolute_url()).status_code == 404


def test_article_marks_each_fact_once_as_anchor_and_leads_to_it(client: Client) -> None:
    article = make_article("Talks\nLee pledged trade with Roy on Friday.\nMenu | Login", boilerplate=[[44, 56]])
    lee = make_person("Lee Min")
    event = make_event((lee,), article=article)
    event.reports.get().evidence.all().delete()
    make_evidence(article, 35, 41, "date", report=event.reports.get())
    statement = make_statement((lee,), event, "trade with Roy", article=article)
    make_evidence(article, 6, 9, "source", statement=statement)
    make_evidence(article, 6, 9, "mention", person=lee)

    page = client.get(article.get_absolute_url()).content.decode()

    link = f'<a href="#fact-s{statement.pk}"><span class="m'
    anchors = f'<span class="anchor" id="s{statement.pk}"></span><span class="anchor" id="c6-9"></span>'
    assert f'{anchors}{link} m-mention m-source">Lee</span></a>' in page
    assert f'{link} m-content">trade with Roy</span></a>' in page
    assert f'id="fact-s{statement.pk}"' in page
    assert f'<a href="#s{statement.pk}">trade with Roy</a>' in page
    assert page.count(f'id="s{statement.pk}"') == 1
    assert page.count('id="c6-9"') == 1
    assert '<p class="dim">Menu | Login</p>' in page


def test_words_that_moved_are_told_and_not_marked(client: Client) -> None:
    event = make_event()
    proof = event.reports.get().evidence.get()
    proof.text_hash, proof.exact = "0" * 64, "x" * len(proof.exact)
    proof.save()

    page = client.get(proof.article.get_absolute_url()).content.decode()

    assert "In an earlier version of this article" in page
    assert 'm-event"' not in page.split('class="reader"')[1]


def test_facts_that_a_curator_rejected_are_not_marked(client: Client) -> None:
    article = make_article("Talks\nLee pledged trade.")
    make_statement((), None, "trade", article=article, review="rejected")

    page = client.get(article.get_absolute_url()).content.decode()

    assert "m-content" not in page.split('class="reader"')[1]
    assert "No event or statement was found in it." in page


def test_text_of_an_article_is_escaped_everywhere(client: Client) -> None:
    article = make_article("<script>alert(1)</script>\nThey said <img src=x> & more.")
    event = make_event((make_person("<b>Lee</b>"),), article=article)
    make_statement((), event, "<img src=x> & more")

    for path in (article.get_absolute_url(), event.get_absolute_url(), "/", "/?q=more", "/people/"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
        assert "<b>Lee" not in page


def test_person_page_tells_offices_latest_first(client: Client) -> None:
    person = make_person("Lee Min")
    make_membership(person, "Vice Minister", date_from=D(2023, 1, 2), date_to=D(2024, 3, 4))
    make_membership(
        person, "Minister", is_acting=True, date_from=D(2024, 3, 4), seen_min=D(2024, 5, 6), seen_max=D(2024, 5, 6)
    )

    page = " ".join(client.get(person.get_absolute_url()).content.decode().split())

    assert page.index("Acting Minister") < page.index("Vice Minister")
    assert 'Since 4 March 2024<br><span class="hint">In office in our sources on 6 May 2024</span>' in page
    assert "2 January 2023 to 4 March 2024" in page


def test_people_are_found_by_any_name_form_and_by_country(client: Client) -> None:
    lee, roy = make_person("Lee Min", "KOR"), make_person("Ann Roy", "FRA")
    lee.names.create(name="Min Lee-Park")

    def named(query: str) -> list[bool]:
        page = client.get("/people/", {"q": query}).content.decode()
        return [person.get_absolute_url() in page for person in (lee, roy)]

    assert (named("lee-park"), named("france"), named("")) == ([True, False], [False, True], [True, True])


def test_office_holders_of_whom_no_article_speaks_are_not_listed(client: Client) -> None:
    heard = make_person("Karl Weber", "DEU", register_key="Karl Weber")
    unheard = make_person("Karla Weber", "DEU", register_key="Karla Weber")
    make_event((heard,))

    people = client.get("/people/", {"q": "weber"}).content.decode()

    assert (heard.get_absolute_url() in people, unheard.get_absolute_url() in people) == (True, False)
    assert "<dt>people</dt><dd>1</dd>" in " ".join(client.get("/method/").content.decode().split())
    assert similar_names("Kar Weber") == ["Karl Weber"]


def test_no_other_names_are_given_for_words_that_find_events_by_themselves(client: Client) -> None:
    make_event((make_person("Karl Weber", "DEU"),))

    assert (similar_names("Karl Weber"), similar_names("Carl Weber")) == ([], ["Karl Weber"])


def test_pages_of_people_give_everyone_once(client: Client) -> None:
    for number in range(61):
        make_person(f"Person {number % 7}")

    first = client.get("/people/")
    second = client.get(first.context["next_url"])

    slugs = [line.url for answer in (first, second) for line in answer.context["page"].people]
    assert (len(slugs), len(set(slugs)), second.context["next_url"]) == (61, 61, "")


def test_more_gives_the_events_of_the_next_page_alone(client: Client) -> None:
    for number in range(1, 28):
        make_event((make_person(),), day=date(2024, 1, number))
    link = re.search(r'<a class="more" href="([^"]+)" hx-get="([^"]+)"', client.get("/").content.decode())
    assert link

    whole, part = client.get(link[1]), client.get(link[2])

    text = part.content.decode().strip()
    assert text.startswith('<div class="chunk">')
    assert text.endswith("</div>")
    assert text.count('<article class="event"') == 2
    assert text in whole.content.decode()


def test_more_refuses_what_it_cannot_read(client: Client) -> None:
    answer = client.get("/more/", {"after": "yesterday"})

    assert answer.status_code == 400
    assert "This page of the timeline cannot be found" in answer.content.decode()


def test_method_page_has_the_figures_of_the_database(client: Client) -> None:
    make_event((make_person(),))
    make_event((), is_domestic=True)

    page = " ".join(client.get("/method/").content.decode().split())

    assert "<dt>diplomatic events</dt><dd>1</dd>" in page
    assert "<dt>domestic events, as background</dt><dd>1</dd>" in page
    assert "<dt>people</dt><dd>1</dd>" in page


def test_an_old_address_leads_to_the_record_that_it_was_joined_with(client: Client) -> None:
    person = make_person("Ana Ruiz", "ESP")
    event = make_event((person,))
    MovedAddress.objects.create(slug="old-name", person=person)
    MovedAddress.objects.create(slug="old-name", event=event)

    by_person, by_event = client.get("/people/old-name/"), client.get("/events/old-name/")

    assert (by_person.status_code, by_person["Location"]) == (301, person.get_absolute_url())
    assert (by_event.status_code, by_event["Location"]) == (301, event.get_absolute_url())
    assert client.get("/people/no-name/").status_code == 404


def test_large_numbers_have_their_thousands_apart() -> None:
    buckets = tuple(
        Bucket(str(year), str(year), str(year), D(year, 1, 1), count, False) for year, count in BARS.items()
    )

    drawn = chart(Histogram("year", buckets, 0), Filters())

    written = write("density.density", drawn)
    for text in ("1 event<", "999 events<", "12,345 events<", "<td>12,345<"):
        assert text in written
