"""Citations of an event's page as files for reference managers."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline import browse
from timeline.browse.citation import Citation, bibtex, citation, csl, ris

# By the file's ending: what it is called on the page, its content type, and who writes it.
CITATIONS: dict[str, tuple[str, str, Callable[[Citation], str]]] = {
    "bib": ("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    "ris": ("RIS", "application/x-research-info-systems; charset=utf-8", ris),
    "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json; charset=utf-8", csl),
}


@require_safe
def cite(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Give the citation of an event in one format; an address from before it was joined leads to the present one."""
    if ending not in CITATIONS:
        raise Http404(f"There is no citation as “{ending}”.")
    cited = citation(slug, request.build_absolute_uri("/")[:-1], timezone.localdate())
    if not cited:
        moved = browse.moved_event(slug)
        if moved is None:
            raise Http404("No such event.")
        return redirect(f"{moved}cite.{ending}", permanent=True)
    _, content_type, write = CITATIONS[ending]
    headers = {"Content-Disposition": f'attachment; filename="{cited.key}.{ending}"'}
    return HttpResponse(write(cited), content_type=content_type, headers=headers)


def cite_links(slug: str) -> list[tuple[str, str]]:
    """Give the name and address of each format."""
    return [(name, reverse("timeline:cite", args=[slug, ending])) for ending, (name, _, _) in CITATIONS.items()]
