"""Events as plain values for lists: title, date in words, parties, the first statements and the sources."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch, QuerySet

from timeline.browse.addresses import article_address, event_address
from timeline.browse.card_rows import CardRow, card_rows
from timeline.browse.dates import DayWords, day_words
from timeline.browse.filters import Filters
from timeline.browse.highlight import found_in, highlight
from timeline.browse.said import CONTENT, RANK, Actor, Said, Words, actor_in, actor_of, said_of
from timeline.browse.segments import Segment
from timeline.extraction.countries import country_name
from timeline.models import Event, EventStatus, EventType, Participation, Report, ReviewState

# So many statements tell what was said; the rest is on the event's own page.
SHOWN_STATEMENTS = 3
# Of so many statements those are shown first in which a reader's words stand.
MOST_STATEMENTS = 200
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
    """An event in a list; `day` is what it is sorted by, None if it is undated."""

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
    day: dt.date | None
    made: dt.datetime
    changed: dt.datetime

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


def cards(events: Sequence[int], filters: Filters) -> tuple[Card, ...]:
    """Give events by their ids as cards, in that order; statements that the filters ask for come first.

    Of those asked for alike, the ones with most of the reader's words do.
    """
    if not filters.words:
        return cards_of(card_rows(events, filters, SHOWN_STATEMENTS))
    rows = card_rows(events, filters, MOST_STATEMENTS)
    return tuple(
        replace(card, said=_best(card.said, [item[RANK] for item in row.statements]))
        for card, row in zip(cards_of(rows, filters.words), rows, strict=True)
    )


def _best(told: Sequence[tuple[str, Said]], ranks: Sequence[int]) -> tuple[tuple[str, Said], ...]:
    places = sorted(range(len(told)), key=lambda place: (ranks[place], -found_in(told[place][1].words)))
    return tuple(told[place] for place in places[:SHOWN_STATEMENTS])


def cards_of(rows: Sequence[CardRow], words: str = "") -> tuple[Card, ...]:
    """Give rows as cards, with a reader's words marked."""
    parties = [tuple(_party(*party) for party in row.parties) for row in rows]
    titles = [title_of(one, EventType(row.type).label) for one, row in zip(parties, rows, strict=True)]
    contents = [item[CONTENT] for row in rows for item in row.statements]
    marked = iter(highlight([*titles, *contents], words))
    heads = [next(marked) for _ in titles]
    return tuple(_card(*one, marked) for one in zip(rows, parties, heads, strict=True))


def _card(row: CardRow, parties: tuple[Party, ...], title: tuple[Segment, ...], marked: Iterator[Words]) -> Card:
    told = [said_of(row.id, item, next(marked)) for item in row.statements]
    sources = tuple(
        Source(name, article_address(article), outlet, tuple(readouts or ()))
        for article, name, outlet, readouts in row.reports
    )
    return Card(
        id=row.id,
        url=event_address(row.slug),
        type=row.type,
        kind=EventType(row.type).label,
        status="" if row.status == EventStatus.HELD else EventStatus(row.status).label,
        is_first=row.is_first,
        is_draft=row.review == ReviewState.DRAFT,
        is_domestic=row.is_domestic,
        title="".join(part.text for part in title),
        title_parts=title,
        date=day_words(row.edtf, row.date_min, row.date_max, row.date_basis),
        parties=parties,
        said=tuple((speakers(item, parties), item) for item in told),
        statements=row.number_of_statements,
        sources=sources,
        readouts=len({name for source in sources for name in source.readouts}),
        day=row.date_min or row.date_max,
        made=row.made,
        changed=row.changed,
    )


def _party(holder: Sequence[Any], office: str, country: str) -> Party:
    return party_of(actor_in(holder), office, country)


def parties_of(event: Event) -> tuple[Party, ...]:
    """Give the parties of an event, rejected people and bodies left out."""
    out = []
    for part in event.participations.all():
        holder = part.person or part.organization
        if holder and holder.review != ReviewState.REJECTED:
            out.append(party_of(actor_of(holder), part.office, part.country))
    return tuple(out)


def party_of(actor: Actor, office: str, country: str) -> Party:
    """Give who took part as a party; without a country of the day, that of the body counts, or of who has no office.

    The head of an international body has an office and takes part for no country.
    """
    code = country or (actor.country if actor.key[0] == "organization" or not office else "")
    # "Government of Japan, Japan" says nothing more than its first half.
    is_said = actor.key[0] == "organization" and country_name(code) in actor.name
    return Party(actor.name, actor.url, office, "" if is_said else country_name(code), code, actor.key)


def title_of(parties: Sequence[Party], kind: str) -> str:
    """Name an event by its parties, or by its kind where none is known."""
    names = [party.name for party in parties]
    if len(names) > NAMES_IN_TITLE:
        return f"{', '.join(names[:NAMES_IN_TITLE])} and {len(names) - NAMES_IN_TITLE} more"
    return joined(names) or kind


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
