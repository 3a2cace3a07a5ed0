"""Join all that is stored anew: after an update that changed how persons and events are told apart."""

from typing import Any

from django.core.management.base import BaseCommand

from timeline.history import machine
from timeline.ingest import rejoin


class Command(BaseCommand):
    """Store every article again from what was read in it; nothing is read anew, and what curators have set stays."""

    help = "Join persons and events of all stored articles anew, from what was read in them. Safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Join anew, with a line now and then."""
        done = 0
        with machine(action="rejoin"):
            for number in rejoin():
                done += number
                self.stderr.write(f"{done} articles joined anew")
        self.stdout.write(f"{done} articles joined anew.")
