"""A text read again: the new reading takes the old one's place, but for what a curator has touched."""

from datetime import date

import pytest

from tests import factories
from tests.ingest.sketch import CALL, Sketch, call, minister, retold
from timeline.models import (
    Article,
    Event,
    Evidence,
    Membership,
    MovedAddress,
    Organization,
    Person,
    Report,
    Statement,
    StatementActor,
)

pytestmark = pytest.mark.django_db


def _curate(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.curated_fields = [*row.curated_fields, *fields]
    row.save()


def _quiet() -> Sketch:
    """Sketch a reading of CALL that finds nothing."""
    return Sketch()


def test_a_better_reading_takes_the_place_of_the_old_one():
    call().store()
    before = Event.objects.get()

    call(edtf="2024-12-19", type="video_call", confidence=0.5).store(reread=True)

    event = Event.objects.get()
    assert (event.pk, event.slug) == (before.pk, "2024-12-19-ana-ruiz-karl-weber-video-call")
    assert MovedAddress.objects.get(slug=before.slug).event == event
    assert (event.edtf, event.date_min, event.type, event.confidence) == (
        "2024-12-19",
        date(2024, 12, 19),
        "video_call",
        0.5,
    )


def test_what_is_no_longer_read_goes():
    call().store()

    _quiet().store(reread=True)

    models = (Event, Report, Statement, Evidence, Person, Organization, Membership)
    assert [model.objects.count() for model in models] == [0] * 7
    assert Article.objects.count() == 1


def test_what_another_article_tells_stays():
    call().store()
    call(retold(2), edtf="2024-12-19").store()

    _quiet().store(reread=True)

    event = Event.objects.get()
    assert (event.reports.count(), event.participations.count(), event.edtf) == (1, 2, "2024-12-19")
    assert Person.objects.count() == 2


def test_a_statement_keeps_its_row_where_the_content_overlaps():
    call().store()
    pk = Statement.objects.get(act="reaffirm").pk
    sketch = Sketch()
    ruiz = sketch.person("Ana Ruiz", "ESP", minister("ESP"))
    sketch.statement(ruiz, words="Weber pledged close cooperation", cue="reaffirmed", act="note")
    sketch.statement(ruiz, words="reaffirmed the alliance", act="stress")

    sketch.store(reread=True)

    statement = Statement.objects.get(pk=pk)
    assert (statement.act, statement.content) == ("stress", "reaffirmed the alliance")
    assert Statement.objects.count() == 2


def test_fields_set_by_a_curator_stay_and_the_others_follow_the_reading():
    call().store()
    _curate(Event.objects.get(), type="summit")
    _curate(Statement.objects.get(act="pledge"), act="announce")
    _curate(Person.objects.get(name="Ana Ruiz"), country="PRT")
    _curate(Article.objects.get(), title="Better title")

    call(confidence=0.4).store(reread=True, title=None)

    assert (Event.objects.get().type, Event.objects.get().confidence) == ("summit", 0.4)
    assert sorted(Statement.objects.values_list("act", flat=True)) == ["announce", "reaffirm"]
    assert Article.objects.get().title == "Better title"
    assert sorted(Person.objects.values_list("name", "country")) == [("Ana Ruiz", "PRT"), ("Karl Weber", "DEU")]


def test_names_corrected_by_a_curator_stay_those_of_the_same_rows():
    call().store()
    _curate(Person.objects.get(name="Ana Ruiz"), name="Anna Ruíz-Soler")
    _curate(Organization.objects.get(), name="Ministerio de Defensa")

    call().store(reread=True)

    assert sorted(Person.objects.values_list("name", flat=True)) == ["Anna Ruíz-Soler", "Karl Weber"]
    assert Organization.objects.get().name == "Ministerio de Defensa"


def test_a_person_kept_apart_in_doubt_stays_the_same_third_one():
    factories.make_person("Ana Ruiz", "ESP")
    factories.make_person("Ana Ruiz", "ESP")
    call().store()
    before = sorted(Person.objects.values_list("pk", flat=True))

    call().store(reread=True)

    assert (len(before), sorted(Person.objects.values_list("pk", flat=True))) == (4, before)


@pytest.mark.parametrize("review", ["accepted", "rejected"])
def test_what_a_curator_decided_on_is_left_alone(review):
    call().store()
    Event.objects.update(review=review)
    Statement.objects.update(review=review)

    sketch = call(edtf="2024-12-18", confidence=0.1)
    sketch.statements = []
    sketch.store(reread=True)

    event = Event.objects.get()
    assert (event.edtf, event.confidence, event.review, event.reports.count()) == ("2024-12-20", 0.9, review, 1)
    assert list(Statement.objects.values_list("review", flat=True)) == [review, review]
    assert Evidence.objects.filter(statement__isnull=False).count() == 4


def test_a_rejected_event_that_is_no_longer_read_stays_with_its_evidence():
    call().store()
    Event.objects.update(review="rejected")

    _quiet().store(reread=True)

    event = Event.objects.get()
    assert (event.review, event.reports.get().local_id, event.participations.count()) == ("rejected", "", 2)
    assert event.reports.get().evidence.get(role="event").exact == "spoke by phone"


def test_an_event_whose_parties_a_curator_corrected_is_still_the_same():
    call().store()
    event = Event.objects.get()
    event.participations.get(person__name="Karl Weber").delete()
    _curate(event, curated_fields=["participations"])

    call().store(reread=True)

    assert [str(party) for party in Event.objects.get().participations.all()] == ["Ana Ruiz"]


def test_speakers_set_by_a_curator_stay():
    call().store()
    statement = Statement.objects.get(act="pledge")
    statement.actors.all().delete()
    StatementActor.objects.create(statement=statement, role="speaker", person=Person.objects.get(name="Ana Ruiz"))
    _curate(statement, curated_fields=["actors"])

    call().store(reread=True)

    assert [str(actor) for actor in Statement.objects.get(act="pledge").actors.all()] == ["Ana Ruiz"]


def test_rows_that_a_curator_added_stay():
    article = call().store()
    added = Statement.objects.create(article=article, act="note", content="by hand", start=0)
    event = Event.objects.create(slug="by-hand", type="meeting", status="held", review="accepted")

    call().store(reread=True)

    assert Statement.objects.filter(pk=added.pk).exists()
    assert Event.objects.filter(pk=event.pk).exists()


def test_the_days_of_an_office_set_by_a_curator_stay():
    call().store()
    membership = Membership.objects.get(person__name="Ana Ruiz")
    _curate(membership, date_from=date(2024, 1, 1))

    call().store(reread=True)
    call(retold(2)).store()

    assert Membership.objects.get(person__name="Ana Ruiz").date_from == date(2024, 1, 1)


def test_an_article_dated_by_a_curator_stays_dated():
    article = call(published=None).store()
    day = date(2025, 1, 31)
    _curate(article, published_edtf="2025-01-31", published_min=day, published_max=day, published_basis="curator")

    call(published=None).store(reread=True)

    assert Article.objects.get().published_min == day
    assert Article.objects.get().text == CALL
