"""The pages of one event, person and article, the list of people, and the page on method."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline import browse
from timeline.browse import Filters
from timeline.browse.around import RELATED_DAYS
from timeline.browse.citation import citation_of
from timeline.browse.exports import EVENT_FIELDS, STATEMENT_FIELDS
from timeline.browse.labels import labels
from timeline.browse.method import figures
from timeline.browse.record_changes import record_changes
from timeline.browse.sentence import sentence
from timeline.browse.withdrawn import withdrawn
from timeline.browse.within import within
from timeline.models import Event, Person
from timeline.views.citations import cite_links
from timeline.views.forms import ChangesForm, PeopleForm, TimelineForm
from timeline.views.links import timeline_parameters, timeline_url, within_query


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an event with the accounts of all sides; an address from before it was joined leads there."""
    page = browse.event_page(slug)
    if not page:
        return _not_there(request, slug)
    context = _within(request, page.event) | {
        "page": page,
        "address": request.build_absolute_uri(page.event.get_absolute_url()),
        "pair_url": timeline_url(Filters(pair=("-".join(sorted(page.pair)),))) if page.pair else "",
        "cited": citation_of(page.event, request.build_absolute_uri("/")[:-1], timezone.localdate()),
        "cite_links": cite_links(slug),
        "related_days": RELATED_DAYS,
    }
    return render(request, "timeline/event.html", context)


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a person's offices, events and statements; an address from before a join leads there."""
    page = browse.person_page(slug)
    if not page:
        return _moved(browse.moved_person(slug), "No such person.")
    return render(request, "timeline/person.html", {"page": page, "timeline_url": timeline_url(page.filters)})


@require_safe
def event_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what became of an event since it was stored."""
    page = browse.event_page(slug)
    if not page:
        return _not_there(request, slug)
    title = f"{page.card.kind}: {page.card.title}"
    return _changes_of(request, page.event, title)


@require_safe
def person_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what became of a person's record since it was stored."""
    page = browse.person_page(slug)
    if not page:
        return _moved(browse.moved_person(slug), "No such person.")
    return _changes_of(request, page.person, page.person.name)


def _changes_of(request: HttpRequest, record: Event | Person, title: str) -> HttpResponse:
    context = {"record": record, "title": title, "changes": record_changes(record)}
    return render(request, "timeline/record_changes.html", context)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """List the people on record; parameters that cannot be read are named, with status 400."""
    form = PeopleForm(request.GET)
    if not form.is_valid():
        return render(request, "timeline/people.html", {"form": form}, status=400)
    words = form.cleaned_data["q"]
    page = browse.people(words, form.cleaned_data["after"])
    query = urlencode({"q": words, "after": page.next} if words else {"after": page.next})
    context = {
        "form": form,
        "words": words,
        "page": page,
        "next_url": f"{reverse('timeline:people')}?{query}" if page.next else "",
    }
    return render(request, "timeline/people.html", context)


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article with every fact marked in its text."""
    page = browse.article_page(pk)
    if not page:
        raise Http404("No such article.")
    return render(request, "timeline/article.html", {"page": page})


@require_safe
def changes(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show what changed between two versions of an article."""
    form = ChangesForm(request.GET)
    page = browse.changes_page(pk, number, form.cleaned_data["from"]) if form.is_valid() else None
    if not page:
        raise Http404("No such version.")
    return render(request, "timeline/changes.html", {"page": page})


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Explain how texts are read, with the figures of what is on record."""
    context = {
        "coverage": browse.coverage(),
        "figures": figures(),
        "event_fields": EVENT_FIELDS,
        "statement_fields": STATEMENT_FIELDS,
    }
    return render(request, "timeline/method.html", context)


def _within(request: HttpRequest, event: Event) -> dict[str, Any]:
    """Give what stands before and after an event in the result that its address names, if it names one."""
    if not request.GET:
        return {}
    form = TimelineForm(request.GET)
    if not form.is_valid():
        return {"within_form": form}
    filters = form.filters()
    place = within(filters, event) if timeline_parameters(filters) else None
    if not place:
        return {}
    return {
        "within": place,
        "within_query": within_query(filters),
        "within_sentence": sentence(filters, place.total, labels(filters)),
        "within_url": timeline_url(filters),
    }


def _not_there(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to where an event went, or say with status 410 when and why it was withdrawn; raise Http404 for neither."""
    address = browse.moved_event(slug)
    told = None if address else withdrawn(slug)
    if told:
        return render(request, "timeline/withdrawn.html", {"withdrawn": told}, status=410)
    return _moved(address, "No such event.")


def _moved(address: str | None, nothing: str) -> HttpResponse:
    """Lead to the present address for good; raise Http404 with a message where there is none."""
    if address is None:
        raise Http404(nothing)
    return redirect(address, permanent=True)
