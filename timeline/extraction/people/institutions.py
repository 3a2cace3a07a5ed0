"""Institutions: bodies, ministries, governments and their metonyms, where they stand in the text."""

from dataclasses import dataclass

from timeline.extraction.lexicon import Entry, word_list
from timeline.extraction.people.page import Page
from timeline.extraction.people.words import Chunk

# Portfolios as ministries print them; any other is the words of the text.
PORTFOLIOS = {"defence": "Defense", "foreign": "Foreign Affairs", "interior": "the Interior", "finance": "Finance"}
US_DEPARTMENTS = {
    "foreign": "US Department of State",
    "defence": "US Department of Defense",
    "finance": "US Department of the Treasury",
    "justice": "US Department of Justice",
}
# Institution words that mean one already spoken of when no country stands with them ("the ministry said").
REFERRING = word_list("institutions_spoken_of") | {
    "presidential office",
    "president's office",
    "prime minister's office",
}

VOICES_OF_A_BODY = word_list("voices_of_a_body")
# A body that no list knows: its words, those that link them, and how many at most.
BODY_WORDS = word_list("body_words")
BODY_LINKS = word_list("body_links")
MAX_BODY_WORDS = 7
COUNTRY_WORDS = word_list("country_words")


@dataclass(frozen=True, slots=True)
class Institution:
    """A body in the words `first` to `last`; `name` is empty where the country is still to be found."""

    first: int
    last: int
    kind: str
    name: str
    code: str | None
    portfolio: str = ""
    words: str = ""


def government(page: Page, code: str) -> str:
    """Give the name under which a country's government is printed."""
    return page.lexicon.governments.get(code) or f"Government of {page.lexicon.countries[code]}"


def named(page: Page, words: str, code: str, portfolio: str) -> str:
    """Give the name of a country's institution ("ministry" of "defence" of KOR)."""
    entry = page.lexicon.institutions[words]
    if entry.code == "government":
        return government(page, code)
    if entry.code == "ministry":
        if not portfolio:
            return government(page, code)
        if code == "USA" and portfolio in US_DEPARTMENTS:
            return US_DEPARTMENTS[portfolio]
    pretty = PORTFOLIOS.get(portfolio, portfolio.replace("_", " ").title())
    return entry.name.format(c=page.lexicon.countries[code], d=pretty)


def institution_at(page: Page, at: int) -> Institution | None:
    """Read the institution that begins with chunk `at`, if one does: the longest reading."""
    chunk = page.chunks[at]
    owner = chunk.sense("country", "adjective", "seat")
    if found := _of_country(page, at, owner):
        return found
    if (org := chunk.sense("org")) and not _is_of_another(page, at, org):
        kind = org.kind.partition(":")[2]
        return Institution(chunk.first, _with_voices(page, chunk.last), kind, org.name, org.code or None)
    if owner and owner.kind == "adjective":
        is_one_of_two = _is_in_pair(page, at)
        return (
            Institution(chunk.first, chunk.last, "country", government(page, owner.code), owner.code)
            if (is_one_of_two)
            else None
        )
    entry = chunk.sense("country", "seat", "people")
    if entry is None and page.words[chunk.first].key in COUNTRY_WORDS and _has_the(page, at):
        return Institution(chunk.first, chunk.last, "country", "", None, words=page.words[chunk.first].key)
    if entry is None:
        return None
    return Institution(chunk.first, chunk.last, entry.kind, government(page, entry.code), entry.code)


def _is_in_pair(page: Page, at: int) -> bool:
    """Tell whether an adjective is one of two countries' in one word: "Russian-Ukrainian talks"."""
    for here, other in ((at, at - 1), (at + 1, at + 1)):
        if other >= 0 and here < len(page.chunks) and page.words[page.chunks[here].first].gap == "-":
            return page.chunks[other].sense("country", "adjective", "seat") is not None
    return False


def _is_of_another(page: Page, at: int, org: Entry) -> bool:
    """Tell whether the words beside a country's body say that it is another's: "the Cambodian Senate"."""
    before = page.chunks[at - 1].sense("country", "adjective") if at and page.joined(at) else None
    code = before.code if before else _country_after(page, page.chunks[at].last)
    return bool(org.code and code and code != org.code)


