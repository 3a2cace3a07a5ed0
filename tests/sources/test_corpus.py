"""Corpora: lines of JSON and tables, with whatever their columns are called; a bad row costs only itself."""

import csv
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.test_files import OPTIONS, documents
from timeline.extraction.source import SourceError
from timeline.sources import Document, Options, Problem
from timeline.sources.columns import find_columns, parse_columns
from timeline.sources.moments import moment

TODAY = date(2026, 1, 31)


def corpus(tmp_path, name, content, **options):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return documents(path, options=Options(today=TODAY, **options))


def test_a_line_of_json_gives_all_that_its_columns_tell(tmp_path):
    line = (
        '{"ID": 7, "File": "b/7", "Headline": "Ministers speak", "Body": "They spoke on Friday.", '
        '"Publish_Date": "2024-12-20", "source": "The Post", "link": "https://post.example/7", '
        '"authors": ["Ann Lindqvist", "Omar Haddad"]}'
    )

    assert corpus(tmp_path, "c.jsonl", line) == [
        Document(
            text="Ministers speak\nBy Ann Lindqvist and Omar Haddad\n\nThey spoke on Friday.\n",
            name="b/7",
            url="https://post.example/7",
            outlet="The Post",
            published="2024-12-20",
            published_why="The corpus gives 2024-12-20 in its column “Publish_Date”.",
            title="Ministers speak",
            byline=("Ann Lindqvist", "Omar Haddad"),
        )
    ]


def test_columns_of_other_names_are_named_by_the_user(tmp_path):
    line = '{"words": "They spoke.", "when": {"day": "2024-12-20"}, "text": ""}'
    columns = parse_columns("text=words, published=when.day")

    (found,) = corpus(tmp_path, "c.jsonl", line, columns=columns)

    assert (found.text, found.published) == ("They spoke.", "2024-12-20")


MARKUP = {
    "paragraphs": ("<p>They spoke.</p><p>They met &amp; agreed.</p>", "They spoke.\nThey met & agreed."),
    "words beside a block": ("<div>They<br>spoke<p>of <b>tra</b>de</p>today</div>", "They\nspoke\nof trade\ntoday"),
    "an article": (
        f"<div><p>{'They spoke of trade. ' * 6}</p><p>They met.</p></div>",
        f"{'They spoke of trade. ' * 5}They spoke of trade.\nThey met.",
    ),
    "no markup": ("<3 is what they said", "<3 is what they said"),
}


@pytest.mark.parametrize("case", MARKUP)
def test_a_text_in_html_is_read_as_its_words(tmp_path, case):
    text, wanted = MARKUP[case]

    (found,) = corpus(tmp_path, "c.jsonl", json.dumps({"text": text}))

    assert found.text.rstrip("\n") == wanted


TABLES = {
    "commas": "title,text,date\nA call,They spoke.,2024-12-20\n",
    "semicolons": "title;text;date\nA call;They spoke.;2024-12-20\n",
    "tabs": "title\ttext\tdate\nA call\tThey spoke.\t2024-12-20\n",
    "bars": "title|text|date\nA call|They spoke.|2024-12-20\n",
    "a byte order mark": "\ufefftitle,text,date\nA call,They spoke.,2024-12-20\n",
    "quotation marks": '"title","text","date"\r\n"A call","They spoke.","2024-12-20"\r\n',
    "a header with commas in other columns": "title;text;date;a, b, c, d\nA call;They spoke.;2024-12-20;x\n",
    "blank rows": "title,text,date\n\nA call,They spoke.,2024-12-20\n,,\n\n",
    "other order": "date,text,title\n2024-12-20,They spoke.,A call\n",
}


@pytest.mark.parametrize("case", TABLES)
def test_a_table_is_read(tmp_path, case):
    (found,) = corpus(tmp_path, "c.csv", TABLES[case])

    assert (found.text, found.published) == ("A call\n\nThey spoke.\n", "2024-12-20")


