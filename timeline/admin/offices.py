"""Offices, and who held them when: the register that the reading asks."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest

from timeline import actions
from timeline.admin.choosing import TermAdmin
from timeline.admin.common import (
    CuratedAdmin,
    EvidenceInline,
    ReviewedAdmin,
    ReviewFilter,
    counted,
    review_fieldset,
)
from timeline.admin.exchange import ExchangeAdmin
from timeline.admin.forms import PostForm
from timeline.models import Membership, MembershipBasis, Post, ReviewState

OVERLAP = (
    "{one} and {other} both hold {post} {days}. For these days the reading takes the bare title for neither. End one "
    "of the terms, or mark as acting who stands in; if several hold this office together, leave it."
)
NO_FIRST_DAY = "{one}: without a first day the reading does not know when the term of {post} began, and leaves it out."
REGISTER_HELP = (
    "From these days the reading knows who “the French foreign minister” was. A term without a last day goes on until "
    "you end it."
)


class RegisterReviewFilter(ReviewFilter):
    """Filter by review state; what the register says and no article shows needs no review."""

    REGISTER = "register"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the register a choice of its own."""
        *states, all_ = super().lookups(request, model_admin)
        return [*states, (self.REGISTER, "Only in the register"), all_]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        """Leave the records of the chosen state."""
        unseen = queryset.model.objects.of_register_only().filter(review=ReviewState.DRAFT).values("pk")
        if self.value() == self.REGISTER:
            return queryset.filter(pk__in=unseen)
        found = super().queryset(request, queryset)
        return found if self.value() else found.exclude(pk__in=unseen)


class OverlapFilter(admin.SimpleListFilter):
    """Find terms of two persons in one office at one time."""

    title = "overlaps"
    parameter_name = "overlaps"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the one choice."""
        return [("yes", "Overlaps another’s term")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        """Leave the terms that overlap another's."""
        return queryset.overlapping() if self.value() else queryset


class TermsAdmin(CuratedAdmin):
    """A record with terms of office as parts: a term added or dated by hand is a curator's, overlaps are flagged."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the parts; who adds a term vouches for it."""
        if formset.model is not Membership:
            super().save_formset(request, form, formset, change)
            return
        touched = [part for part in formset.forms if part.has_changed()]
        for part in touched:
            vouch(part.instance, part.changed_data, cast(AbstractBaseUser, request.user))
        super().save_formset(request, form, formset, change)
        warn_of_doubts(request, [part.instance for part in touched if part.instance.pk])


class HolderInline(admin.TabularInline):
    """Who held the office."""

    model = Membership
    extra = 0
    can_delete = False
    autocomplete_fields = ("person",)
    fields = ("person", "is_acting", "date_from", "date_to", "seen_min", "seen_max", "basis", "review")
    readonly_fields = ("seen_min", "seen_max", "basis")
    show_change_link = True
    verbose_name_plural = "Holders: reject what is wrong"


@admin.register(Post)
class PostAdmin(ExchangeAdmin, TermsAdmin):
    """Offices of a country or body."""

    form = PostForm
    inlines = (HolderInline,)
    fields = ("label", "role", "country", "curated_fields")
    list_display = ("label", "country", "role", "holder_count")
    list_filter = ("role", "country")
    search_fields = ("label", "role", "country")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring the count of holders along."""
        return super().get_queryset(request).annotate(holder_total=counted(Membership, "post", "person"))

    @admin.display(description="holders", ordering="holder_total")
    def holder_count(self, post: Any) -> int:
        """Count the persons who held it."""
        return post.holder_total


@admin.register(Membership)
class MembershipAdmin(ExchangeAdmin, TermAdmin, ReviewedAdmin):
    """Persons in offices; known days are set here, days seen follow from the articles."""

    inlines = (EvidenceInline,)
    list_display = (
        "person", "post", "is_acting", "date_from", "date_to", "seen_min", "seen_max", "ended_by", "basis", "review",
    )  # fmt: skip
    list_select_related = ("person", "post")
    list_filter = (RegisterReviewFilter, OverlapFilter, "basis", "is_acting", "post__role", "post__country")
    search_fields = ("person__names__name", "post__label")
    search_help_text = "Names of the person, or the office"
    date_hierarchy = "date_from"
    autocomplete_fields = ("person", "post")
    readonly_fields = ("basis", "overlaps", "seen_min", "seen_max", "ended_by", *ReviewedAdmin.readonly_fields)
    fieldsets = (
        (None, {"fields": ("person", "post", "is_acting")}),
        ("Known days", {"fields": ("date_from", "date_to", "basis", "overlaps"), "description": REGISTER_HELP}),
        ("Days on which articles show it", {"fields": ("seen_min", "seen_max", "ended_by")}),
        review_fieldset(),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Name the curator as the basis of days set by hand; flag what the reading will not be able to use."""
        vouch(obj, form.changed_data, cast(AbstractBaseUser, request.user))
        super().save_model(request, obj, form, change)
        warn_of_doubts(request, [obj])

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Have a wrong term of the register rejected: deleted, it would come back with the next version of the file."""
        return not (obj and obj.register_key) and super().has_delete_permission(request, obj)

    @admin.display(description="overlaps")
    def overlaps(self, membership: Membership) -> str:
        """Name the others who hold the office in the same days."""
        if membership.pk is None:
            return ""
        others = Membership.objects.overlaps_of(membership).select_related("person", "post")
        return "; ".join(f"{other.person}, {days_shared(membership, other)}" for other in others)


def vouch(row: Membership, changed: Iterable[str], by: AbstractBaseUser) -> None:
    """Note on a term about to be saved that a curator added it, or set its days."""
    if row.pk is None and row.review == ReviewState.DRAFT:
        row.review = ReviewState.ACCEPTED
        actions.sign(record=row, by=by)
    if row.pk is None or {"date_from", "date_to"} & set(changed):
        row.basis = MembershipBasis.CURATOR


def warn_of_doubts(request: HttpRequest, rows: Iterable[Membership]) -> None:
    """Say of saved terms what keeps the reading from using them: another holder of that time, no first day."""
    for row in rows:
        if row.review == ReviewState.REJECTED:
            continue
        for other in Membership.objects.overlaps_of(row).select_related("person"):
            said = OVERLAP.format(one=row.person, other=other.person, post=row.post, days=days_shared(row, other))
            messages.warning(request, said)
        if row.basis == MembershipBasis.CURATOR and row.date_from is None:
            messages.warning(request, NO_FIRST_DAY.format(one=row.person, post=row.post))


def days_shared(one: Membership, other: Membership) -> str:
    """Say from when to when two overlapping terms run side by side: "from 2024-05-01 to 2024-06-30"."""
    first = max(one.date_from or date.min, other.date_from or date.min)
    last = min(one.date_to or date.max, other.date_to or date.max)
    return f"from {first} on" if last == date.max else f"from {first} to {last}"
