"""Read corpora: one document a line of JSON, or a row of CSV. A bad row is named by its number, the rest is read."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from timeline.extraction.source import SourceError, check_length
from timeline.sources import sandbox
from timeline.sources.columns import find_columns, known_names
from timeline.sources.compose import clean_title, compose, names
from timeline.sources.document import Document, Problem, printable, storable
from timeline.sources.formats import Options
from timeline.sources.moments import moment

DELIMITERS = ",;\t|"
# JSON writes a character with up to 12 letters (two halves of \uXXXX), and there is more than the text in a row.
LINE_PER_CHAR = 13
LINE_MORE = 1_000_000
# Marks of UTF-16 and UTF-8 at the head of a file, and how to read what follows.
MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
# The text of many archives is HTML: an element at the head, and one that ends somewhere.
_MARKUP = re.compile(r"\s*<(?:!|[a-zA-Z]).*</[a-zA-Z]+>", re.DOTALL)
Row = Mapping[str, Any]


def documents_in_corpus(stream: BinaryIO, format: str, name: str, options: Options) -> Iterator[Document | Problem]:
    """Give the documents of a corpus, in order; raise SourceError where no row can be read at all."""
    yield from (_in_lines if format == "jsonl" else _in_table)(stream, name, options)


def _in_lines(stream: BinaryIO, name: str, options: Options) -> Iterator[Document | Problem]:
    columns: dict[str, str] = {}
    keys: set[str] = set()
    for number, line in enumerate(_lines(stream, options), 1):
        where = f"{name} line {number}"
        try:
            if not line.strip():
                continue
            row = _object(line)
            if row.keys() != keys:
                # Rows may leave out what they do not know: each is asked for its own names.
                known = {key: column for key, column in options.columns.items() if column in row or key == "text"}
                columns, keys = find_columns(list(row), known), set(row)
            yield _document(row, columns, where, options)
        except SourceError as error:
            yield Problem(where, str(error))


def _object(line: bytes) -> dict[str, Any]:
    """Read one line of JSON; `{"source": {"name": …}}` gives the column `source.name` as well."""
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        raise SourceError(f"broken text: byte {error.start:,} is no UTF-8") from None
    except (ValueError, RecursionError) as error:
        hint = "; write one object a line, without line ends in it" if line.strip() in (b"[", b"{") else ""
        raise SourceError(f"no JSON: {error}{hint}") from None
    if isinstance(row, list):
        raise SourceError("a list of JSON; write one object a line")
    if not isinstance(row, dict):
        raise SourceError("no JSON object")
    inner = {key: value for key, value in row.items() if isinstance(value, dict)}
    return row | {f"{key}.{name}": value for key, part in inner.items() for name, value in part.items()}


def _in_table(stream: BinaryIO, name: str, options: Options) -> Iterator[Document | Problem]:
    # Python's own limit of 131,072 characters a field is shorter than a long communiqué.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_chars + LINE_MORE))
    lines = _decoded(stream, options)
    head = next(lines, "")
    delimiter = _delimiter(head, options)
    header = _cells(head, delimiter)
    columns = find_columns(header, options.columns)
    number = 1
    for cells in _rows(csv.reader(lines, delimiter=delimiter), len(header)):
        number += 1
        where = f"{name} row {number}"
        try:
            if isinstance(cells, csv.Error):
                raise SourceError(f"no CSV: {cells}; is a quotation mark left open? Rows are missing here")
            if any(cell.strip() for cell in cells):
                yield _document(_named(header, cells), columns, where, options)
        except SourceError as error:
            yield Problem(where, str(error))


def _rows(rows: Iterator[list[str]], width: int) -> Iterator[list[str] | csv.Error]:
    """Give the rows; where they cannot be told apart, the error, and then the rows from the next whole one on."""
    is_lost = False
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if not is_lost:
                yield error
            is_lost = True
        else:
            is_lost = is_lost and len(cells) != width
            if not is_lost:
                yield cells


def _delimiter(head: str, options: Options) -> str:
    """Choose what gives the header the most columns with known names, then the most columns."""

    def worth(delimiter: str) -> tuple[int, int]:
        cells = _cells(head, delimiter)
        return known_names(cells, options.columns), len(cells)

    return max(DELIMITERS, key=worth)


def _cells(head: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([head], delimiter=delimiter), [])]
    except csv.Error as error:
        raise SourceError(f"no CSV: {error}") from None


def _named(header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise SourceError(f"{len(cells)} cells, but the header has {len(header)}: the row is not read")
    return dict(zip(header, cells, strict=True))


def _lines(stream: BinaryIO, options: Options) -> Iterator[bytes]:
    """Give the lines; of one that is too long only the head is kept, and no more than that is in memory."""
    limit = options.max_chars * LINE_PER_CHAR + LINE_MORE
    while line := stream.readline(limit):
        yield line
        while len(line) == limit and not line.endswith(b"\n"):
            line = stream.readline(limit)


def _decoded(stream: BinaryIO, options: Options) -> Iterator[str]:
    """Give the lines of a table as text: UTF-8 or UTF-16 by their marks, else each line UTF-8 or Windows-1252."""
    first = next(_lines(stream, options), b"")
    encoding = next((encoding for mark, encoding in MARKS if first.startswith(mark)), "")
    if encoding == "utf-16":
        raise SourceError("this table is in UTF-16; save it as CSV in UTF-8")
    if b"\0" in first:
        raise SourceError("binary: this is no table of text")
    yield _text(first.removeprefix(b"\xef\xbb\xbf"))
    for line in _lines(stream, options):
        yield _text(line)


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _document(row: Row, columns: Mapping[str, str], where: str, options: Options) -> Document:
    """Make a document of a row; raise SourceError that names what is wrong with it."""
    given = {key: _value(row.get(column), key, column) for key, column in columns.items()}
    body = check_length(given.get("text", ""), options.max_chars)
    if _MARKUP.match(body):
        body = sandbox.read("fragment", body.encode(), where, charset="utf-8", today=options.today.isoformat()).text
    title = clean_title(given.get("title"))
    byline = names(given.get("byline"), given.get("outlet"))
    published = given.get("published", "").strip()
    url = given.get("url", "").strip()
    return Document(
        text=compose(title, byline, body) if title or byline else body,
        name=printable(" ".join(given.get("file", "").split())) or where,
        url=url or None,
        outlet=" ".join(given.get("outlet", "").split()) or None,
        published=_moment(published, columns["published"], options) if published else None,
        published_why=f"The corpus gives {published} in its column “{columns['published']}”." if published else None,
        title=title,
        byline=byline,
    )


def _moment(value: str, column: str, options: Options) -> str:
    try:
        return moment(value, options.today, options.day_order)
    except SourceError as error:
        raise SourceError(f"{column}: {error}") from None


def _value(value: Any, key: str, column: str) -> str:
    if value is None:
        return ""
    if key == "byline" and isinstance(value, list):
        return "; ".join(str(name) for name in value)
    if isinstance(value, bool | list | dict) or (key == "text" and not isinstance(value, str)):
        raise SourceError(f'"{column}" must be a string')
    return storable(str(value))
