"""What changed between two texts, and where quoted words stand now."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.versions import Carrier, Kind, compare, find_quote

COMPARED = {
    "nothing": ("The two spoke.", "The two spoke.", ["=The two spoke."]),
    "a word": ("They spoke on Friday.", "They spoke on Thursday.", ["=They spoke on ", "-Friday", "+Thursday", "=."]),
    "part of a word is the whole word": ("a vowed pact", "a vowing pact", ["=a ", "-vowed", "+vowing", "= pact"]),
    "added": ("One. Three.", "One. Two. Three.", ["=One. ", "+Two. ", "=Three."]),
    "taken away": ("One. Two. Three.", "One. Three.", ["=One. ", "-Two. ", "=Three."]),
    "a blank between changes is no news": (
        "the red fox of the far north ran", "the blue wolf of the far north ran",
        ["=the ", "-red fox", "+blue wolf", "= of the far north ran"],
    ),
    "a line of many alike": (
        "Day 1.\nDay 2.\nDay 3.\nEnd.", "Day 1.\nDay 2.\nEnd.", ["=Day 1.\nDay 2.\n", "-Day 3.\n", "=End."],
    ),
    "a word of two alike": ("very very good", "very good", ["-very ", "=very good"]),
    "all": ("Yes", "No", ["-Yes", "+No"]),
    "from nothing": ("", "Yes", ["+Yes"]),
    "to nothing": ("Yes", "", ["-Yes"]),
}  # fmt: skip
SIGNS = {Kind.SAME: "=", Kind.GONE: "-", Kind.NEW: "+"}
CALL = "The two spoke by phone.\nRuiz reaffirmed the alliance. Weber thanked her.\n"
PLACES = {
    "where it was": (CALL, "the alliance", "the alliance"),
    "shifted": ("By Mia Long\n" + CALL, "the alliance", "the alliance"),
    "moved before what it followed": ("Ruiz reaffirmed the alliance.\nThe two spoke.", "the alliance", "the alliance"),
    "gone": ("The two spoke by phone.\nWeber thanked her.\n", "the alliance", None),
    "reworded": (CALL.replace("the alliance", "their alliance"), "reaffirmed the alliance", None),
    "another line break": (CALL.replace("med the", "med\nthe"), "reaffirmed the alliance", "reaffirmed\nthe alliance"),
}  # fmt: skip
QUOTES = {
    "the only place": ("a b c", "b", "a ", " c", "b@2"),
    "by what stands before": ("Ann said yes. Bob said yes.", "said yes", "Bob ", ".", "said yes@18"),
    "by what stands behind": ("said yes to Ann, said yes to Bob", "said yes", "", " to Bob", "said yes@17"),
    "in doubt": ("said yes, said yes", "said yes", "", "", None),
    "nowhere": ("said no", "said yes", "", "", None),
    "signs of patterns are words": ("cost $5 (five)", "$5 (five)", "cost ", "", "$5 (five)@5"),
    "nothing": ("said", " ", "", "", None),
}


@pytest.mark.parametrize("case", COMPARED)
def test_compare(case):
    old, new, expected = COMPARED[case]

    runs = compare(old, new)

    words = [new[slice(*run.new)] or old[slice(*run.old)] for run in runs]
    assert [SIGNS[run.kind] + word for run, word in zip(runs, words, strict=True)] == expected


@given(st.text(alphabet="ab .\n", max_size=60), st.text(alphabet="ab .\n", max_size=60))
def test_runs_make_up_both_texts(old, new):
    runs = compare(old, new)

    assert "".join(old[slice(*run.old)] for run in runs) == old
    assert "".join(new[slice(*run.new)] for run in runs) == new
    assert all(old[slice(*run.old)] == new[slice(*run.new)] for run in runs if run.kind is Kind.SAME)


def test_a_million_characters_without_a_common_word_end_in_time():
    old, new = (" ".join(f"{sign}{number}" for number in range(130_000)) for sign in "ab")
    began = time.monotonic()

    runs = compare(old, new, seconds=1)

    assert time.monotonic() - began < 60
    assert {run.kind for run in runs} >= {Kind.GONE, Kind.NEW}


@pytest.mark.parametrize("case", PLACES)
def test_words_are_carried_over(case):
    new, words, expected = PLACES[case]
    start = CALL.index(words)

    place = Carrier(CALL, new).place((start, start + len(words)))

    assert (place and new[slice(*place)]) == expected


@pytest.mark.parametrize("case", QUOTES)
def test_find_quote(case):
    text, exact, prefix, suffix, expected = QUOTES[case]

    place = find_quote(text, exact, prefix, suffix)

    assert (place and f"{text[slice(*place)]}@{place[0]}") == expected


def test_of_like_places_the_nearest_is_meant():
    assert find_quote("said yes, said yes", "said yes", near=11) == (10, 18)
