"""Events as plain values for lists: title, date in words, parties, the first statements and the sources."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from timeline.browse.countries import country_name
from timeline.browse.dates import DayWords, date_words
from timeline.browse.filters import Filters
from timeline.browse.highlight import highlight
from timeline.browse.matching import said_as_asked, spoke
from timeline.browse.said import Said, actor_of, said, with_parts
from timeline.browse.segments import Segment
from timeline.models import Event, Participation, Report, ReviewState, Statement

# So many statements tell what was said; the rest is on the event's own page.
SHOWN_STATEMENTS = 3
# So many names make a title; of more parties the first are named and the others counted.
NAMES_IN_TITLE = 3
# So many parties are told with their offices in a list.
NAMED_PARTIES = 8


@dataclass(frozen=True, slots=True)
class Party:
    """A party to an event, with the office held that day and the country's name."""

    name: str
    url: str
    office: str
    country: str
    country_code: str
    key: tuple[str, int]

    @property
    def standing(self) -> str:
        """Give office and country in a line: "Acting President, South Korea"."""
        return ", ".join(filter(None, [self.office, self.country]))


@dataclass(frozen=True, slots=True)
class Source:
    """An article that reports the event, and whose accounts it cites."""

    title: str
    url: str
    outlet: str
    readouts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An event in a list."""

    id: int
    url: str
    type: str
    kind: str
    status: str
    is_first: bool
    is_draft: bool
    is_domestic: bool
    title: str
    title_parts: tuple[Segment, ...]
    date: DayWords
    parties: tuple[Party, ...]
    said: tuple[tuple[str, Said], ...]
    statements: int
    sources: tuple[Source, ...]
    readouts: int

    @property
    def standing(self) -> tuple[str, ...]:
        """Give office and country of each party; with its name where the parties are too many to be told apart."""
        if len(self.parties) <= NAMES_IN_TITLE:
            return tuple(party.standing for party in self.parties if party.standing)
        return tuple(", ".join(filter(None, [party.name, party.standing])) for party in self.parties[:NAMED_PARTIES])

    @property
    def more(self) -> int:
        """Count the statements not shown."""
        return self.statements - len(self.said)


def with_parties(events: QuerySet[Event]) -> QuerySet[Event]:
    """Ask for events with their parties, in two queries."""
    parties = Participation.objects.select_related("person", "organization").order_by("position", "id")
    return events.defer("search").prefetch_related(Prefetch("participations", parties))


def with_card_parts(events: QuerySet[Event]) -> QuerySet[Event]:
    """Ask for events with parties, reports and readouts, in a fixed number of queries."""
    reports = (
        Report.objects.select_related("article__outlet")
        .defer("article__text", "article__reading", "article__boilerplate")
        .prefetch_related("readouts")
        .order_by("-is_main", "article__published_max", "id")
    )
    return with_parties(events).prefetch_related(Prefetch("reports", reports))


def cards(events: Sequence[Event], filters: Filters) -> tuple[Card, ...]:
    """Give events of `with_card_parts` as cards; statements that the filters ask for come first."""
    shown, counts = _statements(events, filters)
    parties = [parties_of(event) for event in events]
    titles = highlight([title_of(*pair) for pair in zip(parties, events, strict=True)], filters.words)
    return tuple(
        _card(event, party, title, shown[event.pk], counts.get(event.pk, 0))
        for event, party, title in zip(events, parties, titles, strict=True)
    )


def _statements(events: Sequence[Event], filters: Filters) -> tuple[dict[int, list[Said]], dict[int, int]]:
    """Give the first statements of each event and the number of all, in a fixed number of queries."""
    public = Statement.objects.exclude(review=ReviewState.REJECTED).filter(event__in=[event.pk for event in events])
    counts = dict(public.order_by().values_list("event").annotate(statements=Count("pk")))
    # Asked of each row itself: a subquery would go through the statements of all events.
    asked = said_as_asked(filters) if filters.asks_of_statements else Q(pk__isnull=True)
    whens = [When(asked, then=Value(0))]
    if filters.person:
        spoken = spoke().filter(statement=OuterRef("pk"), person__slug__in=filters.person)
        whens.append(When(Exists(spoken), then=Value(1)))
    rank = Case(*whens, default=Value(2), output_field=IntegerField())
    place = Window(RowNumber(), partition_by="event", order_by=["rank", "article", "start", "pk"])
    ranked: QuerySet[Any] = public.alias(rank=rank).annotate(place=place)
    top = with_parts(ranked.filter(Q(place__lte=SHOWN_STATEMENTS)), filters.words)
    shown = defaultdict(list)
    for statement in top.order_by("event", F("place")):
        shown[statement.event_id or 0].append(said(statement))
    return shown, counts


def _card(
    event: Event,
    parties: tuple[Party, ...],
    title: tuple[Segment, ...],
    first: Sequence[Said],
    statements: int,
) -> Card:
    sources = sources_of(event)
    return Card(
        id=event.pk,
        url=event.get_absolute_url(),
        type=event.type,
        kind=event.get_type_display(),
        status="" if event.status == "held" else event.get_status_display(),
        is_first=event.is_first,
        is_draft=event.is_draft,
        is_domestic=event.is_domestic,
        title="".join(part.text for part in title),
        title_parts=title,
        date=date_words(event),
        parties=parties,
        said=tuple((speakers(item, parties), item) for item in first),
        statements=statements,
        sources=sources,
        readouts=len({name for source in sources for name in source.readouts}),
    )


def parties_of(event: Event) -> tuple[Party, ...]:
    """Give the parties of an event, rejected people and bodies left out."""
    out = []
    for part in event.participations.all():
        holder = part.person or part.organization
        if holder and holder.review != ReviewState.REJECTED:
            actor = actor_of(holder)
            code = part.country or actor.country
            # "Government of Japan, Japan" says nothing more than its first half.
            country = "" if part.organization and country_name(code) in actor.name else country_name(code)
            out.append(Party(actor.name, actor.url, part.office, country, code, actor.key))
    return tuple(out)


def title_of(parties: Sequence[Party], event: Event) -> str:
    """Name an event by its parties, or by its kind where none is known."""
    names = [party.name for party in parties]
    if len(names) > NAMES_IN_TITLE:
        return f"{', '.join(names[:NAMES_IN_TITLE])} and {len(names) - NAMES_IN_TITLE} more"
    return joined(names) or event.get_type_display()


def joined(names: Iterable[str], last: str = "and") -> str:
    """Write names as a list in a sentence: "A, B and C"."""
    names = list(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def sources_of(event: Event) -> tuple[Source, ...]:
    """Give the articles that report an event."""
    return tuple(
        Source(
            title=str(report.article),
            url=report.article.get_absolute_url(),
            outlet=report.article.outlet.name if report.article.outlet else "",
            readouts=tuple(body.name for body in report.readouts.all() if body.review != ReviewState.REJECTED),
        )
        for report in event.reports.all()
    )


def speakers(item: Said, parties: Sequence[Party]) -> str:
    """Say who spoke: "Both" or "All" where it is all the parties of the event."""
    spoke = {actor.key for actor in item.speakers}
    if len(spoke) > 1 and spoke == {party.key for party in parties}:
        return "Both" if len(spoke) == 2 else "All"
    return joined(actor.name for actor in item.speakers)
