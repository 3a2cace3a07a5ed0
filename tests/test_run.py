"""`make run` as a person meets it: real servers, real signals, one line when it cannot run."""

import contextlib
import http.client
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import psycopg
import pytest

from diplomacy.folders import ROOT
from diplomacy.postgres import server
from diplomacy.postgres.cluster import Cluster

SECONDS = 180
OWN_DATABASE = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
# Names no session; to know that, a page has to ask the database.
NO_SESSION = "0123456789abcdefghijklmnopqrstuv"


class Run:
    """One run of Readout, in a folder of its own."""

    def __init__(self, var: Path, port: int, **environ: str) -> None:
        self.var, self.address = var, f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "diplomacy.run"],
            cwd=ROOT, env=OWN_DATABASE | {"READOUT_VAR": str(var), "PORT": str(port)} | environ,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def until_ready(self) -> str:
        """Give what it prints until it says that it is up."""
        said = ""
        assert self.process.stdout
        for line in self.process.stdout:
            said += line
            if line.startswith("Ctrl-C"):
                return said
        raise AssertionError(said)

    def end(self, sign: int = signal.SIGINT) -> tuple[int, str]:
        """Send a signal, if it runs; give the exit status and the rest of what it prints."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(sign)
        said, _ = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, said

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(urllib.request.Request(self.address + path, headers=headers)) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def headers(self, path: str, **headers: str) -> tuple[int, Message]:
        """Ask without following; an underscore in a header's name stands for a hyphen."""
        connection = http.client.HTTPConnection(self.address.removeprefix("http://"))
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers

    def cookie(self, value: str) -> str:
        """Give the session's cookie with a value; its name begins as that of the cookie against forged forms."""
        name = self.headers("/admin/login/")[1]["Set-Cookie"].partition("-csrf=")[0]
        return f"{name}-session={value}"


def refusal(var: Path, port: int | str, **environ: str) -> str:
    """Run where it cannot run; give the only line that it prints."""
    run = Run(var, 1, **{"PORT": str(port)} | environ)
    said, _ = run.process.communicate(timeout=SECONDS)
    assert run.process.returncode == 1, said
    assert said.count("\n") == 1, said
    return said.strip()


@pytest.fixture
def start() -> Iterator[Callable[..., Run]]:
    """Start runs; none of them outlives the test, whatever fails."""
    runs: list[Run] = []

    def new(*arguments: Any, **environ: str) -> Run:
        runs.append(Run(*arguments, **environ))
        return runs[-1]

    yield new
    for run in runs:
        if run.process.poll() is None:
            run.end()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Run once in an empty folder; give the folder, which the other tests share, and what was printed."""
    var = tmp_path_factory.mktemp("all it makes") / "var"
    run = Run(var, free_port())
    said = run.until_ready()
    assert run.end() == (0, "Stopped.\n")
    return var, said


@pytest.fixture
def var(first: tuple[Path, str]) -> Path:
    """Give the folder of a run that was stopped."""
    return first[0]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def port() -> int:
    """Give a port that nothing listens on."""
    return free_port()


def gone(address: str) -> bool:
    """Tell whether nothing listens any more, within a while."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))):
                return True
        time.sleep(0.05)
    return False


@pytest.fixture(scope="class")
def site(first: tuple[Path, str]) -> Iterator[tuple[Run, str]]:
    """Run in a folder that was run in before; give the run and what it printed."""
    run = Run(first[0], free_port())
    yield run, run.until_ready()
    if run.process.poll() is None:
        run.end()


class TestSite:
    """What is seen of one run while it is up, and at its end."""

    def test_all_is_up(self, site: tuple[Run, str]) -> None:
        run, said = site

        assert f"Timeline  {run.address}/\nAdmin     {run.address}/admin/\n" in said
        assert run.get("/")[0] == 200
        status, page = run.get("/admin/login/")
        assert status == 200
        stylesheet = re.search(r'href="(/static/admin/css/base\.[0-9a-f]{12}\.css)"', page)
        assert stylesheet
        assert run.get(stylesheet[1])[0] == 200
        assert run.get("/no-such-page")[0] == 404

    def test_curator_was_made_by_the_first_run_alone(self, first: tuple[Path, str], site: tuple[Run, str]) -> None:
        var, said = first
        name, password = re.findall(r"Curator +(\w+), password (\S+)", said)[0]

        assert "password" not in site[1]
        assert (name, len(password)) == ("curator", 16)
        assert _sign_in(var, name, password) == "True True"

    def test_same_folder_twice_is_refused_with_the_address_of_the_first(
        self, var: Path, port: int, site: tuple[Run, str]
    ) -> None:
        run, _ = site

        said = refusal(var, port)

        assert f"{run.address}/ (process {run.process.pid}); stop that one first" in said

    def test_another_folder_takes_a_database_by_its_address(
        self, var: Path, port: int, site: tuple[Run, str], start: Callable[..., Run], tmp_path: Path
    ) -> None:
        other = start(tmp_path, port, DATABASE_URL=Cluster(var / "postgres").url())

        said = other.until_ready()

        assert "Making the database" not in said
        assert not (tmp_path / "postgres").exists()
        assert other.end()[0] == 0

    def test_dead_worker_beside_the_site_is_replaced(self, site: tuple[Run, str]) -> None:
        run, _ = site
        first = until_worker(run)

        os.kill(first, signal.SIGKILL)

        assert until_worker(run, other_than=first) != first
        assert run.get("/")[0] == 200

    def test_site_comes_back_after_the_death_of_its_database(self, var: Path, site: tuple[Run, str]) -> None:
        run, _ = site
        cookie = run.cookie(NO_SESSION)
        assert run.get("/admin/login/", cookie=cookie)[0] == 200
        postgres = server.running(var / "postgres" / "data")
        assert postgres

        os.kill(postgres, signal.SIGKILL)

        answers = [run.get("/admin/login/", cookie=cookie)[0]]
        until = time.monotonic() + SECONDS
        while answers[-1] != 200 and time.monotonic() < until:
            time.sleep(0.1)
            answers.append(run.get("/admin/login/", cookie=cookie)[0])
        assert answers[-1] == 200
        assert set(answers) <= {200, 503}

    def test_ctrl_c_stops_all(self, var: Path, site: tuple[Run, str]) -> None:
        run, _ = site
        worker = until_worker(run)

        status, said = run.end()

        # Before it may stand what the deaths above made it log; that a calm run says no more, `first` asserts.
        assert (status, said.splitlines()[-1:]) == (0, ["Stopped."])
        assert gone(run.address)
        assert server.running(var / "postgres" / "data") is None
        assert not Path(f"/proc/{worker}").exists()


