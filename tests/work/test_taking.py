"""What becomes of the articles of a batch: outcomes, tries, what is set aside, and that a job may run twice."""

from contextlib import contextmanager
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from tests.ingest.sketch import CALL, retold
from timeline import extraction, tasks
from timeline.ingest.storing import WRITER_LOCK
from timeline.models import Article, Batch, BatchItem, BatchOutcome
from timeline.work import batches, queue
from timeline.work.here import Away, take_here
from timeline.work.taking import Trouble, take

pytestmark = pytest.mark.django_db


def make_items(batch, *texts):
    return [
        BatchItem(batch=batch, number=number, name=f"{number}.txt", text=text) for number, text in enumerate(texts, 1)
    ]


def enqueue(*texts):
    """Queue texts as a batch; give the batch."""
    batch = batches.begin(["folder"], {}, is_queued=True)
    batches.enqueue(batch, make_items(batch, *texts))
    return batch


def run_job(job, worker="w1", attempts=None, aborts=False):
    """Do a job as a worker would, and drop it from the queue."""
    row = job.procrastinate_job
    context = JobContext(
        app=app,
        worker_name=worker,
        job=Job(**(row.asdict() | {"attempts": row.attempts if attempts is None else attempts})),
        abort_reason=lambda: "shutdown" if aborts else None,
        start_timestamp=0,
    )
    tasks.take_articles(context, **row.task_kwargs)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])


def jobs():
    return list(ProcrastinateJob.objects.order_by("id"))


def queued():
    """Give the items of each job in the queue by number."""
    return [
        list(BatchItem.objects.filter(pk__in=job.args["items"]).order_by("number").values_list("number", flat=True))
        for job in jobs()
    ]


@pytest.fixture
def poison(monkeypatch):
    """Let the reading of texts with the word fail."""
    read = extraction.read

    def fail(text, **known):
        if "poison" in text:
            raise ZeroDivisionError("no such\x00 number")
        return read(text, **known)

    monkeypatch.setattr(extraction, "read", fail)


def test_each_article_gets_its_outcome_and_keeps_its_batch():
    batch = batches.begin(["folder"], {})

    items = list(take(make_items(batch, CALL, retold(2), CALL), "w1"))

    assert [item.outcome for item in items] == ["new", "new", "unchanged"]
    assert [item.text for item in items] == ["", "", ""]
    assert list(batch.items.values_list("article__text", flat=True)) == [CALL, retold(2), CALL]
    assert set(batch.items.values_list("taken_by", flat=True)) == {"w1"}


def test_articles_taken_twice_are_done_once():
    batch = enqueue(CALL, retold(2))
    [job] = jobs()

    first = [item.outcome for item in take(list(batch.items.all()), "w1")]
    again = [(item.outcome, item.taken_by) for item in take(make_items_of(batch), "w2")]

    assert first == ["new", "new"]
    assert again == [("new", "w1"), ("new", "w1")]
    run_job(job, worker="w3")
    assert set(batch.items.values_list("taken_by", flat=True)) == {"w1"}


def make_items_of(batch):
    """Give a batch's rows as a worker has them that read them before they were done."""
    rows = list(batch.items.all())
    for row in rows:
        row.outcome, row.ended_at = BatchOutcome.WAITING, None
    return rows


def test_jobs_are_queued_in_small_groups_and_end_the_batch():
    batch = enqueue(*(retold(number) for number in range(6)))

    assert queued() == [[1, 2, 3, 4], [5, 6]]
    for job in jobs():
        batch.refresh_from_db()
        assert batch.ended_at is None
        run_job(job)
    batch.refresh_from_db()
    assert batch.ended_at is not None
    assert (batch.total, batches.counts(batch)) == (6, {"new": 6})


def test_what_is_rolled_back_was_never_queued():
    with transaction.atomic():
        enqueue(CALL)
        transaction.set_rollback(True)

    assert (jobs(), Batch.objects.count()) == ([], 0)


