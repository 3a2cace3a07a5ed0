"""Which events a text tells of: type, status, day, parties; and what is no event of diplomacy."""

import pytest

from timeline.extraction import Reading, read

PUBLISHED = "2024-05-16"  # a Thursday


def reading_of(body: str, published: str | None = PUBLISHED) -> Reading:
    return read(f"News of the day\n\n{body}\n", published_on=published)


def told(reading: Reading) -> list[tuple]:
    """Give type, status, day and parties of each event."""
    names = {actor.id: actor.name for actor in (*reading.persons, *reading.organizations)}
    return [(e.type, e.status, e.date.edtf, *sorted(names[p.id] for p in e.participants)) for e in reading.events]


EVENTS = {
    "spoke by phone": (
        "French President Emmanuel Macron spoke by phone with Indian Prime Minister Narendra Modi on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Emmanuel Macron", "Narendra Modi")],
    ),
    "telephoned": (
        "Turkish Foreign Minister Hakan Fidan telephoned Iranian Foreign Minister Hossein Amirabdollahian on Monday.",
        [("phone_call", "held", "2024-05-13", "Hakan Fidan", "Hossein Amirabdollahian")],
    ),
    "spoke with, no medium said": (
        "Japanese Foreign Minister Yoko Kamikawa spoke with Italian Foreign Minister Antonio Tajani on Wednesday.",
        [("phone_call", "held", "2024-05-15", "Antonio Tajani", "Yoko Kamikawa")],
    ),
    "both as the subject": (
        "Chinese President Xi Jinping and German Chancellor Olaf Scholz spoke by telephone on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Olaf Scholz", "Xi Jinping")],
    ),
    "phone talks": (
        "South Korean Foreign Minister Cho Tae-yul held phone talks with Polish Foreign Minister Radoslaw Sikorski on"
        " Monday.",
        [("phone_call", "held", "2024-05-13", "Cho Tae-yul", "Radoslaw Sikorski")],
    ),
    "in a call, with later mentions": (
        "In a phone call on Wednesday, Egyptian Foreign Minister Sameh Shoukry told Russian Foreign Minister Sergei"
        " Lavrov that talks must go on. During the call, Lavrov agreed. Their conversation lasted an hour.",
        [("phone_call", "held", "2024-05-15", "Sameh Shoukry", "Sergei Lavrov")],
    ),
    "several calls of one caller": (
        "German Foreign Minister Annalena Baerbock spoke on Tuesday with French Foreign Minister Stephane Sejourne,"
        " Spanish Foreign Minister Jose Manuel Albares and British Foreign Secretary David Cameron.",
        [
            ("phone_call", "held", "2024-05-14", "Annalena Baerbock", "Stephane Sejourne"),
            ("phone_call", "held", "2024-05-14", "Annalena Baerbock", "Jose Manuel Albares"),
            ("phone_call", "held", "2024-05-14", "Annalena Baerbock", "David Cameron"),
        ],
    ),
    "conference call": (
        "U.S. President Joe Biden held a conference call with French President Emmanuel Macron and German Chancellor"
        " Olaf Scholz on Monday.",
        [("phone_call", "held", "2024-05-13", "Emmanuel Macron", "Joe Biden", "Olaf Scholz")],
    ),
    "video call": (
        "Australian Prime Minister Anthony Albanese and Indian Prime Minister Narendra Modi held a video call on"
        " Tuesday.",
        [("video_call", "held", "2024-05-14", "Anthony Albanese", "Narendra Modi")],
    ),
    "the second of two ministers heads the subject": (
        "South Korean Defense Minister Shin Won-sik and US Defense Secretary Lloyd Austin spoke by phone Tuesday to"
        " discuss matters of the alliance.",
        [("phone_call", "held", "2024-05-14", "Lloyd Austin", "Shin Won-sik")],
    ),
    "one's country between two names": (
        "Emmanuel Macron of France and his Kenyan counterpart William Ruto spoke on the phone late on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Emmanuel Macron", "William Ruto")],
    ),
    "countries of two before their common title": (
        "A telephone conversation between French and Kenyan leaders Emmanuel Macron and William Ruto will take place"
        " on Saturday, May 18.",
        [("phone_call", "planned", "2024-05-18", "Emmanuel Macron", "William Ruto")],
    ),
    "several ring one": (
        "Canadian Prime Minister Justin Trudeau, French President Emmanuel Macron and German Chancellor Olaf Scholz"
        " also called Ukrainian President Volodymyr Zelenskyy on Tuesday.",
        [
            ("phone_call", "held", "2024-05-14", "Justin Trudeau", "Volodymyr Zelenskyy"),
            ("phone_call", "held", "2024-05-14", "Emmanuel Macron", "Volodymyr Zelenskyy"),
            ("phone_call", "held", "2024-05-14", "Olaf Scholz", "Volodymyr Zelenskyy"),
        ],
    ),
    "counterparts named after a dash": (
        "Phone talks among Defense Minister Shin Won-sik of South Korea and his US and Japanese counterparts -- Lloyd"
        " Austin and Minoru Kihara -- were held on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Lloyd Austin", "Minoru Kihara", "Shin Won-sik")],
    ),
    "a body in a video conference": (
        "The G7 leaders met in a video conference on Tuesday.",
        [("video_call", "held", "2024-05-14", "G7")],
    ),
    "a call with allies not named": (
        "U.S. President Joe Biden held a phone call with European allies on Tuesday.",
        [("phone_call", "held", "2024-05-14", "Joe Biden")],
    ),
    "planned call": (
        "U.S. President Joe Biden will speak by phone with Chinese President Xi Jinping on Saturday.",
        [("phone_call", "planned", "2024-05-18", "Joe Biden", "Xi Jinping")],
    ),
    "call called off": (
        "Ukrainian President Volodymyr Zelenskyy cancelled a phone call with Hungarian Prime Minister Viktor Orban.",
        [("phone_call", "cancelled", None, "Viktor Orban", "Volodymyr Zelenskyy")],
    ),
    "request for a call refused": (
        "The Kremlin rejected a request from Ukrainian President Volodymyr Zelenskyy to speak by phone with Russian"
        " President Vladimir Putin.",
        [("phone_call", "cancelled", None, "Vladimir Putin", "Volodymyr Zelenskyy")],
    ),
    "only the report is dated": (
        "Canadian Foreign Minister Melanie Joly has spoken by phone with Israeli Foreign Minister Israel Katz, her"
        " ministry said on Wednesday.",
        [("phone_call", "held", "2024-05-15?", "Israel Katz", "Melanie Joly")],
    ),
    "meeting": (
        "Indonesian President Joko Widodo met Singaporean Prime Minister Lee Hsien Loong in Bogor on Monday.",
        [("meeting", "held", "2024-05-13", "Joko Widodo", "Lee Hsien Loong")],
    ),
    "meeting with whom": (
        "The envoy praised Qatari Prime Minister Mohammed bin Abdulrahman Al Thani, with whom U.S. Secretary of State"
        " Antony Blinken met on Tuesday.",
        [("meeting", "held", "2024-05-14", "Antony Blinken", "Mohammed bin Abdulrahman Al Thani")],
    ),
    "talks between": (
        "Talks between Armenian Foreign Minister Ararat Mirzoyan and Azerbaijani Foreign Minister Jeyhun Bayramov were"
        " held in Almaty on Friday.",
        [("meeting", "held", "2024-05-10", "Ararat Mirzoyan", "Jeyhun Bayramov")],
    ),
    "visit": (
        "Russian President Vladimir Putin arrived in China on Thursday.",
        [("visit", "held", "2024-05-16", "Government of China", "Vladimir Putin")],
    ),
    "planned visit": (
        "Brazilian President Luiz Inacio Lula da Silva plans to visit Colombia next month.",
        [("visit", "planned", "2024-06", "Government of Colombia", "Luiz Inacio Lula da Silva")],
    ),
    "sanctions": (
        "The European Union imposed sanctions on Belarus on Tuesday.",
        [("sanction", "held", "2024-05-14", "European Union", "Government of Belarus")],
    ),
    "treaty": (
        "Finland and the United States signed a defence agreement on Monday.",
        [("agreement", "held", "2024-05-13", "Government of Finland", "Government of United States")],
    ),
    "put off to another day": (
        "Canadian Prime Minister Justin Trudeau postponed until September the G7 summit that had been scheduled for"
        " June.",
        [
            ("summit", "planned", "2024-09", "G7", "Justin Trudeau"),
            ("summit", "cancelled", "2024-06", "G7", "Justin Trudeau"),
        ],
    ),
    "call off the list": (
        "Greek Foreign Minister Giorgos Gerapetritis spoke by phone with Cypriot Foreign Minister Constantinos Kombos"
        " on Monday. Bulgarian Foreign Minister Daniel Mitov was also on the list of calls on Tuesday.",
        [
            ("phone_call", "held", "2024-05-13", "Constantinos Kombos", "Giorgos Gerapetritis"),
            ("phone_call", "held", "2024-05-14", "Daniel Mitov", "Giorgos Gerapetritis"),
        ],
    ),
    "ministers from countries": (
        "U.S. Defense Secretary Lloyd Austin spoke on Tuesday with defence ministers from Norway and Denmark.",
        [
            ("phone_call", "held", "2024-05-14", "Government of Norway", "Lloyd Austin"),
            ("phone_call", "held", "2024-05-14", "Government of Denmark", "Lloyd Austin"),
        ],
    ),
    "a leader nobody names": (
        "The Prime Minister spoke to Ukrainian President Volodymyr Zelenskyy on Wednesday.",
        [("phone_call", "held", "2024-05-15", "Volodymyr Zelenskyy")],
    ),
    "date of another event in the sentence": (
        "In a phone call on Tuesday with Kenyan President William Ruto, French President Emmanuel Macron recalled his"
        " visit to Kenya in 2019.",
        [
            ("phone_call", "held", "2024-05-14", "Emmanuel Macron", "William Ruto"),
            ("visit", "background", "2019", "Emmanuel Macron", "Government of Kenya"),
        ],
    ),
    "honorific and a title after the name": (
        "Mr. Taro Kono, Minister for Foreign Affairs of Japan, held a telephone talk with Hon. Marise Payne MP,"
        " Minister for Foreign Affairs of Australia, on Monday.",
        [("phone_call", "held", "2024-05-13", "Marise Payne", "Taro Kono")],
    ),
    "telephonic, dialled": (
        "Indian Prime Minister Narendra Modi and Nepali Prime Minister Pushpa Kamal Dahal held a telephonic"
        " conversation on Monday. Modi dialled Dahal.",
        [("phone_call", "held", "2024-05-13", "Narendra Modi", "Pushpa Kamal Dahal")],
    ),
    "diplomats expelled": (
        "Poland expelled three Russian diplomats on Wednesday.",
        [("other", "held", "2024-05-15", "Government of Poland")],
    ),
}


