"""Pages on which a curator chooses between reports of an event, and changes a term with what rests on it."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from timeline.admin.common import in_context
from timeline.admin.mending import curator, done
from timeline.admin.mending_forms import ReasonForm
from timeline.mending import Refused
from timeline.mending.choosing import Conflict, choose, conflicts, differing
from timeline.mending.terms import FIELDS, change_term, preview, read_rest, resting_on
from timeline.models import Event, Membership, Mend
from timeline.rights import Right, needs


class DifferingFilter(admin.SimpleListFilter):
    """Find events whose reports differ on day, kind or status, while nobody has chosen."""

    title = "reports"
    parameter_name = "reports"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the one choice."""
        return [("differ", "Differ, nobody has chosen")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the events of the choice."""
        return queryset.filter(differing()) if self.value() == "differ" else queryset


class ChoiceForm(ReasonForm):
    """One choice a field in which reports differ; none leaves the field as it is."""

    def __init__(self, *args: Any, conflicts: list[Conflict], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in conflicts:
            self.fields[one.name] = forms.TypedChoiceField(
                coerce=int, required=False, empty_value=None, choices=[(o.report, o.shown) for o in one.options]
            )

    @property
    def chosen(self) -> dict[str, int]:
        """Give the report whose value was chosen, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason" and value is not None}


class ChoosingAdmin(admin.ModelAdmin):
    """An event whose reports may differ."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which to choose."""
        view = self.admin_site.admin_view(self.choose_view)
        return [path("<int:pk>/choose/", view, name="timeline_event_choose"), *super().get_urls()]

    @needs(Right.REVIEW_ITEMS)
    def choose_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what reports differ in, with the words of each, and take the choice."""
        event = get_object_or_404(Event, pk=pk)
        found = conflicts(event)
        form = ChoiceForm(request.POST or None, conflicts=found)
        if form.is_valid():
            try:
                mend = choose(event, form.chosen, by=curator(request), reason=form.cleaned_data["reason"])
                self.message_user(request, done(mend), messages.SUCCESS)
                return HttpResponseRedirect(reverse("admin:timeline_event_change", args=[pk]))
            except Refused as refused:
                form.add_error(None, list(refused.reasons))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"What holds of {event}?",
            "media": self.media,
            "form": form,
            "conflicts": [_shown(one) for one in found],
        }
        return TemplateResponse(request, "admin/timeline/event/choose.html", context)


# In the session of who changed a term: which articles are still to be read again.
WAITING = "term-{}"


RESTS = "Stored articles rest on this term. Its holder and days are not changed yet: see below what would be read anew."


class TermForm(ReasonForm, forms.ModelForm):
    """Who held the office from when to when."""

    class Meta:
        model = Membership
        fields = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A list of all persons would be too long; another person is chosen on the term's own page.
        self.fields["person"].widget = forms.HiddenInput()

    def _post_clean(self) -> None:
        """Leave the record as it is: the change is tried first."""


class TermAdmin(admin.ModelAdmin):
    """A term of office on which readings rest."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which a term is changed with what rests on it."""
        view = self.admin_site.admin_view(self.term_view)
        return [path("<int:pk>/term/", view, name="timeline_membership_term"), *super().get_urls()]

    @needs(Right.REVIEW_ITEMS)
    def term_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what other days would change, and change it once that was seen."""
        row = get_object_or_404(Membership.objects.select_related("person", "post"), pk=pk)
        if "rest" in request.POST:
            return self._read_on(request, row)
        wanted = TermForm(request.GET, instance=row)
        wanted.is_valid()
        form = TermForm(request.POST or None, instance=row, initial=wanted.cleaned_data if request.GET else None)
        given = form.data if form.is_bound else form.initial
        holder = form.fields["person"].clean(given.get("person")) if given.get("person") else row.person
        context: dict[str, Any] = {"form": form, "row": row, "waiting": len(_waiting(request, row)), "holder": holder}
        if form.is_valid():
            values, today = {name: form.cleaned_data[name] for name in FIELDS}, timezone.localdate()
            try:
                if "confirm" in request.POST:
                    reason = form.cleaned_data["reason"]
                    mend, left = change_term(row, values, today, by=curator(request), reason=reason)
                    return self._changed(request, row, mend, left)
                context["preview"] = preview(row, values, today)
            except Refused as refused:
                form.add_error(None, list(refused.reasons))
        given = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        title = f"Change the term of {row}"
        return TemplateResponse(request, "admin/timeline/membership/term.html", given | {"title": title} | context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; where stored articles rest on the term, leave it as it is for the page that shows what would change."""
        stored = Membership.objects.select_related("person", "post").filter(pk=obj.pk).first()
        changed = set(FIELDS) & set(form.changed_data)
        if stored and changed:
            values = {name: getattr(obj, name) for name in FIELDS}
            if resting_on(stored, values, timezone.localdate()).exists():
                request.term_wanted = values  # type: ignore[attr-defined]
                for name in FIELDS:
                    setattr(obj, name, getattr(stored, name))
                form.changed_data = [name for name in form.changed_data if name not in changed]
        super().save_model(request, obj, form, change)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Lead to the page of the term where its change waits to be looked at."""
        values = getattr(request, "term_wanted", None)
        if values is None:
            return super().response_change(request, obj)
        self.message_user(request, RESTS, messages.WARNING)
        query = {name: getattr(value, "pk", value) for name, value in values.items() if value not in (None, False)}
        return HttpResponseRedirect(f"{reverse('admin:timeline_membership_term', args=[obj.pk])}?{urlencode(query)}")

    def _read_on(self, request: HttpRequest, row: Membership) -> HttpResponse:
        """Read the next of the articles that rest on a changed term."""
        mend, left = read_rest(row, _waiting(request, row), by=curator(request), reason="the term was changed")
        return self._changed(request, row, mend, left)

    def _changed(self, request: HttpRequest, row: Membership, mend: Mend, left: list[int]) -> HttpResponse:
        """Say what was done, and lead on to the articles that are left."""
        request.session[WAITING.format(row.pk)] = left
        self.message_user(request, done(mend), messages.SUCCESS)
        page = "term" if left else "change"
        return HttpResponseRedirect(reverse(f"admin:timeline_membership_{page}", args=[row.pk]))


def _waiting(request: HttpRequest, row: Membership) -> list[int]:
    """Give the articles that rest on a changed term and were not read again yet."""
    return list(request.session.get(WAITING.format(row.pk), ()))


def _shown(one: Conflict) -> dict[str, Any]:
    """Give a conflict as the page shows it: each value with the words of its reports."""
    options = [
        {
            "report": option.report,
            "shown": option.shown,
            "is_present": option.is_present,
            "quotes": [(in_context(proof), proof.get_absolute_url(), proof.article) for proof in option.quotes],
        }
        for option in one.options
    ]
    return {"name": one.name, "label": one.label, "is_settled": one.is_settled, "options": options}
