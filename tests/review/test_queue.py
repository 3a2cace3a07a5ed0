"""The review queue: what waits in it, in which order, and who gets it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.factories import (
    make_article,
    make_curator,
    make_event,
    make_outlet,
    make_person,
    make_report,
    make_revision,
    make_statement,
)
from timeline import actions
from timeline.models import Batch, BatchItem, Event, ReviewItem, Statement
from timeline.models.search import refresh_search
from timeline.review.decisions import accept, reject, undo
from timeline.review.queue import CLAIM, Filters, claim, claim_next, count_left, put_behind, release

pytestmark = pytest.mark.django_db


def in_order() -> list[Event | Statement]:
    """Give the records of the queue, the one of most worth first."""
    return [row.event or row.statement for row in ReviewItem.objects.order_by("-worth", "pk")]


DOUBTS = {
    "a reading that is less sure": {"confidence": 0.4},
    "a day that is only that of the report": {"date_basis": "reported_on"},
    "an inferred day": {"date_basis": "inferred"},
}


@pytest.mark.parametrize("case", DOUBTS)
def test_what_is_in_more_doubt_comes_first(case):
    sure = make_event(confidence=0.9)
    doubtful = make_event(**{"confidence": 0.9} | DOUBTS[case])

    assert in_order() == [doubtful, sure]


def test_events_of_which_reports_differ_come_first():
    settled, disputed = (make_event(confidence=0.9) for _ in range(2))
    make_report(settled, make_article())
    make_report(disputed, make_article(), status="cancelled")
    refresh_search([settled.pk, disputed.pk])

    assert in_order() == [disputed, settled]


def test_events_whose_words_have_drifted_come_first():
    still, drifted = (make_event(confidence=0.9) for _ in range(2))
    make_revision(drifted.reports.get().article, "Another text, of other ministers.")
    refresh_search([still.pk, drifted.pk])

    assert in_order() == [drifted, still]


def test_what_is_more_visible_comes_first():
    aside = make_event(confidence=0.9, is_main=False)
    domestic = make_event(confidence=0.9, is_domestic=True)
    main = make_event(confidence=0.9)
    twice = make_event(confidence=0.9)
    make_report(twice, make_article())
    refresh_search([twice.pk])

    assert in_order() == [twice, main, aside, domestic]


def test_of_two_alike_the_newer_comes_first_and_a_statement_after_its_event():
    from datetime import date

    old = make_event(day=date(2021, 5, 1), confidence=0.9)
    new = make_event(day=date(2024, 5, 1), confidence=0.9)
    said = make_statement(event=new, confidence=0.9)

    assert in_order() == [new, said, old]


def test_decided_items_leave_the_queue_and_reopened_ones_return():
    event, said = make_event(), make_statement()
    refresh_search([], [said.article_id])
    curator = make_curator()

    actions.accept(records=Event.objects.all(), by=curator)
    actions.reject(records=Statement.objects.all(), by=curator)
    assert in_order() == []
    actions.reopen(records=Event.objects.all(), by=curator)
    actions.reopen(records=Statement.objects.all(), by=curator)

    assert set(in_order()) == {event, said}


def test_two_curators_never_get_the_same_item():
    first, second = make_event(confidence=0.5), make_event(confidence=0.6)
    ada, ben, cleo = (make_curator() for _ in range(3))

    assert claim_next(by=ada).event == first
    assert claim_next(by=ben).event == second
    assert claim_next(by=cleo) is None
    assert claim_next(by=ada).event == first
    assert not claim(item=ReviewItem.objects.get(event=first), by=ben)
    assert [count_left(by=curator) for curator in (ada, cleo)] == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_an_item_that_another_is_just_taking_is_passed_over():
    first, second = make_event(confidence=0.5), make_event(confidence=0.6)
    ada = make_curator()
    other = connection.copy()

    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM timeline_reviewitem WHERE event_id = %s FOR UPDATE", [first.pk])
        with transaction.atomic():
            assert claim_next(by=ada).event == second
    finally:
        other.rollback()
        other.close()


def test_an_abandoned_item_comes_back_and_a_released_one_at_once():
    event = make_event()
    ada, ben = make_curator(), make_curator()
    item = claim_next(by=ada)
    assert timezone.now() < item.claimed_until <= timezone.now() + CLAIM

    ReviewItem.objects.update(claimed_until=timezone.now() - timedelta(hours=1))
    assert claim_next(by=ben).event == event
    release(by=ben)

    assert claim_next(by=ada).event == event


def test_a_skipped_item_comes_last_for_that_curator_only():
    first, second, third = (make_event(confidence=share) for share in (0.5, 0.6, 0.7))
    ada, ben = make_curator(), make_curator()

    put_behind(item=claim_next(by=ada), by=ada)
    put_behind(item=claim_next(by=ada), by=ada)

    assert claim_next(by=ada).event == third
    assert claim_next(by=ben).event == first
    release(by=ben)
    third.delete()
    assert claim_next(by=ada).event == first
    assert Event.objects.filter(pk=second.pk).exists()


@pytest.fixture
def mixed() -> dict[str, Event | Statement]:
    """Store items that differ in all that filters look at."""
    ann, bob = make_person("Ann Lee"), make_person("Bob Ray")
    herald, gazette = make_outlet("Herald"), make_outlet("Gazette")
    call = make_event((ann,), article=make_article(outlet=herald), confidence=0.9)
    visit = make_event((bob,), article=make_article(outlet=gazette), type="visit", confidence=0.4)
    batch = Batch.objects.create(sources=["x"], started_by="ada")
    article = visit.reports.get().article
    BatchItem.objects.create(batch=batch, number=1, outcome="new", article=article, ended_at=timezone.now())
    said = make_statement((ann,), call, confidence=0.7)
    return {"call": call, "visit": visit, "said": said, "ann": ann, "gazette": gazette, "batch": batch}


FILTERS = {
    "events": (lambda of: Filters(kind="event"), ["visit", "call"]),
    "statements": (lambda of: Filters(kind="statement"), ["said"]),
    "a type, of the event or of what was said there": (lambda of: Filters(type="phone_call"), ["said", "call"]),
    "low confidence": (lambda of: Filters(sureness="low"), ["visit"]),
    "a person, as party or speaker": (lambda of: Filters(person=of["ann"].pk), ["said", "call"]),
    "an outlet": (lambda of: Filters(outlet=of["gazette"].pk), ["visit"]),
    "a batch": (lambda of: Filters(batch=of["batch"].pk), ["visit"]),
    "all of them at once": (lambda of: Filters("statement", "phone_call", "medium", of["ann"].pk), ["said"]),
    "what nothing meets": (lambda of: Filters(type="summit"), []),
}


@pytest.mark.parametrize("most_listed", [5000, 0], ids=["listed", "tried one by one"])
@pytest.mark.parametrize("case", FILTERS)
def test_filters_leave_what_they_say(monkeypatch, mixed, case, most_listed):
    monkeypatch.setattr("timeline.review.queue.MOST_LISTED", most_listed)
    make, wanted = FILTERS[case]
    curator = make_curator()
    found = []

    while item := claim_next(by=curator, filters=make(mixed), but=[row.pk for row in found]):
        found.append(item)

    assert {row.event or row.statement for row in found} == {mixed[name] for name in wanted}
    assert count_left(by=curator, filters=make(mixed)) == len(wanted)


def test_a_second_decision_undone_leaves_the_moment_of_the_first():
    curator = make_curator()
    statement = make_statement((make_person(),), make_event())
    accept(record=statement, by=curator)
    statement.refresh_from_db()
    first = statement.reviewed_at

    reject(record=statement, by=curator, reason="no")
    undo(by=curator)

    statement.refresh_from_db()
    assert (statement.review, statement.reviewed_at) == ("accepted", first)


def test_more_than_can_be_listed_are_not_counted(monkeypatch, mixed):
    monkeypatch.setattr("timeline.review.queue.MOST_LISTED", 1)
    monkeypatch.setattr("timeline.review.queue.MOST_COUNTED", 0)
    make, wanted = FILTERS["a person, as party or speaker"]

    assert len(wanted) == 2
    assert count_left(by=make_curator(), filters=make(mixed)) == 1
