"""What stands around an event: others of the same two countries, others that share people and topics, its doubles."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from timeline.browse.cards import parties_of, title_of, with_parties
from timeline.browse.dates import DayWords, date_words
from timeline.browse.labels import topic_label
from timeline.browse.matching import SORT_DAY
from timeline.models import Doubt, Event, Participation, ReviewState, Statement

# So many events before and after show where this one stands.
NEIGHBOURS = 3
# So many related events are a start; the timeline has the rest.
RELATED = 4
# Talks on one matter follow each other within weeks; further away, a shared topic says little.
RELATED_DAYS = 30
# A person says more about what belongs together than a country or a topic, of which many events share one.
PERSON_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another event as a link, and what it shares with this one."""

    id: int
    kind: str
    title: str
    date: DayWords
    url: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MaybeSame:
    """An event that may be the same, and what speaks for it; no curator has decided."""

    event: Neighbour
    reasons: tuple[str, ...]


def neighbours(event: Event, pair: Sequence[str], *, earlier: bool) -> tuple[Neighbour, ...]:
    """Give the nearest events between the same two countries, nearest first."""
    day = event.date_min or event.date_max
    if not pair or not day:
        return ()
    events = _diplomatic().annotate(sort_day=SORT_DAY)
    for code in pair:
        events = events.filter(Exists(Participation.objects.filter(event=OuterRef("pk"), country=code)))
    same_day = Q(sort_day=day, pk__lt=event.pk) if earlier else Q(sort_day=day, pk__gt=event.pk)
    beyond = Q(sort_day__lt=day) if earlier else Q(sort_day__gt=day)
    order = ["-sort_day", "-pk"] if earlier else ["sort_day", "pk"]
    return tuple(map(_neighbour, with_parties(events.filter(beyond | same_day)).order_by(*order)[:NEIGHBOURS]))


def related(event: Event, left_out: Collection[int]) -> tuple[Neighbour, ...]:
    """Give events of about the same days that share most with an event: people, else a country and a topic."""
    day = event.date_min or event.date_max
    if not day:
        return ()
    shared = _shared(event, _near(event, day, left_out))
    best = {pk: one for pk, one in shared.items() if one["person"] or one["country"] and one["topic"]}
    events = {other.pk: other for other in with_parties(Event.objects.filter(pk__in=best))}
    ordered = sorted(events, key=lambda pk: (-_weight(best[pk]), abs(_day(events[pk], day) - day), pk))
    return tuple(_neighbour(events[pk], _words(best[pk])) for pk in ordered[:RELATED])


def maybe_same(event: Event) -> tuple[MaybeSame, ...]:
    """Give the events that joining left apart in doubt, the surest first."""
    doubts = Doubt.objects.filter(Q(event=event) | Q(other_event=event)).order_by("-score", "id")
    others = {(doubt.other_event_id if doubt.event_id == event.pk else doubt.event_id) or 0: doubt for doubt in doubts}
    events = {other.pk: other for other in with_parties(Event.objects.public().filter(pk__in=others))}
    return tuple(
        MaybeSame(_neighbour(events[pk]), tuple(doubt.reasons)) for pk, doubt in others.items() if pk in events
    )


def neighbours_of(pks: Iterable[int]) -> tuple[Neighbour, ...]:
    """Give events as links, in any order."""
    return tuple(map(_neighbour, with_parties(Event.objects.filter(pk__in=list(pks)))))


def _diplomatic() -> QuerySet[Event]:
    return Event.objects.public().diplomatic()


def _near(event: Event, day: date, left_out: Collection[int]) -> QuerySet[Event]:
    span = timedelta(days=RELATED_DAYS)
    # The day an event may last have been on has an index.
    near = _diplomatic().filter(date_max__range=(day - span, (event.date_max or day) + span))
    return near.exclude(pk__in=[event.pk, *left_out]).order_by()


def _shared(event: Event, near: QuerySet[Event]) -> dict[int, dict[str, set[str]]]:
    """Give for each near event what it shares: names of people, codes of countries and topics."""
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: {"person": set(), "country": set(), "topic": set()})
    parts = list(event.participations.all())
    theirs = Participation.objects.filter(event__in=near)
    people = theirs.filter(person__in=[part.person_id for part in parts if part.person_id])
    for pk, name in people.exclude(person__review=ReviewState.REJECTED).values_list("event_id", "person__name"):
        found[pk]["person"].add(name)
    countries = theirs.filter(country__in=[part.country for part in parts if part.country])
    for pk, country in countries.values_list("event_id", "country"):
        found[pk]["country"].add(country)
    topics = {topic for (row,) in Statement.objects.public().filter(event=event).values_list("topics") for topic in row}
    if topics:
        said = Statement.objects.public().filter(event__in=near, topics__overlap=list(topics))
        for event_id, theirs_too in said.values_list("event_id", "topics"):
            found[event_id or 0]["topic"] |= topics & set(theirs_too)
    return found


def _weight(one: dict[str, set[str]]) -> int:
    return PERSON_WEIGHT * len(one["person"]) + len(one["country"]) + len(one["topic"])


def _words(one: dict[str, set[str]]) -> tuple[str, ...]:
    return (*sorted(one["person"]), *sorted(map(topic_label, one["topic"])))


def _day(event: Event, otherwise: date) -> date:
    return event.date_min or event.date_max or otherwise


def _neighbour(event: Any, shared: tuple[str, ...] = ()) -> Neighbour:
    title = title_of(parties_of(event), event.get_type_display())
    return Neighbour(event.pk, event.get_type_display(), title, date_words(event), event.get_absolute_url(), shared)
