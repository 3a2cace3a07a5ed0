"""Poll the feeds that are due, or one feed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timeline.feeds import Polled, poll, poll_due
from timeline.models import BatchOutcome, Feed


class Command(BaseCommand):
    """Poll feeds; one that fails is named, the others are polled, and the exit status is 1."""

    help = "Ask the feeds that are due for new entries and store their articles. A worker does so by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which arguments there are."""
        parser.add_argument("--feed", type=int, metavar="ID", help="this feed only, due or not, paused or not")

    def handle(self, *args: Any, **options: Any) -> None:
        """Poll, say what each feed brought, fail if any failed."""
        now = timezone.now()
        if options["feed"]:
            feed = Feed.objects.filter(pk=options["feed"]).first()
            if not feed:
                raise CommandError(f"There is no feed {options['feed']}. The admin lists them under Feeds.")
            polled = [poll(feed, now)]
        else:
            polled = poll_due(now)
        for one in polled:
            self.stdout.write(line_of(one))
            for name, problem in one.failed:
                self.stdout.write(f"  {name}: {problem}")
        if not polled:
            self.stdout.write(
                "No feed is due." if Feed.objects.exists() else "There are no feeds: add one in the admin."
            )
        if failed := sum(1 for one in polled if one.problem):
            raise CommandError(f"{failed} of {len(polled)} could not be polled.")


def line_of(polled: Polled) -> str:
    """Say in one line what a poll brought."""
    counts = polled.outcomes
    parts = [f"{counts[outcome]} {outcome.label}" for outcome in BatchOutcome if counts[outcome]]
    head = polled.problem or f"{polled.found} new or edited entries"
    return f"{polled.feed}: {head}" + (f"; articles: {', '.join(parts)}" if parts else "") + "."
