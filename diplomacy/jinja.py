"""What Jinja's templates know beside what they are given. Django's own are the rule; these are for long lists."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.template.defaultfilters import capfirst, pluralize, truncatechars
from django.urls import get_script_prefix, reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

# Addresses without a reader's own values: those of pages and of the values of each filter.
MOST_ADDRESSES = 500
# There are a few of them for each long list.
MOST_PATTERNS = 50
# Words of lists that are kept as they are escaped.
MOST_WORDS = 20_000
# Stand for the arguments of a macro while it writes its pattern: letters of Unicode's private use.
FIRST_MARK = 0xE100


def environment(**options: Any) -> Environment:
    """Make the environment: names that are not given are errors, whatever DEBUG says."""
    made = Environment(**options | {"undefined": StrictUndefined, "autoescape": True})  # noqa: S701 - it is on
    made.globals |= {"url": url, "lines": lines}
    made.filters |= {"capfirst": capfirst, "pluralize": pluralize, "truncatechars": truncatechars}
    return made


def url(name: str, *words: str) -> str:
    """Give the address of a page."""
    return _reversed(get_script_prefix(), name, words)


@lru_cache(MOST_ADDRESSES)
def _reversed(_: str, name: str, words: tuple[str, ...]) -> str:
    return reverse(name, args=words)


def lines(macro: Any, rows: Iterable[tuple[Any, ...]]) -> Markup:
    """Write a macro once for each row of its arguments: whole numbers, and words, which are escaped.

    The macro may do nothing but put them in their places. It is asked once for all rows of a process, for the pattern
    into which they go: a list of hundreds takes a tenth of the time.
    """
    write = _pattern(macro).format
    # Jinja has escaped the pattern, and each word is escaped here.
    return Markup("".join([write(*[one if type(one) is int else _escaped(one) for one in row]) for row in rows]))  # noqa: S704


# Most lists have the same names on every page; what is safe already is no other's equal by its type.
@lru_cache(MOST_WORDS, typed=True)
def _escaped(word: str) -> str:
    return str(escape(word))


@lru_cache(MOST_PATTERNS)
def _pattern(macro: Any) -> str:
    marks = [chr(FIRST_MARK + place) for place in range(len(macro.arguments))]
    text = str(macro(*marks)).replace("{", "{{").replace("}", "}}")
    for place, mark in enumerate(marks):
        text = text.replace(mark, f"{{{place}}}")
    return text
