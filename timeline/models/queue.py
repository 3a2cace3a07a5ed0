"""The review queue: what no curator has decided on, by worth, and what curators did with it.

The worth of an item is `ln(doubt) + ln(visibility) + day / 527`, kept by the database's own `timeline_refresh_queue`
(migration `0029_queue_in_one_pass`):

- doubt is 1 − the product of: the confidence of the reading; 0.5 where reports differ on kind, status or day; 0.7 where
  the day is inferred or not that of the event itself; 0.5 where its words stand in an earlier version of an article;
  0.6 for a statement that belongs to no event. It is 0.02 at least, so that sure items are still ordered.
- visibility is (1 + reports + statements / 4), doubled where an article is about the event, a quarter of it for
  domestic politics; a statement has half of its event's, or 0.5 without one.
- day counts from 2000-01-01, of the event or else of the report: what is a year (527 × ln 2 days) older is half as
  visible. As a term of a sum it keeps the order true whatever day it is, so a stored worth never ages.
"""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Q

from diplomacy.prepared import ask
from timeline.models.event import Event, EventType
from timeline.models.statement import Statement


class Sureness(models.TextChoices):
    """How sure the machine is of what it read."""

    LOW = "low", "below 0.5"
    MEDIUM = "medium", "0.5 to 0.8"
    HIGH = "high", "0.8 and more"


class ReviewItem(models.Model):
    """An event or statement that waits for a decision; `worth` orders the queue.

    A curator who looks at it has it until `claimed_until`; then it comes back to everybody.
    """

    event = models.OneToOneField(Event, null=True, on_delete=models.CASCADE, related_name="queued")
    statement = models.OneToOneField(Statement, null=True, on_delete=models.CASCADE, related_name="queued")
    type = models.CharField(max_length=20, choices=EventType, blank=True, help_text="Of the event, or the statement's.")
    sureness = models.CharField(max_length=6, choices=Sureness)
    worth = models.FloatField()
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-worth", "id"]
        indexes = [
            # Served: the next item of the whole queue, of one type of event, of one sureness.
            models.Index(name="reviewitem_by_worth", fields=["-worth", "id"]),
            models.Index(name="reviewitem_by_type", fields=["type", "-worth", "id"]),
            models.Index(name="reviewitem_by_sureness", fields=["sureness", "-worth", "id"]),
            # Served: the next statement; events are worth more and would all be passed.
            models.Index(name="reviewitem_said", fields=["-worth", "id"], condition=Q(statement__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="reviewitem_event_or_statement",
                condition=Q(event__isnull=False, statement__isnull=True)
                | Q(event__isnull=True, statement__isnull=False),
            ),
            models.CheckConstraint(
                name="reviewitem_claim_is_whole",
                condition=Q(claimed_by__isnull=True) | Q(claimed_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event or self.statement}"


class ReviewSkip(models.Model):
    """An item that a curator put behind all others, for that curator."""

    item = models.ForeignKey(ReviewItem, on_delete=models.CASCADE, related_name="skips")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="reviewskip_once", fields=["by", "item"])]

    def __str__(self) -> str:
        return f"{self.item} skipped by {self.by}"


class DecisionKind(models.TextChoices):
    """What a curator did with an item."""

    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    EDITED = "edited", "Edited"
    CONFIRMED = "confirmed", "Confirmed"
    SKIPPED = "skipped", "Skipped"
    ADDED = "added", "Added"


class Decision(models.Model):
    """What a curator did in the queue, with the state of the record before and after it: undone from here."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=9, choices=DecisionKind)
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="decisions")
    statement = models.ForeignKey(Statement, null=True, on_delete=models.CASCADE, related_name="decisions")
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            # Served: what a curator can undo, the last first.
            models.Index(name="decision_to_undo", fields=["by", "-id"], condition=Q(undone_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="decision_on_event_or_statement",
                condition=Q(event__isnull=False, statement__isnull=True)
                | Q(event__isnull=True, statement__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.event or self.statement}"


def forget_queued(model: type[models.Model], pks: Collection[int]) -> None:
    """Take rows that go out of the queue, with what was decided on them: nothing of it could be undone any more."""
    if model in (Event, Statement):
        gone = {f"{model._meta.model_name}__in": list(pks)}
        ReviewItem.objects.filter(**gone).delete()
        Decision.objects.filter(**gone).delete()


def refresh_queue(events: Collection[int], articles: Collection[int] = ()) -> None:
    """Bring the queue in line with events and what was said at them, and with articles' statements without an event."""
    if events or articles:
        ask("SELECT timeline_refresh_queue(%s::bigint[], %s::bigint[])", list(events), list(articles))
