"""Doubts: pairs of persons or events that may be one, the surest first."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline.admin.lists import LongListAdmin
from timeline.admin.mending import curator, done, shown
from timeline.admin.mending_forms import DoubtForm
from timeline.mending import Refused
from timeline.mending.merging import merge
from timeline.mending.parting import tell_two
from timeline.mending.preview import side_of, warnings
from timeline.models import Doubt, Event, Person
from timeline.rights import Right, needs


class KindFilter(admin.SimpleListFilter):
    """Filter by what the doubt is about."""

    title = "about"
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the kinds."""
        return [("person", "People"), ("event", "Events")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the doubts of the chosen kind."""
        kind = self.value()
        return queryset.filter(**{f"{kind}__isnull": False}) if kind in ("person", "event") else queryset


@admin.register(Doubt)
class DoubtAdmin(LongListAdmin):
    """Pairs that joining left apart in doubt, each to be decided: one, two, or later."""

    list_display = ("number", "one", "other", "score", "why", "decide")
    list_display_links = None
    list_filter = (KindFilter,)
    list_select_related = ("person", "other_person", "event", "other_event")
    search_fields = ("person__name", "other_person__name", "event__slug", "other_event__slug")

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which a doubt is decided."""
        view = self.admin_site.admin_view(self.decide_view)
        return [path("<int:pk>/decide/", view, name="timeline_doubt_decide"), *super().get_urls()]

    @needs(Right.MERGE_RECORDS)
    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show both sides of a doubt and take the decision."""
        doubt = Doubt.objects.select_related(*self.list_select_related).filter(pk=pk).first()
        if doubt is None:
            self.message_user(request, "This doubt is settled: joining has none there any more.", messages.WARNING)
            return HttpResponseRedirect(reverse("admin:timeline_doubt_changelist"))
        pair: Any = (doubt.person, doubt.other_person) if doubt.person else (doubt.event, doubt.other_event)
        form = DoubtForm(request.POST or None)
        if form.is_valid():
            following = _next(doubt)
            try:
                self._decide(request, pair, **form.cleaned_data)
                return HttpResponseRedirect(following)
            except Refused as refused:
                form.add_error(None, list(refused.reasons))
        merging = reverse(f"admin:timeline_{pair[0]._meta.model_name}_merge")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"One or two? {doubt}",
            "media": self.media,
            "form": form,
            "doubt": doubt,
            "left": Doubt.objects.count(),
            "sides": [shown(side_of(record)) for record in pair],
            "warnings": warnings(pair),
            "merge_address": f"{merging}?ids={pair[0].pk},{pair[1].pk}",
        }
        return TemplateResponse(request, "admin/timeline/doubt/decide.html", context)

    def _decide(self, request: HttpRequest, pair: Any, decision: str, reason: str) -> None:
        by = curator(request)
        if decision == DoubtForm.SAME:
            self.message_user(request, done(merge(pair[0], pair[1:], by=by, reason=reason)), messages.SUCCESS)
        elif decision == DoubtForm.TWO:
            self.message_user(request, done(tell_two(*pair, by=by, reason=reason)), messages.SUCCESS)

    @admin.display(description="decide")
    def decide(self, doubt: Doubt) -> SafeString:
        """Link to the page on which it is decided."""
        return format_html('<a href="{}">One or two?</a>', reverse("admin:timeline_doubt_decide", args=[doubt.pk]))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave doubts to joining."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Doubt | None = None) -> bool:
        """Show them only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Doubt | None = None) -> bool:
        """Keep a doubt until joining has none any more."""
        return False

    @admin.display(description="about")
    def number(self, doubt: Doubt) -> str:
        """Say what it is about."""
        return "People" if doubt.person_id else "Events"

    @admin.display(description="may be one: the first")
    def one(self, doubt: Doubt) -> SafeString:
        """Link to one of the two."""
        return _link(doubt.person or doubt.event)

    @admin.display(description="the second")
    def other(self, doubt: Doubt) -> SafeString:
        """Link to the other one."""
        return _link(doubt.other_person or doubt.other_event)

    @admin.display(description="what speaks for one")
    def why(self, doubt: Doubt) -> str:
        """Give the reasons."""
        return "; ".join(doubt.reasons)


def _link(record: Person | Event | None) -> SafeString:
    if record is None:
        return SafeString("")
    address = reverse(f"admin:timeline_{record._meta.model_name}_change", args=[record.pk])
    return format_html('<a href="{}">{}</a>', address, record)


def _next(doubt: Doubt) -> str:
    """Give the address of the doubt that comes after one, the surest first, or of the list."""
    later = Q(score__lt=doubt.score) | Q(score=doubt.score, pk__gt=doubt.pk)
    following = Doubt.objects.filter(later).first()
    if following is None:
        return reverse("admin:timeline_doubt_changelist")
    return reverse("admin:timeline_doubt_decide", args=[following.pk])
