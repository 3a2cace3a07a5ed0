"""Copies that fill a database for the benchmarks: what they are is what ingest would have stored."""

import pytest

from tests.bench.corpus import articles
from tests.bench.corpus.copies import DAYS, multiply
from tests.ingest.dump import dump
from timeline.ingest import rejoin, store
from timeline.ingest.placing import digest
from timeline.joining import event_blocks, event_of
from timeline.models import (
    Article,
    Event,
    EventSignature,
    Evidence,
    Report,
    Sighting,
    Statement,
    StatementActor,
)

# Not what goes by the articles' hashes (which report of an event leads) or by all articles (how long a term was).
SAME = (Article, EventSignature, Evidence, Report, Sighting, Statement, StatementActor)

pytestmark = pytest.mark.django_db(transaction=True)


def _stored(number: int) -> None:
    for piece in articles(number, 3):
        store(piece.reading, piece.text)


def test_each_copy_is_days_later_and_of_its_own():
    _stored(4)
    days = sorted(Event.objects.values_list("date_min", flat=True))

    assert multiply(2) == 12

    assert Event.objects.count() == 3 * len(days)
    later = [(day - first).days for first in days for day in Event.objects.values_list("date_min", flat=True)]
    assert {DAYS, 2 * DAYS} <= {*later}
    assert all(report.event.date_min == report.date_min for report in Report.objects.select_related("event"))


def test_copies_are_known_to_joining_as_what_they_tell():
    _stored(4)
    multiply(1)

    for row in EventSignature.objects.all():
        account = event_of(row.account)
        assert (row.digest, row.blocks) == (digest(account), sorted(event_blocks(account)))


def test_copies_stored_anew_stay_what_they_are():
    _stored(5)
    multiply(1)
    told = dump()
    before = {model.__name__: told[model.__name__] for model in SAME}

    assert sum(rejoin()) == Article.objects.count() == 10

    after = dump()
    assert {name: set(rows) ^ set(after[name]) for name, rows in before.items() if rows != after[name]} == {}
