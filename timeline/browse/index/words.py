"""Find the events of a reader's words in a segment: one bitmap a word, kept; phrases are proved by the database.

What is kept is true as long as its segment: an event that changes after it was built is asked for in a later one.
"""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from psycopg import Cursor
from pyroaring import BitMap

from timeline.browse.index.columns import as_bitmap, as_ints, bytes_of, split
from timeline.browse.index.found import Shared
from timeline.browse.index.kept import Answers
from timeline.browse.index.part import Part
from timeline.browse.index.segment import Segment
from timeline.browse.index.tallies import Ints
from timeline.browse.words import tsquery

# Bytes of the bitmaps of words kept for a segment: a common word of a million events takes up to 128 KB. Of a segment
# of few events, so many searches.
MOST_BYTES, MOST_KEPT = 16 * 1024 * 1024, 3000
# Events of which a phrase is proved one by one; with more, the database searches all of them.
MOST_PROVED = 30_000
# What took so many seconds to find is told to the other processes.
LONG = 0.1
# Words that so large a share of events have are fetched together when a segment is made, in portions of events.
COMMON = 0.002
PORTION = 100_000

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'(?::\*)?|[&|!()]|<(?:-|\d+)>)")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a query: a `word` (its text as the database writes it) or an operator with what it joins."""

    kind: str
    text: str
    parts: tuple["Node", ...] = ()


class Words:
    """The words of a segment: the common ones are known from the start, others when they were asked for."""

    def __init__(self, segment: Segment, known: Mapping[str, BitMap], shared: Shared | None = None) -> None:
        self._shared = shared
        self._segment = segment
        self._always = known
        self._kept = Answers[BitMap](MOST_BYTES)

    def found(self, words: str, parts: Sequence[Part]) -> list[BitMap]:
        """Give the events of each part that the words find."""
        query = tsquery(words)
        if not query:
            return [BitMap() for _ in parts]
        node = parse(query)
        if node.kind == "word" and self._told(node.text) is None:
            self._ask_for(node.text, parts)
        return [self._evaluate(node), *(_of_few(part, query) for part in parts[1:])]

    def _keep(self, text: str, events: BitMap) -> BitMap:
        self._kept.keep(text, events, len(text) + bytes_of(events))
        return events

    def _known(self, text: str) -> BitMap | None:
        if text in self._always:
            return self._always[text]
        return self._kept.get(text)

    def _evaluate(self, node: Node) -> BitMap:
        if node.kind == "!":
            return self._segment.everything() - self._evaluate(node.parts[0])
        if node.kind in "&|":
            each = [self._evaluate(part) for part in node.parts]
            return BitMap.intersection(*each) if node.kind == "&" else BitMap.union(*each)
        known = self._told(node.text)
        if known is not None:
            return known
        begun = time.monotonic()
        return self._tell(node.text, self._asked(node), begun)

    def _told(self, text: str) -> BitMap | None:
        """Give what this process or another one has found before."""
        known = self._known(text)
        if known is None and self._shared and (told := self._shared.get(text)) is not None:
            return self._keep(text, told)
        return known

    def _tell(self, text: str, found: BitMap, begun: float) -> BitMap:
        """Keep what was found since a time, for other processes, too, if that was long ago."""
        if self._shared and time.monotonic() - begun > LONG:
            self._shared.put(text, found)
        return self._keep(text, found)

    def _ask_for(self, word: str, parts: Sequence[Part]) -> None:
        """Ask for the events of a word once for all parts."""
        begun = time.monotonic()
        ids = _found(word)
        self._tell(word, _here(self._segment, ids), begun)
        for part in parts[1:]:
            part.found[word] = _here(part.segment, ids)

    def _asked(self, node: Node) -> BitMap:
        if node.kind == "word":
            return _asked(self._segment, node.text)
        # A phrase: its words must all be there, which leaves few events to be proved.
        candidates = BitMap.intersection(*(self._evaluate(word) for word in node.parts))
        few = self._segment.ids[as_ints(candidates)] if len(candidates) <= MOST_PROVED else None
        return _asked(self._segment, node.text, few)


def parse(query: str) -> Node:
    """Take a tsquery's text apart; raise ValueError for what is none."""
    tokens, at = [], 0
    while at < len(query.rstrip()):
        match = _TOKEN.match(query, at)
        if not match:
            raise ValueError(query)
        tokens.append(match[1])
        at = match.end()
    node, rest = _either(tokens)
    if rest:
        raise ValueError(query)
    return node


def _either(tokens: list[str]) -> tuple[Node, list[str]]:
    return _joined(tokens, "|", _both)


