"""A database of made-up events to measure on: filled once, kept for the next run."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# Articles that `load` stores leave some events more than there were.
MOST_ADDED = 1.1


@contextmanager
def ground(events: int, folder: Path, say: Callable[[str], object], *, pages: bool = True) -> Iterator[None]:
    """Keep the database of a folder up, with so many events in it.

    For the timeline's `pages` the snapshot of the index and the cards lie beside it: of a million events they take half
    an hour or more, once.
    Raise SystemExit where the folder has another number of events.
    """
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["READOUT_VAR"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    import django

    django.setup()
    from diplomacy import run

    with run.database():
        _fill(events, folder, say)
        if pages:
            _prepare()
        yield
        from django.db import connections

        connections.close_all()


def _fill(events: int, folder: Path, say: Callable[[str], object]) -> None:
    from django.core.management import call_command

    from tests.bench.crowd import fill
    from timeline.models import Event

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    found = Event.objects.count()
    if not found:
        start = time.perf_counter()
        say(f"Filling {folder} with {events:,} events, once")
        fill(events, lambda line: say(f"  {line}"))
        say(f"  {time.perf_counter() - start:.0f} s")
    elif not events <= found <= events * MOST_ADDED:
        raise SystemExit(f"{folder} has {found:,} events, not {events:,}: name another folder, or remove it.")


def _prepare() -> None:
    from timeline.browse.index import making

    # Nobody writes meanwhile: what a run before changed is in the snapshot from the start.
    making.snapshot(stale=False)
    # What the site would do in the background, beside the measured pages.
    making.cards()
