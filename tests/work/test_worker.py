"""Workers as processes: they share a queue, stop cleanly, and lose nothing when they are killed or cut off."""

import os
import signal

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from diplomacy import children
from tests.ingest.sketch import CALL, retold
from tests.work.machines import SECONDS, Machine, end, eventually
from timeline.management.progress import summary
from timeline.models import Article, Batch, BatchItem
from timeline.work import batches, queue

# An article that takes until it is killed, the first time a worker has it.
STUCK = """
import os, time
from pathlib import Path
import timeline.work.taking as module
take, flag = module.ingest, Path({flag!r})
def stick(text, **known):
    if not flag.exists():
        flag.touch()
        time.sleep(600)
    return take(text, **known)
module.ingest = stick
"""


@pytest.fixture
def machine(database_url):
    with Machine(database_url) as machine:
        yield machine
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")


def enqueue(*texts):
    batch = batches.begin(["folder"], {}, is_queued=True)
    items = [
        BatchItem(batch=batch, number=number, name=f"{number}.txt", text=text) for number, text in enumerate(texts)
    ]
    batches.enqueue(batch, items)
    return batch


def articles():
    """Give the jobs that take articles; beside them stands what workers do by the clock."""
    return ProcrastinateJob.objects.filter(task_name=queue.TAKE_ARTICLES)


def is_done(batch):
    return Batch.objects.filter(pk=batch.pk, ended_at__isnull=False).exists()


def test_a_worker_does_what_is_queued_before_and_after_and_stops_cleanly(machine):
    before = enqueue(CALL)
    worker = machine.start("worker", "--name", "ada")

    assert eventually(lambda: is_done(before))
    after = enqueue(CALL, retold(2))
    assert eventually(lambda: is_done(after))
    status, out, err = end(worker)

    assert (status, err) == (0, "")
    assert out == "Worker ada takes articles from the queue. Ctrl-C stops it.\nWorker ada has stopped.\n"
    assert summary(batches.counts(after)) == "2 read: 1 new, 1 unchanged, 0 failed."
    assert set(after.items.values_list("taken_by", flat=True)) == {"ada"}
    assert (articles().count(), ProcrastinateWorker.objects.count()) == (0, 0)


def test_a_worker_ends_when_who_started_it_is_gone(machine):
    machine.environ[children.PARENT] = "1"
    worker = machine.start("worker", "--name", "orphan")

    out, err = worker.communicate(timeout=SECONDS)

    assert (worker.returncode, err) == (0, "")
    assert out.endswith("Worker orphan has stopped.\n")


def test_two_workers_share_a_queue_and_the_job_of_a_killed_one_is_taken_again(machine, tmp_path):
    batch = enqueue(*(retold(number) for number in range(6)))
    flag = tmp_path / "stuck"
    first = machine.start_with(STUCK.format(flag=str(flag)), "worker", "--name", "first")
    assert eventually(flag.exists)
    second = machine.start("worker", "--name", "second")
    assert eventually(lambda: batch.items.waiting().count() == 4)

    first.kill()

    assert eventually(lambda: is_done(batch))
    assert batches.counts(batch) == {"new": 6}
    assert set(batch.items.values_list("taken_by", flat=True)) == {"second"}
    assert Article.objects.count() == 6
    assert end(second)[0] == 0


def test_an_article_that_another_worker_has_in_hand_is_neither_waited_for_nor_lost(machine, tmp_path):
    batch = enqueue(CALL)
    flag = tmp_path / "stuck"
    first = machine.start_with(STUCK.format(flag=str(flag)), "worker", "--name", "first")
    assert eventually(flag.exists)
    queue.defer(batch.pk, [list(batch.items.values_list("pk", flat=True))])
    second = machine.start("worker", "--name", "second")
    # The second worker has looked, has gone on, and will look again.
    assert eventually(lambda: articles().filter(status="todo", scheduled_at__isnull=False).exists())

    first.kill()

    assert eventually(lambda: is_done(batch))
    assert batches.counts(batch) == {"new": 1}
    assert end(second)[0] == 0


def test_a_worker_gives_back_an_article_that_takes_too_long(machine, tmp_path):
    batch = enqueue(CALL)
    flag = tmp_path / "stuck"
    patch = "import timeline.work.worker as module; module.GRACE_SECONDS = 0.5\n" + STUCK.format(flag=str(flag))
    worker = machine.start_with(patch, "worker")
    assert eventually(flag.exists)

    assert end(worker, signal.SIGINT)[0] == 0

    assert [job.status for job in articles()] == ["todo"]
    assert batches.counts(batch) == {"waiting": 1}


def test_a_worker_outlives_the_loss_of_its_connections(machine):
    first = enqueue(CALL)
    worker = machine.start("worker", "--name", "ada")
    assert eventually(lambda: is_done(first))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] >= 2

    second = enqueue(retold(2))
    assert eventually(lambda: is_done(second))
    assert batches.counts(second) == {"new": 1}
    assert end(worker)[0] == 0


def test_a_worker_that_was_given_up_as_dead_says_so_and_signs_on_anew(machine):
    worker = machine.start("worker", "--name", "ada")
    assert eventually(ProcrastinateWorker.objects.exists)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")

    batch = enqueue(CALL)

    assert eventually(lambda: is_done(batch))
    said = end(worker)[2]
    assert said.count("\n") == 1
    assert said.endswith("it was halted for so long that it was given up as dead; it signs on anew\n")


def test_ingest_with_several_processes_does_what_one_does(machine, tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(retold(number))
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")

    run = machine.start("ingest", str(tmp_path), "--jobs", "2")
    out, err = run.communicate(timeout=120)

    assert out == "6 read: 6 new, 0 unchanged, 1 failed.\n"
    assert "bad.txt: binary: this is no plain text" in err
    assert err.endswith("CommandError: 1 could not be stored.\n")
    assert run.returncode == 1
    assert is_done(Batch.objects.get())
    assert ProcrastinateWorker.objects.count() == 0


def test_several_processes_of_a_worker_are_started_again_and_stop_together(machine):
    parent = machine.start("worker", "--jobs", "2", "--name", "ada")
    assert eventually(lambda: ProcrastinateWorker.objects.count() == 2)
    children = children_of(parent.pid)
    first = list(ProcrastinateWorker.objects.values_list("pk", flat=True))

    os.kill(children[0], signal.SIGKILL)

    assert eventually(lambda: ProcrastinateWorker.objects.exclude(pk__in=first).count() == 1)
    assert len(children_of(parent.pid)) == 2
    status, out, err = end(parent, signal.SIGINT)
    assert (status, out.splitlines()[-1]) == (0, "Worker ada has stopped.")
    assert err == f"Worker process {children[0]} ended with status -9; another one takes its place.\n"
    assert not any(os.path.exists(f"/proc/{pid}") for pid in children)


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(word) for word in file.read().split()]
