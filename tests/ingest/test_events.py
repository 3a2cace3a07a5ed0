"""Which event is which across articles, and what they make of it together."""

from datetime import date

import pytest

from tests.ingest.sketch import CALL, Sketch, call, minister, retold
from timeline.ingest.matching import Telling, are_one, same_event
from timeline.models import Event, Report, Statement

pytestmark = pytest.mark.django_db


def told(day="2024-12-20", last=None, **fields):
    first = date.fromisoformat(day) if day else None
    values = {"type": "phone_call", "status": "held", "basis": "explicit", "persons": frozenset({1, 2})}
    values |= {"organizations": frozenset(), "countries": frozenset({"ESP", "DEU"})}
    return Telling(first=first, last=date.fromisoformat(last) if last else first, **(values | fields))


def parties(*persons, bodies=()):
    return {"persons": frozenset(persons), "organizations": frozenset(bodies)}


# Two accounts, whether they are of one event.
ACCOUNTS = {
    "the same day": (told(), told(), True),
    "the next day across time zones": (told(), told("2024-12-19"), True),
    "the next day in one country": (
        told(countries=frozenset({"ESP"})),
        told("2024-12-19", countries=frozenset()),
        False,
    ),
    "two days apart": (told(), told("2024-12-18"), False),
    "a meeting of the next day": (told(type="meeting"), told("2024-12-19", type="meeting"), False),
    "reported the day after": (told(type="visit", basis="reported_on"), told("2024-12-19", type="visit"), True),
    "reported the day before": (told(type="visit", basis="reported_on"), told("2024-12-21", type="visit"), False),
    "call and video call": (told(), told(type="video_call"), True),
    "call and meeting": (told(), told(type="meeting"), False),
    "visit and summit": (told(type="visit"), told(type="summit"), True),
    "one party more": (told(), told(**parties(1, 2, 3)), False),
    "another party": (told(), told(**parties(1, 3)), False),
    "a body beside the persons": (told(), told(**parties(1, 2, bodies=(7,))), True),
    "different bodies beside the persons": (told(**parties(1, bodies=(7,))), told(**parties(1, bodies=(8,))), False),
    "bodies only": (told(**parties(bodies=(7, 8))), told(**parties(bodies=(7, 8))), True),
    "bodies only, one missing": (told(**parties(bodies=(7, 8))), told(**parties(bodies=(7,))), False),
    "person against body": (told(**parties(1)), told(**parties(bodies=(7,))), False),
    "nobody named": (told(**parties()), told(**parties()), False),
    "one undated": (told(), told(None), False),
    "both undated": (told(None), told(None), False),
    "a month of calls": (told("2024-12-01", "2024-12-31"), told(), False),
    "a month of one resignation": (
        told("2024-12-01", "2024-12-31", type="resignation", **parties(1)),
        told("2024-12-05", type="resignation", **parties(1)),
        True,
    ),
    "planned and held": (told(status="planned"), told(), True),
    "hypothetical and held": (told(status="hypothetical"), told(), False),
    "denied and held": (told(status="denied"), told(), False),
}


@pytest.mark.parametrize("case", ACCOUNTS)
def test_accounts_are_of_one_event(case):
    one, other, is_one = ACCOUNTS[case]

    assert are_one(one, other) is is_one
    assert are_one(other, one) is is_one


def test_the_nearest_day_wins_and_a_tie_is_doubt():
    assert same_event(told(), [told("2024-12-19"), told()]) == 1
    assert same_event(told(), [told("2024-12-19"), told("2024-12-21")]) is None


def test_a_second_article_joins_the_event():
    call().store()
    call(retold(2)).store()

    event = Event.objects.get()
    assert (event.reports.count(), event.participations.count(), Statement.objects.filter(event=event).count()) == (
        2,
        2,
        4,
    )
    assert [party.evidence.count() for party in event.participations.all()] == [2, 2]


def test_the_same_call_dated_from_two_continents_is_one_event_of_the_firmer_day():
    call(edtf="2024-12-20?", basis="reported_on").store()
    call(retold(2), edtf="2024-12-19").store()

    event = Event.objects.get()
    assert (event.edtf, event.date_min, event.date_basis) == ("2024-12-19", date(2024, 12, 19), "explicit")
    assert event.slug == "2024-12-20-ana-ruiz-karl-weber-phone-call"
    assert sorted(report.edtf for report in event.reports.all()) == ["2024-12-19", "2024-12-20?"]


STATUSES = {
    "planned, then held": (("planned", "held"), "held"),
    "held, then background": (("held", "background"), "held"),
    "planned, then cancelled": (("planned", "cancelled"), "cancelled"),
    "planned, then background": (("planned", "background"), "background"),
}


@pytest.mark.parametrize("case", STATUSES)
@pytest.mark.parametrize("turned", [False, True])
def test_the_status_does_not_depend_on_which_article_comes_first(case, turned):
    statuses, expected = STATUSES[case]
    for number, status in enumerate(reversed(statuses) if turned else statuses):
        call(retold(number), status=status).store()

    assert Event.objects.get().status == expected


def test_first_is_kept_where_one_article_says_so():
    call(first=True).store()
    call(retold(2)).store()

    assert Event.objects.get().is_first


def test_two_events_of_one_article_are_never_one():
    sketch = call()
    sketch.event("p1", "p2", words="pledged")
    sketch.store()
    sketch = call(retold(2))
    sketch.event("p1", "p2", words="pledged")
    sketch.store()

    assert Report.objects.count() == 4
    assert all(
        event.reports.count() == len({r.article_id for r in event.reports.all()}) for event in Event.objects.all()
    )


def test_a_rejected_event_is_not_joined_by_another_article():
    call().store()
    Event.objects.update(review="rejected")

    call(retold(2)).store()

    assert sorted(Event.objects.values_list("review", flat=True)) == ["draft", "rejected"]


def test_who_took_the_initiative_is_kept():
    sketch = Sketch()
    ruiz = sketch.person("Ana Ruiz", "ESP", minister("ESP"))
    sketch.event(ruiz, sketch.person("Karl Weber", "DEU"), initiated_by=ruiz)

    sketch.store()

    assert str(Event.objects.get().initiated_by_person) == "Ana Ruiz"


def test_a_party_named_only_by_a_pronoun_is_proved_by_the_events_words():
    sketch = Sketch(CALL)
    sketch.event(sketch.person("Ana Ruiz", "ESP"), words="pledged")

    sketch.store()

    assert Event.objects.get().participations.get().evidence.get().exact == "pledged"