def test_rows_of_a_table_are_numbered_as_a_spreadsheet_does(tmp_path):
    table = 'text,date\n"They\nspoke, twice.",\nAgain.,\n,2024-12-20\nA,B,C\nLast.,yesterday\nEnd.,2024-12-20\n'

    assert corpus(tmp_path, "c.csv", table) == [
        Document("They\nspoke, twice.", "c.csv row 2"),
        Document("Again.", "c.csv row 3"),
        Problem("c.csv row 4", "empty: there is no text in it"),
        Problem("c.csv row 5", "3 cells, but the header has 2: the row is not read"),
        Problem("c.csv row 6", "date: not a date: 'yesterday'; write it as 2024-12-20 or 2024-12-20T10:28+09:00"),
        Document(
            "End.",
            "c.csv row 7",
            published="2024-12-20",
            published_why="The corpus gives 2024-12-20 in its column “date”.",
        ),
    ]


def test_a_cell_may_be_as_long_as_a_text(tmp_path):
    (found,) = corpus(tmp_path, "c.csv", f'text\n"{"word " * 100_000}"\n')

    assert len(found.text) == 500_000


def test_a_table_in_windows_1252_is_read(tmp_path):
    (found,) = corpus(tmp_path, "c.csv", "text\nPeña spoke\n".encode("cp1252"))

    assert found.text == "Peña spoke"


def test_an_open_quotation_mark_costs_no_more_than_what_it_swallows(tmp_path):
    table = 'text,date\nFirst.,\n"They spoke.,\n' + "some words and words\n" * 200_000 + "Last.,\n"

    assert corpus(tmp_path, "c.csv", table, max_chars=100) == [
        Document("First.", "c.csv row 2"),
        Problem(
            "c.csv row 3",
            f"no CSV: field larger than field limit ({csv.field_size_limit()}); is a quotation mark left open? "
            "Rows are missing here",
        ),
        Document("Last.", "c.csv row 4"),
    ]


BAD_LINES = {
    "no JSON": ("They spoke.", "no JSON: Expecting value: line 1 column 1 (char 0)"),
    "a list": ('["They spoke."]', "a list of JSON; write one object a line"),
    "JSON over many lines": ("[", "no JSON: Expecting value: line 2 column 1 (char 2); write one object a line"),
    "a number": ("7", "no JSON object"),
    "nested without end": ("[" * 100_000, "no JSON: maximum recursion depth exceeded"),
    "broken UTF-8": (b'{"text": "\xff"}', "broken text: byte 10 is no UTF-8"),
    "no text": ('{"texts": "x"}', "no column is known to hold the text; the columns are texts; name it with --columns"),
    "an empty text": ('{"text": " "}', "empty: there is no text in it"),
    "a number as text": ('{"text": 7}', '"text" must be a string'),
    "a list as address": ('{"text": "x", "url": ["a"]}', '"url" must be a string'),
    "the future": ('{"text": "x", "date": "2031-01-01"}', "date: in the future: 2031-01-01; an article cannot"),
    "too long": ('{"text": "' + "x" * 200 + '"}', "too large: 200 characters; the limit is 100 (setting"),
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path, case):
    line, reason = BAD_LINES[case]
    line = line if isinstance(line, bytes) else line.encode()

    first, bad, last = corpus(tmp_path, "c.jsonl", b'{"text": "A"}\n' + line + b'\n\n{"text": "B"}', max_chars=100)

    assert (first.name, last.name) == ("c.jsonl line 1", "c.jsonl line 4")
    assert bad.name == "c.jsonl line 2"
    assert bad.why.startswith(reason)


def test_a_line_without_end_is_cut_and_the_rest_is_read(tmp_path):
    bad, good = corpus(tmp_path, "c.jsonl", b'{"text": "' + b"x" * 5_000_000 + b'"}\n{"text": "B"}', max_chars=100)

    assert bad.why.startswith("no JSON: Unterminated string")
    assert good == Document("B", "c.jsonl line 2")


BAD_TABLES = {
    "no column of text": ("a,b\n1,2\n", "no column is known to hold the text; the columns are a, b; name it with"),
    "empty": ("", "no column is known to hold the text"),
    "UTF-16": ("text\nA\n".encode("utf-16"), "this table is in UTF-16; save it as CSV in UTF-8"),
    "a spreadsheet": (b"PK\x03\x04\0\0", "binary: this is no table of text"),
}


