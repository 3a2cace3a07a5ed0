"""Tell the database who changes what and why, for the triggers that keep each change.

The words travel as settings of the transaction, which django-pghistory's triggers read: so they reach bulk writes, COPY
and prepared statements, too, and end with the transaction, also behind a connection pooler.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, transaction

# What a run of the machine writes anew tells of itself by its article; only what it changes or deletes is kept.
TELL = (
    "set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true), "
    "set_config('readout.reads', %s, true)"
)
# All changes of one batch are one change, whichever worker makes them.
BATCHES = uuid.UUID("6f0e7a52-54a5-4c0e-9a5a-6a1f1d6f3b0c")


@dataclass(frozen=True, slots=True)
class Cause:
    """Who or what changes something, by which action and why; a batch's cause is that of a machine."""

    action: str
    user: int | None = None
    name: str = ""
    reason: str = ""
    batch: int | None = None
    address: str = ""
    is_machine: bool = False
    id: uuid.UUID = field(default_factory=uuid.uuid4)

    def metadata(self) -> str:
        """Give what is kept with each change, as JSON; empty words are left out."""
        names = ("action", "user", "name", "reason", "batch", "address")
        words = {name: value for name in names if (value := getattr(self, name)) not in ("", None)}
        return json.dumps(words | ({"machine": True} if self.is_machine else {}))


_current: ContextVar[Cause | None] = ContextVar("cause", default=None)


@contextmanager
def changing(
    *,
    user: Any = None,
    action: str,
    reason: str = "",
    batch: int | None = None,
    address: str = "",
    is_machine: bool = False,
) -> Iterator[Cause]:
    """Make one change, in one transaction: all writes inside are kept under this action and reason.

    Inside another change it is one of its own; of the outer one it takes user, address and batch unless they are given.
    """
    outer = _current.get()
    cause = Cause(
        action=action,
        user=user.pk if user else (outer.user if outer else None),
        name=user.get_username() if user else (outer.name if outer else ""),
        reason=reason,
        batch=batch or (outer.batch if outer else None),
        address=address or (outer.address if outer else ""),
        is_machine=is_machine,
    )
    with transaction.atomic():
        _tell(cause)
        token = _current.set(cause)
        try:
            yield cause
        finally:
            _current.reset(token)
        # After an error the database itself goes back to what it was told before.
        _tell(outer)


@contextmanager
def part_of_change(*, user: Any, action: str, reason: str = "") -> Iterator[Cause]:
    """Write as a part of the user's change under way, so that it is taken back as one; make one where there is none."""
    outer = _current.get()
    if outer is None or outer.is_machine or outer.user != user.pk:
        with changing(user=user, action=action, reason=reason) as cause:
            yield cause
        return
    because(reason)
    with transaction.atomic():
        yield outer


def because(reason: str) -> None:
    """Give the change under way its reason, where it is known only after the change has begun."""
    cause = _current.get()
    if cause and reason:
        _current.set(replace(cause, reason=reason))
        _tell(_current.get())


@contextmanager
def machine(*, action: str, batch: int | None = None) -> Iterator[None]:
    """Let what `ingest` stores inside be known as the machine's own work, for whoever asked for it.

    Nothing is told to the database here: `ingest` does that, with `told`, in the first question of each transaction.
    """
    outer = _current.get()
    known = uuid.uuid5(BATCHES, str(batch)) if batch else uuid.uuid4()
    by = outer or Cause(action=action)
    token = _current.set(Cause(action, by.user, by.name, "", batch, by.address, is_machine=True, id=known))
    try:
        yield
    finally:
        _current.reset(token)
    if outer and not outer.is_machine:
        _tell(outer)


def told() -> tuple[str, str, str]:
    """Give the values of TELL at the beginning of a transaction in which the machine stores what it read."""
    return _words(_current.get() or Cause(action="ingest", is_machine=True))


def _tell(cause: Cause | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {TELL}", _words(cause))  # noqa: S608 (a constant of ours)


def _words(cause: Cause | None) -> tuple[str, str, str]:
    if cause is None:
        return "", "", ""
    return str(cause.id), cause.metadata(), "on" if cause.is_machine else ""
