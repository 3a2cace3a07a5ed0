"""The many ways in which readouts and wire stories report what was said in a call: who, which act, which words."""

import pytest

from timeline.extraction import read

LEAD = "Norwegian Foreign Minister Kari Holte called Omani Foreign Minister Sulaym Harthi on Monday."
K, S, B = "Kari Holte", "Sulaym Harthi", "Kari Holte, Sulaym Harthi"

# What follows the lead: [(speakers, act, content)] of the statements for the timeline.
SAID = {
    "two offices welcome a clause": (
        "The minister and Mr Harthi welcomed that progress was being made on the well and noted the work of Oman.",
        [(B, "welcome", "progress was being made on the well"), (B, "note", "the work of Oman")],
    ),
    "two named before a day": (
        "Foreign Minister Sulaym Harthi and Norwegian Foreign Minister Kari Holte Monday reaffirmed their old pact.",
        [(f"{S}, {K}", "reaffirm", "their old pact")],
    ),
    "word with a hyphen": (
        "Oman and Norway welcomed the de-escalation following the truce.",
        [("Government of Oman, Government of Norway", "welcome", "the de-escalation following the truce")],
    ),
    "participle after what is thanked for": (
        "Holte thanked Harthi for condemning the raid, underlining the duty of all to help.",
        [(K, "express_gratitude", "for condemning the raid"), (K, "stress", "the duty of all to help")],
    ),
    "thanks for a letter": (
        "Harthi thanked her for her letter of condolence.",
        [(S, "express_gratitude", "for her letter of condolence")],
    ),
    "news of what states did": (
        "Holte said Chad had promised her a school.",
        [(K, "note", "Chad had promised her a school")],
    ),
    "pact of two states": (
        "Holte said Chad and Niger agreed to a truce.",
        [("Government of Chad, Government of Niger", "agree", "a truce")],
    ),
    "what the talk touched": (
        "Harthi stressed the need for rain. The conversation also touched upon the fishing ban.",
        [(S, "stress", "the need for rain"), (B, "discuss", "the fishing ban")],
    ),
    "what a minister spoke with another about": (
        "Holte spoke with the Omani minister about wells, rain and a review of the law.",
        [(K, "discuss", "wells, rain and a review of the law")],
    ),
    "what two focused on": ("The two ministers focused on the dam.", [(B, "discuss", "the dam")]),
    "participants": ("The participants agreed on regular contacts.", [(B, "agree", "regular contacts")]),
    "wishes": ("Holte wished Harthi a speedy recovery.", [(K, "other", "Harthi a speedy recovery")]),
    "told about": ("Harthi told Holte about the flood.", [(S, "note", "about the flood")]),
    "post in capitals": (
        "“THE TRUCE IS NOW IN EFFECT. PLEASE DO NOT BREAK IT!” Holte posted on a platform.",
        [(K, "note", "THE TRUCE IS NOW IN EFFECT"), (K, "call_for", "PLEASE DO NOT BREAK IT!")],
    ),
    "direct, cue after": ('"We will send aid," Holte said.', [(K, "pledge", "We will send aid")]),
    "direct, cue before": ('Holte said: "We will send aid."', [(K, "pledge", "We will send aid")]),
    "direct, inverted": ('"We condemn this raid," said Harthi.', [(S, "condemn", "We condemn this raid")]),
    "direct, broken": ('"If it rains," Holte said, "we must wait."', [(K, "call_for", "If it rains, / we must wait")]),
    "direct, over paragraphs": (
        "“We will send aid,” Holte said. “We will send it soon.\n“We will never stop.”",
        [(K, "pledge", "We will send aid,” / We will send it soon. / We will never stop")],
    ),
    "mixed": ('Holte called the raid "a grave mistake".', [(K, "criticise", "the raid a grave mistake")]),
    "indirect with that": ("Harthi said that Oman would host talks.", [(S, "announce", "Oman would host talks")]),
    "indirect without that": ("Harthi warned the truce would collapse.", [(S, "warn", "the truce would collapse")]),
    "told the other": ("Holte told Harthi that Norway would help Oman.", [(K, "pledge", "Norway would help Oman")]),
    "trailing": ("Oman remains committed to peace, Harthi said.", [(S, "reaffirm", "Oman remains committed to peace")]),
    "between commas": ("The port, Harthi stressed, is vital.", [(S, "stress", "The port / is vital")]),
    "according to": ("Oman is ready to help, according to Harthi.", [(S, "pledge", "Oman is ready to help")]),
    "infinitive": ("Holte vowed to send aid to Oman.", [(K, "pledge", "to send aid to Oman")]),
    "urged him to": ("Holte urged Harthi to open the port.", [(K, "call_for", "Harthi to open the port")]),
    "called on": ("Holte called on Oman to open the port.", [(K, "call_for", "Oman to open the port")]),
    "called for": ("Holte called for an immediate truce.", [(K, "call_for", "an immediate truce")]),
    "appealed to": ("Holte appealed to Oman to open the port.", [(K, "call_for", "to open the port")]),
    "noun object": ("Harthi condemned the raid on the port.", [(S, "condemn", "the raid on the port")]),
    "thanked for": ("Harthi thanked Holte for her help.", [(S, "express_gratitude", "for her help")]),
    "expressed a noun": (
        "Holte expressed deep concern over the raid.",
        [(K, "express_concern", "deep concern over the raid")],
    ),
    "voiced a noun": ("Holte voiced her support for the truce.", [(K, "express_support", "her support for the truce")]),
    "conveyed a noun": (
        "Harthi conveyed his condolences over the storm.",
        [(S, "express_support", "his condolences over the storm")],
    ),
    "extended a noun": (
        "Harthi extended an invitation to Holte to visit Oman.",
        [(S, "propose", "an invitation to Holte to visit Oman")],
    ),
    "his pledge": ("Harthi repeated his pledge to open the port.", [(S, "reaffirm", "his pledge to open the port")]),
    "made clear": ("Holte made clear that Norway would not wait.", [(K, "stress", "clear that Norway would not wait")]),
    "paid tribute": (
        "Holte paid tribute to the crews of Oman.",
        [(K, "express_support", "tribute to the crews of Oman")],
    ),
    "drew attention": ("Harthi drew attention to the drought.", [(S, "stress", "attention to the drought")]),
    "attached importance": (
        "Harthi said Oman attached great importance to its ties with Norway.",
        [(S, "stress", "Oman attached great importance to its ties with Norway")],
    ),
    "passive with by": (
        "The need for calm was stressed by both ministers.",
        [(B, "stress", "The need for calm")],
    ),
    "passive without by": ("Trade and the drought were also discussed.", [(B, "discuss", "Trade and the drought")]),
    "it was agreed": ("It was agreed that they would meet in May.", [(B, "agree", "they would meet in May")]),
    "agreement was reached": (
        "Agreement was reached to continue contacts.",
        [(B, "agree", "to continue contacts")],
    ),
    "discussed a list": (
        "The ministers discussed trade, the drought and ties with Chad.",
        [(B, "discuss", "trade, the drought and ties with Chad")],
    ),
    "exchanged views": (
        "The two sides exchanged views on the drought.",
        [(B, "discuss", "views on the drought")],
    ),
    "talks focused on": ("Their talks focused on the drought.", [(B, "discuss", "the drought")]),
    "the call covered": ("The call covered trade and the drought.", [(B, "discuss", "trade and the drought")]),
    "discussions centred on": ("Discussions centred on trade.", [(B, "discuss", "trade")]),
    "agreed on": ("They agreed on the need for calm.", [(B, "agree", "the need for calm")]),
    "shared the view": (
        "Both ministers shared the view that the truce must hold.",
        [(B, "share_assessment", "the view that the truce must hold")],
    ),
    "were of one mind": ("The ministers concurred that the truce must hold.", [(B, "agree", "the truce must hold")]),
    "looked forward": ("The ministers looked forward to meeting in May.", [(B, "welcome", "meeting in May")]),
    "expressed satisfaction": (
        "The two expressed satisfaction with the growth of trade.",
        [(B, "welcome", "satisfaction with the growth of trade")],
    ),
    "list under one subject": (
        "Holte reaffirmed her support for Oman and pledged to send aid.",
        [(K, "reaffirm", "her support for Oman"), (K, "pledge", "to send aid")],
    ),
    "three under one subject": (
        "Holte welcomed the truce, condemned the raid and promised to send aid.",
        [(K, "welcome", "the truce"), (K, "condemn", "the raid"), (K, "pledge", "to send aid")],
    ),
    "one each": (
        "Holte welcomed the truce and Harthi pledged to keep it.",
        [(K, "welcome", "the truce"), (S, "pledge", "to keep it")],
    ),
    "while the other": (
        "Holte congratulated Harthi on his appointment, while Harthi thanked Norway for its help.",
        [(K, "congratulate", "on his appointment"), (S, "express_gratitude", "for its help")],
    ),
    "adding": (
        "Holte said the truce was fragile, adding that Norway would send aid.",
        [(K, "note", "the truce was fragile"), (K, "announce", "Norway would send aid")],
    ),
    "participle first": (
        "Stressing the need for calm, Holte urged Oman to open the port.",
        [(K, "stress", "the need for calm"), (K, "call_for", "Oman to open the port")],
    ),
    "participle after": (
        "Holte spoke to reporters, warning that the truce could collapse.",
        [(K, "warn", "the truce could collapse")],
    ),
    "for his part": (
        "For his part, Harthi praised Norway for its aid.",
        [(S, "express_support", "Norway for its aid")],
    ),
    "in response": (
        "In response, Harthi stated that Oman shared this concern.",
        [(S, "note", "Oman shared this concern")],
    ),
    "pointed out": ("Harthi pointed out that the port was closed.", [(S, "note", "the port was closed")]),
    "the minister alone": ("The Norwegian minister welcomed the truce.", [(K, "welcome", "the truce")]),
    "the Omani side": (
        "The Omani side expressed its readiness to host talks.",
        [("Government of Oman", "pledge", "its readiness to host talks")],
    ),
    "chief diplomat": ("Oman's top diplomat welcomed the truce.", [(S, "welcome", "the truce")]),
    "the ministry tells of him": (
        "Harthi reiterated his support for the truce, the Omani foreign ministry said.",
        [(S, "reaffirm", "his support for the truce")],
    ),
    "a spokesman tells of her": (
        "Norwegian spokesman Jon Vik said Holte reaffirmed her support for Oman.",
        [(K, "reaffirm", "her support for Oman")],
    ),
    "the readout quotes": (
        'According to the readout, Holte "underscored the importance of free passage".',
        [(K, "stress", "the importance of free passage")],
    ),
    "joint speakers": (
        "Holte and Harthi underlined their commitment to peace.",
        [(B, "stress", "their commitment to peace")],
    ),
    "together with": ("Holte, together with Harthi, condemned the raid.", [(B, "condemn", "the raid")]),
    "denied": ("Harthi denied that Oman had closed the port.", [(S, "other", "Oman had closed the port")]),
    "rejected": (
        "Harthi rejected the claim that Oman was to blame.",
        [(S, "other", "the claim that Oman was to blame")],
    ),
    "ruled out": ("Holte ruled out sending ships.", [(K, "other", "sending ships")]),
    "did not say": ("Holte did not say when the aid would come.", []),
    "refused to": ("Harthi refused to comment on the raid.", []),
    "if": ("If Holte condemns the raid, Harthi will be pleased.", []),
    "planned": ("Holte will urge Oman to open the port.", [(K, "call_for", "Oman to open the port")]),
    "posted": (
        'Holte wrote on X: "Norway stands with Oman."',
        [(K, "express_support", "Norway stands with Oman")],
    ),
    "was quoted": (
        "Harthi was quoted as saying that the truce would hold.",
        [(S, "announce", "the truce would hold")],
    ),
    "informed of": ("Holte informed Harthi of her plans.", [(K, "announce", "of her plans")]),
    "briefed on": ("Holte briefed Harthi on her trip to Chad.", [(K, "announce", "on her trip to Chad")]),
    "assured of": ("Holte assured Harthi of Norway's support.", [(K, "pledge", "of Norway's support")]),
    "reassured that": ("Holte reassured him that aid was on its way.", [(K, "pledge", "aid was on its way")]),
    "offered": ("Harthi offered to host the talks.", [(S, "propose", "to host the talks")]),
    "invited": ("Harthi invited Holte to visit Oman.", [(S, "propose", "Holte to visit Oman")]),
    "lists with dashes": (
        "- Minister Holte stated that Norway would send aid.\n- Minister Harthi appreciated this support.",
        [(K, "announce", "Norway would send aid"), (S, "express_gratitude", "this support")],
    ),
}


def said_after_lead(words: str) -> list[tuple[str, str, str]]:
    gap = "\n" if words.startswith("-") else " "
    text = f"Two Ministers Talk\n\n{LEAD}{gap}{words}\n"
    found = read(text, published_on="2019-10-10")
    names = {item.id: item.name for item in (*found.persons, *found.organizations)}
    return [
        (
            ", ".join(names[who] for who in said.speakers) or "?",
            said.act,
            " / ".join(text[slice(*span)] for span in said.content).strip(' .,"”“').replace('"', ""),
        )
        for said in found.statements
        if said.relevance == "diplomatic"
    ]


@pytest.mark.parametrize(("words", "expected"), SAID.values(), ids=SAID)
def test_a_paraphrase_has_its_speaker_act_and_content(words: str, expected: list[tuple[str, str, str]]) -> None:
    assert said_after_lead(words) == expected
