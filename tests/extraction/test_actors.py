"""Whom each mention denotes: titles alone, pronouns, groups, metonyms, and noun phrases as a whole."""

import pytest

from tests.extraction.test_people import actors_of, read

HEAD = "Talks Held\n\n"
CALL = "South Korean Defense Minister Shin Won-sik and U.S. Defense Secretary Lloyd Austin spoke by phone on Friday. "
LEADERS = "French President Emmanuel Macron called Iranian President Hassan Rouhani on Saturday. "

DENOTED = {
    "the Secretary": (CALL + "The Secretary thanked him.", "The Secretary", ["Lloyd Austin"]),
    "the minister": (CALL + "The minister agreed.", "The minister", ["Shin Won-sik"]),
    "two titles joined": (CALL + "Both the Secretary and the Minister agreed.", "Both the Secretary and the Minister",
                          ["Lloyd Austin", "Shin Won-sik"]),
    "the two": (CALL + "The two agreed to meet.", "The two", ["Shin Won-sik", "Lloyd Austin"]),
    "both sides": (CALL + "Both sides agreed to meet.", "Both sides", ["Shin Won-sik", "Lloyd Austin"]),
    "the defense chiefs": (CALL + "The defense chiefs agreed.", "The defense chiefs", ["Shin Won-sik", "Lloyd Austin"]),
    "the two officials": (CALL + "The two officials agreed to meet.", "The two officials",
                          ["Shin Won-sik", "Lloyd Austin"]),
    "two officials unnamed": (CALL + "Two officials said it was long.", "Two officials", []),
    "the warring sides": (LEADERS + "The warring sides agreed to meet.", "The warring sides",
                          ["Emmanuel Macron", "Hassan Rouhani"]),
    "they": (CALL + "They agreed to meet.", "They", ["Shin Won-sik", "Lloyd Austin"]),
    "the two leaders": (LEADERS + "The two leaders discussed trade.", "The two leaders",
                        ["Emmanuel Macron", "Hassan Rouhani"]),
    "the presidents": (LEADERS + "The presidents discussed trade.", "The presidents",
                       ["Emmanuel Macron", "Hassan Rouhani"]),
    "the two countries": (LEADERS + "The two countries have no trade.", "The two countries",
                          ["Government of France", "Government of Iran"]),
    "title with a country": (LEADERS + "The Iranian leader agreed.", "The Iranian leader", ["Hassan Rouhani"]),
    "the two are parties of the clause": (
        LEADERS + "They discussed the meeting between President Trump and President Putin. The two agreed.", "The two",
        ["Emmanuel Macron", "Hassan Rouhani"]),
    "side by its adjective": ("It was held on the American side's initiative.", "the American side",
                              ["Government of United States"]),
    "he is the subject before": (LEADERS + "He called for calm.", "He", ["Emmanuel Macron"]),
    "she": ("German Chancellor Angela Merkel met President Donald Trump. She was calm.", "She", ["Angela Merkel"]),
    "his counterpart": (LEADERS + "He wished his Iranian counterpart well.", "Iranian counterpart", ["Hassan Rouhani"]),
    "who": ("He met Foreign Minister Hakan Fidan, who denied the report.", "who", ["Hakan Fidan"]),
    "which is no person": ("President Joe Biden criticized Iran, which denied it.", "which", ["Government of Iran"]),
    "title and name with a comma": ("The French ambassador to Turkey, Isabelle Dumont, left.",
                                    "The French ambassador to Turkey, Isabelle Dumont", ["Isabelle Dumont"]),
    "the president the text is about": ("President Donald Trump left. Trump spoke of former President Barack Obama."
                                        " The president was calm.", "The president", ["Donald Trump"]),
    "spokesman alone": ("Kremlin spokesman Dmitry Peskov denied it. The spokesman gave no reason.", "The spokesman",
                        ["Dmitry Peskov"]),
    "two offices of one": ("Acting President Han Duck-soo spoke. The acting president and prime minister left.",
                           "The acting president and prime minister", ["Han Duck-soo"]),
    "spokesman of a person": ("A spokesman for President Joe Biden declined.",
                              "A spokesman for President Joe Biden", []),
    "office of a president": (LEADERS + "Macron's office confirmed it.", "Macron's office",
                              ["Office of the President of France"]),
    "ministry of a metonym": ("Seoul's defense ministry said so.", "Seoul's defense ministry",
                              ["South Korea Ministry of Defense"]),
    "the ministry": ("Seoul's defense ministry said so. The ministry gave no date.", "The ministry",
                     ["South Korea Ministry of Defense"]),
    "it": ("The Japanese foreign ministry confirmed the call. It gave no details.", "It",
           ["Japan Ministry of Foreign Affairs"]),
    "metonym": ("Washington would keep all lines open.", "Washington", ["Government of United States"]),
    "joined names": (LEADERS + "Macron and Rouhani agreed.", "Macron and Rouhani",
                     ["Emmanuel Macron", "Hassan Rouhani"]),
    "apposition": ("Petro Poroshenko, the president of Ukraine, agreed.", "Petro Poroshenko, the president of Ukraine",
                   ["Petro Poroshenko"]),
    "officials of a country": ("Turkish officials confirmed it.", "Turkish officials", ["Government of Turkey"]),
    "the sources": ("An EU official confirmed it. The sources gave no details.", "The sources", ["European Union"]),
    "official of a body": ("An EU official confirmed it.", "An EU official", ["European Union"]),
    "leaders of a list": ("The leaders of Britain, Germany and Italy agreed.",
                          "The leaders of Britain, Germany and Italy",
                          ["Government of United Kingdom", "Government of Germany", "Government of Italy"]),
    "statement of a body": ("A White House statement praised the talks.", "A White House statement", ["White House"]),
    "the statement": ("The White House released a statement late on Monday. The statement gave no details.",
                      "The statement", ["White House"]),
    "administration of a person": ("President Donald Trump left. The Trump administration imposed tariffs.",
                                   "The Trump administration", ["Government of United States"]),
    "I in a quotation": ('"I spoke with them," French President Emmanuel Macron said.', "I", ["Emmanuel Macron"]),
    "the sides with nobody named": ("The sides are to meet again in Geneva.", "The sides", []),
    "seat as a place": ("Crowds met in Cairo.", "Cairo", []),
}  # fmt: skip
HEADLINES = {
    "surname before its name": ("Austin reaffirms alliance in call\n\n" + CALL, "Austin", ["Lloyd Austin"]),
    "title before its name": ("US defense chief, ally speak\n\n" + CALL, "US defense chief", ["Lloyd Austin"]),
}


