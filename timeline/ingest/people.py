"""Who is who: persons of a Reading beside the persons already stored. In doubt they stay apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db.models import Q

from timeline.extraction import reading
from timeline.ingest.draft import Draft, clip, country_code, own_mentions, write
from timeline.ingest.slugs import free_slugs, name_slug
from timeline.joining import OfficeKey, is_public, occupations, office_key, register_spellings
from timeline.joining.names import initials, name_key, name_keys, name_words
from timeline.models import Evidence, Membership, Person, PersonName, ReviewState


@dataclass(frozen=True, slots=True)
class Known:
    """A stored person, with all name forms and offices."""

    person: Person
    keys: frozenset[str]
    words: frozenset[str]
    initials: frozenset[str]
    offices: frozenset[OfficeKey]
    occupations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """A person of the Reading, in the same terms; `keys` take in the spellings that the register knows."""

    id: str
    name: str
    country: str
    keys: frozenset[str]
    offices: frozenset[OfficeKey]
    occupations: frozenset[str]
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
    return [
        person
        for person in read.persons
        if person.name.strip() and (person.id in actors or any(map(is_public, person.offices)))
    ]


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


def _may_be(said: Said, one: Known) -> bool:
    if said.country and one.person.country and said.country != one.person.country:
        return False
    if said.is_one_word:
        return bool(said.keys & one.words)
    own_initials = initials(said.name)
    if own_initials and one.initials and not own_initials & one.initials:
        return False
    return bool(said.keys & one.keys) and not _are_two_careers(said, one)


def _are_two_careers(said: Said, one: Known) -> bool:
    """Tell whether one is known for private work only and the other for something else: they may be namesakes."""
    is_same = said.offices & one.offices or said.occupations & one.occupations
    is_private = [bool(person.occupations) and not person.offices for person in (said, one)]
    is_known = [bool(person.occupations or person.offices) for person in (said, one)]
    return any(is_private) and all(is_known) and not is_same


def _said(person: reading.Person) -> Said:
    country = country_code(person.country)
    spellings = {person.name, *register_spellings(person.name, country)}
    offices = (
        office_key(office.label, office.role, country_code(office.country) or country)
        for office in filter(is_public, person.offices)
    )
    return Said(
        id=person.id,
        name=clip(person.name.strip(), 200),
        country=country,
        keys=frozenset(key for name in spellings for key in name_keys(name)),
        offices=frozenset(offices),
        occupations=occupations(person),
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
    offices: dict[int, set[OfficeKey]] = {}
    for row in Membership.objects.filter(person__in=pks).exclude(review=ReviewState.REJECTED).select_related("post"):
        key = office_key(row.post.label, row.post.role, country_code(row.post.country))
        offices.setdefault(row.person_id, set()).add(key)
    return [
        Known(
            person=person,
            keys=frozenset(name.key for name in person.names.all()),
            words=frozenset(end for name in person.names.all() for end in _ends(name.name)),
            initials=frozenset(letter for name in person.names.all() for letter in initials(name.name)),
            offices=frozenset(offices.get(person.pk, ())),
            occupations=frozenset(person.occupations),
        )
        for person in persons
    ]


def _ends(name: str) -> list[str]:
    words = name_words(name)
    return [words[0], words[-1]] if words else []


def _fill(draft: Draft, people: Sequence[Said]) -> None:
    """Give stored persons the country that they lacked, and what else they are called."""
    changed = []
    for said in people:
        person = draft.persons.get(said.id)
        if person is None:
            continue
        called = sorted({*person.occupations, *said.occupations})
        if write(person, {"country": person.country or said.country, "occupations": called}):
            changed.append(person)
    Person.objects.bulk_update(changed, ["country", "occupations"])


def _create(draft: Draft, new: Sequence[Said]) -> None:
    slugs = free_slugs(Person, [name_slug(said.name, "person") for said in new])
    rows = [
        Person(name=said.name, country=said.country, slug=slug, occupations=sorted(said.occupations))
        for said, slug in zip(new, slugs, strict=True)
    ]
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
