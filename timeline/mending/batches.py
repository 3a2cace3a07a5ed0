"""Take back a whole batch: its articles go, with all that rests on them alone; what curators touched stays."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q

from timeline.ingest import withdraw
from timeline.mending.journal import Refused, mending
from timeline.models import (
    Article,
    Batch,
    BatchItem,
    BatchOutcome,
    Binding,
    Event,
    Mend,
    MendKind,
    Report,
    ReviewState,
    Statement,
)


@dataclass(frozen=True)
class Stays:
    """An article of a batch that taking it back leaves, and why."""

    article: Article
    why: str


@dataclass(frozen=True)
class BatchUndo:
    """What taking back a batch would do: articles and facts that go, and articles that stay."""

    goes: tuple[Article, ...]
    stays: tuple[Stays, ...]
    events_gone: int
    events_kept: int
    statements: int


def preview(batch: Batch) -> BatchUndo:
    """Say what taking a batch back would do."""
    items = BatchItem.objects.filter(batch=batch, article__isnull=False)
    rows = {row.pk: row for row in Article.objects.filter(batch_items__in=items).defer("text", "reading")}
    new = set(items.filter(outcome=BatchOutcome.NEW).values_list("article_id", flat=True))
    reasons = _touched(new)
    goes = new - reasons.keys()
    stays = dict.fromkeys(rows.keys() - new, "It was there before the batch.") | reasons
    alone = ~Exists(Report.objects.filter(event=OuterRef("pk")).exclude(article__in=goes))
    events = Event.objects.filter(reports__article__in=goes).distinct()
    gone = events.filter(alone).count()
    return BatchUndo(
        goes=tuple(rows[pk] for pk in sorted(goes)),
        stays=tuple(Stays(rows[pk], why) for pk, why in sorted(stays.items())),
        events_gone=gone,
        events_kept=events.count() - gone,
        statements=Statement.objects.filter(article__in=goes).count(),
    )


def undo_batch(batch: Batch, *, by: AbstractBaseUser, reason: str) -> Mend:
    """Take away the articles that a batch brought; give what can itself be taken back.

    Articles that were there before, and those of which a curator has touched a fact, stay. Raise Refused where none
    would go, or the batch still runs.
    """
    if batch.ended_at is None:
        raise Refused("This batch is not done yet: wait until it is.")
    with mending(MendKind.BATCH, f"{batch} ({', '.join(batch.sources)})", by=by, reason=reason) as mend:
        goes = [article.pk for article in preview(batch).goes]
        if not goes:
            raise Refused("None of its articles would go: they were there before, or a curator has touched them.")
        withdraw(goes)
    return mend


def _touched(articles: Collection[int]) -> dict[int, str]:
    """Give the articles that carry a curator's work, with what it is."""
    decided = ~Q(review=ReviewState.DRAFT) | ~Q(curated_fields=[])
    said = Statement.objects.filter(decided | Q(local_id=""), article__in=articles)
    told = Report.objects.filter(article__in=articles, event__in=Event.objects.filter(decided))
    found = dict.fromkeys(Binding.objects.filter(article__in=articles).values_list("article", flat=True), "a split")
    found |= dict.fromkeys(told.values_list("article", flat=True), "an event")
    found |= dict.fromkeys(said.values_list("article", flat=True), "a statement")
    own = Article.objects.filter(pk__in=articles).exclude(curated_fields=[]).values_list("pk", flat=True)
    found |= dict.fromkeys(own, "its own fields")
    return {pk: f"A curator has decided on {what} of it." for pk, what in found.items()}
