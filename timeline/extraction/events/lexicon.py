"""The tables of event types and of the words that tell of events, read once from data files."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event with its codes; `shown` is the type in a Reading, mentions of one `family` may be one event."""

    name: str
    shown: str
    family: str
    domestic: bool
    cameo: str | None
    plover: str | None
    modes: tuple[str, ...]
    planned_cameo: str | None
    planned_plover: str | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event; `frame` says where its parties stand, `needs` which words must go with it."""

    lemma: str
    part: str
    frame: str
    kind: str
    needs: frozenset[str]


@cache
def kinds() -> dict[str, Kind]:
    """Give the kinds of events by name."""
    out = {}
    for name, shown, family, domestic, cameo, plover, modes, *planned in rows("event_types.tsv"):
        codes = (cameo or None, plover or None, tuple(filter(None, modes.split("|"))))
        out[name] = Kind(name, shown, family, domestic == "1", *codes, planned[0] or None, planned[1] or None)
    return out


@cache
def triggers() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Give the triggers by lemma and part of speech (`verb` or `noun`)."""
    out: dict[tuple[str, str], tuple[Trigger, ...]] = {}
    for lemma, part, frame, kind, needs in rows("event_triggers.tsv"):
        words = frozenset() if needs == "-" else frozenset(needs.split("|"))
        out[lemma, part] = (*out.get((lemma, part), ()), Trigger(lemma, part, frame, kind, words))
    return out


@cache
def words(name: str) -> frozenset[str]:
    """Give one list of `event_words.tsv` by its name."""
    lists = {row[0]: frozenset(row[1].split("|")) for row in rows("event_words.tsv")}
    return lists[name]


@cache
def body_kinds() -> dict[str, str]:
    """Give what kind of body each known organization is: office, ministry, parliament, media, ..."""
    return {row[0]: row[3] for row in rows("organizations.tsv") if len(row) > 3}


def rows(name: str) -> Iterator[list[str]]:
    """Give the rows of a data file, comment lines left out."""
    text = (files("timeline.extraction") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
