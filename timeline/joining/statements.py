"""Which statement is which: what several reports of one event say that the same side said, worded differently or not.

Precision first: the speakers, the act and the content must go together, each with each.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from Stemmer import Stemmer

from timeline.extraction.lexicon import rows
from timeline.joining.names import name_words
from timeline.joining.partition import Link, Partition, part

FUNCTION_WORDS = Path(__file__).parent / "data" / "function_words.txt"
# Acts that two reports may give one statement: one says "reaffirmed", the other "stressed".
FAMILIES = (
    {"reaffirm", "pledge", "agree", "stress", "express_support", "share_assessment"},
    {"call_for", "propose"},
    {"condemn", "criticise", "express_concern", "warn"},
    {"announce", "note", "other", "share_assessment", "stress"},
    {"congratulate", "welcome", "express_gratitude", "express_support"},
)
# What two contents must share to be one statement: of the words of the shorter, and of all words together.
SHARE_OF_SHORTER = 0.6
SHARE_OF_ALL = 0.35
# One or two words in common are a topic, not a statement.
LEAST_SHARED = 3
# Words inside quotation marks in common that are enough by themselves.
QUOTED_WORDS = 4
# How sure, the surest first.
SAME_WORDS = 1.0
SAME_QUOTE = 0.9
WORDS_IN_COMMON = 0.8
# Small letters would make it "us".
_US = re.compile(r"\bU\.?S\b\.?")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_NOT = frozenset({"not", "no", "never", "without", "neither", "nor", "cannot"})


@dataclass(frozen=True, slots=True)
class StatementAccount:
    """A statement as one article has it.

    `article` and `start` tell where it stands, `speakers` are ids, `sides` the countries of the speakers, `content` the
    words with their quotation marks.
    """

    article: str
    start: int
    speakers: frozenset[str]
    sides: frozenset[str]
    act: str
    modality: str
    content: str


def join_statements(accounts: Collection[StatementAccount]) -> Partition[StatementAccount]:
    """Part the statements of one event into groups that are one statement with several attestations.

    Two statements of one article are never one.
    """
    return part(set(accounts), _links(accounts), _can_be_one, _key)


def weigh(one: StatementAccount, other: StatementAccount) -> Link[StatementAccount] | None:
    """Weigh two statements, None where they cannot be one."""
    if one.article == other.article or one.modality != other.modality:
        return None
    if not (_same_speakers(one, other) and _same_act(one, other)):
        return None
    a, b = stems(one.content), stems(other.content)
    if a == b:
        return Link(one, other, SAME_WORDS, ("the same words",))
    if _numbers(one.content) ^ _numbers(other.content) and _numbers(one.content) and _numbers(other.content):
        return None
    if bool(_negations(one.content)) != bool(_negations(other.content)):
        return None
    if _quotes(one.content) & _quotes(other.content):
        return Link(one, other, SAME_QUOTE, ("the same words in quotation marks",))
    shared, all_words = len(a & b), len(a | b)
    if shared < LEAST_SHARED or shared < SHARE_OF_SHORTER * min(len(a), len(b)) or shared < SHARE_OF_ALL * all_words:
        return None
    return Link(one, other, round(WORDS_IN_COMMON * shared / all_words, 2), ("the same speakers", "words in common"))


@lru_cache(maxsize=5_000)
def stems(content: str) -> frozenset[str]:
    """Give the words that carry the content as stems, names of a country and its seat as its code."""
    plain = _US.sub("USA", content).replace(".", "")
    words = [word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(plain)]
    found, at = [], 0
    while at < len(words):
        length, code = _country(words, at)
        found.append(code or _stem(words[at]))
        at += length
    return frozenset(word for word in found if word)


def _links(accounts: Collection[StatementAccount]) -> Iterable[Link[StatementAccount]]:
    """Weigh the pairs that have a word in common."""
    blocks: dict[str, set[StatementAccount]] = defaultdict(set)
    for account in accounts:
        for stem in stems(account.content):
            blocks[stem].add(account)
    pairs = {frozenset(pair) for block in blocks.values() for pair in combinations(block, 2)}
    return filter(None, (weigh(*pair) for pair in pairs))


def _can_be_one(group: frozenset[StatementAccount]) -> bool:
    return all(weigh(one, other) is not None for one, other in combinations(group, 2))


def _key(account: StatementAccount) -> str:
    """Give what sorts accounts by their place, and those at one place too: two statements may begin at one word."""
    who = " ".join(sorted(account.speakers)), " ".join(sorted(account.sides))
    return "\0".join((account.article, f"{account.start:09}", *who, account.act, account.modality, account.content))


def _same_speakers(one: StatementAccount, other: StatementAccount) -> bool:
    """Tell whether both let the same speak: the same persons, or the same sides by whoever speaks for them."""
    if one.speakers == other.speakers:
        return True
    return bool(one.sides) and one.sides == other.sides


def _same_act(one: StatementAccount, other: StatementAccount) -> bool:
    return one.act == other.act or any(one.act in family and other.act in family for family in FAMILIES)


@lru_cache(maxsize=5_000)
def _quotes(content: str) -> frozenset[tuple[str, ...]]:
    """Give the quoted runs of words that are long enough to tell a statement by."""
    quoted = (tuple(_WORD.findall(quote.casefold())) for quote in _QUOTED.findall(content))
    return frozenset(words for words in quoted if len(words) >= QUOTED_WORDS)


def _numbers(content: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(content) if word.isdigit())


def _negations(content: str) -> frozenset[str]:
    return _NOT.intersection(word.casefold() for word in _WORD.findall(content.replace("n't", " not")))


def _stem(word: str) -> str:
    plain = "".join(name_words(word)).replace("defence", "defense")
    return "" if plain in _function_words() else str(_stemmer().stemWord(plain))


def _country(words: list[str], at: int) -> tuple[int, str]:
    """Give the length and code of the name of a country, its people or its seat that begins at a word."""
    for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        form = " ".join(words[at : at + length])
        if form in _countries() and form not in _function_words():
            return length, _countries()[form]
    return 1, ""


# Words of the longest name of a country that is looked for: "democratic people's republic of korea".
LONGEST_NAME = 5


@cache
def _countries() -> dict[str, str]:
    """Give the codes of countries by names, adjectives, people and seats, without stops and possessives."""
    forms = ((form, row[0]) for row in rows("countries.tsv") for cell in row[1:5] for form in cell.split("|") if form)
    plain = ((form.replace(".", "").casefold().split(), code) for form, code in forms)
    return {" ".join(w.removesuffix("'s") for w in words): code for words, code in plain} | {"usa": "USA"}


@cache
def _function_words() -> frozenset[str]:
    lines = FUNCTION_WORDS.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _stemmer() -> Stemmer:
    return Stemmer("english")
