"""What makes writing millions of rows quick: no indexes, foreign keys and triggers while they are written."""

from collections.abc import Sequence
from typing import Any


def drop_indexes(cursor: Any, tables: Sequence[str]) -> list[str]:
    """Take away indexes and foreign keys of tables; give the statements that make them again."""
    cursor.execute(
        """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])""",
        [list(tables)],
    )
    keys = cursor.fetchall()
    cursor.execute(
        """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)""",
        [list(tables)],
    )
    indexes = cursor.fetchall()
    for table, key, _ in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{key}"')
    for index, _ in indexes:
        cursor.execute(f"DROP INDEX {index}")
    return [made for _, made in indexes] + [
        f'ALTER TABLE {table} ADD CONSTRAINT "{key}" {made}' for table, key, made in keys
    ]


def switch_triggers(cursor: Any, tables: Sequence[str], *, on: bool) -> None:
    """Switch all triggers of tables off or on again."""
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} {'ENABLE' if on else 'DISABLE'} TRIGGER USER")
