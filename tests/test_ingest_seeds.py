"""The two seed articles in the database: what must hold across them."""

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from timeline.models import (
    Article,
    Event,
    Evidence,
    Membership,
    Participation,
    Person,
    Report,
    Statement,
)

SEEDS = Path(__file__).parent.parent / "seeds"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seeds(django_db_setup, django_db_blocker):
    """Store the seeds once for all tests of this file, and take them away again."""
    with django_db_blocker.unblock():
        call_command("ingest", str(SEEDS), verbosity=0)
        yield
        tables = ", ".join(model._meta.db_table for model in apps.get_app_config("timeline").get_models())
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {tables} CASCADE")


def test_both_articles_are_stored_and_dated(seeds):
    days = {article.file: (article.published_min, article.published_basis) for article in Article.objects.all()}

    assert days == {
        "000_3e4c68474a815864.txt": (date(2024, 12, 20), "stated"),
        "002_73df78da11878c21.txt": (date(2025, 1, 31), "inferred"),
    }


def test_one_kim_seon_ho_has_two_calls_six_weeks_apart(seeds):
    kim = Person.objects.get(name="Kim Seon-ho")
    calls = Event.objects.filter(participations__person=kim, type="phone_call").order_by("date_max")

    days = [call.date_max for call in calls]
    assert days == [date(2024, 12, 20), date(2025, 1, 31)]
    assert (days[1] - days[0]).days == 42
    assert [call.is_first for call in calls] == [False, True]


def test_the_office_of_kim_seon_ho_was_seen_in_both_articles(seeds):
    membership = Membership.objects.get(person__name="Kim Seon-ho", is_acting=True)

    assert membership.title == "Acting Minister of National Defense"
    assert (membership.seen_min, membership.seen_max) == (date(2024, 12, 20), date(2025, 1, 31))
    assert membership.date_from <= membership.seen_min < membership.seen_max <= membership.date_to


def test_the_two_ministers_of_one_surname_are_two_persons(seeds):
    assert sorted(Person.objects.filter(name__startswith="Kim ").values_list("name", flat=True)) == [
        "Kim Seon-ho",
        "Kim Yong-hyun",
    ]


def test_both_sides_readouts_are_kept_with_the_call(seeds):
    for day in (date(2024, 12, 20), date(2025, 1, 31)):
        report = Report.objects.get(event__type="phone_call", event__date_max=day, is_main=True)

        assert sorted(body.country for body in report.readouts.all()) == ["KOR", "USA"]


def test_ironclad_is_said_in_both_articles(seeds):
    said = Statement.objects.filter(phrases__contains=["ironclad"])

    assert set(said.values_list("article__file", flat=True)) == set(Article.objects.values_list("file", flat=True))


def test_every_stored_fact_has_its_words(seeds):
    for model in (Report, Participation, Statement, Membership, Person):
        assert not model.objects.filter(evidence=None).exists(), model
    for article in Article.objects.all():
        for proof in Evidence.objects.filter(article=article):
            assert article.text[proof.start : proof.end] == proof.exact
            assert proof.text_hash == article.sha256


def test_nothing_comes_out_of_the_boilerplate(seeds):
    article = Article.objects.get(file="002_73df78da11878c21.txt")
    end = article.boilerplate[0][1]

    assert article.text[:end].count("\n- ") == 9
    assert not Evidence.objects.filter(article=article, start__lt=end).exists()


def test_a_second_reading_leaves_the_same_rows(seeds):
    before = [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in (Event, Person, Statement)]

    call_command("ingest", str(SEEDS), reread=True, verbosity=0)

    after = [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in (Event, Person, Statement)]
    assert after == before
