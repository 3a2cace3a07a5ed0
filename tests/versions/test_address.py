"""Which spellings of a web address are of one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.versions import address_key

PAGE = "www.bay-herald.example/world/a-call?id=7"
CASES = {
    "as it is": ("https://www.bay-herald.example/world/a-call?id=7", PAGE),
    "scheme": ("http://www.bay-herald.example/world/a-call?id=7", PAGE),
    "case of scheme and host": ("HTTPS://WWW.Bay-Herald.example/world/a-call?id=7", PAGE),
    "default port": ("https://www.bay-herald.example:443/world/a-call?id=7", PAGE),
    "fragment": ("https://www.bay-herald.example/world/a-call?id=7#comments", PAGE),
    "tracking": ("https://www.bay-herald.example/world/a-call?utm_source=x&id=7&fbclid=9", PAGE),
    "last slash": ("https://www.bay-herald.example/world/a-call/?id=7", PAGE),
    "password": ("https://ann:secret@www.bay-herald.example/world/a-call?id=7", PAGE),
    "order of parameters": ("https://e.example/a?b=2&a=1", "e.example/a?a=1&b=2"),
    "case of the path tells": ("https://e.example/A", "e.example/A"),
    "another port tells": ("https://e.example:8443/a", "e.example:8443/a"),
    "source may name the article": ("https://e.example/a?source=7&cid=8", "e.example/a?cid=8&source=7"),
    "an empty parameter tells": ("https://e.example/a?print=", "e.example/a?print="),
    "hashbang": ("https://e.example/#!/story/12", "e.example#!/story/12"),
    "letters beyond ASCII": ("https://münze.example/ä", "xn--mnze-0ra.example/%C3%A4"),
    "front page": ("https://e.example/?utm_medium=rss", ""),
    "no web address": ("ftp://e.example/a", ""),
    "no host": ("https:///a", ""),
    "broken": ("http://[::1/x", ""),
    "port out of range": ("http://e.example:99999/x", ""),
    "too long": ("https://e.example/" + "a" * 2000, ""),
    "nothing": (None, ""),
}


@pytest.mark.parametrize("case", CASES)
def test_address_key(case):
    url, key = CASES[case]

    assert address_key(url) == key


@given(st.text(max_size=80))
def test_any_words_have_a_key_or_none(words):
    key = address_key("https://e.example/" + words)

    assert address_key("http://" + key) == key
