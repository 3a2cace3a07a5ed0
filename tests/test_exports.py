"""Files of the filter on screen, as a program reads them back."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    make_article,
    make_event,
    make_organization,
    make_outlet,
    make_person,
    make_report,
    make_statement,
)
from timeline.browse import Filters, exports, plain
from timeline.browse.exports import EVENT_FIELDS, STATEMENT_FIELDS, portions
from timeline.models import Event, Person
from timeline.sources.cells import FORMULA_STARTS
from timeline.views.exports import csv_lines, file_name

STORY = "Ports\nLee said, “the sea is calm” today, and pledged to dredge two ports."


def body(client: Client, address: str) -> str:
    """Give the text of a streamed file."""
    answer = client.get(address)
    assert (answer.status_code, answer.streaming) == (200, True)
    return b"".join(answer).decode()


def table(client: Client, address: str) -> list[dict[str, str]]:
    """Give the rows of a CSV by the names of its head line."""
    text = body(client, address)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:])))


def call(story: str = STORY) -> Event:
    """Make a call with two statements, of which one is a pledge."""
    lee, roy = make_person("Lee Min", "KOR"), make_person("Ann Roy", "FRA")
    article = make_article(story, outlet=make_outlet("Port News"), url="https://port.example/1")
    event = make_event((lee, roy), article=article, cameo_code="041")
    ministry = make_organization("Ministry of the Sea", "KOR")
    event.reports.get().readouts.set([ministry])
    make_statement((lee,), event, "“the sea is calm”", act="note", has_quote=True)
    make_statement((lee,), event, "to dredge two ports", act="pledge", attributed_to=[ministry], topics=["trade"])
    return event


@pytest.mark.django_db
def test_events_are_a_table(client: Client) -> None:
    event = call()

    (row,) = table(client, "/export/events.csv?type=phone_call&country=KOR")

    assert list(row) == list(EVENT_FIELDS)
    assert row | {"changed": ""} == {
        "event": f"http://testserver{event.get_absolute_url()}",
        "type": "phone_call",
        "status": "held",
        "title": "Lee Min and Ann Roy",
        "date": "2024-12-20",
        "date_min": "2024-12-20",
        "date_max": "2024-12-20",
        "date_basis": "explicit",
        "date_words": "Friday 20 December 2024",
        "parties": "Lee Min; Ann Roy",
        "offices": "Minister of National Defense; Minister of National Defense",
        "countries": "KOR; FRA",
        "initiator": "",
        "domestic": "false",
        "first": "false",
        "review": "draft",
        "confidence": "0.5",
        "cameo": "041",
        "plover": "",
        "plover_mode": "",
        "statements": "2",
        "readouts": "Ministry of the Sea",
        "articles": "Ports",
        "outlets": "Port News",
        "addresses": "https://port.example/1",
        "changed": "",
        "query": "http://testserver/?type=phone_call&country=KOR",
        "exported": timezone.localdate().isoformat(),
    }


@pytest.mark.django_db
def test_statements_are_a_table_with_their_evidence(client: Client) -> None:
    event = call()
    article = event.reports.get().article

    calm, pledge = table(client, "/export/statements.csv?act=pledge&topic=trade")

    assert list(pledge) == list(STATEMENT_FIELDS)
    assert (calm["as_asked"], calm["has_quote"], calm["content"]) == ("false", "true", "“the sea is calm”")
    told = {name: value for name, value in pledge.items() if value}
    start, end = map(int, pledge["offsets"].split(".."))
    assert STORY[start:end] == pledge["evidence"] == "to dredge two ports"
    assert told == {
        "statement": f"http://testserver{article.get_absolute_url()}#s{event.statements.get(act='pledge').pk}",
        "same_as": pledge["statement"],
        "event": f"http://testserver{event.get_absolute_url()}",
        "event_type": "phone_call",
        "event_title": "Lee Min and Ann Roy",
        "event_date": "2024-12-20",
        "act": "pledge",
        "modality": "asserted",
        "speakers": "Lee Min",
        "attributed_to": "Ministry of the Sea",
        "content": "to dredge two ports",
        "topics": "trade",
        "has_quote": "false",
        "as_asked": "true",
        "review": "draft",
        "confidence": "0.5",
        "evidence": "to dredge two ports",
        "offsets": pledge["offsets"],
        "text_sha256": article.sha256,
        "article_title": "Ports",
        "outlet": "Port News",
        "address": "https://port.example/1",
        "article": f"http://testserver{article.get_absolute_url()}",
        "published": "2024-12-20",
        "query": "http://testserver/?act=pledge&topic=trade",
        "exported": timezone.localdate().isoformat(),
    }


@pytest.mark.django_db
def test_wordings_of_one_statement_are_known_by_the_first(client: Client) -> None:
    event = call()
    pledge = event.statements.get(act="pledge")
    other = make_article("In port again Lee pledged to dredge two ports.\nHe praised the crews.")
    make_report(event, other)
    lee = Person.objects.get(name="Lee Min")
    again = make_statement((lee,), event, "to dredge two ports", act="pledge", article=other)
    make_statement((lee,), event, "praised the crews", act="praise", article=other)

    told = {
        row["statement"].rpartition("#s")[2]: row["same_as"].rpartition("#s")[2]
        for row in table(client, "/export/statements.csv")
    }

    own = {str(pk): str(pk) for pk in event.statements.values_list("pk", flat=True)}
    assert told == own | {str(again.pk): str(pledge.pk)}


@pytest.mark.django_db
def test_json_lines_hold_an_event_each_with_statements_and_evidence(client: Client) -> None:
    event = call()
    make_event((), date(2023, 1, 2))

    first, second = map(json.loads, body(client, "/export/events.jsonl").splitlines())

    assert [first["date"], second["date"], second["statements"]] == ["2024-12-20", "2023-01-02", []]
    assert first["parties"][1] == {
        "name": "Ann Roy",
        "kind": "person",
        "office": "Minister of National Defense",
        "country": "FRA",
    }
    assert first["reports"][0]["readouts"] == ["Ministry of the Sea"]
    (evidence,) = first["statements"][1]["evidence"]
    assert evidence == {
        "role": "content",
        "exact": "to dredge two ports",
        "prefix": STORY[evidence["start"] - 40 : evidence["start"]],
        "suffix": ".",
        "start": STORY.index("to dredge"),
        "end": len(STORY) - 1,
        "text_sha256": event.reports.get().article.sha256,
    }


@pytest.mark.django_db
def test_nothing_that_was_rejected_is_exported(client: Client) -> None:
    kept = call()
    kept.statements.filter(act="note").update(review="rejected")
    Person.objects.filter(name="Ann Roy").update(review="rejected")
    make_event((), review="rejected")

    (event,) = table(client, "/export/events.csv")
    (statement,) = table(client, "/export/statements.csv")

    assert (event["parties"], event["statements"], statement["act"]) == ("Lee Min", "1", "pledge")
    assert "Ann Roy" not in body(client, "/export/events.jsonl")


@pytest.mark.django_db
@pytest.mark.parametrize("order", ["", "oldest"])
def test_portions_together_are_the_timeline(client: Client, order: str) -> None:
    days = [date(2024, 3, 1), None, date(2024, 5, 1), date(2024, 3, 1), None, date(2023, 1, 1), date(2024, 5, 1)]
    for day in days:
        make_event((), day)
    filters = Filters(oldest_first=bool(order))

    by_twos = [[event.pk for event in portion] for portion in portions(filters, 2)]

    assert [len(portion) for portion in by_twos] == [2, 2, 2, 1]
    told = [row["date"] for row in table(client, f"/export/events.csv?order={order}")]
    dates = dict(Event.objects.values_list("pk", "edtf"))
    assert [dates[pk] for portion in by_twos for pk in portion] == told
    assert told[-2:] == ["", ""]
    assert told[:5] == sorted(told[:5], reverse=not order)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("weighed", "expected"), [(10_000, ["2024-12-03", "2024-12-01", "2024-12-04", "2024-12-02"]), (2, None)]
)
def test_best_matches_come_first_in_files_too(
    client: Client, monkeypatch: pytest.MonkeyPatch, weighed: int, expected: list[str] | None
) -> None:
    for module in (exports, plain):
        monkeypatch.setattr(module, "WEIGHED", weighed)
    for day, parties in enumerate([["Ann Trade"], [], ["Bo Trade"], []], start=1):
        event = make_event(tuple(map(make_person, parties)), date(2024, 12, day))
        make_statement((), event, f"trade of {day} goods")
    filters = Filters(words="trade", best_first=True)

    by_threes = [[event.edtf for event in portion] for portion in portions(filters, 3)]

    told = [row["date"] for row in table(client, "/export/events.csv?q=trade&order=relevance")]
    # Of the two newest, which are weighed, the third is better; the others follow in order of time.
    assert told == (expected or ["2024-12-03", "2024-12-04", "2024-12-02", "2024-12-01"])
    assert [day for portion in by_threes for day in portion] == told
    assert [len(portion) for portion in by_threes] == ([3, 1] if expected else [2, 2])


@pytest.mark.django_db
def test_a_portion_takes_as_many_queries_for_three_events_as_for_one(client: Client) -> None:
    counts = []
    for number in range(3):
        call(f"{STORY} {number}")
        with CaptureQueriesContext(connection) as captured:
            body(client, "/export/events.jsonl")
        counts.append(len(captured))

    assert counts == [10, 10, 10]


@pytest.mark.django_db
def test_a_file_is_named_by_the_sentence_and_the_day(client: Client) -> None:
    call()
    day = timezone.localdate().isoformat()

    answer = client.head("/export/statements.csv?type=phone_call&country=KOR")

    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="readout-statements-of-1-phone-call-with-south-korea-{day}.csv"'
    )
    assert (answer.headers["Content-Type"], answer.content) == ("text/csv; charset=utf-8", b"")
    assert file_name("2 events “ö/..\r\n”", "events", "2024-12-20", "events.jsonl") == (
        "readout-2-events-o-2024-12-20.jsonl"
    )
    assert file_name("sea " * 100, "events", "2024-12-20", "events.csv") == (f"readout{'-sea' * 20}-2024-12-20.csv")


BAD = {
    "unknown kind": ("/export/events.csv?type=seance", 400, "There is no “seance” to choose from."),
    "date in words": ("/export/events.jsonl?from=soon", 400, "“soon” is no date."),
    "no such file": ("/export/events.xls", 404, ""),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_exported_gets_a_page_that_says_so(client: Client, name: str) -> None:
    address, status, message = BAD[name]

    answer = client.get(address)

    assert answer.status_code == status
    assert message in answer.content.decode()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.django_db
def test_the_timeline_links_the_files_of_its_filters_and_no_filter_finds_none(client: Client) -> None:
    call()

    page = client.get("/?country=FRA&order=oldest").content.decode()

    for name in ("events.csv", "statements.csv", "events.jsonl"):
        assert f'<a href="/export/{name}?country=FRA&amp;order=oldest">' in page
    assert "/export/" not in client.get("/?country=USA").content.decode()
    assert table(client, "/export/statements.csv?country=USA") == []


@pytest.mark.django_db
def test_the_method_page_names_every_field(client: Client) -> None:
    page = client.get("/method/").content.decode()

    assert [name for name in EVENT_FIELDS | STATEMENT_FIELDS if f"<code>{name}</code>" not in page] == []


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2), max_size=4))
def test_any_cell_comes_back_as_it_was_but_for_the_apostrophe_before_a_formula(rows: list[list[str]]) -> None:
    back = list(csv.reader(StringIO(csv_lines(rows), newline="")))

    guarded = [["'" + cell if cell[:1] in FORMULA_STARTS and cell else cell for cell in row] for row in rows]
    assert back == guarded
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in back for cell in row)
