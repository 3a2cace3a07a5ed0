"""What Jinja's templates know beside what they are given. Django's own are the rule; these are for long lists."""

import re
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from django.template.defaultfilters import capfirst, pluralize, truncatechars
from django.urls import get_script_prefix, reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

# Addresses without a reader's own values: those of pages and of the values of each filter.
MOST_ADDRESSES = 500
# There are a few of them for each long list, and some for each filter: closed or open, with so many values chosen.
MOST_PATTERNS = 500
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


def lines(macro: Any, rows: Iterable[tuple[str | int, ...]], *choices: Hashable) -> Markup:
    """Write a macro once for each row of its arguments: whole numbers, and words, which are escaped.

    The macro may do nothing but put them in their places, and name no addresses itself; `choices` are its last
    arguments, with which it may do anything. It is asked once for all rows of a process, for the pattern into which
    they go: a list of hundreds takes a tenth of the time.
    """
    pattern, in_order = _pattern(macro, choices)
    ordered = [in_order(row) for row in rows]
    if len(_escaped) > MOST_WORDS:
        _escaped.clear()
    cells = map(_escaped.__getitem__, chain.from_iterable(ordered))
    # Jinja has escaped the pattern, and each word is escaped here.
    return Markup(pattern * len(ordered) % tuple(cells))  # noqa: S704


def fill(macro: Any, texts: tuple[str, ...], *choices: Hashable) -> Markup:
    """Write a macro of texts, which are escaped unless they are markup, and of choices, as `lines` does of a row."""
    pattern, in_order = _pattern(macro, choices)
    return Markup(pattern % in_order(tuple(map(escape, texts))))  # noqa: S704 - Jinja has escaped the pattern


class _Escaped(dict[str | int, str | int]):
    """Words as they are escaped, be they marked as safe or not: most lists have the same on every page.

    Counts stay as they are and are not kept, since they differ.
    """

    def __missing__(self, word: str | int) -> str | int:
        if isinstance(word, str) and word[:1].isdigit() and word.replace(",", "").isdecimal():
            return word
        found = self[word] = word if isinstance(word, int) else str(escape(str(word)))
        return found


_escaped = _Escaped()


@lru_cache(MOST_PATTERNS)
def _pattern(macro: Any, choices: tuple[Hashable, ...]) -> tuple[str, Callable[[tuple[Any, ...]], Any]]:
    """Give what a macro writes, with a sign for each value, and a function that puts a row's values in their order."""
    marks = [chr(FIRST_MARK + place) for place in range(len(macro.arguments) - len(choices))]
    texts = re.split(f"([{''.join(marks)}])", str(macro(*marks, *choices)))
    order = [ord(mark) - FIRST_MARK for mark in texts[1::2]]
    pattern = "%s".join(text.replace("%", "%%") for text in texts[::2])
    # Of one place it gives no row, but a value.
    return pattern, itemgetter(*order) if len(order) > 1 else lambda row: tuple(row[place] for place in order)
