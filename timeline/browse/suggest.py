"""What to try where nothing was found."""

import re
from dataclasses import dataclass, replace

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from rapidfuzz.distance import OSA

from timeline.browse.filters import Filters
from timeline.browse.timeline import total
from timeline.models import Person, PersonName

# Below this a name merely shares a syllable with what was typed.
LIKE_ENOUGH = 0.45
# More lines are no help.
MOST_NAMES = 3
# Statements whose words are known to be right: enough to have most words of the field, few enough to be read at once.
NEWEST = 20_000
# Words of fewer shared letter triples are others; two letters may differ in a long word, one in a short one.
LIKE_A_WORD, MOST_ALIKE, LONG_WORD = 0.2, 50, 6
_WORD = re.compile(r"[^\W\d_]{4,}")
ALIKE = """
    SELECT word FROM (
        SELECT DISTINCT regexp_split_to_table(lower(unaccent(content)), '[^[:alpha:]]+') AS word
        FROM (SELECT content FROM timeline_statement WHERE review <> 'rejected' ORDER BY id DESC LIMIT %s) newest
    ) said
    WHERE similarity(word, lower(unaccent(%s))) >= %s ORDER BY similarity(word, lower(unaccent(%s))) DESC, word LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One filter to take out, and how many events would then be found."""

    name: str
    value: str | None
    filters: Filters
    total: int


def similar_names(words: str) -> list[str]:
    """Give names of people that are written much like the words."""
    found = (
        PersonName.objects.filter(person__in=Person.objects.public().on_record())
        .annotate(likeness=TrigramWordSimilarity(words, "name"))
        .filter(likeness__gte=LIKE_ENOUGH)
        .order_by("-likeness", "name")
        .values_list("person__name", flat=True)[: MOST_NAMES * 5]
    )
    return list(dict.fromkeys(found))[:MOST_NAMES]


def corrected(filters: Filters) -> Step | None:
    """Give the search with words that no event has spelt as the likest ones of what was said; None if that is no help.

    Compared are the words of the newest statements, so that the time it takes is bounded.
    """
    words = filters.words.split()
    spelt = [_spelt(word) if _WORD.fullmatch(word) and not total(Filters(words=word)) else word for word in words]
    if spelt == words:
        return None
    # Where the other filters leave nothing of them either, the words alone are a way on.
    for better in (replace(filters, words=" ".join(spelt)), Filters(words=" ".join(spelt))):
        if found := total(better):
            return Step("words", None, better, found)
    return None


def _spelt(word: str) -> str:
    """Give the word of the newest statements that is written most like a word, itself where none is."""
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, [NEWEST, word, LIKE_A_WORD, word, MOST_ALIKE])
        alike = [found for (found,) in cursor.fetchall()]
    most = 1 if len(word) < LONG_WORD else 2
    distances = {other: OSA.distance(word.casefold(), other) for other in alike}
    return min((other for other in alike if distances[other] <= most), key=lambda other: distances[other], default=word)


def steps(filters: Filters) -> list[Step]:
    """Give each filter whose removal brings events back, most events first."""
    names: list[tuple[str, str | None]] = [(name, None) for name in dict.fromkeys(name for name, _ in filters.chosen)]
    names += [(name, None) for name in ("words", "since", "until") if getattr(filters, name)]
    tried = [
        Step(name, value, fewer, total(fewer)) for name, value in names for fewer in [filters.without(name, value)]
    ]
    return sorted((step for step in tried if step.total), key=lambda step: -step.total)
