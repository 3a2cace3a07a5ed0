"""What benchmarks make of their figures."""

from pathlib import Path

from tests.bench.browse.figures import Row, Times, percentile, slopes


def test_percentile_is_a_value_that_so_many_do_not_exceed() -> None:
    assert [percentile([5, 1, 3, 2, 4], percent) for percent in (0, 50, 95, 100)] == [1, 3, 5, 5]


def test_costs_are_processor_time_where_that_is_known() -> None:
    assert (Times([4.0, 2.0, 9.0]).cost, Times([4.0], [1.0, 3.0, 2.0]).cost) == (4.0, 2.0)


def test_slopes_compare_the_least_number_of_events_with_the_most(tmp_path: Path) -> None:
    file = tmp_path / "costs.json"
    rows = {
        1_000: [Row("page", "", cost=2.0), Row("start", "")],
        10_000: [Row("page", "", cost=9.0), Row("more", "", cost=1.0)],
        100_000: [Row("page", "", cost=20.0)],
    }

    told = {events: [(row.what, row.figures) for row in slopes(some, events, file)] for events, some in rows.items()}

    assert told == {
        1_000: [],
        10_000: [("slope: page", "+0.65 from 1,000 (2.0 ms) to 10,000 events (9.0 ms)")],
        100_000: [("slope: page", "+0.50 from 1,000 (2.0 ms) to 100,000 events (20.0 ms)")],
    }
