"""Feeds on a real server on loopback: each entry once, whatever servers and feeds do."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_outlet
from tests.web import serve
from timeline.feeds import poll, poll_due, take_entry
from timeline.models import Article, Batch, EntryState, Feed, FeedEntry, Revision
from timeline.sources import Policy

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2024, 12, 21, 9, tzinfo=UTC)
STORY = (
    "Defense Minister Ana Ruiz of Spain and her German counterpart Karl Weber spoke by phone on Friday. "
    "Ruiz reaffirmed the alliance, the ministry in Madrid said. Weber pledged close cooperation with Madrid."
)


@pytest.fixture
def site(settings):
    with serve() as site:
        settings.FETCH_POLICY = site.policy
        yield site


def story(number, words=STORY):
    return (
        f"<html><body><article><h1>Call {number}</h1><p>{words}</p><p>It was call {number}.</p></article></body></html>"
    )


def entry(link="", guid="", content="", day="Fri, 20 Dec 2024 10:00:00 GMT"):
    parts = [f"<link>{link}</link>"] if link else []
    parts += [f'<guid isPermaLink="false">{guid}</guid>'] if guid else []
    parts += [f"<pubDate>{day}</pubDate>"] if day else []
    return f"<item><title>A call</title>{''.join(parts)}<description><![CDATA[{content}]]></description></item>"


def rss(*entries):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Bay News</title>{"".join(entries)}</channel></rss>'


def serve_feed(site, *entries, path="/feed", **fields):
    url = site.page(path, rss(*entries).encode(), type="application/rss+xml")
    return Feed.objects.get_or_create(url=url, defaults={"next_poll_at": NOW, **fields})[0]


def page(site, number, words=STORY, **headers):
    return site.page(f"/news/{number}", story(number, words).encode(), **headers)


def states(feed):
    return [one.state for one in feed.entries.order_by("pk")]


def asked(site, path):
    return sum(1 for one, _ in site.asked if one == path)


def test_each_entry_becomes_an_article_once(site):
    feed = serve_feed(site, *(entry(page(site, n), f"g{n}") for n in (1, 2)), outlet=make_outlet("The Bay Herald"))

    first = poll(feed, NOW)
    again = poll(feed, NOW + timedelta(hours=1))

    assert (first.found, dict(first.outcomes), again.found, dict(again.outcomes)) == (2, {"new": 2}, 0, {})
    assert sorted(Article.objects.values_list("url", "outlet__name", "published_edtf")) == [
        (f"{site.url}/news/1", "The Bay Herald", "2024-12-20"),
        (f"{site.url}/news/2", "The Bay Herald", "2024-12-20"),
    ]
    assert [one.article for one in feed.entries.order_by("pk")] == list(Article.objects.order_by("pk"))
    assert (feed.title, feed.status, feed.next_poll_at) == ("Bay News", 200, NOW + timedelta(minutes=90))
    assert asked(site, "/news/1") == 1
    assert Batch.objects.get().items.count() == 2


def test_an_edited_entry_revises_its_article(site):
    feed = serve_feed(site, entry(page(site, 1), "g1", "first"))
    poll(feed, NOW)
    page(site, 1, STORY + " Both will meet soon.")
    serve_feed(site, entry(f"{site.url}/news/1", "g1", "second"))

    polled = poll(feed, NOW + timedelta(hours=1))

    assert (polled.found, dict(polled.outcomes), Article.objects.count(), Revision.objects.count()) == (
        1,
        {"revised": 1},
        1,
        2,
    )


def test_one_story_in_two_feeds_is_fetched_once(site):
    link = page(site, 1)
    feeds = [serve_feed(site, entry(f"{link}?utm_source={path[1:]}", path), path=path) for path in ("/a", "/b")]
    site.pages["/news/1?utm_source=a"] = site.pages["/news/1"]

    for feed in feeds:
        poll(feed, NOW)

    assert {one.article for one in FeedEntry.objects.all()} == {Article.objects.get()}
    assert (states(feeds[0]), states(feeds[1]), asked(site, "/news/1?utm_source=b")) == (["taken"], ["taken"], 0)


def test_a_page_that_has_not_changed_is_not_sent_again(site):
    def answer(handler):
        is_known = handler.headers.get("If-None-Match") == '"v1"'
        handler.send_response(304 if is_known else 200)
        handler.send_header("ETag", '"v1"')
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(b"" if is_known else story(1).encode())

    feed = serve_feed(site, entry(site.answer("/news/1", answer), "g1"))
    poll(feed, NOW)

    one = take_entry(feed.entries.get(), NOW + timedelta(days=2))

    assert (one.state, one.article, one.article.addresses.get().visited_at) == (
        "taken",
        Article.objects.get(),
        NOW + timedelta(days=2),
    )


def test_a_feed_that_has_not_changed_is_not_sent_again(site):
    feed = serve_feed(site, entry(page(site, 1), "g1"))
    site.page("/feed", rss().encode(), type="application/rss+xml", ETag='"f1"')
    poll(feed, NOW)
    site.page("/feed", status=304)

    polled = poll(feed, NOW)

    assert (polled.problem, feed.status, site.asked[-1][1]["If-None-Match"]) == ("", 304, '"f1"')


FAULTS = {
    "server error": (500, "text/html", b"", "the server answered 500"),
    "gone": (404, "text/html", b"", "the server answered 404"),
    "a page": (200, "text/html", b"<html><body>Hello</body></html>", "no feed: this is a web page"),
    "something else": (200, "text/plain", b"Hello", "no feed: this is something else"),
    "an empty answer": (200, "application/rss+xml", b"", "no feed"),
    "a picture": (200, "image/png", b"\x89PNG", "this is image/png"),
    "the name of a file": (200, "text/plain", b"/etc/passwd", "no feed"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_feed_that_fails_says_why_and_is_asked_less_often(site, case):
    status, kind, body, problem = FAULTS[case]
    feed = serve_feed(site)
    site.page("/feed", body, status=status, type=kind)

    polled = poll(feed, NOW)
    first = feed.next_poll_at
    poll(feed, NOW)

    assert polled.problem.startswith(problem)
    assert (feed.problem.startswith(problem), feed.failures) == (True, 2)
    assert (first, feed.next_poll_at) == (NOW + timedelta(hours=1), NOW + timedelta(hours=2))


def test_a_feed_that_hangs_or_never_ends_is_left(site, settings):
    settings.FETCH_POLICY = Policy(gap=0, patience=0.5, total=1, max_bytes=100_000, allowed=site.policy.allowed)

    def hang(handler):
        time.sleep(1.5)

    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.end_headers()
        for _ in range(2000):
            handler.wfile.write(b"<rss>" + b" " * 1_000_000)

    feed = serve_feed(site)
    problems = []
    for answer in (hang, endless):
        site.answer("/feed", answer)
        problems.append(poll(feed, NOW).problem)

    assert problems == [
        "no answer from 127.0.0.1 within 0.5 seconds; try again later",
        "too large: more than 100,000 bytes",
    ]


def test_a_private_address_is_not_asked(site, settings):
    settings.FETCH_POLICY = Policy(gap=0)

    polled = poll(serve_feed(site), NOW)

    assert polled.problem
    assert site.asked == []


def test_a_feed_is_well_again_after_a_fault(site):
    feed = serve_feed(site)
    site.page("/feed", status=500)
    poll(feed, NOW)
    serve_feed(site, entry(page(site, 1), "g1"))

    poll(feed, NOW)

    assert (feed.problem, feed.failures, Article.objects.count()) == ("", 0, 1)


def test_entries_without_dates_ids_or_links(site):
    feed = serve_feed(
        site,
        entry(page(site, 1), day=""),
        entry(guid="own-text", content=f"<p>{STORY}</p><p>From the feed.</p>"),
        entry(guid="nothing"),
        "<item></item>",
    )

    polled = poll(feed, NOW)

    assert (polled.found, states(feed)) == (3, ["taken", "taken", "given_up"])
    assert feed.entries.get(guid="nothing").problem == "the entry has neither a web address nor a text"
    assert Article.objects.filter(text__contains="From the feed.").count() == 1


def test_a_feed_of_full_texts_asks_for_no_page(site):
    link = f"{site.url}/news/1"
    feed = serve_feed(site, entry(link, "g1", f"<p>{STORY}</p>"), has_full_text=True)

    poll(feed, NOW)

    assert (Article.objects.get().url, asked(site, "/news/1")) == (link, 0)


def test_a_page_that_fails_is_tried_again_and_given_up(site):
    feed = serve_feed(site, entry(f"{site.url}/news/1", "g1"))
    site.page("/news/1", status=503)
    found = []

    for hours in (0, 1, 2, 12):
        poll(feed, NOW + timedelta(hours=hours))
        found += states(feed)
    poll(feed, NOW + timedelta(days=3))

    assert found == ["failed", "failed", "failed", "given_up"]
    assert asked(site, "/news/1") == 4
    assert feed.entries.get().problem.startswith("the server answered 503")


def test_the_text_of_the_feed_stands_in_for_a_page_that_is_gone(site):
    feed = serve_feed(site, entry(f"{site.url}/gone", "g1", f"<p>{STORY}</p>"))

    poll(feed, NOW)

    article = Article.objects.get()
    assert article.warnings[0].startswith("The page could not be read (the server answered 404")
    assert "pledged close cooperation" in article.text


def test_ten_thousand_entries_are_noted_and_taken_in_portions(site, monkeypatch):
    monkeypatch.setattr("timeline.feeds.polling.MOST_A_POLL", 2)
    feed = serve_feed(site, *(entry(guid=f"g{number}") for number in range(10_000)))

    polled = poll(feed, NOW)

    assert (polled.found, feed.entries.count(), dict(polled.outcomes)) == (10_000, 10_000, {"failed": 2})
    assert feed.entries.filter(state=EntryState.WAITING).count() == 9_998


def test_only_feeds_that_are_due_and_active_are_polled(site):
    feed = serve_feed(site, entry(page(site, 1), "g1"))
    serve_feed(site, path="/paused", is_active=False)
    serve_feed(site, path="/later")
    Feed.objects.filter(url__endswith="/later").update(next_poll_at=NOW + timedelta(minutes=1))

    polled = poll_due(NOW)

    assert [one.feed for one in polled] == [feed]
    assert poll_due(NOW) == []


def test_the_command_names_the_entries_that_could_not_be_taken(site, capsys):
    site.page("/gone", status=404)
    feed = serve_feed(site, entry(page(site, 1), "g1"), entry(site.url + "/gone", "g2"))

    call_command("poll", feed=feed.pk)

    first, second = capsys.readouterr().out.splitlines()
    assert first == "Bay News: 2 new or edited entries; articles: 1 new, 1 failed."
    assert second == f"  {site.url}/gone: the server answered 404 (Not Found); check the address"


def test_the_command_says_what_came_and_fails_where_a_feed_did(site, capsys):
    good = serve_feed(site, entry(page(site, 1), "g1"))
    call_command("poll", feed=good.pk)
    bad = serve_feed(site, path="/bad")
    site.page("/bad", status=500)

    with pytest.raises(CommandError, match="1 of 1 could not be polled"):
        call_command("poll", feed=bad.pk)
    with pytest.raises(CommandError, match="There is no feed 999"):
        call_command("poll", feed=999)

    said = capsys.readouterr().out
    assert "Bay News: 1 new or edited entries; articles: 1 new." in said
    assert "/bad: the server answered 500" in said
