"""Reports that tell one event differently: by a title alone, from two time zones, as a second call."""

import pytest

from tests.ingest.sketch import CALL, Sketch, minister, retold
from timeline.models import Event

pytestmark = pytest.mark.django_db


def tell(number, *parties, text="", **fields):
    """Tell of a call of Ana Ruiz with somebody, a name with an office or a government, in an article of its own."""
    sketch = Sketch(text or retold(number))
    ids = [sketch.person("Ana Ruiz", "KOR", minister("KOR"))]
    for name, country, *words in parties:
        if name.startswith("Government"):
            ids.append(sketch.body(name, country, words=words[0] if words else "the ministry in Madrid"))
        else:
            ids.append(sketch.person(name, country, minister(country), words="Karl Weber"))
    sketch.event(*ids, **{"words": sketch.text.split("\n")[1]} | fields)
    sketch.store()


@pytest.mark.parametrize("turned", [False, True])
def test_a_government_that_stands_for_a_person_named_elsewhere_is_no_party_beside_him(turned):
    text = CALL.replace("her German counterpart Karl Weber", "the German defense minister")
    tellings = [("Karl Weber", "DEU"), ("Government of Germany", "DEU", "the German defense minister", text)]
    for number, (name, country, *told) in enumerate(reversed(tellings) if turned else tellings):
        words, text = told or ("", "")
        tell(number, (name, country, words), text=text)

    event = Event.objects.get()
    assert sorted(str(party) for party in event.participations.all()) == ["Ana Ruiz", "Karl Weber"]


def test_a_government_beside_its_minister_stays_a_party():
    tell(1, ("Karl Weber", "DEU"), ("Government of Germany", "DEU"))
    tell(2, ("Karl Weber", "DEU"))

    event = Event.objects.get()
    assert sorted(str(party) for party in event.participations.all()) == [
        "Ana Ruiz",
        "Government of Germany",
        "Karl Weber",
    ]


def test_neighbouring_days_of_two_continents_are_one_call_unless_it_is_the_second():
    again = CALL.replace("spoke by phone on Friday.", "spoke by phone on Friday for the second time in two days.")
    tell(1, ("Karl Weber", "USA"), edtf="2024-12-19")
    tell(2, ("Karl Weber", "USA"), edtf="2024-12-20")
    assert Event.objects.count() == 1

    words = "spoke by phone on Friday for the second time in two days."
    tell(3, ("Karl Weber", "USA"), edtf="2024-12-20", text=again, words=words)

    assert sorted((event.edtf, event.reports.count()) for event in Event.objects.all()) == [
        ("2024-12-19", 1),
        ("2024-12-20", 2),
    ]


def test_what_a_reprint_tells_without_a_day_is_the_same_event():
    for number in range(2):
        sketch = Sketch(retold(number))
        parties = [sketch.person("Ana Ruiz", "ESP", minister("ESP")), sketch.person("Karl Weber", "DEU")]
        sketch.event(*parties, words="spoke by phone", edtf="2024-06/2024-08", status="background")
        sketch.store()

    assert Event.objects.get().reports.count() == 2
