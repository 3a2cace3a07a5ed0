"""What a user names: files, folders, standard input; and what the first bytes of a file tell."""

import io
import os
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from timeline.extraction.source import SourceError
from timeline.sources import Document, Options, Problem, find_sources
from timeline.sources.formats import sniff

PAGES = Path(__file__).parent.parent / "data" / "pages"
OPTIONS = Options(today=date(2026, 1, 31))


def documents(*names, options=OPTIONS):
    return [item for source in find_sources([str(name) for name in names]) for item in source.documents(options)]


SNIFFED = {
    "a suffix": (b"anything", ".HTML", "html"),
    "a PDF whatever its name": (b"%PDF-1.7", ".txt", "pdf"),
    "text": (b"SEOUL, May 9 -- The two", "", "text"),
    "a page": (b"\n <!DOCTYPE html><html>", "", "html"),
    "a page as XML": (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC', ".php", "html"),
    "rows of JSON": (b'{"text": "x"}\n', "", "jsonl"),
    "a zip": (b"PK\x03\x04", "", "zip"),
    "an e-mail": (b"From: a@b.example\nTo: c@d.example\nMessage-ID: <1>\n\nHello", "", "mail"),
    "text with lines like a header": (b"Date: Friday\nPlace: Oslo\nTopic: trade\n\nThe two", "", "text"),
}


@pytest.mark.parametrize("case", SNIFFED)
def test_sniff_tells_the_format(case):
    head, suffix, wanted = SNIFFED[case]

    assert sniff(head, suffix) == wanted


def test_a_folder_gives_its_articles_by_name_and_leaves_out_the_rest(tmp_path):
    for name in ("b.txt", "a/c.txt", ".hidden.txt", ".git/d.txt", "README.txt", "style.css", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("They spoke.")

    assert documents(tmp_path) == [Document("They spoke.", "a/c.txt"), Document("They spoke.", "b.txt")]


def test_files_of_many_formats_are_read_as_what_they_are(tmp_path):
    (tmp_path / "page").write_bytes((PAGES / "readout.html").read_bytes())
    (tmp_path / "rows").write_text('{"text": "They spoke."}\n')

    page, row = documents(tmp_path / "page", tmp_path / "rows")

    assert page.title == "Readout of Minister Berg's Call With Minister Sandvik"
    assert row == Document("They spoke.", "rows line 1")


BAD = {
    "nothing in it": ("a.txt", b"", "empty: there is no text in it"),
    "no text in a page": ("a.html", b" \n", "empty: there is no text in it"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n\0", "binary: this is no plain text; save the article as text first"),
    "too long a text": ("a.txt", b"x" * 101, "too large: 101 bytes; the limit is 100 (setting READOUT_MAX_CHARS)"),
    "too large a page": ("a.html", b"x" * 10_000_001, "too large: 10,000,001 bytes; the limit is 10,000,000"),
    "too long a page": (
        "a.html",
        b"<html><body><p>" + b"They spoke. " * 20 + b"</p></body></html>",
        "too large: 240 characters; the limit is 100 (setting READOUT_MAX_CHARS)",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_a_problem(tmp_path, case):
    name, data, reason = BAD[case]
    (tmp_path / name).write_bytes(data)

    found = documents(tmp_path / name, options=Options(today=date(2026, 1, 31), max_chars=100))

    assert found == [Problem(name, reason)]


def test_a_missing_file_and_an_odd_name_are_named():
    assert documents("no/such\x1b[31m.txt") == [Problem("such\N{REPLACEMENT CHARACTER}[31m.txt", "no such file")]


def test_a_folder_without_articles_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"no articles in this folder \(\.txt, "):
        documents(tmp_path)


def test_a_pipe_by_name_is_read_to_its_end(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(b"They spoke of trade.",))
    writer.start()

    found = documents(tmp_path / "pipe")
    writer.join()

    assert found == [Document("They spoke of trade.", "pipe")]


def test_standard_input_is_sniffed(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "One."}\n{"text": "Two."}\n')))

    assert documents("-") == [Document("One.", "standard input line 1"), Document("Two.", "standard input line 2")]


def test_what_no_database_stores_is_shown_as_unknown(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "They\\u0000 spoke \\ud800."}')

    assert documents(tmp_path)[0].text == "They\N{REPLACEMENT CHARACTER} spoke \N{REPLACEMENT CHARACTER}."
