"""Workers and commands as processes of their own, for tests that kill them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from diplomacy.folders import ROOT

SECONDS = 180


class Machine:
    """Starts commands against one database, from a clone of the project; ends them all when the `with` ends."""

    def __init__(self, database_url: str, clone: Path = ROOT, **environ: str) -> None:
        self.clone = clone
        self.environ = os.environ | {"DATABASE_URL": database_url} | environ
        self.processes: list[subprocess.Popen[str]] = []

    def __enter__(self) -> "Machine":
        return self

    def __exit__(self, *error: object) -> None:
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            process.communicate()

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start one of our commands."""
        return self._start([sys.executable, "manage.py", *words])

    def start_with(self, patch: str, *words: str) -> subprocess.Popen[str]:
        """Start one of our commands after some lines of Python."""
        code = (
            f"import django; django.setup()\n{patch}\nfrom django.core.management import execute_from_command_line\n"
            f"execute_from_command_line(['manage.py', *{words!r}])"
        )
        return self._start([sys.executable, "-c", code])

    def _start(self, command: list[str]) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command, cwd=self.clone, env=self.environ | {"DJANGO_SETTINGS_MODULE": "diplomacy.settings"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.processes.append(process)
        return process


def end(process: subprocess.Popen[str], sign: int = signal.SIGTERM) -> tuple[int, str, str]:
    """Send a signal; give the exit status and what was printed."""
    process.send_signal(sign)
    out, err = process.communicate(timeout=SECONDS)
    return process.returncode, out, err


def eventually(claim: Callable[[], bool], seconds: float = SECONDS) -> bool:
    """Tell whether a claim comes true in time."""
    until = time.monotonic() + seconds
    while not claim() and time.monotonic() < until:
        time.sleep(0.1)
    return claim()
