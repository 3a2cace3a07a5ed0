"""The history in the admin: a record's own, the list of changes, and the way back."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import factories
from timeline.history import changing, machine
from timeline.history.context import TELL, told
from timeline.models import Batch, Event, Person, RecordedChange

pytestmark = pytest.mark.django_db
LIST = reverse("admin:timeline_recordedchange_changelist")
REVERT = reverse("admin:timeline_recordedchange_revert")


@pytest.fixture
def ada():
    return factories.make_curator(username="ada")


@pytest.fixture
def desk(client: Client, ada) -> Client:
    client.force_login(ada)
    return client


def words(answer) -> str:
    """Give what a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def make_edit(by, **fields):
    """Change the only event; give the change."""
    with changing(user=by, action="edit", reason="the ministry said so") as cause:
        Event.objects.update(**fields)
    return RecordedChange.objects.get(pk=cause.id)


def test_history_of_a_record_tells_each_field_of_it_and_its_parts(desk: Client, ada) -> None:
    event = factories.make_event((factories.make_person(),))
    make_edit(ada, status="cancelled")
    with changing(user=ada, action="edit", reason="promoted"):
        event.participations.update(office="President")

    page = words(desk.get(reverse("admin:timeline_event_history", args=[event.pk])))

    assert "ada: edit – the ministry said so" in page
    assert "status Held Cancelled" in page
    assert "participation “Kim Seon-ho” office Minister of National Defense President" in page
    assert page.index("promoted") < page.index("the ministry said so")


def test_list_tells_who_did_what_to_what_and_why(desk: Client, ada) -> None:
    event = factories.make_event((factories.make_person(),))
    make_edit(ada, status="cancelled")

    assert f"ada edit event “{event.slug}” the ministry said so" in words(desk.get(LIST))


def test_history_of_a_record_leads_to_all_changes_that_touched_it(desk: Client, ada) -> None:
    event = factories.make_event((factories.make_person(),))
    make_edit(ada, status="cancelled")

    page = desk.get(reverse("admin:timeline_event_history", args=[event.pk])).content.decode()

    assert f'href="{LIST}?of=event-{event.pk}"' in page
    assert f"event no. {event.pk}" in words(desk.get(f"{LIST}?of=event-{event.pk}"))


def test_history_names_a_person_who_is_gone(desk: Client, ada) -> None:
    event = factories.make_event((factories.make_person("Ana Ruiz"), factories.make_person("Karl Weber")))
    gone = Person.objects.get(name="Karl Weber")
    with changing(user=ada, action="edit"):
        event.participations.filter(person=gone).delete()
        gone.delete()

    page = words(desk.get(reverse("admin:timeline_event_history", args=[event.pk])))

    assert "person Karl Weber (no longer in the records)" in page


def test_list_of_large_changes_counts_their_rows(desk: Client, ada) -> None:
    with changing(user=ada, action="import"):
        for number in range(5):
            factories.make_person(f"Person {number}")

    assert re.search(r"ada import 5 (person names|people), 5", words(desk.get(LIST)))


@pytest.mark.parametrize(
    ("query", "kept"),
    {
        "who={ada}": ["edit"],
        "who=people": ["edit"],
        "did=ingest": ["ingest"],
        "batch={batch}": ["ingest"],
        "who={ada}&did=ingest": [],
        "of=event": ["ingest", "edit", "write"],
        "of=event-{event}": ["ingest", "edit", "write"],
        "of=event-{other}": [],
        "of=statement": [],
    }.items(),
)
def test_list_is_filtered(query: str, kept: list[str], desk: Client, ada) -> None:
    event = factories.make_event((factories.make_person(),))
    make_edit(ada, status="cancelled")
    batch = Batch.objects.create(started_by="ada").pk
    with machine(action="ingest", batch=batch), connection.cursor() as cursor:
        cursor.execute(f"SELECT {TELL}", told())
        Event.objects.update(status="planned")

    answer = desk.get(f"{LIST}?{query.format(ada=ada.pk, batch=batch, event=event.pk, other=event.pk + 1)}")

    assert [change.action for change in answer.context["cl"].result_list] == kept


