"""What a host lets programs read: its robots.txt (RFC 9309), asked at most once an hour by each process."""

import time
from collections.abc import Callable
from urllib.parse import urljoin

from protego import Protego

# The name by which a robots.txt may speak to us.
NAME = "Readout"
# RFC 9309 wants 500 kibibytes read at least; who writes more has no reader to write it for.
MAX_BYTES = 500 * 1024
# RFC 9309 allows a day; who changes the rules shall not wait so long for us.
KEPT_SECONDS = 3600
# A corpus of addresses has some hundred hosts.
MOST_KEPT = 500
# A host may ask for more time between two requests, but must not hold us up for ever.
LONGEST_DELAY = 10.0

# Gives the words of an address, or None where there is nothing there to be heeded.
Get = Callable[[str], str | None]


class Rules:
    """The rules of hosts, as long as they are kept."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, Protego]] = {}

    def of(self, url: str, get: Get) -> Protego:
        """Give the rules for an address, asked by `get` if they are not known; what `get` raises is not kept."""
        place, now = urljoin(url, "/robots.txt"), time.monotonic()
        until, rules = self._kept.get(place, (0.0, None))
        if rules is None or until < now:
            rules = Protego.parse(get(place) or "")
            self._kept.pop(place, None)
            self._kept[place] = now + KEPT_SECONDS, rules
            if len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return rules


def may_read(rules: Protego, url: str) -> bool:
    """Tell whether the rules let us read an address."""
    return bool(rules.can_fetch(url, NAME))


def delay(rules: Protego) -> float:
    """Give the seconds that the host wants between two requests, 0 if it does not say."""
    return min(float(rules.crawl_delay(NAME) or 0), LONGEST_DELAY)


HOSTS = Rules()
