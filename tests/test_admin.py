"""The curators' admin: what is listed, decided, corrected and kept."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from tests import factories
from tests.ingest.sketch import call
from timeline.admin.common import in_paragraphs
from timeline.models import (
    Article,
    Doubt,
    Event,
    Evidence,
    Membership,
    Organization,
    Outlet,
    Participation,
    Person,
    PersonName,
    Post,
    Report,
    Statement,
    StatementActor,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(factories.make_curator(username="ada"))
    return client


def url(model, page="changelist", *args):
    return reverse(f"admin:timeline_{model._meta.model_name}_{page}", args=args)


def submit(desk, model, pk, /, **changes):
    """Send the change form back with some fields changed, as a browser would."""
    page = desk.get(url(model, "change", pk))
    data = {}
    forms = [page.context["adminform"].form] + [
        form
        for formset in page.context["inline_admin_formsets"]
        for form in [formset.formset.management_form, *formset.formset.forms]
    ]
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = ",".join(map(str, value)) if isinstance(value, list) else value
                if field.field.show_hidden_initial:
                    data[field.html_initial_name] = data[field.html_name]
    data |= changes
    return desk.post(url(model, "change", pk), {name: value for name, value in data.items() if value is not None})


def make_row(number):
    """Store an event with all that hangs on it, apart from those of other numbers."""
    person = factories.make_person(f"Person {number}", "ESP")
    body = factories.make_organization(f"Ministry {number}", "ESP")
    article = factories.make_article(outlet=factories.make_outlet(f"Outlet {number}"))
    membership = factories.make_membership(person, f"Office {number}")
    factories.make_evidence(article, 0, 9, "office", membership=membership)
    event = factories.make_event((person, body), article=article, day=date(2024, 12, number + 1))
    factories.make_evidence(article, 0, 9, "party", participation=event.participations.all()[0])
    factories.make_statement((person, body), event, content=article.text[:9])
    return event


# Queries of each list, whether it has one row or three; half of them are the session, the user and the counts.
LISTS = {
    Article: 6,
    Event: 8,
    Evidence: 5,
    Membership: 8,
    Organization: 5,
    Outlet: 5,
    Participation: 5,
    Person: 8,
    PersonName: 4,
    Post: 6,
    Report: 5,
    Statement: 9,
    StatementActor: 4,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_a_list_takes_the_same_queries_for_one_row_and_for_three(desk, model, rows, django_assert_num_queries):
    for number in range(rows):
        make_row(number)

    with django_assert_num_queries(LISTS[model]):
        page = desk.get(url(model))

    assert page.context["cl"].result_count >= rows


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_every_record_has_a_page_and_can_be_searched(desk, model):
    make_row(0)

    assert desk.get(url(model, "change", model.objects.first().pk)).status_code == 200
    assert desk.get(url(model), {"q": "nobody’s words"}).context["cl"].result_count == 0


def test_the_titles_say_readout(desk):
    page = desk.get(reverse("admin:index")).content.decode()

    assert "<title>Curators’ desk | Readout</title>" in page
    assert "Participations" not in page


def test_a_list_shows_what_needs_review_unless_told_otherwise(desk):
    for state in ("draft", "draft", "accepted", "rejected"):
        factories.make_event(review=state)

    counts = {
        query: desk.get(url(Event), {"review": query} if query else {}).context["cl"].result_count
        for query in ("", "accepted", "rejected", "all")
    }

    assert counts == {"": 2, "accepted": 1, "rejected": 1, "all": 4}
    assert "Needs review" in desk.get(url(Event)).content.decode()


def test_the_event_list_says_enough_to_decide(desk):
    call(first=True).store()

    page = desk.get(url(Event)).content.decode()

    row = re.sub(r"<[^>]+>|\s+", " ", page[page.index("<tbody>") : page.index("</tbody>")])
    assert "Phone call (first)" in row
    assert "Ana Ruiz" in row
    assert "spoke by phone" in row
    assert re.search(r"2024-12-20\s+calendar day in the text", row)
    assert re.search(r"\s1\s+2\s+0.9\s+Draft", row)


DATED = {"day": 1, "longer": 1, "no": 1}


@pytest.mark.parametrize("choice", DATED)
def test_events_are_filtered_by_how_well_they_are_dated(desk, choice):
    factories.make_event()
    factories.make_event(edtf="2024-12", date_max=date(2024, 12, 31))
    factories.make_event(day=None)

    assert desk.get(url(Event), {"dated": choice}).context["cl"].result_count == DATED[choice]


@pytest.mark.parametrize(
    ("action", "state", "word"), [("accept", "accepted", "accepted"), ("reject", "rejected", "rejected")]
)
def test_selected_events_are_decided_on_and_counted(desk, action, state, word):
    events = [factories.make_event(), factories.make_event(), factories.make_event(review=state)]
    data = {"action": action, "_selected_action": [event.pk for event in events]}

    page = desk.post(url(Event) + "?review=all", data, follow=True)

    assert [str(message) for message in page.context["messages"]] == [f"2 events {word}. 1 already were."]
    assert set(Event.objects.values_list("review", flat=True)) == {state}
    assert Event.objects.get(pk=events[0].pk).reviewed_by.username == "ada"


def test_reopened_records_are_drafts_again(desk):
    event = factories.make_event(review="rejected")

    desk.post(url(Event) + "?review=all", {"action": "reopen", "_selected_action": [event.pk]})

    event.refresh_from_db()
    assert (event.review, event.reviewed_by) == ("draft", None)


def test_evidence_stands_beside_the_statement_with_its_context_and_link(desk):
    article = call().store()
    statement = Statement.objects.get(act="reaffirm")
    proof = statement.evidence.get(role="content")

    page = desk.get(url(Statement, "change", statement.pk)).content.decode()

    assert "<mark>the alliance</mark>" in page
    assert f'href="/articles/{article.pk}/#c{proof.start}-{proof.end}"' in page
    assert f'name="evidence-0-id" value="{proof.pk}"' not in page.replace("evidence-0-exact", "")


def test_a_statement_stands_marked_in_its_paragraph(desk):
    call().store()
    statement = Statement.objects.get(act="reaffirm")

    page = desk.get(url(Statement, "change", statement.pk)).content.decode()

    assert "Ruiz <mark>reaffirmed</mark> <mark>the alliance</mark>, the ministry in Madrid said. Weber pledged" in page


PARAGRAPHS = {
    "one span": ("A line.\nThe two met.\nMore.", [(12, 15)], "The <mark>two</mark> met."),
    "overlapping spans": ("The two met.", [(0, 7), (4, 11)], "<mark>The two</mark><mark> met</mark>."),
    "two paragraphs": (
        "One met.\nskipped\nTwo met.",
        [(0, 3), (17, 20)],
        "<mark>One</mark> met.<br><mark>Two</mark> met.",
    ),
    "markup": ("<b>bold</b> words", [(3, 7)], "&lt;b&gt;<mark>bold</mark>&lt;/b&gt; words"),
    "nothing": ("The two met.", [], ""),
}


@pytest.mark.parametrize("case", PARAGRAPHS)
def test_spans_are_marked_in_their_paragraphs(case):
    text, spans, expected = PARAGRAPHS[case]

    assert in_paragraphs(text, spans) == expected


def test_words_of_an_article_are_escaped(desk):
    article = factories.make_article(text="<script>alert(1)</script> said\n<b>bold</b> words")
    person = factories.make_person()
    factories.make_evidence(article, 0, 25, "mention", person=person)

    for page in (desk.get(url(Person, "change", person.pk)), desk.get(url(Article, "change", article.pk))):
        assert "<script>alert" not in page.content.decode()
        assert "&lt;script&gt;alert(1)" in page.content.decode()


def test_only_the_latest_evidence_of_a_person_is_shown(desk):
    person = factories.make_person()
    article = factories.make_article(text="word " * 60)
    for number in range(30):
        factories.make_evidence(article, number * 5, number * 5 + 4, "mention", person=person)

    page = desk.get(url(Person, "change", person.pk)).content.decode()

    assert page.count("<mark>word</mark>") == 20


def test_an_edit_is_kept_over_a_later_reading(desk):
    call().store()
    event = Event.objects.get()

    reply = submit(desk, Event, event.pk, type="summit", edtf="2024-12-19/2024-12-20", note="see the communiqué")
    call(edtf="2024-12-18").store(reread=True)

    assert reply.status_code == 302
    event.refresh_from_db()
    assert (event.type, event.edtf, event.date_basis) == ("summit", "2024-12-19/2024-12-20", "curator")
    assert (event.date_min, event.date_max) == (date(2024, 12, 19), date(2024, 12, 20))
    assert {"type", "edtf", "date_min", "date_max", "date_basis"} <= set(event.curated_fields)
    assert "note" not in event.curated_fields


def test_parties_set_by_hand_are_kept_over_a_later_reading(desk):
    call().store()
    event = Event.objects.get()

    submit(desk, Event, event.pk, **{"participations-1-DELETE": "on"})
    call().store(reread=True)

    event.refresh_from_db()
    assert event.curated_fields == ["participations"]
    assert [str(party) for party in event.participations.all()] == ["Ana Ruiz"]


def test_an_office_corrected_on_the_page_of_its_holder_is_kept(desk):
    call().store()
    person = Person.objects.get(name="Ana Ruiz")

    submit(desk, Person, person.pk, **{"memberships-0-date_from": "2024-01-15"})

    membership = Membership.objects.get(person=person)
    assert (membership.date_from, membership.curated_fields) == (date(2024, 1, 15), ["date_from"])
    person.refresh_from_db()
    assert person.curated_fields == []


def test_a_form_saved_without_a_change_marks_nothing_as_curated(desk):
    call().store()
    for model in (Event, Statement, Person, Organization, Membership, Article):
        row = model.objects.first()

        assert submit(desk, model, row.pk).status_code == 302

        row.refresh_from_db()
        assert row.curated_fields == [], model


def test_a_decision_on_the_form_is_signed(desk):
    event = factories.make_event()

    submit(desk, Event, event.pk, review="accepted")

    event.refresh_from_db()
    assert (event.review, event.reviewed_by.username, event.reviewed_at is None) == ("accepted", "ada", False)


BAD_EVENTS = {
    "no EDTF": ({"edtf": "last Friday"}, "edtf", "“last Friday” is no date in EDTF"),
    "no such day": ({"edtf": "2024-02-30"}, "edtf", "“2024-02-30” is no date in EDTF"),
    "no basis": ({"edtf": "2024-12-20", "date_basis": "unknown"}, "date_basis", "Say how the date is known"),
}


@pytest.mark.parametrize("case", BAD_EVENTS)
def test_a_bad_date_is_refused_with_a_reason(desk, case):
    changes, field, message = BAD_EVENTS[case]
    event = factories.make_event()

    page = submit(desk, Event, event.pk, **changes)

    assert message in page.context["adminform"].form.errors[field][0]


def test_two_initiators_are_refused(desk):
    event = factories.make_event()
    both = {
        "initiated_by_person": factories.make_person().pk,
        "initiated_by_organization": factories.make_organization().pk,
    }

    page = submit(desk, Event, event.pk, **both)

    assert "Either a person or an organization" in page.context["adminform"].form.errors["initiated_by_organization"][0]


def test_a_party_must_be_a_person_or_an_organization(desk):
    event = factories.make_event((factories.make_person(),))

    page = submit(desk, Event, event.pk, **{"participations-0-person": ""})

    assert "Choose either a person or an organization." in page.content.decode()


def test_an_event_undated_by_hand_has_no_day(desk):
    event = factories.make_event()

    submit(desk, Event, event.pk, edtf="")

    event.refresh_from_db()
    assert (event.edtf, event.date_min, event.date_max, event.date_basis) == ("", None, None, "unknown")


def test_an_event_added_by_hand_is_accepted_and_has_an_address(desk):
    person = factories.make_person("Ana Ruiz", "ESP")
    data = {"type": "meeting", "status": "held", "edtf": "2025-01-31", "date_basis": "explicit", "review": "draft"}
    data |= {"confidence": "1", "plover_mode": "", "slug": ""}
    for prefix, total in (("participations", 1), ("reports", 0), ("statements", 0)):
        data |= {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": 0}
    data |= {"participations-0-person": person.pk, "participations-0-position": 0}

    reply = desk.post(url(Event, "add"), data)

    assert reply.status_code == 302, reply.context["errors"]
    event = Event.objects.get()
    assert (event.slug, event.review, event.reviewed_by.username) == (
        "2025-01-31-ana-ruiz-meeting",
        "accepted",
        "ada",
    )
    assert (event.date_min, event.date_basis) == (date(2025, 1, 31), "explicit")


def test_an_undated_article_gets_its_day_from_the_curator(desk):
    article = call(published=None).store()

    submit(desk, Article, article.pk, published_edtf="2024-12-20")

    article.refresh_from_db()
    assert (article.published_min, article.published_basis) == (date(2024, 12, 20), "curator")
    assert {"published_edtf", "published_min", "published_max", "published_basis"} <= set(article.curated_fields)


def test_selected_articles_are_read_again(desk):
    article = call().store()

    page = desk.post(url(Article), {"action": "read_again", "_selected_action": [article.pk]}, follow=True)

    assert [str(message) for message in page.context["messages"]] == ["1 article read again."]
    article.refresh_from_db()
    assert article.extractor != "test"


def test_too_many_articles_for_a_page_are_refused(desk):
    for _ in range(21):
        factories.make_article()
    data = {"action": "read_again", "_selected_action": list(Article.objects.values_list("pk", flat=True))}

    page = desk.post(url(Article), data, follow=True)

    assert "use ingest --reread" in str([*page.context["messages"]][0])


def test_evidence_that_drifted_is_shown_as_such(desk):
    person = factories.make_person()
    factories.make_evidence(factories.make_article(), 0, 9, "mention", person=person)
    drifted = factories.make_evidence(factories.make_article(), 0, 9, "mention", person=person)
    Article.objects.filter(pk=drifted.article_id).update(text="Other words altogether")

    rows = desk.get(url(Evidence)).context["cl"].result_list

    assert {row.pk: row.is_there for row in rows} == {
        Evidence.objects.exclude(pk=drifted.pk).get().pk: True,
        drifted.pk: False,
    }


def test_namesakes_are_found(desk):
    for name in ("Kim Yong-hyun", "Kim Yong Hyun", "Lee Bom"):
        factories.make_person(name)

    page = desk.get(url(Person), {"namesakes": "yes"})

    assert sorted(person.name for person in page.context["cl"].result_list) == ["Kim Yong Hyun", "Kim Yong-hyun"]


def test_a_person_is_found_by_any_form_of_the_name(desk):
    person = factories.make_person("Kim Seon-ho")
    person.names.create(name="Gim Seonho")

    page = desk.get(reverse("admin:autocomplete"), {
        "term": "gim", "app_label": "timeline", "model_name": "participation", "field_name": "person",
    })  # fmt: skip

    assert [item["text"] for item in page.json()["results"]] == ["Kim Seon-ho"]


def test_curators_may_correct_and_decide_but_not_delete_what_was_read(client):
    user = get_user_model().objects.create_user("ben", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    client.force_login(user)
    event = make_row(0)

    assert submit(client, Event, event.pk, type="letter").status_code == 302
    client.post(url(Event), {"action": "accept", "_selected_action": [event.pk]})

    event.refresh_from_db()
    assert (event.type, event.review) == ("letter", "accepted")
    for model in (Article, Event, Statement, Person, Organization, Evidence, Report):
        assert client.get(url(model, "delete", model.objects.first().pk)).status_code == 403
    assert client.get(url(Article, "add")).status_code == 403


def test_a_record_links_to_its_public_page(desk):
    event = make_row(0)

    for model, row in ((Event, event), (Person, Person.objects.get()), (Article, Article.objects.get())):
        assert f'href="{row.get_absolute_url()}"' in desk.get(url(model, "change", row.pk)).content.decode()


def test_our_admin_pages_have_no_style_or_script_of_their_own(desk):
    make_row(0)
    pages = [url(model) for model in LISTS] + [url(model, "change", model.objects.first().pk) for model in LISTS]

    for address in pages:
        page = desk.get(address).content.decode()
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script>(?!\s*</script>)", page), address


@pytest.mark.parametrize("rows", [1, 3])
def test_doubts_link_both_sides_and_are_read_only(desk, rows, django_assert_num_queries):
    people = [factories.make_person(f"Person {number}", "ESP") for number in range(rows + 1)]
    for other in people[1:]:
        Doubt.objects.create(person=people[0], other_person=other, score=0.7, reasons=["the same name"])

    with django_assert_num_queries(4):
        page = desk.get(url(Doubt))

    words = page.content.decode()
    assert url(Person, "change", people[0].pk) in words
    assert url(Person, "change", people[1].pk) in words
    assert "the same name" in words
    assert desk.get(url(Doubt, "add")).status_code == 403
