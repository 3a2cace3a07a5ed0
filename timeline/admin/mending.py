"""Merge and split in the admin: a page that shows what would move, asks for a reason, and does it."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline.admin.common import in_context
from timeline.admin.lists import LongListAdmin
from timeline.admin.mending_forms import MOST_LISTED, MergeForm, ReasonForm, RecordsForm, SplitForm
from timeline.mending import Refused, changed_since, undo
from timeline.mending.merging import differences, merge
from timeline.mending.parting import accounts_of, split
from timeline.mending.preview import Side, side_of, warnings
from timeline.models import Mend, Sighting
from timeline.rights import Right, needs

# Records merged at once: more would not be looked at one by one.
MOST_MERGED = 10


class MendableAdmin(admin.ModelAdmin):
    """A record that can be merged with others and split."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages for merging and splitting."""
        name = self.opts.model_name
        view = self.admin_site.admin_view
        own = [
            path("merge/", view(self.merge_view), name=f"timeline_{name}_merge"),
            path("<int:pk>/split/", view(self.split_view), name=f"timeline_{name}_split"),
        ]
        return own + super().get_urls()

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Tell who may merge."""
        return request.user.has_perm(Right.MERGE_RECORDS)

    @admin.action(description="Merge selected…", permissions=["merge"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Lead to the page that shows what merging would do."""
        ids = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST_MERGED + 1])
        if not 2 <= len(ids) <= MOST_MERGED:
            self.message_user(request, f"Select 2 to {MOST_MERGED} records to merge.", messages.WARNING)
            return None
        address = reverse(f"admin:timeline_{self.opts.model_name}_merge")
        return HttpResponseRedirect(f"{address}?ids={','.join(map(str, ids))}")

    @needs(Right.MERGE_RECORDS)
    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Show what a merge would move, and do it."""
        asked = RecordsForm(request.GET)
        records = self._asked(asked.cleaned_data["ids"]) if asked.is_valid() else []
        if not 2 <= len(records) <= MOST_MERGED:
            self.message_user(request, "Choose the records to merge from the list.", messages.WARNING)
            return HttpResponseRedirect(reverse(f"admin:timeline_{self.opts.model_name}_changelist"))
        form = MergeForm(request.POST or None, records=records, differences=differences(records[0], records[1:]))
        if form.is_valid():
            keep = next(row for row in records if row.pk == form.cleaned_data["keep"])
            gone = [row for row in records if row != keep]
            try:
                mend = merge(keep, gone, by=curator(request), reason=form.cleaned_data["reason"], chosen=form.chosen)
                return self._done(request, mend, keep)
            except Refused as refused:
                form.add_error(None, list(refused.reasons))
        context = {"form": form, "sides": [shown(side_of(row)) for row in records], "warnings": warnings(records)}
        return self._page(request, "merge.html", f"Merge {self.opts.verbose_name_plural}", context)

    @needs(Right.MERGE_RECORDS)
    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what a record is made up of, and split off what is chosen."""
        record = get_object_or_404(self.model, pk=pk)
        form = SplitForm(request.POST or None, record=record, accounts=_listed(record))
        if form.is_valid():
            given = {name: form.cleaned_data[name] for name in ("name", "country", "terms") if name in form.fields}
            articles = form.cleaned_data["articles"]
            try:
                new, mend = split(record, articles, by=curator(request), reason=form.cleaned_data["reason"], **given)
                return self._done(request, mend, new)
            except Refused as refused:
                form.add_error(None, list(refused.reasons))
        return self._page(request, "split.html", f"Split {record}", {"form": form, "record": record})

    def _asked(self, ids: list[int]) -> list[Any]:
        rows = self.model._default_manager.in_bulk(ids)
        return [rows[pk] for pk in ids if pk in rows]

    def _done(self, request: HttpRequest, mend: Mend, record: Any) -> HttpResponse:
        self.message_user(request, done(mend), messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:timeline_{self.opts.model_name}_change", args=[record.pk]))

    def _page(self, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
        given = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "media": self.media}
        return TemplateResponse(request, f"admin/timeline/mending/{template}", given | context)


@admin.register(Mend)
class MendAdmin(LongListAdmin):
    """Merges, splits and what else was mended, each with the way back."""

    list_display = ("made_at", "kind", "label", "reason", "made_by", "state", "way_back")
    list_display_links = None
    list_filter = ("kind",)
    list_select_related = ("made_by", "undone_by")
    search_fields = ("label", "reason")

    def get_urls(self) -> list[URLPattern]:
        """Add the page for taking back."""
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="timeline_mend_undo"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave mending to its own pages."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Mend | None = None) -> bool:
        """Show them only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Mend | None = None) -> bool:
        """Keep what was done."""
        return False

    @admin.display(description="state")
    def state(self, mend: Mend) -> str:
        """Say whether it holds."""
        return f"taken back by {mend.undone_by or 'somebody'}" if mend.undone_at else "holds"

    @admin.display(description="way back")
    def way_back(self, mend: Mend) -> SafeString | str:
        """Link to the page for taking it back."""
        if mend.undone_at:
            return "–"
        return format_html('<a href="{}">Take back…</a>', reverse("admin:timeline_mend_undo", args=[mend.pk]))

    @needs(Right.REVERT_CHANGES)
    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what taking back would do, or what stands in its way, and do it."""
        mend = get_object_or_404(Mend, pk=pk)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            try:
                undo(mend, by=curator(request), reason=form.cleaned_data["reason"])
                self.message_user(request, f"Taken back: {mend.label}.", messages.SUCCESS)
                return HttpResponseRedirect(reverse("admin:timeline_mend_changelist"))
            except Refused as refused:
                form.add_error(None, list(refused.reasons))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Take back: {mend}",
            "media": self.media,
            "form": form,
            "mend": mend,
            "since": [] if mend.undone_at else changed_since(mend),
            "rows": mend.rows.values("table", "row").distinct().count(),
        }
        return TemplateResponse(request, "admin/timeline/mending/undo.html", context)


def curator(request: HttpRequest) -> AbstractBaseUser:
    """Give who asks; the admin's pages are for users only."""
    return cast(AbstractBaseUser, request.user)


def done(mend: Mend) -> SafeString:
    """Say what was done, with the way back."""
    address = reverse("admin:timeline_mend_undo", args=[mend.pk])
    return format_html('{}. <a href="{}">Take back…</a>', mend, address)


def shown(side: Side) -> dict[str, Any]:
    """Give a side as a page shows it: with the record's admin page and the quotations marked."""
    name = side.record._meta.model_name
    return {
        "record": side.record,
        "address": reverse(f"admin:timeline_{name}_change", args=[side.record.pk]),
        "facts": side.facts,
        "parts": side.parts,
        "quotes": [(in_context(proof), proof.get_absolute_url(), proof.article) for proof in side.quotes],
    }


def _listed(record: Any) -> list[tuple[int, str]]:
    """Give the articles of a record to choose from, each with how it tells of it."""
    rows = accounts_of(record).select_related("article")
    return [
        (row.article_id, f"{row.article.published_edtf or 'undated'}: {row.article} {_as(row)}")
        for row in rows[:MOST_LISTED]
    ]


def _as(row: Any) -> str:
    if isinstance(row, Sighting):
        return f"({', '.join(row.names)})" if row.names else ""
    return f"({row.get_type_display()}, {row.get_status_display()}, {row.edtf or 'undated'})"
