import pytest

from timeline.extraction import language
from timeline.extraction.dates import find, resolve
from timeline.extraction.document import take_apart
from timeline.extraction.reading import Published

FRIDAY = "2024-12-20"


def mentions(text, published=FRIDAY):
    document = take_apart(text)
    doc = language.parse(document)
    when = Published(edtf=published, basis="supplied") if published else Published()
    found = resolve(find(document, doc), when, document, doc)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    return found


def values(text, published=FRIDAY):
    return [mention.edtf for mention in mentions(text, published)]


DAYS = {
    "full, American": ("They met on Dec. 3, 2024.", ["2024-12-03"]),
    "full, British": ("They met on 3 December 2024.", ["2024-12-03"]),
    "full with weekday": ("They met on Tuesday, December 3rd, 2024.", ["2024-12-03"]),
    "ISO": ("They met on 2024-12-03.", ["2024-12-03"]),
    "slashes, American order": ("They met on 12/03/2024.", ["2024-12-03"]),
    "slashes, day first where it must be": ("They met on 23/12/2024.", ["2024-12-23"]),
    "nearest year, before": ("They met on Sept. 15.", ["2024-09-15"]),
    "nearest year, after": ("They will meet on Jan. 20.", ["2025-01-20"]),
    "the past tense looks back": ("He was killed on May 15.", ["2024-05-15"]),
    "the weekday proves the year": ("They met on Wednesday, Dec. 18.", ["2024-12-18"]),
    "the weekday proves another year": ("They met on Monday, Dec. 19.", ["2022-12-19"]),
    "a weekday one off, at hand": ("They met on Tuesday, Dec. 18.", ["2024-12-18"]),
    "a day of last year": ("They met on May 3 last year.", ["2023-05-03"]),
    "ordinal of a month": ("They met on the 3rd of December.", ["2024-12-03"]),
    "ordinal word": ("They met on the third of December.", ["2024-12-03"]),
    "day of the month": ("The call took place on the 15th.", ["2024-12-15"]),
    "local time": ("He arrived on the 19th local time.", ["2024-12-19"]),
    "attacks of 2001": ("Since the Sept. 11 attacks much has changed.", ["2001-09-11"]),
    "no such day": ("They met on Feb. 30.", []),
    "leap day": ("They met on Feb. 29.", ["2024-02-29"]),
    "holiday": ("They met on Christmas Day.", ["2024-12-25"]),
    "holiday of the year before": ("They met last Thanksgiving.", ["2024-11-28"]),
    "a day after Easter": ("They met on Easter Monday 2024.", ["2024-04-01"]),
}

WEEKDAYS = {
    "the publication day itself": ("They spoke on Friday.", ["2024-12-20"]),
    "the latest": ("They spoke on Sunday.", ["2024-12-15"]),
    "future tense": ("They will speak on Sunday.", ["2024-12-22"]),
    "infinitive of a plan": ("They agreed to meet on Sunday.", ["2024-12-22"]),
    "purpose of a past trip": ("She flew to Paris to meet him on Sunday.", ["2024-12-15"]),
    "passive of a plan": ("Talks are scheduled for Monday.", ["2024-12-23"]),
    "is expected to": ("He is expected to visit Tokyo on Monday.", ["2024-12-23"]),
    "due": ("He is due in Tokyo on Sunday.", ["2024-12-22"]),
    "clause before a comma": (
        "As he prepared to meet her for the first time Wednesday, the government continued to rule it out.",
        ["2024-12-25"],
    ),
    "until": ("He has until Tuesday.", ["2024-12-24"]),
    "as early as": ("He could arrive as early as Tuesday.", ["2024-12-24"]),
    "present of the calendar": ("The two leaders meet Monday in Geneva.", ["2024-12-23"]),
    "when-clause under will": ("It will be raised when he attends the summit on Wednesday.", ["2024-12-25"]),
    "participle": ("The decision, announced Wednesday, will be appealed.", ["2024-12-18"]),
    "possessive of what is over": ("They will look for ways around Wednesday's ruling.", ["2024-12-18"]),
    "last": ("They spoke last Saturday.", ["2024-12-14"]),
    "last, same weekday": ("They spoke last Friday.", ["2024-12-13"]),
    "next": ("They will speak next Tuesday.", ["2024-12-24"]),
    "this coming": ("They speak again this coming Sunday.", ["2024-12-22"]),
    "of last week": ("They spoke on Tuesday of last week.", ["2024-12-10"]),
    "part of the day": ("They spoke late Thursday evening.", ["2024-12-19"]),
    "a day before a weekday": ("He left the day before Wednesday's vote.", ["2024-12-17"]),
    "recurring": ("They speak every Monday.", []),
    "plural": ("They speak on Mondays.", []),
    "name of a day": ("Sales rose on Black Friday.", []),
    "name of a treaty": ("The Good Friday Agreement holds.", []),
}

