"""Every page for every reader: axe in both colour schemes and two widths, no sideways scrolling, keyboard, print."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import COLOURS, RULES, check_reflow, violations
from tests.browser.world import make_calls

PAGES = {
    "timeline": "/",
    "filtered": "/?type=phone_call&type=meeting&country=ESP&q=railway&from=2024&domestic=1",
    "words by relevance": "/?q=railway&order=relevance",
    "zoomed to a month": "/?from=2025-01&to=2025-01",
    "nothing found": "/?q=zebra&country=FRA",
    "bad parameters": "/?type=picnic&from=soon",
    "event": "{call}",
    "event in a result": "{call}?type=phone_call",
    "changes of an event": "{call}changes/",
    "undated event": "{undated}",
    "person": "{ruiz}",
    "people": "/people/",
    "article": "{article}",
    "revised article": "{revised}",
    "what changed": "{revised}changes/2/",
    "all values": "/values/person/?type=phone_call&by=name",
    "method": "/method/",
    "no such page": "/nothing/",
}


def address(case, world):
    """Give the address of a page of the made-up world."""
    return PAGES[case].format(
        **{name: getattr(world, name).get_absolute_url() for name in ("call", "undated", "ruiz", "article", "revised")}
    )


@pytest.mark.parametrize("case", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(visit, faults, world, case):
    for status in (400, 404):
        faults.expect(status)
    page = visit(address(case, world))
    found = {}

    for width in (1280, 380):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            found |= {(width, scheme, rule): nodes for rule, nodes in violations(page, rules=rules).items()}
    page.set_viewport_size({"width": 320, "height": 700})

    assert found == {}
    check_reflow(page)


@pytest.mark.parametrize("case", ["timeline", "event", "article", "method"])
def test_text_of_twice_the_size_fits(visit, world, case):
    # Letters alone, as some browsers enlarge them; a page that is zoomed as a whole is a narrow one, tried above.
    page = visit(address(case, world), width=1280)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")

    check_reflow(page)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_the_open_filters_of_a_phone_pass(visit, transactional_db):
    make_calls(12)
    page = visit("/?type=phone_call", width=320)

    page.get_by_role("button", name="Filters (1)").click()
    expect(page.get_by_role("button", name="Show 12 events")).to_be_visible()

    assert violations(page) == {}
    check_reflow(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Show 12 events")).to_be_hidden()


def test_the_keyboard_skips_to_the_events(visit, world):
    page = visit()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('section').contains(document.querySelector('article'))")


def test_a_focused_control_is_seen_to_be_focused(visit, world):
    page = visit()
    outline = "element => { const style = getComputedStyle(element); return [style.outlineStyle, style.outlineWidth] }"

    for role, name in (("link", "People"), ("searchbox", None), ("checkbox", "Phone call 2 events")):
        control = page.get_by_role(role, name=name)
        control.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(control).to_be_focused()
        style, width = control.evaluate(outline)
        assert (style != "none", float(width.removesuffix("px")) >= 2) == (True, True), name


def test_print_leaves_the_controls_out(visit, world):
    page = visit()

    page.emulate_media(media="print")

    expect(page.get_by_role("article").first).to_be_visible()
    expect(page.get_by_text("to build three ports")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_be_hidden()


@pytest.mark.parametrize("case", ["timeline", "event", "article"])
def test_forced_colours_keep_marks_apart_from_text(visit, world, case):
    page = visit(address(case, world))

    page.emulate_media(forced_colors="active")

    mark = page.locator("mark, .m").filter(has_text="three ports").first
    text, marked = (
        locator.evaluate(
            "e => ['backgroundColor', 'textDecorationLine', 'borderBottomStyle'].map(n => getComputedStyle(e)[n])"
        )
        for locator in (page.locator("main"), mark)
    )
    assert marked != text


def test_the_seed_pages_pass_too(visit, seeds):
    pages = ["/", "/?domestic=1", *(article.get_absolute_url() for article in seeds)]
    page = visit("/?q=ironclad")
    pages.append(page.get_by_role("article").first.get_by_role("heading").get_by_role("link").get_attribute("href"))
    found = {}

    for path in pages:
        page.goto(path)
        found |= {(path, rule): nodes for rule, nodes in violations(page).items()}
        page.set_viewport_size({"width": 320, "height": 700})
        check_reflow(page)
        page.set_viewport_size({"width": 1280, "height": 900})

    assert found == {}


@pytest.mark.parametrize("case", ["timeline", "method"])
def test_what_can_be_exported_passes_opened(visit, world, case):
    page = visit(address(case, world))

    for summary in page.locator(".take > summary").all():
        summary.click()
    assert page.locator(".take[open]").count() > 0

    page.set_viewport_size({"width": 320, "height": 700})
    assert violations(page) == {}
    check_reflow(page)
