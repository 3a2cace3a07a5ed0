"""Tables of people, bodies, offices and terms: out, in again, and what a file with a bad row changes."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tablib import Dataset

from tests import factories
from timeline.mending import Refused
from timeline.mending.exchange import RESOURCES, bring_in, table_of
from timeline.mending.popolo import read, write
from timeline.models import Membership, Organization, Person, PersonName, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return factories.make_curator()


@pytest.fixture
def world():
    """Give two persons with names and terms, and a body."""
    kim, ruiz = factories.make_person("Kim Seon-ho", slug="kim-seon-ho"), factories.make_person("Ana Ruiz", "ESP")
    PersonName.objects.create(person=kim, name="Kim Sun-ho")
    factories.make_membership(kim, date_from=date(2024, 9, 6), is_acting=True)
    factories.make_membership(ruiz, date_from=date(2023, 1, 2), date_to=date(2024, 2, 3))
    factories.make_organization()
    return kim, ruiz


def table(noun, *rows):
    columns = RESOURCES[noun].Meta.fields
    return noun, Dataset(*rows, headers=columns)


def state():
    """Give all values of what tables carry."""
    models = (Person, PersonName, Organization, Post, Membership)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def kinds(changes):
    return [(change.label, change.counts) for change in changes]


@pytest.mark.parametrize("noun", RESOURCES)
def test_what_goes_out_comes_in_without_a_difference(world, curator, noun):
    before = state()

    (change,) = bring_in([(noun, table_of(noun))], by=curator)

    assert change.counts == {"new": 0, "update": 0, "skip": len(change.rows), "error": 0}
    assert change.rows
    assert state() == before


def test_the_table_of_people_has_all_their_names(world):
    assert table_of("person").dict[0] == {
        "slug": "kim-seon-ho",
        "name": "Kim Seon-ho",
        "other_names": "Kim Sun-ho",
        "country": "KOR",
    }


def test_a_trial_shows_each_difference_and_changes_nothing(world, curator):
    rows = table("person", ("kim-seon-ho", "Kim Seon-ho", "Kim Sun-ho|Kim Sonho", "PRK"), ("", "Eva Novak", "", "CZE"))
    before = state()

    (change,) = bring_in([rows], by=curator, is_trial=True)

    assert change.headers == ("slug", "name", "other_names", "country")
    assert (change.rows[0].number, change.rows[0].kind) == (2, "update")
    assert change.rows[0].cells == (
        ("kim-seon-ho", "kim-seon-ho"),
        ("Kim Seon-ho", "Kim Seon-ho"),
        ("Kim Sun-ho", "Kim Sonho|Kim Sun-ho"),
        ("KOR", "PRK"),
    )
    assert (change.rows[1].kind, change.rows[1].cells[1]) == ("new", ("", "Eva Novak"))
    assert state() == before


def test_who_imports_a_value_vouches_for_it(world, curator):
    rows = table("person", ("kim-seon-ho", "Kim Seon-ho", "Kim Sun-ho|Kim Sonho", "PRK"), ("", "Eva Novak", "", "CZE"))

    bring_in([rows], by=curator)

    kim, novak = Person.objects.get(slug="kim-seon-ho"), Person.objects.get(name="Eva Novak")
    assert (kim.country, kim.curated_fields) == ("PRK", ["country", "names"])
    assert kim.names.get(name="Kim Sonho").basis == "curator"
    assert (novak.slug, novak.review, novak.reviewed_by) == ("eva-novak", "accepted", curator)
    assert list(novak.names.values_list("name", "basis")) == [("Eva Novak", "curator")]


BAD = {
    "an address that leads nowhere": ("person", ("nobody", "Eva Novak", "", ""), "There is no record with the address"),
    "a country that is none": ("person", ("", "Eva Novak", "", "Czechia"), "country"),
    "a nameless person": ("person", ("", " ", "", ""), "name"),
    "a person who is not there": (
        "membership",
        ("", "nobody", "Minister of National Defense", "KOR", "no", "2024-01-01", ""),
        "There is no person “nobody”.",
    ),
    "an office of another country": (
        "membership",
        ("", "kim-seon-ho", "Minister of National Defense", "USA", "no", "2024-01-01", ""),
        "There is no post “Minister of National Defense”.",
    ),
    "a day that is none": (
        "membership",
        ("", "kim-seon-ho", "Minister of National Defense", "KOR", "no", "soon", ""),
        "date",
    ),
    "an end before the beginning": (
        "membership",
        ("", "kim-seon-ho", "Minister of National Defense", "KOR", "no", "2024-03-01", "2024-02-01"),
        "membership_from_before_to",
    ),
    "a number of no term": ("membership", ("999999", "", "", "", "", "", ""), "There is no term with the number"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_with_a_bad_row_changes_nothing(world, curator, case):
    noun, bad, message = BAD[case]
    good = {
        "person": ("", "Petra Malik", "", "CZE"),
        "membership": ("", "kim-seon-ho", "Minister of National Defense", "KOR", "no", "2025-01-01", ""),
    }
    before = state()

    (change,) = bring_in([table(noun, good[noun], bad)], by=curator)

    assert change.rows[0].kind == "new"
    assert (change.rows[1].number, change.rows[1].kind) == (3, "error")
    assert message in " ".join(change.rows[1].errors)
    assert state() == before


def test_a_table_without_its_columns_is_refused(curator):
    (change,) = bring_in([("membership", Dataset(("Eva",), headers=["who"]))], by=curator)

    assert change.rows[0].errors == (
        "These columns are missing: id. The columns are id, person, post, country, is_acting, date_from, date_to.",
    )


def test_too_many_rows_are_refused(curator):
    rows = Dataset(*[("", f"Body {n}", "") for n in range(5_001)], headers=["slug", "name", "country"])

    with pytest.raises(Refused, match="cut the file"):
        bring_in([("organization", rows)], by=curator)


def test_popolo_goes_out_and_comes_in_without_a_difference(world, curator):
    before = state()

    changes = bring_in(read(write()), by=curator)

    assert kinds(changes) == [
        ("posts", {"new": 0, "update": 0, "skip": 2, "error": 0}),
        ("organizations", {"new": 0, "update": 0, "skip": 1, "error": 0}),
        ("people", {"new": 0, "update": 0, "skip": 2, "error": 0}),
        ("memberships", {"new": 0, "update": 0, "skip": 2, "error": 0}),
    ]
    assert state() == before


def test_popolo_of_another_database_makes_new_records(curator):
    document = """{
      "persons": [
        {"id": "x1", "name": "Eva Novak", "other_names": [{"name": "Eva Nováková"}], "national_identity": "CZE"}
      ],
      "organizations": [{"id": "x2", "name": "Prague Office", "area": {"id": "CZE"}}],
      "posts": [{"id": "x3", "label": "Foreign Minister", "role": "foreign_minister", "area": {"id": "CZE"}}],
      "memberships": [{"id": "x4", "person_id": "x1", "post_id": "x3", "start_date": "2024-01-02"}]
    }"""

    bring_in(read(document), by=curator)

    novak = Person.objects.get()
    assert (novak.slug, novak.country) == ("eva-novak", "CZE")
    assert sorted(novak.names.values_list("name", flat=True)) == ["Eva Novak", "Eva Nováková"]
    assert Organization.objects.get().name == "Prague Office"
    term = Membership.objects.get()
    assert (term.person, term.post, term.date_from) == (novak, Post.objects.get(), date(2024, 1, 2))
    assert term.post.role == "foreign_minister"


@pytest.mark.parametrize("text", ["", "no json", "[]", "{}", '{"persons": 1}'])
def test_what_is_no_popolo_is_refused(text):
    with pytest.raises(Refused, match="This is no"):
        read(text)


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


def upload(name, content):
    return SimpleUploadedFile(name, content)


def test_a_file_is_shown_then_taken_in(desk, world):
    address = reverse("admin:timeline_person_import")
    rows = "slug,name,other_names,country\nkim-seon-ho,Kim Seon-ho,Kim Sun-ho,PRK\n".encode("utf-8-sig")

    page = desk.post(address, {"file": upload("people.csv", rows), "reason": "register of 2025"})
    html = page.content.decode()
    assert "People: 0 new, 1 changed, 0 as they are, 0 refused" in html
    assert "<del>KOR</del> <ins>PRK</ins>" in html
    assert Person.objects.get(slug="kim-seon-ho").country == "KOR"
    given = {name: page.context[name] for name in ("content",)} | {"kind": "csv", "reason": "register of 2025"}
    done = desk.post(address, given | {"confirm": "Import"})

    assert done.url == reverse("admin:timeline_person_changelist")
    assert Person.objects.get(slug="kim-seon-ho").country == "PRK"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_the_pages_give_out_they_take_in_without_a_difference(desk, world, kind):
    Organization.objects.create(name="=HYPERLINK(1)", slug="bad")
    before = state()
    content = desk.get(reverse("admin:timeline_organization_export", args=[kind])).content

    page = desk.post(reverse("admin:timeline_organization_import"), {"file": upload(f"bodies.{kind}", content)})

    assert "Organizations: 0 new, 0 changed, 2 as they are, 0 refused" in page.content.decode()
    assert state() == before


def test_no_cell_of_an_export_is_a_formula(desk):
    Organization.objects.create(name="=HYPERLINK(1)", slug="bad")

    csv = desk.get(reverse("admin:timeline_organization_export", args=["csv"])).content.decode("utf-8-sig")

    assert csv == "slug,name,country\r\nbad,'=HYPERLINK(1),\r\n"


BROKEN = {
    "not a workbook": ("x.xlsx", b"no zip at all", "The file is no XLSX, or it is damaged"),
    "not UTF-8": ("x.csv", b"slug,name\n,Nov\xe1k\n", "The file is not in UTF-8"),
    "of another kind": ("x.doc", b"x", "none of these kinds: csv, xlsx, json"),
    "not Popolo": ("x.json", b"[1]", "This is no Popolo document"),
    "too large": ("x.csv", b"x" * 1_500_001, "The file is too large"),
    "empty": ("x.csv", b"", "The submitted file is empty"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_named(desk, case):
    name, content, message = BROKEN[case]

    page = desk.post(reverse("admin:timeline_person_import"), {"file": upload(name, content)})

    assert page.status_code == 200
    assert message in page.content.decode()
