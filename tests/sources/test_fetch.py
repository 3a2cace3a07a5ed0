"""The safe fetch: what it gives, what it refuses, and that no server can hold it up or fill its memory."""

import gzip
import json
import socket
import subprocess
import sys
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from timeline.sources import Fetched, FetchError, NotModified, Policy, fetch, turns
from timeline.sources.addresses import AddressError


def refusal(*arguments, **options):
    with pytest.raises((FetchError, AddressError)) as caught:
        fetch(*arguments, **options)
    return caught.value


def test_fetch_gives_the_page_and_what_the_server_says_of_it(site):
    url = site.page("/a", b"<p>Hello", type='Text/HTML; charset="UTF-8"', ETag='"v1"', Last_Modified="yesterday")

    found = fetch(url, policy=site.policy)

    assert found == Fetched(url, b"<p>Hello", "text/html", "utf-8", '"v1"', "yesterday")
    ((path, headers),) = site.asked
    assert (path, headers["Host"]) == ("/a", f"127.0.0.1:{site.port}")
    assert headers["User-Agent"].startswith("Readout/")


def test_fetch_asks_only_for_what_has_changed(site):
    url = site.page("/a", status=304)

    found = fetch(url, etag='"v1"', last_modified="Fri, 20 Dec 2024 10:28:00 GMT", policy=site.policy)

    assert found == NotModified(url)
    assert site.asked[0][1]["If-None-Match"] == '"v1"'
    assert site.asked[0][1]["If-Modified-Since"] == "Fri, 20 Dec 2024 10:28:00 GMT"


def test_fetch_follows_redirects_and_tells_where_it_ended(site):
    site.page("/old", status=301, Location="/new?x=1")
    new = site.page("/new?x=1", b"here")

    assert fetch(site.url + "/old", policy=site.policy).url == new


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_fetch_unpacks(site, encoding):
    packed = gzip.compress(b"word " * 1000) if encoding == "gzip" else zlib.compress(b"word " * 1000)
    url = site.page("/a", packed, Content_Encoding=encoding)

    assert fetch(url, policy=site.policy).body == b"word " * 1000


def test_fetch_connects_to_the_number_that_was_checked(site):
    """A second answer of the name server, with another number, is never asked for."""
    site.page("/a", b"here")
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])

    found = fetch(f"http://news.example:{site.port}/a", policy=site.policy, resolver=lambda host, port: next(answers))

    assert found.body == b"here"
    assert site.asked[0][1]["Host"] == f"news.example:{site.port}"
    assert next(answers) == ["10.0.0.1"]


def test_fetch_tries_the_next_number_of_a_host(site):
    site.page("/a", b"here")
    policy = replace(site.policy, allowed=site.policy.allowed | {("127.0.0.9", site.port)})

    found = fetch(
        f"http://news.example:{site.port}/a", policy=policy, resolver=lambda host, port: ["127.0.0.9", "127.0.0.1"]
    )

    assert found.body == b"here"


REDIRECTED = {
    "to this machine": ("http://127.0.0.1/admin", "127.0.0.1 is 127.0.0.1, which is no public address"),
    "to another port of it": ("http://127.0.0.1:1/", "127.0.0.1 is 127.0.0.1, which is no public address"),
    "to a cloud's secrets": ("http://169.254.169.254/latest", "169.254.169.254 is 169.254.169.254, which is no"),
    "to this machine by IPv6": ("http://[::ffff:127.0.0.1]/", "::ffff:127.0.0.1 is ::ffff:127.0.0.1, which is no"),
    "to a file": ("file:///etc/passwd", "only http and https addresses are read, not file"),
    "to itself": ("/loop", "more than 5 redirects, one after the other"),
    "with a password": ("http://a:b@127.0.0.1/", "the address carries a user name or password"),
}


@pytest.mark.parametrize("case", REDIRECTED)
def test_a_redirect_is_checked_like_the_first_address(site, case):
    target, reason = REDIRECTED[case]
    url = site.page("/loop", status=302, Location=target)

    assert str(refusal(url, policy=site.policy)).startswith(reason)


def test_without_the_allowance_of_tests_loopback_is_not_asked(site):
    url = site.page("/a", b"here")

    assert "no public address" in str(refusal(url))
    assert "no public address" in str(refusal(url, policy=Policy()))
    assert site.asked == []


