"""The pages of one event, person and article: what a reader finds on them, and the ways between them."""

import pytest
from playwright.sync_api import Page, expect

from timeline.models import Article, Event


def middle(page: Page, words: str) -> float:
    """Give where words stand across the page, from 0 at its left edge to 1 at its right."""
    place = page.get_by_text(words, exact=True).first.bounding_box()
    assert place
    return (place["x"] + place["width"] / 2) / page.viewport_size["width"]


def text_of(page: Page) -> list[str]:
    """Give the paragraphs of an article as they stand on its page."""
    return page.get_by_role("region", name="The text").get_by_role("paragraph").all_text_contents()


def test_an_event_tells_when_who_and_how_it_is_known(visit, world):
    page = visit(world.call.get_absolute_url())

    expect(page).to_have_title("Phone call: Ana Ruiz and Karl Weber, Friday 31 January 2025 – Readout")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ruiz and Karl Weber")
    facts = {
        "Date": "Friday 31 January 2025",
        "Ana Ruiz": "Foreign Minister, Spain",
        "Karl Weber": "Foreign Minister, Germany",
        "Codes": "CAMEO 041",
    }
    terms = page.locator("dl > div")
    for term, definition in facts.items():
        expect(terms.filter(has=page.get_by_role("term").filter(has_text=term))).to_contain_text(definition)
    expect(page.locator("main")).to_contain_text("Machine-read, not yet reviewed")
    expect(page.get_by_role("region", name="Where this is known from")).to_contain_text("published 31 January 2025")
    page.get_by_text("How the article is dated").click()
    expect(page.get_by_text("printed in the text: “Jan. 31, 2025”")).to_be_visible()


def test_the_accounts_of_both_sides_stand_side_by_side(visit, world):
    page = visit(world.call.get_absolute_url())

    for words in ("What Madrid said", "the bond of the two countries", "to open a new railway"):
        assert middle(page, words) < 0.5, words
    for words in ("What Berlin said", "to build three ports"):
        assert middle(page, words) > 0.5, words
    expect(page.get_by_role("region", name="What each side said")).to_contain_text("Told in the article’s own voice")
    expect(page.get_by_text("the storm of last week")).to_be_visible()


def test_on_a_phone_each_account_says_whose_it_is(visit, world):
    page = visit(world.call.get_absolute_url())
    label, words = page.get_by_text("Berlin", exact=True), page.get_by_text("to build three ports")
    expect(label.filter(visible=True)).to_have_count(0)

    page.set_viewport_size({"width": 380, "height": 900})

    tops = [place.bounding_box()["y"] for place in label.filter(visible=True).all()]
    assert any(0 < words.bounding_box()["y"] - top < 80 for top in tops)


def test_words_on_the_timeline_lead_to_their_place_in_the_article_and_back(visit, world):
    page = visit()
    page.set_viewport_size({"width": 1280, "height": 300})

    page.get_by_role("link", name="to build three ports").click()
    in_text = page.get_by_role("region", name="The text").get_by_role("link", name="to build three ports")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ruiz and Weber speak by phone")
    expect(in_text).to_be_in_viewport()
    in_text.click()
    found = page.get_by_role("region", name="Found in this text")
    expect(found.get_by_role("link", name="to build three ports")).to_be_in_viewport()
    found.get_by_role("link", name="Phone call: Ana Ruiz and Karl Weber").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ruiz and Karl Weber")
    page.get_by_role("link", name="to build three ports").click()

    expect(in_text).to_be_in_viewport()


def test_an_article_shows_its_whole_text_once_with_what_is_no_part_of_it_dimmed(visit, world):
    page = visit(world.article.get_absolute_url())

    assert text_of(page) == world.article.text.split("\n")
    expect(page.locator("header").filter(has=page.get_by_role("heading", level=1))).to_contain_text(
        "The Bay Herald · Mia Long · published 31 January 2025"
    )
    colour = "element => getComputedStyle(element).color"
    paragraphs = page.get_by_role("region", name="The text").get_by_role("paragraph")
    assert paragraphs.last.evaluate(colour) != paragraphs.first.evaluate(colour)
    assert paragraphs.nth(1).evaluate(colour) == paragraphs.first.evaluate(colour)


def test_a_name_in_an_article_leads_to_the_person(visit, world):
    page = visit(world.article.get_absolute_url())

    page.get_by_role("region", name="The text").get_by_role("link", name="Ana Ruiz").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ruiz")


