"""Jinja's macros in Django's templates."""

from typing import Any

from django import template
from django.template import engines
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def part(name: str, *values: Any, **named: Any) -> SafeString:
    """Write a macro of `templates/timeline/parts`, named as `events.said`; the macro escapes what it is given."""
    return write(name, *values, **named)


def write(name: str, *values: Any, **named: Any) -> SafeString:
    """Give what a macro writes of values."""
    file, macro = name.split(".")
    module = engines["jinja2"].env.get_template(f"timeline/parts/{file}.jinja").module  # type: ignore[attr-defined]
    return mark_safe(str(getattr(module, macro)(*values, **named)))  # noqa: S308 - Jinja has escaped it
