"""The timeline as a reader uses it, with JavaScript and without."""

import re
from time import sleep

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.world import make_calls

both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])


def result(page: Page) -> Locator:
    """Find the sentence that says what is shown."""
    return page.get_by_role("heading", level=2).first


def titles(page: Page) -> Locator:
    """Find the titles of the events shown."""
    return page.get_by_role("article").get_by_role("heading")


def box(page: Page, value: str) -> Locator:
    """Find the checkbox of a facet's value, or the switch."""
    return page.get_by_role("checkbox", name=re.compile(rf"^{value}\b"))


def expect_counts(page: Page, facet: str, counts: dict[str, int]) -> None:
    """Wait until an open facet shows these values with their counts, in this order."""
    rows = page.get_by_role("group", name=facet, exact=True).get_by_role("listitem")
    expect(rows).to_have_text([re.compile(rf"^\s*{name}\s*{count} event") for name, count in counts.items()])


def apply(page: Page) -> None:
    """Send the form as a reader without JavaScript does."""
    page.get_by_role("button", name="Apply").first.click()


def choose(page: Page, value: str, javascript: bool) -> None:
    """Tick a value; without JavaScript, send the form."""
    box(page, value).check()
    if not javascript:
        apply(page)


@both_ways
def test_events_stand_under_their_months_newest_first(visit, world, javascript):
    page = visit(javascript=javascript)

    expect(page).to_have_title("4 events – Readout")
    expect(page.get_by_role("heading", level=3)).to_have_text(["January 2025", "December 2024", "Undated"])
    expect(titles(page)).to_have_text(
        [
            "Ana Ruiz and Karl Weber",
            "Ana Ruiz and Marie Petit",
            "Karl Weber and Marie Petit",
            "Ana Ruiz and Karl Weber",
        ]
    )


def test_the_date_of_each_event_is_in_words_with_its_uncertainty(visit, world):
    events = visit().get_by_role("article")

    for place, words in enumerate(
        ("Friday 31 January 2025", "reported 20 December 2024", "December 2024", "undated"),
    ):
        expect(events.nth(place)).to_contain_text(words)


def test_an_event_tells_who_with_which_office_said_what_and_where_it_stands(visit, world):
    event = visit().get_by_role("article").first

    expect(event).to_contain_text("Phone call")
    expect(event).to_contain_text("First")
    expect(event).to_contain_text("2 readouts")
    expect(event).to_contain_text("Machine-read")
    expect(event).to_contain_text("Foreign Minister, Spain")
    expect(event).to_contain_text("Foreign Minister, Germany")
    expect(event.get_by_role("mark")).to_have_text(
        ["the bond of the two countries", "to open a new railway", "to build three ports"]
    )
    expect(event.get_by_role("link", name="1 more statement")).to_be_visible()
    expect(event).to_contain_text("The Bay Herald")


def test_an_accepted_event_is_not_called_machine_read(visit, world):
    expect(visit().get_by_role("article").nth(2)).not_to_contain_text("Machine-read")


@both_ways
def test_a_kind_is_chosen(visit, world, javascript):
    page = visit(javascript=javascript)
    expect_counts(page, "Kind", {"Meeting": 2, "Phone call": 2})
    expect_counts(page, "Country", {"Germany": 3, "Spain": 3, "France": 2})

    choose(page, "Phone call", javascript)

    expect(result(page)).to_have_text("2 phone calls")
    expect(page).to_have_title("2 phone calls – Readout")
    expect(titles(page)).to_have_text(["Ana Ruiz and Karl Weber", "Karl Weber and Marie Petit"])
    expect_counts(page, "Kind", {"Meeting": 2, "Phone call": 2})
    expect_counts(page, "Country", {"Germany": 2, "France": 1, "Spain": 1})
    expect(box(page, "Phone call")).to_be_checked()


def test_choosing_keeps_the_page_and_the_focus_and_says_the_result(visit, world):
    page = visit()
    page.evaluate("window.isStillThere = true")

    box(page, "Phone call").focus()
    page.keyboard.press("Space")

    expect(page.get_by_role("status")).to_have_text("2 phone calls")
    expect(box(page, "Phone call")).to_be_focused()
    assert page.evaluate("window.isStillThere")
    expect(page).to_have_url(re.compile(r"/\?type=phone_call$"))


def test_values_of_a_facet_add_up_and_facets_narrow_each_other(visit, world):
    page = visit()

    box(page, "Phone call").check()
    expect(result(page)).to_have_text("2 phone calls")
    box(page, "Meeting").check()
    expect(result(page)).to_have_text("4 meetings or phone calls")
    box(page, "France").check()

    expect(result(page)).to_have_text("2 meetings or phone calls with France")
    expect(page).to_have_url(re.compile(r"/\?type=meeting&type=phone_call&country=FRA$"))
    page.reload()
    expect(result(page)).to_have_text("2 meetings or phone calls with France")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(3)


