"""Reprints of one story are found by the runs of words they share; accounts in other words are none."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.joining.reprints import BANDS, PLACES, are_reprints, likeness, reprint_bands, reprint_signature

STORY = """LISBON, May 6 (Wire) -- Portuguese Foreign Minister Rui Tavora and his Chilean counterpart Marta Illanes
agreed by phone on Tuesday to open talks on a fisheries treaty before the summer. Tavora said that Lisbon had waited
for this step since the storm of last year sank eleven boats. Illanes called the treaty a matter of months and thanked
him for the rescue of two crews. Officials of both ministries are to meet in Valparaiso next week, the ministry said.
"""
OTHER_SIDE = """Minister Illanes held a telephone conversation today with the Minister of Foreign Affairs of Portugal,
Rui Tavora. They decided to begin negotiations about fishing without delay. The Minister expressed her gratitude for the
help that Portuguese ships gave to Chilean fishermen, and invited her counterpart to visit the port this year.
"""


def test_a_story_with_another_headline_and_a_cut_end_is_a_reprint():
    cut = "Lisbon and Santiago to talk about fish\n\n" + STORY[: STORY.index("Officials")]

    one, other = reprint_signature(STORY), reprint_signature(cut)

    assert are_reprints(one, other)
    assert set(reprint_bands(one)) & set(reprint_bands(other))


def test_the_other_side_in_its_own_words_is_no_reprint():
    one, other = reprint_signature(STORY), reprint_signature(OTHER_SIDE)

    assert not are_reprints(one, other)
    assert not set(reprint_bands(one)) & set(reprint_bands(other))


def test_case_and_marks_do_not_count():
    assert reprint_signature(STORY.upper().replace(",", " –")) == reprint_signature(STORY)


def test_a_short_text_tells_nothing():
    assert reprint_signature("They spoke by phone on Tuesday.") == ()
    assert not are_reprints((), ())


def test_the_signature_is_the_same_on_every_machine():
    signature = reprint_signature(STORY)

    assert (len(signature), signature[:2]) == (PLACES, (697013593, 158946639))
    assert (len(reprint_bands(signature)), reprint_bands(signature)[0].split(":")[0]) == (BANDS, "0")


@given(st.text(max_size=400))
def test_any_text_is_like_itself(text):
    signature = reprint_signature(text)

    assert not signature or likeness(signature, signature) == 1.0
