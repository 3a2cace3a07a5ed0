"""The admin's own forms: nobody overwrites what was never shown to them."""

import re

import pytest
from django.test import Client

from tests.factories import make_curator, make_event, make_person, make_statement
from timeline.models import Event, Statement

pytestmark = pytest.mark.django_db


def sent_by(client, address):
    """Give what the form of an admin page would send."""
    form = client.get(address).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in values.items() if value is not False}
    for formset in client.get(address).context["inline_admin_formsets"]:
        for part in [formset.formset.management_form, *formset.formset.initial_forms]:
            sent |= {part.add_prefix(name): part[name].value() for name in part.fields}
    sent = {name: "" if value is None or value is False else value for name, value in sent.items()}
    return {name: ",".join(value) if isinstance(value, list) else value for name, value in sent.items()}


@pytest.fixture
def two():
    """Sign two curators in."""
    clients = Client(), Client()
    for client in clients:
        client.force_login(make_curator())
    return clients


def problem_of(answer):
    """Give the message above the form."""
    errors = re.search(r'<ul class="errorlist nonfield"[^>]*><li>(.*?)</li>', answer.content.decode(), re.DOTALL)
    return errors[1] if errors else ""


def test_the_second_to_save_an_event_is_told_both_values_and_chooses(two):
    ada, ben = two
    event = make_event((make_person("Ann Lee"),))
    address = f"/admin/timeline/event/{event.pk}/change/"
    of_ada, of_ben = sent_by(ada, address), sent_by(ben, address)

    ben.post(address, of_ben | {"status": "cancelled"})
    told = ada.post(address, of_ada | {"status": "planned", "type": "meeting"})

    assert Event.objects.get().status == "cancelled"
    assert "nothing was saved yet. Type: now “Phone call”, yours “Meeting”." in problem_of(told)
    assert "Status: now “Cancelled”, yours “Planned”." in problem_of(told)
    seen = told.context["adminform"].form["seen"].value()
    ada.post(address, of_ada | {"status": "planned", "type": "meeting", "seen": seen})
    assert (Event.objects.get().status, Event.objects.get().type) == ("planned", "meeting")


def test_the_second_to_save_a_statement_is_told(two):
    ada, ben = two
    said = make_statement((make_person("Ann Lee"),))
    address = f"/admin/timeline/statement/{said.pk}/change/"
    of_ada, of_ben = sent_by(ada, address), sent_by(ben, address)

    ben.post(address, of_ben | {"act": "warn"})
    told = ada.post(address, of_ada | {"cue": "said"})

    assert "Cue: now “”, yours “said”." in problem_of(told)
    assert (Statement.objects.get().act, Statement.objects.get().cue) == ("warn", "")
