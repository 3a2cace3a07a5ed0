"""Who is who across articles: country and office decide, in doubt two persons stay two."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.ingest.sketch import CALL, Sketch, minister, retold
from timeline.extraction.reading import Office, Passage, Person
from timeline.ingest.offices import bare_label, term_of, terms_of
from timeline.ingest.slugs import event_slug, name_slug
from timeline.models import Membership, Organization, Post
from timeline.models import Person as PersonRow

pytestmark = pytest.mark.django_db

# Two spellings of one name, unless one text has both.
ALIKE = (("Yevhen Marchuk", "UKR", minister("UKR")), ("Evgeny Marchuk", "UKR", minister("UKR")))
ACADEMIC = Office("Professor", "academic", "ESP")
GERMAN = minister("DEU", "foreign_minister", "Foreign Minister")

# First article's person, second article's person, whether they are one.
PAIRS = {
    "same name, country and office": (("Ana Ruiz", "ESP", minister("ESP")), ("Ana Ruiz", "ESP", minister("ESP")), True),
    "same name and country, new office": (
        ("Ana Ruiz", "ESP", minister("ESP")),
        ("Ana Ruiz", "ESP", minister("ESP", "foreign_minister", "Foreign Minister")),
        True,
    ),
    "other spelling": (("Ana-María Ruiz", "ESP", minister("ESP")), ("Ana Maria Ruiz", "ESP", minister("ESP")), True),
    "family name first": (("Park Jin-ho", "KOR", minister("KOR")), ("Jin-ho Park", "KOR", minister("KOR")), True),
    "country unsaid, no office": (("Ana Ruiz", "ESP", minister("ESP")), ("Ana Ruiz", None), True),
    "same name, other country": (("Ana Ruiz", "ESP", minister("ESP")), ("Ana Ruiz", "MEX", minister("MEX")), False),
    "minister and professor": (("Ana Ruiz", "ESP", minister("ESP")), ("Ana Ruiz", "ESP", ACADEMIC), False),
    "professor and minister": (("Ana Ruiz", "ESP", ACADEMIC), ("Ana Ruiz", "ESP", minister("ESP")), False),
    "other first name": (("Ana Ruiz", "ESP", minister("ESP")), ("Eva Ruiz", "ESP", minister("ESP")), False),
    "surname with the same office": (("Ana Ruiz", "ESP", minister("ESP")), ("Ruiz", "ESP", minister("ESP")), True),
    "surname with another office": (("Ana Ruiz", "ESP", minister("ESP")), ("Ruiz", "ESP", ACADEMIC), False),
    "surname without office": (("Ana Ruiz", "ESP", minister("ESP")), ("Ruiz", "ESP"), False),
    "middle initial": (("Ana B. Ruiz", "ESP", minister("ESP")), ("Ana Ruiz", "ESP", minister("ESP")), True),
    "other middle initial": (("Ana B. Ruiz", "ESP", minister("ESP")), ("Ana C. Ruiz", "ESP", minister("ESP")), False),
    "professor twice": (("Ana Ruiz", "ESP", ACADEMIC), ("Ana Ruiz", "ESP", ACADEMIC), True),
    "professor and singer": (
        ("Ana Ruiz", "ESP", ACADEMIC),
        ("Ana Ruiz", "ESP", Office("Singer", "private", "ESP")),
        False,
    ),
    "elect, then in office": (
        ("Ana Ruiz", "ESP", Office("President-elect", "president", "ESP"), Office("Magnate", "business", "ESP")),
        ("Ana Ruiz", "ESP", Office("President", "president", "ESP")),
        True,
    ),
    "spelling of the register": (
        ("Volodymyr Zelensky", "UKR", minister("UKR", "president", "President")),
        ("Volodymyr Zelenskyy", "UKR", minister("UKR", "president", "President")),
        True,
    ),
}


def _tell(text: str, *people: tuple, published: str | None = "2024-12-20") -> None:
    sketch = Sketch(text, published=published)
    parties = [sketch.person(person[0], *person[1:], words="Ruiz") for person in people]
    sketch.event(*parties, edtf=None)
    sketch.store()


@pytest.mark.parametrize("case", PAIRS)
def test_persons_of_two_articles(case):
    one, other, is_one = PAIRS[case]

    _tell(CALL, one)
    _tell(retold(2), other)

    assert PersonRow.objects.count() == (1 if is_one else 2)


def test_two_persons_of_one_text_are_never_one():
    _tell(CALL, ("Ana Ruiz", "ESP", minister("ESP")), ("Ana Ruiz", "ESP", minister("ESP")))

    assert sorted(PersonRow.objects.values_list("slug", flat=True)) == ["ana-ruiz", "ana-ruiz-2"]


def test_a_bare_name_that_two_stored_persons_bear_is_a_third():
    factories.make_person("Ana Ruiz", "ESP")
    factories.make_person("Ana Ruiz", "MEX")

    _tell(CALL, ("Ana Ruiz", None))

    assert PersonRow.objects.count() == 3


def test_a_surname_that_two_of_one_office_bear_is_a_third():
    for name in ("Ana Ruiz", "Eva Ruiz"):
        factories.make_membership(factories.make_person(name, "ESP"), role="defence_minister")

    _tell(CALL, ("Ruiz", "ESP", minister("ESP")))

    assert PersonRow.objects.count() == 3


def test_a_country_learnt_later_is_filled_in():
    _tell(CALL, ("Ana Ruiz", None))
    _tell(retold(2), ("Ana Ruiz", "ESP", minister("ESP")))

    assert PersonRow.objects.get().country == "ESP"


def test_every_full_name_form_is_kept_and_a_bare_surname_is_not():
    sketch = Sketch(CALL + "Ana M. Ruiz spoke. Ruiz left.\n")
    ruiz = sketch.person("Ana Ruiz", "ESP")
    forms = tuple(Passage(words, *sketch.span(words)) for words in ("Ana Ruiz", "Ana M. Ruiz", "Ruiz"))
    sketch.persons = [Person(ruiz, "Ana Ruiz", "ESP", (), forms)]
    sketch.event(ruiz)

    sketch.store()

    assert [name.name for name in PersonRow.objects.get().names.all()] == ["Ana M. Ruiz", "Ana Ruiz"]


def test_only_who_takes_part_or_holds_office_is_stored():
    sketch = Sketch()
    ruiz = sketch.person("Ana Ruiz", "ESP")
    sketch.person("Karl Weber", "DEU", GERMAN)
    sketch.person("Madrid", "ESP", Office("Singer", "private", "ESP"))
    sketch.event(ruiz)

    sketch.store()

    assert [person.name for person in PersonRow.objects.all()] == ["Ana Ruiz", "Karl Weber"]


ORGANIZATIONS = {
    "same": (("Spain Ministry of Defense", "ESP"), ("Spain ministry of defense", "ESP"), 1),
    "other country": (("Ministry of Defense", "ESP"), ("Ministry of Defense", "DEU"), 2),
    "country unsaid": (("Ministry of Defense", "ESP"), ("Ministry of Defense", None), 1),
    "other name": (("Ministry of Defense", "ESP"), ("Ministry of State", "ESP"), 2),
}


@pytest.mark.parametrize("case", ORGANIZATIONS)
def test_organizations_of_two_articles(case):
    one, other, count = ORGANIZATIONS[case]

    for text, (name, country) in ((CALL, one), (retold(2), other)):
        sketch = Sketch(text)
        sketch.event(sketch.body(name, country, words="the ministry in Madrid"))
        sketch.store()

    assert Organization.objects.count() == count


def test_an_office_the_register_knows_has_its_days():
    office = Office("Acting Minister of Defense", "defence_minister", "KOR", acting=True)
    _tell(CALL, ("Kim Seon-ho", "KOR", office))

    membership = Membership.objects.get()
    assert (membership.title, membership.basis) == ("Acting Minister of National Defense", "register")
    assert membership.date_from < date(2024, 12, 20) < membership.date_to
    assert (membership.seen_min, membership.seen_max) == (date(2024, 12, 20), date(2024, 12, 20))


def test_an_office_the_register_does_not_know_was_seen_on_the_days_of_the_articles():
    for text, day in ((CALL, "2024-12-20"), (retold(2), "2024-11-05"), (retold(3), "2024-12"), (retold(4), None)):
        _tell(text, ("Ana Ruiz", "ESP", minister("ESP")), published=day)

    membership = Membership.objects.get()
    assert (membership.basis, membership.date_from, membership.date_to) == ("text", None, None)
    assert (membership.seen_min, membership.seen_max) == (date(2024, 11, 5), date(2024, 12, 20))
    assert membership.evidence.count() == 4


def test_a_former_office_was_over_by_the_first_article_that_says_so():
    former = minister("ESP", former=True, label="Former Minister of Defense")
    _tell(CALL, ("Ana Ruiz", "ESP", former))

    membership = Membership.objects.get()
    assert (membership.title, membership.ended_by, membership.seen_min) == (
        "Minister of Defense",
        date(2024, 12, 20),
        None,
    )


def test_words_that_are_no_office_make_no_membership():
    _tell(CALL, ("Ana Ruiz", "ESP", ACADEMIC, Office("Official", "official", "ESP")))

    assert (Membership.objects.count(), Post.objects.count()) == (0, 0)
    assert PersonRow.objects.get().occupations == ["Professor"]


def test_a_president_elect_is_no_president():
    _tell(CALL, ("Donald Trump", "USA", Office("President-elect", "president", "USA")), published="2024-12-20")

    membership = Membership.objects.get()
    assert (membership.title, membership.date_from) == ("President-elect", None)


DOUBTS = {"no day, two terms": None, "a day out of all terms": "2023-05-01"}


@pytest.mark.parametrize("case", DOUBTS)
def test_a_doubt_about_the_term_makes_no_membership(case):
    _tell(CALL, ("Donald Trump", "USA", Office("President", "president", "USA")), published=DOUBTS[case])

    assert Membership.objects.count() == 0


def test_the_words_of_an_office_are_those_the_reading_names():
    sketch = Sketch()
    office = minister("ESP", evidence=(sketch.span("Defense Minister Ana Ruiz of Spain"),))
    sketch.event(sketch.person("Ana Ruiz", "ESP", office))

    sketch.store()

    assert Membership.objects.get().evidence.get().exact == "Defense Minister Ana Ruiz of Spain"


TERMS = {
    "in office": (("Lloyd Austin", "defence_minister", "USA"), date(2024, 12, 20), False, date(2021, 1, 22)),
    "after the term": (("Lloyd Austin", "defence_minister", "USA"), date(2025, 3, 1), False, None),
    "former": (("Lloyd Austin", "defence_minister", "USA"), date(2025, 3, 1), True, date(2021, 1, 22)),
    "second term": (("Donald Trump", "president", "USA"), date(2025, 3, 1), False, date(2025, 1, 20)),
    "first term": (("Donald Trump", "president", "USA"), date(2018, 3, 1), False, date(2017, 1, 20)),
    "no day, one term": (("Lloyd Austin", "defence_minister", "USA"), None, False, date(2021, 1, 22)),
    "no day, two terms": (("Donald Trump", "president", "USA"), None, False, None),
    "other country": (("Lloyd Austin", "defence_minister", "GBR"), date(2024, 12, 20), False, None),
    "other office": (("Lloyd Austin", "foreign_minister", "USA"), date(2024, 12, 20), False, None),
}


@pytest.mark.parametrize("case", TERMS)
def test_terms_of_the_register(case):
    (name, role, country), day, former, start = TERMS[case]

    office = Office("Office", role, country, former=former)
    term = term_of(terms_of(Person("p1", name, country), office), office, day)

    assert (term.start if term else None) == start


LABELS = {
    "Acting Minister of Defense": "Minister of Defense",
    "former acting President": "President",
    "Minister": "Minister",
    "Acting": "Acting",
    "": "",
}


@pytest.mark.parametrize("label", LABELS)
def test_bare_label(label):
    assert bare_label(label) == LABELS[label]


@given(st.text(max_size=60), st.lists(st.text(max_size=80), max_size=6), st.sampled_from(["2024-12-20", "2024", ""]))
def test_any_name_makes_a_fair_address(name, parties, day):
    slug = event_slug(day, parties, "phone_call")

    assert name_slug(name, "person").strip("-")
    assert slug.startswith(day or "undated")
    assert slug.endswith("phone-call")
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


def _tell_of(number: int, *people: tuple) -> None:
    sketch = Sketch(retold(number))
    parties = [sketch.person(*person, words=words) for person, words in zip(people, ("Ruiz", "Karl"), strict=False)]
    sketch.event(*parties, sketch.person("Ilse Weber", "DEU", GERMAN, words="Weber"))
    sketch.store()


@pytest.mark.parametrize(
    ("articles", "count"),
    [
        ((ALIKE[:1], ALIKE[1:]), 1),
        ((ALIKE,), 2),
        ((ALIKE, ALIKE[:1], ALIKE[1:]), 2),
        ((ALIKE[:1], ALIKE[1:], ALIKE), 2),
        ((ALIKE[:1], ALIKE, ALIKE[1:]), 2),
    ],
    ids=["never together", "together", "together first", "together last", "together between"],
)
def test_names_that_sound_alike_are_two_persons_once_a_text_has_both(articles, count):
    for number, people in enumerate(articles):
        _tell_of(number, *people)

    assert PersonRow.objects.filter(country="UKR").count() == count
