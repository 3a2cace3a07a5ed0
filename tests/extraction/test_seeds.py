import pytest

from tests.acceptance import EXPECTED, ROOT, rows

MUST = {row.name: row for row in rows() if row.need == "must"}


@pytest.mark.parametrize("name", MUST)
def test_seeds_give_what_a_careful_reader_finds(name):
    assert MUST[name].fault is None


def test_every_seed_is_expected():
    assert {article["file"] for article in EXPECTED["articles"]} == {
        path.name for path in (ROOT / "seeds").glob("*.txt")
    }
