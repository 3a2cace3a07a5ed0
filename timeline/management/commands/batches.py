"""Show the batches of articles: how far they are, and what failed."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline.management.progress import Progress, summary
from timeline.models import Batch, BatchOutcome
from timeline.work import batches, waiting

# As many as fit a terminal's page.
SHOWN = 20


class Command(BaseCommand):
    """List the latest batches, or show one."""

    help = "Show how far the latest batches are; with a number, what failed in that one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which arguments there are."""
        parser.add_argument("number", nargs="?", type=int, metavar="BATCH", help="show this one, with its failures")
        parser.add_argument("--wait", action="store_true", help="show the progress until it is done")
        parser.add_argument("--retry", action="store_true", help="queue what failed in it once more")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is asked for."""
        if options["number"] is None:
            if options["wait"] or options["retry"]:
                raise CommandError("Say which batch: manage.py batches 12 --retry")
            for batch in Batch.objects.with_counts()[:SHOWN]:
                self._line(batch)
            self.stdout.write(f"{waiting.count_workers()} workers at work.")
            return
        batch = self._find(options["number"])
        if options["retry"]:
            again = batches.try_again(batch.items.failed())
            self.stdout.write(f"{again} of batch {batch.pk} wait for workers again.")
        if options["wait"]:
            self._wait(batch)
        self._show(self._find(batch.pk))

    def _find(self, number: int) -> Batch:
        batch = Batch.objects.with_counts().filter(pk=number).first()
        if batch is None:
            raise CommandError(f"There is no batch {number}; manage.py batches lists them.")
        return batch

    def _wait(self, batch: Batch) -> None:
        progress = Progress(self.stdout, self.stderr, batch.total)
        try:
            while True:
                counts = batches.counts(batch)
                progress.show(counts)
                batch.refresh_from_db()
                if batch.ended_at:
                    return
                time.sleep(waiting.LOOK_SECONDS)
        finally:
            progress.end()

    def _show(self, batch: Batch) -> None:
        self._line(batch)
        for item in batch.items.failed().defer("text"):
            self.stdout.write(f"  {item}: {item.problem}")

    def _line(self, batch: Batch) -> None:
        counts = batches.counted(batch)
        of = "" if batch.total is None else f" of {batch.total}"
        done = counts.total() - counts[BatchOutcome.WAITING]
        named = " ".join(batch.sources)
        self.stdout.write(
            f"Batch {batch.pk}, {batch.started_at:%Y-%m-%d %H:%M}, {batch.state}: {done}{of} done"
            f" ({summary(counts).rstrip('.')}); {named}"
        )
