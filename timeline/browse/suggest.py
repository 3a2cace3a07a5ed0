"""What to try where nothing was found."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity

from timeline.browse.filters import Filters
from timeline.browse.timeline import total
from timeline.models import Person, PersonName

# Below this a name merely shares a syllable with what was typed.
LIKE_ENOUGH = 0.45
# More lines are no help.
MOST_NAMES = 3


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


def steps(filters: Filters) -> list[Step]:
    """Give each filter whose removal brings events back, most events first."""
    names: list[tuple[str, str | None]] = [(name, None) for name in dict.fromkeys(name for name, _ in filters.chosen)]
    names += [(name, None) for name in ("words", "since", "until") if getattr(filters, name)]
    tried = [
        Step(name, value, fewer, total(fewer)) for name, value in names for fewer in [filters.without(name, value)]
    ]
    return sorted((step for step in tried if step.total), key=lambda step: -step.total)
