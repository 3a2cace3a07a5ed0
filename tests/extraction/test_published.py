from datetime import date
from pathlib import Path

import pytest

from timeline.extraction import read
from timeline.extraction.document.stamp import url_date
from timeline.extraction.published.inference import _range_text

SEEDS = Path(__file__).parents[2] / "seeds"
TITLE = "Ministers speak by telephone about security"
BODY = "The foreign ministers of Japan and South Korea spoke by telephone about the security of the islands."


def published(text, **known):
    return read(text, **known).published


def test_the_printed_date_comes_first():
    found = published(f"{TITLE}\nPublished: June 1, 2018\n{BODY}", published_on="2018-06-02")

    assert (found.edtf, found.basis) == ("2018-06-01", "stated")
    assert found.why == ("The page prints “June 1, 2018”.",)


def test_of_two_bare_dates_the_one_beside_the_body_counts():
    found = published(f"Sunday, June 3, 2018\n\n{TITLE}\n\nJUNE 2, 2018\n\n{BODY}")

    assert (found.edtf, found.basis) == ("2018-06-02", "stated")


def test_a_day_with_hyphens_has_the_day_first():
    found = published(f"{TITLE}\nUpdated: 05-06-2018 16:11 IST | Created: 04-06-2018 16:02 IST\n{BODY}")

    assert found.edtf == "2018-06-04"


def test_who_issued_a_release_stands_before_its_day():
    found = published(f"{TITLE}\n\nThe press release issued by 10 Downing Street on 7 June 2018.\n\n{BODY}")

    assert (found.edtf, found.basis) == ("2018-06-07", "stated")


def test_a_bare_date_still_to_come_is_not_that_of_the_page():
    found = published(f"June 1, 2018\n\n{TITLE}\n\nJune 9, 2018\n\n{BODY}")

    assert found.edtf == "2018-06-01"


def test_a_day_with_its_hour_below_the_title_counts_before_the_clock_of_the_site():
    found = published(f"Tuesday, 2 January 2018 12:17 GMT\n\n{TITLE}\n\n2018-06-03 11:00:47\n\n{BODY}")

    assert (found.edtf, found.basis) == ("2018-06-03", "stated")


def test_an_address_gives_a_day_without_a_year_its_year():
    text = f"{TITLE}\n\n31 Aug\n\n{BODY}\n"

    found = published(text, url="https://example.org/2020/08/")

    assert (found.edtf, found.basis) == ("2020-08-31", "stated")
    assert found.why == ("The page prints the day 08-31, its web address the month 2020-08.",)
    assert published(text, url="https://example.org/2020/05/").edtf is None


LAST_LINES = {
    "a day and an hour behind @": ("July 21, 2018 @ 08:32 GMT|", "2018-07-21"),
    "a day, an hour, a rubric": ("21.05.2018 15:35:23 / English News", "2018-05-21"),
}


@pytest.mark.parametrize(("line", "day"), LAST_LINES.values(), ids=LAST_LINES)
def test_the_day_below_a_text(line, day):
    assert published(f"{TITLE}\n\n{BODY}\n\n{line}\n").edtf == day


def test_a_date_that_disagrees_is_named():
    found = published(f"{TITLE}\nPublished: June 1, 2018\n{BODY}", published_on="2019-06-01")

    assert (found.edtf, found.basis) == ("2018-06-01", "stated")
    assert found.why[1] == "Supplied with the text: 2019-06-01, which disagrees and was not taken."


def test_a_date_of_revision_yields_to_a_supplied_one():
    found = published(f"{TITLE}\nUpdated: June 5, 2018\n{BODY}", published_on="2018-06-01T10:00+09:00")

    assert (found.edtf, found.datetime, found.basis) == ("2018-06-01", "2018-06-01T10:00+09:00", "supplied")


def test_the_address_tells_the_day_where_nothing_else_does():
    found = published(f"{TITLE}\n\n{BODY}", url="https://example.org/2013/11/10/talks")

    assert (found.edtf, found.basis) == ("2013-11-10", "stated")
    assert found.why == ("The web address carries the day 2013-11-10.",)


