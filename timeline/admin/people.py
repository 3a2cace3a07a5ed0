"""People: their names, offices, and where texts name them."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from timeline.admin.common import EvidenceInline, ReviewedAdmin, counted, review_fieldset
from timeline.admin.events import HiddenAdmin
from timeline.admin.exchange import ExchangeAdmin
from timeline.admin.mending import MendableAdmin
from timeline.admin.offices import RegisterReviewFilter, TermsAdmin
from timeline.ingest.slugs import free_slugs, name_slug
from timeline.models import Membership, NameBasis, Participation, Person, PersonName, StatementActor


class NamesakeFilter(admin.SimpleListFilter):
    """Find persons who share a name: namesakes, or one person kept apart in doubt."""

    title = "namesakes"
    parameter_name = "namesakes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the one choice."""
        return [("yes", "Shares a name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the persons of whose names another person has one."""
        return queryset.filter(has_namesake=True) if self.value() else queryset


class NameInline(admin.TabularInline):
    """The name forms that texts use."""

    model = PersonName
    extra = 0
    fields = ("name", "basis")
    readonly_fields = ("basis",)
    verbose_name_plural = "Names under which texts mention this person: ingest knows the person by them"


class MembershipInline(admin.TabularInline):
    """Offices held; each may be corrected here."""

    model = Membership
    extra = 0
    can_delete = False
    autocomplete_fields = ("post",)
    fields = ("post", "is_acting", "date_from", "date_to", "seen", "review")
    readonly_fields = ("seen",)
    show_change_link = True
    verbose_name_plural = (
        "Offices held: days that are known, and days on which an article shows it; reject what is wrong"
    )

    @admin.display(description="seen in articles")
    def seen(self, membership: Membership) -> str:
        """Give the days on which articles show the office held, or over."""
        days = sorted({day.isoformat() for day in (membership.seen_min, membership.seen_max) if day})
        over = [f"over by {membership.ended_by.isoformat()}"] if membership.ended_by else []
        return ", ".join([" to ".join(days), *over] if days else over)


@admin.register(Person)
class PersonAdmin(MendableAdmin, ExchangeAdmin, ReviewedAdmin, TermsAdmin):
    """People, with what tells namesakes apart."""

    actions = (*ReviewedAdmin.actions, "merge_selected")
    inlines = (NameInline, MembershipInline, EvidenceInline)
    list_display = ("name", "country", "offices", "event_count", "statement_count", "has_namesakes", "review")
    list_filter = (RegisterReviewFilter, NamesakeFilter, "country", "memberships__post__role")
    search_fields = ("name", "names__name", "memberships__post__label", "slug")
    search_help_text = "Any form of the name, or an office"
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012
    save_on_top = True
    fieldsets = (
        (None, {"fields": ("name", "country", "occupations", "slug")}),
        review_fieldset(),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring offices and counts along."""
        own = PersonName.objects.filter(person=OuterRef(OuterRef("pk"))).values("key")
        others = PersonName.objects.filter(key__in=own).exclude(person=OuterRef("pk"))
        return (
            super()
            .get_queryset(request)
            .prefetch_related("memberships__post")
            .annotate(
                event_total=counted(Participation, "person"),
                statement_total=counted(StatementActor, "person", "statement"),
                has_namesake=Exists(others),
            )
        )

    def get_prepopulated_fields(self, request: HttpRequest, obj: Person | None = None) -> dict[str, Any]:
        """Leave the address of a stored person as it is: it may be cited."""
        return {} if obj else dict(self.prepopulated_fields)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Give a new person an address."""
        if not obj.slug:
            obj.slug = free_slugs(Person, [name_slug(obj.name, "person")])[0]
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Name the curator as the basis of names set by hand."""
        if formset.model is PersonName:
            for part in formset.forms:
                part.instance.basis = NameBasis.CURATOR if part.has_changed() else part.instance.basis
        super().save_formset(request, form, formset, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Have a person of the register rejected: deleted, the person would come back with the file's next version."""
        return not (obj and obj.register_key) and super().has_delete_permission(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Keep the name itself among the names, so that ingest finds the person by it."""
        super().save_related(request, form, formsets, change)
        person = form.instance
        if not person.names.filter(name=person.name).exists():
            PersonName.objects.create(person=person, name=person.name, basis=NameBasis.CURATOR)

    def view_on_site(self, obj: Person) -> str:
        """Give the address of the public page."""
        return obj.get_absolute_url()

    @admin.display
    def offices(self, person: Person) -> str:
        """Name the offices, each once."""
        return "; ".join(dict.fromkeys(membership.title for membership in person.memberships.all()))

    @admin.display(description="events", ordering="event_total")
    def event_count(self, person: Any) -> int:
        """Count the events."""
        return person.event_total

    @admin.display(description="statements", ordering="statement_total")
    def statement_count(self, person: Any) -> int:
        """Count the statements."""
        return person.statement_total

    @admin.display(description="namesakes")
    def has_namesakes(self, person: Any) -> str:
        """Tell whether another person has one of the names."""
        return "shares a name" if person.has_namesake else "–"


@admin.register(PersonName)
class PersonNameAdmin(HiddenAdmin):
    """Name forms; edited with their person."""

    list_display = ("name", "person")
    list_select_related = ("person",)
    search_fields = ("name", "person__name")
    autocomplete_fields = ("person",)
