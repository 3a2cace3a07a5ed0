"""Lists that a macro writes by its pattern are as the macro writes each line."""

from markupsafe import Markup

from diplomacy.jinja import environment, lines

MACROS = environment().from_string("""
{% macro line(name, index, word) %}<a id="{{ name }}-{{ index }}" title="{{ name }}: 100 %s {done}">{{ word }}</a>{% endmacro %}
{% macro only(word) %}<b>{{ word }}</b>{% endmacro %}
{% macro fixed(word) %}<hr>{% endmacro %}
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
