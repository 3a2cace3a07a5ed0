"""Read what the index is made of from the database: rows of whole numbers, packed in binary."""

# All SQL is this module's own text.
# ruff: noqa: S608
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction
from psycopg import RawCursor

from timeline.browse.index.segment import AFTER_ALL, BEFORE_ALL, BITS, UNDATED
from timeline.browse.index.tallies import Ints
from timeline.models import DateBasis, EventStatus, EventType, ReviewState, SpeechAct

CERTAINTIES = ("certain", "reported", "approximate", "undated")
REVIEWS = tuple(state for state in ReviewState.values if state != ReviewState.REJECTED)
# Values by the number that rows have of them.
TYPES, STATUSES, BASES, ACTS = EventType.values, EventStatus.values, DateBasis.values, SpeechAct.values
# Where the calendar of PostgreSQL's dates as numbers begins, in Python's ordinals.
YEAR_2000 = 730_120
# PostgreSQL expects so many values of a list that it does not know yet. A question with fewer looks cheaper than that,
# so that it is planned anew each time, which takes longer than to answer it.
EXPECTED = 10

# What PostgreSQL may use for each join and each of its helpers here: it writes to disk what does not fit.
WORK_MEMORY = "128MB"

# Id, slug and name of people and outlets, by facet.
Named = Mapping[str, Sequence[tuple[int, str, str]]]


@dataclass(frozen=True, slots=True)
class Read:
    """Columns of rows: of `events` as `EVENTS` has them, of all others an event's id and a number.

    Topics, phrases and offices are what numbers stand for; `named` are the people and outlets if events are few.
    """

    topics: list[str]
    phrases: list[str]
    offices: list[str]
    rows: Mapping[str, list[Ints]]
    named: Named


def read_all() -> Read:
    """Read all public events; what changes between the questions is in the feed of changes later."""
    with transaction.atomic():
        _row(f"SELECT set_config('work_mem', '{WORK_MEMORY}', true)")
        lists = _row(_filled(LISTS, only="TRUE"))
        found = []
        for question, columns in QUESTIONS.values():
            given = [words for words in zip(LISTED, lists, strict=True) if f"{{{words[0]}}}" in question]
            stands = {words: f"${at}::text[]" for at, (words, _) in enumerate(given, 1)}
            packed = _packed(_filled(question, only="TRUE", **stands), columns)
            (data,) = _row(f"SELECT {packed}", [words for _, words in given])
            found.append(_columns(data, columns))
    topics, phrases, offices = lists
    return Read(topics, phrases, offices, dict(zip(QUESTIONS, found, strict=True)), {})


def read_few(events: Sequence[int]) -> Read:
    """Read some events by one question, planned once: each takes longer on its way than to be answered."""
    ids = [*events, *[*events[-1:]] * (EXPECTED - len(events))]
    topics, phrases, offices, people, outlets, *found = _row(FEW, [ids], prepare=True)
    rows = {name: _columns(data, columns) for data, (name, (_, columns)) in zip(found, QUESTIONS.items(), strict=True)}
    return Read(topics, phrases, offices, rows, {"person": people or (), "outlet": outlets or ()})


def _filled(question: str, **parts: str) -> str:
    for name, stand in parts.items():
        question = question.replace(f"{{{name}}}", stand)
    return question


def _packed(question: str, columns: str) -> str:
    """Have the database pack all rows into one value: to fetch millions of rows one by one takes ten times as long."""
    packed = " || ".join(f"int8send({name})" for name in columns.split())
    return f"(SELECT string_agg({packed}, ''::bytea) FROM ({question}) AS one ({', '.join(columns.split())}))"


def _columns(data: bytes | None, columns: str) -> list[Ints]:
    return list(np.frombuffer(data or b"", dtype=">i8").reshape(-1, len(columns.split())).T.astype(np.int64))


def _row(query: str, values: Sequence[Any] = (), *, prepare: bool = False) -> Any:
    connection.ensure_connection()
    if prepare:
        # Without a threshold the driver prepares nothing.
        connection.connection.prepare_threshold = 0
    with RawCursor(connection.connection) as cursor:
        return cursor.execute(query.encode(), values, binary=True, prepare=prepare).fetchone()


def _array(values: Sequence[str]) -> str:
    """Write words of this program as SQL."""
    return "ARRAY[{}]".format(", ".join(f"'{value}'" for value in values))


