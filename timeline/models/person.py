"""Persons and the names they are called by."""

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from timeline.joining.names import name_key
from timeline.models.kept import kept
from timeline.models.review import Registered, Reviewed, ReviewedQuerySet


class PersonQuerySet(ReviewedQuerySet["Person"]):
    """Questions about people."""

    def of_register_only(self) -> Self:
        """Leave the office-holders of whom no article speaks."""
        return self.filter(register_key__isnull=False, evidence=None, participations=None, statement_roles=None)

    def on_record(self) -> Self:
        """Leave out the office-holders of whom no article speaks."""
        return self.exclude(pk__in=Person.objects.of_register_only().values("pk"))


@kept(without=("is_anchored",))
class Person(Reviewed, Registered):
    """A person in public office or public life (Popolo Person)."""

    name = models.CharField(max_length=200, help_text="The usual English press form, e.g. Kim Seon-ho.")
    slug = models.SlugField(max_length=120, unique=True)
    country = models.CharField(max_length=3, blank=True, help_text="ISO 3166-1 alpha-3.")
    occupations = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        help_text="What texts call the person besides offices (Professor): tells namesakes apart, unpublished.",
    )
    is_anchored = models.BooleanField(
        default=False,
        editable=False,
        help_text="False: name, country or offices were set outside of ingest since joining last looked at them.",
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(name="person_name_not_blank", condition=models.Q(name__regex=r"\S")),
            models.CheckConstraint(
                name="person_country_is_alpha3", condition=models.Q(country__regex=r"^([A-Z]{3})?$")
            ),
        ]
        indexes = [
            # Served: whom joining has to look at anew, at each new account.
            models.Index(name="person_not_anchored", fields=["id"], condition=models.Q(is_anchored=False))
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the person and let joining look at it anew; ingest writes its own rows in bulk."""
        self.is_anchored = False
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "is_anchored"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Give the address of the person's page."""
        return reverse("timeline:person", args=[self.slug])


class NameBasis(models.TextChoices):
    """Where a name form comes from."""

    TEXT = "text", "read in a text"
    REGISTER = "register", "register of office-holders"
    CURATOR = "curator", "set by a curator"


@kept(without=("uses",))
class PersonName(models.Model):
    """A name form under which texts mention a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, editable=False, help_text="The name's letters only.")
    uses = models.PositiveIntegerField(default=0, editable=False, help_text="Articles that use this form.")
    basis = models.CharField(
        max_length=10, choices=NameBasis, default=NameBasis.TEXT, db_default=NameBasis.TEXT.value, editable=False
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="person_name_once", fields=["person", "name"]),
            models.CheckConstraint(name="personname_key_not_empty", condition=~models.Q(key="")),
        ]
        indexes = [
            # Served: find a person by any name form, also misspelt (admin search).
            GinIndex(name="personname_trgm", fields=["name"], opclasses=["gin_trgm_ops"]),
            # Served: who is who at ingest; namesakes in the admin.
            models.Index(name="personname_key", fields=["key"]),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the name with its key, as a curator's, and let joining look at the person anew."""
        self.key = name_key(self.name)
        if self.basis == NameBasis.TEXT:
            self.basis = NameBasis.CURATOR
        super().save(*args, **kwargs)
        Person.objects.filter(pk=self.person_id).update(is_anchored=False)
