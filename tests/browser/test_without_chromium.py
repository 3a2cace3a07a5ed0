"""On a machine without Chromium: skipped with one line that says how to get it, and no excuse in CI."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEST = "tests/browser/test_faults.py::test_an_announced_status_is_no_fault"
HOW = "Browser tests need Chromium, which is not installed: apt-get install chromium"
CASES = {"at home": ("", 0, f"1 skipped. {HOW}"), "in CI": ("true", 1, f"{HOW}")}


@pytest.mark.parametrize("case", CASES)
def test_a_browser_test_says_what_it_needs(case, tmp_path):
    ci, status, line = CASES[case]

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", TEST],
        cwd=ROOT,
        env=os.environ | {"PATH": str(tmp_path), "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == status, run.stdout
    assert run.stdout.splitlines().count(line) == 1
