"""Fill the database with the made-up rows of `crowd.sql`; indexes and keys are made anew when all rows are there."""

import re
import time
from pathlib import Path
from typing import Any

from django.db import connection

from tests.bench.bulk import drop_indexes, switch_triggers
from timeline.extraction.lexicon import rows

SQL = Path(__file__).parent / "crowd.sql"
PEOPLE = 10_000
# What waits for review, a thousand events at a time.
QUEUE = """SELECT count(timeline_refresh_queue(ids, '{}'))
FROM (SELECT array_agg(id) AS ids FROM timeline_event GROUP BY id / 1000) portion"""
# One article tells of about so many events.
EVENTS_AN_ARTICLE = 17
# What stands in columns that came later than `crowd.sql`, by their type.
EMPTY = {
    "boolean": "false",
    "character varying": "''",
    "text": "''",
    "ARRAY": "'{}'",
    "jsonb": "'[]'",
    "smallint": "0",
    "integer": "0",
    "timestamp with time zone": "now()",
    "double precision": "0",
}
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
NAMES = [f"timeline_{table}" for table in TABLES]


def fill(events: int, say: Any = print) -> None:
    """Fill an empty, migrated database; raise ValueError if there are events in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM timeline_event)")
        if cursor.fetchone()[0]:
            raise ValueError("there are events in this database")
        cursor.execute("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '128MB'")
        # The office-holders whom `migrate` loads have the numbers of the made-up people.
        cursor.execute("TRUNCATE timeline_person, timeline_organization, timeline_outlet CASCADE")
        made_again = [*drop_indexes(cursor, NAMES), *_set_defaults(cursor)]
        # What triggers would note of each row is of no use where everything is new.
        switch_triggers(cursor, NAMES, on=False)
        for name, statements in _parts():
            start = time.perf_counter()
            cursor.execute(statements, _words(events))
            say(f"{name}: {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        for statement in made_again:
            cursor.execute(statement)
        switch_triggers(cursor, NAMES, on=True)
        cursor.execute("VACUUM ANALYZE")
        say(f"indexes: {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        cursor.execute(QUEUE)
        cursor.execute("VACUUM ANALYZE timeline_reviewitem")
        say(f"queue: {time.perf_counter() - start:.1f} s")


def _words(events: int) -> dict[str, Any]:
    return {
        "events": events,
        "articles": max(1, events // EVENTS_AN_ARTICLE),
        "people": min(PEOPLE, max(10, events // 10)),
        "countries": [cells[0] for cells in rows("countries.tsv") if len(cells[0]) == 3],
        "topics": [cells[0] for cells in rows("topics.tsv")],
        "phrases": [cells[0] for cells in rows("phrases.tsv")],
    }


def _set_defaults(cursor: Any) -> list[str]:
    """Give columns that the rows do not name, and that may not be null, an empty value; give what takes that back."""
    cursor.execute(
        """SELECT format('ALTER TABLE %%I ALTER COLUMN %%I ', table_name, column_name), data_type
        FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ANY(%s)
            AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'""",
        [NAMES],
    )
    columns = [(start, EMPTY[kind]) for start, kind in cursor.fetchall() if kind in EMPTY]
    for start, empty in columns:
        cursor.execute(f"{start} SET DEFAULT {empty}")
    return [f"{start} DROP DEFAULT" for start, _ in columns]


def _parts() -> list[tuple[str, str]]:
    pieces = re.split(r"^-- name: (\w+)\n", SQL.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return list(zip(pieces[::2], pieces[1::2], strict=True))
