"""The item that follows the one on screen: fetched ahead, kept for one curator, and shown only as it still stands."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import make_curator, make_event
from tests.review.test_pages import form_of, page_of
from timeline.models import Event, ReviewItem
from timeline.review import decisions
from timeline.review.queue import claim_next

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
FOLLOWING = "/admin/review/following/"


@pytest.fixture
def events():
    """Store three events, the surest last in the queue."""
    return [make_event(confidence=sure) for sure in (0.1, 0.4, 0.7)]


def fetched(client, at, query=""):
    """Fetch what follows an item; give its name and state as the page has them."""
    body = client.post(f"{FOLLOWING}{query}", {"at": f"event/{at.pk}"}).content.decode()
    name = body.split('data-item="')[1].split('"')[0]
    return {"ahead": name, "ahead_seen": form_of(body)["seen"]}


def accept(client, event, **more):
    return client.post(page_of(event), {"do": "skip"} | more, headers=HTMX)


def test_what_follows_is_the_second_by_worth_and_nobody_elses(client, ada, events):
    client.get("/admin/review/")

    ahead = fetched(client, events[0])

    assert ahead["ahead"] == f"event/{events[1].pk}"
    assert claim_next(by=make_curator(username="ben")).event == events[2]
    answer = accept(client, events[0], **ahead)
    assert answer["X-Review-Ahead"] == f"event/{events[1].pk}"
    assert answer["HX-Push-Url"] == page_of(events[1])
    assert "Skipped." in answer.content.decode()
    assert "review-form" not in answer.content.decode()


def test_what_follows_heeds_the_filters(client, ada, events):
    Event.objects.filter(pk=events[2].pk).update(type="summit")
    ReviewItem.objects.filter(event=events[2]).update(type="summit")

    assert fetched(client, events[0], "?type=summit")["ahead"] == f"event/{events[2].pk}"


def test_after_the_last_item_nothing_follows(client, ada):
    event = make_event()

    assert client.post(FOLLOWING, {"at": f"event/{event.pk}"}).status_code == 204


def test_an_item_left_open_ahead_comes_back_to_others(client, ada, events):
    client.get("/admin/review/")
    ahead = fetched(client, events[0])
    ben = make_curator(username="ben")
    ReviewItem.objects.update(claimed_until=timezone.now() - timedelta(hours=1))

    assert claim_next(by=ben).event == events[0]
    assert claim_next(by=ben, but=[ReviewItem.objects.get(event=events[0]).pk]).event == events[1]
    answer = accept(client, events[0], **ahead)
    assert "X-Review-Ahead" not in answer
    assert answer["HX-Push-Url"] == page_of(events[2])
    assert 'id="review-form"' in answer.content.decode()


CHANGED = {
    "changed since": lambda event: Event.objects.filter(pk=event.pk).update(status="planned"),
    "decided on since": lambda event: ReviewItem.objects.filter(event=event).delete(),
    "gone": lambda event: event.delete(),
}


@pytest.mark.parametrize("case", CHANGED)
def test_what_no_longer_stands_so_comes_anew(client, ada, events, case):
    client.get("/admin/review/")
    ahead = fetched(client, events[0])
    CHANGED[case](events[1])

    answer = accept(client, events[0], **ahead)

    assert "X-Review-Ahead" not in answer
    assert 'id="review-form"' in answer.content.decode()


@pytest.mark.parametrize("ahead", ["", "event/", "event/x", "person/1", "event/99999999999999999999"])
def test_a_name_that_is_none_brings_the_next_item(client, ada, events, ahead):
    answer = accept(client, events[0], ahead=ahead, ahead_seen="x")

    assert answer["HX-Push-Url"] == page_of(events[1])


def test_a_viewer_is_refused_and_claims_nothing(client, events, django_user_model):
    user = django_user_model.objects.create_user("vera", is_staff=True)
    user.groups.add(Group.objects.get(name="viewer"))
    client.force_login(user)

    assert client.post(FOLLOWING, {"at": f"event/{events[0].pk}"}).status_code == 403
    assert not ReviewItem.objects.exclude(claimed_by=None).exists()


def test_an_item_accepted_as_it_was_shown_costs_few_queries(client, ada, events, django_assert_num_queries):
    seen = form_of(client.get(page_of(events[0])).content.decode())["seen"]
    ahead = fetched(client, events[0])
    ContentType.objects.get_for_model(Event)

    with django_assert_num_queries(28):
        answer = accept(client, events[0], do="accept", as_shown="1", seen=seen, **ahead)

    assert answer["X-Review-Ahead"] == f"event/{events[1].pk}"
    assert Event.objects.get(pk=events[0].pk).review == "accepted"


def test_an_item_that_is_no_longer_as_it_was_shown_is_not_accepted(client, ada, events):
    sent = form_of(client.get(page_of(events[0])).content.decode())
    events[0].status = "planned"
    events[0].save()

    body = accept(client, events[0], **sent | {"do": "accept", "as_shown": "1"}).content.decode()

    assert "Nothing was saved yet" in body
    assert "<td>Held</td>" in body
    assert "<td>Planned</td>" in body
    assert Event.objects.get(pk=events[0].pk).review == "draft"


def test_an_item_is_claimed_by_one_write(client, ada, events):
    """A second write of a row in one transaction has its event checked, and waits for whoever decides on that."""
    with CaptureQueriesContext(connection) as queries:
        fetched(client, events[0])

    assert sum(one["sql"].startswith('UPDATE "timeline_reviewitem"') for one in queries) == 1


@pytest.mark.django_db(transaction=True)
def test_deciding_waits_for_nobody_who_only_refers_to_the_record():
    event, ada = make_event(), make_curator()
    other = connection.copy()

    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM timeline_event WHERE id = %s FOR KEY SHARE", [event.pk])
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
            decisions.accept(record=event, by=ada)
    finally:
        other.rollback()
        other.close()

    event.refresh_from_db()
    assert event.review == "accepted"
