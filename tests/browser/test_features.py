"""What researchers use elsewhere and look for here, beyond choosing and reading: each as a reader meets it."""

import json
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_timeline import apply, box, expect_counts, result, titles
from tests.browser.world import make_calls
from tests.factories import make_event
from timeline.models import MovedAddress


def fetched(page: Page, link: str) -> str:
    """Give what the address behind a link answers."""
    answer = page.request.get(page.get_by_role("link", name=link).get_attribute("href"))
    assert answer.status == 200, link
    return answer.text()


def test_a_chosen_value_that_finds_nothing_stays_with_its_zero(visit, world):
    page = visit("/?country=FRA&from=2025")

    expect_counts(page, "Country", {"Germany": 1, "Spain": 1, "France": 0})
    expect(box(page, "France")).to_be_checked()


def test_a_closed_filter_says_how_many_of_its_values_are_chosen(visit, world):
    page = visit("/?country=FRA&country=ESP")
    summary = page.locator("summary", has_text=re.compile(r"^\s*Country"))
    summary.click()

    expect(page.get_by_role("group", name="Country", exact=True)).to_be_hidden()
    expect(summary).to_have_text(re.compile(r"Country\s+2 selected"))


def test_who_narrows_a_list_hears_how_much_is_left(visit, transactional_db):
    make_calls(15)
    page = visit()

    page.get_by_role("textbox", name="Narrow the list: Person").fill("caller 007")

    left = page.get_by_role("group", name="Person", exact=True).get_by_role("checkbox")
    expect(left).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 in the list")


def test_all_values_come_by_count_or_by_name(visit, world):
    make_calls(12)
    page = visit("/values/country/")
    names = page.locator(".value-grid a")

    assert sorted(names.all_inner_texts()[:2]) == ["Greece", "Italy"]
    page.get_by_role("link", name="A–Z").click()
    expect(page.get_by_role("link", name="by count")).to_be_visible()
    expect(names).to_have_text(["France", "Germany", "Greece", "Italy", "Spain"])


def test_the_last_thirty_days_are_one_link(visit, world):
    make_event((world.ruiz,), date.today() - timedelta(days=3))
    page = visit()

    page.get_by_role("link", name="Last 30 days").click()

    expect(result(page)).to_contain_text("1 event")
    expect(titles(page)).to_have_text(["Ana Ruiz"])


def test_help_says_how_to_search_and_is_right(visit, world):
    page = visit(javascript=False)
    page.get_by_text("How to search").click()

    expect(page.locator(".how")).to_contain_text("either word")
    page.get_by_label("Words, people, countries").fill("railway or nonsense -Petit")
    apply(page)
    expect(titles(page)).to_have_text(["Ana Ruiz and Karl Weber"])


def test_an_event_leads_on_within_the_results_it_was_found_in(visit, world):
    page = visit("/?country=ESP")
    page.get_by_role("link", name="Ana Ruiz and Karl Weber").first.click()
    page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ruiz and Marie Petit")

    page.get_by_role("link", name=re.compile("Previous")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ruiz and Karl Weber")
    page.get_by_role("link", name=re.compile("^Back to")).click()

    expect(page).to_have_url(re.compile(r"/\?country=ESP$"))


def test_an_event_names_its_neighbours_and_relatives(visit, world):
    earlier = make_event((world.ruiz, world.call.participations.last().person), date(2025, 1, 20))
    page = visit(f"/events/{world.call.slug}/")

    page.get_by_role("region", name="Before and after").get_by_role("link").first.click()

    expect(page).to_have_url(re.compile(earlier.slug))
    expect(page.get_by_role("region", name="Before and after")).to_contain_text("31 January 2025")


def test_a_record_is_cited_in_the_forms_of_the_field(visit, world):
    page = visit(f"/events/{world.call.slug}/")

    assert fetched(page, "RIS").startswith("TY  - ")
    assert fetched(page, "BibTeX").startswith("@")
    assert json.loads(fetched(page, "CSL-JSON"))[0]["title"].startswith("Phone call: Ana Ruiz and Karl Weber")
    expect(page.locator(".cite")).to_contain_text("31 January 2025")
    expect(page.locator(".Z3988")).to_have_attribute("title", re.compile("ctx_ver=Z39.88-2004"))


def test_a_citation_is_copied_whole(visit, world):
    page = visit(f"/events/{world.call.slug}/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied")

    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".cite").inner_text().strip()


