"""Measure the curators' desk: `python -m tests.bench.desk [PART …] [--events N] [--items N]`.

PART is any of `next`, `lists`, `review`; all without one. `next` asks for the next item of the queue, with filters of
all kinds; `lists` takes the first page of each list in the admin, with the number of its queries; `review` signs in
with a real browser and reviews items by keys alone, measures from the key that accepts to the next item in its place,
ready for the next key, and undoes it all.
The events are made up (`crowd`), in a database that `bench-browse` shares.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.browse.ground import ground

PARTS = ("next", "lists", "review")


def main(arguments: Sequence[str]) -> int:
    """Run the parts asked for and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=f"what to measure: {', '.join(PARTS)}")
    parser.add_argument("--events", type=int, default=100_000, help="events in the database (100000)")
    parser.add_argument("--items", type=int, default=50, help="items that are reviewed (50)")
    parser.add_argument("--folder", type=Path, help="where the database is kept (var/bench/browse-EVENTS)")
    given = parser.parse_args(arguments)
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]}")
    folder = given.folder or Path("var/bench") / f"browse-{given.events}"
    with ground(given.events, folder.resolve(), print, pages=False):
        from tests.bench.desk import ours

        print(f"{given.events:,} events; load {_load()}", flush=True)
        parts = given.parts or PARTS
        for part, rows in (("next", ours.next_items), ("lists", ours.lists), ("review", ours.review)):
            if part in parts:
                for what, figures in rows(given.items):
                    print(f"{what:42} {figures}", flush=True)
        print(f"load {_load()}")
    return 0


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
