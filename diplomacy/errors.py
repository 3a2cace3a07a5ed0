"""Say in one line what is wrong with the database, and what to do."""

import errno
import os

from django.db import Error, InterfaceError, OperationalError
from django.db import connection as default_connection

from diplomacy.postgres.server import PostgresError

# SQLSTATE classes and codes (PostgreSQL manual, appendix A) of a server that is not there or has no room for us.
AWAY = ("08", "53300", "57P")
CANCELLED = "57014"
DISK_FULL = "53100"
# Two transactions in each other's way: PostgreSQL ends one of them, which succeeds when it is tried again.
COLLISIONS = ("40001", "40P01")
LOCKED = "55P03"


def sqlstate(error: Error) -> str:
    """Give PostgreSQL's code for an error, or "" if the server never answered."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def is_away(error: Exception) -> bool:
    """Tell whether an error means that the database cannot be reached."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return not sqlstate(error) or sqlstate(error).startswith(AWAY)


def is_too_slow(error: Exception) -> bool:
    """Tell whether an error means that a query ran into its time limit."""
    return isinstance(error, OperationalError) and sqlstate(error) == CANCELLED


def is_full(error: Exception) -> bool:
    """Tell whether an error means that the database has no room on its disk."""
    if not isinstance(error, OperationalError):
        return False
    # A connection that is refused for want of room comes without a code.
    return sqlstate(error) == DISK_FULL or (not sqlstate(error) and os.strerror(errno.ENOSPC) in str(error))


def is_collision(error: Exception) -> bool:
    """Tell whether an error means that another transaction was in the way, so that trying again helps."""
    return isinstance(error, OperationalError) and sqlstate(error) in COLLISIONS


def is_locked(error: Exception) -> bool:
    """Tell whether an error means that another transaction holds the row that was asked for without waiting."""
    return isinstance(error, OperationalError) and sqlstate(error) == LOCKED


def explain(error: Error) -> str:
    """Give one line for a terminal: what the database says, and what to do."""
    said = str(error).strip().splitlines() or [type(error).__name__]
    if isinstance(error.__cause__, PostgresError):
        return said[0]
    if is_away(error):
        settings = default_connection.settings_dict
        where = f"{settings['NAME']} on {settings['HOST'] or 'this machine'}"
        return f"The database {where} does not answer: start it, or correct DATABASE_URL. It says: {said[0]}"
    return f"The database refused: {said[0]}"
