"""Batches as people see them: on the command line and in the admin."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import factories
from tests.ingest.sketch import CALL
from timeline.models import Batch, BatchItem
from timeline.work import batches

pytestmark = pytest.mark.django_db
LIST, ITEMS = "admin:timeline_batch_changelist", "admin:timeline_batchitem_changelist"


def make_batch(*outcomes, ended=True):
    """Make a batch whose articles have these outcomes."""
    batch = Batch.objects.create(
        sources=["a folder"], started_by="ada@host:1", is_queued=True, total=len(outcomes),
        ended_at=timezone.now() if ended else None,
    )  # fmt: skip
    for number, outcome in enumerate(outcomes, 1):
        failed = outcome == "failed"
        BatchItem.objects.create(
            batch=batch, number=number, name=f"{number}.txt", outcome=outcome, text=CALL if failed else "",
            problem="ValueError: <b>bad</b>" if failed else "", traceback="Traceback:\n  <i>line</i>" if failed else "",
            ended_at=None if outcome == "waiting" else timezone.now(),
        )  # fmt: skip
    return batch


@pytest.fixture
def desk(client):
    user = get_user_model().objects.create_user("cy", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    client.force_login(user)
    return client


def say(*arguments, **options):
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_batches_are_listed_with_their_figures():
    batch = make_batch("new", "unchanged", "failed", "waiting", ended=False)

    assert say("batches") == (
        f"Batch {batch.pk}, {batch.started_at:%Y-%m-%d %H:%M}, running: 3 of 4 done"
        " (2 read: 1 new, 1 unchanged, 1 failed); a folder\n0 workers at work.\n"
    )


def test_one_batch_names_what_failed_and_queues_it_again():
    batch = make_batch("new", "failed")

    assert say("batches", batch.pk).splitlines()[1:] == ["  2.txt: ValueError: <b>bad</b>"]
    assert say("batches", batch.pk, retry=True).startswith(f"1 of batch {batch.pk} wait for workers again.\nBatch")
    assert batches.counts(batch) == {"new": 1, "waiting": 1}
    assert ProcrastinateJob.objects.count() == 1


def test_an_unknown_batch_is_said_to_be_none():
    with pytest.raises(CommandError, match="There is no batch 7; manage.py batches lists them."):
        say("batches", 7)


def test_deferred_texts_are_queued_with_their_number(tmp_path):
    (tmp_path / "one.txt").write_text(CALL)

    out = say("ingest", tmp_path, defer=True, outlet="The Bay")

    batch = Batch.objects.get()
    item = batch.items.get()
    assert out == (
        f"Batch {batch.pk}: 1 in the queue. Its progress: manage.py batches {batch.pk}\n"
        "No worker runs at present; start one with: manage.py worker\n"
    )
    assert (item.outcome, item.text, item.given["outlet"]) == ("waiting", CALL, "The Bay")


def test_a_database_that_stays_away_while_a_batch_is_waited_for_is_said(tmp_path, monkeypatch, settings):
    def away(batch):
        raise OperationalError("the connection is lost")

    (tmp_path / "one.txt").write_text(CALL)
    settings.READOUT_PATIENCE_SECONDS = 0
    monkeypatch.setattr(batches, "counts", away)
    monkeypatch.setattr(connection, "close", lambda: None)

    with pytest.raises(CommandError, match=r"The database went away or is full \(the connection is lost\). What is in"):
        say("ingest", tmp_path, defer=True, wait=True)

    assert list(BatchItem.objects.values_list("outcome", flat=True)) == ["waiting"]


STATES = {
    "done": ({"ended_at": timezone.now()}, "done"),
    "at work": ({}, "running"),
    "queued, and silent": ({"is_queued": True, "total": 3, "is_old": True}, "waiting for workers"),
    "listing broke off": ({"is_queued": True, "is_old": True}, "broken off"),
    "a run that broke off": ({"is_old": True}, "broken off"),
}


@pytest.mark.parametrize("case", STATES)
def test_a_batch_tells_how_it_stands(case):
    fields, state = STATES[case]
    started = timezone.now() - timedelta(hours="is_old" in fields)
    batch = Batch(started_at=started, **{name: value for name, value in fields.items() if name != "is_old"})

    assert batch.state == state


def test_the_page_of_a_running_batch_renews_itself_and_that_of_an_ended_one_does_not(desk):
    running, ended = make_batch("new", "waiting", ended=False), make_batch("new")

    addresses = [reverse("admin:timeline_batch_change", args=[batch.pk]) for batch in (running, ended)]
    pages = [desk.get(address).content.decode() for address in addresses]

    assert ['hx-trigger="every 2s"' in page for page in pages] == [True, False]
    assert ["No worker runs. What is in the queue waits" in page for page in pages] == [True, False]
    assert '<progress value="1" max="2">1 of 2</progress>' in pages[0]
    assert 'id="batch_form"' in pages[0]
    assert "style=" not in pages[0]


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_the_same_queries_for_one_batch_and_for_three(desk, rows, django_assert_num_queries):
    for _ in range(rows):
        make_batch("new", "failed")

    with django_assert_num_queries(8):
        page = desk.get(reverse(LIST)).content.decode()
    with django_assert_num_queries(6):
        desk.get(reverse(ITEMS))

    assert 'id="result_list"' in page


def test_an_article_set_aside_shows_its_traceback_and_is_tried_again(desk):
    batch = make_batch("new", "failed")
    item = batch.items.get(outcome="failed")

    page = desk.get(reverse("admin:timeline_batchitem_change", args=[item.pk])).content.decode()
    data = {"action": "try_again", "_selected_action": [row.pk for row in batch.items.all()]}
    answer = desk.post(reverse(ITEMS), data, follow=True).content.decode()

    assert "Traceback:\n  &lt;i&gt;line&lt;/i&gt;</pre>" in page
    assert "1 article waits for a worker. No worker runs at present" in answer
    assert batches.counts(batch) == {"new": 1, "waiting": 1}


def test_who_may_not_change_articles_may_not_try_again(client):
    client.force_login(get_user_model().objects.create_user("reader", is_staff=True))

    assert client.get(reverse(ITEMS)).status_code == 403
    client.force_login(factories.make_curator())
    assert client.get(reverse("admin:index")).content.decode().count("rocrastinate") == 0
