import pytest

from timeline.extraction.document import take_apart

BODY = (
    "The foreign ministers of Japan and South Korea spoke by telephone about their shared security concerns.\n\n"
    "They agreed to keep in close contact, the ministry in Tokyo said in a statement after the call.\n"
)

DATELINES = {
    "agency in slashes, day and year in one": (
        "Addis Ababa December 9 /2021 /ENA/The ministers met.",
        "Addis Ababa",
        "2021-12-09",
    ),
    "agency and day, double hyphen": ("SEOUL, May 9 (Yonhap) -- The ministers met.", "SEOUL", "XXXX-05-09"),
    "agency, dash": ("WASHINGTON (AP) — The ministers met.", "WASHINGTON", None),
    "place alone": ("PARIS — The ministers met.", "PARIS", None),
    "day, no agency": ("TOKYO, Jan. 5 — The ministers met.", "TOKYO", "XXXX-01-05"),
    "day and year": ("BRUSSELS, 3 March 2022 - The ministers met.", "BRUSSELS", "2022-03-03"),
    "city and country": ("KYIV, Ukraine (AP) — The ministers met.", "KYIV, Ukraine", None),
    "two cities": ("BEIJING/SEOUL (Reuters) - The ministers met.", "BEIJING/SEOUL", None),
    "underscore": ("BELFAST, Northern Ireland (AP)_ The ministers met.", "BELFAST, Northern Ireland", None),
    "capitalised place, agency": ("Geneva (Reuters) - The ministers met.", "Geneva", None),
    "capitalised place, day": ("Geneva, Oct. 14 (dpa) - The ministers met.", "Geneva", "XXXX-10-14"),
    "day and agencies in brackets": (
        "ANKARA (Wire / Agency - 08th June, 2020) The ministers met.",
        "ANKARA",
        "2020-06-08",
    ),
    "city and country, no agency": ("Accra, Ghana - The ministers met.", "Accra, Ghana", None),
    "slashes": ("MOSCOW, March 3. /TASS/. The ministers met.", "MOSCOW", "XXXX-03-03"),
    "agency alone": ("(CNN) -- The ministers met.", "", None),
    "day and agency": ("Aug. 11 (UPI) -- The ministers met.", "", "XXXX-08-11"),
    "agency and day, no dash": ("New Delhi, Nov 5 (PTI) The ministers met.", "New Delhi", "XXXX-11-05"),
    "agency after the day": ("Tehran, April 13, IRNA – The ministers met.", "Tehran", "XXXX-04-13"),
    "agency and colon": ("YEREVAN, MAY 14, ARMENPRESS: The ministers met.", "YEREVAN", "XXXX-05-14"),
    "the country in brackets": ("Rome [Italy], March 1: The ministers met.", "Rome [Italy]", "XXXX-03-01"),
    "a day that no calendar has": ("TOKYO, Feb. 30 — The ministers met.", "TOKYO", None),
    "colon": ("ISLAMABAD: The ministers met.", "ISLAMABAD", None),
    "full stop": ("Oslo, 2 April 2019. The ministers met.", "Oslo", "2019-04-02"),
    "agency, full stop and dash": ("World Desk, Jan 22 (EFE).- The ministers met.", "World Desk", "XXXX-01-22"),
}


@pytest.mark.parametrize(("line", "place", "day"), DATELINES.values(), ids=DATELINES)
def test_dateline(line, place, day):
    text = f"Ministers meet for talks\n\n{line} They spoke for an hour about the border and agreed to meet again.\n"

    document = take_apart(text)

    assert (document.dateline.place, document.dateline.edtf) == (place, day)
    assert document.plain[document.dateline.end :].startswith("The ministers met.")
    assert not document.plain[document.dateline.start : document.dateline.end].strip()


def test_a_place_and_a_day_alone_on_a_line_are_a_dateline():
    document = take_apart(
        "Ministers meet for talks\n\nNew Delhi, April 16\n\nThe ministers met on Sunday for an hour.\n"
    )

    assert document.dateline.edtf == "XXXX-04-16"


