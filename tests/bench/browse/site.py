"""The site as `make run` serves it, and a reader that asks it."""

import http.client
import os
import signal
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.browse.processes import children, processor_seconds

READY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, after how many seconds, and how many seconds of processors the servers used for it."""

    status: int
    body: bytes
    seconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class Site:
    """A running web server; `master` is its first process, `database` the first one of PostgreSQL."""

    port: int
    master: int
    database: int

    @property
    def workers(self) -> list[int]:
        """Give the processes that answer."""
        return children(self.master)

    def ask(self, path: str, parameters: Sequence[tuple[str, str]] = (), **headers: str) -> Answer:
        """Ask for a page over a new connection, as any reader may; raise SystemExit if that is refused."""
        servers = [*self.workers, *children(self.database)]
        before, start = processor_seconds(servers), time.perf_counter()
        answer = self.plain(path, parameters, **headers)
        seconds = time.perf_counter() - start
        if answer.status != http.client.OK:
            raise SystemExit(f"{path}?{urlencode(parameters)} is answered with {answer.status}")
        return Answer(answer.status, answer.body, seconds, processor_seconds(servers) - before)

    def plain(self, path: str, parameters: Sequence[tuple[str, str]] = (), **headers: str) -> Answer:
        """Ask without looking at the processors."""
        whole = f"{path}?{urlencode(parameters)}" if parameters else path
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", whole, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return Answer(response.status, body, time.perf_counter() - start, 0.0)

    @contextmanager
    def only(self, worker: int) -> Iterator[None]:
        """Let one worker answer all, the others stand still."""
        others = [pid for pid in self.workers if pid != worker]
        for pid in others:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            # gunicorn has ended one that stood still for its time limit.
            for pid in set(others) & set(self.workers):
                os.kill(pid, signal.SIGCONT)


@contextmanager
def served(**settings: str) -> Iterator[Site]:
    """Serve the site of the environment, with some of it set otherwise, on a free port until the block ends."""
    from diplomacy import run
    from diplomacy.postgres.cluster import Cluster

    postmaster = int((Path(Cluster.current().home) / "data" / "postmaster.pid").read_text().split()[0])
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        with _environment(settings), run.web_server(door) as web:
            site = Site(door.getsockname()[1], web.pid, postmaster)
            _wait(site)
            yield site


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _wait(site: Site) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            # A page that needs no index: what the first page of the timeline costs is measured.
            if site.plain("/people/").status == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"The site does not answer within {READY_SECONDS} seconds.")
