"""The events of a search that changed last: what its feed tells."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from timeline.browse.answers import answer
from timeline.browse.cards import Card, cards
from timeline.browse.filters import Filters
from timeline.browse.matching import matching
from timeline.models import Event

# So many entries let a reader who looks once a day miss nothing on an ordinary day, and stay a small file.
ENTRIES = 50
# Of so few events all are weighed; of more, the latest changes are gone through until enough of them match.
MOST_WEIGHED = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, and when its record was made and last changed."""

    card: Card
    made: datetime
    changed: datetime


def newest(filters: Filters, number: int = ENTRIES) -> tuple[Entry, ...]:
    """Give the events that pass the filters and changed last, latest first."""
    found = answer(replace(filters, oldest_first=False, best_first=False))
    total = found.total()
    events: QuerySet[Event] = matching(filters)
    if total <= MOST_WEIGHED:
        events = Event.objects.public().filter(pk__in=found.page(None, total) if total else [])
    latest = events.order_by("-updated_at", "-pk").values_list("pk", flat=True)[:number]
    return tuple(Entry(card, card.made, card.changed) for card in cards(list(latest), filters))
