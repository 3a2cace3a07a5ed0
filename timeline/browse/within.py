"""The events beside one in a result: no list is kept, the filters are asked for what comes before and after."""

from dataclasses import dataclass, replace

from timeline.browse import relevance
from timeline.browse.answers import answer
from timeline.browse.around import Neighbour, neighbours_of
from timeline.browse.filters import Cursor, Filters
from timeline.models import Event


@dataclass(frozen=True, slots=True)
class Within:
    """How many events a result has, and those before and after one of them in its order."""

    total: int
    previous: Neighbour | None
    next: Neighbour | None


def within(filters: Filters, event: Event) -> Within | None:
    """Give the place of an event in a result; None if the result does not have it."""
    found = answer(filters)
    place = _place(event, filters)
    before = _ranked_before(event, filters) if filters.by_relevance else _before(place, filters)
    after = found.page(place, 1)
    events = {one.pk: one for one in Event.objects.filter(pk__in=[*before, *after])}
    previous = events.get(before[0]) if before else None
    # What follows the one before must be this event itself, or it is no part of the result.
    if found.page(_place(previous, filters) if previous else None, 1) != [event.pk]:
        return None
    cards = {one.id: one for one in neighbours_of(events)}
    return Within(found.total(), cards.get(previous.pk) if previous else None, cards.get(after[0]) if after else None)


def _place(event: Event, filters: Filters) -> Cursor:
    if filters.by_relevance:
        return relevance.place_of(event.pk, filters.words)
    return Cursor(event.date_min or event.date_max, event.pk)


def _ranked_before(event: Event, filters: Filters) -> list[int]:
    ids = answer(filters).page(None, relevance.WEIGHED)
    at = ids.index(event.pk) if event.pk in ids else 0
    return ids[at - 1 : at] if at else []


def _before(place: Cursor, filters: Filters) -> list[int]:
    """Give the event before a place: the one after it in the other order of time; undated ones are last in both."""
    turned = answer(replace(filters, oldest_first=not filters.oldest_first))
    found = turned.page(place, 1)
    if place.day is None and not found:
        # The first of the undated: before it stands the last of the dated ones.
        found = turned.page(None, 1)
        return found if _are_dated(found) else []
    return found if place.day is None or _are_dated(found) else []


def _are_dated(ids: list[int]) -> bool:
    return Event.objects.filter(pk__in=ids).exclude(date_min=None, date_max=None).exists()
