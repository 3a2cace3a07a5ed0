"""What all tests share: a PostgreSQL of their own, started by the first test that needs it."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as properties

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

# What takes a moment takes seconds on a busy machine: no property is false for that.
properties.register_profile("readout", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("readout")

# What `migrate` itself fills. To empty it after each test and fill it again costs more than most of the tests.
FILLED_BY_MIGRATE = ("django_content_type", "auth_permission", "auth_group", "auth_group_permissions")
_flush = TransactionTestCase.__dict__["_fixture_teardown"]
_filled: list[object] = []


def _what_migrate_filled() -> object:
    rows = " UNION ALL ".join(f"SELECT t::text AS row FROM {table} t" for table in FILLED_BY_MIGRATE)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), sum(hashtextextended(row, 0)) FROM ({rows}) all_rows")
        return cursor.fetchone()


def _empty(case: TransactionTestCase) -> None:
    """Empty the tables that a test has filled, those that have a row; flush as Django does if its own rows changed."""
    if _what_migrate_filled() != _filled[0]:
        _flush(case)
        _filled[0] = _what_migrate_filled()
        return
    kept = {"django_migrations", *FILLED_BY_MIGRATE}
    tables = [table for table in connection.introspection.table_names() if table not in kept]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)
        )
        if filled := [f'"{name}"' for (name,) in cursor.fetchall()]:
            cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Note what `migrate` filled, when it has."""
    with django_db_blocker.unblock():
        _filled[:] = [_what_migrate_filled()]
    TransactionTestCase._fixture_teardown = _empty  # type: ignore[attr-defined]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run one process more than there are cores: a third of the time, tests wait for processes of their own."""
    return len(os.sched_getaffinity(0)) + 1


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
