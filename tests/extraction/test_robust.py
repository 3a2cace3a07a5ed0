import json
import re
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extraction import read
from timeline.extraction.dates import edtf, finder
from timeline.extraction.dates.finder import scan, scanner
from timeline.extraction.document import take_apart
from timeline.extraction.tongue import language_of

WORDS = st.sampled_from(
    [
        "The minister",
        "said",
        "on Friday",
        "“",
        "”",
        '"',
        "'",
        "\n",
        "\n\n",
        "- ",
        "By ",
        "Ann Lee",
        "SEOUL, May 9 (AP) --",
    ]
    + [
        "President",
        "Kim",
        "spoke by phone with",
        "agreed to",
        ".",
        ",",
        "last week",
        "Dec. 3-4",
        "9 a.m.",
        "2018",
        "(",
        ")",
    ]
    + [
        "Published : Dec. 20, 2024",
        "Read more",
        "the 15th",
        "Feb. 30",
        "\x00",
        "\u200b",
        "한덕수",
        "🙂",
        "\ud800",
        "\r\n",
    ]
)
TEXTS = st.text(max_size=300) | st.lists(WORDS, max_size=40).map(" ".join)


def spans_of(item, text):
    """Yield every (start, end) of a reading."""
    if is_dataclass(item):
        if hasattr(item, "start") and hasattr(item, "end") and item.start is not None:
            yield item.start, item.end
        for part in fields(item):
            yield from spans_of(getattr(item, part.name), text)
    elif isinstance(item, tuple):
        if len(item) == 2 and all(isinstance(end, int) for end in item):
            yield item
        else:
            for part in item:
                yield from spans_of(part, text)


@given(TEXTS)
@settings(max_examples=80)
def test_any_text_gives_a_valid_reading(text):
    reading = read(text)

    assert reading.chars == len(text)
    assert all(0 <= start <= end <= len(text) for start, end in spans_of(reading, text))
    assert all(edtf.is_valid(mention.edtf) for mention in reading.dates)
    assert json.loads(json.dumps(reading.as_json())) is not None


@given(TEXTS)
@settings(max_examples=200)
def test_any_text_has_a_plain_copy_of_its_length(text):
    document = take_apart(text)

    assert len(document.plain) == len(text)
    assert not re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", document.plain)
    assert all(0 <= start < end <= len(text) for start, end in document.boilerplate)
    assert all(document.plain[start:end].strip() for start, end in document.blocks)


TEXTS_OF_NOTHING = {
    "empty": "",
    "blanks": " \n\t \r\n",
    "a NUL": "\x00",
    "one word": "Friday",
    "marks": "“”‘’—…",
    "half a pair": "\ud800",
    "a byte-order mark": "\ufeff",
    "only boilerplate": "Read more\nAdvertisement\n12 comments",
    "only headlines": "- One\n- Two\n- Three",
}


@pytest.mark.parametrize("text", TEXTS_OF_NOTHING.values(), ids=TEXTS_OF_NOTHING)
def test_a_text_of_nothing_gives_no_facts(text):
    reading = read(text)

    assert (reading.persons, reading.events, reading.statements) == ((), (), ())
    assert reading.published.basis == "unknown"


# Texts cut off at a word after which a rule may look for the next one.
BROKEN_OFF = {
    "is": "The foreign minister of Chad said that the summit is",
    "was": "The envoy was",
    "left": "The two countries have left",
    "with": "The president of Chad spoke by phone with",
    "among": "The president of Chad spoke with leaders, among",
    "according": "The president called his counterpart, according",
}


@pytest.mark.parametrize("text", BROKEN_OFF.values(), ids=BROKEN_OFF)
def test_a_text_that_breaks_off_is_read(text):
    assert read(text).chars == len(text)


LANGUAGES = {
    "English": ("The two ministers spoke by phone on Friday and agreed to meet again in the spring.", "en"),
    "Korean": (
        "한덕수 대통령 권한대행은 19일 이시바 시게루 일본 총리와 통화하고 한미일 협력을 이어 가기로 했다고 밝혔다.",
        "ko",
    ),
    "French": (
        "Le ministre des Affaires étrangères s'est entretenu vendredi avec son homologue japonais à Paris.",
        "fr",
    ),
    "German": (
        "Der Bundeskanzler telefonierte am Freitag mit dem ukrainischen Präsidenten über die Lage im Land.",
        "de",
    ),
    "Spanish": (
        "El presidente habló por teléfono con su homólogo ayer por la tarde sobre la situación en la región.",
        "es",
    ),
    "Russian": ("Министры иностранных дел обсудили по телефону положение в регионе и договорились о встрече.", "ru"),
    "too short to tell": ("Yoon, Biden", "en"),
    "names and figures": ("Kishida Yoon Biden Camp David 2023 08 18 ROK US JPN 1 2 3", "en"),
    "English with a foreign quotation": (
        "“Wir schaffen das”, said the chancellor of Germany in Berlin, and the phrase was heard around the world.",
        "en",
    ),
}


@pytest.mark.parametrize(("text", "code"), LANGUAGES.values(), ids=LANGUAGES)
def test_language(text, code):
    assert language_of(text) == code


def test_a_text_in_another_language_is_named_and_not_read():
    text = "Entretien téléphonique\nPublié: 2022-05-09\n" + LANGUAGES["French"][0]

    reading = read(text, published_on="2022-05-09")

    assert reading.language == "fr"
    assert reading.warnings == ("The text is in French, not in English: nothing was read in it.",)
    assert reading.title.text == "Entretien téléphonique"
    assert reading.published.edtf == "2022-05-09"
    assert (reading.persons, reading.dates, reading.events, reading.statements) == ((), (), (), ())


class Counter:
    """Count how often the rules are tried."""

    def __init__(self, pattern):
        self.pattern, self.tries = pattern, 0

    def match(self, *arguments):
        self.tries += 1
        return self.pattern.match(*arguments)


def test_the_work_of_finding_dates_grows_with_the_length(monkeypatch):
    sentence = "The ministers met on Friday, two days after the vote of Dec. 3, and will meet again next week. "

    def tries(times):
        counter = Counter(scanner())
        monkeypatch.setattr(finder, "scanner", lambda: counter)
        found = len(list(scan(sentence * times)))
        monkeypatch.undo()
        return counter.tries, found

    once, found = tries(50)

    assert tries(500) == (10 * once, 10 * found)


# Texts on which a careless pattern takes time that grows with the square of the length, or worse; they must just end.
HOSTILE = {
    "blanks": " " * 100_000,
    "letters": "a" * 100_000,
    "capitals": "A " * 50_000,
    "capitalised words": "Ann Lee " * 12_000,
    "digits": "1" * 100_000,
    "hyphens": "-" * 100_000,
    "quotation marks": '"' * 20_000,
    "brackets": "(" * 50_000,
    "lines": "\n" * 100_000,
    "short lines": "a\n" * 20_000,
    "the": "the " * 25_000,
    "months": "May " * 20_000,
    "commas": "Ann, " * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_document_and_dates_end_on_hostile_texts(text):
    document = take_apart(text)

    assert len(list(scan(document.plain))) <= len(text)
