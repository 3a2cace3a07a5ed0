"""Evidence: every quotation, what it proves, and whether it still stands where it was found."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import BooleanField, Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat, Length, Substr
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline import actions
from timeline.admin.common import in_context, marked
from timeline.admin.lists import LongListAdmin
from timeline.admin.statements import ArticleDayFilter
from timeline.ingest.draft import CONTEXT_CHARS
from timeline.ingest.revise import new_place
from timeline.models import Evidence
from timeline.models.evidence import TARGETS

# What the list names, in one query with the evidence.
RELATED = (
    "article", "report__event", "participation__person", "participation__organization",
    "statement", "membership__person", "membership__post", "person", "organization",
)  # fmt: skip


class PlaceFilter(admin.SimpleListFilter):
    """Find the evidence that no longer matches its article's text."""

    title = "place"
    parameter_name = "place"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the one choice."""
        return [("drifted", "Drifted")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave what has drifted; only evidence of another text may."""
        if self.value() != "drifted":
            return queryset
        return queryset.exclude(text_hash=F("article__sha256")).filter(is_there=False)


@admin.register(Evidence)
class EvidenceAdmin(LongListAdmin):
    """Evidence, to look at only: the reading writes it, curators decide on what it proves."""

    actions = ("move",)
    list_display = ("words", "role", "proves", "article", "start", "stands", "proposed")
    list_filter = (PlaceFilter, "role", ArticleDayFilter)
    # Half of other lists': each row has the text of its article opened, and names one of nine kinds of records.
    list_per_page = 25
    ordering = ("-article_id", "start", "end", "id")
    search_fields = ("exact", "article__title", "article__file")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Look up, in the database, whether the words stand at their place in the text."""
        unused = ["article__reading", "article__boilerplate", "report__event__search"]
        if request.GET.get(PlaceFilter.parameter_name) != "drifted":
            unused.append("article__text")
        rows = super().get_queryset(request).select_related(*RELATED).defer(*unused)
        there = Substr("article__text", F("start") + 1, F("end") - F("start"))
        is_there = When(exact=there, text_hash=F("article__sha256"), then=Value(True))
        # In a later version of the text, see `Evidence.stands_in`.
        around = Concat("prefix", "exact", "suffix", output_field=TextField())
        first = F("start") + 1 - Length("prefix")
        is_still_there = When(Q(same=F("around")) & ~Q(prefix="", suffix=""), then=Value(True))
        rows = rows.annotate(around=around, same=Substr("article__text", first, Length(around)))
        return rows.annotate(is_there=Case(is_there, is_still_there, default=Value(False), output_field=BooleanField()))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let the articles' pages lead to their evidence."""
        return lookup == "article__id__exact" or super().lookup_allowed(lookup, value, request)

    def has_move_permission(self, request: HttpRequest) -> bool:
        """Let those decide who may change articles."""
        return request.user.has_perm("timeline.change_article")

    @admin.action(description="Accept the proposed place of selected", permissions=["move"])
    def move(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Move drifted evidence to where its words stand now."""
        rows = Evidence.objects.filter(pk__in=queryset.values("pk"))
        moved, left = actions.move_anchors(evidence=rows, by=cast(AbstractBaseUser, request.user))
        rest = f" {left} have no proposed place, or stand where they were." if left else ""
        self.message_user(request, f"{moved} moved.{rest}", messages.SUCCESS if moved else messages.WARNING)

    @admin.display(description="proposed place")
    def proposed(self, proof: Any) -> SafeString | str:
        """Show where the words of drifted evidence stand now, for a curator to accept."""
        if proof.is_there:
            return "–"
        text = proof.article.text
        place = new_place(proof, text)
        if not place:
            return "none: the words are gone or stand in several places"
        start, end = place
        around = (text[max(0, start - CONTEXT_CHARS) : start], text[start:end], text[end : end + CONTEXT_CHARS])
        return format_html("{} {}", start, marked(*around))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave evidence to the reading."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Evidence | None = None) -> bool:
        """Show it only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Evidence | None = None) -> bool:
        """Keep it as long as what it proves, which takes it along."""
        match = request.resolver_match
        is_own_page = bool(match and (match.url_name or "").startswith("timeline_evidence"))
        return not is_own_page and super().has_delete_permission(request, obj)

    def view_on_site(self, obj: Evidence) -> str:
        """Give the address of the words on the article's page."""
        return obj.get_absolute_url()

    @admin.display(description="words in context", ordering="exact")
    def words(self, proof: Evidence) -> SafeString:
        """Mark the words in their context."""
        return in_context(proof)

    @admin.display
    def proves(self, proof: Evidence) -> str:
        """Name the record that the words prove."""
        if proof.report:
            return f"event: {proof.report.event}"
        for target in TARGETS:
            if getattr(proof, f"{target}_id"):
                return f"{target}: {getattr(proof, target)}"
        return "publication date"

    @admin.display(description="still there", boolean=True)
    def stands(self, proof: Any) -> bool:
        """Tell whether the words still stand at their place."""
        return proof.is_there