def test_a_dateline_alone_on_its_line_is_one():
    text = "Ministers meet\n\nHAVANA (AP) --\n\nThe ministers met and spoke about the border, they said.\n"

    document = take_apart(text)

    assert document.dateline.place == "HAVANA"
    assert document.boilerplate == ()


NO_DATELINE = {
    "a question in capitals": "Q: Did the ministers meet? A: They did, and they spoke about the border for an hour.",
    "a speaker in a transcript": "MODERATOR: Thank you all for coming to this briefing on the talks in Geneva today.",
    "a hyphenated word": "U.S.-led forces and their partners met the ministers for an hour and spoke of the border.",
    "a caption": "FILE - In this Thursday photo the ministers meet for talks about the border in the capital.",
}


@pytest.mark.parametrize("line", NO_DATELINE.values(), ids=NO_DATELINE)
def test_no_dateline(line):
    assert take_apart(f"Ministers meet for talks\n\n{line}\n").dateline is None


STATED = {
    "glued to the byline": ("By Ann Lee, Bo KimPublished : Dec. 20, 2024 - 10:28", "2024-12-20", "2024-12-20T10:28"),
    "posted on": ("Posted on March 3, 2021", "2021-03-03", None),
    "small month": ("3 march 2021, 22:50", "2021-03-03", "2021-03-03T22:50"),
    "published and updated": (
        "Published 4:05 PM EST, Tue January 7, 2020 Updated 6:00 AM EST, Wed January 8, 2020",
        "2020-01-07",
        "2020-01-07T16:05-05:00",
    ),
    "a date alone": ("May 9, 2022", "2022-05-09", None),
    "a date and time with slash": ("May 9, 2022 / 3:45 PM", "2022-05-09", "2022-05-09T15:45"),
    "day first, weekday": ("Friday, 20 December 2024", "2024-12-20", None),
    "ISO with time and zone": ("2024-12-20T10:28+09:00", "2024-12-20", "2024-12-20T10:28+09:00"),
    "dots": ("Date: 09.05.2022", "2022-05-09", None),
    "year first, dots": ("2022.05.09 18:30 KST", "2022-05-09", "2022-05-09T18:30+09:00"),
    "release line": ("FOR IMMEDIATE RELEASE: December 3, 2019", "2019-12-03", None),
    "American slashes": ("Date: 12/03/2024", "2024-12-03", None),
    "a year of two digits, after a label": ("New Delhi Published 20.03.24, 04:00 PM", "2024-03-20", "2024-03-20T16:00"),
    "updated only": ("Updated: June 1, 2018", "2018-06-01", None),
}


@pytest.mark.parametrize(("line", "day", "time"), STATED.values(), ids=STATED)
def test_printed_date(line, day, time):
    text = f"Ministers speak by telephone about security\n{line}\n{BODY}"

    document = take_apart(text)

    assert (document.stated.edtf, document.stated.datetime) == (day, time)
    assert document.title.text == "Ministers speak by telephone about security"
    assert line not in document.plain


def test_a_first_sentence_full_of_names_is_body_and_no_heading():
    text = (
        "President Ama Boateng Speaks With President Kofi Mensah\n\nMay 14, 2024\n\n"
        "Today, President Ama Boateng spoke with the President of Togo, Kofi Mensah.\n"
    )

    document = take_apart(text)

    assert document.stated.edtf == "2024-05-14"
    assert document.title.text == "President Ama Boateng Speaks With President Kofi Mensah"


def test_a_date_in_a_sentence_is_not_the_publication_date():
    text = f"Ministers speak by telephone about security\n\nThe treaty was signed on May 9, 2012. {BODY}"

    assert take_apart(text).stated is None


