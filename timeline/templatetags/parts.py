"""Jinja's macros in Django's templates."""

from collections.abc import Hashable, Iterable
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.template import engines
from django.utils.safestring import SafeString, mark_safe

from diplomacy import jinja

register = template.Library()


@register.simple_tag
def part(name: str, *values: Any, **named: Any) -> SafeString:
    """Write a macro of `templates/timeline/parts`, named as `events.said`; the macro escapes what it is given."""
    return write(name, *values, **named)


def write(name: str, *values: Any, **named: Any) -> SafeString:
    """Give what a macro writes of values."""
    return mark_safe(str(_macro_of(name)(*values, **named)))  # noqa: S308 - Jinja has escaped it


def fill(name: str, texts: tuple[str, ...], *choices: Hashable) -> SafeString:
    """Give what a macro writes of texts, which it only puts in their places, and of choices, its last arguments.

    It is asked once for all texts with the same choices, which takes a fraction of the time.
    """
    return mark_safe(str(jinja.fill(_macro_of(name), texts, *choices)))  # noqa: S308 - Jinja has escaped it


def lines(name: str, rows: Iterable[jinja.Row], *choices: Hashable) -> SafeString:
    """Give what a macro writes of the words and numbers of each row, with the same choices."""
    return mark_safe(str(jinja.lines(_macro_of(name), rows, *choices)))  # noqa: S308 - Jinja has escaped it


def _macro_of(name: str) -> Any:
    # While templates are worked on they are read again each time.
    return _macro.__wrapped__(name) if settings.DEBUG else _macro(name)


@cache
def _macro(name: str) -> Any:
    file, macro = name.split(".")
    module = engines["jinja2"].env.get_template(f"timeline/parts/{file}.jinja").module  # type: ignore[attr-defined]
    return getattr(module, macro)
