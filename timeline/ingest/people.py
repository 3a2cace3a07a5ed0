"""Who is who: persons of a Reading beside the persons already stored. In doubt they stay apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db.models import Q

from timeline.extraction import holders, reading
from timeline.ingest.draft import Draft, clip, country_code, own_mentions, write
from timeline.ingest.offices import PRIVATE_ROLES, VAGUE_ROLES, bare_label
from timeline.ingest.slugs import free_slugs, name_slug
from timeline.models import Evidence, Membership, Person, PersonName, ReviewState
from timeline.models.names import name_key, name_keys, name_words

# An office as it decides who is who: its role, or its label where it has none, and its country.
OfficeKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A stored person, with all name forms and offices."""

    person: Person
    keys: frozenset[str]
    words: frozenset[str]
    offices: frozenset[OfficeKey]


@dataclass(frozen=True, slots=True)
class Said:
    """A person of the Reading, in the same terms; `keys` take in the spellings that the register knows."""

    id: str
    name: str
    country: str
    keys: frozenset[str]
    offices: frozenset[OfficeKey]
    mentions: tuple[reading.Passage, ...] = field(compare=False)

    @property
    def is_one_word(self) -> bool:
        """Tell whether the text gives a surname only."""
        return len(name_words(self.name)) < 2


def find_people(draft: Draft) -> None:
    """Find or make the row of each person that takes part in what is stored, and note where the text names them."""
    people = [_said(person) for person in persons_to_store(draft.reading)]
    own = own_mentions(draft, "person")
    known = _known(people, own.values())
    for decide in (partial(_same_as_before, own=own), same_person):
        for said in people:
            free = [one for one in known if one.person not in draft.persons.values()]
            match = None if said.id in draft.persons else decide(said, free)
            if match:
                draft.persons[said.id] = match.person
    new = [said for said in people if said.id not in draft.persons]
    _fill(draft, people)
    _create(draft, new)
    _add_names(draft, people, known)
    for said in people:
        spans = tuple((mention.start, mention.end) for mention in said.mentions)
        draft.prove(Evidence.Role.MENTION, spans, person=draft.persons[said.id])


def persons_to_store(read: reading.Reading) -> list[reading.Person]:
    """Choose the persons who take part in a stored fact, and, where there is any, those in public office."""
    said = [statement for statement in read.statements if statement.relevance == "diplomatic"]
    if not said and not read.events:
        return []
    actors = {participant.id for event in read.events for participant in event.participants}
    actors |= {event.initiated_by for event in read.events if event.initiated_by}
    actors |= {actor for s in said for actor in (*s.speakers, *s.addressees, *s.attributed_to)}
    return [person for person in read.persons if person.name.strip() and (person.id in actors or _is_in_office(person))]


def same_person(said: Said, candidates: Iterable[Known]) -> Known | None:
    """Decide which stored person is meant, None for somebody new; country and office decide, doubt keeps apart."""
    fitting = [one for one in candidates if _may_be(said, one)]
    sharing = [one for one in fitting if said.offices & one.offices]
    if said.is_one_word:
        return sharing[0] if len(sharing) == 1 else None
    if sharing:
        return min(sharing, key=lambda one: one.person.pk)
    return fitting[0] if len(fitting) == 1 else None


def _same_as_before(said: Said, candidates: Iterable[Known], own: dict[reading.Span, int]) -> Known | None:
    """Find whom an earlier reading of this text meant by the same words, also where a curator has corrected him."""
    before = {own.get((mention.start, mention.end)) for mention in said.mentions}
    same = [one for one in candidates if one.person.pk in before]
    fitting = [one for one in same if one.person.is_protected or _may_be(said, one)]
    return fitting[0] if len(fitting) == 1 else None


def register_spellings(name: str, country: str | None) -> set[str]:
    """Give all spellings of a name under which the register of office-holders knows one single person."""
    terms = [
        term
        for term in holders.terms_of(name)
        if not country or term.country == country or not country_code(term.country)
    ]
    if len({term.name for term in terms}) != 1:
        return set()
    return {spelling for term in terms for spelling in (term.name, *term.aliases)}


