"""What Jinja's templates know beside what they are given. Django's own are the rule; these are for long lists."""

import re
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
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
# Lines of a list that are kept, half a kilobyte each: most lists have the same words on every page.
MOST_LINES = 2_000
# Stand for the arguments of a macro while it writes its pattern: letters of Unicode's private use.
FIRST_MARK = 0xE100
# The words and the numbers of a line.
Row = tuple[tuple[str, ...], tuple[int, ...]]


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


def lines(macro: Any, rows: Iterable[Row], *choices: Hashable, texts: tuple[str, ...] = ()) -> Markup:
    """Write a macro once for each row: of `texts`, which all rows have, then of a row's words, then of its numbers.

    Texts are escaped unless they are markup, words in any case; of numbers the thousands are set apart. The macro may
    do nothing but put all these in their places, and name no addresses itself; `choices` are its last arguments, with
    which it may do anything. What it writes of the same words is kept: a list of hundreds takes a tenth of the time.
    """
    rows = list(rows)
    if not rows:
        return Markup()
    texts, line = tuple(map(escape, texts)), _lines(macro, len(texts), *map(len, rows[0]), choices)
    # Jinja has escaped the pattern, and each text and word is escaped.
    return Markup("".join([line[words].format(*texts, *numbers) for words, numbers in rows]))  # noqa: S704


def fill(macro: Any, texts: tuple[str, ...], *choices: Hashable) -> Markup:
    """Write a macro of texts, which are escaped unless they are markup, and of choices, as `lines` does of a row.

    The macro is asked once a process for the pattern into which texts go.
    """
    pattern, in_order = _pattern(macro, choices)
    escaped = tuple([text if hasattr(text, "__html__") else escape(text) for text in texts])
    return Markup(pattern % in_order(escaped))  # noqa: S704 - Jinja has escaped the pattern


class _Lines(dict[tuple[str, ...], str]):
    """What a macro writes of words, as formats for texts before them and numbers behind them."""

    def __init__(self, macro: Any, texts: int, words: int, numbers: int, choices: tuple[Hashable, ...]) -> None:
        super().__init__()
        marks = [chr(FIRST_MARK + place) for place in range(texts + words + numbers)]
        written = _quoted(str(macro(*marks, *choices)))
        for place, mark in enumerate(marks[:texts]):
            written = written.replace(mark, f"{{{place}}}")
        for place, mark in enumerate(marks[texts + words :], texts):
            written = written.replace(mark, f"{{{place}:,}}")
        pieces = re.split(f"([{marks[texts]}-{marks[texts + words - 1]}])" if words else "(?!)", written)
        self._pattern = "%s".join(text.replace("%", "%%") for text in pieces[::2])
        self._order = [ord(mark) - FIRST_MARK - texts for mark in pieces[1::2]]

    def __missing__(self, words: tuple[str, ...]) -> str:
        escaped = [word if _is_plain(word) else _quoted(str(escape(str(word)))) for word in words]
        found = self._pattern % tuple([escaped[at] for at in self._order])
        if len(self) >= MOST_LINES:
            self.clear()
        self[words] = found
        return found


# Most words stay as they are, and to see that takes a fraction of the time.
_is_plain = re.compile(r"""[^&<>"'{}]*""").fullmatch


def _quoted(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


@lru_cache(MOST_PATTERNS)
def _lines(macro: Any, texts: int, words: int, numbers: int, choices: tuple[Hashable, ...]) -> _Lines:
    return _Lines(macro, texts, words, numbers, choices)


@lru_cache(MOST_PATTERNS)
def _pattern(macro: Any, choices: tuple[Hashable, ...]) -> tuple[str, Callable[[tuple[Any, ...]], Any]]:
    """Give what a macro writes, with a sign for each value, and a function that puts a row's values in their order."""
    marks = [chr(FIRST_MARK + place) for place in range(len(macro.arguments) - len(choices))]
    texts = re.split(f"([{''.join(marks)}])", str(macro(*marks, *choices)))
    order = [ord(mark) - FIRST_MARK for mark in texts[1::2]]
    pattern = "%s".join(text.replace("%", "%%") for text in texts[::2])
    # Of one place it gives no row, but a value.
    return pattern, itemgetter(*order) if len(order) > 1 else lambda row: tuple(row[place] for place in order)
