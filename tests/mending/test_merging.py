"""Merging two records into one, what later articles make of it, and taking it back."""

from datetime import date

import pytest

from tests import factories
from tests.ingest.dump import dump
from tests.ingest.sketch import Sketch, call, minister, retold
from timeline.extraction.holders import Holder
from timeline.ingest import rejoin
from timeline.ingest.register.load import load_register
from timeline.mending import Refused, undo
from timeline.mending.merging import merge
from timeline.models import Event, Mend, MovedAddress, Organization, Participation, Person, ReviewItem, StatementActor
from timeline.review.decisions import reject

pytestmark = pytest.mark.django_db


def call_as(number, name="Hanna Rouiz", **fields):
    """Sketch the call of CALL where an article writes Ana Ruiz in a way no rule takes for her."""
    text = retold(number).replace("Ana Ruiz", name)
    sketch = Sketch(text)
    ruiz = sketch.person(name, "ESP", minister("ESP", role="foreign_minister", label="Minister of Foreign Affairs"))
    weber = sketch.person("Karl Weber", "DEU", minister("DEU"))
    event = sketch.event(ruiz, weber, **fields)
    sketch.statement(ruiz, event=event)
    return sketch


@pytest.fixture
def curator():
    return factories.make_curator()


@pytest.fixture
def two_names():
    """Give one person whom two articles write so differently that joining makes two of her."""
    call().store()
    call_as(2).store()
    return Person.objects.get(name="Ana Ruiz"), Person.objects.get(name="Hanna Rouiz")


def test_merged_persons_share_their_events_statements_and_terms(two_names, curator):
    keep, gone = two_names
    assert Event.objects.count() == 2

    merge(keep, [gone], by=curator, reason="one minister, spelt in two ways")

    assert sorted(Person.objects.values_list("name", flat=True)) == ["Ana Ruiz", "Karl Weber"]
    # With the same parties on the same day the two calls are one.
    event = Event.objects.get()
    assert event.reports.count() == 2
    assert sorted(str(party) for party in event.participations.all()) == ["Ana Ruiz", "Karl Weber"]
    assert StatementActor.objects.filter(person=keep, role="speaker").count() == 2
    assert sorted(keep.memberships.values_list("post__role", flat=True)) == ["defence_minister", "foreign_minister"]
    assert sorted(keep.names.values_list("name", "basis")) == [("Ana Ruiz", "text"), ("Hanna Rouiz", "curator")]


def test_the_address_of_a_merged_person_leads_to_the_other(two_names, curator, client):
    keep, gone = two_names
    merge(keep, [gone], by=curator, reason="one")

    answer = client.get(f"/people/{gone.slug}/")

    assert (answer.status_code, answer.url) == (301, keep.get_absolute_url())


@pytest.mark.parametrize("again", ["a later article", "joining anew", "a second reading"])
def test_what_was_merged_stays_one(two_names, curator, again):
    keep, gone = two_names
    merge(keep, [gone], by=curator, reason="one")

    if again == "a later article":
        call_as(3, edtf="2025-03-03").store()
    elif again == "joining anew":
        list(rejoin())
    else:
        call_as(2).store(reread=True)

    assert sorted(Person.objects.values_list("name", flat=True)) == ["Ana Ruiz", "Karl Weber"]
    wanted = 3 if again == "a later article" else 2
    assert keep.evidence.values("article").distinct().count() == wanted


def test_a_merge_taken_back_leaves_all_as_it_was(two_names, curator):
    keep, gone = two_names
    before, slugs = dump(), set(Event.objects.values_list("slug", "pk"))
    mend = merge(keep, [gone], by=curator, reason="one")
    assert dump() != before

    undo(mend, by=curator)

    assert dump() == before
    assert set(Event.objects.values_list("slug", "pk")) == slugs
    assert Person.objects.get(pk=gone.pk).slug == gone.slug
    assert not MovedAddress.objects.exists()
    mend.refresh_from_db()
    assert mend.undone_by == curator


def test_what_came_since_finds_its_own_person_once_a_merge_is_taken_back(two_names, curator):
    keep, gone = two_names
    mend = merge(keep, [gone], by=curator, reason="one")
    call_as(3, edtf="2025-03-03").store()

    undo(mend, by=curator)

    assert gone.evidence.values("article").distinct().count() == 2
    assert keep.evidence.values("article").distinct().count() == 1


def test_a_merge_of_which_something_changed_since_is_not_taken_back(two_names, curator):
    keep, gone = two_names
    mend = merge(keep, [gone], by=curator, reason="one")
    keep.refresh_from_db()
    keep.country = "PRT"
    keep.save()
    before = dump()

    with pytest.raises(Refused) as refused:
        undo(mend, by=curator)

    assert "The person “Ana Ruiz” has been changed or removed since." in refused.value.reasons
    assert dump() == before
    assert Mend.objects.get().undone_at is None


def test_a_merge_is_taken_back_once(two_names, curator):
    mend = merge(two_names[0], two_names[1:], by=curator, reason="one")
    undo(mend, by=curator)

    with pytest.raises(Refused, match="taken back already"):
        undo(mend, by=curator)


def test_values_chosen_in_a_merge_hold_against_later_readings(two_names, curator):
    keep, gone = two_names
    merge(keep, [gone], by=curator, reason="one", chosen={"name": gone.pk})
    call().store(reread=True)

    keep.refresh_from_db()
    assert keep.name == "Hanna Rouiz"
    assert sorted(keep.names.values_list("name", flat=True)) == ["Ana Ruiz", "Hanna Rouiz"]


