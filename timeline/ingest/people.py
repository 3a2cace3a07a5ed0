"""Who is who: the persons of a Reading find their rows, and the rows follow from all that texts say of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Any

from diplomacy.prepared import Rows, ask
from timeline.extraction import reading
from timeline.ingest.draft import Draft, country_code, own_mentions, write
from timeline.ingest.nouns import Asked, Noun, Ownerless, Work
from timeline.ingest.placing import place
from timeline.ingest.slugs import free_slugs, name_slug
from timeline.joining import (
    PersonAccount,
    is_public,
    join_people,
    office_key,
    person_accounts,
    person_blocks,
    person_of,
)
from timeline.joining.names import name_key, name_words
from timeline.joining.people import are_told_as_two, weigh
from timeline.models import (
    Evidence,
    Membership,
    MembershipBasis,
    NameBasis,
    Person,
    PersonName,
    PersonSignature,
    ReviewState,
    Sighting,
)

# Only pairs that could be taken for one are asked about, so that a person of 50,000 articles costs nothing.
APART = """
SELECT one, other FROM unnest(%s::bigint[], %s::bigint[]) AS pair (one, other)
WHERE EXISTS (
    SELECT FROM timeline_sighting a JOIN timeline_sighting b USING (article_id)
    WHERE a.person_id = one AND b.person_id = other
)
"""


def _told_apart(accounts: Mapping[int, PersonAccount]) -> list[tuple[int, int]]:
    """Give the signatures that sound like one person and that one article tells as two."""
    pairs = [
        (one, other)
        for one, other in combinations(sorted(accounts), 2)
        if are_told_as_two(accounts[one], accounts[other]) and weigh(accounts[one], accounts[other])
    ]
    if not pairs:
        return []
    ones, others = zip(*pairs, strict=True)
    return [(one, other) for one, other in ask(APART, list(ones), list(others))]


PEOPLE = Noun(
    field="person",
    rows=PersonSignature,
    owners=Person,
    read=person_of,
    blocks=person_blocks,
    join=join_people,
    sightings=lambda pks: Sighting.objects.filter(person__in=pks).values_list("person_id", "article_id"),
    are_two=are_told_as_two,
    apart=_told_apart,
)

IS_STALE = "SELECT EXISTS (SELECT FROM timeline_person WHERE NOT is_anchored)"
# One more article uses these names; a name form is a row of its own.
COUNT_NAMES = """
INSERT INTO timeline_personname (person_id, name, key, uses)
SELECT person_id, name, key, 1 FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS used (person_id, name, key)
ON CONFLICT (person_id, name) DO UPDATE SET uses = timeline_personname.uses + 1
RETURNING person_id, uses
"""
ACCOUNTS = "SELECT person_id, account FROM timeline_personsignature WHERE person_id = ANY(%s::bigint[])"
PERSONS = Rows(Person)
# The usual form is the one that most articles use, a full name before a surname; what a curator or the register set
# stays.
USUAL_NAMES = """
UPDATE timeline_person SET name = usual.name
FROM (
    SELECT DISTINCT ON (person_id) person_id, name FROM timeline_personname WHERE person_id = ANY(%s::bigint[])
    ORDER BY person_id, name LIKE '%% %%' DESC, uses DESC, name
) usual
WHERE timeline_person.id = usual.person_id AND timeline_person.name <> usual.name
    AND timeline_person.review = 'draft' AND NOT 'name' = ANY(curated_fields)
    AND NOT EXISTS (SELECT FROM timeline_personsignature WHERE person_id = timeline_person.id AND is_anchor)
