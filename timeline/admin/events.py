"""Events, their parties, and the articles that report them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from timeline.admin.choosing import ChoosingAdmin, DifferingFilter
from timeline.admin.common import (
    EvidenceInline,
    ReviewedAdmin,
    ReviewFilter,
    counted,
    first_words,
    in_context,
    marked,
    review_fieldset,
    short,
)
from timeline.admin.forms import EventForm, PartyForm
from timeline.admin.lists import LongListAdmin, PeriodFilter
from timeline.admin.mending import MendableAdmin
from timeline.ingest.slugs import event_slug, free_slugs
from timeline.models import DateBasis, Event, Organization, Participation, Person, Report, Statement

# Characters shown of a party's texts.
SIZES = {"country": 3, "office": 28}
PARTIES = ("participations__person", "participations__organization")


class DatedFilter(admin.SimpleListFilter):
    """Filter by whether the day is known."""

    title = "date"
    parameter_name = "dated"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the choices."""
        return [("day", "One day"), ("longer", "A longer period"), ("no", "Undated")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        """Leave the events of the choice."""
        return queryset.dated(self.value()) if self.value() else queryset


class DayFilter(PeriodFilter):
    """Filter by the day of the event, or of what a report says it is."""

    path = "date_max"
    bounds = (Event, "date_max")


class ParticipationInline(admin.TabularInline):
    """The parties to an event."""

    model = Participation
    form = PartyForm
    extra = 0
    autocomplete_fields = ("person", "organization")
    fields = ("person", "organization", "office", "country", "words")
    readonly_fields = ("words",)
    verbose_name_plural = "Parties, with the office held that day"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring the evidence along."""
        return super().get_queryset(request).select_related("person", "organization").prefetch_related("evidence")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give texts no more room than they take, and the evidence the rest."""
        if db_field.name in SIZES:
            kwargs["widget"] = forms.TextInput(attrs={"size": SIZES[db_field.name]})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="named in")
    def words(self, party: Participation) -> SafeString:
        """Show the words that name the party."""
        return quotes(party)


class ReportInline(admin.TabularInline):
    """The articles that report an event, and what each of them says; read only."""

    model = Report
    extra = 0
    can_delete = False
    fields = ("article_link", "status", "edtf", "date_basis", "is_main", "cited", "words")
    readonly_fields = fields
    verbose_name_plural = "Reports: what each article says"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring article, readouts and evidence along."""
        return super().get_queryset(request).select_related("article").prefetch_related("evidence", "readouts")

    def has_add_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        """Leave reports to the reading."""
        return False

    @admin.display(description="article")
    def article_link(self, report: Report) -> SafeString:
        """Link to the article in the admin."""
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:timeline_article_change", args=[report.article_id]), report.article
        )

    @admin.display(description="readouts cited")
    def cited(self, report: Report) -> str:
        """Name the bodies whose accounts the article cites."""
        return ", ".join(str(body) for body in report.readouts.all())

    @admin.display(description="words in context")
    def words(self, report: Report) -> SafeString:
        """Show the words that tell of the event and of its day."""
        return quotes(report)


class StatementInline(admin.TabularInline):
    """What was said at an event; each is corrected on its own page."""

    model = Statement
    extra = 0
    can_delete = False
    show_change_link = True
    fields = ("speakers", "act", "said", "review")
    readonly_fields = fields
    verbose_name_plural = "Statements"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring the speakers along."""
        rows = super().get_queryset(request).select_related("article")
        return rows.prefetch_related("actors__person", "actors__organization")

    def has_add_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        """Leave adding to the statement's own page."""
        return False

    @admin.display
    def speakers(self, statement: Statement) -> str:
        """Name the speakers."""
        return ", ".join(str(actor) for actor in statement.actors.all() if actor.role == "speaker")

    @admin.display(description="said")
    def said(self, statement: Statement) -> str:
        """Show the content."""
        return short(statement.content)


