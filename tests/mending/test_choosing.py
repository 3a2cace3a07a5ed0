"""Choosing between reports that differ, and changing a term with what was read by it."""

from datetime import date

import pytest
from django.urls import reverse

from tests import factories
from tests.ingest.sketch import call, retold
from timeline.ingest import rejoin
from timeline.ingest.run import ingest
from timeline.mending import Refused, undo
from timeline.mending.choosing import choose, conflicts, differing
from timeline.mending.terms import change_term, preview
from timeline.models import Article, Event, Membership, Mend, Statement, StatementActor

pytestmark = pytest.mark.django_db

TODAY = date(2031, 6, 1)
STORY = (
    "Ministry stands by allies\n\n"
    "PRAGUE, March 5, 2031 -- The Czech foreign minister reaffirmed the alliance with Poland on Wednesday.\n"
)


@pytest.fixture
def curator():
    return factories.make_curator()


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


@pytest.fixture
def event():
    """Give a call that one article calls held and the other a plan, on a day and in a week."""
    call().store()
    call(retold(2), edtf="2024-12-16/2024-12-22", status="planned").store()
    return Event.objects.get()


def test_what_reports_differ_in_is_shown_with_their_words(event):
    told = {one.name: [(option.shown, option.is_present) for option in one.options] for one in conflicts(event)}

    assert {name: sorted(values) for name, values in told.items()} == {
        "edtf": [("2024-12-16/2024-12-22", False), ("2024-12-20", True)],
        "status": [("Held", True), ("Planned", False)],
    }
    quotes = [proof.exact for one in conflicts(event) for option in one.options for proof in option.quotes]
    assert set(quotes) == {"spoke by phone"}
    assert list(Event.objects.filter(differing())) == [event]


def test_what_is_chosen_holds_against_later_readings_and_can_be_taken_back(event, curator):
    plan = event.reports.get(status="planned")

    mend = choose(event, {"status": plan.pk, "edtf": plan.pk}, by=curator, reason="it was put off")
    call().store(reread=True)
    list(rejoin())

    event.refresh_from_db()
    assert (event.status, event.edtf, event.date_max, event.date_basis) == (
        "planned",
        "2024-12-16/2024-12-22",
        date(2024, 12, 22),
        "curator",
    )
    assert sorted(event.reports.values_list("status", flat=True)) == ["held", "planned"]
    assert all(one.is_settled for one in conflicts(event))
    assert not Event.objects.filter(differing()).exists()
    undo(mend, by=curator)
    event.refresh_from_db()
    assert (event.status, event.edtf, event.curated_fields) == ("held", "2024-12-20", [])


def test_a_report_of_another_event_is_no_choice(event, curator):
    other = factories.make_event()

    with pytest.raises(Refused):
        choose(event, {"status": other.reports.get().pk}, by=curator, reason="x")

    assert not Mend.objects.exists()


def test_a_choice_by_the_page(event, desk):
    address = reverse("admin:timeline_event_choose", args=[event.pk])
    plan = event.reports.get(status="planned")

    page = desk.get(address).content.decode()
    desk.post(address, {"status": plan.pk, "reason": "it was put off"})

    assert "Held (holds now)" in page
    event.refresh_from_db()
    assert (event.status, event.edtf) == ("planned", "2024-12-20")


@pytest.fixture
def term():
    """Give a term that ends before an article on the foreign minister, whom it therefore does not name."""
    novak = factories.make_person("Eva Novak", "CZE")
    row = factories.make_membership(
        novak,
        "Minister of Foreign Affairs",
        role="foreign_minister",
        date_from=date(2030, 1, 1),
        date_to=date(2031, 1, 1),
        basis="curator",
    )
    ingest(STORY, published="2031-03-05")
    assert speakers() != ["Eva Novak"]
    return row


def speakers():
    said = Statement.objects.get(content__contains="alliance with Poland")
    return [str(actor) for actor in said.actors.all() if actor.role == "speaker"]


def values(row, **changed):
    return {name: getattr(row, name) for name in ("person", "is_acting", "date_from", "date_to")} | changed


