"""The words that report speech: verbs with what they take as content, and the nouns made of them."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ACT_BY_NOUN = "noun"
ACT_BY_CONTENT = "-"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the lexicon; `frames` are the letters of `speech_verbs.tsv`, `prepositions` those of its `p:`."""

    lemma: str
    is_speech: bool
    frames: frozenset[str]
    prepositions: frozenset[str]
    act: str


def rows(name: str) -> list[list[str]]:
    """Read a tab-separated data file; lines that begin with `#` and blank lines are left out."""
    text = files("timeline.extraction").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def occasions() -> frozenset[str]:
    """Give the nouns that name the day, place or means of speaking."""
    return frozenset(row[0] for row in rows("occasions.txt"))


@cache
def verbs() -> dict[str, Verb]:
    """Give the verbs of speech and thought by lemma."""
    out = {}
    for lemma, kind, frames, act in rows("speech_verbs.tsv"):
        plain, _, prepositions = frames.partition("p:")
        out[lemma] = Verb(
            lemma,
            kind == "speech",
            frozenset(f for f in plain.split(",") if f),
            frozenset(p for p in prepositions.split(",") if p),
            act,
        )
    return out