@pytest.mark.parametrize("case", EVENTS)
def test_events_are_told(case):
    body, wanted = EVENTS[case]

    assert told(reading_of(body)) == wanted


NO_EVENTS = {
    "speech to reporters": "French President Emmanuel Macron spoke to reporters in Paris on Tuesday.",
    "call inside one government": "U.S. President Joe Biden called Secretary of State Antony Blinken on Sunday.",
    "a call for restraint": "Chinese Foreign Minister Wang Yi repeated his call for restraint on Tuesday.",
    "sport": "Spanish coach Luis de la Fuente telephoned French striker Kylian Mbappe on Monday before the match.",
    "business": "Apple chief executive Tim Cook met Foxconn chairman Young Liu in Taipei and signed an agreement.",
    "private call": "U.S. President Joe Biden telephoned Maria Gomez, the widow of a firefighter, on Monday.",
    "phone scam": "The caller said he was a minister. Police in Spain warned on Monday of such calls from abroad.",
    "an audience at home": "Polish Prime Minister Donald Tusk spoke to parliament about pensions on Friday.",
}


@pytest.mark.parametrize("case", NO_EVENTS)
def test_no_event_where_there_is_no_diplomacy(case):
    assert told(reading_of(NO_EVENTS[case])) == []


NO_TALKS = {
    "called names": "Russian President Vladimir Putin called German Chancellor Olaf Scholz a weak leader on Monday.",
    "meeting a demand": "Turkish President Recep Tayyip Erdogan said that Sweden had not met his demands.",
    "a call on somebody to act": "French President Emmanuel Macron called on Iran to release the sailors on Monday.",
    "talk of war": "Estonian Prime Minister Kaja Kallas criticised Russia's talk of war on Tuesday.",
}


