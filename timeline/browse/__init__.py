"""What researchers ask: a frozen `Filters` goes in, plain values come out."""

from timeline.browse.answers import Answer, Now, answer, now
from timeline.browse.article_page import article_page
from timeline.browse.changes import changes_page
from timeline.browse.event_page import event_page
from timeline.browse.facets import Facet, facets, values
from timeline.browse.filters import Cursor, Filters, PartialDate
from timeline.browse.histogram import histogram
from timeline.browse.method import coverage
from timeline.browse.moved import moved_event, moved_person
from timeline.browse.people import people
from timeline.browse.person_page import person_page
from timeline.browse.timeline import timeline, total

__all__ = [
    "Answer",
    "Cursor",
    "Facet",
    "Filters",
    "Now",
    "PartialDate",
    "answer",
    "article_page",
    "changes_page",
    "coverage",
    "event_page",
    "facets",
    "histogram",
    "moved_event",
    "moved_person",
    "now",
    "people",
    "person_page",
    "timeline",
    "total",
    "values",
]
