"""The curators' desk in a browser: signing in, lists, forms, and what a decision does to the public pages."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import COLOURS, RULES, check_reflow, violations
from tests.factories import make_curator
from timeline.models import Event

# What axe finds on the stock admin's own parts, wherever they are used; any other rule broken is ours to mend.
DJANGOS_OWN = {
    "aria-input-field-name",  # the select2 boxes of autocomplete fields
    "empty-table-header",  # inlines
    "label",  # fields of tabular inlines
    "label-title-only",  # the search box, fields of tabular inlines
    "link-in-text-block",  # "Change" and "View on site" above the rows of inlines
    "select-name",  # fields of tabular inlines
}


@pytest.fixture
def desk(visit, world) -> Page:
    """Sign a curator in by the form."""
    make_curator(username="ada", password="secret")
    page = visit("/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Log in").click()
    return page


def decide(page: Page, action: str, *rows: str) -> None:
    """Tick rows of a list and run an action on them."""
    for words in rows:
        page.get_by_role("row").filter(has_text=words).get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(label=action)
    page.get_by_role("button", name="Go").click()


def test_a_wrong_password_is_refused(visit, transactional_db):
    make_curator(username="ada", password="secret")
    page = visit("/admin/")

    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_text("Please enter the correct username and password")).to_be_visible()


def test_the_desk_lists_all_that_curators_work_on(desk):
    expect(desk.get_by_role("heading", level=1)).to_have_text("Curators’ desk")
    rows = desk.get_by_role("table", name="Timeline").get_by_role("rowheader").all_inner_texts()

    assert [row.strip() for row in rows] == [
        "Articles", "Articles of batches", "Batches", "Changes", "Doubts", "Events", "Evidence", "Feed entries",
        "Feeds", "Memberships", "Mendings", "Organizations", "Outlets", "People", "Posts", "Recorded changes",
        "Reports", "Statements",
    ]  # fmt: skip


def test_accepted_events_leave_the_list_and_lose_the_mark_on_the_timeline(desk):
    desk.goto("/admin/timeline/event/")
    expect(desk.get_by_text("4 events")).to_be_visible()

    decide(desk, "Accept selected", "2025-01-31")

    expect(desk.get_by_role("listitem").filter(has_text="1 event accepted.")).to_be_visible()
    expect(desk.get_by_role("row").filter(has_text="2025-01-31")).to_have_count(0)
    desk.goto("/?q=railway")
    expect(desk.get_by_role("article")).not_to_contain_text("Machine-read")


def test_rejected_events_leave_the_timeline_and_come_back_when_reopened(desk):
    desk.goto("/admin/timeline/event/")
    decide(desk, "Reject selected: they leave the public pages", "2025-01-31", "Election")
    expect(desk.get_by_role("listitem").filter(has_text="2 events rejected.")).to_be_visible()
    desk.goto("/?domestic=1")
    expect(desk.get_by_role("heading", level=2).first).to_have_text("3 events")

    desk.goto("/admin/timeline/event/?review=rejected")
    decide(desk, "Reopen selected: drafts again", "2025-01-31")
    desk.goto("/?domestic=1")

    expect(desk.get_by_role("heading", level=2).first).to_have_text("4 events")


def test_a_date_set_by_hand_is_on_the_timeline_and_a_wrong_one_is_refused(desk, world):
    desk.goto(f"/admin/timeline/event/{world.undated.pk}/change/")

    desk.get_by_label("Date (EDTF)").fill("next Friday")
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.get_by_text("“next Friday” is no date in EDTF")).to_be_visible()
    desk.get_by_label("Date (EDTF)").fill("2025-02-03")
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()

    desk.goto("/")
    expect(desk.get_by_role("article").first).to_contain_text("Monday 3 February 2025")
    assert Event.objects.get(pk=world.undated.pk).date_basis == "curator"


def test_a_record_leads_to_its_public_page(desk, world):
    desk.goto(f"/admin/timeline/event/{world.call.pk}/change/")

    desk.get_by_role("link", name="View on site").first.click()

    expect(desk.get_by_role("heading", level=1)).to_have_text("Ana Ruiz and Karl Weber")


def test_a_party_is_chosen_by_typing_a_part_of_the_name(desk, world):
    desk.goto(f"/admin/timeline/event/{world.domestic.pk}/change/")

    desk.get_by_role("button", name="Add another Participation").click()
    row = desk.locator("#participations-1")
    row.get_by_role("combobox").first.click()
    desk.get_by_role("searchbox").last.press_sequentially("petit")
    desk.get_by_role("option", name="Marie Petit").click()
    desk.get_by_role("button", name="Save", exact=True).first.click()

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    parties = [str(party) for party in Event.objects.get(pk=world.domestic.pk).participations.all()]
    assert parties == ["Ana Ruiz", "Marie Petit"]


PAGES = ["", "timeline/event/", "timeline/event/{call}/change/", "timeline/article/{article}/change/",
         "timeline/statement/", "timeline/person/{ruiz}/change/", "timeline/evidence/",
         "timeline/change/", "timeline/feed/", "timeline/feed/add/"]  # fmt: skip


def test_our_parts_of_the_admin_pass_axe_in_both_schemes_and_fit_a_laptop(desk, world):
    found = {}

    for path in PAGES:
        desk.goto("/admin/" + path.format(call=world.call.pk, article=world.article.pk, ruiz=world.ruiz.pk))
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            desk.emulate_media(color_scheme=scheme)
            broken = violations(desk, rules=rules).items()
            found |= {(path, scheme, rule): nodes for rule, nodes in broken if rule not in DJANGOS_OWN}
        check_reflow(desk)

    assert found == {}


def test_evidence_leads_to_its_words_in_the_article(desk, world):
    proof = world.call.statements.get(act="pledge").evidence.get()
    desk.set_viewport_size({"width": 1280, "height": 300})
    desk.goto(f"/admin/timeline/statement/{proof.statement_id}/change/")
    expect(desk.locator("mark").first).to_have_text("to build three ports")

    desk.get_by_role("link", name="Ruiz and Weber speak by phone").last.click()

    expect(desk).to_have_url(f"{desk.url.split('/articles')[0]}{proof.get_absolute_url()}")
    expect(desk.locator(f"#{proof.anchor}")).to_have_count(1)
    expect(desk.get_by_role("region", name="The text").get_by_text("to build three ports")).to_be_in_viewport()
