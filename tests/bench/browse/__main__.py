"""Measure the pages at many events: `python -m tests.bench.browse [PART …] [--events N] [--questions N]`.

PART is any of `start`, `build`, `pages`, `more`, `words`, `inside`, `edit`, `memory`, `throughput`, `load`, `peers`,
`timelines`, `tiled`; all without one. `load` asks as eight clients, then again while events are edited and articles
stored (which stay). `peers` installs Datasette at first and asks it and plain Django the same questions in turns, which
takes minutes; `timelines` visits the first page and other timelines from npm in Chromium; `tiled` lays the index ten
times over itself, for want of a database as large. The events are made up (`crowd`), in a database of their own that is
kept for the next run; the site is served as `make run` does. Beside the times on the clock stands the processor time of
all servers, which a busy machine changes less. Costs of runs with other numbers of events in the same place tell at the
end how they grow.
"""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tests.bench.browse.figures import Row, slopes
from tests.bench.browse.ground import ground

PARTS = (
    "start",
    "build",
    "pages",
    "more",
    "words",
    "inside",
    "edit",
    "memory",
    "throughput",
    "load",
    "peers",
    "timelines",
    "tiled",
)


def main(arguments: Sequence[str]) -> int:
    """Run the parts asked for and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=f"what to measure: {', '.join(PARTS)}")
    parser.add_argument("--events", type=int, default=100_000, help="events in the database (100000)")
    parser.add_argument("--questions", type=int, default=200, help="random questions of each part (200)")
    parser.add_argument("--peer-questions", type=int, default=6, help="questions that peers are asked, too (6)")
    parser.add_argument("--seconds", type=float, default=30, help="how long the part `load` takes (30; 600 by hand)")
    parser.add_argument("--tiles", type=int, default=10, help="times as many events in the part `tiled` (10)")
    parser.add_argument("--folder", type=Path, help="where the database is kept (var/bench/browse-EVENTS)")
    given = parser.parse_args(arguments)
    # What it started ends with it, whoever ends it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]}")
    folder = given.folder or Path("var/bench") / f"browse-{given.events}"
    with ground(given.events, folder.resolve(), print):
        print(f"{given.events:,} events; load {_load()}", flush=True)
        done = []
        for row in _rows(given.parts or PARTS, given.questions, given, folder.resolve()):
            _print(row)
            done.append(row)
        for row in slopes(done, given.events, folder.resolve().with_name("browse-costs.json")):
            _print(row)
        print(f"load {_load()}")
    return 0


def _print(row: Row) -> None:
    print(f"{row.what:42} {row.figures:58} {row.bar}", flush=True)


def _rows(parts: Sequence[str], number: int, given: argparse.Namespace, folder: Path) -> Iterator[Row]:
    from tests.bench.browse import load, ours, peers, tiled, timelines
    from tests.bench.browse.questions import Menu
    from tests.bench.browse.site import served
    from timeline.browse.index import making
    from timeline.browse.index.live import live

    live.take(making.snapshot(stale=False))
    menu = Menu.of_database()
    alone: dict[str, Callable[[], Iterable[Row]]] = {
        "start": ours.start,
        "build": ours.full_build,
        "inside": lambda: ours.inside(menu, number),
        "peers": lambda: peers.in_sql(menu, given.peer_questions),
        "tiled": lambda: tiled.tiled(menu, number, given.tiles),
    }
    for part in filter(parts.__contains__, alone):
        yield from alone[part]()
    live.forget()
    if not set(parts) - set(alone) | set(parts) & {"peers"}:
        return
    with served() as site:
        ours.warm(site)
        on_site: dict[str, Callable[[], Iterable[Row]]] = {
            "pages": lambda: ours.pages(site, menu, number),
            "more": lambda: ours.more(site, menu, number),
            "words": lambda: ours.words(site, menu, number),
            "edit": lambda: ours.edit(site),
            "throughput": lambda: ours.throughput(site, menu),
            "load": lambda: load.under_load(site, menu, given.seconds),
            "memory": lambda: ours.worker_memory(site, menu),
            "timelines": lambda: timelines.in_browser(site, folder),
            "peers": lambda: peers.beside(site, menu, given.peer_questions, folder),
        }
        for part in filter(parts.__contains__, on_site):
            yield from on_site[part]()


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
