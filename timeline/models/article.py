"""Articles: the texts as given, and where they come from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from timeline.models.kept import kept
from timeline.models.review import Curated


@kept()
class Outlet(models.Model):
    """A newspaper, agency or institution that publishes articles or readouts."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    domain = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PublishedBasis(models.TextChoices):
    """How the publication date is known."""

    STATED = "stated", "printed in the text"
    SUPPLIED = "supplied", "given with the text"
    INFERRED = "inferred", "inferred from the text"
    UNKNOWN = "unknown", "unknown"
    CURATOR = "curator", "set by a curator"


# The texts are kept as revisions; what else is left out is written anew by each reading.
@kept(without=("text", "reading", "extractor", "boilerplate", "warnings", "updated_at"))
class Article(Curated):
    """One text, kept exactly as given; every offset of its evidence counts code points of `text`."""

    file = models.CharField(max_length=500, blank=True, help_text="Name of the file it was read from.")
    url = models.URLField(max_length=2000, blank=True)
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    text = models.TextField()
    sha256 = models.CharField("SHA-256 of the text", max_length=64, unique=True)
    language = models.CharField(max_length=8, default="en")
    title = models.TextField(blank=True)
    subtitle = models.TextField(blank=True)
    byline = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    published_edtf = models.CharField(max_length=80, blank=True)
    published_min = models.DateField(null=True, blank=True)
    published_max = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_basis = models.CharField(max_length=8, choices=PublishedBasis, default=PublishedBasis.UNKNOWN)
    published_why = ArrayField(models.TextField(), default=list, blank=True)
    boilerplate = models.JSONField(
        default=list, blank=True, help_text="Spans [start, end] that are no part of the story."
    )
    warnings = ArrayField(models.TextField(), default=list, blank=True)
    reading = models.JSONField(default=dict, blank=True, help_text="What the machine read, as it read it.")
    extractor = models.CharField(max_length=40, blank=True, help_text="Version of the extractor that read it.")
    ingested_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-published_max", "-id"]
        indexes = [
            # Served: the admin's list, and the first and last day of its filters.
            models.Index(name="article_newest_first", fields=["-published_max", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(name="article_text_not_empty", condition=~models.Q(text="")),
            models.CheckConstraint(name="article_sha256_is_hex", condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="article_published_min_max_together",
                condition=models.Q(published_min__isnull=True, published_max__isnull=True)
                | models.Q(
                    published_min__isnull=False,
                    published_max__isnull=False,
                    published_min__lte=models.F("published_max"),
                ),
            ),
            models.CheckConstraint(
                name="article_published_unknown_has_no_date",
                condition=~models.Q(published_basis="unknown") | models.Q(published_edtf=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.file or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        """Give the address of the article's page."""
        return reverse("timeline:article", args=[self.pk])
