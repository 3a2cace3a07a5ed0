"""What Jinja's templates know beside what they are given. Django's own are the rule; these are for long lists."""

from functools import lru_cache
from typing import Any

from django.template.defaultfilters import capfirst, pluralize, truncatechars
from django.urls import get_script_prefix, reverse
from jinja2 import Environment, StrictUndefined

# Addresses without a reader's own values: those of pages and of the values of each filter.
MOST_ADDRESSES = 500


def environment(**options: Any) -> Environment:
    """Make the environment: names that are not given are errors, whatever DEBUG says."""
    made = Environment(**options | {"undefined": StrictUndefined, "autoescape": True})  # noqa: S701 - it is on
    made.globals["url"] = url
    made.filters |= {"capfirst": capfirst, "pluralize": pluralize, "truncatechars": truncatechars}
    return made


def url(name: str, *words: str) -> str:
    """Give the address of a page."""
    return _reversed(get_script_prefix(), name, words)


@lru_cache(MOST_ADDRESSES)
def _reversed(_: str, name: str, words: tuple[str, ...]) -> str:
    return reverse(name, args=words)
