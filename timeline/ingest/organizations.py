"""Which government, ministry or body is meant: by name and country."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from django.db import connection

from diplomacy.prepared import Rows, ask
from timeline.extraction import reading
from timeline.ingest.draft import Draft, clip, country_code, may_write, own_mentions, write
from timeline.ingest.nouns import Asked, Noun, Ownerless, Work
from timeline.ingest.placing import place
from timeline.ingest.slugs import free_slugs, name_slug
from timeline.joining import OrganizationAccount, join_organizations, organization_blocks, organization_of
from timeline.joining.names import name_key
from timeline.models import Evidence, Organization, OrganizationSignature, Sighting

BODIES = Noun(
    field="organization",
    rows=OrganizationSignature,
    owners=Organization,
    read=organization_of,
    blocks=organization_blocks,
    join=join_organizations,
    sightings=lambda pks: Sighting.objects.filter(organization__in=pks).values_list("organization_id", "article_id"),
    are_two=lambda one, other: False,
    apart=lambda accounts: (),
)

ACCOUNTS = """
SELECT organization_id, account FROM timeline_organizationsignature WHERE organization_id = ANY(%s::bigint[])
"""
ORGANIZATIONS = Rows(Organization)
# No article has told of them yet.
BY_HAND = """
row.key = ANY(%s::text[])
AND NOT EXISTS (SELECT FROM timeline_organizationsignature WHERE organization_id = row.id)
"""


def find_organizations(draft: Draft) -> None:
    """Find or make the row of each organization that takes part in what is stored, and note where it is named."""
    bodies = organizations_to_store(draft.reading)
    accounts = {
        body.id: OrganizationAccount(clip(body.name.strip(), 300), country_code(body.country)) for body in bodies
    }
    owners = _same_words(draft, bodies) if draft.is_known else {}
    rows = place(BODIES, Asked(draft.article.pk, accounts, draft.before_bodies, owners), _make, draft.work)
    for said in bodies:
        draft.organizations[said.id] = rows[said.id].organization
        draft.sightings.append(Sighting(article=draft.article, local_id=said.id, organization=rows[said.id]))
        spans = tuple((mention.start, mention.end) for mention in said.mentions)
        draft.prove(Evidence.Role.MENTION, spans, organization=draft.organizations[said.id])


def organizations_to_store(read: reading.Reading) -> list[reading.Organization]:
    """Choose the organizations that take part in a stored fact."""
    said = [statement for statement in read.statements if statement.relevance == "diplomatic"]
    actors = {participant.id for event in read.events for participant in event.participants}
    actors |= {actor for event in read.events for actor in (*event.readouts, event.initiated_by or "")}
    actors |= {actor for s in said for actor in (*s.speakers, *s.addressees, *s.attributed_to)}
    return [body for body in read.organizations if body.id in actors and body.name.strip()]


def part_organizations(signatures: Collection[int], work: Work) -> None:
    """Drop those signatures of organizations that no article has any more, and part anew what they were joined with."""
    asked: Asked[OrganizationAccount] = Asked(None, {}, before=frozenset(signatures))
    place(BODIES, asked, _make, work)


def settle_organizations(pks: Collection[int], work: Work) -> None:
    """Derive anew how organizations are written and whose they are, from all accounts of them."""
    told: dict[int, list[OrganizationAccount]] = defaultdict(list)
    for pk, account in ask(ACCOUNTS, list(pks)) if pks else ():
        told[pk].append(organization_of(account))
    changed = []
    for row in ORGANIZATIONS.where("row.id = ANY(%s::bigint[])", list(told)) if told else ():
        countries = {account.country for account in told[row.pk] if account.country}
        name = min((account.name for account in told[row.pk]), key=_as_written)
        called = {"name": name, "key": name_key(name)} if may_write(row, "name") else {}
        country = row.country
        if write(row, {**called, "country": min(countries, default="")}):
            changed.append(row)
            work.rehomed |= {("organization", row.pk)} if row.country != country else set()
    Organization.objects.bulk_update(changed, ["name", "key", "country"])


def _as_written(name: str) -> tuple[bool, int, str]:
    """Prefer a name as titles are written: not in capitals throughout, but with as many as words have."""
    return name.isupper(), -Counter(map(str.isupper, name))[True], name


def _same_words(draft: Draft, bodies: Sequence[reading.Organization]) -> dict[str, Organization]:
    """Give what an earlier reading of this text meant by the same words."""
    own = own_mentions(draft, "organization")
    rows = Organization.objects.in_bulk(set(own.values()))
    found = {}
    for said in bodies:
        before = {own[span] for m in said.mentions if (span := (m.start, m.end)) in own}
        if len(before) == 1:
            found[said.id] = rows[before.pop()]
    return found


def _make(wanted: Sequence[Ownerless[OrganizationAccount]]) -> list[Organization]:
    """Make the rows of organizations; one that a curator made is taken as it is."""
    with connection.cursor() as cursor:
        # A row may hand its country to another one: settled before the transaction ends.
        cursor.execute("SET CONSTRAINTS organization_once_per_country DEFERRED")
    keys = [(name_key(account.name), account.country) for account, _ in wanted]
    by_hand = ORGANIZATIONS.where(BY_HAND, list({key for key, _ in keys}))
    stored = {(row.key, row.country): row for row in by_hand}
    slugs = free_slugs(Organization, [name_slug(account.name, "organization") for account, _ in wanted])
    return [
        stored.get(key) or Organization(name=account.name, key=key[0], country=key[1], slug=slug)
        for (account, _), key, slug in zip(wanted, keys, slugs, strict=True)
    ]
