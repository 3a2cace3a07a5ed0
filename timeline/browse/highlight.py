"""Where a reader's words stand in names and titles, found as PostgreSQL finds them."""

from collections.abc import Sequence

from django.db import connection

from timeline.browse.segments import HIT_START, HIT_STOP, Segment, hits
from timeline.browse.words import words_sql

# The same configuration as the search itself, and its query.
QUERY = """
SELECT ts_headline('english', text, {query}, %s)
FROM unnest(%s::text[]) WITH ORDINALITY AS given (text, place) ORDER BY place
"""
OPTIONS = f"StartSel={HIT_START}, StopSel={HIT_STOP}, HighlightAll=true"


def highlight(texts: Sequence[str], words: str) -> list[tuple[Segment, ...]]:
    """Cut each text into what the words find and the rest, in one query; without words, leave all whole."""
    if not words or not texts:
        return [(Segment(text),) for text in texts]
    query, parameters = words_sql(words)
    with connection.cursor() as cursor:
        cursor.execute(QUERY.format(query=query), [*parameters, OPTIONS, list(texts)])
        return [hits(row[0]) for row in cursor.fetchall()]