def _sign_in(var: Path, name: str, password: str) -> str:
    code = f"from django.contrib.auth import authenticate as a; u = a(username={name!r}, password={password!r});"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", code + "print(u.is_staff, u.is_superuser)"],
        cwd=ROOT, env=OWN_DATABASE | {"READOUT_VAR": str(var)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_next_run_recovers_from_the_death_of_everything(var: Path, port: int, start: Callable[..., Run]) -> None:
    run = start(var, port)
    run.until_ready()
    postgres = server.running(var / "postgres" / "data")
    keeper = int(Path(f"/proc/{postgres}/status").read_text().partition("PPid:")[2].split()[0])

    for pid in (run.process.pid, keeper, postgres or 0):
        os.kill(pid, signal.SIGKILL)
    run.process.communicate()

    assert gone(run.address)
    again = start(var, port)
    assert "Ctrl-C" in again.until_ready()
    assert again.get("/admin/login/")[0] == 200
    again.end()


def test_killed_run_leaves_no_server_behind(var: Path, port: int, start: Callable[..., Run]) -> None:
    run = start(var, port)
    run.until_ready()

    run.end(signal.SIGKILL)

    assert gone(run.address)
    until = time.monotonic() + SECONDS
    while server.running(var / "postgres" / "data") and time.monotonic() < until:
        time.sleep(0.05)
    assert server.running(var / "postgres" / "data") is None


def test_end_of_the_terminal_ends_the_run(var: Path, port: int) -> None:
    ours, its = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "diplomacy.run"],
        cwd=ROOT, env=OWN_DATABASE | {"READOUT_VAR": str(var), "PORT": str(port)}, stdin=its, stdout=its, stderr=its,
    )  # fmt: skip
    os.close(its)
    said = b""
    while b"Ctrl-C" not in said:
        said += os.read(ours, 1000)

    os.close(ours)

    assert run.wait(SECONDS) == 0
    assert gone(f"http://127.0.0.1:{port}")


def test_behind_a_proxy_with_https_all_is_https(var: Path, port: int, start: Callable[..., Run]) -> None:
    run = start(var, port, READOUT_HTTPS="1", READOUT_HOSTS="timeline.example,127.0.0.1")
    run.until_ready()

    answers = [
        run.headers("/admin/login/", host="timeline.example"),
        run.headers("/admin/login/", host="timeline.example", x_forwarded_proto="https"),
    ]

    assert [status for status, _ in answers] == [301, 200]
    assert answers[0][1]["Location"] == "https://timeline.example/admin/login/"
    assert answers[1][1]["Strict-Transport-Security"] == "max-age=31536000"
    assert "; Secure" in str(answers[1][1]["Set-Cookie"])
    run.end()


def test_taken_port_is_named(var: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        number = other.getsockname()[1]

        assert refusal(var, number) == (
            f"Readout does not run: port {number} is taken; end what uses it, or choose another: PORT=8001 make run"
        )


@pytest.mark.parametrize("word", ["0", "65536", "-1", "http", "80 80"])
def test_wrong_port_is_told_how_to_write_it(var: Path, word: str) -> None:
    assert refusal(var, word) == f"Readout does not run: PORT is {word!r}; write a number from 1 to 65535."


def test_dead_database_is_named_in_one_line(var: Path, port: int) -> None:
    said = refusal(var, port, DATABASE_URL="postgresql://ann:secret@127.0.0.1:1/talks")

    assert said.startswith("Readout does not run: The database talks on 127.0.0.1 does not answer: start it, or")
    assert "secret" not in said


def test_wrong_database_url_is_told_how_to_write_it(var: Path, port: int) -> None:
    said = refusal(var, port, DATABASE_URL="mysql://x/y")

    assert said.endswith("write it as postgresql://user:password@host:5432/name.")


def test_database_without_unicode_is_refused(tmp_path: Path, port: int) -> None:
    url = Cluster.current().url("postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'")
    try:
        assert refusal(tmp_path, port, DATABASE_URL=Cluster.current().url("latin")) == (
            "Readout does not run: DATABASE_URL names a database in LATIN1; make one with ENCODING 'UTF8'."
        )
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP DATABASE latin")


def until_worker(run: Run, other_than: int = 0) -> int:
    """Give the process id of the run's worker once it is there."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        for pid in Path(f"/proc/{run.process.pid}/task/{run.process.pid}/children").read_text().split():
            with contextlib.suppress(FileNotFoundError):
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
                if b"worker" in words and b"--quiet" in words and int(pid) != other_than:
                    return int(pid)
        time.sleep(0.05)
    raise AssertionError("no worker")
