import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.browse.excerpts import LONGEST, excerpts, sentence_bounds

TEXT = (
    "Ministers talk\nThe U.S. minister, Gen. Ada Roe, called on Dec. 3. “We agreed,” she said.\n"
    "The two will meet again. "
)


def shown(text: str, *words: str) -> list[str]:
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    return ["".join(f"[{p.text}]" if p.is_mark else p.text for p in pieces) for pieces in excerpts(text, spans)]


SENTENCES = {
    "abbreviations end no sentence": (("called",), ["The U.S. minister, Gen. Ada Roe, [called] on Dec. 3."]),
    "marks of one sentence stand in one excerpt": (
        ("Ada Roe", "Dec. 3"),
        ["The U.S. minister, Gen. [Ada Roe], called on [Dec. 3]."],
    ),
    "a heading is a sentence of its own": (("talk",), ["Ministers [talk]"]),
    "each sentence once, in the order of the text": (
        ("meet", "agreed"),
        ["“We [agreed],” she said.", "The two will [meet] again."],
    ),
    "a whole sentence is not marked": (
        ("The two will meet again.", "again"),
        ["The two will meet [again]."],
    ),
    "no proof, no excerpt": ((), []),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_excerpts_show_whole_sentences(name: str) -> None:
    words, expected = SENTENCES[name]

    assert shown(TEXT, *words) == expected


def test_excerpts_cut_a_long_sentence_between_words() -> None:
    text = "We " + "gladly " * 200 + "agreed" + " today" * 200 + "."

    (excerpt,) = shown(text, "agreed")

    assert excerpt.startswith("… gladly gladly ")
    assert "gladly [agreed] today" in excerpt
    assert excerpt.endswith(" today …")
    assert len(excerpt) <= LONGEST + 10


@given(st.text(max_size=300), st.data())
def test_excerpts_mark_words_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    first, last = sentence_bounds(text, start, end)

    assert first <= start <= end <= last
    for pieces in excerpts(text, [(start, end)]):
        assert all("".join(p.text.split()) in "".join(text.split()) for p in pieces if p.is_mark)
