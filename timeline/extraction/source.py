"""Take a source as it comes: bytes become text, a day given by hand an ISO day, or a clear error says why not."""

import re
from datetime import date, datetime, timedelta

# A readout has 2,000 to 10,000 characters, the longest communiqués 100,000; a megabyte is a book or no text at all.
MAX_BYTES = 1_000_000
# Text holds tabs, line ends and form feeds; other control characters come from programs, images and archives.
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# One stray control character is a slip of a word processor; more than one in a hundred bytes is not prose.
MAX_CONTROL_SHARE = 0.01
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
SPELLED_OUT = re.compile(r"(?i)(?=.*\b(?:19|20)\d\d\b).*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
DAY_PARTS = ["day", "month", "year"]
LONGEST_DATE = 60  # "Wednesday, 20 September 2024 at 10:28:00 a.m. +09:00" has 52
BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class SourceError(ValueError):
    """A source that cannot be read; the message says why in one line, fit to show to a user."""


def decode(data: bytes, limit: int = MAX_BYTES) -> tuple[str, tuple[str, ...]]:
    """Give the text of a document and notes on how it was decoded; raise SourceError where it is no text.

    UTF-8 (or UTF-16 with a byte order mark) as it is; otherwise Windows-1252, the usual encoding of older pages.
    Text that is UTF-8 but for a few broken bytes keeps its other characters.
    """
    check_size(len(data), limit)
    if not data.strip():
        raise SourceError("empty: there is no text in it")
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if is_no_text(data):
        raise SourceError("binary: this is no plain text; save the article as text first")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _mended(data, error.start)


def is_no_text(data: bytes) -> bool:
    """Tell a picture, an archive or a program from text in any encoding but UTF-16."""
    return data.startswith(b"%PDF-") or b"\0" in data or len(CONTROL.findall(data)) > len(data) * MAX_CONTROL_SHARE


def check_size(size: int, limit: int = MAX_BYTES) -> None:
    """Raise SourceError where a file of `size` bytes is over the limit; ask before it is read."""
    if size > limit:
        raise SourceError(f"too large: {size:,} bytes; the limit is {limit:,} (setting READOUT_MAX_CHARS)")


def check_length(text: str, limit: int = MAX_BYTES) -> str:
    """Give the text back; raise SourceError where it is empty or longer than the limit."""
    if len(text) > limit:
        raise SourceError(f"too large: {len(text):,} characters; the limit is {limit:,} (setting READOUT_MAX_CHARS)")
    if not text.strip():
        raise SourceError("empty: there is no text in it")
    return text


def published_on(value: str, today: date) -> str:
    """Read a publication day or date-time given from outside, as ISO 8601; raise SourceError where it is none.

    A day's grace, since it may be tomorrow already where the paper appeared.
    """
    text = value.strip()
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        text = _spelled_out(text)
        if not text:
            raise SourceError(f"not a date: {value!r}; write it as 2024-12-20 or 2024-12-20T10:28+09:00") from None
        day = datetime.fromisoformat(text).date()
    if day > today + timedelta(days=1):
        raise SourceError(f"in the future: {value}; an article cannot have appeared after {today.isoformat()}")
    return text


def _spelled_out(text: str) -> str:
    """Read a date with its month in letters and its year ("Dec. 20, 2024 10:28") as ISO 8601; "" if it is none.

    Days in figures alone are refused: 03/04/2024 is March in one country and April in another.
    """
    if not SPELLED_OUT.search(text) or len(text) > LONGEST_DATE:
        return ""
    import dateparser  # takes a quarter of a second to load, and is seldom needed

    found: datetime | None = dateparser.parse(
        text, languages=["en"], settings={"STRICT_PARSING": True, "REQUIRE_PARTS": DAY_PARTS}
    )
    if found is None:
        return ""
    return found.isoformat(timespec="minutes") if re.search(r"\d:\d", text) else found.date().isoformat()


def _strict(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        raise SourceError(f"broken text: byte {error.start:,} is no {encoding.removesuffix('-sig').upper()}") from None


def _mended(data: bytes, first: int) -> tuple[str, tuple[str, ...]]:
    wide = len(MULTIBYTE.findall(data))
    loose = len(re.findall(rb"[\x80-\xff]", MULTIBYTE.sub(b"", data)))
    if wide > loose:
        note = f"not valid UTF-8 at byte {first:,}: broken characters are shown as \N{REPLACEMENT CHARACTER}"
        return data.decode("utf-8", "replace"), (note,)
    return data.decode("cp1252", "replace"), (f"not valid UTF-8 at byte {first:,}: read as Windows-1252",)
