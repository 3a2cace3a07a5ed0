"""Feeds: add, pause, poll, and see what became of each entry."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline.admin.common import counted, short
from timeline.admin.forms import FeedForm
from timeline.admin.history import KeptAdmin
from timeline.admin.lists import LongListAdmin
from timeline.models import EntryState, Feed, FeedEntry


@admin.register(Feed)
class FeedAdmin(KeptAdmin):
    """Feeds that are polled, those with a problem marked."""

    form = FeedForm
    actions = ("poll_now", "pause", "resume")
    list_display = (
        "__str__",
        "outlet",
        "is_active",
        "is_well",
        "problem_shown",
        "polled_at",
        "next_poll_at",
        "entries",
    )
    list_select_related = ("outlet",)
    list_filter = ("is_active", "outlet")
    search_fields = ("title", "url")
    autocomplete_fields = ("outlet",)
    readonly_fields = ("polled_at", "next_poll_at", "status", "problem_shown", "failures", "entries")
    fieldsets = (
        (None, {"fields": ("url", "title", "outlet", "has_full_text", "is_active", "interval_minutes")}),
        ("Polling", {"fields": ("polled_at", "status", "problem_shown", "failures", "next_poll_at", "entries")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring the count of entries along."""
        return super().get_queryset(request).annotate(entry_total=counted(FeedEntry, "feed"))

    @admin.action(description="Poll selected now", permissions=["change"])
    def poll_now(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Make the selected feeds due: fetching all their pages takes longer than a browser waits."""
        paused = queryset.filter(is_active=False).count()
        due = Feed.objects.filter(pk__in=queryset.values("pk"), is_active=True).update(next_poll_at=timezone.now())
        left = f" {paused} paused: resume first." if paused else ""
        text = f"{due} due now: a worker polls within a minute, or run manage.py poll.{left}"
        self.message_user(request, text, messages.SUCCESS if due else messages.WARNING)

    @admin.action(description="Pause selected", permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Poll the selected feeds no more."""
        count = Feed.objects.filter(pk__in=queryset.values("pk")).update(is_active=False)
        self.message_user(request, f"{count} paused.", messages.SUCCESS)

    @admin.action(description="Resume selected", permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Poll the selected feeds again, from now on."""
        feeds = Feed.objects.filter(pk__in=queryset.values("pk"))
        count = feeds.update(is_active=True, next_poll_at=timezone.now())
        self.message_user(request, f"{count} resumed.", messages.SUCCESS)

    @admin.display(description="last poll went well", boolean=True)
    def is_well(self, feed: Feed) -> bool | None:
        """Tell whether the last poll went well; unknown before the first one."""
        return not feed.problem if feed.polled_at else None

    @admin.display(description="last problem", ordering="problem")
    def problem_shown(self, feed: Feed) -> str:
        """Say what went wrong, and how often in a row."""
        again = f" ({feed.failures} times in a row)" if feed.failures > 1 else ""
        return f"{feed.problem}{again}" if feed.problem else "–"

    @admin.display(description="entries", ordering="entry_total")
    def entries(self, feed: Any) -> SafeString | str:
        """Link to the entries."""
        if not feed.pk:
            return "–"
        address = reverse("admin:timeline_feedentry_changelist")
        return format_html('<a href="{}?feed__id__exact={}">{}</a>', address, feed.pk, feed.entry_total)


@admin.register(FeedEntry)
class FeedEntryAdmin(LongListAdmin):
    """Entries of feeds, to look at; what failed can be tried again."""

    actions = ("try_again",)
    list_display = ("__str__", "feed", "state", "problem_shown", "tries", "article", "found_at", "taken_at")
    list_select_related = ("feed", "article")
    list_filter = ("state", "feed")
    search_fields = ("title", "link", "guid")
    fields = (
        "feed", "title", "link", "guid", "published", "state", "problem", "tries", "article",
        "found_at", "next_try_at", "taken_at",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave what a list has no use for in the database."""
        unused = ("content", "article__text", "article__reading", "article__boilerplate")
        return super().get_queryset(request).defer(*unused)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave adding to the poll."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: FeedEntry | None = None) -> bool:
        """Show it only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: FeedEntry | None = None) -> bool:
        """Keep it, else the next poll would take it as new; it goes with its feed."""
        match = request.resolver_match
        is_own_page = bool(match and (match.url_name or "").startswith("timeline_feedentry"))
        return not is_own_page and super().has_delete_permission(request, obj)

    def has_try_again_permission(self, request: HttpRequest) -> bool:
        """Let those try again who may change feeds."""
        return request.user.has_perm("timeline.change_feed")

    @admin.action(description="Try selected again at the next poll", permissions=["try_again"])
    def try_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Let the selected entries wait for the next poll, with all their tries."""
        entries = FeedEntry.objects.filter(pk__in=queryset.values("pk"))
        now = timezone.now()
        count = entries.update(state=EntryState.WAITING, tries=0, problem="", next_try_at=now)
        self.message_user(request, f"{count} wait for the next poll.", messages.SUCCESS)

    @admin.display(description="problem", ordering="problem")
    def problem_shown(self, entry: FeedEntry) -> str:
        """Show the problem in the width of a column."""
        return short(entry.problem) or "–"
