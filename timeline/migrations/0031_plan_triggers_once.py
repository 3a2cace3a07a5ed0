"""Let what follows from each write be planned once a connection: the feed of changes, and the review queue."""

from importlib import import_module

from django.db import migrations

# The triggers so far, which take their question as text.
FORMER = import_module("timeline.migrations.0011_event_changes")

FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO timeline_eventchange (event_id) SELECT DISTINCT found.id FROM ({query}) AS found (id)
    WHERE found.id IS NOT NULL ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER timeline_{table}_{verb}_noted AFTER {verb} ON timeline_{table}
REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
NEW, OLD, BOTH = "NEW TABLE AS changed", "OLD TABLE AS changed", "NEW TABLE AS changed OLD TABLE AS before"
# What is asked of one article must not look through all of a table because it was small when first asked.
PLANNED_ONCE = """
ALTER FUNCTION timeline_refresh_queue(bigint[], bigint[]) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION timeline_refresh_queue(bigint[], bigint[]) SET enable_seqscan = off;
"""


def _triggers() -> list[tuple[str, str, str, str]]:
    """Give table, verb, rows and question of each trigger."""
    out = []
    for table, query in FORMER.EVENTS.items():
        out.append((table, "insert", NEW, query))
        out.append((table, "delete", OLD, query))
        out.append((table, "update", BOTH, f"{query} UNION {query.replace('changed', 'before')}"))
    return out + [(table, "update", BOTH, query) for table, query in FORMER.RARE.items()]


def _name(table: str, verb: str) -> str:
    return f"timeline_note_{table}_{verb}"


FORWARD = (
    "".join(
        FUNCTION.format(name=_name(table, verb), table=table, verb=verb, rows=rows, query=query)
        for table, verb, rows, query in _triggers()
    )
    + "DROP FUNCTION timeline_note_event_changes();"
    + PLANNED_ONCE
)
BACKWARD = (
    "".join(f"DROP FUNCTION {_name(table, verb)}() CASCADE;" for table, verb, *_ in _triggers())
    + FORMER.FUNCTION
    + FORMER._triggers()
    + "ALTER FUNCTION timeline_refresh_queue(bigint[], bigint[]) RESET ALL;"
)


class Migration(migrations.Migration):
    """Replace one function that asks by text with one for each table."""

    dependencies = [("timeline", "0030_indexes_of_admin_lists")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
