"""Note which events a transaction touched, so that the index in memory follows: triggers see every way of writing."""

from django.db import migrations

TABLE = """
CREATE TABLE timeline_eventchange (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    event_id bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (transaction, event_id)
);
CREATE INDEX timeline_eventchange_at ON timeline_eventchange (at);
"""
FUNCTION = """
CREATE FUNCTION timeline_note_event_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The argument is a query of the ids of the events that the changed rows belong to.
    EXECUTE 'INSERT INTO timeline_eventchange (event_id) SELECT DISTINCT found.id FROM (' || TG_ARGV[0]
        || ') AS found (id) WHERE found.id IS NOT NULL ON CONFLICT DO NOTHING';
    RETURN NULL;
END $$;
"""

# Which events a changed row belongs to, by table.
EVENTS = {
    "event": "SELECT id FROM changed",
    "participation": "SELECT event_id FROM changed",
    "report": "SELECT event_id FROM changed",
    "statement": "SELECT event_id FROM changed",
    "statementactor": "SELECT event_id FROM timeline_statement WHERE id IN (SELECT statement_id FROM changed)",
}
# Rows that many events lean on: only what the index holds of them matters.
RARE = {
    "article": (
        "SELECT event_id FROM timeline_report WHERE article_id IN ("
        "SELECT id FROM changed JOIN before USING (id) WHERE changed.outlet_id IS DISTINCT FROM before.outlet_id)"
    ),
    "person": (
        "WITH other AS (SELECT id FROM changed JOIN before USING (id) WHERE changed.review <> before.review) "
        "SELECT event_id FROM timeline_participation WHERE person_id IN (SELECT id FROM other) UNION "
        "SELECT event_id FROM timeline_statementactor JOIN timeline_statement statement ON statement.id = statement_id "
        "WHERE person_id IN (SELECT id FROM other)"
    ),
}


def _trigger(table: str, verb: str, rows: str, query: str) -> str:
    return f"""
        CREATE TRIGGER timeline_{table}_{verb.lower()}_noted AFTER {verb} ON timeline_{table}
        REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION timeline_note_event_changes('{query}');
    """


def _triggers() -> str:
    out = []
    for table, query in EVENTS.items():
        out.append(_trigger(table, "INSERT", "NEW TABLE AS changed", query))
        out.append(_trigger(table, "DELETE", "OLD TABLE AS changed", query))
        both = f"{query} UNION {query.replace('changed', 'before')}"
        out.append(_trigger(table, "UPDATE", "NEW TABLE AS changed OLD TABLE AS before", both))
    for table, query in RARE.items():
        out.append(_trigger(table, "UPDATE", "NEW TABLE AS changed OLD TABLE AS before", query))
    return "".join(out)


BACKWARD = (
    "".join(
        f"DROP TRIGGER timeline_{table}_{verb}_noted ON timeline_{table};"
        for table, verbs in {
            **dict.fromkeys(EVENTS, ("insert", "delete", "update")),
            **dict.fromkeys(RARE, ("update",)),
        }.items()
        for verb in verbs
    )
    + "DROP FUNCTION timeline_note_event_changes(); DROP TABLE timeline_eventchange;"
)


class Migration(migrations.Migration):
    """Add the feed of changes and its triggers."""

    dependencies = [("timeline", "0010_curators_see_batches")]
    operations = [migrations.RunSQL(TABLE + FUNCTION + _triggers(), BACKWARD)]
