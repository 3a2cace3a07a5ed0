"""Read articles and store what they say: files, folders, corpora, web addresses, or standard input."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from timeline.extraction import source
from timeline.ingest.known import conditions
from timeline.management.progress import Progress, at_least_one, summary
from timeline.models import Batch, BatchItem, BatchOutcome
from timeline.sources import (
    COLUMNS,
    SUFFIXES,
    Options,
    Source,
    find_sources,
    parse_columns,
)
from timeline.sources.moments import ORDERS
from timeline.work import batches, waiting
from timeline.work.here import Away, take_here
from timeline.work.intake import item_of
from timeline.work.taking import first_line

OPTIONS = ("outlet", "url", "reread", "published", "columns", "dates", "despite_robots")


class Command(BaseCommand):
    """Store articles; one that fails is named, the rest is stored, and the exit status is 1."""

    help = "Read articles or readouts and store what they say. Texts that are stored already are left as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which arguments there are."""
        kinds = ", ".join(SUFFIXES)
        parser.add_argument(
            "paths", nargs="+", metavar="SOURCE", help=f"files ({kinds}), folders of them, https://…, or - for stdin"
        )
        parser.add_argument("--published", metavar="DATE", help="when the texts appeared, if known: 2024-12-20")
        parser.add_argument("--outlet", metavar="NAME", help="who published the texts")
        parser.add_argument("--url", metavar="URL", help="where the text stands (for one text)")
        parser.add_argument(
            "--columns",
            metavar="KEY=NAME,…",
            help=f"what the columns of a corpus are, where their names do not tell ({', '.join(COLUMNS)})",
        )
        parser.add_argument("--dates", choices=ORDERS, default="", help="how a corpus writes days like 03/04/2024")
        parser.add_argument(
            "--reread", action="store_true", help="read stored texts again; what curators have set stays"
        )
        parser.add_argument(
            "--despite-robots",
            metavar="WHY",
            default="",
            help="read pages although robots.txt asks not to",
        )
        parser.add_argument("--jobs", type=at_least_one, default=1, metavar="N", help="use N processes of this machine")
        parser.add_argument("--defer", action="store_true", help="queue the texts for workers, and return")
        parser.add_argument("--wait", action="store_true", help="with --defer: return when the workers are done")

    def handle(self, *args: Any, **options: Any) -> None:
        """Store each text, print a summary, fail if any failed."""
        given, limits = self._given(options), self._limits(options)
        sources, missing = self._sources(options["paths"])
        is_many = any(one.is_many for one in sources)
        if options["url"] and (is_many or len(sources) != 1):
            raise CommandError(f"--url is for one text, but there are {'many' if is_many else len(sources)}.")
        is_queued = options["defer"] or options["jobs"] > 1
        chosen = {name: options[name] for name in OPTIONS if options[name]}
        batch = batches.begin(options["paths"], chosen, is_queued=is_queued)
        items = self._items(batch, sources, missing, given, limits)
        progress = Progress(self.stdout, self.stderr, None if is_many else len(sources) + len(missing))
        counts = self._queue(batch, items, progress, options) if is_queued else self._take_here(batch, items, progress)
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
            what, mend = ("'s disk is full", "Make room") if away.is_full else (" went away", "Start the database")
            raise CommandError(
                f"The database{what} at {away.item} ({away}). Nothing of this text is stored, "
                f"the texts before it are. {mend} and run the same command again: it goes on from here."
            ) from None
        batches.end(batch, counts.total())
        return counts

    def _queue(
        self, batch: Batch, items: Iterator[BatchItem], progress: Progress, options: dict[str, Any]
    ) -> Counter[str]:
        try:
            if options["jobs"] > 1:
                return waiting.with_workers(batch, items, options["jobs"], progress.show)
            return self._defer(batch, items, progress, wait=options["wait"])
        except (OperationalError, InterfaceError) as error:
            progress.end()
            raise CommandError(
                f"The database went away or is full ({first_line(error)}). What is in the queue of batch {batch.pk} "
                "stays there for workers. Once the database is back, run the same command again for the rest."
            ) from None

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

    def _limits(self, options: dict[str, Any]) -> Options:
        try:
            columns = parse_columns(options["columns"]) if options["columns"] else {}
        except source.SourceError as error:
            raise CommandError(f"--columns: {error}") from None
        limit = getattr(settings, "READOUT_MAX_CHARS", source.MAX_BYTES)
        return Options(
            today=date.today(),
            max_chars=limit,
            columns=columns,
            day_order=options["dates"],
            despite_robots=options["despite_robots"].strip(),
            last_visit=conditions,
        )

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
        self, batch: Batch, sources: list[Source], missing: list[str], given: dict[str, Any], limits: Options
    ) -> Iterator[BatchItem]:
        for number, why in enumerate(missing, 1):
            name, _, problem = why.partition(": ")
            yield BatchItem(batch=batch, number=number, name=name, problem=problem)
        found = chain.from_iterable(one.documents(limits) for one in sources)
        for number, document in enumerate(found, len(missing) + 1):
            yield item_of(batch, number, document, given)
