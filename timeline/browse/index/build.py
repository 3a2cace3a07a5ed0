"""Make a segment of what the database has now: plain columns of numbers, copied in binary and taken as arrays."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
from django.db import connection, transaction
from psycopg import Cursor
from pyroaring import BitMap

from timeline.browse.index.columns import Chosen, Column, as_bitmap, distinct, make_column, split
from timeline.browse.index.segment import AFTER_ALL, BEFORE_ALL, BITS, SAID, UNDATED, Segment
from timeline.browse.index.tallies import KEPT, LEAST_EVENTS, Alone, Ints, Tally, tally_of
from timeline.models import DateBasis, EventStatus, EventType, ReviewState, SpeechAct

CERTAINTIES = ("certain", "reported", "approximate", "undated")
REVIEWS = tuple(state for state in ReviewState.values if state != ReviewState.REJECTED)
# Where the calendar of PostgreSQL's dates as numbers begins, in Python's ordinals.
YEAR_2000 = 730_120
PART = (1 << BITS) - 1
# Of values that are equally rare there may be thousands: more than so many times what is kept are not.
MUCH = 3


# A question of rows of whole numbers: its SQL, the names of its columns, its parameters. `{only}` narrows the events.
Question = tuple[str, str, tuple[Any, ...]]


def _asked(questions: Sequence[Question], only: Sequence[int] | None) -> list[list[Ints]]:
    """Give the columns of each question, none of which may be null; only of events of `only`, if it is given.

    The database packs all rows into one value: to fetch millions of rows one by one takes ten times as long. Questions
    about few events are asked together and planned once, since each takes longer on its way than to be answered.
    """
    parts = [_packed(*question, only) for question in questions]
    if only is None:
        found = [_row(f"SELECT {text}", values)[0] for text, values in parts]
    else:
        text = ", ".join(text for text, _ in parts)
        found = _row(f"SELECT {text}", [value for _, values in parts for value in values], prepare=True)
    shaped = zip(found, (names for _, names, _ in questions), strict=True)
    return [_columns(data, len(names.split())) for data, names in shaped]


def _packed(query: str, names: str, parameters: Sequence[Any], only: Sequence[int] | None) -> tuple[str, list[Any]]:
    narrowed = "TRUE" if only is None else "event_id = ANY(%s)"
    values = [*parameters, *([] if only is None else [list(only)] * query.count("{only}"))]
    packed = " || ".join(f"int8send({name})" for name in names.split())
    inner = query.replace("{only}", narrowed)
    # All of it is this module's own text, all values are parameters.
    whole = f"(SELECT string_agg({packed}, ''::bytea) FROM ({inner}) AS one ({', '.join(names.split())}))"  # noqa: S608
    return whole, values


def _row(query: str, values: Sequence[Any], *, prepare: bool = False) -> Any:
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        return cursor.execute(query, values, binary=True, prepare=prepare).fetchone()


def _columns(data: bytes | None, number: int) -> list[Ints]:
    return list(np.frombuffer(data or b"", dtype=">i8").reshape(-1, number).T.astype(np.int64))


def build(only: Sequence[int] | None = None) -> Segment:
    """Make a segment of all public events, or of those among `only`.

    What changes between the questions is in the feed of changes later.
    """
    (topics, phrases, roles), (events, *others) = _read(only)
    order = np.lexsort((-events[0], -events[1]))
    ids, days, first, last, kind, status, review, basis, certainty, domestic = (column[order] for column in events)
    placed = _Places(ids)
    countries, people, outlets, offices, (places, said) = (placed.rows(rows) for rows in others)
    parts: dict[str, tuple[Ints, Ints, Sequence[Any]]] = {
        "type": (placed.all, kind, EventType.values),
        "status": (placed.all, status, EventStatus.values),
        "review": (placed.all, review, REVIEWS),
        "certainty": (placed.all, certainty, CERTAINTIES),
        "basis": (placed.all, basis, DateBasis.values),
        "country": _named(*countries, _country),
        "pair": _named(*_pairs(*countries), _pair),
        "person": _named(*people, int),
        "outlet": _named(*outlets, int),
        "office": (*offices, roles),
    }
    statements = {
        "act": (places, said >> 2 * BITS, SpeechAct.values),
        "topic": (places, (said >> BITS) & PART, topics),
        "phrase": (places, said & PART, phrases),
    }
    for facet, (where, numbers, values) in statements.items():
        parts[facet] = (where[numbers > 0], numbers[numbers > 0] - 1, values)
    columns = {facet: make_column(len(ids), *part) for facet, part in parts.items()}
    is_long = np.flatnonzero((days > UNDATED) & ((first < days) | (last > days)))
    made = Segment(
        ids=ids,
        backwards=(-days).astype(np.int32),
        long=(is_long, first[is_long], last[is_long]),
        domestic=as_bitmap(np.flatnonzero(domestic)),
        columns=columns,
        said=_combinations(places, statements, columns, len(ids)),
        places=placed.sorted,
        months=_months(days),
    )
    return made if only is not None else replace(made, alone=_alone(made))


def _read(only: Sequence[int] | None) -> tuple[tuple[list[str], list[str], list[str]], list[list[Ints]]]:
    """Give topics, phrases and offices, and the rows: events, countries, people, outlets, offices, statements."""
    with transaction.atomic() if only is None else nullcontext():
        topics, phrases, roles = _lists(only)
        questions: list[Question] = [
            (EVENTS, "id day first last type status review basis certainty domestic", (YEAR_2000,) * 3 + _CODES),
            (COUNTRIES, PAIR, ()),
            (PEOPLE, PAIR, ()),
            (OUTLETS, PAIR, ()),
            (OFFICES, PAIR, (roles,)),
            (STATEMENTS, PAIR, (SpeechAct.values, topics, phrases)),
        ]
        return (topics, phrases, roles), _asked(questions, only)


PAIR = "event value"
# Days are ordinals; what a day is sorted by comes first.
EVENTS = f"""
    SELECT id, coalesce(coalesce(date_min, date_max) - date '2000-01-01' + %s, {UNDATED})::bigint,
        coalesce(date_min - date '2000-01-01' + %s, {BEFORE_ALL})::bigint,
        coalesce(date_max - date '2000-01-01' + %s, {AFTER_ALL})::bigint,
        array_position(%s::text[], type::text)::bigint - 1, array_position(%s::text[], status::text)::bigint - 1,
        array_position(%s::text[], review::text)::bigint - 1,
        array_position(%s::text[], date_basis::text)::bigint - 1,
        CASE WHEN date_min IS NULL AND date_max IS NULL THEN 3 WHEN date_basis = '{DateBasis.REPORTED_ON}' THEN 1
            WHEN date_min = date_max AND edtf !~ '[?~%%]' THEN 0 ELSE 2 END::bigint, is_domestic::int::bigint
    FROM (SELECT id AS event_id, * FROM timeline_event) event WHERE review <> 'rejected' AND {{only}}