def test_back_and_forward_restore_results_and_form(visit, world):
    page = visit()
    box(page, "Phone call").check()
    expect(result(page)).to_have_text("2 phone calls")
    box(page, "France").check()
    expect(result(page)).to_have_text("1 phone call with France")

    page.go_back()
    expect(result(page)).to_have_text("2 phone calls")
    expect(box(page, "France")).not_to_be_checked()
    expect(box(page, "Phone call")).to_be_checked()
    page.go_back()
    expect(result(page)).to_have_text("4 events")
    expect(box(page, "Phone call")).not_to_be_checked()
    page.go_forward()
    expect(result(page)).to_have_text("2 phone calls")
    page.go_forward()

    expect(result(page)).to_have_text("1 phone call with France")
    expect(box(page, "France")).to_be_checked()
    expect(page).to_have_url(re.compile(r"/\?type=phone_call&country=FRA$"))


def test_back_from_an_event_finds_the_filtered_timeline_again(visit, world):
    page = visit()
    box(page, "France").check()
    expect(result(page)).to_have_text("2 events with France")
    page.get_by_role("link", name="Karl Weber and Marie Petit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Karl Weber and Marie Petit")

    page.go_back()

    expect(result(page)).to_have_text("2 events with France")
    expect(box(page, "France")).to_be_checked()


@both_ways
def test_a_chip_removes_its_filter_and_clear_all_removes_all(visit, world, javascript):
    page = visit("/?q=railway&type=phone_call&country=ESP&from=2025", javascript=javascript)
    expect(result(page)).to_have_text("1 phone call with Spain matching “railway” since 2025")

    page.get_by_role("link", name="Remove filter Spain").click()
    expect(result(page)).to_have_text("1 phone call matching “railway” since 2025")
    expect(box(page, "Spain")).not_to_be_checked()
    page.get_by_role("link", name="Clear all").click()

    expect(result(page)).to_have_text("4 events")
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(page).to_have_url(re.compile(r"/$"))


@both_ways
def test_words_are_found_and_marked(visit, world, javascript):
    page = visit(javascript=javascript)

    page.get_by_role("searchbox").press_sequentially("Railways")
    if not javascript:
        page.get_by_role("searchbox").press("Enter")

    expect(result(page)).to_have_text("1 event matching “Railways”")
    expect(page.get_by_role("article").locator("mark b")).to_have_text(["railway"])
    expect(page.get_by_role("searchbox")).to_have_value("Railways")


def test_of_two_choices_in_a_hurry_the_last_one_counts(visit, world):
    page = visit()
    # The answer to the first choice would come after that to the second.
    page.route(re.compile(r"type=phone_call$"), lambda route: sleep(1) or route.continue_())

    box(page, "Phone call").check()
    box(page, "France").check()

    expect(result(page)).to_have_text("1 phone call with France")
    page.wait_for_timeout(1200)
    expect(result(page)).to_have_text("1 phone call with France")


def test_an_error_of_the_server_leaves_the_events_in_place(visit, faults, world):
    faults.expect(500)
    page = visit()
    page.route(re.compile(r"type=phone_call"), lambda route: route.fulfill(status=500, body="<h1>Broken</h1>"))

    with page.expect_response(re.compile("type=phone_call")):
        box(page, "Phone call").check()
    page.wait_for_timeout(300)

    expect(titles(page)).to_have_count(4)
    assert [line for line in faults.take() if "htmx:responseError" not in line and "Response Status" not in line] == []


def test_typing_goes_on_while_results_come(visit, world):
    page = visit()

    page.get_by_role("searchbox").press_sequentially("ports")
    expect(result(page)).to_have_text("1 event matching “ports”")
    page.get_by_role("searchbox").press_sequentially(" -railway", delay=20)

    expect(result(page)).to_have_text("0 events matching “ports -railway”")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("ports -railway")


@both_ways
def test_finding_nothing_offers_ways_out(visit, world, javascript):
    page = visit("/?q=zebra&country=FRA", javascript=javascript)

    expect(result(page)).to_have_text("0 events with France matching “zebra”")
    expect(box(page, "France")).to_be_checked()
    expect(page.locator("main")).to_contain_text("Without the words: 2 events")
    page.get_by_role("link", name="Without the words").click()

    expect(result(page)).to_have_text("2 events with France")


def test_a_misspelt_name_is_suggested(visit, world):
    page = visit("/?q=Anna+Ruis")

    page.get_by_role("link", name="Ana Ruiz").click()

    expect(result(page)).to_have_text("3 events matching “Ana Ruiz”")


