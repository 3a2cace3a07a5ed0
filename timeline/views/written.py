"""Cards of events as they stand in a list, written once and kept until the event changes.

A page shows 25 events with all that was said, by whom and where: to ask for that and to write it takes longer than all
else of the page. What of a card depends on the question is put in when it is shown: which statements come first, the
words that were searched, and the query that the event's address carries.
"""

import hashlib
import json
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
from timeline.browse.cards import SHOWN_STATEMENTS, Card, cards, cards_of
from timeline.browse.highlight import highlight
from timeline.browse.segments import Segment
from timeline.browse.timeline import Look
from timeline.templatetags.parts import write

# An event with more statements than this is written anew each time.
MOST_STATEMENTS = 200
# Stand for what is put in later: letters of Unicode's private use. A card whose own text has one is not kept.
WITHIN, WORDS = "\ue200", "\ue201"
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
            "addresses.py", "card_rows.py", "cards.py", "countries.py", "dates.py", "labels.py", "said.py",
            "topic_labels.tsv",
        )
    ),
    "timeline/extraction/data/countries.tsv",
    "timeline/models/event.py",
    "timeline/models/statement.py",
    "timeline/urls.py",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """An event ready to stand in a list."""

    id: int
    day: date | None
    html: SafeString


class Quote(NamedTuple):
    """A statement of a card: its markup around `words`, and what filters may ask of it."""

    before: str
    words: str
    after: str
    act: str
    topics: list[str]
    phrases: list[str]
    people: list[str]


class Written(NamedTuple):
    """A card in pieces: `within` belongs between `head` and `middle`, the title between `middle` and `rest`."""

    day: str
    head: str
    middle: str
    title: str
    rest: str
    quotes: list[Quote]
    closing: str


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
    made = {event: text for event, text in _made(events) if text}
    for event in events:
        yield json.dumps(made[event], ensure_ascii=False).encode() if event in made else b""


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
    day, head, middle, title, rest, quotes, closing = json.loads(text)
    return Written(day, head, middle, title, rest, [Quote(*one) for one in quotes], closing)


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
        Quote(before, item.plain, after, cells[ACT], cells[TOPICS], cells[PHRASES], _people(cells[ACTORS]))
        for (before, after), (_, item), cells in zip(lines, card.said, row.statements, strict=True)
    ]
    return Written(
        card.day.isoformat() if card.day else "", opening[0], opening[1], card.title, opening[2], quotes, closing
    )


def _people(actors: Any) -> list[str]:
    """Give the slugs of the people who speak, as a row has its actors."""
    return [holder[4] for role, holder in actors or () if role == "speaker" and holder[4]]


def _put_in(known: dict[int, Written], filters: Filters, within: str) -> list[Shown]:
    chosen = [_first(written.quotes, filters) for written in known.values()]
    marked = _marked(known.values(), chosen, filters.words)
    within = escape(within)
    return [
        Shown(event, date.fromisoformat(one.day) if one.day else None, _joined(one, quotes, marked, within))
        for (event, one), quotes in zip(known.items(), chosen, strict=True)
    ]


def _joined(one: Written, quotes: Sequence[Quote], marked: dict[str, str], within: str) -> SafeString:
    words = [piece for quote in quotes for piece in (quote.before, _html(quote.words, marked), quote.after)]
    parts = [one.head, within, one.middle, _html(one.title, marked), one.rest, *words, one.closing]
    return mark_safe("".join(parts))  # noqa: S308 - Jinja wrote all of it, and what is put in is escaped


def _html(text: str, marked: dict[str, str]) -> str:
    return marked.get(text) or escape(text)


def _marked(written: Iterable[Written], chosen: Iterable[Sequence[Quote]], words: str) -> dict[str, str]:
    """Give the markup of the texts in which the words stand."""
    if not words:
        return {}
    texts = list({one.title for one in written} | {quote.words for quotes in chosen for quote in quotes})
    cut = zip(texts, highlight(texts, words), strict=True)
    return {text: write("events.marked", parts) for text, parts in cut if any(part.is_hit for part in parts)}


def _first(quotes: Sequence[Quote], filters: Filters) -> Sequence[Quote]:
    """Give the statements to show: those that have what is asked for, then those of the people asked for."""
    if len(quotes) > 1 and (filters.asks_of_statements or filters.person):
        quotes = sorted(quotes, key=lambda quote: _rank(quote, filters))
    return quotes[:SHOWN_STATEMENTS]


def _rank(quote: Quote, filters: Filters) -> int:
    is_asked = filters.asks_of_statements and all((
        not filters.act or quote.act in filters.act,
        not filters.topic or not set(filters.topic).isdisjoint(quote.topics),
        not filters.phrase or not set(filters.phrase).isdisjoint(quote.phrases),
    ))  # fmt: skip
    return 0 if is_asked else 2 - (not set(filters.person).isdisjoint(quote.people))
