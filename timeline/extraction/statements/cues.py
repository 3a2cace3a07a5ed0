"""The words that report speech: verbs with what they take as content, and the nouns made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from timeline.extraction.language import lemma

ACT_BY_NOUN = "noun"
ACT_BY_CONTENT = "-"
ACT_BY_JUDGEMENT = "judge"
ACT_BY_STANDING = "confirm"
PARTICLES = frozenset({"prt", "advmod", "acomp", "prep", "oprd", "ccomp"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the lexicon: its frames (letters of `speech_verbs.tsv`), each with its act, and its prepositions."""

    lemma: str
    is_speech: bool
    acts: tuple[tuple[str, str], ...]
    prepositions: frozenset[str]

    @property
    def frames(self) -> frozenset[str]:
        """Give the letters of all frames."""
        return frozenset(frame for frame, _ in self.acts)

    def act(self, *frames: str) -> str:
        """Give the act of the first of some frames that the verb has, else that of its first frame."""
        known = dict(self.acts)
        return next((known[f] for f in frames if f in known), self.acts[0][1] if self.acts else ACT_BY_CONTENT)


def rows(name: str) -> list[list[str]]:
    """Read a tab-separated data file; lines that begin with `#` and blank lines are left out."""
    text = files("timeline.extraction").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def occasions() -> frozenset[str]:
    """Give the nouns that name the day, place or means of speaking."""
    return frozenset(row[0] for row in rows("occasions.txt"))


@cache
def meeting_words() -> frozenset[str]:
    """Give the verbs and nouns that tell that a call or meeting took place."""
    return frozenset(row[0] for row in rows("meeting_words.txt"))


@cache
def utterances() -> frozenset[str]:
    """Give the nouns for what is said, written or held as talks."""
    return frozenset(row[0] for row in rows("utterances.txt"))


@cache
def act_nouns() -> dict[str, str]:
    """Give the speech act of each noun that reports speech."""
    return dict(rows("act_nouns.tsv"))


@cache
def reporting_nouns() -> dict[str, tuple[str, frozenset[str]]]:
    """Give the nouns of speech, each with its act and the prepositions that open its content."""
    return {noun: (act, frozenset(words.split(","))) for noun, act, words in rows("reporting_nouns.tsv")}


def entry(token: Token) -> Verb | None:
    """Give the lexicon's entry of a verb in its place: "ruled out" before "ruled"; None if it reports nothing."""
    base = lemma(token)
    particles = _particles().get(base)
    if particles:
        for child in token.children:
            if child.i > token.i and child.dep_ in PARTICLES and child.lower_ in particles:
                return verbs()[f"{base} {child.lower_}"]
    return verbs().get(base)


@cache
def verbs() -> dict[str, Verb]:
    """Give the verbs of speech and thought by lemma, with their particle if they have one."""
    out: dict[str, Verb] = {}
    for lemma_, kind, frames, act in rows("speech_verbs.tsv"):
        plain, _, prepositions = frames.partition("p:")
        acts = [(f, act) for f in _letters(plain)] + ([("p", act)] if prepositions else [])
        old = out.get(lemma_, Verb(lemma_, kind == "speech", (), frozenset()))
        words = frozenset(p for p in prepositions.split(",") if p)
        out[lemma_] = Verb(lemma_, old.is_speech, (*old.acts, *acts), old.prepositions | words)
    return out


def _letters(frames: str) -> Iterator[str]:
    return (f for f in frames.split(",") if f)


@cache
def _particles() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for name in verbs():
        verb, _, particle = name.partition(" ")
        if particle:
            out.setdefault(verb, set()).add(particle)
    return {verb: frozenset(particles) for verb, particles in out.items()}
