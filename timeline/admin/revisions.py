"""What new versions of articles did to the facts: a list to work off."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from timeline import actions
from timeline.admin.common import LINE_BREAK, short
from timeline.admin.lists import LongListAdmin
from timeline.models import Article, Change


class OpenFilter(admin.SimpleListFilter):
    """Show what no curator has looked at first; all is a choice."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the choices besides the default."""
        return [("settled", "Looked at"), ("all", "All")]

    def choices(self, changelist: Any) -> Any:
        """Name the default."""
        query = changelist.get_query_string(remove=[self.parameter_name])
        yield {"selected": self.value() is None, "query_string": query, "display": "Open"}
        yield from list(super().choices(changelist))[1:]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave those of the chosen state."""
        if self.value() == "all":
            return queryset
        return queryset.exclude(settled_at=None) if self.value() else queryset.filter(settled_at=None)


@admin.register(Change)
class ChangeAdmin(LongListAdmin):
    """Facts that a new version of their article moved, changed or dropped."""

    actions = ("settle",)
    list_display = ("fact_shown", "kind", "words", "is_vouched", "article", "what_changed")
    list_select_related = ("revision__article", "statement", "event", "membership", "person", "organization")
    list_filter = (OpenFilter, "kind", "is_vouched")
    search_fields = ("fact", "now", "revision__article__title")
    search_help_text = "Fact or title of the article"
    fields = ("fact_shown", "kind", "words", "is_vouched", "article", "what_changed", "settled_at", "settled_by")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave the texts in the database."""
        rows = super().get_queryset(request)
        return rows.defer("revision__text", "revision__article__text", "revision__article__reading")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let the articles' pages lead to their changes."""
        return lookup == "revision__article__id__exact" or super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave adding to `ingest`."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        """Show it only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        """Keep it: what was looked at leaves the list."""
        return False

    def has_settle_permission(self, request: HttpRequest) -> bool:
        """Let those decide who may change articles."""
        return request.user.has_perm("timeline.change_article")

    @admin.action(description="Mark selected as looked at", permissions=["settle"])
    def settle(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Take the selected changes off the list."""
        count = actions.settle(
            changes=Change.objects.filter(pk__in=queryset.values("pk")), by=cast(AbstractBaseUser, request.user)
        )
        self.message_user(request, f"{count} looked at.", messages.SUCCESS)

    @admin.display(description="fact", ordering="fact")
    def fact_shown(self, change: Change) -> SafeString:
        """Name the fact, and link to its record if there still is one."""
        now = format_html("{}now: {}", LINE_BREAK, change.now) if change.now else ""
        record = change.record
        if not record:
            return format_html("{}{}", change.fact, now)
        address = reverse(f"admin:timeline_{record._meta.model_name}_change", args=[record.pk])
        return format_html('<a href="{}">{}</a>{}', address, change.fact, now)

    @admin.display(description="its words")
    def words(self, change: Change) -> SafeString | str:
        """Show the words before and after."""
        gone = [("del", short(words)) for words in change.words_before if words not in change.words_after]
        new = [("ins", short(words)) for words in change.words_after if words not in change.words_before]
        same = [("span", short(words)) for words in change.words_before if words in change.words_after]
        lines = ((tag, words, tag) for tag, words in (*same, *gone, *new))
        return format_html_join(LINE_BREAK, "<{}>{}</{}>", lines) or "–"

    @admin.display(ordering="revision__article__title")
    def article(self, change: Change) -> SafeString:
        """Link to the article."""
        article = change.revision.article
        return format_html('<a href="{}">{}</a>', reverse("admin:timeline_article_change", args=[article.pk]), article)

    @admin.display(description="what changed", ordering="revision")
    def what_changed(self, change: Change) -> SafeString:
        """Link to the versions side by side."""
        revision = change.revision
        return format_html('<a href="{}">version {}</a>', revision.get_absolute_url(), revision.number)


class OpenChangesFilter(admin.SimpleListFilter):
    """Find the articles whose new versions no curator has looked at, and those with drifted evidence."""

    title = "revisions"
    parameter_name = "revisions"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the choices."""
        return [("open", "With open changes"), ("revised", "Revised")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave those of the choice."""
        if self.value() == "open":
            return queryset.filter(pk__in=Change.objects.open().values("revision__article"))
        return queryset.filter(revisions__number=2) if self.value() == "revised" else queryset


def revisions_of(article: Article) -> SafeString | str:
    """List an article's versions, with links to what changed and to what is open."""
    rows = article.revisions.defer("text").order_by("number")
    lines = format_html_join(
        LINE_BREAK,
        '<a href="{}">Version {}</a>, taken {}',
        ((row.get_absolute_url(), row.number, row.taken_at.strftime("%-d %B %Y, %H:%M UTC")) for row in rows),
    )
    if not lines:
        return "None: the text is as it first came."
    count = Change.objects.open().filter(revision__article=article).count()
    address = reverse("admin:timeline_change_changelist")
    link = format_html('<a href="{}?revision__article__id__exact={}">{} open</a>', address, article.pk, count)
    return format_html("{}{}Changes of facts: {}", lines, LINE_BREAK, link)


def drifted_of(article: Article) -> SafeString | str:
    """Count an article's drifted evidence, with a link to it."""
    rows = article.evidence.exclude(text_hash=article.sha256)
    count = sum(1 for row in rows if not row.stands_in(article))
    if not count:
        return "None"
    query = f"place=drifted&article__id__exact={article.pk}"
    return format_html('<a href="{}?{}">{}</a>', reverse("admin:timeline_evidence_changelist"), query, count)


def addresses_of(article: Article) -> SafeString | str:
    """List the addresses of an article, with the last visit."""
    rows = article.addresses.all()
    lines = ((row.url, f"visited {row.visited_at:%Y-%m-%d %H:%M} UTC" if row.visited_at else "given") for row in rows)
    return format_html_join(LINE_BREAK, "{} ({})", lines) or "–"
