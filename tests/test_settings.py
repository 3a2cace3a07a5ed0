"""Settings from the environment: what is accepted, and what a wrong one is told."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from diplomacy import environment

DATABASE_URLS = {
    "full": (
        "postgresql://ann:secret@db.example:6543/talks",
        {"NAME": "talks", "USER": "ann", "PASSWORD": "secret", "HOST": "db.example", "PORT": "6543", "OPTIONS": {}},
    ),
    "short scheme, no port": (
        "postgres://ann@db.example/talks",
        {"NAME": "talks", "USER": "ann", "PASSWORD": "", "HOST": "db.example", "PORT": "", "OPTIONS": {}},
    ),
    "escaped password": (
        "postgresql://ann:p%40ss%2Fw@db/talks",
        {"NAME": "talks", "USER": "ann", "PASSWORD": "p@ss/w", "HOST": "db", "PORT": "", "OPTIONS": {}},
    ),
    "socket and options": (
        "postgresql:///talks?host=/run/pg&sslmode=disable",
        {"NAME": "talks", "USER": "", "PASSWORD": "", "HOST": "/run/pg", "PORT": "", "OPTIONS": {"sslmode": "disable"}},
    ),
}
WRONG_DATABASE_URLS = ["sqlite:///readout.sqlite3", "postgresql://db.example", "host=x dbname=y", "nonsense", "://"]


@pytest.mark.parametrize("name", DATABASE_URLS)
def test_database_url_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url, expected = DATABASE_URLS[name]
    monkeypatch.setenv("DATABASE_URL", url)

    assert environment.database() == {"ENGINE": "django.db.backends.postgresql"} | expected


@pytest.mark.parametrize("url", WRONG_DATABASE_URLS)
def test_wrong_database_url_is_told_how_to_write_it(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured, match="write it as postgresql://user:password@host:5432/name"):
        environment.database()


def test_without_database_url_our_own_cluster_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    assert environment.database() == {"ENGINE": "diplomacy.postgres", "NAME": "readout"}


@pytest.mark.parametrize(("word", "expected"), [("1", True), ("Yes", True), ("off", False), ("0", False), ("", True)])
def test_truth_is_read(word: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_X", word)

    assert environment.truth("READOUT_X", default=True) is expected


@pytest.mark.parametrize("word", ["-1", "1.5", "many", "0", "１"])
def test_wrong_number_is_told_how_to_write_it(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_X", word)

    with pytest.raises(ImproperlyConfigured, match=f"READOUT_X is '{word}'; write a whole number of at least 1"):
        environment.whole_number("READOUT_X", 5)
