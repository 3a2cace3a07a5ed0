"""The review queue in a browser: by keys alone, with the words of each field in view, and what outlives a session."""

import re
from hashlib import sha256

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import check_reflow, violations
from tests.factories import make_curator, make_membership
from timeline.models import Event, ReviewItem, Statement


@pytest.fixture
def queue(visit, world) -> Page:
    """Sign a curator in by keys, and open the queue."""
    make_curator(username="ada", password="secret")
    page = visit("/admin/review/")
    _sign_in(page)
    return page


def _fill_in(page: Page) -> None:
    page.get_by_label("Username").press_sequentially("ada")
    page.keyboard.press("Tab")
    page.keyboard.type("secret")
    page.keyboard.press("Enter")


def _sign_in(page: Page) -> None:
    _fill_in(page)
    expect(page.locator("#review h2").first).to_be_visible()
    page.wait_for_load_state()


def _heading(page: Page) -> str:
    return page.locator("#review-heading").inner_text()


def test_five_items_are_reviewed_by_keys_alone_and_undone(queue):
    left = ReviewItem.objects.count()

    for number in range(5):
        expect(queue.locator("#review-left")).to_have_text(f"{left - number} left")
        address = queue.url
        # Nothing in the form was changed, and it says so.
        with queue.expect_request(lambda request: "as_shown=1" in (request.post_data or "")):
            queue.keyboard.press("a")
        expect(queue.locator("#review-status")).to_have_text("Accepted.")
        queue.wait_for_url(lambda url, before=address: url != before)
    assert Event.objects.filter(review="accepted").count() + Statement.objects.filter(review="accepted").count() == 6
    for number in range(5):
        queue.keyboard.press("u")
        expect(queue.locator("#review-left")).to_have_text(f"{left - 4 + number} left")

    assert ReviewItem.objects.count() == left


def test_the_next_item_is_there_before_it_is_asked_for(queue):
    for _ in range(2):
        ahead = queue.locator("#review[data-ahead]").get_attribute("data-ahead")
        with queue.expect_response(lambda answer: "do=skip" in (answer.request.post_data or "")) as sent:
            queue.keyboard.press("s")

        expect(queue.locator("#review")).to_have_attribute("data-item", ahead)
        expect(queue).to_have_url(re.compile(f"/{ahead}/"))
        expect(queue.locator("#review-heading")).to_be_focused()
        assert "review-form" not in sent.value.text()
    queue.keyboard.press("u")
    expect(queue.locator("#review-status")).to_have_text("Undone: skipped.")


def test_keys_lead_through_the_fields_with_their_words_and_do_nothing_while_typing(queue, world):
    said = world.call.statements.get(act="pledge")
    queue.goto(f"/admin/review/statement/{said.pk}/")
    queue.set_viewport_size({"width": 1280, "height": 600})

    queue.keyboard.press("j")
    queue.keyboard.press("j")
    expect(queue.locator("mark.is-current")).to_have_text("to build three ports")
    expect(queue.locator("mark.is-current")).to_be_in_viewport()
    queue.keyboard.press("c")
    expect(queue.get_by_role("group", name="What was said").get_by_text("confirmed")).to_be_visible()
    queue.keyboard.press("k")
    queue.keyboard.press("e")
    queue.keyboard.press("Escape")
    queue.locator("#id_reason").focus()
    queue.keyboard.type("as jack asks")

    expect(queue.locator("#id_reason")).to_have_value("as jack asks")
    said.refresh_from_db()
    assert (said.review, said.curated_fields) == ("draft", ["content"])


def test_a_rejection_is_typed_and_sent_by_keys(queue):
    first = _heading(queue), queue.url

    queue.keyboard.press("r")
    queue.keyboard.type("not in the text")
    queue.keyboard.press("Enter")

    expect(queue.locator("#review-status")).to_have_text("Rejected.")
    queue.wait_for_url(lambda url: url != first[1])
    queue.go_back()
    expect(queue.locator("#review")).to_contain_text("Rejected by ada: not in the text")


