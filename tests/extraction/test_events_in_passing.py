"""Calls told in passing: planned, dropped or denied by the words around, one side named elsewhere, a day each."""

from collections.abc import Iterator

import pytest

from timeline.extraction import Reading, parsed_together, read

PUBLISHED = "2024-05-16"  # a Thursday

# What a sentence tells: [(type, status, day, who)]; nothing where it is supposed or denied.
CASES: dict[str, tuple[str, list[tuple[str, str, str | None, str]]]] = {
    "in the works": (
        "A phone call between Kenyan President Amos Wekesa and Finnish President Aino Virta is in the works.",
        [("phone_call", "planned", None, "Aino Virta, Amos Wekesa")],
    ),
    "being arranged": (
        "A phone call between Kenyan President Amos Wekesa and Finnish President Aino Virta is being arranged.",
        [("phone_call", "planned", None, "Aino Virta, Amos Wekesa")],
    ),
    "on the agenda": (
        "A phone call between Kenyan President Amos Wekesa and Finnish President Aino Virta is on the agenda "
        "for Friday.",
        [("phone_call", "planned", "2024-05-17", "Aino Virta, Amos Wekesa")],
    ),
    "on the cards": (
        "A phone call between Kenyan President Amos Wekesa and Finnish President Aino Virta is on the cards.",
        [("phone_call", "planned", None, "Aino Virta, Amos Wekesa")],
    ),
    "somebody sets it up": (
        "Aides are trying to set up a phone call between Kenyan President Amos Wekesa and Finnish President "
        "Aino Virta.",
        [("phone_call", "planned", None, "Aino Virta, Amos Wekesa")],
    ),
    "somebody finalises it": (
        "Officials were finalising a phone call between Kenyan President Amos Wekesa and Finnish President "
        "Aino Virta for Friday.",
        [("phone_call", "planned", "2024-05-17", "Aino Virta, Amos Wekesa")],
    ),
    "announced for a day": (
        "Kenyan President Amos Wekesa announced a phone call with Finnish President Aino Virta for Friday.",
        [("phone_call", "planned", "2024-05-17", "Aino Virta, Amos Wekesa")],
    ),
    "scheduled with somebody": (
        "Kenyan President Amos Wekesa has a call scheduled with Finnish President Aino Virta for Friday.",
        [("phone_call", "planned", "2024-05-17", "Aino Virta, Amos Wekesa")],
    ),
    "before it": (
        "Ahead of a phone call with Finnish President Aino Virta on Friday, Kenyan President Amos Wekesa "
        "praised the truce.",
        [("phone_call", "planned", "2024-05-17", "Aino Virta, Amos Wekesa")],
    ),
    "offered": (
        "Kenyan President Amos Wekesa offered to hold a phone call with Finnish President Aino Virta on Friday.",
        [("phone_call", "planned", "2024-05-17", "Aino Virta, Amos Wekesa")],
    ),
    "asked for": (
        "Kenyan President Amos Wekesa asked for a phone call with Finnish President Aino Virta.",
        [("phone_call", "planned", None, "Aino Virta, Amos Wekesa")],
    ),
    "denied by who would have called": (
        "Kenyan President Amos Wekesa denied that he had spoken with Finnish President Aino Virta.",
        [],
    ),
    "yet to come": (
        "Kenyan President Amos Wekesa has yet to speak with Finnish President Aino Virta.",
        [],
    ),
    "no plans for it": (
        "There are no plans for a phone call between Kenyan President Amos Wekesa and Finnish President Aino "
        "Virta, the Kenyan foreign ministry said.",
        [],
    ),
    "reports that are false": (
        "Reports of a phone call between Kenyan President Amos Wekesa and Finnish President Aino Virta are "
        "false, the Kenyan foreign ministry said.",
        [],
    ),
    "reports dismissed": (
        "The palace dismissed reports that Finnish President Aino Virta had phoned Kenyan President Amos Wekesa.",
        [],
    ),
    "put off": (
        "Friday's phone call between Kenyan President Amos Wekesa and Finnish President Aino Virta has been postponed.",
        [("phone_call", "cancelled", "2024-05-17", "Aino Virta, Amos Wekesa")],
    ),
    "fallen through": (
        "A planned phone call between Kenyan President Amos Wekesa and Finnish President Aino Virta fell through.",
        [("phone_call", "cancelled", None, "Aino Virta, Amos Wekesa")],
    ),
    "rejected": (
        "Kenyan President Amos Wekesa rejected a phone call from Finnish President Aino Virta.",
        [("phone_call", "cancelled", None, "Aino Virta, Amos Wekesa")],
    ),
    "turned down": (
        "Kenyan President Amos Wekesa turned down a phone call with Finnish President Aino Virta.",
        [("phone_call", "cancelled", None, "Aino Virta, Amos Wekesa")],
    ),
    "after a call": (
        "Finnish President Aino Virta praised the truce following a call on Tuesday with Kenyan President Amos Wekesa.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "given in a call": (
        "That was the message Finnish President Aino Virta gave Kenyan President Amos Wekesa in a phone call "
        "on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "first to call": (
        "Kenyan President Amos Wekesa was the first African leader to call Finnish President Aino Virta on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "calls that open the sentence": (
        "In calls on Tuesday with Kenyan President Amos Wekesa and Ghanaian President Kofi Mensah, Finnish "
        "President Aino Virta promised aid.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Aino Virta, Kofi Mensah"),
        ],
    ),
    "a day each after the names": (
        "Finnish President Aino Virta called Kenyan President Amos Wekesa on Monday and Ghanaian President "
        "Kofi Mensah on Tuesday.",
        [
            ("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Aino Virta, Kofi Mensah"),
        ],
    ),
    "a day each before the names": (
        "Finnish President Aino Virta spoke on Monday with Kenyan President Amos Wekesa and on Tuesday with "
        "Ghanaian President Kofi Mensah.",
        [
            ("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Aino Virta, Kofi Mensah"),
        ],
    ),
    "then another": (
        "Finnish President Aino Virta spoke by phone with Kenyan President Amos Wekesa on Tuesday. He then "
        "called Ghanaian President Kofi Mensah.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14?", "Aino Virta, Kofi Mensah"),
        ],
    ),
    "a similar call": (
        "Finnish President Aino Virta spoke by phone with Kenyan President Amos Wekesa on Tuesday. A similar "
        "call was held with Ghanaian President Kofi Mensah.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14?", "Aino Virta, Kofi Mensah"),
        ],
    ),
    "earlier in the day": (
        "Finnish President Aino Virta spoke by phone with Kenyan President Amos Wekesa on Tuesday. Earlier in"
        " the day, he had talked to Ghanaian President Kofi Mensah.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Aino Virta, Kofi Mensah"),
        ],
    ),
    "a plan after a call": (
        "Finnish President Aino Virta and Kenyan President Amos Wekesa will meet in Paris on Friday after a "
        "phone call on Tuesday.",
        [
            ("meeting", "planned", "2024-05-17", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
        ],
    ),
    "a conference call of many": (
        "Finnish President Aino Virta spoke with Kenyan President Amos Wekesa, Ghanaian President Kofi Mensah"
        " and Chadian President Idriss Saleh in a conference call on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa, Idriss Saleh, Kofi Mensah")],
    ),
    "thanks for a call": (
        "Kenyan President Amos Wekesa thanked Finnish President Aino Virta for his phone call on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "a call recalled": (
        "Kenyan President Amos Wekesa recalled a phone call with Finnish President Aino Virta in March.",
        [("phone_call", "background", "2024-03", "Aino Virta, Amos Wekesa")],
    ),
    "raised with somebody during a call": (
        "Kenyan President Amos Wekesa said he raised the matter with Finnish President Aino Virta during a "
        "phone call last week.",
        [("phone_call", "held", "2024-05-06/2024-05-12", "Aino Virta, Amos Wekesa")],
    ),
    "a call to ask": (
        "In March, Finnish President Aino Virta phoned Kenyan President Amos Wekesa to ask for help.",
        [("phone_call", "background", "2024-03", "Aino Virta, Amos Wekesa")],
    ),
    "asked about his call": (
        "Asked about his phone call with Finnish President Aino Virta, Kenyan President Amos Wekesa said it went well.",
        [("phone_call", "held", "2024-05-16?", "Aino Virta, Amos Wekesa")],
    ),
    "given a call": (
        "Finnish President Aino Virta gave Kenyan President Amos Wekesa a call on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "a call used": (
        "Finnish President Aino Virta used a phone call on Tuesday with Kenyan President Amos Wekesa to press"
        " for a truce.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "promised aid during a call": (
        "Finnish President Aino Virta promised aid to Kenyan President Amos Wekesa during a call on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "quoted this morning": (
        '"I spoke with President Virta this morning," Kenyan President Amos Wekesa told reporters on Tuesday.',
        [("phone_call", "held", "2024-05-14", "Amos Wekesa, Virta")],
    ),
    "quoted yesterday": (
        '"I had a very good conversation with Finnish President Aino Virta yesterday," Kenyan President Amos '
        "Wekesa said on Tuesday.",
        [("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa")],
    ),
    "quoted last night": (
        '"I called President Aino Virta of Finland last night," Kenyan President Amos Wekesa told parliament '
        "on Tuesday.",
        [("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa")],
    ),
    "called me": (
        '"President Aino Virta called me last night," Kenyan President Amos Wekesa told parliament on Tuesday.',
        [("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa")],
    ),
    "quoted tomorrow": (
        '"I am going to call President Aino Virta of Finland tomorrow," Kenyan President Amos Wekesa told '
        "reporters on Tuesday.",
        [("phone_call", "planned", "2024-05-15", "Aino Virta, Amos Wekesa")],
    ),
    "a word quoted": (
        'Kenyan President Amos Wekesa said on Tuesday he would speak to Finnish President Aino Virta "tomorrow".',
        [("phone_call", "planned", "2024-05-15", "Aino Virta, Amos Wekesa")],
    ),
    "told that it was the day before": (
        "Kenyan President Amos Wekesa told a news conference on Tuesday that he had telephoned Finnish "
        "President Aino Virta the day before.",
        [("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa")],
    ),
    "told that it was to be the next day": (
        "Kenyan President Amos Wekesa told a news conference on Tuesday that he would telephone Finnish "
        "President Aino Virta the next day.",
        [("phone_call", "planned", "2024-05-15", "Aino Virta, Amos Wekesa")],
    ),
    "not ruled out": (
        "Finnish officials did not rule out a call between Finnish President Aino Virta and Kenyan President "
        "Amos Wekesa.",
        [],
    ),
    "after an earlier meeting": (
        "Kenyan President Amos Wekesa and Finnish President Aino Virta spoke by phone on Tuesday, a week "
        "after their meeting in Paris.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("meeting", "background", None, "Aino Virta, Amos Wekesa"),
        ],
    ),
    "dots in the day": (
        "On 14.05.2024, Kenyan President Amos Wekesa held a phone call with Finnish President Aino Virta.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "the day alone": (
        "On the 14th, Kenyan President Amos Wekesa held a phone call with Finnish President Aino Virta.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "local time": (
        "On May 14 local time, Kenyan President Amos Wekesa held a phone call with Finnish President Aino Virta.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "called to congratulate": (
        "Finnish President Aino Virta called to congratulate Kenyan President Amos Wekesa on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "phoned to thank": (
        "Finnish President Aino Virta phoned on Tuesday to thank Kenyan President Amos Wekesa.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "said on a day that they would": (
        "Kenyan President Amos Wekesa said Tuesday he would speak with Finnish President Aino Virta on Friday.",
        [("phone_call", "planned", "2024-05-17", "Aino Virta, Amos Wekesa")],
    ),
    "partners between semicolons": (
        "Kenyan President Amos Wekesa spoke on Tuesday with Finnish President Aino Virta; Ghanaian President "
        "Kofi Mensah; and Chadian President Idriss Saleh.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Kofi Mensah"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Idriss Saleh"),
        ],
    ),
    "partners among them": (
        "Kenyan President Amos Wekesa spoke on Tuesday with several counterparts, among them Finland's Aino "
        "Virta and Ghana's Kofi Mensah.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Kofi Mensah"),
        ],
    ),
    "a matter each": (
        "Kenyan President Amos Wekesa spoke on Tuesday to Finnish President Aino Virta about aid and to "
        "Ghanaian President Kofi Mensah about fish.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Kofi Mensah"),
        ],
    ),
    "a counterpart before a general": (
        "Kenyan General Amos Wekesa spoke by phone on Tuesday with his Finnish counterpart, General Aino Virta.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "an office with a portfolio of its own": (
        "Kenyan President Amos Wekesa spoke by phone on Tuesday with Finland's deputy foreign minister for "
        "political affairs Aino Virta.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "the body of an office told after the name": (
        "Kenyan President Amos Wekesa spoke by phone on Tuesday with Aino Virta, the speaker of Finland's parliament.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "an attempt": (
        "Kenyan President Amos Wekesa attempted to speak with Finnish President Aino Virta on Tuesday.",
        [("phone_call", "cancelled", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "a round and its calls": (
        "Kenyan President Amos Wekesa had a number of calls with leaders this afternoon. He spoke to Finnish "
        "President Aino Virta and Ghanaian President Kofi Mensah.",
        [
            ("phone_call", "held", "2024-05-16", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-16", "Amos Wekesa, Kofi Mensah"),
        ],
    ),
    "agreed to meet after a call by phone": (
        "Kenyan President Amos Wekesa said he spoke with Finnish President Aino Virta on Monday night by "
        "phone, and they agreed to meet in the near future.",
        [
            ("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa"),
            ("meeting", "planned", None, "Aino Virta, Amos Wekesa"),
        ],
    ),
    "due on a day told first": (
        "On Friday, 17 May, Kenyan President Amos Wekesa is due to have a telephone conversation with Finnish "
        "President Aino Virta.",
        [("phone_call", "planned", "2024-05-17", "Aino Virta, Amos Wekesa")],
    ),
    "a row of counterparts that calls included": (
        "On Monday, Finnish President Aino Virta had a series of phone calls with several of her counterparts. These "
        "included discussions with officials from Kenya, Ghana and Nepal.",
        [
            ("phone_call", "held", "2024-05-13", "Aino Virta, Government of Kenya"),
            ("phone_call", "held", "2024-05-13", "Aino Virta, Government of Ghana"),
            ("phone_call", "held", "2024-05-13", "Aino Virta, Government of Nepal"),
        ],
    ),
    "each of two in a call of their own": (
        "Finnish President Aino Virta and Ghanaian President Kofi Mensah in separate telephone calls on Monday with "
        "Kenyan President Amos Wekesa affirmed their support.",
        [
            ("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-13", "Amos Wekesa, Kofi Mensah"),
        ],
    ),
    "those who ring somebody unknown never ring each other": (
        "The Emir received phone calls on Monday from President Amos Wekesa of Kenya, President Kofi Mensah of Ghana, "
        "and President Aino Virta of Finland.",
        [
            ("phone_call", "held", "2024-05-13", "Amos Wekesa"),
            ("phone_call", "held", "2024-05-13", "Kofi Mensah"),
            ("phone_call", "held", "2024-05-13", "Aino Virta"),
        ],
    ),
    "one call announced, its partners told by name": (
        "Finnish President Aino Virta held a call with African leaders on Monday. Virta spoke with Kenyan President "
        "Amos Wekesa, Ghanaian President Kofi Mensah and Malian President Modibo Keita, her office said.",
        [("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa, Kofi Mensah, Modibo Keita")],
    ),
    "several calls announced, their partners told by name": (
        "Finnish President Aino Virta held calls with African leaders on Monday. Virta spoke with Kenyan President "
        "Amos Wekesa and Ghanaian President Kofi Mensah, her office said.",
        [
            ("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-13", "Aino Virta, Kofi Mensah"),
        ],
    ),
    "the leaders of a row agree": (
        "Finnish President Aino Virta spoke on Monday to the leaders of Kenya, Ghana and Nepal. She praised the truce "
        "on the lake. The leaders agreed to stay in touch.",
        [
            (
                "phone_call",
                "held",
                "2024-05-13",
                "Aino Virta, Government of Ghana, Government of Kenya, Government of Nepal",
            )
        ],
    ),
    "who a discussion on screens included": (
        "Finnish President Aino Virta and African leaders held a video conference on Monday. The discussion included "
        "Kenyan President Amos Wekesa and Ghanaian President Kofi Mensah.",
        [("video_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa, Kofi Mensah")],
    ),
    "talks that are the calls told before": (
        "Finnish President Aino Virta held individual telephone conversations on Monday with Kenyan President Amos "
        "Wekesa and Ghanaian President Kofi Mensah. In her talks with Wekesa and Mensah, Virta welcomed the truce.",
        [
            ("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-13", "Aino Virta, Kofi Mensah"),
        ],
    ),
    "the day right after whom somebody rang": (
        "Kenyan President Amos Wekesa telephoned Finnish President Aino Virta Tuesday to thank her.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "what was asked in it": (
        "The inquiry is about a May 2 phone call in which Kenyan President Amos Wekesa asked Finnish President "
        "Aino Virta for the files.",
        [("phone_call", "background", "2024-05-02", "Aino Virta, Amos Wekesa")],
    ),
    "made by one to the other": (
        "The newspapers wrote of a phone call made by Kenyan President Amos Wekesa to Finnish President Aino Virta.",
        [("phone_call", "background", None, "Aino Virta, Amos Wekesa")],
    ),
    "a call from somebody recounted": (
        "Kenyan President Amos Wekesa recounted a phone call from Finnish President Aino Virta thanking him.",
        [("phone_call", "background", None, "Aino Virta, Amos Wekesa")],
    ),
    "a plan announced after it": (
        "Kenyan President Amos Wekesa announced on Tuesday his plans to withdraw soldiers from the border following "
        "a phone call with Finnish President Aino Virta.",
        [("phone_call", "held", "2024-05-14?", "Aino Virta, Amos Wekesa")],
    ),
    "a report on others after it": (
        "Kenyan President Amos Wekesa suggested Tuesday that smugglers could be behind the theft, after a phone "
        "call with Finnish President Aino Virta about the case.",
        [("phone_call", "held", "2024-05-16?", "Aino Virta, Amos Wekesa")],
    ),
    "one invited in it to visit": (
        "Kenyan President Amos Wekesa invited Finnish President Aino Virta to visit during a phone conversation "
        "last week.",
        [("phone_call", "held", "2024-05-06/2024-05-12", "Aino Virta, Amos Wekesa")],
    ),
    "the subject right after the partner": (
        "In a phone call with Finnish President Aino Virta, Kenyan President Amos Wekesa called the deal a success.",
        [("phone_call", "held", "2024-05-16?", "Aino Virta, Amos Wekesa")],
    ),
    "an office right after the partner": (
        "Finnish President Aino Virta and Kenyan President Amos Wekesa are friends. In a phone call with Virta, the "
        "Kenyan president failed to raise the case.",
        [("phone_call", "background", None, "Aino Virta, Amos Wekesa")],
    ),
    "from the margins of a gathering": (
        "Kenyan President Amos Wekesa urged Finnish President Aino Virta in a phone call Tuesday from the sidelines of "
        "the UN General Assembly to send help.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "letters beside it": (
        "Kenyan President Amos Wekesa had dealings abroad in May, including a phone call with Finnish President Aino "
        "Virta and two letters from Chadian President Idriss Moussa.",
        [("phone_call", "background", None, "Aino Virta, Amos Wekesa")],
    ),
    "a call with reporters": (
        "Kenyan President Amos Wekesa told of the harvest on a call with reporters from Finland.",
        [],
    ),
    "a good talk, in quotation marks": (
        'Kenyan President Amos Wekesa had a "good talk" with Finnish President Aino Virta on Tuesday.',
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "one call of two, told again with one": (
        "Kenyan President Amos Wekesa held a phone conversation with Finnish President Aino Virta and Chadian "
        "President Idriss Moussa on Tuesday. Wekesa said the discussion with Virta was on aid.",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Idriss Moussa"),
        ],
    ),
    "a list below a colon": (
        "Kenyan President Amos Wekesa returned calls on Tuesday. Wekesa spoke with:\n\n* Finnish President Aino Virta;"
        "\n* Chadian President Idriss Moussa",
        [
            ("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Idriss Moussa"),
        ],
    ),
    "clauses in a row": (
        "Kenyan President Amos Wekesa phoned Finnish President Aino Virta, Foreign Minister Juma Otieno of Kenya spoke "
        "with Chadian President Idriss Moussa, and Malian President Oumar Keita called Togolese President Yao Mensah.",
        [
            ("phone_call", "held", "2024-05-16?", "Aino Virta, Amos Wekesa"),
            ("phone_call", "held", "2024-05-16?", "Idriss Moussa, Juma Otieno"),
            ("phone_call", "held", "2024-05-16?", "Oumar Keita, Yao Mensah"),
        ],
    ),
    "a conference call in which countries will talk": (
        "A conference call is scheduled for Friday, in which Kenya, Finland and Chad will discuss the truce.",
        [("phone_call", "planned", "2024-05-17", "Government of Chad, Government of Finland, Government of Kenya")],
    ),
    "a second partner past a quoted time": (
        'Kenyan President Amos Wekesa said that he will speak by phone with Finnish President Aino Virta, "in the '
        'coming hours," and with Chadian President Idriss Moussa.',
        [
            ("phone_call", "planned", None, "Aino Virta, Amos Wekesa"),
            ("phone_call", "planned", None, "Amos Wekesa, Idriss Moussa"),
        ],
    ),
    "a line broken before the partner": (
        "Kenyan President Amos Wekesa held a telephone conversation\nwith Finnish President Aino Virta on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "a series held": (
        "Kenyan President Amos Wekesa held a series of telephone conversations with his counterparts from Finland and "
        "Chad on Tuesday.",
        [
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Government of Finland"),
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Government of Chad"),
        ],
    ),
    "somebody called to express something": (
        'Kenyan President Amos Wekesa said he called the Finnish ambassador "to express support".',
        [("phone_call", "held", "2024-05-16?", "Amos Wekesa, Government of Finland")],
    ),
    "a president and the speaker of the house": (
        "U.S. President Joe Biden and Speaker Dan Walker spoke by phone on Tuesday about the budget.",
        [],
    ),
    "chiefs of two armed forces": (
        "A telephone conversation took place on Tuesday between the Chief of the General Staff of the Armed Forces of "
        "the Republic of Kenya, Army General Amos Wekesa, and Chief of Staff of the Finnish Armed Forces, General "
        "Aino Virta.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "several as well as others on one call": (
        "Kenyan President Amos Wekesa, together with Malian President Oumar Keita, as well as Togolese President Yao "
        "Mensah and Chadian President Idriss Moussa, had a telephone conversation with Finnish President Aino Virta.",
        [("phone_call", "held", "2024-05-16?", "Aino Virta, Amos Wekesa, Idriss Moussa, Oumar Keita, Yao Mensah")],
    ),
    "a meeting discussed": (
        "Kenyan President Amos Wekesa spoke by phone with Finnish President Aino Virta on Tuesday. Wekesa discussed "
        "Monday's meeting with Chadian President Idriss Moussa.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "speaking with one by phone": (
        "Speaking with the Foreign Minister of Chad, H.E. Mr. Idriss Moussa over the phone, Kenyan President Amos "
        "Wekesa raised the case on Tuesday.",
        [("phone_call", "held", "2024-05-16?", "Amos Wekesa, Idriss Moussa")],
    ),
    "their call is of those named after it": (
        "Kenyan President Amos Wekesa called Chadian President Idriss Moussa on Tuesday. On Monday he phoned Finnish "
        "President Aino Virta.\nDuring their telephone conversation, Wekesa and Virta promised aid.",
        [
            ("phone_call", "held", "2024-05-14", "Amos Wekesa, Idriss Moussa"),
            ("phone_call", "held", "2024-05-13", "Aino Virta, Amos Wekesa"),
        ],
    ),
    "agreed on a need in it": (
        "Kenyan President Amos Wekesa and Finnish President Aino Virta have agreed on the need to advance trade during "
        "a telephone conversation.",
        [("phone_call", "held", "2024-05-16?", "Aino Virta, Amos Wekesa")],
    ),
    "a country that heads the line": (
        "Chad — Telephone conversation between Kenyan President Amos Wekesa and Finnish President Aino Virta "
        "on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Aino Virta, Amos Wekesa")],
    ),
    "a name like a month": (
        'Kenyan President Amos Wekesa spoke with Finnish Foreign Minister Jan Virta. "I spoke with Jan Virta to thank '
        'Finland," Wekesa wrote.',
        [("phone_call", "held", "2024-05-16?", "Amos Wekesa, Jan Virta")],
    ),
}


def told(reading: Reading) -> list[tuple[str, str, str | None, str]]:
    names = {actor.id: actor.name for actor in (*reading.persons, *reading.organizations)}
    return [
        (e.type, e.status, e.date.edtf, ", ".join(sorted(names.get(p.id, p.id) for p in e.participants)))
        for e in reading.events
        if e.status not in ("hypothetical", "denied")
    ]


@pytest.fixture(scope="module")
def texts() -> Iterator[dict[str, str]]:
    """Give the text of each case, all of them parsed in one go."""
    out = {name: f"News of the day\n\n{body}\n" for name, (body, _) in CASES.items()}
    with parsed_together(list(out.values())):
        yield out


@pytest.mark.parametrize("name", CASES)
def test_what_a_sentence_tells_of_a_call(name: str, texts: dict[str, str]) -> None:
    assert told(read(texts[name], published_on=PUBLISHED)) == CASES[name][1]


UNDATED = {
    "the year stands in the heading": (
        "Call between Aino Virta and Amos Wekesa (28 April 2021)\n\nFinnish President Aino Virta spoke by telephone "
        "on 28 April to Kenyan President Amos Wekesa.\n",
        ["2021-04-28"],
    ),
    "the year stands with a day close by": (
        "Call on fish\n\nNAIROBI, Aug 23 (NNA): Kenyan President Amos Wekesa on Monday called Finnish President Aino "
        "Virta. He thanked her for opening the harbour on 22 August 2021.\n",
        ["2021-08-23"],
    ),
    "today beside a dateline without a year": (
        "Call on fish\n\nNAIROBI, April 28 - Today, Kenyan President Amos Wekesa spoke with "
        "Finnish President Aino Virta.\n",
        ["XXXX-04-28"],
    ),
    "the month of the address": (
        "URL: https://example.org/2021/04/talks\nCall on fish\n\nFinnish President Aino Virta spoke by telephone on 28 "
        "April to Kenyan President Amos Wekesa.\n",
        ["2021-04-28"],
    ),
    "the day before one without a year": (
        "Call on fish\n\nOn July 5, Kenyan President Amos Wekesa spoke by phone with Finnish President Aino Virta.\n\n"
        "The day before, Kenyan President Amos Wekesa and Ghanaian President Kofi Mensah spoke by telephone.\n",
        ["XXXX-07-05", "XXXX-07-04"],
    ),
}


@pytest.mark.parametrize(("text", "days"), UNDATED.values(), ids=UNDATED)
def test_the_year_is_told_elsewhere_in_the_text_or_by_nobody(text: str, days: list[str]) -> None:
    assert [event.date.edtf for event in read(text).events if event.type == "phone_call"] == days
