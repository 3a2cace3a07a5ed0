"""What researchers take away of a search: records with their evidence, portion by portion, and rows of tables.

filters ─ portions() ─▶ events ─▶ records(): JSON objects ─▶ event_row(), statement_rows(): cells of a CSV
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch, QuerySet

from timeline.browse.addresses import article_address, event_address
from timeline.browse.answers import answer
from timeline.browse.attested import same_statements
from timeline.browse.cards import parties_of, title_of, with_card_parts
from timeline.browse.dates import date_words
from timeline.browse.filters import Cursor, Filters
from timeline.browse.matching import SORT_DAY
from timeline.browse.relevance import WEIGHED, place_of
from timeline.browse.said import actors_of, said, with_parts
from timeline.models import Article, Event, Organization, Report, ReviewState, Statement, StatementActor

# Few enough to be small in memory and quick for the database, many enough that queries cost little for each event.
PORTION = 250
# Between the values of a cell that holds several, and between the pieces of words that stand apart in a text.
BETWEEN, GAP = "; ", " … "

# The fields of each file with what they mean: head lines and the page on method are made of them.
_STAMP = {
    "query": "address of the search that was exported",
    "exported": "day of the export",
}
EVENT_FIELDS = {
    "event": "address of the event's page, which is its identity",
    "type": "kind of event",
    "status": "held, planned, cancelled, background, hypothetical or denied",
    "title": "its parties, or its kind where none is known",
    "date": "day in EDTF (ISO 8601-2); empty if undated",
    "date_min": "first day on which it may have been",
    "date_max": "last day on which it may have been",
    "date_basis": "how the day is known; reported_on is the day of the report, not of the event",
    "date_words": "the day in words, with its uncertainty",
    "parties": "who took part",
    "offices": "the office of each party on that day, in the order of the parties",
    "countries": "the country of each party (ISO 3166-1 alpha-3), in the order of the parties",
    "initiator": "who called or invited, where it is told",
    "domestic": "whether it is domestic politics, as background",
    "first": "whether it is said to be the first of these two people",
    "review": "draft (machine-read, not reviewed) or accepted by a curator",
    "confidence": "the machine's confidence, 0 to 1",
    "cameo": "CAMEO code",
    "plover": "PLOVER event",
    "plover_mode": "PLOVER modes",
    "statements": "number of statements on record",
    "readouts": "bodies whose own accounts are cited",
    "articles": "titles of the articles that report it",
    "outlets": "the outlet of each article, in the order of the articles",
    "addresses": "the web address of each article, in the order of the articles",
    "changed": "when the record last changed (UTC)",
} | _STAMP
STATEMENT_FIELDS = {
    "statement": "address of the words on the article's page",
    "same_as": "address of its first wording, where several reports tell it; else its own: count statements by this",
    "event": "address of the event's page",
    "event_type": "kind of event",
    "event_title": "parties of the event",
    "event_date": "day of the event in EDTF; empty if undated",
    "act": "what was done by saying it",
    "modality": "asserted, planned, denied or hypothetical",
    "speakers": "who spoke",
    "addressees": "to whom",
    "attributed_to": "whose account it is",
    "content": "what was said, in the article's words",
    "cue": "the words that report it",
    "topics": "topics",
    "phrases": "set phrases of diplomacy in it",
    "has_quote": "whether some of it is in quotation marks",
    "as_asked": "whether it has the act, topic and phrase asked for; true for all where none is asked for",
    "review": "draft (machine-read, not reviewed) or accepted by a curator",
    "confidence": "the machine's confidence, 0 to 1",
    "evidence": "the exact words in the source; … stands between words that are apart",
    "offsets": "start..end of these words in the article's text, in Unicode code points",
    "text_sha256": "SHA-256 of the text in which the offsets count",
    "article_title": "title of the article",
    "outlet": "who published it",
    "address": "its web address",
    "article": "address of its page here",
    "published": "its day of publication in EDTF",
} | _STAMP


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an export says of itself: the search's address, the day (ISO 8601), and what addresses begin with."""

    query: str
    exported: str
    site: str


def records(filters: Filters, stamp: Stamp) -> Iterator[list[dict[str, Any]]]:
    """Give the events that pass the filters as JSON objects, in the order on screen, a portion at a time."""
    for events in portions(filters):
        told = _statements(events)
        yield [_event(event, told[event.pk], filters, stamp) for event in events]