def test_only_an_updated_date_says_that_it_is_a_revision():
    assert take_apart(f"Ministers speak by telephone about security\nUpdated: June 1, 2018\n{BODY}").is_revised
    assert not take_apart(f"Ministers speak by telephone about security\nPublished: June 1, 2018\n{BODY}").is_revised


BYLINES = {
    "by one": ("By Ann Lee", ["Ann Lee"]),
    "by two with a comma": ("By Ann Lee, Bo Kim", ["Ann Lee", "Bo Kim"]),
    "by two with and": ("By Ann Lee and Bo Min-sik", ["Ann Lee", "Bo Min-sik"]),
    "with the paper": ("By Ann Lee, Staff Writer", ["Ann Lee"]),
    "capitals": ("BY ANN LEE", ["ANN LEE"]),
    "a name alone": ("Ann Lee", ["Ann Lee"]),
    "two names alone": ("Ann Lee and Bo Kim", ["Ann Lee", "Bo Kim"]),
    "no name": ("Joint Statement", []),
}


@pytest.mark.parametrize(("line", "names"), BYLINES.values(), ids=BYLINES)
def test_byline(line, names):
    text = f"Ministers speak by telephone about security\n\n{line}\n\n{BODY}"

    document = take_apart(text)

    assert [name.text for name in document.byline] == names
    assert [text[name.start : name.end] for name in document.byline] == names


BOILERPLATE = {
    "advertisement": "ADVERTISEMENT",
    "read more": "Read more: What the treaty says about the islands",
    "related link": "MORE: Ministers may meet again in the autumn, officials say",
    "newsletter": "Sign up for our daily newsletter and get the news in your inbox",
    "follow": "Follow us on Twitter @example",
    "caption with agency": "Ministers shake hands in Geneva on Monday. (AP Photo/Ann Lee)",
    "caption of a file photo": "FILE PHOTO: Ministers shake hands in Geneva, May 9, 2018. REUTERS/Ann Lee",
    "caption of the BBC": "Image copyright AFP Image caption The ministers met in Geneva",
    "contribution": "The Associated Press contributed to this report.",
    "reporting credits": "(Reporting by Ann Lee; editing by Bo Kim)",
    "copyright": "Copyright © 2019 The Example Times, LLC. Click here for reprint permission.",
    "comments": "12 comments",
    "another story's headline": "TEN THINGS TO KNOW ABOUT THE TREATY OF THE ISLANDS",
    "age of the page": "7 years ago",
    "editor's note": "Editor's note: Ann Lee is a fellow at a university.",
    "social buttons": "Facebook Twitter WhatsApp Print",
}


@pytest.mark.parametrize("line", BOILERPLATE.values(), ids=BOILERPLATE)
def test_boilerplate_between_paragraphs(line):
    first, second = BODY.strip().split("\n\n")
    text = f"Ministers speak by telephone about security\n\n{first}\n\n{line}\n\n{second}\n"

    document = take_apart(text)

    assert [text[start:end] for start, end in document.boilerplate] == [line]
    assert first in document.plain
    assert second in document.plain
    assert line not in document.plain


NO_BOILERPLATE = {
    "readers are no buttons": "Read together, the two statements show how far the ministers still stand apart.",
    "listening": "Listening to both sides is what the ministers promised to do before the next round of talks.",
    "more than": "More than ten ministers took part in the call, which lasted for an hour, officials said.",
    "sharing a view": "Share of the burden was the subject of the call, the ministry said in its statement.",
    "following": "Following the call, the two ministers issued a statement on the security of the region.",
    "a bullet of a readout": "- The ministers agreed to hold the next meeting of the joint committee in the spring.",
}


@pytest.mark.parametrize("line", NO_BOILERPLATE.values(), ids=NO_BOILERPLATE)
def test_body_that_only_looks_like_boilerplate_stays(line):
    first, second = BODY.strip().split("\n\n")
    text = f"Ministers speak by telephone about security\n\n{first}\n\n{line}\n\n{second}\n"

    assert take_apart(text).boilerplate == ()


