"""All that cards of events show, in one question that the database has planned beforehand: a row an event."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from diplomacy.prepared import ask
from timeline.browse.filters import Filters

# Statements that have what the filters ask for come first, then those of the people asked for.
_RANK = """
    CASE WHEN (said.act = ANY(%s) OR cardinality(%s::text[]) = 0)
            AND (said.topics && %s::varchar[] OR cardinality(%s::text[]) = 0)
            AND (said.phrases && %s::varchar[] OR cardinality(%s::text[]) = 0) AND %s THEN 0
        WHEN cardinality(%s::text[]) > 0 AND EXISTS (
            SELECT FROM timeline_statementactor actor JOIN timeline_person person ON person.id = actor.person_id
            WHERE actor.statement_id = said.id AND actor.role = 'speaker' AND person.slug = ANY(%s)
        ) THEN 1 ELSE 2 END
"""
_HOLDER = """
    CASE WHEN person.id IS NULL
        THEN json_build_array('organization', body.id, body.name, body.country, '')
        ELSE json_build_array('person', person.id, person.name, person.country, person.slug) END
"""
_PUBLIC_HOLDER = """
    LEFT JOIN timeline_person person ON person.id = {0}.person_id
    LEFT JOIN timeline_organization body ON body.id = {0}.organization_id
    WHERE coalesce(person.review, body.review) <> 'rejected'
"""
_PARTIES = f"""
    SELECT json_agg(json_build_array({_HOLDER}, party.office, party.country) ORDER BY party.position, party.id)
    FROM timeline_participation party {_PUBLIC_HOLDER.format("party")} AND party.event_id = event.id
"""  # noqa: S608 - all parts are constants of this module, all values are parameters
_ACTORS = f"""
    SELECT json_agg(json_build_array(actor.role, {_HOLDER}) ORDER BY actor.role, actor.position, actor.id)
    FROM timeline_statementactor actor {_PUBLIC_HOLDER.format("actor")} AND actor.statement_id = said.id
"""  # noqa: S608
# Of the content only what stands around it: its words are the statement's own.
_PROOF = """
    SELECT json_agg(json_build_array(
        proof.role, proof.start, proof."end", CASE proof.role WHEN 'cue' THEN proof.exact ELSE '' END, proof.prefix,
        proof.suffix
    ) ORDER BY proof.start)
    FROM timeline_evidence proof WHERE proof.statement_id = said.id AND proof.role IN ('content', 'cue')
"""
_STATEMENTS = f"""
    SELECT json_agg(json_build_array(
        said.id, said.act, said.modality, said.review, said.topics, said.article_id, said.start, said.content,
        ({_ACTORS}), ({_PROOF}), said.phrases, said.rank
    ) ORDER BY said.rank, said.article_id, said.start, said.id)
    FROM (
        SELECT said.*, {_RANK} AS rank FROM timeline_statement said
        WHERE said.event_id = event.id AND said.review <> 'rejected'
        ORDER BY rank, said.article_id, said.start, said.id LIMIT %s
    ) said
"""  # noqa: S608
_REPORTS = """
    SELECT json_agg(json_build_array(
        article.id, coalesce(nullif(article.title, ''), nullif(article.file, ''), 'Article ' || article.id),
        coalesce(outlet.name, ''), (
            SELECT json_agg(body.name ORDER BY body.name) FROM timeline_report_readouts readout
            JOIN timeline_organization body ON body.id = readout.organization_id
            WHERE readout.report_id = report.id AND body.review <> 'rejected'
        )
    ) ORDER BY report.is_main DESC, article.published_max, report.id)
    FROM timeline_report report JOIN timeline_article article ON article.id = report.article_id
    LEFT JOIN timeline_outlet outlet ON outlet.id = article.outlet_id
    WHERE report.event_id = event.id
"""
QUESTION = f"""
    SELECT event.id, event.slug, event.type, event.status, event.is_domestic, event.is_first, event.edtf,
        event.date_min, event.date_max, event.date_basis, event.review, event.created_at, event.updated_at,
        ({_PARTIES})::text, ({_STATEMENTS})::text,
        (SELECT count(*) FROM timeline_statement said WHERE said.event_id = event.id AND said.review <> 'rejected'),
        ({_REPORTS})::text
    FROM unnest(%s::bigint[]) WITH ORDINALITY AS asked (id, place)
    JOIN timeline_event event ON event.id = asked.id ORDER BY asked.place
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class CardRow:
    """An event as the question gives it; the lists hold arrays in the order of the columns that are asked for."""

    id: int
    slug: str
    type: str
    status: str
    is_domestic: bool
    is_first: bool
    edtf: str
    date_min: date | None
    date_max: date | None
    date_basis: str
    review: str
    made: datetime
    changed: datetime
    parties: list[Any]
    statements: list[Any]
    number_of_statements: int
    reports: list[Any]


def card_rows(events: Sequence[int], filters: Filters, statements: int) -> list[CardRow]:
    """Give the rows of events in the order of their ids, each with its first statements; missing ones are left out."""
    rank: list[Any] = []
    for values in (filters.act, filters.topic, filters.phrase):
        rank += [list(values)] * 2
    people = list(filters.person)
    rows = ask(QUESTION, *rank, filters.asks_of_statements, people, people, statements, list(events))
    return [CardRow(*map(_read, _COLUMNS, row)) for row in rows]


_COLUMNS = tuple(field.name for field in fields(CardRow))
_LISTS = ("parties", "statements", "reports")


def _read(column: str, value: Any) -> Any:
    """Read the lists, which come as JSON, null for an empty one."""
    return json.loads(value or "[]") if column in _LISTS else value