@admin.register(Event)
class EventAdmin(MendableAdmin, ChoosingAdmin, ReviewedAdmin):
    """Events: what happened when among whom, with the words that say so."""

    actions = (*ReviewedAdmin.actions, "merge_selected")
    form = EventForm
    inlines = (ParticipationInline, ReportInline, StatementInline)
    list_display = (
        "what", "status", "when", "parties", "words", "report_count", "statement_count", "confidence", "review",
    )  # fmt: skip
    list_filter = (
        ReviewFilter,
        "type",
        "status",
        "is_domestic",
        DayFilter,
        DatedFilter,
        DifferingFilter,
        "date_basis",
        "is_first",
    )
    search_fields = (
        "slug", "participations__person__names__name", "participations__organization__name", "statements__content",
    )  # fmt: skip
    search_help_text = "Names of the parties, words of a statement, or the address"
    autocomplete_fields = ("initiated_by_person", "initiated_by_organization")
    readonly_fields = ("date_min", "date_max", "raw_date", *ReviewedAdmin.readonly_fields)
    save_on_top = True
    fieldsets = (
        (None, {"fields": ("type", "status", "is_domestic", "is_first", "seen")}),
        ("Date", {"fields": ("edtf", "date_basis", "date_min", "date_max", "raw_date")}),
        review_fieldset(),
        ("Initiative", {"fields": ("initiated_by_person", "initiated_by_organization")}),
        (
            "Codes and address",
            {
                "classes": ("collapse",),
                "fields": ("cameo_code", "plover_event", "plover_mode", "confidence", "slug"),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring parties, counts and the first words along."""
        return (
            super()
            .get_queryset(request)
            .prefetch_related(*PARTIES)
            .annotate(
                report_total=counted(Report, "event"),
                statement_total=counted(Statement, "event"),
                first_words=first_words("report__event", "event"),
            )
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Give a new event an address."""
        if not obj.slug:
            obj.slug = free_slugs(Event, [event_slug(day_of(obj), [], obj.type)])[0]
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Name the parties of a new event in its address."""
        super().save_related(request, form, formsets, change)
        event = form.instance
        if not change and not form.cleaned_data.get("slug"):
            names = [str(party) for party in event.participations.select_related("person", "organization")]
            event.slug = free_slugs(Event, [event_slug(day_of(event), names, event.type)])[0]
            event.save(update_fields=["slug"])

    def view_on_site(self, obj: Event) -> str:
        """Give the address of the public page."""
        return obj.get_absolute_url()

    @admin.display(description="event", ordering="type")
    def what(self, event: Event) -> str:
        """Name the type, and say what is special."""
        marks = [word for word, holds in (("first", event.is_first), ("domestic", event.is_domestic)) if holds]
        return event.get_type_display() + (f" ({', '.join(marks)})" if marks else "")

    @admin.display
    def parties(self, event: Event) -> SafeString:
        """Name the parties with their offices."""
        names = ((str(party), f", {party.office}" if party.office else "") for party in event.participations.all())
        return format_html_join(mark_safe("<br>"), "{}{}", names)

    @admin.display(description="date", ordering="date_max")
    def when(self, event: Event) -> SafeString | str:
        """Give the date, and how it is known."""
        if not event.edtf:
            return "undated"
        is_report = event.date_basis == DateBasis.REPORTED_ON
        quoted = f"{'reported ' if is_report else ''}“{event.raw_date}”"
        return format_html("{}<br>{}", event.edtf, quoted if event.raw_date else event.get_date_basis_display())

    @admin.display(description="told by the words")
    def words(self, event: Any) -> SafeString | str:
        """Show the first words that tell of it."""
        return marked(**event.first_words) if event.first_words else ""

    @admin.display(description="reports", ordering="report_total")
    def report_count(self, event: Any) -> int:
        """Count the articles."""
        return event.report_total

    @admin.display(description="statements", ordering="statement_total")
    def statement_count(self, event: Any) -> int:
        """Count the statements."""
        return event.statement_total


class HiddenAdmin(LongListAdmin):
    """A part of another record: its page is there, but not on the index."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Leave it off the index."""
        return False


class CountryFilter(admin.SimpleListFilter):
    """Filter by the country that a party stood for; offered are those of people and organizations."""

    title = "country"
    parameter_name = "country"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the countries."""
        known = Person.objects.values_list("country").union(Organization.objects.values_list("country"))
        return [(code, code) for code in sorted(code for (code,) in known if code)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the parties of the country."""
        return queryset.filter(country=self.value()) if self.value() else queryset


@admin.register(Participation)
class ParticipationAdmin(HiddenAdmin):
    """Parties, for their evidence; they are edited with their event."""

    inlines = (EvidenceInline,)
    list_display = ("__str__", "event", "office", "country")
    list_select_related = ("event", "person", "organization")
    list_filter = (CountryFilter,)
    ordering = ("-event_id", "position", "id")
    search_fields = ("person__name", "organization__name", "office")
    autocomplete_fields = ("event", "person", "organization")
    form = PartyForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave adding to the event's page."""
        return False


@admin.register(Report)
class ReportAdmin(LongListAdmin):
    """What each article says of an event, as it was read."""

    inlines = (EvidenceInline,)
    list_display = ("event", "article", "type", "status", "edtf", "date_basis", "is_main", "confidence")
    list_select_related = ("event", "article")
    list_filter = ("is_main", DayFilter, "type", "status", "date_basis")
    ordering = ("-event_id", "article_id")
    search_fields = ("event__slug", "article__title", "article__file", "readouts__name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave reports to the reading."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        """Show them only: corrections are made to the event."""
        return False


def quotes(row: Any) -> SafeString:
    """Show the evidence of a row, one quotation a line, each a link to its place."""
    proofs = ((proof.get_absolute_url(), in_context(proof)) for proof in row.evidence.all())
    return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', proofs)


def day_of(event: Event) -> str:
    """Give the day for an event's address, if it is one day."""
    return event.date_min.isoformat() if event.date_min and event.date_min == event.date_max else event.edtf[:7]
