"""Read the structured data (JSON-LD, schema.org) in which a page describes its article."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

_ARTICLE = re.compile(r"Article|Posting|Report|Release|Statement|WebPage")
# A description of a page nests a few levels; deeper is none.
_MAX_DEPTH = 12
# The article stands under one of these; what else is in it (comments, videos) has a day of its own.
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")


def told_by_articles(tree: HtmlElement, key: str) -> list[str]:
    """Give what the page's descriptions of articles say under `key`, in the order of the page, blanks trimmed."""
    found = []
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        values = (article.get(key) for article in _articles(data, _MAX_DEPTH))
        found += [value.strip() for value in values if isinstance(value, str) and value.strip()]
    return found


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(data, list):
        for item in data:
            yield from _articles(item, depth - 1)
    elif depth and isinstance(data, dict):
        if _ARTICLE.search(str(data.get("@type", ""))):
            yield data
        for key in _INSIDE:
            yield from _articles(data.get(key), depth - 1)
