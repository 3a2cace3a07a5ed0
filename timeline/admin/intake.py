"""Ingest from the admin: give texts, see what is read in them, then store them; take a batch back."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from timeline.admin.mending import curator, done
from timeline.admin.mending_forms import ReasonForm
from timeline.extraction import source
from timeline.ingest import Outcome
from timeline.mending import Refused
from timeline.mending.batches import preview, undo_batch
from timeline.models import Batch
from timeline.rights import Right, needs
from timeline.sources import SUFFIXES
from timeline.work import intake, waiting

# Addresses fetched while the browser waits: a host is asked once a second at most.
MOST_ADDRESSES = 10
MOST_FILES = 20


class ManyFiles(forms.ClearableFileInput):
    """Choose several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Give the files."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise ValidationError(
                f"{len(given)} files are too many for a page: {MOST_FILES} at most, or a zip of them."
            )
        return [super(FilesField, self).clean(one, initial) for one in given]


class IntakeForm(forms.Form):
    """What a curator gives to be read: a text, files, addresses; and what is known of them."""

    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "cols": 100}),
        help_text="The article as it stands, title first.",
    )
    uploads = FilesField(label="Files", required=False, help_text=f"Of these kinds: {', '.join(SUFFIXES)}.")
    addresses = forms.CharField(
        label="Web addresses",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 100}),
        help_text=f"One a line, {MOST_ADDRESSES} at most. A feed is added under Feeds, and then followed.",
    )
    published = forms.CharField(
        required=False, help_text="When they appeared, if the texts do not say: 2024-12-20, or in words."
    )
    outlet = forms.CharField(max_length=200, required=False, help_text="Who published them, if the texts do not say.")

    def clean_addresses(self) -> list[str]:
        """Give the addresses; name those that are none."""
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]
        if len(lines) > MOST_ADDRESSES:
            raise ValidationError(f"{len(lines)} addresses are too many for a page: {MOST_ADDRESSES} at most.")
        is_address = URLValidator(schemes=["http", "https"], message="“%(value)s” is no web address.")
        for line in lines:
            is_address(line)
        return lines

    def clean_published(self) -> str | None:
        """Give the day as the reading takes it."""
        words = self.cleaned_data["published"].strip()
        try:
            return source.published_on(words, date.today()) if words else None
        except source.SourceError as error:
            raise ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        """Ask for something to read."""
        data = super().clean() or self.cleaned_data
        data["text"] = data.get("text", "") if data.get("text", "").strip() else ""
        if not self.errors and not (data["text"] or data.get("uploads") or data.get("addresses")):
            raise ValidationError("Paste a text, choose files, or give addresses.")
        return data


class IntakeAdmin(admin.ModelAdmin):
    """Batches that curators give on a page, and take back."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages for giving, looking and taking back."""
        view = self.admin_site.admin_view
        own = [
            path("give/", view(self.give_view), name="timeline_batch_give"),
            path("<int:pk>/look/", view(self.look_view), name="timeline_batch_look"),
            path("<int:pk>/undo/", view(self.undo_view), name="timeline_batch_undo"),
        ]
        return own + super().get_urls()

    @needs(Right.INGEST_ARTICLES)
    def give_view(self, request: HttpRequest) -> HttpResponse:
        """Take texts, and lead to what is read in them."""
        form = IntakeForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            given = {name: form.cleaned_data[name] for name in ("published", "outlet")}
            text, files, addresses = (form.cleaned_data[name] for name in ("text", "uploads", "addresses"))
            by = curator(request).get_username()
            batch = intake.gather(text=text, files=files, addresses=addresses, given=given, by=by)
            return HttpResponseRedirect(reverse("admin:timeline_batch_look", args=[batch.pk]))
        return self._page(request, "give.html", "Ingest articles", {"form": form})

    @needs(Right.INGEST_ARTICLES)
    def look_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what is read in a batch that is held, and store it or throw it away."""
        batch = Batch.objects.filter(pk=pk, is_held=True).first()
        if batch is None:
            return HttpResponseRedirect(reverse("admin:timeline_batch_change", args=[pk]))
        if request.method == "POST":
            return self._decide(request, batch)
        looked = intake.looks(batch)
        context = {
            "batch": batch,
            "looks": [_shown(one) for one in looked],
            "failed": batch.items.failed(),
            "unread": batch.items.waiting().count() - len(looked),
        }
        return self._page(request, "look.html", "What was read; nothing is stored yet", context)

    def _decide(self, request: HttpRequest, batch: Batch) -> HttpResponse:
        if "drop" in request.POST:
            intake.drop(batch)
            self.message_user(request, "Thrown away; nothing of it was stored.", messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:timeline_batch_changelist"))
        if intake.release(batch, by=curator(request).get_username()):
            self.message_user(request, f"{batch} is stored.", messages.SUCCESS)
        else:
            none = "" if waiting.count_workers() else " No worker runs at present; start one with: manage.py worker"
            self.message_user(request, f"{batch} waits for workers.{none}", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:timeline_batch_change", args=[batch.pk]))

    @needs(Right.UNDO_BATCHES)
    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what taking a batch back would do, and do it."""
        batch = get_object_or_404(Batch, pk=pk)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            try:
                mend = undo_batch(batch, by=curator(request), reason=form.cleaned_data["reason"])
                self.message_user(request, done(mend), messages.SUCCESS)
                return HttpResponseRedirect(reverse("admin:timeline_batch_change", args=[pk]))
            except Refused as refused:
                form.add_error(None, list(refused.reasons))
        context = {"batch": batch, "form": form, "undo": preview(batch), "is_running": batch.ended_at is None}
        return self._page(request, "undo.html", f"Take back {batch}", context)

    def _page(self, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
        given = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "media": self.media}
        return TemplateResponse(request, f"admin/timeline/batch/{template}", given | context)


WOULD = {
    Outcome.NEW: "A new article.",
    Outcome.REVISED: "A new version of an article that is stored.",
    Outcome.REREAD: "An article that is stored, read again.",
    Outcome.UNCHANGED: "Stored already: nothing would change.",
}


def _shown(one: intake.Looked) -> dict[str, Any]:
    """Give an article of a held batch as the page shows it."""
    # The pages bring the language along, which commands that read nothing must not wait for.
    from timeline.browse.reading_page import reading_page

    seen = one.look
    return {
        "name": one.item.name,
        "problem": one.problem,
        "would": WOULD[seen.outcome] if seen else "",
        "article": seen.article if seen else None,
        "note": seen.note if seen else "",
        "page": reading_page(seen.reading, one.item.text) if seen and seen.reading else None,
    }
