"""Accepting many items at once: exactly what the page named, but for what changed since or is open with others."""

import re

import pytest
from django.contrib.auth.models import Group

from tests.factories import make_curator, make_event, make_person, make_statement
from timeline.models import Event, ReviewItem, Statement
from timeline.review import bulk
from timeline.review.queue import Filters, claim_next

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/review/accept-all/"


def plan_of(body):
    """Give the plan in a page."""
    return re.search(r'name="plan" value="([^"]*)"', body)[1]


def test_the_page_says_what_will_change_and_accepts_just_that(client, ada):
    ann = make_person("Ann Lee")
    calls = [make_event((ann,), confidence=0.9) for _ in range(2)]
    visit = make_event(type="visit", confidence=0.4)
    make_statement((ann,), calls[0], confidence=0.9)

    body = client.get(ADDRESS + "?sureness=high").content.decode()
    rows = re.findall(r"<tr><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td></tr>", body)
    assert rows == [("events", "Phone call", "2"), ("statements", "Phone call", "1")]
    assert "Accept 3 items" in body
    client.post(ADDRESS + "?sureness=high", {"plan": plan_of(body), "reason": "read with care"})

    assert set(Event.objects.filter(review="accepted", note="read with care", reviewed_by=ada)) == set(calls)
    assert Statement.objects.get().review == "accepted"
    assert Event.objects.get(review="draft") == visit


def test_all_of_it_is_taken_back_from_the_confirmation(client, ada):
    for _ in range(2):
        make_event()

    answer = client.post(
        ADDRESS, {"plan": plan_of(client.get(ADDRESS).content.decode()), "reason": "sure"}, follow=True
    )
    address, changes = re.search(r'href="([^"?]*)\?changes=([^"]*)">Take back…', answer.content.decode()).groups()
    client.post(address, {"changes": changes, "reason": "too soon"})

    assert list(Event.objects.values_list("review", flat=True)) == ["draft", "draft"]
    assert ReviewItem.objects.count() == 2


def test_what_changed_since_is_claimed_or_decided_on_is_left_out_and_counted(client, ada):
    changed, claimed, decided, party, left = (make_event((make_person(),), confidence=0.9) for _ in range(5))
    body = client.get(ADDRESS).content.decode()

    Event.objects.filter(pk=changed.pk).update(status="cancelled")
    Event.objects.filter(pk=decided.pk).update(review="rejected")
    party.participations.update(office="Envoy")
    claim_next(by=make_curator(), but=[event.queued.pk for event in (changed, decided, party, left)])
    answer = client.post(ADDRESS, {"plan": plan_of(body), "reason": "sure"}, follow=True)

    assert list(Event.objects.filter(review="accepted")) == [left]
    said = (
        "1 accepted. 3 left out: changed or decided on since the list was made. 1 left out: open with another curator."
    )
    assert said in answer.content.decode()


def test_a_plan_of_another_hand_changes_nothing(client, ada):
    make_event()
    plan = plan_of(client.get(ADDRESS).content.decode())

    refused = client.post(ADDRESS, {"plan": plan[:-2], "reason": "sure"}).content.decode()
    without = client.post(ADDRESS, {"plan": plan, "reason": ""}).content.decode()

    assert "was not made here, or is damaged" in refused
    assert "This field is required." in without
    assert Event.objects.get().review == "draft"


def test_more_than_fit_at_once_are_done_in_turns(monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(bulk, "PORTION", 1)
    ada = make_curator()
    for _ in range(3):
        make_event()

    plans = []
    for _ in range(2):
        plans.append(bulk.plan(by=ada, filters=Filters()))
        bulk.accept_all(by=ada, signed=plans[-1].signed, reason="sure")

    assert [(plan.total, plan.more) for plan in plans] == [(2, True), (1, False)]
    assert Event.objects.filter(review="accepted").count() == 3


def test_a_curator_without_the_right_is_refused(client, django_user_model):
    user = django_user_model.objects.create_user("ben", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    client.force_login(user)
    make_event()

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"plan": "x", "reason": "y"}).status_code == 403
    assert "Accept all of these" not in client.get("/admin/review/", follow=True).content.decode()
