"""`manage.py buildindex`: make the index of the timeline now; the web server does it by itself when it is due."""

from typing import Any

from django.core.management.base import BaseCommand

from timeline.browse.index import making


class Command(BaseCommand):
    """Make the snapshot from which the web server answers."""

    help = "Make the index of the timeline now. The web server does so by itself when it is due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say how large it is."""
        self.stdout.write(f"{making.make():,} events indexed.")
