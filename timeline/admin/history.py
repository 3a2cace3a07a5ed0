"""The history in the admin: what became of a record, the list of all changes, and the way back."""

import re
from operator import itemgetter
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline.admin.lists import LongListAdmin
from timeline.admin.mending_forms import ReasonForm
from timeline.history.lists import history_of, latest_actions, summaries
from timeline.history.steps import kept_models, of_changes
from timeline.history.telling import Told, tell
from timeline.models import Batch, RecordedChange
from timeline.reverting import Refused, plan, revert
from timeline.rights import Right, needs

# Steps shown of one change, and batches to filter by: the newest.
MOST_SHOWN, BATCHES = 500, 20
# The number of a row, as large as the database has them.
ROW = re.compile(r"\d{1,18}")
FRAME = "admin/timeline/history/"


class KeptAdmin(admin.ModelAdmin):
    """A record whose history is told from what the database kept."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show what became of a record and its parts, field by field."""
        record = get_object_or_404(self.model, pk=object_id)
        if not self.has_view_or_change_permission(request, record):
            return super().history_view(request, object_id, extra_context)
        context = {
            "record": record,
            "entries": history_of(record),
            "title": f"History of {record}",
            "changes": f"{self.opts.model_name}-{record.pk}",
        }
        return TemplateResponse(request, FRAME + "record.html", _frame(self, request) | context)


class WhoFilter(admin.SimpleListFilter):
    """Filter by who made the change."""

    title = "who"
    parameter_name = "who"
    PEOPLE = "people"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give all who can sign in to the admin."""
        staff = get_user_model().objects.filter(is_staff=True).order_by("username").values_list("pk", "username")
        return [(self.PEOPLE, "People, not the machine"), *((str(pk), name) for pk, name in staff)]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        """Leave the changes of the person."""
        who = self.value()
        if who == self.PEOPLE:
            return queryset.by_people()
        return queryset.by_user(int(who)) if who and who.isdecimal() else queryset


class ActionFilter(admin.SimpleListFilter):
    """Filter by what was done."""

    title = "action"
    parameter_name = "did"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the actions of late."""
        return [(action, action) for action in latest_actions()]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        """Leave the changes of the action."""
        return queryset.of_action(self.value()) if self.value() else queryset


class BatchFilter(admin.SimpleListFilter):
    """Filter by the run of ingest that made the change."""

    title = "batch"
    parameter_name = "batch"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the latest batches."""
        return [(str(pk), f"Batch {pk}") for pk in Batch.objects.values_list("pk", flat=True)[:BATCHES]]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        """Leave the changes of the batch."""
        batch = self.value()
        return queryset.of_batch(int(batch)) if batch and batch.isdecimal() else queryset


class RecordFilter(admin.SimpleListFilter):
    """Filter by the kind of record that was changed or, from a record's own page of history, by that record."""

    title = "record"
    parameter_name = "of"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the kinds, and the record asked for."""
        kinds = [(str(model._meta.model_name), str(model._meta.verbose_name)) for model in kept_models()]
        found = self._asked(request.GET.get(self.parameter_name, ""))
        one = [(request.GET[self.parameter_name], f"{found[0]._meta.verbose_name} no. {found[1]}")] if found else []
        return [*one, *sorted(kinds, key=itemgetter(1))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        """Leave the changes of records of the kind, or of the record."""
        if found := self._asked(self.value() or ""):
            return queryset.touching(kept_models()[found[0]], found[1])
        kinds = {str(model._meta.model_name): past for model, past in kept_models().items()}
        past = kinds.get(self.value() or "")
        return queryset.touching(past) if past else queryset

    @staticmethod
    def _asked(words: str) -> tuple[type[Model], int] | None:
        """Read "event-12"."""
        noun, _, row = words.partition("-")
        model = next((model for model in kept_models() if model._meta.model_name == noun), None)
        return (model, int(row)) if model and ROW.fullmatch(row) else None


class ToldChanges(ChangeList):
    """A page of the list, with what each change was about."""

    def get_results(self, request: HttpRequest) -> None:
        """Ask for all changes of the page at once."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        told = summaries([change.pk for change in self.result_list])
        for change in self.result_list:
            change.about = told.get(change.pk, "")


class RevertForm(ReasonForm):
    """The changes to take back, and why."""

    changes = forms.CharField(widget=forms.HiddenInput)

    def clean_changes(self) -> list[UUID]:
        """Give the changes."""
        try:
            return [UUID(word) for word in self.cleaned_data["changes"].split()]
        except ValueError:
            raise forms.ValidationError("Choose the changes from the list.") from None


