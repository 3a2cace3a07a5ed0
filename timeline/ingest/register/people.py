"""The persons of the register as rows, with all spellings of their names."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from timeline.extraction.holders import Holder
from timeline.ingest.bulk import Bulk
from timeline.ingest.draft import clip, country_code, write
from timeline.ingest.slugs import free_slugs, name_slug
from timeline.joining.names import name_key, name_keys
from timeline.models import Membership, NameBasis, Person, PersonName, ReviewState

# An office as it tells persons apart: role and country.
Office = tuple[str, str]


@dataclass(slots=True)
class Entry:
    """A person of the register: the usual name, the country, all spellings and offices."""

    name: str
    country: str = ""
    forms: set[str] = field(default_factory=set)
    offices: set[Office] = field(default_factory=set)

    @property
    def keys(self) -> set[str]:
        """Give the keys under which the person may be stored already."""
        return {key for form in self.forms for key in name_keys(form)}


def find_holders(terms: Iterable[Holder]) -> dict[str, Person]:
    """Find or make the person of each name in the register, and store the spellings; a name there is one person."""
    entries = _entries(terms)
    persons = {row.register_key or "": row for row in Person.objects.filter(register_key__in=entries)}
    merged = _merged_by_hand(entries.keys() - persons.keys())
    missing = [entry for name, entry in entries.items() if name not in persons and name not in merged]
    known = _stored_before(missing, entries)
    persons |= known | _create([entry for entry in missing if entry.name not in known])
    _correct(entries, persons)
    _write_names(entries, persons)
    return persons | merged


def _merged_by_hand(names: Collection[str]) -> dict[str, Person]:
    """Give whom a curator made one with another person of the register, by the name that the register has twice."""
    rows = PersonName.objects.filter(name__in=names, person__register_key__isnull=False)
    return {
        row.name: row.person for row in rows.filter(person__curated_fields__contains=["names"]).select_related("person")
    }


def _entries(terms: Iterable[Holder]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for term in terms:
        entry = entries.setdefault(term.name, Entry(term.name))
        entry.country = entry.country or country_code(term.country)
        entry.forms |= {clip(form, 200) for form in (term.name, *term.aliases)}
        entry.offices.add((term.role, term.country))
    return entries


def _stored_before(missing: Collection[Entry], register: Collection[str]) -> dict[str, Person]:
    """Find the persons that articles or curators brought before the register did; doubt makes a new one."""
    if not PersonName.objects.exists():
        return {}
    wanted = {key for entry in missing for key in entry.keys}
    rows = PersonName.objects.filter(key__in=wanted).values_list("key", "person")
    free = {row.pk: row for row in Person.objects.filter(names__key__in=wanted).exclude(register_key__in=register)}
    named: dict[str, set[int]] = {}
    for key, pk in rows:
        if pk in free:
            named.setdefault(key, set()).add(pk)
    offices = _offices(free)
    found: dict[str, Person] = {}
    for entry in missing:
        pks = {pk for key in entry.keys for pk in named.get(key, ())}
        match = _match(entry, [free[pk] for pk in sorted(pks)], offices)
        if match:
            found[entry.name] = free.pop(match.pk)
            for others in named.values():
                others.discard(match.pk)
    return found


def _match(entry: Entry, candidates: Iterable[Person], offices: dict[int, set[Office]]) -> Person | None:
    """Choose the person of the entry's name and country: one in the same office, else the only one in public life."""
    fitting = [row for row in candidates if not (row.country and entry.country) or row.country == entry.country]
    sharing = [row for row in fitting if offices.get(row.pk, set()) & entry.offices]
    public = [row for row in fitting if offices.get(row.pk) or not row.occupations]
    if sharing:
        return sharing[0]
    return public[0] if len(public) == 1 else None


def _offices(people: Iterable[int]) -> dict[int, set[Office]]:
    offices: dict[int, set[Office]] = {}
    rows = Membership.objects.filter(person__in=list(people)).exclude(review=ReviewState.REJECTED)
    for pk, role, country in rows.values_list("person", "post__role", "post__country"):
        offices.setdefault(pk, set()).add((role, country))
    return offices


def _create(entries: Collection[Entry]) -> dict[str, Person]:
    slugs = free_slugs(Person, [name_slug(entry.name, "person") for entry in entries])
    rows = [
        Person(name=clip(entry.name, 200), country=entry.country, slug=slug, register_key=entry.name)
        for entry, slug in zip(entries, slugs, strict=True)
    ]
    bulk = Bulk(Person)
    bulk.add(*rows)
    bulk.write()
    return {row.register_key or "": row for row in rows}


def _correct(entries: dict[str, Entry], persons: dict[str, Person]) -> None:
    changed = []
    for name, person in persons.items():
        entry = entries[name]
        is_new = person.register_key != name
        person.register_key = name
        if write(person, {"name": clip(name, 200), "country": entry.country or person.country}) or is_new:
            changed.append(person)
    Person.objects.bulk_update(changed, ["register_key", "name", "country"])


def _write_names(entries: dict[str, Entry], persons: dict[str, Person]) -> None:
    """Store the spellings; where a curator has set a person's names, they stay as they are."""
    open_ones = {row.pk: entries[name] for name, row in persons.items() if "names" not in row.curated_fields}
    stored = {(row.person_id, row.name): row for row in PersonName.objects.filter(person__in=open_ones)}
    wanted = {(pk, form) for pk, entry in open_ones.items() for form in entry.forms if name_key(form)}
    claimed = [row for key, row in stored.items() if key in wanted and row.basis == NameBasis.TEXT]
    for row in claimed:
        row.basis = NameBasis.REGISTER
    PersonName.objects.bulk_update(claimed, ["basis"])
    new = sorted(wanted - stored.keys())
    bulk = Bulk(PersonName)
    bulk.add(*(PersonName(person_id=pk, name=form, key=name_key(form), basis=NameBasis.REGISTER) for pk, form in new))
    bulk.write()
    gone = [row.pk for key, row in stored.items() if row.basis == NameBasis.REGISTER and key not in wanted]
    PersonName.objects.filter(pk__in=gone).delete()
