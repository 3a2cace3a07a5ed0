"""Governments, ministries, parliaments and international bodies."""

from typing import Any

from django.db import models

from timeline.joining.names import name_key
from timeline.models.kept import kept
from timeline.models.review import Reviewed, ReviewedQuerySet


class OrganizationQuerySet(ReviewedQuerySet["Organization"]):
    """Questions about organizations."""


@kept()
class Organization(Reviewed):
    """A body that acts, speaks or gives a readout (Popolo Organization)."""

    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False, help_text="The name's letters only.")
    slug = models.SlugField(max_length=160, unique=True)
    country = models.CharField(
        max_length=3, blank=True, help_text="ISO 3166-1 alpha-3; empty for an international body."
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="organization_name_not_blank", condition=models.Q(name__regex=r"\S")),
            models.CheckConstraint(
                name="organization_country_is_alpha3", condition=models.Q(country__regex=r"^([A-Z]{3})?$")
            ),
            # Ingest lets it wait to the end of a transaction: joining may hand a country from one row to another.
            models.UniqueConstraint(
                name="organization_once_per_country",
                fields=["key", "country"],
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the name with its key."""
        self.key = name_key(self.name)
        super().save(*args, **kwargs)
