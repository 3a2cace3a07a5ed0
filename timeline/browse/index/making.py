"""Make snapshots: one process at a time for each database, in a process of its own, which gives its memory back."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from timeline.browse.index import snapshot as stored
from timeline.browse.index.build import build
from timeline.browse.index.snapshot import Snapshot, SnapshotError
from timeline.browse.index.words import common_words

# Lines of the feed older than this are in every snapshot in use: a process that slept longer takes a new one.
KEPT_DAYS = 7


def snapshot(*, stale: bool) -> Snapshot:
    """Give the snapshot on disk, a new one if there is none or it is `stale`; raise SnapshotError if that fails."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    before = _age(path)
    with _one_at_a_time(path) as lock:
        # Another process may have made one while this one waited.
        if not stale or _age(path) != before:
            try:
                found = stored.load(path)
                if _is_in_feed(found.horizon, _age(path) / 1e9):
                    return found
            except SnapshotError:
                pass
        # The same program, in the environment that this process has: nothing of it comes from outside.
        command = [sys.executable, "-m", "django", "buildindex"]
        done = subprocess.run(command, check=False, env=_environment(), pass_fds=[lock])  # noqa: S603
        if done.returncode:
            raise SnapshotError(f"buildindex failed with status {done.returncode}")
        return stored.load(path)


def cards() -> None:
    """Have the cards of events made beside the snapshot, as `manage.py buildcards` does, by one process."""
    path = _path()
    with _one_at_a_time(path.with_name(f"{path.name}.cards")) as lock:
        # Pages do without them: whoever waits for one comes first.
        command = ["nice", sys.executable, "-m", "django", "buildcards"]
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=False, env=_environment(), stdout=quiet, pass_fds=[lock])  # noqa: S603


def changed_since(horizon: str, made: float) -> set[int] | None:
    """Give the events that changed since the horizon of a snapshot made at a time; None if the feed goes not so far."""
    if not _is_in_feed(horizon, made):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT event_id FROM timeline_eventchange WHERE transaction >= %s::xid8", [horizon])
        return {event for (event,) in cursor.fetchall()}


def stored_snapshot() -> Snapshot:
    """Give the snapshot on disk; raise SnapshotError if there is none."""
    return stored.load(_path())


def make() -> int:
    """Make the snapshot of the database as it is; give its number of events."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
        (horizon,) = cursor.fetchone() or ("0",)
        cursor.execute("DELETE FROM timeline_eventchange WHERE at < now() - %s * interval '1 day'", [KEPT_DAYS])
    segment = build()
    stored.save(Snapshot(segment, common_words(segment), horizon), _path())
    return len(segment)


def is_kept() -> bool:
    """Tell whether a snapshot lies on disk, of whatever database and worth: this asks no database."""
    return any(Path(settings.READOUT_INDEX).glob("*/about.json"))


def _is_in_feed(horizon: str, made: float) -> bool:
    """Tell whether the feed has all lines since a snapshot: not so in a database put back to an earlier day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::xid8 <= pg_snapshot_xmax(pg_current_snapshot())", [horizon])
        row = cursor.fetchone()
    is_young = time.time() - made < (KEPT_DAYS - 1) * 86_400
    return bool(row and row[0]) and is_young


def _path() -> Path:
    """Give the folder of this database's snapshot: servers and databases have numbers of their own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier, (SELECT oid FROM pg_database WHERE datname = current_database())"
            " FROM pg_control_system()"
        )
        server, database = cursor.fetchone() or (0, 0)
    return Path(settings.READOUT_INDEX) / f"{server}-{database}"


def _age(path: Path) -> int:
    try:
        return (path / "about.json").stat().st_mtime_ns
    except OSError:
        return 0


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[int]:
    """Hold a lock; give its file for whoever is started meanwhile, who may live longer than this process."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


def _environment() -> dict[str, str]:
    return os.environ | {"DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "diplomacy.settings")}
