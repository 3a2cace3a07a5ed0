"""Lists that a macro writes by its pattern are as the macro writes each line."""

import pytest
from markupsafe import Markup

from diplomacy.jinja import MOST_LINES, environment, fill, lines

MACROS = environment().from_string("""
{% macro line(before, name, word, index, count) %}<a id="{{ name }}-{{ index }}" title="{{ name }}: 100 %s {0} {{ count }}" href="{{ before }}">{{ word }}</a>{% endmacro %}
{% macro only(word) %}<b>{{ word }}</b>{% endmacro %}
{% macro number(index) %}<i>{{ index }}</i>{% endmacro %}
{% macro fixed(word) %}<hr>{% endmacro %}
{% macro chosen(word, other, name, is_open) %}<p{% if is_open %} open{% endif %} title="{{ name }} 100 %">{{ other }}{{ word }}{{ other }}</p>{% endmacro %}
""").module  # fmt: skip  # noqa: E501
ROWS = [
    (("type", 'a & "b"'), (1, 20)),
    (("type", "100 % {0}"), (2, 999)),
    (("<i>", ""), (2, 0)),
    (("type", "a & b"), (10, 7)),
]


def test_lines_are_as_their_macro_writes_each() -> None:
    line = MACROS.line  # type: ignore[attr-defined]

    for texts in (("/?a=b&c={d}",), (Markup("<b>"),), ("{1}",)):
        assert lines(line, ROWS, texts=texts) == "".join(line(*texts, *words, *numbers) for words, numbers in ROWS)
    assert lines(line, []) == ""


def test_lines_of_one_word_or_number_or_none_are_written_for_each_row() -> None:
    assert lines(MACROS.only, [(("a",), ()), (("<",), ())]) == "<b>a</b><b>&lt;</b>"  # type: ignore[attr-defined]
    assert lines(MACROS.number, [((), (7,)), ((), (12345,))]) == "<i>7</i><i>12,345</i>"  # type: ignore[attr-defined]
    assert lines(MACROS.fixed, [(("a",), ()), (("b",), ())]) == "<hr><hr>"  # type: ignore[attr-defined]


def test_lines_are_the_same_however_many_different_ones_there_were() -> None:
    line = MACROS.line  # type: ignore[attr-defined]
    rows = [((f"{number}", "word"), (number % 900, 7)) for number in range(MOST_LINES + 2)]

    for _ in range(2):
        assert lines(line, rows, texts=("/",)) == "".join(line("/", *words, *numbers) for words, numbers in rows)


def test_what_somebody_marked_as_safe_is_escaped_like_all_else() -> None:
    only = MACROS.only  # type: ignore[attr-defined]

    assert lines(only, [((Markup("<i>x</i>"),), ())]) == "<b>&lt;i&gt;x&lt;/i&gt;</b>"
    assert lines(only, [(("<i>x</i>",), ())]) == "<b>&lt;i&gt;x&lt;/i&gt;</b>"


CHOICES = {"open": ("a & b", True), "closed": ("a & b", False), "another": ("%s", True)}


@pytest.mark.parametrize("name", CHOICES)
def test_texts_stand_in_a_macro_of_choices_as_the_macro_writes_them(name: str) -> None:
    chosen, choices = MACROS.chosen, CHOICES[name]  # type: ignore[attr-defined]

    for texts in (("<b>", "100 % & {0}"), ("", "x"), (Markup("<b>x</b>"), "%s")):
        assert fill(chosen, texts, *choices) == chosen(*texts, *choices)


def test_lines_of_a_macro_with_choices_are_as_it_writes_each() -> None:
    chosen, rows = MACROS.chosen, [(("<b>", "1"), ()), (("%s", "a & b"), ())]  # type: ignore[attr-defined]

    for choices in CHOICES.values():
        assert lines(chosen, rows, *choices) == "".join(chosen(*words, *choices) for words, _ in rows)
