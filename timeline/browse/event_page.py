"""One event: its date and how it is known, its parties, what each side says, and what came before and after."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from timeline.browse.around import MaybeSame, Neighbour, maybe_same, neighbours, related
from timeline.browse.attested import Attestation, Conflict, conflicts, reprints, same_statements, teller
from timeline.browse.cards import Card, Party, cards, speakers, with_card_parts
from timeline.browse.dates import basis_words, plain_reason, span_words
from timeline.browse.excerpts import Piece, excerpts
from timeline.browse.filters import Filters
from timeline.browse.said import Actor, Said, with_parts
from timeline.browse.said import said as as_said
from timeline.extraction.countries import country_in_text, seat
from timeline.extraction.publishers import government_at, government_named, masthead
from timeline.models import Article, Event, Evidence, PublishedBasis, Report, Statement

# More accounts than this stand below each other: columns would be too narrow to read.
MOST_COLUMNS = 3
# Sentences of an article that prove the event: enough to judge by, the article's page marks all of them.
MOST_PROOFS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with the word for its speakers.

    `also` are other articles' words for it in the same side's account, `told_too` the other sides that tell it.
    `is_one_sided` says that of several sides only this one tells it.
    """

    who: str
    said: Said
    also: tuple[Attestation, ...] = ()
    told_too: tuple[str, ...] = ()
    is_one_sided: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """Whose account it is: "Seoul", and who gives it; `key` is a country's code or a body's name."""

    key: str
    name: str
    told_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says on a topic; without lines, `elsewhere` is the topic under which it says so, if it does."""

    side: Side
    lines: tuple[Line, ...]
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Row:
    """What each side says on one topic, in the order of the sides; an empty topic gathers what has none."""

    topic: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """An article's own account of the event: its day, and why that article is dated as it is."""

    article: Article
    proofs: tuple[tuple[Piece, ...], ...]
    source: str
    published: str
    published_why: tuple[str, ...]
    is_inferred: bool
    reprints: tuple[Attestation, ...] = ()


@dataclass(frozen=True, slots=True)
class EventPage:
    """All that the page of an event shows."""

    card: Card
    event: Event
    basis: str
    conflicts: tuple[Conflict, ...]
    initiator: str
    sides: tuple[Side, ...]
    rows: tuple[Row, ...]
    unattributed: tuple[Line, ...]
    reports: tuple[ReportLine, ...]
    earlier: tuple[Neighbour, ...]
    later: tuple[Neighbour, ...]
    related: tuple[Neighbour, ...]
    maybe_same: tuple[MaybeSame, ...]
    pair: tuple[str, ...]

    @property
    def has_columns(self) -> bool:
        """Tell whether the accounts fit side by side."""
        return 2 <= len(self.sides) <= MOST_COLUMNS

    @property
    def has_one_sided(self) -> bool:
        """Tell whether something is told by one of several sides only."""
        return any(line.is_one_sided for row in self.rows for cell in row.cells for line in cell.lines)


def event_page(slug: str) -> EventPage | None:
    """Give the event of a slug, None if there is none or a curator rejected it."""
    events = Event.objects.public().select_related("initiated_by_person", "initiated_by_organization")
    event = with_card_parts(events).filter(slug=slug).first()
    if not event:
        return None
    card = cards([event.pk], Filters())[0]
    told = _told(event)
    every_line = _lines(event, card.parties, told)
    sides = _sides(every_line)
    lines = _joined(every_line, sides, {report.article_id: teller(report) for report in told})
    pair = _pair(card.parties)
    earlier, later = neighbours(event, pair, earlier=True), neighbours(event, pair, earlier=False)
    return EventPage(
        card=card,
        event=event,
        basis=basis_words(event),
        conflicts=conflicts(event, told),
        initiator=str(event.initiated_by_person or event.initiated_by_organization or ""),
        sides=sides,
        rows=_rows(sides, lines),
        unattributed=tuple(line for line in lines if not line.said.reporters),
        reports=_reports(event, told),
        earlier=earlier,
        later=later,
        related=related(event, [other.id for other in (*earlier, *later)]),
        maybe_same=maybe_same(event),
        pair=pair,
    )


def _lines(event: Event, parties: Sequence[Party], told: Sequence[Report]) -> list[Line]:
    """Give what was said; in a government's own readout, what names no source is that government's account."""
    statements = with_parts(Statement.objects.filter(event=event))
    statements = statements.order_by("article__published_max", "article__sha256", "start", "pk")
    publishers = {report.article_id: _publisher(report) for report in told}
    out = []
    for item in map(as_said, statements):
        reporters = item.reporters or publishers.get(item.article, ())
        out.append(Line(speakers(item, parties), replace(item, reporters=reporters)))
    return out


def _publisher(report: Report) -> tuple[Actor, ...]:
    """Give the government body that published an article; none of a newspaper.

    It is known by the article's address, the outlet's name or, where no outlet is given, the head of the text.
    """
    article = report.article
    name = article.outlet.name if article.outlet else ""
    country = government_at(article.url) or government_named(name)
    if not country and not name and (head := masthead(article.text)):
        name, country = head
    if not country:
        return ()
    named = name or f"the government of {country_in_text(country)}"
    return (Actor(named, "", country, ("publisher", report.article_id)),)


def _side_key(line: Line) -> str:
    reporter = line.said.reporters[0]
    return reporter.country or reporter.name


