"""Events, who took part in them, and which article reports them."""

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from timeline.joining import bare_label
from timeline.models.article import Article
from timeline.models.kept import kept
from timeline.models.office import Post
from timeline.models.organization import Organization
from timeline.models.person import Person
from timeline.models.review import Reviewed, ReviewedQuerySet


class EventType(models.TextChoices):
    """Kinds of events; the diplomatic ones first, then those of domestic politics that a story leans on."""

    PHONE_CALL = "phone_call", "Phone call"
    VIDEO_CALL = "video_call", "Video call"
    MEETING = "meeting", "Meeting"
    VISIT = "visit", "Visit"
    SUMMIT = "summit", "Summit"
    LETTER = "letter", "Letter"
    STATEMENT = "statement", "Statement"
    AGREEMENT = "agreement", "Agreement"
    APPOINTMENT = "appointment", "Appointment"
    RESIGNATION = "resignation", "Resignation"
    SANCTION = "sanction", "Sanction"
    EXERCISE = "exercise", "Exercise"
    MARTIAL_LAW = "martial_law", "Martial law"
    IMPEACHMENT = "impeachment", "Impeachment"
    ARREST = "arrest", "Arrest"
    ELECTION = "election", "Election"
    PROTEST = "protest", "Protest"
    LEGISLATION = "legislation", "Legislation"
    OTHER = "other", "Other"


class EventStatus(models.TextChoices):
    """Whether it took place, as its sources tell."""

    HELD = "held", "Held"
    PLANNED = "planned", "Planned"
    CANCELLED = "cancelled", "Cancelled"
    BACKGROUND = "background", "Background"
    HYPOTHETICAL = "hypothetical", "Hypothetical"
    DENIED = "denied", "Denied"


class DateBasis(models.TextChoices):
    """How the day of an event is known."""

    EXPLICIT = "explicit", "calendar day in the text"
    RELATIVE = "relative", "resolved from words such as “Friday”"
    DATELINE = "dateline", "from the dateline"
    REPORTED_ON = "reported_on", "day of the report, not of the event"
    INFERRED = "inferred", "inferred"
    CURATOR = "curator", "set by a curator"
    UNKNOWN = "unknown", "unknown"


class EventQuerySet(ReviewedQuerySet["Event"]):
    """Questions about events."""

    def diplomatic(self) -> Self:
        """Leave out the background events of domestic politics."""
        return self.filter(is_domestic=False)

    def dated(self, kind: str) -> Self:
        """Leave those dated to one `day`, to something `longer`, or not (`no`)."""
        undated = Q(date_min__isnull=True, date_max__isnull=True)
        one_day = Q(date_min__isnull=False, date_min=F("date_max"))
        return self.filter({"day": one_day, "no": undated}.get(kind, ~undated & ~one_day))


class Account(models.Model):
    """What is told of an event: by one article (Report), or by all of them taken together (Event).

    `edtf` is the day (ISO 8601-2), `date_min` and `date_max` its bounds for filters and sorting: both empty if undated.
    """

    type = models.CharField(max_length=20, choices=EventType)
    status = models.CharField(max_length=12, choices=EventStatus)
    is_domestic = models.BooleanField(default=False, help_text="Domestic politics, as background of a story.")
    is_first = models.BooleanField(default=False, help_text="The first call or meeting of these two people, said so.")
    edtf = models.CharField("date (EDTF)", max_length=80, blank=True)
    date_min = models.DateField("not before", null=True, blank=True)
    date_max = models.DateField("not after", null=True, blank=True)
    date_basis = models.CharField(max_length=12, choices=DateBasis, default=DateBasis.UNKNOWN)
    raw_date = models.CharField("words that give the date", max_length=200, blank=True)
    cameo_code = models.CharField("CAMEO", max_length=4, blank=True)
    plover_event = models.CharField("PLOVER", max_length=20, blank=True)
    plover_mode = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    confidence = models.FloatField(default=0.5)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_date_min_max",
                condition=Q(date_min__isnull=True) | Q(date_max__isnull=True) | Q(date_min__lte=F("date_max")),
            ),
            models.CheckConstraint(
                name="%(class)s_day_has_edtf_and_basis",
                condition=Q(date_min__isnull=True, date_max__isnull=True) | ~Q(Q(edtf="") | Q(date_basis="unknown")),
            ),
            models.CheckConstraint(
                name="%(class)s_confidence_0_to_1", condition=Q(confidence__gte=0, confidence__lte=1)
            ),
        ]