@pytest.mark.parametrize("javascript", [True, False])
def test_every_record_leads_back_to_a_search_of_the_timeline(visit, world, javascript):
    page = visit(world.ruiz.get_absolute_url(), javascript=javascript)

    page.get_by_role("searchbox").fill("railway")
    page.get_by_role("button", name="Search").click()

    expect(page.locator("#results-title")).to_contain_text("matching “railway”")


def test_the_chart_says_how_high_it_is_and_what_is_not_in_it(visit, world):
    page = visit()

    expect(page.locator(".bars .most")).to_have_text("2 events")
    page.locator("#density").get_by_role("link", name="1 undated").click()

    expect(page.locator("#results-title")).to_contain_text("1 event")
    expect(page.get_by_role("heading", level=3)).to_have_text(["Undated"])


def test_a_search_under_way_is_seen_to_be(visit, world):
    page = visit()
    held = []
    page.route("**/?*type=meeting*", lambda route: held.append(route))
    tools = page.locator("#results > .tools")

    page.get_by_role("checkbox", name="Meeting").check()
    expect(tools).to_have_css("opacity", "0.45")

    held[0].continue_()
    expect(tools).to_have_css("opacity", "1")
    expect(page.locator("#results-title")).to_contain_text("meeting")


def test_a_search_that_fails_says_so_and_can_be_tried_again(visit, faults, world):
    faults.expect(500)
    page = visit()
    page.route("**/?*type=meeting*", lambda route: route.fulfill(status=500), times=1)

    page.get_by_role("checkbox", name="Meeting").check()
    expect(page.get_by_role("alert")).to_contain_text("did not come")
    faults.take()
    page.get_by_role("link", name="Try again").click()

    expect(page.locator("#results-title")).to_contain_text("meeting")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_search_goes_on_in_programs_and_feed_readers(visit, world):
    page = visit("/?country=ESP&type=phone_call")
    said = result(page).inner_text()
    page.get_by_text("Export or follow").click()

    answer = json.loads(fetched(page, "This search for programs (JSON API)"))
    feed = fetched(page, "Follow this search in a feed reader (Atom)")

    assert (answer["total"], answer["query"]) == (1, said[0].lower() + said[1:])
    assert "<title>Readout: phone calls with Spain</title>" in feed
    assert feed.count("<entry>") == 1
    expect(page.locator("link[type='application/atom+xml']")).to_have_count(1)


def test_a_record_tells_its_changes(visit, world):
    page = visit(f"/events/{world.call.slug}/")

    page.get_by_role("link", name="Changes to this record").click()

    expect(page.get_by_role("link", name="Phone call: Ana Ruiz and Karl Weber")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_method_is_a_link_away_from_every_page(visit, world, width):
    page = visit(width=width)

    page.get_by_role("contentinfo").get_by_role("link").click()

    expect(page).to_have_url(re.compile("/method/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^How"))


def test_the_month_stays_in_view_over_its_events(visit, transactional_db):
    make_calls(12)
    page = visit()
    month = page.get_by_role("heading", level=3, name="September 2024")

    page.get_by_role("article").last.scroll_into_view_if_needed()
    page.mouse.wheel(0, 100_000)

    expect(month).to_be_in_viewport()
    assert round(month.bounding_box()["y"]) == 0


def test_dates_that_are_uncertain_or_unknown_are_counted_and_chosen(visit, world):
    page = visit()
    page.locator("summary", has_text="Certainty of the date").click()
    expect_counts(
        page, "Certainty of the date", {"Day known": 1, "Day of the report only": 1, "Not to the day": 1, "Undated": 1}
    )

    box(page, "Undated").check()

    expect(result(page)).to_contain_text("1 event")


def test_the_best_matches_may_come_first(visit, world):
    page = visit("/?q=Ruiz")

    page.get_by_role("link", name="Relevance").click()

    expect(page.get_by_role("link", name="Relevance")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("order=relevance"))
    expect(result(page)).to_contain_text("matching “Ruiz”")


def test_an_address_of_before_leads_on(visit, world):
    MovedAddress.objects.lead("ruiz-weber-of-before", event=world.call)

    page = visit("/events/ruiz-weber-of-before/")

    expect(page).to_have_url(re.compile(f"/events/{world.call.slug}/$"))
