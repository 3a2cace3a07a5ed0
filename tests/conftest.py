"""What all tests share: a PostgreSQL of their own, started by the first test that needs it."""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate

from diplomacy.postgres.cluster import Cluster
from timeline.ingest.register.corrected import forget

# Everything that a test makes goes here, also what other processes make for it.
_var = Path(tempfile.mkdtemp(prefix="readout-test-"))
os.environ["READOUT_VAR"] = str(_var)
# Nobody waits half a minute for what a test takes away.
os.environ |= {"READOUT_PATIENCE_SECONDS": "1", "READOUT_STALLED_SECONDS": "4", "READOUT_RETRY_SECONDS": "0"}
Cluster.temporary(_var)
if "DATABASE_URL" in os.environ:
    # Runs side by side on one server must not share a database.
    connection.settings_dict["TEST"]["NAME"] = f"test_readout_{os.getpid()}"
# Pages under test take static files from where they are written: nothing has to be collected first.
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.WHITENOISE_USE_FINDERS = True
# 1,500 office-holders would only be in the way; the tests of the register load it themselves.
post_migrate.disconnect(sender=apps.get_app_config("timeline"), dispatch_uid="load_register")
# A password that takes a second to check protects nobody here.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_unconfigure() -> None:
    """Stop the server; if pytest is killed instead, its keeper does."""
    Cluster.current().release()
    shutil.rmtree(_var, ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_register_of_another_test() -> None:
    forget()


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """Give the test database's address for the environment of another process."""
    given = connection.get_connection_params()
    words = {name: str(given[name]) for name in ("host", "port", "user", "password") if given.get(name)}
    return f"postgresql:///{given['dbname']}?{urlencode(words, quote_via=quote)}"
