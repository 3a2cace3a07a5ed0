"""Let the addresses of persons and events say what their records say, whichever article came first.

An address that was given leads on. Where a curator has decided on a record, its address stays as it is.
"""

from collections.abc import Collection, Mapping
from datetime import date

from diplomacy.prepared import ask
from timeline.ingest.slugs import event_slug, free_slugs, name_slug, says
from timeline.models import Event, MovedAddress, Person

EVENTS = """
SELECT event.id, event.slug, event.type, event.date_min, event.date_max, ARRAY(
    SELECT coalesce(person.name, organization.name) FROM timeline_participation party
    LEFT JOIN timeline_person person ON person.id = party.person_id
    LEFT JOIN timeline_organization organization ON organization.id = party.organization_id
    WHERE party.event_id = event.id
)
FROM timeline_event event
WHERE event.id = ANY(%s::bigint[]) AND event.review = 'draft' AND event.curated_fields = '{}'
"""
PEOPLE = """
SELECT id, slug, name FROM timeline_person
WHERE id = ANY(%s::bigint[]) AND review = 'draft' AND curated_fields = '{}'
"""
CHANGE = """
UPDATE {} AS row SET slug = new.slug FROM unnest(%s::bigint[], %s::text[]) AS new (id, slug) WHERE row.id = new.id
"""


def readdress_events(pks: Collection[int], new: Collection[int]) -> None:
    """Bring the addresses of events in line with day, parties and kind; nobody knows those of `new` ones yet."""
    rows = ask(EVENTS, list(pks)) if pks else ()
    wanted = {
        pk: (slug, event_slug(shared_day(first, last), names, kind)) for pk, slug, kind, first, last, names in rows
    }
    _readdress(Event, wanted, new)


def readdress_people(pks: Collection[int], new: Collection[int]) -> None:
    """Bring the addresses of persons in line with their usual names."""
    rows = ask(PEOPLE, list(pks)) if pks else ()
    _readdress(Person, {pk: (slug, name_slug(name, "person")) for pk, slug, name in rows}, new)


def shared_day(first: date | None, last: date | None) -> str:
    """Give the day, month or year that all days of a span share, empty for none."""
    if not first or not last:
        return ""
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        if first.strftime(form) == last.strftime(form):
            return first.strftime(form)
    return ""


def _readdress(model: type[Event] | type[Person], wanted: Mapping[int, tuple[str, str]], new: Collection[int]) -> None:
    """Give each row whose address says something else the wanted one, or the one it had when it said that before."""
    wrong = {pk: pair for pk, pair in sorted(wanted.items()) if not says(model, *pair)}
    if not wrong:
        return
    noun = model.__name__.lower()
    former = MovedAddress.objects.filter(**{f"{noun}__in": wrong}).order_by("pk")
    back = {
        getattr(row, f"{noun}_id"): row for row in former if says(model, row.slug, wrong[getattr(row, f"{noun}_id")][1])
    }
    MovedAddress.objects.filter(pk__in=[row.pk for row in back.values()]).delete()
    fresh = [pk for pk in wrong if pk not in back]
    slugs = {pk: row.slug for pk, row in back.items()}
    slugs |= dict(zip(fresh, free_slugs(model, [wrong[pk][1] for pk in fresh]), strict=True))
    ask(CHANGE.format(model._meta.db_table), list(slugs), list(slugs.values()))
    # A change that was taken back put the address back, and left what led from it.
    MovedAddress.objects.bulk_create(
        [MovedAddress(slug=wrong[pk][0], **{f"{noun}_id": pk}) for pk in slugs if pk not in new], ignore_conflicts=True
    )