PAIR = "event value"
# Days are ordinals; what a day is sorted by comes first.
EVENTS = f"""
    SELECT id, coalesce(coalesce(date_min, date_max) - date '2000-01-01' + {YEAR_2000}, {UNDATED})::bigint,
        coalesce(date_min - date '2000-01-01' + {YEAR_2000}, {BEFORE_ALL})::bigint,
        coalesce(date_max - date '2000-01-01' + {YEAR_2000}, {AFTER_ALL})::bigint,
        array_position({_array(TYPES)}, type::text)::bigint - 1,
        array_position({_array(STATUSES)}, status::text)::bigint - 1,
        array_position({_array(REVIEWS)}, review::text)::bigint - 1,
        array_position({_array(BASES)}, date_basis::text)::bigint - 1,
        CASE WHEN date_min IS NULL AND date_max IS NULL THEN 3 WHEN date_basis = '{DateBasis.REPORTED_ON}' THEN 1
            WHEN date_min = date_max AND edtf !~ '[?~%]' THEN 0 ELSE 2 END::bigint, is_domestic::int::bigint
    FROM (SELECT id AS event_id, * FROM timeline_event) event WHERE review <> 'rejected' AND {{only}}
"""
COUNTRIES = """
    SELECT event_id, (ascii(country) * 65536 + ascii(substr(country, 2)) * 256 + ascii(substr(country, 3)))::bigint
    FROM timeline_participation WHERE country <> '' AND {only}
"""
OFFICES = """
    SELECT event_id, array_position({offices}, role::text)::bigint - 1
    FROM timeline_participation WHERE role <> '' AND {only}
"""
PRESENT = """
    SELECT event_id, person_id FROM timeline_participation WHERE person_id IS NOT NULL AND {only}
    UNION ALL SELECT event_id, person_id FROM timeline_statementactor actor
    JOIN (
        SELECT id, event_id FROM timeline_statement WHERE review <> 'rejected' AND event_id IS NOT NULL AND {only}
    ) statement ON statement.id = statement_id WHERE role = 'speaker' AND person_id IS NOT NULL
"""
PEOPLE = f"""
    SELECT event_id, person_id FROM ({PRESENT}) present
    WHERE person_id IN (SELECT id FROM timeline_person WHERE review <> 'rejected')
"""
OUTLETS = """
    SELECT event_id, outlet_id FROM timeline_report JOIN timeline_article article ON article.id = article_id
    WHERE outlet_id IS NOT NULL AND {only}
"""
STATEMENTS = f"""
    SELECT event_id, (array_position({_array(ACTS)}, act::text)::bigint << {2 * BITS})
        | (coalesce(topic.number, 0) << {BITS}) | coalesce(phrase.number, 0)
    FROM timeline_statement
    LEFT JOIN LATERAL unnest(topics) AS t (name) ON true
    LEFT JOIN LATERAL unnest(phrases) AS p (name) ON true
    LEFT JOIN unnest({{topics}}) WITH ORDINALITY AS topic (name, number) ON topic.name = t.name
    LEFT JOIN unnest({{phrases}}) WITH ORDINALITY AS phrase (name, number) ON phrase.name = p.name
    WHERE review <> 'rejected' AND event_id IS NOT NULL AND {{only}}
"""
LISTED = ("topics", "phrases", "offices")
# Statements are gone through once: of many, few have topics and phrases that no other has.
LISTS = """
    WITH said AS MATERIALIZED (SELECT DISTINCT topics, phrases FROM timeline_statement WHERE {only})
    SELECT array(SELECT DISTINCT word::text FROM said, unnest(topics) word ORDER BY 1),
        array(SELECT DISTINCT word::text FROM said, unnest(phrases) word ORDER BY 1),
        array(SELECT DISTINCT role::text FROM timeline_participation WHERE role <> '' AND {only} ORDER BY 1)
"""
# Each with the names of its columns.
QUESTIONS = {
    "events": (EVENTS, "id day first last type status review basis certainty domestic"),
    "countries": (COUNTRIES, PAIR),
    "people": (PEOPLE, PAIR),
    "outlets": (OUTLETS, PAIR),
    "offices": (OFFICES, PAIR),
    "statements": (STATEMENTS, PAIR),
}
FEW_ONLY = "event_id = ANY($1::bigint[])"
# People and outlets are fetched one by one, which `LIMIT` sees to: the planner expects so many that it would read all.
FEW_NAMED = """
    SELECT event_id, one.id, slug, name FROM ({pairs}) pairs (event_id, id)
    JOIN LATERAL (SELECT id, slug, name FROM {table} WHERE {table}.id = pairs.id AND {public} LIMIT 1) one ON true
"""
FEW_PARTS = {
    "people": {"pairs": PRESENT, "table": "timeline_person", "public": "review <> 'rejected'"},
    "outlets": {"pairs": OUTLETS, "table": "timeline_outlet", "public": "true"},
}


def _of_few() -> str:
    """Write the question of few events: what several parts of it need is looked up once, then everything is packed."""
    lists = {words: f"(SELECT {words} FROM lists)" for words in LISTED}
    parts = [f"lists ({', '.join(LISTED)}) AS MATERIALIZED ({_filled(LISTS, only=FEW_ONLY)})"]
    for name, given in FEW_PARTS.items():
        question = _filled(_filled(FEW_NAMED, **given), only=FEW_ONLY)
        parts.append(f"{name} (event, value, slug, name) AS MATERIALIZED ({question})")
    found = [*lists.values()]
    found += [f"(SELECT json_agg(json_build_array(value, slug, name)) FROM {name})" for name in FEW_PARTS]
    for name, (question, columns) in QUESTIONS.items():
        if name in FEW_PARTS:
            question = f"SELECT event, value FROM {name}"
        found.append(_packed(_filled(question, only=FEW_ONLY, **lists), columns))
    return f"WITH {', '.join(parts)} SELECT {', '.join(found)}"


FEW = _of_few()
