"""One article: its text with every fact marked where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from timeline.browse.cards import joined, parties_of, title_of, with_card_parts
from timeline.browse.changes import Version, versions_of
from timeline.browse.dates import DayWords, date_words, plain_reason, span_words
from timeline.browse.said import Said, said, with_parts
from timeline.browse.segments import Mark, Piece, cut, paragraphs
from timeline.models import Article, Event, Evidence, Person, ReviewState, Statement

# A link of fewer letters is no target for a finger.
FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text with the kinds of its marks, where it leads, and the facts whose first words it begins."""

    text: str
    kinds: str
    url: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text, cut wherever a mark begins or ends; dimmed if it is no part of the story."""

    stretches: tuple[Stretch, ...]
    is_boilerplate: bool


@dataclass(frozen=True, slots=True)
class EventFact:
    """An event that this article reports, with the statements on it."""

    id: str
    event: Event | None
    title: str
    date: DayWords | None
    said: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Drifted:
    """Words of an earlier version that a curator vouches for: the ids they are led to by, and where that version is."""

    words: str
    anchors: tuple[str, ...]
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page of an article shows."""

    article: Article
    published: str
    published_why: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    facts: tuple[EventFact, ...]
    drifted: tuple[Drifted, ...]
    versions: tuple[Version, ...]


def article_page(pk: int) -> ArticlePage | None:
    """Give an article, None if there is none."""
    article = Article.objects.select_related("outlet").defer("reading").filter(pk=pk).first()
    if not article:
        return None
    evidence = list(_evidence(article))
    standing = [row for row in evidence if row.stands_in(article)]
    versions = versions_of(article)
    marks = [_mark(row) for row in standing]
    people = {f"p{person.pk}": person.get_absolute_url() for row in evidence if (person := _person(row))}
    return ArticlePage(
        article=article,
        published=span_words(article.published_min, article.published_max),
        published_why=tuple(map(plain_reason, article.published_why)),
        paragraphs=_paragraphs(article, marks, people),
        facts=_facts(article),
        drifted=_drifted([row for row in evidence if row not in standing], versions),
        versions=versions,
    )


def _evidence(article: Article) -> QuerySet[Evidence]:
    """Give the evidence of this article for facts that no curator rejected."""
    rejected = Q()
    for target in ("report__event", "participation__event", "statement", "membership", "person", "organization"):
        rejected |= Q(**{f"{target}__review": ReviewState.REJECTED})
    rows = Evidence.objects.filter(article=article).exclude(pk__in=Evidence.objects.filter(rejected).values("pk"))
    return rows.select_related("report", "participation", "membership__person", "person").order_by("start", "end", "pk")


def _drifted(rows: Sequence[Evidence], versions: Sequence[Version]) -> tuple[Drifted, ...]:
    """Give the words that no longer stand, with the last version that had them; 0 where none is kept."""
    by_hash = {version.sha256: version for version in versions}
    begun: set[str] = set()
    out = []
    for row in rows:
        version = by_hash.get(row.text_hash)
        anchors = tuple(id for id in (_mark(row).fact, row.anchor) if id not in begun)
        begun.update(anchors)
        url = f"{versions[-1].url}?from={version.number}" if version else ""
        out.append(Drifted(row.exact, anchors, version.number if version else 0, url))
    return tuple(out)


def _person(row: Evidence) -> Person | None:
    return row.person or (row.membership.person if row.membership else None)


def _mark(row: Evidence) -> Mark:
    """Tie evidence to the fact it proves: `s12` a statement, `e9` an event, `p4` a person, `o7` a body."""
    if row.statement_id:
        return Mark(row.start, row.end, row.role, f"s{row.statement_id}")
    if row.report:
        return Mark(row.start, row.end, row.role, f"e{row.report.event_id}")
    if row.participation:
        return Mark(row.start, row.end, row.role, f"e{row.participation.event_id}")
    if person := _person(row):
        return Mark(row.start, row.end, row.role, f"p{person.pk}")
    return Mark(row.start, row.end, row.role, f"o{row.organization_id}" if row.organization_id else "published")


def _paragraphs(article: Article, marks: Sequence[Mark], people: dict[str, str]) -> tuple[Paragraph, ...]:
    """Cut the text into lines; each looks only at the marks that may reach it."""
    out: list[Paragraph] = []
    ordered = sorted(marks, key=lambda mark: mark.start)
    open_marks: list[Mark] = []
    begun: set[str] = set()
    position = 0
    for start, end in paragraphs(article.text):
        while position < len(ordered) and ordered[position].start < end:
            open_marks.append(ordered[position])
            position += 1
        open_marks = [mark for mark in open_marks if mark.end > start]
        dim = any(left <= start and end <= right for left, right in article.boilerplate)
        pieces = cut(article.text, open_marks, start, end)
        out.append(Paragraph(tuple(_stretch(piece, people, begun) for piece in pieces), dim))
    return tuple(out)


def _stretch(piece: Piece, people: dict[str, str], begun: set[str]) -> Stretch:
    """Let a stretch lead to the nearest of its facts: a statement, else an event, else a person."""
    facts = sorted({mark.fact for mark in piece.marks}, key=lambda fact: "sep".find(fact[0]) % 4)
    first = facts[0] if facts and sum(map(str.isalnum, piece.text)) >= FEWEST_LETTERS else ""
    url = people.get(first) or (f"#fact-{first}" if first[:1] in ("s", "e") else "")
    # What the list beside the text leads to, and each piece of evidence (see `Evidence.anchor`), has an anchor once.
    evidence = dict.fromkeys(f"c{mark.start}-{mark.end}" for mark in piece.marks)
    wanted = [*(fact for fact in facts if fact[0] in "se"), *evidence]
    anchors = tuple(anchor for anchor in wanted if anchor not in begun)
    begun.update(anchors)
    return Stretch(piece.text, " ".join(sorted({f"m-{mark.kind}" for mark in piece.marks})), url, anchors)


def _facts(article: Article) -> tuple[EventFact, ...]:
    reported = Event.objects.public().filter(reports__article=article).distinct()
    events = sorted(with_card_parts(reported), key=lambda event: (event.is_domestic, event.pk))
    statements = [said(row) for row in with_parts(Statement.objects.filter(article=article)).order_by("start", "pk")]
    by_event: dict[int | None, list[Said]] = {}
    for item in statements:
        by_event.setdefault(item.event, []).append(item)
    facts = [
        EventFact(
            f"e{event.pk}",
            event,
            title_of(parties_of(event), event.get_type_display()),
            date_words(event),
            _named(by_event.pop(event.pk, [])),
        )
        for event in events
    ]
    rest = [item for items in by_event.values() for item in items]
    if rest:
        facts.append(EventFact("other", None, "Not tied to an event", None, _named(rest)))
    return tuple(facts)


def _named(items: Sequence[Said]) -> tuple[tuple[str, Said], ...]:
    return tuple((joined(actor.name for actor in item.speakers), item) for item in items)
