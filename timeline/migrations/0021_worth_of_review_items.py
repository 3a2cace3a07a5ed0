"""Keep the review queue in line with the records: one function of the database, explained in `models.queue`."""

from django.db import migrations

FORWARD = """
-- What shows of an event: how many report it, whether their accounts differ, whether their words have drifted.
CREATE FUNCTION timeline_event_told(event bigint, OUT reports bigint, OUT is_main boolean, OUT is_disputed boolean,
    OUT is_drifted boolean, OUT told_on date) STABLE LANGUAGE sql AS $$
    SELECT count(*), coalesce(bool_or(report.is_main), false),
        count(DISTINCT report.type) > 1 OR count(DISTINCT report.status) > 1
            OR count(DISTINCT nullif(report.edtf, '')) > 1,
        coalesce(bool_or(EXISTS (
            SELECT FROM timeline_evidence proof
            WHERE proof.report_id = report.id AND proof.text_hash <> article.sha256
        )), false),
        max(coalesce(article.published_max, article.ingested_at::date))
    FROM timeline_report report JOIN timeline_article article ON article.id = report.article_id
    WHERE report.event_id = event
$$;

CREATE FUNCTION timeline_worth(sureness float8, visibility float8, day date) RETURNS float8 IMMUTABLE LANGUAGE sql AS $$
    SELECT ln(greatest(1 - sureness, 0.02)) + ln(visibility) + (coalesce(day, DATE '2000-01-01') - DATE '2000-01-01') / 527.0
$$;

CREATE FUNCTION timeline_sureness(confidence float8) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE WHEN confidence < 0.5 THEN 'low' WHEN confidence < 0.8 THEN 'medium' ELSE 'high' END
$$;

CREATE FUNCTION timeline_refresh_queue(events bigint[], articles bigint[]) RETURNS void LANGUAGE plpgsql AS $$
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

    INSERT INTO timeline_reviewitem AS item (event_id, type, sureness, worth)
    SELECT event.id, event.type, timeline_sureness(event.confidence), timeline_worth(
        event.confidence
            * CASE WHEN told.is_disputed THEN 0.5 ELSE 1 END
            * CASE WHEN event.date_basis IN ('inferred', 'reported_on', 'unknown') THEN 0.7 ELSE 1 END
            * CASE WHEN told.is_drifted THEN 0.5 ELSE 1 END,
        (1 + told.reports + said.number / 4.0)
            * CASE WHEN told.is_main THEN 2 ELSE 1 END * CASE WHEN event.is_domestic THEN 0.25 ELSE 1 END,
        least(coalesce(event.date_max, told.told_on), event.created_at::date + 31))
    FROM timeline_event event
    CROSS JOIN LATERAL timeline_event_told(event.id) told
    CROSS JOIN LATERAL (
        SELECT count(*) AS number FROM timeline_statement WHERE event_id = event.id AND review <> 'rejected'
    ) said
    WHERE event.id = ANY(events) AND event.review = 'draft'
    ON CONFLICT (event_id) DO UPDATE SET type = excluded.type, sureness = excluded.sureness, worth = excluded.worth
    WHERE (item.type, item.sureness, item.worth) IS DISTINCT FROM (excluded.type, excluded.sureness, excluded.worth);

    INSERT INTO timeline_reviewitem AS item (statement_id, type, sureness, worth)
    SELECT statement.id, coalesce(event.type, ''), timeline_sureness(statement.confidence), timeline_worth(
        statement.confidence
            * CASE WHEN event.id IS NULL THEN 0.6 ELSE 1 END
            * CASE WHEN EXISTS (
                SELECT FROM timeline_evidence proof
                WHERE proof.statement_id = statement.id AND proof.text_hash <> article.sha256
            ) THEN 0.5 ELSE 1 END,
        CASE WHEN event.id IS NULL THEN 0.5 ELSE
            (1 + told.reports) / 2.0
                * CASE WHEN told.is_main THEN 2 ELSE 1 END * CASE WHEN event.is_domestic THEN 0.25 ELSE 1 END
        END,
        least(
            coalesce(event.date_max, article.published_max, article.ingested_at::date), article.ingested_at::date + 31
        ))
    FROM timeline_statement statement
    JOIN timeline_article article ON article.id = statement.article_id
    LEFT JOIN timeline_event event ON event.id = statement.event_id
    LEFT JOIN LATERAL timeline_event_told(statement.event_id) told ON true
    WHERE statement.review = 'draft' AND (
        statement.event_id = ANY(events) OR statement.article_id = ANY(articles) AND statement.event_id IS NULL
    )
    ON CONFLICT (statement_id) DO UPDATE SET type = excluded.type, sureness = excluded.sureness, worth = excluded.worth
    WHERE (item.type, item.sureness, item.worth) IS DISTINCT FROM (excluded.type, excluded.sureness, excluded.worth);
END $$;
"""
BACKWARD = """
DROP FUNCTION timeline_refresh_queue(bigint[], bigint[]);
DROP FUNCTION timeline_worth(float8, float8, date);
DROP FUNCTION timeline_sureness(float8);
DROP FUNCTION IF EXISTS timeline_event_told(bigint);
"""


class Migration(migrations.Migration):
    """Add the function; `0029_queue_in_one_pass` makes it fast and fills the queue."""

    dependencies = [("timeline", "0020_review_queue")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
