"""Choose the title of a web page among what its metadata, its headings and its window call it."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from timeline.sources.compose import clean_title, plain
from timeline.sources.structured import told_by_articles

# Between a title and the name of the site, or the author, in the window's title.
_CUT = re.compile(r"\s+(?:[|–—»-]|::)\s+")
# A heading of fewer words than this may be the site's name.
_MIN_WORDS = 3


def page_title(tree: HtmlElement, guess: str | None, site: str | None) -> str | None:
    """Give the title: what the metadata tells and a heading of the page shows; else what the metadata tells first.

    The name of the site that many pages hang on is left out.
    """
    headings = {plain(heading.text_content()) for heading in tree.iter("h1", "h2")}
    told = [title for title in map(clean_title, _told(tree, guess)) if title]
    for title in told:
        for start in _starts(title):
            if plain(start) in headings and len(start.split()) >= _MIN_WORDS:
                return start
    return _without_site(told[0], site) if told else None


def _told(tree: HtmlElement, guess: str | None) -> Iterator[str | None]:
    yield from told_by_articles(tree, "headline")
    for name in ("og:title", "twitter:title"):
        yield from tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    yield guess
    window = tree.find(".//title")
    yield window.text_content() if window is not None else None


def _starts(title: str) -> list[str]:
    """Give a title whole, and cut before each separator, the longest first."""
    return [title, *(title[: cut.start()] for cut in reversed(list(_CUT.finditer(title))))]


def _without_site(title: str, site: str | None) -> str:
    cuts = list(_CUT.finditer(title))
    is_site = bool(cuts and site) and plain(title[cuts[-1].end() :]) == plain(site or "")
    return title[: cuts[-1].start()] if is_site else title
