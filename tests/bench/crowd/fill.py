"""Fill the database with the made-up rows of `crowd.sql`; indexes and keys are made anew when all rows are there."""

import re
import time
from pathlib import Path
from typing import Any

from django.db import connection

from timeline.extraction.lexicon import rows

SQL = Path(__file__).parent / "crowd.sql"
PEOPLE = 10_000
# One article tells of about so many events.
EVENTS_AN_ARTICLE = 17
TABLES = [
    "outlet",
    "person",
    "personname",
    "organization",
    "article",
    "event",
    "participation",
    "report",
    "statement",
    "statementactor",
    "evidence",
]


def fill(events: int, say: Any = print) -> None:
    """Fill an empty, migrated database; raise ValueError if there are events in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM timeline_event)")
        if cursor.fetchone()[0]:
            raise ValueError("there are events in this database")
        cursor.execute("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '128MB'")
        made_again = _drop_indexes(cursor)
        # What triggers would note of each row is of no use where everything is new.
        _triggers(cursor, "DISABLE")
        for name, statements in _parts():
            start = time.perf_counter()
            cursor.execute(statements, _words(events))
            say(f"{name}: {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        for statement in made_again:
            cursor.execute(statement)
        _triggers(cursor, "ENABLE")
        cursor.execute("VACUUM ANALYZE")
        say(f"indexes: {time.perf_counter() - start:.1f} s")


def _words(events: int) -> dict[str, Any]:
    return {
        "events": events,
        "articles": max(1, events // EVENTS_AN_ARTICLE),
        "people": min(PEOPLE, max(10, events // 10)),
        "countries": [cells[0] for cells in rows("countries.tsv") if len(cells[0]) == 3],
        "topics": [cells[0] for cells in rows("topics.tsv")],
        "phrases": [cells[0] for cells in rows("phrases.tsv")],
    }


def _parts() -> list[tuple[str, str]]:
    pieces = re.split(r"^-- name: (\w+)\n", SQL.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return list(zip(pieces[::2], pieces[1::2], strict=True))


def _drop_indexes(cursor: Any) -> list[str]:
    """Take away indexes and foreign keys that slow the filling; give the statements that make them again."""
    names = [f"timeline_{table}" for table in TABLES]
    cursor.execute(
        """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])""",
        [names],
    )
    keys = cursor.fetchall()
    cursor.execute(
        """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)""",
        [names],
    )
    indexes = cursor.fetchall()
    for table, key, _ in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{key}"')
    for index, _ in indexes:
        cursor.execute(f"DROP INDEX {index}")
    return [made for _, made in indexes] + [
        f'ALTER TABLE {table} ADD CONSTRAINT "{key}" {made}' for table, key, made in keys
    ]


def _triggers(cursor: Any, verb: str) -> None:
    for table in TABLES:
        cursor.execute(f"ALTER TABLE timeline_{table} {verb} TRIGGER USER")
