"""Batches: what one run of `ingest` was given, and what became of each article."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from timeline.models.article import Article

# A run on the command line marks each article; one that has marked none for so long has ended without a word.
SILENCE = timedelta(minutes=10)


class BatchOutcome(models.TextChoices):
    """What became of an article of a batch."""

    WAITING = "waiting", "waiting"
    NEW = "new", "new"
    UNCHANGED = "unchanged", "unchanged"
    REREAD = "reread", "read again"
    REVISED = "revised", "revised"
    FAILED = "failed", "failed"


class BatchQuerySet(models.QuerySet["Batch"]):
    """Questions about batches."""

    def with_counts(self) -> "BatchQuerySet":
        """Count the articles by outcome, as `count_new` and so on, and find when the last one was done."""
        items = BatchItem.objects.filter(batch=OuterRef("pk")).order_by().values("batch")
        counts: dict[str, Any] = {
            f"count_{outcome.value}": Coalesce(
                Subquery(items.filter(outcome=outcome).values(total=Count("pk")), output_field=models.IntegerField()), 0
            )
            for outcome in BatchOutcome
        }
        return self.annotate(**counts, last_done=Subquery(items.values(last=Max("ended_at"))))

    def open(self) -> "BatchQuerySet":
        """Leave those that have not ended; what a curator still looks at has not begun."""
        return self.filter(ended_at=None, is_held=False)

    def all_done(self) -> "BatchQuerySet":
        """Leave those that are queued completely and of which no article waits any more."""
        waiting = BatchItem.objects.filter(batch=OuterRef("pk"), outcome=BatchOutcome.WAITING)
        return self.filter(~Exists(waiting), total__isnull=False)


class Batch(models.Model):
    """One run of `ingest`: who started it with what, and how far it is."""

    sources = ArrayField(models.TextField(), default=list, help_text="The files, folders and addresses it was given.")
    options = models.JSONField(default=dict, blank=True, help_text="The options it was given.")
    started_by = models.CharField(max_length=200, help_text="Who or what started it.")
    is_queued = models.BooleanField(default=False, help_text="Whether workers take its articles from the queue.")
    is_held = models.BooleanField(
        default=False, db_default=False, help_text="Whether a curator still looks at it: nothing of it is stored yet."
    )
    total = models.PositiveIntegerField(null=True, blank=True, help_text="Its articles; empty while they are listed.")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return f"Batch {self.pk}"

    def get_admin_url(self) -> str:
        """Give the address of the batch's page in the admin."""
        return reverse("admin:timeline_batch_change", args=[self.pk])

    @property
    def state(self) -> str:
        """Say how it stands; a batch of `with_counts` alone can tell that it was broken off."""
        if self.ended_at:
            return "done"
        if self.is_held:
            return "looked at"
        last = getattr(self, "last_done", None) or self.started_at
        is_silent = timezone.now() - last > SILENCE
        if is_silent and (self.total is None or not self.is_queued):
            return "broken off"
        return "waiting for workers" if is_silent else "running"


class BatchItemQuerySet(models.QuerySet["BatchItem"]):
    """Questions about the articles of batches."""

    def waiting(self) -> "BatchItemQuerySet":
        """Leave those that are still to be taken."""
        return self.filter(outcome=BatchOutcome.WAITING)

    def failed(self) -> "BatchItemQuerySet":
        """Leave those that were set aside."""
        return self.filter(outcome=BatchOutcome.FAILED)


class BatchItem(models.Model):
    """One article of a batch: its text while it waits, then what became of it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField(help_text="Its place in the batch, from 1.")
    name = models.CharField(max_length=500, blank=True, help_text="The file, row or address it came from.")
    text = models.TextField(blank=True, help_text="The text while it waits or failed; afterwards the article has it.")
    given = models.JSONField(default=dict, blank=True, help_text="What is known of it from outside: day, outlet, …")
    outcome = models.CharField(max_length=9, choices=BatchOutcome, default=BatchOutcome.WAITING)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="batch_items")
    problem = models.TextField(blank=True, help_text="What went wrong at the last try, in one line.")
    traceback = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often it was tried in vain.")
    taken_by = models.CharField(max_length=200, blank=True, help_text="The worker or command that did it.")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BatchItemQuerySet.as_manager()

    class Meta:
        ordering = ["batch_id", "number"]
        verbose_name = "article of a batch"
        verbose_name_plural = "articles of batches"
        indexes = [
            # with_counts and all_done: how many articles of a batch have which outcome.
            models.Index(name="batchitem_batch_outcome", fields=["batch", "outcome"]),
        ]
        constraints = [
            models.UniqueConstraint(name="batchitem_number_once_a_batch", fields=["batch", "number"]),
            models.CheckConstraint(
                name="batchitem_waiting_has_no_end",
                condition=Q(outcome=BatchOutcome.WAITING, ended_at__isnull=True)
                | (~Q(outcome=BatchOutcome.WAITING) & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"article {self.number}"
