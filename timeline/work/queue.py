"""Put jobs into the queue, in the transaction of the caller: what is rolled back was never queued."""

from collections.abc import Iterable
from datetime import datetime

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

TAKE_ARTICLES = "timeline.tasks.take_articles"


def queue_of(batch: int) -> str:
    """Name the queue of a batch; a worker without a queue of its own takes from all of them."""
    return f"batch-{batch}"


def defer(batch: int, groups: Iterable[list[int]], at: datetime | None = None) -> None:
    """Queue a job for each group of BatchItems (their ids), to be done from `at` on."""
    jobs = [
        Job(
            queue=queue_of(batch),
            lock=None,
            queueing_lock=None,
            task_name=TAKE_ARTICLES,
            task_kwargs={"items": [*group]},
            scheduled_at=at,
        )
        for group in groups
    ]
    if jobs:
        JobManager(DjangoConnector()).batch_defer_jobs(jobs)
