"""Read articles and store what they say: files, folders of *.txt, or standard input."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from timeline.extraction import source
from timeline.ingest.sources import Source, find_sources
from timeline.management.progress import Progress, at_least_one, summary
from timeline.models import Batch, BatchItem, BatchOutcome
from timeline.work import batches, waiting
from timeline.work.here import Away, take_here

OPTIONS = ("outlet", "url", "reread", "published")


class Command(BaseCommand):
    """Store articles; one that fails is named, the rest is stored, and the exit status is 1."""

    help = "Read articles or readouts and store what they say. Texts that are stored already are left as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which arguments there are."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="text files, folders of *.txt, or - for stdin")
        parser.add_argument("--published", metavar="DATE", help="when the texts appeared, if known: 2024-12-20")
        parser.add_argument("--outlet", metavar="NAME", help="who published the texts")
        parser.add_argument("--url", metavar="URL", help="where the text stands (for one text)")
        parser.add_argument(
            "--reread", action="store_true", help="read stored texts again; what curators have set stays"
        )
        parser.add_argument("--jobs", type=at_least_one, default=1, metavar="N", help="use N processes of this machine")
        parser.add_argument("--defer", action="store_true", help="queue the texts for workers, and return")
        parser.add_argument("--wait", action="store_true", help="with --defer: return when the workers are done")

    def handle(self, *args: Any, **options: Any) -> None:
        """Store each text, print a summary, fail if any failed."""
        given = self._given(options)
        sources, missing = self._sources(options["paths"])
        if options["url"] and len(sources) != 1:
            raise CommandError(f"--url is for one text, but there are {len(sources)}.")
        is_queued = options["defer"] or options["jobs"] > 1
        chosen = {name: options[name] for name in OPTIONS if options[name]}
        batch = batches.begin(options["paths"], chosen, is_queued=is_queued)
        items = self._items(batch, sources, missing, given)
        progress = Progress(self.stdout, self.stderr, len(sources) + len(missing))
        if not is_queued:
            counts = self._take_here(batch, items, progress)
        elif options["jobs"] > 1:
            counts = waiting.with_workers(batch, items, options["jobs"], progress.show)
        else:
            counts = self._defer(batch, items, progress, wait=options["wait"])
        progress.end()
        if counts:
            self._conclude(batch, counts)

    def _take_here(self, batch: Batch, items: Iterator[BatchItem], progress: Progress) -> Counter[str]:
        counts: Counter[str] = Counter()
        try:
            for item in take_here(items, batch.started_by):
                counts[item.outcome] += 1
                progress.show(counts, item)
        except Away as away:
            progress.end()
            self.stdout.write(summary(counts))
            raise CommandError(
                f"The database went away at {away.item} ({away}). Nothing of this text is stored, "
                "the texts before it are. Start the database and run the same command again: it goes on from here."
            ) from None
        batches.end(batch, counts.total())
        return counts

    def _defer(self, batch: Batch, items: Iterator[BatchItem], progress: Progress, *, wait: bool) -> Counter[str]:
        total = batches.enqueue(batch, items)
        self.stdout.write(f"Batch {batch.pk}: {total} in the queue. Its progress: manage.py batches {batch.pk}")
        if not waiting.count_workers():
            self.stdout.write("No worker runs at present; start one with: manage.py worker")
        return waiting.until_done(batch, progress.show) if wait else Counter()

    def _conclude(self, batch: Batch, counts: Counter[str]) -> None:
        self.stdout.write(summary(counts))
        if failed := counts[BatchOutcome.FAILED]:
            raise CommandError(f"{failed} could not be stored.")

    def _given(self, options: dict[str, Any]) -> dict[str, Any]:
        try:
            published = options["published"] and source.published_on(options["published"], date.today())
        except source.SourceError as error:
            raise CommandError(f"--published: {error}") from None
        return {name: options[name] for name in ("outlet", "url", "reread")} | {"published": published}

    def _sources(self, names: list[str]) -> tuple[list[Source], list[str]]:
        sources: list[Source] = []
        missing: list[str] = []
        for name in names:
            try:
                sources += find_sources([name])
            except source.SourceError as error:
                missing.append(str(error))
        return sources, missing

    def _items(
        self, batch: Batch, sources: list[Source], missing: list[str], given: dict[str, Any]
    ) -> Iterator[BatchItem]:
        limit = getattr(settings, "READOUT_MAX_CHARS", source.MAX_BYTES)
        for number, why in enumerate(missing, 1):
            name, _, problem = why.partition(": ")
            yield BatchItem(batch=batch, number=number, name=name, problem=problem)
        for number, one in enumerate(sources, len(missing) + 1):
            item = BatchItem(batch=batch, number=number, name=one.name)
            try:
                item.text, notes = one.text(limit)
                item.given = given | {"notes": notes}
            except source.SourceError as error:
                item.problem = str(error)
            yield item
