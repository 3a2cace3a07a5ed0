"""Ask no host too often: each request to a host waits for its turn, over all processes of this machine."""

import fcntl
import json
import time
from pathlib import Path
from typing import TextIO

# Seconds that anybody waits: a turn later than this was written by a clock that has been set back since.
LONGEST = 60.0


def wait(host: str, gap: float, book: Path) -> None:
    """Sleep until a request to this host is polite again, `gap` seconds after the last one.

    `book` is the file in which the processes write down whose turn is when.
    """
    try:
        book.parent.mkdir(parents=True, exist_ok=True)
        with book.open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            pause = _take_turn(file, host, gap)
    except OSError:
        # A folder that cannot be written must not keep anybody from reading: a full gap is polite in any case.
        pause = gap
    time.sleep(pause)


def _take_turn(file: TextIO, host: str, gap: float) -> float:
    """Write down the next turn of a host; give the seconds until it comes."""
    now = time.time()
    turns = _turns(file, now)
    turn = min(turns.get(host, now), now + LONGEST)
    turns[host] = turn + gap
    file.seek(0)
    file.truncate()
    json.dump(turns, file)
    return turn - now


def _turns(file: TextIO, now: float) -> dict[str, float]:
    """Read whose turn is still to come; hosts that may be asked at once are left out, so that the book stays small."""
    file.seek(0)
    try:
        turns = json.loads(file.read() or "{}")
    except ValueError:
        # Written by half when its process was killed: the next turns make it good.
        return {}
    return {host: when for host, when in turns.items() if when > now}
