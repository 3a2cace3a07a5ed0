"""The process that owns a server: starts it, waits until nobody holds the cluster's lock any more, and stops it.

Started by `Cluster`, in a session of its own so that Ctrl-C in a terminal does not reach it.
"""

import fcntl
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from diplomacy.postgres import server

POLL_SECONDS = 0.1
# After `kill -9` of the server its children need a moment to notice and to free the shared memory.
START_SECONDS = 15
SHARED_MEMORY_IN_USE = "shared memory block"
# A keeper on its way out, or a process that asks whether there is one, may hold the lock this long.
LOCK_SECONDS = 5
LOG_BYTES = 5_000_000


def main(home: Path) -> int:
    """Keep the server of the cluster in `home`; give the exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with (home / "keeper.lock").open("a") as mine, (home / "users.lock").open("a") as users:
        try:
            only_one(mine)
            keep(home, users)
        except server.PostgresError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def only_one(lock: IO[str]) -> None:
    """Take the keeper's lock, which ends with this process."""
    until = time.monotonic() + LOCK_SECONDS
    while not taken(lock):
        if time.monotonic() > until:
            raise server.PostgresError("Another process keeps this database; try again in a moment.")
        time.sleep(0.02)


def keep(home: Path, users: IO[str]) -> None:
    """Run the server until nobody holds the cluster, or the server ends."""
    data = home / "data"
    throwaway = (home / "throwaway").read_text() if (home / "throwaway").exists() else ""
    server.stop(data)  # an orphan of a keeper that was killed
    if not data.exists():
        server.create(data, (home / "password").read_text())
    sockets = socket_folder(home)
    try:
        postgres = start(data, sockets, log_file(home), bool(throwaway))
        # Once the lock of the users is ours, nobody can come before this process has ended.
        while postgres.poll() is None and not taken(users):
            time.sleep(POLL_SECONDS)
    finally:
        server.stop(data)
        shutil.rmtree(sockets, ignore_errors=True)
    postgres.wait()
    if throwaway and taken(users):
        shutil.rmtree(throwaway, ignore_errors=True)


def socket_folder(home: Path) -> Path:
    """Make the folder of the socket, and remove the one of a keeper that was killed."""
    note = home / "socket-folder"
    if note.exists() and (old := Path(note.read_text())).name.startswith(server.SOCKET_FOLDER):
        shutil.rmtree(old, ignore_errors=True)
    sockets = server.socket_folder(home / "data")
    note.write_text(str(sockets))
    return sockets


def start(data: Path, sockets: Path, log: Path, unsafe: bool) -> subprocess.Popen[bytes]:
    """Start the server and return once it accepts connections."""
    until = time.monotonic() + START_SECONDS
    while True:
        seen = log.stat().st_size if log.exists() else 0
        postgres = server.start(data, sockets, log, unsafe=unsafe)
        while server.address(data) is None and postgres.poll() is None:
            time.sleep(0.02)
        if postgres.poll() is None:
            return postgres
        said = log.read_bytes()[seen:].decode(errors="replace")
        if SHARED_MEMORY_IN_USE not in said or time.monotonic() > until:
            raise server.PostgresError(f"PostgreSQL does not start: {server.reason(said)} (all of it: {log})")
        time.sleep(0.5)


def log_file(home: Path) -> Path:
    """Give the server's log; a long one is put aside, the one before it goes."""
    log = home / "log"
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.rename(home / "log.old")
    return log


def taken(lock: IO[str]) -> bool:
    """Take a lock for ourselves alone if nobody holds it, and tell whether we have it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
