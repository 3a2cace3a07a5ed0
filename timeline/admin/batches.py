"""Batches of articles: how far they are, what failed and why, and another try."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinatePeriodicDefer,
    ProcrastinateWorker,
)

from timeline.admin.intake import IntakeAdmin
from timeline.admin.lists import LongListAdmin
from timeline.models import Batch, BatchItem, BatchOutcome
from timeline.work import batches, waiting

# The queue's own tables only name rows of ours; what curators need to know of them stands on the batches' pages.
for model in (ProcrastinateJob, ProcrastinateEvent, ProcrastinatePeriodicDefer, ProcrastinateWorker):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class ReadOnlyAdmin(LongListAdmin):
    """A record of what machines did: nothing of it is changed by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave adding to `ingest`."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show it only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep the record of where each article came from."""
        return False


@admin.register(Batch)
class BatchAdmin(IntakeAdmin, ReadOnlyAdmin):
    """Batches, the latest first; the list and the page of one that runs renew themselves."""

    change_list_template = "admin/timeline/batch/change_list.html"
    change_form_template = "admin/timeline/batch/change_form.html"
    list_display = (
        "__str__",
        "sources_shown",
        "state_shown",
        "progress",
        "failed",
        "started_by",
        "started_at",
        "ended_at",
    )
    search_fields = ("sources", "started_by")
    fields = ("state_shown", "progress", "failed", "sources_shown", "options", "started_by", "started_at", "ended_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring the counts along."""
        return Batch.objects.with_counts()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Say how many workers there are, and whether the list goes on changing."""
        return super().changelist_view(request, {**(extra_context or {}), **_at_work()})

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Say how many workers there are, and whether the batch goes on changing."""
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **_at_work(object_id)})

    @admin.display(description="state")
    def state_shown(self, batch: Batch) -> str:
        """Say how it stands."""
        return batch.state

    @admin.display(description="sources")
    def sources_shown(self, batch: Batch) -> str:
        """Name what it was given."""
        return ", ".join(batch.sources)

    @admin.display(description="progress")
    def progress(self, batch: Batch) -> SafeString:
        """Show how far it is, as a bar and in numbers that lead to the articles."""
        counts = batches.counted(batch)
        done = counts.total() - counts[BatchOutcome.WAITING]
        total = counts.total() if batch.total is None else batch.total
        named = ", ".join(f"{counts[outcome]} {outcome.label}" for outcome in BatchOutcome if counts[outcome])
        return format_html(
            '<progress value="{}" max="{}">{} of {}</progress> <a href="{}?batch__id__exact={}">{} of {}</a>{}',
            done, max(total, 1), done, total, reverse("admin:timeline_batchitem_changelist"), batch.pk, done,
            "?" if batch.total is None else total, f": {named}" if named else "",
        )  # fmt: skip

    @admin.display(description="set aside")
    def failed(self, batch: Any) -> SafeString | str:
        """Link to the articles that failed."""
        if not batch.count_failed:
            return "–"
        address = reverse("admin:timeline_batchitem_changelist")
        query = f"batch__id__exact={batch.pk}&outcome__exact={BatchOutcome.FAILED}"
        return format_html('<a href="{}?{}">{}</a>', address, query, batch.count_failed)


@admin.register(BatchItem)
class BatchItemAdmin(ReadOnlyAdmin):
    """Articles of batches with what became of them; those set aside can be tried again."""

    actions = ("try_again",)
    list_display = ("__str__", "batch", "outcome", "problem_shown", "tries", "article", "taken_by", "ended_at")
    list_select_related = ("batch", "article")
    list_filter = ("outcome",)
    search_fields = ("name", "problem")
    fields = (
        "batch", "number", "name", "outcome", "problem", "traceback_shown", "tries", "taken_by", "ended_at",
        "article", "given", "text_shown",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave what a list has no use for in the database."""
        return super().get_queryset(request).defer("article__text", "article__reading", "article__boilerplate")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let the batches' pages lead to their articles."""
        return lookup == "batch__id__exact" or super().lookup_allowed(lookup, value, request)

    def has_try_again_permission(self, request: HttpRequest) -> bool:
        """Let those try again who may change articles."""
        return request.user.has_perm("timeline.change_article")

    @admin.action(description="Try selected again: those that were set aside", permissions=["try_again"])
    def try_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Queue the selected articles that failed once more."""
        count = batches.try_again(queryset)
        if not count:
            text = "None of these can be tried again: only articles that failed, and of which the text is here."
            self.message_user(request, text, messages.WARNING)
            return
        none = "" if waiting.count_workers() else " No worker runs at present; start one with: manage.py worker"
        noun = "article waits" if count == 1 else "articles wait"
        self.message_user(request, f"{count} {noun} for a worker.{none}", messages.SUCCESS)

    @admin.display(description="problem", ordering="problem")
    def problem_shown(self, item: BatchItem) -> str:
        """Show the problem in the width of a column."""
        return item.problem[:200]

    @admin.display(description="traceback")
    def traceback_shown(self, item: BatchItem) -> SafeString | str:
        """Show the traceback as it was printed."""
        return format_html('<pre class="readout-trace">{}</pre>', item.traceback) if item.traceback else "–"

    @admin.display(description="text")
    def text_shown(self, item: BatchItem) -> SafeString | str:
        """Show the text while it waits or after it failed."""
        return format_html('<pre class="readout-trace">{}</pre>', item.text) if item.text else "–"


def _at_work(batch: str | None = None) -> dict[str, Any]:
    """Give what the pages say of the workers, and whether to look again."""
    running = Batch.objects.open()
    if batch is not None:
        running = running.filter(pk=batch) if batch.isdecimal() else running.none()
    return {"workers": waiting.count_workers(), "is_running": running.exists()}