def test_list_takes_a_fixed_number_of_queries(desk: Client, ada, django_assert_num_queries) -> None:
    event = factories.make_event((factories.make_person(),))
    counts = []
    for status in ("cancelled", "planned", "held", "denied"):
        make_edit(ada, status=status)
        if status in ("cancelled", "denied"):
            with django_assert_num_queries(26) as queries:
                desk.get(f"{LIST}?who={ada.pk}")
            counts.append(len(queries))
    assert event.past.count() == 5
    assert counts[0] == counts[1]


def test_change_is_taken_back_after_a_preview(desk: Client, ada) -> None:
    event = factories.make_event((factories.make_person(),))
    change = make_edit(ada, status="cancelled")

    page = words(desk.get(f"{REVERT}?changes={change.pk}"))
    answer = desk.post(REVERT, {"changes": str(change.pk), "reason": "it was held"}, follow=True)

    assert "status Held Cancelled" in page
    assert "Taken back: 1 rows are as they were." in words(answer)
    event.refresh_from_db()
    assert event.status == "held"
    newest = RecordedChange.objects.first()
    assert (newest.action, newest.who, newest.reason) == ("revert", "ada", "it was held")


def test_taking_back_asks_for_a_reason(desk: Client, ada) -> None:
    event = factories.make_event((factories.make_person(),))
    change = make_edit(ada, status="cancelled")

    answer = desk.post(REVERT, {"changes": str(change.pk), "reason": " "})

    assert "This field is required." in words(answer)
    event.refresh_from_db()
    assert event.status == "cancelled"


def test_selected_changes_are_previewed_together(desk: Client, ada) -> None:
    factories.make_event((factories.make_person(),))
    changes = [make_edit(ada, status="cancelled"), make_edit(ada, is_first=True)]

    page = words(desk.post(LIST, {"action": "take_back", "_selected_action": [str(one.pk) for one in changes]}))

    assert "Take back 2 changes" in page
    assert Event.objects.get().status == "cancelled"


def test_what_was_changed_since_is_shown_instead_of_a_form(desk: Client, ada) -> None:
    event = factories.make_event((factories.make_person(),))
    change = make_edit(ada, status="cancelled")
    make_edit(factories.make_curator(username="bo"), status="planned")

    page = words(desk.get(f"{REVERT}?changes={change.pk}"))

    assert f"The event “{event.slug}” was changed since: status, by bo on" in page
    assert "Take back first" not in page
    assert 'type="submit" value="Take back"' not in page


BAD = {"nothing": "", "no id": "changes=zebra", "unknown id": "changes=00000000-0000-4000-8000-000000000000"}


@pytest.mark.parametrize("case", BAD)
def test_address_that_names_no_change_says_so(case: str, desk: Client) -> None:
    assert "There is nothing to take back." in words(desk.get(f"{REVERT}?{BAD[case]}"))


def test_only_lead_curators_take_back(client: Client, ada) -> None:
    event = factories.make_event((factories.make_person(),))
    change = make_edit(ada, status="cancelled")
    bo = get_user_model().objects.create_user("bo", is_staff=True)
    for group, status in (("curator", 403), ("lead curator", 302)):
        bo.groups.set(Group.objects.filter(name=group))
        client.force_login(bo)

        assert client.post(REVERT, {"changes": str(change.pk), "reason": "x"}).status_code == status
    event.refresh_from_db()
    assert event.status == "held"


def test_page_of_a_change_links_to_what_it_changed(desk: Client, ada) -> None:
    event = factories.make_event((factories.make_person(),))
    change = make_edit(ada, status="cancelled")

    page = desk.get(change.get_admin_url()).content.decode()

    assert f'href="/admin/timeline/event/{event.pk}/change/"' in page
    assert f'href="{REVERT}?changes={change.pk}"' in page


def test_history_of_a_deleted_person_stays_readable_on_the_change(desk: Client, ada) -> None:
    with changing(user=ada, action="delete") as cause:
        Person.objects.filter(pk=factories.make_person("Park Min").pk).delete()

    page = words(desk.get(RecordedChange.objects.get(pk=cause.id).get_admin_url()))

    assert "person “Park Min” : removed" in page or "person “Park Min”: removed" in page
