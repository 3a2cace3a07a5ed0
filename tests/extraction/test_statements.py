"""What is found of who said what, by the words alone (whom a mention denotes is `people`'s)."""

import pytest

from timeline.extraction import document, language, statements

# text: [(source, cue, content)] of the outermost attributions of speech, content parts joined by " / "
ATTRIBUTIONS = {
    "clause after the verb": (
        "The minister said that the talks would resume on Monday.",
        [("The minister", "said", "that the talks would resume on Monday")],
    ),
    "trailing cue": ("The talks will resume, the minister said.", [("the minister", "said", "The talks will resume")]),
    "quotation, then its cue": (
        '"We will not accept this," Marta Lopez said.',
        [("Marta Lopez", "said", "We will not accept this")],
    ),
    "inverted cue": (
        "“We will not accept this,” said Marta Lopez.",
        [("Marta Lopez", "said", "We will not accept this")],
    ),
    "quotation broken by its cue": (
        '"We are ready," she said. "We have always been ready."',
        [("she", "said", "We are ready / We have always been ready")],
    ),
    "unclosed paragraph": (
        "“We are ready,” she said. “We wait for them.\n“They have not come.”",
        [("she", "said", "We are ready / We wait for them / They have not come")],
    ),
    "infinitive": (
        "Ankara vowed to respond to the attack.",
        [("Ankara", "vowed", "to respond to the attack")],
    ),
    "noun object": (
        "Lopez condemned the attack on the embassy.",
        [("Lopez", "condemned", "the attack on the embassy")],
    ),
    "according to": (
        "The talks will resume, according to the ministry.",
        [("the ministry", "according to", "The talks will resume")],
    ),
}


@pytest.mark.parametrize("name", ATTRIBUTIONS)
def test_attribution_has_source_cue_and_content(name):
    text, expected = ATTRIBUTIONS[name]
    parts = document.take_apart(text)

    found = statements.attributions(parts, language.parse(parts))

    outermost = [a for a in found if a.outer is None and a.is_speech]
    assert [tuple(words(text, spans) for spans in (a.source, a.cue, a.content)) for a in outermost] == expected


def words(text, spans):
    return " / ".join(text[start:end].strip('"“”,.') for start, end in spans)
