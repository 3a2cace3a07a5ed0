from datetime import date

import pytest

from timeline.extraction import source

DECODED = {
    "utf-8": ("“Ironclad”, said Kishida".encode(), "“Ironclad”, said Kishida", ()),
    "utf-8 with a byte order mark": (b"\xef\xbb\xbfSEOUL", "SEOUL", ()),
    "utf-16 with a byte order mark": ("SEOUL".encode("utf-16"), "SEOUL", ()),
    "windows-1252": (
        b"Pe\xf1a Nieto\x92s call",
        "Peña Nieto’s call",
        ("not valid UTF-8 at byte 2: read as Windows-1252",),
    ),
    "windows-1252 with a byte it does not define": (
        b"Pe\xf1a \x81",
        "Peña \N{REPLACEMENT CHARACTER}",
        ("not valid UTF-8 at byte 2: read as Windows-1252",),
    ),
    "utf-8 with one broken byte keeps the rest": (
        "“Peña”".encode() + b" \xff",
        "“Peña” \N{REPLACEMENT CHARACTER}",
        ("not valid UTF-8 at byte 12: broken characters are shown as \N{REPLACEMENT CHARACTER}",),
    ),
    "line ends stay as they are": (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n", ()),
}


@pytest.mark.parametrize("case", DECODED)
def test_decode_gives_text_and_notes(case):
    data, text, notes = DECODED[case]

    assert source.decode(data) == (text, notes)


REFUSED = {
    "empty": (b"", "empty: there is no text in it"),
    "only blanks": (b" \n\t\n", "empty: there is no text in it"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary: this is no plain text; save the article as text first"),
    "pdf": (b"%PDF-1.7 text", "binary: this is no plain text; save the article as text first"),
    "half utf-16": (b"\xff\xfeS\0E", "broken text: byte 4 is no UTF-16"),
    "over the limit": (b"a" * 21, "too large: 21 bytes; the limit is 20 (setting READOUT_MAX_CHARS)"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_decode_refuses_with_a_reason(case):
    data, reason = REFUSED[case]

    with pytest.raises(source.SourceError) as caught:
        source.decode(data, limit=20)

    assert str(caught.value) == reason


def test_check_length_names_the_limit():
    with pytest.raises(source.SourceError, match=r"too large: 3 characters; the limit is 2 \(setting"):
        source.check_length("abc", limit=2)


PUBLISHED = {
    "a day": ("2024-12-20", "2024-12-20"),
    "a date-time": (" 2024-12-20T10:28+09:00 ", "2024-12-20T10:28+09:00"),
    "a day in words": ("Dec. 20, 2024", "2024-12-20"),
    "the day first": ("Friday, 20 December 2024", "2024-12-20"),
    "a time in words": ("20 Dec 2024 10:28", "2024-12-20T10:28"),
    "a time with its zone": ("Dec 20, 2024 10:28 +0900", "2024-12-20T10:28+09:00"),
    "tomorrow, further east": ("2025-01-02", "2025-01-02"),
}


@pytest.mark.parametrize("case", PUBLISHED)
def test_published_on_accepts(case):
    value, wanted = PUBLISHED[case]

    assert source.published_on(value, date(2025, 1, 1)) == wanted


NOT_PUBLISHED = {
    "words": ("yesterday", "not a date: 'yesterday'; write it as 2024-12-20 or 2024-12-20T10:28+09:00"),
    "no such day": ("2024-02-30", "not a date: '2024-02-30'; write it as 2024-12-20 or 2024-12-20T10:28+09:00"),
    "figures that have two readings": (
        "03/04/2024",
        "not a date: '03/04/2024'; write it as 2024-12-20 or 2024-12-20T10:28+09:00",
    ),
    "a month alone": ("Dec 2024", "not a date: 'Dec 2024'; write it as 2024-12-20 or 2024-12-20T10:28+09:00"),
    "the future in words": (
        "3 January 2025",
        "in the future: 3 January 2025; an article cannot have appeared after 2025-01-01",
    ),
    "the future": ("2025-01-03", "in the future: 2025-01-03; an article cannot have appeared after 2025-01-01"),
}


@pytest.mark.parametrize("case", NOT_PUBLISHED)
def test_published_on_refuses_with_a_reason(case):
    value, reason = NOT_PUBLISHED[case]

    with pytest.raises(source.SourceError) as caught:
        source.published_on(value, date(2025, 1, 1))

    assert str(caught.value) == reason
