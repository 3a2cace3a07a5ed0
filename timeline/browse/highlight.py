"""Where a reader's words stand in names and titles, found as PostgreSQL finds them."""

from collections.abc import Sequence

from django.db import connection

from timeline.browse.segments import HIT_START, HIT_STOP, Segment, hits

# The same configuration and the same treatment of accents as the search itself, see `matching.words_query`.
QUERY = """
SELECT ts_headline('english', text, websearch_to_tsquery('english', unaccent(%s)), %s)
FROM unnest(%s::text[]) WITH ORDINALITY AS given (text, place) ORDER BY place
"""
OPTIONS = f"StartSel={HIT_START}, StopSel={HIT_STOP}, HighlightAll=true"


def highlight(texts: Sequence[str], words: str) -> list[tuple[Segment, ...]]:
    """Cut each text into what the words find and the rest, in one query; without words, leave all whole."""
    if not words or not texts:
        return [(Segment(text),) for text in texts]
    with connection.cursor() as cursor:
        cursor.execute(QUERY, [words, OPTIONS, list(texts)])
        return [hits(row[0]) for row in cursor.fetchall()]
