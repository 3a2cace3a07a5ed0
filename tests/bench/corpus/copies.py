"""Fill a database with many articles: copies of those stored, each set of copies days later than the one before.

The people stay who they are; each copy of an event is an event of its own, on another day. So what ingest finds beside
a new article is what it would find after storing as many: the same tables, indexes, blocks of joining, busy people.
"""

from typing import Any

from django.db import connection
from django.db.models import ForeignKey, Model

from tests.bench.bulk import drop_indexes, switch_triggers
from timeline.ingest.draft import CONTEXT_CHARS
from timeline.models import (
    Article,
    Event,
    EventSignature,
    Evidence,
    Participation,
    Report,
    Sighting,
    Statement,
    StatementActor,
)

# What belongs to one article or event and is copied with it; what is referred to comes first.
COPIED: tuple[type[Model], ...] = (
    Article,
    Event,
    EventSignature,
    Report,
    Report.readouts.through,
    Participation,
    Statement,
    StatementActor,
    Sighting,
    Evidence,
)
# Days between two copies of an event: farther apart than what joining takes for one.
DAYS = 37
# Added to a copied text, so that no two are the same.
LINE = "E'\\n\\nCopy ' || copy.number || '.'"
DAY = "YYYY-MM-DD"
TEXT = f"row.text || {LINE}"
# Each day of the text in the row's other words: those of the event and of publication.
READING = (
    f"replace(replace(row.reading::text, row.sha256, {{digest}}), row.published_edtf,"
    f" to_char(row.published_min + copy.shift, '{DAY}'))::jsonb"
)


def multiply(copies: int) -> int:
    """Copy all that is stored so many times; give the number of articles there are then."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off; SET maintenance_work_mem = '256MB'")
        tables = [_table(model) for model in COPIED]
        made_again = drop_indexes(cursor, tables)
        switch_triggers(cursor, tables, on=False)
        spans = {model: _span(cursor, model) for model in COPIED}
        for model in COPIED:
            cursor.execute(_statement(model, spans), [copies])
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [_table(model), _span(cursor, model)])
        cursor.execute("UPDATE timeline_personname SET uses = uses * %s", [copies + 1])
        for statement in made_again:
            cursor.execute(statement)
        switch_triggers(cursor, tables, on=True)
        cursor.execute("RESET synchronous_commit; RESET maintenance_work_mem")
    return Article.objects.count()


def _statement(model: type[Model], spans: dict[type[Model], int]) -> str:
    columns = {field.column: _value(field, spans) for field in model._meta.concrete_fields}
    columns |= _others(model, spans)
    return f"""
        INSERT INTO {_table(model)} ({", ".join(f'"{column}"' for column in columns)})
        SELECT {", ".join(columns.values())} FROM {_table(model)} AS row
        CROSS JOIN (SELECT number, {DAYS} * number AS shift FROM generate_series(1, %s) AS number) AS copy
    """  # noqa: S608 (names of our own models)


def _value(field: Any, spans: dict[type[Model], int]) -> str:
    """Give the value of a column in a copy: ids go on where the last copy's end."""
    if field.primary_key or (isinstance(field, ForeignKey) and field.related_model in spans):
        model = field.model if field.primary_key else field.related_model
        return f'row."{field.column}" + copy.number * {spans[model]}'
    return f'row."{field.column}"'


def _others(model: type[Model], spans: dict[type[Model], int]) -> dict[str, str]:
    """Give the columns that differ in a copy."""
    digest = f"encode(sha256(convert_to({TEXT}, 'UTF8')), 'hex')"
    day = {name: f"row.{name} + copy.shift" for name in ("date_min", "date_max")}
    day["edtf"] = f"coalesce(to_char(row.date_min + copy.shift, '{DAY}'), row.edtf)"
    account = (
        r"regexp_replace(regexp_replace(row.account, '(?<=\"first\":\")[\d-]{10}',"
        f" to_char(((row.account::jsonb)->>'first')::date + copy.shift, '{DAY}')),"
        r" '(?<=\"last\":\")[\d-]{10}',"
        f" to_char(((row.account::jsonb)->>'last')::date + copy.shift, '{DAY}'))"
    )
    block = rf"regexp_replace(block, '\d{{4}}-\d\d-\d\d$', to_char(right(block, 10)::date + copy.shift, '{DAY}'))"
    return {
        Article: {
            "text": TEXT,
            "sha256": digest,
            "reading": READING.format(digest=digest),
            "published_min": "row.published_min + copy.shift",
            "published_max": "row.published_max + copy.shift",
            "published_edtf": f"to_char(row.published_min + copy.shift, '{DAY}')",
        },
        Event: {**day, "slug": "row.slug || '-c' || copy.number"},
        Report: day,
        Evidence: {
            "text_hash": "(SELECT sha256 FROM timeline_article article"
            f" WHERE article.id = row.article_id + copy.number * {spans.get(Article)})",
            # What follows the words ends early only where the text does.
            "suffix": f"left(row.suffix || CASE WHEN length(row.suffix) < {CONTEXT_CHARS} THEN {LINE} ELSE '' END,"
            f" {CONTEXT_CHARS})",
        },
        EventSignature: {
            "account": account,
            "digest": f"encode(sha256(convert_to({account}, 'UTF8')), 'hex')",
            "blocks": f"ARRAY(SELECT {block} FROM unnest(row.blocks) AS block)",
        },
    }.get(model, {})


def _span(cursor: Any, model: type[Model]) -> int:
    cursor.execute(f"SELECT coalesce(max(id), 0) FROM {_table(model)}")  # noqa: S608 (names of our own models)
    return int(cursor.fetchone()[0])


def _table(model: type[Model]) -> str:
    return model._meta.db_table
