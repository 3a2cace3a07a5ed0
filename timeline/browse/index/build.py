"""Make a segment of what the database has now: plain columns of numbers, copied in binary and taken as arrays."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from itertools import combinations
from typing import Any

import numpy as np
from django.db import connection, transaction
from psycopg import Cursor
from pyroaring import BitMap

from timeline.browse.index.alone import count_alone
from timeline.browse.index.columns import Column, as_bitmap, distinct, make_column, split
from timeline.browse.index.segment import AFTER_ALL, BEFORE_ALL, BITS, SAID, UNDATED, Segment
from timeline.browse.index.tallies import Ints
from timeline.models import DateBasis, EventStatus, EventType, ReviewState, SpeechAct

CERTAINTIES = ("certain", "reported", "approximate", "undated")
REVIEWS = tuple(state for state in ReviewState.values if state != ReviewState.REJECTED)
# Where the calendar of PostgreSQL's dates as numbers begins, in Python's ordinals.
YEAR_2000 = 730_120
PART = (1 << BITS) - 1


# A question of rows of whole numbers: its SQL, the names of its columns, its parameters. `{only}` narrows the events.
Question = tuple[str, str, tuple[Any, ...]]
# Places of events, numbers of values, and what the values are.
Pairs = tuple[Ints, Ints, Sequence[Any]]
# PostgreSQL expects so many values of a list that it does not know yet. A question with fewer looks cheaper than that,
# so that it is planned anew each time, which takes longer than to answer it.
EXPECTED = 10


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
    if prepare:
        # Without a threshold the driver prepares nothing.
        connection.connection.prepare_threshold = 0
    with Cursor(connection.connection) as cursor:
        return cursor.execute(query, values, binary=True, prepare=prepare).fetchone()


def _columns(data: bytes | None, number: int) -> list[Ints]:
    return list(np.frombuffer(data or b"", dtype=">i8").reshape(-1, number).T.astype(np.int64))


def build(only: Sequence[int] | None = None) -> Segment:
    """Make a segment of all public events, or of those among `only`.

    What changes between the questions is in the feed of changes later.
    """
    if only is not None:
        only = [*only, *[*only[-1:]] * (EXPECTED - len(only))]
    (topics, phrases, roles), (events, *others) = _read(only)
    order = np.lexsort((-events[0], -events[1]))
    ids, days, first, last, kind, status, review, basis, certainty, domestic = (column[order] for column in events)
    placed = _Places(ids)
    countries, people, outlets, offices, (places, said) = (placed.rows(rows) for rows in others)
    statements = {
        "act": (places, said >> 2 * BITS, SpeechAct.values),
        "topic": (places, (said >> BITS) & PART, topics),
        "phrase": (places, said & PART, phrases),
    }
    parts: dict[str, Callable[[], Pairs]] = {
        "type": lambda: (placed.all, kind, EventType.values),
        "status": lambda: (placed.all, status, EventStatus.values),
        "review": lambda: (placed.all, review, REVIEWS),
        "certainty": lambda: (placed.all, certainty, CERTAINTIES),
        "basis": lambda: (placed.all, basis, DateBasis.values),
        "country": lambda: _named(*countries, _country),
        "pair": lambda: _named(*_pairs(*countries), _pair),
        "person": lambda: _named(*people, int),
        "outlet": lambda: _named(*outlets, int),
        "office": lambda: (*offices, roles),
        **{facet: partial(_there, *statements[facet]) for facet in SAID},
    }
    columns = _Columns(len(ids), parts)
    combined = partial(_combinations, places, statements, columns, len(ids))
    is_long = np.flatnonzero((days > UNDATED) & ((first < days) | (last > days)))
    made = Segment(
        ids=ids,
        backwards=(-days).astype(np.int32),
        long=(is_long, first[is_long], last[is_long]),
        domestic=as_bitmap(np.flatnonzero(domestic)),
        columns=columns,
        said=combined() if only is None else _Later(combined),
        places=placed.sorted,
        months=_months(days),
    )
    return made if only is not None else replace(made, columns=columns.all(), alone=count_alone(made))


class _Columns(dict[str, Column]):
    """Columns that are made when they are asked for: many questions have none of the few events of a segment."""

    def __init__(self, size: int, parts: Mapping[str, Callable[[], Pairs]]) -> None:
        super().__init__()
        self._size, self._parts = size, parts

    def __missing__(self, facet: str) -> Column:
        made = self[facet] = make_column(self._size, *self._parts[facet]())
        return made

    def all(self) -> dict[str, Column]:
        """Make all of them."""
        return {facet: self[facet] for facet in self._parts}


class _Later(Mapping[int, BitMap]):
    """Combinations that are made when the first of them is asked for."""

    def __init__(self, make: Callable[[], Mapping[int, BitMap]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[int, BitMap]:
        return self._make()

    def __getitem__(self, code: int) -> BitMap:
        return self._made[code]

    def __iter__(self) -> Iterator[int]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


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


def _there(places: Ints, numbers: Ints, values: Sequence[Any]) -> Pairs:
    """Leave out where a statement has no value, which is 0."""
    return places[numbers > 0], numbers[numbers > 0] - 1, values


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
