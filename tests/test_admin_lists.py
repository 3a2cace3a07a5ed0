"""Every list of the admin: as many queries for a few rows as for more, whatever model is added next."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.browser.world import make_calls, make_world
from tests.factories import make_curator

pytestmark = pytest.mark.django_db
LISTS = sorted(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry)


def queries_of(client) -> dict[str, int]:
    """Count the queries of the first page of each list."""
    counts = {}
    for name in LISTS:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200, name
        counts[name] = len(queries)
    return counts


def test_every_list_takes_as_many_queries_for_more_rows(client):
    client.force_login(make_curator())
    make_world()
    # What is looked up once a process is no part of the count.
    queries_of(client)
    few = queries_of(client)

    make_calls(3)

    assert queries_of(client) == few
