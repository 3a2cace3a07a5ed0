"""Readers at work while curators edit and articles come in; at the end the index must answer as the database does."""

import subprocess
import sys
from collections.abc import Iterator, Sequence

from tests.bench.browse.clients import CLIENTS, Question, ask_at_once
from tests.bench.browse.figures import Row, Times, percentile
from tests.bench.browse.questions import Menu, parameters, questions
from tests.bench.browse.site import Site
from timeline.browse import Filters
from timeline.browse.plain import PlainAnswer

# Questions that are compared with the database at the end.
COMPARED = 12
# How much of the time readers are alone, for comparison.
QUIET_SHARE = 0.3


def under_load(site: Site, menu: Menu, seconds: float) -> Iterator[Row]:
    """Let clients ask for pages, alone and while others write; then compare the counts of each worker."""
    asked = [("/", parameters(filters)) for filters in questions(menu, 3000, seed=21)]
    quiet, failed = _asking(site, asked, seconds * QUIET_SHARE)
    yield Row(f"pages, {CLIENTS} clients", f"{quiet}; {failed} of {len(quiet.wall)} failed", "0 failed")
    command = [sys.executable, "-m", "tests.bench.browse.writers"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writers:  # noqa: S603
        times, failed = _asking(site, asked, seconds, writers)
        written, _ = writers.communicate()
    if writers.returncode:
        raise SystemExit("What writes meanwhile has failed.")
    yield Row(f"the same with {written}", f"{times}; {failed} of {len(times.wall)} failed", "0 failed")
    more = percentile(times.wall, 95) / percentile(quiet.wall, 95)
    yield Row("p95 over that without writers", f"{more:.2f} x", "2 x")
    yield Row("counts that differ from the database's", _different(site, menu), "0")


def _asking(
    site: Site, asked: Sequence[Question], seconds: float, writers: "subprocess.Popen[str] | None" = None
) -> tuple[Times, int]:
    """Let all clients ask for some seconds, beside the writers if there are any; give times and how many failed."""
    if writers and writers.stdin:
        writers.stdin.write("begin\n")
        writers.stdin.flush()
    return ask_at_once(site, asked, seconds)


def _different(site: Site, menu: Menu) -> str:
    compared = [Filters(), *questions(menu, COMPARED - 1, seed=22)]
    wrong = 0
    for filters in compared:
        total = PlainAnswer(filters).total()
        for worker in site.workers:
            with site.only(worker):
                wrong += _total(site.plain("/", parameters(filters)).body) != total
    return f"{wrong} of {len(compared) * len(site.workers)}"


def _total(body: bytes) -> int:
    return int(body.split(b"<title>")[1].split()[0].replace(b",", b""))
