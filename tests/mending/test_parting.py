"""Splitting one record into two, telling two apart, and what later readings make of it."""

import pytest

from tests import factories
from tests.ingest.dump import dump
from tests.ingest.sketch import Sketch, call, minister, retold
from timeline.ingest import rejoin
from timeline.mending import Refused, undo
from timeline.mending.merging import merge
from timeline.mending.parting import split, tell_two
from timeline.models import Apart, Doubt, Event, Organization, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return factories.make_curator()


@pytest.fixture
def calls():
    """Give three articles on calls of Ana Ruiz and Karl Weber, on one day and on two later ones."""
    days = ("2024-12-20", "2025-03-03", "2025-05-05")
    return [call(retold(n), edtf=day).store() for n, day in enumerate(days)]


def told_of(record):
    return sorted(record.evidence.values_list("article", flat=True).distinct())


@pytest.mark.parametrize("again", ["at once", "second reading", "joining anew", "later article"])
def test_a_namesake_split_off_keeps_the_chosen_articles(calls, curator, again):
    ruiz = Person.objects.get(name="Ana Ruiz")

    new, _ = split(ruiz, {calls[2].pk}, by=curator, reason="a namesake", name="Ana Ruiz", country="ESP")
    if again == "second reading":
        call(retold(2), edtf="2025-05-05").store(reread=True)
    elif again == "joining anew":
        list(rejoin())
    elif again == "later article":
        call(retold(3), edtf="2025-07-07").store()

    assert told_of(new) == [calls[2].pk]
    # What a later article tells in the very same words goes where most of it went.
    assert set(told_of(ruiz)) >= {calls[0].pk, calls[1].pk}
    assert new.participations.get().event.edtf == "2025-05-05"
    assert new.statement_roles.filter(role="speaker").count() == 1
    assert new.slug != ruiz.slug
    assert Person.objects.count() == 3


def test_a_split_person_takes_along_a_name_learned_by_a_merge(curator):
    call().store()
    sketch = Sketch(retold(2).replace("Ana Ruiz", "Hanna Rouiz"))
    other = sketch.person("Hanna Rouiz", "ESP", minister("ESP", role="foreign_minister", label="Foreign Minister"))
    sketch.statement(other)
    article = sketch.store()
    keep, gone = Person.objects.get(name="Ana Ruiz"), Person.objects.get(name="Hanna Rouiz")
    merge(keep, [gone], by=curator, reason="one")

    new, _ = split(keep, {article.pk}, by=curator, reason="two after all", name="Hanna Rouiz", country="ESP")

    assert list(keep.names.values_list("name", flat=True)) == ["Ana Ruiz"]
    assert list(new.names.values_list("name", flat=True)) == ["Hanna Rouiz"]
    assert (told_of(new), len(told_of(keep))) == ([article.pk], 1)


def test_a_split_taken_back_leaves_all_as_it_was(calls, curator):
    before = dump()
    _, mend = split(Person.objects.get(name="Ana Ruiz"), {calls[1].pk}, by=curator, reason="two", name="Ana Ruiz")

    undo(mend, by=curator)

    assert dump() == before


@pytest.mark.parametrize("chosen", ["none", "all"])
def test_a_split_that_leaves_nothing_on_one_side_is_refused(calls, curator, chosen):
    articles = {article.pk for article in calls} if chosen == "all" else set()

    with pytest.raises(Refused, match="with none or all of them nothing would be split"):
        split(Person.objects.get(name="Ana Ruiz"), articles, by=curator, reason="two")

    assert Person.objects.count() == 2


@pytest.mark.parametrize("again", ["at once", "second reading", "joining anew"])
def test_a_second_call_of_one_day_split_off_stays_apart(curator, again):
    articles = [call(retold(number)).store() for number in range(3)]
    event = Event.objects.get()

    new, _ = split(event, {articles[1].pk}, by=curator, reason="they rang twice")
    if again == "second reading":
        call(retold(1)).store(reread=True)
    elif again == "joining anew":
        list(rejoin())

    new.refresh_from_db()
    assert [report.article_id for report in new.reports.all()] == [articles[1].pk]
    assert sorted(report.article_id for report in event.reports.all()) == [articles[0].pk, articles[2].pk]
    assert (new.statements.count(), event.statements.count()) == (2, 4)
    assert sorted(str(party) for party in new.participations.all()) == ["Ana Ruiz", "Karl Weber"]
    assert (new.edtf, new.type) == ("2024-12-20", "phone_call")
    assert Event.objects.count() == 2


def test_an_organization_is_split_by_its_articles(curator):
    first, second = call().store(), call(retold(2)).store()
    body = Organization.objects.get()

    new, _ = split(body, {second.pk}, by=curator, reason="two ministries", name="Madrid Region Ministry", country="ESP")
    call(retold(2)).store(reread=True)

    assert (told_of(body), told_of(new)) == ([first.pk], [second.pk])
    assert new.readouts.get().article_id == second.pk


def ocean_call(number, day):
    """Sketch a call between Seoul and Washington, whose days differ by one."""
    sketch = Sketch(retold(number))
    sketch.event(sketch.person("Ana Ruiz", "KOR"), sketch.person("Karl Weber", "USA"), edtf=day)
    return sketch


def test_two_told_apart_stay_two_and_what_was_in_doubt_between_them_is_clear(curator):
    for number, day in enumerate(("2024-12-19", "2024-12-20", "2024-12-21")):
        ocean_call(number, day).store()
    first, middle, _ = Event.objects.order_by("date_min")
    assert Doubt.objects.count() == 2

    mend = tell_two(middle, first, by=curator, reason="the readouts give two hours")
    list(rejoin())

    days = [sorted(event.reports.values_list("edtf", flat=True)) for event in Event.objects.order_by("date_min")]
    assert days == [["2024-12-19"], ["2024-12-20", "2024-12-21"]]
    assert not Doubt.objects.exists()
    assert (Apart.objects.get().event, Apart.objects.get().other_event) == (first, middle)
    assert (mend.kind, mend.reason) == ("apart", "the readouts give two hours")
