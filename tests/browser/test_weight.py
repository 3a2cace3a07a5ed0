"""What a page costs its reader, whatever is on it: bytes over the line, and elements in the browser."""

import gzip
import re
from pathlib import Path

import pytest

from tests.browser.world import make_calls

# Without fonts, which are fetched once and kept.
MOST_BYTES, MOST_ELEMENTS = 60_000, 2_500
STATIC = Path(__file__).parents[2] / "static"


def weight(page) -> int:
    """Give the bytes of a page, its styles and its scripts, packed as they are sent."""
    html = page.request.get(page.url).body()
    files = re.findall(rb'(?:src|href)="/static/([^"]+\.(?:css|js|svg))"', html)
    return sum(len(gzip.compress(body)) for body in (html, *((STATIC / name.decode()).read_bytes() for name in files)))


@pytest.mark.parametrize("path", ["/", "/?q=caller&order=relevance", "/people/", "/method/", "/values/person/"])
def test_a_page_of_much_weighs_little(visit, transactional_db, path):
    make_calls(60)

    page = visit(path)

    assert weight(page) < MOST_BYTES
    assert page.evaluate("document.querySelectorAll('*').length") < MOST_ELEMENTS


def test_an_event_s_and_an_article_s_page_weigh_little(visit, world):
    for address in (world.call.get_absolute_url(), world.article.get_absolute_url()):
        page = visit(address)
        assert weight(page) < MOST_BYTES
        assert page.evaluate("document.querySelectorAll('*').length") < MOST_ELEMENTS
