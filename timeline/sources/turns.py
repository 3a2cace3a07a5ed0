"""Ask no host too often: each request to a host waits for its turn."""

import threading
import time


class Turns:
    """Give each host one turn in so many seconds, over all threads of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def wait(self, host: str, gap: float) -> None:
        """Sleep until a request to this host is polite again, `gap` seconds after the last one."""
        with self._lock:
            now = time.monotonic()
            # Hosts whose turn has come are as good as unknown: the table stays as small as what is under way.
            self._next = {name: when for name, when in self._next.items() if when > now}
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + gap
        time.sleep(turn - now)
