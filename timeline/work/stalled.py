"""Take back the jobs of workers that have died: no sign of life for a while, or gone without a word."""

import logging
from datetime import timedelta

import psycopg
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

log = logging.getLogger(__name__)
# Any job may be under way when its worker dies; one at which workers die again and again waits between its tries.
FREE_DEATHS = 2


async def take_back(seconds: float) -> None:
    """Queue the jobs of workers that have shown no life for `seconds` once more."""
    await app.job_manager.prune_stalled_workers(seconds)
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds):
        await _take_back(job)


async def _take_back(job: Job) -> None:
    wait = timedelta(seconds=settings.READOUT_RETRY_SECONDS if job.attempts >= FREE_DEATHS else 0)
    try:
        await app.job_manager.retry_job(job, retry_at=timezone.now() + wait)
        log.info("The worker of job %s has died; the job waits again.", job.id)
    except ConnectorException as error:
        # Another worker was faster.
        if not isinstance(error.__cause__, psycopg.errors.RaiseException):
            raise
