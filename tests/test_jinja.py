"""Lists that a macro writes by its pattern are as the macro writes each line."""

import pytest
from markupsafe import Markup

from diplomacy.jinja import environment, fill, lines

MACROS = environment().from_string("""
{% macro line(name, index, word) %}<a id="{{ name }}-{{ index }}" title="{{ name }}: 100 %s {done}">{{ word }}</a>{% endmacro %}
{% macro only(word) %}<b>{{ word }}</b>{% endmacro %}
{% macro fixed(word) %}<hr>{% endmacro %}
{% macro chosen(word, other, name, is_open) %}<p{% if is_open %} open{% endif %} title="{{ name }} 100 %">{{ other }}{{ word }}{{ other }}</p>{% endmacro %}
""").module  # fmt: skip  # noqa: E501
ROWS = [("type", 1, 'a & "b"'), ("type", 2, "100 % {0}"), ("<i>", 2, ""), ("type", 10, "a & b")]


def test_lines_are_as_their_macro_writes_each() -> None:
    line = MACROS.line  # type: ignore[attr-defined]

    for _ in range(2):
        assert lines(line, ROWS) == "".join(line(*row) for row in ROWS)
    assert lines(line, []) == ""


def test_lines_of_one_word_or_none_are_written_for_each_row() -> None:
    assert lines(MACROS.only, [("a",), ("<",)]) == "<b>a</b><b>&lt;</b>"  # type: ignore[attr-defined]
    assert lines(MACROS.fixed, [("a",), ("b",)]) == "<hr><hr>"  # type: ignore[attr-defined]


def test_what_somebody_marked_as_safe_is_escaped_like_all_else() -> None:
    only = MACROS.only  # type: ignore[attr-defined]

    assert lines(only, [(Markup("<i>x</i>"),)]) == "<b>&lt;i&gt;x&lt;/i&gt;</b>"
    assert lines(only, [("<i>x</i>",)]) == "<b>&lt;i&gt;x&lt;/i&gt;</b>"


CHOICES = {"open": ("a & b", True), "closed": ("a & b", False), "another": ("%s", True)}


@pytest.mark.parametrize("name", CHOICES)
def test_texts_stand_in_a_macro_of_choices_as_the_macro_writes_them(name: str) -> None:
    chosen, choices = MACROS.chosen, CHOICES[name]  # type: ignore[attr-defined]

    for texts in (("<b>", "100 % & {0}"), ("", "x"), (Markup("<b>x</b>"), "%s")):
        assert fill(chosen, texts, *choices) == chosen(*texts, *choices)


def test_lines_of_a_macro_with_choices_are_as_it_writes_each() -> None:
    chosen, rows = MACROS.chosen, [("<b>", "1"), ("%s", "a & b")]  # type: ignore[attr-defined]

    for choices in CHOICES.values():
        assert lines(chosen, rows, *choices) == "".join(chosen(*row, *choices) for row in rows)
