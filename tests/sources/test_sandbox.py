"""The child process that takes documents apart: whatever happens to it, the next document is read."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from tests.sources.pdfs import assemble, pdf, stream
from timeline.extraction.source import SourceError
from timeline.sources.sandbox import Sandbox

TODAY = "2026-01-31"
GOOD = pdf(["The foreign ministers of Norway and Japan spoke by telephone."])


@pytest.fixture(scope="module")
def sandbox():
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()


def slow_pdf():
    """Give a small PDF of 500 pages that all show the same 40,000 words."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 505))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count 500 >>" % kids,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            stream(b"BT /F1 11 Tf (word) Tj ET " * 40_000),
            *[page] * 500,
        ]
    )


def read(sandbox, data=GOOD, format="pdf", **options):
    return sandbox.read(format, data, "a", today=TODAY, **options)


def refusal(sandbox, *arguments, **options):
    with pytest.raises(SourceError) as caught:
        read(sandbox, *arguments, **options)
    return str(caught.value)


def pid(sandbox):
    return sandbox._child.pid


def test_a_document_that_hangs_is_given_up_and_the_next_is_read(sandbox):
    reason = refusal(sandbox, slow_pdf(), seconds=1)

    assert reason == "took more than 1 seconds to take apart; it is not read"
    assert "Norway" in read(sandbox).text


def test_a_document_that_kills_its_parser_is_named_and_the_next_is_read(sandbox):
    read(sandbox)
    refused = threading.Event()

    def kill_while_it_reads():
        # Again and again: one that dies before it has the document is only replaced.
        while not refused.wait(0.3):
            if child := sandbox._child:
                child.send_signal(signal.SIGSEGV)

    killer = threading.Thread(target=kill_while_it_reads)
    killer.start()
    try:
        reason = refusal(sandbox, slow_pdf(), seconds=60)
    finally:
        refused.set()
        killer.join()

    assert reason == "broken: it makes its parser crash; it is not read"
    assert "Norway" in read(sandbox).text


def test_a_child_that_died_between_two_documents_is_replaced(sandbox):
    read(sandbox)
    first = pid(sandbox)
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)

    assert "Norway" in read(sandbox).text
    assert pid(sandbox) != first


def test_many_documents_share_a_child_and_a_fresh_one_follows(sandbox, monkeypatch):
    monkeypatch.setattr("timeline.sources.sandbox.MAX_DOCUMENTS", 2)

    sandbox.close()
    children = []
    for _ in range(4):
        read(sandbox)
        children.append(pid(sandbox))

    assert children[0] == children[1] != children[2] == children[3]


def test_a_page_nested_without_end_is_named_and_the_next_is_read(sandbox):
    assert refusal(sandbox, b"<div>" * 100_000 + b"<p>word", "html").startswith("no article was found on this page")
    assert "Norway" in read(sandbox).text


def test_ctrl_c_of_the_whole_group_leaves_the_child_to_its_parent(sandbox):
    read(sandbox)
    child = pid(sandbox)

    os.kill(child, signal.SIGINT)
    os.kill(child, signal.SIGTERM)

    read(sandbox)
    assert pid(sandbox) == child


def test_a_fork_gets_a_child_of_its_own(sandbox):
    read(sandbox)
    child = pid(sandbox)
    sandbox.forget()

    read(sandbox)

    assert pid(sandbox) != child
    assert _ends(child)


def _ends(child):
    """Wait for a child whose input has ended; nobody else waits for it any more."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG) != (0, 0):
            return True
        time.sleep(0.05)
    return False


def test_the_child_ends_with_its_parent(sandbox):
    read(sandbox)
    child = pid(sandbox)

    sandbox.close()

    assert not Path(f"/proc/{child}").exists()
