"""The review queue: the next item, one item with its source text, and what the curator decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from timeline.admin.review import ahead, meanwhile
from timeline.admin.review.access import curators, signed_in
from timeline.admin.review.forms import (
    NO_FIELDS,
    DecisionForm,
    EventItemForm,
    FilterForm,
    ItemForm,
    PartRows,
    StatementItemForm,
    part_rows,
)
from timeline.models import DecisionKind, Event, ReviewItem, ReviewState, Statement
from timeline.review import decisions
from timeline.review import queue as waiting
from timeline.review.item import ItemPage, Proof, item_page
from timeline.review.queue import MOST_COUNTED, Filters
from timeline.review.state import PARTS, Record
from timeline.rights import Right

MODELS: dict[str, type[Event] | type[Statement]] = {"event": Event, "statement": Statement}
DONE = {"accept": "Accepted.", "reject": "Rejected.", "skip": "Skipped."}


@dataclass(frozen=True, slots=True)
class Row:
    """A field of the form with the words that prove it, and whether a curator has set or confirmed it."""

    name: str
    field: Any
    proofs: tuple[Proof, ...]
    is_confirmed: bool


@curators(Right.REVIEW_ITEMS)
def queue(request: HttpRequest) -> HttpResponse:
    """Lead to the next item, or say that nothing is left."""
    form = FilterForm(request.GET)
    if not form.is_valid():
        return _nothing(request, form)
    return _next(request, form.filters())


@curators(Right.REVIEW_ITEMS)
def item(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show an item, or do with it what the curator decided."""
    if kind not in MODELS:
        raise Http404
    record = cast(Record, get_object_or_404(MODELS[kind], pk=pk))
    if request.method != "POST":
        return _show(request, _page_asked(request, record))
    short = DecisionForm(request.POST)
    if short.is_valid() and not request.POST.getlist("confirm"):
        return _decide_at_once(request, record, **short.cleaned_data)
    return _decide(request, _page_asked(request, record))


@require_POST
@curators(Right.REVIEW_ITEMS)
def undo(request: HttpRequest) -> HttpResponse:
    """Undo what the curator did last, and lead to it."""
    try:
        last = decisions.undo(by=signed_in(request))
    except decisions.ChangedSince as since:
        page = item_page(since.record)
        return _show(request, page, problem="It was changed since: nothing was undone. This is how it is now.")
    if last is None:
        return _next(request, _filters(request), said="There is nothing to undo.")
    said = f"Undone: {last.get_kind_display().lower()}."
    if last.kind == DecisionKind.ADDED:
        return _next(request, _filters(request), said=said)
    record: Any = last.event or last.statement
    return _go(request, item_page(record), said=said)


@require_POST
@curators(Right.REVIEW_ITEMS)
def following(request: HttpRequest) -> HttpResponse:
    """Give the page of the item that follows the one on screen, and keep it for the curator; 204 if there is none."""
    row = ahead.claim(request.POST.get("at", ""), by=signed_in(request), filters=_filters(request))
    if row is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _show(request, item_page(ahead.record_of(row)), is_ahead=True)


def _decide_at_once(request: HttpRequest, record: Record, do: str, seen: str, reason: str, **_: Any) -> HttpResponse:
    """Do what needs nothing of the item's own form, which takes long to make, and go on to the next item."""
    by, row = signed_in(request), _queued(record) if do == "skip" else None
    try:
        if do == "accept":
            decisions.accept(record=record, by=by, seen=seen, reason=reason)
        elif do == "reject":
            decisions.reject(record=record, by=by, seen=seen, reason=reason)
        elif row:
            decisions.skip(item=row, by=by)
    except decisions.ChangedSince:
        return _tell(request, _page_asked(request, record), request.POST)
    return _next(request, _filters(request), said=DONE[do])


