"""Curators at their desk and a worker that takes articles in, until the end of what stands on its input.

`python -m tests.bench.browse.writers` prints how many events it changed and how many articles it stored; a failure of
either ends it with its traceback.
"""

import random
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from tests.bench.corpus import articles

# Seconds between edits and between articles: more than curators and feeds ever make.
EDIT_EVERY, ARTICLE_EVERY = 0.5, 1.0
# Articles that are ready to come in, some thousand seconds of them; of which corpus.
READY, CORPUS_SEED = 3000, 77
# So many of the newest events are those that get edited.
NEWEST = 2000


def main() -> None:
    """Write from the first line of the input until its end."""
    import django

    django.setup()
    done = threading.Event()
    sys.stdin.readline()
    with ThreadPoolExecutor(2) as pool:
        works = [pool.submit(work, done) for work in (_edit, _take_in)]
        sys.stdin.read()
        done.set()
    sys.stdout.write("{} edits, {} articles".format(*(work.result() for work in works)))


def _edit(done: threading.Event) -> int:
    """Change types of events, one at a time."""
    from django.db import connection

    from timeline.models import Event, EventType

    chance, edits = random.Random(31), 0
    newest = list(Event.objects.order_by("-pk").values_list("pk", flat=True)[:NEWEST])
    while not done.wait(EDIT_EVERY):
        Event.objects.filter(pk=chance.choice(newest)).update(type=chance.choice(EventType.values))
        edits += 1
    connection.close()
    return edits


def _take_in(done: threading.Event) -> int:
    """Store articles; those of a run before are known and change nothing."""
    from django.db import connection

    from timeline.ingest import store
    from timeline.ingest.storing import Outcome

    stored = 0
    for piece in articles(READY, CORPUS_SEED):
        if done.is_set():
            break
        _, outcome = store(piece.reading, piece.text, extractor="made up")
        if outcome is not Outcome.UNCHANGED:
            stored += 1
            done.wait(ARTICLE_EVERY)
    connection.close()
    return stored


if __name__ == "__main__":
    main()
