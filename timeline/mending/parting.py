"""Split one person, organization or event into two, and tell apart what joining might take for one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.utils import timezone

from timeline.ingest import store_again
from timeline.ingest.events import EVENTS, MERGED
from timeline.ingest.organizations import BODIES
from timeline.ingest.people import PEOPLE
from timeline.ingest.placing import digest
from timeline.ingest.slugs import event_slug, free_slugs, name_slug
from timeline.joining.names import name_words
from timeline.mending.journal import Refused, mending
from timeline.mending.pointing import tell_apart
from timeline.models import (
    Binding,
    Doubt,
    Event,
    Evidence,
    Mend,
    MendKind,
    NameBasis,
    Organization,
    Participation,
    Person,
    PersonName,
    Report,
    ReviewState,
    Sighting,
    Statement,
    StatementActor,
)

Record = TypeVar("Record", Person, Organization, Event)
NOUNS: dict[type[Model], Any] = {Person: PEOPLE, Organization: BODIES, Event: EVENTS}


def accounts_of(record: Model) -> QuerySet[Any]:
    """Give the accounts that a record is made up of, one an article: sightings, or reports of an event."""
    if isinstance(record, Event):
        return Report.objects.filter(event=record).order_by("-article__published_max", "article")
    kind = record._meta.model_name or ""
    seen = Sighting.objects.filter(**{f"{kind}__{kind}": record})
    return seen.order_by("-article__published_max", "article", "local_id")


def split(
    record: Record,
    articles: Collection[int],
    *,
    by: AbstractBaseUser,
    reason: str,
    name: str = "",
    country: str = "",
    terms: Collection[int] = (),
) -> tuple[Record, Mend]:
    """Give what some articles tell of a record to a new one of its own; give the new record, and what can be undone.

    `name` and `country` are the new person's or organization's, `terms` the memberships that go along. The articles are
    bound to the new record, and joining knows the two as two. Raise Refused if nothing, or all, would go.
    """
    with mending(MendKind.SPLIT, f"{record} → {name or 'a second one'}", by=by, reason=reason) as mend:
        record = type(record)._default_manager.select_for_update().get(pk=record.pk)
        told = list(accounts_of(record).select_related("article"))
        chosen = [row for row in told if row.article_id in set(articles)]
        if not chosen or len(chosen) == len(told):
            raise Refused("Choose some of the articles: with none or all of them nothing would be split.")
        moved = {row.article_id for row in chosen}
        new = _new_event(record, chosen) if isinstance(record, Event) else _new_actor(record, name, country, by, reason)
        noun = record._meta.model_name or ""
        _move_signatures(record, new, told, chosen)
        Binding.objects.bulk_create([Binding(article_id=pk, **{noun: new}) for pk in sorted(moved)])
        tell_apart(noun, record, new)
        if isinstance(record, Event):
            _move_reports(record, new, moved)
        else:
            _move_roles(noun, record, new, moved)
        if isinstance(record, Person):
            record.memberships.filter(pk__in=list(terms)).update(person=new)
            _move_names(record, new, told, chosen)
        store_again(moved, moved={noun: {record.pk, new.pk}})
    new.refresh_from_db()
    return new, mend


def tell_two(one: Record, other: Record, *, by: AbstractBaseUser, reason: str = "") -> Mend:
    """Remember that two records are two, whatever joining will think of them."""
    with mending(MendKind.APART, f"{one} ≠ {other}", by=by, reason=reason) as mend:
        noun = one._meta.model_name or ""
        tell_apart(noun, one, other)
        if noun != "organization":
            first, second = sorted((one, other), key=lambda row: int(row.pk))
            Doubt.objects.filter(**{noun: first, f"other_{noun}": second}).delete()
    return mend


def _new_actor(record: Any, name: str, country: str, by: AbstractBaseUser, reason: str) -> Any:
    """Make the second person or organization, for whom the curator vouches."""
    name = " ".join(name.split()) or record.name
    model = type(record)
    vouched = {"review": ReviewState.ACCEPTED, "reviewed_by_id": by.pk, "reviewed_at": timezone.now(), "note": reason}
    slug = free_slugs(model, [name_slug(name, model._meta.model_name)])[0]
    if model is Organization and Organization.objects.filter(name=name, country=country).exists():
        raise Refused(f"There is an organization “{name}” of that country already: give the new one another name.")
    new = model(name=name, country=country, slug=slug, curated_fields=["country", "name"], **vouched)
    new.save()
    if model is Person:
        PersonName.objects.create(person=new, name=name, basis=NameBasis.CURATOR)
    return new


def _new_event(record: Event, chosen: Iterable[Report]) -> Event:
    """Make the second event; what it is follows from its reports."""
    first = min(chosen, key=lambda report: report.article.sha256)
    parties = [str(party) for party in record.participations.select_related("person", "organization")]
    day = first.edtf if first.date_min and first.date_min == first.date_max else ""
    slug = free_slugs(Event, [event_slug(day, parties, first.type)])[0]
    return Event.objects.create(slug=slug, type=first.type, status=first.status, curated_fields=[MERGED])


def _move_signatures(record: Any, new: Any, told: Iterable[Any], chosen: Iterable[Any]) -> None:
    """Give the chosen accounts to the new record: whole signatures where no other article has them, copies else."""
    noun = NOUNS[type(record)]
    column = "signature" if isinstance(record, Event) else noun.field
    shared = _uses(column, told) - _uses(column, chosen)
    rows: dict[int, list[Any]] = defaultdict(list)
    for account in chosen:
        if pk := getattr(account, f"{column}_id"):
            rows[pk].append(account)
    for row in noun.rows.objects.filter(pk__in=rows):
        if not shared[row.pk]:
            noun.rows.objects.filter(pk=row.pk).update(**{noun.field: new})
            continue
        bound = noun.rows.objects.create(
            digest=digest(noun.read(row.account), new.pk),
            account=row.account,
            blocks=[],
            is_bound=True,
            **{noun.field: new},
        )
        accounts = type(rows[row.pk][0])._default_manager.filter(pk__in=[one.pk for one in rows[row.pk]])
        accounts.update(**{column: bound})


def _uses(column: str, accounts: Iterable[Any]) -> Counter[int]:
    return Counter(getattr(account, f"{column}_id") for account in accounts)


def _move_reports(record: Event, new: Event, articles: Collection[int]) -> None:
    Report.objects.filter(event=record, article__in=articles).update(event=new)
    Statement.objects.filter(event=record, article__in=articles).update(event=new)


def _move_roles(noun: str, record: Any, new: Any, articles: Collection[int]) -> None:
    """Give the new record its mentions, roles and parts in events, also those that curators have set."""
    Evidence.objects.filter(article__in=articles, **{noun: record}).update(**{noun: new})
    StatementActor.objects.filter(statement__article__in=articles, **{noun: record}).update(**{noun: new})
    events = Event.objects.filter(reports__article__in=articles).exclude(
        pk__in=Report.objects.exclude(article__in=articles).values("event")
    )
    Participation.objects.filter(event__in=events, **{noun: record}).update(**{noun: new})
    initiator = f"initiated_by_{noun}"
    Event.objects.filter(pk__in=list(events.values_list("pk", flat=True)), **{initiator: record}).update(
        **{initiator: new}
    )


def _move_names(record: Person, new: Person, told: Iterable[Sighting], chosen: Iterable[Sighting]) -> None:
    """Take the names that only the chosen articles use from the first person, also learned ones."""
    gone = {row.pk for row in chosen}
    stays = {name for row in told if row.pk not in gone for name in row.names} | {record.name}
    for name in sorted({name for row in chosen for name in row.names} - stays):
        record.names.filter(name=name, basis=NameBasis.CURATOR).delete()
        if len(name_words(name)) > 1 and not new.names.filter(name=name).exists():
            PersonName.objects.create(person=new, name=name, basis=NameBasis.CURATOR)
    record.save(update_fields=["is_anchored"])
