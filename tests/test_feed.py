"""The Atom feed of a search, as a feed reader takes it."""

from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_article, make_event, make_outlet, make_person, make_statement
from timeline.browse import Filters, newest
from timeline.models import Event, Person
from timeline.models.search import refresh_search

pytestmark = pytest.mark.django_db


def read(client: Client, query: str = "") -> Any:
    """Give the feed as a reader sees it."""
    answer = client.get(f"/feed/{query}")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert (answer.status_code, feed.bozo) == (200, False)
    return feed


def change(event: Event, day: int) -> None:
    """Write down when an event changed, past the trigger that keeps it."""
    with connection.cursor() as cursor:
        # Keys are checked at the end of a transaction; a table with checks still to do cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE timeline_event DISABLE TRIGGER timeline_event_stamped")
        cursor.execute(
            "UPDATE timeline_event SET created_at = %s, updated_at = %s WHERE id = %s",
            [datetime(2025, 1, day, tzinfo=UTC), datetime(2025, 1, day, 12, tzinfo=UTC), event.pk],
        )
        cursor.execute("ALTER TABLE timeline_event ENABLE TRIGGER timeline_event_stamped")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_a_feed_tells_the_search_and_its_events_newest_change_first(client: Client) -> None:
    lee, roy = make_person("Lee Min", "KOR"), make_person("Ann <Roy>", "FRA")
    article = make_article("Ports & seas\x0c\nThey vowed a <b>calm</b>\x1f sea.", outlet=make_outlet("Port News"))
    older, newer = make_event((lee,), article=make_article()), make_event((lee, roy), article=article)
    make_statement((lee, roy), newer, "a <b>calm</b>\x1f sea", act="pledge")
    make_event((roy,))
    change(newer, 3)
    change(older, 2)

    feed = read(client, "?type=phone_call&country=KOR&order=oldest")

    assert (feed.version, feed.feed.title) == ("atom10", "Readout: phone calls with South Korea")
    assert feed.feed.id == "http://testserver/feed/?type=phone_call&country=KOR"
    assert [(link.rel, link.href) for link in feed.feed.links] == [
        ("alternate", "http://testserver/?type=phone_call&country=KOR&order=oldest"),
        ("self", "http://testserver/feed/?type=phone_call&country=KOR"),
    ]
    assert (feed.feed.author, feed.feed.updated) == ("Readout", "2025-01-03T12:00:00+00:00")
    assert [entry.id for entry in feed.entries] == [
        f"http://testserver{event.get_absolute_url()}" for event in (newer, older)
    ]
    entry = feed.entries[0]
    assert entry.link == entry.id
    assert entry.title == "Phone call: Lee Min and Ann <Roy>, Friday 20 December 2024"
    assert (entry.published, entry.updated) == ("2025-01-03T00:00:00+00:00", "2025-01-03T12:00:00+00:00")
    assert "<p>Phone call, Friday 20 December 2024. Machine-read, not yet reviewed.</p>" in entry.summary
    assert "Both: “a &lt;b&gt;calm&lt;/b&gt;� sea”" in entry.summary
    assert "Reported in “Ports &amp; seas�” (Port News)." in entry.summary


def test_what_a_curator_rejected_is_not_told_and_an_empty_feed_stands_still(client: Client) -> None:
    make_event((), review="rejected")

    feed = read(client)

    assert (feed.entries, feed.feed.updated) == ([], "1970-01-01T00:00:00+00:00")
    assert client.get("/feed/").content == client.get("/feed/").content


def test_a_reader_that_has_it_all_gets_304_until_something_changes(client: Client) -> None:
    event = make_event((make_person("Lee Min", "KOR"),))
    change(event, 3)
    first = client.get("/feed/")
    known = {"If-None-Match": first.headers["ETag"]}

    assert first.headers["Last-Modified"] == "Fri, 03 Jan 2025 12:00:00 GMT"
    again = client.get("/feed/", headers=known)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert client.get("/feed/", headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304

    Person.objects.update(name="Lee Minh")
    assert client.get("/feed/", headers=known).status_code == 200


def test_any_way_of_writing_moves_an_event_up_but_one_that_changes_nothing_does_not() -> None:
    first, second = make_event(()), make_event(())
    change(first, 2)
    change(second, 3)

    refresh_search([first.pk])
    Event.objects.filter(pk=first.pk).update(status="held")
    assert [entry.card.id for entry in newest.newest(Filters())] == [second.pk, first.pk]

    make_statement((), first, "words that were not there")
    assert [entry.card.id for entry in newest.newest(Filters())] == [first.pk, second.pk]


@pytest.mark.parametrize("most", [0, 5_000], ids=["by going through changes", "by weighing all"])
def test_both_ways_find_the_same_fifty(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(newest, "MOST_WEIGHED", most)
    article = make_article()
    events = [make_event((), article=article if not number else None) for number in range(53)]
    make_event((), review="rejected")
    make_event((), is_domestic=True)

    found = [entry.card.id for entry in newest.newest(Filters(type=("phone_call",)))]

    assert found == [event.pk for event in reversed(events)][:50]


def test_a_feed_takes_as_many_queries_for_three_entries_as_for_one(client: Client) -> None:
    counts = []
    for number in range(3):
        make_statement((make_person(f"Lee {number}"),), make_event((make_person(f"Roy {number}"),)), "alliance")
        with CaptureQueriesContext(connection) as captured:
            client.get("/feed/")
        counts.append(len(captured))

    assert counts == [4, 4, 4]


def test_what_cannot_be_read_gets_the_page_that_says_so(client: Client) -> None:
    answer = client.get("/feed/?from=soon")

    assert answer.status_code == 400
    assert "“soon” is no date." in answer.content.decode()


def test_the_timeline_names_its_feed(client: Client) -> None:
    make_event((make_person("Lee Min", "KOR"),))

    page = client.get("/?country=KOR&order=oldest").content.decode()

    assert (
        '<link rel="alternate" type="application/atom+xml" title="1 event with South Korea, newest changes first"'
        ' href="/feed/?country=KOR">'
    ) in page
    assert '<a href="/feed/?country=KOR" type="application/atom+xml">' in page
