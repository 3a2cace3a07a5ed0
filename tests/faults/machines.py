"""Two machines share one queue and one database: two clones of the project in two network namespaces. Needs root.

    python -m tests.faults.machines --articles 60

A PostgreSQL listens on a bridge of its own; each machine reaches it by TCP and nothing else of the other's. The first
queues the articles and runs a worker, the second only runs a worker. The script prints what each of them did, and
compares the rows with those that a single run stores.
"""

import argparse
import contextlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg

from diplomacy.folders import ROOT
from diplomacy.postgres import server
from tests.faults.engine import Site, site, write_articles
from tests.faults.rows import compare, rows_of

NET, BRIDGE = "10.213.77", "readout-br"
PASSWORD = "machines"
URL = f"postgresql://{server.ROLE}:{PASSWORD}@{NET}.1/{server.ROLE}"
SECONDS = 600


def run(*words: str, check: bool = True) -> str:
    """Run a program of the system."""
    return subprocess.run(words, check=check, capture_output=True, text=True).stdout


@contextlib.contextmanager
def network() -> Iterator[list[str]]:
    """Give the names of two network namespaces that see the bridge, and only that."""
    names = ["readout-a", "readout-b"]
    run("ip", "link", "add", BRIDGE, "type", "bridge")
    try:
        run("ip", "addr", "add", f"{NET}.1/24", "dev", BRIDGE)
        run("ip", "link", "set", BRIDGE, "up")
        for number, name in enumerate(names, 2):
            run("ip", "netns", "add", name)
            run("ip", "link", "add", f"ro{number}", "type", "veth", "peer", "name", "eth0", "netns", name)
            run("ip", "link", "set", f"ro{number}", "master", BRIDGE, "up")
            run("ip", "-n", name, "addr", "add", f"{NET}.{number}/24", "dev", "eth0")
            run("ip", "-n", name, "link", "set", "eth0", "up")
        yield names
    finally:
        for name in names:
            run("ip", "netns", "del", name, check=False)
        run("ip", "link", "del", BRIDGE, check=False)


@contextlib.contextmanager
def database(home: Path) -> Iterator[None]:
    """Run a PostgreSQL that other machines may connect to."""
    data = home / "data"
    server.create(data, PASSWORD)
    with (data / "pg_hba.conf").open("a") as rules:
        rules.write(f"host all {server.ROLE} {NET}.0/24 scram-sha-256\n")
    sockets = server.socket_folder(data)
    options = ["-c", f"listen_addresses={NET}.1", "-c", f"unix_socket_directories={sockets}"]
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            [*server.as_owner(data.stat().st_uid), server.program("postgres"), "-D", str(data), *options],
            stdout=log, stderr=log, cwd="/", env=server.environment(),
        )  # fmt: skip
    try:
        while server.address(data) is None and process.poll() is None:
            time.sleep(0.1)
        yield
    finally:
        server.stop(data)
        process.wait()
        shutil.rmtree(sockets, ignore_errors=True)


class Remote(Site):
    """A clone of the project on a machine of its own."""

    def __init__(self, home: Path, namespace: str) -> None:
        clone = home / namespace
        run("git", "clone", "--quiet", str(ROOT), str(clone))
        (clone / "var").mkdir()
        super().__init__(clone / "var", clone, DATABASE_URL=URL)
        self.program = ["ip", "netns", "exec", namespace, sys.executable]


def work(home: Path, folder: Path, names: list[str]) -> tuple[Counter[str], Remote]:
    """Let both machines work until nothing waits; give who did how many."""
    first, second = (Remote(home, name) for name in names)
    try:
        first.run("migrate", "-v", "0")
        print(first.run("ingest", "--defer", str(folder)).stdout.splitlines()[0])
        for machine, name in ((first, "first"), (second, "second")):
            machine.start("worker", "--quiet", f"--name={name}")
        until = time.monotonic() + SECONDS
        with psycopg.connect(URL, autocommit=True) as connection:
            ended = "SELECT count(*) FROM timeline_batch WHERE ended_at IS NULL"
            while connection.execute(ended).fetchone() != (0,) and time.monotonic() < until:
                time.sleep(0.5)
            rows = connection.execute("SELECT taken_by, count(*) FROM timeline_batchitem GROUP BY 1").fetchall()
    finally:
        first.stop()
        second.stop()
    return Counter(dict(rows)), first


def main() -> int:
    """Do it; give 0 if both worked and stored what one run does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60)
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="readout-machines-"))
    try:
        folder = write_articles(home / "articles", given.articles)
        with site() as alone:
            alone.run("ingest", str(folder))
            expected = rows_of(alone.environ)
        with network() as names, database(home):
            shares, first = work(home, folder, names)
            found = rows_of(first.environ)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    verdict, is_same = compare(expected, found)
    print(f"taken by {dict(shares)}; {verdict}")
    return 0 if is_same and len(shares) == 2 else 1


if __name__ == "__main__":
    sys.exit(main())
