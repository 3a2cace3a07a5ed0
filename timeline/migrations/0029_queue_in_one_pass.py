"""Bring the review queue in line with many events in one pass, and fill it with what is stored already."""

from typing import Any

from django.db import migrations

# Brings in line what is drafted of some events and statements.
QUEUE = """
    -- What shows of the events: how many report them, whether accounts differ, whether words have drifted.
    WITH told AS MATERIALIZED (
        SELECT event.id, event.type, event.review, event.confidence, event.date_basis, event.date_max,
            event.is_domestic, event.created_at, count(report.id) AS reports,
            coalesce(bool_or(report.is_main), false) AS is_main,
            count(DISTINCT report.type) > 1 OR count(DISTINCT report.status) > 1
                OR count(DISTINCT nullif(report.edtf, '')) > 1 AS is_disputed,
            coalesce(bool_or(EXISTS (
                SELECT FROM timeline_evidence proof
                WHERE proof.report_id = report.id AND proof.text_hash <> article.sha256
            )), false) AS is_drifted,
            max(coalesce(article.published_max, article.ingested_at::date)) AS told_on
        FROM timeline_event event
        LEFT JOIN timeline_report report ON report.event_id = event.id
        LEFT JOIN timeline_article article ON article.id = report.article_id
        WHERE {of_events} GROUP BY event.id
    ), said AS MATERIALIZED (
        SELECT statement.id, statement.event_id, statement.review, statement.confidence,
            article.ingested_at::date AS stored_on, article.published_max, EXISTS (
                SELECT FROM timeline_evidence proof
                WHERE proof.statement_id = statement.id AND proof.text_hash <> article.sha256
            ) AS is_drifted
        FROM timeline_statement statement JOIN timeline_article article ON article.id = statement.article_id
        WHERE {of_statements}
    ), counted AS (
        SELECT event_id, count(*) AS number FROM said WHERE review <> 'rejected' GROUP BY event_id
    ), put_events AS (
        INSERT INTO timeline_reviewitem AS item (event_id, type, sureness, worth)
        SELECT told.id, told.type, timeline_sureness(told.confidence), timeline_worth(
            told.confidence
                * CASE WHEN told.is_disputed THEN 0.5 ELSE 1 END
                * CASE WHEN told.date_basis IN ('inferred', 'reported_on', 'unknown') THEN 0.7 ELSE 1 END
                * CASE WHEN told.is_drifted THEN 0.5 ELSE 1 END,
            (1 + told.reports + coalesce(counted.number, 0) / 4.0)
                * CASE WHEN told.is_main THEN 2 ELSE 1 END * CASE WHEN told.is_domestic THEN 0.25 ELSE 1 END,
            least(coalesce(told.date_max, told.told_on), told.created_at::date + 31))
        FROM told LEFT JOIN counted ON counted.event_id = told.id
        WHERE told.review = 'draft'
        ON CONFLICT (event_id) DO UPDATE SET type = excluded.type, sureness = excluded.sureness, worth = excluded.worth
        WHERE (item.type, item.sureness, item.worth) IS DISTINCT FROM (excluded.type, excluded.sureness, excluded.worth)
    )
    INSERT INTO timeline_reviewitem AS item (statement_id, type, sureness, worth)
    SELECT said.id, coalesce(told.type, ''), timeline_sureness(said.confidence), timeline_worth(
        said.confidence
            * CASE WHEN told.id IS NULL THEN 0.6 ELSE 1 END * CASE WHEN said.is_drifted THEN 0.5 ELSE 1 END,
        CASE WHEN told.id IS NULL THEN 0.5 ELSE
            (1 + told.reports) / 2.0
                * CASE WHEN told.is_main THEN 2 ELSE 1 END * CASE WHEN told.is_domestic THEN 0.25 ELSE 1 END
        END,
        least(coalesce(told.date_max, said.published_max, said.stored_on), said.stored_on + 31))
    FROM said LEFT JOIN told ON told.id = said.event_id
    WHERE said.review = 'draft'
    ON CONFLICT (statement_id) DO UPDATE SET type = excluded.type, sureness = excluded.sureness, worth = excluded.worth
    WHERE (item.type, item.sureness, item.worth) IS DISTINCT FROM (excluded.type, excluded.sureness, excluded.worth);
"""
HEAD = """
CREATE OR REPLACE FUNCTION timeline_refresh_queue(events bigint[], articles bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM timeline_reviewskip WHERE item_id IN (
        SELECT item.id FROM timeline_reviewitem item JOIN timeline_event event ON event.id = item.event_id
        WHERE item.event_id = ANY(events) AND event.review <> 'draft'
        UNION ALL
        SELECT item.id FROM timeline_statement statement JOIN timeline_reviewitem item ON item.statement_id = statement.id
        WHERE statement.review <> 'draft' AND (statement.event_id = ANY(events) OR statement.article_id = ANY(articles))
    );
    DELETE FROM timeline_reviewitem item USING timeline_event event
    WHERE item.event_id = ANY(events) AND event.id = item.event_id AND event.review <> 'draft';
    DELETE FROM timeline_reviewitem item USING timeline_statement statement
    WHERE item.statement_id = statement.id AND statement.review <> 'draft'
        AND (statement.event_id = ANY(events) OR statement.article_id = ANY(articles));
"""
TAIL = """END $$;
DROP FUNCTION IF EXISTS timeline_event_told(bigint);
"""
FUNCTION = (
    HEAD
    + QUEUE.format(
        of_events="event.id = ANY(events)",
        of_statements="statement.event_id = ANY(events) OR statement.article_id = ANY(articles) AND statement.event_id IS NULL",
    )
    + TAIL
)
TABLE = "timeline_reviewitem"
# What each of millions of new rows would be entered or looked up in, one by one.
BESIDE = """
    SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', %(table)s, conname),
        format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', %(table)s, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE conrelid = %(table)s::regclass AND contype = 'f'
    UNION ALL
    SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid = %(table)s::regclass AND NOT indisunique
"""


def fill(apps: Any, schema_editor: Any) -> None:
    """Put what is drafted into the queue, all at once: its indexes are made again, and its references checked, after."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(BESIDE, {"table": TABLE})
        beside = cursor.fetchall()
        cursor.execute("SET LOCAL work_mem = '128MB'")
        for drop, _ in beside:
            cursor.execute(drop)
        cursor.execute(QUEUE.format(of_events="true", of_statements="true"))
        for _, make in beside:
            cursor.execute(make)
        cursor.execute("SET LOCAL work_mem TO DEFAULT")


class Migration(migrations.Migration):
    """Replace the function and fill the queue."""

    dependencies = [("timeline", "0028_name_recorded_changes")]
    operations = [
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
