"""Import and export in the admin: tables and Popolo JSON, each difference shown before anything is changed."""

import base64
import binascii
import logging
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from tablib import Dataset
from tablib.exceptions import TablibException

from timeline.admin.mending import curator
from timeline.mending import Refused, popolo
from timeline.mending.exchange import TableChange, bring_in, table_of
from timeline.rights import Right, needs
from timeline.sources import safe_cell

log = logging.getLogger(__name__)
CSV, XLSX, POPOLO = "csv", "xlsx", "json"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    POPOLO: "application/json",
}
# Without it Excel takes UTF-8 for the code page of its machine.
BYTE_ORDER_MARK = "\ufeff"
# The file goes to the browser and back between looking and doing; Django takes 2.5 MB of a form, in base64.
MOST_BYTES = 1_500_000
# Rows that a page shows; all of them are taken in.
MOST_SHOWN = 500


class FileForm(forms.Form):
    """A file to take in, as it was chosen or as the page before gave it back, and why."""

    file = forms.FileField(required=False, help_text="CSV, XLSX, or Popolo JSON.")
    reason = forms.CharField(max_length=2000, required=False, help_text="Kept with each change.")
    content = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in TYPES], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Give the file's bytes and kind; name what cannot be taken."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if upload := data.get("file"):
            kind = upload.name.rpartition(".")[2].lower()
            if kind not in TYPES:
                raise ValidationError(f"“{upload.name}” is none of these kinds: {', '.join(TYPES)}.")
            if upload.size > MOST_BYTES:
                raise ValidationError(f"The file is too large: {upload.size:,} bytes; the limit is {MOST_BYTES:,}.")
            data["kind"], data["bytes"] = kind, upload.read()
        elif data.get("content") and data.get("kind"):
            try:
                data["bytes"] = base64.b64decode(data["content"], validate=True)
            except (binascii.Error, ValueError):
                raise ValidationError("The file did not come back whole: choose it again.") from None
        else:
            raise ValidationError("Choose a file.")
        return data


class ExchangeAdmin(admin.ModelAdmin):
    """Records that come in and go out as tables."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages for import and export."""
        name, view = self.opts.model_name, self.admin_site.admin_view
        own = [
            path("import/", view(self.import_view), name=f"timeline_{name}_import"),
            path("export/<str:kind>/", view(self.export_view), name=f"timeline_{name}_export"),
        ]
        return own + super().get_urls()

    @needs(Right.EXPORT_RECORDS)
    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Give all records as a file."""
        noun = self.opts.model_name or ""
        if kind not in TYPES:
            return HttpResponse(f"There is no export as {kind}; there is: {', '.join(TYPES)}.", status=404)
        name = "readout-popolo.json" if kind == POPOLO else f"readout-{noun}.{kind}"
        content = popolo.write().encode() if kind == POPOLO else _written(table_of(noun), kind)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=TYPES[kind], headers=headers)

    @needs(Right.IMPORT_RECORDS)
    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Show what a file would change, and do it once that was seen."""
        form = FileForm(request.POST or None, request.FILES or None)
        context: dict[str, Any] = {"form": form}
        if form.is_valid():
            try:
                is_trial = "confirm" not in request.POST
                tables = _tables(self.opts.model_name or "", form.cleaned_data["kind"], form.cleaned_data["bytes"])
                found = bring_in(tables, by=curator(request), reason=form.cleaned_data["reason"], is_trial=is_trial)
                has_errors = any(change.counts["error"] for change in found)
                if not is_trial and not has_errors:
                    self.message_user(request, _summary(found), messages.SUCCESS)
                    return HttpResponseRedirect(reverse(f"admin:timeline_{self.opts.model_name}_changelist"))
                context |= {"changes": [_shown(change) for change in found], "has_errors": has_errors}
                differs = any(change.counts["new"] or change.counts["update"] for change in found)
                context |= {"differs": differs and not has_errors}
                context |= {"content": base64.b64encode(form.cleaned_data["bytes"]).decode()}
            except Refused as refused:
                form.add_error(None, list(refused.reasons))
        given = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        title = f"Import {self.opts.verbose_name_plural}"
        return TemplateResponse(request, "admin/timeline/mending/import.html", given | {"title": title} | context)


def _tables(noun: str, kind: str, content: bytes) -> list[tuple[str, Dataset]]:
    """Give the tables of a file; raise Refused where it cannot be read as what its name says."""
    try:
        if kind == POPOLO:
            return popolo.read(content.decode("utf-8-sig"))
        table = Dataset().load(content.decode("utf-8-sig") if kind == CSV else content, format=kind)
    except Refused:
        raise
    except UnicodeDecodeError:
        raise Refused("The file is not in UTF-8: save it as “CSV UTF-8”.") from None
    except (TablibException, ValueError, KeyError, OSError, TypeError) as error:
        raise Refused(f"The file cannot be read as {kind.upper()}: {error}") from None
    except Exception as error:  # noqa: BLE001  (what a broken workbook raises is openpyxl's affair)
        log.info("A file cannot be read as %s: %r", kind, error)
        raise Refused(f"The file is no {kind.upper()}, or it is damaged: save it anew and choose it again.") from None
    headers = [str(name or "").strip() for name in table.headers or ()]
    return [(noun, Dataset(*(tuple(map(_plain, row)) for row in table), headers=headers))]


def _plain(cell: Any) -> str:
    """Give a cell as words, without the apostrophe that our own export put before a formula."""
    if hasattr(cell, "date"):
        cell = cell.date()
    words = "" if cell is None else str(cell)
    return words[1:] if words.startswith("'") and safe_cell(words[1:]) == words else words


def _written(table: Dataset, kind: str) -> bytes:
    """Write a table, each cell safe to open in a spreadsheet."""
    safe = Dataset(*(tuple(safe_cell(str(cell)) for cell in row) for row in table), headers=table.headers)
    return (BYTE_ORDER_MARK + safe.export(CSV)).encode() if kind == CSV else safe.export(kind)


def _shown(change: TableChange) -> dict[str, Any]:
    """Give what a page shows of a table: bad rows if there are any, else those that change something."""
    errors = [row for row in change.rows if row.kind == "error"]
    rows = errors or [row for row in change.rows if row.kind != "skip"]
    return {"label": change.label, "headers": change.headers, "counts": change.counts, "rows": rows[:MOST_SHOWN]}


def _summary(found: list[TableChange]) -> str:
    told = (f"{one.counts['new']} {one.label} new, {one.counts['update']} changed" for one in found)
    return f"Imported: {'; '.join(told)}."
