"""The made-up events of the benchmarks fit the tables as they are, and leave them as they were."""

import pytest
from django.db import connection

from tests.bench.crowd import fill
from timeline.models import Event, Evidence, Participation, Statement


def shape() -> list[tuple[str, ...]]:
    """Give the defaults, keys and indexes of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, coalesce(column_default, '') FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND table_name LIKE 'timeline\\_%' UNION ALL"
            " SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint UNION ALL"
            " SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
            " ORDER BY 1, 2, 3"
        )
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_crowd_fills_the_tables_and_leaves_their_shape() -> None:
    before = shape()

    fill(300, lambda line: None)

    assert shape() == before
    assert Event.objects.count() == 300
    assert 600 < Statement.objects.filter(event__isnull=False).count() < 1200
    assert Evidence.objects.filter(role="content").count() == Statement.objects.count()
    assert Participation.objects.exclude(person=None).count() > 300
    quoted = Evidence.objects.select_related("article").filter(role="content")[:50]
    assert [one.exact for one in quoted] == [one.article.text[one.start : one.end] for one in quoted]
    with pytest.raises(ValueError, match="there are events"):
        fill(300, lambda line: None)