@both_ways
def test_domestic_events_come_with_one_switch(visit, world, javascript):
    page = visit(javascript=javascript)
    expect_counts(page, "Kind", {"Meeting": 2, "Phone call": 2})

    choose(page, "Show domestic events", javascript)

    expect(result(page)).to_have_text("5 events")
    expect_counts(page, "Kind", {"Meeting": 2, "Phone call": 2, "Election": 1})
    expect(page.get_by_role("article").filter(has_text="Election")).to_contain_text("Background")
    expect(page.get_by_role("link", name="Remove filter Domestic events")).to_be_visible()


@both_ways
def test_first_and_last_day_may_be_a_month_or_a_year(visit, world, javascript):
    page = visit(javascript=javascript)

    page.get_by_label("From", exact=True).fill("2024-12")
    page.get_by_label("To", exact=True).fill("2024")
    page.get_by_label("To", exact=True).press("Enter")

    expect(result(page)).to_have_text("2 events from December 2024 to 2024")
    expect(titles(page)).to_have_text(["Ana Ruiz and Marie Petit", "Karl Weber and Marie Petit"])


def test_the_months_of_the_chart_are_a_table_of_links_too(visit, world):
    page = visit()

    page.get_by_text("as a table").click()
    table = page.get_by_role("table")
    expect(table.get_by_role("row", name="January 2025")).to_have_text(re.compile(r"^\s*January 2025\s*1\s*$"))
    table.get_by_role("link", name="December 2024").click()

    expect(result(page)).to_have_text("2 events in December 2024")


def test_a_bar_of_the_chart_is_a_link_for_the_mouse(visit, world):
    page = visit()

    page.locator("[data-bar]").last.dispatch_event("click")

    expect(result(page)).to_have_text("1 event in January 2025")


def test_a_brush_over_the_bars_fills_the_dates_and_narrows_the_chart(visit, world):
    page = visit()
    bars = page.get_by_role("group", name="Events per month").locator("[data-bar]")
    places = [place["x"] + place["width"] / 2 for place in (bar.bounding_box() for bar in bars.all())]
    height = bars.last.bounding_box()["y"] + 10
    expect(page.locator(".brush .overlay")).to_be_attached()

    page.mouse.move(places[0], height)
    page.mouse.down()
    page.mouse.move((places[0] + places[1]) / 2, height + 5)
    page.mouse.move(places[1], height + 5)
    page.mouse.up()

    expect(result(page)).to_have_text("3 events from December 2024 to January 2025")
    expect(page.get_by_label("From", exact=True)).to_have_value("2024-12")
    expect(page.get_by_label("To", exact=True)).to_have_value("2025-01")
    page.get_by_role("link", name="All time").click()
    expect(result(page)).to_have_text("4 events")


def test_a_click_on_a_bar_chooses_its_month_and_another_its_day(visit, world):
    page = visit()
    bar = page.locator("[data-bar]").last.bounding_box()
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] - 2)
    expect(result(page)).to_have_text("1 event in January 2025")

    bar = page.get_by_role("group", name="Events per day").locator("[data-bar]").last.bounding_box()
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] - 2)

    expect(result(page)).to_have_text("1 event on 31 January 2025")
    expect(page.get_by_role("link", name="30 January 2025")).to_be_visible()


@both_ways
def test_links_lead_to_wider_and_neighbouring_dates_without_a_mouse(visit, world, javascript):
    page = visit("/?from=2025-01&to=2025-01", javascript=javascript)
    expect(page.get_by_role("group", name="Events per day")).to_be_visible()

    page.get_by_role("link", name="December 2024").first.press("Enter")
    expect(result(page)).to_have_text("2 events in December 2024")
    page.get_by_role("link", name="2024", exact=True).first.press("Enter")
    expect(result(page)).to_have_text("2 events in 2024")
    page.get_by_role("link", name="2020s").press("Enter")

    expect(result(page)).to_have_text("3 events from 2020 to 2029")


@both_ways
def test_the_oldest_may_come_first(visit, world, javascript):
    page = visit("/?country=ESP", javascript=javascript)

    page.get_by_role("link", name="Oldest").click()

    expect(page.get_by_role("link", name="Oldest")).to_have_attribute("aria-current", "true")
    expect(titles(page)).to_have_text(
        ["Ana Ruiz and Marie Petit", "Ana Ruiz and Karl Weber", "Ana Ruiz and Karl Weber"]
    )
    choose(page, "Phone call", javascript)
    expect(result(page)).to_have_text("1 phone call with Spain")
    assert "order=oldest" in page.url


