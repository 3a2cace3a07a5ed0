import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from timeline.extraction.reading import Event, EventDate, Reading
from timeline.extraction.report import in_words, render

STORY = "Ministers speak\n\nForeign Minister Ana Lopez spoke by phone with Foreign Minister Jan Novak on Monday.\n"


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def run(*args, **options):
    out, err = io.StringIO(), io.StringIO()
    failure = None
    try:
        call_command("read", *map(str, args), stdout=out, stderr=err, **options)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


def test_read_prints_one_json_line_a_file_in_order(story, tmp_path):
    other = tmp_path / "another.txt"
    other.write_text("Nothing happened\n\nIt rained.\n")

    out, err, failure = run(story, other, json=True)

    readings = [json.loads(line) for line in out.splitlines()]
    assert [r["file"] for r in readings] == [str(story), str(other)]
    assert [r["chars"] for r in readings] == [len(STORY), 29]
    assert (err, failure) == ("", None)


def test_read_prints_a_page(story):
    out, err, failure = run(story)

    assert out.startswith("Ministers speak\n===============\nPublished: day unknown (unknown)")
    assert (err, failure) == ("", None)


def test_read_takes_what_is_known_from_outside(story):
    out, _, _ = run(story, json=True, published="2024-12-20", outlet="Gazette", url="https://example.org/a")

    reading = json.loads(out)
    assert reading["published"]["edtf"] == "2024-12-20"
    assert (reading["outlet"], reading["url"]) == ("Gazette", "https://example.org/a")


def test_read_needs_no_database(story, django_db_blocker):
    with django_db_blocker.block():
        _, _, failure = run(story)

    assert failure is None


BAD_FILES = {
    "empty": (b"", "empty: there is no text in it"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0", "binary: this is no plain text; save the article as text first"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_read_names_a_bad_file_and_reads_the_rest(case, story, tmp_path):
    data, reason = BAD_FILES[case]
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)

    out, err, failure = run(bad, story, json=True)

    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(story)]
    assert err == f"{bad}: {reason}\n"
    assert failure == "1 of 2 could not be read."


def test_read_names_a_missing_file_and_a_folder(tmp_path):
    out, err, failure = run(tmp_path / "none.txt", tmp_path)

    assert out == ""
    assert err == f"{tmp_path}/none.txt: no such file\n{tmp_path}: this is a folder; name the files in it\n"
    assert failure == "2 of 2 could not be read."


