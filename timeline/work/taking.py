"""Take the articles of a batch: read them, store them, write down what became of each.

An article and its outcome are one transaction. It is read before that, and the next ones are read while somebody else
stores: reading takes most of the time and is in nobody's way, storing is for one at a time.
What is the database's own trouble (it is away, its disk is full) counts against no article: `Trouble` is raised, and
whoever runs the batch waits or stops.
"""

import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.utils import timezone

from diplomacy import errors
from timeline import extraction
from timeline.extraction.source import SourceError
from timeline.history import machine
from timeline.ingest import Look, Visit, ingest, is_writer_busy, look
from timeline.models import Article, BatchItem, BatchOutcome
from timeline.work import queue

# An error may come from a moment's lack of something; what fails thrice fails for a reason of its own.
MOST_TRIES = 3
# Each wait is so many times the one before: 10 seconds, then 40.
BACK_OFF = 4
# A transaction that stood in another's way succeeds at the second try; a third is for a very busy database.
MOST_COLLISIONS = 3
# PostgreSQL stores no NUL in a text.
NUL, BLANK = "\x00", "\N{REPLACEMENT CHARACTER}"


class Trouble(Exception):
    """The database cannot store anything at present: it is away, or its disk is full; the message says why."""

    is_full = False


def take(items: Sequence[BatchItem], by: str, should_stop: Callable[[], bool] = lambda: False) -> Iterator[BatchItem]:
    """Take articles one after the other and give each with its outcome, until told to stop.

    One that was done before is left as it is, so whoever is interrupted may take all of them again. One that another
    worker has in hand is not given: that one may die yet. Raise Trouble at the first one that the database refuses for
    reasons of its own.
    """
    with _parsed_together(items):
        for item, seen in _read_ahead(items):
            if should_stop():
                return
            try:
                yield _take_one(item, by, seen)
            except Exception as error:  # noqa: BLE001  (one bad article must not stop the run)
                raise_trouble(error)
                if not errors.is_locked(error):
                    yield _fail(item, by, error)


def raise_trouble(error: Exception) -> None:
    """Raise Trouble if an error is the database's own, and drop a connection that may be broken."""
    if errors.is_away(error) or errors.is_full(error):
        connection.close()
        trouble = Trouble(first_line(error))
        trouble.is_full = errors.is_full(error)
        raise trouble from error


def set_aside(item: BatchItem, by: str, problem: str, trace: str = "") -> BatchItem:
    """Write down that an article failed for good; its text stays, so that it can be tried again."""
    item.problem, item.traceback = problem.replace(NUL, BLANK), trace.replace(NUL, BLANK)
    return _finish(item, by, BatchOutcome.FAILED)


def first_line(error: Exception) -> str:
    """Give the first line of an error's message."""
    return (str(error).strip().splitlines() or ["no reason given"])[0]


def problem_of(error: Exception) -> str:
    """Say in one line what went wrong."""
    if isinstance(error, SourceError):
        return str(error)
    if isinstance(error, DatabaseError):
        return f"the database refused it: {first_line(error)}"
    return f"{type(error).__name__}: {first_line(error)}"


def _read_ahead(items: Sequence[BatchItem]) -> Iterator[tuple[BatchItem, Look | None]]:
    """Give each article in order with what was read in it; read on while somebody else stores.

    What cannot be read comes without: reading it when its turn has come says why.
    """
    waiting, done = deque(items), deque[tuple[BatchItem, Look | None]]()
    while waiting or done:
        if waiting and (not done or _is_writer_busy()):
            item = waiting.popleft()
            done.append((item, _seen(item)))
        else:
            yield done.popleft()


def _seen(item: BatchItem) -> Look | None:
    try:
        return look(item.text, file=item.name, **_given(item)) if item.text else None
    except Exception:  # noqa: BLE001  (told when the article's turn has come)
        return None


def _is_writer_busy() -> bool:
    try:
        return is_writer_busy()
    except DatabaseError:  # told by the article that is to be stored next
        return False


def _given(item: BatchItem) -> dict[str, Any]:
    """Give what is known of an article besides its text."""
    visit = Visit.from_json(item.given.get("visit"))
    return {**item.given, "notes": tuple(item.given.get("notes", ())), "visit": visit}


def _take_one(item: BatchItem, by: str, seen: Look | None) -> BatchItem:
    for _ in range(MOST_COLLISIONS - 1):
        try:
            return _store(item, by, seen)
        except DatabaseError as error:
            if not errors.is_collision(error):
                raise
    return _store(item, by, seen)


def _store(item: BatchItem, by: str, seen: Look | None) -> BatchItem:
    with transaction.atomic():
        if done := _done_before(item):
            return done
        if not item.text:
            raise SourceError(item.problem or "there is no text in it")
        with machine(action="ingest", batch=item.batch_id):
            result = ingest(item.text, file=item.name, seen=seen, **_given(item))
        item.article, item.text, item.problem, item.traceback = result.article, "", result.note, ""
        return _finish(item, by, BatchOutcome[result.outcome.name])


def _done_before(item: BatchItem) -> BatchItem | None:
    """Hold the item's row, if it has one, against other workers; give the row if the article was done before.

    Without waiting: who stands in line behind a worker that hangs hangs as well.
    """
    if not item.pk:
        return None
    row = (
        BatchItem.objects.select_for_update(nowait=True, of=("self",))
        .filter(batch=item.batch_id, number=item.number)
        .first()
    )
    if row and row.outcome != BatchOutcome.WAITING:
        return row
    # A row that was rolled back leaves its number behind, as if it were stored.
    item._state.adding, item.pk = row is None, row.pk if row else None
    return None


def _finish(item: BatchItem, by: str, outcome: BatchOutcome) -> BatchItem:
    item.outcome, item.taken_by, item.ended_at = outcome, by, timezone.now()
    item.save()
    return item


def _fail(item: BatchItem, by: str, error: Exception) -> BatchItem:
    """Write down a failure; an article of a queue waits for another try until its tries are used up."""
    trace = "" if isinstance(error, SourceError) else "".join(traceback.format_exception(error))
    try:
        with transaction.atomic():
            if done := _done_before(item):
                return done
            item.tries += 1
            if isinstance(error, SourceError) or not item.batch.is_queued or item.tries >= MOST_TRIES:
                return set_aside(item, by, problem_of(error), trace)
            item.problem, item.traceback = problem_of(error).replace(NUL, BLANK), trace.replace(NUL, BLANK)
            item.save()
            wait = timedelta(seconds=settings.READOUT_RETRY_SECONDS * BACK_OFF ** (item.tries - 1))
            queue.defer(item.batch_id, [[item.pk]], at=timezone.now() + wait)
            return item
    except DatabaseError as failure:
        raise_trouble(failure)
        raise


def _parsed_together(items: Sequence[BatchItem]) -> AbstractContextManager[None]:
    """Parse the texts that are still to be read in one go."""
    texts = {sha256(item.text.encode("utf-8", "surrogatepass")).hexdigest(): item for item in items if item.text}
    try:
        known = set(Article.objects.filter(sha256__in=texts).values_list("sha256", flat=True))
    except DatabaseError as error:
        raise_trouble(error)
        raise
    return extraction.parsed_together(
        [item.text for digest, item in texts.items() if digest not in known or item.given.get("reread")]
    )