def test_a_long_list_is_narrowed_by_typing(visit, transactional_db):
    make_calls(15)
    page = visit()
    group = page.get_by_role("group", name="Person", exact=True)
    expect(group.get_by_role("checkbox")).to_have_count(20)

    group.get_by_role("textbox").fill("caller 00")

    expect(group.get_by_role("checkbox")).to_have_count(10)
    box(page, "Caller 003").check()
    expect(result(page)).to_have_text("1 event with Caller 003")
    expect(group.get_by_role("textbox")).to_have_value("caller 00")
    expect(group.get_by_role("checkbox")).to_have_count(10)
    assert "letters" not in page.url


@both_ways
def test_all_values_of_a_long_list_are_a_click_away(visit, transactional_db, javascript):
    make_calls(15)
    page = visit("/?type=phone_call", javascript=javascript)

    page.get_by_role("link", name="All of “Person”").click()
    expect(page.get_by_role("status")).to_contain_text("30 values, most events first")
    page.get_by_role("link", name="A–Z").click()
    expect(page.locator(".value-grid li").first).to_have_text("Caller 000 1 event")
    page.get_by_label("Letters of the name").fill("Cáller 01")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".value-grid li")).to_have_count(5)
    page.get_by_role("link", name="Caller 011").click()

    expect(result(page)).to_have_text("1 phone call with Caller 011")


def test_show_more_adds_events_and_moves_the_focus_to_them(visit, transactional_db):
    make_calls(60)
    page = visit()
    expect(page.get_by_role("article")).to_have_count(25)

    page.get_by_role("link", name="Show more").click()
    expect(page.get_by_role("article")).to_have_count(50)
    expect(page.get_by_role("article").nth(25).get_by_role("link").first).to_be_focused()
    page.get_by_role("link", name="Show more").click()
    expect(page.get_by_role("article")).to_have_count(60)

    expect(page.get_by_role("link", name="Show more")).to_have_count(0)
    assert len(set(titles(page).all_inner_texts())) == 60
    expect(page).to_have_url(re.compile(r"/$"))


def test_without_javascript_show_more_leads_to_the_next_page(visit, transactional_db):
    make_calls(60)
    page = visit(javascript=False)
    shown = titles(page).all_inner_texts()

    for _ in range(2):
        with page.expect_event("load"):
            page.get_by_role("link", name="Show more").click()
        shown += titles(page).all_inner_texts()

    assert len(shown) == len(set(shown)) == 60
    page.get_by_role("link", name="beginning").click()
    expect(titles(page)).to_have_text(shown[:25])


def test_on_a_phone_the_filters_are_behind_one_button(visit, world):
    page = visit("/?country=ESP", width=380)
    expect(box(page, "Phone call")).to_be_hidden()

    page.get_by_role("button", name="Filters (1)").click()
    box(page, "Phone call").check()
    expect(page.get_by_role("button", name="Show 1 event")).to_be_visible()
    page.get_by_role("button", name="Show 1 event").click()

    expect(box(page, "Phone call")).to_be_hidden()
    expect(result(page)).to_have_text("1 phone call with Spain")
    expect(page.get_by_role("button", name="Filters (2)")).to_be_visible()


@both_ways
def test_what_cannot_be_read_is_named_beside_the_form(visit, faults, world, javascript):
    faults.expect(400)

    page = visit("/?q=rail&type=picnic&from=soon&person=nobody-1&after=x", javascript=javascript)

    for words in ("“picnic”", "“soon” is no date", "“nobody-1” is not on record", "This page of the timeline"):
        expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_role("searchbox")).to_have_value("rail")
    page.get_by_role("link", name="Start again").click()
    expect(result(page)).to_have_text("4 events")


def test_a_date_that_cannot_be_read_is_told_while_filtering_and_mended(visit, faults, world):
    faults.expect(400)
    page = visit()

    page.get_by_label("From", exact=True).fill("soon")
    page.get_by_label("From", exact=True).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“soon” is no date")
    page.get_by_label("From", exact=True).fill("2025-01")
    page.get_by_label("From", exact=True).press("Enter")

    expect(result(page)).to_have_text("1 event since January 2025")
    expect_counts(page, "Kind", {"Phone call": 1})


def test_an_empty_timeline_says_how_articles_come_in(visit, transactional_db):
    page = visit()

    expect(result(page)).to_have_text("0 events")
    expect(page.locator("main")).to_contain_text("manage.py ingest")


@both_ways
def test_the_events_on_screen_are_exported_as_filtered(visit, world, javascript):
    page = visit("/?country=FRA", javascript=javascript, width=380)

    page.get_by_text("Export or follow").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Events, a table (CSV)").click()

    file = waiting.value
    assert re.fullmatch(r"readout-2-events-with-france-\d{4}-\d\d-\d\d\.csv", file.suggested_filename)
    lines = file.path().read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[3] for line in lines] == ["title", "Ana Ruiz and Marie Petit", "Karl Weber and Marie Petit"]
