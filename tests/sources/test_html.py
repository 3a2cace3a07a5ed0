"""Web pages: the article without what stands around it, and what the metadata says."""

from datetime import date
from pathlib import Path

import pytest

from timeline.extraction.source import SourceError
from timeline.sources.html import read

PAGES = Path(__file__).parent.parent / "data" / "pages"
TODAY = "2026-01-31"
BODY = b"<p>The foreign ministers of Norway and Japan spoke by telephone on Friday and agreed to meet in Oslo.</p>"


def page(head=b"", body=BODY, **hints):
    head = b"<html><head><title>Ministers speak</title>" + head + b"</head>"
    return read(head + b"<body><main>" + body + b"</main></body></html>", "page.html", today=TODAY, **hints)


def test_a_news_page_is_its_article_with_title_and_byline():
    found = read((PAGES / "news.html").read_bytes(), "news.html", today=TODAY)

    assert found.text.splitlines() == [
        "Ministers vow to deepen defence ties in late-night call",
        "By Ann Lindqvist and Omar Haddad",
        "SEOUL — The defence ministers of South Korea and Norway spoke by telephone on Friday and reaffirmed their "
        "commitment to close cooperation, the ministry in Seoul said.",
        "“Our partnership remains strong in difficult times,” the Norwegian minister, Tore Sandvik, was quoted as "
        "saying. He thanked his counterpart for the swift exchange of information.",
        "The two sides agreed to hold the next round of talks in Oslo in March, according to a statement that the "
        "ministry released after the call.",
        "- More patrols in the north",
        "- A joint centre for cyber defence",
    ]
    assert found.title == "Ministers vow to deepen defence ties in late-night call"
    assert found.byline == ("Ann Lindqvist", "Omar Haddad")
    assert found.outlet == "The Harbour Post"
    assert found.url == "https://www.harbourpost.example/world/2024/12/ministers-call"
    assert found.published == "2024-12-20T10:28:00+09:00"
    assert found.published_why == "The page's metadata gives 2024-12-20T10:28:00+09:00 (datePublished)."
    assert found.notes == ()


def test_a_ministrys_page_without_metadata_keeps_the_day_it_prints():
    found = read((PAGES / "readout.html").read_bytes(), "readout.html", today=TODAY)

    assert found.text.splitlines() == [
        "Release",
        "Immediate Release",
        "Readout of Minister Berg's Call With Minister Sandvik",
        "Dec. 20, 2024",
        "Ministry spokesperson Lena Vogt provided the following readout:",
        "Minister Clara Berg spoke by phone today with Norwegian Minister of Defence Tore Sandvik. They discussed the "
        "situation in the Baltic Sea and agreed to stay in close contact.",
    ]
    assert (found.published, found.outlet, found.url) == (None, None, None)


def test_an_old_page_laid_out_by_tables_gives_its_paragraphs():
    found = read((PAGES / "old.html").read_bytes(), "old.html", today=TODAY)

    assert found.text.splitlines() == [
        "Press release",
        "",
        "Foreign Minister telephones Chancellor",
        "On 4 March 2003 the Foreign Minister telephoned the Chancellor of Austria to discuss the situation in the "
        "region.",
        "The Minister stressed that his government stands by its commitments. The Chancellor expressed concern about "
        "recent events, and both sides agreed to continue their contacts.",
    ]
    assert found.published is None


DATES = {
    "structured data": (
        b'<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"}, '
        b'{"@type": ["NewsArticle"], "datePublished": "2024-12-20T08:00:00Z"}]}</script>',
        "2024-12-20T08:00:00+00:00",
        "The page's metadata gives 2024-12-20T08:00:00Z (datePublished).",
    ),
    "Open Graph": (
        b'<meta property="article:published_time" content="2024-12-20">'
        b'<meta property="article:modified_time" content="2024-12-24">',
        "2024-12-20",
        "The page's metadata gives 2024-12-20 (article:published_time).",
    ),
    "Dublin Core": (
        b'<meta name="DC.date.issued" content="20241220">',
        "2024-12-20",
        "The page's metadata gives 20241220 (DC.date.issued).",
    ),
    "in words": (
        b'<meta name="date" content="December 20, 2024">',
        "2024-12-20",
        "The page's metadata gives December 20, 2024 (date).",
    ),
    "midnight is no time": (
        b'<meta name="date" content="2024-12-20T00:00:00+00:00">',
        "2024-12-20",
        "The page's metadata gives 2024-12-20T00:00:00+00:00 (date).",
    ),
    "broken structured data": (
        b'<script type="application/ld+json">{"datePublished": </script>'
        b'<meta itemprop="datePublished" content="2024-12-20">',
        "2024-12-20",
        "The page's metadata gives 2024-12-20 (datePublished).",
    ),
    "none": (b"", None, None),
}


@pytest.mark.parametrize("case", DATES)
def test_the_day_comes_from_the_metadata(case):
    head, day, why = DATES[case]

    found = page(head)

    assert (found.published, found.published_why, found.notes) == (day, why, ())


DOUBTS = {
    "the future": (
        b'<meta name="date" content="2031-01-01">',
        "the page's date was not taken: in the future: 2031-01-01",
    ),
    "a clock's first second": (
        b'<meta name="date" content="0001-01-01T00:00:00">',
        "the page's date was not taken: not a date: '0001-01-01T00:00:00' is what programs write",
    ),
    "figures with two readings": (
        b'<meta name="pubdate" content="03/04/2024">',
        "the page's pubdate was not taken: '03/04/2024' is no day, or has two readings",
    ),
}


