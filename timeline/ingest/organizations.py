"""Which government, ministry or body is meant: by name and country."""

from collections.abc import Sequence

from django.db.models import Q

from timeline.extraction import reading
from timeline.ingest.draft import Draft, clip, country_code, own_mentions
from timeline.ingest.slugs import free_slugs, name_slug
from timeline.joining.names import name_key
from timeline.models import Evidence, Organization


def find_organizations(draft: Draft) -> None:
    """Find or make the row of each organization that takes part in what is stored, and note where it is named."""
    wanted = organizations_to_store(draft.reading)
    own = own_mentions(draft, "organization")
    named = Q(key__in={name_key(said.name) for said in wanted}) | Q(pk__in=own.values())
    stored = list(Organization.objects.filter(named).order_by("pk"))
    new: dict[tuple[str, str], Organization] = {}
    for said in wanted:
        key = (name_key(said.name), country_code(said.country))
        match = _same_as_before(said, stored, own) or same_organization(key, stored) or new.get(key)
        if match is None:
            match = new[key] = Organization(name=clip(said.name.strip(), 300), key=key[0], country=key[1])
        draft.organizations[said.id] = match
    _create(list(new.values()))
    for said in wanted:
        spans = tuple((mention.start, mention.end) for mention in said.mentions)
        draft.prove(Evidence.Role.MENTION, spans, organization=draft.organizations[said.id])


def organizations_to_store(read: reading.Reading) -> list[reading.Organization]:
    """Choose the organizations that take part in a stored fact."""
    said = [statement for statement in read.statements if statement.relevance == "diplomatic"]
    actors = {participant.id for event in read.events for participant in event.participants}
    actors |= {actor for event in read.events for actor in (*event.readouts, event.initiated_by or "")}
    actors |= {actor for s in said for actor in (*s.speakers, *s.addressees, *s.attributed_to)}
    return [body for body in read.organizations if body.id in actors and body.name.strip()]


def same_organization(key: tuple[str, str], stored: Sequence[Organization]) -> Organization | None:
    """Find the organization of a name key and country; one without a country is the only one of its name."""
    named = [row for row in stored if row.key == key[0]]
    exact = [row for row in named if row.country == key[1]]
    if exact:
        return exact[0]
    return named[0] if len(named) == 1 and not (key[1] and named[0].country) else None


def _same_as_before(
    said: reading.Organization, stored: Sequence[Organization], own: dict[reading.Span, int]
) -> Organization | None:
    """Find what an earlier reading of this text meant by the same words, where a curator has corrected it."""
    before = {own.get((mention.start, mention.end)) for mention in said.mentions}
    same = [row for row in stored if row.pk in before and row.is_protected]
    return same[0] if len(same) == 1 else None


def _create(rows: list[Organization]) -> None:
    slugs = free_slugs(Organization, [name_slug(row.name, "organization") for row in rows])
    for row, slug in zip(rows, slugs, strict=True):
        row.slug = slug
    Organization.objects.bulk_create(rows)
