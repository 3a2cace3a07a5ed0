"""Cards of events as they stand in a list, written once and kept until the event changes.

A page shows 25 events with all that was said, by whom and where: to ask for that and to write it takes longer than all
else of the page. What of a card depends on the question is put in when it is shown: which statements come first, the
words that were searched, and the query that the event's address carries.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from markupsafe import escape

from timeline.browse import Filters
from timeline.browse.answers import Answer
from timeline.browse.card_rows import CardRow, card_rows
from timeline.browse.cards import MOST_STATEMENTS, SHOWN_STATEMENTS, Card, cards, cards_of
from timeline.browse.highlight import found_in, highlight
from timeline.browse.segments import Segment
from timeline.browse.timeline import Look
from timeline.templatetags.parts import write

# Stand for what is put in later: letters of Unicode's private use. A card whose own text has one is not kept.
WITHIN, WORDS = "\ue200", "\ue201"
# Stand between the pieces of a card, of a statement and of a list: a text that is cut is read in no time.
PIECE, PART, ITEM = "\x1e", "\x1f", "\x1d"
# Where the parts of a statement's row stand that the filters ask for, see `card_rows`.
ACT, TOPICS, ACTORS, PHRASES = 1, 4, 8, 10
NO_FILTERS = Filters()
# What cards are made of: if one of these changes, those on disk are of no use.
SOURCES = (
    "templates/timeline/parts/events.jinja",
    "timeline/views/written.py",
    *(
        f"timeline/browse/{name}"
        for name in (
            "addresses.py", "card_rows.py", "cards.py", "dates.py", "labels.py", "said.py",
            "topic_labels.tsv",
        )
    ),
    "timeline/extraction/countries.py",
    "timeline/extraction/data/countries.tsv",
    "timeline/models/event.py",
    "timeline/models/statement.py",
    "timeline/urls.py",
)  # fmt: skip


# The texts in which a reader's words stand, cut where they do.
Marked = dict[str, tuple[Segment, ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """An event ready to stand in a list."""

    id: int
    day: date | None
    html: SafeString


class Quote(NamedTuple):
    """A statement of a card: its markup around `words`, and what filters may ask of it, each between two signs."""

    before: str
    words: str
    after: str
    act: str
    topics: str
    phrases: str
    people: str


SIGNS = len(Quote._fields) - 1


class Written(NamedTuple):
    """A card in pieces: `within` belongs between `head` and `middle`, the title between `middle` and `rest`.

    The `quotes` are taken apart when they are shown: most cards have more than are.
    """

    day: str
    head: str
    middle: str
    title: str
    rest: str
    closing: str
    quotes: list[str]


def kind() -> str:
    """Name the kind of these texts: whoever writes other ones, or for other addresses, gives it another name."""
    return _kind(get_script_prefix())


@cache
def _kind(prefix: str) -> str:
    digest = hashlib.sha256(prefix.encode())
    for name in SOURCES:
        digest.update((Path(settings.BASE_DIR) / name).read_bytes())
    return f"cards-{digest.hexdigest()[:16]}"


def look(found: Answer, within: str) -> Look:
    """Give how the list of an answer looks at its events."""

    def shown(events: Sequence[int], filters: Filters) -> Sequence[Shown]:
        known = None if filters.by_relevance else _known(found, events)
        return _written_anew(events, filters, within) if known is None else _put_in(known, filters, within)

    return shown


def write_all(events: Sequence[int]) -> Iterator[bytes]:
    """Write the cards of events for a file, in their order; empty where there is none to be kept."""
    made = {event: written for event, written in _made(events) if written}
    for event in events:
        if event not in made:
            yield b""
            continue
        *pieces, quotes = made[event]
        yield PIECE.join([*pieces, *quotes]).encode()


def _written_anew(events: Sequence[int], filters: Filters, within: str) -> list[Shown]:
    return [
        Shown(card.id, card.day, write("events.event", card, filters.by_relevance, within))
        for card in cards(events, filters)
    ]


def _known(found: Answer, events: Sequence[int]) -> dict[int, Written] | None:
    """Give the cards of events that are still there; None if nothing is kept here, or not of one of them."""
    if found.kept is None:
        return None
    name = kind()
    known = {
        event: _read(text) if isinstance(text, bytes) else text for event, text in found.kept.get(name, events).items()
    }
    missing = [event for event in events if event not in known]
    for event, written in _made(missing) if missing else ():
        if written is None:
            return None
        found.kept.keep(name, event, written)
        known[event] = written
    return {event: known[event] for event in events if event in known}


def _read(text: bytes) -> Written:
    day, head, middle, title, rest, closing, *quotes = text.decode().split(PIECE)
    return Written(day, head, middle, title, rest, closing, quotes)


def _made(events: Sequence[int]) -> Iterator[tuple[int, Written | None]]:
    rows = card_rows(events, NO_FILTERS, MOST_STATEMENTS)
    for row, card in zip(rows, cards_of(rows), strict=True):
        yield row.id, _in_pieces(row, card) if row.number_of_statements <= MOST_STATEMENTS else None


def _in_pieces(row: CardRow, card: Card) -> Written | None:
    """Take a card apart where something is put in; None if its own text has a sign that stands for that."""
    mark = (Segment(WORDS),)
    first = replace(card, said=card.said[:SHOWN_STATEMENTS], title_parts=mark)
    opening = write("events.opening", first, False, WITHIN).replace(WORDS, WITHIN).split(WITHIN)
    lines = [write("events.line", replace(item, words=mark), who).split(WORDS) for who, item in card.said]
    closing = write("events.closing", first)
    if len(opening) != 3 or any(len(line) != 2 for line in lines):  # noqa: PLR2004 - one sign makes two pieces
        return None
    quotes = [
        PART.join((before, item.plain, after, cells[ACT], *map(_list, _asked_of(cells))))
        for (before, after), (_, item), cells in zip(lines, card.said, row.statements, strict=True)
    ]
    day = card.day.isoformat() if card.day else ""
    made = _read(PIECE.join([day, *opening[:2], card.title, opening[2], closing, *quotes]).encode())
    # Each sign stands where it was put, unless the text had one of its own.
    is_whole = len(made.quotes) == len(quotes) and all(quote.count(PART) == SIGNS for quote in made.quotes)
    return made if is_whole else None


def _asked_of(cells: Sequence[Any]) -> tuple[Iterable[str], Iterable[str], Iterable[str]]:
    """Give the topics, the phrases and the slugs of the people who speak in a statement's row."""
    people = (holder[4] for role, holder in cells[ACTORS] or () if role == "speaker" and holder[4])
    return cells[TOPICS], cells[PHRASES], people


