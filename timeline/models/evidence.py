"""Evidence: the very words that prove a stored fact (W3C Web Annotation selectors)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse

from timeline.models.article import Article
from timeline.models.event import Participation, Report
from timeline.models.kept import kept
from timeline.models.office import Membership
from timeline.models.organization import Organization
from timeline.models.person import Person
from timeline.models.statement import Statement

TARGETS = ("report", "participation", "statement", "membership", "person", "organization")


def proves_one_fact() -> Q:
    """Give the condition that one of TARGETS is set, or none where the fact is the article's own day."""
    condition = Q(role="published", **{f"{target}__isnull": True for target in TARGETS})
    for target in TARGETS:
        condition |= Q(**{f"{other}__isnull": other != target for other in TARGETS})
    return condition


@kept(is_derived=True)
class Evidence(models.Model):
    """A span of an article's text that proves one fact.

    `start` and `end` are a TextPositionSelector in code points, `exact`, `prefix`, `suffix` a TextQuoteSelector,
    `text_hash` the SHA-256 of the text they count in: an anchor that no longer matches is drifted, never moved.
    """

    class Role(models.TextChoices):
        """What the words prove."""

        EVENT = "event", "The event"
        DATE = "date", "Its date"
        PARTY = "party", "A party"
        SOURCE = "source", "Who said it"
        CUE = "cue", "That it was said"
        CONTENT = "content", "What was said"
        OFFICE = "office", "The office"
        FORMER = "former", "That the office is over"
        MENTION = "mention", "A mention"
        PUBLISHED = "published", "When the article appeared"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="evidence")
    role = models.CharField(max_length=10, choices=Role)
    # The fact. The indexes below leave out the rows, most of all, that prove others.
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence", db_index=False
    )
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence", db_index=False
    )
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence", db_index=False
    )
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence", db_index=False
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence", db_index=False
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence", db_index=False
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=40, blank=True)
    suffix = models.CharField(max_length=40, blank=True)
    text_hash = models.CharField(max_length=64)
    is_curated = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="Marked by a curator: no reading removes it."
    )

    class Meta:
        ordering = ["article", "start", "end", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(name="evidence_exact_not_empty", condition=~Q(exact="")),
            models.CheckConstraint(
                name="evidence_exact_is_as_long_as_its_span", condition=Q(end=F("start") + Length("exact"))
            ),
            # A count within the pattern would cost each row more than all its indexes.
            models.CheckConstraint(
                name="evidence_hash_is_hex",
                condition=Q(Exact(Length("text_hash"), 64), text_hash__regex=r"^[0-9a-f]*$"),
            ),
            models.CheckConstraint(name="evidence_proves_one_fact", condition=proves_one_fact()),
        ]
        # Served: the words that prove a fact, and what goes when the fact goes.
        indexes = [
            models.Index(name=f"evidence_of_{target}", fields=[target], condition=Q(**{f"{target}__isnull": False}))
            for target in TARGETS
        ]

    def __str__(self) -> str:
        return f"“{self.exact[:60]}” [{self.start}–{self.end}]"

    def get_absolute_url(self) -> str:
        """Give the address of the words on the article's page."""
        return f"{reverse('timeline:article', args=[self.article_id])}#{self.anchor}"

    @property
    def stands(self) -> bool:
        """Tell whether the anchor matches the article's present text; else it is drifted."""
        return self.stands_in(self.article)

    def stands_in(self, article: Article) -> bool:
        """Tell whether the anchor matches the text of an article, which is the evidence's own.

        In a later version of the text the words must stand where they stood, among the same words.
        """
        text = article.text
        if self.text_hash == article.sha256:
            return text[self.start : self.end] == self.exact
        before = max(0, self.start - len(self.prefix))
        around = self.prefix + self.exact + self.suffix
        return around != self.exact and text[before : self.end + len(self.suffix)] == around

    @property
    def anchor(self) -> str:
        """Give the id of the marked words on the article's page; it counts characters, so it outlives a new reading."""
        return f"c{self.start}-{self.end}"