RETURNING timeline_person.id
"""


def find_people(draft: Draft) -> None:
    """Find or make the row of each person that takes part in what is stored, and note where the text names them."""
    people = persons_to_store(draft.reading)
    accounts = dict(zip([said.id for said in people], person_accounts(people, draft.day), strict=True))
    asked = Asked(
        article=draft.article.pk,
        accounts=accounts,
        before=draft.before_people,
        owners=_same_words(draft, people) if draft.is_known else {},
    )
    rows = place(PEOPLE, asked, _make, draft.work)
    for said in people:
        row = rows[said.id]
        names = sorted(accounts[said.id].names)
        draft.persons[said.id] = row.person
        draft.sightings.append(Sighting(article=draft.article, local_id=said.id, person=row, names=names))
        spans = tuple((mention.start, mention.end) for mention in said.mentions)
        draft.prove(Evidence.Role.MENTION, spans, person=row.person)


def persons_to_store(read: reading.Reading) -> list[reading.Person]:
    """Choose the persons who take part in a stored fact, and, where there is any, those in public office."""
    said = [statement for statement in read.statements if statement.relevance == "diplomatic"]
    if not said and not read.events:
        return []
    actors = {participant.id for event in read.events for participant in event.participants}
    actors |= {event.initiated_by for event in read.events if event.initiated_by}
    actors |= {actor for s in said for actor in (*s.speakers, *s.addressees, *s.attributed_to)}
    return [
        person
        for person in read.persons
        if person.name.strip() and (person.id in actors or any(map(is_public, person.offices)))
    ]


def anchor_people(work: Work) -> None:
    """Let joining know the persons that curators and the register set, where that changed since it last looked."""
    if not ask(IS_STALE)[0][0]:
        return
    stale = list(Person.objects.filter(is_anchored=False).order_by("pk").prefetch_related("names"))
    accounts = _anchors(stale)
    former = PersonSignature.objects.filter(person__in=stale, is_anchor=True)
    asked = Asked(
        article=None,
        accounts=accounts,
        before=frozenset(former.values_list("pk", flat=True)),
        owners={str(person.pk): person for person in stale},
    )
    rows = place(PEOPLE, asked, _make, work)
    for row in rows.values():
        row.is_anchor = True
    work.bulk.write()
    PersonSignature.objects.filter(pk__in=[row.pk for row in rows.values()]).update(is_anchor=True)
    Person.objects.filter(pk__in=[person.pk for person in stale]).update(is_anchored=True)


def part_people(signatures: Collection[int], work: Work) -> None:
    """Drop those signatures of persons that no article has any more, and part anew what they were joined with."""
    own = PersonSignature.objects.filter(pk__in=signatures, is_anchor=False).values_list("pk", flat=True)
    asked: Asked[PersonAccount] = Asked(None, {}, before=frozenset(own))
    place(PEOPLE, asked, _make, work)


def count_names(draft: Draft) -> None:
    """Add this article's name forms to its persons', which are counted for the usual one."""
    forms = {(row.person.person.pk, name) for row in draft.sightings if row.person for name in row.names}
    if not forms:
        return
    people, names = zip(*sorted(forms), strict=True)
    counted = ask(COUNT_NAMES, list(people), list(names), [name_key(name) for name in names])
    # A form that is new to a person finds his events from now on.
    draft.work.renamed |= {person for person, uses in counted if uses == 1}


def settle_people(pks: Collection[int], recounted: Collection[int], work: Work) -> None:
    """Derive anew what the accounts of persons make up together: country, occupations and, recounted, name forms."""
    _recount_names(recounted)
    told: dict[int, list[PersonAccount]] = defaultdict(list)
    for pk, account in ask(ACCOUNTS, list(pks)) if pks else ():
        told[pk].append(person_of(account))
    changed = []
    for person in PERSONS.where("row.id = ANY(%s::bigint[])", list(told)) if told else ():
        country = person.country
        if write(person, _derived(told[person.pk])):
            changed.append(person)
            work.rehomed |= {("person", person.pk)} if person.country != country else set()
    Person.objects.bulk_update(changed, ["country", "occupations"])
    work.renamed |= {person.pk for person in changed} | set(recounted)


def name_people(pks: Collection[int], work: Work) -> set[int]:
    """Call each person by the usual name; give those who had another."""
    renamed = {pk for (pk,) in ask(USUAL_NAMES, list(pks))} if pks else set()
    work.renamed |= renamed
    return renamed


def _derived(accounts: Sequence[PersonAccount]) -> dict[str, Any]:
    fixed = [account for account in accounts if account.fixed and account.country]
    countries = Counter(account.country for account in fixed or accounts if account.country)
    return {
        "country": min(countries, key=lambda code: (-countries[code], code), default=""),
        "occupations": sorted({calling for account in accounts for calling in account.occupations}),
    }


def _recount_names(pks: Collection[int]) -> None:
    """Count the name forms of persons from scratch; forms that no article uses any more and nobody set go."""
    if not pks:
        return
    seen = Sighting.objects.filter(person__person__in=pks).values_list("person__person_id", "names")
    uses = Counter((pk, name) for pk, names in seen for name in names)
    rows = {(row.person_id, row.name): row for row in PersonName.objects.filter(person__in=pks)}
    for key, row in rows.items():
        row.uses = uses[key]
    PersonName.objects.bulk_update(rows.values(), ["uses"])
    PersonName.objects.filter(person__in=pks, uses=0, basis=NameBasis.TEXT).delete()
    PersonName.objects.bulk_create(
        PersonName(person_id=pk, name=name, key=name_key(name), uses=count)
        for (pk, name), count in uses.items()
        if (pk, name) not in rows
    )


def _same_words(draft: Draft, people: Sequence[reading.Person]) -> dict[str, Person]:
    """Give whom an earlier reading of this text found in the same words, also where a curator has corrected him."""
    own = own_mentions(draft, "person")
    rows = Person.objects.in_bulk(set(own.values()))
    found = {}
    for said in people:
        before = {own[span] for m in said.mentions if (span := (m.start, m.end)) in own}
        if len(before) == 1:
            found[said.id] = rows[before.pop()]
    return found


def _anchors(people: Sequence[Person]) -> dict[str, PersonAccount]:
    """Give the account that each person's own row is."""
    offices = defaultdict(set)
    held = Membership.objects.filter(person__in=people).exclude(review=ReviewState.REJECTED).select_related("post")
    for row in held:
        if row.basis != MembershipBasis.TEXT or row.is_protected:
            country = country_code(row.post.country)
            offices[row.person_id].add(office_key(row.post.label, row.post.role, country))
    return {
        str(person.pk): PersonAccount(
            names=frozenset({person.name, *(name.name for name in person.names.all() if name.basis != NameBasis.TEXT)}),
            country=person.country,
            offices=frozenset(offices[person.pk]),
            fixed=str(person.pk),
        )
        for person in people
    }


def _make(wanted: Sequence[Ownerless[PersonAccount]]) -> list[Person]:
    names = [_fullest(account) for account, _ in wanted]
    slugs = free_slugs(Person, [name_slug(name, "person") for name in names])
    return [
        Person(
            name=name,
            slug=slug,
            country=account.country,
            occupations=sorted(account.occupations),
            is_anchored=True,
        )
        for (account, _), name, slug in zip(wanted, names, slugs, strict=True)
    ]


def _fullest(account: PersonAccount) -> str:
    return min(account.names, key=lambda name: (len(name_words(name)) < 2, name))
