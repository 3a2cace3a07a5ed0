"""What the admin pages share: review state, curators' edits, evidence in its context, counts without GROUP BY."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from timeline import actions
from timeline.admin.history import KeptAdmin
from timeline.admin.lists import LongListAdmin
from timeline.history import because
from timeline.models import Curated, Evidence, ReviewState

# Evidence rows beside one record; a president is mentioned in thousands of places.
EVIDENCE_SHOWN = 20
# Characters of a text in a column: two lines on a laptop.
COLUMN_CHARS = 160
REVIEW_FIELDS = (("review", "reviewed_by", "reviewed_at"), "note", "curated_fields")
LINE_BREAK = mark_safe("<br>")
# Three lines hold any statement or note; more space would push what matters off the screen.
SMALL_TEXT: dict[Any, Any] = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 80})}}
REVIEW_HELP = (
    "Accepted and rejected records are never changed by a later reading; of a draft, the fields set by hand are kept. "
    "Rejected records leave the public pages."
)


class ReviewFilter(admin.SimpleListFilter):
    """Filter by review state; what needs review comes first, and all is a choice."""

    title = "review"
    parameter_name = "review"
    ALL = "all"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the states besides the default."""
        return [
            (ReviewState.ACCEPTED.value, "Accepted"),
            (ReviewState.REJECTED.value, "Rejected"),
            (self.ALL, "All"),
        ]

    def choices(self, changelist: Any) -> Any:
        """Name the default."""
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": "Needs review",
        }
        yield from list(super().choices(changelist))[1:]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the records of the chosen state."""
        if self.value() == self.ALL:
            return queryset
        return queryset.filter(review=self.value() or ReviewState.DRAFT)


class EvidenceInline(admin.TabularInline):
    """The words that prove a record, marked in their context; read only."""

    model = Evidence
    extra = 0
    verbose_name_plural = "Evidence: the words that prove it"
    fields = ("role", "words", "where")
    readonly_fields = fields
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Give the evidence of the record on the page, the latest articles first, EVIDENCE_SHOWN rows at most."""
        rows = super().get_queryset(request).select_related("article")
        target, parent = self.parent_model._meta.model_name, _object_id(request)
        if parent is None:
            return rows.none()
        newest = Evidence.objects.filter(**{target: parent}).order_by("-article__published_max", "article", "start")
        return rows.filter(pk__in=list(newest.values_list("pk", flat=True)[:EVIDENCE_SHOWN]))

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Leave evidence to the reading: its offsets are no matter for a form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Show it only."""
        return False

    @admin.display(description="words in context")
    def words(self, proof: Evidence) -> SafeString:
        """Mark the words between what stands around them."""
        return in_context(proof)

    @admin.display(description="where")
    def where(self, proof: Evidence) -> SafeString:
        """Link to the words on the article's page."""
        return format_html('<a href="{}">{}</a>', proof.get_absolute_url(), proof.article)


