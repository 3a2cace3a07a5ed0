"""Settings from the environment: what is accepted, and what a wrong one is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from diplomacy import environment
from diplomacy.settings import BASE_DIR

PATIENCE = {"connect_timeout": 5}
DATABASE_URLS = {
    "full": ("postgresql://ann:secret@db.example:6543/talks", ("talks", "ann", "secret", "db.example", "6543", {})),
    "short scheme, no port": ("postgres://ann@db.example/talks", ("talks", "ann", "", "db.example", "", {})),
    "escaped password": ("postgresql://ann:p%40ss%2Fw@db/talks", ("talks", "ann", "p@ss/w", "db", "", {})),
    "socket and options": (
        "postgresql:///talks?host=/run/pg&sslmode=disable",
        ("talks", "", "", "/run/pg", "", {"sslmode": "disable"}),
    ),
}
WRONG_DATABASE_URLS = ["sqlite:///readout.sqlite3", "postgresql://db.example", "host=x dbname=y", "nonsense", "://"]


@pytest.mark.parametrize("name", DATABASE_URLS)
def test_database_url_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url, (database, user, password, host, port, options) = DATABASE_URLS[name]
    monkeypatch.setenv("DATABASE_URL", url)

    assert environment.database() == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "OPTIONS": PATIENCE | options,
    }


@pytest.mark.parametrize("url", WRONG_DATABASE_URLS)
def test_wrong_database_url_is_told_how_to_write_it(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured, match="write it as postgresql://user:password@host:5432/name"):
        environment.database()


def test_without_database_url_our_own_cluster_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    assert environment.database() == {"ENGINE": "diplomacy.postgres", "NAME": "readout", "OPTIONS": {}}


@pytest.mark.parametrize(("word", "expected"), [("1", True), ("Yes", True), ("off", False), ("0", False), ("", True)])
def test_truth_is_read(word: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_X", word)

    assert environment.truth("READOUT_X", default=True) is expected


@pytest.mark.parametrize("word", ["-1", "1.5", "many", "0", "１"])
def test_wrong_number_is_told_how_to_write_it(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_X", word)

    with pytest.raises(ImproperlyConfigured, match=f"READOUT_X is '{word}'; write a whole number of at least 1"):
        environment.whole_number("READOUT_X", 5)


def test_statement_timeout_joins_the_options_of_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/talks?options=-c%20jit%3Doff")
    monkeypatch.setenv("READOUT_STATEMENT_TIMEOUT", "200")

    assert environment.database()["OPTIONS"]["options"] == "-c jit=off -c statement_timeout=200"


def test_wrong_log_level_is_told_the_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_X", "loud")

    with pytest.raises(ImproperlyConfigured, match="'LOUD'; write one of DEBUG, INFO, WARNING, ERROR"):
        environment.log_level("READOUT_X", "INFO")


def test_secret_key_is_made_once_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READOUT_SECRET_KEY", raising=False)
    path = tmp_path / "var" / "secret-key"

    key = environment.secret_key(path)

    assert len(key) == 67
    assert environment.secret_key(path) == key
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert [file.name for file in path.parent.iterdir()] == ["secret-key"]


def test_secret_key_that_cannot_be_kept_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READOUT_SECRET_KEY", raising=False)
    (tmp_path / "file").touch()

    with pytest.raises(ImproperlyConfigured, match="cannot be kept in .* set READOUT_SECRET_KEY"):
        environment.secret_key(tmp_path / "file" / "secret-key")


def manage(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    # Tests in a browser need Django's leave to ask the database from their event loop; a deployment must not have it.
    clean = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR, env=clean | environ, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_behind_https_nothing_is_left_to_check_before_deployment() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", READOUT_HTTPS="1")

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (2 silenced).\n"), done.stderr


def test_command_without_its_database_says_so_in_one_line() -> None:
    done = manage("migrate", DATABASE_URL="postgresql://ann:secret@127.0.0.1:1/talks")

    assert done.returncode == 1
    assert done.stderr.startswith("The database talks on 127.0.0.1 does not answer: start it, or correct DATABASE_URL.")
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr


def test_sites_of_one_machine_keep_their_cookies_apart() -> None:
    show = "from django.conf import settings; print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)"
    names = [manage("shell", "--no-imports", "--command", show, READOUT_SECRET_KEY=key).stdout.split() for key in "ab"]

    assert [len(set(pair)) for pair in names] == [2, 2]
    assert not set(names[0]) & set(names[1])