def test_a_poison_article_is_tried_three_times_and_set_aside(poison, settings):
    settings.READOUT_RETRY_SECONDS = 10
    batch = enqueue(CALL, "poison", retold(2))

    run_job(jobs()[0])

    assert list(batch.items.values_list("outcome", "tries")) == [("new", 0), ("waiting", 1), ("new", 0)]
    assert queued() == [[2]]
    assert jobs()[0].scheduled_at is not None
    waits = []
    while jobs():
        [job] = jobs()
        waits.append(round((job.scheduled_at - batch.started_at).total_seconds() / 10))
        run_job(job)
    item = batch.items.get(number=2)
    batch.refresh_from_db()
    assert waits == [1, 4]
    assert (item.outcome, item.tries, item.text) == ("failed", 3, "poison")
    assert item.problem == "ZeroDivisionError: no such\N{REPLACEMENT CHARACTER} number"
    assert "raise ZeroDivisionError" in item.traceback
    assert batch.ended_at is not None


def test_an_article_set_aside_can_be_tried_again(poison, monkeypatch):
    batch = enqueue("poison " + CALL)
    while jobs():
        run_job(jobs()[0])
    assert batch.items.get().outcome == "failed"
    monkeypatch.undo()

    count = batches.try_again(batch.items.all())

    batch.refresh_from_db()
    assert (count, queued(), batch.ended_at) == (1, [[1]], None)
    run_job(jobs()[0])
    item = batch.items.get()
    batch.refresh_from_db()
    assert (item.outcome, item.problem, item.traceback) == ("new", "", "")
    assert batch.ended_at is not None


def test_a_source_without_text_fails_at_once():
    batch = batches.begin(["gone.txt"], {}, is_queued=True)
    batches.enqueue(batch, [BatchItem(batch=batch, number=1, name="gone.txt", problem="no such file")])

    item = batch.items.get()
    assert (jobs(), item.outcome, item.problem) == ([], "failed", "no such file")
    assert batches.try_again([item]) == 0
    batch.refresh_from_db()
    assert batch.ended_at is not None


def test_a_stopping_worker_gives_the_rest_back():
    batch = enqueue(CALL, retold(2))

    run_job(jobs()[0], aborts=True)

    assert queued() == [[1, 2]]
    assert batches.counts(batch) == {"waiting": 2}


def test_articles_at_which_workers_died_are_taken_one_by_one_then_set_aside():
    batch = enqueue(CALL, retold(2))

    run_job(jobs()[0], attempts=tasks.MOST_DEATHS_TOGETHER + 1)

    assert queued() == [[1], [2]]
    run_job(jobs()[0], attempts=tasks.MOST_DEATHS + 1)
    run_job(jobs()[0], attempts=tasks.MOST_DEATHS)
    assert list(batch.items.values_list("outcome", flat=True)) == ["failed", "new"]
    assert "its job broke off 6 times" in batch.items.get(number=1).problem


def away(*_args, **_options):
    raise OperationalError("the connection is lost")


def test_trouble_of_the_database_counts_against_no_article(monkeypatch):
    batch = enqueue(CALL)
    monkeypatch.setattr(extraction, "read", away)
    monkeypatch.setattr(connection, "close", lambda: None)

    with pytest.raises(Trouble, match="the connection is lost"):
        run_job(jobs()[0])

    item = batch.items.get()
    assert (item.outcome, item.tries) == ("waiting", 0)


def test_a_run_waits_for_a_database_that_comes_back(monkeypatch):
    batch = batches.begin(["folder"], {})
    read, calls = extraction.read, []

    def fail_twice(text, **known):
        calls.append(text)
        return away() if len(calls) in (2, 3) else read(text, **known)

    monkeypatch.setattr(extraction, "read", fail_twice)
    monkeypatch.setattr(connection, "close", lambda: None)

    done = list(take_here(make_items(batch, CALL, retold(2)), "w1"))

    assert [item.outcome for item in done] == ["new", "new"]
    assert calls == [CALL, retold(2), retold(2), retold(2)]
    assert (batch.items.count(), Article.objects.count()) == (2, 2)


def test_a_run_stops_where_the_database_stays_away(monkeypatch, settings):
    settings.READOUT_PATIENCE_SECONDS = 0
    batch = batches.begin(["folder"], {})
    monkeypatch.setattr(extraction, "read", away)
    monkeypatch.setattr(connection, "close", lambda: None)

    with pytest.raises(Away, match="the connection is lost") as error:
        list(take_here(make_items(batch, CALL), "w1"))

    assert (error.value.item.name, error.value.is_full) == ("1.txt", False)


