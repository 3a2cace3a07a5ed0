"""The page of a batch in a browser: it follows the work by itself, and stops asking when that is done."""

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.test_admin import DJANGOS_OWN, desk  # noqa: F401  (a fixture)
from timeline.models import Batch, BatchItem


def test_a_running_batch_shows_its_progress_by_itself(desk):  # noqa: F811
    batch = Batch.objects.create(sources=["folder"], started_by="ada", is_queued=True, total=2)
    items = [BatchItem.objects.create(batch=batch, number=number, name=f"{number}.txt") for number in (1, 2)]
    desk.goto(batch.get_admin_url())
    expect(desk.get_by_role("link", name="0 of 2")).to_be_visible()
    expect(desk.locator("#batch-workers")).to_contain_text("No worker runs. What is in the queue waits")

    items[0].outcome, items[0].ended_at = "new", timezone.now()
    items[0].save()

    expect(desk.get_by_role("link", name="1 of 2")).to_be_visible()
    items[1].outcome, items[1].ended_at, items[1].problem = "failed", timezone.now(), "ValueError: bad"
    items[1].save()
    batch.ended_at = timezone.now()
    batch.save()
    expect(desk.get_by_role("link", name="2 of 2")).to_be_visible()
    assert desk.locator("#batch-workers").get_attribute("hx-get") is None
    assert set(violations(desk)) <= DJANGOS_OWN
