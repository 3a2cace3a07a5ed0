"""Every template compiles; a page that no other test asks for must not be the one that is broken."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import get_template

FOLDERS = [Path(folder) for folder in settings.TEMPLATES[0]["DIRS"]]
NAMES = sorted(
    str(file.relative_to(folder))
    for folder in FOLDERS
    for file in folder.rglob("*")
    if file.suffix in (".html", ".txt")
)


PARTS = sorted(str(file.relative_to(folder)) for folder in FOLDERS for file in folder.rglob("*.jinja"))


@pytest.mark.parametrize("name", PARTS)
def test_part_compiles(name: str) -> None:
    engines["jinja2"].get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name: str) -> None:
    get_template(name)


def test_templates_are_found() -> None:
    assert "503.html" in NAMES
    assert "timeline/parts/events.jinja" in PARTS


def test_lines_escape_words_and_repeat_arguments() -> None:
    template = engines["jinja2"].env.from_string(
        "{% macro line(name, mark, count) %}<b id={{ name }}{{ mark }}>{{ name }} {1} {{ count }}</b>{% endmacro %}"
        "{{ lines(line, rows) }}"
    )

    rows = [(("a<b", ""), (2,)), (("{0}", " x"), (3,)), (("\ue100", "%s"), (4,))]

    assert template.render(rows=rows) == (
        "<b id=a&lt;b>a&lt;b {1} 2</b><b id={0} x>{0} {1} 3</b><b id=\ue100%s>\ue100 {1} 4</b>"
    )
