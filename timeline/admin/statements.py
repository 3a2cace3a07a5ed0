"""Statements: who said what, with the words that say so."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from timeline.admin.common import (
    LINE_BREAK,
    EvidenceInline,
    ReviewedAdmin,
    ReviewFilter,
    in_context,
    in_paragraphs,
    review_fieldset,
    short,
)
from timeline.admin.events import HiddenAdmin
from timeline.admin.forms import PartyForm, StatementForm
from timeline.admin.lists import PeriodFilter
from timeline.models import Article, Statement, StatementActor

ACTORS = ("actors__person", "actors__organization")


class ArticleDayFilter(PeriodFilter):
    """Filter by the day on which the article appeared."""

    path = "article__published_max"
    bounds = (Article, "published_max")


class ActorInline(admin.TabularInline):
    """Speakers, addressees, and who reports it."""

    model = StatementActor
    form = PartyForm
    extra = 0
    fields = ("role", "person", "organization")
    autocomplete_fields = ("person", "organization")
    verbose_name_plural = "Who said it, to whom, by whose account"


@admin.register(Statement)
class StatementAdmin(ReviewedAdmin):
    """Statements: what was said beside the words that prove it."""

    form = StatementForm
    inlines = (ActorInline, EvidenceInline)
    list_display = ("said", "speakers", "act", "cue", "at", "article", "confidence", "review")
    list_display_links = ("said",)
    list_select_related = ("event", "article")
    list_filter = (ReviewFilter, "act", ArticleDayFilter, "modality", "has_quote", "article__outlet")
    # As they stand in the articles, those stored last first.
    ordering = ("-article_id", "start", "id")
    search_fields = (
        "content", "cue", "actors__person__names__name", "actors__organization__name", "article__title", "event__slug",
    )  # fmt: skip
    search_help_text = "Words of the statement, names of who said it, or the article's title"
    autocomplete_fields = ("article", "event")
    readonly_fields = ("start", "paragraph", *ReviewedAdmin.readonly_fields)
    save_on_top = True
    fieldsets = (
        (None, {"fields": ("paragraph", "content", "cue", ("act", "modality", "has_quote"), "seen")}),
        ("Where it belongs", {"fields": ("event", "article", "topics", "phrases")}),
        review_fieldset(),
        ("Reading", {"classes": ("collapse",), "fields": ("confidence", "start")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring the actors along."""
        return super().get_queryset(request).prefetch_related(*ACTORS)

    def get_readonly_fields(self, request: HttpRequest, obj: Statement | None = None) -> tuple[str, ...]:
        """Keep a stored statement with its article: its evidence counts that text's characters."""
        return (*self.readonly_fields, "article") if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Place a statement added by hand where its words stand in the article."""
        if not change:
            obj.start = max(obj.article.text.find(obj.content), 0)
        super().save_model(request, obj, form, change)

    def view_on_site(self, obj: Statement) -> str:
        """Give the address of the public page that shows it."""
        return (obj.event or obj.article).get_absolute_url()

    @admin.display(description="in the article")
    def paragraph(self, statement: Statement) -> SafeString | str:
        """Show source, cue and content marked where they stand."""
        if not statement.pk:
            return "–"
        rows = list(statement.evidence.all())
        standing = [(row.start, row.end) for row in rows if row.stands_in(statement.article)]
        drifted = [in_context(row) for row in rows if not row.stands_in(statement.article)]
        shown = [("", in_paragraphs(statement.article.text, standing))] if standing else []
        shown += [("In an earlier version: ", words) for words in drifted]
        return format_html_join(LINE_BREAK, "{}{}", shown)

    @admin.display(description="said", ordering="content")
    def said(self, statement: Statement) -> str:
        """Show the content."""
        return short(statement.content)

    @admin.display(description="at", ordering="event")
    def at(self, statement: Statement) -> str:
        """Name the event it was said at, by type and day."""
        event = statement.event
        return f"{event.get_type_display()}, {event.edtf or 'undated'}" if event else "–"

    @admin.display
    def speakers(self, statement: Statement) -> str:
        """Name the speakers."""
        return ", ".join(str(actor) for actor in statement.actors.all() if actor.role == "speaker")


@admin.register(StatementActor)
class StatementActorAdmin(HiddenAdmin):
    """Who has which part in which statement; edited with the statement."""

    list_display = ("__str__", "role", "statement")
    list_select_related = ("statement", "person", "organization")
    list_filter = ("role",)
    ordering = ("-statement_id", "role", "position", "id")
    search_fields = ("person__name", "organization__name", "statement__content")
    autocomplete_fields = ("statement", "person", "organization")
    form = PartyForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave adding to the statement's page."""
        return False
