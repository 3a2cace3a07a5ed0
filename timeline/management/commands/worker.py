"""Take articles from the queue: any number of workers, on any number of machines, on one database."""

import asyncio
import signal
import socket
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from diplomacy.children import Children, manage
from timeline.management.progress import at_least_one
from timeline.work import batches, queue
from timeline.work.worker import serve

TEND_SECONDS = 0.2


class Command(BaseCommand):
    """Work until Ctrl-C or SIGTERM."""

    help = "Take articles from the queue, read and store them, until Ctrl-C. Run it on as many machines as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which arguments there are."""
        parser.add_argument("--jobs", type=at_least_one, default=1, metavar="N", help="run N processes (default: 1)")
        parser.add_argument("--name", default="", help="what it is called in the records (default: user@host:process)")
        parser.add_argument("--batch", type=int, metavar="N", help="take the articles of this batch alone")
        parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work here, or watch over those that do."""
        name = options["name"] or batches.here()
        if not options["quiet"]:
            self.stdout.write(f"Worker {name} takes articles from the queue. Ctrl-C stops it.")
        if options["jobs"] > 1:
            self._watch(options, name)
        else:
            queues = [queue.queue_of(options["batch"])] if options["batch"] else None
            asyncio.run(serve(name, queues))
        if not options["quiet"]:
            self.stdout.write(f"Worker {name} has stopped.")

    def _watch(self, options: dict[str, Any], name: str) -> None:
        """Run one process a job, and start again what dies."""
        batch = [f"--batch={options['batch']}"] if options["batch"] else []
        numbers = range(1, options["jobs"] + 1)
        base = options["name"] or socket.gethostname()
        children = Children([manage("worker", "--quiet", f"--name={base}-{number}", *batch) for number in numbers])
        stopped: list[int] = []
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda number, _: stopped.append(number))
        try:
            while not stopped:
                children.tend()
                self._tell(children)
                time.sleep(TEND_SECONDS)
        finally:
            children.stop()

    def _tell(self, children: Children) -> None:
        while children.ended:
            pid, status = children.ended.pop()
            self.stderr.write(f"Worker process {pid} ended with status {status}; another one takes its place.")
