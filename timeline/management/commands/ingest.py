"""Read articles and store what they say: files, folders of *.txt, or standard input."""

import sys
from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError, connection

from timeline.extraction import source
from timeline.ingest import Outcome, ingest
from timeline.ingest.sources import Source, find_sources

FAILED = "failed"


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

    def handle(self, *args: Any, **options: Any) -> None:
        """Store each text, print a summary, fail if any failed."""
        given = self._given(options)
        sources, counts = self._sources(options["paths"])
        if options["url"] and len(sources) != 1:
            raise CommandError(f"--url is for one text, but there are {len(sources)}.")
        for number, item in enumerate(sources, 1):
            self._progress(f"Reading {number} of {len(sources)}: {item.name}")
            counts[self._take(item, given, counts)] += 1
        self._progress("")
        self.stdout.write(summary(counts))
        if counts[FAILED]:
            raise CommandError(f"{counts[FAILED]} could not be stored.")

    def _given(self, options: dict[str, Any]) -> dict[str, Any]:
        try:
            published = options["published"] and source.published_on(options["published"], date.today())
        except source.SourceError as error:
            raise CommandError(f"--published: {error}") from None
        return {name: options[name] for name in ("outlet", "url", "reread")} | {"published": published}

    def _sources(self, names: list[str]) -> tuple[list[Source], Counter[str]]:
        sources: list[Source] = []
        counts: Counter[str] = Counter()
        for name in names:
            try:
                sources += find_sources([name])
            except source.SourceError as error:
                self.stderr.write(str(error))
                counts[FAILED] += 1
        return sources, counts

    def _take(self, item: Source, given: dict[str, Any], counts: Counter[str]) -> str:
        """Store one text and say what became of it."""
        try:
            text, notes = item.text(getattr(settings, "READOUT_MAX_CHARS", source.MAX_BYTES))
            return ingest(text, file=item.name, notes=notes, **given).outcome
        except source.SourceError as error:
            self._fail(item, str(error))
        except (OperationalError, InterfaceError) as error:
            self._stop_if_away(item, error, counts)
            self._fail(item, f"the database refused it: {_first_line(error)}")
        except DatabaseError as error:
            self._fail(item, f"the database refused it: {_first_line(error)}")
        except Exception as error:  # noqa: BLE001  (one bad article must not stop the run)
            self._fail(item, f"{type(error).__name__}: {_first_line(error)}")
        return FAILED

    def _stop_if_away(self, item: Source, error: Exception, counts: Counter[str]) -> None:
        """End the run where the database is gone: every other text would fail, too."""
        connection.close()
        try:
            connection.ensure_connection()
        except (OperationalError, InterfaceError):
            self._progress("")
            self.stdout.write(summary(counts))
            raise CommandError(
                f"The database went away at {item.name} ({_first_line(error)}). Nothing of this text is stored, "
                "the texts before it are. Start the database and run the same command again: it goes on from here."
            ) from None

    def _fail(self, item: Source, why: str) -> None:
        self._progress("")
        self.stderr.write(f"{item.name}: {why}")

    def _progress(self, message: str) -> None:
        """Show where the run is, on a terminal only; an empty message wipes the line."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K{message}")
            sys.stderr.flush()


def summary(counts: Counter[str]) -> str:
    """Say in one line what became of the texts: "2 read: 1 new, 1 unchanged, 0 failed."."""
    done = sum(counts[outcome] for outcome in Outcome)
    again = [f"{counts[Outcome.REREAD]} read again"] if counts[Outcome.REREAD] else []
    parts = [f"{counts[Outcome.NEW]} new", *again, f"{counts[Outcome.UNCHANGED]} unchanged", f"{counts[FAILED]} failed"]
    return f"{done} read: {', '.join(parts)}."


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0]
