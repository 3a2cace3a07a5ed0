"""Statements: who said what to whom, by which speech act."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from timeline.models.article import Article
from timeline.models.event import Event
from timeline.models.kept import kept
from timeline.models.organization import Organization
from timeline.models.person import Person
from timeline.models.review import Reviewed, ReviewedQuerySet


class SpeechAct(models.TextChoices):
    """What was done by saying it."""

    REAFFIRM = "reaffirm", "Reaffirm"
    PLEDGE = "pledge", "Pledge"
    AGREE = "agree", "Agree"
    STRESS = "stress", "Stress"
    EXPRESS_GRATITUDE = "express_gratitude", "Express gratitude"
    EXPRESS_CONCERN = "express_concern", "Express concern"
    EXPRESS_SUPPORT = "express_support", "Express support"
    CONDEMN = "condemn", "Condemn"
    CONGRATULATE = "congratulate", "Congratulate"
    CALL_FOR = "call_for", "Call for"
    PROPOSE = "propose", "Propose"
    WELCOME = "welcome", "Welcome"
    DISCUSS = "discuss", "Discuss"
    SHARE_ASSESSMENT = "share_assessment", "Share an assessment"
    WARN = "warn", "Warn"
    CRITICISE = "criticise", "Criticise"
    ANNOUNCE = "announce", "Announce"
    NOTE = "note", "Note"
    OTHER = "other", "Other"


class Modality(models.TextChoices):
    """Whether it was said, is to be said, or is denied to have been said."""

    ASSERTED = "asserted", "Asserted"
    PLANNED = "planned", "Planned"
    DENIED = "denied", "Denied"
    HYPOTHETICAL = "hypothetical", "Hypothetical"


class StatementQuerySet(ReviewedQuerySet["Statement"]):
    """Questions about statements."""


@kept()
class Statement(Reviewed):
    """One act of saying, as one article gives it; its evidence holds the source, cue and content words."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="statements")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.SET_NULL, related_name="statements")
    act = models.CharField(max_length=20, choices=SpeechAct)
    modality = models.CharField(max_length=12, choices=Modality, default=Modality.ASSERTED)
    content = models.TextField(help_text="What was said, in the article's words.")
    cue = models.CharField(max_length=300, blank=True, help_text="The words that report it, e.g. “reaffirmed”.")
    start = models.PositiveIntegerField(help_text="Offset of the content in the article's text.")
    has_quote = models.BooleanField(default=False, help_text="Some of the content is in quotation marks.")
    topics = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    phrases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    confidence = models.FloatField(default=0.5)
    local_id = models.CharField(
        max_length=12,
        blank=True,
        help_text="Id of the statement in the article's reading; empty where only a curator vouches for it.",
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start", "id"]
        constraints = [
            models.CheckConstraint(name="statement_content_not_empty", condition=~Q(content="")),
            models.CheckConstraint(
                name="statement_confidence_0_to_1", condition=Q(confidence__gte=0, confidence__lte=1)
            ),
            models.UniqueConstraint(
                name="statement_once_per_reading", fields=["article", "local_id"], condition=~Q(local_id="")
            ),
        ]
        indexes = [
            # Served: the admin's list of what needs review, or of what was rejected.
            models.Index(name="statement_by_review", fields=["review", "-article", "start"]),
            # Served: filters by topic and by phrase.
            GinIndex(name="statement_topics", fields=["topics"]),
            GinIndex(name="statement_phrases", fields=["phrases"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.content[:80]}"


@kept()
class StatementActor(models.Model):
    """A person or organization in one of the roles of a statement."""

    class Role(models.TextChoices):
        """What part the actor has."""

        SPEAKER = "speaker", "Speaker"
        ADDRESSEE = "addressee", "Addressee"
        REPORTER = "reporter", "Attributed to"

    # The constraints below begin with it, so it needs no index of its own.
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="actors", db_index=False)
    role = models.CharField(max_length=10, choices=Role)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="statement_roles")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="statement_roles"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["statement", "role", "position", "id"]
        constraints = [
            models.CheckConstraint(
                name="statementactor_person_or_organization",
                condition=Q(person__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, organization__isnull=False),
            ),
            models.UniqueConstraint(name="statementactor_person_once", fields=["statement", "role", "person"]),
            models.UniqueConstraint(
                name="statementactor_organization_once", fields=["statement", "role", "organization"]
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.organization)