def test_a_full_disk_stops_the_run_and_is_named(monkeypatch, settings, tmp_path):
    def fill(*_args, **_options):
        raise OperationalError("could not extend file") from psycopg.errors.DiskFull()

    settings.READOUT_PATIENCE_SECONDS = 0
    monkeypatch.setattr(extraction, "read", fill)
    monkeypatch.setattr(connection, "close", lambda: None)
    (tmp_path / "one.txt").write_text(CALL)

    with pytest.raises(
        CommandError, match="The database's disk is full at one.txt .*Make room and run the same command"
    ):
        call_command("ingest", str(tmp_path), stdout=StringIO())

    assert (Article.objects.count(), BatchItem.objects.count()) == (0, 0)


@pytest.fixture
def reads(monkeypatch):
    """Note the first words of each text that is read."""
    read, seen = extraction.read, []

    def note(text, **known):
        seen.append(text.split(" ", 1)[0])
        return read(text, **known)

    monkeypatch.setattr(extraction, "read", note)
    return seen


@contextmanager
def another_writer():
    """Let somebody else store; what is given lets him be done."""
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [WRITER_LOCK])
        yield lambda: other.execute("SELECT pg_advisory_unlock_all()")


@pytest.mark.django_db(transaction=True)
def test_articles_are_read_one_by_one_where_nobody_else_stores(reads):
    batch = batches.begin(["folder"], {})

    for item in take(make_items(batch, CALL, retold(2)), "w1"):
        reads.append(item.outcome)

    assert reads == ["Ministers", "new", "Ministers", "new"]


@pytest.mark.django_db(transaction=True)
def test_the_next_articles_are_read_while_somebody_else_stores(monkeypatch):
    batch, order = batches.begin(["folder"], {}), []
    read = extraction.read
    with another_writer() as let_go:

        def note(text, **known):
            order.append("read")
            if order == ["read", "read"]:
                let_go()
            return read(text, **known)

        monkeypatch.setattr(extraction, "read", note)
        for item in take(make_items(batch, CALL, retold(2), retold(3)), "w1"):
            order.append(item.outcome)

    assert order == ["read", "read", "new", "new", "read", "new"]


@pytest.mark.django_db(transaction=True)
def test_what_was_read_before_its_article_changed_is_read_again(monkeypatch):
    batch, order = batches.begin(["folder"], {}), []
    first, second = make_items(batch, CALL, CALL.replace("close", "closer"))
    first.given = {"url": "https://news.example/a", "published": "2024-12-20"}
    second.given = {"url": "https://news.example/a"}
    read = extraction.read
    with another_writer() as let_go:

        def note(text, *, published_on=None, **known):
            order.append(published_on)
            if len(order) == 2:
                let_go()
            return read(text, published_on=published_on, **known)

        monkeypatch.setattr(extraction, "read", note)
        done = [item.outcome for item in take([first, second], "w1")]

    assert done == ["new", "revised"]
    assert order == ["2024-12-20", None, "2024-12-20"]
    assert Article.objects.get().published_edtf == "2024-12-20"


GROUPS = {
    "few": ([10, 10], [[10, 10]]),
    "many": ([10] * 20, [[10] * 16, [10] * 4]),
    "long ones": ([40_000, 30_000, 10], [[40_000], [30_000, 10]]),
    "a very long one": ([10, 900_000, 10], [[10], [900_000], [10]]),
    "none": ([], []),
}


@pytest.mark.parametrize("case", GROUPS)
def test_texts_are_read_together_within_bounds(case):
    lengths, groups = GROUPS[case]
    items = (BatchItem(text="x" * length) for length in lengths)

    assert [[len(item.text) for item in group] for group in batches.together(items)] == groups


def test_texts_parsed_together_read_as_alone():
    texts = [CALL, retold(2), "", CALL + "\n" + CALL]

    alone = [extraction.read(text) for text in texts]
    with extraction.parsed_together(texts):
        together = [extraction.read(text) for text in texts]

    assert together == alone


def test_names_of_queues_are_one_a_batch():
    batch = enqueue(CALL)

    assert jobs()[0].queue_name == queue.queue_of(batch.pk) == f"batch-{batch.pk}"
