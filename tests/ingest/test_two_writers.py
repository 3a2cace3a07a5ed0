"""Two processes that store at the same time leave what one alone leaves."""

import os
import subprocess
import sys
from itertools import chain

import pytest
from django.db import transaction

from tests.bench.corpus import articles
from tests.ingest.dump import dump
from timeline.ingest import store

ARTICLES = 12
# A process that stores every second article, from the first or the second on; both know the same articles.
WRITER = """
import sys, django
django.setup()
from tests.bench.corpus import articles
from timeline.ingest import store
for piece in list(articles(int(sys.argv[1]), 7))[int(sys.argv[2])::2]:
    store(piece.reading, piece.text)
"""


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_store_what_one_stores(database_url: str) -> None:
    with transaction.atomic():
        for piece in articles(ARTICLES, 7):
            store(piece.reading, piece.text)
        alone = dump()
        transaction.set_rollback(True)
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "diplomacy.settings"}

    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(ARTICLES), str(first)], env=environment) for first in (0, 1)
    ]

    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    both = dump()
    assert {name: set(rows) ^ set(both[name]) for name, rows in alone.items() if rows != both[name]} == {}
    assert sum(map(len, chain(both["Article"], both["Event"]))) > 0
