"""Parts of speech are those of the model's own rules, found faster."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from diplomacy.folders import ROOT
from timeline.extraction.language import pipeline
from timeline.extraction.parts_of_speech import PartsOfSpeech

TEXTS = {
    "words that are verbs or auxiliaries": "He has said what he did. They do have to. It is to be hoped that she'd go.",
    "there is": "There were talks, there's one more, and there are those who doubt that there will be any.",
    "words with rules of their own": "I told you that it gets late; let's go, ain't they gonna, y'all?",
    "determiners alone and with nouns": "That is all. Those talks that took place were these. Which of that?",
    "blank lines and spaces": "A title\n\n  The text.  \t Another\n",
    "nothing": "",
}
SEEDS = {path.name: path.read_text("utf-8") for path in sorted(Path(ROOT, "seeds").glob("*.txt"))}


def parts(doc):
    return [(token.text, token.pos_, token.tag_, token.dep_, token.head.i) for token in doc]


def by_the_model(doc):
    return parts(pipeline().get_pipe("attribute_ruler")(doc))


def ours(doc):
    return parts(pipeline().get_pipe("parts_of_speech")(doc))


@pytest.mark.parametrize("case", TEXTS | SEEDS)
def test_parts_of_speech_are_those_of_the_models_rules(case):
    with pipeline().select_pipes(disable=["parts_of_speech", "lemmatizer"]):
        doc = pipeline()((TEXTS | SEEDS)[case])

    assert ours(doc.copy()) == by_the_model(doc)


WORDS = ("there", "is", "'s", "that", "do", "had", "i", "you", "talks", "\n", " ", "let", "gon", "na", "to", "gets")
TAGS = ("", "_SP", "EX", "VBZ", "VBP", "VB", "DT", "WDT", "IN", "TO", "PRP", "NN", "XX")
DEPS = ("", "ROOT", "expl", "aux", "auxpass", "mark", "det", "dobj", "pobj", "nsubj", "conj", "dep")


@given(st.lists(st.tuples(*map(st.sampled_from, (WORDS, TAGS, DEPS))), min_size=1, max_size=8))
@example([("there", "", "expl"), ("is", "", "expl"), ("is", "", "")])
def test_any_tags_and_dependencies_get_the_parts_of_the_models_rules(tokens):
    words, tags, deps = zip(*tokens, strict=True)
    doc = Doc(pipeline().vocab, words=words)
    for token, tag, dep in zip(doc, tags, deps, strict=True):
        token.tag_, token.dep_ = tag, dep

    assert ours(doc.copy()) == by_the_model(doc)


def test_a_rule_that_looks_at_more_is_refused():
    ruler = AttributeRuler(pipeline().vocab)
    ruler.add([[{"SHAPE": "Xxxx"}]], {"POS": "PROPN"})

    with pytest.raises(ValueError, match="a rule of another kind: {'SHAPE': 'Xxxx'}"):
        PartsOfSpeech(ruler)


NAMES = {
    "a Korean given name": ("Kang Kyung-wha's office", ["Kang", "Kyung-wha", "'s", "office"]),
    "a Chinese given name": ("Ma Ying-jeou met Chung Eui-yong", ["Ma", "Ying-jeou", "met", "Chung", "Eui-yong"]),
    "a capital after the hyphen": ("Ban Ki-Moon left", ["Ban", "Ki-Moon", "left"]),
    "a word that tells whose": ("Moscow-based Iran-led", ["Moscow", "-", "based", "Iran", "-", "led"]),
    "two countries": ("US-China ties", ["US", "-", "China", "ties"]),
    "a French given name": ("Jean-Yves Martin", ["Jean", "-", "Yves", "Martin"]),
}


@pytest.mark.parametrize("case", NAMES)
def test_given_names_of_two_syllables_are_one_word(case):
    text, words = NAMES[case]

    assert [token.text for token in pipeline().make_doc(text)] == words
