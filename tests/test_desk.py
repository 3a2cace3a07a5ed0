"""What is written through the admin is known as the user's, one request a change."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.test_admin import submit, url
from timeline.models import Event, Person, RecordedChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(factories.make_curator(username="ada"))
    return client


def last() -> tuple[str, str, str]:
    change = RecordedChange.objects.first()
    return change.action, change.who, change.reason


def test_edit_is_one_change_with_its_note_as_the_reason(desk: Client) -> None:
    event = factories.make_event((factories.make_person(),))
    before = RecordedChange.objects.count()

    submit(desk, Event, event.pk, status="cancelled", note="The ministry denied it.")

    assert RecordedChange.objects.count() == before + 1
    assert last() == ("edit", "ada", "The ministry denied it.")
    assert RecordedChange.objects.first().metadata["address"] == url(Event, "change", event.pk)


def test_action_on_a_list_is_known_by_its_name(desk: Client) -> None:
    person = factories.make_person()

    desk.post(url(Person), {"action": "reject", "_selected_action": [person.pk]})

    assert last() == ("reject", "ada", "")


def test_looking_is_no_change(desk: Client) -> None:
    person = factories.make_person()
    before = RecordedChange.objects.count()

    desk.get(url(Person, "change", person.pk))
    desk.get(reverse("admin:index"))

    assert RecordedChange.objects.count() == before


def test_error_on_the_way_leaves_nothing_written(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    event = factories.make_event((factories.make_person(),))
    desk.raise_request_exception = False
    monkeypatch.setattr("django.contrib.admin.options.ModelAdmin.log_change", None)

    answer = submit(desk, Event, event.pk, status="cancelled")

    assert answer.status_code == 500
    event.refresh_from_db()
    assert event.status == "held"
