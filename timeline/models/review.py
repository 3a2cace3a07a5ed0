"""What a curator may decide about a machine-read record, and what then no machine may change."""

from typing import Self, TypeVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class ReviewState(models.TextChoices):
    """Where a record stands: read by the machine, accepted, or rejected by a curator."""

    DRAFT = "draft", "Draft (machine-read)"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"


Row = TypeVar("Row", bound=models.Model)


class ReviewedQuerySet(models.QuerySet[Row]):
    """Questions of review that every reviewed model answers."""

    def public(self) -> Self:
        """Leave out what a curator rejected."""
        return self.exclude(review=ReviewState.REJECTED)


class Curated(models.Model):
    """A record that a curator may correct.

    `curated_fields` names the fields (or lists of parts, such as `participations`) that a curator has set: a later
    ingest leaves them as they are.
    """

    curated_fields = ArrayField(models.CharField(max_length=40), default=list, blank=True, editable=False)

    class Meta:
        abstract = True


class Registered(models.Model):
    """A record that the register of office-holders gives; `register_key` is what the register knows it by."""

    register_key = models.CharField(max_length=320, null=True, unique=True, editable=False)  # noqa: DJ001  (unique)

    class Meta:
        abstract = True


class Reviewed(Curated):
    """A record read by the machine and decided on by curators; once decided on, no machine changes it."""

    review = models.CharField(
        max_length=8, choices=ReviewState, default=ReviewState.DRAFT, db_default=ReviewState.DRAFT.value
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="Why it was accepted, changed or rejected.")

    class Meta:
        abstract = True

    @property
    def is_protected(self) -> bool:
        """Tell whether a curator has touched it, so that no machine may remove it."""
        return self.review != ReviewState.DRAFT or bool(self.curated_fields)

    @property
    def is_draft(self) -> bool:
        """Tell whether no curator has decided on it yet."""
        return self.review == ReviewState.DRAFT