"""  # noqa: S608 - all that is put in is named above
_CODES = (EventType.values, EventStatus.values, list(REVIEWS), DateBasis.values)
COUNTRIES = """
    SELECT event_id, (ascii(country) * 65536 + ascii(substr(country, 2)) * 256 + ascii(substr(country, 3)))::bigint
    FROM timeline_participation WHERE country <> '' AND {only}
"""
OFFICES = """
    SELECT event_id, array_position(%s::text[], role::text)::bigint - 1
    FROM timeline_participation WHERE role <> '' AND {only}
"""
PEOPLE = """
    SELECT event_id, person_id FROM (
        SELECT event_id, person_id FROM timeline_participation WHERE {only}
        UNION ALL SELECT event_id, person_id FROM timeline_statementactor actor
        JOIN (
            SELECT id, event_id FROM timeline_statement WHERE review <> 'rejected' AND event_id IS NOT NULL AND {only}
        ) statement ON statement.id = statement_id WHERE role = 'speaker'
    ) present WHERE person_id IN (SELECT id FROM timeline_person WHERE review <> 'rejected')
"""
OUTLETS = """
    SELECT event_id, outlet_id FROM timeline_report JOIN timeline_article article ON article.id = article_id
    WHERE outlet_id IS NOT NULL AND {only}
"""
STATEMENTS = f"""
    SELECT event_id, (array_position(%s::text[], act::text)::bigint << {2 * BITS})
        | (coalesce(topic.number, 0) << {BITS}) | coalesce(phrase.number, 0)
    FROM timeline_statement
    LEFT JOIN LATERAL unnest(topics) AS t (name) ON true
    LEFT JOIN LATERAL unnest(phrases) AS p (name) ON true
    LEFT JOIN unnest(%s::text[]) WITH ORDINALITY AS topic (name, number) ON topic.name = t.name
    LEFT JOIN unnest(%s::text[]) WITH ORDINALITY AS phrase (name, number) ON phrase.name = p.name
    WHERE review <> 'rejected' AND event_id IS NOT NULL AND {{only}}
"""  # noqa: S608
LISTS = """
    SELECT array(SELECT DISTINCT word::text FROM timeline_statement, unnest(topics) word WHERE {only}),
        array(SELECT DISTINCT word::text FROM timeline_statement, unnest(phrases) word WHERE {only}),
        array(SELECT DISTINCT role::text FROM timeline_participation WHERE role <> '' AND {only})
