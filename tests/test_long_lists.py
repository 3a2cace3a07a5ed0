"""The admin's lists of many rows: how far they count, what is done with all of them, and their days."""

from datetime import date

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from tests import factories
from timeline.models import Event, ReviewState

pytestmark = pytest.mark.django_db
LIST = "/admin/timeline/event/"


@pytest.fixture
def desk(client):
    client.force_login(factories.make_curator(username="ada"))
    return client


@pytest.fixture
def _short(monkeypatch):
    monkeypatch.setattr("timeline.admin.lists.MOST_LISTED", 2)


def do(desk, action, events, across):
    sent = {"action": action, "select_across": across, ACTION_CHECKBOX_NAME: [event.pk for event in events]}
    return desk.post(LIST, sent, follow=True)


@pytest.mark.usefixtures("_short")
def test_a_list_of_too_many_rows_says_so_and_counts_no_further(desk):
    for _ in range(4):
        factories.make_event()

    page = desk.get(LIST)

    assert page.context["cl"].result_count == 2
    assert "more than 2 events" in " ".join(page.content.decode().split())


@pytest.mark.usefixtures("_short")
def test_a_list_of_few_rows_counts_them(desk):
    for _ in range(2):
        factories.make_event()

    page = " ".join(desk.get(LIST).content.decode().split())

    assert "more than" not in page
    assert "2 events" in page


@pytest.mark.usefixtures("_short")
def test_nothing_is_done_with_all_rows_of_a_list_that_nobody_counted(desk):
    events = [factories.make_event() for _ in range(3)]

    page = do(desk, "accept", events[:1], across="1").content.decode()

    assert "more than 2 rows: nothing was done" in page
    assert not Event.objects.exclude(review=ReviewState.DRAFT).exists()


def test_all_rows_of_a_list_that_was_counted_are_decided_on(desk):
    events = [factories.make_event() for _ in range(3)]

    do(desk, "accept", events[:1], across="1")

    assert Event.objects.filter(review=ReviewState.ACCEPTED).count() == 3


DAYS = [date(1999, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2024, 12, 31), None]
PERIODS = {
    "2024": [date(2024, 1, 1), date(2024, 2, 29), date(2024, 12, 31)],
    "2024-02": [date(2024, 2, 29)],
    "2024-12": [date(2024, 12, 31)],
    "before-2010": [date(1999, 12, 31)],
    "0000": DAYS,
    "2024-13": DAYS,
    "soon": DAYS,
}


@pytest.mark.parametrize("period", PERIODS)
def test_events_are_filtered_by_year_and_month(desk, period):
    for day in DAYS:
        factories.make_event(day=day)

    listed = desk.get(LIST, {"when": period}).context["cl"].result_list

    assert sorted((event.date_max for event in listed), key=str) == sorted(PERIODS[period], key=str)


def test_the_years_are_those_of_the_events_and_the_chosen_one_shows_its_months(desk):
    factories.make_event(day=date(2020, 5, 9))
    factories.make_event(day=date(2022, 5, 9))

    page = desk.get(LIST, {"when": "2021"})

    spec = next(spec for spec in page.context["cl"].filter_specs if getattr(spec, "parameter_name", "") == "when")
    months = [f"2021-{month:02}" for month in range(12, 0, -1)]
    assert [value for value, _ in spec.lookup_choices] == ["2022", "2021", *months, "2020"]
