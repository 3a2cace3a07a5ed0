"""The people on record, with how often they take part and speak."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from timeline.browse.dates import plain_day
from timeline.browse.matching import spoke
from timeline.extraction.countries import countries, country_name
from timeline.models import Event, Membership, Participation, Person, PersonName

PAGE_SIZE = 60


@dataclass(frozen=True, slots=True)
class Term:
    """A person in an office: the title, the country, and from when to when in plain words."""

    title: str
    country: str
    when: str
    seen: str
    is_draft: bool
    begun: date | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the list."""

    name: str
    url: str
    country: str
    office: str
    events: int
    statements: int


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of the list; `next` is the id after which the next page begins, None on the last."""

    people: tuple[PersonLine, ...]
    total: int
    next: int | None


def terms_of(person: Person) -> tuple[Term, ...]:
    """Give the offices of a person whose memberships are fetched, latest begun first."""
    held = [term(row) for row in person.memberships.all()]
    return tuple(sorted(held, key=lambda item: item.begun or date.min, reverse=True))


def term(row: Membership) -> Term:
    """Put a membership into plain words."""
    if row.date_from and row.date_to:
        when = f"{plain_day(row.date_from)} to {plain_day(row.date_to)}"
    elif row.date_from:
        when = f"since {plain_day(row.date_from)}"
    else:
        when = f"until {plain_day(row.date_to)}" if row.date_to else ""
    seen = ""
    if row.seen_min and row.seen_max:
        days = [plain_day(row.seen_min), plain_day(row.seen_max)]
        seen = f"in office in our sources on {days[0]}" if days[0] == days[1] else f"in our sources {' to '.join(days)}"
    if row.ended_by:
        seen = "; ".join(filter(None, [seen, f"called a former holder on {plain_day(row.ended_by)}"]))
    begun = row.date_from or row.seen_min or row.ended_by
    country = country_name(row.post.country) if row.post.country else ""
    return Term(row.title, country, when, seen, row.is_draft, begun)


def with_terms(people: QuerySet[Person]) -> QuerySet[Person]:
    """Ask for people with the offices they held."""
    rows = Membership.objects.public().select_related("post")
    return people.prefetch_related(Prefetch("memberships", rows))


def people(words: str = "", after: int | None = None, size: int = PAGE_SIZE) -> PeoplePage:
    """Give people in the order of their names; `words` are looked for in all name forms and in country names."""
    found = Person.objects.public().on_record()
    if words:
        codes = [code for code, (name, _) in countries().items() if words.casefold() in name.casefold()]
        forms = PersonName.objects.filter(person=OuterRef("pk"), name__icontains=words)
        found = found.filter(Exists(forms) | Q(name__icontains=words) | Q(country__in=codes))
    total = found.count()
    if after is not None:
        last = Person.objects.filter(pk=after).values("name")[:1]
        found = found.filter(Q(name__gt=Subquery(last)) | Q(name=Subquery(last), pk__gt=after))
    counted = found.annotate(
        events=_count(Participation.objects.filter(event__in=Event.objects.public().values("pk"))),
        statements=_count(spoke()),
    )
    rows = list(with_terms(counted).order_by("name", "pk")[: size + 1])
    lines = tuple(_line(row) for row in rows[:size])
    return PeoplePage(lines, total, rows[size - 1].pk if len(rows) > size else None)


def _count(parts: QuerySet[Any]) -> Coalesce:
    counted = parts.filter(person=OuterRef("pk")).order_by().values("person").annotate(rows=Count("pk")).values("rows")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _line(person: Person) -> PersonLine:
    terms = terms_of(person)
    return PersonLine(
        name=person.name,
        url=person.get_absolute_url(),
        country=country_name(person.country) if person.country else "",
        office=terms[0].title if terms else "",
        events=person.events,  # type: ignore[attr-defined]
        statements=person.statements,  # type: ignore[attr-defined]
    )
