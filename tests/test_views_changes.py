"""What readers see of an article that was revised."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_article, make_event, make_person, make_revision, make_statement

pytestmark = pytest.mark.django_db

OLD = "Title\nThe two reaffirmed their alliance on Friday.\n" + "".join(f"Line {n} stays.\n" for n in range(8)) + "End."
NEW = OLD.replace("on Friday", "on <b>Thursday</b>").replace("Line 7 stays.\n", "")


@pytest.fixture
def article():
    article = make_article(OLD)
    make_revision(article, NEW)
    return article


def test_the_page_marks_words_that_came_and_went(client, article):
    page = client.get(f"/articles/{article.pk}/changes/2/").content.decode()

    assert '<del><span class="vh"> [removed: </span>Friday<span class="vh">] </span></del>' in page
    assert "&lt;b&gt;Thursday&lt;/b&gt;" in page
    assert "2 changed passages" in page
    assert "<summary>5 unchanged paragraphs</summary>" in page


def test_any_two_versions_are_compared(client, article):
    make_revision(article, NEW + " Added later.")

    pages = {
        query: client.get(f"/articles/{article.pk}/changes/{query}").content.decode()
        for query in ("3/", "3/?from=1", "1/")
    }

    assert ["Friday" in page for page in pages.values()] == [False, True, True]
    assert ["Added later" in page for page in pages.values()] == [True, True, False]
    assert "<del>" not in pages["1/"].replace("<del>removed words", "")


@pytest.mark.parametrize("address", ["changes/4/", "changes/2/?from=9", "changes/2/?from=x", "changes/0/"])
def test_a_version_that_is_not_there_is_not_found(client, article, address):
    assert client.get(f"/articles/{article.pk}/{address}").status_code == 404


def test_an_article_that_never_changed_has_no_such_page(client):
    article = make_article()

    assert client.get(f"/articles/{article.pk}/changes/1/").status_code == 404
    assert "see what changed" not in client.get(article.get_absolute_url()).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_versions(client, article):
    with CaptureQueriesContext(connection) as two:
        client.get(f"/articles/{article.pk}/changes/2/")
    make_revision(article, NEW + " More.")

    with CaptureQueriesContext(connection) as three:
        client.get(f"/articles/{article.pk}/changes/3/")

    assert (len(two), len(three)) == (3, 3)


def test_drifted_words_are_shown_as_of_an_earlier_version(client):
    article = make_article(OLD)
    event = make_event((make_person(),), article=article)
    statement = make_statement((make_person(),), event, content="their alliance", article=article, review="accepted")
    make_revision(article, NEW.replace("their alliance", "their old alliance"))

    page = client.get(article.get_absolute_url()).content.decode()
    told = client.get(event.get_absolute_url()).content.decode()

    drifted = page[page.index("In an earlier version of this article") :]
    assert "“their alliance”" in drifted
    assert f'<a href="/articles/{article.pk}/changes/2/?from=1">version 1</a>' in drifted
    assert f'id="s{statement.pk}"' in drifted
    assert "see what changed" in page
    assert "their alliance" in told


def test_a_text_of_a_million_characters_is_compared_in_time(client):
    old = "\n".join(f"Minister {n} spoke by phone on day {n} of the talks." for n in range(20_000))
    article = make_article(old)
    make_revision(article, old.replace("day 777 ", "the next day ").replace("Minister 15000 ", "President "))

    page = client.get(f"/articles/{article.pk}/changes/2/").content.decode()

    assert "2 changed passages" in page
