"""What became of a record, as everybody may see it."""

import pytest
from django.test import Client

from tests.factories import make_curator, make_event, make_membership, make_person
from timeline.browse.record_changes import record_changes
from timeline.history import changing
from timeline.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def mended() -> Event:
    """Make an event that a curator corrects and accepts with a note."""
    event = make_event((make_person("Lee Min"),), type="meeting")
    curator = make_curator(username="secret-name")
    with changing(user=curator, action="change", reason="a reason for colleagues"):
        event.type, event.review, event.note, event.reviewed_by = "phone_call", "accepted", "not for all", curator
        event.save()
    return event


def test_a_correction_is_told_field_by_field_without_names(mended: Event, client: Client) -> None:
    newest = record_changes(mended)[0]

    assert (newest.by, newest.what, newest.kind) == ("a curator", "Event", "changed")
    assert {(one.field, one.before, one.after) for one in newest.fields} == {
        ("Type", "Meeting", "Phone call"),
        ("Review", "Draft (machine-read)", "Accepted"),
    }
    page = client.get(f"{mended.get_absolute_url()}changes/").content.decode()
    assert '<del><span class="vh">before: </span>Meeting</del>' in page
    assert not [words for words in ("secret-name", "not for all", "for colleagues") if words in page]


def test_each_record_links_to_its_changes(mended: Event, client: Client) -> None:
    person = mended.participations.get().person
    make_membership(person, "Minister of Trade", role="trade_minister")

    for record in (mended, person):
        address = f"{record.get_absolute_url()}changes/"
        assert (
            f'<a href="{address}">Changes to this record</a>' in client.get(record.get_absolute_url()).content.decode()
        )
        assert client.get(address).status_code == 200
    assert "Minister of Trade" in client.get(f"{person.get_absolute_url()}changes/").content.decode()


def test_what_is_gone_has_no_changes_to_show(mended: Event, client: Client) -> None:
    Event.objects.update(review="rejected")

    assert client.get(f"{mended.get_absolute_url()}changes/").status_code == 410