@pytest.mark.parametrize("case", BAD_TABLES)
def test_a_table_that_cannot_be_read_is_one_problem(tmp_path, case):
    content, reason = BAD_TABLES[case]

    (problem,) = corpus(tmp_path, "c.csv", content)

    assert problem.name == "c.csv"
    assert problem.why.startswith(reason)


def test_a_column_that_is_not_there_is_named(tmp_path):
    (problem,) = corpus(tmp_path, "c.csv", "text,day\nA,B\n", columns={"published": "date"})

    assert problem == Problem("c.csv", "there is no column 'date' for published; the columns are text, day")


BAD_COLUMNS = {
    "no equals": ("text", "'text' names no column; write it as text=NAME,published=NAME"),
    "no name": ("text=", "'text=' names no column; write it as text=NAME,published=NAME"),
    "no such thing": ("body=text", "there is no 'body'; what a column can be is text, published, outlet, url, title"),
    "nothing": (" , ", "there is nothing in it; write it as text=NAME,published=NAME"),
}


@pytest.mark.parametrize("case", BAD_COLUMNS)
def test_parse_columns_refuses_with_a_reason(case):
    words, reason = BAD_COLUMNS[case]

    with pytest.raises(SourceError) as caught:
        parse_columns(words)

    assert str(caught.value).startswith(reason)


def test_a_column_is_used_once():
    assert find_columns(["content", "text"], {"title": "text"}) == {"text": "content", "title": "text"}


MOMENTS = {
    "a day": ("2024-12-20", "2024-12-20"),
    "without hyphens": ("20241220", "2024-12-20"),
    "a time": ("2024-12-20 10:28", "2024-12-20T10:28:00"),
    "a time in UTC": ("2024-12-20T10:28:05.123Z", "2024-12-20T10:28:05+00:00"),
    "a zone": ("2024-12-20T10:28:00+0900", "2024-12-20T10:28:00+09:00"),
    "an e-mail's": ("Fri, 20 Dec 2024 10:28:00 +0900", "2024-12-20T10:28:00+09:00"),
    "in words": ("Dec. 20, 2024", "2024-12-20"),
    "seconds of Unix": ("1734661680", "2024-12-20T02:28:00+00:00"),
    "midnight": ("2024-12-20T00:00:00Z", "2024-12-20"),
    "midnight without seconds": ("2024-12-20 00:00", "2024-12-20"),
}


FIGURES = {
    "one reading": ("20/12/2024", "", "2024-12-20"),
    "one reading, month first": ("12/20/2024 10:28", "", "2024-12-20T10:28"),
    "both readings are one day": ("05.05.2024", "", "2024-05-05"),
    "day first, says the user": ("03/04/2024", "dmy", "2024-04-03"),
    "month first, says the user": ("03-04-2024, 9:05", "mdy", "2024-03-04T09:05"),
}


@pytest.mark.parametrize("case", FIGURES)
def test_moment_reads_figures(case):
    value, order, wanted = FIGURES[case]

    assert moment(value, TODAY, order) == wanted


@pytest.mark.parametrize(("value", "order"), [("03/04/2024", ""), ("20/12/2024", "mdy"), ("31/31/2024", "")])
def test_moment_refuses_figures_that_are_no_day_or_two(value, order):
    with pytest.raises(SourceError, match=f"'{value}' is no day, or has two readings; write 2024-12-20"):
        moment(value, TODAY, order)


@pytest.mark.parametrize("case", MOMENTS)
def test_moment_reads(case):
    value, wanted = MOMENTS[case]

    assert moment(value, TODAY) == wanted


@given(st.text(max_size=40))
def test_moment_gives_a_date_or_says_why_not(value):
    try:
        found = moment(value, TODAY)
    except SourceError:
        return

    assert date.fromisoformat(found[:10]) <= date(2026, 2, 1)


@settings(max_examples=50)
@given(st.binary(max_size=300))
def test_any_bytes_are_documents_or_problems(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("any")
    for name in ("a.csv", "a.jsonl", "a.zip", "a.txt"):
        (folder / name).write_bytes(data)

    for item in documents(folder, options=OPTIONS):
        assert isinstance(item, Document | Problem)
        assert item.name
