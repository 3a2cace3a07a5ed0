"""Offices, and who held them when."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from timeline.admin.common import EvidenceInline, ReviewedAdmin, ReviewFilter, counted, review_fieldset
from timeline.models import Membership, MembershipBasis, Post


class HolderInline(admin.TabularInline):
    """Who held the office."""

    model = Membership
    extra = 0
    autocomplete_fields = ("person",)
    fields = ("person", "is_acting", "date_from", "date_to", "seen_min", "seen_max", "basis", "review")
    readonly_fields = ("seen_min", "seen_max")
    show_change_link = True
    verbose_name_plural = "Holders"


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    """Offices of a country or body."""

    inlines = (HolderInline,)
    list_display = ("label", "country", "role", "holder_count")
    list_filter = ("role", "country")
    search_fields = ("label", "role", "country")
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring the count of holders along."""
        return super().get_queryset(request).annotate(holder_total=counted(Membership, "post", "person"))

    @admin.display(description="holders", ordering="holder_total")
    def holder_count(self, post: Any) -> int:
        """Count the persons who held it."""
        return post.holder_total


@admin.register(Membership)
class MembershipAdmin(ReviewedAdmin):
    """Persons in offices; known days are set here, days seen follow from the articles."""

    inlines = (EvidenceInline,)
    list_display = (
        "person", "post", "is_acting", "date_from", "date_to", "seen_min", "seen_max", "ended_by", "basis", "review",
    )  # fmt: skip
    list_select_related = ("person", "post")
    list_filter = (ReviewFilter, "basis", "is_acting", "post__role", "post__country")
    search_fields = ("person__names__name", "post__label")
    search_help_text = "Names of the person, or the office"
    date_hierarchy = "date_from"
    autocomplete_fields = ("person", "post")
    readonly_fields = ("seen_min", "seen_max", "ended_by", *ReviewedAdmin.readonly_fields)
    fieldsets = (
        (None, {"fields": ("person", "post", "is_acting")}),
        ("Known days", {"fields": ("date_from", "date_to", "basis")}),
        ("Days on which articles show it", {"fields": ("seen_min", "seen_max", "ended_by")}),
        review_fieldset(),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Name the curator as the basis of days set by hand."""
        days_set = {"date_from", "date_to"} & set(form.changed_data)
        if "basis" not in form.changed_data and (days_set or not change):
            obj.basis = MembershipBasis.CURATOR
        super().save_model(request, obj, form, change)
