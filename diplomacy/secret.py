"""Secrets that are generated once and kept in a file that only their owner can read."""

import contextlib
import os
import secrets
from pathlib import Path

# 50 bytes from the system's generator give 67 characters; Django asks for 50 characters at least.
SECRET_BYTES = 50


def kept(path: Path) -> str:
    """Give the secret in a file, generated if there is none; processes that come at the same time get the same one.

    Raise OSError if the file can be neither read nor made.
    """
    with contextlib.suppress(FileExistsError):
        _write(path, secrets.token_urlsafe(SECRET_BYTES))
    return path.read_text()


def _write(path: Path, text: str) -> None:
    """Write a whole new file or none; raise FileExistsError if it is there."""
    if path.exists():
        raise FileExistsError(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    finally:
        draft.unlink()
