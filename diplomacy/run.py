"""Bring up everything: the database, its tables, the seeds, the first curator, static files, web server and worker.

`make run` ends here. One process watches over all of it, so that one Ctrl-C stops it all in the right order.
"""

import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import NoReturn

import django
from django.core.exceptions import ImproperlyConfigured

from diplomacy.children import Children, manage
from diplomacy.folders import ROOT, var
from diplomacy.postgres import server
from diplomacy.postgres.cluster import Cluster
from diplomacy.postgres.server import PostgresError

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
LEAST_POSTGRESQL = 15
READY_SECONDS = 60
POLL_SECONDS = 0.2
# Requests under way may finish; the web server itself is given twice that before it is killed.
GRACE_SECONDS = 5
# Two processes use both cores of a small machine; threads keep a slow reader from holding one.
WORKERS, THREADS = 2, 4
# By default glibc sets aside memory for each thread, which stays with it; one thread computes at a time.
FEW_HEAPS = {"MALLOC_ARENA_MAX": "2"}


class Refusal(Exception):
    """Readout cannot run here; the message is one line that says why and what to do."""


def main() -> int:
    """Run Readout until Ctrl-C or a signal; give the exit status."""
    # SIGINT too: a script that starts us in the background has it ignored, and we would inherit that.
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.default_int_handler)
    try:
        with only_run(port()) as address, listener(port()) as door, database():
            prepare()
            with web_server(door) as web:
                wait_until_ready(web)
                with workers() as others:
                    say(f"\nTimeline  {address}/\nAdmin     {address}/admin/\nCtrl-C stops it.")
                    watch(web, others)
    except KeyboardInterrupt:
        with contextlib.suppress(KeyboardInterrupt):  # the terminal may be gone
            say("Stopped.")
        return 0
    except (Refusal, PostgresError, ImproperlyConfigured) as error:
        print(f"Readout does not run: {error}", file=sys.stderr)
        return 1


def say(text: str) -> None:
    """Print at once, also into a pipe; a terminal that is gone ends the run as its signal does."""
    try:
        print(text, flush=True)
    except OSError:
        # What could not be said is tried again at the very end, and would turn the exit status into an error.
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        raise KeyboardInterrupt from None


def port() -> int:
    """Read PORT."""
    word = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not word.isascii() or not word.isdigit() or not 0 < int(word) < 65536:
        raise Refusal(f"PORT is {word!r}; write a number from 1 to 65535.")
    return int(word)


@contextlib.contextmanager
def only_run(number: int) -> Iterator[str]:
    """Hold this folder for one run at a time; give the address of the site."""
    address = f"http://{HOST}:{number}"
    try:
        var().mkdir(exist_ok=True)
        lock = (var() / "run.lock").open("a+")
    except OSError as error:
        raise Refusal(f"{var()} cannot be written ({error.strerror}); run it as the owner of it.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Refusal(f"it already does, from this same folder: {lock.read()}; stop that one first.") from None
        lock.truncate(0)
        lock.write(f"{address}/ (process {os.getpid()})")
        lock.flush()
        yield address


@contextlib.contextmanager
def listener(number: int) -> Iterator[socket.socket]:
    """Take the port before anything else is done; the web server gets the open socket."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, number))
        except PermissionError:
            raise Refusal(f"port {number} is kept for root; choose one above 1023, as in: PORT=8001 make run") from None
        except OSError:
            raise Refusal(f"port {number} is taken; end what uses it, or choose another: PORT=8001 make run") from None
        yield door


@contextlib.contextmanager
def database() -> Iterator[None]:
    """Keep our own database up while we run, unless DATABASE_URL names another."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    cluster = Cluster.current()
    if not (cluster.home / "data").exists():
        say(f"Making the database in {cluster.home}")
    cluster.hold()
    try:
        yield
    finally:
        no_more_signals()
        cluster.release()


def watch(web: subprocess.Popen[bytes], others: Children) -> NoReturn:
    """Wait for a signal, or for the end of the terminal, of which make tells nobody; refuse if the server ends.

    A worker that dies is started again: the pages do without it, and what it had taken waits in the queue.
    """
    in_terminal = sys.stdout.isatty()
    while web.poll() is None:  # no blocking wait: a signal just before it would be seen only after it
        others.tend()
        if in_terminal and not sys.stdout.isatty():
            raise KeyboardInterrupt
        time.sleep(POLL_SECONDS)
    raise Refusal("the web server ended by itself; what it wrote last stands above.")


def prepare() -> None:
    """Bring the database and the static files up to date; nothing is done twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    django.setup()
    from django.core.management import CommandError, call_command
    from django.db import Error, connections

    from diplomacy.errors import explain

    try:
        check_database()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        ingest_seeds()
        call_command("createcurator")
        connections.close_all()
    except Error as error:
        raise Refusal(explain(error)) from error
    except (CommandError, OSError) as error:
        raise Refusal(str(error)) from error


def check_database() -> None:
    """Refuse a server that is too old or that stores no Unicode."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding')")
        version, encoding = cursor.fetchone()
    if version < LEAST_POSTGRESQL:
        raise Refusal(f"DATABASE_URL names a PostgreSQL {version}; it takes {LEAST_POSTGRESQL} or later.")
    if encoding != "UTF8":
        raise Refusal(f"DATABASE_URL names a database in {encoding}; make one with ENCODING 'UTF8'.")


def ingest_seeds() -> None:
    """Store the articles of seeds/; one that fails is named and does not keep the rest from being shown."""
    from django.core.management import CommandError, call_command

    try:
        call_command("ingest", str(ROOT / "seeds"))
    except (CommandError, SystemExit) as error:
        print(f"Not all of the seeds are stored: {error}", file=sys.stderr)


@contextlib.contextmanager
def web_server(door: socket.socket) -> Iterator[subprocess.Popen[bytes]]:
    """Run gunicorn on the open socket; it ends with us, however we end."""
    options = {
        "bind": f"fd://{door.fileno()}",
        "workers": WORKERS,
        "threads": THREADS,
        "graceful-timeout": GRACE_SECONDS,
        "log-level": "warning",
    }
    words = [f"--{name}={value}" for name, value in options.items()] + ["--preload", "--no-control-socket"]
    command = [*server.ends_with_us("TERM"), "--", sys.executable, "-m", "gunicorn", *words, "diplomacy.wsgi"]
    environment = FEW_HEAPS | os.environ
    web = subprocess.Popen(command, cwd=ROOT, pass_fds=[door.fileno()], env=environment, start_new_session=True)  # noqa: S603
    try:
        yield web
    finally:
        no_more_signals()
        web.terminate()
        try:
            web.wait(2 * GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            web.kill()
            web.wait()


@contextlib.contextmanager
def workers() -> Iterator[Children]:
    """Give READOUT_WORKERS workers, started when the site is up: no page waits for them."""
    from django.conf import settings

    names = [f"--name={socket.gethostname()}-{number}" for number in range(1, settings.READOUT_WORKERS + 1)]
    children = Children([manage("worker", "--quiet", name) for name in names])
    try:
        yield children
    finally:
        no_more_signals()
        children.stop()


def wait_until_ready(web: subprocess.Popen[bytes]) -> None:
    """Return when the site answers."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if web.poll() is not None:
            raise Refusal("the web server does not start; what it wrote stands above.")
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(HOST, port(), timeout=READY_SECONDS)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        time.sleep(0.05)
    raise Refusal(f"the web server does not answer within {READY_SECONDS} seconds.")


def no_more_signals() -> None:
    """Let a second Ctrl-C not cut a clean stop short."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
