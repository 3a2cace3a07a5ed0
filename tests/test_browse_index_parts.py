"""What the index is put together from: single filters that are kept, columns, numbered values, stored bitmaps."""

from pathlib import Path

import numpy as np
import pytest
from pyroaring import BitMap

from timeline.browse.index import snapshot as stored
from timeline.browse.index.columns import Chosen, make_column
from timeline.browse.index.part import Singles
from timeline.browse.index.sorting import numbered


def test_single_filters_follow_what_is_gone_and_leave_earlier_readers_alone() -> None:
    singles = Singles()
    taken_away = []

    def less(chosen: Chosen, gone: BitMap) -> Chosen:
        taken_away.append(set(gone))
        return chosen.without(gone)

    def get(*gone: int) -> set[int]:
        return set(singles.get("type", BitMap(gone), lambda: Chosen(BitMap(range(5)) - BitMap(gone), 9), less).events)

    assert [get(), get(1), get(1), get(1, 3)] == [{0, 1, 2, 3, 4}, {0, 2, 3, 4}, {0, 2, 3, 4}, {0, 2, 4}]
    assert taken_away == [{1}, {3}]
    # Who answers as things were before neither meets what came later nor puts it back.
    assert [get(1), get(1, 3)] == [{0, 2, 3, 4}, {0, 2, 4}]
    assert len(taken_away) == 2


def test_single_filters_are_bound_by_their_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.browse.index.part.OF_COUNTS", 0)
    monkeypatch.setattr("timeline.browse.index.part.MOST_SINGLES", 3 * Chosen(BitMap(range(0, 9000, 9)), 90_000).bytes)
    singles = Singles()

    for number in range(5):
        singles.get(number, BitMap(), lambda: Chosen(BitMap(range(0, 9000, 9)), 90_000), Chosen.without)

    assert list(singles._kept) == [2, 3, 4]


@pytest.mark.parametrize("widest", [1, 3, 4, 7])
def test_column_of_few_events_counts_as_one_of_many(widest: int) -> None:
    chance = np.random.default_rng(widest)
    places = np.repeat(np.arange(25), chance.integers(0, widest + 1, 25))
    numbers = chance.integers(0, 9, len(places))
    few = make_column(25, places, numbers, list("abcdefghi"))
    many = make_column(5000, places, numbers, list("abcdefghi"))

    for chosen in (BitMap(range(25)), BitMap(range(3, 11)), BitMap([7]), BitMap()):
        assert few.counts(Chosen(chosen, 25)) == many.counts(Chosen(chosen, 5000))
        assert few.counts(Chosen(chosen, 25, is_lasting=True)) == many.counts(Chosen(chosen, 5000))
    assert few.any_of(["a", "c"]) == many.any_of(["a", "c"])


@pytest.mark.parametrize("most", [50, 70_000, 1 << 40], ids=["few", "many", "beyond a table"])
def test_values_are_numbered_in_their_order(most: int) -> None:
    values = np.random.default_rng(1).integers(0, most, 20_000)

    known, numbers = numbered(values)

    assert known.tolist() == sorted(set(values.tolist()))
    assert (known[numbers] == values).all()


def test_stored_bitmaps_are_given_back_however_few_stay_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.browse.index.snapshot.MOST_OPEN", 2 * 300)
    bitmaps = [BitMap(range(number, number + 20, 2)) for number in range(9)]
    writer = stored._Writer(tmp_path)
    writer.bitmaps("type", bitmaps)
    np.save(tmp_path / "type-ends.npy", np.array(writer.ends["type"]))

    found = stored.Stored(tmp_path, "type")

    assert [found[number] for number in (8, 0, 1, 2, 3, 8, *range(9))] == [
        bitmaps[number] for number in (8, 0, 1, 2, 3, 8, *range(9))
    ]
    assert len(found._open) <= 2
