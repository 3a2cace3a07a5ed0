"""Curators' decisions and edits: what they change, and the trace they leave."""

import pytest
from django.contrib.admin.models import LogEntry

from tests import factories
from timeline import actions
from timeline.models import Event, MovedAddress, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return factories.make_curator()


DECISIONS = {"accepted": actions.accept, "rejected": actions.reject, "draft": actions.reopen}


@pytest.mark.parametrize("state", DECISIONS)
def test_a_decision_is_signed_and_logged(curator, state):
    before = "draft" if state != "draft" else "accepted"
    event = factories.make_event(review=before)

    count = DECISIONS[state](records=Event.objects.all(), by=curator, note="two sources")

    event.refresh_from_db()
    assert (count, event.review, event.note) == (1, state, "two sources")
    assert (event.reviewed_by, event.reviewed_at is not None) == (
        (curator, True) if state != "draft" else (None, False)
    )
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.change_message) == (
        curator,
        str(event.pk),
        f"{state.capitalize()}. two sources",
    )


def test_what_is_decided_already_is_not_decided_again(curator):
    factories.make_event(review="accepted")
    factories.make_event()

    assert actions.accept(records=Event.objects.all(), by=curator) == 1
    assert actions.accept(records=Event.objects.all(), by=curator) == 0
    assert LogEntry.objects.count() == 1


def test_the_words_of_a_rejected_statement_no_longer_find_its_event(curator):
    event = factories.make_event()
    factories.make_statement((factories.make_person("Zora Quell"),), event, content="turbines for all")
    found = Event.objects.filter(search="turbine")

    actions.reject(records=Statement.objects.all(), by=curator)
    after_reject = found.count()
    actions.reopen(records=Statement.objects.all(), by=curator)

    assert (after_reject, found.count(), Event.objects.filter(search="quell").count()) == (0, 1, 1)


def test_an_edit_is_remembered_with_what_follows_from_it():
    event = factories.make_event()

    actions.record_edit(record=event, fields=["edtf", "note", "review"])
    actions.record_edit(record=event, fields=["type"])

    event.refresh_from_db()
    assert event.curated_fields == ["date_basis", "date_max", "date_min", "edtf", "raw_date", "type"]


def test_a_new_name_finds_the_events_of_its_person():
    person = factories.make_person("Ana Ruiz", "ESP")
    factories.make_event((person,))
    person.name = "Ana Soler"
    person.save()

    actions.record_edit(record=person, fields=["name"])

    assert Event.objects.filter(search="soler").count() == 1


@pytest.mark.parametrize("decide", [*DECISIONS.values()])
def test_decisions_take_a_fixed_number_of_queries(curator, decide, django_assert_num_queries):
    counts = []
    for total in (1, 3):
        Event.objects.all().delete()
        for _ in range(total):
            factories.make_event(review="accepted" if decide is actions.reopen else "draft")
        with django_assert_num_queries(8) as queries:
            decide(records=Event.objects.all(), by=curator)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_renamed_person_gives_events_another_address_and_the_former_leads_on(curator):
    person = factories.make_person("Kim Seon-ho")
    event = factories.make_event((person,))
    former = event.slug
    person.name = "Kim Sun-ho"
    person.save()

    actions.record_edit(record=person, fields=["name"])
    actions.record_edit(record=person, fields=["name"])

    event.refresh_from_db()
    assert event.slug == "2024-12-20-kim-sun-ho-phone-call"
    assert list(MovedAddress.objects.values_list("slug", "event")) == [(former, event.pk)]