def portions(filters: Filters, size: int = PORTION) -> Iterator[list[Event]]:
    """Give the events that pass the filters in the order on screen; each portion is asked anew, but for the order.

    By relevance come those that are weighed, best first, then the older ones in order of time.
    """
    cursor: Cursor | None = None
    if filters.by_relevance:
        weighed = answer(filters).page(None, WEIGHED)
        filters = replace(filters, best_first=False)
        if len(weighed) == WEIGHED:
            cursor = _place_in_time(answer(filters).page(None, WEIGHED)[-1])
        yield from filter(None, (_loaded(weighed[at : at + size]) for at in range(0, len(weighed), size)))
        if cursor is None:
            return
    while ids := answer(filters).page(cursor, size):
        # One may have gone since its id was found; if all have, the next look does not find them.
        shown = _loaded(ids)
        if shown:
            cursor = Cursor(shown[-1].sort_day, shown[-1].pk)
            yield shown
        if len(ids) < size:
            return


def _place_in_time(event: int) -> Cursor | None:
    day = Event.objects.filter(pk=event).values_list(SORT_DAY).first()
    return Cursor(day[0], event) if day else None


def record_page(
    filters: Filters, stamp: Stamp, after: Cursor | None, size: int
) -> tuple[list[dict[str, Any]], Cursor | None]:
    """Give the JSON objects of the events that come after a place, and the place where the page after begins."""
    ids = answer(filters).page(after, size + 1)
    shown = _loaded(ids[:size])
    told = _statements(shown)
    last = None
    if len(ids) > size and shown:
        end = shown[-1]
        last = place_of(end.pk, filters.words) if filters.by_relevance else Cursor(end.sort_day, end.pk)
    return [_event(event, told[event.pk], filters, stamp) for event in shown], last


def _loaded(ids: Sequence[int]) -> list[Any]:
    """Load public events with all that a record tells, in the order of their ids."""
    events: QuerySet[Any] = Event.objects.public().filter(pk__in=ids).annotate(sort_day=SORT_DAY)
    parts = with_card_parts(events).select_related("initiated_by_person", "initiated_by_organization")
    by_id = {event.pk: event for event in parts}
    return [by_id[pk] for pk in ids if pk in by_id]


def event_row(record: dict[str, Any]) -> list[str]:
    """Give the cells of EVENT_FIELDS."""
    parties, reports = record["parties"], record["reports"]
    flat = record | {
        "parties": [party["name"] for party in parties],
        "offices": [party["office"] for party in parties],
        "countries": [party["country"] for party in parties],
        "statements": len(record["statements"]),
        "readouts": list(dict.fromkeys(name for report in reports for name in report["readouts"])),
        "articles": [report["article_title"] for report in reports],
        "outlets": [report["outlet"] for report in reports],
        "addresses": [report["address"] for report in reports],
    }
    return [_cell(flat[name]) for name in EVENT_FIELDS]


def statement_rows(record: dict[str, Any]) -> list[list[str]]:
    """Give the cells of STATEMENT_FIELDS for each statement of an event."""
    event = {
        "event": record["event"],
        "event_type": record["type"],
        "event_title": record["title"],
        "event_date": record["date"],
        "query": record["query"],
        "exported": record["exported"],
    }
    return [_statement_row(event | statement) for statement in record["statements"]]


def _statement_row(statement: dict[str, Any]) -> list[str]:
    content = [row for row in statement["evidence"] if row["role"] == "content"]
    flat = statement | {
        "evidence": GAP.join(row["exact"] for row in content),
        "offsets": [f"{row['start']}..{row['end']}" for row in content],
        "text_sha256": list(dict.fromkeys(row["text_sha256"] for row in content)),
    }
    return [_cell(flat[name]) for name in STATEMENT_FIELDS]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    # All empty is an empty cell; one empty value keeps its place beside the others.
    if isinstance(value, list):
        return BETWEEN.join(value) if any(value) else ""
    return "" if value is None else str(value)


