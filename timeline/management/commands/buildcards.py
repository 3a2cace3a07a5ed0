"""`manage.py buildcards`: write the cards of events beside the index; the web server has it done when it is due."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.browse.index import filed, making
from timeline.browse.index.snapshot import SnapshotError
from timeline.views import written


class Command(BaseCommand):
    """Write those that are not there."""

    help = "Write the cards of events beside the index. The web server has it done by itself when it is due."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many."""
        parser.add_argument("--newest", type=int, metavar="N", help="of the N newest events only (all)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them and say how many; raise CommandError if there is no index."""
        try:
            snapshot = making.stored_snapshot()
        except SnapshotError as error:
            raise CommandError(f"There is no index: make it with `manage.py buildindex` first ({error}).") from error
        try:
            made = filed.file(
                snapshot, written.kind(), _write_for(os.getppid()), making.changed_since, options["newest"]
            )
        except SnapshotError as error:
            raise CommandError(f"{error} Run this again; what is written stays of use.") from error
        self.stdout.write(f"{made:,} cards written, all others are there." if made else "They are there.")


def _write_for(parent: int) -> filed.Write:
    """Give what writes cards as long as the process that wanted them is there."""

    def write(events: Sequence[int]) -> Iterator[bytes]:
        if os.getppid() != parent:
            raise CommandError("Whoever wanted the cards is gone.")
        return written.write_all(events)

    return write
