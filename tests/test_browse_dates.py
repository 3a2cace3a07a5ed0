"""Dates in plain words, with the uncertainty said."""

from datetime import date

import pytest

from timeline.browse.dates import DayWords, day_words, plain_reason
from timeline.browse.filters import PartialDate

D = date
CASES = {
    "day": (("2024-12-19", D(2024, 12, 19), D(2024, 12, 19), "relative"), "Thursday 19 December 2024"),
    "day of the report": (
        ("2024-12-20?", D(2024, 12, 20), D(2024, 12, 20), "reported_on"),
        "reported 20 December 2024",
    ),
    "uncertain day": (("2024-12-20?", D(2024, 12, 20), D(2024, 12, 20), "relative"), "20 December 2024, uncertain"),
    "about a day": (("2024-12-20~", D(2024, 12, 20), D(2024, 12, 20), "inferred"), "about 20 December 2024"),
    "month": (("2024-12", D(2024, 12, 1), D(2024, 12, 31), "relative"), "December 2024"),
    "February of a leap year": (("2024-02", D(2024, 2, 1), D(2024, 2, 29), "relative"), "February 2024"),
    "year": (("2024", D(2024, 1, 1), D(2024, 12, 31), "explicit"), "2024"),
    "days of a month": (
        ("2025-01-20/2025-01-26", D(2025, 1, 20), D(2025, 1, 26), "inferred"),
        "between 20 and 26 January 2025",
    ),
    "one of two days": (
        ("[2025-01-20,2025-01-21]", D(2025, 1, 20), D(2025, 1, 21), "inferred"),
        "20 or 21 January 2025",
    ),
    "days of two months": (
        ("2025-01-30/2025-02-02", D(2025, 1, 30), D(2025, 2, 2), "inferred"),
        "between 30 January and 2 February 2025",
    ),
    "days of two years": (
        ("2024-12-20/2025-01-20", D(2024, 12, 20), D(2025, 1, 20), "relative"),
        "between 20 December 2024 and 20 January 2025",
    ),
    "open end": (("2025-01-20/..", D(2025, 1, 20), None, "inferred"), "20 January 2025 or later"),
    "open beginning": (("../2025-01-20", None, D(2025, 1, 20), "inferred"), "20 January 2025 or earlier"),
    "undated": (("", None, None, "unknown"), "undated"),
    "year unknown": (("XXXX-12-21", None, None, "explicit"), "21 December, year unknown"),
    "nothing known": (("XXXX-XX-XX", None, None, "unknown"), "undated"),
}


@pytest.mark.parametrize("name", CASES)
def test_date_is_said_in_plain_words(name: str) -> None:
    given, expected = CASES[name]

    assert day_words(*given).long == expected


def test_anchor_of_a_reported_day_says_reported() -> None:
    words = day_words("2024-12-20?", D(2024, 12, 20), D(2024, 12, 20), "reported_on")

    assert words == DayWords("reported 20 December 2024", "20", "Fri, reported", "2024-12-20", is_certain=False)


ANCHORS = {
    "days of two months": ((D(2025, 6, 30), D(2025, 7, 6)), ("Jun–Jul", "one of these days")),
    "weeks of two months": ((D(2025, 6, 2), D(2025, 7, 6)), ("Jun–Jul", "day unknown")),
    "year": ((D(2024, 1, 1), D(2024, 12, 31)), ("2024", "day unknown")),
    "days of two years": ((D(2024, 12, 30), D(2025, 1, 5)), ("2024–25", "day unknown")),
    "years of two centuries": ((D(1998, 1, 1), D(2003, 12, 31)), ("1998–", "day unknown")),
    "days of a month": ((D(2025, 6, 2), D(2025, 6, 8)), ("2–8", "one of these days")),
    "open end": ((D(2025, 6, 2), None), ("Jun", "from")),
}


@pytest.mark.parametrize("name", ANCHORS)
def test_anchor_of_more_than_a_day(name: str) -> None:
    (first, last), expected = ANCHORS[name]

    words = day_words("", first, last, "relative")

    assert (words.big, words.small) == expected


def test_anchor_of_a_month_claims_no_day() -> None:
    words = day_words("2024-12", D(2024, 12, 1), D(2024, 12, 31), "relative")

    assert words == DayWords("December 2024", "Dec", "day unknown", "", is_certain=False)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", D(2024, 1, 1), D(2024, 12, 31)),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29)),
        ("2024-12-20", D(2024, 12, 20), D(2024, 12, 20)),
    ],
)
def test_partial_date_spans_its_days(text: str, first: date, last: date) -> None:
    assert PartialDate.parse(text) == PartialDate(text, first, last)


REASONS = {
    "Ann Roy became Minister on 2025-01-25, so 2025-01-27 to 2025-02-02.": (
        "Ann Roy became Minister on 25 January 2025, so 27 January 2025 to 2 February 2025."
    ),
    "no day: 2025-02-31, 12025-01-01, 2025-01-011": "no day: 2025-02-31, 12025-01-01, 2025-01-011",
}


@pytest.mark.parametrize("reason", REASONS)
def test_reasons_tell_days_in_plain_words(reason):
    assert plain_reason(reason) == REASONS[reason]