def _decide(request: HttpRequest, page: ItemPage) -> HttpResponse:
    """Do what the button says, and go on to the next item where that settles this one."""
    wanted, confirmed = request.POST.get("do", "save"), request.POST.getlist("confirm")
    form, rows = _forms(page, meanwhile.chosen(request.POST, _forms(page)[0]))
    if wanted == "reject" and not confirmed and "reason" not in form.errors:
        form.add_error("reason", "Say why it is rejected.")
    if not (form.is_valid() and (rows.is_valid() or not rows.is_bound)):
        return _show(request, page, form, rows, problem="Nothing was saved yet: see what is marked below.")
    try:
        return _write(request, page, form, rows, "save" if confirmed else wanted)
    except decisions.ChangedSince as since:
        return _tell(request, item_page(since.record, page.article.pk if page.article else None), form.data)


def _tell(request: HttpRequest, page: ItemPage, data: Any) -> HttpResponse:
    """Tell what somebody else changed meanwhile; what the curator typed stays in the form."""
    form, rows = _forms(page, data)
    form.is_valid()
    rows.is_valid()
    found = meanwhile.differences(page, form, rows)
    sent = meanwhile.taken_over(data, page, found, _forms(page)[0])
    who = meanwhile.who_else(page, signed_in(request))
    if found:
        problem = f"{who} changed this while you had it open. Nothing was saved yet: look, and decide again."
    else:
        problem = f"{who} touched this while you had it open, with no other values: look, and decide again."
    return _show(request, page, *_forms(page, sent), problem=problem, found=found)


def _write(request: HttpRequest, page: ItemPage, form: ItemForm, rows: PartRows, wanted: str) -> HttpResponse:
    by, record = signed_in(request), page.record
    seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"].strip()
    edit = form.edit(rows, request.POST.getlist("confirm"))
    if wanted == "accept":
        decisions.accept(record=record, by=by, seen=seen, edit=edit, reason=reason)
        return _next(request, _filters(request), said=DONE[wanted])
    if not edit.is_empty:
        decisions.change(record=record, by=by, seen=seen, edit=edit, reason=reason)
    return _go(request, item_page(type(record).objects.get(pk=record.pk)), said="Saved.")


def _page_asked(request: HttpRequest, record: Record) -> ItemPage:
    shown = request.GET.get("article", "")
    return item_page(record, int(shown) if shown.isdecimal() else None)


def _forms(page: ItemPage, data: Any = None) -> tuple[ItemForm, PartRows]:
    made = EventItemForm if isinstance(page.record, Event) else StatementItemForm
    return made(page, data), part_rows(page, data)


def _filters(request: HttpRequest) -> Filters:
    form = FilterForm(request.GET)
    return form.filters() if form.is_valid() else waiting.ALL


def _queued(record: Record) -> ReviewItem | None:
    return ReviewItem.objects.filter(**{type(record)._meta.model_name or "": record}).first()


def _next(request: HttpRequest, filters: Filters, said: str = "") -> HttpResponse:
    """Go on to the next item that nobody else has: the one that the page holds already, if it still stands so."""
    if held := ahead.held(request, by=signed_in(request)):
        return _lead(request, held, filters, said)
    row = waiting.claim_next(by=signed_in(request), filters=filters)
    if row is None:
        return _nothing(request, FilterForm(request.GET), said)
    return _go(request, item_page(ahead.record_of(row)), said=said)


def _lead(request: HttpRequest, record: Record, filters: Filters, said: str) -> HttpResponse:
    """Let the page show the item that it holds: what stands around it is all that it still needs."""
    left = waiting.count_left(by=signed_in(request), filters=filters)
    answer = render(request, "admin/timeline/review/_top.html", {"said": said, "left": _counted(left)})
    answer["HX-Push-Url"] = address_of(record, request)
    answer[ahead.HEADER] = ahead.name_of(record)
    return answer


def _counted(left: int) -> str:
    return f"more than {MOST_COUNTED:,}" if left > MOST_COUNTED else str(left)


def _go(request: HttpRequest, page: ItemPage, said: str) -> HttpResponse:
    """Lead to an item: htmx gets the page at once, a plain browser is sent there."""
    address = address_of(page.record, request)
    if getattr(request, "htmx", False):
        answer = _show(request, page, said=said)
        answer["HX-Push-Url"] = address
        return answer
    if said:
        request.session["review_said"] = said
    anchor = next((proof.anchor for proof in page.proofs if proof.stands), "")
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)


