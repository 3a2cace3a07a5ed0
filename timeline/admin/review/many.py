"""Accept all items of a filter: a page that says exactly what will change, then the deed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator

from timeline.admin.common import COLUMN_CHARS
from timeline.admin.review.access import curators, signed_in
from timeline.admin.review.forms import FilterForm, event_label
from timeline.admin.review.missed import offer_way_back
from timeline.models import Event, Statement
from timeline.review import bulk
from timeline.rights import Right

# Of each kind so many are listed; the counts are of all.
MOST_LISTED = 100


class BulkForm(forms.Form):
    """The plan as it was shown, and why."""

    plan = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(max_length=2000, label="Reason", help_text="It stands in the history of each item.")


@curators(Right.REVIEW_IN_BULK)
def accept_all(request: HttpRequest) -> HttpResponse:
    """Show what would be accepted; by POST, accept it."""
    filter_form = FilterForm(request.GET)
    back = f"{reverse('review:queue')}?{request.GET.urlencode()}"
    if not filter_form.is_valid():
        return HttpResponseRedirect(back)
    form = BulkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = bulk.accept_all(
                by=signed_in(request), signed=form.cleaned_data["plan"], reason=form.cleaned_data["reason"]
            )
        except BadSignature:
            form.add_error(None, "This page was not made here, or is damaged. Look at the list anew, and confirm it.")
        else:
            offer_way_back(request, _words(done), done.change)
            return HttpResponseRedirect(back)
    plan = bulk.plan(by=signed_in(request), filters=filter_form.filters())
    context = {
        **admin.site.each_context(request),
        "title": "Accept all of a filter",
        "plan": plan,
        "filter_form": filter_form,
        "form": BulkForm(initial={"plan": plan.signed}) if not form.errors else form,
        "shown": [
            ("Events", [_line(row) for row in plan.events[:MOST_LISTED]], len(plan.events)),
            ("Statements", [_line(row) for row in plan.statements[:MOST_LISTED]], len(plan.statements)),
        ],
        "most": bulk.MOST_AT_ONCE,
        "back": back,
    }
    return render(request, "admin/timeline/review/accept_all.html", context)


def _line(row: Event | Statement) -> dict[str, Any]:
    """Name an item in one line."""
    if isinstance(row, Event):
        return {"kind": "event", "pk": row.pk, "line": f"{event_label(row)}, {row.get_status_display().lower()}"}
    speakers = ", ".join(str(actor) for actor in row.actors.all() if actor.role == "speaker")
    said = Truncator(" ".join(row.content.split())).chars(COLUMN_CHARS)
    return {"kind": "statement", "pk": row.pk, "line": f"{row.get_act_display()}, {speakers or 'nobody'}: “{said}”"}


def _words(done: bulk.Done) -> str:
    said = f"{done.accepted} accepted."
    if done.changed:
        said += f" {done.changed} left out: changed or decided on since the list was made."
    if done.claimed:
        said += f" {done.claimed} left out: open with another curator."
    return said
