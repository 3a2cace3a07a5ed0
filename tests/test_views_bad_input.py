"""Nonsense in addresses gets a clear page with the form, never an error of ours."""

import pytest
from django.test import Client

from tests.factories import make_event, make_person

pytestmark = pytest.mark.django_db

# Each key says what is wrong; the value is the query and what the page answers.
BAD_QUERIES = {
    "unknown kind": ("type=seance", "<b>Kind:</b> There is no “seance” to choose from."),
    "unknown country": ("country=XXX", "<b>Country:</b> There is no “XXX” to choose from."),
    "person not on record": ("person=nobody-at-all", "<b>Person:</b> “nobody-at-all” is not on record."),
    "person that is no slug": ("person=a%20b", "<b>Person:</b> There is no “a b” to choose from."),
    "outlet not on record": ("outlet=no-such", "<b>Outlet:</b> “no-such” is not on record."),
    "date in words": ("from=soon", "<b>From:</b> “soon” is no date. Write 2024, 2024-12 or 2024-12-20."),
    "day that is not": ("to=2024-02-30", "<b>To:</b> “2024-02-30” is no date."),
    "month that is not": ("to=2024-13", "<b>To:</b> “2024-13” is no date."),
    "year 0": ("from=0000", "<b>From:</b> “0000” is no date."),
    "other digits": ("from=%D9%A2%D9%A0%D9%A2%D9%A4", "is no date. Write 2024"),
    "end before beginning": ("from=2025&to=2024-12", "<b>To:</b> It ends (2024-12) before it begins (2025)."),
    "NUL byte in words": ("q=a%00b", "<b>Words:</b> Null characters are not allowed."),
    "NUL byte in a facet": ("topic=a%00b", "<b>Topic:</b> There is no “a�b” to choose from."),
    "NUL byte in a phrase": ("phrase=a%00b", "<b>Phrase:</b> There is no “a�b” to choose from."),
    "huge words": ("q=" + "a" * 5000, "<b>Words:</b> Ensure this value has at most 200 characters (it has 5000)."),
    "huge value": ("topic=" + "x" * 3000, "There is no “" + "x" * 40 + "…” to choose from."),
    "too many values": (
        "&".join(f"topic=t{number}" for number in range(60)),
        "<b>Topic:</b> Choose at most 50 values; 60 are given.",
    ),
    "words given twice": ("q=alliance&q=trade", "<b>Words:</b> It is given 2 times, with different values."),
    "date given twice": ("from=2024&from=2025", "<b>From:</b> It is given 2 times, with different values."),
    "domestic neither on nor off": ("domestic=perhaps", "<b>Domestic events:</b> Select a valid choice."),
    "unknown order": ("order=random", "<b>Order:</b> Select a valid choice."),
    "page that is none": ("after=xyz", "<b>Page:</b> This page of the timeline cannot be found"),
    "page on a day that is not": ("after=2024-02-31.1", "<b>Page:</b> This page of the timeline cannot be found"),
    "script in a value": ("type=<script>", "There is no “&lt;script&gt;” to choose from."),
}


@pytest.mark.parametrize("name", BAD_QUERIES)
def test_timeline_names_what_it_cannot_read(client: Client, name: str) -> None:
    query, message = BAD_QUERIES[name]

    answer = client.get(f"/?{query}")

    page = answer.content.decode()
    assert answer.status_code == 400
    assert message in page
    assert '<form id="finder"' in page
    assert "nothing was searched" in page


# These look odd and are harmless: the page answers them.
ODD_QUERIES = {
    "unknown parameter": ("colour=red", "Not understood and left out: colour."),
    "the same value twice": ("q=a&q=a", "0 events matching “a”"),
    "empty parameters": ("q=&type=&from=&to=&order=", "1 event"),
    "quotation mark left open": ("q=%22ironclad", "0 events matching “&quot;ironclad”"),
    "only operators": ("q=-%20or%20%7C%26%21%28", "0 events matching"),
    "only common words": ("q=the", "0 events matching “the”"),
    "backslashes and percent signs": ("q=%5C%25_%27%3B--", "0 events matching"),
    "bytes that are no UTF-8": ("q=%ff%fe", "0 events matching"),
    "page beyond the end": ("after=1000-01-01.1", "Nothing more: the list ended before this page."),
    "huge id in the page": ("after=undated.999999999999999999", "Nothing more: the list ended before this page."),
}


@pytest.mark.parametrize("name", ODD_QUERIES)
def test_timeline_answers_odd_queries(client: Client, name: str) -> None:
    make_event((make_person(),))
    query, message = ODD_QUERIES[name]

    answer = client.get(f"/?{query}")

    assert (answer.status_code, message in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("q=a%00b", "<b>Name or country:</b> Null characters are not allowed."),
        ("after=x", "<b>Page:</b> Enter a whole number."),
        ("after=99999999999999999999", "<b>Page:</b> Ensure this value is less than or equal to"),
        ("q=a&q=b", "<b>Name or country:</b> It is given 2 times"),
    ],
)
def test_people_names_what_it_cannot_read(client: Client, query: str, message: str) -> None:
    answer = client.get(f"/people/?{query}")

    assert answer.status_code == 400
    assert message in answer.content.decode()
    assert 'class="people-form"' in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/events/no-such-event/",
        "/people/nobody/",
        "/articles/1/",
        "/articles/0/",
        "/articles/99999999999999999999999/",
        "/articles/x/",
        "/events/%00/",
        "/no/such/page",
    ],
)
def test_unknown_address_gets_our_page(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "<h1>There is no such page</h1>" in answer.content.decode()


def test_too_many_fields_get_our_page(client: Client) -> None:
    answer = client.get("/?" + "&".join(f"a{number}=1" for number in range(1100)))

    assert answer.status_code == 400
    assert "<h1>This request cannot be read</h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/people/", "/method/"])
def test_pages_take_no_post(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_expired_form_gets_our_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "ann"})

    assert answer.status_code == 403
    assert "<h1>This form has expired</h1>" in answer.content.decode()


def test_fault_of_ours_gets_our_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.browse.coverage", lambda: 1 / 0)
    client.raise_request_exception = False

    answer = client.get("/method/")

    assert answer.status_code == 500
    assert "<h1>Something went wrong on our side</h1>" in answer.content.decode()
