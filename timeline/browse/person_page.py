"""One person: offices over time, events, statements."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from timeline.browse.cards import joined
from timeline.browse.filters import Filters
from timeline.browse.matching import spoke
from timeline.browse.people import Term, terms_of, with_terms
from timeline.browse.said import Said, said, with_parts
from timeline.browse.timeline import Page, timeline, total
from timeline.extraction.countries import country_name
from timeline.models import Article, Event, Person, Statement

# So many events and statements are shown; all of them are on the timeline, one link away.
SHOWN_EVENTS = 10
SHOWN_STATEMENTS = 50


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement of a person with the article and event it belongs to."""

    who: str
    said: Said
    article: Article
    event: Event | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the page of a person shows."""

    person: Person
    country: str
    names: tuple[str, ...]
    terms: tuple[Term, ...]
    filters: Filters
    events: Page
    total: int
    statements: tuple[Quoted, ...]
    statements_total: int


def person_page(slug: str) -> PersonPage | None:
    """Give the person of a slug, None if there is none or a curator rejected it."""
    person = with_terms(Person.objects.public()).prefetch_related("names").filter(slug=slug).first()
    if not person:
        return None
    filters = Filters(person=(person.slug,), domestic=True)
    mine = Statement.objects.filter(Exists(spoke().filter(statement=OuterRef("pk"), person=person)))
    shown = (
        with_parts(mine)
        .select_related("article__outlet", "event")
        .defer("article__text", "article__reading", "event__search")
        .order_by("-article__published_max", "-article", "start")[:SHOWN_STATEMENTS]
    )
    return PersonPage(
        person=person,
        country=country_name(person.country) if person.country else "",
        names=tuple(form.name for form in person.names.all() if form.name != person.name),
        terms=terms_of(person),
        filters=filters,
        events=timeline(filters, size=SHOWN_EVENTS),
        total=total(filters),
        statements=tuple(_quoted(row, person) for row in shown),
        statements_total=mine.public().count(),
    )


def _quoted(row: Statement, person: Person) -> Quoted:
    item = said(row)
    others = [actor.name for actor in item.speakers if actor.key != ("person", person.pk)]
    event = row.event if row.event and row.event.review != "rejected" else None
    return Quoted(f"With {joined(others)}:" if others else "", item, row.article, event)
