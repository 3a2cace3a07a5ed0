"""Add what the machine missed: the words in the source text, then what they tell."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html

from timeline.admin.forms import clean_edtf
from timeline.admin.review.access import curators, signed_in
from timeline.admin.review.forms import PartForm, PartRows, choice_of, event_label, people_named, places
from timeline.ingest.draft import CONTEXT_CHARS
from timeline.models import Article, Event, EventStatus, EventType, Person, SpeechAct
from timeline.review import adding
from timeline.review.item import item_page_of_article
from timeline.rights import Right

KINDS = [("statement", "a statement"), ("event", "an event"), ("person", "a person"), ("date", "the date of an event")]
# A place in a list of records to go back to.
BACK = re.compile(r"(event|statement)/\d+")
# Rows of a form that may be left empty.
PARTIES = 3


class WordsForm(forms.Form):
    """The words: where they begin and end, in code points of the text, or the words themselves."""

    what = forms.ChoiceField(choices=KINDS, required=False, initial="statement", label="They tell of")
    words = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}), label="Words of the text")
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, article: Article, data: Any = None) -> None:
        super().__init__(data)
        self.article = article
        self.places: list[tuple[int, int]] = []

    def clean(self) -> dict[str, Any]:
        """Find the span; several places are kept for a choice."""
        data = super().clean() or self.cleaned_data
        start, end, text = data.get("start"), data.get("end"), self.article.text
        if start is not None and end is not None:
            if not (start < end <= len(text) and text[start:end].strip()):
                raise ValidationError("These words are not in the text: choose them again.")
            data["span"] = trimmed(text, start, end)
        elif words := (data.get("words") or "").strip():
            self.places = places(text, words)
            if not self.places:
                self.add_error("words", "They do not stand in the text. Copy them as they stand there.")
            elif len(self.places) == 1:
                data["span"] = self.places[0]
        return data


class MissedForm(forms.Form):
    """What the words tell; which of the fields count depends on the kind."""

    act = forms.ChoiceField(choices=SpeechAct.choices, required=False, initial=SpeechAct.NOTE)
    type = forms.ChoiceField(choices=EventType.choices, required=False)
    status = forms.ChoiceField(choices=EventStatus.choices, required=False)
    event = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label="Event")
    edtf = forms.CharField(required=False, max_length=80, label="Date (EDTF)")
    person = forms.CharField(required=False, max_length=200, label="Name in full")
    is_new = forms.BooleanField(required=False, label="A person not yet in the records")
    country = PartForm.base_fields["country"]
    reason = forms.CharField(required=False, max_length=2000)
    FIELDS = {
        "statement": ("act", "event", "reason"),
        "event": ("type", "status", "edtf", "reason"),
        "person": ("person", "is_new", "country", "reason"),
        "date": ("event", "edtf", "reason"),
    }

    def __init__(self, what: str, events: list[Event], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.what = what
        self.fields = {name: self.fields[name] for name in self.FIELDS[what]}
        if "event" in self.fields:
            none = [] if what == "date" else [("", "no event")]
            self.fields["event"].choices = [*none, *((row.pk, event_label(row)) for row in events)]  # type: ignore[attr-defined]
            self.fields["event"].required = what == "date"
        for name in ("type", "status", "act", "person") + (("edtf",) if what == "date" else ()):
            if name in self.fields:
                self.fields[name].required = True

    def clean_edtf(self) -> str:
        """Refuse what is no EDTF."""
        return clean_edtf(self.cleaned_data["edtf"])

    def clean(self) -> dict[str, Any]:
        """Find the person of a name, unless it is somebody new."""
        data = super().clean() or self.cleaned_data
        if self.what == "person" and data.get("person"):
            found = list(people_named(data["person"])[:2])
            if len(found) > 1:
                self.add_error("person", "Several people are called so: write the name in full.")
            elif not found and not data.get("is_new"):
                self.add_error(
                    "person", "Nobody in the records is called so. Tick “not yet in the records” to add them."
                )
            data["known"] = found[0] if len(found) == 1 else None
        return data


@curators(Right.REVIEW_ITEMS)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the words, then for what they tell; by POST, store it."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    words = WordsForm(article, request.GET if {"words", "start"} & set(request.GET) else None)
    span = words.cleaned_data.get("span") if words.is_valid() else None
    what = (words.cleaned_data.get("what") or "statement") if span else "statement"
    page = item_page_of_article(article, span)
    events = list(page.events)
    form = rows = None
    if span:
        sent = request.POST if request.method == "POST" else None
        form = MissedForm(
            what, events, sent, {"edtf": adding.read_dates(article, span), "person": _called(article, span)}
        )
        rows = _rows(page, what, sent)
        if sent is not None and form.is_valid() and (not rows or rows.is_valid()):
            said = _store(request, article, span, what, form, rows)
            request.session["review_said"] = said
            return HttpResponseRedirect(_back(request))
    context = {
        **admin.site.each_context(request),
        "title": "Add what was missed",
        "page": page,
        "words": words,
        "span": span,
        "quoted": article.text[slice(*span)] if span else "",
        "what": what,
        "kinds": KINDS,
        "form": form,
        "rows": rows,
        "places": [_place(article.text, place) for place in words.places] if len(words.places) > 1 else [],
        "back": _back(request),
    }
    return render(request, "admin/timeline/review/add.html", context)


def _rows(page: Any, what: str, sent: Any) -> PartRows | None:
    if what not in ("statement", "event"):
        return None
    made = forms.formset_factory(PartForm, formset=PartRows, extra=PARTIES, max_num=200)
    choices = [choice_of(row) for row in page.named]
    return made(sent, prefix="part", form_kwargs={"choices": choices})  # type: ignore[return-value]


def _store(
    request: HttpRequest, article: Article, span: tuple[int, int], what: str, form: MissedForm, rows: PartRows | None
) -> str:
    data = form.cleaned_data
    common: dict[str, Any] = {
        "by": signed_in(request), "article": article, "span": span, "reason": data["reason"].strip(),
    }  # fmt: skip
    parts = [part for row in rows.forms if (part := row.part())] if rows else []
    event = Event.objects.filter(pk=data.get("event") or 0).first()
    if what == "statement":
        adding.add_statement(act=data["act"], event=event, parts=parts, **common)
        return "Added: a statement."
    if what == "event":
        told = adding.Told(data["type"], data["status"], data["edtf"], parts)
        added, change = adding.add_event(told=told, **common)
        if change:
            offer_way_back(request, f"This article reports it, too, from now on: {added}.", change)
            return "Added to an event that is known already."
        return "Added: an event."
    if what == "person":
        known: Person | None = data["known"]
        person, change = adding.add_person(known=known, name=data["person"].strip(), country=data["country"], **common)
        offer_way_back(request, f"The words name {person}.", change)
        return "Added: a person."
    assert event is not None  # the form asks for it
    adding.add_date(event=event, edtf=data["edtf"], **common)
    return f"Set: the event took place {data['edtf']}."


def offer_way_back(request: HttpRequest, said: str, change: UUID) -> None:
    """Say what was done, with the way to take it back for those who may."""
    if signed_in(request).has_perm(Right.REVERT_CHANGES):
        address = f"{reverse('admin:timeline_recordedchange_revert')}?changes={change}"
        said = format_html('{} <a href="{}">Take back…</a>', said, address)
    messages.success(request, said)


def _called(article: Article, span: tuple[int, int]) -> str:
    return " ".join(article.text[slice(*span)].split())[:200]


def _place(text: str, span: tuple[int, int]) -> dict[str, Any]:
    start, end = span
    around = text[max(0, start - CONTEXT_CHARS) : start], text[start:end], text[end : end + CONTEXT_CHARS]
    return {"start": start, "end": end, "before": around[0], "words": around[1], "after": around[2]}


def _back(request: HttpRequest) -> str:
    back = request.GET.get("back", "")
    queue = reverse("review:queue")
    return f"{queue}{back}/" if BACK.fullmatch(back) else queue


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the blanks at both ends of a span."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