RELATIVE = {
    "yesterday": ("They spoke yesterday.", ["2024-12-19"]),
    "day before yesterday": ("They spoke the day before yesterday.", ["2024-12-18"]),
    "last night": ("They spoke last night.", ["2024-12-19"]),
    "last week": ("They spoke last week.", ["2024-12-09/2024-12-15"]),
    "earlier this month": ("He resigned earlier this month.", ["2024-12"]),
    "late last year": ("He resigned late last year.", ["2023"]),
    "last month": ("He resigned last month.", ["2024-11"]),
    "next year": ("He will resign next year.", ["2025"]),
    "over the weekend": ("They spoke over the weekend.", ["2024-12-14/2024-12-15"]),
    "this weekend, future": ("They will speak this weekend.", ["2024-12-21/2024-12-22"]),
    "end of the month": ("He will leave at the end of the month.", ["2024-12-31"]),
    "three days ago": ("They spoke three days ago.", ["2024-12-17"]),
    "two weeks ago": ("They spoke two weeks ago.", ["2024-12-02/2024-12-08"]),
    "nearly a decade ago": ("They spoke nearly a decade ago.", ["2014"]),
    "in two weeks": ("They will speak in two weeks.", ["2024-12-30/2025-01-05"]),
    "in two weeks, past": ("He visited ten cities in two weeks.", []),
    "the past 70 years": ("It has kept the peace over the past 70 years.", ["1954/2024"]),
    "the past week": ("They spoke often in the past week.", ["2024-12-13/2024-12-20"]),
    "the last week": ("They spoke often in the last week.", ["2024-12-13/2024-12-20"]),
    "the next week": ("They will speak often over the next week.", ["2024-12-20/2024-12-27"]),
    "the coming week": ("They will speak in the coming week.", ["2024-12-20/2024-12-27"]),
    "the first time in years": ("They spoke for the first time in 50 years.", []),
    "vague": ("They spoke recently and will speak in the coming weeks.", []),
}

PERIODS = {
    "month": ("They met in May.", ["2024-05"]),
    "month ahead": ("They will meet in May.", ["2025-05"]),
    "month soon": ("He told them of a cut in January.", ["2025-01"]),
    "month of last year": ("They met in March last year.", ["2023-03"]),
    "last May": ("They met last May.", ["2024-05"]),
    "month and year": ("They met in June 2018.", ["2018-06"]),
    "part of a month": ("They met in late November.", ["2024-11"]),
    "year": ("They met in 2011.", ["2011"]),
    "years": ("The war of 2018-2019 is over.", ["2018/2019"]),
    "decade": ("They met in the 1990s.", ["199X"]),
    "short decade": ("They met in the early '80s.", ["198X"]),
    "century": ("It began in the 20th century.", ["19XX"]),
    "half": ("Spending rises in the first half of 2025.", ["2025-40"]),
    "quarter": ("Exports rose in the third quarter.", ["2024-35"]),
    "season": ("They met last summer.", ["2024-22"]),
    "range in a month": ("It was imposed on Dec. 3-4.", ["2024-12-03/2024-12-04"]),
    "range over months": ("He travels Dec. 30-Jan. 2.", ["2024-12-30/2025-01-02"]),
    "between": ("They met between Dec. 3 and 5.", ["2024-12-03/2024-12-05"]),
    "range, British, with year": ("They met from 3 to 5 March 2022.", ["2022-03-03/2022-03-05"]),
    "range of months": ("Talks ran from March to May 2020.", ["2020-03/2020-05"]),
    "year in words": ("It opened in January nineteen ninety-seven.", ["1997-01"]),
}

STORY = {
    "two days later": ("They met on Dec. 3. Two days later, he resigned.", ["2024-12-03", "2024-12-05"]),
    "the following day": ("They met on Dec. 3. He left the following day.", ["2024-12-03", "2024-12-04"]),
    "the day before": ("They met on Dec. 3. He had arrived the day before.", ["2024-12-03", "2024-12-02"]),
    "a year earlier": ("They met in May 2020. He had left a year earlier.", ["2020-05", "2019"]),
    "a day after, with the day": ("He spoke on Tuesday, a day after the vote failed.", ["2024-12-17", "2024-12-16"]),
    "a day after, of the story": ("The talks come a day after Britain expelled the envoys.", ["2024-12-19"]),
    "no anchor": ("Two days later, he resigned.", []),
    "the same day that": ("It came on the same day that they met in Helsinki.", []),
    "a year ago beside a quarter": (
        "Profit rose in the third quarter. It was lower a year ago.",
        ["2024-35", "2023-35"],
    ),
}

