"""The made-up articles of the benchmarks: the same each time, and marked where their words stand."""

from tests.bench.corpus import articles


def test_same_seed_gives_same_articles():
    assert [piece.text for piece in articles(30, 7)] == [piece.text for piece in articles(30, 7)]
    assert {piece.text for piece in articles(30, 7)}.isdisjoint(piece.text for piece in articles(30, 8))


def test_articles_differ_and_some_are_no_diplomacy():
    pieces = list(articles(400))
    assert len({piece.text for piece in pieces}) == 400
    home = [piece for piece in pieces if piece.encounter is None]
    assert 10 < len(home) < 80
    assert all(not piece.reading.events and not piece.reading.statements for piece in home)


def test_readings_point_at_the_words():
    for piece in articles(200):
        read, text = piece.reading, piece.text
        for person in read.persons:
            assert all(text[m.start : m.end] == m.text and m.text in person.name for m in person.mentions)
        for said in read.statements:
            (start, end), (cue, stop) = said.content[0], said.cue[0]
            assert text[start:end].strip() == text[start:end] != ""
            assert text[cue:stop].split()[0].isalpha()
            assert "<" not in text[start:end]
        for event in read.events:
            assert len(event.participants) == 2
            assert event.date.start is not None
            assert all(start < end <= len(text) for start, end in event.evidence)


def test_one_encounter_is_told_by_several_articles():
    told = [piece.encounter for piece in articles(300) if piece.encounter is not None]
    assert max(told.count(number) for number in set(told)) >= 4
