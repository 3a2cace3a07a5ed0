"""Names: the runs of capitals that name a person, and how sure the text makes it."""

import re
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from timeline.extraction.lexicon import word_list
from timeline.extraction.people.page import Page
from timeline.extraction.people.titles import Title

PARTICLES = word_list("name_particles")
GENERATIONS = word_list("generations")
SURNAMES_LIKE_TITLES = word_list("surnames_like_titles")
NAME_AND_FAMILY = 2
MAX_WORDS = 6
NOT_IN_NAMES = ("country", "adjective", "people", "org", "heads", "place", "calendar", "seat")
# Senses that a first word of an untitled name may not have; after a given name nearly all may follow ("Theresa May").
NEVER_FIRST = (*NOT_IN_NAMES, "head", "style", "flag", "domain")
NAME_SHAPE = re.compile(r"[^\W\d_][\w'-]*\Z")
# Words of these tags begin sentences, never names.
CLOSED_TAGS = frozenset(
    {"DT", "IN", "CC", "PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "TO", "MD", "EX", "PDT", "CD", "RB", "RBR"}
)
# "Jan" before a name is one himself, "May" may be a verb.
SHORT_MONTH = 3
MODAL = frozenset({"May"})
# What shows a run of capitals to be a person's name: an age, a clause with who, after it.
AGE_OR_WHO = re.compile(r",? (?:\d{2},|aged? \d|\d{2}-year|who\b|whose\b)|, \(?\d{2}\)?,| \(\d{2}\)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the words `first` to `last`, with the title or style that stands with it."""

    first: int
    last: int
    parts: tuple[str, ...]
    title: Title | None = None
    style: str | None = None
    is_sure: bool = False

    @property
    def is_single(self) -> bool:
        """Say whether it is one word only, as a later mention by surname is."""
        return len([p for p in self.parts if p.lower() not in GENERATIONS]) == 1


def name_at(page: Page, at: int, *, titled: bool) -> tuple[int, tuple[str, ...]] | None:
    """Read the longest name that begins with word `at`: the word after it, and its parts; None where none begins."""
    end, parts = _run_at(page, at, titled)
    words = page.words
    if end < len(words) and parts and words[end].key in GENERATIONS and words[end].gap in (" ", ", "):
        parts.append(words[end].text)
        end += 1
    while parts and parts[-1].lower() in PARTICLES and not parts[-1][0].isupper():
        parts.pop()
        end -= 1
    is_shout = not titled and len(parts) > 1 and _is_loud(parts[0]) and not parts[1].isupper()
    if is_shout or all(len(p.strip(".")) < 2 for p in parts):
        return None
    return end, _in_press_form(page, _once(parts))


def _once(parts: list[str]) -> list[str]:
    """Give a name once that a page has printed twice without a space: "Anna AltAnna Alt"."""
    whole = "".join(parts)
    half = len(whole) // 2
    ends = [sum(map(len, parts[:n])) for n in range(len(parts) + 1)]
    cut = next((n for n in range(1, len(parts)) if ends[n - 1] < half < ends[n]), 0)
    if len(whole) % 2 or whole[:half] != whole[half:] or not cut:
        return parts
    return [*parts[: cut - 1], parts[cut - 1][: half - ends[cut - 1]]]


def _run_at(page: Page, at: int, titled: bool) -> tuple[int, list[str]]:
    """Take in word by word what may be a name, nicknames left out."""
    words, end = page.words, at
    parts: list[str] = []
    while end < len(words) and len(parts) < MAX_WORDS + 2 and (end == at or _goes_on(page, end)):
        word = words[end]
        if parts and _is_nickname(page, end):
            end += 1
            continue
        is_particle = word.key in PARTICLES and not word.is_capital and (parts or "-" in word.text)
        may_stand = _leads_to_capital(page, end + 1) if is_particle else _may_stand(page, end, at, titled, parts)
        if word.text in parts and word.key not in PARTICLES or not may_stand:
            break
        parts.append(word.text)
        end += 1
        if word.owns:
            break
    return end, parts


def _goes_on(page: Page, at: int) -> bool:
    return _follows(page, at) or _is_nickname(page, at) or _is_nickname(page, at - 1)


def _is_loud(part: str) -> bool:
    return part.isupper() and len(part) > 2 and "." not in part and part.lower() not in GENERATIONS


def _in_press_form(page: Page, parts: list[str]) -> tuple[str, ...]:
    """Write "KISHIDA Fumio", "Emmanuel MACRON" as the press does, the family name last but in Chinese or Korean."""
    loud = [p for p in parts if _is_loud(p)]
    if not loud or len(loud) == len(parts):
        return tuple(parts)
    plain = [p.title() if p in loud else p for p in parts]
    if parts[0] in loud and plain[0] not in page.lexicon.family_first and parts[1] not in loud:
        plain = [*plain[1:], plain[0]]
    return tuple(plain)


def _is_nickname(page: Page, at: int) -> bool:
    """Tell "Benny" in 'Benjamin "Benny" Gantz', "Tony" in "Antonio (Tony) Costa"."""
    after = page.words[at + 1] if at + 1 < len(page.words) else None
    around = (page.words[at].gap, after.gap if after else "")
    return around in ((' "', '" '), (" '", "' "), (" (", ") ")) and bool(after and after.is_capital)


def _leads_to_capital(page: Page, at: int) -> bool:
    """Say whether a capital follows, perhaps after one more particle ("von der Leyen")."""
    for step in (at, at + 1):
        if step >= len(page.words) or not _follows(page, step):
            return False
        if page.words[step].is_capital:
            return True
        if page.words[step].key not in PARTICLES:
            return False
    return False


def _follows(page: Page, at: int) -> bool:
    gap, before = page.words[at].gap, page.words[at - 1].text
    return gap == " " or (gap in (". ", ".") and len(before) == 1) or (gap == "-" and before.lower() in PARTICLES)


def _may_stand(page: Page, at: int, first: int, titled: bool, parts: list[str]) -> bool:
    word, chunk = page.words[at], page.chunks[page.chunk_of[at]]
    low = word.text.lower()
    if not NAME_SHAPE.match(word.text.replace(".", "") or "-") or not (word.is_capital or is_article_name(word.text)):
        return False
    if _is_thing(page, low) and not (titled and len(parts) == 1 and parts[0] in page.lexicon.given):
        return at == first and (word.text in page.lexicon.family_first or _begins_with_given(page, at))
    if len(chunk.senses) and chunk.last - chunk.first > 1 and chunk.sense(*NOT_IN_NAMES):
        return False
    if low in GENERATIONS or (at > first and page.token(word.start).tag_ in CLOSED_TAGS):
        return False
    if at == first and titled and page.token(word.start).tag_ in CLOSED_TAGS - {"MD", "CD"}:
        return False
    if at == first:
        sense = chunk.sense(*NEVER_FIRST)
        return not sense or word.text in SURNAMES_LIKE_TITLES and titled or _is_given_first(page, at, titled)
    if chunk.sense("calendar") and (len(word.text) > 6 or low.endswith("day") or _has_day_behind(page, at)):
        return False
    if chunk.sense("country", "adjective", "people", "org", "heads") and parts[0] not in page.lexicon.given:
        return False
    return not (
        chunk.sense("head", "style")
        and low not in ("king", "prince", "pope", "judge", "bishop", "major", "chief", "sen")
    )


def _has_day_behind(page: Page, at: int) -> bool:
    """Tell the month of "met Ben Wallace Oct. 23" from a family name."""
    after = page.words[at + 1] if at + 1 < len(page.words) else None
    return after is not None and after.text[:1].isdigit() and after.gap.strip() in ("", ".")


def _is_thing(page: Page, low: str) -> bool:
    return low in page.lexicon.things or (low.endswith("s") and low[:-1] in page.lexicon.things)


def _begins_with_given(page: Page, at: int) -> bool:
    """Tell "Bill Clinton" from "the Bill": a given name that is also a thing, before another name."""
    after = page.words[at + 1] if at + 1 < len(page.words) else None
    if page.words[at].text not in page.lexicon.given or after is None or after.gap != " " or not after.is_capital:
        return False
    return not _is_thing(page, after.text.lower()) and not page.chunks[page.chunk_of[at + 1]].senses


def is_article_name(text: str) -> bool:
    """Say whether a word is written like "al-Assad" or "d'Estaing": small letters before the capital."""
    return re.match(r"(?:al|el|ad|as|ar|an|at|ul|d|l)['-][A-Z]", text) is not None


def _is_given_first(page: Page, at: int, titled: bool) -> bool:
    """Tell whether a word that also has another sense is a given name here ("Jordan Smith", "President May")."""
    word, after = page.words[at], page.words[at + 1] if at + 1 < len(page.words) else None
    if titled and page.chunks[page.chunk_of[at]].sense("calendar") and len(word.text) < 6:
        return after is None or not after.text.isdigit()
    is_short_month = len(word.text) == SHORT_MONTH and word.text not in MODAL and not _has_day_behind(page, at)
    if page.chunks[page.chunk_of[at]].sense("calendar") and not is_short_month:
        return False
    return word.text in page.lexicon.given and after is not None and after.gap == " " and after.is_capital


def looks_like_person(page: Page, first: int, last: int, parts: tuple[str, ...]) -> bool:
    """Judge an untitled run of two or more words by its form and by what stands around it."""
    if (
        sum(part.lower() not in GENERATIONS for part in parts) < 2
        or is_part_of_thing(page, first, last)
        or not is_tagged_as_name(page, first)
    ):
        return False
    given = page.lexicon.given
    known = parts[0] in given or any(piece in given for piece in parts[0].split("-"))
    initial = len(parts) > 2 and any(len(p.strip(".")) == 1 for p in parts[1:-1])
    particle = any(p in ("bin", "ibn", "van", "von", "der", "bint") for p in parts[1:])
    after = page.document.plain[page.words[last - 1].end : page.words[last - 1].end + 14]
    return known or initial or particle or is_family_first(page, parts) or AGE_OR_WHO.match(after) is not None


def is_family_first(page: Page, parts: tuple[str, ...]) -> bool:
    """Tell a Korean, Chinese or Vietnamese name by its family name in front: "Kim Seon-ho", "Xi Jinping"."""
    if parts[0] not in page.lexicon.family_first or not 2 <= len(parts) <= 3:
        return False
    hyphen = "-" in parts[-1] and parts[-1].split("-")[1][:1].islower()
    is_english_word = parts[0].lower() in STOP_WORDS or _is_thing(page, parts[0].lower())
    is_given_too = parts[0] in page.lexicon.given and len(parts) == NAME_AND_FAMILY
    if hyphen or is_english_word or is_given_too:
        return hyphen
    return all(p not in page.lexicon.given or p in page.lexicon.family_first for p in parts[1:])


def is_part_of_thing(page: Page, first: int, last: int) -> bool:
    """Tell "the Gerald Ford Library", "Mount Elbert": a name inside the name of a thing."""
    before = page.words[first - 1] if first else None
    after = page.words[last] if last < len(page.words) else None
    if after and after.gap == " " and after.is_capital and after.text.lower() in page.lexicon.things:
        return True
    if after and after.gap == " & ":
        return True
    return bool(
        before and page.words[first].gap == " " and before.is_capital and before.key in page.lexicon.things_before
    )


def is_tagged_as_name(page: Page, first: int) -> bool:
    """Say whether the tagger takes a word for a name, or the lists know it as a given name."""
    tag = page.token(page.words[first].start).tag_
    return tag in ("NNP", "NNPS", "NN") or page.words[first].text in page.lexicon.given


def may_begin_name(page: Page, first: int) -> bool:
    """Say whether a capital may be a name's, and does not only begin a sentence ("But Trump")."""
    word = page.words[first]
    return page.in_heading(word.start) or page.token(word.start).tag_ not in CLOSED_TAGS
