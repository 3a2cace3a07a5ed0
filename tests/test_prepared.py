"""Rows asked for by prepared statements are those that the ORM gives."""

from datetime import date

import pytest
from django.db import DatabaseError, connection

from diplomacy import prepared
from diplomacy.prepared import Rows, ask, ask_first
from tests.ingest.sketch import call
from timeline.models import Article, Event, Membership, Outlet, Report

pytestmark = pytest.mark.django_db


def test_values_are_bound_by_the_server_with_their_types():
    assert ask("SELECT %s::bigint[], %s::date, upper(%s)", [], date(2024, 2, 29), "ä") == [([], date(2024, 2, 29), "Ä")]


def test_a_statement_is_prepared_at_first_use_and_its_values_are_not_in_it():
    for value in (1, 2):
        ask("SELECT %s::bigint + 41", value)

    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%%+ 41'")
        assert cursor.fetchall() == [("SELECT $1::bigint + 41",)]


def test_what_the_database_refuses_is_an_error_of_djangos():
    with pytest.raises(DatabaseError, match="division by zero"):
        ask("SELECT 1 / %s::bigint", 0)


@pytest.mark.parametrize("is_alive", [True, False], ids=["alive", "gone"])
def test_the_first_answer_tells_whether_the_connection_is_alive(monkeypatch, is_alive):
    other = connection.copy()
    other.health_check_enabled = True
    monkeypatch.setattr(prepared, "connection", other)
    ((first,),) = ask("SELECT pg_backend_pid()")
    if not is_alive:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [first])
    other.health_check_done = False

    ((found,),) = ask_first("SELECT pg_backend_pid()")

    assert (found == first, other.health_check_done) == (is_alive, True)
    other.close()


def test_rows_are_as_the_orm_gives_them():
    call().store(outlet="The Bay")

    for model in (Event, Membership, Report):
        rows = Rows(model).where("row.id > %s::bigint ORDER BY row.id", 0)
        stored = list(model.objects.order_by("pk"))
        assert rows
        assert [vars(row) | {"_state": None} for row in rows] == [vars(row) | {"_state": None} for row in stored]


def test_a_row_comes_with_the_one_it_refers_to_or_with_none(django_assert_num_queries):
    call().store(outlet="The Bay")
    articles = Rows(Article, "outlet", without={"text"})

    with django_assert_num_queries(1):
        article = articles.where("row.title = %s", "Ministers speak by phone")[0]
        assert article.outlet.slug == "the-bay"
    assert article.get_deferred_fields() == {"text"}
    Article.objects.update(outlet=None)
    Outlet.objects.all().delete()
    assert articles.where("true")[0].outlet is None


def test_columns_that_are_left_out_are_fetched_when_asked_for(django_assert_num_queries):
    article = call().store()
    report = Rows(Report, "article", only={"id", "sha256"}).where("true")[0]

    with django_assert_num_queries(0):
        assert report.article.sha256 == article.sha256
    with django_assert_num_queries(1):
        assert report.article.title == article.title
