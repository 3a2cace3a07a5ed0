"""Django's PostgreSQL backend on our own cluster: the server is started by the first connection that needs it."""

import select
from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

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
        """Tell whether the server is still there; outside of transactions it is asked only if it has said something.

        It runs on this machine: when it ends, the connection ends with it, and that can be read at once.
        """
        raw = self.connection
        if raw is None or raw.closed:
            return False
        waiting = select.poll()
        waiting.register(raw.fileno(), select.POLLIN)
        is_idle = raw.info.transaction_status is TransactionStatus.IDLE
        return True if is_idle and not waiting.poll(0) else super().is_usable()
