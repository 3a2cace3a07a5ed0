"""The words under which an event is found, kept in `Event.search` by one function."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from timeline.models.event import Event
from timeline.models.review import ReviewState


def refresh_search(event_ids: Iterable[int]) -> None:
    """Write the search words of events anew: call it in the transaction that changes what they say.

    Weight A: the parties' names; B: what was said; C: titles of the articles that report it.
    """
    events = Event.objects.filter(pk__in=set(event_ids)).prefetch_related(
        "participations__person", "participations__organization", "statements", "reports__article"
    )
    for event in events:
        parties = " ".join(f"{party} {party.office}" for party in event.participations.all())
        said = " ".join(s.content for s in event.statements.all() if s.review != ReviewState.REJECTED)
        titles = " ".join(report.article.title for report in event.reports.all())
        vector = (
            SearchVector(Value(parties), weight="A", config="english")
            + SearchVector(Value(said), weight="B", config="english")
            + SearchVector(Value(titles), weight="C", config="english")
        )
        Event.objects.filter(pk=event.pk).update(search=vector)