def test_headlines_listed_above_the_article_are_boilerplate():
    listed = "- Assembly passes wage bill\n- Team misses Olympics\n- Who won the game?"
    text = f"{listed}\nMinisters speak by telephone about security\n{BODY}"

    document = take_apart(text)

    assert [text[start:end] for start, end in document.boilerplate] == [listed]
    assert document.title.text == "Ministers speak by telephone about security"


def test_menus_above_the_title_are_boilerplate():
    text = f"Home\nWorld\nPolitics | Business | Sports\nMinisters speak by telephone about security\n{BODY}"

    document = take_apart(text)

    assert document.title.text == "Ministers speak by telephone about security"
    assert [text[start:end] for start, end in document.boilerplate] == ["Home\nWorld\nPolitics | Business | Sports"]


def test_an_unrelated_headline_above_the_title_is_not_the_title():
    text = f"Star wins award for best film song\nMinisters of Japan, Korea speak by telephone on security\n{BODY}"

    assert take_apart(text).title.text == "Ministers of Japan, Korea speak by telephone on security"


def test_headlines_after_the_last_sentence_are_boilerplate():
    text = f"Ministers speak by telephone about security\n{BODY}\nStar wins award\nTeam misses Olympics\n"

    document = take_apart(text)

    assert [text[start:end] for start, end in document.boilerplate] == ["Star wins award\nTeam misses Olympics"]


def test_a_text_printed_twice_is_read_once():
    text = f"Ministers speak by telephone about security\n{BODY}\n{BODY}"

    document = take_apart(text)

    assert document.plain.count("agreed to keep in close contact") == 1


def test_a_caption_that_ends_with_the_title_is_boilerplate():
    title = "Ministers speak by telephone about security of the islands"
    text = f"{title}\n\nThe ministers shake hands. | AP {title}\n\n{BODY}"

    document = take_apart(text)

    assert document.title.text == title
    assert document.subtitle is None
    assert document.plain.count(title) == 1


def test_links_glued_to_a_name_are_boilerplate():
    text = "Talks go on\n\nPresident Lee Ann Mary LeeSenators balk at trial House votes today MORE said on Monday no."

    document = take_apart(text)

    assert [text[start:end] for start, end in document.boilerplate] == [
        "Ann Mary LeeSenators balk at trial House votes today MORE"
    ]


def test_subtitle_stands_between_title_and_body():
    document = take_apart(f"Ministers speak by telephone\nCall comes amid row over the islands\n{BODY}")

    assert document.title.text == "Ministers speak by telephone"
    assert document.subtitle.text == "Call comes amid row over the islands"


def test_a_text_without_a_title_has_none():
    assert take_apart(BODY).title is None


def test_a_single_sentence_has_no_title():
    document = take_apart("The two foreign ministers spoke by telephone on Friday, the ministry said.")

    assert document.title is None
    assert document.plain == document.text


def test_plain_has_the_length_of_the_text_and_plain_marks():
    text = "“Both sides’ goal”—peace…\r\n\u00a0‘Talks’ – said\u200b A‑B\tend."

    plain = take_apart(text).plain

    assert plain == "\"Both sides' goal\"—peace… \n 'Talks' — said  A-B end."
    assert len(plain) == len(text)


def test_plain_joins_lines_of_one_width():
    wrapped = (
        "The foreign ministers of the two countries spoke by telephone on\n"
        "the situation in the region and agreed that their teams would be\n"
        "in touch.\n\nThey also spoke about trade."
    )

    plain = take_apart(wrapped).plain

    assert "telephone on the situation" in plain
    assert "in touch.\n\nThey also" in plain