@pytest.mark.parametrize("case", NO_TALKS)
def test_no_call_or_meeting_where_the_words_mean_something_else(case):
    events = reading_of(NO_TALKS[case]).events

    assert [e.type for e in events if e.type not in ("statement", "other")] == []


def test_heading_of_a_plan_is_no_call_held():
    text = "Biden to speak with leaders of Spain and Italy\n\nU.S. President Joe Biden will hold calls on Saturday.\n"

    reading = read(text, published_on=PUBLISHED)

    assert [row[:2] for row in told(reading)] == [("phone_call", "planned"), ("phone_call", "planned")]


def test_events_supposed_are_not_told_as_held():
    body = "If U.S. President Joe Biden and Chinese President Xi Jinping spoke by phone, tensions would ease."

    assert {e.status for e in reading_of(body).events} <= {"hypothetical"}


FIRST = {
    "first phone call": ("held their first phone call on Monday", True),
    "for the first time": ("spoke by phone for the first time on Monday", True),
    "first since": ("held their first phone call since January on Monday", False),
    "no first": ("held a phone call on Monday", False),
}


@pytest.mark.parametrize("case", FIRST)
def test_first_is_said_only_of_the_first_ever(case):
    words, is_first = FIRST[case]
    body = f"Dutch Prime Minister Mark Rutte and Japanese Prime Minister Fumio Kishida {words}."

    assert [e.first for e in reading_of(body).events] == [is_first]


