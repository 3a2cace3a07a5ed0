"""Whatever stands in an address is answered: by a page, or by one that says what is wrong, never by an error of ours.

READOUT_HOSTILE=10000 tries so many addresses; a few by default.
"""

import os
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_article, make_event, make_outlet, make_person, make_statement
from timeline.browse.filters import MULTIPLE
from timeline.browse.index.build import build
from timeline.browse.index.live import live
from timeline.browse.index.snapshot import Snapshot
from timeline.browse.index.words import common_words

EXAMPLES = int(os.environ.get("READOUT_HOSTILE", "60"))
PATHS = [
    "/",
    "/more/",
    "/api/events/",
    "/feed/",
    "/people/",
    "/export/events.csv",
    "/export/statements.csv",
    "/export/events.jsonl",
]
PATHS += [f"/values/{facet}/" for facet in (*MULTIPLE, "colour")]
NAMES = [
    *MULTIPLE,
    "q",
    "from",
    "to",
    "domestic",
    "order",
    "after",
    "letters",
    "by",
    "page",
    "colour",
    "",
    "csrf token",
]
# What is right somewhere, so that addresses get past the first look; and what has broken programs.
VALUES = [
    *("phone_call", "held", "reaffirm", "trade", "ironclad", "KOR", "JPN-KOR", "KOR-JPN", "lee-min", "the-gazette"),
    *(
        "certain",
        "draft",
        "1",
        "oldest",
        "relevance",
        "best-9.1",
        "name",
        "2024",
        "2024-12",
        "2024-12-20",
        "9999-12-31",
        "0001-01-01",
    ),
    *("2024-12-10.1", "undated.1", "undated.999999999999999999", "2024-12-10.999999999999999999", "1000000.1"),
    *(
        "alliance",
        '"steadfast alliance"',
        '"',
        '""',
        "-",
        "--",
        "- -",
        "or",
        "or or",
        "a*",
        "*",
        "diplom*",
        "-a*",
        "()",
        "!",
        "&",
    ),
    *("<->", "':*", "\\", "'", "''; DROP TABLE timeline_event; --", "%", "%s", "%(a)s", "{0}", "{}", "<script>", "of"),
    *(
        "\x00",
        "\ud7ff",
        "\ue000a\ue001",
        "\u202e",
        "\uffff",
        "İ",
        "ß",
        "ﬁ",
        "٢٠٢٤",
        "-1",
        "1e9",
        "NaN",
        " ",
        "\t\n",
        "a" * 500,
    ),
]
PARTS = st.tuples(
    st.sampled_from(NAMES), st.one_of(st.sampled_from(VALUES), st.text(max_size=30), st.binary(max_size=12))
)


@pytest.fixture
def some(db: None) -> None:
    """Store an event that many questions find."""
    article = make_article(outlet=make_outlet("The Gazette"))
    event = make_event((make_person("Lee Min", "KOR"), make_person("Ito Ken", "JPN")), article=article)
    make_statement((), event, "the steadfast alliance", act="reaffirm", topics=["trade"], phrases=["ironclad"])


@pytest.fixture(params=["database", "index"])
def by(request: pytest.FixtureRequest, some: None) -> Iterator[None]:
    """Let the database answer, or the index in memory."""
    if request.param == "index":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
            (horizon,) = cursor.fetchone()
        segment = build()
        live.take(Snapshot(segment, common_words(segment), horizon))
    yield
    live.forget()


@given(path=st.sampled_from(PATHS), parts=st.lists(PARTS, max_size=6), is_htmx=st.booleans())
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_address_is_answered(
    client: Client, by: None, path: str, parts: list[tuple[str, str | bytes]], is_htmx: bool
) -> None:
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in parts)

    # An exception in a view is raised here.
    answer = client.get(path, QUERY_STRING=query, headers={"HX-Request": "true"} if is_htmx else {})

    body = b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code in (200, 400, 404), (path, query)
    # JSON repeats what was asked; no browser may take it for a page.
    assert b"<script>" not in body or answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
