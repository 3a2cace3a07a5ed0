"""robots.txt is heeded: what it forbids is not asked for, and where it cannot be had nothing is."""

from dataclasses import replace
from datetime import date

import pytest
from protego import Protego

from timeline.sources import FetchError, fetch
from timeline.sources.formats import Options
from timeline.sources.pages import Page
from timeline.sources.robots import Rules, delay, may_read


@pytest.fixture
def heeding(site, settings, monkeypatch):
    monkeypatch.setattr("timeline.sources.robots.HOSTS", Rules())  # a port may have been another test's
    site.policy = replace(site.policy, heeds_robots=True)
    settings.FETCH_POLICY = site.policy
    return site


def rules(site, text, **answer):
    site.page("/robots.txt", text.encode(), **({"type": "text/plain"} | answer))


ROBOTS = {
    "nothing there": (None, True),
    "all may": ("User-agent: *\nDisallow:\n", True),
    "nobody may": ("User-agent: *\nDisallow: /\n", False),
    "only we may not": ("User-agent: readout\nDisallow: /news\n\nUser-agent: *\nDisallow:\n", False),
    "only others may not": ("User-agent: Otherbot\nDisallow: /\n", True),
    "the longer rule goes before": ("User-agent: *\nDisallow: /\nAllow: /news/\n", True),
    "a pattern": ("User-agent: *\nDisallow: /*.html$\n", False),
    "a page of words": ("<html>Not found, sorry</html>", True),
}


@pytest.mark.parametrize("case", ROBOTS)
def test_a_page_is_read_only_where_its_host_lets_us(case, heeding):
    text, may = ROBOTS[case]
    url = heeding.page("/news/a.html", b"<p>Hello")
    if text is not None:
        rules(heeding, text)

    if may:
        assert fetch(url).body == b"<p>Hello"
    else:
        with pytest.raises(FetchError, match="asks programs not to read this page") as caught:
            fetch(url)
        assert caught.value.is_lasting
    assert [path for path, _ in heeding.asked] == ["/robots.txt", "/news/a.html"][: 1 + may]


def test_the_rules_of_a_host_are_asked_once(heeding):
    rules(heeding, "User-agent: *\nDisallow: /private\n")
    for name in ("/a", "/b"):
        fetch(heeding.page(name, b"here"))

    assert [path for path, _ in heeding.asked] == ["/robots.txt", "/a", "/b"]


def test_a_host_that_cannot_tell_its_rules_is_asked_for_nothing_else(heeding):
    url = heeding.page("/a", b"here")
    rules(heeding, "", status=503)

    with pytest.raises(FetchError, match="the server answered 503") as caught:
        fetch(url)

    assert not caught.value.is_lasting
    assert [path for path, _ in heeding.asked] == ["/robots.txt"]


def test_rules_hold_for_where_a_page_leads_to(heeding):
    rules(heeding, "User-agent: *\nDisallow: /new\n")
    heeding.page("/old", status=301, Location="/new")
    heeding.page("/new", b"here")

    with pytest.raises(FetchError, match="asks programs not to read"):
        fetch(heeding.url + "/old")


def test_who_says_why_reads_all_the_same_and_the_text_says_so(heeding):
    story = b"<html><body><article><p>" + b"The ministers spoke by phone on Friday about fish. " * 20
    url = heeding.page("/a", story)
    rules(heeding, "User-agent: *\nDisallow: /\n")

    (refused,) = Page(url).documents(Options(date(2024, 12, 21)))
    (found,) = Page(url).documents(Options(date(2024, 12, 21), despite_robots="the outlet agreed"))

    assert refused.why.endswith("say why: manage.py ingest --despite-robots WHY")
    assert found.notes[-1] == "Read despite robots.txt: the outlet agreed"


DELAYS = {"none": ("", 0), "some": ("Crawl-delay: 3", 3), "for ever": ("Crawl-delay: 86400", 10)}


@pytest.mark.parametrize("case", DELAYS)
def test_seconds_between_requests(case):
    line, seconds = DELAYS[case]
    told = Protego.parse(f"User-agent: *\n{line}\nDisallow: /private\n")

    assert delay(told) == seconds
    assert may_read(told, "https://news.example/a")
