"""What all tests share: a PostgreSQL of their own, started by the first test that needs it."""

import os

import pytest
from django.conf import settings
from django.db import connection

from diplomacy.postgres.cluster import HOME_VARIABLE, Cluster, remove

_cluster = None
if "DATABASE_URL" not in os.environ:
    _cluster = Cluster.temporary()
    os.environ[HOME_VARIABLE] = str(_cluster.home)
# Pages under test take static files from where they are written: nothing has to be collected first.
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.WHITENOISE_USE_FINDERS = True


def pytest_unconfigure() -> None:
    """Stop the server; if pytest is killed instead, its keeper does."""
    if _cluster:
        remove(_cluster)


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """Give the test database's address for the environment of another process."""
    parameters = connection.get_connection_params()
    host, port = parameters.get("host", ""), parameters.get("port", "")
    query = f"host={host}" + (f"&port={port}" if port else "")
    return f"postgresql://{parameters['user']}:{parameters['password']}@/{parameters['dbname']}?{query}"
