"""Pages made of parts: the template around them is written once a process, for all that it is put around.

A template of Django's takes milliseconds to write what is the same on every page. Here it is written once with a sign
in the place of each part, and cut there.
"""

import re

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import conditional_escape

# The first of the signs: letters of Unicode's private use, which no template of ours has.
FIRST_SIGN = 0xE300
# Texts between the parts, one more than there are places, and the number of the part in each place.
Frame = tuple[list[str], list[int]]
_frames: dict[tuple[str, ...], Frame] = {}


def framed(request: HttpRequest, template: str, **parts: str) -> str:
    """Write a template with these parts in their places; they are escaped unless they are markup already.

    Nothing else of the template may differ between two requests for pages of one name, whoever asks.
    """
    match = request.resolver_match
    key = (template, match.view_name if match else "", get_script_prefix(), *parts)
    frame = _frames.get(key)
    # While templates are worked on they are read again each time.
    if frame is None or settings.DEBUG:
        frame = _frames[key] = _frame(request, template, list(parts))
    texts, places = frame
    values = [conditional_escape(part) for part in parts.values()]
    pieces = [piece for text, place in zip(texts, places, strict=False) for piece in (text, values[place])]
    return "".join([*pieces, texts[-1]])


def _frame(request: HttpRequest, template: str, names: list[str]) -> Frame:
    signs = {name: chr(FIRST_SIGN + number) for number, name in enumerate(names)}
    found = re.split(f"([{''.join(signs.values())}])", render_to_string(template, signs, request))
    return found[::2], [ord(sign) - FIRST_SIGN for sign in found[1::2]]
