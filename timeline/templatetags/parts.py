"""Jinja's macros in Django's templates."""

from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.template import engines
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def part(name: str, *values: Any, **named: Any) -> SafeString:
    """Write a macro of `templates/timeline/parts`, named as `events.said`; the macro escapes what it is given."""
    return write(name, *values, **named)


def write(name: str, *values: Any, **named: Any) -> SafeString:
    """Give what a macro writes of values."""
    # While templates are worked on they are read again each time.
    macro = _macro.__wrapped__(name) if settings.DEBUG else _macro(name)
    return mark_safe(str(macro(*values, **named)))  # noqa: S308 - Jinja has escaped it


@cache
def _macro(name: str) -> Any:
    file, macro = name.split(".")
    module = engines["jinja2"].env.get_template(f"timeline/parts/{file}.jinja").module  # type: ignore[attr-defined]
    return getattr(module, macro)
