"""Read a web page: its article without menus and related links, and what its metadata says of it.

Runs in the child process of `sandbox`, since a page may be anything.
"""

from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.etree import ParserError, strip_elements
from trafilatura import bare_extraction

from timeline.extraction.document.outlet import outlet_of
from timeline.extraction.source import SourceError
from timeline.sources.charset import decode_page
from timeline.sources.compose import compose, names
from timeline.sources.document import Document
from timeline.sources.page_date import SEARCH, page_date
from timeline.sources.page_title import page_title

# A readout of one sentence has a hundred characters; less is a notice about cookies or an empty frame.
MIN_CHARS = 80
# A cell with more text than this holds an article, not data: tables were the columns of older pages.
MIN_LAYOUT_CELL = 200
TABLE_TAGS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
# Before and behind these a line ends.
BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre")
# How the same page is called for other devices.
_SHADOWS = ("www.", "m.", "amp.", "mobile.")


def read(data: bytes, name: str, *, charset: str = "", url: str | None = None, today: str) -> Document:
    """Take a page apart; `charset` and `url` are what the server said. Raise SourceError where there is no article."""
    text, notes = decode_page(data, charset)
    tree = _tree(text)
    when, why, doubts = page_date(tree, date.fromisoformat(today))
    _open_layout_tables(tree)
    found: Any = bare_extraction(
        tree, url=url, include_comments=False, with_metadata=True, date_extraction_params=SEARCH
    )
    body = (found.text or "").strip() if found else ""
    if len(body) < MIN_CHARS:
        raise SourceError("no article was found on this page; save its text as a .txt file instead")
    site = _site_name(found.sitename)
    title = page_title(tree, found.title, site)
    byline = names(found.author, site)
    address = _address(tree, url)
    return Document(
        text=compose(title, byline, body),
        name=name,
        url=address,
        # Hosts that the lexicon knows have one name each, however they call themselves on their pages.
        outlet=None if outlet_of("", address, None) else site,
        published=when,
        published_why=why,
        title=title,
        byline=byline,
        notes=(*notes, *doubts),
    )


def _tree(text: str) -> lxml_html.HtmlElement:
    try:
        # The declaration of an encoding is over: the text is decoded.
        return lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError):
        raise SourceError("no page: there is nothing in this HTML") from None


def _open_layout_tables(tree: lxml_html.HtmlElement) -> None:
    """Make plain blocks of tables that lay out a page, so that their paragraphs are seen."""
    for table in list(tree.iter("table")):
        if any(len(cell.text_content()) > MIN_LAYOUT_CELL for cell in table.iter("td")):
            for part in table.iter(*TABLE_TAGS):
                part.tag = "div"


def _site_name(name: str | None) -> str | None:
    """Give the site's name as a reader knows it: no account of a network, no bare host."""
    name = " ".join((name or "").split()).strip("@")
    return name if name and ("." not in name or " " in name) else None


def _address(tree: lxml_html.HtmlElement, url: str | None) -> str | None:
    """Give the address that the page calls its own, if it is one of the same site; else the one it came from."""
    links = tree.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content')
    for link in links[:2]:
        try:
            own = urljoin(url or "", str(link).strip())
            parts = urlsplit(own)
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or not parts.hostname:
            continue
        # A home page is no address of an article, and another host's is a reprint's source, not this page.
        if not parts.path.strip("/") and not parts.query:
            continue
        if url is None or _host(own) == _host(url):
            return own
    return url


def _host(url: str) -> str:
    host = urlsplit(url).hostname or ""
    for shadow in _SHADOWS:
        host = host.removeprefix(shadow)
    return host


def plain_text(data: bytes, charset: str) -> str:
    """Give all the words of a page or a fragment, one line a block; raise SourceError where it is no text."""
    text, _ = decode_page(data, charset)
    tree = _tree(text)
    strip_elements(tree, "script", "style", "head", with_tail=False)
    for block in tree.iter(*BLOCKS):
        block.text, block.tail = f"\n{block.text or ''}", f"\n{block.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
