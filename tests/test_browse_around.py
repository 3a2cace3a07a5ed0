"""What stands around an event: events that share its people and topics, and those that may be the same."""

from datetime import date

import pytest

from tests.factories import make_event, make_person, make_statement
from timeline.browse.event_page import event_page
from timeline.models import Doubt

pytestmark = pytest.mark.django_db
DAY = date(2024, 12, 20)


@pytest.fixture
def people():
    names = (("Lee Min", "KOR"), ("Ann Roy", "FRA"), ("Ivo Petrov", "BGR"), ("Bo Ek", "SWE"))
    return {name.split()[0].lower(): make_person(name, country) for name, country in names}


def of(parties, day, *topics, **fields):
    """Make an event of a day of December 2024 with a statement on topics."""
    event = make_event(parties, date(2024, 12, day), **fields)
    make_statement((), event, topics=list(topics))
    return event


def test_related_events_share_people_or_a_country_and_a_topic(people):
    lee, roy, ivo, bo = people.values()
    event = of((lee, roy), 20, "trade", "nuclear")
    other_korean = make_person("Cho Jin", "KOR")
    same_person = of((lee, ivo), 2, "climate")
    topic_too = of((lee, bo), 28, "trade")
    country_and_topic = of((other_korean, ivo), 21, "nuclear")
    of((other_korean, bo), 22, "climate")  # a country alone
    of((ivo, bo), 19, "trade")  # a topic alone
    of((lee, bo), 19, "trade", review="rejected")
    of((lee, bo), 19, "trade", is_domestic=True)
    make_event((lee, ivo), date(2025, 3, 1))  # too long after

    found = event_page(event.slug).related

    assert [(other.id, other.shared) for other in found] == [
        (topic_too.pk, ("Lee Min", "Trade")),
        (same_person.pk, ("Lee Min",)),
        (country_and_topic.pk, ("Nuclear",)),
    ]


def test_what_stands_before_and_after_is_not_told_again_as_related(people):
    lee, roy, *_ = people.values()
    event, before = of((lee, roy), 20, "trade"), of((lee, roy), 10, "trade")

    page = event_page(event.slug)

    assert ([other.id for other in page.earlier], page.related) == ([before.pk], ())


def test_an_undated_event_has_no_related_ones(people):
    event = make_event((people["lee"],), None)
    make_event((people["lee"],), DAY)

    assert event_page(event.slug).related == ()


def test_what_may_be_the_same_is_told_on_both_pages(people, client):
    one, other, rejected = (make_event((people["lee"], people["ann"]), DAY) for _ in range(3))
    rejected.review = "rejected"
    rejected.save()
    Doubt.objects.create(event=one, other_event=other, score=0.6, reasons=["the same parties", "a day apart"])
    Doubt.objects.create(event=one, other_event=rejected, score=0.9, reasons=["the same parties"])

    for event, double in ((one, other), (other, one)):
        (found,) = event_page(event.slug).maybe_same
        assert (found.event.id, found.reasons) == (double.pk, ("the same parties", "a day apart"))
        text = client.get(event.get_absolute_url()).content.decode()
        assert f'May be the same event as <a href="{double.get_absolute_url()}">' in text
        assert "The same parties; a day apart." in text
