"""Checks of a whole page: accessibility by axe-core, and reflow."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
# WCAG 2.2 at levels A and AA, and axe's own good practice (landmarks, headings in order, one h1).
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules that ask what colours things have; a page in another scheme differs in nothing else.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# No preload: axe would fetch style sheets anew, for rules that are not among these.
# Colours that are changing, as after a change of scheme, would be measured half-way.
RUN = """async ([within, rules]) => {
    await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
    return (await axe.run(within, {preload: false, runOnly: rules, resultTypes: ["violations"]})).violations;
}"""


@cache
def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Page, within: str = "html", rules: Any = RULES) -> dict[str, list[str]]:
    """Give the elements that break a rule, by rule."""
    # A script tag of the test's own would be refused by the page's CSP; the debugger's evaluation is not.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(RUN, [within, rules])
    return {rule["id"]: [_line(node) for node in rule["nodes"]] for rule in found}


def check_axe(page: Page, within: str = "html") -> None:
    """Fail with what axe finds, rule by rule."""
    assert violations(page, within) == {}


def check_reflow(page: Page) -> None:
    """Fail if the page must be scrolled sideways, with the elements that stick out."""
    sticking_out = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
        .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert sticking_out == []


def _line(node: dict[str, Any]) -> str:
    why = [check["message"] for check in (*node["any"], *node["all"], *node["none"])]
    return f"{node['html'][:160]} ({'; '.join(why)})"
