"""What is found of who said what, by the words alone (whom a mention denotes is `people`'s)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extraction import document, language, people, statements

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
    "own sentence broken by its cue": (
        '"If they come," he said, "we will talk."',
        [("he", "said", "If they come / we will talk")],
    ),
    "sentence that ends in a quotation": (
        'The plan was "dead on arrival," Lopez said.',
        [("Lopez", "said", 'The plan was "dead on arrival')],
    ),
    "quotation after the sentence it belongs to": (
        'Lopez said the talks had failed. "We are not surprised."',
        [("Lopez", "said", "the talks had failed / We are not surprised")],
    ),
    "few quoted words are no quotation": (
        'The minister called the vote "a disgrace" and left.',
        [("The minister", "called", 'the vote "a disgrace')],
    ),
    "cue between commas": (
        "The border, the minister said on Monday, would stay shut.",
        [("the minister", "said", "The border / would stay shut")],
    ),
    "object and infinitive": (
        "Madrid urged Rabat to reopen the border.",
        [("Madrid", "urged", "Rabat to reopen the border")],
    ),
    "content after a preposition": (
        "Kenya called for an end to the fighting.",
        [("Kenya", "called", "an end to the fighting")],
    ),
    "a list under one verb": (
        "The ministers discussed trade, the drought in the north and the release of prisoners.",
        [("The ministers", "discussed", "trade, the drought in the north and the release of prisoners")],
    ),
    "second verb of the same speaker": (
        "Lopez said the talks were over and warned of new sanctions.",
        [("Lopez", "said", "the talks were over"), ("Lopez", "warned", "new sanctions")],
    ),
    "passive with its agent": (
        "The attack was condemned by the foreign minister.",
        [("the foreign minister", "was condemned", "The attack")],
    ),
    "verb with a particle": (
        "Washington ruled out sending troops.",
        [("Washington", "ruled", "sending troops")],
    ),
    "light verb and noun": (
        "Lopez expressed concern over the arrests.",
        [("Lopez", "expressed", "concern over the arrests")],
    ),
    "noun of speech": (
        "Tokyo's call for talks went unheard.",
        [("Tokyo's", "call", "talks")],
    ),
    "label and colon": (
        "Lopez: Talks will resume soon",
        [("Lopez", ":", "Talks will resume soon")],
    ),
    "second verb hung on an infinitive": (
        "Lopez said it was good for the parties to meet and called for patience.",
        [("Lopez", "said", "it was good for the parties to meet"), ("Lopez", "called", "patience")],
    ),
    "next clause with a speaker of its own": (
        "Lopez said that the island remains a friend, and the minister agreed on the need for talks.",
        [("Lopez", "said", "that the island remains a friend"), ("the minister", "agreed", "the need for talks")],
    ),
    "what is spelled out after a comma": (
        "The ministers discussed the extent of their aid, both at home and in regions such as the Sahel.",
        [("The ministers", "discussed", "the extent of their aid, both at home and in regions such as the Sahel")],
    ),
    "adverb inside the content": (
        "Lopez extended thanks again to the doctors of the mission.",
        [("Lopez", "extended", "thanks again to the doctors of the mission")],
    ),
    "the call is no part of what was agreed": (
        "The ministers agreed to reopen the border during their phone call on Friday.",
        [("The ministers", "agreed", "to reopen the border")],
    ),
    "a coming meeting is": (
        "The ministers agreed to sign it during their next meeting.",
        [("The ministers", "agreed", "to sign it during their next meeting")],
    ),
    "what they did at the same time": (
        "The ministers agreed to keep in touch as they reiterated their support for the mission.",
        [("The ministers", "agreed", "to keep in touch"), ("they", "reiterated", "their support for the mission")],
    ),
    "agree with a view": (
        "Lopez agreed with the assessment of the envoy.",
        [("Lopez", "agreed", "the assessment of the envoy")],
    ),
    "agree with a person": ("Lopez agreed with Marta Diaz.", []),
    "goods are exchanged without a word": ("The two armies exchanged prisoners.", []),
    "rubric and colon": ("Read more: Talks will resume soon", []),
    "base form of a verb in ss": (
        "The minister will stress the need for calm.",
        [("The minister", "will stress", "the need for calm")],
    ),
    "noun in ss": (
        "Lopez expressed readiness to reopen the port.",
        [("Lopez", "expressed", "readiness to reopen the port")],
    ),
    "participle of the speaker": (
        "Lopez said the road was open, adding that the port was not.",
        [("Lopez", "said", "the road was open"), ("Lopez", "adding", "that the port was not")],
    ),
    "said at another time": (
        "Lopez denied he had sold the port before a spokesman said it was for rent.",
        [("Lopez", "denied", "he had sold the port"), ("a spokesman", "said", "it was for rent")],
    ),
    "verbs of speech in a row under a cue": (
        "Lopez said that the ministers discussed trade and agreed on a date.",
        [("Lopez", "said", "that the ministers discussed trade and agreed on a date")],
    ),
    "purpose of a call that is no discussion": (
        "Lopez called the envoy on Monday to reaffirm his support for the truce.",
        [("Lopez", "to reaffirm", "his support for the truce")],
    ),
    "person with what he is told of": (
        "Lopez assured President Marta Diaz of his support.",
        [("Lopez", "assured", "President Marta Diaz of his support")],
    ),
    "person alone": ("Lopez thanked them.", []),
    "participle after two verbs": (
        "Lopez said the road is open and stressed the need for care, underscoring the risks.",
        [
            ("Lopez", "said", "the road is open"),
            ("Lopez", "stressed", "the need for care"),
            ("Lopez", "underscoring", "the risks"),
        ],
    ),
    "purpose of talks": (
        "Lopez met the envoy on Monday to discuss trade.",
        [("Lopez", "to discuss", "trade")],
    ),
    "gift of words to somebody": (
        "Lopez sent his condolences to the families of the miners.",
        [("Lopez", "sent", "his condolences to the families of the miners")],
    ),
    "leave to speak is no speech": ("The officer was not authorized to discuss the matter.", []),
    "second verb after what he knew": (
        "Lopez said he recognized there was still hope and pledged aid to the north.",
        [("Lopez", "said", "he recognized there was still hope"), ("Lopez", "pledged", "aid to the north")],
    ),
    "a day is nobody called on": ("Lopez called on Monday.", []),
    "second clause that begins with but": (
        "Lopez says there is a “hard road ahead” but he wants to go on.",
        [("Lopez", "says", "there is a “hard road ahead” but he wants to go on")],
    ),
    "second that of a pair": (
        "Lopez said the truce was frail, but that talks would go on.",
        [("Lopez", "said", "the truce was frail, but that talks would go on")],
    ),
    "asked by nobody named": (
        "Asked whether the border would stay shut, Lopez said it would.",
        [("", "Asked", "whether the border would stay shut"), ("Lopez", "said", "it would")],
    ),
    "asked about a thing": ("Lopez was asked about the dam.", [("", "was asked", "the dam")]),
    "statement that its issuer puts out": (
        "The ministry put out a statement saying the road was closed.",
        [("The ministry", "saying", "the road was closed")],
    ),
    "letter of somebody else": (
        "The ministry got a letter saying the road was closed.",
        [("a letter", "saying", "the road was closed")],
    ),
    "purpose is no speech": ("She flew to Geneva to discuss trade.", []),
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


# text: [(act, content)] of the statements for a timeline; of what somebody said
ACTS = {
    "by the verb": ("Norway welcomed the truce, the United Nations said.", [("welcome", "the truce")]),
    "by the content": (
        'The United Nations said: "We condemn this attack."',
        [("condemn", "We condemn this attack")],
    ),
    "told by its noun": (
        "France expressed its gratitude for the aid.",
        [("express_gratitude", "its gratitude for the aid")],
    ),
    "clauses in a row": (
        "Russia said that it would respond and that the talks had failed.",
        [("pledge", "it would respond"), ("criticise", "the talks had failed")],
    ),
    "a stand of one's own on what another said": (
        "Norway appreciated that France had pledged more aid.",
        [("express_gratitude", "France had pledged more aid")],
    ),
    "attention": ("France and Norway devoted attention to the drought.", [("discuss", "attention to the drought")]),
    "described without judgement": (
        "France described the strait as a lane for all.",
        [("note", "the strait as a lane for all")],
    ),
    "confirmed by two": (
        "France and Norway confirmed that they would meet in May.",
        [("reaffirm", "they would meet in May")],
    ),
    "confirmed as news": ("France confirmed that a meeting took place.", [("announce", "a meeting took place")]),
    "an unnamed office": (
        "The President expressed support for the truce.",
        [("express_support", "support for the truce")],
    ),
    "part of a noun": (
        "France noted its role in addressing the drought.",
        [("note", "its role in addressing the drought")],
    ),
    "an utterance is no content": ("France issued a statement.", []),
    "an office that nobody names, in the passive": (
        "President Joe Biden met President Emmanuel Macron on Friday. The drought was also discussed. "
        "Particular attention was paid to the strait. It was agreed to meet again.",
        [
            ("discuss", "The drought"),
            ("discuss", "to the strait"),
            ("agree", "to meet again"),
        ],
    ),
    "the same voice goes on asking": (
        "President Xi Jinping stressed that both sides should talk. They must respect each other. "
        "China is willing to help. Ports are open all year. The sides should meet.",
        [
            ("stress", "both sides should talk"),
            ("call_for", "They must respect each other"),
            ("pledge", "China is willing to help"),
        ],
    ),
    "another voice": (
        "President Xi Jinping said that both sides should talk.\nCritics should be heard.",
        [("call_for", "both sides should talk")],
    ),
    "a hope": ("France hoped that the truce would last.", [("other", "the truce would last")]),
    "opposed": ("France opposed the blockade of the strait.", [("other", "the blockade of the strait")]),
    "what holds is no meeting": (
        "France noted that the truce holds a promise for all.",
        [("note", "the truce holds a promise for all")],
    ),
    "said of himself": (
        "France added that it reiterated its full support for the mission.",
        [("reaffirm", "it reiterated its full support for the mission")],
    ),
    "only points at something": ("This was reported by the foreign ministry of France.", []),
    "only refers to something": (
        "“The strait was open,” Norway said, referring to the water by its old name.",
        [("note", "The strait was open")],
    ),
    "a call told with its noun": ("France said the two presidents had held a phone call.", []),
    "passive without talks": ("The drought was discussed in parliament.", []),
    "headline told again": ("France condemns attack\n\nFrance condemned the attack.", [("condemn", "the attack")]),
    "denied": ("France did not say who was to blame.", []),
    "only that a call took place": ("France said the two presidents had spoken by phone.", []),
}


@pytest.mark.parametrize("name", ACTS)
def test_statement_has_the_act_of_its_words(name):
    text, expected = ACTS[name]

    found = [s for s in read(text) if s.relevance == "diplomatic"]

    assert [(s.act, words(text, s.content)) for s in found] == expected


def test_chain_gives_the_speaker_and_who_reports_it():
    text = "Talks\n\nGermany thanked Norway for its help, the French foreign ministry said."
    parts = document.take_apart(text)
    doc = language.parse(parts)
    actors = people.find(parts, doc)
    names = {o.id: o.name for o in actors.organizations}

    found = [s for s in statements.find(parts, doc, actors) if s.relevance == "diplomatic"]

    assert [(s.act, [names[i] for i in s.speakers], [names[i] for i in s.addressees]) for s in found] == [
        ("express_gratitude", ["Government of Germany"], ["Government of Norway"])
    ]
    assert [[actors.country_of(i) for i in s.attributed_to] for s in found] == [["FRA"]]


SPEAKERS = {
    "those who met": (
        "President Joe Biden met President Emmanuel Macron on Friday. The drought was discussed.",
        [["Joe Biden", "Emmanuel Macron"]],
    ),
    "those who talk to discuss": (
        "President Joe Biden spoke with President Emmanuel Macron to discuss the drought.",
        [["Joe Biden", "Emmanuel Macron"]],
    ),
    "a statement is not by whom it names": (
        "Spokesman Matthew Miller spoke. “Secretary of State Antony Blinken thanked Norway for its help. "
        "Secretary Blinken urged calm,” the statement says.",
        [["Antony Blinken"], ["Antony Blinken"]],
    ),
    "one's own words on another": (
        "“President Hassan Rouhani has expressed his hope for talks, and we expect Iran to come,” said French Foreign "
        "Minister Jean-Yves Le Drian.",
        [["Jean-Yves Le Drian"]],
    ),
    "they who were named as speaker and hearer": (
        "Seoul said President Joe Biden congratulated President Emmanuel Macron on his win and they agreed to meet.",
        [["Joe Biden"], ["Joe Biden", "Emmanuel Macron"]],
    ),
    "a readout is not by whom it tells of": (
        "President Emmanuel Macron “reiterated his support for the truce and expressed concern over the blockade”, "
        "the readout said.",
        [["Emmanuel Macron"], ["Emmanuel Macron"]],
    ),
    "an outlet is no utterance": (
        "President Joe Biden thanked France for its help. The Post said the port was open.",
        [["Joe Biden"], []],
    ),
}


@pytest.mark.parametrize("name", SPEAKERS)
def test_statement_has_its_speakers(name):
    text, expected = SPEAKERS[name]
    parts = document.take_apart(text)
    doc = language.parse(parts)
    actors = people.find(parts, doc)
    names = {p.id: p.name for p in (*actors.persons, *actors.organizations)}

    found = [s for s in statements.find(parts, doc, actors) if s.relevance == "diplomatic"]

    assert [[names[i] for i in s.speakers] for s in found] == expected


def test_statements_found_two_ways_are_weighed_apart():
    text = (
        'President Emmanuel Macron said: "We condemn this attack on our friends." He thanked Norway for its help. '
        "France welcomed the truce between the two states in the north. France praised the plan."
    )

    weights = {s.act: s.confidence for s in read(text)}

    assert weights["condemn"] > 0.8
    assert weights["express_gratitude"] > 0.8
    assert weights["welcome"] < 0.8
    assert weights["express_support"] < weights["welcome"]


@settings(max_examples=40)
@given(st.text(alphabet="aA \n\"“”‘’'.,:;()[]-—said Ltd he", max_size=120))
def test_any_text_gives_statements_whose_spans_lie_in_it(text):
    for item in read(text):
        for start, end in (*item.source, *item.cue, *item.content):
            assert 0 <= start < end <= len(text)


def read(text):
    parts = document.take_apart(text)
    doc = language.parse(parts)
    return statements.find(parts, doc, people.find(parts, doc))
