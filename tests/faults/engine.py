"""Kill what can be killed while articles are stored, and compare with a run in which nothing was.

    python -m tests.faults.engine kills --articles 1000 --times 200    kill -9 of workers and of ingest
    python -m tests.faults.engine postgres --times 10                  kill -9 of the database server
    python -m tests.faults.engine full                                 the database's disk is full (needs root)
    python -m tests.faults.engine twice                                two runs over one folder at once

Each prints one line: what was done, how often, which rows are lost or doubled. Run by hand; the short forms of the same
are in tests/work.
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from diplomacy.folders import ROOT
from diplomacy.postgres import server
from tests.bench.corpus.articles import articles
from tests.faults.rows import compare, rows_of

# Short texts: the faults are about storing, not about reading.
MOST_CHARS = 400
SETTINGS = {"READOUT_STALLED_SECONDS": "4", "READOUT_RETRY_SECONDS": "1", "READOUT_PATIENCE_SECONDS": "60"}
LONGEST_RUN = 3600
# Megabytes: an empty database with its log takes 80, the articles of a short run a few.
SMALL_DISK = 200
# Seconds from one kill to the next: a worker that has two of them to come up shall also get to work now and then.
BETWEEN_KILLS = (0.3, 4.0)


class Site:
    """A folder of all that one installation makes, its database included, and the processes that work on it."""

    def __init__(self, var: Path, clone: Path = ROOT, **environ: str) -> None:
        self.var, self.clone = var, clone
        base = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environ = base | SETTINGS | {"READOUT_VAR": str(var)} | environ
        self.processes: list[subprocess.Popen[str]] = []
        self.program = [sys.executable]
        self.said = var.with_name(f"{var.name}.log")  # beside the folder: its disk may be full

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of our commands to its end."""
        done = subprocess.run(
            [*self.program, "manage.py", *words], cwd=self.clone, env=self.environ, text=True, capture_output=True
        )
        if check and done.returncode:
            raise SystemExit(f"{words} failed:\n{done.stdout}{done.stderr[-3000:]}")
        return done

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start one of our commands; what it says goes to a file."""
        with self.said.open("a") as log:
            process = subprocess.Popen(
                [*self.program, "manage.py", *words], cwd=self.clone, env=self.environ, text=True,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def stop(self) -> None:
        """End what was started."""
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            process.wait()

    def waiting(self) -> int:
        """Count the articles that still wait, or -1 while the database does not answer."""
        code = "from timeline.models import BatchItem; print(BatchItem.objects.waiting().count())"
        done = self.run("shell", "-v", "0", "-c", code, check=False)
        return int(done.stdout) if done.returncode == 0 else -1


@contextlib.contextmanager
def site(megabytes: int = 0, **environ: str) -> Iterator[Site]:
    """Give a new installation with an empty database that goes when it is done with; on a disk of that size, if any."""
    var = Path(tempfile.mkdtemp(prefix="readout-faults-"))
    if megabytes:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(var)], check=True)
    one = Site(var, **environ)
    try:
        one.run("migrate", "-v", "0")
        one.start("worker", "--quiet", "--batch=999999999", "--name=holder")  # keeps the server up between our commands
        yield one
    finally:
        one.stop()
        until = time.monotonic() + 30
        while server.running(var / "postgres" / "data") and time.monotonic() < until:
            time.sleep(0.2)
        if megabytes:
            subprocess.run(["umount", str(var)], check=True)
        shutil.rmtree(var, ignore_errors=True)
        one.said.unlink(missing_ok=True)


def write_articles(folder: Path, number: int) -> Path:
    """Write short articles, each other than all others."""
    folder.mkdir()
    for piece in articles(number):
        text = piece.text[:MOST_CHARS].rpartition(".")[0] + f".\nDocument {piece.name}.\n"
        (folder / piece.name).write_text(text)
    return folder


def kills(one: Site, folder: Path, times: int) -> str:
    """Kill workers, and the `ingest` that queues the articles until one of it comes through, at random moments."""
    chance = random.Random(1)
    alive = [one.start("ingest", "--defer", str(folder)), *_workers(one, 2)]
    queue_kills = done = 0
    while done < times:
        time.sleep(chance.uniform(*BETWEEN_KILLS))
        alive = [process for process in alive if process.poll() is None]
        victim = chance.choice(alive)
        victim.kill()
        victim.wait()
        done += 1
        words: list[str] = victim.args[len(one.program) + 1 :]  # type: ignore[index,assignment,arg-type]
        queue_kills += words[0] == "ingest"
        alive.append(one.start(*words))
    one.run("ingest", "--defer", str(folder))
    until_done(one)
    return f"kill -9 of a worker {done - queue_kills} times, of ingest {queue_kills} times"


def _workers(one: Site, number: int) -> list[subprocess.Popen[str]]:
    return [one.start("worker", "--quiet", f"--name=w{place}") for place in range(number)]


def postgres(one: Site, folder: Path, times: int) -> str:
    """Kill the database server while two processes work."""
    run = one.start("ingest", "--jobs", "2", str(folder))
    chance, done = random.Random(2), 0
    while done < times and run.poll() is None:
        time.sleep(chance.uniform(4, 8))
        pid = server.running(one.var / "postgres" / "data")
        if pid:
            os.kill(pid, signal.SIGKILL)
            done += 1
    if run.wait(LONGEST_RUN):
        raise SystemExit(f"ingest ended with {run.returncode}: see {one.said}")
    return f"kill -9 of PostgreSQL {done} times"


def twice(one: Site, folder: Path, times: int) -> str:
    """Store one folder by two runs at once."""
    runs = [one.start("ingest", str(folder)) for _ in range(2)]
    for run in runs:
        run.wait(LONGEST_RUN)
    return f"2 runs at once over one folder, exit statuses {[run.returncode for run in runs]}"


def full(one: Site, folder: Path, times: int) -> str:
    """Fill the disk of the database while a run stores, see the message, make room, run again."""
    run = one.start("ingest", str(folder))
    while count_articles(one) < 10:
        time.sleep(1)
    ballast = one.var / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)
    stored = count_articles(one)
    status = run.wait(LONGEST_RUN)
    said = [line for line in one.said.read_text().splitlines() if "CommandError" in line]
    ballast.unlink()
    one.run("ingest", str(folder))
    return (
        f"disk full after {stored}: ingest ended with {status}, {said[-1:]}; with room again the same command went on"
    )


def count_articles(one: Site) -> int:
    """Count what is stored."""
    code = "from timeline.models import Article; print(Article.objects.count())"
    done = one.run("shell", "-v", "0", "-c", code, check=False)
    return int(done.stdout) if done.returncode == 0 else -1


def until_done(one: Site) -> None:
    """Return when nothing waits any more."""
    workers = _workers(one, 2)
    until = time.monotonic() + LONGEST_RUN
    while one.waiting() and time.monotonic() < until:
        time.sleep(1)
    for worker in workers:
        worker.terminate()
        worker.wait()


FAULTS: dict[str, Callable[[Site, Path, int], str]] = {
    "kills": kills, "postgres": postgres, "twice": twice, "full": full,
}  # fmt: skip


def main() -> int:
    """Run one fault and the run without it; give 0 if both stored the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fault", choices=FAULTS)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="readout-articles-") as scratch:
        folder = write_articles(Path(scratch) / "articles", given.articles)
        with site() as calm:
            calm.run("ingest", str(folder))
            expected = rows_of(calm.environ)
        with site(SMALL_DISK if given.fault == "full" else 0) as hit:
            began = time.monotonic()
            said = FAULTS[given.fault](hit, folder, given.times)
            seconds = time.monotonic() - began
            found = rows_of(hit.environ)
    verdict, is_same = compare(expected, found)
    print(f"{given.articles} articles, {seconds:.0f} s; {said}; {verdict}")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