@admin.register(RecordedChange)
class RecordedChangeAdmin(LongListAdmin):
    """All changes, the newest first, each with its page and its way back."""

    list_display = ("created_at", "by_whom", "did", "about", "why")
    list_display_links = ("created_at",)
    list_filter = (WhoFilter, ActionFilter, RecordFilter, BatchFilter)
    actions = ("take_back",)

    def get_urls(self) -> list[URLPattern]:
        """Add the page for taking back."""
        view = self.admin_site.admin_view(self.revert_view)
        return [path("revert/", view, name="timeline_recordedchange_revert"), *super().get_urls()]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Give the list that tells what its changes were about."""
        return ToldChanges

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave it to the database."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: RecordedChange | None = None) -> bool:
        """Show them only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: RecordedChange | None = None) -> bool:
        """Keep what was done."""
        return False

    def has_revert_permission(self, request: HttpRequest) -> bool:
        """Tell who may take back."""
        return request.user.has_perm(Right.REVERT_CHANGES)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a change: each field of each row, before and after."""
        change = self.get_object(request, object_id)
        if change is None or not self.has_view_permission(request, change):
            return super().change_view(request, object_id, form_url, extra_context)
        steps = of_changes([change.pk])
        context = {
            "change": change,
            "rows": _linked(self, tell(steps[:MOST_SHOWN])),
            "more": len(steps) - MOST_SHOWN,
            "title": f"Change: {change}",
            "may_revert": self.has_revert_permission(request),
        }
        return TemplateResponse(request, FRAME + "change.html", _frame(self, request) | context)

    @admin.action(description="Take back selected…", permissions=["revert"])
    def take_back(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        """Show what taking the selected changes back would do."""
        changes = queryset.order_by("created_at").values_list("pk", flat=True)
        return self._preview(request, RevertForm(initial={"changes": " ".join(map(str, changes))}), list(changes))

    @needs(Right.REVERT_CHANGES)
    def revert_view(self, request: HttpRequest) -> HttpResponse:
        """Show what taking back would do, or what stands in its way, and do it."""
        if request.method != "POST":
            form = RevertForm({"changes": request.GET.get("changes", ""), "reason": "-"})
            changes = form.cleaned_data["changes"] if form.is_valid() else []
            return self._preview(request, RevertForm(initial={"changes": " ".join(map(str, changes))}), changes)
        form, by = RevertForm(request.POST), cast(AbstractBaseUser, request.user)
        if form.is_valid():
            try:
                done = revert(form.cleaned_data["changes"], by=by, reason=form.cleaned_data["reason"])
                self.message_user(request, f"Taken back: {len(done.rows)} rows are as they were.", messages.SUCCESS)
                return HttpResponseRedirect(reverse("admin:timeline_recordedchange_changelist"))
            except Refused as refused:
                form.add_error(None, list(refused.reasons))
        return self._preview(request, form, form.cleaned_data.get("changes", []))

    def _preview(self, request: HttpRequest, form: RevertForm, changes: list[UUID]) -> HttpResponse:
        planned = plan(changes)
        context = {
            "form": form,
            "plan": planned,
            "rows": _linked(self, planned.told[:MOST_SHOWN]),
            "more": len(planned.told) - MOST_SHOWN,
            "title": f"Take back {len(changes)} change{'' if len(changes) == 1 else 's'}",
        }
        return TemplateResponse(request, FRAME + "revert.html", _frame(self, request) | context)

    @admin.display(description="by")
    def by_whom(self, change: RecordedChange) -> str:
        """Name who made it."""
        return change.who

    @admin.display(description="action")
    def did(self, change: RecordedChange) -> str:
        """Name what was done."""
        return change.action

    @admin.display(description="what")
    def about(self, change: Any) -> str:
        """Say what it was about."""
        return str(change.about)

    @admin.display(description="reason")
    def why(self, change: RecordedChange) -> str:
        """Give the reason."""
        return change.reason


def _frame(desk: admin.ModelAdmin, request: HttpRequest) -> dict[str, Any]:
    return {**desk.admin_site.each_context(request), "opts": desk.opts, "media": desk.media}


def _linked(desk: admin.ModelAdmin, told: Any) -> list[tuple[Told, SafeString]]:
    """Give each step with its record, a link where the admin has a page of it that is there."""
    linked = []
    for one in told:
        model, name = one.step.model, format_html("{} “{}”", one.noun, one.name)
        if desk.admin_site.is_registered(model) and one.step.kind != "removed":
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[one.step.row])
            name = format_html('<a href="{}">{}</a>', address, name)
        linked.append((one, name))
    return linked
