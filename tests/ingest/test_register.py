"""The register of office-holders as rows, what curators correct in it, and how the reading hears of it."""

from datetime import date

import pytest
from django.core.management import call_command

from tests import factories
from tests.ingest.sketch import CALL, Sketch, minister, retold
from timeline import actions, apps
from timeline.extraction import holders
from timeline.extraction.holders import Holder, Register
from timeline.ingest.register.corrected import current
from timeline.ingest.register.load import load_register
from timeline.models import Event, Membership, Person, PersonName, Post

pytestmark = pytest.mark.django_db

RUIZ = Holder("foreign_minister", "ESP", "Ana Ruiz", "Foreign Minister", date(2020, 1, 1), date(2022, 6, 30), False)
WEBER = Holder(
    "foreign_minister", "DEU", "Karl Weber", "Foreign Minister", date(2021, 5, 1), None, False, ("Carl Weber",)
)


def _rows() -> list[tuple]:
    rows = Membership.objects.order_by("person__name", "date_from")
    return list(rows.values_list("person__name", "post__label", "post__country", "date_from", "date_to", "basis"))


def test_the_whole_file_becomes_rows_once():
    first = load_register()
    pks = list(Membership.objects.order_by("pk").values_list("pk", flat=True))

    again = load_register()

    terms = holders.load()
    assert (first.terms, first.added, Membership.objects.count()) == (len(terms), len(terms), len(terms))
    assert Person.objects.count() == len({term.name for term in terms})
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert list(Membership.objects.order_by("pk").values_list("pk", flat=True)) == pks
    assert current() is holders.standard()


def test_loading_again_asks_few_questions(django_assert_max_num_queries):
    load_register()

    with django_assert_max_num_queries(20):
        load_register()


def test_a_term_has_person_names_post_and_days():
    load_register([WEBER])

    person = Person.objects.get()
    assert (person.name, person.country, person.slug) == ("Karl Weber", "DEU", "karl-weber")
    assert sorted(person.names.values_list("name", "basis")) == [("Carl Weber", "register"), ("Karl Weber", "register")]
    assert (Post.objects.get().role, Post.objects.get().country) == ("foreign_minister", "DEU")
    assert _rows() == [("Karl Weber", "Foreign Minister", "DEU", date(2021, 5, 1), None, "register")]


def test_a_newer_file_adds_corrects_and_removes():
    load_register([RUIZ, WEBER])
    ruiz, weber = Membership.objects.order_by("person__name")
    ended = Holder(**(_fields(WEBER) | {"start": date(2021, 5, 3), "end": date(2024, 1, 1)}))
    heir = Holder("foreign_minister", "DEU", "Eva Braun", "Foreign Minister", date(2024, 1, 1), None, False)

    changes = load_register([ended, heir])

    assert (changes.added, changes.changed, changes.removed) == (1, 1, 1)
    assert Membership.objects.get(person__name="Karl Weber").pk == weber.pk
    assert _rows() == [
        ("Eva Braun", "Foreign Minister", "DEU", date(2024, 1, 1), None, "register"),
        ("Karl Weber", "Foreign Minister", "DEU", date(2021, 5, 3), date(2024, 1, 1), "register"),
    ]
    assert not Person.objects.filter(pk=ruiz.person_id).exists()
    assert not Post.objects.filter(country="ESP").exists()


def _fields(term: Holder) -> dict:
    return {name: getattr(term, name) for name in Holder.__dataclass_fields__}


