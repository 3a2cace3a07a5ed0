"""Django's PostgreSQL backend on our own cluster: the server is started by the first connection that needs it."""

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
