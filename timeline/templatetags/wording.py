"""How words of libraries stand on our pages."""

import re

from django import template
from django.template.defaultfilters import stringfilter

register = template.Library()
# A word with one capital, at its head; not the first one, and none of "TOTP" or "WebAuthn".
TITLE_WORD = re.compile(r"(?<=[\s-])[A-Z][a-z]+\b")


@register.filter(is_safe=True)
@stringfilter
def sentence_case(heading: str) -> str:
    """Write a heading as a sentence begins: "Two-Factor Authentication" becomes "Two-factor authentication"."""
    words = heading.strip()
    return TITLE_WORD.sub(lambda word: word[0].lower(), words)
