"""The pages of the review queue, by plain form posts as without JavaScript."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model

from tests.factories import (
    make_article,
    make_curator,
    make_event,
    make_evidence,
    make_organization,
    make_person,
    make_report,
    make_statement,
)
from timeline.models import Event, Evidence, ReviewItem
from timeline.review import decisions
from timeline.review.edits import Edit, Part

pytestmark = pytest.mark.django_db
TEXT = """Two ministers talk
Foreign Minister Ann Lee and Bob Ray spoke by phone on Friday.
Lee reaffirmed the old treaty and vowed to open a port. Ray said the port is welcome.
The old treaty is of 1950."""


@pytest.fixture
def call():
    """Store a call of two with a statement, each with the words that prove it."""
    article = make_article(TEXT)
    ann, bob = make_person("Ann Lee"), make_person("Bob Ray", "USA")
    call = make_event((ann, bob), article=article, office="Foreign Minister", confidence=0.6)
    for person, party in zip((ann, bob), call.participations.order_by("pk"), strict=True):
        start = TEXT.index(person.name)
        make_evidence(article, start, start + len(person.name), "party", participation=party)
        make_evidence(article, start, start + len(person.name), "mention", person=person)
    said = make_statement((ann,), call, "the old treaty and", confidence=0.9)
    start = TEXT.index("reaffirmed")
    make_evidence(article, start, start + len("reaffirmed"), "cue", statement=said)
    return call


def values_of(client, address):
    """Give what the form on a page would send."""
    return form_of(client.get(address).content.decode())


def form_of(body):
    """Give what the form in a page would send."""
    form = body[body.index('id="review-form"') : body.index('id="review-undo"')]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        if "checkbox" not in tag or "checked" in tag:
            sent[name[1]] = unescape(value[1]) if value else ""
    for name, inside in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', inside)
        sent[name] = chosen[1] if chosen else re.search(r'value="([^"]*)"', inside)[1]
    for name, inside in re.findall(r'<textarea name="([^"]*)".*?>\n?(.*?)</textarea>', form, re.DOTALL):
        sent[name] = unescape(inside)
    return sent


def page_of(record):
    """Give the address of an item."""
    return f"/admin/review/{record._meta.model_name}/{record.pk}/"


def test_the_queue_leads_to_the_item_of_most_worth(client, ada, call):
    answer = client.get("/admin/review/")

    assert answer.status_code == 302
    assert answer["Location"].split("#")[0] == page_of(call)
    assert ReviewItem.objects.get(event=call).claimed_by == ada


def test_the_page_marks_the_words_of_each_field_in_the_text(client, ada, call):
    body = client.get(page_of(call)).content.decode()

    assert "<strong>2</strong> left" in body
    assert '<mark data-fields="type">Two ministers talk</mark>' in body
    assert re.findall(r'<p data-start="(\d+)"', body) == ["0", "19", "82", "168"]
    words = re.findall(r'<mark data-fields="([^"]*)">([^<]*)</mark>', body)
    assert words[1:] == [
        ("type", "Foreign Minister "), ("participations type", "Ann "), ("participations", "Lee"),
        ("participations", "Bob Ray"),
    ]  # fmt: skip


def test_accepting_changes_nothing_else_and_goes_on(client, ada, call):
    sent = values_of(client, page_of(call))

    answer = client.post(page_of(call), sent | {"do": "accept"}, follow=True)

    call.refresh_from_db()
    assert (call.review, call.reviewed_by, call.curated_fields) == ("accepted", ada, [])
    assert answer.request["PATH_INFO"] == page_of(call.statements.get())
    assert "Accepted." in answer.content.decode()


def test_what_is_changed_in_the_form_is_a_curators(client, ada, call):
    sent = values_of(client, page_of(call)) | {
        "edtf": "2024-12-19",
        "part-0-office": "Minister of Trade",
        "do": "accept",
    }

    client.post(page_of(call), sent)

    call.refresh_from_db()
    assert (call.edtf, str(call.date_min), call.date_basis, call.review) == (
        "2024-12-19", "2024-12-19", "curator", "accepted",
    )  # fmt: skip
    assert [party.office for party in call.participations.all()] == ["Minister of Trade", "Foreign Minister"]
    assert {"edtf", "date_min", "date_max", "date_basis", "participations"} <= set(call.curated_fields)
    assert Evidence.objects.filter(participation__event=call).count() == 2


def test_one_field_is_confirmed_on_its_own(client, ada, call):
    sent = values_of(client, page_of(call))

    client.post(page_of(call), sent | {"confirm": "status"})
    client.post(page_of(call), values_of(client, page_of(call)) | {"confirm": "participations"})

    call.refresh_from_db()
    assert (call.review, call.curated_fields) == ("draft", ["participations", "status"])
    assert client.get(page_of(call)).content.decode().count("review-set") == 2


def test_a_rejection_needs_a_reason(client, ada, call):
    sent = values_of(client, page_of(call))

    refused = client.post(page_of(call), sent | {"do": "reject"}).content.decode()
    assert "Say why it is rejected." in refused
    assert Event.objects.get().review == "draft"
    client.post(page_of(call), sent | {"do": "reject", "reason": "not in the text"})

    call.refresh_from_db()
    assert (call.review, call.note) == ("rejected", "not in the text")


def test_any_number_of_decisions_is_undone(client, ada, call):
    said = call.statements.get()
    start = values_of(client, page_of(call))
    client.post(page_of(call), start | {"type": "meeting", "part-1-remove": "on", "do": "accept"})
    client.post(page_of(said), values_of(client, page_of(said)) | {"do": "reject", "reason": "no statement"})
    evidence = set(Evidence.objects.values_list("role", "start", "participation__person__name"))

    answers = [client.post("/admin/review/undo/", follow=True) for _ in range(3)]

    call.refresh_from_db()
    said.refresh_from_db()
    assert [answer.request["PATH_INFO"] for answer in answers[:2]] == [page_of(said), page_of(call)]
    assert "There is nothing to undo." in answers[2].content.decode()
    assert (call.type, call.review, call.curated_fields, said.review, said.note) == (
        "phone_call",
        "draft",
        [],
        "draft",
        "",
    )
    assert [str(party) for party in call.participations.all()] == ["Ann Lee", "Bob Ray"]
    assert evidence < set(Evidence.objects.values_list("role", "start", "participation__person__name"))
    assert ReviewItem.objects.count() == 2


def test_what_was_changed_since_is_not_undone(client, ada, call):
    client.post(page_of(call), values_of(client, page_of(call)) | {"do": "accept"})
    Event.objects.filter(pk=call.pk).update(type="meeting")

    answer = client.post("/admin/review/undo/")

    assert "nothing was undone" in answer.content.decode()
    assert Event.objects.get().review == "accepted"


def test_a_skipped_item_comes_back_by_undoing(client, ada, call):
    answer = client.post(page_of(call), values_of(client, page_of(call)) | {"do": "skip"}, follow=True)
    assert answer.request["PATH_INFO"] == page_of(call.statements.get())

    answer = client.post("/admin/review/undo/", follow=True)

    assert answer.request["PATH_INFO"] == page_of(call)


def test_the_words_of_a_statement_are_those_of_the_article(client, ada, call):
    said = call.statements.get()
    sent = values_of(client, page_of(said))

    refused = client.post(page_of(said), sent | {"content": "a new treaty", "do": "accept"}).content.decode()
    assert "does not stand in the article" in refused
    twice = client.post(page_of(said), sent | {"content": "old treaty", "do": "accept"}).content.decode()
    assert "stands in 2 places" in twice
    client.post(page_of(said), sent | {"content": "the old treaty", "act": "note", "do": "accept"})

    said.refresh_from_db()
    assert (said.content, said.act, said.start) == ("the old treaty", "note", TEXT.index("the old"))
    assert [proof.exact for proof in said.evidence.filter(role="content")] == ["the old treaty"]
    assert {"act", "content"} <= set(said.curated_fields)


def test_speakers_are_chosen_among_those_named_or_by_name(client, ada, call):
    said, body = call.statements.get(), make_organization("Ministry of Trade", "USA")
    sent = values_of(client, page_of(said))
    bob = Event.objects.get().participations.get(person__name="Bob Ray").person

    refused = client.post(page_of(said), sent | {"part-1-other": "Cleo Poe", "do": "save"}).content.decode()
    assert "Nobody and no body in the records is called “Cleo Poe”." in refused
    added = {"part-0-who": f"p{bob.pk}", "part-1-role": "addressee", "part-1-other": "ministry of trade"}
    client.post(page_of(said), sent | added | {"do": "save"})

    actors = [(actor.role, actor.person or actor.organization) for actor in said.actors.all()]
    assert actors == [("addressee", body), ("speaker", bob)]


def test_the_second_of_two_curators_sees_both_values_and_chooses(client, ada, call):
    ben = make_curator(username="ben")
    sent = values_of(client, page_of(call))
    edit = Edit({"type": "visit", "status": "cancelled"})
    decisions.change(record=call, by=ben, edit=edit)

    answer = client.post(page_of(call), sent | {"type": "meeting", "do": "accept"}).content.decode()
    cells = re.findall(r"<t[hd][^>]*>(?:<label><input[^>]*> )?([^<]*)<", answer[answer.index("changed meanwhile") :])
    assert "ben changed this while you had it open." in answer
    assert cells[5:13] == [
        "Type", "Phone call", "Visit", "Meeting",
        "Status", "Held", "Cancelled", "not changed by you: the new value is in the form",
    ]  # fmt: skip
    assert Event.objects.get().review == "draft"
    again = form_of(answer) | {"choose-type": "mine", "do": "accept"}
    client.post(page_of(call), again)

    call.refresh_from_db()
    assert (call.type, call.status, call.review) == ("meeting", "cancelled", "accepted")


def test_the_value_of_the_other_curator_can_be_taken(client, ada, call):
    sent = values_of(client, page_of(call))
    ann = call.participations.first()
    parts = [Part(ann.pk, ann.person_id, office="Envoy", country="KOR")]
    decisions.change(record=call, by=make_curator(), edit=Edit({"type": "visit"}, parts))

    answer = client.post(page_of(call), sent | {"type": "meeting", "part-0-office": "Aide", "do": "save"})
    again = form_of(answer.content.decode()) | {"choose-type": "theirs", "choose-parts": "theirs", "do": "save"}
    client.post(page_of(call), again)

    call.refresh_from_db()
    assert (call.type, [party.office for party in call.participations.all()]) == ("visit", ["Envoy"])


def test_a_new_reading_under_review_is_told(client, ada, call):
    sent = values_of(client, page_of(call))
    Evidence.objects.filter(participation__event=call).first().delete()

    answer = client.post(page_of(call), sent | {"do": "accept"}).content.decode()
    assert "touched this while you had it open, with no other values" in answer
    client.post(page_of(call), form_of(answer) | {"do": "accept"})

    assert Event.objects.get().review == "accepted"


def test_an_open_item_of_another_says_so(client, ada, call):
    client.get(page_of(call))
    client.force_login(make_curator(username="ben"))

    body = client.get(page_of(call)).content.decode()

    assert "ada has this item open just now." in body
    assert "<strong>1</strong> left" in body


def test_reports_that_differ_stand_side_by_side(client, ada, call):
    other = make_report(call, make_article("Another story\nThey met."), type="meeting")

    body = client.get(page_of(call)).content.decode()
    assert "The reports differ" in body
    of_other = client.get(page_of(call) + f"?article={other.article_id}").content.decode()

    assert '<mark data-fields="type">Another story' in of_other


def test_an_empty_queue_says_so_and_wrong_filters_are_named(client, ada):
    assert "Nothing left to review" in client.get("/admin/review/").content.decode()
    assert "Nobody in the records is called" in client.get("/admin/review/?named=Zoe").content.decode()
    assert "Select a valid choice" in client.get("/admin/review/?type=call").content.decode()


def test_only_curators_come_in(client, call):
    assert client.get(page_of(call))["Location"] == f"/admin/login/?next={page_of(call)}"
    client.force_login(get_user_model().objects.create_user(username="guest", is_staff=True))

    assert client.get(page_of(call)).status_code == 403
    assert client.post("/admin/review/undo/").status_code == 403


@pytest.mark.parametrize("extra", [0, 3])
def test_the_number_of_queries_does_not_grow(client, ada, call, extra, django_assert_num_queries):
    article = call.reports.get().article
    for number in range(extra):
        person = make_person(f"Guest {number}")
        make_evidence(article, 0, 5, "mention", person=person)
        make_statement((person,), call, f"no words {number}")
        make_event((person,), article=make_article())
    client.get(page_of(call))

    with django_assert_num_queries(18):
        client.get(page_of(call))


def test_what_was_undone_is_shown_as_a_draft_and_accepted_again(client, ada, call):
    client.post(page_of(call), values_of(client, page_of(call)) | {"do": "accept"})

    body = client.post("/admin/review/undo/", headers={"HX-Request": "true"}).content.decode()
    assert "Confidence 0.60" in body
    client.post(page_of(call), form_of(body) | {"do": "accept"})

    call.refresh_from_db()
    assert call.review == "accepted"
