"""Take pages, PDFs and e-mails apart in a child process, so that none of them can harm this one."""

import atexit
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import timeline
from timeline.extraction.source import SourceError
from timeline.sources.document import Document
from timeline.sources.frames import read_frame, write_frame

ROOT = Path(timeline.__file__).parent.parent
# Seconds for one document; long reports as PDF take ten on a slow machine.
PATIENCE = 30.0
# Parsers keep what they have seen; a fresh child every so often keeps a long run's memory flat.
MAX_DOCUMENTS = 500


class Sandbox:
    """One child process, started when it is first needed and again after each death."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._count = 0

    def read(self, format: str, data: bytes, name: str, *, seconds: float = PATIENCE, **hints: Any) -> Document:
        """Take a document apart; `hints` go to its format's `read`. Raise SourceError where it cannot be done."""
        header = {"format": format, "name": name, "hints": hints, "seconds": seconds}
        with self._lock:
            reply = self._ask(header, data)
        if "problem" in reply:
            raise SourceError(reply["problem"])
        known = reply["document"]
        return Document(**known | {"byline": tuple(known["byline"]), "notes": tuple(known["notes"])})

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child and child.stdin and child.stdout:
            with suppress(BrokenPipeError):
                child.stdin.close()
            child.stdout.close()
            child.wait()

    def forget(self) -> None:
        """Leave the child to the process that we were forked from."""
        child, self._child = self._child, None
        self._lock = threading.Lock()
        if child and child.stdin and child.stdout:
            # Only the numbers: a buffer half written is the other process's to send.
            os.close(child.stdin.fileno())
            os.close(child.stdout.fileno())
            child.returncode = 0

    def _ask(self, header: dict[str, Any], data: bytes) -> dict[str, Any]:
        child = self._running()
        requests, replies = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
        try:
            write_frame(requests, header, data)
            requests.flush()
            reply = read_frame(replies)
        except BrokenPipeError:
            reply = None
        except BaseException:
            # Stopped in the middle: its reply would be taken for that of the next document.
            child.kill()
            self.close()
            raise
        if reply is not None:
            return reply[0]
        code = child.wait()
        self.close()
        return {"problem": _death(code, header["seconds"])}

    def _running(self) -> subprocess.Popen[bytes]:
        if self._count >= MAX_DOCUMENTS or (self._child and self._child.poll() is not None):
            self.close()
        if self._child is None:
            self._count = 0
            self._child = subprocess.Popen(
                [sys.executable, "-m", "timeline.sources.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
            )
        self._count += 1
        return self._child


def _death(code: int, seconds: float) -> str:
    if code == -signal.SIGALRM:
        return f"took more than {seconds:g} seconds to take apart; it is not read"
    return "broken: it makes its parser crash; it is not read"


_sandbox = Sandbox()
atexit.register(_sandbox.close)
os.register_at_fork(after_in_child=_sandbox.forget)
read = _sandbox.read
