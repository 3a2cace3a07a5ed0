"""The admin's pages for mending: what they show, what they do, and who may."""

import pytest
from django.urls import reverse

from tests import factories
from tests.ingest.sketch import Sketch, call, retold
from timeline.models import Apart, Doubt, Event, Mend, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(factories.make_curator(username="ada"))
    return client


@pytest.fixture
def two():
    """Give two persons of whom an article tells each, in events of their own."""
    one, other = factories.make_person("Kim Seon-ho"), factories.make_person("Kim Sun-ho")
    for person in (one, other):
        event = factories.make_event((person,))
        factories.make_evidence(event.reports.get().article, 0, 10, "mention", person=person)
    return one, other


def merge_page(*records):
    name = records[0]._meta.model_name
    return reverse(f"admin:timeline_{name}_merge") + f"?ids={','.join(str(row.pk) for row in records)}"


def test_selected_records_lead_to_the_page_that_shows_what_merging_does(desk, two):
    given = {"action": "merge_selected", "_selected_action": [row.pk for row in two]}

    answer = desk.post(reverse("admin:timeline_person_changelist"), given)

    assert (answer.status_code, answer.url) == (302, merge_page(*two))
    page = desk.get(answer.url).content.decode()
    assert "Events: 1" in page
    assert "Names: 1" in page
    assert '<label for="id_name_1">' in page
    assert "Kim Sun-ho" in page


def test_a_merge_keeps_what_was_chosen(desk, two):
    one, other = two
    given = {"keep": one.pk, "name": other.pk, "reason": "one spelling is a slip"}

    answer = desk.post(merge_page(one, other), given)

    assert answer.url == reverse("admin:timeline_person_change", args=[one.pk])
    assert list(Person.objects.values_list("name", flat=True)) == ["Kim Sun-ho"]
    assert one.participations.count() == 2
    mend = Mend.objects.get()
    assert (mend.kind, mend.reason, mend.made_by.username) == ("merge", "one spelling is a slip", "ada")


def test_a_merge_without_a_reason_changes_nothing(desk, two):
    answer = desk.post(merge_page(*two), {"keep": two[0].pk, "name": two[0].pk, "reason": " "})

    assert answer.status_code == 200
    assert "Nothing was changed yet" in answer.content.decode()
    assert Person.objects.count() == 2


@pytest.mark.parametrize("ids", ["", "1", "x", "1,1", "999998,999999"])
def test_a_merge_page_of_no_two_records_leads_to_the_list(desk, ids):
    answer = desk.get(reverse("admin:timeline_person_merge"), {"ids": ids})

    assert answer.url == reverse("admin:timeline_person_changelist")


def test_a_merge_is_taken_back_on_its_page(desk, two):
    desk.post(merge_page(*two), {"keep": two[0].pk, "name": two[0].pk, "reason": "one"})
    mend = Mend.objects.get()

    page = desk.get(reverse("admin:timeline_mend_undo", args=[mend.pk])).content.decode()
    desk.post(reverse("admin:timeline_mend_undo", args=[mend.pk]), {"reason": "two after all"})

    assert "Nothing of it has changed since." in page
    assert sorted(Person.objects.values_list("pk", flat=True)) == [two[0].pk, two[1].pk]
    assert "taken back by ada" in desk.get(reverse("admin:timeline_mend_changelist")).content.decode()


def test_the_page_says_what_changed_since_and_offers_no_way_back(desk, two):
    desk.post(merge_page(*two), {"keep": two[0].pk, "name": two[0].pk, "reason": "one"})
    Person.objects.update(country="PRK")

    page = desk.get(reverse("admin:timeline_mend_undo", args=[Mend.objects.get().pk])).content.decode()

    assert "The person “Kim Seon-ho” has been changed or removed since." in page
    assert "Take back</button>" not in page
    assert 'value="Take back"' not in page


def test_a_split_by_the_page(desk):
    first, second = call().store(), call(retold(2), edtf="2025-03-03").store()
    ruiz = Person.objects.get(name="Ana Ruiz")
    address = reverse("admin:timeline_person_split", args=[ruiz.pk])

    page = desk.get(address).content.decode()
    given = {"articles": [second.pk], "name": "Ana Ruiz", "country": "ESP", "reason": "a namesake"}
    desk.post(address, given)

    assert "2024-12-20: Ministers speak by phone (Ana Ruiz)" in page
    new = Person.objects.exclude(pk=ruiz.pk).get(name="Ana Ruiz")
    assert [new.evidence.get().article, ruiz.evidence.get().article] == [second, first]


def test_a_split_of_all_articles_is_refused_on_the_page(desk):
    article = call().store()
    ruiz = Person.objects.get(name="Ana Ruiz")

    answer = desk.post(
        reverse("admin:timeline_person_split", args=[ruiz.pk]), {"articles": [article.pk], "reason": "x"}
    )

    assert "with none or all of them nothing would be split" in answer.content.decode()


@pytest.fixture
def doubts():
    """Give three calls of neighbouring days, of which joining cannot tell which two are one."""
    for number, day in enumerate(("2024-12-19", "2024-12-20", "2024-12-21")):
        sketch = Sketch(retold(number))
        sketch.event(sketch.person("Ana Ruiz", "KOR"), sketch.person("Karl Weber", "USA"), edtf=day)
        sketch.store()
    return list(Doubt.objects.all())


def test_doubts_are_decided_one_after_the_other(desk, doubts):
    first, second = (reverse("admin:timeline_doubt_decide", args=[doubt.pk]) for doubt in doubts)

    page = desk.get(first).content.decode()
    answer = desk.post(first, {"decision": "two", "reason": ""})

    assert "2 left." in page
    assert "a day apart, as two capitals may count it" in page
    assert answer.url == second
    assert Apart.objects.count() == 1
    assert desk.post(second, {"decision": "same"}).url == reverse("admin:timeline_doubt_changelist")
    assert Event.objects.count() == 2
    assert desk.get(second).url == reverse("admin:timeline_doubt_changelist")


def test_a_doubt_left_for_later_stays(desk, doubts):
    answer = desk.post(reverse("admin:timeline_doubt_decide", args=[doubts[0].pk]), {"decision": "later"})

    assert answer.url == reverse("admin:timeline_doubt_decide", args=[doubts[1].pk])
    assert (Doubt.objects.count(), Mend.objects.count()) == (2, 0)
