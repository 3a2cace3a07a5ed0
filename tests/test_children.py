"""Child processes: started again with longer and longer pauses, and stopped whatever they do."""

import sys
import time

from diplomacy.children import Children

ENDS = [sys.executable, "-c", "raise SystemExit(3)"]
IGNORES_US = [
    sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
]  # fmt: skip


def test_a_child_that_dies_at_once_is_started_again_more_and_more_seldom() -> None:
    children = Children([ENDS])
    until = time.monotonic() + 4

    while time.monotonic() < until:
        children.tend()
        time.sleep(0.02)
    children.stop()

    # At once, again at once, then after a second, after two more: never in a tight loop.
    assert 2 <= len(children.ended) <= 4
    assert {status for _, status in children.ended} == {3}


def test_a_child_that_does_not_listen_is_killed(monkeypatch) -> None:
    monkeypatch.setattr("diplomacy.children.GRACE_SECONDS", 0.5)
    children = Children([IGNORES_US])
    children.tend()
    time.sleep(1)
    [pid] = children.pids

    children.stop()

    assert children.pids == []
    assert pid > 0