ADDRESSES = {
    "folders": ("https://example.org/2013/11/10/talks", "2013-11-10"),
    "month in letters": ("https://example.org/news/2017/jun/30/talks/", "2017-06-30"),
    "month and day in one": ("https://example.org/USA/2015/0315/Talks", "2015-03-15"),
    "hyphens": ("https://example.org/talks-2020-01-07.html", "2020-01-07"),
    "eight figures and a number of ten": ("https://example.org/world/202108111083582804-talks/", "2021-08-11"),
    "eight figures and a time": ("https://example.org/view/AEN20220509001500", "2022-05-09"),
    "eight figures alone": ("https://example.org/talks-20220509.html", "2022-05-09"),
    "a number that repeats its folder": ("https://example.org/news/2020/06/talks-200603073013954.html", "2020-06-03"),
    "a number that does not": ("https://example.org/news/2020/05/talks-200603073013954.html", None),
    "an article's number": ("https://example.org/news/world-48897621", None),
    "a day of an archive": ("https://example.org/archives/la-xpm-1990-02-28-mn-1-story.html", "1990-02-28"),
    "a number older than the Web": ("https://example.org/talks-19051010.html", None),
    "eight figures and a longer number": ("https://example.org/view/AEN20190910004100325", "2019-09-10"),
    "a day that ends a page's name": ("https://example.org/news/call-with-the-premier-4-march-2018", "2018-03-04"),
    "a day that is a folder": ("https://example.org/24-Feb-2021/premier-arrives", "2021-02-24"),
    "a month first": ("https://example.org/news/readout-may-7-2015.html", "2015-05-07"),
    "a day within a page's name": ("https://example.org/news/the-attacks-of-11-september-2001-remembered", None),
    "no such day": ("https://example.org/2013/13/40/talks", None),
    "no address": ("", None),
}


@pytest.mark.parametrize(("url", "day"), ADDRESSES.values(), ids=ADDRESSES)
def test_day_of_an_address(url, day):
    assert url_date(url) == day


def test_the_first_seed_prints_its_date():
    found = published(SEEDS.joinpath("000_3e4c68474a815864.txt").read_text("utf-8"))

    assert (found.edtf, found.datetime, found.basis) == ("2024-12-20", "2024-12-20T10:28", "stated")


def test_the_second_seed_is_dated_by_its_constraints():
    found = published(SEEDS.joinpath("002_73df78da11878c21.txt").read_text("utf-8"))

    assert (found.edtf, found.basis) == ("2025-01-31", "inferred")
    assert [reason.split("”")[0].strip("“") for reason in found.why] == [
        "Pete Hegseth took office last week",
        "Donald Trump returned to the White House earlier this month",
        "Friday",
    ]


INFERRED = {
    "change of office and weekday": (
        f"{TITLE}\n\nSecretary of State John Kerry spoke with Israeli Prime Minister Benjamin Netanyahu on Sunday. "
        "Kerry was sworn in on Friday.",
        "[2013-02-03..2013-02-07]",
    ),
    "change still to come": (
        f"{TITLE}\n\nPetro Poroshenko, who will be sworn in on Saturday, has said that he will ask for assistance.",
        "[2014-06-01..2014-06-07]",
    ),
    "today and quoted posts": (
        f"{TITLE}\n\nThe envoys were freed today, the ministry of foreign affairs said in the capital.\n\n"
        "Welcome home, says the whole country! — Ann Lee (@annlee) December 17, 2014",
        "2014-12-17",
    ),
    "dateline and offices": (
        f"{TITLE}\n\nSEOUL, Jan. 31 (Yonhap) -- Acting Defense Minister Kim Seon-ho and U.S. Defense Secretary Pete "
        "Hegseth spoke by telephone and agreed to maintain their alliance.",
        "[2025-01-31..2025-02-01]",
    ),
}


@pytest.mark.parametrize(("text", "expected"), INFERRED.values(), ids=INFERRED)
def test_inferred_day(text, expected):
    found = published(text)

    assert (found.edtf, found.basis) == (expected, "inferred")
    assert found.why


UNKNOWN = {
    "a weekday alone": f"{TITLE}\n\nThe foreign ministers of Japan and South Korea spoke by telephone on Friday.",
    "offices of many years": f"{TITLE}\n\nUS President Barack Obama spoke with French President Nicolas Sarkozy today.",
    "somebody not in the file": f"{TITLE}\n\nAnn Lee took office last week as the director of a museum in the city.",
    "changes that contradict each other": (
        f"{TITLE}\n\nPresident Barack Obama took office last week, and Pete Hegseth was sworn in last week as well."
    ),
    "a change of no time": f"{TITLE}\n\nPete Hegseth took office as the secretary of defense of the United States.",
}


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN)
def test_no_guess_without_constraints(text):
    found = published(text)

    assert (found.edtf, found.basis, found.why) == (None, "unknown", ())


def test_the_days_left_are_told_as_stretches():
    days = frozenset({date(2025, 1, 1), date(2025, 1, 2), date(2025, 1, 9)})

    assert _range_text(days) == "the text appeared from 2025-01-01 to 2025-01-02 or 2025-01-09"


def test_the_datelines_day_gets_the_year_of_publication():
    text = f"{TITLE}\n\nSEOUL, Dec. 30 (Yonhap) -- {BODY}\n"

    assert read(text, published_on="2022-01-01").dateline.edtf == "2021-12-30"
    assert read(text).dateline.edtf == "XXXX-12-30"
