"""A cluster as the processes that need it see it: hold it, ask for its address, let go of it."""

import contextlib
import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import quote

from diplomacy import folders, secret
from diplomacy.postgres import server

RELEASE_SECONDS = 40


class Cluster:
    """A cluster in the folder `home`; its server runs while at least one process holds it."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self._users: IO[str] | None = None
        self._keeper: subprocess.Popen[str] | None = None  # if it was we who started it
        self._thread = threading.Lock()

    @classmethod
    def current(cls) -> "Cluster":
        """Give the cluster in `var/postgres`; one object a folder, however often it is asked for."""
        home = folders.var() / "postgres"
        return _clusters.setdefault(home, cls(home))

    @classmethod
    def temporary(cls, var: Path) -> "Cluster":
        """Give the cluster in `postgres/` of a new folder; all of the folder goes when its server ends.

        Fast, since nothing of it has to survive a power cut.
        """
        cluster = cls(var / "postgres")
        cluster.home.mkdir(mode=0o700)
        (cluster.home / "throwaway").write_text(str(var))
        return cluster

    def hold(self) -> Path:
        """Keep the server up until `release` or the end of this process; give the folder of its socket.

        Raise server.PostgresError if it cannot be started.
        """
        with self._thread:
            if self._users is None:
                self._prepare()
                users = (self.home / "users.lock").open("a")
                fcntl.flock(users, fcntl.LOCK_SH)  # waits while a keeper is stopping the server
                self._users = users
            return self._address() or self._start()

    def release(self) -> None:
        """Let go; if nobody else holds the cluster, return when its server has stopped."""
        with self._thread:
            if self._users is None:
                return
            self._users.close()
            self._users = None
        until = time.monotonic() + RELEASE_SECONDS
        while self._kept() and not self._held_by_others() and time.monotonic() < until:
            time.sleep(0.02)

    def parameters(self) -> dict[str, str]:
        """Give what a client needs to connect, starting the server if it does not run."""
        host = self.hold()
        return {"host": str(host), "user": server.ROLE, "password": secret.kept(self.home / "password")}

    def url(self, database: str = server.ROLE) -> str:
        """Give the address of one of the cluster's databases as a DATABASE_URL."""
        with_ = self.parameters()
        return f"postgresql://{with_['user']}:{with_['password']}@/{quote(database)}?host={quote(with_['host'])}"

    def _prepare(self) -> None:
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not os.access(self.home, os.W_OK | os.X_OK):
                raise PermissionError
            secret.kept(self.home / "password")
        except PermissionError:
            raise server.PostgresError(
                f"{self.home} belongs to another user: run Readout as that user, or name a folder of your own in "
                "READOUT_VAR."
            ) from None
        except OSError as error:
            raise server.PostgresError(f"The database needs the folder {self.home}: {error.strerror}.") from None

    def _address(self) -> Path | None:
        return server.address(self.home / "data") if self._kept() else None

    def _kept(self) -> bool:
        """Tell whether a keeper lives; a server without one is an orphan about to end."""
        return _is_locked(self.home / "keeper.lock", fcntl.LOCK_SH)

    def _held_by_others(self) -> bool:
        # A shared lock is refused only while the keeper, stopping, holds its exclusive one: then nobody else holds it.
        return not _is_locked(self.home / "users.lock", fcntl.LOCK_SH) and _is_locked(
            self.home / "users.lock", fcntl.LOCK_EX
        )

    def _start(self) -> Path:
        with self._one_at_a_time():
            if address := self._address():
                return address
            keeper = self._keeper = self._spawn()
            while keeper.poll() is None:
                if address := self._address():
                    return address
                time.sleep(0.02)
            _, said = keeper.communicate()
            raise server.PostgresError(server.reason(said))

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with (self.home / "start.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _spawn(self) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "diplomacy.postgres.keeper", str(self.home)],
            cwd=folders.ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip


_clusters: dict[Path, Cluster] = {}


def _is_locked(path: Path, kind: int) -> bool:
    """Tell whether somebody's lock on a file stands against one of `kind`."""
    try:
        with path.open("a") as file:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
