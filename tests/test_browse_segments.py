"""Texts cut by marks that may overlap, and the words a search found."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.browse.segments import HIT_START, HIT_STOP, Mark, Segment, cut, hits, paragraphs


def kinds(pieces: list) -> list[tuple[str, str]]:
    return [(piece.text, "+".join(mark.fact for mark in piece.marks)) for piece in pieces]


def test_overlapping_marks_are_split_where_they_cross() -> None:
    marks = [Mark(0, 6, "content", "s1"), Mark(4, 9, "date", "e1")]

    assert kinds(cut("0123456789", marks)) == [("0123", "s1"), ("45", "s1+e1"), ("678", "e1"), ("9", "")]


def test_marks_inside_each_other_keep_the_outer_one_on_both_sides() -> None:
    marks = [Mark(1, 8, "event", "e1"), Mark(3, 5, "content", "s1")]

    assert kinds(cut("0123456789", marks)) == [("0", ""), ("12", "e1"), ("34", "e1+s1"), ("567", "e1"), ("89", "")]


def test_mark_over_two_lines_is_cut_at_the_line() -> None:
    text = "first line\n\nsecond line"
    marks = [Mark(6, 18, "content", "s1")]

    lines = [kinds(cut(text, marks, start, end)) for start, end in paragraphs(text)]

    assert lines == [[("first ", ""), ("line", "s1")], [("second", "s1"), (" line", "")]]


spans = st.tuples(st.integers(0, 40), st.integers(1, 10), st.sampled_from(["s1", "s2", "e1"]))


@given(st.text(max_size=40), st.lists(spans, max_size=8))
def test_pieces_are_the_whole_text_and_carry_exactly_its_marks(text: str, given_spans: list) -> None:
    marks = [Mark(start, start + length, "content", fact) for start, length, fact in given_spans]

    pieces = cut(text, marks)

    assert "".join(piece.text for piece in pieces) == text
    position = 0
    for piece in pieces:
        for place in range(position, position + len(piece.text)):
            assert set(piece.marks) == {mark for mark in marks if mark.start <= place < mark.end}
        position += len(piece.text)


def test_found_words_are_told_from_the_rest() -> None:
    headline = f"the {HIT_START}ironclad{HIT_STOP} <b>alliance</b>"

    assert hits(headline) == (Segment("the "), Segment("ironclad", True), Segment(" <b>alliance</b>"))
