"""Child processes that are started again when they die, and that end with us, however we end."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from diplomacy.folders import ROOT
from diplomacy.postgres import server

# A child that dies at once is started again after 1, 2, 4 … seconds; one that has lived a while, at once.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
LONG_LIFE = 60.0
# Names our process to a child, which ends when it has another parent.
PARENT = "READOUT_PARENT"
# Time for a clean end before a child is killed.
GRACE_SECONDS = 10


@dataclass(slots=True)
class _Child:
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    restart_at: float = 0.0


@dataclass(slots=True)
class Children:
    """Processes of ours; call `tend` every now and then, and `stop` at the end."""

    commands: Sequence[Sequence[str]]
    ended: list[tuple[int, int]] = field(default_factory=list)  # process id and exit status of those that died
    _all: list[_Child] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note what is to be started."""
        self._all = [_Child([*server.ends_with_us("TERM"), "--", *command]) for command in self.commands]

    def tend(self) -> None:
        """Start what does not run, unless it died a moment ago."""
        now = time.monotonic()
        for child in self._all:
            if child.process is not None and child.process.poll() is not None:
                self._bury(child, now)
            if child.process is None and now >= child.restart_at:
                # A session of its own: Ctrl-C in a terminal reaches us alone, and we stop it.
                given = os.environ | {PARENT: str(os.getpid())}
                child.process = subprocess.Popen(child.command, cwd=ROOT, env=given, start_new_session=True)  # noqa: S603
                child.started = now

    def _bury(self, child: _Child, now: float) -> None:
        if child.process is None:
            return
        self.ended.append((child.process.pid, child.process.returncode))
        child.process = None
        if now - child.started > LONG_LIFE:
            child.pause = 0.0
        child.restart_at = now + child.pause
        child.pause = min(max(2 * child.pause, FIRST_PAUSE), LONGEST_PAUSE)

    @property
    def pids(self) -> list[int]:
        """Give the process ids of those that run."""
        return [child.process.pid for child in self._all if child.process and child.process.poll() is None]

    def stop(self) -> None:
        """End them all cleanly; kill what has not ended in time."""
        running = [child.process for child in self._all if child.process]
        for process in running:
            process.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def manage(*words: str) -> list[str]:
    """Give the command line of one of our own commands."""
    return [sys.executable, str(ROOT / "manage.py"), *words]
