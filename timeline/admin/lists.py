"""Lists of many rows: counted up to a limit, filtered by day without looking at all of them."""

import re
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import Max, Min, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property

# Nobody turns two hundred pages, and counting a million rows takes longer than showing fifty of them.
MOST_LISTED = 10_000
# Years that are offered; what is older has one choice.
YEARS = 15
PERIOD = re.compile(r"(before-)?(\d{4})(?:-(0[1-9]|1[0-2]))?")
JANUARY, DECEMBER = 1, 12


class LongPaginator(Paginator):
    """Pages of a list of which the first `MOST_LISTED` rows can be turned to."""

    @cached_property
    def count(self) -> int:
        """Count the rows, as far as pages go."""
        return min(self._counted, MOST_LISTED)

    @property
    def is_cut(self) -> bool:
        """Tell whether there are more rows than pages."""
        return self._counted > MOST_LISTED

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk")[: MOST_LISTED + 1].count())


class LongListAdmin(admin.ModelAdmin):
    """A list that opens as fast with a million rows as with ten."""

    paginator = LongPaginator
    list_per_page = 50
    show_full_result_count = False

    def response_action(
        self, request: HttpRequest, queryset: QuerySet, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Refuse to do with all rows of a list what nobody could count."""
        is_all = forms.BooleanField().to_python(request.POST.get("select_across"))
        if is_all and self.get_paginator(request, queryset, self.list_per_page).is_cut:  # type: ignore[attr-defined]
            hint = f"The list has more than {MOST_LISTED:,} rows: nothing was done. Filter it further, then select all."
            self.message_user(request, hint, messages.WARNING)
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset, *args, **kwargs)


class PeriodFilter(admin.SimpleListFilter):
    """Filter by year, and within a year by month; an index gives the first and the last year."""

    title = "day"
    parameter_name = "when"
    path: ClassVar[str] = ""
    # The model and field that bound the years; by default those of the list.
    bounds: ClassVar[tuple[type[Model], str] | None] = None

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the latest years, those before, and the months of the year that is chosen."""
        model, field = self.bounds or (model_admin.model, self.path)
        found = model._default_manager.order_by().aggregate(first=Min(field), last=Max(field))
        if found["first"] is None:
            return []
        first, last = found["first"].year, min(found["last"].year, date.today().year + 1)
        oldest = max(first, last - YEARS + 1)
        choices = []
        chosen = PERIOD.fullmatch(request.GET.get(self.parameter_name, ""))
        for year in range(max(last, oldest), oldest - 1, -1):
            choices.append((f"{year:04}", str(year)))
            if chosen and not chosen[1] and int(chosen[2]) == year:
                months = [date(year, month, 1) for month in range(DECEMBER, JANUARY - 1, -1)]
                choices += [(f"{day:%Y-%m}", f"{day:%B %Y}") for day in months]
        return [*choices, (f"before-{oldest:04}", f"before {oldest}")] if first < oldest else choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the rows of the period."""
        chosen = PERIOD.fullmatch(self.value() or "")
        if not chosen or int(chosen[2]) < date.min.year:
            return queryset
        first, last = _days(int(chosen[2]), int(chosen[3] or 0))
        if chosen[1]:
            return queryset.filter(**{f"{self.path}__lt": first})
        return queryset.filter(**{f"{self.path}__range": (first, last)})


def _days(year: int, month: int) -> tuple[date, date]:
    """Give the first and last day of a year (`month` 0) or month."""
    first, end = date(year, month or JANUARY, 1), month or DECEMBER
    last = date(year, DECEMBER, 31) if end == DECEMBER else date(year, end + 1, 1) - timedelta(days=1)
    return first, last