ANSWERS = {
    "500": ({"status": 500}, "the server answered 500 (Internal Server Error); try again later", False),
    "404": ({"status": 404}, "the server answered 404 (Not Found); check the address", True),
    "a strange status": ({"status": 799}, "the server answered 799 (no known status); try again later", False),
    "a picture": ({"type": "image/png"}, "this is image/png, which is not read", True),
    "too large, and it says so": ({"Content_Length": "2000000000"}, "too large: more than 1,000 bytes", True),
    "too large, and it does not": ({"body": b"x" * 1001}, "too large: more than 1,000 bytes", True),
    "shorter than it says": (
        {"body": b"x", "Content_Length": "900"},
        "the answer broke off or is garbled; try again later",
        False,
    ),
    "no gzip": (
        {"body": b"plain", "Content_Encoding": "gzip"},
        "the answer broke off or is garbled; try again later",
        False,
    ),
    "packed in a way nobody asked for": (
        {"body": b"x", "Content_Encoding": "gzip, gzip, gzip"},
        "packed as 'gzip, gzip, gzip', which was not asked for",
        True,
    ),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_a_bad_answer_is_named(site, case):
    answer, reason, is_lasting = ANSWERS[case]
    url = site.page("/a", **answer)

    error = refusal(url, policy=replace(site.policy, max_bytes=1000))

    assert (str(error), error.is_lasting) == (reason, is_lasting)


def test_the_time_a_server_asks_for_is_told(site):
    error = refusal(site.page("/a", status=503, Retry_After="120"), policy=site.policy)

    assert (error.status, error.retry_after) == (503, 120)


def test_nobody_at_the_port_is_named():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        policy = Policy(allowed=frozenset({("127.0.0.1", port)}), gap=0)

        assert str(refusal(f"http://127.0.0.1:{port}/", policy=policy)) == (
            "127.0.0.1 refuses connections; try again later"
        )


def test_another_protocol_is_named(site):
    assert str(refusal(f"https://127.0.0.1:{site.port}/", policy=site.policy)).startswith(
        "no proper answer from 127.0.0.1"
    )


def _silent(handler):
    time.sleep(3)


def _drip_headers(handler):
    for letter in "HTTP/1.1 200 OK\r\nX-Slow: " + "x" * 100:
        handler.wfile.write(letter.encode())
        time.sleep(0.05)


def _drip_body(handler):
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


# Seconds within which what does not wait is done, on a busy machine too; what waits wrongly takes a minute or for ever.
AT_ONCE = 20

SLOW = {
    "says nothing": (_silent, "no answer from 127.0.0.1 within 0.5 seconds; try again later"),
    "drips its headers": (_drip_headers, "gave up after 1 seconds: the server is too slow"),
    "drips its page": (_drip_body, "gave up after 1 seconds: the server is too slow"),
}


@pytest.mark.parametrize("case", SLOW)
def test_a_slow_server_is_left(site, case):
    answer, reason = SLOW[case]
    url = site.answer("/a", answer)
    before = time.monotonic()

    error = refusal(url, policy=replace(site.policy, patience=0.5, total=1))

    assert (str(error), error.is_lasting) == (reason, False)
    assert time.monotonic() - before < AT_ONCE


def test_requests_to_one_host_keep_their_distance_over_all_processes(tmp_path):
    wait = "wait('a.example', 0.5, pathlib.Path(sys.argv[1]))"
    code = f"import sys, pathlib; from timeline.sources.turns import wait; {wait}"
    book = tmp_path / "var" / "turns.json"
    before = time.monotonic()

    runs = [subprocess.Popen([sys.executable, "-c", code, str(book)]) for _ in range(3)]

    assert [run.wait(30) for run in runs] == [0, 0, 0]
    assert time.monotonic() - before >= 1
    assert list(json.loads(book.read_text())) == ["a.example"]


TURNS = {
    "another host": ({"b.example": 9e9}, 60, 0),
    "a turn that is past": ({"a.example": 1.0}, 60, 0),
    "no book yet": (None, 60, 0),
    "a book written by half": ('{"a.exam', 60, 0),
    "a place that cannot be written": (Path("/proc/none/turns.json"), 0.2, 0.2),
}


@pytest.mark.parametrize("case", TURNS)
def test_a_host_that_was_not_asked_just_now_is_asked_at_once(tmp_path, case):
    kept, gap, pause = TURNS[case]
    book = kept if isinstance(kept, Path) else tmp_path / "turns.json"
    if isinstance(kept, str | dict):
        book.write_text(kept if isinstance(kept, str) else json.dumps(kept))
    before = time.monotonic()

    turns.wait("a.example", gap, book)

    assert pause <= time.monotonic() - before < AT_ONCE


def test_a_turn_of_a_clock_that_was_set_back_is_waited_for_no_longer_than_a_minute(tmp_path, monkeypatch):
    (tmp_path / "turns.json").write_text(json.dumps({"a.example": 9e9}))
    monkeypatch.setattr(turns, "LONGEST", 0.1)
    before = time.monotonic()

    turns.wait("a.example", 1, tmp_path / "turns.json")

    assert time.monotonic() - before < AT_ONCE


def test_fetch_waits_for_its_turn(site, settings, tmp_path):
    settings.READOUT_FETCH_TURNS = tmp_path / "turns.json"
    url = site.page("/a", b"here")
    before = time.monotonic()

    for _ in range(2):
        fetch(url, policy=replace(site.policy, gap=0.3))

    assert time.monotonic() - before >= 0.3
