"""One worker: takes jobs until it is told to stop, and outlives a database that goes away.

    serve ─ connected? ─▶ procrastinate's Worker: fetch, run in a thread, finish; heartbeat; schedules
          │             └ beside it, a sweep every few seconds: stalled.take_back
          └ no: say so once, wait longer and longer, connect anew (our own server has another address after a restart)

A first SIGTERM or Ctrl-C lets it finish its article and give the rest of the job back. A second one, or an article that
takes longer than GRACE_SECONDS, ends it at once: what it had not stored is taken by another worker.
"""

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import AsyncIterator, Coroutine

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import close_old_connections
from procrastinate.contrib.django import app, utils
from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import DeleteJobCondition, Status
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

from diplomacy import children
from timeline.work import batches, stalled

log = logging.getLogger(__name__)
# A shutting-down web server or machine gives 10 seconds before it kills.
GRACE_SECONDS = 8
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# A new job wakes a worker by itself; one that was given back is found by looking.
LOOK_SECONDS = 2.0
# A connection that cannot be had within this time means that the server has gone.
POOL_SECONDS = 5.0
BEATS_A_SILENCE = 4
GONE = (ProcrastinateException, psycopg.Error, DatabaseError, OSError)


def heartbeat_seconds() -> float:
    """Give the time between two signs of life: some may be late before a worker counts as dead."""
    return float(settings.READOUT_STALLED_SECONDS) / BEATS_A_SILENCE


async def serve(name: str, queues: list[str] | None = None) -> None:
    """Work until SIGTERM or SIGINT, or until whoever started it is gone; `queues` leaves all others alone."""
    stop = _signals()
    async with _beside(_end_with_parent(stop)):
        await _serve(name, queues, stop)


async def _end_with_parent(stop: asyncio.Event) -> None:
    """Stop when the process that watches over this one is gone: it may die before the kernel is told to tell us."""
    parent = int(os.environ.get(children.PARENT, 0))
    while os.getppid() == parent:
        await asyncio.sleep(LOOK_SECONDS)
    if parent:
        stop.set()


async def _serve(name: str, queues: list[str] | None, stop: asyncio.Event) -> None:
    pause = FIRST_PAUSE
    while not stop.is_set():
        began = asyncio.get_running_loop().time()
        try:
            await _work(name, queues, stop)
            problem = "a connection ended"
        except GONE as error:
            problem = _said(error)
        if stop.is_set():
            return
        if asyncio.get_running_loop().time() - began > LONGEST_PAUSE:
            pause = FIRST_PAUSE
        log.warning("Worker %s cannot use the database and tries again in %g s: %s", name, pause, problem)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _said(error: BaseException) -> str:
    cause = error.__cause__ or error
    if isinstance(cause, psycopg.errors.UndefinedFunction | psycopg.errors.UndefinedTable):
        return "its tables are not up to date; run manage.py migrate, or make run"
    if isinstance(cause, psycopg.errors.ForeignKeyViolation):  # no worker of this number any more
        return "it was halted for so long that it was given up as dead; it signs on anew"
    return next(iter(str(cause).strip().splitlines()), type(cause).__name__)


def _signals() -> asyncio.Event:
    """Give an event that the first signal sets; the second one ends the process."""
    stop = asyncio.Event()

    def on_signal() -> None:
        if stop.is_set():
            os._exit(1)
        stop.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, on_signal)
    return stop


async def _work(name: str, queues: list[str] | None, stop: asyncio.Event) -> None:
    """Work on one set of connections until told to stop or until they break."""
    parameters = await asyncio.to_thread(utils.connector_params)
    connector = PsycopgConnector(kwargs=parameters, min_size=1, max_size=2, timeout=POOL_SECONDS)
    with app.replace_connector(connector):
        async with app.open_async():
            app.perform_import_paths()
            worker = Worker(
                app,
                task_middleware=app.worker_defaults.get("task_middleware"),
                queues=queues,
                name=name,
                install_signal_handlers=False,
                fetch_job_polling_interval=LOOK_SECONDS,
                shutdown_graceful_timeout=0,  # the task then stops by itself after its article
                delete_jobs=DeleteJobCondition.SUCCESSFUL,
                update_heartbeat_interval=heartbeat_seconds(),
                stalled_worker_timeout=settings.READOUT_STALLED_SECONDS,
            )
            async with _beside(_sweep(worker), _end(worker, stop)):
                await worker.run()


@contextlib.asynccontextmanager
async def _beside(*coroutines: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Run coroutines beside what is inside the `with`, and end them with it."""
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _sweep(worker: Worker) -> None:
    """Look for what dead workers left, as often as this one shows that it lives."""
    while True:
        try:
            await stalled.take_back(settings.READOUT_STALLED_SECONDS)
            await sync_to_async(_close_done)()
        except GONE:
            worker.stop()
            return
        await asyncio.sleep(heartbeat_seconds())


def _close_done() -> None:
    close_old_connections()  # one that died with its server is never usable again
    batches.close_done()


async def _end(worker: Worker, stop: asyncio.Event) -> None:
    """Stop the worker; if its article takes too long, give the job back and end the process."""
    await stop.wait()
    worker.stop()
    await asyncio.sleep(GRACE_SECONDS)
    manager = app.job_manager
    with contextlib.suppress(*GONE):
        for job in await manager.list_jobs_async(status=Status.DOING.value, worker_id=worker.worker_id):
            await manager.retry_job(job)
    os._exit(0)
