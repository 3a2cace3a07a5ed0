"""Phrases and topics of the diplomatic lexicon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction import phrases

# text: [(phrase, words found)]
PHRASES = {
    "a word": ("their ironclad commitment", [("ironclad", "ironclad")]),
    "hyphen or blank": ("a two state solution", [("two-state solution", "two state solution")]),
    "the longest of two": (
        "sovereignty and territorial integrity",
        [("territorial integrity", "sovereignty and territorial integrity")],
    ),
    "an insertion": (
        "the combined US-ROK defense posture",
        [("combined defense posture", "combined US-ROK defense posture")],
    ),
    "capitals": ("All options are on the table", [("all options are on the table", "All options are on the table")]),
    "strong only in quotation marks": ("a “strong” and strong posture", [("strong", "strong")]),
    "no part of a word": ("resetting the clock", []),
    "nothing": ("They had lunch.", []),
}
TOPICS = {
    "a commitment to defend": ("our commitment to defending the islands", ("alliance",)),
    "close contact": ("to stay in close contact", ("close_contact",)),
    "two topics": ("sanctions on oil exports", ("sanctions", "trade", "energy")),
    "a pair of countries": (
        "North Korea's military ties with Russia",
        ("defence", "north_korea", "north_korea_russia", "russia"),
    ),
    "nothing": ("They had lunch.", ()),
}


@pytest.mark.parametrize("name", PHRASES)
def test_phrases_are_found_where_they_stand(name):
    text, expected = PHRASES[name]

    found = phrases.phrases(text, ((0, len(text)),))

    assert [(use.phrase, text[use.start : use.end]) for use in found] == expected


@pytest.mark.parametrize("name", TOPICS)
def test_topics_follow_the_words(name):
    text, expected = TOPICS[name]

    assert phrases.topics(text, ((0, len(text)),)) == expected


def test_phrase_outside_the_content_is_not_found():
    text = "ironclad, he said: a watertight plan"

    assert [use.phrase for use in phrases.phrases(text, ((19, len(text)),))] == ["watertight"]


@given(st.text(max_size=200))
def test_any_text_gives_uses_that_lie_in_it(text):
    for use in phrases.phrases(text, ((0, len(text)),)):
        assert 0 <= use.start < use.end <= len(text)


@given(st.text(alphabet="abcdefghilmnoprstuvy-’ ", max_size=80))
def test_quick_look_rules_out_only_what_cannot_match(text):
    for entry in (*phrases._phrases(), *phrases._topics()):
        assert entry.may_match(text) or not entry.pattern.search(text)


def test_lexicons_have_no_row_twice():
    for rows in (phrases._phrases(), phrases._topics()):
        names = [entry.name for entry in rows]
        assert len(names) == len(set(names))
