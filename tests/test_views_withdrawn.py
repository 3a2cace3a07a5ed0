"""What readers see of events that were withdrawn."""

import re
from html import unescape

import pytest
from django.test import Client

from tests import factories
from timeline import actions
from timeline.history import changing
from timeline.models import Event

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def event():
    return factories.make_event((factories.make_person(),))


def reject(event) -> None:
    actions.reject(records=Event.objects.all(), by=factories.make_curator(), note="It is about another call.")


def delete(event) -> None:
    with changing(user=factories.make_curator(), action="delete", reason="It is about another call."):
        Event.objects.all().delete()


@pytest.mark.parametrize("page", ["", "changes/"])
@pytest.mark.parametrize("withdraw", [reject, delete])
def test_withdrawn_event_keeps_addresses_that_say_why(client: Client, event, withdraw, page) -> None:
    withdraw(event)

    answer = client.get(event.get_absolute_url() + page)

    assert answer.status_code == 410
    assert "The reason: It is about another call." in words(answer)


def test_address_of_no_event_is_not_found(client: Client) -> None:
    assert client.get("/events/no-such-event/").status_code == 404
    assert client.get("/events/no-such-event/changes/").status_code == 404