INITIATED = {
    "the caller": ("Macron telephoned Modi on Monday.", "Emmanuel Macron"),
    "at the request": ("The two spoke by phone on Monday at the request of Modi.", "Narendra Modi"),
    "a side": ("Macron held a phone call with Modi on Monday. The call was initiated by India.", "Narendra Modi"),
    "nobody says": ("Macron held a phone call with Modi on Monday.", None),
}


@pytest.mark.parametrize("case", INITIATED)
def test_initiator_is_who_the_text_says(case):
    words, wanted = INITIATED[case]
    body = f"French President Emmanuel Macron and Indian Prime Minister Narendra Modi agree on much. {words}"

    reading = reading_of(body)

    names = {person.id: person.name for person in reading.persons}
    assert [names.get(e.initiated_by) for e in reading.events if e.type == "phone_call"] == [wanted]


def test_undated_events_at_home_are_bounded_by_what_they_came_after():
    reading = reading_of(
        "South Korean Foreign Minister Cho Tae-yul met Japanese Foreign Minister Yoko Kamikawa on Monday. Defence"
        " Minister Shin Won-sik resigned earlier this month. Shin was later arrested."
    )

    dates = {e.type: (e.date.edtf, e.domestic) for e in reading.events}
    assert dates["resignation"] == ("2024-05", True)
    assert dates["arrest"] == ("2024-05", True)


def test_new_minister_of_a_call_is_a_matter_of_diplomacy():
    reading = reading_of(
        "Norwegian Foreign Minister Espen Barth Eide spoke by phone with Dutch Foreign Minister Hanke Bruins Slot on"
        " Monday. Eide took office last week."
    )

    assert [e.domestic for e in reading.events if e.type == "appointment"] == [False]