def body_at(page: Page, first: int) -> Institution | None:
    """Read a body that no list knows by its last word ("the Missile Defense Agency")."""
    last, end = 0, first
    while (
        end < len(page.words) and end - first < MAX_BODY_WORDS and (end == first or page.words[end].gap in (" ", "-"))
    ):
        word = page.words[end]
        if not word.is_capital and (word.key not in BODY_LINKS or end == first or _begins_another(page, end)):
            break
        end += 1
        if word.is_capital and word.key in BODY_WORDS:
            last = end
        if word.owns:
            break
    if last - first < 2:
        return None
    country = page.chunks[page.chunk_of[first]].sense("country", "adjective")
    return Institution(first, last, "body", page.text_of(first, last), country.code if country else None)


def _begins_another(page: Page, at: int) -> bool:
    """Tell "and" in "Anna Alt and the Relief Committee" from that inside a name: an article follows."""
    return page.words[at].key == "and" and at + 1 < len(page.words) and page.words[at + 1].key == "the"


def _of_country(page: Page, at: int, owner: Entry | None) -> Institution | None:
    """Read "[Seoul's] [foreign] ministry", "[Russian] Ministry of Defence", "the presidential office"."""
    start = at + 1 if owner else at
    portfolio: Entry | None = None
    end = start
    while end < len(page.chunks) and (end == at or page.joined(end)):
        if words := _institution_words(page, end):
            return _institution(page, at, end, words, owner, portfolio)
        sense = page.chunks[end].sense("domain", "flag", "rank")
        if sense is None:
            return None
        portfolio = sense if sense.kind == "domain" else portfolio
        end += 1
    return None


def _institution_words(page: Page, at: int) -> tuple[str, int] | None:
    """Give the longest institution phrase that begins with chunk `at`, and the word after it."""
    first = page.chunks[at].first
    if page.words[first].key not in page.lexicon.institution_starts:
        return None
    for length in (4, 3, 2, 1):
        run = page.words[first : first + length]
        if len(run) < length or any(w.gap not in (" ", "-") for w in run[1:]):
            continue
        phrase = " ".join(w.key + ("'s" if w.owns else "") for w in run[:-1])
        phrase = f"{phrase} {run[-1].key}".strip()
        if phrase in page.lexicon.institutions:
            return phrase, first + length
    return None


def _institution(
    page: Page, at: int, end: int, words: tuple[str, int], owner: Entry | None, portfolio: Entry | None
) -> Institution | None:
    phrase, last = words
    kind = page.lexicon.institutions[phrase].code
    if portfolio is None and kind == "ministry":
        portfolio, last = _after_of(page, last)
    phrase = phrase.removesuffix(" of")
    code = owner.code if owner else _country_after(page, last)
    if kind == "ministry" and phrase == "department" and not (code or portfolio):
        return None
    if code:
        name = named(page, phrase, code, portfolio.code if portfolio else "")
    elif phrase in REFERRING and (portfolio or _has_the(page, at)):
        name = ""
    else:
        return None
    first, last = page.chunks[at].first, _with_voices(page, last)
    return Institution(first, last, kind, name, code, portfolio.code if portfolio else "", phrase)


def _after_of(page: Page, last: int) -> tuple[Entry | None, int]:
    """Read the portfolio of "Ministry of National Defense"."""
    if page.words[last - 1].key != "of":
        if last >= len(page.words) or page.words[last].key != "of" or page.words[last].gap != " ":
            return None, last
        last += 1
    if last < len(page.words) and page.words[last].key == "the":
        last += 1
    if last >= len(page.words):
        return None, last
    chunk: Chunk = page.chunks[page.chunk_of[last]]
    sense = chunk.sense("domain")
    return (sense, chunk.last) if sense else (None, last - 1)


def _country_after(page: Page, last: int) -> str | None:
    """Read the country of "the government of Japan"."""
    if last + 1 >= len(page.words) or page.words[last].key != "of" or page.words[last].gap != " ":
        return None
    at = last + 2 if page.words[last + 1].key == "the" else last + 1
    if at >= len(page.words):
        return None
    sense = page.chunks[page.chunk_of[at]].sense("country", "seat")
    return sense.code if sense else None


def _with_voices(page: Page, last: int) -> int:
    """Take in "officials" of "ministry officials", "governments" of "NATO governments"."""
    if last < len(page.words) and page.words[last].gap == " " and page.words[last].key in VOICES_OF_A_BODY:
        return last + 1
    return last


def _has_the(page: Page, at: int) -> bool:
    first = page.chunks[at].first
    before = page.words[first - 1].key if first else ""
    return before in ("the", "its", "his", "her", "their") or page.words[first].is_capital