def _sides(lines: Sequence[Line]) -> tuple[Side, ...]:
    """Group accounts by the country of who gives them, in the order in which the articles tell them."""
    told: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.said.reporters:
            told.setdefault(_side_key(line), {}).update(dict.fromkeys(actor.name for actor in line.said.reporters))
    return tuple(
        Side(key, seat(key) if key.isupper() and len(key) == 3 else key, tuple(by)) for key, by in told.items()
    )


def _rows(sides: Sequence[Side], lines: Sequence[Line]) -> tuple[Row, ...]:
    """Lay the accounts side by side by topic, so that what one side left out is seen."""
    attributed = [line for line in lines if line.said.reporters]
    topics = dict.fromkeys(line.said.topic for line in attributed)
    ordered = [topic for topic in topics if topic] + [topic for topic in topics if not topic]
    return tuple(Row(topic, tuple(_cell(side, topic, attributed) for side in sides)) for topic in ordered)


def _cell(side: Side, topic: str, attributed: Sequence[Line]) -> Cell:
    own = [line for line in attributed if _side_key(line) == side.key]
    elsewhere = next((line.said.topic for line in own if topic in line.said.topics), "")
    return Cell(side, tuple(line for line in own if line.said.topic == topic), elsewhere)


def _joined(lines: Sequence[Line], sides: Sequence[Side], outlets: dict[int, str]) -> list[Line]:
    """Make one line of what several articles tell of one side, and say which sides tell it."""
    by_id = {line.said.id: line for line in lines}
    same = same_statements([line.said for line in lines])
    names = {side.key: side.name for side in sides}
    out, done = [], set()
    for line in lines:
        if line.said.id in done:
            continue
        group = [by_id[pk] for pk in sorted(same[line.said.id], key=list(by_id).index)]
        tellers = dict.fromkeys(_side_key(one) for one in group if one.said.reporters)
        leading = line if line.said.reporters or not tellers else next(one for one in group if one.said.reporters)
        own = [one for one in group if _is_of_side(one, leading)]
        done |= {one.said.id for one in own}
        others = tuple(names[key] for key in tellers if not leading.said.reporters or key != _side_key(leading))
        out.append(
            replace(
                leading,
                also=tuple(_attestation(one, outlets) for one in own if one is not leading),
                told_too=others,
                is_one_sided=len(sides) > 1 and bool(leading.said.reporters) and not others,
            )
        )
    return out


def _is_of_side(line: Line, leading: Line) -> bool:
    """Tell whether a line stands in the account of the same side; what no side is named for goes with any."""
    return not line.said.reporters or bool(leading.said.reporters) and _side_key(line) == _side_key(leading)


def _attestation(line: Line, outlets: dict[int, str]) -> Attestation:
    said = line.said
    return Attestation(outlets.get(said.article, "another article"), said.plain, said.source, said.id)


def _told(event: Event) -> list[Report]:
    """Load the reports of an event with their articles and what proves them, the leading ones first."""
    roles = [Evidence.Role.EVENT, Evidence.Role.DATE]
    evidence = Evidence.objects.filter(role__in=roles).order_by("start")
    return list(
        Report.objects.filter(event=event)
        .select_related("article__outlet")
        .defer("article__reading")
        .annotate(place=KeyTextTransform("place", KeyTransform("dateline", "article__reading")))
        .prefetch_related(Prefetch("evidence", evidence))
        .order_by("-is_main", "article__published_max", "article__sha256")
    )


def _reports(event: Event, told: Sequence[Report]) -> tuple[ReportLine, ...]:
    """Give each story once, with the outlets that print it too."""
    by_article = {report.article_id: report for report in told}
    groups = reprints([report.article for report in told])
    return tuple(_report(event, [by_article[article.pk] for article in group]) for group in groups)


def _report(event: Event, told: Sequence[Report]) -> ReportLine:
    report, *printed_too = told
    article = report.article
    return ReportLine(
        article=article,
        proofs=_proofs(report)[:MOST_PROOFS],
        source=f"{article.get_absolute_url()}#e{event.pk}",
        published=span_words(article.published_min, article.published_max),
        published_why=tuple(map(plain_reason, article.published_why)),
        is_inferred=article.published_basis == PublishedBasis.INFERRED,
        reprints=tuple(
            Attestation(teller(other), str(other.article), f"{other.article.get_absolute_url()}#e{event.pk}")
            for other in printed_too
        ),
    )


def _proofs(report: Report) -> tuple[tuple[Piece, ...], ...]:
    """Give the sentences that prove a report; of an earlier version of its text, the words with what stood around."""
    article, rows = report.article, report.evidence.all()
    standing = [row for row in rows if row.stands_in(article)]
    drifted = [row for row in rows if row not in standing]
    quoted = (
        (Piece(f"… {row.prefix}"), Piece(row.exact, is_mark=True), Piece(f"{row.suffix} … (in an earlier version)"))
        for row in drifted
    )
    return (*excerpts(article.text, [(row.start, row.end) for row in standing]), *quoted)


def _pair(parties: Sequence[Party]) -> tuple[str, ...]:
    """Give the codes of the two countries of an event, none if it has fewer or more."""
    codes = tuple(dict.fromkeys(party.country_code for party in parties if party.country_code))
    return codes if len(codes) == 2 else ()
