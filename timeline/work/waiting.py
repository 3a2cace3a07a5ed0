"""Wait for the workers of a batch, those of this machine or any; a database away for a moment is waited for, too."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from diplomacy.children import Children, manage
from timeline.models import Batch, BatchItem, BatchOutcome
from timeline.work import batches
from timeline.work.taking import Trouble, raise_trouble

LOOK_SECONDS = 0.5
Show = Callable[[Counter[str], BatchItem | None], None]


def count_workers() -> int:
    """Count the workers that have shown a sign of life lately, on any machine."""
    since = timezone.now() - timedelta(seconds=settings.READOUT_STALLED_SECONDS)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).count()


def with_workers(batch: Batch, items: Iterable[BatchItem], processes: int, show: Show) -> Counter[str]:
    """Queue a batch and let `processes` workers of our own do it; give the counts at the end."""
    base = batch.started_by
    names = [f"{base}-{number}" for number in range(1, processes + 1)]
    children = Children([manage("worker", "--quiet", f"--name={name}", f"--batch={batch.pk}") for name in names])
    try:
        children.tend()
        batches.enqueue(batch, items)
        return until_done(batch, show, children.tend)
    finally:
        children.stop()


def until_done(batch: Batch, show: Show, tend: Callable[[], None] = lambda: None) -> Counter[str]:
    """Return the counts when nothing of the batch waits any more; failures are shown as they come."""
    failed: set[int] = set()
    until = _deadline()
    while True:
        tend()
        try:
            counts = batches.counts(batch)
            for item in _failed(batch, failed):
                show(counts, item)
            show(counts, None)
            if not counts[BatchOutcome.WAITING]:
                batches.close_done()
                return counts
            until = _deadline()
        except DatabaseError as error:
            _bear(error, until)
        time.sleep(LOOK_SECONDS)


def _failed(batch: Batch, known: set[int]) -> Iterator[BatchItem]:
    for item in batch.items.failed().exclude(pk__in=known).order_by("number").defer("text"):
        known.add(item.pk)
        yield item


def _deadline() -> float:
    return time.monotonic() + settings.READOUT_PATIENCE_SECONDS


def _bear(error: DatabaseError, until: float) -> None:
    """Let a database that is away come back; raise the error when patience ends or it is another one."""
    try:
        raise_trouble(error)
    except Trouble:
        connection.close()
        if time.monotonic() < until:
            return
    raise error
