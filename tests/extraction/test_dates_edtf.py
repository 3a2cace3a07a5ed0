import re
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extraction.dates import edtf

BOUNDS = {
    "a day": ("2024-12-20", ("2024-12-20", "2024-12-20")),
    "an uncertain day": ("2024-12-20?", ("2024-12-20", "2024-12-20")),
    "an approximate day": ("2018-10-01~", ("2018-10-01", "2018-10-01")),
    "a day with time": ("2024-12-20T10:28+09:00", ("2024-12-20", "2024-12-20")),
    "a month": ("2024-02", ("2024-02-01", "2024-02-29")),
    "a month, day unspecified": ("2023-02-XX", ("2023-02-01", "2023-02-28")),
    "a year": ("2024", ("2024-01-01", "2024-12-31")),
    "a decade": ("199X", ("1990-01-01", "1999-12-31")),
    "a century": ("19XX", ("1900-01-01", "1999-12-31")),
    "a day of the year unknown": ("XXXX-12-21", (None, None)),
    "a month of the year unknown": ("XXXX-05", (None, None)),
    "a quarter": ("2024-34", ("2024-04-01", "2024-06-30")),
    "a half": ("2025-40", ("2025-01-01", "2025-06-30")),
    "a season": ("2024-22", ("2024-06-01", "2024-08-31")),
    "a winter runs into the next year": ("2024-24", ("2024-12-01", "2025-02-28")),
    "a period": ("2024-12-03/2024-12-04", ("2024-12-03", "2024-12-04")),
    "a period of months": ("2013/2014-02", ("2013-01-01", "2014-02-28")),
    "an open start": ("../2024-12-31", (None, "2024-12-31")),
    "an open end": ("2018/..", ("2018-01-01", None)),
    "some day within": ("[2013-11-08..2013-11-10]", ("2013-11-08", "2013-11-10")),
    "either day": ("[2013-02-02,2013-02-05]", ("2013-02-02", "2013-02-05")),
    "on or before": ("[..2018-05]", (None, "2018-05-31")),
    "no such day": ("2023-02-29", (None, None)),
    "no such month": ("2023-13", (None, None)),
    "a period backwards": ("2024-12-04/2024-12-03", (None, None)),
    "words": ("last Friday", (None, None)),
    "nothing": ("", (None, None)),
    "None": (None, (None, None)),
}


@pytest.mark.parametrize(("value", "expected"), BOUNDS.values(), ids=BOUNDS)
def test_bounds(value, expected):
    assert edtf.bounds(value) == expected


VALID = {
    "a day": ("2024-12-20", True),
    "a day of the year unknown": ("XXXX-12-21", True),
    "some day within": ("[2013-11-08..2013-11-10]", True),
    "an open end": ("2018/..", True),
    "no such day": ("2023-02-30", False),
    "words": ("Friday", False),
    "a duration": ("P3D", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize(("value", "expected"), VALID.values(), ids=VALID)
def test_is_valid(value, expected):
    assert edtf.is_valid(value) is expected


def test_covers_says_whether_a_day_may_lie_in_a_value():
    assert edtf.covers("2024-12", date(2024, 12, 31))
    assert not edtf.covers("2024-12", date(2025, 1, 1))
    assert edtf.covers("../2024-12-31", date(1950, 1, 1))
    assert not edtf.covers("XXXX-12-21", date(2024, 12, 21))


def test_within_and_overlaps_compare_two_values():
    assert edtf.within("2024-12-05", "2024-12")
    assert not edtf.within("2024-12", "2024-12-05")
    assert not edtf.within("XXXX-12", "2024")
    assert edtf.overlaps("2024-12-01/2024-12-05", "2024-12-05/..")
    assert not edtf.overlaps("2024-12-01", "2024-12-02")


days = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat)
months = days.map(lambda day: day[:7])
years = days.map(lambda day: day[:4])
divisions = st.builds("{}-{}".format, years, st.sampled_from([21, 22, 23, 33, 34, 35, 36, 40, 41]))
simple = days | months | years | divisions | years.map(lambda year: year[:3] + "X")
values = simple | st.builds("{}/{}".format, years, years) | st.builds("[{}..{}]".format, days, days)


@given(values)
@settings(max_examples=60)
def test_bounds_agree_with_the_edtf_library(value):
    first, last = edtf.bounds(value)

    if first is None:  # a period backwards, which the library does not refuse
        ends = re.split(r"/|\.\.", value.strip("[]"))
        assert ends[0] > ends[1]
        return
    library = parse_edtf(value)

    assert (first, last) == (_iso(library.lower_strict()), _iso(library.upper_strict()))


@given(st.text() | st.from_regex(r"[\dX\[\]{}/.,?~%-]{0,24}", fullmatch=True))
def test_any_text_gives_bounds_in_order(value):
    first, last = edtf.bounds(value)

    assert first is None or last is None or first <= last


def _iso(time_struct):
    return "{:04d}-{:02d}-{:02d}".format(*time_struct[:3])


DAYS_OF_A_YEAR = {"2024-12-21": True, "XXXX-12-21?": True, "XXXX-12": False, "XXXX-13-01": False, "2024-12": False}


@pytest.mark.parametrize(("value", "expected"), DAYS_OF_A_YEAR.items(), ids=DAYS_OF_A_YEAR)
def test_a_day_is_named_with_or_without_its_year(value, expected):
    assert edtf.names_a_day(value) is expected
