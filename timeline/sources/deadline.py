"""End a connection when its time is over, however slowly it drips."""

import socket
import threading
from types import TracebackType

# A timer that fires while no socket is known yet looks again after so many seconds.
_AGAIN = 0.2


class Deadline:
    """Watch the sockets of one task: after `seconds` they are shut, and `is_over` tells why reading failed.

    A timeout on the socket alone is no limit: each byte that arrives begins it anew.
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._seconds = seconds
        self._done = threading.Event()
        self._socket: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, name="deadline", daemon=True)

    def __enter__(self) -> "Deadline":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def watch(self, connected: socket.socket | None) -> None:
        """Watch this socket from now on, in the place of the last one."""
        self._socket = connected

    def _run(self) -> None:
        if self._done.wait(self._seconds):
            return
        self.is_over = True
        while not self._done.wait(_AGAIN):
            self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            try:
                # The plain socket's own way: that of a TLS socket would take the encryption from under the reader.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
            except OSError:
                self._socket = None
