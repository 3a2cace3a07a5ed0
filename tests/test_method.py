"""The figures of the reading on the page on method."""

import re
from pathlib import Path

import pytest
from django.test import Client

from timeline.browse.method import figures

DOCS = Path(__file__).parents[1] / "docs" / "reading-figures.md"


def test_each_figure_stands_in_the_record_of_measures() -> None:
    recorded = set(re.findall(r"\d+(?:\.\d)?(?:–\d+)?", DOCS.read_text("utf-8")))

    shown = {number for one in figures() for text in (one.ours, one.other) for number in re.findall(r"\d[\d.–]*", text)}

    assert shown
    assert shown - recorded == set()


@pytest.mark.django_db
def test_the_page_on_method_shows_the_figures(client: Client) -> None:
    page = client.get("/method/").content.decode()

    for one in figures():
        assert f'<th scope="row">{one.what}</th><td>{one.texts}</td><td>{one.ours}</td>' in page
