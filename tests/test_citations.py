"""How an event is cited, in words and in each format, exactly."""

import json
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_article, make_event, make_outlet, make_person
from timeline.browse.citation import Citation, bibtex, citation, csl, ris
from timeline.models import MovedAddress

CITED = Citation(
    key="readout-2024-12-20-call",
    title="Phone call: Lee & Roy {50% off_#1}, Friday 20 December 2024",
    event_day="2024-12-20",
    sources=("“Ports” (Port News)", "“Seas”"),
    url="https://readout.example/events/2024-12-20-call/",
    changed=date(2025, 1, 3),
    accessed=date(2025, 2, 4),
)
UNDATED = Citation(
    "readout-x", "Meeting: Lee, undated", "", (), "https://r.example/events/x/", CITED.changed, CITED.accessed
)


def test_in_words() -> None:
    assert CITED.rest == (
        ", read from “Ports” (Port News) and “Seas”. Accessed 4 February 2025."
        " https://readout.example/events/2024-12-20-call/"
    )
    assert UNDATED.rest == ". Accessed 4 February 2025. https://r.example/events/x/"


def test_as_bibtex_with_what_tex_takes_for_commands_escaped() -> None:
    assert bibtex(CITED) == (
        "@online{readout-2024-12-20-call,\n"
        "  author = {{Readout}},\n"
        r"  title = {{Phone call: Lee \& Roy \{50\% off\_\#1\}, Friday 20 December 2024}}," + "\n"
        "  year = {2025},\n"
        "  month = jan,\n"
        "  eventdate = {2024-12-20},\n"
        "  note = {Read from “Ports” (Port News) and “Seas”},\n"
        "  url = {https://readout.example/events/2024-12-20-call/},\n"
        "  urldate = {2025-02-04},\n"
        "}\n"
    )


def test_as_ris() -> None:
    assert ris(CITED).split("\r\n") == [
        "TY  - ELEC",
        "AU  - Readout",
        "TI  - Phone call: Lee & Roy {50% off_#1}, Friday 20 December 2024",
        "PY  - 2025",
        "DA  - 2025/01/03",
        "N1  - Day of the event: 2024-12-20",
        "N1  - Read from “Ports” (Port News) and “Seas”",
        "UR  - https://readout.example/events/2024-12-20-call/",
        "Y2  - 2025/02/04",
        "ER  - ",
        "",
    ]
    assert "N1  - The event is undated\r\nUR" in ris(UNDATED)


def test_as_csl_json() -> None:
    assert json.loads(csl(CITED)) == [
        {
            "id": "readout-2024-12-20-call",
            "type": "webpage",
            "author": [{"literal": "Readout"}],
            "container-title": "Readout",
            "title": CITED.title,
            "issued": {"date-parts": [[2025, 1, 3]]},
            "accessed": {"date-parts": [[2025, 2, 4]]},
            "URL": CITED.url,
            "event-date": {"date-parts": [[2024, 12, 20]]},
            "note": "Read from “Ports” (Port News) and “Seas”",
        }
    ]


EVENT_DAYS: dict[str, tuple[str, Any]] = {
    "a month": ("2024-12", {"date-parts": [[2024, 12]]}),
    "an uncertain day": ("2024-12-20?", {"raw": "2024-12-20?"}),
    "between two days": ("2024-12-20/2024-12-26", {"raw": "2024-12-20/2024-12-26"}),
    "undated": ("", None),
}


@pytest.mark.parametrize("name", EVENT_DAYS)
def test_csl_json_tells_the_day_of_the_event_as_far_as_it_is_known(name: str) -> None:
    edtf, expected = EVENT_DAYS[name]
    cited = Citation("k", "t", edtf, (), "u", CITED.changed, CITED.accessed)

    assert json.loads(csl(cited))[0].get("event-date") == expected


@given(st.text())
def test_no_title_breaks_out_of_its_braces(title: str) -> None:
    lines = bibtex(Citation("k", title, "", (), "u", CITED.changed, CITED.accessed))

    depth = 0
    for before, letter in zip(" " + lines, lines, strict=False):
        depth += {"{": 1, "}": -1}.get(letter, 0) if before != "\\" else 0
        assert depth >= 0
    assert depth == 0


@pytest.mark.django_db
def test_titles_of_several_lines_stand_in_one() -> None:
    event = make_event((make_person("Lee\r\nER  - Min"),), article=make_article(title="Ports\nER  -\x07 seas"))

    cited = citation(event.slug, "http://testserver", date(2025, 2, 4))

    assert cited
    assert (cited.title, cited.sources) == (
        "Phone call: Lee ER - Min, Friday 20 December 2024",
        ("“Ports ER - seas”",),
    )


@pytest.mark.django_db
def test_the_page_shows_the_citation_and_leads_to_its_files(client: Client) -> None:
    event = make_event((make_person("Lee Min"),), article=make_article(outlet=make_outlet("Port News"), title="Ports"))
    address = event.get_absolute_url()

    page = unescape(client.get(address).content.decode())

    today = timezone.localdate()
    cited = citation(event.slug, "http://testserver", today)
    assert cited
    assert f'<p class="cite" id="citation">“{cited.title}.” <i>Readout</i>{cited.rest}</p>' in page
    start = page.index('class="Z3988" title="') + len('class="Z3988" title="')
    assert parse_qs(page[start : page.index('"', start)]) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"],
        "rft.type": ["webpage"],
        "rft.title": ["Phone call: Lee Min, Friday 20 December 2024"],
        "rft.aucorp": ["Readout"],
        "rft.date": [event.updated_at.date().isoformat()],
        "rft.description": ["Read from “Ports” (Port News)"],
        "rft.identifier": [f"http://testserver{address}"],
    }
    for ending, write in {"bib": bibtex, "ris": ris, "json": csl}.items():
        assert f'<a href="{address}cite.{ending}">' in page
        file = client.get(f"{address}cite.{ending}")
        assert file.content.decode() == write(cited)
        assert file.headers["Content-Disposition"] == f'attachment; filename="readout-{event.slug}.{ending}"'


@pytest.mark.django_db
def test_only_what_is_public_is_cited_and_old_addresses_lead_on(client: Client) -> None:
    event, rejected = make_event(()), make_event((), review="rejected")
    MovedAddress.objects.create(slug="before", event=event)

    moved = client.get("/events/before/cite.bib")

    assert (moved.status_code, moved.headers["Location"]) == (301, f"{event.get_absolute_url()}cite.bib")
    for path in (
        f"{rejected.get_absolute_url()}cite.bib",
        "/events/none/cite.bib",
        f"{event.get_absolute_url()}cite.doc",
    ):
        assert client.get(path).status_code == 404
