"""Readers that ask at once."""

import http.client
import threading
import time
from collections.abc import Callable, Sequence

from tests.bench.browse.figures import Times
from tests.bench.browse.site import Site

# So many readers ask at once.
CLIENTS = 8
# A path and its parameters.
Question = tuple[str, Sequence[tuple[str, str]]]


def ask_at_once(site: Site, asked: Sequence[Question], seconds: float) -> tuple[Times, int]:
    """Let clients ask for some seconds, each from another place of the list on; give times and how many failed."""
    times, wrong, until = Times(), [], time.monotonic() + seconds

    def client(number: int) -> None:
        place = number * len(asked) // CLIENTS
        while time.monotonic() < until:
            answer = site.plain(*asked[place % len(asked)])
            times.add(answer.seconds)
            if answer.status != http.client.OK:
                wrong.append(answer.status)
            place += 1

    at_once(client)
    return times, len(wrong)


def at_once(work: Callable[[int], None]) -> None:
    """Do the work as all clients at once, each with its number, and wait for them."""
    clients = [threading.Thread(target=work, args=[number]) for number in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