def _set(row: Membership, **values: object) -> None:
    """Set fields as a curator does in the admin."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    actions.record_edit(record=row, fields=values)


def test_what_a_curator_set_outlives_a_newer_file():
    load_register([RUIZ, WEBER])
    ruiz, weber = Membership.objects.order_by("person__name")
    _set(weber, date_to=date(2023, 3, 3))
    _set(ruiz.post, label="Minister of Foreign Affairs")
    _set(ruiz, is_acting=True)

    changes = load_register([Holder(**(_fields(WEBER) | {"end": date(2024, 1, 1)}))])

    assert (changes.added, changes.removed) == (0, 1)
    assert _rows() == [
        ("Ana Ruiz", "Minister of Foreign Affairs", "ESP", date(2020, 1, 1), date(2022, 6, 30), "register"),
        ("Karl Weber", "Foreign Minister", "DEU", date(2021, 5, 1), date(2023, 3, 3), "register"),
    ]
    assert Membership.objects.get(pk=ruiz.pk).register_key is None


KNOWN_BEFORE = {
    "same name and country": ("Karl Weber", {}, True),
    "another spelling of the file": ("Carl Weber", {}, True),
    "family name first": ("Weber Karl", {}, True),
    "country unsaid": ("Karl Weber", {"country": ""}, True),
    "other country": ("Karl Weber", {"country": "AUT"}, False),
    "known for private work only": ("Karl Weber", {"occupations": ["Professor"]}, False),
}


@pytest.mark.parametrize("case", KNOWN_BEFORE)
def test_a_person_that_articles_brought_before(case):
    name, fields, is_one = KNOWN_BEFORE[case]
    factories.make_person(name, **({"country": "DEU"} | fields))

    load_register([WEBER])

    assert Person.objects.count() == (1 if is_one else 2)
    assert Membership.objects.get().person.name == "Karl Weber"


def test_of_two_namesakes_the_one_in_the_office_is_the_register_s():
    for label, role in (("Mayor", "mayor"), ("Foreign Minister", "foreign_minister")):
        factories.make_membership(factories.make_person("Karl Weber", "DEU"), label=label, role=role)

    load_register([WEBER])

    assert sorted(Person.objects.values_list("memberships__post__label", "register_key")) == [
        ("Foreign Minister", "Karl Weber"),
        ("Foreign Minister", "Karl Weber"),
        ("Mayor", None),
    ]


def test_a_term_that_an_article_brought_is_the_register_s():
    row = factories.make_membership(
        factories.make_person("Karl Weber", "DEU"),
        label="Foreign Minister",
        role="foreign_minister",
        date_from=WEBER.start,
        basis="register",
    )

    load_register([WEBER])

    assert (Membership.objects.get().pk, Membership.objects.get().register_key) == (row.pk, WEBER.key)


def test_names_set_by_a_curator_stay():
    load_register([WEBER])
    person = Person.objects.get()
    PersonName.objects.filter(name="Carl Weber").delete()
    PersonName.objects.create(person=person, name="K. Weber", basis="curator")
    actions.record_edit(record=person, fields=["names"])

    load_register([WEBER])

    assert sorted(person.names.values_list("name", flat=True)) == ["K. Weber", "Karl Weber"]
    assert current().terms_of("K. Weber")[-1].aliases == ("K. Weber",)


def test_a_term_proved_by_an_article_stays_when_it_leaves_the_file():
    load_register([WEBER])
    sketch = Sketch(CALL)
    sketch.event(sketch.person("Karl Weber", "DEU", minister("DEU", "foreign_minister", "Foreign Minister")))
    sketch.store(register=Register([WEBER], date(2026, 1, 1)))
    assert Membership.objects.get().evidence.count() == 1

    load_register([])

    row = Membership.objects.get()
    assert (row.register_key, row.basis, row.date_from, row.seen_min) == (None, "text", None, date(2024, 12, 20))


def test_a_term_that_left_the_file_joins_what_texts_say_already():
    load_register([WEBER])
    person, post = Person.objects.get(), Post.objects.get()
    said = Membership.objects.create(person=person, post=post)
    factories.make_evidence(
        factories.make_article(), 0, 9, "office", membership=Membership.objects.get(basis="register")
    )

    load_register([])

    assert [row.pk for row in Membership.objects.all()] == [said.pk]
    assert said.evidence.count() == 1


def test_the_command_says_what_changed(capsys):
    call_command("load_register")

    total = len(holders.load())
    said = f"Register of office-holders: {total} terms; {total} added, 0 changed, 0 removed.\n"
    assert capsys.readouterr().out == said


def test_migrate_loads_the_register():
    apps.load_register(using="default", verbosity=0)

    assert Membership.objects.count() == len(holders.load())


def test_a_person_read_before_the_register_knew_him_is_one_with_the_office_holder():
    sketch = Sketch()
    sketch.event(sketch.person("Antony Blinken", "USA", words="Ana Ruiz"))
    sketch.store()

    load_register()
    again = Sketch(retold(2))
    office = minister("USA", "foreign_minister", "Secretary of State")
    again.event(again.person("Antony Blinken", "USA", office, words="Ana Ruiz"))
    again.store()

    person = Person.objects.get(name="Antony Blinken")
    assert (person.is_anchored, person.signatures.filter(is_anchor=True).count()) == (True, 1)
    assert Event.objects.get().participations.get().person == person