def test_plain_joins_lines_of_one_width_without_blank_lines():
    """A short line ends a paragraph; a list of headings stays one."""
    wrapped = (
        "SMALLTOWN, Aug 2 (Wire) - The Danish Prime Minister Ann\n"
        "Roy and President Bo Lund spoke by telephone on Tuesday,\n"
        "the first time since the vote in her country, an aide\nsaid.\n"
        "Details were not told at once, and the aide did not say\n"
        "who had asked for the talk that lasted an hour and took\n"
        "place at noon.\n"
    )
    headings = "Trade up\nMinisters meet in the capital over the new port\nRain\nSnow\nSport and games\nWeather\n"

    assert "Ann Roy and" in take_apart(wrapped).plain
    assert "said.\nDetails" in take_apart(wrapped).plain
    assert take_apart(headings).plain.count("\n") == headings.count("\n")


OUTLETS = {
    "host": ("Text.", "https://www.bbc.co.uk/news/world-1", "BBC News"),
    "longer host first": ("Text.", "https://news.sky.com/story/1", "Sky News"),
    "copyright": ("Text.\n\nCopyright © 2019 The Example Times, LLC. All rights reserved.", None, "The Example Times"),
    "agency": (
        "Ministers meet\n\nSEOUL, May 9 (Yonhap) -- They met for talks on the border.",
        None,
        "Yonhap News Agency",
    ),
    "unknown host": ("Text.", "https://example.org/1", None),
    "a broken address": ("Text.", "https://[half/1", None),
}


@pytest.mark.parametrize(("text", "url", "outlet"), OUTLETS.values(), ids=OUTLETS)
def test_outlet(text, url, outlet):
    assert take_apart(text, None, url).outlet == outlet


def test_a_given_outlet_is_kept():
    assert take_apart("Text.", "My Paper", "https://www.bbc.co.uk/news").outlet == "My Paper"


def test_a_heading_is_not_joined_to_the_day_below_it():
    text = (
        "Foreign ministers of the two countries discuss the border over phone\n"
        "Sat Oct 24, 2015 18:55:41\n\n"
        "The ministers spoke by telephone about the border and agreed to meet again in the capital.\n"
    )

    assert take_apart(text).stated.edtf == "2015-10-24"


STORY = "Foreign Minister Ann Roy called Bo Lund on Monday and they spoke about ports, her office said in a statement."
# Head of a file, title, names of the byline, printed day, outlet, address.
FIELDS = {
    "all": (
        "Title: Ann Roy calls Bo Lund\nAuthor: Mia Long and Jan Hope\nDate: 2021-03-04\nSource: The Bay",
        ("Ann Roy calls Bo Lund", ["Mia Long", "Jan Hope"], "2021-03-04", "The Bay", None),
    ),
    "address, and a title of the page": (
        "URL: https://bay.example/2021/a\nPublished: unknown\n\nAnn Roy Calls Bo Lund Again",
        ("Ann Roy Calls Bo Lund Again", [], None, None, "https://bay.example/2021/a"),
    ),
    "address as source": (
        "source: https://bay.example/a\nheadline: Roy calls Lund\nRoy calls Lund",
        ("Roy calls Lund", [], None, None, "https://bay.example/a"),
    ),
    "labels alone": ("Title:\nDate:\nURL: none", (None, [], None, None, None)),
    "one line that may be the news": ("Source: Xinhua", (None, [], None, None, None)),
}


@pytest.mark.parametrize("name", FIELDS)
def test_labelled_lines_above_a_text(name):
    head, expected = FIELDS[name]
    text = f"{head}\n\n{STORY}"

    parts = take_apart(text)

    stated = parts.stated.edtf if parts.stated else None
    byline = [one.text for one in parts.byline]
    assert (parts.title and parts.title.text, byline, stated, parts.outlet, parts.url) == expected
    assert parts.title is None or text[parts.title.start : parts.title.end] == parts.title.text
    assert [text[start:end] for start, end in parts.blocks][-1] == STORY


def test_a_given_address_counts_before_a_labelled_one():
    assert (
        take_apart(f"URL: https://bay.example/a\n\n{STORY}", url="https://port.example/b").url
        == "https://port.example/b"
    )