def address_of(record: Record, request: HttpRequest) -> str:
    """Give the address of an item's page, with the filters of this one."""
    kind = record._meta.model_name
    query = request.GET.copy()
    query.pop("article", None)
    for name in [name for name, value in query.items() if not value]:
        query.pop(name)
    asked = f"?{query.urlencode()}" if query else ""
    return reverse("review:item", args=[kind, record.pk]) + asked


def _show(
    request: HttpRequest,
    page: ItemPage,
    form: ItemForm | None = None,
    rows: PartRows | None = None,
    problem: str = "",
    said: str = "",
    found: Sequence[meanwhile.Difference] = (),
    is_ahead: bool = False,
) -> HttpResponse:
    """Show an item; one that is fetched ahead knows neither what was done last nor what is to be said."""
    fresh = _forms(page)
    form, rows = form or fresh[0], rows or fresh[1]
    queued = _queued(page.record)
    other = waiting.holder(queued, signed_in(request)) if queued else None
    if queued and other is None:
        waiting.claim(item=queued, by=signed_in(request))
    filter_form = FilterForm(request.GET)
    filters = filter_form.filters() if filter_form.is_valid() else waiting.ALL
    left = waiting.count_left(by=signed_in(request), filters=filters)
    parts_name = PARTS[type(page.record)][0]
    context = {
        **_frame(request, is_ahead),
        "page": page,
        "kind": page.record._meta.model_name,
        "form": form,
        "rows": rows,
        "fields": _rows(page, form),
        "parts_name": parts_name,
        "parts": _parts(page, rows),
        "parts_proofs": [proof for proof in page.proofs if proof.field == parts_name and not proof.party],
        "parts_confirmed": parts_name in page.record.curated_fields,
        "filter_form": filter_form,
        "left": _counted(left),
        "held_by": other,
        "is_open": page.record.review == ReviewState.DRAFT,
        "problem": problem,
        "differences": found,
        "said": said or ("" if is_ahead else request.session.pop("review_said", "")),
        "undoable": None if is_ahead else decisions.last_decision(by=signed_in(request)),
        "is_ahead": is_ahead,
        "name": ahead.name_of(page.record),
        "address": address_of(page.record, request),
    }
    return render(request, "admin/timeline/review/item.html", context)


def _frame(request: HttpRequest, is_ahead: bool = False) -> dict[str, Any]:
    """Give what stands around an item: all of the admin's page, or what htmx puts into the one on screen."""
    if is_ahead or (request.method == "POST" and getattr(request, "htmx", False)):
        return {"frame": "admin/timeline/review/answer.html"}
    return {**admin.site.each_context(request), "frame": "admin/timeline/review/base.html", "title": "Review queue"}


def _rows(page: ItemPage, form: forms.Form) -> list[Row]:
    curated = set(page.record.curated_fields)
    names = [name for name in form.fields if name not in NO_FIELDS]
    return [
        Row(name, form[name], tuple(proof for proof in page.proofs if proof.field == name), name in curated)
        for name in names
    ]


def _parts(page: ItemPage, rows: PartRows) -> list[tuple[Any, list[Proof]]]:
    """Give each row of the parts with the words that name its party."""
    named: dict[int, list[Proof]] = {}
    for proof in page.proofs:
        if proof.party:
            named.setdefault(proof.party, []).append(proof)
    return [(form, named.get(form.initial.get("pk"), [])) for form in rows]


def _nothing(request: HttpRequest, form: FilterForm, said: str = "") -> HttpResponse:
    context = {
        **_frame(request),
        "filter_form": form,
        "left": 0,
        "said": said or request.session.pop("review_said", ""),
        "undoable": decisions.last_decision(by=signed_in(request)),
    }
    answer = render(request, "admin/timeline/review/empty.html", context)
    if getattr(request, "htmx", False):
        answer["HX-Push-Url"] = request.get_full_path().replace(request.path, reverse("review:queue"))
    return answer
