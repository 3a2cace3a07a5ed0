"""What joining works on: accounts of persons, organizations and events, told apart by what they say and by no more.

An account is what one article tells of somebody or something. A signature is the account without the article: fifty
thousand articles that name one head of state by the same name and office share one signature. Joining puts signatures
together; each belongs to one owner, the person, organization or event that it is an account of.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from timeline.models.article import Article
from timeline.models.event import Event
from timeline.models.kept import kept
from timeline.models.organization import Organization
from timeline.models.person import Person


class Signature(models.Model):
    """Accounts that say the same, whatever article they are from."""

    digest = models.CharField(max_length=64, unique=True, help_text="Hash of the account: equal accounts are one row.")
    account = models.TextField(help_text="What joining looks at, as `timeline.joining.signature` writes it.")
    blocks = ArrayField(
        models.CharField(max_length=400), default=list, help_text="Accounts without a key in common are never one."
    )

    is_bound = models.BooleanField(
        default=False, db_default=False, help_text="Of articles that a curator gave to its owner: compared with none."
    )

    class Meta:
        abstract = True
        indexes = [
            # Served: load all accounts that may be one with a new one. Without the list of pending keys, which every
            # look-up would have to go through.
            GinIndex(name="%(class)s_blocks", fields=["blocks"], fastupdate=False)
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class PersonSignature(Signature):
    """An account of a person; `is_anchor` where it is the person's own row, as a curator or the register set it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="signatures")
    is_anchor = models.BooleanField(default=False)


class OrganizationSignature(Signature):
    """An account of an organization."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="signatures")


class EventSignature(Signature):
    """An account of an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="signatures")


class Sighting(models.Model):
    """A person or organization in one article, with all full forms of the name there."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sightings")
    local_id = models.CharField(max_length=12, help_text="Id in the article's reading.")
    person = models.ForeignKey(PersonSignature, null=True, on_delete=models.CASCADE, related_name="sightings")
    organization = models.ForeignKey(
        OrganizationSignature, null=True, on_delete=models.CASCADE, related_name="sightings"
    )
    names = ArrayField(models.CharField(max_length=200), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sighting_once", fields=["article", "local_id"]),
            models.CheckConstraint(
                name="sighting_of_person_or_organization",
                condition=Q(person__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, organization__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_id} in {self.article_id}"


class Doubt(models.Model):
    """Two persons, or two events, that may be one: a curator decides."""

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="doubts")
    other_person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="doubts")
    other_event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(help_text="How likely they are one, 0 to 1.")
    reasons = ArrayField(models.TextField(), default=list, help_text="What speaks for one and what for two.")

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.CheckConstraint(
                name="doubt_about_two_persons_or_two_events",
                condition=Q(person__lt=F("other_person"), event__isnull=True, other_event__isnull=True)
                | Q(person__isnull=True, other_person__isnull=True, event__lt=F("other_event")),
            ),
            models.UniqueConstraint(name="doubt_about_persons_once", fields=["person", "other_person"]),
            models.UniqueConstraint(name="doubt_about_events_once", fields=["event", "other_event"]),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.event} / {self.other_person or self.other_event}"


class MovedAddressQuerySet(models.QuerySet["MovedAddress"]):
    """Writing of addresses."""

    def lead(self, slug: str, **heir: Person | Event) -> None:
        """Let an address lead to a record; it may have led somewhere before a change that was taken back since."""
        (noun,) = heir
        known: dict[str, Any] = {"slug": slug, f"{noun}__isnull": False}
        self.update_or_create(**known, defaults=heir)


@kept(is_derived=True)
class MovedAddress(models.Model):
    """An address that a person or event had before it was joined with another."""

    slug = models.SlugField(max_length=160)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="moved_addresses")
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="moved_addresses")

    objects = MovedAddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "moved addresses"
        constraints = [
            models.CheckConstraint(
                name="movedaddress_of_person_or_event",
                condition=Q(person__isnull=False, event__isnull=True) | Q(person__isnull=True, event__isnull=False),
            ),
            models.UniqueConstraint(
                name="movedaddress_person_once", fields=["slug"], condition=Q(person__isnull=False)
            ),
            models.UniqueConstraint(name="movedaddress_event_once", fields=["slug"], condition=Q(event__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.slug
