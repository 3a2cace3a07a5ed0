"""The one-way rule between the rooms, as pyproject.toml states it, and what extraction really loads."""

import subprocess
import sys

import pytest
from importlinter import cli

from diplomacy.settings import BASE_DIR


def test_no_room_imports_a_higher_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BASE_DIR)

    assert cli.lint_imports(no_cache=True) == cli.EXIT_STATUS_SUCCESS


def test_reading_a_text_loads_no_django() -> None:
    code = (
        "import sys; from timeline.extraction import read; read('Seoul and Washington agreed to talk on Friday.');"
        "print(*sorted(name for name in sys.modules if name.partition('.')[0] in ('django', 'psycopg', 'diplomacy')))"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.returncode) == ("", 0), done.stderr


def test_pages_are_served_without_the_parser_of_prose() -> None:
    """Whoever only shows pages neither waits a second for spaCy to load nor holds it."""
    code = "import sys; import diplomacy.wsgi, diplomacy.urls; print(*sorted({'django', 'spacy'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.returncode) == ("django", 0), done.stderr