def test_a_term_shows_what_would_be_read_otherwise_and_changes_nothing(term):
    before = speakers()

    shown = preview(term, values(term, date_to=None), TODAY)

    ((article, told),) = shown.changes
    assert article.title == "Ministry stands by allies"
    assert ("the alliance with Poland", ", ".join(before), "Eva Novak") in [
        (one.words, one.before, one.after) for one in told
    ]
    assert {one.after for one in told} == {"Eva Novak"}
    assert (shown.articles, shown.overlaps) == (1, ())
    term.refresh_from_db()
    assert (speakers(), term.date_to) == (before, date(2031, 1, 1))


def test_a_changed_term_gives_the_words_to_whoever_held_the_office_and_back_again(term, curator):
    before = speakers()

    mend, left = change_term(term, values(term, date_to=None), TODAY, by=curator, reason="she stayed")

    assert speakers() == ["Eva Novak"]
    assert left == []
    assert Membership.objects.get(pk=term.pk).curated_fields == ["date_to"]
    undo(mend, by=curator)
    assert speakers() == before


def test_a_change_of_other_days_touches_no_article(term):
    shown = preview(term, values(term, date_from=date(2030, 2, 1)), TODAY)

    assert (shown.articles, shown.changes) == (0, ())


def test_an_overlap_with_another_term_is_shown(term):
    other = factories.make_membership(
        factories.make_person("Petr Dvorak", "CZE"), "Minister of Foreign Affairs", date_from=date(2031, 1, 1)
    )

    assert preview(term, values(term, date_to=None), TODAY).overlaps == (other,)


def test_days_that_cannot_be_are_refused(term, curator):
    with pytest.raises(Refused):
        change_term(term, values(term, date_to=date(2029, 1, 1)), TODAY, by=curator, reason="x")

    term.refresh_from_db()
    assert term.date_to == date(2031, 1, 1)


def test_a_term_is_changed_by_the_page(term, desk):
    address = reverse("admin:timeline_membership_term", args=[term.pk])
    given = {"person": term.person_id, "date_from": "2030-01-01", "date_to": "2031-12-31", "reason": "she stayed"}

    page = desk.post(address, given).content.decode()
    assert "<strong>Eva Novak</strong>" in page
    term.refresh_from_db()
    assert term.date_to == date(2031, 1, 1)
    desk.post(address, given | {"confirm": "Change the term"})

    assert speakers() == ["Eva Novak"]


def test_the_stock_form_leads_to_the_page_of_the_term_where_articles_rest_on_it(term, desk):
    """The note is saved, the days wait until it was seen what they change; days on which nothing rests are saved."""
    address = reverse("admin:timeline_membership_change", args=[term.pk])
    given = {"person": term.person_id, "post": term.post_id, "date_from": "2030-01-01", "review": "accepted"}
    given |= {"evidence-TOTAL_FORMS": 0, "evidence-INITIAL_FORMS": 0}

    answer = desk.post(address, given | {"date_to": "2031-12-31", "note": "stayed on"})
    term.refresh_from_db()
    assert (term.date_to, term.note, term.review) == (date(2031, 1, 1), "stayed on", "accepted")
    page = desk.get(answer["Location"]).content.decode()
    desk.post(address, given | {"date_to": "2031-01-02"})
    term.refresh_from_db()

    assert 'value="2031-12-31"' in page
    assert "Its holder and days are not changed yet" in page
    assert term.date_to == date(2031, 1, 2)


def test_many_articles_are_read_again_in_portions(term, desk, monkeypatch):
    monkeypatch.setattr("timeline.mending.terms.MOST_HERE", 1)
    ingest(STORY.replace("PRAGUE", "BRNO"), published="2031-03-06")
    assert Article.objects.count() == 2
    address = reverse("admin:timeline_membership_term", args=[term.pk])
    given = {"person": term.person_id, "date_from": "2030-01-01", "date_to": "2031-12-31", "reason": "she stayed"}

    preview_page = desk.post(address, given).content.decode()
    page = desk.post(address, given | {"confirm": "Change the term"}, follow=True).content.decode()
    named = StatementActor.objects.filter(role="speaker", person=term.person)
    before = named.count()
    answer = desk.post(address, {"rest": "Read the next of them"})

    assert "2 articles, the first 1 looked at" in " ".join(preview_page.split())
    assert "1 article of the days that changed hands is still to be read again." in page
    assert (before, named.count()) == (1, 2)
    assert answer["Location"] == reverse("admin:timeline_membership_change", args=[term.pk])
    assert Mend.objects.filter(kind="term").count() == 2
