"""What to try where nothing was found."""

import re
from dataclasses import dataclass, replace

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from rapidfuzz.distance import OSA

from timeline.browse.answers import Now
from timeline.browse.filters import Filters
from timeline.browse.timeline import total
from timeline.models import Person, PersonName

# Below this a name merely shares a syllable with what was typed.
LIKE_ENOUGH = 0.45
# More lines are no help.
MOST_NAMES = 3
# Statements whose words are known to be right: enough to have most words of the field, few enough to be read at once.
NEWEST = 10_000
# So many words are looked up at most.
MOST_WORDS = 8
# Words that share fewer of their letter triples are others; two letters may differ in a long word, one in a short one.
LIKE_A_WORD, LONG_WORD = 0.25, 6
_WORD = re.compile(r"[^\W\d_]{4,}")
ALIKE = """
    SELECT asked, word FROM (
        SELECT DISTINCT regexp_split_to_table(lower(unaccent(content)), '[^[:alpha:]]+') AS word
        FROM (SELECT content FROM timeline_statement WHERE review <> 'rejected' ORDER BY id DESC LIMIT %s) newest
    ) said
    JOIN unnest(%s::text[]) asked ON similarity(word, lower(unaccent(asked))) >= %s
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One filter to take out, and how many events would then be found."""

    name: str
    value: str | None
    filters: Filters
    total: int


def similar_names(words: str, at: Now | None = None) -> list[str]:
    """Give names of people that are written much like the words; none for words that find events by themselves."""
    if total(Filters(words=words), at):
        return []
    found = (
        PersonName.objects.filter(person__in=Person.objects.public().on_record())
        .annotate(likeness=TrigramWordSimilarity(words, "name"))
        .filter(likeness__gte=LIKE_ENOUGH)
        .order_by("-likeness", "name")
        .values_list("person__name", flat=True)[: MOST_NAMES * 5]
    )
    return list(dict.fromkeys(found))[:MOST_NAMES]


def corrected(filters: Filters, at: Now | None = None) -> Step | None:
    """Give the search with words that no event has spelt as the likest ones of what was said; None if that is no help.

    Compared are the words of the newest statements, so that the time it takes is bounded.
    """
    words = filters.words.split()
    unknown = [word for word in words if _WORD.fullmatch(word)][:MOST_WORDS]
    unknown = [word for word in unknown if not total(Filters(words=word), at)]
    likest = _likest(unknown) if unknown else {}
    spelt = [likest.get(word, word) for word in words]
    if spelt == words:
        return None
    # Where the other filters leave nothing of them either, the words alone are a way on.
    for better in (replace(filters, words=" ".join(spelt)), Filters(words=" ".join(spelt))):
        if found := total(better, at):
            return Step("words", None, better, found)
    return None


def _likest(words: list[str]) -> dict[str, str]:
    """Give for each word that of the newest statements that is written most like it, if one is like enough."""
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, [NEWEST, words, LIKE_A_WORD])
        alike = cursor.fetchall()
    found: dict[str, tuple[int, str]] = {}
    for word, other in alike:
        distance = OSA.distance(word.casefold(), other)
        if distance <= (1 if len(word) < LONG_WORD else 2):
            found[word] = min(found.get(word, (distance, other)), (distance, other))
    return {word: other for word, (_, other) in found.items()}


def steps(filters: Filters, at: Now | None = None) -> list[Step]:
    """Give each filter whose removal brings events back, most events first."""
    names: list[tuple[str, str | None]] = [(name, None) for name in dict.fromkeys(name for name, _ in filters.chosen)]
    names += [(name, None) for name in ("words", "since", "until") if getattr(filters, name)]
    tried = [
        Step(name, value, fewer, total(fewer, at)) for name, value in names for fewer in [filters.without(name, value)]
    ]
    return sorted((step for step in tried if step.total), key=lambda step: -step.total)