@pytest.mark.parametrize(("text", "phrase", "names"), DENOTED.values(), ids=DENOTED)
def test_phrase_denotes(text: str, phrase: str, names: list[str]) -> None:
    found = actors_of(text)
    start = (HEAD + text).rindex(phrase)
    known = {actor.id: actor.name for actor in (*found.persons, *found.organizations)}

    assert [known[actor] for actor in found.who((start, start + len(phrase)))] == names


@pytest.mark.parametrize(("text", "phrase", "names"), HEADLINES.values(), ids=HEADLINES)
def test_headline_denotes_whom_the_body_names(text: str, phrase: str, names: list[str]) -> None:
    found = read(text)
    start = text.index(phrase)
    known = {actor.id: actor.name for actor in (*found.persons, *found.organizations)}

    assert [known[actor] for actor in found.who((start, start + len(phrase)))] == names


def test_surname_alone_is_the_one_named_last() -> None:
    text = (
        "Vice Defense Minister Kim Seon-ho replaced former Defense Minister Kim Yong-hyun. Kim was arrested."
        " Kim Seon-ho spoke with allies. Kim thanked them."
    )
    found = actors_of(text)
    at = [(HEAD + text).index("Kim was"), (HEAD + text).index("Kim thanked")]

    names = {person.id: person.name for person in found.persons}
    assert [names[found.who((start, start + 3))[0]] for start in at] == ["Kim Yong-hyun", "Kim Seon-ho"]


def test_mention_is_found_by_an_offset_within_it() -> None:
    text = "U.S. President Joe Biden left."
    found = actors_of(text)

    mention = found.at(len(HEAD) + text.index("Biden"))

    assert mention is not None
    assert (mention.kind, found.country_of(mention.actors[0])) == ("name", "USA")
    assert found.at(len(HEAD) + text.index("left")) is None
