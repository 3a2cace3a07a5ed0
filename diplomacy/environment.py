"""Read settings from the environment; a wrong one says what to write instead."""

import os
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

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


def database() -> dict[str, Any]:
    """Read DATABASE_URL in any form that PostgreSQL's own programs take; without it, the cluster of our own."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        return {"ENGINE": "diplomacy.postgres", "NAME": "readout"}
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
        "OPTIONS": known,
    }
