"""The words under which an event is found, kept in `Event.search` by one function."""

from collections.abc import Iterable

from django.db import connection

# Weight A: the parties' names, in all forms, and offices; B: what was said; C: who said it, titles of the articles.
REFRESH = """
UPDATE timeline_event SET search =
    setweight(to_tsvector('english', coalesce((
        SELECT string_agg(concat_ws(' ', forms.names, organization.name, party.office), ' ')
        FROM timeline_participation party
        LEFT JOIN timeline_organization organization ON organization.id = party.organization_id
        LEFT JOIN LATERAL (
            SELECT string_agg(form.name, ' ') AS names FROM (
                SELECT name FROM timeline_personname WHERE person_id = party.person_id
                UNION SELECT name FROM timeline_person WHERE id = party.person_id
            ) form
        ) forms ON true
        WHERE party.event_id = timeline_event.id
    ), '')), 'A')
    || setweight(to_tsvector('english', coalesce((
        SELECT string_agg(statement.content, ' ' ORDER BY statement.id)
        FROM timeline_statement statement
        WHERE statement.event_id = timeline_event.id AND statement.review <> 'rejected'
    ), '')), 'B')
    || setweight(to_tsvector('english', coalesce((
        SELECT string_agg(DISTINCT coalesce(person.name, organization.name), ' ')
        FROM timeline_statement statement
        JOIN timeline_statementactor actor ON actor.statement_id = statement.id
        LEFT JOIN timeline_person person ON person.id = actor.person_id
        LEFT JOIN timeline_organization organization ON organization.id = actor.organization_id
        WHERE statement.event_id = timeline_event.id AND statement.review <> 'rejected'
    ), '')), 'C')
    || setweight(to_tsvector('english', coalesce((
        SELECT string_agg(article.title, ' ' ORDER BY article.id)
        FROM timeline_report report JOIN timeline_article article ON article.id = report.article_id
        WHERE report.event_id = timeline_event.id
    ), '')), 'C')
WHERE id = ANY(%s)
"""


def refresh_search(event_ids: Iterable[int]) -> None:
    """Write the search words of events anew: call it in the transaction that changes what they say."""
    with connection.cursor() as cursor:
        cursor.execute(REFRESH, [list(set(event_ids))])
