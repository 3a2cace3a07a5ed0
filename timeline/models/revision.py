"""Versions of an article's text, the addresses it stands at, and what a new version did to the facts."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from timeline.models.article import Article
from timeline.models.event import Event
from timeline.models.office import Membership
from timeline.models.organization import Organization
from timeline.models.person import Person
from timeline.models.statement import Statement

MOST_URL_CHARS = 2000


class Address(models.Model):
    """A web address of an article, and what its server said when it was last asked.

    `key` is what all spellings of the address share (`timeline.versions.address_key`): one page, one article.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="addresses")
    key = models.CharField(max_length=MOST_URL_CHARS, unique=True)
    url = models.URLField("URL", max_length=MOST_URL_CHARS)
    text_hash = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the text that the address last gave, if it is known."
    )
    etag = models.CharField("ETag", max_length=1000, blank=True)
    last_modified = models.CharField("Last-Modified", max_length=100, blank=True)
    visited_at = models.DateTimeField(null=True, blank=True, help_text="When the page was last fetched or unchanged.")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["article", "id"]
        verbose_name_plural = "addresses"
        constraints = [
            models.CheckConstraint(name="address_key_not_empty", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return self.url


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Questions about revisions."""

    def of(self, article: Article) -> Self:
        """Leave those of one article, the first one first."""
        return self.filter(article=article).order_by("number")


class Revision(models.Model):
    """One version of an article's text, as it was given. An article that never changed has none.

    The last one is the article's present text; the first revision is made when the second one comes.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="1 is the text as it first came.")
    text = models.TextField()
    sha256 = models.CharField("SHA-256 of the text", max_length=64)
    title = models.TextField(blank=True)
    extractor = models.CharField(max_length=40, blank=True, help_text="Version of the extractor that read it first.")
    url = models.URLField("URL", max_length=MOST_URL_CHARS, blank=True, help_text="The address that gave it.")
    taken_at = models.DateTimeField(help_text="When the text was fetched or given.")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(name="revision_number_once", fields=["article", "number"]),
            models.CheckConstraint(name="revision_number_from_1", condition=Q(number__gte=1)),
            models.CheckConstraint(name="revision_text_not_empty", condition=~Q(text="")),
            models.CheckConstraint(name="revision_sha256_is_hex", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]
        indexes = [
            # Served: is a text known as an earlier version?
            models.Index(name="revision_by_sha256", fields=["sha256"]),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.article}"

    def get_absolute_url(self) -> str:
        """Give the address of the page that shows what this version changed."""
        return reverse("timeline:changes", args=[self.article_id, self.number])


class ChangeKind(models.TextChoices):
    """What a new version of the text did to a fact."""

    VANISHED = "vanished", "No longer in the text"
    CHANGED = "changed", "Told in other words"
    MOVED = "moved", "Same words, another place"
    ADDED = "added", "New in the text"


class ChangeQuerySet(models.QuerySet["Change"]):
    """Questions about changes."""

    def open(self) -> Self:
        """Leave those that no curator has looked at."""
        return self.filter(settled_at=None)


class Change(models.Model):
    """What one revision did to one fact of its article: a line for a curator to look at.

    The fact is named in words, as it may be gone: the link to its record is there while the record is.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    fact = models.CharField(max_length=300, help_text="The fact in words.")
    now = models.CharField(max_length=300, blank=True, help_text="The fact in words as the new version has it.")
    is_vouched = models.BooleanField(
        "vouched for", default=False, help_text="A curator vouches for the fact: it and its evidence stay as they are."
    )
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    membership = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    words_before = ArrayField(models.TextField(), default=list, blank=True)
    words_after = ArrayField(models.TextField(), default=list, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["revision", "id"]
        indexes = [
            # Served: the list of articles with open changes.
            models.Index(name="change_open", fields=["revision"], condition=Q(settled_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.fact}"

    @property
    def record(self) -> models.Model | None:
        """Give the record of the fact, if there still is one."""
        return self.statement or self.event or self.membership or self.person or self.organization
