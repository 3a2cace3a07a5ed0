"""Who changes what and why, as the database is told."""

import json

import pytest
from django.db import connection

from tests import factories
from timeline.history import changing, machine, told

pytestmark = pytest.mark.django_db


def heard() -> tuple[str, dict, str]:
    """Give what the database knows of the change under way."""
    names = ("pghistory.context_id", "pghistory.context_metadata", "readout.reads")
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in names))
        known, metadata, reads = cursor.fetchone()
    return known, json.loads(metadata or "{}"), reads


def test_database_hears_who_changes_what_and_why() -> None:
    ada = factories.make_curator(username="ada")

    with changing(user=ada, action="merge", reason="the same man", batch=4, address="/admin/x/"):
        known, metadata, reads = heard()

    assert metadata == {
        "action": "merge", "user": ada.pk, "name": "ada", "reason": "the same man", "batch": 4, "address": "/admin/x/",
    }  # fmt: skip
    assert (len(known), reads) == (36, "")
    assert heard() == ("", {}, "")


def test_change_inside_another_is_its_own_and_by_the_same_person() -> None:
    ada = factories.make_curator(username="ada")

    with changing(user=ada, action="outer", address="/admin/x/"):
        outer = heard()
        with changing(action="inner", reason="why"):
            inner = heard()
        after = heard()

    assert inner[1] == {
        "action": "inner", "user": ada.pk, "name": "ada", "reason": "why", "address": "/admin/x/"
    }  # fmt: skip
    assert inner[0] != outer[0]
    assert after == outer


def test_change_that_fails_leaves_the_outer_one_as_it_was() -> None:
    with changing(action="outer"):
        outer = heard()
        with pytest.raises(ZeroDivisionError), changing(action="inner"):
            raise ZeroDivisionError
        assert heard() == outer
    assert heard() == ("", {}, "")


def test_all_articles_of_a_batch_are_one_change_of_the_machine() -> None:
    causes = []
    for _ in range(2):
        with machine(action="ingest", batch=7):
            causes.append(told())

    assert causes[0] == causes[1]
    assert (json.loads(causes[0][1]), causes[0][2]) == ({"action": "ingest", "batch": 7, "machine": True}, "on")


def test_what_a_person_lets_the_machine_do_ends_with_it() -> None:
    ada = factories.make_curator(username="ada")

    with changing(user=ada, action="paste"):
        before = heard()
        with machine(action="ingest", batch=7):
            assert json.loads(told()[1]) == {
                "action": "ingest", "user": ada.pk, "name": "ada", "batch": 7, "machine": True
            }  # fmt: skip
        assert heard() == before
