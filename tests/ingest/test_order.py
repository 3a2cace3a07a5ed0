"""What is stored does not depend on the order of the articles, on texts that come twice, or on readings again."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.ingest.dump import dump
from tests.ingest.sketch import Sketch, minister, retold
from timeline.extraction.reading import Office
from timeline.ingest import rejoin
from timeline.models import Event, MovedAddress, Person, PersonName

pytestmark = pytest.mark.django_db

# Accounts that are one, two or in doubt, depending on who else is told of.
PEOPLE = (
    ("Ana Ruiz", "ESP", minister("ESP")),
    ("Ana Ruiz", None),
    ("Ana Ruiz", "MEX", minister("MEX")),
    ("Ana B. Ruiz", "ESP", minister("ESP")),
    ("Ana C. Ruiz", "ESP"),
    ("Ruiz", "ESP", minister("ESP")),
    ("Eva Ruiz", "ESP", minister("ESP")),
    ("ANA RUIZ", "ESP", minister("ESP", "foreign_minister", "Foreign Minister")),
    ("Ana Ruiz", "ESP", Office("Professor", "academic", "ESP")),
)
OTHERS = (("Karl Weber", "DEU", minister("DEU")), ("Karl Weber", None), ("Weber", "DEU", minister("DEU")))
BODIES = (("Ministry of Defense", "ESP"), ("ministry of defense", None), ("Ministry of Defense", "PRT"))
DAYS = ("2024-12-18", "2024-12-19", "2024-12-20", "2024-12-21", None)
TYPES = ("phone_call", "phone_call", "video_call", "meeting", "visit")

encounters = st.fixed_dictionaries(
    {
        "edtf": st.sampled_from(DAYS),
        "type": st.sampled_from(TYPES),
        "status": st.sampled_from(("held", "held", "planned", "denied")),
        "main": st.booleans(),
        "confidence": st.sampled_from((0.5, 0.9)),
    }
)
# Who else was on the line: nobody, somebody in a call of three, or in a call of his own that the same words tell.
COMPANY = ("none", "none", "together", "apart")
tellings = st.tuples(
    st.sampled_from(PEOPLE),
    st.sampled_from(OTHERS),
    st.sampled_from(BODIES),
    st.lists(encounters, min_size=1, max_size=2),
    st.sampled_from(COMPANY),
)


def _sketch(number: int, telling) -> Sketch:
    person, other, (body, country), events, company = telling
    sketch = Sketch(retold(number))
    one = sketch.person(person[0], *person[1:], words="Ruiz")
    two = sketch.person(other[0], *other[1:], words="Karl Weber")
    third = () if company == "none" else (sketch.person("Ivo Novak", "HRV", minister("HRV"), words="the alliance"),)
    ministry = sketch.body(body, country, words="the ministry in Madrid")
    for words, fields in zip(("spoke by phone", "reaffirmed"), events, strict=False):
        more = {"words": words, "readouts": (ministry,), "initiated_by": one, **fields}
        event = sketch.event(one, two, *(third if company == "together" else ()), **more)
        if company == "apart":
            sketch.event(one, *third, **more)
    sketch.statement(one, event=event, attributed_to=(ministry,))
    return sketch


def _stored(sketches, order) -> dict:
    """Give the dump after storing the articles in an order; one named again is read again."""
    with transaction.atomic():
        seen = set()
        for number in order:
            sketches[number].store(reread=number in seen)
            seen.add(number)
        found = dump()
        transaction.set_rollback(True)
    return found


# A failing case is shown as it was found: to make it smaller takes hundreds of runs through the database.
QUICK = settings(max_examples=10, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))


@QUICK
@given(st.lists(tellings, min_size=2, max_size=5), st.data())
def test_any_order_stores_the_same(told, data):
    sketches = [_sketch(number, telling) for number, telling in enumerate(told)]
    numbers = range(len(told))
    order = data.draw(st.permutations(numbers))
    again = data.draw(st.lists(st.sampled_from(numbers), max_size=2))

    one, other = _stored(sketches, numbers), _stored(sketches, [*order, *again])
    assert {name: set(rows) ^ set(other[name]) for name, rows in one.items() if rows != other[name]} == {}


def test_words_of_an_event_do_not_follow_the_capitals_of_a_body_that_came_first():
    call = {"edtf": "2024-12-19"}
    surnames = (("Ruiz", "ESP", minister("ESP")), ("Weber", "DEU", minister("DEU")))
    small = _sketch(0, (*surnames, BODIES[1], [call], "none"))
    large = _sketch(1, (PEOPLE[7], OTHERS[0], BODIES[0], [call | {"status": "planned"}], "none"))

    assert _stored([small, large], [0, 1]) == _stored([small, large], [1, 0])


def test_a_namesake_who_comes_late_takes_back_what_was_joined():
    tellings = [
        (person, OTHERS[0], BODIES[0], [{"edtf": "2024-12-20"}], "none") for person in (PEOPLE[1], PEOPLE[0], PEOPLE[2])
    ]
    for number, telling in enumerate(tellings):
        _sketch(number, telling).store()

    assert sorted(Person.objects.values_list("name", "country")) == [
        ("Ana Ruiz", ""),
        ("Ana Ruiz", "ESP"),
        ("Ana Ruiz", "MEX"),
        ("Karl Weber", "DEU"),
    ]
    assert Event.objects.count() == 3


def test_joining_all_anew_changes_nothing():
    for number, person in enumerate(PEOPLE):
        company = COMPANY[number % len(COMPANY)]
        _sketch(number, (person, OTHERS[number % 3], BODIES[number % 3], [{"edtf": "2024-12-20"}], company)).store()
    before = dump()

    assert sum(rejoin(portion=4)) == len(PEOPLE)

    assert dump() == before


def test_the_address_of_a_person_who_was_joined_leads_to_the_one_who_stays():
    day = {"edtf": "2024-12-20"}
    tell = lambda number, person: _sketch(number, (person, OTHERS[0], BODIES[0], [day], "none")).store()  # noqa: E731
    tell(0, ("Ana Ruiz", "ESP", minister("ESP")))
    tell(1, ("A. Ruiz Soler", "ESP", minister("ESP")))
    tell(2, ("Ana Ruiz", "ESP", minister("ESP")))
    assert Person.objects.filter(country="ESP").count() == 2
    PersonName.objects.create(person=Person.objects.get(name="Ana Ruiz"), name="A. Ruiz Soler")

    tell(3, ("Ana Ruiz", "ESP", minister("ESP")))

    assert Person.objects.get(country="ESP").slug == "ana-ruiz"
    assert MovedAddress.objects.get().person.slug == "ana-ruiz"


def test_calls_told_in_the_same_words_are_one_where_another_report_tells_of_a_call_of_three():
    call = [{"edtf": "2024-12-20"}]
    apart = _sketch(0, (PEOPLE[0], OTHERS[0], BODIES[0], call, "apart"))
    together = _sketch(1, (PEOPLE[0], OTHERS[0], BODIES[0], call, "together"))
    apart.store()
    assert Event.objects.count() == 2

    together.store()

    event = Event.objects.get()
    assert sorted(str(party) for party in event.participations.all()) == ["Ana Ruiz", "Ivo Novak", "Karl Weber"]
    assert event.reports.count() == 2
    assert all(len(report.parties) == 4 for report in event.reports.all())  # the fourth says who rang
    assert _stored([apart, together], [0, 1, 0]) == _stored([apart, together], [1, 0])


def test_calls_told_in_the_same_words_are_two_again_where_the_call_of_three_is_taken_back():
    call = [{"edtf": "2024-12-20"}]
    apart = _sketch(0, (PEOPLE[0], OTHERS[0], BODIES[0], call, "apart"))
    together = _sketch(1, (PEOPLE[0], OTHERS[0], BODIES[0], call, "together"))
    apart.store()
    together.store()
    together.events.clear()

    together.store(reread=True)

    assert sorted(len(event.participations.all()) for event in Event.objects.all()) == [2, 2]
    assert Event.objects.filter(reports__article__sha256=apart.reading().sha256).count() == 2


def test_an_address_says_what_later_articles_add_and_the_older_one_leads_on():
    day = {"edtf": "2024-12-20", "type": "phone_call"}
    _sketch(0, (PEOPLE[5], OTHERS[0], BODIES[0], [day], "none")).store()
    former = Event.objects.get()

    _sketch(1, (PEOPLE[0], OTHERS[0], BODIES[0], [day], "none")).store()

    event = Event.objects.get()
    assert (former.slug, event.slug) == (
        "2024-12-20-karl-weber-ruiz-phone-call",
        "2024-12-20-ana-ruiz-karl-weber-phone-call",
    )
    assert MovedAddress.objects.get(slug=former.slug).event == event


def test_the_address_of_what_a_curator_decided_on_stays():
    day = {"edtf": "2024-12-20", "type": "phone_call"}
    _sketch(0, (PEOPLE[5], OTHERS[0], BODIES[0], [day], "none")).store()
    Event.objects.update(review="accepted")

    _sketch(1, (PEOPLE[0], OTHERS[0], BODIES[0], [day], "none")).store()

    assert Event.objects.get(review="accepted").slug == "2024-12-20-karl-weber-ruiz-phone-call"