def _both(tokens: list[str]) -> tuple[Node, list[str]]:
    return _joined(tokens, "&", _phrase)


def _joined(tokens: list[str], sign: str, inner: Any) -> tuple[Node, list[str]]:
    node, tokens = inner(tokens)
    parts = [node]
    while tokens and tokens[0] == sign:
        node, tokens = inner(tokens[1:])
        parts.append(node)
    return (parts[0] if len(parts) == 1 else Node(sign, "", tuple(parts))), tokens


def _phrase(tokens: list[str]) -> tuple[Node, list[str]]:
    node, rest = _one(tokens)
    parts, text = [node], node.text
    while rest and rest[0].startswith("<"):
        node, after = _one(rest[1:])
        text += f" {rest[0]} {node.text}"
        parts.append(node)
        rest = after
    return (parts[0] if len(parts) == 1 else Node("phrase", text, tuple(parts))), rest


def _one(tokens: list[str]) -> tuple[Node, list[str]]:
    if not tokens:
        raise ValueError("a query that ends too early")
    first, rest = tokens[0], tokens[1:]
    if first == "!":
        node, rest = _one(rest)
        return Node("!", "", (node,)), rest
    if first == "(":
        node, rest = _either(rest)
        if not rest or rest[0] != ")":
            raise ValueError("a bracket that is not closed")
        return node, rest[1:]
    if not first.startswith("'"):
        raise ValueError(first)
    return Node("word", first), rest


def _of_few(part: Part, query: str) -> BitMap:
    """Give the events of a small segment that a query finds: asked once, as the segment never changes."""
    found = part.found.get(query)
    if found is None:
        if len(part.found) >= MOST_KEPT:
            part.found.clear()
        found = part.found[query] = _asked(part.segment, query, part.segment.ids)
    return found


def _asked(segment: Segment, query: str, among: Ints | None = None) -> BitMap:
    """Ask the database for the events that a query finds, all of them or those among some."""
    return _here(segment, _found(query, among))


def _here(segment: Segment, ids: Ints) -> BitMap:
    return as_bitmap(np.sort(segment.place_of(ids)))


def _found(query: str, among: Ints | None = None) -> Ints:
    narrowed, parameters = "", [query]
    if among is not None:
        narrowed, parameters = "AND id = ANY(%s)", [query, among.tolist()]
    return _ids(f"SELECT id FROM timeline_event WHERE search @@ %s::tsquery {narrowed}", parameters)  # noqa: S608


def _ids(query: str, parameters: Sequence[Any]) -> Ints:
    return _packed(f"SELECT string_agg(int8send(id), ''::bytea) FROM ({query}) found", parameters, ">i8")  # noqa: S608


def _packed(query: str, parameters: Sequence[Any], kind: str) -> Ints:
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        found = cursor.execute(query, parameters, binary=True).fetchone()
    return np.frombuffer(found[0] if found and found[0] else b"", dtype=kind).astype(np.int64)


def common_words(segment: Segment) -> dict[str, BitMap]:
    """Give the events of the words that the planner's statistics call common."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats"
            " WHERE schemaname = current_schema() AND tablename = 'timeline_event' AND attname = 'search'"
        )
        elements, shares = cursor.fetchone() or (None, None)
    words = [word for word, share in zip(elements or [], shares or [], strict=False) if share >= COMMON]
    ids, places = segment.places
    empty = np.empty(0, np.int64)
    found = [(empty, empty)]
    for first in range(0, len(ids), PORTION):
        portion = slice(first, first + PORTION)
        found.append(_uses(words, ids[portion], places[portion]))
    bitmaps = split(np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found]), len(words))
    return {"'" + word.replace("'", "''") + "'": bitmap for word, bitmap in zip(words, bitmaps, strict=True)}


def _uses(words: Sequence[str], ids: Ints, places: Ints) -> tuple[Ints, Ints]:
    """Give which of the words events have, whose ids ascend: places of events, and numbers of words."""
    query = """
        SELECT string_agg(int8send(event.id) || int8send(word.number), ''::bytea)
        FROM timeline_event event, unnest(tsvector_to_array(event.search)) used (lexeme)
        JOIN unnest(%s::text[]) WITH ORDINALITY AS word (text, number) ON word.text = used.lexeme
        WHERE event.id BETWEEN %s AND %s
    """
    rows = _packed(query, [list(words), int(ids[0]), int(ids[-1])], ">i8").reshape(-1, 2)
    at = np.minimum(np.searchsorted(ids, rows[:, 0]), len(ids) - 1)
    # Some may have come since the ids were read.
    is_known = ids[at] == rows[:, 0]
    return places[at[is_known]], rows[is_known, 1] - 1
