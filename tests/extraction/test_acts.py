"""The speech act that the words of a neutral verb's content point to, and the lexicons behind it."""

import pytest

from timeline.extraction.statements import acts, cues

VOCABULARY = frozenset(
    [
        "reaffirm",
        "pledge",
        "agree",
        "stress",
        "express_gratitude",
        "express_concern",
        "express_support",
        "condemn",
        "congratulate",
        "call_for",
        "propose",
        "welcome",
        "discuss",
        "share_assessment",
        "warn",
        "criticise",
        "announce",
        "note",
        "other",
    ]
)

# content: act
CONTENTS = {
    "We thank our neighbours for the blankets": "express_gratitude",
    "This massacre must be condemned, and we condemn it": "condemn",
    "we hope to see them soon": "other",
    "he does not want a new war": "other",
    "we are very concerned about the blockade": "express_concern",
    "any such move would trigger a wider conflict": "warn",
    "the two sides had agreed on a date": "agree",
    "both sides should return to the table": "call_for",
    "(We will) work with all neighbours": "pledge",
    "our position remains unchanged": "reaffirm",
    "we are pleased with the release": "welcome",
    "the vote was illegal": "criticise",
    "the harbour is very important": "stress",
    "the delegation is scheduled to leave at noon": "announce",
    "I think they understand": "share_assessment",
    "the bridge has two lanes": "note",
    "a new rule should be adopted so that such acts bring consequences": "call_for",
    "they would face severe consequences": "warn",
    "he would like to keep working with his neighbours": "other",
    "these acts damage our country's interests": "criticise",
    "she has done a very good job": "express_support",
}


@pytest.mark.parametrize("content", CONTENTS)
def test_content_of_a_neutral_verb_tells_the_act(content):
    assert acts.by_content(content) == CONTENTS[content]


def test_calling_something_a_name_is_a_judgement():
    assert acts.decide("judge", "the plan a sham", None) == "criticise"


def test_light_verb_takes_the_act_of_its_noun():
    assert acts.decide("noun", "his condolences to the families", "condolence") == "express_support"


def test_lexicons_name_only_acts_of_the_vocabulary():
    verbs = {act for verb in cues.verbs().values() for _, act in verb.acts}
    nouns = {*cues.act_nouns().values(), *(act for act, _ in cues.reporting_nouns().values())}

    assert verbs - VOCABULARY == {"-", "confirm", "judge", "noun"}
    assert nouns - VOCABULARY == {"-"}
    assert {row[0] for row in cues.rows("act_words.tsv")} <= VOCABULARY