def _statements(events: Sequence[Event]) -> dict[int, list[Statement]]:
    """Load the public statements of events with actors, evidence and articles, in a fixed number of queries."""
    articles = Article.objects.select_related("outlet").defer("text", "reading", "boilerplate")
    found = with_parts(Statement.objects.filter(event__in=[event.pk for event in events]))
    found = found.prefetch_related(Prefetch("article", articles)).order_by("event", "article", "start", "pk")
    told = defaultdict(list)
    for statement in found:
        told[statement.event_id or 0].append(statement)
    return told


def _first_wordings(statements: Sequence[Statement]) -> dict[int, Statement]:
    """Give for each statement of an event the first one that says the same, mostly itself; one article says it once."""
    if len({statement.article_id for statement in statements}) < 2:
        return {}
    by_id = {statement.pk: statement for statement in statements}
    return {pk: by_id[min(same)] for pk, same in same_statements([said(one) for one in statements]).items()}


def _event(event: Event, statements: Sequence[Statement], filters: Filters, stamp: Stamp) -> dict[str, Any]:
    parties, first = parties_of(event), _first_wordings(statements)
    initiator = event.initiated_by_person or event.initiated_by_organization
    return {
        "event": stamp.site + event_address(event.slug),
        "type": event.type,
        "status": event.status,
        "title": title_of(parties, event.get_type_display()),
        "date": event.edtf,
        "date_min": event.date_min and event.date_min.isoformat(),
        "date_max": event.date_max and event.date_max.isoformat(),
        "date_basis": event.date_basis,
        "date_words": date_words(event).long,
        "parties": [
            {"name": party.name, "kind": party.key[0], "office": party.office, "country": party.country_code}
            for party in parties
        ],
        "initiator": str(initiator) if initiator and initiator.review != ReviewState.REJECTED else None,
        "domestic": event.is_domestic,
        "first": event.is_first,
        "review": event.review,
        "confidence": event.confidence,
        "cameo": event.cameo_code,
        "plover": event.plover_event,
        "plover_mode": event.plover_mode,
        "reports": [_report(report, stamp) for report in event.reports.all()],
        "statements": [
            _statement(statement, filters, stamp) | {"same_as": _place(first.get(statement.pk, statement), stamp)}
            for statement in statements
        ],
        "changed": event.updated_at.isoformat(timespec="seconds"),
        "query": stamp.query,
        "exported": stamp.exported,
    }


def _report(report: Report, stamp: Stamp) -> dict[str, Any]:
    readouts: list[Organization] = list(report.readouts.all())
    return _article(report.article, stamp) | {
        "is_main": report.is_main,
        "readouts": [body.name for body in readouts if body.review != ReviewState.REJECTED],
    }


def _article(article: Article, stamp: Stamp) -> dict[str, Any]:
    return {
        "article_title": str(article),
        "outlet": article.outlet.name if article.outlet else "",
        "address": article.url,
        "article": stamp.site + article_address(article.pk),
        "published": article.published_edtf,
    }


def _statement(statement: Statement, filters: Filters, stamp: Stamp) -> dict[str, Any]:
    roles = StatementActor.Role
    actors = {role: [one.name for one in actors_of(statement.actors.all(), role)] for role in roles}
    evidence = [
        {name: getattr(row, name) for name in ("role", "exact", "prefix", "suffix", "start", "end")}
        | {"text_sha256": row.text_hash}
        for row in statement.evidence.all()
    ]
    return {
        "statement": _place(statement, stamp),
        "act": statement.act,
        "modality": statement.modality,
        "speakers": actors[roles.SPEAKER],
        "addressees": actors[roles.ADDRESSEE],
        "attributed_to": actors[roles.REPORTER],
        "content": statement.content,
        "cue": statement.cue,
        "topics": statement.topics,
        "phrases": statement.phrases,
        "has_quote": statement.has_quote,
        "as_asked": _is_as_asked(statement, filters),
        "review": statement.review,
        "confidence": statement.confidence,
        "evidence": evidence,
    } | _article(statement.article, stamp)


def _place(statement: Statement, stamp: Stamp) -> str:
    return f"{stamp.site}{article_address(statement.article_id)}#s{statement.pk}"


def _is_as_asked(statement: Statement, filters: Filters) -> bool:
    """Tell whether one statement has a chosen act, topic and phrase together, as `said_as_asked` does in SQL."""
    asked = ((filters.act, [statement.act]), (filters.topic, statement.topics), (filters.phrase, statement.phrases))
    return all(not chosen or set(chosen) & set(has) for chosen, has in asked)
