"""Ingest from the admin: what is given, what is shown before anything is stored, storing, and reading again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories
from timeline.ingest.run import ingest
from timeline.models import Article, Batch, Event, Mend, Statement

pytestmark = pytest.mark.django_db

STORY = (
    "Ministers speak by phone\n\n"
    "MADRID, Dec. 20, 2024 -- Spanish Defense Minister Margarita Robles spoke by phone with her German counterpart "
    "Boris Pistorius on Friday. Robles reaffirmed the alliance between the two countries, the ministry said.\n"
)


@pytest.fixture
def desk(client):
    client.force_login(factories.make_curator(username="ada"))
    return client


def give(desk, **given):
    return desk.post(reverse("admin:timeline_batch_give"), {"text": "", "addresses": "", **given})


def test_a_pasted_text_is_shown_as_read_and_nothing_is_stored(desk):
    answer = give(desk, text=STORY.replace("\n", "\r\n"))

    batch = Batch.objects.get()
    assert answer.url == reverse("admin:timeline_batch_look", args=[batch.pk])
    page = desk.get(answer.url).content.decode()
    assert "Events: 1" in page
    (call,) = re.findall("<li><strong>Phone call</strong>, (.*?): 2024-12-20 ", page)
    assert sorted(call.split(", ")) == ["Boris Pistorius", "Margarita Robles"]
    assert '<span class="m m-content' in page
    assert "A new article." in page
    assert (batch.is_held, batch.state, batch.started_by) == (True, "looked at", "ada")
    assert not Article.objects.exists()


def test_what_was_looked_at_is_stored_at_once_where_it_is_little(desk):
    look = give(desk, text=STORY).url

    answer = desk.post(look, {"store": "Store"})

    batch = Batch.objects.get()
    assert answer.url == reverse("admin:timeline_batch_change", args=[batch.pk])
    article = Article.objects.get()
    assert article.text == STORY
    assert Event.objects.get().type == "phone_call"
    assert (batch.is_held, batch.is_queued, batch.state) == (False, False, "done")
    assert [(item.outcome, item.article) for item in batch.items.all()] == [("new", article)]


def test_a_batch_of_many_waits_for_workers(desk):
    files = [SimpleUploadedFile(f"{n}.txt", f"Note {n}\n\nA plain note.".encode()) for n in range(7)]
    look = give(desk, uploads=files).url
    assert "2 more articles of this batch" in desk.get(look).content.decode()

    desk.post(look, {"store": "Store"})

    batch = Batch.objects.get()
    assert (batch.is_held, batch.is_queued, batch.items.waiting().count()) == (False, True, 7)
    assert not Article.objects.exists()


def test_what_is_thrown_away_leaves_nothing(desk):
    look = give(desk, text=STORY).url

    desk.post(look, {"drop": "Throw away"})

    assert not Batch.objects.exists()
    assert not Article.objects.exists()


def test_a_second_press_of_store_changes_nothing(desk):
    look = give(desk, text=STORY).url
    desk.post(look, {"store": "Store"})

    answer = desk.post(look, {"store": "Store"})

    assert answer.url == reverse("admin:timeline_batch_change", args=[Batch.objects.get().pk])
    assert Article.objects.count() == 1


def test_a_text_that_is_stored_already_says_so(desk):
    ingest(STORY)

    page = desk.get(give(desk, text=STORY).url).content.decode()

    assert "Stored already: nothing would change." in page


def test_files_of_all_kinds_are_taken_and_bad_ones_named(desk):
    corpus = "text,published,outlet\nA note on trade.,2024-12-20,The Harbour Gazette\n"
    files = [
        SimpleUploadedFile("corpus.csv", corpus.encode()),
        SimpleUploadedFile("broken.pdf", b"%PDF-1.4 nothing"),
    ]

    page = desk.get(give(desk, uploads=files).url).content.decode()

    assert "broken.pdf: " in page
    items = {item.name: item.outcome for item in Batch.objects.get().items.all()}
    assert items["broken.pdf"] == "failed"
    assert sorted(items.values()) == ["failed", "waiting"]


BAD = {
    "nothing": ({}, "Paste a text, choose files, or give addresses."),
    "no address": ({"addresses": "not an address"}, "“not an address” is no web address."),
    "a day that is none": ({"text": "x", "published": "soonish"}, "soonish"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_named_and_kept(desk, case):
    given, message = BAD[case]

    answer = give(desk, **given)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert given.get("text", "") in page
    assert not Batch.objects.exists()


def test_a_private_address_is_not_asked(desk):
    page = desk.get(give(desk, addresses="http://127.0.0.1:8000/").url).content.decode()

    assert "127.0.0.1 is 127.0.0.1, which is no public address; it is not asked" in page


def test_a_batch_is_taken_back_on_its_page(desk):
    desk.post(give(desk, text=STORY).url, {"store": "Store"})
    address = reverse("admin:timeline_batch_undo", args=[Batch.objects.get().pk])

    page = desk.get(address).content.decode()
    desk.post(address, {"reason": "the wrong text"})

    assert "1, with 1 statement" in page
    assert not Article.objects.exists()
    assert Mend.objects.get().reason == "the wrong text"


def test_reading_again_shows_what_would_change_before_it_changes(desk):
    article = ingest(STORY).article
    Statement.objects.all().delete()
    address = reverse("admin:timeline_article_reread", args=[article.pk])

    page = desk.get(address).content.decode()
    assert "New in the text" in page
    assert "What would change: 1" in page
    assert not Statement.objects.exists()
    desk.post(address, {"reason": "a statement was lost"})

    assert Statement.objects.count() == 1
    assert "Nothing of its facts would change." in desk.get(address).content.decode()
