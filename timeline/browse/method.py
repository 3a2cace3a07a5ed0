"""What the timeline covers: plain figures, counted when asked."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from timeline.browse.labels import BASIS, REVIEW
from timeline.models import Article, Event, EventType, Evidence, Outlet, Person, SpeechAct, Statement


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of what is on record, each list most frequent first."""

    articles: int
    outlets: int
    people: int
    evidence: int
    events: int
    domestic: int
    statements: int
    first: date | None
    last: date | None
    undated: int
    by_type: tuple[tuple[str, int], ...]
    by_basis: tuple[tuple[str, int], ...]
    by_act: tuple[tuple[str, int], ...]
    by_review: tuple[tuple[str, int], ...]
    extractors: tuple[tuple[str, int], ...]

    @property
    def diplomatic(self) -> int:
        """Count the events that are no domestic background."""
        return self.events - self.domestic


@dataclass(frozen=True, slots=True)
class Figure:
    """How well one thing is read: on which texts, by Readout, and by the best other program where one was measured."""

    what: str
    texts: str
    ours: str
    other: str


@cache
def figures() -> tuple[Figure, ...]:
    """Give the figures of the reading's benchmarks."""
    lines = (Path(__file__).parent / "reading_figures.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Figure(*line.split("\t")) for line in lines if line and not line.startswith("#"))


def coverage() -> Coverage:
    """Count what is on record, rejected things left out."""
    events, statements = Event.objects.public(), Statement.objects.public()
    span = events.aggregate(first=Min("date_min"), last=Max("date_max"))
    return Coverage(
        articles=Article.objects.count(),
        outlets=Outlet.objects.count(),
        people=Person.objects.public().on_record().count(),
        evidence=Evidence.objects.count(),
        events=events.count(),
        domestic=events.filter(is_domestic=True).count(),
        statements=statements.count(),
        first=span["first"],
        last=span["last"],
        undated=events.filter(date_min__isnull=True, date_max__isnull=True).count(),
        by_type=_counted(events, "type", dict(EventType.choices)),
        by_basis=_counted(events, "date_basis", BASIS),
        by_act=_counted(statements, "act", dict(SpeechAct.choices)),
        by_review=_counted(events, "review", REVIEW),
        extractors=_counted(Article.objects.exclude(extractor=""), "extractor", {}),
    )


def _counted(rows: QuerySet[Any], field: str, names: dict[str, str]) -> tuple[tuple[str, int], ...]:
    counted = rows.order_by().values_list(field).annotate(rows=Count("pk")).order_by("-rows", field)
    return tuple((names.get(value, value), count) for value, count in counted)