class CuratedAdmin(LongListAdmin, KeptAdmin):
    """A record whose fields keep what a curator sets."""

    formfield_overrides = SMALL_TEXT
    readonly_fields: ClassVar[tuple[str, ...]] = ("curated_fields",)

    class Media:
        js = ("timeline/admin/keep.js",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and remember which fields the curator has set; a new note is the reason of the change."""
        because(obj.note if "note" in form.changed_data else "")
        super().save_model(request, obj, form, change)
        if change:
            actions.record_edit(record=obj, fields=form.changed_data)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the parts, and remember that the curator has set them: on themselves if they can, or on the whole."""
        super().save_formset(request, form, formset, change)
        if not formset.has_changed():
            return
        if issubclass(formset.model, Curated):
            for part in formset.forms:
                if part.instance.pk and part.has_changed():
                    actions.record_edit(record=part.instance, fields=part.changed_data)
        else:
            actions.record_edit(record=form.instance, fields=[formset.get_default_prefix()])


class ReviewedAdmin(CuratedAdmin):
    """A record that curators accept or reject."""

    actions: Any = ("accept", "reject", "reopen")
    readonly_fields: ClassVar[tuple[str, ...]] = ("reviewed_by", "reviewed_at", "curated_fields")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; who adds a record by hand vouches for it."""
        if not change and obj.review == ReviewState.DRAFT:
            obj.review = ReviewState.ACCEPTED
        if not change or "review" in form.changed_data:
            actions.sign(record=obj, by=cast(AbstractBaseUser, request.user))
        super().save_model(request, obj, form, change)

    @admin.action(description="Accept selected", permissions=["change"])
    def accept(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Accept the selected records."""
        self._decide(request, queryset, actions.accept, "accepted")

    @admin.action(description="Reject selected: they leave the public pages", permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Reject the selected records."""
        self._decide(request, queryset, actions.reject, "rejected")

    @admin.action(description="Reopen selected: drafts again", permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Make the selected records drafts again."""
        self._decide(request, queryset, actions.reopen, "reopened")

    def _decide(self, request: HttpRequest, queryset: QuerySet, decide: Any, done: str) -> None:
        total = queryset.count()
        # Counts and other annotations of the list are no part of a write.
        changed = decide(records=self.model._default_manager.filter(pk__in=queryset.values("pk")), by=request.user)
        name = self.opts.verbose_name if changed == 1 else self.opts.verbose_name_plural
        same = f" {total - changed} already were." if total > changed else ""
        level = messages.SUCCESS if changed else messages.WARNING
        self.message_user(request, f"{changed} {name} {done}.{same}", level)


def review_fieldset() -> Any:
    """Give the part of a form in which a curator decides."""
    return ("Review", {"fields": REVIEW_FIELDS, "description": REVIEW_HELP})


def in_paragraphs(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """Show the paragraphs in which spans of a text stand, with the spans marked."""
    paragraphs: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in sorted(spans):
        first, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        last = stop if stop >= 0 else len(text)
        if paragraphs and first < paragraphs[-1][1]:
            begin, _, inside = paragraphs.pop()
            paragraphs.append((begin, last, [*inside, (start, end)]))
        else:
            paragraphs.append((first, last, [(start, end)]))
    return format_html_join(LINE_BREAK, "{}", ((_marked_paragraph(text, *one),) for one in paragraphs))


def _marked_paragraph(text: str, begin: int, end: int, spans: list[tuple[int, int]]) -> SafeString:
    pieces, at = [], begin
    for first, last in spans:
        # Of spans that overlap, the later one goes on where the earlier one ends.
        start = max(first, at)
        if start < last:
            pieces.append((text[at:start], text[start:last]))
            at = last
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[at:end])


def in_context(proof: Evidence) -> SafeString:
    """Mark the words of evidence between what stands around them."""
    return marked(proof.prefix, proof.exact, proof.suffix)


def marked(prefix: str, exact: str, suffix: str) -> SafeString:
    """Mark words between what stands around them."""
    return format_html("…{}<mark>{}</mark>{}…", prefix, exact, suffix)


def short(text: str) -> str:
    """Cut a text to what a column shows."""
    return Truncator(" ".join(text.split())).chars(COLUMN_CHARS)


def counted(model: type[Model], path: str, distinct: str = "") -> Coalesce:
    """Count the rows of a model that lead to the row of the list by `path`, in a subquery of its own.

    Of rows that share what `distinct` names one is counted.
    """
    rows = model._default_manager.filter(**{path: OuterRef("pk")}).order_by().values(path)
    total = rows.annotate(total=Count(distinct or "pk", distinct=bool(distinct))).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def first_words(path: str, role: str) -> Subquery:
    """Give the words that first prove the row of the list, with what stands around them."""
    proofs = Evidence.objects.filter(**{path: OuterRef("pk"), "role": role}).order_by("article", "start")
    words = JSONObject(prefix="prefix", exact="exact", suffix="suffix")
    return Subquery(proofs.values_list(words)[:1], output_field=models.JSONField())


def _object_id(request: HttpRequest) -> str | None:
    match = request.resolver_match
    return match.kwargs.get("object_id") if match else None
