"""What the triggers keep of each change, whichever way it is written."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tests import factories
from tests.ingest.sketch import call
from timeline.history import changing
from timeline.models import Apart, Event, Evidence, Feed, Participation, Person, RecordedChange, Statement
from timeline.reverting import revert

pytestmark = pytest.mark.django_db


def raw(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def past(row):
    return [(image.pgh_label, image.pgh_context and image.pgh_context.metadata["action"]) for image in row.past.all()]


# Ways of writing one person's country, none of which may escape.
WAYS = {
    "save": lambda person: setattr(person, "country", "JPN") or person.save(),
    "update": lambda person: Person.objects.filter(pk=person.pk).update(country="JPN"),
    "bulk update": lambda person: (
        setattr(person, "country", "JPN") or Person.objects.bulk_update([person], ["country"])
    ),
    "raw SQL": lambda person: raw("UPDATE timeline_person SET country = 'JPN' WHERE id = %s", person.pk),
}


@pytest.mark.parametrize("way", WAYS)
def test_change_is_kept_whichever_way_it_is_written(way: str) -> None:
    ada = factories.make_curator()
    person = factories.make_person()

    with changing(user=ada, action="mend", reason="misread"):
        WAYS[way](person)

    image = person.past.latest("pgh_id")
    assert (image.pgh_label, image.country, image.name) == ("update", "KOR", "Kim Seon-ho")
    assert image.pgh_context.metadata["reason"] == "misread"
    assert image.pgh_context.metadata["user"] == ada.pk
    person.refresh_from_db()
    assert person.country == "JPN"


def test_insert_and_delete_by_hand_are_kept() -> None:
    with changing(action="add"):
        person = factories.make_person()
    pk = person.pk
    with changing(action="remove"):
        person.names.all().delete()
        person.delete()

    images = Person.pgh_event_model.objects.filter(pgh_obj_id=pk)
    assert [(image.pgh_label, image.name) for image in images] == [
        ("insert", "Kim Seon-ho"),
        ("delete", "Kim Seon-ho"),
    ]


def test_write_that_changes_nothing_that_counts_is_not_kept() -> None:
    person = factories.make_person()
    event = factories.make_event((person,))
    before = len(past(person)), len(past(event))

    person.save()
    raw("UPDATE timeline_event SET search = NULL")

    assert (len(past(person)), len(past(event))) == before


def test_change_without_a_known_cause_is_kept_all_the_same() -> None:
    person = factories.make_person()

    raw("UPDATE timeline_person SET country = 'JPN'")

    assert past(person) == [("insert", "write"), ("update", "write")]
    assert str(RecordedChange.objects.get()).startswith("write by database role ")


def test_what_the_machine_reads_is_not_kept_twice() -> None:
    call().store()

    assert Event.objects.count() == 1
    for model in (Event, Person, Participation, Statement, Evidence):
        assert model.pgh_event_model.objects.count() == 0


def test_first_change_of_what_the_machine_read_keeps_it_as_it_was_read() -> None:
    call().store()
    event = Event.objects.get()

    with changing(action="mend"):
        Event.objects.update(edtf="2024-12-19", date_min=date(2024, 12, 19), date_max=date(2024, 12, 19))

    image = event.past.get()
    assert (image.pgh_label, image.edtf) == ("update", event.edtf)


def test_what_is_kept_cannot_be_altered() -> None:
    person = factories.make_person()

    for sql in ("UPDATE timeline_personpast SET country = 'JPN'", "DELETE FROM timeline_personpast"):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            raw(sql)
    assert person.past.get().country == "KOR"


def test_decisions_on_who_is_who_and_feeds_are_kept_and_taken_back() -> None:
    ada = factories.make_curator()
    one, other = factories.make_person("Ana Ruiz"), factories.make_person("Ana Maria Ruiz")
    feed = Feed.objects.create(url="https://example.org/feed")
    with changing(user=ada, action="mend") as cause:
        apart = Apart.objects.create(person=one, other_person=other)
        Feed.objects.update(is_active=False)
    Feed.objects.update(failures=3, problem="no answer")

    assert past(apart) == [("insert", "mend")]
    assert [(image.pgh_label, image.is_active) for image in feed.past.all()] == [("insert", True), ("update", True)]
    revert([cause.id], by=ada, reason="one after all")
    feed.refresh_from_db()
    assert (feed.is_active, feed.failures) == (True, 3)
    assert not Apart.objects.exists()
