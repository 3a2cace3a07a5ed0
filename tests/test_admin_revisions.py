"""The curators' side of revisions and feeds."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.ingest.sketch import CALL, call
from timeline.models import Address, Article, Change, Evidence, Feed, FeedEntry, Statement

pytestmark = pytest.mark.django_db

URL = "https://bay.example/calls/7"
SHIFTED = CALL.replace("Defense Minister Ana", "(Corrected)\nDefense Minister Ana")
NOW = datetime(2024, 12, 21, 9, tzinfo=UTC)


@pytest.fixture
def desk(client):
    curator = get_user_model().objects.create_user("ada", is_staff=True)
    curator.groups.add(Group.objects.get(name="curator"))
    client.force_login(curator)
    return client


@pytest.fixture
def revised():
    call().store(url=URL)
    Statement.objects.filter(act="reaffirm").update(review="accepted")
    return call(SHIFTED).store(url=URL)


def url(model, page="changelist", *args):
    return reverse(f"admin:timeline_{model._meta.model_name}_{page}", args=args)


def act(desk, model, name, rows):
    data = {"action": name, "_selected_action": [row.pk for row in rows]}
    return desk.post(url(model), data, follow=True).content.decode()


def test_open_changes_are_listed_until_looked_at(desk, revised):
    page = desk.get(url(Change)).content.decode()
    articles = desk.get(url(Article) + "?revisions=open").content.decode()
    assert "Reaffirm: the alliance" in page
    assert revised.title in articles

    said = act(desk, Change, "settle", Change.objects.all())

    assert "looked at." in said
    assert Change.objects.open().count() == 0
    assert {change.settled_by.username for change in Change.objects.all()} == {"ada"}
    assert "Reaffirm: the alliance" not in desk.get(url(Change)).content.decode()
    assert revised.title not in desk.get(url(Article) + "?revisions=open").content.decode()


def test_the_page_of_an_article_leads_to_its_versions(desk, revised):
    page = desk.get(url(Article, "change", revised.pk)).content.decode()

    assert f'<a href="/articles/{revised.pk}/changes/2/">Version 2</a>' in page
    assert f'?revision__article__id__exact={revised.pk}">{Change.objects.count()} open</a>' in page
    assert f'?place=drifted&amp;article__id__exact={revised.pk}">2</a>' in page
    assert f"{URL} (given)" in page


def test_drifted_evidence_moves_only_when_a_curator_says_so(desk, revised):
    drifted = Evidence.objects.filter(statement__act="reaffirm")
    page = desk.get(url(Evidence) + f"?place=drifted&article__id__exact={revised.pk}").content.decode()
    assert {proof.stands for proof in drifted} == {False}
    assert page.count('class="action-select"') == 2
    start = SHIFTED.index("the alliance")
    assert f'<td class="field-proposed">{start} …' in page

    said = act(desk, Evidence, "move", drifted)

    assert "2 moved." in said
    assert {proof.stands for proof in drifted.all()} == {True}
    assert drifted.get(role="content").start == start
    assert LogEntry.objects.filter(change_message__startswith="Moved").count() == 2


def test_words_that_are_gone_are_not_moved(desk, revised):
    proof = Evidence.objects.filter(statement__act="reaffirm", role="content").get()
    factories.make_revision(revised, SHIFTED.replace("the alliance", "the pact"))

    said = act(desk, Evidence, "move", [proof])

    assert "0 moved. 1 have no proposed place" in said
    assert not Evidence.objects.get(pk=proof.pk).stands


def test_evidence_still_at_its_place_is_said_to_be_there(desk):
    article = call().store(url=URL)
    Statement.objects.update(review="accepted")
    call(CALL + "\nMore to come.").store(url=URL)

    page = desk.get(url(Evidence)).content.decode()

    assert Evidence.objects.filter(article=article).exclude(text_hash=Article.objects.get().sha256).count() == 0
    assert 'alt="False"' not in page


def test_an_address_set_by_hand_is_known(desk):
    article = factories.make_article()
    form = desk.get(url(Article, "change", article.pk)).context["adminform"].form
    data = {field.html_name: field.value() or "" for field in form} | {"url": "https://bay.example/by-hand"}

    desk.post(url(Article, "change", article.pk), data)

    assert Address.objects.get().article == article


def test_a_feed_is_added_paused_and_made_due(desk):
    desk.post(url(Feed, "add"), {"url": "https://bay.example/rss", "is_active": "on", "interval_minutes": 30})
    feed = Feed.objects.get()
    Feed.objects.update(next_poll_at=timezone.now() + timedelta(days=1))

    said = act(desk, Feed, "poll_now", [feed])
    assert "1 due now" in said
    assert Feed.objects.due(timezone.now()).count() == 1
    act(desk, Feed, "pause", [feed])
    assert "1 paused: resume first." in act(desk, Feed, "poll_now", [feed])
    act(desk, Feed, "resume", [feed])
    assert Feed.objects.get().is_active


def test_problems_of_feeds_and_entries_are_read_and_tried_again(desk):
    feed = Feed.objects.create(
        url="https://bay.example/rss", problem="the server answered 500", failures=3, polled_at=NOW
    )
    given = {"guid": "g1", "version": "1", "state": "given_up", "problem": "no article", "tries": 4}
    entry = FeedEntry.objects.create(feed=feed, found_at=NOW, next_try_at=NOW, **given)

    assert "the server answered 500 (3 times in a row)" in desk.get(url(Feed)).content.decode()
    assert "no article" in desk.get(url(FeedEntry) + f"?feed__id__exact={feed.pk}").content.decode()
    data = {"action": "try_again", "_selected_action": [entry.pk]}
    desk.post(url(FeedEntry), data)

    entry.refresh_from_db()
    assert (entry.state, entry.tries, entry.problem) == ("waiting", 0, "")


def test_a_feed_with_its_entries_can_be_deleted(desk):
    feed = Feed.objects.create(url="https://bay.example/rss")
    FeedEntry.objects.create(feed=feed, guid="g1", version="1", found_at=NOW, next_try_at=NOW)

    desk.post(url(Feed, "delete", feed.pk), {"post": "yes"})

    assert (Feed.objects.count(), FeedEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize("model", [Change, Feed, FeedEntry])
def test_lists_take_as_many_queries_for_many_rows(desk, revised, model, django_assert_max_num_queries):
    for number in range(3):
        feed = Feed.objects.create(url=f"https://bay.example/{number}")
        FeedEntry.objects.create(feed=feed, guid="g", version="1", found_at=NOW, next_try_at=NOW, article=revised)

    with django_assert_max_num_queries(11):
        assert desk.get(url(model)).status_code == 200