@pytest.mark.parametrize("case", DOUBTS)
def test_a_day_that_cannot_be_is_noted_and_not_taken(case):
    head, note = DOUBTS[case]

    found = page(head)

    assert found.notes[0].startswith(note)
    assert found.published is None


ADDRESSES = {
    "the page's own": ("https://n.example/b", "https://www.n.example/a?x=1", "https://n.example/b"),
    "for another device": ("https://www.n.example/b", "https://m.n.example/b", "https://www.n.example/b"),
    "relative": ("/b", "https://n.example/a", "https://n.example/b"),
    "of a saved page": ("https://n.example/b", None, "https://n.example/b"),
    "the home page": ("https://n.example/", "https://n.example/a", "https://n.example/a"),
    "another site's": ("https://wire.example/b", "https://n.example/a", "https://n.example/a"),
    "no web address": ("javascript:void(0)", "https://n.example/a", "https://n.example/a"),
    "broken": ("https://[n/b", "https://n.example/a", "https://n.example/a"),
    "relative, of a saved page": ("/b", None, None),
}


@pytest.mark.parametrize("case", ADDRESSES)
def test_the_address_is_the_pages_own_if_it_is_of_the_same_site(case):
    link, url, wanted = ADDRESSES[case]

    found = page(b'<link rel="canonical" href="' + link.encode() + b'">', url=url)

    assert found.url == wanted


TITLES = {
    "the heading that the metadata names": (
        b'<meta property="og:title" content="Why it matters that ministers speak">',
        b"<h1>The Bay</h1><h1>Ministers speak of trade</h1>",
        "Ministers speak of trade | The Bay",
        "Ministers speak of trade",
    ),
    "the headline in structured data": (
        b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ministers speak of trade"}</script>'
        b'<meta property="og:title" content="The Bay, news from the north">',
        b"",
        "The Bay",
        "Ministers speak of trade",
    ),
    "without the site's name": (
        b'<meta property="og:site_name" content="The Bay">',
        b"",
        "Ministers speak - of trade - The Bay",
        "Ministers speak - of trade",
    ),
    "short, as the site's name may be": (
        b'<meta property="og:title" content="The Bay - Ministers speak of trade">',
        b"<h1>The Bay</h1>",
        "x",
        "The Bay - Ministers speak of trade",
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_the_title_is_the_articles_own(case):
    head, body, window, wanted = TITLES[case]
    head = b"<html><head><title>" + window.encode() + b"</title>" + head + b"</head>"

    assert read(head + b"<body>" + body + BODY + b"</body></html>", "a", today=TODAY).title == wanted


BYLINES = {
    "one": (b"Ann Lindqvist", ("Ann Lindqvist",)),
    "two, one of them twice": (b"Ann Lindqvist; Omar Haddad; ANN LINDQVIST", ("Ann Lindqvist", "Omar Haddad")),
    "a day behind": (b"Ann Lindqvist March 4", ("Ann Lindqvist",)),
    "a button": (b"Follow Author", ()),
    "a desk": (b"News Desk", ()),
    "an agency": (b"Harbour News Agency", ()),
    "an account": (b"admin", ()),
}


@pytest.mark.parametrize("case", BYLINES)
def test_the_byline_has_persons_only(case):
    author, wanted = BYLINES[case]

    found = page(b'<meta name="author" content="' + author + b'">')

    assert found.byline == wanted
    bylines = [line for line in found.text.splitlines() if line.startswith("By ")]
    assert bylines == ([f"By {' and '.join(wanted)}"] if wanted else [])


CHARSETS = {
    "as the server says": ("é".encode("latin-1"), "iso-8859-1", b"", "é"),
    "as the page says": ("김".encode("euc-kr"), "", b'<meta charset="euc-kr">', "김"),
    "the server is wrong": ("é".encode(), "iso-8859-1", b"", "é"),
    "the page is wrong": ("é".encode(), "", b'<meta charset="shift_jis">', "é"),
    "the server's word is unknown": ("é".encode(), "utf-99", b"", "é"),
    "quotation marks of Windows": (b"\x93", "iso-8859-1", b"", "“"),
    "both claim what it is not": (b"\xe9", "utf-8", b'<meta charset="utf-8">', "é"),
    "seven bits": ("金".encode("iso2022_jp"), "", b'<meta charset="iso-2022-jp">', "金"),
}


@pytest.mark.parametrize("case", CHARSETS)
def test_the_encoding_is_found(case):
    letter, charset, head, wanted = CHARSETS[case]

    found = page(head, BODY.replace(b"Oslo", b"Oslo " + letter), charset=charset)

    assert f"Oslo {wanted}." in found.text


NO_ARTICLE = {
    "nothing": (b"<html></html>", "no "),
    "a notice": (b"<html><body><p>Please accept cookies.</p></body></html>", "no article was found on this page"),
    "a picture": (b"<html>\x89PNG\r\n\x1a\n\0\0\0", "binary: this is no plain text"),
}


@pytest.mark.parametrize("case", NO_ARTICLE)
def test_a_page_without_an_article_is_named(case):
    data, reason = NO_ARTICLE[case]

    with pytest.raises(SourceError) as caught:
        read(data, "page.html", today=date.today().isoformat())

    assert str(caught.value).startswith(reason)