"""


class _Places:
    """Where the events of a segment stand."""

    def __init__(self, ids: Ints) -> None:
        order = np.argsort(ids)
        self.sorted = ids[order], order.astype(np.int32)
        self.all = np.arange(len(ids))

    def rows(self, columns: Sequence[Ints]) -> tuple[Ints, Ints]:
        """Put places for the ids of events; rows of events that are not here are left out."""
        (known, places), (ids, values) = self.sorted, columns
        if not len(known):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        here = known[at] == ids
        return places[at[here]].astype(np.int64), values[here]


def _lists(only: Sequence[int] | None) -> tuple[list[str], list[str], list[str]]:
    """Give all topics and phrases that statements have, and the codes of offices that parties hold."""
    narrowed, values = ("TRUE", []) if only is None else ("event_id = ANY(%s)", [list(only)] * 3)
    topics, phrases, roles = _row(LISTS.replace("{only}", narrowed), values, prepare=only is not None)
    return sorted(topics), sorted(phrases), sorted(roles)


def _named(places: Ints, values: Ints, name: Any) -> tuple[Ints, Ints, list[Any]]:
    """Number the values of a facet, and give their names."""
    known, numbers = np.unique(values, return_inverse=True)
    return places, numbers, [name(int(value)) for value in known]


def _country(value: int) -> str:
    return value.to_bytes(3, "big").decode()


def _pair(value: int) -> str:
    return f"{_country(value >> 24)}-{_country(value & 0xFFFFFF)}"


def _pairs(places: Ints, countries: Ints) -> tuple[Ints, Ints]:
    """Give every two countries of each event, in the order of their codes."""
    both = distinct(places << 24 | countries)
    places, countries = both >> 24, both & 0xFFFFFF
    found = []
    for step in range(1, int(np.bincount(places).max(initial=1))):
        same = np.flatnonzero(places[step:] == places[:-step])
        found.append((places[same], countries[same] << 24 | countries[same + step]))
    empty = np.empty(0, np.int64)
    return (np.concatenate([p for p, _ in found] or [empty]), np.concatenate([c for _, c in found] or [empty]))


def _combinations(
    places: Ints, parts: Mapping[str, tuple[Ints, Ints, Sequence[Any]]], columns: Mapping[str, Column], size: int
) -> dict[int, BitMap]:
    """Give the events of each act, topic and phrase, and of each two and three of them in one statement."""
    found: dict[int, BitMap] = {}
    ends = {}
    for facet, shift in zip(SAID, (2 * BITS, BITS, 0), strict=True):
        column = columns[facet]
        found |= {number + 1 << shift: bitmap for number, bitmap in enumerate(column.bitmaps)}
        renumbered = np.array([0, *(column.numbers.get(name, -1) + 1 for name in parts[facet][2])], np.int64)
        ends[facet] = renumbered[parts[facet][1]] << shift
    for chosen in [*combinations(SAID, 2), SAID]:
        has = np.logical_and.reduce([ends[facet] > 0 for facet in chosen])
        code = sum(ends[facet][has] for facet in chosen)
        codes, groups = np.unique(code, return_inverse=True)
        pairs = distinct(groups * max(size, 1) + places[has])
        bitmaps = split(pairs % max(size, 1), pairs // max(size, 1), len(codes))
        found |= {int(code): bitmap for code, bitmap in zip(codes, bitmaps, strict=True)}
    return found


def _alone(segment: Segment) -> Alone:
    """Count what each frequent value lets through, but for domestic events.

    Act, topic and phrase are those that stand in one statement with a value of another of them.
    """
    columns, abroad = segment.columns, segment.everything() - segment.domestic
    frequent = {facet: int(np.count_nonzero(one.totals >= LEAST_EVENTS)) for facet, one in columns.items()}

    def tallies() -> Iterator[Tally | None]:
        for facet, number in frequent.items():
            for value in range(number):
                chosen = Chosen(columns[facet].bitmaps[value] & abroad, len(segment))
                for counted in columns:
                    yield None if facet == counted else _most_of(_tally(segment, chosen, facet, value, counted))

    return Alone.of(frequent, tallies())


def _tally(segment: Segment, chosen: Chosen, facet: str, value: int, counted: str) -> Tally:
    column = segment.columns[counted]
    if facet not in SAID or counted not in SAID:
        return column.tally(chosen)
    beside = segment.having_beside(counted, {**dict.fromkeys(SAID, ()), facet: (segment.columns[facet].values[value],)})
    meeting = (sum(map(chosen.events.intersection_cardinality, beside(n))) for n in range(len(column.values)))
    return tally_of(np.fromiter(meeting, np.int64, len(column.values)))


def _most_of(tally: Tally) -> Tally | None:
    """Leave out what is rare; None where too many values are as frequent as the last."""
    top = tally if len(tally.counts) <= KEPT else tally.top(KEPT)
    return top if len(top.counts) <= MUCH * KEPT else None


def _months(days: Ints) -> tuple[Ints, Ints]:
    """Give the months of descending days, as year × 12 + month - 1 and -1 for undated, and where each ends."""
    starts = np.flatnonzero(np.diff(days, prepend=days[:1] + 1)) if len(days) else np.empty(0, np.int64)
    of_day = np.array([_month(int(day)) for day in days[starts]], dtype=np.int64)
    first = np.flatnonzero(np.diff(of_day, prepend=-2))
    ends = np.append(starts[first][1:], len(days)) if len(days) else np.empty(0, np.int64)
    return of_day[first], ends


def _month(ordinal: int) -> int:
    if ordinal == UNDATED:
        return -1
    day = date.fromordinal(ordinal)
    return day.year * 12 + day.month - 1
