"""What stands before and after an event in a reader's result, and the search for programs."""

from datetime import date

import pytest
from django.test import Client

from tests.factories import make_event, make_person, make_statement
from timeline.browse import Filters, PartialDate, timeline
from timeline.browse.suggest import corrected
from timeline.browse.within import within
from timeline.models import Event

pytestmark = pytest.mark.django_db
ORDERS = {
    "newest first": {},
    "oldest first": {"oldest_first": True},
    "by relevance": {"best_first": True, "words": "Roy"},
    "calls only": {"type": ("phone_call",)},
    "dated ones only": {"since": PartialDate.parse("2024")},
    "undated ones only": {"certainty": ("undated",), "oldest_first": True},
}


@pytest.fixture
def events() -> list[Event]:
    """Make two events of one day, an earlier meeting, and two undated ones, all with one person."""
    roy = make_person("Ann Roy", "FRA")
    days = (date(2024, 12, 20), date(2024, 12, 20), None, date(2024, 11, 3), None)
    made = [make_event((roy,), day) for day in days]
    made[3].type = "meeting"
    made[3].save()
    return made


@pytest.mark.parametrize("name", ORDERS)
def test_each_event_leads_to_those_beside_it_in_the_result(events: list[Event], name: str) -> None:
    filters = Filters(**ORDERS[name])
    ids = [card.id for card in timeline(filters).events]

    places = [within(filters, Event.objects.get(pk=pk)) for pk in ids]

    assert len(ids) >= 2
    assert [place.total for place in places] == [len(ids)] * len(ids)
    assert [place.previous and place.previous.id for place in places] == [None, *ids[:-1]]
    assert [place.next and place.next.id for place in places] == [*ids[1:], None]


def test_an_event_outside_the_result_has_no_place_in_it(events: list[Event]) -> None:
    assert within(Filters(type=("meeting",)), events[0]) is None
    assert within(Filters(type=("phone_call",)), events[3]) is None
    assert within(Filters(words="Roy", type=("meeting",), best_first=True), events[0]) is None


def test_a_result_s_events_lead_through_it_and_back(client: Client, events: list[Event]) -> None:
    address = f"{events[1].get_absolute_url()}?type=phone_call"
    assert f'href="{address}"' in client.get("/?type=phone_call").content.decode()

    page = client.get(address).content.decode()

    assert '<a href="/?type=phone_call">Back to 4 phone calls</a>' in page
    assert f'<a class="next" href="{events[0].get_absolute_url()}?type=phone_call" rel="next">' in page
    assert f'<link rel="canonical" href="http://testserver{events[1].get_absolute_url()}">' in page
    wrong = client.get(f"{events[1].get_absolute_url()}?type=picnic")
    assert (wrong.status_code, "There is no “picnic” to choose from." in wrong.content.decode()) == (200, True)


def test_programs_get_the_events_the_counts_and_the_way_on(client: Client) -> None:
    roy = make_person("Ann Roy", "FRA")
    made = [make_event((roy,), date(2024, 1, 1), slug=f"call-{number}") for number in range(27)]
    make_event((roy,), date(2024, 1, 1), type="meeting")

    first = client.get("/api/events/?type=phone_call&from=2024").json()
    second = client.get(first["next"]).json()

    assert (first["query"], first["total"]) == ("27 phone calls since 2024", 27)
    assert first["page"] == "http://testserver/?type=phone_call&from=2024"
    slugs = [event["event"].rsplit("/", 2)[1] for event in (*first["events"], *second["events"])]
    assert slugs == [event.slug for event in reversed(made)]
    assert (len(first["events"]), second["next"]) == (25, None)
    assert first["filters"]["type"] == [
        {"value": "phone_call", "label": "Phone call", "count": 27, "selected": True},
        {"value": "meeting", "label": "Meeting", "count": 1, "selected": False},
    ]


REFUSED = {
    "type=picnic": {"type": ["There is no “picnic” to choose from."]},
    "from=soon": {"from": ["“soon” is no date. Write 2024, 2024-12 or 2024-12-20."]},
    "colour=red": {"colour": ["There is no such parameter."]},
}


@pytest.mark.parametrize("query", REFUSED)
def test_programs_are_told_what_cannot_be_read(client: Client, query: str) -> None:
    answer = client.get(f"/api/events/?{query}")

    assert (answer.status_code, answer.json()) == (400, {"errors": REFUSED[query]})


SPELLINGS = {
    "one letter too few": ("ceasfire", "ceasefire"),
    "two letters changed about": ("harbuor", "harbour"),
    "one of two words": ("ceasefire harbuor", "ceasefire harbour"),
    "a capital": ("Ceasfire", "ceasefire"),
    "another word": ("cornfield", None),
    "spelt as it is said": ("ceasefire", None),
    "too short to tell": ("sae", None),
    "a phrase is left alone": ('"ceasfire now"', None),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_words_are_spelt_as_they_are_said(name: str) -> None:
    make_statement((), make_event(()), "a ceasefire in the old harbour by the sea")
    asked, expected = SPELLINGS[name]

    found = corrected(Filters(words=asked))

    assert (found and (found.filters.words, found.total)) == (expected and (expected, 1))
