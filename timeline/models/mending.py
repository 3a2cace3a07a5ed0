"""What curators mend across records: merges, splits, "not the same"; each can be taken back row by row."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from timeline.models.article import Article
from timeline.models.event import Event
from timeline.models.kept import kept
from timeline.models.organization import Organization
from timeline.models.person import Person


class MendKind(models.TextChoices):
    """What a curator did."""

    MERGE = "merge", "Merged"
    SPLIT = "split", "Split"
    APART = "apart", "Told apart"
    CHOICE = "choice", "Chose between reports"
    TERM = "term", "Changed a term of office"
    BATCH = "batch", "Took back a batch"


class Mend(models.Model):
    """One mending by a curator, with every row it changed; taken back, all rows are as they were."""

    kind = models.CharField(max_length=8, choices=MendKind)
    label = models.CharField(max_length=300, help_text="What was mended, in words.")
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "mending"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label}"


class MendedRow(models.Model):
    """A row as it was before and after one step of a mending; a trigger writes it (see migration)."""

    mend = models.ForeignKey(Mend, on_delete=models.CASCADE, related_name="rows")
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


@kept()
class Apart(models.Model):
    """Two persons, organizations or events that a curator knows to be two: joining keeps them apart."""

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    other_person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, null=True, on_delete=models.CASCADE, related_name="+")
    other_organization = models.ForeignKey(Organization, null=True, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="+")
    other_event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "pair told apart"
        verbose_name_plural = "pairs told apart"
        constraints = [
            models.CheckConstraint(
                name="apart_one_pair_in_order",
                condition=Q(person__lt=F("other_person"), organization=None, other_organization=None)
                & Q(event=None, other_event=None)
                | Q(organization__lt=F("other_organization"), person=None, other_person=None)
                & Q(event=None, other_event=None)
                | Q(event__lt=F("other_event"), person=None, other_person=None)
                & Q(organization=None, other_organization=None),
            ),
            models.UniqueConstraint(name="apart_persons_once", fields=["person", "other_person"]),
            models.UniqueConstraint(name="apart_organizations_once", fields=["organization", "other_organization"]),
            models.UniqueConstraint(name="apart_events_once", fields=["event", "other_event"]),
        ]

    def __str__(self) -> str:
        one = self.person or self.organization or self.event
        return f"{one} ≠ {self.other_person or self.other_organization or self.other_event}"


@kept()
class Binding(models.Model):
    """Whom or what an article means, as a curator decided: joining does not ask again."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bindings")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="bindings")
    organization = models.ForeignKey(Organization, null=True, on_delete=models.CASCADE, related_name="bindings")
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="bindings")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="binding_of_one",
                condition=Q(person__isnull=False, organization=None, event=None)
                | Q(person=None, organization__isnull=False, event=None)
                | Q(person=None, organization=None, event__isnull=False),
            ),
            models.UniqueConstraint(name="binding_person_once", fields=["article", "person"]),
            models.UniqueConstraint(name="binding_organization_once", fields=["article", "organization"]),
            models.UniqueConstraint(name="binding_event_once", fields=["article", "event"]),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organization or self.event} in {self.article}"