def test_read_takes_a_page_with_what_its_metadata_tells():
    out, _, _ = run("tests/data/pages/news.html", json=True)

    reading = json.loads(out)
    assert reading["title"]["text"] == "Ministers vow to deepen defence ties in late-night call"
    assert [name["text"] for name in reading["byline"]] == ["Ann Lindqvist", "Omar Haddad"]
    assert reading["outlet"] == "The Harbour Post"
    assert reading["published"] == {
        "edtf": "2024-12-20",
        "datetime": "2024-12-20T10:28:00+09:00",
        "basis": "supplied",
        "why": ["The page's metadata gives 2024-12-20T10:28:00+09:00 (datePublished)."],
        "start": None,
        "end": None,
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_read_names_an_unreadable_file(story):
    story.chmod(0)

    assert run(story)[1] == f"{story}: cannot be read: Permission denied\n"


def test_read_names_a_file_that_fails_while_read():
    assert run("/proc/self/mem")[1] in (
        "/proc/self/mem: cannot be read: Input/output error\n",
        "/proc/self/mem: cannot be read: Permission denied\n",
    )


def test_read_refuses_too_large_a_file_naming_the_limit(story, settings):
    settings.READOUT_MAX_CHARS = 20

    _, err, failure = run(story)

    assert err == f"{story}: too large: {len(STORY)} bytes; the limit is 20 (setting READOUT_MAX_CHARS)\n"
    assert failure == "1 of 1 could not be read."


def test_read_notes_a_guessed_encoding(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(b"Pe\xf1a Nieto\x92s visit\n\nHe came.\n")

    out, _, _ = run(path, json=True)

    reading = json.loads(out)
    assert "not valid UTF-8 at byte 2: read as Windows-1252" in reading["warnings"]
    assert reading["title"]["text"] == "Peña Nieto’s visit"


PUBLISHED = {
    "nonsense": ("someday", "--published: not a date: 'someday'; write it as 2024-12-20 or 2024-12-20T10:28+09:00"),
    "future": ("9999-01-01", "--published: in the future: 9999-01-01; an article cannot have appeared after "),
}


@pytest.mark.parametrize("case", PUBLISHED)
def test_read_refuses_a_publication_date(case, story):
    value, reason = PUBLISHED[case]

    out, _, failure = run(story, published=value)

    assert out == ""
    assert failure.startswith(reason)


NO_INPUT = {"nothing": [], "both": ["a.txt", "--from-jsonl", "b.jsonl"]}


@pytest.mark.parametrize("case", NO_INPUT)
def test_read_asks_for_one_kind_of_input(case):
    assert run(*NO_INPUT[case])[2] == "Give one or more files, or --from-jsonl FILE (and not both)."


def test_read_from_lines_names_malformed_ones_and_reads_the_rest(tmp_path):
    lines = tmp_path / "in.jsonl"
    rows = [
        json.dumps({"file": "a", "text": STORY, "published": "2024-12-20", "outlet": None, "url": None}),
        "{not json",
        "",
        '["a list"]',
        '{"file": "b"}',
        '{"file": "c", "text": 5}',
        json.dumps({"file": "d", "text": STORY, "published": "31 Feb"}),
        json.dumps({"file": "e", "text": ""}),
        "[" * 100_000,
        json.dumps({"file": "f", "text": STORY}),
    ]
    lines.write_text("\n".join(rows))

    out, err, failure = run(json=True, from_jsonl=str(lines))

    readings = [json.loads(line) for line in out.splitlines()]
    assert [(r["file"], r["published"]["edtf"]) for r in readings] == [("a", "2024-12-20"), ("f", None)]
    assert [line.split(":")[0] for line in err.splitlines()] == [f"line {n}" for n in (2, 4, 5, 6, 7, 8, 9)]
    assert err.splitlines()[1:4] == ["line 4: no JSON object", 'line 5: no "text"', 'line 6: "text" must be a string']
    assert failure == "7 of 9 could not be read."


def test_read_from_standard_input(monkeypatch):
    data = json.dumps({"file": "a", "text": STORY}).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    out, _, failure = run("--from-jsonl", "-", json=True)

    assert json.loads(out)["file"] == "a"
    assert failure is None


def test_read_from_lines_names_a_missing_file(tmp_path):
    assert run("--from-jsonl", tmp_path / "none")[2] == f"{tmp_path}/none: cannot be read: No such file or directory"
    assert run("--from-jsonl", tmp_path)[2] == f"{tmp_path}: this is a folder; name a file of JSON lines"


def test_read_keeps_half_a_surrogate_pair_readable(tmp_path):
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"file": "a", "text": "Talks\\n\\nThe \\ud800 sign."}')

    out, _, failure = run(json=True, from_jsonl=str(lines))

    assert json.loads(out)["chars"] == 18
    assert failure is None


IN_WORDS = {
    "a day": ("2024-12-20", "20 December 2024"),
    "uncertain": ("2024-12-20?", "20 December 2024"),
    "a month": ("2024-12", "December 2024"),
    "a month with no day": ("2024-12-XX", "December 2024"),
    "a day of no year": ("XXXX-12-21", "21 December (year not given)"),
    "nothing": ("XXXX-XX-XX", "day not given"),
    "none": (None, "day not given"),
    "either day": ("[2024-12-19,2024-12-20]", "19 December 2024 or 20 December 2024"),
    "some day within": ("[2024-12-19..2024-12-22]", "between 19 December 2024 and 22 December 2024"),
    "a period": ("2024-12-19/2024-12-22", "19 December 2024 to 22 December 2024"),
    "until": ("../2024-12-22", "by 22 December 2024"),
    "from": ("2024-12-22/..", "from 22 December 2024 on"),
    "a year": ("1987", "1987"),
    "a month that does not exist": ("2024-13", "2024-13"),
}


@pytest.mark.parametrize("case", IN_WORDS)
def test_report_says_dates_in_words(case):
    edtf, words = IN_WORDS[case]

    assert in_words(edtf) == words


def test_report_shows_each_event_with_its_evidence():
    text = Path("seeds/002_73df78da11878c21.txt").read_text(encoding="utf-8")
    start = text.index("held their first")
    day = EventDate(
        "2025-01-31", "2025-01-31", "2025-01-31", "relative", text.index("Friday"), text.index("Friday") + 6
    )
    event = Event(
        id="e1", type="phone_call", status="held", main=True, domestic=False, date=day, participants=(), first=True,
        initiated_by=None, readouts=(), codes=None, evidence=((start, start + 32),), confidence=0.9,
    )  # fmt: skip

    page = render(Reading(file="", sha256="", chars=len(text), language="en", events=(event,)), text)

    assert page.splitlines()[4:7] == [
        "Phone call · held · main event · first of these parties · confidence 0.90",
        '  31 January 2025 (relative, from "Friday")',
        "  > held their first phone call Frid",
    ]