def test_a_person_has_offices_events_and_statements(visit, world):
    page = visit(world.ruiz.get_absolute_url())

    expect(page).to_have_title("Ana Ruiz – Readout")
    expect(page.get_by_role("region", name="Offices")).to_contain_text("Foreign Minister, Spain")
    expect(page.get_by_role("region", name="Offices")).to_contain_text("21 November 2023")
    expect(page.get_by_role("region", name="4 events").get_by_role("article")).to_have_count(4)
    said = page.get_by_role("region", name="3 statements").get_by_role("mark")
    expect(said).to_have_text(["the bond of the two countries", "to open a new railway", "the storm of last week"])
    page.get_by_role("link", name="See and filter them").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("4 events with Ana Ruiz")


@pytest.mark.parametrize(("words", "names"), [("weber", ["Karl Weber"]), ("france", ["Marie Petit"]), ("xyz", [])])
def test_people_are_found_by_name_and_country(visit, world, words, names):
    page = visit("/people/", javascript=False)
    expect(page.get_by_role("status")).to_have_text("3 people")

    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Find").click()

    expect(page.get_by_role("status")).to_contain_text(f"{len(names)} {'person' if len(names) == 1 else 'people'}")
    expect(page.locator("main").get_by_role("listitem").get_by_role("link")).to_have_text(names)


def test_the_method_page_counts_what_is_on_record(visit, world):
    page = visit("/method/")

    figures = page.get_by_role("definition").all_inner_texts()
    names = page.get_by_role("term").all_inner_texts()
    assert dict(zip(names, map(int, figures), strict=True)) == {
        "articles read": 3,
        "diplomatic events": 4,
        "domestic events, as background": 1,
        "statements": 4,
        "people": 3,
        "places in texts kept as evidence": 11,
    }
    expect(page.get_by_role("table", name="Events by kind").get_by_role("row", name="Phone call")).to_contain_text("2")


GONE = {
    "event": "/events/no-such-event/",
    "person": "/people/nobody/",
    "article": "/articles/999999/",
    "article of a huge number": "/articles/99999999999999999999999/",
    "page": "/nothing/here/",
    "NUL byte": "/events/a%00b/",
}


@pytest.mark.parametrize("case", GONE)
def test_what_is_not_there_is_told_with_a_way_on(visit, faults, transactional_db, case):
    faults.expect(404)

    page = visit(GONE[case])

    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    page.get_by_role("link", name="To the timeline").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("0 events")


def test_a_rejected_event_is_told_to_be_withdrawn(visit, faults, world):
    faults.expect(410)

    page = visit(world.rejected.get_absolute_url())

    expect(page.get_by_role("heading", level=1)).to_have_text("This event was withdrawn")


def test_the_seed_articles_are_read_and_shown_end_to_end(visit, seeds):
    page = visit()

    event = page.get_by_role("article").filter(has_text="Pete Hegseth").filter(has_text="Phone call")
    expect(event).to_contain_text("Friday 31 January 2025")
    expect(event).to_contain_text("Acting Minister of Defense, South Korea")
    expect(event.get_by_role("mark").first).to_contain_text("the steadfast alliance between the two nations")
    reported = page.get_by_role("article").filter(has_text="Lloyd Austin")
    expect(reported).to_contain_text("reported 20 December 2024")
    event.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", name="What Seoul said")).to_be_visible()
    expect(page.get_by_role("heading", name="What Washington said")).to_be_visible()
    assert middle(page, "the steadfast alliance between the two nations") < 0.5
    assert middle(page, "to remain in close contact moving forward") > 0.5
    page.get_by_role("link", name="Kim Seon-ho", exact=True).click()
    for name in ("Hegseth", "Austin"):
        expect(page.get_by_role("article").filter(has_text=name).filter(has_text="Phone call")).to_have_count(1)


def test_the_seed_articles_stand_whole_with_every_fact_marked_on_its_words(visit, seeds):
    for article in seeds:
        page = visit(article.get_absolute_url())

        assert text_of(page) == [line for line in article.text.split("\n") if line.strip()]
        for event in Event.objects.filter(reports__article=article):
            anchor = page.locator(f"#e{event.pk}")
            expect(anchor).to_have_count(1)
    undated = Article.objects.get(published_basis="inferred")
    page = visit(undated.get_absolute_url())
    expect(page.locator("main")).to_contain_text("published 31 January 2025")
    page.get_by_text("How it is dated").click()
    expect(page.get_by_text("took office last week")).to_have_count(2)
