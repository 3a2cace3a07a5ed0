"""Note the events whose cards show what changed, too: names, titles and the words that prove a statement."""

# ruff: noqa: S608 - all parts of the queries are named in this file

from importlib import import_module

from django.db import migrations

FORMER = import_module("timeline.migrations.0011_event_changes").RARE
PLANNED = import_module("timeline.migrations.0031_plan_triggers_once")
ROWS = {"insert": PLANNED.NEW, "delete": PLANNED.OLD, "update": PLANNED.BOTH}
# Which events a changed row of these tables belongs to.
EVENTS = {
    "evidence": "SELECT event_id FROM timeline_statement WHERE id IN (SELECT statement_id FROM changed)",
    "report_readouts": "SELECT event_id FROM timeline_report WHERE id IN (SELECT report_id FROM changed)",
}


def _other(*columns: str) -> str:
    now = ", ".join(f"changed.{column}" for column in columns)
    then = ", ".join(f"before.{column}" for column in columns)
    return f"SELECT id FROM changed JOIN before USING (id) WHERE ({now}) IS DISTINCT FROM ({then})"


def _holders(column: str) -> str:
    return (
        f"SELECT event_id FROM timeline_participation WHERE {column} IN (SELECT id FROM other) UNION "
        "SELECT event_id FROM timeline_statementactor JOIN timeline_statement statement ON statement.id = statement_id "
        f"WHERE {column} IN (SELECT id FROM other)"
    )


# Rows that many events lean on: only what cards or the index hold of them matters.
RARE = {
    "person": f"WITH other AS ({_other('review', 'name', 'slug', 'country')}) {_holders('person_id')}",
    "organization": (
        f"WITH other AS ({_other('review', 'name', 'country')}) {_holders('organization_id')} UNION "
        "SELECT event_id FROM timeline_report_readouts JOIN timeline_report report ON report.id = report_id "
        "WHERE organization_id IN (SELECT id FROM other)"
    ),
    "article": (
        "SELECT event_id FROM timeline_report WHERE article_id IN "
        f"({_other('outlet_id', 'title', 'file', 'published_max')})"
    ),
    "outlet": (
        "SELECT event_id FROM timeline_report JOIN timeline_article article ON article.id = article_id "
        f"WHERE outlet_id IN ({_other('name')})"
    ),
}


def _function(table: str, verb: str, query: str) -> str:
    made = PLANNED.FUNCTION.format(
        name=PLANNED._name(table, verb), table=table, verb=verb, rows=ROWS[verb], query=query
    )
    return str(made).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


def _triggers() -> tuple[str, str]:
    forward, backward = [], []
    for table, query in EVENTS.items():
        for verb in ROWS:
            both = f"{query} UNION {query.replace('changed', 'before')}"
            forward.append(_function(table, verb, both if verb == "update" else query))
            backward.append(f"DROP FUNCTION {PLANNED._name(table, verb)}() CASCADE;")
    for table, query in RARE.items():
        forward.append(_function(table, "update", query))
        if table in FORMER:
            backward.append(_function(table, "update", FORMER[table]))
        else:
            backward.append(f"DROP FUNCTION {PLANNED._name(table, 'update')}() CASCADE;")
    return "".join(forward), "".join(backward)


class Migration(migrations.Migration):
    """Make the triggers wider."""

    dependencies = [("timeline", "0032_fewer_indexes_on_what_is_stored")]
    operations = [migrations.RunSQL(*_triggers())]