def test_confidence_is_higher_where_the_words_name_the_medium():
    named = "Macron spoke by phone with Modi on Monday."
    open_words = "Macron spoke with Modi on Monday."
    lead = "French President Emmanuel Macron and Indian Prime Minister Narendra Modi agree on much."

    values = [reading_of(f"{lead} {words}").events[0].confidence for words in (named, open_words)]

    assert values[0] > values[1]


def test_confidence_is_highest_where_two_persons_talk_and_much_is_said_of_it():
    pair = reading_of(
        "Norwegian Foreign Minister Espen Barth Eide spoke by phone with Dutch Foreign Minister Hanke Bruins Slot on"
        " Monday. In the call, Eide thanked Bruins Slot for the ships. The two ministers agreed to meet in May."
    )
    vague = reading_of("Talks between Norway, the Netherlands and Denmark took place after the storm.")

    assert pair.events[0].confidence >= 0.9
    assert vague.events[0].confidence < 0.5


def test_statement_belongs_to_the_call_it_was_made_in():
    body = (
        "Indian Foreign Minister Subrahmanyam Jaishankar spoke by phone with Iranian Foreign Minister Hossein"
        " Amirabdollahian on Tuesday. Jaishankar stressed the importance of the port. Separately, Pakistani Foreign"
        " Minister Ishaq Dar warned of new tensions."
    )

    reading = reading_of(body)

    (call,) = [e for e in reading.events if e.type == "phone_call"]
    text = f"News of the day\n\n{body}\n"
    ties = {text[s.cue[0][0] : s.cue[0][1]]: s.event for s in reading.statements}
    assert ties["stressed"] == call.id
    assert ties["warned"] != call.id


def test_statements_of_a_text_without_diplomacy_are_marked_other():
    reading = reading_of('"We will win the match," said coach Luis de la Fuente on Monday.')

    assert {s.relevance for s in reading.statements} == {"other"}


def test_readouts_name_the_institutions_that_tell():
    reading = reading_of(
        "Philippine President Ferdinand Marcos and U.S. President Joe Biden spoke by phone on Monday, the White House"
        " said in a statement."
    )

    names = {body.id: body.name for body in reading.organizations}
    assert [[names[i] for i in e.readouts] for e in reading.events] == [["White House"]]


def test_codes_are_those_of_the_field():
    reading = reading_of("French President Emmanuel Macron will meet Kenyan President William Ruto on Saturday.")

    (event,) = reading.events
    assert (event.codes.cameo, event.codes.plover) == ("036", "AGREE")


def test_exactly_one_event_is_the_main_one():
    reading = reading_of(
        "Thai Prime Minister Srettha Thavisin met Malaysian Prime Minister Anwar Ibrahim on Monday. He plans to visit"
        " Vietnam next month."
    )

    assert [e.main for e in reading.events] == [True, False]


def test_main_event_is_dated_by_the_page_only_with_a_question_mark():
    reading = reading_of("Peruvian President Dina Boluarte held a phone call with Chilean President Gabriel Boric.")

    (event,) = reading.events
    assert (event.date.edtf, event.date.basis) in ((None, "unknown"), ("2024-05-16?", "reported_on"))


def test_a_day_in_the_sentence_dates_an_event_rather_than_the_dateline():
    text = "HANOI, Nov. 21 -- Prime Minister Tran Bao met President Carmelita Ocampo of the Philippines on Tuesday."

    event = read(text, published_on="2007-11-21").events[0]

    assert (event.date.edtf, event.date.basis) == ("2007-11-20", "relative")


def test_a_week_in_the_sentence_dates_a_plan_rather_than_the_dateline():
    text = "LIMA, June 8 -- Peruvian Foreign Minister Luis Paz will meet Chilean Foreign Minister Eva Soto next week."

    event = read(text, published_on="2007-06-08").events[0]

    assert (event.status, event.date.edtf) == ("planned", "2007-06-11/2007-06-17")