@kept(without=("search", "updated_at"))
class Event(Reviewed, Account):
    """One call, meeting or other act, however many articles report it."""

    slug = models.SlugField(max_length=160, unique=True)
    initiated_by_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    initiated_by_organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    search = SearchVectorField(null=True, editable=False, help_text="Written by `models.search.refresh_search` only.")
    created_at = models.DateTimeField(auto_now_add=True)
    # A trigger sets it, too, for what is written without `save`.
    updated_at = models.DateTimeField(auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = [F("date_max").desc(nulls_last=True), "-id"]
        # What curators may do beyond single records; `timeline.rights` says who.
        permissions = [
            ("review_items", "Can review items one after the other"),
            ("review_in_bulk", "Can accept or reject many items at once"),
            ("merge_records", "Can merge and split records"),
            ("revert_changes", "Can revert changes"),
            ("ingest_articles", "Can ingest articles"),
            ("undo_batches", "Can undo a whole batch"),
            ("import_records", "Can import records from files"),
            ("export_records", "Can export records"),
        ]
        constraints = [
            *Account.Meta.constraints,
            models.CheckConstraint(
                name="event_one_initiator",
                condition=Q(initiated_by_person__isnull=True) | Q(initiated_by_organization__isnull=True),
            ),
        ]
        indexes = [
            # Served: the timeline, newest first, and its keyset pages.
            models.Index(F("date_max").desc(nulls_last=True), F("id").desc(), name="event_newest_first"),
            # Served: the admin's list of what needs review, or of what was rejected.
            models.Index("review", F("date_max").desc(nulls_last=True), F("id").desc(), name="event_by_review"),
            # Served: the feeds of searches, newest changes first.
            models.Index(name="event_by_change", fields=["-updated_at", "-id"]),
            # Served: the words filter.
            GinIndex(name="event_search", fields=["search"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.edtf or 'undated'} ({self.slug})"

    def get_absolute_url(self) -> str:
        """Give the address of the event's page."""
        return reverse("timeline:event", args=[self.slug])


@kept()
class Participation(models.Model):
    """A party to an event: a person or an organization, with the office held that day."""

    # The constraints below begin with it, so it needs no index of its own.
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations", db_index=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="participations"
    )
    office = models.CharField(max_length=200, blank=True, help_text="The office held that day, as a title.")
    role = models.CharField(
        max_length=60,
        blank=True,
        db_default="",
        default="",
        editable=False,
        help_text="Code of the office, as a Post has it.",
    )
    country = models.CharField(max_length=3, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["event", "position", "id"]
        constraints = [
            models.CheckConstraint(
                name="participation_person_or_organization",
                condition=Q(person__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, organization__isnull=False),
            ),
            models.UniqueConstraint(name="participation_person_once", fields=["event", "person"]),
            models.UniqueConstraint(name="participation_organization_once", fields=["event", "organization"]),
            models.CheckConstraint(
                name="participation_country_is_alpha3", condition=Q(country__regex=r"^([A-Z]{3})?$")
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.organization)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the party with the code of its office; ingest writes its own rows in bulk."""
        self.role = self.known_role()
        super().save(*args, **kwargs)

    def known_role(self) -> str:
        """Give the role of a post of that name, one of the same country first; an office that stays keeps its role."""
        posts = (
            Post.objects.filter(label=bare_label(self.office)).exclude(role="") if self.office else Post.objects.none()
        )
        roles = dict(posts.order_by("-country").values_list("country", "role"))
        stays = self.pk is None or Participation.objects.filter(pk=self.pk, office=self.office).exists()
        return roles.get(self.country) or next(iter(roles.values()), self.role if stays else "")


@kept(is_derived=True)
class Report(Account):
    """An account of an event by one article: type, day and status as it gives them, and whose readouts it cites."""

    # `report_once` begins with it, so it needs no index of its own.
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reports", db_index=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reports")
    is_main = models.BooleanField(default=False, help_text="The event is what the article is about.")
    readouts = models.ManyToManyField(Organization, blank=True, related_name="readouts")
    parties = models.JSONField(
        default=list, blank=True, editable=False, help_text="Who took part as this article tells, with offices."
    )
    signature = models.ForeignKey(
        "EventSignature", null=True, editable=False, on_delete=models.SET_NULL, related_name="reports"
    )
    companions = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="Signatures of further events of the reading that the same words tell and that proved to be this.",
    )
    local_id = models.CharField(
        max_length=12,
        blank=True,
        help_text="Id of the event in the article's reading; empty where only a curator vouches for it.",
    )

    class Meta:
        ordering = ["event", "article"]
        constraints = [
            *Account.Meta.constraints,
            models.UniqueConstraint(name="report_once", fields=["event", "article"]),
            models.UniqueConstraint(
                name="report_once_per_reading", fields=["article", "local_id"], condition=~Q(local_id="")
            ),
        ]
        indexes = [
            # Served: the articles of a signature; next to no report has companions.
            GinIndex(name="report_companions", fields=["companions"], condition=~Q(companions=[]))
        ]

    def __str__(self) -> str:
        return f"{self.event} in {self.article}"


@kept(is_derived=True)
class Readout(Report.readouts.through):  # type: ignore[name-defined, misc]
    """That a report cites the account of a body."""

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return f"{self.organization} cited by {self.report}"
