"""Offices, and who held them from when to when."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models.functions import Coalesce

from timeline.models.kept import kept
from timeline.models.person import Person
from timeline.models.review import Curated, Registered, Reviewed, ReviewedQuerySet


@kept()
class Post(Curated, Registered):
    """An office (Popolo Post): a role in one country or body, whoever holds it."""

    label = models.CharField(max_length=200, help_text="The title without acting, former and the like.")
    role = models.CharField(max_length=40, blank=True, help_text="Code of the role, e.g. defence_minister.")
    country = models.CharField(max_length=8, blank=True, help_text="ISO 3166-1 alpha-3, or EU, NATO, UN.")

    class Meta:
        ordering = ["country", "label"]
        constraints = [
            models.UniqueConstraint(name="post_once_per_country", fields=["label", "country"]),
            models.CheckConstraint(name="post_label_not_blank", condition=models.Q(label__regex=r"\S")),
            models.CheckConstraint(name="post_country_is_code", condition=models.Q(country__regex=r"^([A-Z]{2,8})?$")),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.country}" if self.country else self.label


class MembershipBasis(models.TextChoices):
    """How it is known that the person holds the office."""

    TEXT = "text", "read in a text"
    REGISTER = "register", "register of office-holders"
    CURATOR = "curator", "set by a curator"


# What a term that goes on is compared by.
END_OF_TIME = date.max


class MembershipQuerySet(ReviewedQuerySet["Membership"]):
    """Questions about memberships."""

    def of_register_only(self) -> Self:
        """Leave the register's terms that no article shows and no curator has touched."""
        return self.filter(register_key__isnull=False, seen_min=None, ended_by=None, curated_fields=[])

    def overlapping(self) -> Self:
        """Leave the full terms that share more than a day of hand-over with another person's in the same office."""
        others = Membership.objects.public().filter(
            ~models.Q(person=models.OuterRef("person")),
            post__role=models.OuterRef("post__role"),
            post__country=models.OuterRef("post__country"),
            is_acting=False,
            date_from__lt=Coalesce(models.OuterRef("date_to"), END_OF_TIME),
        )
        others = others.filter(models.Q(date_to=None) | models.Q(date_to__gt=models.OuterRef("date_from")))
        full = self.filter(is_acting=False, date_from__isnull=False).exclude(post__role="")
        return full.filter(models.Exists(others))

    def overlaps_of(self, row: "Membership") -> Self:
        """Give the full terms of others in the same office that share more than a day of hand-over with this one."""
        if row.is_acting or row.date_from is None or not row.post.role:
            return self.none()
        held = self.public().filter(
            post__role=row.post.role,
            post__country=row.post.country,
            is_acting=False,
            date_from__lt=row.date_to or END_OF_TIME,
        )
        later = models.Q(date_to=None) | models.Q(date_to__gt=row.date_from)
        return held.filter(later).exclude(person=row.person_id)


@kept()
class Membership(Reviewed, Registered):
    """A person in an office (Popolo Membership).

    `date_from` and `date_to` are known days; `seen_min` and `seen_max` the first and last day on which a source
    shows the person in the office; `ended_by` the first day on which a source calls the person a former holder.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="memberships")
    is_acting = models.BooleanField(default=False)
    date_from = models.DateField(null=True, blank=True)
    date_to = models.DateField(null=True, blank=True)
    seen_min = models.DateField(null=True, blank=True)
    seen_max = models.DateField(null=True, blank=True)
    ended_by = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=10, choices=MembershipBasis, default=MembershipBasis.TEXT)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["person", "-date_from", "-seen_max"]
        constraints = [
            models.UniqueConstraint(
                name="membership_once", fields=["person", "post", "is_acting", "date_from"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="membership_from_before_to",
                condition=models.Q(date_from__isnull=True)
                | models.Q(date_to__isnull=True)
                | models.Q(date_from__lte=models.F("date_to")),
            ),
            models.CheckConstraint(
                name="membership_seen_min_max_together",
                condition=models.Q(seen_min__isnull=True, seen_max__isnull=True)
                | models.Q(seen_min__isnull=False, seen_max__isnull=False, seen_min__lte=models.F("seen_max")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the membership and let joining look at the person anew; ingest writes its own rows in bulk."""
        super().save(*args, **kwargs)
        Person.objects.filter(pk=self.person_id).update(is_anchored=False)

    @property
    def title(self) -> str:
        """Give the office as it is said of the holder: "Acting Minister of National Defense"."""
        return f"Acting {self.post.label}" if self.is_acting else self.post.label
