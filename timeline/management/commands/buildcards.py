"""`manage.py buildcards`: write the cards of events beside the index; the web server has it done when it is due."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.browse.index import making, texts
from timeline.browse.index.snapshot import SnapshotError
from timeline.views import written

# Events of which the cards are asked for together.
PORTION = 200
# The newest events are looked at most; of so many the cards take a minute or two and about 220 MB.
MOST_FILED = 100_000


class Command(BaseCommand):
    """Write them unless they are there."""

    help = "Write the cards of the newest events beside the index. The web server has it done by itself when it is due."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many."""
        parser.add_argument("--all", action="store_true", help=f"of all events, not of the newest {MOST_FILED:,} only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them and say how many; raise CommandError if there is no index."""
        try:
            found = making.stored_snapshot()
        except SnapshotError as error:
            raise CommandError(f"There is no index: make it with `manage.py buildindex` first ({error}).") from error
        kind, events = written.kind(), found.segment.ids.tolist()
        if not options["all"]:
            events = events[:MOST_FILED]
        if found.folder is None or texts.number_filed(found.folder, kind, found.token) >= len(events):
            self.stdout.write("They are there.")
            return
        try:
            texts.file(found.folder, kind, found.token, _all(events))
        except FileNotFoundError as error:
            raise CommandError("The index was made anew meanwhile: run this again.") from error
        self.stdout.write(f"{len(events):,} cards written.")


def _all(events: Sequence[int]) -> Iterator[bytes]:
    parent = os.getppid()
    for first in range(0, len(events), PORTION):
        if os.getppid() != parent:
            raise CommandError("Whoever wanted the cards is gone.")
        yield from written.write_all(events[first : first + PORTION])
