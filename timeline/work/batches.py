"""Begin a batch, queue its articles, take back what was left, end it."""

import getpass
import os
import socket
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from timeline.models import Batch, BatchItem, BatchOutcome
from timeline.work import queue

# Texts parsed together cost less each; more than 16 gain nothing more, and 60,000 characters parse within 200 MB.
MOST_TOGETHER = 16
CHARS_TOGETHER = 60_000
# A job of the queue is smaller: what one worker has taken, no other can help with.
MOST_A_JOB = 4
# Rows written in one statement; 500 texts are a few megabytes.
ROWS_AT_ONCE = 500


def here() -> str:
    """Name this process: user, machine and process id."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.geteuid())
    return f"{user}@{socket.gethostname()}:{os.getpid()}"


def begin(sources: list[str], options: dict[str, Any], *, is_queued: bool = False, by: str = "") -> Batch:
    """Begin a batch of what `sources` name."""
    return Batch.objects.create(sources=sources, options=options, is_queued=is_queued, started_by=by or here())


def together(items: Iterable[BatchItem], most: int = MOST_TOGETHER) -> Iterator[list[BatchItem]]:
    """Cut a stream of articles into groups that are read together."""
    group: list[BatchItem] = []
    chars = 0
    for item in items:
        if group and (len(group) == most or chars + len(item.text) > CHARS_TOGETHER):
            yield group
            group, chars = [], 0
        group.append(item)
        chars += len(item.text)
    if group:
        yield group


def enqueue(batch: Batch, items: Iterable[BatchItem]) -> int:
    """Write articles into the queue as they come, for workers to take at once; give how many are in the batch."""
    total = 0
    rows: list[BatchItem] = []
    for item in items:
        if not item.text:
            item.outcome, item.taken_by, item.ended_at = BatchOutcome.FAILED, batch.started_by, timezone.now()
        rows.append(item)
        total = item.number
        if len(rows) == ROWS_AT_ONCE:
            _enqueue(batch, rows)
            rows = []
    _enqueue(batch, rows)
    Batch.objects.filter(pk=batch.pk).update(total=total)
    close_done()
    return total


def _enqueue(batch: Batch, rows: list[BatchItem]) -> None:
    with transaction.atomic():
        stored = BatchItem.objects.bulk_create(rows)
        waiting = [item for item in stored if item.outcome == BatchOutcome.WAITING]
        queue.defer(batch.pk, ([item.pk for item in group] for group in together(waiting, MOST_A_JOB)))


def end(batch: Batch, total: int) -> None:
    """End a batch that was taken here."""
    batch.total, batch.ended_at = total, timezone.now()
    batch.save(update_fields=["total", "ended_at"])


def close_done() -> None:
    """End each batch from the queue of which nothing waits any more."""
    Batch.objects.open().filter(is_queued=True).all_done().update(ended_at=timezone.now())


def counts(batch: Batch) -> Counter[str]:
    """Count a batch's articles by outcome."""
    rows = batch.items.order_by().values_list("outcome").annotate(Count("pk"))
    return Counter(dict(rows))


def counted(batch: Batch) -> Counter[str]:
    """Give the counts that a batch of `with_counts` brings along."""
    return Counter({outcome.value: getattr(batch, f"count_{outcome.value}") for outcome in BatchOutcome})


def try_again(items: Iterable[BatchItem]) -> int:
    """Queue articles that were set aside once more, with all their tries; give how many."""
    now: datetime | None = None
    with transaction.atomic():
        pks = [item.pk for item in items]
        rows = list(BatchItem.objects.select_for_update().failed().filter(pk__in=pks).exclude(text=""))
        for batch in {row.batch_id for row in rows}:
            own = [row.pk for row in rows if row.batch_id == batch]
            BatchItem.objects.filter(pk__in=own).update(outcome=BatchOutcome.WAITING, tries=0, ended_at=now)
            Batch.objects.filter(pk=batch).update(is_queued=True, ended_at=None)
            queue.defer(batch, ([pk] for pk in own))
    return len(rows)
