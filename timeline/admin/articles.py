"""Articles and their outlets."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from timeline.admin.common import CuratedAdmin, counted
from timeline.admin.forms import ArticleForm
from timeline.admin.lists import PeriodFilter
from timeline.admin.rereading import RereadableAdmin
from timeline.admin.revisions import OpenChangesFilter, addresses_of, drifted_of, revisions_of
from timeline.ingest.known import Visit, note_addresses
from timeline.ingest.run import reread
from timeline.models import Article, Outlet, Report, Statement

# Reading takes about half a second an article; what takes longer than a browser waits belongs on the command line.
MOST_AT_ONCE = 20


class WarningsFilter(admin.SimpleListFilter):
    """Find articles whose reading gave warnings."""

    title = "reading"
    parameter_name = "warnings"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the one choice."""
        return [("yes", "With warnings")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave those with warnings."""
        return queryset.exclude(warnings=[]) if self.value() else queryset


class PublishedFilter(PeriodFilter):
    """Filter by the day of publication."""

    path = "published_max"


class LanguageFilter(admin.SimpleListFilter):
    """Find articles that were not read, because they are in another language."""

    title = "language"
    parameter_name = "in"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the choices; which languages there are would take a look at each article."""
        return [("en", "English"), ("other", "Other, or not known")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the articles of the choice."""
        if not self.value():
            return queryset
        return queryset.filter(language="en") if self.value() == "en" else queryset.exclude(language="en")


@admin.register(Article)
class ArticleAdmin(RereadableAdmin, CuratedAdmin):
    """Articles as they were read; those without a day wait here for one."""

    form = ArticleForm
    actions = ("read_again",)
    list_display = (
        "title_or_file", "outlet", "published_edtf", "published_basis",
        "event_count", "statement_count", "language", "has_no_warnings", "ingested_at",
    )  # fmt: skip
    list_select_related = ("outlet",)
    list_filter = ("published_basis", PublishedFilter, "outlet", LanguageFilter, WarningsFilter, OpenChangesFilter)
    search_fields = ("title", "file", "url", "outlet__name", "sha256")
    search_help_text = "Title, file, address, outlet, or hash"
    autocomplete_fields = ("outlet",)
    readonly_fields = (
        "file", "text_shown", "sha256", "language", "byline", "published_min", "published_max", "published_at",
        "published_basis", "reasons", "warnings_shown", "extractor", "ingested_at", "updated_at", "curated_fields",
        "revisions_shown", "drifted_shown", "addresses_shown",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("title", "subtitle", "byline", "outlet", "url", "file")}),
        (
            "When it appeared",
            {
                "fields": (
                    "published_edtf",
                    "published_basis",
                    "reasons",
                    "published_min",
                    "published_max",
                    "published_at",
                )
            },
        ),
        ("Versions", {"fields": ("revisions_shown", "drifted_shown", "addresses_shown")}),
        ("Text, as given", {"fields": ("text_shown", "warnings_shown")}),
        (
            "Reading",
            {
                "classes": ("collapse",),
                "fields": ("language", "sha256", "extractor", "ingested_at", "updated_at", "curated_fields"),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring counts along; what was read stays in the database, as a list has no use for it."""
        rows = super().get_queryset(request).defer("reading", "boilerplate")
        return rows.annotate(event_total=counted(Report, "article"), statement_total=counted(Statement, "article"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave adding to `ingest`, which reads what it stores."""
        return False

    def view_on_site(self, obj: Article) -> str:
        """Give the address of the public page."""
        return obj.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Save; a web address set by hand is known from now on."""
        super().save_model(request, obj, form, change)
        if "url" in form.changed_data:
            note_addresses(obj, obj.sha256, obj.url, Visit())

    @admin.action(description="Read selected again: what curators have set stays", permissions=["change"])
    def read_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Read the selected articles with the extractor of today."""
        total = queryset.count()
        if total > MOST_AT_ONCE:
            hint = f"{total} articles are too many for a page: select {MOST_AT_ONCE} at most, or use ingest --reread."
            self.message_user(request, hint, messages.WARNING)
            return
        for article in queryset:
            reread(article)
        self.message_user(request, f"{total} {'article' if total == 1 else 'articles'} read again.", messages.SUCCESS)

    @admin.display(description="article", ordering="title")
    def title_or_file(self, article: Article) -> str:
        """Name the article."""
        return str(article)

    @admin.display(description="events", ordering="event_total")
    def event_count(self, article: Any) -> int:
        """Count the events it reports."""
        return article.event_total

    @admin.display(description="statements", ordering="statement_total")
    def statement_count(self, article: Any) -> int:
        """Count the statements."""
        return article.statement_total

    @admin.display(description="read well", boolean=True)
    def has_no_warnings(self, article: Article) -> bool:
        """Tell whether the reading gave no warning."""
        return not article.warnings

    @admin.display(description="text")
    def text_shown(self, article: Article) -> SafeString:
        """Show the text with its lines."""
        return mark_safe(linebreaks(article.text, autoescape=True))  # noqa: S308  (escaped by linebreaks)

    @admin.display(description="versions")
    def revisions_shown(self, article: Article) -> str:
        """List the versions of the text."""
        return revisions_of(article)

    @admin.display(description="drifted evidence")
    def drifted_shown(self, article: Article) -> str:
        """Count the evidence of an earlier version that no longer matches."""
        return drifted_of(article)

    @admin.display(description="addresses")
    def addresses_shown(self, article: Article) -> str:
        """List where the text stands."""
        return addresses_of(article)

    @admin.display(description="why this day")
    def reasons(self, article: Article) -> str:
        """Show the reasons for the day, one a line."""
        return _lines(article.published_why)

    @admin.display(description="warnings")
    def warnings_shown(self, article: Article) -> str:
        """Show the warnings of the reading, one a line."""
        return _lines(article.warnings)


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin):
    """Newspapers, agencies and institutions that publish."""

    list_display = ("name", "domain", "article_count")
    search_fields = ("name", "domain")
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring the count of articles along."""
        return super().get_queryset(request).annotate(article_total=counted(Article, "outlet"))

    @admin.display(description="articles", ordering="article_total")
    def article_count(self, outlet: Any) -> int:
        """Count the articles."""
        return outlet.article_total


def _lines(items: list[str]) -> str:
    return format_html_join(mark_safe("<br>"), "{}", ((item,) for item in items)) or "–"
