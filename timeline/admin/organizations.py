"""Organizations: governments, ministries and bodies."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from timeline.admin.common import EvidenceInline, ReviewedAdmin, ReviewFilter, counted, review_fieldset
from timeline.admin.exchange import ExchangeAdmin
from timeline.admin.mending import MendableAdmin
from timeline.models import Organization, Participation, Report, StatementActor


@admin.register(Organization)
class OrganizationAdmin(MendableAdmin, ExchangeAdmin, ReviewedAdmin):
    """Organizations, with how much depends on each."""

    actions = (*ReviewedAdmin.actions, "merge_selected")
    inlines = (EvidenceInline,)
    list_display = ("name", "country", "event_count", "statement_count", "readout_count", "review")
    list_filter = (ReviewFilter, "country")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012
    save_on_top = True
    fieldsets = (
        (None, {"fields": ("name", "country", "slug")}),
        review_fieldset(),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring counts along."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                event_total=counted(Participation, "organization"),
                statement_total=counted(StatementActor, "organization", "statement"),
                readout_total=counted(Report, "readouts"),
            )
        )

    def get_prepopulated_fields(self, request: HttpRequest, obj: Organization | None = None) -> dict[str, Any]:
        """Leave the address of a stored organization as it is."""
        return {} if obj else dict(self.prepopulated_fields)

    @admin.display(description="events", ordering="event_total")
    def event_count(self, body: Any) -> int:
        """Count the events."""
        return body.event_total

    @admin.display(description="statements", ordering="statement_total")
    def statement_count(self, body: Any) -> int:
        """Count the statements."""
        return body.statement_total

    @admin.display(description="readouts", ordering="readout_total")
    def readout_count(self, body: Any) -> int:
        """Count the reports that cite its account."""
        return body.readout_total
