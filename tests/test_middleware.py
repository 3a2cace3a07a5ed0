"""What readers get when the database does not answer, and the headers every page carries."""

import gzip

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from diplomacy import errors

SELF = "'self'"


def slow(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 20")
        cursor.execute("SELECT pg_sleep(5)")
    return HttpResponse("never")


def away(request: HttpRequest) -> HttpResponse:
    try:
        psycopg.connect("postgresql://ann:secret@127.0.0.1:1/talks")
    except psycopg.OperationalError as error:
        raise OperationalError(*error.args) from error
    return HttpResponse("never")


def mistake(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nonsense")
    return HttpResponse("never")


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("plain")


urlpatterns = [
    path("slow", slow),
    path("away", away),
    path("mistake", mistake),
    path("plain", plain),
    path("", include("timeline.urls")),
]


@pytest.mark.urls(__name__)
def test_database_that_is_away_gets_a_page_that_says_so(client: Client) -> None:
    answer = client.get("/away")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "<h1>The database is away</h1>" in answer.content.decode()
    assert "secret" not in answer.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_query_past_its_time_asks_for_less(client: Client) -> None:
    answer = client.get("/slow")

    assert answer.status_code == 503
    assert "<h1>This took too long</h1>" in answer.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_other_errors_of_the_database_stay_errors(client: Client) -> None:
    client.raise_request_exception = False

    assert client.get("/mistake").status_code == 500


@pytest.mark.urls(__name__)
def test_every_page_carries_the_policies(client: Client) -> None:
    headers = client.get("/plain").headers

    assert sorted(headers["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        f"connect-src {SELF}",
        "default-src 'none'",
        f"font-src {SELF}",
        f"form-action {SELF}",
        "frame-ancestors 'none'",
        f"img-src {SELF}",
        f"manifest-src {SELF}",
        f"script-src {SELF}",
        f"style-src {SELF}",
    ]
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_page_is_sent_zipped_to_who_takes_it(client: Client) -> None:
    plain, zipped = client.get("/method/"), client.get("/method/", headers={"accept-encoding": "br, gzip"})

    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert len(zipped.content) < len(plain.content) / 2
    assert gzip.decompress(zipped.content) == plain.content


def test_lost_connection_counts_as_away_and_a_broken_rule_does_not() -> None:
    assert errors.is_away(InterfaceError("connection already closed"))
    assert not errors.is_away(DatabaseError("value too long"))


def test_connection_refused_for_want_of_room_is_told_from_a_server_that_is_away() -> None:
    refused = "connection failed: FATAL:  could not write lock file: No space left on device"

    assert errors.is_full(OperationalError(refused))
    assert not errors.is_full(OperationalError("connection failed: Connection refused"))


def test_request_for_an_unknown_host_is_refused(rf: RequestFactory, client: Client) -> None:
    assert client.get("/plain", headers={"host": "evil.example"}).status_code == 400