def test_what_was_typed_outlives_the_end_of_the_session(queue, world):
    queue.goto(f"/admin/review/event/{world.call.pk}/")
    day = queue.get_by_role("textbox", name="Date (EDTF)")
    day.fill("2025-01-30")
    queue.get_by_label("Reason").fill("Told so by both")
    queue.context.clear_cookies(name=re.compile("session"))

    queue.get_by_role("button", name="Accept").click()
    _sign_in(queue)

    expect(queue.get_by_text("What you had typed before you were signed out")).to_be_visible()
    expect(day).to_have_value("2025-01-30")
    expect(queue.get_by_label("Reason")).to_have_value("Told so by both")
    queue.get_by_role("button", name="Accept").click()
    expect(queue.locator("#review-status")).to_have_text("Accepted.")
    assert Event.objects.get(pk=world.call.pk).edtf == "2025-01-30"


def test_what_was_typed_in_other_forms_outlives_the_session_too(queue, world):
    person = world.call.participations.first().person
    term = make_membership(person)
    pages = {
        f"/admin/timeline/event/{world.call.pk}/change/": "note",
        f"/admin/timeline/membership/{term.pk}/change/": "note",
        f"/admin/timeline/membership/{term.pk}/term/": "reason",
    }
    kept = {}

    for path, field in pages.items():
        queue.goto(path)
        queue.locator(f"[name={field}]").fill("Told so by both")
        queue.context.clear_cookies(name=re.compile("session"))
        queue.locator("#content-main form [type=submit]").first.click()
        queue.wait_for_url("**/login/**")
        _fill_in(queue)
        queue.wait_for_url(lambda url, path=path: path in url and "next=" not in url)
        expect(queue.get_by_text("What you had typed before you were signed out")).to_be_visible()
        kept[path] = queue.locator(f"[name={field}]").input_value()

    assert kept == dict.fromkeys(pages, "Told so by both")


def test_without_javascript_an_item_is_accepted_and_undone(visit, world):
    make_curator(username="ada", password="secret")
    page = visit("/admin/review/", javascript=False)
    _sign_in(page)

    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#review-status")).to_have_text("Accepted.")
    page.get_by_role("button", name="Undo accepted").click()

    expect(page.locator("#review-status")).to_have_text("Undone: accepted.")


def test_words_chosen_in_the_text_become_a_statement(queue, world):
    """The text before them has letters that are two units in UTF-16: offsets count code points."""
    article = world.revised
    text = "𝒜 statement 🕊 of peace\nRuiz noted the 🕊 storm of last week."
    article.text, article.sha256 = text, sha256(text.encode()).hexdigest()
    article.save()
    queue.goto(f"/admin/review/add/{article.pk}/")
    line = queue.locator(".review-text [data-start]").last
    line.evaluate(
        """line => {
            const node = line.firstChild, at = line.textContent.indexOf("the 🕊");
            getSelection().setBaseAndExtent(node, at, node, at + "the 🕊 storm".length);
        }"""
    )

    queue.get_by_role("group", name="Add from the chosen words").get_by_role("link", name="a statement").click()
    expect(queue.get_by_role("heading", name="“the 🕊 storm”")).to_be_visible()
    queue.get_by_label("Act:").select_option("note")
    assert violations(queue) == {}
    queue.get_by_role("button", name="Add a statement").click()
    expect(queue.locator("#review-status")).to_have_text("Added: a statement.")

    said = Statement.objects.get(content="the 🕊 storm")
    assert (said.start, said.review, said.evidence.get().exact) == (text.index("the 🕊"), "accepted", "the 🕊 storm")


def test_the_queue_passes_axe_in_both_schemes_and_fits_a_phone(queue, world):
    said = world.call.statements.get(act="pledge")
    found = {}

    for path in (
        f"event/{world.call.pk}/",
        f"statement/{said.pk}/",
        "?type=summit",
        f"add/{world.article.pk}/",
        "accept-all/",
    ):
        queue.goto(f"/admin/review/{path}")
        for summary in queue.locator("#content summary").all():
            summary.click()
        for scheme in ("light", "dark"):
            queue.emulate_media(color_scheme=scheme)
            found |= {(path, scheme, rule): nodes for rule, nodes in violations(queue).items()}
        for width in (1280, 380):
            queue.set_viewport_size({"width": width, "height": 900})
            check_reflow(queue)

    assert found == {}
