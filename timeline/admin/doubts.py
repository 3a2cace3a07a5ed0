"""Doubts: pairs of persons or events that may be one, the surest first."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline.models import Doubt, Event, Person


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
class DoubtAdmin(admin.ModelAdmin):
    """Pairs that joining left apart in doubt; read only, each side a link to its record."""

    list_display = ("number", "one", "other", "score", "why")
    list_display_links = None
    list_filter = (KindFilter,)
    list_select_related = ("person", "other_person", "event", "other_event")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("person__name", "other_person__name", "event__slug", "other_event__slug")

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
