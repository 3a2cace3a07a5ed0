"""Django's PostgreSQL backend on our own cluster: the server is started by the first connection that needs it."""

import select
from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base

from diplomacy.postgres.cluster import Cluster
from diplomacy.postgres.server import PostgresError


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL in `var/postgres`."""

    def get_connection_params(self) -> dict[str, Any]:
        """Add the cluster's address, which is another after each start of the server."""
        try:
            return {**super().get_connection_params(), **Cluster.current().parameters()}
        except PostgresError as error:
            raise OperationalError(str(error)) from error

    def is_usable(self) -> bool:
        """Tell whether the server is still there; only where it has said something is it asked.

        It runs on this machine: when it ends, the connection ends with it, and that can be read at once.
        """
        raw = self.connection
        if raw is None or raw.closed:
            return False
        waiting = select.poll()
        waiting.register(raw.fileno(), select.POLLIN)
        return super().is_usable() if waiting.poll(0) else True
