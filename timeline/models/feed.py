"""Feeds that are polled, and their entries, each taken once."""

from datetime import datetime
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from timeline.models.article import Article, Outlet
from timeline.models.kept import kept
from timeline.models.revision import MOST_URL_CHARS

# News feeds hold the stories of about a day; polled each half hour none is missed and no server is bothered.
USUAL_MINUTES = 30


class FeedQuerySet(models.QuerySet["Feed"]):
    """Questions about feeds."""

    def due(self, now: datetime) -> Self:
        """Leave the active feeds whose time has come, the longest waiting first."""
        return self.filter(is_active=True, next_poll_at__lte=now).order_by("next_poll_at", "pk")


@kept(
    without=(
        "title", "etag", "last_modified", "next_poll_at", "polled_at", "status", "problem", "failures",
    )
)  # fmt: skip
class Feed(models.Model):
    """An RSS or Atom feed whose entries become articles."""

    url = models.URLField("address", max_length=MOST_URL_CHARS, unique=True)
    title = models.CharField(max_length=300, blank=True, help_text="As the feed names itself.")
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.SET_NULL, related_name="feeds",
        help_text="Who publishes the articles; empty: as each page says.",
    )  # fmt: skip
    is_active = models.BooleanField("active", default=True, help_text="Poll it; take the tick away to pause it.")
    has_full_text = models.BooleanField(
        default=False, help_text="Take the text from the feed itself and never ask for the pages."
    )
    interval_minutes = models.PositiveIntegerField(default=USUAL_MINUTES, validators=[MinValueValidator(5)])
    etag = models.CharField("ETag", max_length=1000, blank=True, editable=False)
    last_modified = models.CharField("Last-Modified", max_length=100, blank=True, editable=False)
    next_poll_at = models.DateTimeField("next poll", default=timezone.now, db_index=True)
    polled_at = models.DateTimeField("last polled", null=True, blank=True, editable=False)
    status = models.PositiveSmallIntegerField("last status", null=True, blank=True, editable=False)
    problem = models.TextField("last problem", blank=True, editable=False)
    failures = models.PositiveIntegerField("failures in a row", default=0, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["title", "url"]

    def __str__(self) -> str:
        return self.title or self.url


class EntryState(models.TextChoices):
    """What became of an entry."""

    WAITING = "waiting", "Waiting"
    TAKEN = "taken", "Stored"
    FAILED = "failed", "Failed: tried again later"
    GIVEN_UP = "given_up", "Given up"


class FeedEntryQuerySet(models.QuerySet["FeedEntry"]):
    """Questions about entries."""

    def to_take(self, now: datetime) -> Self:
        """Leave those to be taken now, the oldest first."""
        open_states = (EntryState.WAITING, EntryState.FAILED)
        return self.filter(state__in=open_states, next_try_at__lte=now).order_by("next_try_at", "pk")


class FeedEntry(models.Model):
    """One entry of a feed: taken once, and again when the feed gives it anew."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    guid = models.CharField(max_length=MOST_URL_CHARS, help_text="The entry's id in its feed, else its link.")
    link = models.URLField(max_length=MOST_URL_CHARS, blank=True)
    key = models.CharField(max_length=MOST_URL_CHARS, blank=True, db_index=True, editable=False)
    title = models.TextField(blank=True)
    published = models.CharField(max_length=40, blank=True, help_text="ISO 8601, as the feed says.")
    content = models.TextField(blank=True, help_text="The entry's own text, as HTML.")
    version = models.CharField(max_length=64, editable=False, help_text="Hash of what the feed gave.")
    state = models.CharField(max_length=8, choices=EntryState, default=EntryState.WAITING)
    problem = models.TextField(blank=True)
    tries = models.PositiveIntegerField(default=0)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="feed_entries")
    found_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    objects = FeedEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "-id"]
        verbose_name_plural = "feed entries"
        constraints = [
            models.UniqueConstraint(name="feedentry_once", fields=["feed", "guid"]),
            models.CheckConstraint(name="feedentry_guid_not_empty", condition=~Q(guid="")),
        ]
        indexes = [
            # Served: what of a feed is to be taken.
            models.Index(
                name="feedentry_open", fields=["feed", "next_try_at"], condition=Q(state__in=["waiting", "failed"])
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.guid
