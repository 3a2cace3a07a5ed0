"""List changes; one written without a word to whom it belongs is known by the database role that wrote it."""

from typing import Any

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations
from pghistory.models import Context

# That of pghistory leaves such changes without a context, so that no list of changes would show them.
FORWARD = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE LANGUAGE plpgsql AS $$
DECLARE
    known uuid := nullif(current_setting('pghistory.context_id', true), '');
    words jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF known IS NULL OR words IS NULL THEN
        known := md5(concat(pg_current_xact_id(), now()))::uuid;
        words := jsonb_build_object('action', 'write', 'direct', true, 'name', session_user);
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (known, words, clock_timestamp(), clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
        WHERE pghistory_context.metadata <> EXCLUDED.metadata;
    RETURN known;
END $$;
"""


def forward(apps: Any, editor: Any) -> None:
    editor.execute(FORWARD, params=None)


def backward(apps: Any, editor: Any) -> None:
    Context.install_pgh_attach_context_func(using=editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("timeline", "0022_history_of_companions"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordedChange",
            fields=[],
            options={
                "verbose_name": "change",
                "ordering": ["-created_at", "id"],
                "proxy": True,
                "default_permissions": ("view",),
                "indexes": [],
                "constraints": [],
            },
            bases=("pghistory.context",),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="evidence",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="movedaddress",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="readout",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="report",
            name="update_update",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_evidencepast" ("article_id", "end", "exact", "id", "membership_id", "organization_id", "participation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "report_id", "role", "start", "statement_id", "suffix", "text_hash") VALUES (OLD."article_id", OLD."end", OLD."exact", OLD."id", OLD."membership_id", OLD."organization_id", OLD."participation_id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."prefix", OLD."report_id", OLD."role", OLD."start", OLD."statement_id", OLD."suffix", OLD."text_hash"); RETURN NULL;',
                    hash="27e637776b00754418ecc1d3f699cc106b27c065",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7420a",
                    table="timeline_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movedaddress",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_movedaddresspast" ("event_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."event_id", OLD."id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."slug"); RETURN NULL;',
                    hash="8aa91093f3e870d99a9b9b6b69c1d30d4169747a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_36904",
                    table="timeline_movedaddress",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readout",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_readoutpast" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id") VALUES (OLD."id", OLD."organization_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."report_id"); RETURN NULL;',
                    hash="4e11b171175be631c3fd0a0208df1dbb55baa8f2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_30e12",
                    table="timeline_report_readouts",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_reportpast" ("article_id", "cameo_code", "companions", "confidence", "date_basis", "date_max", "date_min", "edtf", "event_id", "id", "is_domestic", "is_first", "is_main", "local_id", "parties", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plover_event", "plover_mode", "raw_date", "signature_id", "status", "type") VALUES (OLD."article_id", OLD."cameo_code", OLD."companions", OLD."confidence", OLD."date_basis", OLD."date_max", OLD."date_min", OLD."edtf", OLD."event_id", OLD."id", OLD."is_domestic", OLD."is_first", OLD."is_main", OLD."local_id", OLD."parties", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."plover_event", OLD."plover_mode", OLD."raw_date", OLD."signature_id", OLD."status", OLD."type"); RETURN NULL;',
                    hash="cbb3bd6391a498425e43356a1b78a043fb74dcf2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5d21e",
                    table="timeline_report",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunPython(forward, backward),
    ]
