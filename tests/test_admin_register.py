"""Terms of office in the admin: what a curator adds, corrects or rejects there decides whom a title denotes."""

from datetime import date

import pytest
from django.contrib.messages import get_messages

from tests import factories
from tests.test_admin import submit, url
from timeline.extraction.holders import Holder
from timeline.ingest import ingest
from timeline.ingest.register.corrected import current
from timeline.ingest.register.load import load_register
from timeline.models import Event, Membership, Person, PersonName, Post

pytestmark = pytest.mark.django_db

TEXT = """MADRID, {day} -- Spanish Foreign Minister Ana Ruiz spoke by phone with the Portuguese foreign minister on \
{weekday}, the ministry said.

The two ministers discussed trade and reaffirmed their commitment to the border treaty.
"""
SUMMER = {"day": "June 10, 2026", "weekday": "Wednesday"}
POST = {"label": "Foreign Minister", "country": "PRT", "role": "foreign_minister"}


@pytest.fixture
def desk(client):
    client.force_login(factories.make_curator(username="ada"))
    return client


def _parties(**when: str) -> list[str]:
    article = ingest(TEXT.format(**when)).article
    event = Event.objects.get(reports__article=article)
    return sorted(party.person.name for party in event.participations.exclude(person=None))


def _add(desk, person: Person, post: Post, **days: str):
    data = {"person": person.pk, "post": post.pk, "review": "draft", "note": ""} | days
    empty = {f"evidence-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    return desk.post(url(Membership, "add"), data | empty)


def _said(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_nobody_is_guessed_after_the_last_day_of_the_file():
    assert _parties(**SUMMER) == ["Ana Ruiz"]


def test_a_term_added_in_the_admin_is_found_by_the_next_reading(desk):
    person = factories.make_person("Rita Fontes", "PRT")

    _add(desk, person, Post.objects.create(**POST), date_from="2026-05-01")

    row = Membership.objects.get()
    assert (row.review, row.basis, row.reviewed_by.username) == ("accepted", "curator", "ada")
    assert _parties(**SUMMER) == ["Ana Ruiz", "Rita Fontes"]
    assert Membership.objects.get(person=person).evidence.count() == 1


def test_a_term_ended_in_the_admin_is_no_longer_found(desk):
    row = factories.make_membership(
        factories.make_person("Rita Fontes", "PRT"), "Foreign Minister", role="foreign_minister",
        date_from=date(2026, 5, 1), basis="curator",
    )  # fmt: skip

    submit(desk, Membership, row.pk, date_to="2026-06-01")

    assert _parties(**SUMMER) == ["Ana Ruiz"]


def test_a_term_added_on_the_page_of_a_person_counts(desk):
    person = factories.make_person("Rita Fontes", "PRT")
    post = Post.objects.create(**POST)
    row = {"memberships-0-post": post.pk, "memberships-0-date_from": "2026-05-01", "memberships-0-review": "draft"}

    submit(desk, Person, person.pk, **{"memberships-TOTAL_FORMS": 1, "memberships-0-person": person.pk} | row)

    assert Membership.objects.get().basis == "curator"
    assert _parties(**SUMMER) == ["Ana Ruiz", "Rita Fontes"]


def _day_of_the_file() -> tuple[Holder, dict[str, str]]:
    """Give Portugal's foreign minister of a day that the file covers."""
    (holder,) = current().on(date(2025, 2, 5), "foreign_minister", "PRT")
    return holder, {"day": "February 5, 2025", "weekday": "Wednesday"}


def test_a_rejected_term_of_the_file_is_no_longer_used(desk):
    load_register()
    holder, day = _day_of_the_file()
    row = Membership.objects.get(register_key=holder.key)

    desk.post(url(Membership) + "?review=register", {"action": "reject", "_selected_action": [row.pk]})

    assert _parties(**day) == ["Ana Ruiz"]


def test_a_person_put_into_a_term_of_the_file_takes_its_place(desk):
    load_register()
    holder, day = _day_of_the_file()
    person = factories.make_person("Rita Fontes", "PRT")

    submit(desk, Membership, Membership.objects.get(register_key=holder.key).pk, person=person.pk)

    assert _parties(**day) == ["Ana Ruiz", "Rita Fontes"]
    assert holder.name not in {term.name for term in current().on(date(2025, 2, 5), "foreign_minister", "PRT")}


def test_an_untouched_register_reads_as_its_file(desk):
    load_register()
    holder, day = _day_of_the_file()

    assert _parties(**day) == sorted(["Ana Ruiz", holder.name])
    assert Person.objects.filter(name=holder.name).count() == 1


@pytest.mark.parametrize(("review", "found"), [("draft", ["Ana Ruiz"]), ("accepted", ["Ana Ruiz", "Rita Fontes"])])
def test_a_term_that_a_text_suggests_counts_once_accepted(review, found):
    factories.make_membership(
        factories.make_person("Rita Fontes", "PRT"), "Foreign Minister", role="foreign_minister",
        date_from=date(2026, 5, 1), basis="text", review=review,
    )  # fmt: skip

    assert _parties(**SUMMER) == found


def test_a_name_added_by_a_curator_is_known_to_the_register(desk):
    load_register()
    holder, _ = _day_of_the_file()
    person = Person.objects.get(name=holder.name)
    last = person.names.count()
    forms = {f"names-{last}-name": "Zeferino Quintela", f"names-{last}-person": person.pk}

    submit(desk, Person, person.pk, **{"names-TOTAL_FORMS": last + 1} | forms)

    assert PersonName.objects.get(name="Zeferino Quintela").basis == "curator"
    assert {term.name for term in current().terms_of("Zeferino Quintela")} == {holder.name}


# Days of a second holder beside one from 2026-05-01 on, acting or not, and whether it is flagged.
OVERLAPS = {
    "side by side": ({"date_from": "2026-06-01"}, True),
    "hand-over on one day": ({"date_from": "2026-01-01", "date_to": "2026-05-01"}, False),
    "before": ({"date_from": "2026-01-01", "date_to": "2026-04-01"}, False),
    "acting": ({"date_from": "2026-06-01", "is_acting": "on"}, False),
}


@pytest.mark.parametrize("case", OVERLAPS)
def test_two_holders_of_one_office_are_flagged_and_stored(desk, case):
    days, is_flagged = OVERLAPS[case]
    post = Post.objects.create(**POST)
    first, second = factories.make_person("Rita Fontes", "PRT"), factories.make_person("Luis Prado", "PRT")
    Membership.objects.create(person=first, post=post, date_from=date(2026, 5, 1), basis="curator")

    answer = _add(desk, second, post, **days)

    flagged = "Luis Prado and Rita Fontes both hold Foreign Minister, PRT from 2026-06-01 on."
    assert [flagged in message for message in _said(answer)][0] == is_flagged
    assert Membership.objects.count() == 2
    listed = desk.get(url(Membership), {"review": "all", "overlaps": "yes"}).context["cl"].result_count
    assert listed == (2 if is_flagged else 0)


def test_a_term_without_a_first_day_is_flagged(desk):
    answer = _add(desk, factories.make_person("Rita Fontes", "PRT"), Post.objects.create(**POST))

    assert any("without a first day" in message for message in _said(answer))


def test_what_only_the_register_says_needs_no_review(desk):
    load_register([Holder(**POST_OF_FILE)])
    factories.make_membership(factories.make_person("Rita Fontes", "PRT"))

    counts = {
        model: [desk.get(url(model), {"review": choice}).context["cl"].result_count for choice in ("", "register")]
        for model in (Membership, Person)
    }

    assert counts == {Membership: [1, 1], Person: [1, 1]}


POST_OF_FILE = {
    "role": "foreign_minister", "country": "PRT", "name": "Luis Prado", "label": "Foreign Minister",
    "start": date(2020, 1, 1), "end": None, "acting": False,
}  # fmt: skip


@pytest.mark.parametrize("model", [Membership, Person])
def test_what_the_register_says_is_rejected_and_not_deleted(client, admin_user, model):
    load_register([Holder(**POST_OF_FILE)])
    client.force_login(admin_user)
    row = model.objects.get()

    assert client.get(url(model, "delete", row.pk)).status_code == 403
    client.post(url(model), {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert model.objects.filter(pk=row.pk).exists()


def test_a_post_offers_the_roles_that_the_reading_knows(desk):
    post = Post.objects.create(label="Foreign Minister", country="PRT")

    page = desk.get(url(Post, "change", post.pk)).content.decode()
    submit(desk, Post, post.pk, role="foreign_minister")

    post.refresh_from_db()
    assert '<option value="foreign_minister">foreign minister</option>' in page
    assert (post.role, post.curated_fields) == ("foreign_minister", ["role"])
