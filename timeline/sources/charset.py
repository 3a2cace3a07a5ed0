"""Decode a web page: what its bytes show goes before what it, or its server, claims."""

import codecs
import re

from charset_normalizer import from_bytes

from timeline.extraction.source import BYTE_ORDER_MARKS, decode, is_no_text

# A page names its encoding within its first kilobyte (HTML standard, 4.2.5.4).
_HEAD = 1024
_META = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.+-]{1,40})""")
# What pages call these encodings and what browsers take them for (WHATWG Encoding Standard, 4.2).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
# These look like plain ASCII: only the page's own word tells.
_SEVEN_BIT = frozenset({"iso2022_jp", "hz", "iso2022_kr"})
# Codecs that are no encodings of text, or that no page is in: a claim of UTF-16 without its mark is wrong.
_NO_TEXT = frozenset({"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode", "utf-16", "utf-7"})
# Enough to tell an encoding by, and quick.
_SAMPLE = 64 * 1024


def decode_page(data: bytes, charset: str = "") -> tuple[str, tuple[str, ...]]:
    """Give the text of a page and notes on how it was decoded; raise SourceError where it is no text.

    Valid UTF-8 is UTF-8 whatever is claimed; else the claims of server and page in turn, else a guess by the bytes.
    """
    if data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)) or is_no_text(data):
        return decode(data, len(data))
    meta = _META.search(data, 0, _HEAD)
    claims = [name for name in (_python_name(charset), _python_name(meta[1].decode()) if meta else "") if name]
    seven_bit = [name for name in claims if name in _SEVEN_BIT and data.isascii()]
    for name in (*seven_bit, "utf-8", *claims):
        try:
            return data.decode(name), ()
        except UnicodeError:
            continue
    best = None if claims else from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return decode(data, len(data))
    return data.decode(best.encoding, "replace"), (f"the page names no encoding: read as {best.encoding}",)


def _python_name(label: str) -> str:
    """Give Python's name of an encoding, "" where it knows none or none of text."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_TEXT else _WIDER.get(name, name)