def test_parties_that_a_curator_set_follow_a_merge(two_names, curator):
    keep, gone = two_names
    event = gone.participations.get().event
    event.curated_fields = ["participations"]
    event.save()

    merge(keep, [gone], by=curator, reason="one")

    assert {party.person_id for party in Participation.objects.filter(person=keep)} == {keep.pk}
    assert not Participation.objects.filter(person_id=gone.pk).exists()


def test_merged_organizations_stay_one(curator):
    call().store()
    sketch = Sketch(retold(2))
    weber = sketch.person("Karl Weber", "DEU", minister("DEU"))
    body = sketch.body("Spanish Defence Ministry", "ESP", words="the ministry in Madrid")
    sketch.statement(weber, words="close cooperation", cue="pledged", attributed_to=(body,))
    sketch.store()
    keep = Organization.objects.get(name="Spain Ministry of Defense")
    gone = Organization.objects.get(name="Spanish Defence Ministry")

    merge(keep, [gone], by=curator, reason="one ministry")
    sketch.store(reread=True)
    list(rejoin())

    assert list(Organization.objects.values_list("name", flat=True)) == ["Spain Ministry of Defense"]
    assert StatementActor.objects.filter(organization=keep, role="reporter").count() == 2


def test_merged_events_stay_one_and_their_addresses_lead_there(curator, client):
    call().store()
    call(retold(2), edtf="2024-12-27").store()
    keep, gone = Event.objects.order_by("date_min")

    merge(keep, [gone], by=curator, reason="the second article has the wrong week")
    call(retold(2), edtf="2024-12-27").store(reread=True)
    list(rejoin())

    event = Event.objects.get()
    assert (event.pk, event.reports.count(), event.statements.count(), event.edtf) == (keep.pk, 2, 4, "2024-12-20")
    assert client.get(gone.get_absolute_url()).url == keep.get_absolute_url()


def test_two_events_of_one_article_merge_into_one_report(curator):
    def story():
        sketch = call()
        sketch.event("p1", "p2", words="pledged close cooperation", edtf="2024-12-19", type="meeting")
        return sketch

    story().store()
    keep, gone = Event.objects.get(type="phone_call"), Event.objects.get(type="meeting")

    merge(keep, [gone], by=curator, reason="one call, told twice")
    story().store(reread=True)

    report = Event.objects.get().reports.get()
    assert sorted(report.evidence.filter(role="event").values_list("exact", flat=True)) == [
        "pledged close cooperation",
        "spoke by phone",
    ]


def test_two_of_the_register_that_are_one_stay_one_when_it_is_loaded_again(curator):
    terms = [
        Holder(
            "defence_minister", "ESP", name, "Minister of Defense", date(year, 1, 1), date(year + 1, 1, 1), acting=False
        )
        for name, year in (("Ana Ruiz", 2020), ("Ana Ruiz Soto", 2024))
    ]
    load_register(terms)
    keep, gone = Person.objects.get(name="Ana Ruiz"), Person.objects.get(name="Ana Ruiz Soto")

    merge(keep, [gone], by=curator, reason="one minister twice in the file")
    changes = load_register(terms)

    assert Person.objects.get() == keep
    assert keep.memberships.count() == 2
    assert (changes.added, changes.changed, changes.removed) == (0, 0, 0)


def test_events_of_a_merge_taken_back_wait_for_review_again(curator):
    """The merged one left the queue with its row."""
    call().store()
    call(retold(2), edtf="2025-03-03").store()
    keep, gone = Event.objects.order_by("pk")

    undo(merge(keep, [gone], by=curator, reason="one"), by=curator)

    assert set(ReviewItem.objects.exclude(event=None).values_list("event_id", flat=True)) == {keep.pk, gone.pk}
    assert Event.objects.filter(search__isnull=True).count() == 0


def test_an_address_that_led_on_before_leads_to_the_record_that_stays(curator):
    """A change that was taken back put an address back, and left what led from it."""
    one, other, third = (factories.make_person(name) for name in ("Ana Ruiz", "Hanna Rouiz", "Karl Weber"))
    MovedAddress.objects.create(slug=other.slug, person=third)

    merge(one, [other], by=curator, reason="one")

    assert MovedAddress.objects.get().person == one


def test_an_event_read_anew_merges_into_the_rejected_one_that_is_told_alike(curator):
    first = call_as(1, "Ana Ruiz", edtf="2024-12-20").store()
    call_as(2, "Ana Ruiz", edtf="2024-12-18").store()
    keep = Event.objects.get(edtf="2024-12-18")
    reject(record=keep, by=curator, reason="no such call")
    call_as(1, "Ana Ruiz", edtf="2024-12-18").store(reread=True)
    gone = Event.objects.exclude(pk=keep.pk).get()
    before = dump()

    mend = merge(keep, [gone], by=curator, reason="one call")

    event = Event.objects.get()
    assert (event.pk, event.review, event.reports.count()) == (keep.pk, "rejected", 2)
    assert set(event.reports.values_list("signature__is_bound", flat=True)) == {True}
    undo(mend, by=curator)
    assert dump() == before
    assert Event.objects.get(reports__article=first).review == "draft"
