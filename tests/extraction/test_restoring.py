"""A Reading kept as JSON is the same Reading again."""

import json

import pytest

from tests.acceptance import ROOT
from tests.bench.corpus import articles
from timeline.extraction import Reading, read
from timeline.extraction.restoring import restore


def _kept(reading: Reading) -> dict:
    return json.loads(json.dumps(reading.as_json()))


def test_a_seed_read_is_the_same_after_json():
    path = next(iter(sorted((ROOT / "seeds").glob("*.txt"))))
    reading = read(path.read_text("utf-8"), file=path.name)

    assert restore(_kept(reading)) == reading


def test_a_reading_of_parties_offices_and_readouts_is_the_same_after_json():
    for piece in articles(3, 1):
        assert restore(_kept(piece.reading)) == piece.reading


def test_a_reading_of_an_older_shape_takes_defaults():
    values = {"file": "a.txt", "sha256": "0" * 64, "chars": 3, "language": "en", "gone": 1}

    assert restore(values) == Reading("a.txt", "0" * 64, 3, "en")


def test_what_is_no_reading_is_refused():
    with pytest.raises(TypeError):
        restore({"file": "a.txt"})
