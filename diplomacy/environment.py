"""Read settings from the environment; a wrong one says what to write instead."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from diplomacy import secret

# A server that is not there must not leave a reader waiting for the system's minutes.
CONNECT_SECONDS = 5
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DATABASE_EXAMPLE = "postgresql://user:password@host:5432/name"


def truth(name: str, default: bool = False) -> bool:
    """Read a yes or no: 1, true, yes, on, or 0, false, no, off."""
    word = os.environ.get(name, "").strip().lower()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off"):
        return False
    if word:
        raise ImproperlyConfigured(f"{name} is {word!r}; write 1 for yes or 0 for no.")
    return default


def whole_number(name: str, default: int, *, least: int = 1) -> int:
    """Read a whole number of at least `least`."""
    word = os.environ.get(name, "").strip()
    if not word:
        return default
    if not word.isascii() or not word.isdigit() or int(word) < least:
        raise ImproperlyConfigured(f"{name} is {word!r}; write a whole number of at least {least}.")
    return int(word)


def words(name: str, default: list[str]) -> list[str]:
    """Read a list of words with commas between them."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()] or default


def log_level(name: str, default: str) -> str:
    """Read how much is logged."""
    word = os.environ.get(name, default).strip().upper()
    if word not in LOG_LEVELS:
        raise ImproperlyConfigured(f"{name} is {word!r}; write one of {', '.join(LOG_LEVELS)}.")
    return word


def secret_key(path: Path) -> str:
    """Read READOUT_SECRET_KEY; without it, the key in a file that is made on first use."""
    if key := os.environ.get("READOUT_SECRET_KEY", ""):
        return key
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return secret.kept(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key cannot be kept in {path} ({error.strerror}); set READOUT_SECRET_KEY."
        ) from None


def database() -> dict[str, Any]:
    """Read DATABASE_URL in any form that PostgreSQL's own programs take; without it, the cluster of our own.

    READOUT_STATEMENT_TIMEOUT, in milliseconds, ends a query that takes longer; 0 lets each one run.
    """
    url = os.environ.get("DATABASE_URL", "").strip()
    parts: dict[str, Any] = _parts(url) if url else {"ENGINE": "diplomacy.postgres", "NAME": "readout", "OPTIONS": {}}
    if timeout := whole_number("READOUT_STATEMENT_TIMEOUT", 0, least=0):
        options: dict[str, Any] = parts["OPTIONS"]
        options["options"] = f"{options.get('options', '')} -c statement_timeout={timeout}".strip()
    return parts


def _parts(url: str) -> dict[str, Any]:
    """Take a database's address apart into Django's words."""
    try:
        known = dict(conninfo_to_dict(url))
    except ProgrammingError:
        known = {}
    if urlsplit(url).scheme not in ("postgresql", "postgres") or not known.get("dbname"):
        raise ImproperlyConfigured(f"DATABASE_URL names no PostgreSQL database; write it as {DATABASE_EXAMPLE}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": known.pop("dbname"),
        "USER": known.pop("user", ""),
        "PASSWORD": known.pop("password", ""),
        "HOST": known.pop("host", ""),
        "PORT": str(known.pop("port", "")),
        "OPTIONS": {"connect_timeout": CONNECT_SECONDS} | known,
    }
