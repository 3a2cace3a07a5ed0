"""Journal each row that a mending changes, whatever writes it: triggers that do nothing outside of one."""

from django.db import migrations

# All that a mending may change, directly or by what ingest derives from it.
TABLES = (
    "address", "apart", "article", "batchitem", "binding", "change", "doubt", "event", "eventsignature", "evidence",
    "feedentry", "membership", "movedaddress", "organization", "organizationsignature", "participation", "person",
    "personname", "personsignature", "post", "report", "report_readouts", "revision", "sighting", "statement",
    "statementactor",
)  # fmt: skip
FUNCTION = """
CREATE FUNCTION timeline_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO timeline_mendedrow (mend_id, "table", "row", before, after) VALUES (
        current_setting('readout.mend')::bigint, TG_TABLE_NAME, COALESCE(NEW.id, OLD.id), to_jsonb(OLD), to_jsonb(NEW)
    );
    RETURN NULL;
END $$;
"""
# Outside of a mending nothing is called: the condition is asked for each row.
TRIGGER = """
CREATE TRIGGER timeline_{0}_journaled AFTER INSERT OR UPDATE OR DELETE ON timeline_{0} FOR EACH ROW
WHEN (current_setting('readout.mend', true) <> '') EXECUTE FUNCTION timeline_journal();
"""
FORWARD = FUNCTION + "".join(map(TRIGGER.format, TABLES))
BACKWARD = "".join(f"DROP TRIGGER timeline_{table}_journaled ON timeline_{table};" for table in TABLES)
BACKWARD += "DROP FUNCTION timeline_journal();"


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("timeline", "0016_mendings")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
