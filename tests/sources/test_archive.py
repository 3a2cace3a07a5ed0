"""Zips: members as the files they are, and no bomb, lock or trick among them does any harm."""

import io
import struct
import zipfile
from random import Random

import pytest

from tests.sources.test_files import PAGES, documents
from timeline.sources import Document, Problem


def packed(folder, members, name="c.zip", **options):
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)
    return folder / name


def test_members_are_read_by_their_formats_in_the_order_of_their_names(tmp_path):
    path = packed(
        tmp_path,
        [
            ("b/page.html", (PAGES / "readout.html").read_bytes()),
            ("b/", b""),
            ("a.txt", "They spoke."),
            ("c.csv", "text\nOne.\nTwo.\n"),
            ("d.jsonl", '{"text": "Three."}\n'),
            ("README.txt", "What this is"),
            ("style.css", "p {}"),
            (".hidden.txt", "no"),
            ("__MACOSX/._a.txt", "no"),
        ],
    )

    first, page, *rows = documents(path)

    assert first == Document("They spoke.", "c.zip/a.txt")
    assert (page.name, page.title) == ("c.zip/b/page.html", "Readout of Minister Berg's Call With Minister Sandvik")
    assert rows == [
        Document("One.", "c.zip/c.csv row 2"),
        Document("Two.", "c.zip/c.csv row 3"),
        Document("Three.", "c.zip/d.jsonl line 1"),
    ]


def _zip_in_zip():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "They spoke.")
    return inner.getvalue()


BAD_MEMBERS = {
    "a bomb": ("a.txt", b"\0" * 50_000_000, "unpacks to 50,000,000 bytes, over 200 times its size; is it a zip bomb?"),
    "a bomb as a corpus": ("a.csv", b"\n" * 50_000_000, "unpacks to 50,000,000 bytes, over 200 times its size"),
    "too large": ("a.txt", Random(1).randbytes(550_000).hex(), "too large: 1,100,000 bytes; the limit is 1,000,000"),
    "a zip inside": ("a.zip", _zip_in_zip(), "a zip inside a zip is not opened; unpack it first"),
    "a zip under another name": ("a.txt", _zip_in_zip(), "binary: this is no plain text"),
    "a way up": ("../../etc/a.txt", b"They spoke.", "its name leads out of the zip; it is not read"),
    "a way down from the root": ("/etc/a.txt", b"They spoke.", "its name leads out of the zip; it is not read"),
    "a way by backslashes": ("..\\a.txt", b"They spoke.", "its name leads out of the zip; it is not read"),
    "empty": ("a.txt", b"", "empty: there is no text in it"),
    "a picture": ("a.txt", b"\x89PNG\0\0\0", "binary: this is no plain text; save the article as text first"),
}


@pytest.mark.parametrize("case", BAD_MEMBERS)
def test_a_bad_member_is_named_and_the_others_are_read(tmp_path, case):
    name, content, reason = BAD_MEMBERS[case]

    found = documents(packed(tmp_path, [(name, content), ("z.txt", "They spoke.")]))

    assert Document("They spoke.", "c.zip/z.txt") in found
    (problem,) = (item for item in found if isinstance(item, Problem))
    assert problem.name == f"c.zip/{name}"
    assert problem.why.startswith(reason)


def _with_flag(data, flag):
    """Set a flag of the first member, in its own header and in the directory."""
    changed = bytearray(data)
    changed[6] |= flag
    changed[data.index(b"PK\x01\x02") + 8] |= flag
    return bytes(changed)


def _with_changed_byte(data):
    changed = bytearray(data)
    changed[45] ^= 0xFF
    return bytes(changed)


BROKEN_MEMBERS = {
    "a password": (lambda data: _with_flag(data, 1), "it needs a password; pack it without one"),
    "changed bytes": (_with_changed_byte, "broken inside the zip ("),
}


@pytest.mark.parametrize("case", BROKEN_MEMBERS)
def test_a_broken_member_is_named_and_the_others_are_read(tmp_path, case):
    change, reason = BROKEN_MEMBERS[case]
    path = packed(tmp_path, [("a.txt", "They spoke on Friday."), ("z.txt", "They spoke.")])
    path.write_bytes(change(path.read_bytes()))

    problem, good = documents(path)

    assert (problem.name, good) == ("c.zip/a.txt", Document("They spoke.", "c.zip/z.txt"))
    assert problem.why.startswith(reason)


def _overlapping():
    """Let ten entries of the directory point to the same member."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("a.txt", "They spoke. " * 100)
    data = stored.getvalue()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    directory = data[start:end] * 10
    tail = data[end : end + 8] + struct.pack("<HHIIH", 10, 10, len(directory), start, 0)
    return data[:start] + directory + tail


BAD_ZIPS = {
    "no zip": (b"PK\x03\x04 and no more", "broken: this zip cannot be opened; pack it again"),
    "cut off": (_zip_in_zip()[:60], "broken: this zip cannot be opened; pack it again"),
    "members that share their bytes": (_overlapping(), "broken: the files in this zip overlap; is it a zip bomb?"),
}


@pytest.mark.parametrize("case", BAD_ZIPS)
def test_a_bad_zip_is_one_problem(tmp_path, case):
    data, reason = BAD_ZIPS[case]
    (tmp_path / "c.zip").write_bytes(data)

    assert documents(tmp_path / "c.zip") == [Problem("c.zip", reason)]


CONTENTS = {
    "a word processor's": (
        [("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")],
        "this is a document of a word processor; save it as text or PDF",
    ),
    "no articles": ([("a.css", "p {}")], "no articles in this zip (.txt, "),
}


@pytest.mark.parametrize("case", CONTENTS)
def test_a_zip_of_other_things_is_one_problem(tmp_path, case):
    members, reason = CONTENTS[case]

    (problem,) = documents(packed(tmp_path, members))

    assert problem.why.startswith(reason)


def test_a_zip_with_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("timeline.sources.archive.MAX_MEMBERS", 2)

    (problem,) = documents(packed(tmp_path, [(f"{number}.txt", "x") for number in range(3)]))

    assert problem.why == "too many files in this zip: 3; the limit is 2"


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("timeline.sources.archive.MAX_TOTAL", 100)

    (problem,) = documents(packed(tmp_path, [("a.txt", "x" * 60), ("b.txt", "x" * 60)]))

    assert problem.why == "unpacks to 120 bytes; the limit is 100; is it a zip bomb?"
