"""Answers that are kept are those that would be given anew, whatever was changed since and whoever asks."""

import gzip
import random
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_event, make_person
from tests.test_browse_index import asked, edit, take, world
from tests.test_views_written import change
from timeline.browse.index.kept import Answers
from timeline.browse.index.live import live
from timeline.models import Event, Person
from timeline.views.links import timeline_parameters

# Each change is a transaction of its own here: the feed is of what transactions did.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def taken() -> Iterator[None]:
    """Leave the answers to the database again when a test ends."""
    yield
    live.forget()


@pytest.fixture
def event() -> Event:
    """Give the only event, which is in the index."""
    made = make_event((make_person("Lee Min"),))
    take()
    return made


def anew(address: str) -> HttpResponse:
    """Ask as somebody with a session does, who is never answered from what is kept."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a-session"
    return client.get(address)


def queries(client: Client, address: str, **headers: str) -> int:
    """Count the questions that an answer asks of the database."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers=headers).status_code in (200, 304)
    return len(captured)


def test_names_asked_for_beforehand_are_those_of_the_records(event: Event) -> None:
    person = Person.objects.get(name="Lee Min")
    live.state().ask_names()
    client = Client()

    for other in ({"name": "Lee Minho"}, {"slug": "lee"}, {"name": "Lee Junho", "slug": "lee-junho"}):
        Person.objects.filter(pk=person.pk).update(**other)
        person.refresh_from_db()
        page = client.get(f"/?person={person.slug}").text
        assert f'value="{person.slug}" checked><span>{person.name}</span>' in page
    assert queries(client, f"/?person={person.slug}&type=meeting&type=phone_call") == 1
    assert client.get("/?person=lee").status_code == 400
    event.participations.all().delete()
    Person.objects.filter(pk=person.pk).update(name="Ann Roy")
    assert f'value="{person.slug}" checked><span>Ann Roy</span>' in client.get(f"/?person={person.slug}").text


@pytest.mark.parametrize("seed", [31])
def test_kept_answers_are_as_given_anew_whatever_changes(seed: int) -> None:
    chance = random.Random(seed)
    people = world(chance, 15)
    take()
    addresses = ["/", "/?domestic=1", f"/?person={people[0].slug}", "/more/?after=2021-01-01.5"]
    addresses += [f"/?{urlencode(timeline_parameters(asked(chance, people)))}" for _ in range(4)]
    client = Client()

    for _ in range(5):
        for address in addresses:
            for _ in range(2):
                assert client.get(address).content == anew(address).content, address
        chance.choice([lambda: edit(chance, people), lambda: change(chance)])()


@pytest.mark.parametrize("address", ["/", "/?type=phone_call&q=", "/more/?type=phone_call"])
def test_the_same_question_asks_the_database_only_whether_anything_changed(address: str, event: Event) -> None:
    Event.objects.update(type="phone_call")
    client = Client()

    assert queries(client, address) > 1
    assert queries(client, address) == 1


def test_who_has_a_session_is_answered_anew(event: Event) -> None:
    Client().get("/")
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a-session"

    assert "ETag" not in client.get("/")


def test_an_answer_that_was_seen_is_not_sent_again_until_something_changes(event: Event) -> None:
    client = Client()
    first = client.get("/")
    tag = first["ETag"]

    assert first["Cache-Control"] == "private, no-cache"
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304
    Event.objects.filter(pk=event.pk).update(is_first=True)
    again = client.get("/", headers={"If-None-Match": tag})
    assert (again.status_code, "First between the two" in again.text) == (200, True)


def test_packed_answers_are_for_those_who_take_them(event: Event) -> None:
    client = Client()

    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "br, gzip"})

    assert gzip.decompress(packed.content) == plain.content
    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert plain["Vary"] == packed["Vary"] == "Accept-Encoding"
    assert plain["ETag"] != packed["ETag"]


def test_answers_that_name_people_without_events_are_given_anew(event: Event) -> None:
    silent = make_person("Ann Roy")
    address = f"/?person={silent.slug}&person={Person.objects.get(name='Lee Min').slug}"
    client = Client()

    assert "Ann Roy" in client.get(address).text
    Person.objects.filter(pk=silent.pk).update(name="Ann Royce")
    assert "Ann Royce" in client.get(address).text


def test_answers_without_events_are_given_anew(event: Event) -> None:
    client = Client()

    assert "Did you mean" not in client.get("/?q=Seraphina").text
    make_person("Serafina")
    assert "Serafina" in client.get("/?q=Seraphina").text


def test_as_many_answers_are_kept_as_fit() -> None:
    answers = Answers[str](most=10)

    answers.keep("a", "A", 4)
    answers.keep("b", "B", 4)
    assert answers.get("a") == "A"
    answers.keep("c", "C", 4)
    assert [answers.get(one) for one in "abc"] == ["A", None, "C"]
    answers.keep("a", "AA", 6)
    assert [answers.get(one) for one in "ac"] == ["AA", "C"]
    answers.keep("d", "D", 11)
    assert [answers.get(one) for one in "acd"] == ["AA", "C", None]
