"""Take a batch in this process, and wait for a database that goes away for a moment."""

import time
from collections.abc import Iterable, Iterator

from django.conf import settings

from timeline.models import BatchItem
from timeline.work.batches import together
from timeline.work.taking import Trouble, take

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 5.0


class Away(Exception):
    """The database stayed away, or full, longer than READOUT_PATIENCE_SECONDS; `item` is the first one not stored."""

    def __init__(self, item: BatchItem, trouble: Trouble) -> None:
        super().__init__(str(trouble))
        self.item, self.is_full = item, trouble.is_full


def take_here(items: Iterable[BatchItem], by: str) -> Iterator[BatchItem]:
    """Take articles in the order given and give each with its outcome; raise Away where the database stays away."""
    for group in together(items):
        yield from _take_patiently(group, by)


def _take_patiently(group: list[BatchItem], by: str) -> Iterator[BatchItem]:
    left = group
    pauses = _pauses()
    while left:
        try:
            for done in take(left, by):
                left = left[1:]
                pauses = _pauses()
                yield done
        except Trouble as trouble:
            pause = next(pauses, None)
            if pause is None:
                raise Away(left[0], trouble) from trouble
            time.sleep(pause)


def _pauses() -> Iterator[float]:
    """Give longer and longer pauses that take READOUT_PATIENCE_SECONDS together."""
    until = time.monotonic() + settings.READOUT_PATIENCE_SECONDS
    pause = FIRST_PAUSE
    while time.monotonic() < until:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)
