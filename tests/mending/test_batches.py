"""Taking back a whole batch: what goes, what stays, and bringing it back."""

import pytest
from django.utils import timezone

from tests import factories
from tests.ingest.dump import dump
from tests.ingest.sketch import Sketch, call, minister, retold
from timeline.ingest import withdraw
from timeline.mending import Refused, undo
from timeline.mending.batches import preview, undo_batch
from timeline.models import Article, Batch, BatchItem, Event, Mend, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return factories.make_curator()


def batch_of(*articles, outcome="new"):
    """Make the batch that brought some articles."""
    batch = Batch.objects.create(sources=["folder"], started_by="ada", total=len(articles), ended_at=timezone.now())
    for number, article in enumerate(articles, 1):
        BatchItem.objects.create(batch=batch, number=number, outcome=outcome, article=article, ended_at=timezone.now())
    return batch


def test_a_batch_taken_back_leaves_the_database_as_if_it_had_never_come(curator):
    call().store()
    before = dump()
    batch = batch_of(call(retold(2)).store(), call(retold(3), edtf="2025-03-03").store())

    undo_batch(batch, by=curator, reason="the wrong folder")

    assert dump() == before
    assert [item.article for item in batch.items.all()] == [None, None]


def test_what_was_joined_only_by_an_article_that_goes_is_parted_again():
    def told(number, name):
        sketch = Sketch(retold(number).replace("Ana Ruiz", name))
        sketch.statement(sketch.person(name, "ESP", minister("ESP")))
        return sketch.store()

    told(1, "Ana Maria Ruiz")
    before = dump()
    article = told(2, "Ana Ruiz")

    withdraw([article.pk])

    assert dump() == before


def test_a_batch_taken_back_can_be_brought_back(curator):
    batch = batch_of(call().store(), call(retold(2)).store())
    before = dump()
    mend = undo_batch(batch, by=curator, reason="the wrong folder")
    assert not Article.objects.exists()
    assert not Event.objects.exists()
    assert not Person.objects.exists()

    undo(mend, by=curator)

    assert dump() == before
    assert all(item.article for item in batch.items.all())


def test_articles_that_curators_touched_and_older_ones_stay(curator):
    old, new, touched = call().store(), call(retold(2)).store(), call(retold(3), edtf="2025-03-03").store()
    event = Event.objects.get(edtf="2025-03-03")
    event.review = "accepted"
    event.save()
    batch = batch_of(new, touched)
    BatchItem.objects.create(batch=batch, number=3, outcome="revised", article=old, ended_at=timezone.now())

    shown = preview(batch)
    undo_batch(batch, by=curator, reason="the wrong folder")

    assert [article.pk for article in shown.goes] == [new.pk]
    assert {(one.article.pk, one.why) for one in shown.stays} == {
        (old.pk, "It was there before the batch."),
        (touched.pk, "A curator has decided on an event of it."),
    }
    assert (shown.events_gone, shown.events_kept, shown.statements) == (0, 1, 2)
    assert sorted(Article.objects.values_list("pk", flat=True)) == [old.pk, touched.pk]


def test_a_batch_of_which_nothing_would_go_is_refused(curator):
    batch = batch_of(call().store(), outcome="unchanged")

    with pytest.raises(Refused, match="None of its articles would go"):
        undo_batch(batch, by=curator, reason="x")

    assert not Mend.objects.exists()