def office_keys(offices: Iterable[tuple[str, str, str]]) -> frozenset[OfficeKey]:
    """Give the keys of offices, each (label, role, country); words too vague to tell people apart are left out."""
    return frozenset(
        (role or name_key(bare_label(label)), country)
        for label, role, country in offices
        if role not in VAGUE_ROLES and (role or label)
    )


def _may_be(said: Said, one: Known) -> bool:
    if said.country and one.person.country and said.country != one.person.country:
        return False
    if said.is_one_word:
        return bool(said.keys & one.words)
    if not said.keys & one.keys:
        return False
    return not _are_two_careers(said.offices, one.offices)


def _are_two_careers(one: frozenset[OfficeKey], other: frozenset[OfficeKey]) -> bool:
    """Tell whether one is known for private work and the other for public office: they may be namesakes."""
    if not one or not other or one & other:
        return False
    return any(all(role in PRIVATE_ROLES for role, _ in offices) for offices in (one, other))


def _is_in_office(person: reading.Person) -> bool:
    return any(office.role not in PRIVATE_ROLES | VAGUE_ROLES for office in person.offices)


def _said(person: reading.Person) -> Said:
    country = country_code(person.country)
    spellings = {person.name, *register_spellings(person.name, country)}
    offices = ((o.label, o.role, country_code(o.country) or country) for o in person.offices)
    return Said(
        id=person.id,
        name=clip(person.name.strip(), 200),
        country=country,
        keys=frozenset(key for name in spellings for key in name_keys(name)),
        offices=office_keys(offices),
        mentions=person.mentions,
    )


def _known(people: Sequence[Said], own: Iterable[int]) -> list[Known]:
    """Load the stored persons who may be meant: three queries, however many people the text names."""
    query = Q(pk__in=())
    for said in people:
        query |= Q(key__in=said.keys)
        if said.is_one_word:
            query |= Q(name__istartswith=f"{said.name} ") | Q(name__iendswith=f" {said.name}")
    pks = set(PersonName.objects.filter(query).values_list("person_id", flat=True)) | set(own)
    persons = Person.objects.filter(pk__in=pks).order_by("pk").prefetch_related("names")
    offices: dict[int, list[tuple[str, str, str]]] = {}
    for row in Membership.objects.filter(person__in=pks).exclude(review=ReviewState.REJECTED).select_related("post"):
        offices.setdefault(row.person_id, []).append((row.post.label, row.post.role, country_code(row.post.country)))
    return [
        Known(
            person=person,
            keys=frozenset(name.key for name in person.names.all()),
            words=frozenset(end for name in person.names.all() for end in _ends(name.name)),
            offices=office_keys(offices.get(person.pk, ())),
        )
        for person in persons
    ]


def _ends(name: str) -> list[str]:
    words = name_words(name)
    return [words[0], words[-1]] if words else []


def _fill(draft: Draft, people: Sequence[Said]) -> None:
    """Give stored persons the country that they lacked."""
    changed = []
    for said in people:
        person = draft.persons.get(said.id)
        if person and said.country and not person.country and write(person, {"country": said.country}):
            changed.append(person)
    Person.objects.bulk_update(changed, ["country"])


def _create(draft: Draft, new: Sequence[Said]) -> None:
    slugs = free_slugs(Person, [name_slug(said.name, "person") for said in new])
    rows = [Person(name=said.name, country=said.country, slug=slug) for said, slug in zip(new, slugs, strict=True)]
    Person.objects.bulk_create(rows)
    draft.persons.update({said.id: row for said, row in zip(new, rows, strict=True)})


def _add_names(draft: Draft, people: Sequence[Said], known: Sequence[Known]) -> None:
    """Store each full name form once; a surname alone says nothing by itself."""
    forms = {}
    for said in people:
        person = draft.persons[said.id]
        for name in (person.name, said.name, *(mention.text for mention in said.mentions)):
            form = " ".join(name.split())
            if form and len(form) <= 200 and (name == person.name or len(name_words(form)) > 1):
                forms[person.pk, form] = PersonName(person=person, name=form, key=name_key(form))
    stored = {(one.person.pk, name.name) for one in known for name in one.person.names.all()}
    PersonName.objects.bulk_create([row for key, row in forms.items() if key not in stored], ignore_conflicts=True)
