"""The order by relevance: how well the words are met, names before what was said, and that before titles."""

from collections.abc import Sequence

from django.db import connection

from timeline.browse.filters import Cursor
from timeline.browse.words import words_sql

# Events that are weighed against each other, the newest ones: to weigh all that "talks" finds would take seconds.
WEIGHED = 10_000
# A whole number keeps its place in an address exactly.
RANK = "(ts_rank(search, {query}) * 1000000)::int"


def by_relevance(events: Sequence[int], words: str, cursor: Cursor | None, number: int) -> list[int]:
    """Give those of the events that come after a place, best first, of equals the one stored last first."""
    query, parameters = words_sql(words)
    rank = RANK.format(query=query)
    after, place = "", []
    if cursor:
        after, place = "WHERE (rank, id) < (%s, %s)", [cursor.rank or 0, cursor.event]
    # Pieces of SQL are made here and by Django; all values are parameters.
    sql = f"""SELECT id FROM (SELECT id, {rank} AS rank FROM timeline_event WHERE id = ANY(%s)) one
        {after} ORDER BY rank DESC, id DESC LIMIT %s"""  # noqa: S608
    with connection.cursor() as ask:
        ask.execute(sql, [*parameters, list(events), *place, number])
        return [pk for (pk,) in ask.fetchall()]


def place_of(event: int, words: str) -> Cursor:
    """Give the place of an event in the order by relevance."""
    query, parameters = words_sql(words)
    with connection.cursor() as ask:
        sql = f"SELECT {RANK.format(query=query)} FROM timeline_event WHERE id = %s"  # noqa: S608
        ask.execute(sql, [*parameters, event])
        found = ask.fetchone()
    return Cursor(None, event, found[0] if found else 0)
