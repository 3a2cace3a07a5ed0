"""What the page of one item shows: the source text with the item's words marked, and what proves each field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from timeline.browse.segments import Mark, cut, paragraphs
from timeline.models import Article, Event, Evidence, Organization, Person, Report, Statement
from timeline.review.state import PARTS, Record, state_of, token_of

# Which field the words of evidence speak for, by their role.
FIELD_OF = {
    Event: {"event": "type", "date": "edtf", "party": "participations"},
    Statement: {"cue": "act", "content": "content", "source": "actors", "event": "event"},
}
# A text that names half the world lists no more of it.
MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class Proof:
    """Words that prove a field: where they are on the page, whether they still stand, and which party they name."""

    field: str
    words: str
    anchor: str
    stands: bool
    party: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a line with the fields that it proves, and the anchors of the words that begin with it."""

    text: str
    fields: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text from the code point `start` on; dimmed where it is no part of the story."""

    start: int
    stretches: tuple[Stretch, ...]
    is_boilerplate: bool


@dataclass(frozen=True, slots=True)
class ItemPage:
    """All that the page of an item shows beside its form.

    `token` stands for the state of the record; `named` are the people and bodies that the article names.
    """

    record: Record
    article: Article | None
    reports: tuple[Report, ...]
    lines: tuple[Line, ...]
    proofs: tuple[Proof, ...]
    named: tuple[Person | Organization, ...]
    events: tuple[Event, ...]
    token: str

    @property
    def has_drifted(self) -> bool:
        """Tell whether some of the words stand only in an earlier version of the article."""
        return any(not proof.stands for proof in self.proofs)

    @property
    def is_disputed(self) -> bool:
        """Tell whether the reports differ on kind, status or day."""
        return any(
            len({getattr(report, name) for report in self.reports} - {""}) > 1 for name in ("type", "status", "edtf")
        )


def item_page(record: Record, article: int | None = None) -> ItemPage:
    """Give what the page of a record shows, by the article asked for or the one that tells most of it."""
    reports = _reports(record)
    shown = _article(record, reports, article)
    proofs = list(_proofs(record, shown)) if shown else []
    standing = [(proof, row) for proof, row in proofs if proof.stands]
    return ItemPage(
        record=record,
        article=shown,
        reports=tuple(reports),
        lines=tuple(_lines(shown, [_mark(proof, row) for proof, row in standing])) if shown else (),
        proofs=tuple(proof for proof, _ in proofs),
        named=tuple(_named(shown, record)) if shown else (),
        events=tuple(_events(shown)) if shown and isinstance(record, Statement) else (),
        token=token_of(state_of(record)),
    )


@dataclass(frozen=True, slots=True)
class ArticleToMark:
    """An article in which a curator marks words: its lines, whom it names, and which events it reports."""

    article: Article
    lines: tuple[Line, ...]
    named: tuple[Person | Organization, ...]
    events: tuple[Event, ...]


def item_page_of_article(article: Article, span: tuple[int, int] | None) -> ArticleToMark:
    """Give an article with the words that were chosen marked, if any were."""
    marks = [Mark(*span, "chosen", f"c{span[0]}-{span[1]}")] if span else []
    return ArticleToMark(article, tuple(_lines(article, marks)), tuple(_named(article, None)), tuple(_events(article)))


def _reports(record: Record) -> list[Report]:
    if isinstance(record, Statement):
        return []
    rows = record.reports.select_related("article__outlet").defer("article__text", "article__reading")
    return list(rows.order_by("-is_main", "article__published_max", "pk"))


def _article(record: Record, reports: Sequence[Report], wanted: int | None) -> Article | None:
    known = [report.article_id for report in reports] if isinstance(record, Event) else [record.article_id]
    pk = wanted if wanted in known else next(iter(known), None)
    return Article.objects.select_related("outlet").defer("reading").filter(pk=pk or 0).first()


def _events(article: Article) -> Iterable[Event]:
    """Give the events that an article reports, with their parties."""
    rows = Event.objects.public().filter(reports__article=article).order_by("pk")
    return rows.prefetch_related("participations__person", "participations__organization")


def _proofs(record: Record, article: Article) -> Iterable[tuple[Proof, Evidence]]:
    """Give the evidence of a record in one article, each with the field that it speaks for."""
    if isinstance(record, Event):
        mine = Q(report__event=record) | Q(participation__event=record)
    else:
        mine = Q(statement=record) | Q(report__event=record.event_id, role=Evidence.Role.EVENT)
    rows = Evidence.objects.filter(mine, article=article).order_by("start", "end", "pk")
    fields = FIELD_OF[type(record)]
    for row in rows:
        if row.role in fields:
            yield Proof(fields[row.role], row.exact, row.anchor, row.stands_in(article), row.participation_id), row


def _mark(proof: Proof, row: Evidence) -> Mark:
    return Mark(row.start, row.end, proof.field, proof.anchor)


def _lines(article: Article, marks: Sequence[Mark]) -> Iterable[Line]:
    """Cut the text into lines, and each wherever a mark begins or ends."""
    begun: set[str] = set()
    for start, end in paragraphs(article.text):
        inside = [mark for mark in marks if mark.start < end and mark.end > start]
        stretches = []
        for piece in cut(article.text, inside, start, end):
            anchors = tuple(dict.fromkeys(mark.fact for mark in piece.marks if mark.fact not in begun))
            begun.update(anchors)
            stretches.append(Stretch(piece.text, tuple(sorted({mark.kind for mark in piece.marks})), anchors))
        dim = any(left <= start and end <= right for left, right in article.boilerplate)
        yield Line(start, tuple(stretches), dim)


def _named(article: Article, record: Record | None) -> Iterable[Person | Organization]:
    """Give the people and bodies that an article names or that have a part in the record, by name."""
    for model, field in ((Person, "person"), (Organization, "organization")):
        known = {f"{field}__isnull": False}
        wanted = Q(pk__in=Evidence.objects.filter(article=article, **known).values(field))
        if record:
            wanted |= Q(pk__in=getattr(record, PARTS[type(record)][0]).filter(**known).values(field))
        yield from model._default_manager.filter(wanted).order_by("name", "pk")[:MOST_NAMED]
