"""A reader's words as PostgreSQL's full-text query: phrases, `or` and `-` as in web search engines, and `diplom*`."""

import re
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db import connection
from django.db.models import Func, TextField, Value
from django.db.models.functions import Concat

CONFIG = "english"
# How words are read depends on nothing that changes.
MOST_READ = 2_000
# One token: a phrase in quotation marks, or what stands between spaces.
_TOKEN = re.compile(r'-?"[^"]*"|\S+')
# The start of a word; of one letter, half of all words begin with it.
_PREFIX = re.compile(r"(-?)([^\W_]{2,})\*")
# Endings that the stemmer takes off: of "negotiati*" the index has "negoti" alone, which is no longer what was typed.
# Of a short ending its first letter may be there, of a long one at least two.
_SHORT = ("ed", "es", "er", "al", "ic", "ing", "ion", "ity", "ive", "ize", "ise", "ous", "ism", "ist", "ors")
_LONG = ("able", "ible", "ably", "ance", "ence", "ment", "ness", "ation", "ator", "ative", "ically", "ization")
# A shorter start is no longer than a stem.
_LONGEST_STEM = 4
Query = SearchQuery | CombinedSearchQuery


def words_query(words: str) -> Query:
    """Give the full-text query of a reader's words, accents left aside; `or` binds less than what stands together."""
    tokens = _TOKEN.findall(words)
    if not any(map(_PREFIX.fullmatch, tokens)):
        return _plain(words)
    groups: list[list[str]] = [[]]
    for token in tokens:
        if token.lower() == "or":
            groups.append([])
        else:
            groups[-1].append(token)
    return reduce(or_, (_group(group) for group in groups if group))


def words_sql(words: str) -> tuple[str, list[Any]]:
    """Give the same as a piece of SQL with its parameters."""
    from timeline.models import Event

    compiler = Event.objects.all().query.get_compiler(connection=connection)
    sql, parameters = words_query(words).resolve_expression(None).as_sql(compiler, connection)
    return sql, list(parameters)


@lru_cache(MOST_READ)
def tsquery(words: str) -> str:
    """Give the database's reading of a reader's words, stemmed; empty if nothing but stop words is left."""
    sql, parameters = words_sql(words)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({sql})::text", parameters)
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def _plain(words: str) -> SearchQuery:
    return SearchQuery(_without_accents(words), config=CONFIG, search_type="websearch")


def _group(tokens: list[str]) -> Query:
    parts: list[Query] = []
    rest = [token for token in tokens if not _PREFIX.fullmatch(token)]
    if rest:
        parts.append(_plain(" ".join(rest)))
    for match in filter(None, map(_PREFIX.fullmatch, tokens)):
        start = SearchQuery(_start(match[2]), config=CONFIG, search_type="raw")
        parts.append(~start if match[1] else start)
    return reduce(and_, parts)


def _start(letters: str) -> Concat:
    """Give the start of a word in PostgreSQL's own signs; a letter without its accent may bring an apostrophe.

    Where it may end within an ending, the whole word is asked for, too, since it may be stored by a shorter stem.
    """
    plain = Func(_without_accents(letters), Value("'"), Value(""), function="replace", output_field=TextField())
    whole = [part for rest in _rests(letters.lower()) for part in (Value(" | '"), plain, Value(f"{rest}'"))]
    return Concat(Value("'"), plain, Value("':*"), *whole, output_field=TextField())


def _rests(letters: str) -> list[str]:
    """Give what is missing of each ending that has begun: "ng", "on" and others after "negotiati"."""
    if len(letters) <= _LONGEST_STEM:
        return []
    begun = [(ending, at) for ending in _SHORT for at in range(1, len(ending))]
    begun += [(ending, at) for ending in _LONG for at in range(2, len(ending))]
    return list(dict.fromkeys(ending[at:] for ending, at in begun if letters.endswith(ending[:at])))


def _without_accents(words: str) -> Func:
    return Func(Value(words), function="unaccent", output_field=TextField())