NOTHING = {
    "the verb may": ("They may resume the talks.", []),
    "a person May": ("Theresa May spoke with him.", []),
    "the noun march": ("The march began at the embassy.", []),
    "a given name": ("April Ryan asked the question.", []),
    "a Chinese name": ("Sun Weidong met the minister.", []),
    "a paper": ("He told USA Today that it was over.", []),
    "a programme": ('He said so on "This Week" with the host.', []),
    "a number of things": ("He sent 2,500 troops and 1500 trucks.", []),
    "money": ("It costs $2018 and 4.10 guilders.", []),
    "a name with a number": ("They founded Orion 1980, a company.", []),
    "an ordinal": ("The 47th president spoke at the 80th session.", []),
    "a share": ("They won 12 of 20 seats and 3 percent more.", []),
    "a duration": ("The talks lasted for three days.", []),
    "an age": ("The two-year-old treaty holds.", []),
}

TABLES = {"days": DAYS, "weekdays": WEEKDAYS, "relative": RELATIVE, "periods": PERIODS, "story": STORY, "no": NOTHING}
CASES = {f"{table}: {name}": case for table, cases in TABLES.items() for name, case in cases.items()}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_dates_seen_from_a_friday(text, expected):
    assert values(text) == expected


UNDATED = {
    "a day keeps its month": ("They met on December 21.", ["XXXX-12-21"]),
    "a month": ("They met in May.", ["XXXX-05"]),
    "a full date": ("They met on May 9, 2022.", ["2022-05-09"]),
    "a year": ("They met in 2011.", ["2011"]),
    "a range": ("They met on Dec. 3-4.", ["XXXX-12-03/XXXX-12-04"]),
    "a weekday gives nothing": ("They met on Friday.", []),
    "today gives nothing": ("They met today.", []),
    "last week gives nothing": ("They met last week.", []),
}


@pytest.mark.parametrize(("text", "expected"), UNDATED.values(), ids=UNDATED)
def test_dates_of_an_undated_text(text, expected):
    assert values(text, None) == expected


CLOCKS = {
    "time alone has the story's day": ("They spoke at 10:28 a.m. for an hour.", [("10:28 a.m.", FRIDAY, "time")]),
    "time and day are one": ("They spoke at 9 a.m. Thursday.", [("9 a.m. Thursday", "2024-12-19", "date")]),
    "a video's length is no time": ("Replay the video 02:07 of the talks.", []),
    "a time after a preposition": ("The talks began at 14:30 in Geneva.", [("14:30", FRIDAY, "time")]),
    "time, zone and day": (
        "The talks began at 9 a.m. Thursday (0000 GMT).",
        [("9 a.m. Thursday (0000 GMT)", "2024-12-19", "date")],
    ),
    "time in the sentence of a day": (
        "On Thursday they spoke from 2 p.m. local time.",
        [("Thursday", "2024-12-19", "date"), ("2 p.m. local time", "2024-12-19", "time")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CLOCKS.values(), ids=CLOCKS)
def test_times_of_day(text, expected):
    assert [(mention.text, mention.edtf, mention.kind) for mention in mentions(text)] == expected


def test_basis_tells_calendar_days_from_relative_ones():
    found = mentions("They met on Dec. 3 and spoke again on Thursday.")

    assert [(mention.text, mention.basis) for mention in found] == [("Dec. 3", "explicit"), ("Thursday", "relative")]


def test_the_dateline_gives_a_mention_and_the_day_of_the_story():
    text = "Ministers hold talks\n\nSEOUL, Dec. 19 (Yonhap) -- The ministers of the two countries met on Friday.\n"

    found = mentions(text)

    assert [(mention.text, mention.edtf, mention.basis) for mention in found] == [
        ("Dec. 19", "2024-12-19", "dateline"),
        ("Friday", "2024-12-13", "relative"),
    ]


YEARLESS = {
    "the weekday of the lead is the dateline's": (
        "SEOUL, Sept. 10 (Yonhap) -- The ministers met on Tuesday. They had last met on Friday.",
        ["XXXX-09-10", "XXXX-09-10", "XXXX-09-06"],
    ),
    "days around the new year": (
        "PARIS, Jan. 1 (Reuters) - The ministers met on Monday, after talks on Sunday. They meet again on Wednesday.",
        ["XXXX-01-01", "XXXX-01-01", "XXXX-12-31", "XXXX-01-03"],
    ),
    "no weekday in the lead, no day to count from": (
        "PARIS, Jan. 1 (Reuters) - The ministers met, after talks yesterday in the capital.",
        ["XXXX-01-01"],
    ),
    "longer times stay open": (
        "PARIS, May 6 (Reuters) - The ministers met on Monday. They had met last month.",
        ["XXXX-05-06", "XXXX-05-06"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), YEARLESS.values(), ids=YEARLESS)
def test_days_are_told_without_the_year_where_the_dateline_has_none(text, expected):
    body = f"Ministers hold talks\n\n{text}\n"

    assert values(body, None) == expected


def test_a_text_of_one_of_several_days_gives_what_all_of_them_give():
    assert values("He resigned last month, on a Monday, and left on Friday.", "[2024-12-18..2024-12-20]") == [
        "2024-11",
        "2024-12-16",
    ]
