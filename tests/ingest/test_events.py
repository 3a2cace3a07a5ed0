"""Which event is which across articles, and what they make of it together."""

from datetime import date

import pytest

from tests.ingest.sketch import CALL, Sketch, call, minister, retold
from timeline.models import Event, Report, Statement

pytestmark = pytest.mark.django_db


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
    assert event.slug == "2024-12-19-ana-ruiz-karl-weber-phone-call"
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
