"""Load the register of office-holders into posts, persons and memberships."""

from typing import Any

from django.core.management.base import BaseCommand

from timeline.history import changing
from timeline.ingest.register.load import load_register


class Command(BaseCommand):
    """Load the register; safe to run again."""

    help = (
        "Load the file of office-holders into posts, people and memberships. `migrate` does it by itself; run it after "
        "changing the file. What curators have corrected stays."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and say what changed."""
        with changing(action="load register", is_machine=True):
            self.stdout.write(str(load_register()))
