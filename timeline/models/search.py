"""The words under which an event is found, kept in `Event.search` by one function."""

from collections.abc import Iterable
from functools import cache

from diplomacy.prepared import ask
from timeline.extraction.lexicon import rows
from timeline.models.queue import refresh_queue

# Weight A: the parties' names, in all forms, and offices; B: what was said; C: who said it, titles of the articles;
# D: the kind of event, and the parties' countries by all their names. Accents count neither here nor in what is asked.
# The order of the words depends on what is stored only, never on what was stored first, nor on which of two spellings
# that differ in capitals or accents a body has at the moment.
REFRESH = """
WITH country (code, words) AS (
    SELECT * FROM unnest(string_to_array(%s, '|'), string_to_array(%s, '|'))
)
UPDATE timeline_event SET search =
    setweight(to_tsvector('english', unaccent(coalesce((
        SELECT string_agg(called.words, ' ' ORDER BY lower(unaccent(called.words))) FROM (
            SELECT concat_ws(' ', forms.names, organization.name, party.office) AS words
            FROM timeline_participation party
            LEFT JOIN timeline_organization organization ON organization.id = party.organization_id
            LEFT JOIN LATERAL (
                SELECT string_agg(form.name, ' ' ORDER BY form.name) AS names FROM (
                    SELECT name FROM timeline_personname WHERE person_id = party.person_id
                    UNION SELECT name FROM timeline_person WHERE id = party.person_id
                ) form
            ) forms ON true
            WHERE party.event_id = timeline_event.id
        ) called
    ), ''))), 'A')
    || setweight(to_tsvector('english', unaccent(coalesce((
        SELECT string_agg(statement.content, ' ' ORDER BY article.sha256, statement.start, statement.content)
        FROM timeline_statement statement JOIN timeline_article article ON article.id = statement.article_id
        WHERE statement.event_id = timeline_event.id AND statement.review <> 'rejected'
    ), ''))), 'B')
    || setweight(to_tsvector('english', unaccent(coalesce((
        SELECT string_agg(DISTINCT lower(unaccent(coalesce(person.name, organization.name))), ' ')
        FROM timeline_statement statement
        JOIN timeline_statementactor actor ON actor.statement_id = statement.id
        LEFT JOIN timeline_person person ON person.id = actor.person_id
        LEFT JOIN timeline_organization organization ON organization.id = actor.organization_id
        WHERE statement.event_id = timeline_event.id AND statement.review <> 'rejected'
    ), ''))), 'C')
    || setweight(to_tsvector('english', unaccent(coalesce((
        SELECT string_agg(article.title, ' ' ORDER BY article.sha256)
        FROM timeline_report report JOIN timeline_article article ON article.id = report.article_id
        WHERE report.event_id = timeline_event.id
    ), ''))), 'C')
    || setweight(to_tsvector('english', unaccent(concat_ws(' ', replace(type, '_', ' '), (
        SELECT string_agg(DISTINCT country.words, ' ')
        FROM timeline_participation party JOIN country ON country.code = party.country
        WHERE party.event_id = timeline_event.id
    )))), 'D')
WHERE id = ANY(%s::bigint[])
"""


@cache
def country_words() -> tuple[str, str]:
    """Give the codes of countries, and to each its names, adjectives and seats as words to search; `|` parts them."""
    cells = rows("countries.tsv")
    words = (" ".join([row[1], row[2], *row[4:5]]).replace("|", " ") for row in cells)
    return "|".join(row[0] for row in cells), "|".join(words)


def refresh_search(event_ids: Iterable[int], articles: Iterable[int] = ()) -> None:
    """Write the search words of events anew, and bring the review queue in line with them.

    Call it in the transaction that changes what they say; `articles` are those whose statements without an event
    changed.
    """
    pks = list(set(event_ids))
    if pks:
        ask(REFRESH, *country_words(), pks)
    refresh_queue(pks, list(articles))