def _list(words: Iterable[str]) -> str:
    """Write a list so that each of its words stands between two signs."""
    return "".join(f"{ITEM}{word}" for word in words) + ITEM


def _put_in(known: dict[int, Written], filters: Filters, within: str) -> list[Shown]:
    marked: Marked = {}
    if filters.words:
        quotes_of = [_apart(written.quotes) for written in known.values()]
        marked = _marked([one.title for one in known.values()], quotes_of, filters.words)
        chosen = [_best(quotes, filters, marked) for quotes in quotes_of]
    else:
        chosen = [_first(written.quotes, filters) for written in known.values()]
    within = escape(within)
    return [
        Shown(event, date.fromisoformat(one.day) if one.day else None, _joined(one, quotes, marked, within))
        for (event, one), quotes in zip(known.items(), chosen, strict=True)
    ]


def _joined(one: Written, quotes: Sequence[Quote], marked: Marked, within: str) -> SafeString:
    words = [piece for quote in quotes for piece in (quote.before, _html(quote.words, marked), quote.after)]
    parts = [one.head, within, one.middle, _html(one.title, marked), one.rest, *words, one.closing]
    return mark_safe("".join(parts))  # noqa: S308 - Jinja wrote all of it, and what is put in is escaped


def _html(text: str, marked: Marked) -> str:
    return write("events.marked", marked[text]) if text in marked else escape(text)


def _marked(titles: Iterable[str], quotes: Iterable[Sequence[Quote]], words: str) -> Marked:
    texts = list({*titles, *(quote.words for some in quotes for quote in some)})
    cut = zip(texts, highlight(texts, words), strict=True)
    return {text: parts for text, parts in cut if any(part.is_hit for part in parts)}


def _first(quotes: Sequence[str], filters: Filters) -> Sequence[Quote]:
    """Give the statements to show: those that have what is asked for, then those of the people asked for."""
    if len(quotes) > 1 and (filters.asks_of_statements or filters.person):
        return sorted(_apart(quotes), key=lambda quote: _rank(quote, filters))[:SHOWN_STATEMENTS]
    return _apart(quotes[:SHOWN_STATEMENTS])


def _best(quotes: Sequence[Quote], filters: Filters, marked: Marked) -> Sequence[Quote]:
    """Give the statements to show: as without words; of those asked for alike, the ones with most of the words."""
    ranked = sorted(quotes, key=lambda quote: (_rank(quote, filters), -found_in(marked.get(quote.words, ()))))
    return ranked[:SHOWN_STATEMENTS]


def _apart(quotes: Iterable[str]) -> list[Quote]:
    return [Quote(*quote.split(PART)) for quote in quotes]


def _rank(quote: Quote, filters: Filters) -> int:
    is_asked = filters.asks_of_statements and all((
        not filters.act or quote.act in filters.act,
        not filters.topic or _has(quote.topics, filters.topic),
        not filters.phrase or _has(quote.phrases, filters.phrase),
    ))  # fmt: skip
    return 0 if is_asked else 2 - _has(quote.people, filters.person)


def _has(items: str, words: Iterable[str]) -> bool:
    return any(f"{ITEM}{word}{ITEM}" in items for word in words)
