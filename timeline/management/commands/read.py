"""Print what the extraction reads in texts: a page for people, or one JSON object a line. Needs no database."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from timeline.extraction import Reading, read, source
from timeline.extraction.report import render
from timeline.sources import SUFFIXES, Document, Options, Problem
from timeline.sources.addresses import is_address
from timeline.sources.files import File
from timeline.sources.pages import Page


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read, or the reason why it cannot be read."""

    name: str
    text: str = ""
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()
    error: str | None = None
    published_why: str | None = None


class Command(BaseCommand):
    """Read texts and print the Readings in the order of the input; one that fails is named, the rest is read."""

    help = "Read articles or readouts and print what they say: persons, dates, events, statements, each with evidence."
    requires_system_checks: list[str] = []  # noqa: RUF012  (Django's own way to run without the database)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which arguments there are."""
        parser.add_argument("files", nargs="*", metavar="FILE", help=f"files ({', '.join(SUFFIXES)}) or https://…")
        parser.add_argument("--json", action="store_true", help="print one JSON object a line")
        parser.add_argument("--published", metavar="DATE", help="when the texts appeared, if known: 2024-12-20")
        parser.add_argument("--outlet", metavar="NAME", help="who published the texts")
        parser.add_argument("--url", metavar="URL", help="where the text stands")
        parser.add_argument(
            "--from-jsonl", metavar="FILE", help='read lines {"file", "text", "published", "outlet", "url"}; - is stdin'
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read each document and print it; exit with status 1 if any failed."""
        jobs = list(self._jobs(options))
        failed = 0
        for number, job in enumerate(jobs, 1):
            self._progress(f"Reading {number} of {len(jobs)}: {job.name}")
            if job.error:
                failed += 1
                self._progress("")
                self.stderr.write(f"{job.name}: {job.error}")
            else:
                self._print(job, options["json"])
        self._progress("")
        if failed:
            raise CommandError(f"{failed} of {len(jobs)} could not be read.")

    def _jobs(self, options: dict[str, Any]) -> Iterator[Job]:
        if bool(options["files"]) == bool(options["from_jsonl"]):
            raise CommandError("Give one or more files, or --from-jsonl FILE (and not both).")
        if options["from_jsonl"]:
            return from_lines(_open_lines(options["from_jsonl"]))
        try:
            published = options["published"] and source.published_on(options["published"], date.today())
        except source.SourceError as error:
            raise CommandError(f"--published: {error}") from None
        given = (published, options["outlet"], options["url"])
        return chain.from_iterable(from_source(name, *given) for name in options["files"])

    def _print(self, job: Job, as_json: bool) -> None:
        reading = read(
            job.text,
            file=job.name,
            published_on=job.published,
            published_why=job.published_why,
            outlet=job.outlet,
            url=job.url,
        )
        reading = replace(reading, warnings=(*job.notes, *reading.warnings))
        self._progress("")
        self.stdout.write(to_line(reading) if as_json else render(reading, job.text))
        self.stdout.flush()

    def _progress(self, message: str) -> None:
        """Show where the run is, on a terminal only; an empty message wipes the line."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K{message}")
            sys.stderr.flush()


def to_line(reading: Reading) -> str:
    """Give a Reading as one line of JSON; half a surrogate pair, which UTF-8 cannot hold, is escaped."""
    line = json.dumps(reading.as_json(), ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def from_source(name: str, published: str | None, outlet: str | None, url: str | None) -> Iterator[Job]:
    """Take the documents of a file or web address as jobs; what is wrong with one is its job's error."""
    path = Path(name)
    if not is_address(name) and path.is_dir():
        yield Job(name, error="this is a folder; name the files in it")
        return
    one = Page(name) if is_address(name) else File(name, path)
    for found in one.documents(Options(today=date.today(), max_chars=_limit())):
        if isinstance(found, Document):
            why = None if published else found.published_why
            known = (published or found.published, outlet or found.outlet, url or found.url)
            yield Job(found.name, found.text, *known, notes=found.notes, published_why=why)
        elif isinstance(found, Problem):
            yield Job(found.name, error=found.why)


def from_lines(lines: Iterable[bytes]) -> Iterator[Job]:
    """Take each line of JSON as a job, blank ones left out; a malformed line is a job with an error."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _from_line(line)
            except source.SourceError as error:
                yield Job(f"line {number}", error=str(error))


def _from_line(line: bytes) -> Job:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise source.SourceError(f"no JSON: {error}") from None
    if not isinstance(row, dict):
        raise source.SourceError("no JSON object")
    for key, value in row.items():
        if key in ("file", "text", "published", "outlet", "url") and not isinstance(value, str | None):
            raise source.SourceError(f'"{key}" must be a string')
    if row.get("text") is None:
        raise source.SourceError('no "text"')
    published = row.get("published") and source.published_on(row["published"], date.today())
    text = source.check_length(row["text"], _limit())
    return Job(row.get("file") or "", text, published or None, row.get("outlet"), row.get("url"))


def _open_lines(name: str) -> Iterable[bytes]:
    if name == "-":
        return _stdin()
    path = Path(name)
    if path.is_dir():
        raise CommandError(f"{name}: this is a folder; name a file of JSON lines")
    try:
        return path.open("rb")
    except OSError as error:
        raise CommandError(f"{name}: cannot be read: {os.strerror(error.errno or 0)}") from None


def _stdin() -> BinaryIO:
    return sys.stdin.buffer


def _limit() -> int:
    return getattr(settings, "READOUT_MAX_CHARS", source.MAX_BYTES)
